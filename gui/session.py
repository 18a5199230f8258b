"""One open report: every change is one step in the project file and one command on the undo stack.

A change is written first and shown then: where writing fails, nothing changes on the screen.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMetaObject, QObject, Qt, Signal, Slot
from PySide6.QtGui import QUndoStack

from core.errors import GoujiError
from core.forms import Forms
from core.report import CellState, Finding, ReportState
from core.store.history import Change, Step
from core.store.review import Decision, confirm, recheck, withdraw
from gui.commands import Content, StepCommand, commands_of
from gui.edits import state_changes, text_changes
from gui.open_report import OpenReport

if TYPE_CHECKING:
    from core.store.project import (
        Project,  # brings the database library, which the start must not pay
    )

T = TypeVar("T")


class Session(OpenReport):
    """An open report that is worked on: changed, undone, redone.

    Args:
        project: where it is kept; stays open as long as the session lives.
        report_id: which report.
        forms: the official forms.

    Raises:
        GoujiError: the project has no such report, or cannot be read.
    """

    stepped = Signal(object, bool)  # a Step was made (or made again), or taken back
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(
        self, project: "Project", report_id: int, forms: Forms, parent: QObject | None = None
    ) -> None:
        super().__init__(project, report_id, forms, parent)
        self.undo_stack = QUndoStack(self)
        self._building = False
        self._build_stack()

    def edit(self, key: str, text: str, why: str = "typed") -> bool:
        """Change the text of a cell; the cell comes into being where it is absent.

        Full-width digits and the like are unified; what was typed stays in the event.

        Returns:
            Whether anything changed.
        """
        return self._change_texts({key: text}, why)

    def paste(self, texts: Mapping[str, str], why: str = "pasted") -> bool:
        """Change several cells in one step; returns whether anything changed."""
        return self._change_texts(texts, why)

    def add_candidates(self, found: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        """Keep what cells may say, as read again; their texts stay as they are."""
        kept = {key: tuple(some) for key, some in found.items() if key in self.report.cells}
        self._written(lambda: self.project.add_candidates(self.id, kept, "again"))
        self._content = self._content.with_candidates(kept)
        self.candidatesChanged.emit()

    def set_cell_state(self, keys: Iterable[str], state: CellState) -> bool:
        """Say something of cells that are there; returns whether anything changed."""
        changes = state_changes(self.report, keys, state)
        return self.make_step(changes, state.value)

    def toggle_doubtful(self, keys: Collection[str]) -> bool:
        """Mark cells as doubtful; take the mark off where all of them have it."""
        cells = [self.report.cells[key] for key in keys if key in self.report.cells]
        if not all(cell.state is CellState.DOUBTFUL for cell in cells):
            return self.set_cell_state(keys, CellState.DOUBTFUL)
        changes = state_changes(self.report, keys, None)
        return self.make_step(changes, "doubt-removed")

    def decide(self, finding: Finding, reason: str) -> bool:
        """Declare that a finding is as in the source; returns whether it was written."""
        change = confirm(finding, self.report, reason, self._own_decisions())
        return self.make_step([change], "as-in-source")

    def withdraw(self, finding: Finding) -> bool:
        """Take a decision back, also one made in another year's report; tell whether one was."""
        made = self.decided(finding)
        elsewhere = made is not None and made.report != self.id
        change = withdraw(finding, self._own_decisions(), elsewhere=elsewhere)
        return self.make_step([change], "withdrawn")

    def _own_decisions(self) -> list[Decision]:
        return [decision for decision in self._decisions if decision.report == self.id]

    def set_report_state(self, state: ReportState) -> bool:
        """Set how far the review has come; returns whether anything changed."""
        return self.make_step(
            [Change("report-state", "", self.state.value, state.value)], state.value
        )

    def set_attribute(self, name: str, value: str) -> bool:
        """Correct the "agency" or the "year"; returns whether anything changed."""
        old = getattr(self.report, name)
        change = Change("attribute", name, None if old is None else str(old), value or None)
        return self.make_step([change], "typed")

    def retranslate(self) -> None:
        """Say in the language of the window what the steps on the stack did."""
        for command in commands_of(self.undo_stack):
            command.retranslate()

    # writing ---------------------------------------------------------------------------------

    def _change_texts(self, texts: Mapping[str, str], why: str) -> bool:
        changes, typed = text_changes(self.report, texts, lambda key: bool(self.sheet_of(key)))
        return self.make_step(changes, f"{why}: {'; '.join(typed)}" if typed else why)

    def make_step(self, changes: Iterable[Change], why: str) -> bool:
        """Write a step, then show it; an empty one is none."""
        changes = tuple(change for change in changes if change.old != change.new)
        if not changes:
            return False
        changes += self._moved_on(changes)
        content = self._content.after(changes, self.forms)
        findings = self._check(content.report, changes)
        written = self._written(lambda: self.project.apply(self.id, changes, why, findings))
        if written is None:
            return False
        at = datetime.now(UTC).isoformat(timespec="seconds")
        step = Step(written, changes, why, self.project.who, at)
        self._show(content, changes, findings)
        self._building = True  # the stack calls redo of what is put on it
        self.undo_stack.push(StepCommand(step, self))
        self._building = False
        self.stepped.emit(step, True)  # noqa: FBT003 - as the signal has it
        return True

    def _moved_on(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """What a change does to the state of the report: it gets under way, or is reopened."""
        if any(change.kind == "report-state" for change in changes):
            return ()
        moves = {
            ReportState.READ: ReportState.IN_REVIEW,
            ReportState.PARKED: ReportState.IN_REVIEW,
            ReportState.REVIEWED: ReportState.REOPENED,
        }
        new = moves.get(self.state)
        return (Change("report-state", "", self.state.value, new.value),) if new else ()

    def move(self, command: StepCommand, *, forwards: bool) -> None:
        """Undo or redo a step of the log; asked for by the command on the stack."""
        if self._building:
            return
        changes = command.step.changes
        if not forwards:
            changes = tuple(change.inverse for change in reversed(changes))
        content = self._content.after(changes, self.forms)
        findings = self._check(content.report, changes)
        move = self.project.redo if forwards else self.project.undo
        if self._written(lambda: move(self.id, findings)) is None:
            # the stack moves all the same; it is put right as soon as it is done with moving
            QMetaObject.invokeMethod(self, "_build_stack", Qt.ConnectionType.QueuedConnection)
            return
        self._show(content, changes, findings)
        self.stepped.emit(command.step, forwards)

    def _written(self, write: Callable[[], T]) -> T | None:
        """Return what writing gives; where it fails, say so and return None."""
        before = self.project.writes
        try:
            written = write()
            self._writes += self.project.writes - before
            return written
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
            return None

    def _show(
        self,
        content: Content,
        changes: Sequence[Change],
        findings: Mapping[int, Sequence[Finding]],
    ) -> None:
        """Take over what has been written, and tell."""
        kinds = {change.kind for change in changes}
        self._content = content
        before, self.findings = self.findings, tuple(findings[self.id])
        if "attribute" in kinds:
            self._move_in_time(findings.keys() - {self.id})
        if "decision" in kinds:
            self._decisions = tuple(self.project.decisions(self.id))
        self._review = None
        self._lay_out_again()
        keys = frozenset(c.key for c in changes if c.kind in ("text", "cell-state"))
        if keys:
            self.cellsChanged.emit(keys)
        if kinds & {"text", "attribute"} or self.findings != before:
            self.findingsChanged.emit()
        if "decision" in kinds:
            self.decisionsChanged.emit()
        if kinds & {"report-state", "attribute"}:
            self.stateChanged.emit()
        self.changed.emit()

    def _move_in_time(self, left: Collection[int]) -> None:
        """Another agency or year has other neighbours; those it ``left`` are checked without us."""
        self._content = Content(self.project.report(self.id), self._content.state)
        self._written(lambda: recheck(self.project, self.forms, [self.id, *left]))
        self._look_around()

    # history ---------------------------------------------------------------------------------

    @Slot()
    def _build_stack(self) -> None:
        """Put the steps of the log on the stack, and move it to where undo stands."""
        history = self.project.history(self.id)
        self._building = True
        self.undo_stack.clear()
        for step in history.steps:
            self.undo_stack.push(StepCommand(step, self))
        self.undo_stack.setIndex(history.position)
        self._building = False

    def last_change(self, key: str) -> Step | None:
        """Return the step in force that last changed a cell's text; None where none did."""
        done = commands_of(self.undo_stack)[: self.undo_stack.index()]
        return next((c.step for c in reversed(done) if c.changes_text_of(key)), None)
