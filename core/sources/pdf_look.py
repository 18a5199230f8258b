"""Pictures of a PDF page for the program's own eyes: with its text, without it, text alone."""

from collections.abc import Sequence
from math import sqrt
from operator import sub

import pymupdf
from pymupdf import mupdf

from core.bounds import MAX_PIXELS_LOOKED_AT
from core.report import Box

_TEXT = ("fill_text", "stroke_text")
_REST = ("fill_path", "stroke_path", "fill_shade", "fill_image", "fill_image_mask")


class Look:
    """A page whose parts can be drawn apart, in points of the page as stored."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._list = page.get_displaylist()
        self._upright = page.derotation_matrix
        self._page = page.rect * page.derotation_matrix

    def at_text(self, box: Box, zoom: float) -> "View":
        """Draw what is written in a box, black on white, and nothing else."""
        return self._draw(box, zoom, _REST)

    def without_text(self, box: Box, zoom: float) -> "View":
        """Draw what is behind and between the text of a box."""
        return self._draw(box, zoom, _TEXT)

    def whole(self, box: Box, zoom: float) -> "View":
        """Draw a box as a person sees it."""
        return self._draw(box, zoom, ())

    def _draw(self, box: Box, zoom: float, left_out: Sequence[str]) -> "View":
        rect = pymupdf.Rect(box) & self._page
        if rect.is_empty:
            x, y = self._page.tl
            rect = pymupdf.Rect(x, y, x + 1, y + 1)
        zoom = min(zoom, sqrt(MAX_PIXELS_LOOKED_AT / rect.get_area()))
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, (rect * pymupdf.Matrix(zoom, zoom)).irect, 0)
        pixmap.clear_with(255)
        device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap.this)
        for name in left_out:
            setattr(device.m_internal, name, None)  # MuPDF passes over what a device cannot draw
        turn = self._upright * pymupdf.Matrix(zoom, zoom)
        mupdf.fz_run_display_list(
            self._list.this,
            device,
            mupdf.FzMatrix(*turn),
            mupdf.FzRect(*pixmap.irect),
            mupdf.FzCookie(),
        )
        mupdf.fz_close_device(device)
        return View(pixmap, zoom)


class View:
    """Part of a page as pixels. Boxes are in points of the page."""

    def __init__(self, pixmap: pymupdf.Pixmap, zoom: float) -> None:
        self._pixels = bytes(pixmap.samples_mv)
        self._x, self._y = pixmap.x, pixmap.y
        self._width, self._height = pixmap.width, pixmap.height
        self._zoom = zoom

    def rows(self, box: Box) -> list[bytes]:
        """Return the pixels of a box, row by row, three bytes (red, green, blue) each."""
        x0, y0, x1, y1 = (round(place * self._zoom) for place in box)
        left, right = max(0, x0 - self._x), min(self._width, max(x1, x0 + 1) - self._x)
        top, bottom = max(0, y0 - self._y), min(self._height, max(y1, y0 + 1) - self._y)
        wide = self._width
        return [
            self._pixels[(y * wide + left) * 3 : (y * wide + right) * 3]
            for y in range(top, bottom)
            if right > left
        ]

    def differs(self, other: "View", box: Box, by: int) -> bool:
        """Tell whether two views of the same part of a page differ in a box."""
        return any(
            max(map(abs, map(sub, a, b))) >= by
            for a, b in zip(self.rows(box), other.rows(box), strict=True)
            if a != b
        )

    def is_all(self, colour: tuple[int, int, int], box: Box, within: int) -> bool:
        """Tell whether nearly all of a box has (nearly) a colour."""
        pixels = b"".join(self.rows(box))
        if not pixels:
            return False
        for at, wanted in enumerate(colour):
            tones = sorted(pixels[at::3])
            lowest, highest = tones[len(tones) // 10], tones[-1 - len(tones) // 10]
            if lowest <= wanted - within or highest >= wanted + within:
                return False
        return True
