"""A picture of a page made upright and flat: what text and cells are then read from.

Found step by step in a small picture: the sheet on the desk, which way up it is, how far out of
level, how it bends. The ways back are joined into one, and the large picture is drawn once by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
from cv2.typing import MatLike

from core import bounds
from core.reading.page import Ruling
from core.report import Box
from core.scans.curl import curl
from core.scans.engine import Picture
from core.scans.light import even, ink
from core.scans.mesh import Mesh, Points
from core.scans.rulings import rulings
from core.scans.sheet import corners, flattening
from core.scans.skew import skew
from core.scans.upright import Heads, lies, text_of

SMALL = 1200
"""Pixels of the longer side of the picture in which the shape of the page is looked for."""
TABLE_EM = 26.0
"""Height of the characters of tables, at most: titles and prose are set larger."""
EM = 20.0, 26.0, 44.0
"""Height of characters in a straight picture, in pixels: the least, the wanted, the most."""

Way = Callable[[Points], Points]


@dataclass(frozen=True)
class Straight:
    """A picture of a page made upright and flat, in which lines run along the axes."""

    picture: Picture
    rulings: tuple[Ruling, ...]  # in pixels of ``picture``
    mesh: Mesh = field(repr=False)  # from pixels of ``picture`` to those of the given one
    sheet: tuple[float, float] | None = None
    """Width and height of the sheet in the middle of ``picture``, in pixels of it: turned level, it
    has empty corners. None where it is all of it."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet, in pixels of ``picture``."""
        return self.sheet or (float(self.mesh.width), float(self.mesh.height))

    def in_source(self, box: Box) -> Box:
        """Return a box of ``picture`` in pixels of the picture as it was given."""
        return self.mesh.hull(box)


@dataclass(frozen=True)
class View:
    """A small picture of the page at some step, and the way from it to the given picture."""

    picture: MatLike
    way: Way
    enlarged: float  # pixels of the given picture for one of this

    @property
    def gray(self) -> MatLike:
        """The picture without colours and seals, in even light."""
        return ink(even(self.picture))

    def through(self, way: Way, width: int, height: int) -> "View":
        """Return what is seen when each place shows what a way tells."""
        drawn = Mesh.of(way, width, height).drawn(self.picture, _paper(self.picture))
        before = self.way
        return View(drawn, lambda points: before(way(points)), self.enlarged)


def straighten(picture: Picture) -> Straight:
    """Return a picture upright and flat, with the rulings in it."""
    base = _reduced(picture, bounds.MAX_SIDE_STRAIGHT)
    upright = _upright(_sheet(base))
    view = _level(upright)
    gray = view.gray
    text = text_of(gray)
    em = text.em or 12.0
    bend = curl(gray, em, text.mask)
    height, width = gray.shape[:2]
    scale = view.enlarged * _scale(em * view.enlarged)
    scale = min(scale, bounds.MAX_SIDE_STRAIGHT / max(height, width))
    mesh = Mesh.of(
        lambda points: view.way(bend.bent(points / scale)),
        max(1, round(width * scale)),
        max(1, round(height * scale)),
    )
    lit = _lit(mesh, base)
    # lines are looked for once more: what was bent is elsewhere now
    flat = text_of(ink(cv2.resize(lit, (width, height), interpolation=cv2.INTER_AREA)))
    if Heads().down(lit, flat.lines(), scale):
        lit, mesh = np.ascontiguousarray(lit[::-1, ::-1]), mesh.headlong()
    given = picture.shape[1] / base.shape[1], picture.shape[0] / base.shape[0]
    whole = Mesh(mesh.width, mesh.height, mesh.nodes * given)
    high, wide = (side * scale for side in upright.picture.shape[:2])
    return Straight(lit, tuple(rulings(ink(lit), min(em * scale, TABLE_EM))), whole, (wide, high))


def _lit(mesh: Mesh, base: MatLike) -> Picture:
    """Return the straight picture in even light; one without colours takes a third of the time."""
    if np.array_equal(base[..., 0], base[..., 1]) and np.array_equal(base[..., 0], base[..., 2]):
        lit = even(mesh.drawn(np.ascontiguousarray(base[..., 0]), _paper(base)))
        lit = cv2.merge([lit, lit, lit])
    else:
        lit = even(mesh.drawn(base, _paper(base)))
    return lit.astype(np.uint8, copy=False)


def _reduced(picture: MatLike, longest: int) -> MatLike:
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return picture
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _paper(picture: MatLike) -> tuple[float, float, float]:
    """Return the colour of most of the paper."""
    blue, green, red = np.percentile(picture[::8, ::8].reshape(-1, 3), 70, axis=0)
    return float(blue), float(green), float(red)


def _scale(em: float) -> float:
    """Return by how much characters of a height are made larger or smaller."""
    least, wanted, most = EM
    return 1.0 if least <= em <= most else min(2.0, max(0.5, wanted / em))


def _sheet(base: Picture | MatLike) -> View:
    """Return a small view of a picture: of the sheet from above, where it lies on something."""
    height, width = base.shape[:2]
    quad = corners(base)
    if quad is None:
        small = _reduced(base, SMALL)
        enlarged = np.array([width / small.shape[1], height / small.shape[0]])
        return View(small, lambda points: points * enlarged, float(enlarged.mean()))
    matrix, width, height = flattening(quad)
    scale = max(1.0, max(width, height) / SMALL)

    def way(points: Points) -> Points:
        taken = cv2.perspectiveTransform(points.reshape(-1, 1, 2) * scale, matrix)
        return taken.reshape(-1, 2).astype(np.float64)

    mesh = Mesh.of(way, max(1, round(width / scale)), max(1, round(height / scale)))
    smooth = cv2.blur(base, (2, 2)) if scale > 1.3 else base
    return View(mesh.drawn(smooth, _paper(base)), way, scale)


def _upright(view: View) -> View:
    """Turn a page by a quarter where its lines of text run down it."""
    return _turned(view) if lies(text_of(view.gray)) else view


def _turned(view: View) -> View:
    """Turn a page by a quarter, clockwise."""
    height, before = view.picture.shape[0], view.way
    turned = cv2.rotate(view.picture, cv2.ROTATE_90_CLOCKWISE)
    return View(
        turned,
        lambda points: before(np.stack([points[:, 1], height - 1 - points[:, 0]], axis=1)),
        view.enlarged,
    )


def _level(view: View) -> View:
    """Turn a page by the few degrees that it is out of level, with room for its corners."""
    angle = skew(view.gray)
    height, width = view.picture.shape[:2]
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine, -sine], [sine, cosine]])
    new_width = round(width * cosine + height * abs(sine))
    new_height = round(height * cosine + width * abs(sine))
    middle, new_middle = np.array([width, height]) / 2, np.array([new_width, new_height]) / 2
    return view.through(
        lambda points: (points - new_middle) @ turn.T + middle, new_width, new_height
    )
