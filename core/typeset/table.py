"""Tables and pictures of a flow: columns with widths, rows with heights, cells with items."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import pymupdf

from core.bounds import MAX_PICTURE_PIXELS
from core.drawing.pdf_file import BROKEN
from core.typeset.flow import Block, FlowCell, FlowTable, Paragraph, Picture
from core.typeset.glyphs import Glyphs
from core.typeset.lines import Line, MeasuredText, Setting, clean, spoken

PAD = 4.0
"""Between the border of a cell and what stands in it, left and right, in points."""
PAD_Y = 2.5
"""The same above and below."""
_LINE = 10.5
"""Size of the characters that the smallest rows and columns have room for."""
_WELCOME = 160.0
"""A column that could use more room than this many points is not preferred to its neighbours."""
_PIXEL = 0.75
"""Points a pixel of a picture whose size is not told."""
_UNKNOWN = (120.0, 60.0)
"""Size of the frame that stands for a picture that is damaged, where no size is told."""
_SMALLEST = 12.0
"""Width to which a picture may shrink."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture; ``data`` None where a frame stands for it."""

    data: bytes | None
    x: float
    width: float
    height: float
    gap: float = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class SetCell:
    """A cell and what stands in it, set for its width. ``height`` is that of its items."""

    cell: FlowCell
    items: tuple["Item", ...]
    height: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class SetTable:
    """A table set for a width: borders of its columns from 0, heights of its rows."""

    xs: tuple[float, ...]
    heights: tuple[float, ...]
    starting: tuple[tuple[SetCell, ...], ...]  # the cells that begin in each row
    ending: tuple[tuple[SetCell, ...], ...]
    bordered: bool
    scale: float
    gap: float = 4.0

    @property
    def height(self) -> float:
        """The height of all rows, unless a page ends between them."""
        return sum(self.heights)

    @property
    def head(self) -> float:
        """The height of its heads and one row more: of all that its first cells reach to."""
        rows = max((cell.cell.rows for cell in self.starting[0]), default=0) + 1
        return sum(self.heights[:rows])


Item = Line | Shown | SetTable


class Measurer:
    """Measures blocks, so that they can be set for the width that they then get."""

    def __init__(self, glyphs: Glyphs, tallest: float) -> None:
        self.glyphs = glyphs
        self.tallest = tallest  # picture, in points

    def blocks(self, blocks: Iterable[Block], setting: Setting) -> Iterator["MeasuredBlock"]:
        """Measure blocks; of blank paragraphs that follow each other, one is left."""
        blank = False
        for block in blocks:
            if isinstance(block, Paragraph):
                measured = MeasuredText(block, self.glyphs, setting)
                if not (blank and measured.blank):
                    yield measured
                blank = measured.blank
                continue
            blank = False
            if isinstance(block, Picture):
                yield MeasuredPicture(block, setting.scale, self.tallest)
            elif block.rows and block.columns:
                yield MeasuredTable(block, self, setting)


class MeasuredPicture:
    """A picture whose size is known."""

    def __init__(self, picture: Picture, scale: float, tallest: float) -> None:
        pixels = pixel_size(picture.data)
        self._data = picture.data if pixels else None
        width, height = picture.width, picture.height
        if not (0 < width < 1e5 and 0 < height < 1e5):
            own = (pixels[0] * _PIXEL, pixels[1] * _PIXEL) if pixels else _UNKNOWN
            known = width / own[0] if 0 < width < 1e5 else 1.0
            width, height = own[0] * known, own[1] * known
        shrunk = min(1.0, tallest / height) * scale
        self._width, self._height = width * shrunk, height * shrunk
        self._least = min(self._width, _SMALLEST * scale)

    def widths(self) -> tuple[float, float]:
        """Return the least and the best width."""
        return self._least, self._width

    def items(self, width: float) -> Iterator[Item]:
        """Yield the picture, no wider than it may be, in the middle."""
        shrunk = min(1.0, width / self._width)
        own = self._width * shrunk
        yield Shown(self._data, (width - own) / 2, own, self._height * shrunk)


class MeasuredTable:
    """A table whose columns are measured."""

    def __init__(self, table: FlowTable, measurer: Measurer, setting: Setting) -> None:
        self._table = table
        self._scale = setting.scale
        self._cells: list[tuple[FlowCell, list[MeasuredBlock]]] = []
        unfilled = replace(setting, leading=1.3, between=0.0)
        for cell in table.cells:
            inside = replace(unfilled, fill=clean(cell.fill)) if cell.fill else unfilled
            self._cells.append((cell, list(measurer.blocks(cell.blocks, inside))))
        smallest = (_LINE + 2 * PAD) * self._scale
        self._least = [smallest] * table.columns
        self._most = [smallest] * table.columns
        for cell, blocks in sorted(self._cells, key=lambda one: one[0].columns):
            self._widen(cell, blocks)

    def _widen(self, cell: FlowCell, blocks: Sequence["MeasuredBlock"]) -> None:
        """Make room for a cell in the columns that it spans."""
        widths = [block.widths() for block in blocks]
        least = max((width[0] for width in widths), default=0.0) + 2 * PAD * self._scale
        most = max((width[1] for width in widths), default=0.0) + 2 * PAD * self._scale
        most = min(most, max(least, _WELCOME * self._scale * cell.columns))
        first, last = cell.column, cell.column + cell.columns
        for sizes, wanted in ((self._least, least), (self._most, most)):
            lacking = (wanted - sum(sizes[first:last])) / cell.columns
            if lacking > 0:
                for column in range(first, last):
                    sizes[column] += lacking

    def widths(self) -> tuple[float, float]:
        """Return the least width that breaks no word, and the best one."""
        return sum(self._least), max(sum(self._most), sum(self._least))

    def items(self, width: float) -> Iterator[Item]:
        """Set the table for a width, which it fills."""
        yield self.fitted(width)

    def fitted(self, width: float) -> SetTable:
        """Set the table for a width, which it fills."""
        table, pad, pad_y = self._table, PAD * self._scale, PAD_Y * self._scale
        xs = tuple(accumulate(self._columns(width), initial=0.0))
        cells = []
        for cell, blocks in self._cells:
            room = xs[cell.column + cell.columns] - xs[cell.column] - 2 * pad
            items = tuple(item for block in blocks for item in block.items(room))
            text = spoken([block for block in cell.blocks if isinstance(block, Paragraph)])
            cells.append(SetCell(cell, items, stacked(items), text))
        heights = [(_LINE * 1.3 + 2 * PAD_Y) * self._scale] * table.rows
        for one in sorted(cells, key=lambda one: one.cell.rows):
            first, rows = one.cell.row, one.cell.rows
            if rows > 1 and one.items:  # so that what is on the page where it begins says something
                heights[first] = max(heights[first], _head(one.items[0]) + 2 * pad_y)
            lacking = (one.height + 2 * pad_y - sum(heights[first : first + rows])) / rows
            if lacking > 0:
                for row in range(first, first + rows):
                    heights[row] += lacking
        starting: list[list[SetCell]] = [[] for _ in heights]
        ending: list[list[SetCell]] = [[] for _ in heights]
        for one in cells:
            starting[one.cell.row].append(one)
            ending[one.cell.row + one.cell.rows - 1].append(one)
        return SetTable(
            xs,
            tuple(heights),
            tuple(map(tuple, starting)),
            tuple(map(tuple, ending)),
            table.bordered,
            self._scale,
        )

    def _columns(self, width: float) -> list[float]:
        """Divide a width between the columns: none gets less than its words need."""
        least = self._least
        spare = width - sum(least)
        if spare <= 0:
            return [one * width / sum(least) for one in least]
        told = self._told(width)
        if told:
            wanted = [max(a, b) for a, b in zip(told, least, strict=True)]
            over = sum(wanted) - width
            slack = sum(wanted) - sum(least)
            part = over / slack if slack > 0 else 0.0
            return [a - (a - b) * part for a, b in zip(wanted, least, strict=True)]
        lacking = [max(0.0, a - b) for a, b in zip(self._most, least, strict=True)]
        if sum(lacking) >= spare:
            part = spare / sum(lacking)
            return [a + b * part for a, b in zip(least, lacking, strict=True)]
        best = [a + b for a, b in zip(least, lacking, strict=True)]
        return [one * width / sum(best) for one in best]

    def _told(self, width: float) -> list[float] | None:
        """Return the widths that the markup says, scaled to fill a width; None if it says none."""
        told = [one if 0 < one < 1e6 else 0.0 for one in self._table.widths or ()]
        if len(told) != self._table.columns or not sum(told):
            return None
        return [one * width / sum(told) for one in told]


MeasuredBlock = MeasuredText | MeasuredPicture | MeasuredTable


def stacked(items: Iterable[Item]) -> float:
    """Return the height of items, one under the other, the gap over the first left out."""
    height = gap = 0.0
    for at, item in enumerate(items):
        gap = item.gap if at else 0.0
        height += gap + item.height
    return height


def _head(item: Item) -> float:
    """Return the height of the least that can stand on a page of its own."""
    return item.heights[0] if isinstance(item, SetTable) else item.height


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Return how many pixels a picture has; None for one that is damaged, unknown or too large."""
    try:
        buffer = pymupdf.mupdf.fz_new_buffer_from_copied_data(data)
        image = pymupdf.mupdf.fz_new_image_from_buffer(buffer)
        width, height = int(image.w()), int(image.h())
    except BROKEN:
        return None
    return (width, height) if 0 < width * height <= MAX_PICTURE_PIXELS else None
