"""Steps of a report as commands on an undo stack, whose store is the project's event log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from weakref import ref

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.forms import Forms
from core.report import Cell, CellState, Report, ReportState
from core.store.history import Change, Step, place_of


@dataclass(frozen=True, slots=True)
class Content:
    """What the steps of a report change, apart from its decisions, which the project keeps."""

    report: Report
    state: ReportState

    def after(self, changes: Iterable[Change], forms: Forms) -> "Content":
        """Return the content with changes made, in their order."""
        cells = dict(self.report.cells)
        report, state = self.report, self.state
        for change in changes:
            match change.kind:
                case "text":
                    cell = cells.get(change.key)
                    if cell is None:
                        cell = Cell(None, None, unit=forms.unit(change.key))
                    if change.new is None and cell.read is None:
                        cells.pop(change.key, None)  # made by a person, and taken back
                    else:
                        cells[change.key] = replace(cell, text=change.new)
                case "cell-state":
                    if change.key in cells and change.new is not None:
                        state_of_cell = CellState(change.new)
                        cells[change.key] = replace(cells[change.key], state=state_of_cell)
                case "cell-place":
                    if change.key in cells:
                        place = place_of(change.new)
                        cells[change.key] = replace(cells[change.key], place=place)
                case "report-state":
                    state = ReportState(change.new or ReportState.READ)
                case "attribute":
                    report = _with_attribute(report, change.key, change.new)
                case "decision":
                    pass
        return Content(replace(report, cells=cells), state)

    def with_candidates(self, found: Mapping[str, tuple[tuple[str, float], ...]]) -> "Content":
        """Return the content with other readings of some cells before those that were there."""
        cells = dict(self.report.cells)
        for key, candidates in found.items():
            new = {text for text, _ in candidates}
            old = tuple(one for one in cells[key].candidates if one[0] not in new)
            cells[key] = replace(cells[key], candidates=(*candidates, *old))
        return Content(replace(self.report, cells=cells), self.state)


def _with_attribute(report: Report, name: str, value: str | None) -> Report:
    match name:
        case "agency":
            return replace(report, agency=value or "")
        case "year":
            return replace(report, year=int(value) if value else None)
        case "form":
            return replace(report, form=value or "")
        case "level":
            return replace(report, level=value or "")
        case "unsure":
            return replace(report, unsure=frozenset((value or "").split()))
        case _:
            raise ValueError(f"a report has no attribute {name}")


class Mover(Protocol):
    """Undoes and redoes the steps of commands."""

    def move(self, command: "StepCommand", *, forwards: bool) -> None:
        """Undo it, or redo it where ``forwards``."""


class StepCommand(QUndoCommand):
    """A step that has been written already; undoing and redoing it writes again.

    Args:
        step: the step in the log.
        mover: undoes and redoes the step, unless the stack is only being built. Not kept alive: the
            stack is its own, and a circle of the three is torn apart in an order that Qt does not
            outlive.
    """

    def __init__(self, step: Step, mover: Mover) -> None:
        super().__init__()
        self.step = step
        self._mover = ref(mover)
        self.retranslate()

    def undo(self) -> None:
        """Take the step back."""
        self._have_moved(forwards=False)

    def redo(self) -> None:
        """Do the step again; called by the stack, too, when the step is put on it."""
        self._have_moved(forwards=True)

    def _have_moved(self, *, forwards: bool) -> None:
        if mover := self._mover():
            mover.move(self, forwards=forwards)

    def changes_text_of(self, key: str) -> bool:
        """Tell whether the step changed the text of a cell."""
        return any(change.kind == "text" and change.key == key for change in self.step.changes)

    def retranslate(self) -> None:
        """Say in the language of the window what the step did."""
        self.setText(describe(self.step))


def commands_of(stack: QUndoStack) -> list[StepCommand]:
    """Return the commands of a stack, those that are undone too."""
    commands = (stack.command(at) for at in range(stack.count()))
    return [command for command in commands if isinstance(command, StepCommand)]


def describe(step: Step) -> str:
    """Return a few words for a step, as they stand after "Undo" in a menu."""
    kinds = {change.kind for change in step.changes}
    cells = len({change.key for change in step.changes if change.kind == "text"})
    translate = QCoreApplication.translate
    if step.why in ("shifted", "row-in", "row-out", "swapped", "merged", "divided",
                    "form", "assigned", "version", "split", "joined"):  # fmt: skip
        return {
            "form": translate("Steps", "form set by hand"),
            "assigned": translate("Steps", "table assigned"),
            "version": translate("Steps", "what was done in the earlier version"),
            "split": translate("Steps", "splitting"),
            "joined": translate("Steps", "joining"),
            "shifted": translate("Steps", "shift of cells"),
            "row-in": translate("Steps", "inserted row"),
            "row-out": translate("Steps", "deleted row"),
            "swapped": translate("Steps", "swap"),
            "merged": translate("Steps", "merging"),
            "divided": translate("Steps", "division"),
        }[step.why]
    if "cell-place" in kinds:
        return translate("Steps", "reading by a grid drawn by hand")
    if cells > 1:
        return translate("Steps", "change of %n cells", "", cells)
    if cells:
        return translate("Steps", "change of a cell")
    if "decision" in kinds:
        withdrawn = all(c.new is None for c in step.changes if c.kind == "decision")
        return translate("Steps", "withdrawal") if withdrawn else translate("Steps", "as in source")
    if "cell-state" in kinds:
        states = {change.new for change in step.changes if change.kind == "cell-state"}
        if CellState.CONFIRMED.value in states:
            return translate("Steps", "confirmation")
        return translate("Steps", "doubt")
    if any(c.kind == "attribute" and c.key == "level" for c in step.changes):
        return translate("Steps", "level of the agency")
    if "attribute" in kinds:
        return translate("Steps", "change of agency or year")
    return translate("Steps", "state of the report")
