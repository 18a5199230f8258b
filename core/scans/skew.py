"""How far a page is turned out of the level."""

import math

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

MOST = 15.0
"""Degrees that a page may be turned by hand; more is a quarter turn."""
SAMPLES = 30_000
"""Pixels of ink that are looked at."""


def skew(gray: MatLike) -> float:
    """Return by which angle (radians, clockwise as seen) lines of text and rulings go down."""
    dark = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15
    )
    ys, xs = np.nonzero(dark)
    if len(xs) < 50:
        return 0.0
    step = max(1, len(xs) // SAMPLES)
    across, down = xs[::step].astype(np.float64), ys[::step].astype(np.float64)
    best = 0.0
    for reach, fine in ((MOST, 0.5), (0.5, 0.1), (0.1, 0.02)):
        angles = best + np.arange(-reach, reach + fine / 2, fine)
        best = float(angles[int(np.argmax([_evidence(across, down, angle) for angle in angles]))])
    return math.radians(best)


def _evidence(xs: NDArray[np.float64], ys: NDArray[np.float64], degrees: float) -> float:
    """Return how much the ink gathers in lines, along and across, that lie at an angle."""
    turn = math.radians(degrees)
    down = (ys * math.cos(turn) - xs * math.sin(turn)).astype(np.int64)
    right = (xs * math.cos(turn) + ys * math.sin(turn)).astype(np.int64)
    total = 0.0
    for places in (down, right):
        counts = np.bincount(places - places.min()).astype(np.float64)
        total += float((np.diff(counts) ** 2).sum())
    return total
