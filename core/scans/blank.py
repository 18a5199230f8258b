"""Whether a cell without ink is clean paper: smeared or bleached print leaves traces.

Cells of one page are judged against each other: all have its paper, its dirt and its noise.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

from core.report import Box
from core.scans.engine import Picture
from core.scans.light import ink

LEAST = 0.006
"""Part of its light by which paper may be darker or lighter at a place of the size of a digit."""
USUAL = 0.01
"""What the cleanest cells of a page have of that at most, where it is no dirt but paper."""
TIMES = 2.5
"""Times what the cleanest quarter of the cells has of that, from which on it is a stain."""
BESIDE, AMONG, EVIDENT = 1.5, 2.0, 7.0
"""Beside print, with its edges and what compression adds to them: times as much as makes a stain in
a cell without ink, and times what one in twenty cells with print has; or so much of the first that
it needs no other cells."""
SMOOTH = 0.4
"""Part of the noise of a page's paper: where less is left over a digit's place, it was smeared."""
NOISY = 0.004
"""Noise of paper, in parts of its light, in which such a place can be told."""
WALL = 0.35
"""Part of the darkness of a page's walls from which on there is one."""
WHOLE = 0.97
"""Part of their walls that most cells have where walls are told."""
GAP = 0.9
"""Part of a wall: where less of it is left, its print has faded."""


def stained(greys: Sequence[MatLike], size: int, *, printed: bool = False) -> list[bool]:
    """Tell of cells in which of them something may have stood that is no ink any more.

    Args:
        greys: pictures of cells of one page without ink, or of cells with print, but for that: see
            ``beside``.
        size: pixels of height of their digits.
        printed: whether they have print; lost noise tells nothing beside it.
    """
    looks = [_look(grey, max(5, size)) for grey in greys]
    seen = [look for look in looks if look is not None]
    if not seen:
        return [False] * len(greys)
    stain = min(USUAL, float(np.percentile([one for one, _ in seen], 25)))
    noise = float(np.median([other for _, other in seen]))
    most = max(LEAST, TIMES * stain)
    if printed:
        # "lower": of few cells, the stained one itself is not among those it is judged by
        among = AMONG * float(np.percentile([one for one, _ in seen], 95, method="lower"))
        most = min(EVIDENT * most, max(BESIDE * most, among))
    shows_smears = not printed and noise > NOISY
    return [
        look is not None and (look[0] > most or (shows_smears and look[1] < SMOOTH * noise))
        for look in looks
    ]


def beside(grey: MatLike, lines: Sequence[tuple[int, int, int, int]], size: int) -> MatLike:
    """Return the picture of a cell with nothing but paper where its lines of print stand."""
    if not lines:
        return grey
    print_ = np.zeros(grey.shape, bool)
    for x, y, width, height in lines:
        off = max(3, size // 4)
        print_[max(0, y - off) : y + height + off, max(0, x - off) : x + width + off] = True
    paper = grey.copy()
    paper[print_] = np.median(grey[~print_]) if not print_.all() else 255
    return paper


def _look(grey: MatLike, size: int) -> tuple[float, float] | None:
    """Return how far paper is from even, and the noise of its smoothest place of a digit's size.

    None where a cell is too small for that. Specks do not count.
    """
    rim = max(2, size // 4)
    inner = grey[rim:-rim, rim:-rim]
    if min(inner.shape) < 4:
        return None
    light = inner.astype(np.float32) / max(30.0, float(np.median(inner)))
    broad = cv2.GaussianBlur(cv2.medianBlur(light, 5), (0, 0), max(1.0, size / 3))
    fine = light - cv2.GaussianBlur(light, (0, 0), 1.0)
    window = min(inner.shape[1], max(3, size // 2)), min(inner.shape[0], size)
    spread = cv2.blur(fine * fine, window, borderType=cv2.BORDER_REFLECT)
    stain = float(np.abs(broad - np.median(broad)).max())
    return stain, float(np.sqrt(max(0.0, spread.min())))


def faded(picture: Picture, boxes: Sequence[Box], reach: int) -> list[bool]:
    """Tell of cells of a page which have a wall with a gap, where most cells have none.

    Args:
        picture: the page, straight, its paper white.
        boxes: the cells, in pixels, from the middle of a wall to that of the next.
        reach: pixels that a wall may lie beside its place.
    """
    walls = [_walls(picture, box, max(2, reach)) for box in boxes]
    darkness = [float(np.median(side)) for sides in walls for side in sides if side.size]
    if not darkness:
        return [False] * len(boxes)
    least = WALL * float(np.median(darkness))
    shares = [
        min((float((side > least).mean()) for side in sides if side.size), default=1.0)
        for sides in walls
    ]
    told = least > 0 and float(np.median(shares)) >= WHOLE
    return [told and share < GAP for share in shares]


def _walls(picture: Picture, box: Box, reach: int) -> list[MatLike]:
    """Return how dark each of the walls of a cell is, place by place."""
    x0, y0, x1, y1 = (round(side) for side in box)
    sides = []
    for x in (x0, x1):
        part = picture[max(0, y0 + reach) : max(0, y1 - reach), max(0, x - reach) : x + reach + 1]
        sides.append(255 - ink(part).min(axis=1) if part.size else np.zeros(0))
    for y in (y0, y1):
        part = picture[max(0, y - reach) : y + reach + 1, max(0, x0 + reach) : max(0, x1 - reach)]
        sides.append(255 - ink(part).min(axis=0) if part.size else np.zeros(0))
    return sides
