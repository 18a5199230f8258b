"""What is printed in one cell, and how far it may be something else."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from core.scans.marks import LEAST_FIGURE, Darkness, Grey, Marks, Part, at_edge, both, lines_of

MURKY = 0.3  # darkness of dirt all over a cell in which print may be lost


@dataclass(frozen=True)
class Ink:
    """What is printed in one cell.

    ``lines`` are the boxes of its lines of text, from the top; none in a blank cell. ``doubt`` is
    0 where a blank is as blank as paper can be and ink is all in its lines, up to 1 where something
    else may stand there.
    """

    picture: Grey  # evened out, with everything else painted over
    lines: tuple[Part, ...]
    figure: int  # height of a digit in pixels
    strokes: tuple[int, ...] = ()  # in each line, how many marks as large as digits stand apart
    doubt: float = 0.0
    faint: bool = False  # much fainter than other cells: a stamp, or what shines through


def ink_in(marks: Marks, figure: int) -> Ink:
    """Keep the marks that can be characters; paint over the others."""
    height = marks.dark.shape[0]
    own = max((h for _, _, w, h in marks.parts if 0.7 * w <= h <= 9 * w), default=0)
    size = figure if not own or own < 0.6 * figure else min(own, 2 * figure)
    size = max(size, LEAST_FIGURE)
    lines = lines_of(marks, size)
    kept = np.zeros(marks.dark.shape, np.uint8)
    for x, y, w, h in lines:
        kept[y : y + h, x : x + w] = 1
    darkness = marks.darkness.copy()
    other = cv2.dilate(marks.dark * (1 - kept), np.ones((3, 3), np.uint8)) * (1 - kept)
    outside = cv2.dilate(kept, np.ones((2 * (size // 2) + 1,) * 2, np.uint8)) == 0
    darkness[(other > 0) | outside] = 0
    inked = darkness[(marks.dark > 0) & (kept > 0)]
    level = float(np.percentile(inked, 85)) if inked.size else 1.0
    picture = (255 * (1 - darkness / max(level, 0.05))).clip(0, 255).astype(np.uint8)
    doubt = float(_left_out(marks, lines, size)) if lines else _doubt(marks, size)
    strokes = tuple(_apart(marks.darkness, line, size) for line in lines)
    return Ink(picture, lines, min(size, height), strokes, doubt)


def _left_out(marks: Marks, lines: Sequence[Part], size: int) -> bool:
    """Tell whether marks as large as parts of digits stand near a line and are not of it."""
    pieces = [b for b in marks.parts if max(b[2:]) >= 0.25 * size]
    pieces = [b for b in pieces if not at_edge(b, marks.dark.shape)]
    reach = round(0.8 * size)
    for line in lines:
        x, y, w, h = line
        near = (x - reach, y - reach, w + 2 * reach, h + 2 * reach)
        if any(both(piece, near) == near and both(piece, line) != line for piece in pieces):
            return True
    return False


def _apart(darkness: Darkness, line: Part, size: int) -> int:
    """Count the marks as large as digits or a plus in a line that have paper between them.

    A thin stroke, as at the top of a 0, is no paper: it takes very little to join two marks.
    """
    x, y, w, h = line
    dark = cv2.GaussianBlur(darkness[y : y + h, x : x + w], (0, 0), 0.7)
    dark = dark > 0.2 * np.percentile(dark, 95)
    filled = np.concatenate([[False], dark.any(axis=0), [False]])
    starts, ends = np.flatnonzero(np.diff(filled.astype(np.int8))).reshape(-1, 2).T
    heights = np.array(
        [
            np.ptp(np.flatnonzero(dark[:, a:b].any(axis=1)))
            for a, b in zip(starts, ends, strict=True)
        ]
    )
    plus = (heights >= 0.35 * size) & (ends - starts >= 0.35 * size)
    return int(np.count_nonzero((heights >= 0.7 * size) | plus))


def _doubt(marks: Marks, size: int) -> float:
    """Tell how far a blank cell is from bare paper: print too faint or broken to be ink."""
    if 4.5 * marks.noise > MURKY:
        return 1.0
    largest = max((max(w, h) for _, _, w, h in marks.parts), default=0)
    middle = marks.darkness.copy()
    middle[cv2.dilate(_rim(middle.shape, size), np.ones((3, 3), np.uint8)) > 0] = 0
    blurred = cv2.GaussianBlur(middle, (0, 0), max(1.0, size / 6))
    usual = 1.4826 * float(np.median(np.abs(blurred))) + 0.004
    faint = (float(blurred.max()) / usual - 7) / 10
    return float(np.clip(max(faint, (largest / size - 0.3) / 0.4), 0, 1))


def _rim(shape: tuple[int, ...], size: int) -> Grey:
    """Return the edges of a crop, where borders leave shades."""
    rim = np.ones(shape, np.uint8)
    edge = max(2, size // 4)
    rim[edge:-edge, edge:-edge] = 0
    return rim
