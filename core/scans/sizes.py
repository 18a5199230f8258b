"""How large the characters of recognised lines are: titles are told by their size."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from core.report import Box
from core.scans.engine import Glyph, ReadLine

_NEARLY = 0.25
"""Part of a size by which what is guessed of it may be wrong."""


def sized(lines: Sequence[ReadLine]) -> list[Glyph]:
    """Return the characters of lines, each as high as the characters of its line are set.

    The box that a line was found in is higher or lower than its print, by how long it is. How far
    Chinese characters stand from each other tells their size better. Where there are too few, a
    line is as large as the one beside it that is nearly so; else other lines tell the usual ratio.
    """
    pitches = [_pitch(line.glyphs) for line in lines]
    ratios = [
        pitch / height
        for line, pitch in zip(lines, pitches, strict=True)
        if pitch and (height := _height(line.glyphs)) > 0
    ]
    usual = median(ratios) if ratios else 1.0
    told = [(line.box, pitch) for line, pitch in zip(lines, pitches, strict=True) if pitch]
    found: list[Glyph] = []
    for line, pitch in zip(lines, pitches, strict=True):
        size = pitch or _as_beside(line.box, usual * _height(line.glyphs), told)
        found += _set(line.glyphs, size)
    return found


def _as_beside(box: Box, size: float, told: Sequence[tuple[Box, float]]) -> float:
    """Return the size of the line above, below or beside a line, if it is nearly its own."""
    x0, y0, x1, y1 = box
    near = [
        (abs(y0 + y1 - top - bottom), other)
        for (left, top, right, bottom), other in told
        if abs(other - size) < _NEARLY * size
        and min(x1, right) > max(x0, left)
        and abs(y0 + y1 - top - bottom) / 2 < 2.5 * size
    ]
    return min(near, default=(0.0, size))[1]


def _pitch(glyphs: Sequence[Glyph]) -> float | None:
    """Return the usual way from one Chinese character of a level line to the next one."""
    steps = [
        (b.box[0] + b.box[2] - a.box[0] - a.box[2]) / 2
        for a, b in pairwise(glyphs)
        if _is_wide(a.text) and _is_wide(b.text)
    ]
    height = _height(glyphs)
    steps = [step for step in steps if 0.6 * height < step < 1.6 * height]  # set close, and upright
    return median(steps) if len(steps) >= 3 else None


def _is_wide(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


def _height(glyphs: Sequence[Glyph]) -> float:
    return median([glyph.box[3] - glyph.box[1] for glyph in glyphs]) if glyphs else 0.0


def _set(glyphs: Sequence[Glyph], size: float) -> Iterator[Glyph]:
    """Yield characters in their size, on one level if they stand on one but for a little."""
    middles = [(glyph.box[1] + glyph.box[3]) / 2 for glyph in glyphs]
    level = median(middles) if middles and max(middles) - min(middles) < size / 2 else None
    for glyph, own in zip(glyphs, middles, strict=True):
        x0, _, x1, _ = glyph.box
        middle = own if level is None else level
        box = (x0, middle - size / 2, x1, middle + size / 2)
        yield Glyph(glyph.text, box, glyph.probability)
