"""Exporting in the background, so that a large project does not stop the window."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.forms import Forms
from core.text import Language

if TYPE_CHECKING:
    from core.store.project import Project

STEPS = 200
"""How often an export tells how far it is, at most; telling each of ten thousand takes long."""

Tell = Callable[[], None]
"""Says that the work is done; called when the project is closed again."""


class StoppedError(Exception):
    """The export is no longer wanted."""


class Exporter(QObject):
    """Writes a project to a workbook, a CSV or a JSON file, and letters to its agencies.

    One at a time.

    Args:
        forms: the forms that the reports are laid out by.
    """

    progressed = Signal(int, int)  # reports done, of how many; of one letter: parts of the work
    done = Signal(Path)
    lettersDone = Signal(Path, int)  # the folder, and how many letters
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
        self._begin(project, "", partial(self._export, target, language))

    def start_letter(
        self,
        project: Path,
        who: str,
        report: int,
        target: Path,
        language: Language,
        *,
        hints: bool = False,
    ) -> None:
        """Begin to write the letter to the agency of a report; ``done`` or ``failed`` follows.

        Args:
            project: its path.
            who: signs the letter.
            report: the id of one of the agency's reports.
            target: the PDF file.
            language: of the letter.
            hints: whether hints are said too.
        """
        self._begin(project, who, partial(self._letter, report, target, language, hints=hints))

    def start_letters(
        self, project: Path, who: str, folder: Path, language: Language, *, hints: bool = False
    ) -> None:
        """Begin to write letters to all agencies; ``lettersDone`` or ``failed`` follows.

        Args:
            project: its path.
            who: signs the letters.
            folder: where to; it has to be there.
            language: of the letters.
            hints: whether hints are said too.
        """
        self._begin(project, who, partial(self._letters, folder, language, hints=hints))

    def cancel(self) -> None:
        """Have the work end soon; what was at its target stays as it was. Returns at once."""
        self._stop.set()

    def close(self) -> None:
        """Wait until what is under way is complete: half a workbook is of no use."""
        if self._thread:
            self._thread.join()

    def _begin(self, project: Path, who: str, work: Callable[["Project"], Tell]) -> None:
        self.close()
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._run, args=(project, who, work), name="gouji-export"
        )
        self._thread.start()

    # What follows runs in the thread.

    def _run(self, path: Path, who: str, work: Callable[["Project"], Tell]) -> None:
        from core.store.project import Project  # not needed for the window to show

        try:
            with Project.open(path, who, self._forms) as project:
                tell = work(project)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
        except StoppedError:
            pass  # asked for; there is nothing to tell
        else:
            tell()
        self.ended.emit()

    def _export(self, target: Path, language: Language, project: "Project") -> Tell:
        from core.exporting.export import export

        export(project, self._forms, target, language, self._go_on)
        return partial(self.done.emit, target)

    def _letter(
        self, report: int, target: Path, language: Language, project: "Project", *, hints: bool
    ) -> Tell:
        from core.exporting.feedback_pdf import write_letter

        write_letter(
            project, self._forms, report, target, language, hints=hints, progress=self._go_on
        )
        return partial(self.done.emit, target)

    def _letters(
        self, folder: Path, language: Language, project: "Project", *, hints: bool
    ) -> Tell:
        from core.exporting.feedback_pdf import write_letters

        written = write_letters(
            project, self._forms, folder, language, hints=hints, progress=self._go_on
        )
        return partial(self.lettersDone.emit, folder, len(written))

    def _go_on(self, done: int, total: int) -> None:
        """Tell how far the work is; end it where that was asked for."""
        if self._stop.is_set():
            raise StoppedError
        if done % max(1, total // STEPS) == 0:
            self.progressed.emit(done, total)
