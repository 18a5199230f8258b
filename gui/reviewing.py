"""Going through the reports: which one is open, its problems, decisions, undo, and the next one."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.checking.explain import explain
from core.errors import GoujiError
from core.forms import Forms
from core.numbers import normalised
from core.report import Finding, ReportState, Severity
from core.store.review import open_findings
from core.text import Text
from gui.desk import Desk
from gui.documents.documents_panel import DocumentsPanel
from gui.messages_panel import Message
from gui.rereading import Rereading
from gui.session import Session
from gui.workspace import Workspace

REFUSED = "refused"  # topic of the messages that say why a report is not marked as reviewed


class Reviewing(QObject):
    """What the review actions do.

    Args:
        desk: shows the open report.
        documents: the queue.
        workspace: the open project.
        forms: the official forms.
    """

    sessionChanged = Signal()  # another report is open, or none
    stepsChanged = Signal()  # what can be undone and redone
    said = Signal(object)  # Message
    told = Signal(str)  # a line for the status bar
    retracted = Signal(str)  # topic of messages that no longer hold

    def __init__(
        self,
        desk: Desk,
        documents: DocumentsPanel,
        workspace: Workspace,
        forms: Forms,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._cleared: int | None = None  # the report of which F8 has said that nothing is open
        self._desk = desk
        self._documents = documents
        self._workspace = workspace
        self._forms = forms
        desk.decision_bar.closed.connect(desk.table.setFocus)
        desk.otherYearRequested.connect(self._go_to_other_year)
        self.rereading = Rereading(desk, self)
        self.rereading.told.connect(self.told)
        self.rereading.said.connect(self.said)
        workspace.documentCompleted.connect(self._show_notes)
        workspace.rechecked.connect(self.follow_store)

    def close(self) -> None:
        """End the process that reads again."""
        self.rereading.close()

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "previousProblem": lambda: self.go_to_problem(backwards=True),
            "nextProblem": self.go_to_problem,
            "lookNext": self.look_next,
            "explain": self.explain,
            "showUnprotected": self.show_unprotected,
            "asInSource": self.decide,
            "readAgain": self.rereading.read_again,
            "redrawGrid": self.rereading.redraw_grid,
            **{f"take{n}": partial(self.take_offer, n - 1) for n in range(1, 6)},
            "previousReport": lambda: self.go_to_report(-1),
            "nextReport": lambda: self.go_to_report(1),
            "nextUnfinished": lambda: self.go_to_report(1, unfinished=True),
            "markReviewed": self.mark_reviewed,
            "nextPanel": lambda: self.go_to_panel(1),
            "previousPanel": lambda: self.go_to_panel(-1),
        }

    # which report ----------------------------------------------------------------------------

    def show_report(self, report: int | None) -> None:
        """Open a report of the project on the desk; None for none."""
        old, source = self.session, None
        try:
            session = None
            if report is not None and self._workspace.project:
                if old and old.id == report:
                    return
                source = self._workspace.source(report)
                session = Session(self._workspace.project, report, self._forms, self)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return
        self.session, self._cleared = session, None
        path = Path(source.path) if source else None
        self._desk.show_report(session, path, source.notes if source else ())
        self.rereading.show_report(session, path)
        if old:
            old.undo_stack.disconnect(self)
            old.deleteLater()
        if session:
            self._connect(session)
            self._desk.table.setFocus()
        self.retracted.emit(REFUSED)
        self._documents.show_current(report if session else None)
        self.sessionChanged.emit()
        self.stepsChanged.emit()

    def _show_notes(self) -> None:
        """Say what is known now of the source of the open report."""
        source = self._workspace.source(self.session.id) if self.session else None
        if source:
            self._desk.show_notes(source.notes)

    def _connect(self, session: Session) -> None:
        session.failed.connect(lambda text, hint: self.said.emit(Message("", text, hint)))
        session.changed.connect(self._refresh)
        session.findingsChanged.connect(self._retract)
        session.decisionsChanged.connect(self._retract)
        session.undo_stack.indexChanged.connect(self._tell_steps)

    def _refresh(self) -> None:
        """Have the queue follow: this report, and those whose findings depend on it."""
        if self.session:
            self._workspace.refresh({self.session.id, *self.session.dependents})

    def follow_store(self, touched: Collection[int]) -> None:
        """Have the open report follow what was done to reports elsewhere, or beside it."""
        session = self.session
        if session is None or session.id not in touched:
            return
        steps = session.project.history(session.id).steps
        if len(steps) == session.undo_stack.count():
            session.switches_changed()
        else:
            self._reopen(session)  # a step was made in it: read again, parked in the queue

    def _reopen(self, session: Session) -> None:
        """Show the open report as it is stored, at the cell at hand."""
        report, key = session.id, session.selection.key
        self.show_report(None)
        self.show_report(report)
        if self.session and self.session.sheet_of(key) is not None:
            self.session.selection.select(key)

    def _tell_steps(self) -> None:
        self.stepsChanged.emit()

    def _retract(self) -> None:
        self.retracted.emit(REFUSED)

    def go_to_report(self, step: int, *, unfinished: bool = False) -> bool:
        """Open a neighbour in the queue as it is shown; returns whether there was one."""
        present = self.session.id if self.session else None
        target = self._documents.neighbour(present, step, unfinished=unfinished)
        if target is None or not self._desk.table.commit():
            return False
        self.show_report(target)
        return True

    def _go_to_other_year(self, cell: str) -> None:
        """Open the report of the year before or after at one of its cells."""
        year, _, key = cell.partition(":")
        if not self.session or not self._workspace.project:
            return
        earlier, later = self._workspace.project.neighbours(self.session.id)
        back = int(year) < (self.session.report.year or 0)
        target = earlier if back else later
        entries = [] if target is None else self._workspace.project.reports([target])
        if target is not None and str(entries[0].year) == year:
            self.show_report(target)
            self.session.selection.select(key)
            return
        agency = normalised(self.session.report.agency)
        holding = self._workspace.project.elsewhere().holding(agency, int(year))
        if holding:
            said = self.tr("The report for {0} is in another project: {1}")
            self.told.emit(said.format(year, holding))

    def locate(self, path: Path) -> None:
        """Show the source of the open report from where it is now."""
        source = self._workspace.source(self.session.id) if self.session else None
        if source:
            self._workspace.locate(source.id, path)
            self._desk.show_source(path)
            self.rereading.show_report(self.session, path)

    # what is done with it --------------------------------------------------------------------

    def go_to_problem(self, *, backwards: bool = False) -> None:
        """Go to the next or previous problem, past the last one to that of another report.

        A report in which nothing is open (any more) is not left without a word: it may be one to
        mark as reviewed.
        """
        if not self.session:
            return
        table, report = self._desk.table, self.session
        found = table.go_to_problem(backwards=backwards, around=False) is not None
        if not found and not report.problems and self._cleared != report.id:
            self._cleared = report.id
            self.told.emit(self.tr("No open problem in this report. F9: reviewed. F8: go on."))
        elif not found and table.commit():
            self._go_to_next_with_problems(backwards=backwards)
        table.setFocus()

    def _go_to_next_with_problems(self, *, backwards: bool) -> None:
        assert self.session
        self._workspace.refresh_now()
        target = self._documents.next_with_problems(self.session.id, -1 if backwards else 1)
        if target is None:
            if self._desk.table.go_to_problem(backwards=backwards) is None:
                self.told.emit(self.tr("No open problem in any report."))
            return
        self.show_report(target)
        if backwards:
            self._desk.table.go_to_problem(backwards=True)

    def undo(self) -> None:
        """Take the last step back."""
        if self.session and self._desk.table.commit():
            self.session.undo_stack.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.session and self._desk.table.commit():
            self.session.undo_stack.redo()

    def commit(self) -> bool:
        """Write what is being typed; tell whether the desk may change now."""
        return self._desk.table.commit()

    def decide(self) -> None:
        """Ask for the reason why the problem at the current cell is as in the source."""
        if self.session and self._desk.table.commit() and not self._desk.findings.decide():
            self.told.emit(self.tr("There is no open problem at this cell."))

    def take_offer(self, number: int) -> None:
        """Take one of what is offered for the cell at hand, counted from 0."""
        if self.session and not self._desk.take_offer(number):
            self.told.emit(self.tr("There is no such suggestion."))

    def look_next(self) -> None:
        """Go to the cell whose reading would tell most of what is wrong here."""
        if self.session and self._desk.table.commit() and not self._desk.look_next():
            self.told.emit(self.tr("Nothing here is left in doubt between several changes."))

    def explain(self) -> None:
        """Copy the finding at hand in words and numbers."""
        if self.session and self._desk.table.commit():
            said = self._desk.findings.copy_explanation()
            copied = self.tr("Copied: {0}").format(said)
            self.told.emit(copied if said else self.tr("No rule is broken at this cell."))

    def show_unprotected(self) -> None:
        """Mark the cells that no rule protects, or leave that."""
        if self._desk.toggle_coverage():
            self.told.emit(self.tr("◦ marks the cells that no rule protects."))

    def mark_reviewed(self) -> None:
        """Mark the report as reviewed and go on; refused while something must be fixed."""
        if not self.session or not self._desk.table.commit():
            return
        self.retracted.emit(REFUSED)
        found = self._open_ones(self.session.findings)
        must = [finding for finding in found if finding.severity is Severity.ERROR]
        if must:
            self._refuse(must)
        elif self.session.set_report_state(ReportState.REVIEWED):
            self._workspace.refresh_now()  # the next one is looked for in the queue
            if not self.go_to_report(1, unfinished=True):
                self.told.emit(self.tr("All reports are reviewed."))

    def park(self) -> None:
        """Put the report aside and go on; one that is parked is taken up again."""
        if not self.session or not self._desk.table.commit():
            return
        parked = self.session.state is ReportState.PARKED
        self.session.set_report_state(ReportState.IN_REVIEW if parked else ReportState.PARKED)
        if not parked:
            self._workspace.refresh_now()
            self.go_to_report(1, unfinished=True)

    def _open_ones(self, findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
        assert self.session
        return open_findings(findings, self.session.decisions, self.session.report)

    def _refuse(self, must: list[Finding]) -> None:
        count = len(must)
        head = Text(
            f"尚未标为已核：还有 {count} 处必须处理。",
            f"Not marked as reviewed: {count} problems must be fixed.",
        )
        hint = Text(
            "请更正，或确认为“原文如此”（Ctrl+Shift+Enter）。",
            "Correct them, or confirm them as in the source (Ctrl+Shift+Enter).",
        )
        self.said.emit(Message("", head, hint, REFUSED))
        for finding in must:
            spelt = Text(explain(finding, self._forms, "zh"), explain(finding, self._forms, "en"))
            self.said.emit(Message(finding.rule, spelt, Text("", ""), REFUSED))

    # where the focus is ----------------------------------------------------------------------

    def go_to_panel(self, step: int) -> None:
        """Give the focus to the next or previous panel that is shown."""
        if not self._desk.table.commit():
            return
        panels: list[QWidget] = [self._documents.list, *self._desk.panels()]
        shown = [panel for panel in panels if panel.isVisible()]
        focused = QApplication.focusWidget()
        inside = [focused is not None and _holds(panel, focused) for panel in shown]
        at = inside.index(True) if any(inside) else -1
        if shown:
            shown[(at + step) % len(shown)].setFocus()


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)
