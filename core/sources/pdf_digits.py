"""What digits look like: whether a glyph can be the digit that the text layer says it is."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import sqrt
from operator import mul

import pymupdf

_WIDE, _HIGH = 10, 14  # a glyph is looked at in this many squares
_FONTS = ("helv", "tiro", "cour", "china-ss")  # what PyMuPDF brings along
_SIZE = 40.0  # points, and pixels, of the digits to compare with
_INK = 110  # of 255: what is darker is ink

_PLAINLY = 0.3
"""Of 100 fonts tried, digits look more than this like another digit in next to none."""

Shape = tuple[float, ...]
"""How dark a glyph is in each square, mean 0 and length 1."""


def shape_of(rows: Sequence[bytes]) -> Shape | None:
    """Return the shape of a glyph.

    Args:
        rows: its pixels, one byte each, black on white, with some white around.

    Returns:
        None where there is nothing, or not enough to tell a shape.
    """
    inked = [y for y, row in enumerate(rows) if min(row, default=255) < _INK]
    if len(inked) < _HIGH // 2:
        return None
    columns = [min(column) < _INK for column in zip(*rows, strict=True)]
    left, right = columns.index(True), len(columns) - columns[::-1].index(True)
    glyph = [row[left:right] for row in rows[inked[0] : inked[-1] + 1]]
    # a 1 is narrow: it keeps its width, in the middle of the squares
    width = max(right - left, round(len(glyph) * 0.5))
    spare = width - (right - left)
    before, after = b"\xff" * (spare // 2), b"\xff" * (spare - spare // 2)
    squares = _blurred(_averaged([before + row + after for row in glyph]))
    mean = sum(squares) / len(squares)
    length = sqrt(sum((each - mean) ** 2 for each in squares))
    return tuple((each - mean) / length for each in squares) if length else None


def _averaged(rows: Sequence[bytes]) -> list[float]:
    """Return how light each square is, on the average."""
    squares = []
    across = _cuts(len(rows[0]), _WIDE)
    for y0, y1 in _cuts(len(rows), _HIGH):
        tones = [sum(column) for column in zip(*rows[y0:y1], strict=True)]
        squares += [sum(tones[x0:x1]) / ((y1 - y0) * (x1 - x0)) for x0, x1 in across]
    return squares


def _cuts(length: int, parts: int) -> list[tuple[int, int]]:
    cuts = [at * length // parts for at in range(parts + 1)]
    return [(a, max(b, a + 1)) for a, b in pairwise(cuts)]


def _blurred(squares: list[float]) -> list[float]:
    """Let each square take a part of its neighbours, so that thick and thin strokes look alike."""
    rows = [squares[at : at + _WIDE] for at in range(0, len(squares), _WIDE)]
    across = [_smooth(row) for row in rows]
    down = [_smooth(list(column)) for column in zip(*across, strict=True)]
    return [each for row in zip(*down, strict=True) for each in row]


def _smooth(line: list[float]) -> list[float]:
    wide = [line[0], *line, line[-1]]
    return [(a + 2 * b + c) / 4 for a, b, c in zip(wide, line, wide[2:], strict=False)]


def likeness(shape: Shape, digit: str) -> float:
    """Return how much a shape is like a digit in the font where it is most so, -1 to 1."""
    return max(float(sum(map(mul, shape, known))) for known in _known()[digit])


def contradicts(shape: Shape, digit: str) -> bool:
    """Tell whether a shape is plainly another digit than the one it is said to be."""
    own = likeness(shape, digit)
    if own + _PLAINLY > 1:
        return False
    return any(likeness(shape, other) > own + _PLAINLY for other in _known() if other != digit)


@cache
def _known() -> dict[str, list[Shape]]:
    """Draw the ten digits in some fonts and return their shapes by digit."""
    document = pymupdf.open()
    page = document.new_page(width=10 * _SIZE, height=(len(_FONTS) + 1) * _SIZE)
    for row, font in enumerate(_FONTS):
        for digit in range(10):
            at = digit * _SIZE + 4, (row + 1) * _SIZE
            page.insert_text(at, str(digit), fontname=font, fontsize=_SIZE)
    pixmap = page.get_pixmap(colorspace=pymupdf.csGRAY)
    samples, wide = bytes(pixmap.samples_mv), pixmap.width
    known: dict[str, list[Shape]] = {str(digit): [] for digit in range(10)}
    for row in range(len(_FONTS)):
        for digit in range(10):
            left, top = int(digit * _SIZE), int((row + 0.15) * _SIZE)
            lines = range(top, top + int(_SIZE))
            shape = shape_of(
                [samples[y * wide + left : y * wide + left + int(_SIZE)] for y in lines]
            )
            if shape:
                known[str(digit)].append(shape)
    document.close()
    return known
