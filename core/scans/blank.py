"""Whether a cell without ink is clean paper: smeared or bleached print leaves traces.

Cells of one page are judged against each other: all have its paper, its dirt and its noise.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

LEAST = 0.006
"""Part of its light by which paper may be darker or lighter at a place of the size of a digit."""
USUAL = 0.01
"""What the cleanest cells of a page have of that at most, where it is no dirt but paper."""
TIMES = 2.5
"""Times what the cleanest quarter of the cells has of that, from which on it is a stain."""
SMOOTH = 0.4
"""Part of the noise of a page's paper: where less is left over a digit's place, it was smeared."""
NOISY = 0.004
"""Noise of paper, in parts of its light, in which such a place can be told."""


def stained(greys: Sequence[MatLike], size: int) -> list[bool]:
    """Tell of cells without ink in which of them something may have stood.

    Args:
        greys: pictures of cells of one page that have no ink.
        size: pixels of height of their digits.
    """
    looks = [_look(grey, max(5, size)) for grey in greys]
    seen = [look for look in looks if look is not None]
    if not seen:
        return [False] * len(greys)
    stain = min(USUAL, float(np.percentile([one for one, _ in seen], 25)))
    noise = float(np.median([other for _, other in seen]))
    most = max(LEAST, TIMES * stain)
    return [
        look is not None and (look[0] > most or (noise > NOISY and look[1] < SMOOTH * noise))
        for look in looks
    ]


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
