"""A picture of a page made upright and flat: what text and cells are then read from."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from core import bounds
from core.reading.page import Ruling
from core.report import Box
from core.scans.engine import Picture
from core.scans.light import even, ink
from core.scans.mesh import Mesh, Points
from core.scans.rulings import rulings
from core.scans.skew import skew

SMALL = 1200
"""Pixels of the longer side of the picture in which the shape of the page is looked for."""


@dataclass(frozen=True)
class Straight:
    """A picture of a page made upright and flat, in which lines run along the axes."""

    picture: Picture
    rulings: tuple[Ruling, ...]  # in pixels of ``picture``
    _mesh: Mesh = field(repr=False)  # from pixels of ``picture`` to those of the given one

    def in_source(self, box: Box) -> Box:
        """Return a box of ``picture`` in pixels of the picture as it was given."""
        return self._mesh.hull(box)


def straighten(picture: Picture) -> Straight:
    """Return a picture upright and flat, with the rulings in it."""
    given_height, given_width = picture.shape[:2]
    longest = max(given_width, given_height)
    shrunk = min(1.0, bounds.MAX_SIDE_STRAIGHT / longest)
    size = max(1, round(given_width * shrunk)), max(1, round(given_height * shrunk))
    base = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if shrunk < 1 else picture
    height, width = base.shape[:2]
    scale = min(1.0, SMALL / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.cvtColor(cv2.resize(base, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    angle = skew(small)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = np.array([width / 2, height / 2])

    def way(points: Points) -> Points:
        turned: Points = (points - centre) @ turn.T + centre
        return turned

    mesh = Mesh.of(way, width, height)
    lit = even(mesh.drawn(base, (255, 255, 255))).astype(np.uint8, copy=False)
    whole = Mesh(width, height, mesh.nodes * (given_width / width))
    return Straight(lit, tuple(rulings(ink(lit), 24.0)), whole)
