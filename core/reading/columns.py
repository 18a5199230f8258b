"""Which column of a printed table is which: from the heads over it, then from the right end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.forms import Block, Column
from core.numbers import Kind, parse
from core.reading.grid import SNAP, reading_order
from core.reading.grid_row import GridRow
from core.reading.labels import find_columns, label
from core.reading.page import Grid, GridCell

_MOST_ROWS = 8
"""Rows that the heads of a table take at most."""
_WIDE = 0.6
"""What reaches over more than this part of a table is a note or a title, no head."""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A value column on a page: its key and where it runs."""

    key: str
    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """Half-way across, where its cells are looked for."""
        return (self.x0 + self.x1) / 2


def read_columns(
    columns: Sequence[Column], rows: Sequence[Sequence[GridCell]]
) -> list[FoundColumn]:
    """Return the columns that the rows of heads name, from left to right.

    What stands above the heads is no part of them: of all that end with the lowest row, the fewest
    rows that name the most columns are read.
    """
    best: list[FoundColumn] = []
    heads: list[GridCell] = []
    for row in reversed(rows[-_MOST_ROWS:]):
        if not row:
            continue
        heads = [*row, *heads]
        found = _read(columns, heads)
        if len(found) > len(best):
            best = found
    return best


def _read(columns: Sequence[Column], heads: Sequence[GridCell]) -> list[FoundColumn]:
    groups = {label(group).text for column in columns for group in column.groups}
    wide = _WIDE * (max(h.box[2] for h in heads) - min(h.box[0] for h in heads))
    heads = [
        h
        for h in heads
        if h.box[2] - h.box[0] < wide or len(columns) == 1 or label(h.text).text in groups
    ]
    borders: list[float] = []
    for x in sorted(x for head in heads for x in (head.box[0], head.box[2])):
        if not borders or x - borders[-1] > SNAP:
            borders.append(x)
    found: list[tuple[tuple[str, ...], float, float]] = []
    for x0, x1 in pairwise(borders):
        middle = (x0 + x1) / 2
        text = "".join(head.text for head in heads if head.box[0] < middle < head.box[2])
        keys = find_columns(columns, text)
        if found and found[-1][0] == keys and abs(found[-1][2] - x0) <= SNAP:
            found[-1] = keys, found[-1][1], x1
        elif keys:
            found.append((keys, x0, x1))
    if len(found) == len(columns) and any(len(keys) > 1 for keys, _, _ in found):
        # the heads over them are lost, but in their order all of them are there
        if all(c.key in keys for c, (keys, _, _) in zip(columns, found, strict=True)):
            return [FoundColumn(c.key, f[1], f[2]) for c, f in zip(columns, found, strict=True)]
        return []
    clear = [FoundColumn(keys[0], x0, x1) for keys, x0, x1 in found if len(keys) == 1]
    return clear if len({column.key for column in clear}) == len(clear) else []


def complete_columns(
    columns: list[FoundColumn], block: Block, values: Sequence[GridCell]
) -> tuple[list[FoundColumn], bool]:
    """Fill in columns whose heads are lost: from the right end, if what is known agrees.

    Args:
        columns: those that the heads name.
        block: what columns there must be.
        values: the cells of a value row without its labels, from left to right.

    Returns:
        The columns, and whether anything but their number says so.
    """
    if len(columns) == len(block.columns):
        return columns, True
    values = list(values)
    while len(values) > len(block.columns) and not values[-1].chars:
        values.pop()
    values = values[-len(block.columns) :]
    if len(values) < len(block.columns):
        return columns, True
    full = [
        FoundColumn(column.key, cell.box[0], cell.box[2])
        for column, cell in zip(block.columns, values, strict=True)
    ]
    agrees = all(any(f.key == c.key and f.x0 < c.centre < f.x1 for f in full) for c in columns)
    return (full, bool(columns)) if agrees else (columns, True)


def moved(columns: Sequence[FoundColumn], before: Grid, line: GridRow) -> list[FoundColumn] | None:
    """Return columns of one grid where they lie in another that goes on with its table.

    Photographs of two pages are seldom of one size: columns that do not fit are stretched as the
    table is.

    Args:
        columns: as they lie in the grid before.
        before: that grid.
        line: a row of values of the other.

    Returns:
        The columns; None where the row fits below them neither as they are nor stretched.
    """
    if _fits(columns, line):
        return list(columns)
    start, end, x0, x1 = (x for xs in (before.xs, line.whole.xs) for x in (min(xs), max(xs)))
    if end <= start:
        return None
    scale = (x1 - x0) / (end - start)
    stretched = [
        replace(c, x0=x0 + (c.x0 - start) * scale, x1=x0 + (c.x1 - start) * scale) for c in columns
    ]
    return stretched if _fits(stretched, line) else None


def _fits(columns: Sequence[FoundColumn], line: GridRow) -> bool:
    """Tell whether each column has a cell of its own in a row, and each number a column."""
    cells = [cell for cell in line.starting if cell.column0 >= line.label_end]
    below = [[c for c in columns if cell.box[0] < c.centre < cell.box[2]] for cell in cells]
    alone = sum(len(found) == 1 for found in below) == len(columns)
    return alone and all(
        found or parse(cell.text).kind not in (Kind.NUMBER, Kind.PLACEHOLDER)
        for cell, found in zip(cells, below, strict=True)
    )


def shared_out(
    cell: GridCell, columns: Sequence[FoundColumn], *, is_label: bool
) -> dict[FoundColumn, GridCell]:
    """Return what each of the columns that a cell covers has of it.

    A cell of one column is that column's whole. One that covers several (a border is missing, or
    one number was printed for all) gives each the number that stands in it, if there is one for
    each; a single number belongs to the column in the middle, and nobody knows of the others. Of a
    label that reaches under the columns, only a number at its end counts.
    """
    if not is_label and (len(columns) == 1 or not cell.chars):
        return dict.fromkeys(columns, cell)
    parts: dict[FoundColumn, GridCell] = {}
    for column in columns:
        chars = tuple(c for c in cell.chars if column.x0 <= c.centre[0] < column.x1)
        text = reading_order(chars)
        if parse(text).kind in (Kind.NUMBER, Kind.PLACEHOLDER):
            parts[column] = replace(cell, chars=chars, text=text)
    if is_label:
        return parts
    if len(parts) == len(columns):
        return parts
    if not columns:
        return {}
    middle = sum(c.centre[0] for c in cell.chars) / len(cell.chars)
    nearest = min(columns, key=lambda c: abs(c.centre - middle))
    return {nearest: replace(cell)}
