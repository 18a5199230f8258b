"""A page, or a part of it, as a picture to be read. Only ever runs in a worker process."""

import math
from collections.abc import Callable

import cv2
import numpy as np
import pymupdf

from core import bounds
from core.report import Box
from core.scans.engine import Picture

_USUAL = 200 / 72
"""Pixels a point of pages that are not one picture with a resolution of its own."""
_WHOLE = 0.9
"""Part of the page that a picture covers at least to be the page."""


Pictured = tuple[Picture, Callable[[Box], Box]]
"""A picture, and the way from its pixels to points of the page as shown."""


def picture_of(page: pymupdf.Page, area: Box | None = None) -> Pictured:
    """Draw a page, or an area of it in points of the page as shown, as finely as it is worth."""
    x0, y0, x1, y1 = area or (0.0, 0.0, page.rect.width, page.rect.height)
    pixels = max(1e-6, (x1 - x0) * (y1 - y0))  # at one a point
    least = 1.0 if area is None else (x1 - x0) * (y1 - y0) / (page.rect.width * page.rect.height)
    scale = _resolution(page, (x0, y0, x1, y1)) or _USUAL
    scale = max(scale, math.sqrt(least * bounds.MIN_PIXELS_SCANNED / pixels))
    scale = min(scale, math.sqrt(bounds.MAX_PIXELS_SCANNED / pixels))
    drawn = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale),
        clip=pymupdf.Rect(x0, y0, x1, y1),
        colorspace=pymupdf.csRGB,
        alpha=False,
    )
    samples = np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.width, 3)
    picture = cv2.cvtColor(samples, cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)
    pymupdf.TOOLS.store_shrink(100)  # it keeps 256 MB of unpacked pictures, none of them seen again
    left, top = drawn.x, drawn.y

    def shown(box: Box) -> Box:
        a, b, c, d = box
        return (a + left) / scale, (b + top) / scale, (c + left) / scale, (d + top) / scale

    return picture, shown


def _resolution(page: pymupdf.Page, area: Box) -> float | None:
    """Return the pixels a point of the picture that fills an area; None where none does."""
    box = pymupdf.Rect(area)
    for info in page.get_image_info():
        on_page = pymupdf.Rect(info["bbox"]) * page.rotation_matrix
        if abs(on_page & box) >= _WHOLE * abs(box) and not on_page.is_empty:
            across = max(info["width"], info["height"])
            return float(across / max(on_page.width, on_page.height))
    return None
