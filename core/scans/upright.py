"""Which way up a page is: by how its characters stand together, then by what they look like."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import onnxruntime
from cv2.typing import MatLike

from core.report import Box
from core.scans.network import session

CLASSIFIER = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
LINES = 8
"""Lines of text that are asked whether they stand on their heads."""


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
    dark = cv2.threshold(gray, 170, 255, cv2.THRESH_BINARY_INV)[1]
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
    chars = (most >= 0.3 * em) & (least <= 2 * em)
    chars[:1] = False
    return Text(chars.astype(np.uint8)[labels], em)


def lies(text: Text) -> bool:
    """Tell whether the lines of a text run down the picture: they are longer than those across.

    Made wider, characters run together in their line; lone numbers stay alone both ways.
    """
    if not text.em:
        return False
    beside, below = text.lines(), Text(cv2.transpose(text.mask), text.em).lines()
    return _length(below) > 1.2 * _length(beside)


def _length(lines: list[Box]) -> float:
    return sum(x1 - x0 for x0, _, x1, _ in lines)


def _widened(mask: MatLike, em: float) -> MatLike:
    return cv2.dilate(mask, np.ones((1, round(0.6 * em) | 1), np.uint8))


class Heads:
    """Tells whether text stands on its head. Loads its model when first asked."""

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return session(CLASSIFIER, 1)

    def down(self, picture: MatLike, lines: list[Box], scale: float = 1.0) -> bool:
        """Tell whether the longest of some lines of text stand on their heads.

        A line of few characters may be read both ways up (a 9 is a 6): where there is no longer
        one, the page is left as it is.

        Args:
            picture: the page.
            lines: boxes of lines in it, when it is ``scale`` times smaller.
            scale: that number.
        """
        crops = []
        for box in lines[:LINES]:
            x0, y0, x1, y1 = (value * scale for value in box)
            margin = 0.15 * (y1 - y0)
            top, bottom = max(0, int(y0 - margin)), int(y1 + margin)
            middle, half = (x0 + x1) / 2, min(x1 - x0, 4 * (bottom - top)) / 2
            crop = picture[top:bottom, max(0, int(middle - half)) : int(middle + half)]
            if min(crop.shape[:2], default=0) < 3:
                continue
            width = min(192, max(1, round(48 * crop.shape[1] / crop.shape[0])))
            scaled = cv2.resize(crop, (width, 48)).transpose(2, 0, 1) * (2 / 255) - 1.0
            crops.append(np.pad(scaled, ((0, 0), (0, 0), (0, 192 - width))))
        if not crops:
            return False
        wanted = np.stack(crops).astype(np.float32)
        (found,) = self._session.run(None, {self._session.get_inputs()[0].name: wanted})
        return float(np.asarray(found)[:, 1].mean()) > 0.5
