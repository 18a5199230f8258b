"""The open report divided at a page, or joined with the next one: asked first, undone after."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.jobs import read_ranges
from core.parting import joined, parts
from gui.desk import Desk
from gui.jobs import ReadJobs
from gui.messages_panel import Message
from gui.notice_bar import Answer
from gui.project_steps import ProjectSteps
from gui.sentences import sentences
from gui.session import Session
from gui.table import cell_words
from gui.workspace import Workspace

NAMED = 4  # cells that are named where they clash; the others are counted


class Parting(QObject):
    """What the actions do that make two reports of one, or one of two.

    Args:
        desk: shows the report, and the page on which a second one begins.
        workspace: the open project.
        steps: makes the steps.
        parent: the Qt parent. Call ``close`` before this object goes.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        desk: Desk,
        workspace: Workspace,
        steps: ProjectSteps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workspace = workspace
        self._steps = steps
        self._reading: ReadJobs | None = None
        workspace.projectChanged.connect(self.close)

    @property
    def reading(self) -> bool:
        """True while parts are read again."""
        return self._reading is not None and self._reading.running

    def close(self) -> None:
        """Stop reading parts again."""
        if self._reading:
            self._reading.close()
            self._reading = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"splitReport": self.ask_split, "joinReport": self.ask_join}

    def ask_split(self) -> None:
        """Ask whether a second report begins on the page that is shown."""
        session = self._desk.session
        if session is None or not self._desk.table.commit():
            return
        page = self._desk.page.page
        first, last = session.report.pages or (1, 1)
        if not first < page <= last:
            self._ask(partial(self._no_page, first, last), [])
            return
        moved = len(parts(session.report, page)[1].present)
        yes = Answer("splitYes", lambda: self.tr("Divide"), partial(self._split, session.id, page))
        self._ask(partial(self._split_words, page, moved), [yes])

    def _no_page(self, first: int, last: int) -> str:
        if first == last:
            return self.tr("This report has one page only: it cannot be divided.")
        said = self.tr("Show the page on which the second report begins: one of {0} to {1}.")
        return said.format(first + 1, last)

    def _split_words(self, page: int, moved: int) -> str:
        asked = self.tr("Does a second report begin on page {0}?").format(page)
        moving = self.tr("%n cell(s) go there with all that was done in them.", "", moved)
        return sentences([asked, moving])

    def _split(self, report: int, page: int) -> None:
        from core.store.parting import split

        session, source = self._desk.session, self._workspace.source(report)
        pages = session.report.pages if session else None
        done = self._steps.do(
            lambda project: split(project, report, page),
            lambda: self.tr("Divided at page {0}. Check agency and year of both.").format(page),
        )
        if done and source and pages and Path(source.path).exists():
            self._read_again(Path(source.path), ((pages[0], page - 1), (page, pages[1])))

    def _read_again(self, path: Path, ranges: tuple[tuple[int, int], ...]) -> None:
        """Read both parts by themselves: what one report had no room for is found then.

        What was read before, and what a person did, stays; see ``Project.add``.
        """
        self.close()
        self._reading = ReadJobs(self, workers=1, read=partial(read_ranges, ranges=ranges))
        self._reading.documentRead.connect(self._workspace.take_again)
        self._reading.failed.connect(
            lambda name, text, hint: self.said.emit(Message(Path(name).name, text, hint))
        )
        self._reading.read([path])

    def ask_join(self) -> None:
        """Ask whether the open report and the next one of its document are one."""
        from core.store.parting import following

        session, project = self._desk.session, self._workspace.project
        if session is None or project is None or not self._desk.table.commit():
            return
        try:
            entry = following(project, session.id)
            other = project.report(entry.id) if entry else None
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return
        if entry is None or other is None:
            self._ask(lambda: self.tr("No other report follows in this document."), [])
            return
        clashes = joined(session.report, other).clashes
        name = f"{entry.agency} {entry.year or ''}".strip()
        yes = Answer("joinYes", lambda: self.tr("Join"), partial(self._join, session.id, entry.id))
        self._ask(partial(self._join_words, session, name, clashes), [yes])

    def _join_words(self, session: Session, name: str, clashes: tuple[str, ...]) -> str:
        said = [self.tr("Join this report with the next one, {0}?").format(name)]
        if clashes:
            names = [cell_words.label(session, key) for key in clashes[:NAMED]]
            named = self.tr("; ").join(names) + ("…" if len(clashes) > NAMED else "")
            text = self.tr("In %n cell(s) they say different things ({0}).", "", len(clashes))
            said.append(text.format(named))
            said.append(
                self.tr(
                    "There this one counts unless it is blank; the other is offered as a reading."
                )
            )
        return sentences(said)

    def _join(self, first: int, second: int) -> None:
        from core.store.parting import join

        self._steps.do(
            lambda project: join(project, first, second),
            lambda: self.tr("The reports were joined."),
        )

    def _ask(self, said: Callable[[], str], answers: list[Answer]) -> None:
        self._steps.bar.show_notice(
            said,
            answers,
            lambda: self.tr("Leave it") if answers else self.tr("Close"),
            asking=True,
        )
