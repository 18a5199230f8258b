"""The rulings of a page that was made straight."""

import cv2
import numpy as np
from cv2.typing import MatLike

from core.reading.page import Ruling


def rulings(gray: MatLike) -> list[Ruling]:
    """Return the lines along the axes, in pixels."""
    dark = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    length = max(25, gray.shape[1] // 40)
    return _along(dark, length, horizontal=True) + _along(dark, length, horizontal=False)


def _along(dark: MatLike, length: int, *, horizontal: bool) -> list[Ruling]:
    size = (length, 1) if horizontal else (1, length)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
    reach = (length, 3) if horizontal else (3, length)
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones(reach[::-1], np.uint8))
    found = []
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    for x, y, w, h, _ in stats[1:count]:
        if horizontal and w >= 1.5 * length and h <= 12:
            found.append(Ruling(horizontal, float(y + h / 2), float(x), float(x + w)))
        elif not horizontal and h >= 1.5 * length and w <= 12:
            found.append(Ruling(horizontal, float(x + w / 2), float(y), float(y + h)))
    return found
