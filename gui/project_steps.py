"""Steps of the project as a whole, from the window: done, shown, and taken back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.forms import Forms
from core.store.history import Event
from core.store.review import recheck
from gui.desk import Desk
from gui.documents.documents_panel import DocumentsPanel
from gui.messages_panel import Message
from gui.notice_bar import Answer, NoticeBar, Said
from gui.reviewing import Reviewing
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.project import Project
    from core.store.removing import Swap

Work = Callable[["Project"], "Swap"]


class ProjectSteps(QObject):
    """Makes steps that take reports out of the project or bring others in.

    Args:
        workspace: the open project.
        reviewing: goes to another report where the open one has gone.
        documents: the queue.
        desk: the open report.
        forms: the official forms.
    """

    said = Signal(object)  # Message
    changed = Signal()  # other reports are in the project than before

    def __init__(
        self,
        workspace: Workspace,
        reviewing: Reviewing,
        documents: DocumentsPanel,
        desk: Desk,
        forms: Forms,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bar = NoticeBar("doneBar")
        self._workspace = workspace
        self._reviewing = reviewing
        self._documents = documents
        self._desk = desk
        self._forms = forms
        self.bar.closed.connect(desk.table.setFocus)
        workspace.projectChanged.connect(self.bar.close_bar)

    def do(self, work: Work, said: Said | None = None, *, go_to: int | None = None) -> bool:
        """Make a step and show the project as it is then.

        Args:
            work: makes the step.
            said: what was done, said with an offer to undo it; None for nothing.
            go_to: the report to open then; where it is None, the first that came, and else the one
                that is open or the next in the queue.

        Returns:
            Whether the step was made; where it failed it is said why.
        """
        project = self._workspace.project
        if project is None or not self._desk.table.commit():
            return False
        shown = [row.report for row in self._documents.shown_rows() if row.report is not None]
        try:
            swap = work(project)
            recheck(project, self._forms, swap.touched)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return False
        self._show(swap, shown, go_to)
        if said:
            event = swap.event
            undo = Answer("undoStep", lambda: self.tr("Undo"), lambda: self.take_back(event))
            self.bar.show_notice(said, [undo], lambda: self.tr("Dismiss"))
        self.changed.emit()
        return True

    def take_back(self, event: int | Event) -> bool:
        """Take a step of the project back; tell whether that was possible."""
        from core.store.removing import step_event, take_back

        self.bar.close_bar()
        return self.do(
            lambda project: take_back(
                project, step_event(project, event) if isinstance(event, int) else event
            )
        )

    def _show(self, swap: "Swap", shown: Sequence[int], go_to: int | None) -> None:
        """Show the queue and the desk as they are after a step."""
        session = self._reviewing.session
        target = go_to if go_to is not None else next(iter(swap.came), None)
        if target is None and session and session.id in swap.went:
            at = shown.index(session.id) if session.id in shown else 0
            left = [id_ for id_ in (*shown[at:], *reversed(shown[:at])) if id_ not in swap.went]
            target = left[0] if left else None
        if session and session.id in (*swap.went, *swap.changed):
            self._reviewing.show_report(None)  # what it shows is not there any more
            target = session.id if target is None and session.id in swap.changed else target
        self._workspace.forget_documents()
        self._documents.show_rows(self._workspace.rows())
        self._workspace.rowsChanged.emit([])  # the counts follow
        if target is not None:
            self._reviewing.show_report(target)
        current = self._reviewing.session
        self._documents.show_current(current.id if current else None)
        self._workspace.rechecked.emit([*swap.touched])
