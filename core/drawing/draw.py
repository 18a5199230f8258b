"""Pages as pixels. Only ever runs in a worker process; ``draw_process`` starts it."""

import math
from collections import OrderedDict
from pathlib import Path
from typing import Protocol

import pymupdf

from core.bounds import MAX_DRAWN_DOCUMENTS, MAX_PIXELS, SECONDS_A_DRAWING
from core.drawing.draw_process import Drawn, PageSize
from core.drawing.pdf_file import BROKEN, open_pdf
from core.errors import GoujiError, unreadable
from core.report import Box
from core.sources import Kind, flow_of, kind_of
from core.text import Text

UNREADABLE_PAGE: PageSize = (595.0, 842.0)
"""The size given to a page whose size cannot be read, in points: A4, so that it has a place."""

_Stamp = tuple[int, int]  # modification time and size of a file


class _Opened(Protocol):
    """An open document, of whatever type its file is. The sizes of its pages are known at once."""

    document: pymupdf.Document

    def page(self, number: int) -> pymupdf.Page:
        """Return a page, counted from 1, with everything on it."""

    def close(self) -> None:
        """Release it."""


class _Pdf:
    """An open PDF."""

    def __init__(self, document: pymupdf.Document) -> None:
        self.document = document

    def page(self, number: int) -> pymupdf.Page:
        """Return a page, counted from 1."""
        return self.document[number - 1]

    def close(self) -> None:
        """Release it."""
        self.document.close()


class Drawer:
    """Draws pages of a few documents, which it keeps open."""

    def __init__(self) -> None:
        self._open: OrderedDict[Path, tuple[_Stamp, _Opened]] = OrderedDict()

    def sizes(self, path: Path) -> list[PageSize]:
        """Return width and height of every page as shown (after its rotation), in points.

        Raises:
            GoujiError: the file is missing, damaged, locked or of no type that can be shown.
        """
        pdf = self._document(path).document
        return [_size(pdf, index) for index in range(pdf.page_count)]

    def draw(
        self, path: Path, page: int, scale: float, clip: Box | None, pixels: memoryview
    ) -> Drawn:
        """Draw a page, counted from 1, into ``pixels`` as rows of RGB bytes without padding.

        Args:
            path: the document.
            page: counted from 1.
            scale: pixels a point. Less is used where the drawing would pass ``MAX_PIXELS``.
            clip: the part of the page to draw, in points of the page as shown; None for all of it.
            pixels: where to; at least ``3 * MAX_PIXELS`` bytes.

        Raises:
            GoujiError: the document or the page cannot be drawn.
        """
        opened = self._document(path)
        try:
            shown = opened.page(page)
            area = shown.rect if clip is None else pymupdf.Rect(clip) & shown.rect
            if area.is_empty or area.is_infinite:
                raise _not_drawn(path, page)
            # a pixel more each way, for the edges that are rounded outwards
            scale = min(scale, math.sqrt(MAX_PIXELS / (area.width * area.height)))
            while (area.width * scale + 2) * (area.height * scale + 2) > MAX_PIXELS:
                scale *= 0.99
            drawn = shown.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=area, alpha=False)
        except BROKEN as error:
            raise _not_drawn(path, page) from error
        samples = drawn.samples_mv
        pixels[: len(samples)] = samples
        return Drawn(drawn.width, drawn.height)

    def close(self) -> None:
        """Close every document."""
        while self._open:
            self._open.popitem()[1][1].close()

    def _document(self, path: Path) -> _Opened:
        """Return the open document; one that changed on disk is opened again."""
        try:
            status = path.stat()
        except OSError as error:
            raise _missing(path) from error
        stamp = (status.st_mtime_ns, status.st_size)
        if kept := self._open.pop(path, None):
            if kept[0] == stamp:
                self._open[path] = kept  # at the end again: the latest used
                return kept[1]
            kept[1].close()
        while len(self._open) >= MAX_DRAWN_DOCUMENTS:
            self._open.popitem(last=False)[1][1].close()
        opened = _opened(path)
        self._open[path] = (stamp, opened)
        return opened


def _opened(path: Path) -> _Opened:
    """Open a file by what it is; one without pages of its own is set on pages as for reading."""
    try:
        kind = kind_of(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if kind is Kind.PDF:
        return _Pdf(open_pdf(path))
    if kind is Kind.IMAGE:
        from core.drawing.picture_file import PictureFiles

        return PictureFiles(path)
    if kind is Kind.OFFICE:
        from core.sources.office import as_pdf

        return _Pdf(open_pdf(as_pdf(path, SECONDS_A_DRAWING - 5)))  # in time to say why
    # here, so that the process loads only what its documents need
    from core.typeset.glyphs import Glyphs
    from core.typeset.layout import lay_out
    from core.typeset.paint import Painting

    glyphs = Glyphs()
    return Painting(lay_out(flow_of(path, kind), glyphs), glyphs)


def _size(pdf: pymupdf.Document, index: int) -> PageSize:
    try:
        rect = pdf[index].rect
    except BROKEN:
        return UNREADABLE_PAGE
    if rect.is_empty or rect.is_infinite:
        return UNREADABLE_PAGE
    return float(rect.width), float(rect.height)


def _missing(path: Path) -> GoujiError:
    return GoujiError(
        Text(f"找不到原文件“{path.name}”。", f"The source “{path.name}” is not there."),
        Text("如已移动，请指明它现在的位置。", "If it was moved, show where it is now."),
    )


def _not_drawn(path: Path, page: int) -> GoujiError:
    return GoujiError(
        Text(f"第 {page} 页无法显示。", f"Page {page} cannot be shown."),
        Text(f"“{path.name}”可能已损坏。", f"“{path.name}” may be damaged."),
    )
