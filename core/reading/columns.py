"""Which column of a printed table is which: from the heads over it, then from the right end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.forms import Block, Column
from core.reading.grid import SNAP
from core.reading.labels import find_column
from core.reading.page import GridCell


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


def read_columns(columns: Sequence[Column], heads: Sequence[GridCell]) -> list[FoundColumn]:
    """Return the columns that the heads name, from left to right."""
    borders: list[float] = []
    for x in sorted(x for head in heads for x in (head.box[0], head.box[2])):
        if not borders or x - borders[-1] > SNAP:
            borders.append(x)
    found: list[FoundColumn] = []
    for x0, x1 in pairwise(borders):
        middle = (x0 + x1) / 2
        text = "".join(head.text for head in heads if head.box[0] < middle < head.box[2])
        key = find_column(columns, text)
        if key is None:
            continue
        if found and found[-1].key == key and abs(found[-1].x1 - x0) <= SNAP:
            found[-1] = FoundColumn(key, found[-1].x0, x1)
        else:
            found.append(FoundColumn(key, x0, x1))
    keys = [column.key for column in found]
    if len(set(keys)) < len(keys):
        if len(keys) != len(columns):
            return []
        return [FoundColumn(c.key, f.x0, f.x1) for c, f in zip(columns, found, strict=True)]
    return found


def complete_columns(
    columns: list[FoundColumn], block: Block, values: Sequence[GridCell]
) -> list[FoundColumn]:
    """Fill in columns whose heads are lost: from the right end, if what is known agrees.

    Args:
        columns: those that the heads name.
        block: what columns there must be.
        values: the cells of a value row without its labels, from left to right.
    """
    if len(columns) == len(block.columns):
        return columns
    values = list(values)
    while len(values) > len(block.columns) and not values[-1].chars:
        values.pop()
    values = values[-len(block.columns) :]
    if len(values) < len(block.columns):
        return columns
    full = [
        FoundColumn(column.key, cell.box[0], cell.box[2])
        for column, cell in zip(block.columns, values, strict=True)
    ]
    agrees = all(any(f.key == c.key and f.x0 < c.centre < f.x1 for f in full) for c in columns)
    return full if agrees else columns
