"""A picture of a page, read: its characters and rulings in points, and a second look at values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import bounds
from core.numbers import parse
from core.reading.page import Char, Grid, GridCell, Page, Ruling
from core.report import Box
from core.scans.blank import faded
from core.scans.engine import Engine, Picture, ReadLine, ValueReading
from core.scans.kept import Kept
from core.scans.light import ink
from core.scans.recall import Recall
from core.scans.seals import unsealed
from core.scans.sizes import sized
from core.scans.straight import Straight, straighten
from core.scans.strokes import without_strokes
from core.scans.values import Fused, fused, worn

WIDTH = 595.0
"""Points that the shorter side of a page is taken to have: A4's. What reads tables counts so."""
_WORD = re.compile(r"[\u3400-\u9fff]")
_IN_VALUES = re.compile(r"[〇○零一无無万萬亿億元件条條宗项項个個次份人例增加减減少]")
"""Characters that stand in values, or that digits are taken for."""
_LIKE_RULINGS = frozenset("十卜工丨口")
"""Words that remains of rulings are taken for, beside a value."""
_INSET = 1.0
"""Points by which the inside of a cell is smaller than what lies between the middles of its
rulings."""
_TABLE = 3
"""Rulings either way that a table has at least."""
_HOPELESS, _CLEAR = 0.5, 0.95
"""Probabilities of two readings of a cell of which the second one counts more."""
_SURE_WORD = 0.8
"""Probability of its weakest character from which on words are not doubted."""
_FADED = 0.9
"""Probability of a blank at most whose walls are not all there."""
_BESIDE = 1.5
"""Points from the edge of a cell within which its wall lies."""
_DARK = 205
_REACH = 4.0
"""Points from the edge of a cell within which what runs along it is its ruling."""


class Scan:
    """What a picture says, in points of the page that it is (on).

    Args:
        picture: as it is shown.
        shown: takes a box in pixels of the picture to points of the page as shown.
        engine: reads it.
        area: where on its page it stands; None for a page of its own.
        kept: what was seen in it before; None where nothing is kept.
    """

    def __init__(
        self,
        picture: Picture,
        shown: Callable[[Box], Box],
        engine: Engine,
        area: Box | None = None,
        kept: Kept | None = None,
    ) -> None:
        self._given = picture
        self._engine = engine
        self._recall = Recall(picture, kept)
        straight = self._recall.straight(lambda: self._straight)
        self._probabilities: dict[int, float] = {}  # by the id of a character
        width, height = straight.size
        if area is None:
            left, top = 0.0, 0.0
            strip = max(width, height) > 2 * min(width, height)
            scale = WIDTH / (width if strip else min(width, height))
        else:
            left, top = area[:2]
            scale = min((area[2] - area[0]) / width, (area[3] - area[1]) / height)
        # the sheet lies where it would if it had been level, as the pages before and after it do
        beside = (straight.mesh.width - width) / 2, (straight.mesh.height - height) / 2
        self._lie = _Lie(scale, left - beside[0] * scale, top - beside[1] * scale)
        self.area = (left, top, left + width * scale, top + height * scale)
        self._rulings = straight.rulings
        self.frame = _Frame(straight, self._lie, shown)

    @cached_property
    def _straight(self) -> Straight:
        return straighten(self._given)

    @property
    def _picture(self) -> Picture:
        """The straight picture; not asked for where all that is seen in it is known."""
        return self._straight.picture

    @cached_property
    def _lines(self) -> list[ReadLine]:
        return self._recall.lines(lambda: self._engine.lines(unsealed(self._picture)))

    @cached_property
    def chars(self) -> tuple[Char, ...]:
        """What stands in the picture, read as a whole."""
        glyphs = [glyph for glyph in sized(self._lines) if not glyph.text.isspace()]
        chars = tuple(Char(glyph.text, self._lie.in_points(glyph.box)) for glyph in glyphs)
        pairs = zip(chars, glyphs, strict=True)
        self._probabilities = {id(char): glyph.probability for char, glyph in pairs}
        return chars

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """The lines in the picture that are no strokes of its words."""
        return tuple(map(self._lie.ruling_in_points, without_strokes(self._rulings, self._lines)))

    @property
    def has_table(self) -> bool:
        """Tell by the rulings, before anything is read, whether a table stands in the picture."""
        across = sum(ruling.horizontal for ruling in self._rulings)
        return across >= _TABLE and len(self._rulings) - across >= _TABLE

    def page(self, number: int) -> Page:
        """Return a page that is nothing but this picture."""
        _, _, width, height = self.area
        return Page(
            number,
            width,
            height,
            self.chars[: bounds.MAX_CHARS_ON_PAGE],
            self.rulings,
            scanned=True,
            look=self.look,
            frame=self.frame,
        )

    def look(self, grids: Sequence[Grid]) -> list[Grid]:
        """Look at each cell that may hold a value, by itself, and return the grids with that.

        A number that stands alone is often missed where a whole page is read, never where its cell
        is: and what both say alike is right.
        """
        own = [cell for grid in grids for cell in grid.cells if self._holds(cell)]
        values = [cell for cell in own if may_be_value(cell)][: bounds.MAX_VALUES_ON_PAGE]
        boxes = [cell.box for cell in values]
        readings = self._recall.values(boxes, lambda: self._values(boxes))
        seen = {id(cell): self._word(cell) for cell in own}
        found = [
            weighed(reading, cell.text, self._probability(cell))
            for cell, reading in zip(values, readings, strict=True)
        ]
        seen |= {id(cell): _seen(cell, one) for cell, one in zip(values, worn(found), strict=True)}
        return [
            replace(grid, cells=tuple(seen.get(id(cell), cell) for cell in grid.cells))
            for grid in grids
        ]

    def _values(self, boxes: Sequence[Box]) -> list[ValueReading]:
        """Read cells. Blanks with a wall that has faded are doubted: so may have what stood there.

        Args:
            boxes: in points.
        """
        readings = self._engine.values([self._inside(box) for box in boxes])
        if all(reading.text for reading in readings):
            return readings
        walls = [self._lie.in_pixels(box) for box in boxes]
        gone = faded(self._picture, walls, round(_BESIDE / self._lie.scale))
        return [
            replace(reading, probability=min(reading.probability, _FADED))
            if lost and not reading.text
            else reading
            for reading, lost in zip(readings, gone, strict=True)
        ]

    def _holds(self, cell: GridCell) -> bool:
        """Tell whether a cell stands in this picture."""
        x, y = (cell.box[0] + cell.box[2]) / 2, (cell.box[1] + cell.box[3]) / 2
        x0, y0, x1, y1 = self.area
        return x0 < x < x1 and y0 < y < y1

    def _word(self, cell: GridCell) -> GridCell:
        """Return a cell of which only the reading of the whole page knows."""
        sure = self._probability(cell)
        return replace(cell, confidence=sure, unsure=cell.unsure or sure < _SURE_WORD)

    def _probability(self, cell: GridCell) -> float:
        """Return that of the weakest character that the reading of the whole page has in a cell."""
        return min((self._probabilities.get(id(char), 0.0) for char in cell.chars), default=0.0)

    def _inside(self, box: Box) -> Picture:
        """Return the picture of a cell without the rulings round it."""
        height, width = self._picture.shape[:2]
        x0, y0, x1, y1 = self._lie.in_pixels(box)
        inset = _INSET / self._lie.scale
        left, right = max(0, round(x0 + inset)), min(width, round(x1 - inset))
        top, bottom = max(0, round(y0 + inset)), min(height, round(y1 - inset))
        if right - left < 2 or bottom - top < 2:
            return np.full((2, 2, 3), 255, np.uint8)
        crop = self._picture[top:bottom, left:right]
        dark = ink(crop) < _DARK
        reach = round(_REACH / self._lie.scale)
        t, b = _free(dark.mean(axis=1), reach)
        le, r = _free(dark[t:b].mean(axis=0), reach)
        return np.ascontiguousarray(crop[t:b, le:r])


@dataclass(frozen=True, slots=True)
class _Lie:
    """How a picture lies on its page: points a pixel, and where its corner is."""

    scale: float
    left: float = 0.0
    top: float = 0.0

    def in_points(self, box: Box) -> Box:
        x0, y0, x1, y1 = (side * self.scale for side in box)
        return x0 + self.left, y0 + self.top, x1 + self.left, y1 + self.top

    def in_pixels(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        left, top, scale = self.left, self.top, self.scale
        return (x0 - left) / scale, (y0 - top) / scale, (x1 - left) / scale, (y1 - top) / scale

    def ruling_in_points(self, ruling: Ruling) -> Ruling:
        along, across = self.left, self.top
        if not ruling.horizontal:
            along, across = across, along
        return Ruling(
            ruling.horizontal,
            ruling.at * self.scale + across,
            ruling.start * self.scale + along,
            ruling.end * self.scale + along,
        )


class _Frame:
    """The way from points of a straight page to those of the page as shown, without its picture."""

    def __init__(self, straight: Straight, lie: _Lie, shown: Callable[[Box], Box]) -> None:
        self._straight = replace(straight, picture=np.empty((0, 0, 3), np.uint8), rulings=())
        self._lie = lie
        self._shown = shown

    def __call__(self, box: Box) -> Box:
        return self._shown(self._straight.in_source(self._lie.in_pixels(box)))


def may_be_value(cell: GridCell) -> bool:
    """Tell whether a value may stand in a cell: no words do, a mark beside a digit may look so."""
    words = [c for c in cell.text if _WORD.match(c) and not _IN_VALUES.match(c)]
    digits = any(c.isdigit() for c in cell.text)
    lone = len(words) == 1 and (len(cell.text) == 1 or digits)
    ruled = len(words) < len(cell.text) and _LIKE_RULINGS.issuperset(words)
    return not words or lone or ruled


def weighed(crop: ValueReading, seen: str, probability: float) -> Fused:
    """Weigh two readings of a value; a hopeless one gives way to a clear one, never unmarked.

    Args:
        crop: the reading of the cell by itself.
        seen: what the reading of the whole page has in it.
        probability: of the weakest character of that.
    """
    if crop.probability < _HOPELESS and probability > _CLEAR and parse(seen).number is not None:
        others = ((crop.text, crop.probability), *crop.others) if crop.text != seen else crop.others
        found = fused(ValueReading(seen, 0.5, (), others), seen, probability)
        return replace(found, unsure=True)
    return fused(crop, seen, probability)


def _seen(cell: GridCell, found: Fused) -> GridCell:
    """Return a cell with what was seen in it."""
    chars = cell.chars if found.text == cell.text else tuple(_spread(found.text, cell))
    return replace(
        cell,
        chars=chars,
        text=found.text,
        unsure=cell.unsure or found.unsure,
        confidence=found.confidence,
        others=found.others,
        weak=found.weak,
    )


def _free(dark: np.ndarray, reach: int) -> tuple[int, int]:
    """Return the part of a cell, along an axis, that lies between what runs along its edges."""
    start, end = 0, len(dark)
    reach = min(reach, end // 4)
    ruled = np.flatnonzero(dark[:reach] > 0.5)
    if len(ruled):
        start = int(ruled[-1]) + 1
    ruled = np.flatnonzero(dark[end - reach :] > 0.5)
    if reach and len(ruled):
        end = end - reach + int(ruled[0])
    return start, end


def _spread(text: str, cell: GridCell) -> Iterator[Char]:
    """Yield the characters of a text in the middle of a cell: where exactly, nobody asks."""
    x0, y0, x1, y1 = cell.box
    height = min(y1 - y0, 12.0)
    wide = min((x1 - x0) / max(1, len(text)), height / 2)
    left, top = (x0 + x1 - wide * len(text)) / 2, (y0 + y1 - height) / 2
    for at, char in enumerate(text):
        yield Char(char, (left + at * wide, top, left + (at + 1) * wide, top + height))
