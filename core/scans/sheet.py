"""The sheet of paper in a photograph: where its corners lie on what it lies on."""

from itertools import pairwise

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.scans.mesh import Points

SIDE = 500
"""Pixels of the longer side of the picture that is looked at."""


def corners(picture: MatLike) -> Points | None:
    """Return the corners of a sheet, from the top left clockwise, or None: the page fills it all.

    A sheet is bright all over, has four straight sides, and something dark on two of them or more.
    """
    height, width = picture.shape[:2]
    scale = SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    gray = small.max(axis=2)
    gray = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    gray = cv2.medianBlur(gray, 5)
    otsu, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    best, found = 0.93, None
    for part in (0.6, 0.7, 0.8, 0.9, 1.0, 1.1):
        quad, fit = _quad((gray > otsu * part).astype(np.uint8))
        if quad is None or fit <= best or not _lies_on_dark(gray, quad):
            continue
        best, found = fit, quad
    return None if found is None else (found + 0.5) / scale - 0.5


def _quad(bright: MatLike) -> tuple[Points | None, float]:
    """Return the quadrangle that the largest bright area fills, and how well it does."""
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None, 0.0
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if not 0.2 * bright.size < area < 0.97 * bright.size:
        return None, 0.0
    length = cv2.arcLength(hull, closed=True)
    for part in np.arange(0.01, 0.08, 0.005):
        shape = cv2.approxPolyDP(hull, part * length, closed=True)
        if len(shape) <= 4:
            break
    if len(shape) != 4:
        return None, 0.0
    quad = _fitted(hull.reshape(-1, 2).astype(float), shape.reshape(-1, 2).astype(float))
    drawn = np.zeros(bright.shape[:2], np.uint8)
    cv2.fillConvexPoly(drawn, quad.round().astype(np.int32), 1)
    largest = np.zeros_like(drawn)
    cv2.drawContours(largest, [max(contours, key=cv2.contourArea)], -1, 1, cv2.FILLED)
    both = int((drawn & largest).sum())
    fit = both / max(1, int((drawn | largest).sum()))
    return _clockwise(quad), fit


def _fitted(hull: Points, quad: Points) -> Points:
    """Move the corners of a quadrangle to where lines along the sides of a hull cross."""
    closed = np.concatenate([hull, hull[:1]])
    steps = [np.linspace(a, b, max(2, int(np.linalg.norm(b - a)))) for a, b in pairwise(closed)]
    edge = np.concatenate(steps)
    lines = []
    for a, b in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        along = (b - a) / max(1e-9, float(np.linalg.norm(b - a)))
        off = edge - a
        far = np.abs(off @ np.array([-along[1], along[0]]))
        part = off @ along / max(1e-9, float(np.linalg.norm(b - a)))
        near = edge[(far < 8) & (part > 0.08) & (part < 0.92)]
        if len(near) < 10:
            return quad
        vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append(np.cross([x, y, 1.0], [x + vx, y + vy, 1.0]))
    moved = []
    for before, line in zip([lines[-1], *lines[:-1]], lines, strict=True):
        crossing = np.cross(before, line)
        if abs(crossing[2]) < 1e-9:
            return quad
        moved.append(crossing[:2] / crossing[2])
    result = np.array(moved)
    return quad if np.abs(result - quad).max() > 20 else result


def _lies_on_dark(gray: MatLike, quad: Points) -> bool:
    """Tell whether something darker begins at once where a sheet ends, on two sides or more.

    A shadow that falls on a sheet has no such edge.
    """
    inside = np.zeros(gray.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, quad.round().astype(np.int32), 1)
    sheet = gray[inside > 0]
    if not sheet.size:
        return False
    dark = (gray < 0.75 * np.median(sheet)) & (inside == 0)
    borders = [dark[0], dark[-1], dark[:, 0], dark[:, -1]]
    if sum(float(border.mean()) > 0.5 for border in borders) < 2:
        return False
    last = np.array([gray.shape[1] - 1, gray.shape[0] - 1])
    for a, b in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        out = np.array([b[1] - a[1], a[0] - b[0]]) / max(1e-9, float(np.linalg.norm(b - a)))
        middle = a + (b - a) * np.linspace(0.1, 0.9, 25)[:, None]
        if np.any((middle < 4) | (middle > last - 4), axis=1).mean() > 0.5:
            continue  # the sheet goes on out of the picture
        places = [np.clip(middle + out * by, 0, last).round().astype(int) for by in (-5, 5)]
        within, beyond = (gray[at[:, 1], at[:, 0]].astype(float) for at in places)
        if (beyond < 0.85 * within).mean() < 0.7:
            return False
    return True


def _clockwise(quad: Points) -> Points:
    """Order corners from the top left, clockwise."""
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    around = quad[np.argsort(angles)]
    first = int(np.argmin(around.sum(axis=1)))
    return np.roll(around, -first, axis=0)


def flattening(quad: Points) -> tuple[NDArray[np.float64], int, int]:
    """Return the homography from a flat sheet to a quadrangle, and the sheet's width and height."""
    top, right, bottom, left = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = max(2, round((top + bottom) / 2)), max(2, round((left + right) / 2))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, quad.astype(np.float32))
    return matrix.astype(np.float64), width, height
