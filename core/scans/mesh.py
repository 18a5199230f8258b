"""Where each place of a straightened picture was in the picture as it was given."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.report import Box

Points = NDArray[np.float64]
"""n × 2: x and y in pixels."""

STEP = 32
"""Pixels from one node of a mesh to the next; OpenCV interpolates in 32nds."""


@dataclass(frozen=True)
class Mesh:
    """A way from the pixels of one picture, ``width`` × ``height``, to those of another.

    ``nodes`` are the goals of every ``STEP``-th pixel, rows × columns × 2; those in between follow.
    """

    width: int
    height: int
    nodes: NDArray[np.float64]

    @classmethod
    def of(cls, way: Callable[[Points], Points], width: int, height: int) -> "Mesh":
        """Return the mesh of a way that points are taken."""
        xs = np.arange(width // STEP + 2) * float(STEP)
        ys = np.arange(height // STEP + 2) * float(STEP)
        grid = np.stack(np.meshgrid(xs, ys), axis=-1)
        nodes = way(grid.reshape(-1, 2)).reshape(grid.shape)
        return cls(width, height, nodes)

    def __call__(self, points: Points) -> Points:
        """Take points, which may lie outside, along."""
        rows, columns = self.nodes.shape[:2]
        places = points / STEP
        column = np.clip(np.floor(places[:, 0]).astype(int), 0, columns - 2)
        row = np.clip(np.floor(places[:, 1]).astype(int), 0, rows - 2)
        right, down = places[:, :1] - column[:, None], places[:, 1:] - row[:, None]
        nodes = self.nodes
        upper = nodes[row, column] * (1 - right) + nodes[row, column + 1] * right
        lower = nodes[row + 1, column] * (1 - right) + nodes[row + 1, column + 1] * right
        taken: Points = upper * (1 - down) + lower * down
        return taken

    def headlong(self) -> "Mesh":
        """Return the way from a picture that was turned upside down."""
        corner = np.array([self.width - 1, self.height - 1])
        return Mesh.of(lambda points: self(corner - points), self.width, self.height)

    def hull(self, box: Box) -> Box:
        """Take a box along and return the box round what becomes of it."""
        x0, y0, x1, y1 = box
        along = np.linspace(0.0, 1.0, 9)
        xs, ys = x0 + (x1 - x0) * along, y0 + (y1 - y0) * along
        edge = [np.stack([xs, np.full(9, y)], axis=1) for y in (y0, y1)]
        edge += [np.stack([np.full(9, x), ys], axis=1) for x in (x0, x1)]
        taken = self(np.concatenate(edge))
        (left, top), (right, bottom) = taken.min(axis=0), taken.max(axis=0)
        return float(left), float(top), float(right), float(bottom)

    def drawn(
        self, picture: MatLike, paper: tuple[float, float, float], *, fine: bool = True
    ) -> MatLike:
        """Return the picture that a mesh makes of its goal; ``paper`` is what lies outside."""
        maps = cv2.warpAffine(
            self.nodes.astype(np.float32),
            np.array([[1 / STEP, 0, 0], [0, 1 / STEP, 0]]),
            (self.width, self.height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return cv2.remap(
            picture,
            maps,
            np.zeros(0),
            cv2.INTER_CUBIC if fine else cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        )
