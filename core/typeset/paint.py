"""Laid-out pages as a PDF in memory, each painted when it is first looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pymupdf

from core.drawing.pdf_file import BROKEN
from core.typeset.glyphs import Glyphs
from core.typeset.laid import LaidPage, LaidPicture
from core.typeset.lines import Color, Piece

_BORDER = 0.5
"""Width of the lines of a table, in points."""
_GREY = (0.6, 0.6, 0.6)
"""Of the frame in place of a picture that cannot be shown."""
_BOLDER = 0.035
"""Width of the line around bold characters, as a part of their size: the font has no bold."""


class Painting:
    """A PDF of laid-out pages. ``document`` has all of them, blank until ``page`` was called."""

    def __init__(self, laid: Sequence[LaidPage], glyphs: Glyphs) -> None:
        self.document = pymupdf.open()
        self._laid = laid
        self._glyphs = glyphs
        self._painted: set[int] = set()
        for page in laid:
            self.document.new_page(width=page.width, height=page.height)
        self._font = self.document[0].insert_font("F0", fontbuffer=glyphs.font.buffer)

    def page(self, number: int) -> pymupdf.Page:
        """Return a page, counted from 1, painted."""
        if number not in self._painted:
            self._painted.add(number)
            self._paint(self.document[number - 1], self._laid[number - 1])
        return self.document[number - 1]

    def close(self) -> None:
        """Release the document."""
        self.document.close()

    def _paint(self, page: pymupdf.Page, laid: LaidPage) -> None:
        pdf = self.document
        parts = [*_fills(laid), *_frames(laid), *self._text(laid)]
        contents = pdf.get_new_xref()
        pdf.update_object(contents, "<<>>")
        pdf.update_stream(contents, "\n".join(parts).encode("ascii"))
        pdf.xref_set_key(page.xref, "Resources", f"<</Font<</F0 {self._font} 0 R>>>>")
        page.set_contents(contents)
        self._strange(page, laid.pieces)
        for picture in laid.pictures:
            _show(page, picture)

    def _text(self, laid: LaidPage) -> Iterator[str]:
        """Yield the operators that set all pieces whose characters the font has."""
        yield "BT"
        for piece in laid.pieces:
            glyphs = [self._glyphs[char] for char in piece.text]
            if not all(glyph.number for glyph in glyphs):
                continue
            color = "{:.3f} {:.3f} {:.3f}".format(*piece.color)
            yield f"/F0 {piece.size:.3f} Tf {color} rg"
            if piece.bold:
                yield f"2 Tr {piece.size * _BOLDER:.3f} w {color} RG"
            else:
                yield "0 Tr"
            codes = "".join(f"{glyph.number:04x}" for glyph in glyphs)
            yield f"1 0 0 1 {piece.x:.3f} {laid.height - piece.y:.3f} Tm <{codes}> Tj"
        yield "ET"

    def _strange(self, page: pymupdf.Page, pieces: Iterable[Piece]) -> None:
        """Set the pieces with characters that only the library's other fonts have."""
        by_color: dict[Color, list[Piece]] = defaultdict(list)
        for piece in pieces:
            if not all(self._glyphs[char].number for char in piece.text):
                by_color[piece.color].append(piece)
        for color, alike in by_color.items():
            writer = pymupdf.TextWriter(page.rect)
            for piece in alike:
                drawn = "".join(self._glyphs[char].drawn for char in piece.text)
                writer.append((piece.x, piece.y), drawn, self._glyphs.font, piece.size)
            writer.write_text(page, color=color)


def _fills(laid: LaidPage) -> Iterator[str]:
    for (x0, y0, x1, y1), color in reversed(laid.fills):
        yield "{:.3f} {:.3f} {:.3f} rg".format(*color)
        yield f"{x0:.2f} {laid.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f"


def _frames(laid: LaidPage) -> Iterator[str]:
    yield f"0.25 G {_BORDER} w"
    for x0, y0, x1, y1 in laid.frames:
        yield f"{x0:.2f} {laid.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S"


def _show(page: pymupdf.Page, picture: LaidPicture) -> None:
    rect = pymupdf.Rect(picture.box)
    if picture.data is not None:
        try:
            page.insert_image(rect, stream=picture.data, keep_proportion=False)
        except BROKEN:
            pass
        else:
            return
    page.draw_rect(rect, color=_GREY, fill=(0.96, 0.96, 0.96), width=_BORDER)
