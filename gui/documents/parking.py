"""Reports put aside for later, the open one or several of the queue at once."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.report import ReportState
from gui.documents.documents_panel import DocumentsPanel
from gui.documents.queue_row import QueueRow
from gui.messages_panel import Message
from gui.notice_bar import Answer, NoticeBar
from gui.reviewing import Reviewing
from gui.workspace import Workspace


class Parking(QObject):
    """Parks reports, or takes them up again where all of them are parked.

    Args:
        documents: the queue; where it has the focus, what is chosen in it is meant.
        reviewing: parks the open report by itself, and goes on.
        workspace: the open project.
        bar: says what was done, and offers to undo it.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        documents: DocumentsPanel,
        reviewing: Reviewing,
        workspace: Workspace,
        bar: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._reviewing = reviewing
        self._workspace = workspace
        self._bar = bar

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"park": self.park}

    def park(self) -> None:
        """Park what is chosen in the queue, else the open report; several only when confirmed."""
        session = self._reviewing.session
        chosen = self._documents.chosen_rows() if self._documents.list.hasFocus() else []
        rows = [row for row in chosen if row.report is not None]
        if not rows or (session and [row.report for row in rows] == [session.id]):
            self._reviewing.park()
            return
        parked = all(row.state is ReportState.PARKED for row in rows)
        state = ReportState.IN_REVIEW if parked else ReportState.PARKED
        if len(rows) == 1:
            self._set(rows, state)
            return
        yes = Answer("parkYes", lambda: self._verb(state), lambda: self._set(rows, state))
        self._documents.question.show_notice(
            lambda: self._question(len(rows), state), [yes], lambda: self.tr("Cancel"), asking=True
        )

    def _verb(self, state: ReportState) -> str:
        return self.tr("Park") if state is ReportState.PARKED else self.tr("Take up")

    def _question(self, count: int, state: ReportState) -> str:
        if state is ReportState.PARKED:
            return self.tr("Park %n report(s)? They come last and stay counted.", "", count)
        return self.tr("Take %n parked report(s) up again?", "", count)

    def _done(self, count: int, state: ReportState) -> str:
        if state is ReportState.PARKED:
            return self.tr("Parked: %n report(s).", "", count)
        return self.tr("Taken up again: %n report(s).", "", count)

    def _set(self, rows: Sequence[QueueRow], state: ReportState) -> None:
        before = self._write({row.report: state for row in rows if row.report is not None})
        if not before:
            return
        undo = Answer("undoPark", lambda: self.tr("Undo"), lambda: self._write(before))
        count = len(before)
        self._bar.show_notice(lambda: self._done(count, state), [undo], lambda: self.tr("Dismiss"))
        self._documents.list.setFocus()

    def _write(self, wanted: Mapping[int, ReportState]) -> dict[int, ReportState]:
        """Write states; return what they were."""
        from core.store.states import set_states  # brings the database library

        project = self._workspace.project
        if project is None or not self._reviewing.commit():
            return {}
        why = "parked" if ReportState.PARKED in wanted.values() else "taken up"
        try:
            before = set_states(project, wanted, why)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return {}
        self._workspace.refresh(before)
        self._workspace.refresh_now()
        self._reviewing.follow_store(before)
        return before
