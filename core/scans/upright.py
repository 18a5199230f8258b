"""Which way up a page is: by how its characters stand together, then by what they look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import onnxruntime
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.report import Box
from core.scans.network import session

CLASSIFIER = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
THRESHOLD = (170, 210)
"""Grays, of evenly lit paper, up to which something is print: on dark pages and on faint ones."""
FEW = 12
"""How many characters in lines down a page say nothing about how it lies."""
LINES, MOST_LINES = 8, 40
"""Lines of text that are asked at a time whether they stand on their heads, and at most."""
PLAIN = 0.9
"""Difference of the probabilities of both ways up from which a line has a voice."""
ENOUGH = 4
"""Voices by which one way must be ahead for no further lines to be asked."""


@dataclass(frozen=True)
class Text:
    """The text of a picture, its rulings left out: a mask, and how high characters are."""

    mask: MatLike
    em: float

    def lines(self) -> list[Box]:
        """Return boxes of what runs together when the characters are made wider, widest first."""
        _, _, stats, _ = cv2.connectedComponentsWithStats(_widened(self.mask, self.em))
        boxes = [
            (float(x), float(y), float(x + w), float(y + h))
            for x, y, w, h, _ in stats[1:]
            if w >= 3 * self.em and 0.6 * self.em <= h <= 1.8 * self.em
        ]
        return sorted(boxes, key=lambda box: box[0] - box[2])


def text_of(gray: MatLike) -> Text:
    """Find the text of an evenly lit picture, whichever way up it is."""
    dark = cv2.threshold(gray, _between(gray), 255, cv2.THRESH_BINARY_INV)[1]
    long = max(40, max(gray.shape[:2]) // 25)
    level, plumb = (
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(size, np.uint8))
        for size in ((long, 1), (1, long))
    )
    dark = cv2.subtract(dark, cv2.dilate(cv2.max(level, plumb), np.ones((3, 3), np.uint8)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    least, most = np.minimum(wide, high), np.maximum(wide, high)
    whole = (least >= 5) & (least <= 60) & (most <= 1.4 * least)  # squares: characters, not parts
    whole[:1] = False
    if whole.sum() < 5:
        return Text(np.zeros_like(dark), 0.0)
    em = float(np.percentile(most[whole], 75)) + 1
    slender = (most >= 0.9 * em) & (least <= 0.25 * em)  # pieces of rulings that are out of level
    chars = (most >= 0.3 * em) & (least <= 2 * em) & ~slender
    chars[:1] = False
    return Text(chars.astype(np.uint8)[labels], em)


def _between(gray: MatLike) -> float:
    """Return a gray between paper and print: what is faint all over is print as well."""
    high, wide = (side // 40 for side in gray.shape[:2])
    inner = gray[high : gray.shape[0] - high, wide : gray.shape[1] - wide]  # edges may be black
    print_, paper = np.percentile(inner, (0.1, 50))
    least, most = THRESHOLD
    return float(min(most, max(least, (print_ + paper) / 2)))


def lies(text: Text) -> bool:
    """Tell whether the lines of a text run down the picture: more of it is in them than across.

    Made wider, characters run together in their line; lone numbers stay alone both ways. Where
    there is next to no text in lines, as in a heading in large characters, that tells nothing.
    """
    if not text.em:
        return False
    down = Text(cv2.transpose(text.mask), text.em)
    boxes = down.lines()
    if sum(x1 - x0 for x0, _, x1, _ in boxes) < FEW * text.em:
        return False
    return _inside(down, boxes) > 1.2 * _inside(text, text.lines())


def _inside(text: Text, lines: Sequence[Box]) -> int:
    """Return how many pixels of a text are in lines; pieces of rulings in a row have hardly any."""
    boxes = (map(int, box) for box in lines)
    return sum(cv2.countNonZero(text.mask[y0:y1, x0:x1]) for x0, y0, x1, y1 in boxes)


def _widened(mask: MatLike, em: float) -> MatLike:
    return cv2.dilate(mask, np.ones((1, round(0.6 * em) | 1), np.uint8))


class Heads:
    """Tells whether text stands on its head. Loads its model when first asked."""

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return session(CLASSIFIER, 1)

    def down(self, picture: MatLike, lines: list[Box], scale: float = 1.0) -> bool:
        """Tell whether the longest of some lines of text stand on their heads.

        Each line is looked at both ways up. What is no text, such as a ruling, looks much the same
        either way and has no voice, nor has a line of few characters (a 9 is a 6): where no line
        has one, the page is left as it is.

        Args:
            picture: the page.
            lines: boxes of lines in it, when it is ``scale`` times smaller.
            scale: that number.
        """
        crops = [
            crop for box in lines[:MOST_LINES] if (crop := _middle(picture, box, scale)) is not None
        ]
        voices = 0
        for start in range(0, len(crops), LINES):
            differences = self._differences(crops[start : start + LINES])
            voices += int((differences > PLAIN).sum()) - int((differences < -PLAIN).sum())
            if abs(voices) >= ENOUGH:
                break
        return voices > 0

    def _differences(self, crops: Sequence[MatLike]) -> NDArray[np.float32]:
        """Return by how much likelier each line stands on its head than it does turned over."""
        ways = [_scaled(way) for crop in crops for way in (crop, crop[::-1, ::-1])]
        name = self._session.get_inputs()[0].name
        (found,) = self._session.run(None, {name: np.stack(ways).astype(np.float32)})
        down = np.asarray(found, np.float32)[:, 1].reshape(-1, 2)
        return down[:, 0] - down[:, 1]


def _middle(picture: MatLike, box: Box, scale: float) -> MatLike | None:
    """Return a piece from the middle of a line; None where there is next to nothing of it."""
    x0, y0, x1, y1 = (value * scale for value in box)
    margin = 0.15 * (y1 - y0)
    top, bottom = max(0, int(y0 - margin)), int(y1 + margin)
    middle, half = (x0 + x1) / 2, min(x1 - x0, 4 * (bottom - top)) / 2
    crop = picture[top:bottom, max(0, int(middle - half)) : int(middle + half)]
    return crop if min(crop.shape[:2], default=0) >= 3 else None


def _scaled(crop: MatLike) -> MatLike:
    """Return a piece of a line as the model wants it."""
    width = min(192, max(1, round(48 * crop.shape[1] / crop.shape[0])))
    scaled = cv2.resize(np.ascontiguousarray(crop), (width, 48)).transpose(2, 0, 1) * (2 / 255) - 1
    return np.pad(scaled, ((0, 0), (0, 0), (0, 192 - width)))
