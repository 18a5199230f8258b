"""PDF files, read with PyMuPDF. Only ever runs in a worker process."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf

from core.bounds import MAX_CHARS_ON_PAGE, MAX_RULINGS_ON_PAGE
from core.drawing.pdf_file import BROKEN, open_pdf
from core.reading.page import Char, Page, Ruling
from core.report import Box

THIN = 3.0
"""A filled rectangle narrower than this many points is a line that a word processor drew."""

_FEW = 200
"""Pages with more characters than this are not asked how much of them is pictures."""

_VISIBLE = 16 | 32  # MuPDF's flags of a glyph that is filled or stroked; others are not to be seen


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

    def __iter__(self) -> Iterator[Page]:
        for number in range(1, self.pages + 1):
            yield self.page(number)

    def page(self, number: int) -> Page:
        """Read one page, counted from 1. An unreadable page comes out empty."""
        try:
            page = self._pdf[number - 1]
            turn = page.rotation_matrix if page.rotation else None
            chars = tuple(_chars(page, turn))
            rulings = tuple(_rulings(page, turn))
            width, height = page.rect.width, page.rect.height
            pictures = _pictures(page) if len(chars) < _FEW else 0.0
        except BROKEN:
            return Page(number, 0, 0, (), ())
        return Page(number, width, height, chars, rulings, pictures)

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()


def _turned(box: Box, turn: pymupdf.Matrix) -> Box:
    rect = pymupdf.Rect(box) * turn
    rect.normalize()
    return rect.x0, rect.y0, rect.x1, rect.y1


def _chars(page: pymupdf.Page, turn: pymupdf.Matrix | None) -> Iterator[Char]:
    """Yield the visible characters in the order of the text layer."""
    seen: dict[tuple[str, int, int], Box] = {}
    count = 0
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block["lines"]:
            dx, dy = line["dir"]
            if turn is not None:
                dx, dy = dx * turn.a + dy * turn.c, dx * turn.b + dy * turn.d
            if min(abs(dx), abs(dy)) > 0.02:
                continue  # set askew: a watermark or a stamp, never a cell
            quarter = (0 if dx > 0 else 2) if abs(dx) > abs(dy) else (1 if dy > 0 else 3)
            for span in line["spans"]:
                if not span["alpha"] or not span["char_flags"] & _VISIBLE:
                    continue  # an invisible layer, as scanners add
                for char in span["chars"]:
                    text = char["c"]
                    if text.isspace():
                        continue
                    box = char["bbox"] if turn is None else _turned(char["bbox"], turn)
                    # the same glyph struck twice a hair apart is how some programs make bold
                    if _struck(seen, text, box):
                        continue
                    count += 1
                    if count > MAX_CHARS_ON_PAGE:
                        return
                    yield Char(text, box, quarter)


def _struck(seen: dict[tuple[str, int, int], Box], text: str, box: Box) -> bool:
    """Note where a character stands; tell whether the same one stood there (nearly) already."""
    x, y = box[0], box[1]
    for near_x in {int((x - 1) / 2), int((x + 1) / 2)}:
        for near_y in {int((y - 1) / 2), int((y + 1) / 2)}:
            other = seen.get((text, near_x, near_y))
            if other and abs(other[0] - x) < 1.0 and abs(other[1] - y) < 1.0:
                return True
    seen[text, int(x / 2), int(y / 2)] = box
    return False


def _rulings(page: pymupdf.Page, turn: pymupdf.Matrix | None) -> Iterator[Ruling]:
    """Yield straight lines: strokes, sides of stroked rectangles, thin filled rectangles."""
    count = 0
    for drawing in page.get_cdrawings():
        if count > MAX_RULINGS_ON_PAGE:
            return
        stroked = "s" in drawing["type"] and not _white(drawing.get("color"))
        filled = "f" in drawing["type"] and not _white(drawing.get("fill"))
        for item in drawing["items"]:
            boxes: list[Box] = []
            if item[0] == "l" and stroked:
                (ax, ay), (bx, by) = item[1], item[2]
                boxes = [(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))]
            elif item[0] == "re":
                x0, y0, x1, y1 = item[1]
                if min(x1 - x0, y1 - y0) <= THIN:
                    boxes = [(x0, y0, x1, y1)] if filled or stroked else []
                elif stroked:
                    boxes = _sides((x0, y0, x1, y1))
            elif item[0] == "qu" and stroked:
                rect = pymupdf.Quad(item[1]).rect
                boxes = _sides((rect.x0, rect.y0, rect.x1, rect.y1))
            for box in boxes:
                ruling = _ruling(box if turn is None else _turned(box, turn))
                if ruling:
                    count += 1
                    yield ruling


def _sides(box: Box) -> list[Box]:
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _ruling(box: Box) -> Ruling | None:
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if width >= height and height <= THIN and width > 0.5:
        return Ruling(horizontal=True, at=(y0 + y1) / 2, start=x0, end=x1)
    if width <= THIN and height > 0.5:
        return Ruling(horizontal=False, at=(x0 + x1) / 2, start=y0, end=y1)
    return None


def _white(colour: tuple[float, ...] | None) -> bool:
    return colour is not None and min(colour) > 0.97


def _pictures(page: pymupdf.Page) -> float:
    """Return the part of the page that pictures cover, from 0 to 1."""
    area = abs(page.rect.get_area())
    covered = sum(
        abs((pymupdf.Rect(i["bbox"]) & page.rect).get_area()) for i in page.get_image_info()
    )
    return min(1.0, covered / area) if area else 0.0
