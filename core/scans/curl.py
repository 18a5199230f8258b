"""How the rulings and lines of text of a page bend: a smooth way from a flat page to this one."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.scans.lines import ridge
from core.scans.mesh import Points

NODES = 9
"""Places along each side of a page at which its bend is worked out."""
BOUND = 0.2
"""Steepest bend, in pixels a pixel; what would be steeper was misunderstood."""
CURVES = 100
"""Rulings in one direction that are looked at, the longest ones."""
STEP = 12
"""Pixels from one place of a ruling that is looked at to the next."""
LONG, REACH = 8.0, 1.5
"""Characters of the shortest line of text that tells of a bend, and over which its middle is taken:
that of a single character says little."""
FEW, LONG_RULING = 3, 15.0
"""Rulings down a page, or so many characters long across it, from which on it has a table."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """By how much each place of a page is moved in one direction; between nodes it is linear."""

    width: int
    height: int
    values: Numbers  # NODES × NODES

    def __call__(self, points: Points) -> Numbers:
        """Return by how much points are moved."""
        nodes, shares = _shares(points, self.width, self.height)
        found: Numbers = (self.values.ravel()[nodes] * shares).sum(axis=1)
        return found


@dataclass(frozen=True)
class Curl:
    """The bend of a page, down and to the right."""

    down: Field
    right: Field

    def bent(self, points: Points) -> Points:
        """Return where points of the flat page are on the page as it is."""
        bent = points.copy()
        for _ in range(6):
            bent = points + np.stack([self.right(bent), self.down(bent)], axis=1)
        return bent


def curl(gray: MatLike, em: float, text: MatLike) -> Curl:
    """Return how a nearly level page bends.

    Args:
        gray: the page with even light.
        em: how high its characters are, in pixels.
        text: where they stand, not 0.
    """
    height, width = gray.shape[:2]
    dark = cv2.subtract(np.full_like(gray, 245), gray)
    across, along = _curves(dark, em), _curves(cv2.transpose(dark), em)
    long = [curve for curve in across if np.ptp(curve[:, 0]) >= LONG_RULING * em]
    table = len(along) >= FEW or len(long) >= FEW  # rulings, faded ones too, tell more than text
    down = _bend(across if table else [*across, *_lines(text, em)], width, height)
    sideways = _bend(along, height, width)
    return Curl(Field(width, height, down), Field(width, height, sideways.T))


def _curves(dark: MatLike, em: float) -> list[Points]:
    """Return places along each nearly level ruling."""
    seen = ridge(cv2.blur(dark, (round(em * 0.6) | 1, 1)))
    runs = (seen > 14).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = [n for n in np.flatnonzero((wide >= 4 * em) & (high <= em + 0.1 * wide)) if n]
    kept.sort(key=lambda n: -int(wide[n]))
    curves = []
    for number in kept[:CURVES]:
        x, y, w, h = (int(value) for value in stats[number, :4])
        part = np.where(labels[y : y + h, x : x + w] == number, seen[y : y + h, x : x + w], 0)
        part = part[:, ::STEP].astype(np.float64)
        weights = part.sum(axis=0)
        ys = (np.arange(h) @ part) / np.maximum(weights, 1e-9) + y
        xs = np.arange(part.shape[1]) * float(STEP) + x
        curve = np.stack([xs, ys], axis=1)[weights > 0]
        if len(curve) > 3 and np.abs(np.diff(curve[:, 1])).max() < 3:
            curves.append(curve)
    return curves


def _lines(text: MatLike, em: float) -> list[Points]:
    """Return places along the middle of each long line of text."""
    mask = np.asarray(text > 0, np.uint8)
    joined = cv2.dilate(mask, np.ones((1, round(1.2 * em) | 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (wide >= LONG * em) & (high >= 0.6 * em) & (high <= 1.5 * em + 0.1 * wide)
    kept = sorted((n for n in np.flatnonzero(fits) if n), key=lambda n: -int(wide[n]))
    reach = round(REACH * em)
    curves = []
    for number in kept[:CURVES]:
        x, y, w, h = (int(value) for value in stats[number, :4])
        part = mask[y : y + h, x : x + w] * (labels[y : y + h, x : x + w] == number)
        ink = part.sum(axis=0, dtype=np.float64)
        moment = np.arange(h, dtype=np.float64) @ part
        window = np.ones(2 * reach + 1)
        weights = np.convolve(ink, window, "valid")[::STEP]
        ys = np.convolve(moment, window, "valid")[::STEP] / np.maximum(weights, 1e-9) + y
        xs = np.arange(len(ys)) * float(STEP) + x + reach
        curve = np.stack([xs, ys], axis=1)[weights > 0.2 * em * em]
        if len(curve) > 3 and np.abs(np.diff(curve[:, 1])).max() < 3:
            curves.append(curve)
    return curves


def _shares(points: Points, width: int, height: int) -> tuple[NDArray[np.int64], Numbers]:
    """Return the four nodes round each point, and what each of them counts there."""
    places = points / np.array([max(1, width), max(1, height)]) * (NODES - 1)
    column = np.clip(np.floor(places[:, 0]), 0, NODES - 2).astype(np.int64)
    row = np.clip(np.floor(places[:, 1]), 0, NODES - 2).astype(np.int64)
    right, down = places[:, 0] - column, places[:, 1] - row
    first = row * NODES + column
    nodes = np.stack([first, first + 1, first + NODES, first + NODES + 1], axis=1)
    left, up = 1 - right, 1 - down
    return nodes, np.stack([left * up, right * up, left * down, right * down], axis=1)


def _bend(curves: list[Points], width: int, height: int) -> Numbers:
    """Return by how much a page is moved down at its nodes, so that its curves were level."""
    flat = np.zeros((NODES, NODES))
    if not curves:
        return flat
    nodes, shares = _shares(np.concatenate(curves), width, height)
    counts = np.array([len(curve) for curve in curves])
    of = np.repeat(np.arange(len(curves)), counts)  # which curve a place is on
    starts = np.cumsum(counts) - counts
    weights = np.zeros((len(of), NODES * NODES))
    np.put_along_axis(weights, nodes, shares, axis=1)
    goals = np.concatenate(curves)[:, 1]
    # how high a curve lies as a whole says nothing
    weights -= (np.add.reduceat(weights, starts) / counts[:, None])[of]
    goals = goals - (np.add.reduceat(goals, starts) / counts)[of]
    smooth = _smoothness()
    trust = np.ones(len(curves))
    for _ in range(3):  # curves that others contradict count less each time
        trusted = weights.T * trust[of]
        flat = np.linalg.solve(smooth + trusted @ weights, trusted @ goals).reshape(flat.shape)
        errors = np.square(weights @ flat.ravel() - goals)
        trust = 1 / (1 + np.add.reduceat(errors, starts) / counts)
    steep = max(
        np.abs(np.diff(flat, axis=1)).max() / (width / (NODES - 1)),
        np.abs(np.diff(flat, axis=0)).max() / (height / (NODES - 1)),
    )
    return flat if steep < BOUND else np.zeros_like(flat)


def _smoothness() -> Numbers:
    """Return the matrix of what a bend costs that is not a plane."""
    count = NODES * NODES
    second = np.zeros((NODES - 2, NODES))
    for i in range(NODES - 2):
        second[i, i : i + 3] = 1, -2, 1
    one = np.eye(NODES)
    along, across = np.kron(one, second), np.kron(second, one)
    return along.T @ along + 10 * across.T @ across + 1e-3 * np.eye(count)
