"""A flow → pages with everything in its place: text, borders, fills, pictures, grids.

What stands one below the other is put into **areas**: the pages, one after another, or for the
content of a cell its parts on them. What does not fit an area goes on in the next one.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.bounds import MAX_PAGES
from core.errors import GoujiError
from core.report import Box
from core.text import Text
from core.typeset.check import check
from core.typeset.flow import Flow, FlowTable
from core.typeset.glyphs import Glyphs
from core.typeset.lines import Color, Line, Piece, Setting, clean
from core.typeset.table import PAD, PAD_Y, Item, MeasuredTable, Measurer, SetCell, SetTable

_MARGIN = 50.0
_SIDES = (300.0, 2400.0)
"""A page's sides are no shorter and no longer than this, in points, whatever a document asks."""
_WIDEST = (1190.0, 842.0)
"""Width and height of a page for tables that no other page is wide enough for: A3 on its side."""
_PICTURE = 0.85
"""A picture takes at most this part of the height of a page."""
_ROOM = 0.25
"""A row higher than a page begins where at least this part of one is free."""
_NEARLY = 0.01
"""Points by which rounding may be wrong."""


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell where it begins; what stands in that part are pieces start…end - 1 of its page."""

    page: int
    row0: int
    row1: int
    column0: int
    column1: int
    box: Box
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LaidGrid:
    """A table that begins on ``page``. ``ys``: the tops of its rows, each on its own page."""

    page: int
    xs: tuple[float, ...]
    ys: list[float]
    cells: list[LaidCell]


@dataclass(frozen=True, slots=True)
class LaidPicture:
    """A picture, or with None the frame that stands for one."""

    box: Box
    data: bytes | None


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page and what stands on it. Of two fills on each other, the later one lies below."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    fills: list[tuple[Box, Color]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[LaidPicture] = field(default_factory=list)
    grids: list[LaidGrid] = field(default_factory=list)


def lay_out(flow: Flow, glyphs: Glyphs) -> list[LaidPage]:
    """Set a flow on pages; an empty one has one page.

    Raises:
        GoujiError: there is more of it than the bounds allow.
    """
    check(flow)
    width, height = (
        min(max(_SIDES[0], side), _SIDES[1]) if math.isfinite(side) else _WIDEST[1]
        for side in flow.size
    )
    measurer = Measurer(glyphs, _PICTURE * (min(width, height) - 2 * _MARGIN))
    body = Setting()
    tables = {
        at: MeasuredTable(block, measurer, body)
        for at, block in enumerate(flow.blocks)
        if isinstance(block, FlowTable) and block.rows and block.columns
    }
    least = max((table.widths()[0] for table in tables.values()), default=0.0)
    sides = [(width, height), (max(width, height), min(width, height)), _WIDEST]
    size = next((one for one in sides if least <= one[0] - 2 * _MARGIN), max(sides))
    pages = _Pages(*size)
    room = size[0] - 2 * _MARGIN
    y = pages.area(0).top
    index = 0
    at = 0
    while at < len(flow.blocks):
        if at in tables:
            items: Iterable[Item] = [_fitted(tables.pop(at), flow.blocks[at], room, measurer)]
            at += 1
        else:
            end = at + 1
            while end < len(flow.blocks) and end not in tables:
                end += 1
            measured = measurer.blocks(flow.blocks[at:end], body)
            items = (item for block in measured for item in block.items(room))
            at = end
        index, y = _put(items, _MARGIN, pages, index, y)
    return pages.laid


def _fitted(table: MeasuredTable, block: object, room: float, measurer: Measurer) -> SetTable:
    """Set a table for the width of the page, in smaller characters if it has to be."""
    least = table.widths()[0]
    if least > room:
        assert isinstance(block, FlowTable)
        table = MeasuredTable(block, measurer, Setting(scale=room / least))
    return table.fitted(room)


@dataclass(frozen=True, slots=True)
class _Area:
    """Where things can be put: a part of a page from ``top`` to ``bottom``."""

    page: LaidPage
    top: float
    bottom: float


class _Areas(Protocol):
    """Areas one after another; there is always one more."""

    def area(self, index: int) -> _Area:
        """Return one of them, counted from 0."""


class _Pages:
    """The pages of a document, made as they are needed."""

    def __init__(self, width: float, height: float) -> None:
        self._size = width, height
        self.laid: list[LaidPage] = []

    def area(self, index: int) -> _Area:
        """Return the area of a page between its margins."""
        while len(self.laid) <= index:
            if len(self.laid) >= MAX_PAGES:
                raise GoujiError(
                    Text(
                        f"内容超过 {MAX_PAGES} 页的上限。",
                        f"It is longer than the limit of {MAX_PAGES} pages.",
                    ),
                    Text("请拆分后再打开。", "Divide it into smaller files."),
                )
            self.laid.append(LaidPage(len(self.laid) + 1, *self._size))
        return _Area(self.laid[index], _MARGIN, self._size[1] - _MARGIN)


class _Parts:
    """The parts of a cell: those that are known, then whatever the areas around it are."""

    def __init__(self, around: _Areas, known: dict[int, _Area], pad: float) -> None:
        self._around = around
        self._known = known
        self._pad = pad

    def area(self, index: int) -> _Area:
        """Return the room for content in a part."""
        area = self._known.get(index) or self._around.area(index)
        return _Area(area.page, area.top + self._pad, area.bottom - self._pad)


def _put(items: Iterable[Item], x: float, areas: _Areas, index: int, y: float) -> tuple[int, float]:
    """Put items one below the other from a place on; return the place below the last."""
    for item in items:
        area = areas.area(index)
        if y > area.top + _NEARLY:
            y += item.gap
        if isinstance(item, SetTable):
            index, y = _TablePutting(item, x, areas).put(index, y)
            continue
        if y + item.height > area.bottom + _NEARLY and y > area.top + _NEARLY:
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

    def __init__(self, table: SetTable, x: float, areas: _Areas) -> None:
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
                grid = LaidGrid(page.number, tuple(self._x + x for x in table.xs), [], [])
                page.grids.append(grid)
            grid.ys.append(y)
            for cell in table.starting[row]:
                self._starts[cell] = index, y
            self._spans[index] = self._spans.get(index, (y, y))[0], y
            index, y = self._row(table.ending[row], index, y, height, grid)
        if grid is not None:
            grid.ys.append(y)
        return index, y

    def _start(self, index: int, y: float, height: float) -> tuple[int, float]:
        """Return where a row begins: on the next page where it does not fit on this one."""
        area = self._areas.area(index)
        if y + height <= area.bottom + _NEARLY or y <= area.top + _NEARLY:
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
        cut = y + height > bottom + _NEARLY
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

    def _part(self, index: int) -> _Area:
        """Return the part of an area that the table takes so far."""
        return _Area(self._areas.area(index).page, *self._spans[index])

    def _flows(self, cell: SetCell, index: int, bottom: float, *, cut: bool) -> bool:
        """Tell whether the content of a cell does not fit the part that it begins in."""
        first, top = self._starts[cell]
        if first == index and not cut:
            return False
        if first < index:
            bottom = self._spans[first][1]
        return cell.height + 2 * self._pad_y > bottom - top + _NEARLY

    def _closed(
        self, cell: SetCell, end: tuple[int, float], marks: dict[SetCell, tuple[int, int]]
    ) -> None:
        """Put the content of a cell in the middle of the part that it begins in."""
        first, top = self._starts[cell]
        bottom = end[1] if first == end[0] else self._spans[first][1]
        spare = max(0.0, bottom - top - cell.height - 2 * self._pad_y) / 2
        area = _Area(self._areas.area(first).page, top, math.inf)  # it fits: nothing ends here
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
        end = _put(cell.items, x, parts, first, top + self._pad_y + spare)
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
