"""Tables that stand side by side in one grid, taken apart."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from core.numbers import Kind, parse
from core.reading.labels import Label, label
from core.reading.page import Grid, GridCell


def apart(grid: Grid, rank: Callable[[Label], int]) -> list[tuple[Grid, range]]:
    """Return the tables of a grid and the rows of each, those side by side from left to right.

    One begins where a second label follows the numbers of the first. A cell that reaches over the
    border between two of them is in both. Rows and columns keep their numbers.

    Args:
        grid: a table as it was found.
        rank: what a label names: 2 a row.
    """
    rows = [sorted(grid.row(row), key=lambda c: c.column0) for row in range(len(grid.ys) - 1)]
    second = [_second_labels(cells, rank) for cells in rows]
    if not any(second):
        return [(grid, range(len(rows)))]
    found: list[tuple[Grid, range]] = []
    start = 0
    while start < len(rows):
        first = next((row for row in range(start, len(rows)) if second[row]), None)
        if first is None:
            break
        top = first
        while top > start and not any(map(_is_number, rows[top - 1])):
            top -= 1
        borders = set(second[first])
        last = end = first + 1
        while end < len(rows) and (second[end] or not _crosses(rows[end], borders)):
            borders.update(second[end])
            end += 1
            if second[end - 1] or any(map(_is_number, rows[end - 1])):
                last = end
        if top > start:
            found.append((grid, range(start, top)))
        for x0, x1 in pairwise([0, *sorted(borders), len(grid.xs) - 1]):
            found.append((_between(grid, x0, x1), range(top, last)))
        start = last
    if start < len(rows):
        found.append((grid, range(start, len(rows))))
    return found


def _is_number(cell: GridCell) -> bool:
    return parse(cell.text).kind in (Kind.NUMBER, Kind.PLACEHOLDER)


def _crosses(cells: Sequence[GridCell], borders: Collection[int]) -> bool:
    """Tell whether a row is of one table: numbers stand where the second one's labels would."""
    return any(cell.column0 in borders and _is_number(cell) for cell in cells)


def _second_labels(cells: Sequence[GridCell], rank: Callable[[Label], int]) -> list[int]:
    """Return the columns in which a row's second and further labels begin, with their values."""
    found: list[int] = []
    labelled = numbers = False
    names: list[int] = []
    for cell in sorted(cells, key=lambda c: c.column0):
        if _is_number(cell):
            numbers = labelled
            found += names
            names = []
        elif cell.text and rank(label(cell.text)) == 2:
            names = [cell.column0] if numbers else []
            labelled, numbers = True, False
    return found


def _between(grid: Grid, first: int, last: int) -> Grid:
    cells = tuple(
        replace(
            cell,
            column0=max(cell.column0, first),
            column1=min(cell.column1, last),
            box=(
                max(cell.box[0], grid.xs[first]), cell.box[1],
                min(cell.box[2], grid.xs[last]), cell.box[3],
            ),
        )
        for cell in grid.cells
        if cell.column0 < last and cell.column1 > first
    )  # fmt: skip
    return replace(grid, xs=grid.xs[first : last + 1], cells=cells)
