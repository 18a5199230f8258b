"""How the rulings of a page bend: a smooth way from a flat page to the page as it is."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.scans.lines import ridge
from core.scans.mesh import Points

NODES = 13
"""Places along each side of a page at which its bend is worked out."""
BOUND = 0.2
"""Steepest bend, in pixels a pixel; what would be steeper was misunderstood."""
CURVES = 200
"""Rulings in one direction that are looked at, the longest ones."""
STEP = 6
"""Pixels from one place of a ruling that is looked at to the next."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Field:
    """By how much each place of a page is moved in one direction; between nodes it is linear."""

    width: int
    height: int
    values: Numbers  # NODES × NODES

    def __call__(self, points: Points) -> Numbers:
        """Return by how much points are moved."""
        found: Numbers = _weights(points, self.width, self.height) @ self.values.ravel()
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


def curl(gray: MatLike, em: float) -> Curl:
    """Return how a nearly level page bends.

    Args:
        gray: the page with even light.
        em: how high its characters are, in pixels.
    """
    height, width = gray.shape[:2]
    dark = cv2.subtract(np.full_like(gray, 245), gray)
    down = _bend(_curves(dark, em), width, height)
    sideways = _bend(_curves(cv2.transpose(dark), em), height, width)
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


def _weights(points: Points, width: int, height: int) -> Numbers:
    """Return what each node of a page counts at each point: n × (NODES · NODES)."""
    places = points / np.array([max(1, width), max(1, height)]) * (NODES - 1)
    column = np.clip(np.floor(places[:, 0]), 0, NODES - 2).astype(int)
    row = np.clip(np.floor(places[:, 1]), 0, NODES - 2).astype(int)
    right, down = places[:, 0] - column, places[:, 1] - row
    weights = np.zeros((len(points), NODES * NODES))
    rows = np.arange(len(points))
    first = row * NODES + column
    weights[rows, first] = (1 - right) * (1 - down)
    weights[rows, first + 1] = right * (1 - down)
    weights[rows, first + NODES] = (1 - right) * down
    weights[rows, first + NODES + 1] = right * down
    return weights


def _bend(curves: list[Points], width: int, height: int) -> Numbers:
    """Return by how much a page is moved down at its nodes, so that its curves were level."""
    flat = np.zeros((NODES, NODES))
    if not curves:
        return flat
    weights, goals = [], []
    for curve in curves:
        each = _weights(curve, width, height)
        weights.append(each - each.mean(axis=0))
        goals.append(curve[:, 1] - curve[:, 1].mean())
    smooth = _smoothness()
    trust = np.ones(len(curves))
    bend = flat.ravel()
    for _ in range(3):  # curves that others contradict count less each time
        matrix = smooth.copy()
        right = np.zeros(NODES * NODES)
        for each, goal, much in zip(weights, goals, trust, strict=True):
            matrix += much * (each.T @ each)
            right += much * (each.T @ goal)
        bend = np.linalg.solve(matrix, right)
        errors = [
            float(np.sqrt(np.mean((each @ bend - goal) ** 2)))
            for each, goal in zip(weights, goals, strict=True)
        ]
        trust = 1 / (1 + np.square(errors))
    bend = bend.reshape(NODES, NODES)
    steep = max(
        np.abs(np.diff(bend, axis=1)).max() / (width / (NODES - 1)),
        np.abs(np.diff(bend, axis=0)).max() / (height / (NODES - 1)),
    )
    return bend if steep < BOUND else flat


def _smoothness() -> Numbers:
    """Return the matrix of what a bend costs that is not a plane."""
    count = NODES * NODES
    second = np.zeros((NODES - 2, NODES))
    for i in range(NODES - 2):
        second[i, i : i + 3] = 1, -2, 1
    one = np.eye(NODES)
    along, across = np.kron(one, second), np.kron(second, one)
    return 2 * along.T @ along + 20 * across.T @ across + 1e-3 * np.eye(count)
