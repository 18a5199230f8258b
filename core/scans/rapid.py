"""Text recognised by the networks of RapidOCR: lines of a whole page, and values of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.report import Box
from core.scans import values
from core.scans.decode import Figures, Sign, greedy
from core.scans.engine import Glyph, Picture, ReadLine, ValueReading
from core.scans.network import COLUMN, HEIGHT, Detector, Recogniser, give_back

Affine = NDArray[np.float64]
"""3 × 3: takes a point of a crop to the picture that it was cut from."""
Corners = tuple[float, ...]
"""x and y of the four corners of a line in the picture."""

NARROW, NARROWEST = 1.5, 2.6
"""Height of a line in widths: from the first on it may be a column, from the second on it is."""


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
        give_back()  # here most is taken
        cuts = [cut for corners in self._detector(picture) for cut in _cuts(picture, corners)]
        signs = self._recogniser.signs
        said = self._recogniser([cut.picture for cut in cuts], lambda scores: greedy(scores, signs))
        found: dict[Corners, ReadLine] = {}
        for cut, seen in zip(cuts, said, strict=True):
            glyphs = _glyphs(seen, cut)
            if not glyphs:
                continue
            line = ReadLine(_around([glyph.box for glyph in glyphs]), glyphs)
            known = found.get(cut.corners)
            if known is None or _surety(known) < _surety(line):
                found[cut.corners] = line
        return list(found.values())

    def values(self, crops: Sequence[Picture], /) -> list[ValueReading]:
        """Read pictures of value cells, without their borders: numbers and placeholders only."""
        return values.read(self._recogniser, self._figures, crops)


@dataclass(frozen=True)
class _Cut:
    """A line cut out of a picture, level, and the way back into the picture."""

    corners: Corners
    picture: Picture
    back: Affine


def _cuts(picture: Picture, corners: NDArray[np.float32]) -> list[_Cut]:
    """Return what stands in a rectangle. What is upright and narrow may be a digit or a column.

    The recogniser was taught columns lying on their side, the first character at the left.
    """
    width = max(1, int(np.linalg.norm(corners[1] - corners[0])))
    height = max(1, int(np.linalg.norm(corners[3] - corners[0])))
    level = np.array([[0, 0], [width, 0], [width, height]], np.float32)
    forth = cv2.getAffineTransform(corners[:3], level)
    crop = cv2.warpAffine(
        picture, forth, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8, copy=False)
    back = np.eye(3)
    back[:2] = cv2.invertAffineTransform(forth)
    key = tuple(corners.ravel().tolist())
    cuts = []
    if height < NARROWEST * width:
        cuts.append(_Cut(key, crop, back))
    if height >= NARROW * width:
        turned = back @ np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], float)
        cuts.append(_Cut(key, np.ascontiguousarray(np.rot90(crop)), turned))
    return cuts


def _surety(line: ReadLine) -> float:
    return min(glyph.probability for glyph in line.glyphs)


def _glyphs(signs: Sequence[Sign], cut: _Cut) -> tuple[Glyph, ...]:
    """Place the signs of a line in the picture: as wide as they are, without overlapping."""
    height, width = cut.picture.shape[:2]
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
        box = _moved((x0, height * 0.1, x1, height * 0.9), cut.back)
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
