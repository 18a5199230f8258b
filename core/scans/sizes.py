"""How large the characters of recognised lines are: titles are told by their size."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from core.report import Box
from core.scans.engine import Glyph, ReadLine

_NEARLY = 0.84, 1.18
"""Between these ratios two sizes are one, and measured wrongly: justified lines are set wider."""
_SHORT = 0.3
"""Part of its size by which what the box of a short line tells of it may be wrong."""


def sized(lines: Sequence[ReadLine]) -> list[Glyph]:
    """Return the characters of lines, each as high as the characters of its line are set.

    The box that a line was found in is higher or lower than its print, by how long it is. How far
    Chinese characters stand from each other tells their size better; other lines of the page tell
    what that is where there are too few.
    """
    pairs = [(line, _pitch(line.glyphs)) for line in lines]
    ratios = [
        pitch / height for line, pitch in pairs if pitch and (height := _height(line.glyphs)) > 0
    ]
    usual = median(ratios) if ratios else 1.0
    told = [(line.box, pitch) for line, pitch in pairs if pitch]
    sizes = _few(
        [pitch or _as_beside(line.box, usual * _height(line.glyphs), told) for line, pitch in pairs]
    )
    return [glyph for line, size in zip(lines, sizes, strict=True) for glyph in _set(line, size)]


def _as_beside(box: Box, size: float, told: Sequence[tuple[Box, float]]) -> float:
    """Return the size of the line above or below a short line, if it may be its own too."""
    x0, y0, x1, y1 = box
    near = [
        (abs(y0 + y1 - top - bottom), other)
        for (left, top, right, bottom), other in told
        if abs(other - size) < _SHORT * size
        and min(x1, right) > max(x0, left)
        and abs(y0 + y1 - top - bottom) / 2 < 2.5 * size
    ]
    return max(1.0, min(near, default=(0.0, size))[1])


def _few(sizes: Sequence[float]) -> list[float]:
    """Return sizes with those made one that are nearly alike: a page is set in a few of them."""
    if not sizes:
        return []
    ordered = sorted(sizes)
    known = [ordered[len(sizes) // 2]]  # that of the text; the others gather round what is left
    known += [size for size in ordered if not _NEARLY[0] < size / known[0] < _NEARLY[1]]
    found: dict[float, float] = {}
    for size in ordered:
        found[size] = next(k for k in known if _NEARLY[0] < size / k < _NEARLY[1])
    return [found[size] for size in sizes]


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


def _set(line: ReadLine, size: float) -> Iterator[Glyph]:
    """Yield characters in their size, on one level if they stand on one but for a little."""
    glyphs = line.glyphs
    middles = [(glyph.box[1] + glyph.box[3]) / 2 for glyph in glyphs]
    level = median(middles) if middles and max(middles) - min(middles) < size / 2 else None
    for glyph, own in zip(glyphs, middles, strict=True):
        x0, _, x1, _ = glyph.box
        middle = own if level is None else level
        box = (x0, middle - size / 2, x1, middle + size / 2)
        yield Glyph(glyph.text, box, glyph.probability)
