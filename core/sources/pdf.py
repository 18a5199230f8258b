"""PDF files, read with PyMuPDF. Only ever runs in a worker process."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf

from core.drawing.pdf_file import BROKEN, open_pdf
from core.reading.page import Page
from core.report import Box
from core.sources.pdf_doubt import Doubts
from core.sources.pdf_rulings import rulings_of
from core.sources.pdf_seen import drop_hidden, meets_text
from core.sources.pdf_text import chars_of, spans_of, text_of, turned

if TYPE_CHECKING:
    from core.sources.pdf_picture import Pictured

_FEW = 200
"""Pages with fewer characters than this are asked for pictures that no list of them names."""
_LARGE = 0.05
"""Part of the page that a picture covers at least to be told of."""


class PdfSource:
    """An open PDF: its page count and its pages one by one.

    Raises:
        GoujiError: the file is damaged, locked, no PDF, or beyond the bounds.
    """

    kind = "pdf"

    def __init__(self, path: Path) -> None:
        self._pdf = open_pdf(path)
        self.pages = self._pdf.page_count
        self.repaired = bool(self._pdf.is_repaired)
        self._doubts = Doubts()

    def __iter__(self) -> Iterator[Page]:
        for number in range(1, self.pages + 1):
            yield self.page(number)

    def page(self, number: int) -> Page:
        """Read one page, counted from 1. An unreadable page comes out empty."""
        try:
            return _page(self._pdf[number - 1], number, self._doubts)
        except BROKEN:
            return Page(number, 0, 0, (), ())

    def picture(self, number: int, area: Box | None = None) -> "Pictured | None":
        """Draw a page, or an area of it in points, to be read; None for an unreadable one."""
        from core.sources.pdf_picture import picture_of  # it loads what digital pages never need

        try:
            return picture_of(self._pdf[number - 1], area)
        except BROKEN:
            return None

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()


def _page(page: pymupdf.Page, number: int, doubts: Doubts) -> Page:
    turn = page.rotation_matrix if page.rotation else None
    width, height = page.rect.width, page.rect.height
    lines = text_of(page, turn)
    spans = list(spans_of(lines))
    drawings = page.get_cdrawings(extended=True)
    asked = page.get_images() or sum(len(span["chars"]) for span in spans) < _FEW
    found = page.get_image_info() if asked else []
    pictures = [info["bbox"] for info in found]
    under = [info for info in found if meets_text(info["bbox"], spans)]
    covers = drop_hidden(page, lines, drawings, pictures=bool(under))
    chars = chars_of(lines, width, height, turn)
    grounds = [info["bbox"] for info in under if not info["has-mask"]]
    doubt = doubts.of(page, lines, chars, grounds)
    shown = [_on_page(box, page.rect, turn) for box in pictures]
    return Page(
        number,
        width,
        height,
        () if doubt else tuple(chars),
        tuple(rulings_of(drawings, pictures, covers, turn)),
        pictures=min(1.0, sum(map(_area, shown)) / (width * height or 1.0)),
        images=tuple(box for box in shown if _area(box) > _LARGE * width * height),
        doubt=doubt,
    )


def _on_page(box: Box, page: pymupdf.Rect, turn: pymupdf.Matrix | None) -> Box:
    """Return the part of a box of the page as stored that lies on the page as shown."""
    x0, y0, x1, y1 = box if turn is None else turned(box, turn)
    return max(x0, 0.0), max(y0, 0.0), min(x1, page.width), min(y1, page.height)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
