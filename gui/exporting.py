"""Exporting a project in the background, so that a large one does not stop the window."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.forms import Forms
from core.text import Language

FILTERS = ("xlsx", "csv", "json")


class Exporter(QObject):
    """Writes a project to a workbook, a CSV or a JSON file. One export at a time.

    Args:
        forms: the forms that the reports are laid out by.
    """

    done = Signal(Path)
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(self, forms: Forms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """True while an export is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, project: Path, target: Path, language: Language) -> None:
        """Begin to write a project (by its path) to a file; ``done`` or ``failed`` follows."""
        self.close()
        self._thread = threading.Thread(
            target=self._run, args=(project, target, language), name="gouji-export"
        )
        self._thread.start()

    def close(self) -> None:
        """Wait until an export that is under way is complete: half a workbook is of no use."""
        if self._thread:
            self._thread.join()

    def _run(self, path: Path, target: Path, language: Language) -> None:
        from core.exporting.export import export  # not needed for the window to show
        from core.store.project import Project

        try:
            with Project.open(path, forms=self._forms) as project:
                export(project, self._forms, target, language)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
        else:
            self.done.emit(target)
