"""A table that no form knows on a grid of its own: every cell a place for a text, heads too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, takewhile
from unicodedata import east_asian_width

from core.numbers import Kind, parse
from core.report import PlainCell, PlainTable
from core.text import Text
from gui.table.table_grid import Slot, SlotGrid

NARROWEST, WIDEST = 6, 24
"""Bounds of the width of a column, in units: half a Chinese character each."""


class PlainGrid(SlotGrid):
    """Where the cells of a table stand that is kept as it was printed.

    Args:
        table: the table.
        text: gives the text of a cell by its key.
        title: what stands over it.
    """

    def __init__(self, table: PlainTable, text: Callable[[str], str], title: Text) -> None:
        self.table = table
        texts = {cell.key: text(cell.key) for cell in table.cells}
        self._spoken = {key for key, said in texts.items() if parse(said).kind is Kind.UNREADABLE}
        bounds = (0, *accumulate(_widths(table, texts)))
        head = Slot(0, 1, 1, table.columns, "title", title.zh)
        kinds = self._kinds()
        slots = [_slot(cell, kinds.get(cell.key, "value")) for cell in table.cells]
        super().__init__([head, *slots], bounds, {0: title})

    def _kinds(self) -> Mapping[str, str]:
        """Return what the texts are: over columns, left of rows, or among the numbers."""
        lines: dict[int, list[PlainCell]] = {}
        for cell in sorted(self.table.cells, key=lambda cell: (cell.row, cell.column)):
            lines.setdefault(cell.row, []).append(cell)

        def wordy(cell: PlainCell) -> bool:
            return cell.key in self._spoken

        numbered = [row for row, line in lines.items() if not all(map(wordy, line))]
        heads = min(numbered) if numbered else 1
        kinds = dict.fromkeys(self._spoken, "words")
        for row, line in lines.items():
            if row < heads:
                kinds |= {cell.key: "heading" for cell in line}
            else:
                kinds |= {cell.key: "name" for cell in takewhile(wordy, line)}
        return kinds

    # moving ----------------------------------------------------------------------------------

    @cached_property
    def _covering(self) -> Mapping[tuple[int, int], str]:
        """The key of the cell that stands at, or reaches over, a row and a column."""
        return {
            (row, column): slot.key
            for slot in self.by_key.values()
            for row in range(slot.row, slot.row + slot.rows)
            for column in range(slot.column, slot.column + slot.columns)
        }

    def beside(self, key: str, by: int) -> str:
        """Return the key some cells to the right (or left) in the same row, or at its end."""
        return self._stepped(key, 0, by)

    def above_or_below(self, key: str, by: int) -> str:
        """Return the key some cells below (or above); stops at the ends."""
        return self._stepped(key, by, 0)

    def edge_of_column(self, key: str, by: int) -> str:
        """Return the key at the lower (or, for a negative ``by``, upper) end of the table."""
        return self._stepped(key, self.rows * by, 0)

    def _stepped(self, key: str, down: int, right: int) -> str:
        for _ in range(min(abs(down + right), self.rows + self.columns)):
            slot = self.by_key[key]
            row = slot.row + slot.rows if down > 0 else slot.row - (down < 0)
            column = slot.column + slot.columns if right > 0 else slot.column - (right < 0)
            key = self._covering.get((row, column), key)
        return key

    # blocks ----------------------------------------------------------------------------------

    def block(self, key: str, texts: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield the cells that a block of texts falls on when put down at a cell.

        What reaches beyond the table, or falls on a place that a merged cell covers, is left out.
        """
        start = self.by_key[key]
        for y, line in enumerate(texts):
            for x, text in enumerate(line):
                slot = self.at.get((start.row + y, start.column + x))
                if slot is not None and slot.key:
                    yield slot.key, text

    def rectangle(self, keys: Sequence[str], texts: Mapping[str, str]) -> list[list[str]]:
        """Return the texts of some cells as lines of one length, "" where a cell is not chosen."""
        slots = [self.by_key[key] for key in keys]
        if not slots:
            return []
        chosen = {(slot.row, slot.column): texts.get(slot.key, "") for slot in slots}
        rows = range(min(slot.row for slot in slots), max(slot.row for slot in slots) + 1)
        left, right = min(slot.column for slot in slots), max(slot.column for slot in slots)
        return [
            [chosen.get((row, column), "") for column in range(left, right + 1)] for row in rows
        ]


def _slot(cell: PlainCell, kind: str) -> Slot:
    return Slot(
        1 + cell.row,
        1 + cell.column,
        cell.rows,
        cell.columns,
        kind,
        key=cell.key,
        top=cell.row == 0,
        left=cell.column == 0,
    )


def _widths(table: PlainTable, texts: Mapping[str, str]) -> list[int]:
    """Return how wide the columns are to be, in units, by what stands in them."""
    widths = [NARROWEST] * table.columns
    for cell in table.cells:
        if cell.columns == 1:
            wanted = sum(1 + (east_asian_width(c) in "WF") for c in texts[cell.key]) + 2
            widths[cell.column] = min(max(widths[cell.column], wanted), WIDEST)
    return widths
