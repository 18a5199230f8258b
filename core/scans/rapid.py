"""Text recognised by the networks of RapidOCR: lines of a whole page, and values of cells."""

from collections.abc import Sequence
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.report import Box
from core.scans import values
from core.scans.decode import Figures, Sign, greedy
from core.scans.engine import Glyph, Picture, ReadLine, ValueReading
from core.scans.network import COLUMN, HEIGHT, Detector, Recogniser

Affine = NDArray[np.float64]
"""3 × 3: takes a point of a crop to the picture that it was cut from."""


class RapidEngine:
    """See ``core.scans.engine.Engine``. Loads its models when first asked.

    Args:
        threads: how many to compute with; 0 is as many as there are cores.
    """

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads

    @cached_property
    def _detector(self) -> Detector:
        return Detector(self._threads)

    @cached_property
    def _recogniser(self) -> Recogniser:
        return Recogniser(self._threads)

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._recogniser.signs)

    def lines(self, picture: Picture, /) -> list[ReadLine]:
        """Find and read the lines of text in an upright picture, in no particular order."""
        cuts = [_cut(picture, box) for box in self._detector(picture)]
        scores = self._recogniser([crop for crop, _ in cuts])
        lines = []
        for (crop, back), seen in zip(cuts, scores, strict=True):
            signs = greedy(seen, self._recogniser.signs)
            glyphs = _glyphs(signs, crop, back)
            if glyphs:
                lines.append(ReadLine(_around([glyph.box for glyph in glyphs]), glyphs))
        return lines

    def values(self, crops: Sequence[Picture], /) -> list[ValueReading]:
        """Read pictures of value cells, without their borders: numbers and placeholders only."""
        return values.read(self._recogniser, self._figures, crops)


def _cut(picture: Picture, corners: NDArray[np.float32]) -> tuple[Picture, Affine]:
    """Return what stands in a rectangle, level, and the way back into the picture."""
    width = max(1, int(np.linalg.norm(corners[1] - corners[0])))
    height = max(1, int(np.linalg.norm(corners[3] - corners[0])))
    level = np.array([[0, 0], [width, 0], [width, height]], np.float32)
    forth = cv2.getAffineTransform(corners[:3], level)
    crop = cv2.warpAffine(
        picture, forth, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    back = np.eye(3)
    back[:2] = cv2.invertAffineTransform(forth)
    if height >= 1.5 * width:  # lies on its side: the recogniser was taught it turned
        crop = np.ascontiguousarray(np.rot90(crop))
        back = back @ np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], float)
    return crop.astype(np.uint8, copy=False), back


def _glyphs(signs: Sequence[Sign], crop: Picture, back: Affine) -> tuple[Glyph, ...]:
    """Place the signs of a line in the picture: as wide as they are, without overlapping."""
    height, width = crop.shape[:2]
    scale = height / HEIGHT * COLUMN  # a column in pixels of the crop
    glyphs = []
    for number, sign in enumerate(signs):
        half = height * (0.22 if sign.text.isascii() else 0.42)
        x0, x1 = sign.at * scale - half, sign.at * scale + half
        if number:
            x0 = max(x0, (signs[number - 1].at + sign.at) / 2 * scale)
        if number + 1 < len(signs):
            x1 = min(x1, (signs[number + 1].at + sign.at) / 2 * scale)
        x0, x1 = min(max(x0, 0), width), min(max(x1, 0), width)
        box = _moved((x0, height * 0.1, x1, height * 0.9), back)
        glyphs.append(Glyph(sign.text, box, sign.probability))
    return tuple(glyphs)


def _moved(box: Box, back: Affine) -> Box:
    x0, y0, x1, y1 = box
    corners = back @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]])
    (left, top), (right, bottom) = corners[:2].min(axis=1), corners[:2].max(axis=1)
    return float(left), float(top), float(right), float(bottom)


def _around(boxes: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
