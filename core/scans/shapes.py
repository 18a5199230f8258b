"""Signs told by their shape alone: a dash, a slash and a 1, which the recogniser hardly tells."""

import cv2
import numpy as np

from core.scans.cell_ink import Ink
from core.scans.engine import Picture
from core.scans.marks import Part

LEANS = 0.2
"""Pixels to the right for one up from which on a plain stroke is a slash; an italic 1 has up to
0.25, but the recogniser knows it."""
BROKEN = 0.25
"""The part of a stroke, of its height, that may be worn off."""

GAP = 0.5
"""How dark the lightest place of a stroke is that has a gap, beside the rest of it."""


def slant(found: Ink, line: Part) -> float | None:
    """Return how far a line of ink leans to the right, in pixels for one up; None for a speck."""
    rows, columns = np.nonzero(_dark(found, line))
    if len(rows) < 3 or np.ptp(rows) == 0:
        return None
    return -float(np.polyfit(rows, columns, 1)[0])


def is_slash(crop: Picture, found: Ink, line: Part) -> bool:
    """Tell whether a line is one stroke, as thick at its ends as in its middle, that leans.

    Strokes of a seal stand among others and are cut off by the edges of the cell.
    """
    dark = _dark(found, line)
    height, width = dark.shape
    x, y, tall, wide = *line[:2], *found.picture.shape
    clear = min(x, y, wide - x - width, tall - y - height) > 1
    middle = 0.25 * tall < y + height / 2 < 0.75 * tall
    fitting = 0.8 * found.figure <= height <= 1.6 * found.figure
    if not (clear and middle and fitting) or height < max(10, 1.3 * width):
        return False
    return leans(found, line) and not _near(crop, line, found.figure)


def leans(found: Ink, line: Part) -> bool:
    """Tell whether a line is one stroke without a flag, as thick all along, that leans."""
    dark = _dark(found, line)
    rows = np.flatnonzero(dark.any(axis=1))
    if not rows.size:
        return False
    dark = dark[rows[0] : rows[-1] + 1]  # what is fainter at its ends is not
    thick = dark.sum(axis=1)
    spans = [int(np.ptp(np.flatnonzero(row))) + 1 if row.any() else 0 for row in dark]
    usual = float(np.median(thick[thick > 0]))
    plain = np.mean(thick == 0) <= BROKEN and max(spans) <= 1.6 * usual + 1
    leaning = slant(found, line)
    return plain and leaning is not None and leaning >= LEANS


def is_dash(crop: Picture, found: Ink, line: Part) -> bool:
    """Tell whether a line is one flat mark in the middle of a cell with nothing round it.

    What is left of a worn digit has other remains near it, what is left of a ruling lies at an
    edge or is as wide as the cell.
    """
    x, y, width, height = line
    size, (tall, wide) = found.figure, found.picture.shape
    flat = height <= 0.35 * size and 1.3 * height <= width <= 2.5 * size
    clear = 0.25 * tall < y + height / 2 < 0.75 * tall and x > 2 and x + width < wide - 2
    if not (flat and clear and width <= 0.6 * wide):
        return False
    dark = _dark(found, line)
    widths = dark.sum(axis=1)
    full = np.flatnonzero(widths >= 0.5 * widths.max())
    if full[0] > 1 or full[-1] < len(dark) - 2:  # more than the gray edges of a thin one
        full = np.arange(len(dark))
    dark = dark[full[0] : full[-1] + 1]
    columns = np.flatnonzero(dark.any(axis=0))
    if len(columns) < 0.2 * size:
        return False
    dark = dark[:, columns[0] : columns[-1] + 1]
    if dark.mean() < 0.6 or not dark.any(axis=0).all():
        return False
    return not _near(crop, line, size)


def begins_flat(found: Ink, line: Part) -> bool:
    """Tell whether the first mark of a line is as thick all along: a minus, not what is left of +.

    False too where it touches the next one.
    """
    dark = _dark(found, line)
    gaps = np.flatnonzero(~dark.any(axis=0))
    mark = dark[:, : int(gaps[0])] if gaps.size else dark
    rows = np.flatnonzero(mark.any(axis=1))
    if not rows.size:
        return False
    thick, tall = float(np.median(mark.sum(axis=0))), int(np.ptp(rows)) + 1
    return tall <= 1.35 * thick + 0.7 and tall <= 0.8 * mark.shape[1]


def is_worn(found: Ink, line: Part) -> bool:
    """Tell whether the left or the right side of a 0 has a gap: in any type those are unbroken."""
    x, y, width, height = line
    darkness = 255.0 - found.picture[y : y + height, x : x + width]
    between = darkness[round(0.2 * height) : max(1, round(0.8 * height))]
    half = max(1, round(0.45 * width))
    for side in (between[:, :half], between[:, -half:]):
        along = side.max(axis=1, initial=0.0)
        if along.size and along.min() < GAP * np.median(along):
            return True
    return False


def _dark(found: Ink, line: Part) -> np.ndarray:
    x, y, width, height = line
    return found.picture[y : y + height, x : x + width] < 128


def _near(crop: Picture, line: Part, size: int) -> bool:
    """Tell whether anything as dark stands where a digit would that a line is part of."""
    x, y, width, height = line
    grey = cv2.GaussianBlur(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), (0, 0), 0.7)
    ink = float(np.percentile(grey[y : y + height, x : x + width], 25))
    paper = float(np.percentile(grey, 60))
    dark = grey < paper - 0.4 * (paper - ink)
    rim = max(2, size // 8)
    dark[:rim] = dark[-rim:] = False
    grown = round(0.15 * size) + 2
    dark[max(0, y - grown) : y + height + grown, max(0, x - grown) : x + width + grown] = False
    reach = round(1.2 * size)
    near = dark[max(0, y - reach) : y + height + reach, max(0, x - reach) : x + width + reach]
    return bool(near.any())
