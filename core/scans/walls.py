"""What is left of a cell's walls in its picture, where they are not quite level, painted over."""

import cv2
import numpy as np
from cv2.typing import MatLike

from core.scans.engine import Picture

LEAST = 12
"""Pixels of the shorter side of a picture that is worth looking at."""


def without_walls(crop: Picture) -> Picture:
    """Return the picture of a cell without the walls above and below that leave it at its sides.

    A wall that runs along an edge is told by what finds ink; one that slopes is told here: thin,
    straight, near an edge, and cut off by the edges of the picture. No sign of a number is that.
    Walls at the left and right are left to others: in a low row a 1 looks like one.
    """
    if min(crop.shape[:2]) < LEAST:
        return crop
    height, width = crop.shape[:2]
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    smooth, ground = (cv2.blur(one, (9, 1)).astype(np.int16) for one in (grey, _paper(grey)))
    darkness = ground - smooth
    some = darkness[::2, ::3]
    usual = float(np.median(some))
    noise = 1.4826 * float(np.median(np.abs(some - usual)))
    least = usual + max(0.06 * float(np.median(ground[::2, ::3])), 5 * noise)
    dark = (darkness > least).astype(np.uint8)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, max(15, width // 5)), np.uint8))
    if not runs.any():
        return crop
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    walls = [n for n in range(1, count) if _is_wall(stats[n], height, width)]
    if not walls:
        return crop
    found = cv2.dilate(np.isin(labels, walls).astype(np.uint8), np.ones((5, 9), np.uint8))
    return np.where(found[..., None] > 0, _paper(crop), crop).astype(np.uint8, copy=False)


def _paper(crop: MatLike) -> MatLike:
    """Return the paper behind what is thin, from top to bottom."""
    reach = max(7, round(0.3 * crop.shape[0])) | 1
    usual = np.atleast_1d(np.median(crop[::2, ::3], axis=(0, 1))).tolist()
    ground = cv2.copyMakeBorder(crop, reach, reach, 0, 0, cv2.BORDER_CONSTANT, value=usual)
    return cv2.morphologyEx(ground, cv2.MORPH_CLOSE, np.ones((reach, 1), np.uint8))[reach:-reach]


def _is_wall(stats: MatLike, height: int, width: int) -> bool:
    """Tell whether a mark goes from side to side, or from a side over the near edge."""
    x, y, w, h, area = (int(n) for n in stats)
    sides = (x <= 1) + (x + w >= width - 1)
    over = y <= 1 or y + h >= height - 1
    thin = area <= w * min(max(4, 0.12 * height), w / 6)
    outer = y + h <= 0.35 * height or y >= 0.65 * height
    return thin and outer and (sides == 2 or (sides == 1 and over and w >= 0.3 * width))
