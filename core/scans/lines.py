"""What shows of the lines in one direction of a picture, pixel by pixel and edge by edge."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike

from core import bounds

FLANKS = (3, 6)
"""Pixels from the middle of a line to where there is paper again: of a thin one, of a thick one."""
WANDER = 2
"""Pixels that a line may leave its place by: what is left of a curl."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line: where it lies, across it, and where it begins and ends along it."""

    at: float
    start: float
    end: float
    cover: float = 1.0  # part of its length that is dark
    crossed: float = 0.0  # part of its length where ink stands beside it, on the fuller side


class Direction:
    """What shows of the level lines of a picture.

    Args:
        dark: by how many levels each pixel is darker than paper.
        em: how high characters are, in pixels.
    """

    def __init__(self, dark: MatLike, em: float) -> None:
        self.em = em
        self._fine = cv2.blur(dark, (5, 1))
        shown = ridge(cv2.blur(dark, (round(em * 0.6) | 1, 1)))
        noise = shown[shown.shape[0] % 7 :: 7, ::5]
        some = noise[noise > 0]
        self.least = min(30.0, max(9.0, 3.0 * float(np.median(some)) if some.size else 0.0))
        """Levels by which a line is darker than what stands on both sides of it."""
        self._runs = (shown > self.least).astype(np.uint8)
        self._marks = ridge(self._fine) > self.least * 0.8

    def lines(self) -> list[Line]:
        """Return all that may be lines, strokes of characters among them."""
        _, labels, stats, _ = cv2.connectedComponentsWithStats(self._runs, connectivity=8)
        wide = stats[:, cv2.CC_STAT_WIDTH]
        thin = stats[:, cv2.CC_STAT_HEIGHT] <= np.maximum(0.5 * self.em, 0.04 * wide)
        kept = [n for n in np.flatnonzero((wide >= 0.8 * self.em) & thin) if n]
        kept.sort(key=lambda n: -int(wide[n]))
        lines = []
        for number in kept[: bounds.MAX_RULINGS_ON_PAGE]:
            x, y, w, h = (int(value) for value in stats[number, :4])
            part = labels[y : y + h, x : x + w] == number
            shown = part & self._marks[y : y + h, x : x + w]
            columns = np.flatnonzero(shown.any(axis=0))
            if not columns.size:
                continue
            first, last = int(columns[0]), int(columns[-1]) + 1
            rows = shown.sum(axis=1)
            at = y + float(rows @ np.arange(h)) / float(rows.sum()) + 0.5
            cover = columns.size / (last - first)
            line = Line(at, float(x + first), float(x + last), cover)
            lines.append(replace(line, crossed=max(self._beside(line))))
        return lines

    def _beside(self, line: Line) -> list[float]:
        """Return over what part of a line ink stands right beside it: on either side of it."""
        x0, x1 = int(line.start), int(line.end)
        parts = []
        for way in (-1, 1):
            rows = [round(line.at - 0.5 + way * by * self.em) for by in (0.2, 0.3)]
            rows = [row for row in rows if 0 <= row < self._fine.shape[0]]
            ink = (self._fine[rows, x0:x1] > self.least).any(axis=0) if rows else np.zeros(1)
            parts.append(float(ink.mean()))
        return parts

    def evidence(self, at: float, start: float, end: float) -> float:
        """Return how much speaks for a line along an edge: from 1, certain, to nothing and less."""
        height, width = self._fine.shape[:2]
        x0, x1 = max(0, round(start) + 3), min(width, round(end) - 3)
        reach = max(FLANKS) + WANDER
        top = round(at - 0.5) - reach
        if x1 - x0 < 3 or top < 0 or top + 2 * reach + 1 > height:
            return 0.0
        band = self._fine[top : top + 2 * reach + 1, x0:x1].astype(np.int16)
        middle = band[max(FLANKS) : -max(FLANKS)]  # the rows that it may lie in
        seen = None
        for flank in FLANKS:
            above = band[max(FLANKS) - flank :][: len(middle)]
            below = band[max(FLANKS) + flank :][: len(middle)]
            shown = middle - np.maximum(above, below)
            seen = shown if seen is None else np.maximum(seen, shown)
        assert seen is not None
        limit = self.least
        clipped = np.clip(seen, -limit, limit) / limit
        parts = np.array_split(clipped, max(1, round((x1 - x0) / (2 * self.em))), axis=1)
        shown = sum(float(p.mean(axis=1).max()) * p.shape[1] for p in parts) / (x1 - x0)
        return float(shown) - sum(self._beside(Line(at, x0, x1))) / 2


def ridge(blurred: MatLike) -> MatLike:
    """Return by how many levels each pixel is darker than those above and below it."""
    found = np.zeros_like(blurred)
    for flank in FLANKS:
        if blurred.shape[0] <= 2 * flank:
            continue
        sides = np.maximum(blurred[: -2 * flank], blurred[2 * flank :])
        middle = slice(flank, blurred.shape[0] - flank)
        shown = cv2.subtract(blurred[middle], sides)
        np.maximum(found[middle], shown, out=found[middle])
    return found
