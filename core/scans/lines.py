"""What shows of the lines in one direction of a picture, pixel by pixel and edge by edge."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core import bounds

FLANKS = (3, 6)
"""Pixels from the middle of a line to where there is paper again: of a thin one, of a thick one."""
DARK = 50
"""Levels by which ink is darker than paper where it is no faded line."""
PRINT = 0.14
"""Part of the darkness of print by which a line is darker than paper."""
SPREADS = 4.0
"""Usual deviations of noisy paper within which all of it is."""
BROAD = 0.6
"""Part of the way from wall to wall on which such a line shows."""
FAINT = 0.35
"""Part of what is darkest that a line shows on the average all along from wall to wall."""
LEAN = 3
"""Rows by which a piece of it may lie above or below where most of it is."""
WANDER = 2
"""Pixels that a line may leave its place by: what is left of a curl."""
BESIDE, BEHIND = (0.2, 0.3), (0.45, 0.6, 0.75)
"""Distances from a line, in heights of a character, at which text that it is a stroke of has ink:
right beside it and behind that."""
ALIKE = 0.3
"""Part of the darkness of a line that the text has which it would be a stroke of."""
MUCH, LITTLE = 0.7, 0.3
"""Parts of a line over which there is ink beside a double one, and behind that."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line: where it lies, across it, and where it begins and ends along it."""

    at: float
    start: float
    end: float
    cover: float = 1.0  # part of its length that is dark
    bow: float = 0.0  # pixels by which its middle lies beside its ends
    faint: bool = False  # shows on the whole, not from place to place


class Direction:
    """What shows of the level lines of a picture.

    Args:
        dark: by how many levels each pixel is darker than paper.
        em: how high characters are, in pixels.
    """

    def __init__(self, dark: MatLike, em: float) -> None:
        self.em = em
        self._dark = dark
        self._fine = cv2.blur(dark, (5, 1))
        shown = ridge(cv2.blur(dark, (round(em * 0.6) | 1, 1)))
        noise = shown[shown.shape[0] % 7 :: 7, ::5]
        some = noise[noise > 0]
        grain = 3.0 * float(np.median(some)) if some.size else 0.0
        # on clean paper nearly all of that is print: where print is faint, lines are too
        print_ = PRINT * float(np.percentile(self._fine[::7, ::5], 99))
        self.least = min(30.0, max(9.0, min(grain, print_)))
        """Levels by which a line is darker than what stands on both sides of it."""
        self._inked = max(self.least, _noisiest(self._fine[::7, ::5]))
        self._runs = (shown > self.least).astype(np.uint8)
        self._marks = ridge(self._fine) > self.least * 0.8

    def lines(self) -> list[Line]:
        """Return all that may be lines, strokes of characters among them."""
        _, labels, stats, _ = cv2.connectedComponentsWithStats(self._runs, connectivity=8)
        wide, thin = self._shapes(stats)
        if np.any(mixed := (wide >= 2.5 * self.em) & ~thin):  # a line and the strokes it touches
            level = np.ones((1, round(self.em)), np.uint8)
            opened = cv2.morphologyEx(self._runs, cv2.MORPH_OPEN, level)
            parts = np.where(mixed[labels], opened, self._runs)
            _, labels, stats, _ = cv2.connectedComponentsWithStats(parts, connectivity=8)
            wide, thin = self._shapes(stats)
        kept = [n for n in np.flatnonzero((wide >= self.em) & thin) if n]
        kept.sort(key=lambda n: -int(wide[n]))
        lines = []
        for number in kept[: bounds.MAX_STROKES_ON_PAGE]:
            x, y, w, h = (int(value) for value in stats[number, :4])
            part = labels[y : y + h, x : x + w] == number
            shown = part & self._marks[y : y + h, x : x + w]
            columns = np.flatnonzero(shown.any(axis=0))
            if not columns.size:
                continue
            first, last = int(columns[0]), int(columns[-1]) + 1
            if last - first >= 2.5 * self.em:
                first, last = self._trimmed(part, x, y, first, last)
                columns = columns[(columns >= first) & (columns < last)]
            rows = shown.sum(axis=1)
            at = y + float(rows @ np.arange(h)) / float(rows.sum()) + 0.5
            cover = columns.size / (last - first)
            bow = _bow(shown[:, first:last])
            lines.append(Line(at, float(x + first), float(x + last), cover, bow))
        return lines

    def _shapes(self, stats: MatLike) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Return how long components are, and which are no thicker than a line may be."""
        wide = stats[:, cv2.CC_STAT_WIDTH].astype(np.int32)
        return wide, stats[:, cv2.CC_STAT_HEIGHT] <= np.maximum(0.5 * self.em, 0.04 * wide)

    def _trimmed(
        self, part: NDArray[np.bool_], x: int, y: int, first: int, last: int
    ) -> tuple[int, int]:
        """Cut off strokes of text that stand in the way of a line, where it has ended already."""
        first, last = self._on_line(part, first, last)
        height, width = part.shape
        ink = np.where(part, self._dark[y : y + height, x : x + width], 0).max(axis=0)
        paper = ink < 0.3 * np.median(ink[first:last])
        short = int(1.5 * self.em)
        head = np.flatnonzero(paper[first : first + short])
        if head.size > 2 and self._in_text(y, height, x + first, x + first + int(head[-1])):
            first += int(head[-1]) + 1
        start = max(first, last - short)
        tail = np.flatnonzero(paper[start:last])
        if tail.size > 2 and self._in_text(y, height, x + start + int(tail[0]), x + last):
            last = start + int(tail[0])
        return first, max(last, first + 1)

    def _on_line(self, part: NDArray[np.bool_], first: int, last: int) -> tuple[int, int]:
        """Cut off what hangs on the ends of a line and lies beside it: a stroke that it touches."""
        short = min(int(2 * self.em), (last - first) // 3)
        ends = []
        for way in (1, -1):
            ahead = part[:, first:last][:, ::way]
            level = round(_height(ahead[:, short : 2 * short].astype(np.float64)))
            band = ahead[max(0, level - WANDER) : level + WANDER + 1, :short]
            off = np.flatnonzero(~band.any(axis=0))
            ends.append(int(off[-1]) + 1 if off.size else 0)
        return first + ends[0], last - ends[1]

    def _in_text(self, y: int, height: int, start: int, end: int) -> bool:
        return self.crossed(Line(y + height / 2, start, max(end, start + 1))) > 0.3

    def crossed(self, line: Line) -> float:
        """Return over what part of a line ink stands right beside it, on the fuller side."""
        return max(self._beside(line))

    def reach(self, line: Line) -> tuple[float, float]:
        """Return how far ink goes on without a gap from the middle of a line to both sides.

        A wall goes on into the walls that it joins; between them and a stroke there is paper.
        """
        row = round(line.at - 0.5)
        band = self._dark[max(0, row - 1) : row + 2]
        ink = band.max(axis=0).astype(np.int16)
        x0, x1 = int(line.start), int(line.end)
        gaps = np.flatnonzero(ink < 0.4 * np.median(ink[x0:x1]))
        middle = (x0 + x1) // 2
        at = int(np.searchsorted(gaps, middle))
        first = int(gaps[at - 1]) + 1 if at else 0
        last = int(gaps[at]) if at < len(gaps) else len(ink)
        return float(first), float(last)

    def _beside(self, line: Line) -> list[float]:
        """Return over what part of a line ink stands right beside it: on either side of it.

        Much ink with hardly any behind it is no text: it is the other line of a double one.
        """
        parts = []
        row = min(max(0, round(line.at - 0.5)), self._fine.shape[0] - 1)
        own = float(np.median(self._fine[row, int(line.start) : int(line.end)]))
        inked = max(self._inked, ALIKE * own)  # noise behind a dark line is no text
        for way in (-1, 1):
            beside = self._ink_at(line, way, BESIDE, self._inked)
            behind = self._ink_at(line, way, BEHIND, inked)
            parts.append(behind if beside > MUCH and behind < LITTLE else beside)
        return parts

    def _ink_at(self, line: Line, way: int, distances: tuple[float, ...], inked: float) -> float:
        """Return over what part of a line ink stands at any of some distances from it, in em."""
        rows = [round(line.at - 0.5 + way * by * self.em) for by in distances]
        rows = [row for row in rows if 0 <= row < self._fine.shape[0]]
        if not rows:
            return 0.0
        beside = self._fine[rows, int(line.start) : int(line.end)]
        return float((beside > inked).any(axis=0).mean())

    def evidence(self, at: float, start: float, end: float) -> float:
        """Return how much speaks for a line along an edge: from 1, certain, to nothing and less.

        Ink beside it, as text that runs across has it on both sides, speaks against it; so does
        paper at an end of what is dark between.
        """
        width = self._fine.shape[1]
        x0, x1 = max(0, round(start) + 3), min(width, round(end) - 3)
        shown = self._shown(self._fine, at, x0, x1)
        if shown is None:
            return 0.0
        limit = min(self._inked, 2 * self.least)  # what has faded is little darker than noise
        clipped = np.clip(shown, -limit, limit) / limit
        parts = np.array_split(clipped, max(1, round((x1 - x0) / (2 * self.em))), axis=1)
        found = sum(float(p.mean(axis=1).max()) * p.shape[1] for p in parts) / (x1 - x0)
        if end - start < 3 * self.em and self._is_stroke(at, start, end):
            return -1.0
        return float(found) - sum(self._beside(Line(at, x0, x1))) / 2

    def faint(self, walls: Sequence[float], first: float, last: float) -> list[Line]:
        """Return what shows of lines only where all of it is looked at, in pieces between walls.

        Args:
            walls: where those are that the lines go through, from the first to the last one.
            first: the row from which on lines are looked for.
            last: the row up to which they are.
        """
        reach = max(FLANKS)
        starts = np.unique(np.clip(np.round(walls), 0, self._fine.shape[1] - 1).astype(int))
        y0, y1 = max(0, round(first) - reach), min(self._fine.shape[0], round(last) + reach + 1)
        if len(starts) < 2 or y1 - y0 < 2 * reach + 3:
            return []
        limit = min(self._inked, 2 * self.least)
        shown = _beyond_sides(self._fine[y0:y1, starts[0] : starts[-1]].astype(np.int16))
        widths = np.diff(starts)
        clipped = np.clip(shown, -limit, limit) / limit
        parts = np.add.reduceat(clipped, starts[:-1] - starts[0], axis=1) / widths
        near = np.pad(parts, ((LEAN, LEAN), (0, 0)), constant_values=-1.0)
        near = np.lib.stride_tricks.sliding_window_view(near, 2 * LEAN + 1, axis=0)
        best = near.max(axis=2)
        rows = np.where((best >= FAINT) @ widths >= BROAD * widths.sum(), best @ widths, 0)
        rows = rows / widths.sum()
        found = []
        for row in _tops(rows, 2 * LEAN):
            ats = y0 + reach + row - LEAN + near[row].argmax(axis=1) + 0.5
            pieces = [
                Line(float(at), float(x0), float(x1), faint=True)
                for at, x0, x1 in zip(ats, starts, starts[1:], strict=False)
            ]
            crossed = [self.crossed(piece) for piece in pieces]
            if np.dot(crossed, widths) < FAINT * widths.sum():
                shares = zip(pieces, crossed, best[row], strict=True)
                found += [p for p, part, share in shares if part < FAINT <= share]
        return found

    def _is_stroke(self, at: float, start: float, end: float) -> bool:
        """Tell whether what is dark in an edge ends before the edge does."""
        x0, x1 = round(start), round(end)
        whole = self._shown(self._dark, at, x0 + 2, x1 - 2)
        if whole is None or whole.shape[1] < 12:
            return False
        third = whole.shape[1] // 3
        middle = float(whole[:, third:-third].mean(axis=1).max())
        ends = min(float(whole[:, :4].mean(axis=1).max()), float(whole[:, -4:].mean(axis=1).max()))
        return middle > DARK and ends < 0.15 * middle

    def _shown(self, dark: MatLike, at: float, x0: int, x1: int) -> NDArray[np.int16] | None:
        """Return by how much the rows that a line may lie in are darker than those beside them."""
        reach = max(FLANKS) + WANDER
        top = round(at - 0.5) - reach
        x0, x1 = max(0, x0), min(dark.shape[1], x1)
        if x1 - x0 < 3 or top < 0 or top + 2 * reach + 1 > dark.shape[0]:
            return None
        band = dark[top : top + 2 * reach + 1, x0:x1].astype(np.int16)
        return _beyond_sides(band)


def _beyond_sides(band: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return by how much rows are darker than those beside them; without those at the edges."""
    rows = slice(max(FLANKS), len(band) - max(FLANKS))
    sides = [
        np.maximum(band[rows.start - f : rows.stop - f], band[rows.start + f : rows.stop + f])
        for f in FLANKS
    ]
    return band[rows] - np.minimum(*sides)


def _tops(values: NDArray[np.float64], apart: int) -> list[int]:
    """Return where values from ``FAINT`` on are highest, so far from each other."""
    found: list[int] = []
    for n in np.argsort(-values):
        if values[n] < FAINT:
            break
        if all(abs(int(n) - other) > apart for other in found):
            found.append(int(n))
    return found


def _noisiest(dark: MatLike) -> float:
    """Return how dark paper is at most where it is noisy; most of a page is paper."""
    paper = float(np.median(dark))
    spread = 1.4826 * float(np.median(np.abs(dark.astype(np.float32) - paper)))
    return min(float(DARK), paper + SPREADS * spread)


def _bow(marks: NDArray[np.bool_]) -> float:
    """Return by how many rows the middle third of some marks lies beside the outer ones."""
    height, width = marks.shape
    third = max(1, width // 3)
    if width < 3:
        return 0.0
    counts = np.add.reduceat(marks, (0, third, width - third), axis=1, dtype=np.int64)
    left, middle, right = np.arange(height) @ counts / np.maximum(1, counts.sum(axis=0))
    return abs(float(middle - (left + right) / 2))


def _height(marks: NDArray[np.float64]) -> float:
    """Return at which row some marks lie on the whole."""
    rows = marks.sum(axis=1)
    return float(rows @ np.arange(len(rows))) / max(1.0, float(rows.sum()))


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
