"""Puts lines, pictures and tables one below the other into areas.

The areas are the pages, one after another, or for the content of a cell its parts on them. What
does not fit an area goes on in the next one.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.report import Box, Place
from core.typeset.laid import LaidCell, LaidGrid, LaidPage, LaidPicture
from core.typeset.lines import Line, Piece, clean
from core.typeset.table import PAD, PAD_Y, Item, SetCell, SetTable

_ROOM = 0.25
"""A row higher than a page begins where at least this part of one is free."""
NEARLY = 0.01
"""Points by which rounding may be wrong."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where things can be put: a part of a page from ``top`` to ``bottom``."""

    page: LaidPage
    top: float
    bottom: float


class Areas(Protocol):
    """Areas one after another; there is always one more."""

    def area(self, index: int) -> Area:
        """Return one of them, counted from 0."""


class _Parts:
    """The parts of a cell: those that are known, then whatever the areas around it are."""

    def __init__(self, around: Areas, known: dict[int, Area], pad: float) -> None:
        self._around = around
        self._known = known
        self._pad = pad

    def area(self, index: int) -> Area:
        """Return the room for content in a part."""
        area = self._known.get(index) or self._around.area(index)
        return Area(area.page, area.top + self._pad, area.bottom - self._pad)


def put_items(
    items: Iterable[Item], x: float, areas: Areas, index: int, y: float
) -> tuple[int, float]:
    """Put items one below the other from a place on; return the place below the last."""
    for item in items:
        area = areas.area(index)
        if y > area.top + NEARLY:
            y += item.gap
        if isinstance(item, SetTable):
            index, y = _TablePutting(item, x, areas).put(index, y)
            continue
        if y + item.height > area.bottom + NEARLY and y > area.top + NEARLY:
            index += 1
            area = areas.area(index)
            y = area.top
        page = area.page
        if isinstance(item, Line):
            page.pieces.extend(
                Piece(x + p.x, y + p.y, p.text, p.size, p.bold, p.color) for p in item.pieces
            )
        else:
            box = (x + item.x, y, x + item.x + item.width, y + item.height)
            page.pictures.append(LaidPicture(box, item.data))
        y += item.height
    return index, y


class _TablePutting:
    """Puts one table, row after row. The content of a cell is put when its last row is."""

    def __init__(self, table: SetTable, x: float, areas: Areas) -> None:
        self._table = table
        self._x = x
        self._areas = areas
        self._pad = PAD * table.scale
        self._pad_y = PAD_Y * table.scale
        self._starts: dict[SetCell, tuple[int, float]] = {}
        self._spans: dict[int, tuple[float, float]] = {}  # of the table so far, in each area

    def put(self, index: int, y: float) -> tuple[int, float]:
        """Put the table from a place on; return the place below it."""
        table = self._table
        grid: LaidGrid | None = None
        for row, height in enumerate(table.heights):
            index, y = self._start(index, y, height)
            page = self._areas.area(index).page
            if grid is None:
                grid = LaidGrid(page.number, tuple(self._x + x for x in table.xs))
                page.grids.append(grid)
            grid.ys.append(y)
            for cell in table.starting[row]:
                self._starts[cell] = index, y
            self._spans[index] = self._spans.get(index, (y, y))[0], y
            index, y = self._row(table.ending[row], index, y, height, grid)
        if grid is not None:
            grid.ys.append(y)
            for at, (top, bottom) in self._spans.items():
                number = self._areas.area(at).page.number
                grid.parts.append(Place(number, (grid.xs[0], top, grid.xs[-1], bottom)))
        return index, y

    def _start(self, index: int, y: float, height: float) -> tuple[int, float]:
        """Return where a row begins: on the next page where it does not fit on this one."""
        area = self._areas.area(index)
        if y + height <= area.bottom + NEARLY or y <= area.top + NEARLY:
            return index, y
        following = self._areas.area(index + 1)
        whole = following.bottom - following.top
        if height <= whole or area.bottom - y < _ROOM * whole:
            return index + 1, following.top
        return index, y

    def _row(
        self, ending: Sequence[SetCell], index: int, y: float, height: float, grid: LaidGrid
    ) -> tuple[int, float]:
        """Put the cells that end in a row, and return where it ends."""
        bottom = min(y + height, max(self._areas.area(index).bottom, y))
        cut = y + height > bottom + NEARLY
        end = index, bottom
        marks: dict[SetCell, tuple[int, int]] = {}
        for cell in ending:
            if self._flows(cell, index, bottom, cut=cut):
                known = {i: self._part(i) for i in range(self._starts[cell][0], index)}
                last, below = self._content(cell, _Parts(self._areas, known, self._pad_y), marks)
                end = max(end, (last, below + self._pad_y))
        for at in range(index, end[0]):
            self._spans[at] = self._part(at).top, self._areas.area(at).bottom
            following = self._areas.area(at + 1)
            self._spans[at + 1] = following.top, following.top
        self._spans[end[0]] = self._spans[end[0]][0], end[1]
        for cell in ending:
            if cell not in marks:
                self._closed(cell, end, marks)
            self._border(cell, end, marks[cell], grid)
        return end

    def _part(self, index: int) -> Area:
        """Return the part of an area that the table takes so far."""
        return Area(self._areas.area(index).page, *self._spans[index])

    def _flows(self, cell: SetCell, index: int, bottom: float, *, cut: bool) -> bool:
        """Tell whether the content of a cell does not fit the part that it begins in."""
        first, top = self._starts[cell]
        if first == index and not cut:
            return False
        if first < index:
            bottom = self._spans[first][1]
        return cell.height + 2 * self._pad_y > bottom - top + NEARLY

    def _closed(
        self, cell: SetCell, end: tuple[int, float], marks: dict[SetCell, tuple[int, int]]
    ) -> None:
        """Put the content of a cell in the middle of the part that it begins in."""
        first, top = self._starts[cell]
        bottom = end[1] if first == end[0] else self._spans[first][1]
        spare = max(0.0, bottom - top - cell.height - 2 * self._pad_y) / 2
        area = Area(self._areas.area(first).page, top, math.inf)  # it fits: nothing ends here
        self._content(cell, _Parts(self._areas, {first: area}, self._pad_y), marks, spare)

    def _content(
        self,
        cell: SetCell,
        parts: _Parts,
        marks: dict[SetCell, tuple[int, int]],
        spare: float = 0.0,
    ) -> tuple[int, float]:
        """Put the content of a cell, note which pieces it is, and return where it ends."""
        first, top = self._starts[cell]
        pieces = self._areas.area(first).page.pieces
        before = len(pieces)
        x = self._x + self._table.xs[cell.cell.column] + self._pad
        end = put_items(cell.items, x, parts, first, top + self._pad_y + spare)
        marks[cell] = before, len(pieces)
        return end

    def _border(
        self, cell: SetCell, end: tuple[int, float], mark: tuple[int, int], grid: LaidGrid
    ) -> None:
        """Note the cell's place, its border and fill: on each page that it is on."""
        flow, xs = cell.cell, self._table.xs
        x0, x1 = self._x + xs[flow.column], self._x + xs[flow.column + flow.columns]
        first, top = self._starts[cell]
        for index, box in self._boxes(first, top, end, x0, x1):
            page = self._areas.area(index).page
            if index == first:
                grid.cells.append(
                    LaidCell(
                        page.number,
                        flow.row,
                        flow.row + flow.rows,
                        flow.column,
                        flow.column + flow.columns,
                        box,
                        *mark,
                        cell.text,
                        flow.unsure,
                    )
                )
            if flow.fill:
                page.fills.append((box, clean(flow.fill)))
            if self._table.bordered:
                page.frames.append(box)

    def _boxes(
        self, first: int, top: float, end: tuple[int, float], x0: float, x1: float
    ) -> Iterator[tuple[int, Box]]:
        """Yield the box of each part of a cell, with the index of its area."""
        for index in range(first, end[0] + 1):
            area = self._part(index)
            yield (
                index,
                (
                    x0,
                    top if index == first else area.top,
                    x1,
                    end[1] if index == end[0] else area.bottom,
                ),
            )
