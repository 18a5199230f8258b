"""Faults of layout put right by a person: blocks shifted, rows put in or out, cells joined."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core import layout_repair
from core.errors import GoujiError
from core.layout_repair import Held, Lines
from core.report import Report
from gui.messages_panel import Message
from gui.table.table_view import TableView

ARROWS = {"Left": (0, -1), "Right": (0, 1), "Up": (-1, 0), "Down": (1, 0)}
REFUSED = "layout"  # topic of the messages that say why nothing was moved
Repair = Callable[[Report, Lines, Sequence[str]], Mapping[str, Held]]


class LayoutRepairs(QObject):
    """What the actions do that move values about; each is one undoable step.

    Args:
        table: shows the report, and says which cells are chosen.
    """

    said = Signal(object)  # Message
    retracted = Signal(str)  # topic of messages that no longer hold

    def __init__(self, table: TableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            **{f"shift{name}": partial(self.shift, *by) for name, by in ARROWS.items()},
            "shiftTableLeft": partial(self.shift_table, -1),
            "shiftTableRight": partial(self.shift_table, 1),
            "insertRow": self.insert_row,
            "deleteRow": self.delete_row,
            "swap": self.swap,
            "merge": self.merge,
            "divide": self.divide,
        }

    def shift(self, dy: int, dx: int) -> None:
        """Move the chosen block by one cell, and choose it where it is then."""
        lines = self._lines()
        before = self._table.chosen_keys()

        def shifted(report: Report, lines: Lines, keys: Sequence[str]) -> Mapping[str, Held]:
            return layout_repair.shifted(report, lines, keys, dy, dx)

        if self._repair(shifted, "shifted"):
            at = {key: (y, x) for y, line in enumerate(lines) for x, key in enumerate(line)}
            there = {place: key for key, place in at.items()}
            moved = [there.get((at[key][0] + dy, at[key][1] + dx)) for key in before if key in at]
            self._table.choose([key for key in moved if key])

    def shift_table(self, dx: int) -> None:
        """Move all value columns of the table at hand by one; the last one comes to the first."""

        def shifted(report: Report, lines: Lines, _: Sequence[str]) -> Mapping[str, Held]:
            keys = [key for line in lines for key in line]
            return layout_repair.shifted(report, lines, keys, 0, dx)

        self._repair(shifted, "shifted")

    def insert_row(self) -> None:
        """Make room for a row of values at the current cell."""
        self._repair(lambda r, lines, keys: layout_repair.row_inserted(r, lines, keys[0]), "row-in")

    def delete_row(self) -> None:
        """Take the row of values of the current cell out; those below move up."""
        self._repair(lambda r, lines, keys: layout_repair.row_deleted(r, lines, keys[0]), "row-out")

    def swap(self) -> None:
        """Let the two chosen rows, columns or cells change places."""
        self._repair(layout_repair.swapped, "swapped")

    def merge(self) -> None:
        """Join the texts of the chosen cells in the first of them."""
        self._repair(lambda report, _, keys: layout_repair.merged(report, keys), "merged")

    def divide(self) -> None:
        """Spread the text of a cell over the chosen ones."""
        self._repair(layout_repair.divided, "divided")

    def _lines(self) -> Lines:
        """The lines of the table in which the chosen cells are."""
        keys = self._table.chosen_keys()
        name = keys[0].partition(".")[0] if keys else ""
        lines = self._table.grid.lines
        return [line for line in lines if line[0].partition(".")[0] == name]

    def _repair(self, repair: Repair, why: str) -> bool:
        session = self._table.session
        if session is None or not self._table.commit():
            return False
        lines = self._lines()
        own = {key for line in lines for key in line}
        keys = [key for key in self._table.chosen_keys() if key in own]
        if not keys:
            return False
        self.retracted.emit(REFUSED)
        try:
            wanted = repair(session.report, lines, keys)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint, REFUSED))
            return False
        return session.make_step(layout_repair.changes(session.report, wanted), why)
