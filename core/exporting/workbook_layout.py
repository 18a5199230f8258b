"""Where the cells of a form stand on a report's sheet: its tables share one grid of columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.exporting.workbook_style import lines
from core.forms import Layout, LayoutCell, Table

COLUMN_WIDTH = 8.6  # digits
_LINE_HEIGHT = 13.5  # points
_ROW_HEIGHT = 17.0
_HEAD_ROWS = 2  # the report's title and the line below it


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a form on the sheet; rows and columns count from 1."""

    row: int
    column: int
    rows: int
    columns: int
    cell: LayoutCell


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report's sheet without its values.

    Attributes:
        columns: how many columns of the same width it has.
        rows: its last row.
        titles: the tables' titles by row.
        slots: the cells of all tables.
        heights: of the rows, in points.
        places: row and column of each value, by key.
    """

    columns: int
    rows: int
    titles: Mapping[int, str]
    slots: tuple[Slot, ...]
    heights: Mapping[int, float]
    places: Mapping[str, tuple[int, int]]


@lru_cache(maxsize=64)
def sketch(tables: tuple[Table, ...]) -> Sketch:
    """Return where the cells of some tables stand, the tables under each other."""
    columns = max(_least_columns(table.layout) for table in tables)
    row = _HEAD_ROWS
    titles: dict[int, str] = {}
    slots: list[Slot] = []
    for table in tables:
        titles[row + 2] = table.title.zh
        slots += _slots(table.layout, columns, row + 3)
        row += 2 + table.layout.rows
    heights = _heights(slots)
    heights.update({at - 1: 9.0 for at in titles} | dict.fromkeys(titles, 20.0))
    places = {slot.cell.key: (slot.row, slot.column) for slot in slots if slot.cell.key}
    return Sketch(columns, row, titles, tuple(slots), heights, places)


def _label_room(layout: Layout) -> int:
    """Return how many columns of the sheet the labels of a table need at least."""
    return 2 * layout.label_columns + 1 if layout.label_columns else 0


def _least_columns(layout: Layout) -> int:
    return _label_room(layout) + layout.columns - layout.label_columns


def _edges(layout: Layout, columns: int) -> list[int]:
    """Return where the columns of a table begin and end on the sheet, from 0 to its width.

    Values get as many columns each as there is room for; the last label column, which holds the
    long labels, gets what is left.
    """
    values = layout.columns - layout.label_columns
    each = (columns - _label_room(layout)) // values
    labels = columns - each * values
    if not layout.label_columns:
        starts = []
    elif layout.label_columns == 1:
        starts = [0]
    else:  # groups: one narrow column, then two wider ones
        starts = [0, *range(1, 2 * layout.label_columns - 2, 2)]
    at = labels if layout.label_columns else 0
    edges = starts + [at + each * n for n in range(values)]
    return [*edges, columns]


def _slots(layout: Layout, columns: int, top: int) -> Iterator[Slot]:
    edges = _edges(layout, columns)
    for cell in layout.cells:
        left, right = edges[cell.column], edges[cell.column + cell.columns]
        yield Slot(top + cell.row, left + 1, cell.rows, right - left, cell)


def _heights(slots: list[Slot]) -> dict[int, float]:
    """Return heights in which every text shows whole: sheets do not fit merged cells."""
    heights: dict[int, float] = {}
    for slot in sorted(slots, key=lambda slot: slot.rows):
        rows = range(slot.row, slot.row + slot.rows)
        count = lines(slot.cell.text, slot.columns * COLUMN_WIDTH - 1)
        have = sum(heights.setdefault(row, _ROW_HEIGHT) for row in rows)
        lack = count * _LINE_HEIGHT + 4 - have
        if lack > 0:
            heights[rows[-1]] += lack
    return heights
