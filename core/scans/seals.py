"""Coloured ink told from black: seals are made to vanish, print under them stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.scans.engine import Picture

TINTED = 40
"""Levels between the channels of a pixel from which on it shows colour: paper and black ink in
pictures of cameras and of strong compression differ by less."""
SEAL = 0.11
"""Part of the shorter side of a page that a seal has at least either way: 23 mm on A4. Red heads
of documents are set smaller, letter by letter."""
_LEAST = 0.002
"""Part of the pixels of a cell that show colour, at least, where it is worth a look."""
_GROUND = 0.7
"""A cell that is coloured over more than this part is tinted paper."""
_USUAL = 0.15, 0.7, 120.0
"""How red ink looks, see ``_dyes``, where there is too little to see."""
_ENOUGH = 40
"""Pixels of an ink that are enough to see how it looks."""
WHITE = 250
_GRAY = np.array([0.114, 0.587, 0.299])

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Layers:
    """A picture of a cell taken apart.

    ``black`` is what it would look like without coloured ink. ``tinted`` is where that is, None
    where there is none; ``gray`` shows all ink.
    """

    black: MatLike
    gray: MatLike
    tinted: Mask | None = None


def layers(crops: Sequence[Picture]) -> list[Layers]:
    """Take cells of one page apart: how its coloured inks look is learned from all of them."""
    grays: list[MatLike] = [cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY) for crop in crops]
    if not any(_is_tinted(crop) for crop in crops):
        return [Layers(gray, gray) for gray in grays]
    paper = _paper(crops)
    whites = [_whitened(crop, paper) for crop in crops]
    tints = [_tinted(white) for white in whites]
    inked = [_LEAST < float(tint.mean()) < _GROUND for tint in tints]
    dyes = _dyes([(w, t) for w, t, there in zip(whites, tints, inked, strict=True) if there])
    return [
        Layers(_without(white, dyes), gray, tint) if there else Layers(gray, gray)
        for white, gray, tint, there in zip(whites, grays, tints, inked, strict=True)
    ]


def unsealed(picture: Picture) -> Picture:
    """Return a page whose paper is white without the seals on it, other colours left alone."""
    tint = _tinted(picture)
    side = min(picture.shape[:2])
    reach = max(3, round(side * 0.004)) | 1
    joined = cv2.morphologyEx(tint.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach)))
    stats = cv2.connectedComponentsWithStats(joined)[2][1:]
    found = [
        (x, y, w, h)
        for x, y, w, h, _ in stats.tolist()
        if SEAL * side < min(w, h) and max(w, h) < min(2 * min(w, h), 0.5 * side)
    ]
    if not found:
        return picture
    cleared = picture.copy()
    for x, y, w, h in found:
        part = slice(max(0, y - reach), y + h + reach), slice(max(0, x - reach), x + w + reach)
        white = _whitened(picture[part], np.full(3, 245.0))
        black = _without(white, _dyes([(white, tint[part])]))
        near = cv2.dilate(tint[part].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        cleared[part][near] = black[near][:, None]
    return cleared


def _is_tinted(crop: MatLike) -> bool:
    return float(_tinted(crop).mean()) > _LEAST


def _tinted(picture: MatLike) -> Mask:
    blue, green, red = cv2.split(picture)
    most, least = (two(two(blue, green), red) for two in (cv2.max, cv2.min))
    tinted: Mask = cv2.subtract(most, least) > TINTED
    return tinted


def _paper(crops: Sequence[Picture]) -> NDArray[np.float64]:
    """Return the colour of the paper of some cells."""
    some = np.concatenate([crop[::3, ::3].reshape(-1, 3) for crop in crops])
    colour: NDArray[np.float64] = np.maximum(np.percentile(some, 70, axis=0), 30.0)
    return colour


def _whitened(picture: MatLike, paper: NDArray[np.float64]) -> MatLike:
    """Return a picture with its paper's colour made white."""
    return (picture * (WHITE / paper)).clip(1, 255).astype(np.uint8)


def _dyes(parts: Sequence[tuple[MatLike, Mask]]) -> NDArray[np.float64]:
    """Return how coloured inks look, one a channel: that in which the ink is lightest.

    For each: its density in that channel against its colour's (densities of inks that lie over
    each other add up), its density in gray, and the levels between its channels. Looked at inside
    of what it covers, where that is enough.
    """
    dyes = np.tile(_USUAL, (3, 1))
    inner = [cv2.erode(tint.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for _, tint in parts]
    for masks in ([tint for _, tint in parts], inner):
        pixels = np.concatenate(
            [np.zeros((0, 3)), *(p[m] for (p, _), m in zip(parts, masks, strict=True))]
        )
        density = -np.log(pixels.clip(4, WHITE) / WHITE)
        least, most = density.min(axis=1), density.max(axis=1)
        gray = -np.log((pixels @ _GRAY).clip(4, WHITE) / WHITE)
        for channel in range(3):
            own = density.argmin(axis=1) == channel
            if np.count_nonzero(own) >= _ENOUGH:
                dyes[channel] = (
                    np.median(least[own] / np.maximum(most - least, 0.05)[own]).clip(0, 1),
                    np.percentile(gray[own], 70),
                    np.median(np.ptp(pixels[own], axis=1)),
                )
    return dyes


def _without(white: MatLike, dyes: NDArray[np.float64]) -> MatLike:
    """Return a gray picture of what is left when coloured inks are taken off.

    Compression may keep colours at half the resolution of light and shade. Where an ink ends it
    looks too gray then, not as dark as black print: so it is taken off by its colour, and by its
    shade wherever half of its colour is seen.
    """
    most = white.max(axis=2).astype(np.float32)
    least = white.min(axis=2).astype(np.float32)
    channel = cv2.medianBlur(white.argmax(axis=2).astype(np.uint8), 3)
    share, shade, levels = dyes.astype(np.float32).T[:, channel]
    tint = np.where(most - least > TINTED / 2, most - least, 0)
    by_colour = most * np.where(tint > 0, most / np.maximum(least, 4), 1) ** share
    gray = cv2.cvtColor(white, cv2.COLOR_BGR2GRAY)
    by_shade = gray * np.exp(shade * (2 * tint / levels).clip(0, 1))
    light: MatLike = np.maximum(by_colour, by_shade).clip(0, WHITE).astype(np.uint8)
    return light
