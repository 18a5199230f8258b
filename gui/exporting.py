"""Exporting a project in the background, so that a large one does not stop the window."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.forms import Forms
from core.text import Language

STEPS = 200
"""How often an export tells how far it is, at most; telling each of ten thousand takes long."""


class StoppedError(Exception):
    """The export is no longer wanted."""


class Exporter(QObject):
    """Writes a project to a workbook, a CSV or a JSON file. One export at a time.

    Args:
        forms: the forms that the reports are laid out by.
    """

    progressed = Signal(int, int)  # reports done, of how many
    done = Signal(Path)
    failed = Signal(object, object)  # message: Text, hint: Text
    ended = Signal()  # whatever came of it, after the others

    def __init__(self, forms: Forms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    @property
    def busy(self) -> bool:
        """True while an export is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, project: Path, target: Path, language: Language) -> None:
        """Begin to write a project (by its path) to a file; ``done`` or ``failed`` follows."""
        self.close()
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._run, args=(project, target, language), name="gouji-export"
        )
        self._thread.start()

    def cancel(self) -> None:
        """Have the export end soon; what was at its target stays as it was. Returns at once."""
        self._stop.set()

    def close(self) -> None:
        """Wait until an export that is under way is complete: half a workbook is of no use."""
        if self._thread:
            self._thread.join()

    # What follows runs in the thread.

    def _run(self, path: Path, target: Path, language: Language) -> None:
        from core.exporting.export import export  # not needed for the window to show
        from core.store.project import Project

        try:
            with Project.open(path, forms=self._forms) as project:
                export(project, self._forms, target, language, self._go_on)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
        except StoppedError:
            pass  # asked for; there is nothing to tell
        else:
            self.done.emit(target)
        self.ended.emit()

    def _go_on(self, done: int, total: int) -> None:
        """Tell how far the export is; end it where that was asked for."""
        if self._stop.is_set():
            raise StoppedError
        if done % max(1, total // STEPS) == 0:
            self.progressed.emit(done, total)
