"""A flow printed as a PDF file with numbered pages. Only ever runs in a worker process."""

from core.exporting.feedback_words import page_number
from core.text import Language
from core.typeset.flow import Flow
from core.typeset.glyphs import Glyphs
from core.typeset.laid import LaidPage
from core.typeset.layout import lay_out
from core.typeset.lines import Piece
from core.typeset.paint import Painting

_FOOT = 30.0  # of the baseline of page numbers over the end of the page, in points
_SIZE = 9.0
_GREY = (0.35, 0.35, 0.35)


def printed(flow: Flow, name: str, language: Language) -> bytes:
    """Return a flow as a PDF file; ``name`` is its title.

    Raises:
        GoujiError: there is more of it than the bounds allow.
    """
    glyphs = Glyphs()
    pages = lay_out(flow, glyphs)
    for page in pages:
        _number(page, page_number(page.number, len(pages)).to(language), glyphs)
    painting = Painting(pages, glyphs)
    try:
        for page in pages:
            painting.page(page.number)
        pdf = painting.document
        pdf.set_metadata({"title": name, "creator": "Gouji", "producer": "Gouji"})
        pdf.subset_fonts()
        made: bytes = pdf.tobytes(garbage=3, deflate=True)
        return made
    finally:
        painting.close()


def _number(page: LaidPage, text: str, glyphs: Glyphs) -> None:
    width = sum(glyphs[char].advance for char in text) * _SIZE
    x, y = (page.width - width) / 2, page.height - _FOOT
    page.pieces.append(Piece(x, y, text, _SIZE, bold=False, color=_GREY))
