"""Looking in the background whether the files of a project are still what was read."""

import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.digest import changed


class ChangedFiles(QObject):
    """Hashes files that were written after they were added; a network drive may take its time.

    Args:
        parent: the Qt parent. Call ``close`` before this object goes.
    """

    found = Signal(object)  # list of Path: files that hold something new

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def look(self, files: Sequence[tuple[str, str]], known: Collection[str]) -> None:
        """Look at files (with the time each was added); what is looked at now is given up.

        Args:
            files: where documents are, and when they were added.
            known: the hashes of what was read before.
        """
        self.close()
        self._stopped = stopped = threading.Event()

        def work() -> None:
            for path, added in files:
                if stopped.is_set():
                    return
                if new := changed([(Path(path), added)], known):
                    self.found.emit(new)

        self._thread = threading.Thread(target=work, name="gouji-look", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether some are being looked at."""
        return self._thread is not None and self._thread.is_alive()

    def close(self) -> None:
        """Stop looking, after the file that is being read."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
