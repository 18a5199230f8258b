"""Walls of cells that run through words are strokes of characters: they are taken away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from core.reading.page import Ruling
from core.scans.engine import Glyph, ReadLine

Gap = tuple[float, float, float, float]
"""An area in which no wall stands: pixels of the straight picture."""

_SET_CLOSE = 1.2
"""Characters no further apart than this many of their widths have no wall between them."""


def without_strokes(rulings: Iterable[Ruling], lines: Iterable[ReadLine]) -> Iterator[Ruling]:
    """Yield rulings, the upright ones without what runs through words."""
    gaps = [gap for line in lines for gap in _words(line.glyphs)]
    for ruling in rulings:
        if ruling.horizontal:
            yield ruling
        else:
            inside = sorted(gap[1::2] for gap in gaps if gap[0] < ruling.at < gap[2])
            yield from _left_of(ruling, inside)


def _words(glyphs: Sequence[Glyph]) -> Iterator[Gap]:
    """Yield where the words of a level line stand, from middle to middle of their characters."""
    pairs = list(pairwise(glyphs))
    steps = [_middle(b) - _middle(a) for a, b in pairs if _is_wide(a) and _is_wide(b)]
    if not steps:
        return
    pitch = median(steps)
    height = median(glyph.box[3] - glyph.box[1] for glyph in glyphs)
    if not 0.5 * height < pitch < 2 * height:
        return
    for a, b in pairs:
        step = _middle(b) - _middle(a)
        if _is_word(a) and _is_word(b) and step <= _SET_CLOSE * pitch:
            level = (a.box[1] + a.box[3] + b.box[1] + b.box[3]) / 4
            x0, x1 = _middle(a) - 0.3 * pitch, _middle(b) + 0.3 * pitch
            yield x0, level - 0.75 * height, x1, level + 0.75 * height


def _left_of(ruling: Ruling, gaps: Iterable[tuple[float, float]]) -> Iterator[Ruling]:
    start = ruling.start
    for top, bottom in gaps:
        if top >= ruling.end or bottom <= start:
            continue
        if top > start:
            yield replace(ruling, start=start, end=top)
        start = bottom
    if start < ruling.end:
        yield replace(ruling, start=start)


def _middle(glyph: Glyph) -> float:
    return (glyph.box[0] + glyph.box[2]) / 2


def _is_wide(glyph: Glyph) -> bool:
    return "\u3400" <= glyph.text <= "\u9fff"


def _is_word(glyph: Glyph) -> bool:
    return not glyph.text.isspace() and not glyph.text.isdigit() and glyph.text not in "-—/|"
