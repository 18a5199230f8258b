"""What is printed in pictures of cells: told from paper, remains of rulings, dirt and stamps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.scans import blank, seals
from core.scans.engine import Picture

Grey = NDArray[np.uint8]
"""Height × width; 255 is paper, 0 full ink."""
Darkness = NDArray[np.float32]
"""Height × width: the part of the light that does not come back, 0 for paper."""
Part = tuple[int, int, int, int]
"""x, y, width, height in pixels of the picture."""

FAINTEST = 0.09  # darkness that may be ink; what shines through or is left of a stamp has less
MURKY = 0.3  # darkness of dirt all over a cell in which print may be lost
STAINED = 0.5  # doubt of a blank cell with traces of something
BESIDE = 7.0  # times as much of a stain makes print beside it doubtful as makes a blank
LEAST_FIGURE = 5  # pixels of height of the smallest digit that anyone could read


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


@dataclass(frozen=True)
class _Marks:
    darkness: Darkness
    noise: float  # of the darkness: its usual deviation
    dark: Grey  # 1 where a mark is
    labels: NDArray[np.int32]
    parts: list[Part]  # the marks, as they are numbered in ``labels`` from 1


def find(crops: Sequence[Picture]) -> list[Ink]:
    """Return what is printed in cells of one page: sizes are judged against each other."""
    layers = seals.layers(crops)
    darkness = [evened(layer.black) for layer in layers]
    marks = [_marks(dark, FAINTEST) for dark in darkness]
    figure = _figure([mark.parts for mark in marks])
    levels = [level for mark in marks if (level := _level(mark))]
    least = max(FAINTEST, 0.4 * median(levels)) if levels else FAINTEST
    inks = []
    for mark, layer in zip(marks, layers, strict=True):
        found = _ink(_marks(mark.darkness, least), figure)
        if not found.lines:  # or is it print much fainter than that of the others?
            fainter = replace(_ink(mark, figure), faint=least > FAINTEST)
            left = layer.tinted is not None and fainter.lines  # by coloured ink that was taken off
            found = replace(found, doubt=1.0) if left else fainter
        inks.append(found)
    inks = _with_stains(inks, layers, figure)
    if all(layer.tinted is None for layer in layers):
        return inks
    return _with_tints(inks, layers)


def _with_stains(inks: Sequence[Ink], layers: Sequence[seals.Layers], figure: int) -> list[Ink]:
    """Doubt cells whose paper, but for their print, is not as clean as most: see ``blank``."""
    stains: set[int] = set()
    for inked in (False, True):
        cells = [
            n
            for n, (ink, layer) in enumerate(zip(inks, layers, strict=True))
            if layer.tinted is None and bool(ink.lines) == inked
        ]
        grounds = [blank.beside(layers[n].gray, inks[n].lines, figure) for n in cells]
        told = blank.stained(grounds, figure, BESIDE if inked else 1.0)
        stains |= {n for n, stain in zip(cells, told, strict=True) if stain}
    return [
        replace(ink, doubt=max(ink.doubt, STAINED)) if n in stains else ink
        for n, ink in enumerate(inks)
    ]


def _with_tints(inks: Sequence[Ink], layers: Sequence[seals.Layers]) -> list[Ink]:
    """Take print in colour for print, and doubt what coloured ink may hide.

    A seal reaches over the borders of cells; where no colour does, it is print. Black print that
    shows through the colour anywhere shows that it hides nothing.
    """
    colours = [
        _marks(evened(layer.gray), FAINTEST) if layer.tinted is not None else None
        for layer in layers
    ]
    figure = _figure([mark.parts for mark in colours if mark])
    usual = _figure([ink.lines for ink, mark in zip(inks, colours, strict=True) if not mark])
    printed = [
        _ink(mark, figure)
        if mark and mark.parts and _is_rest(ink, layer, mark, usual or figure)
        else None
        for mark, ink, layer in zip(colours, inks, layers, strict=True)
    ]
    over = sum(
        bool(mark and any(_crosses(part, mark.dark.shape, figure) for part in mark.parts))
        for mark in colours
    )
    numbers = sum(bool(found and found.lines) for found in printed)
    hides = not _shines_through(inks, layers)
    result = []
    for ink, layer, found in zip(inks, layers, printed, strict=True):
        if found and found.lines and numbers > over:
            ink = replace(found, faint=over > 0)
        elif layer.tinted is not None and (
            (found and found.lines) or (hides and _room(layer.tinted, ink.figure))
        ):
            ink = replace(ink, doubt=1.0)
        result.append(ink)
    return result


def _is_rest(ink: Ink, layer: seals.Layers, colours: _Marks, size: int) -> bool:
    """Tell whether what looks black in a cell is what is left of coloured ink: small or faint."""
    if not ink.lines or max(h for *_, h in ink.lines) < 0.6 * size:
        return True
    black = evened(layer.black)
    dark = max(float(np.percentile(black[y : y + h, x : x + w], 95)) for x, y, w, h in ink.lines)
    return dark < 0.5 * float(np.percentile(colours.darkness[colours.dark > 0], 75))


def _crosses(part: Part, shape: tuple[int, ...], size: int) -> bool:
    """Tell whether a mark of the size of a character goes on beyond its cell."""
    return _at_edge(part, shape) and min(part[2:]) > 0.25 * size


def _shines_through(inks: Sequence[Ink], layers: Sequence[seals.Layers]) -> bool:
    """Tell whether black print is seen under coloured ink in any of some cells."""
    shown = 0
    for ink, layer in zip(inks, layers, strict=True):
        if layer.tinted is not None and ink.lines:
            tinted = cv2.morphologyEx(
                layer.tinted.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
            )
            inner = cv2.erode(tinted, np.ones((3, 3), np.uint8)) > 0
            shown += int(np.count_nonzero(inner & (ink.picture < 100)))
    return shown >= 20


def _room(tinted: NDArray[np.bool_], size: int) -> bool:
    """Tell whether a digit could be under coloured ink."""
    digit = np.ones((max(2, round(0.85 * size)), max(1, round(0.35 * size))), np.uint8)
    solid = cv2.morphologyEx(tinted.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    return bool(cv2.erode(solid, digit, borderValue=0).any())


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


def _level(marks: _Marks) -> float:
    """Return how dark the characters of a cell are, 0 where there are none."""
    inside = [n for n, part in enumerate(marks.parts, 1) if part[3] >= LEAST_FIGURE]
    inside = [n for n in inside if not _at_edge(marks.parts[n - 1], marks.dark.shape)]
    print_ = marks.darkness[np.isin(marks.labels, inside)]
    return float(np.percentile(print_, 75)) if print_.size else 0.0


def _marks(darkness: Darkness, least: float) -> _Marks:
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
    return _Marks(darkness, noise, (labels > 0).astype(np.uint8), labels, parts)


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


def _figure(cells: Sequence[Sequence[Part]]) -> int:
    """Return the usual height of a digit in these cells, 0 where nothing stands in any."""
    heights = []
    for parts in cells:
        tall = [h for _, _, w, h in parts if h >= LEAST_FIGURE and 0.7 * w <= h <= 9 * w]
        if tall:
            heights.append(max(tall))
    return round(median(heights)) if heights else 0


def _ink(marks: _Marks, figure: int) -> Ink:
    """Keep the marks that can be characters; paint over the others."""
    height = marks.dark.shape[0]
    own = max((h for _, _, w, h in marks.parts if 0.7 * w <= h <= 9 * w), default=0)
    size = figure if not own or own < 0.6 * figure else min(own, 2 * figure)
    size = max(size, LEAST_FIGURE)
    lines = _lines(marks, size)
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


def _left_out(marks: _Marks, lines: Sequence[Part], size: int) -> bool:
    """Tell whether marks as large as parts of digits stand near a line and are not of it."""
    pieces = [b for b in marks.parts if max(b[2:]) >= 0.25 * size]
    pieces = [b for b in pieces if not _at_edge(b, marks.dark.shape)]
    reach = round(0.8 * size)
    for line in lines:
        x, y, w, h = line
        near = (x - reach, y - reach, w + 2 * reach, h + 2 * reach)
        if any(_both(piece, near) == near and _both(piece, line) != line for piece in pieces):
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


def _lines(marks: _Marks, size: int) -> tuple[Part, ...]:
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
            boxes[group] = _both(boxes[group], part) if group in boxes else part
    shape = marks.dark.shape
    large = [
        box for box in boxes.values() if box[3] >= 0.55 * size and not _sliver(box, shape, size)
    ]
    low = [box for box in boxes.values() if box[3] < 0.55 * size]
    dashes = [b for b in low if b[2] >= max(0.2 * size, 1.3 * b[3]) and _amid(b, shape, size)]
    small = [b for b in low if b[2] < 0.28 * size]
    lines = _rows(large + dashes)
    whole = _rows([box for box in large if not _at_edge(box, shape)])
    if whole:  # what is cut off above or below is of other cells, a dash there of a ruling
        lines = [line for line in lines if any(_level_with(line, box) for box in whole)]
    for box in sorted(small):  # dots and commas stand low, close by; a worn minus before the line
        x, y, w, h = box
        for number, line in enumerate(lines):
            near = line[0] - 0.7 * size < x < line[0] + line[2] + 0.5 * size
            under = line[1] + 0.5 * line[3] < y + h / 2 < line[1] + line[3] + 0.25 * size
            minus = x < line[0] and w > 0.18 * size and _level_with(line, box)
            if near and max(w, h) >= 0.07 * size and (under or minus):
                lines[number] = _both(line, box)
    return tuple(sorted(lines, key=lambda b: b[1]))


def _rows(boxes: Sequence[Part]) -> list[Part]:
    """Join what stands beside each other."""
    lines: list[Part] = []
    for box in sorted(boxes, key=lambda b: -b[3]):
        beside = next((n for n, line in enumerate(lines) if _level_with(line, box)), None)
        if beside is None:
            lines.append(box)
        else:
            lines[beside] = _both(lines[beside], box)
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


def _at_edge(box: Part, shape: tuple[int, ...]) -> bool:
    x, y, w, h = box
    return x <= 0 or y <= 0 or x + w >= shape[1] or y + h >= shape[0]


def _both(a: Part, b: Part) -> Part:
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return x, y, max(a[0] + a[2], b[0] + b[2]) - x, max(a[1] + a[3], b[1] + b[3]) - y


def _doubt(marks: _Marks, size: int) -> float:
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
