"""What is darker than paper in pictures of cells, told from what rulings left and from dirt."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Height × width; 255 is paper, 0 full ink."""
Darkness = NDArray[np.float32]
"""Height × width: the part of the light that does not come back, 0 for paper."""
Part = tuple[int, int, int, int]
"""x, y, width, height in pixels of the picture."""

FAINTEST = 0.09  # darkness that may be ink; what shines through or is left of a stamp has less
LEAST_FIGURE = 5  # pixels of height of the smallest digit that anyone could read


@dataclass(frozen=True)
class Marks:
    """The marks in one cell."""

    darkness: Darkness
    noise: float  # of the darkness: its usual deviation
    dark: Grey  # 1 where a mark is
    labels: NDArray[np.int32]
    parts: list[Part]  # the marks, as they are numbered in ``labels`` from 1


def evened(grey: MatLike) -> Darkness:
    """Return the darkness of a crop, with shadows and the tone of the paper taken out."""
    light = cv2.medianBlur(np.ascontiguousarray(grey), 3)
    reach = max(5, min(light.shape) // 2 | 1)
    paper = cv2.morphologyEx(
        light, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    paper = cv2.blur(paper, (reach, reach)).astype(np.float32)
    darkness = 1 - grey / np.maximum(paper, 30)
    level, _ = _paper(darkness)
    return (darkness - level).astype(np.float32)


def _paper(darkness: cv2.typing.MatLike) -> tuple[float, float]:
    """Return the usual darkness of paper and its deviation, from the lighter part of a crop.

    Print can fill half of a crop, so its middle is not paper; the shares are those of a Gaussian.
    """
    light, middle = np.percentile(darkness, (5, 35))
    deviation = float(middle - light) / 1.26
    return float(middle) + 0.385 * deviation, deviation


def marks_in(darkness: Darkness, least: float) -> Marks:
    """Return what is darker than ``least`` in a crop and no remains of its borders."""
    smooth = cv2.GaussianBlur(darkness, (0, 0), 0.7)
    noise = _paper(smooth)[1]
    near = cv2.dilate(smooth, np.ones((9, 9), np.uint8))
    dark = (smooth > np.maximum(max(least, 4.5 * noise), near * 0.3)).astype(np.uint8)
    dark[_borders(dark)] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    height, width = dark.shape
    parts: list[Part] = []
    kept = np.zeros(count, np.int32)
    for number in range(1, count):
        x, y, w, h, area = (int(n) for n in stats[number])
        flat = (y == 0 or y + h == height) and h <= max(2, 0.1 * height, 0.15 * w)
        narrow = (x == 0 or x + w == width) and w <= max(2, 0.04 * width, 0.08 * h)
        if area >= 3 and not flat and not narrow:
            parts.append((x, y, w, h))
            kept[number] = len(parts)
    labels = kept[labels]
    return Marks(darkness, noise, (labels > 0).astype(np.uint8), labels, parts)


def _borders(dark: Grey) -> NDArray[np.bool_]:
    """Return where remains of rulings run along the edges of a crop."""
    height, width = dark.shape
    found = np.zeros(dark.shape, bool)
    band = max(3, round(0.12 * min(height, width)))
    for axis, length in ((0, width), (1, height)):
        run = max(5, round(0.6 * length))
        kernel = np.ones((1, run) if axis == 0 else (run, 1), np.uint8)
        runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        lines = cv2.dilate(runs, np.ones((3, 1) if axis == 0 else (1, 3), np.uint8)) > 0
        inner = (
            (slice(band, -band), slice(None)) if axis == 0 else (slice(None), slice(band, -band))
        )
        lines[inner] = False
        found |= lines
    return found


def strength(marks: Marks) -> float:
    """Return how dark the characters of a cell are, 0 where there are none."""
    inside = [n for n, part in enumerate(marks.parts, 1) if part[3] >= LEAST_FIGURE]
    inside = [n for n in inside if not at_edge(marks.parts[n - 1], marks.dark.shape)]
    print_ = marks.darkness[np.isin(marks.labels, inside)]
    return float(np.percentile(print_, 75)) if print_.size else 0.0


def usual_figure(cells: Sequence[Sequence[Part]]) -> int:
    """Return the usual height of a digit in these cells, 0 where nothing stands in any."""
    heights = []
    for parts in cells:
        tall = [h for _, _, w, h in parts if h >= LEAST_FIGURE and 0.7 * w <= h <= 9 * w]
        if tall:
            heights.append(max(tall))
    return round(median(heights)) if heights else 0


def lines_of(marks: Marks, size: int) -> tuple[Part, ...]:
    """Return the boxes of lines of text. What is near each other counts as one mark."""
    reach = max(1, round(0.12 * size))
    specks = [n for n, part in enumerate(marks.parts, 1) if max(part[2:]) < 0.11 * size]
    solid = marks.dark * ~np.isin(marks.labels, specks)
    joined = cv2.dilate(solid, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    groups = cv2.connectedComponents(joined, connectivity=8)[1]
    boxes: dict[int, Part] = {}
    for number, part in enumerate(marks.parts, 1):
        if number not in specks:
            x, y, w, h = part
            own = marks.labels[y : y + h, x : x + w] == number
            group = int(groups[y : y + h, x : x + w][own][0])
            boxes[group] = both(boxes[group], part) if group in boxes else part
    shape = marks.dark.shape
    large = [
        box for box in boxes.values() if box[3] >= 0.55 * size and not _sliver(box, shape, size)
    ]
    low = [box for box in boxes.values() if box[3] < 0.55 * size]
    dashes = [b for b in low if b[2] >= max(0.2 * size, 1.3 * b[3]) and _amid(b, shape, size)]
    small = [b for b in low if b[2] < 0.28 * size]
    lines = _rows(large + dashes)
    whole = _rows([box for box in large if not at_edge(box, shape)])
    if whole:  # what is cut off above or below is of other cells, a dash there of a ruling
        lines = [line for line in lines if any(_level_with(line, box) for box in whole)]
    for box in sorted(small):  # dots and commas stand low, close by; a worn minus before the line
        x, y, w, h = box
        for number, line in enumerate(lines):
            near = line[0] - 0.7 * size < x < line[0] + line[2] + 0.5 * size
            under = line[1] + 0.5 * line[3] < y + h / 2 < line[1] + line[3] + 0.25 * size
            minus = x < line[0] and w > 0.18 * size and _level_with(line, box)
            if near and max(w, h) >= 0.07 * size and (under or minus):
                lines[number] = both(line, box)
    return tuple(sorted(lines, key=lambda b: b[1]))


def _rows(boxes: Sequence[Part]) -> list[Part]:
    """Join what stands beside each other."""
    lines: list[Part] = []
    for box in sorted(boxes, key=lambda b: -b[3]):
        beside = next((n for n, line in enumerate(lines) if _level_with(line, box)), None)
        if beside is None:
            lines.append(box)
        else:
            lines[beside] = both(lines[beside], box)
    return lines


def _level_with(a: Part, b: Part) -> bool:
    return min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]) > 0.4 * min(a[3], b[3])


def _amid(box: Part, shape: tuple[int, ...], size: int) -> bool:
    """Tell whether a dash is clear of the edges above and below, where rulings are."""
    return 0.35 * size < box[1] + box[3] / 2 < shape[0] - 0.35 * size


def _sliver(box: Part, shape: tuple[int, ...], size: int) -> bool:
    """Tell whether a mark is what a ruling leaves at the left or right: thinner than any 1."""
    x, _, w, _ = box
    return w < 0.15 * size and min(x, shape[1] - x - w) < 0.3 * size


def at_edge(box: Part, shape: tuple[int, ...]) -> bool:
    """Tell whether a mark reaches an edge of its crop."""
    x, y, w, h = box
    return x <= 0 or y <= 0 or x + w >= shape[1] or y + h >= shape[0]


def both(a: Part, b: Part) -> Part:
    """Return the box round two marks."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return x, y, max(a[0] + a[2], b[0] + b[2]) - x, max(a[1] + a[3], b[1] + b[3]) - y
