"""Where printed cells stand on a grid of rows and columns, and which cell lies beside which.

The three tables of a form stand one under another, on one grid of columns that fits them all. They
have 4, 10 and 15 columns. Each takes the whole width; the grid has a column boundary wherever one
of them has, so that every printed cell spans a whole number of its columns.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.forms import LayoutCell, Table
from core.text import Text

WIDTH = 240
"""The width of a table, in units that divide well among 3, 7 and 15 value columns."""

_LABELS = {0: (), 1: (72,), 2: (28, 72), 3: (17, 23, 60)}  # widths of label columns, in units


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell and its place: ``row``, ``column`` and spans are those of the common grid.

    ``kind`` is that of a LayoutCell, or "title" for the heading over a table; of a cell of another
    table "value", or one of PRINTED. ``top`` and ``left`` tell whether it stands at that edge of
    its table.
    """

    row: int
    column: int
    rows: int
    columns: int
    kind: str
    text: str = ""
    key: str = ""
    top: bool = False
    left: bool = False


PRINTED = ("heading", "name", "words")
"""Texts of a table that no form knows; they can be edited: over columns, left of rows, other."""


class SlotGrid:
    """Slots on a grid. Column 0, the last column and the last row are margins.

    Args:
        slots: a title and printed cells for each table.
        bounds: the column boundaries in units, from 0 to the width.
        titles: the titles by row.
    """

    def __init__(
        self, slots: Sequence[Slot], bounds: Sequence[int], titles: Mapping[int, Text]
    ) -> None:
        self.slots = tuple(slots)
        self.bounds = tuple(bounds)
        self.titles = titles
        self.columns = len(self.bounds) + 1
        self.rows = max((slot.row + slot.rows for slot in slots), default=-1) + 1

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Slot]:
        """Slots by the row and column where they begin."""
        return {(slot.row, slot.column): slot for slot in self.slots}

    @cached_property
    def by_key(self) -> Mapping[str, Slot]:
        """The slots of value cells by key."""
        return {slot.key: slot for slot in self.slots if slot.key}

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The keys of value cells line by line, in reading order."""
        lines: dict[int, list[Slot]] = {}
        for slot in self.by_key.values():
            lines.setdefault(slot.row, []).append(slot)
        return tuple(
            tuple(slot.key for slot in sorted(lines[row], key=lambda slot: slot.column))
            for row in sorted(lines)
        )

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        """Line and place in it, by key."""
        return {key: (y, x) for y, line in enumerate(self.lines) for x, key in enumerate(line)}

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(key for line in self.lines for key in line)

    @property
    def first(self) -> str:
        """The key of the first value cell; "" where there is none."""
        return self._order[0] if self._order else ""

    def following(self, key: str, by: int) -> str:
        """Return the key some cells on (or back) in reading order, or that of the end reached."""
        at = self._order.index(key) + by
        return self._order[max(0, min(at, len(self._order) - 1))]

    def beside(self, key: str, by: int) -> str:
        """Return the key some cells to the right (or left) in the same line, or at its end."""
        y, x = self._places[key]
        return self.lines[y][max(0, min(x + by, len(self.lines[y]) - 1))]

    def above_or_below(self, key: str, by: int) -> str:
        """Return the key some lines below (or above), the nearest one across; stops at the ends."""
        y, _ = self._places[key]
        line = self.lines[max(0, min(y + by, len(self.lines) - 1))]
        middle = self._middle(key)
        return min(line, key=lambda other: abs(self._middle(other) - middle))

    def edge_of_column(self, key: str, by: int) -> str:
        """Return the key at the lower (or, for a negative ``by``, upper) end of its table."""
        y, _ = self._places[key]
        name = key.partition(".")[0]
        lines = [at for at, line in enumerate(self.lines) if line[0].partition(".")[0] == name]
        return self.above_or_below(key, (lines[-1] if by > 0 else lines[0]) - y)

    def _middle(self, key: str) -> float:
        slot = self.by_key[key]
        return self.bounds[slot.column - 1] + self.bounds[slot.column + slot.columns - 1]

    def block(self, key: str, texts: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield the cells that a block of texts falls on when put down at a cell.

        Only value cells count, heads between them are stepped over; what reaches beyond the table
        is left out.
        """
        y, x = self._places[key]
        name = key.partition(".")[0]
        for line, row in zip(self.lines[y:], texts, strict=False):
            if line[0].partition(".")[0] != name:
                return
            yield from zip(line[x:], row, strict=False)

    def rectangle(self, keys: Sequence[str], texts: Mapping[str, str]) -> list[list[str]]:
        """Return the texts of some cells as lines of one length, "" where a cell is not chosen."""
        places = [self._places[key] for key in keys]
        if not places:
            return []
        chosen = set(keys)
        left, right = min(x for _, x in places), max(x for _, x in places)
        return [
            [texts.get(key, "") if key in chosen else "" for key in self.lines[y][left : right + 1]]
            for y in sorted({y for y, _ in places})
        ]


class TableGrid(SlotGrid):
    """Where every cell of some tables of a form stands; each table begins with its title.

    Args:
        tables: the tables, in the order to show them.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        stops = [_stops(table) for table in tables]
        bounds = tuple(sorted({at for each in stops for at in each}))
        slots: list[Slot] = []
        titles: dict[int, Text] = {}
        row = 0
        for table, own in zip(tables, stops, strict=True):
            titles[row] = table.title
            slots.append(Slot(row, 1, 1, len(bounds) - 1, "title", table.title.zh))
            slots += [_slot(cell, own, bounds, row + 1) for cell in table.layout.cells]
            row += 1 + table.layout.rows
        super().__init__(slots, bounds, titles)


def _slot(cell: LayoutCell, stops: Sequence[int], bounds: Sequence[int], top: int) -> Slot:
    left = bisect_left(bounds, stops[cell.column])
    right = bisect_left(bounds, stops[cell.column + cell.columns])
    return Slot(
        top + cell.row,
        1 + left,
        cell.rows,
        right - left,
        cell.kind,
        cell.text,
        cell.key,
        top=cell.row == 0,
        left=cell.column == 0,
    )


def _stops(table: Table) -> tuple[int, ...]:
    """The column boundaries of one table, in units from 0 to WIDTH."""
    labels = _LABELS.get(table.label_columns) or (WIDTH // (table.label_columns * 3 or 1),) * (
        table.label_columns
    )
    values = table.layout.columns - table.label_columns
    left = sum(labels)
    starts = [sum(labels[:at]) for at in range(len(labels))]
    return (*starts, *(left + round((WIDTH - left) * at / values) for at in range(values + 1)))
