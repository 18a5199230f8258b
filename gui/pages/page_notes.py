"""What is to be known of single pages: that one is a picture, or that its text is not believed."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from core.report import Note
from core.text import Language
from gui.colors import UNSURE_FILL, UNSURE_MARK

CODES = frozenset({"no-text", "garbled-text", "contradicted-text", "table-picture", "damaged-page"})
"""The notes that say that a page was not read, or not all of it."""

PADDING = (8.0, 4.0)
"""Between the edge of a note and its text, in pixels."""

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class PageNotes:
    """The notes of a document's pages."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes: dict[int, list[Note]] = {}
        for note in notes:
            if note.page is not None and note.code in CODES:
                self._notes.setdefault(note.page, []).append(note)

    def text(self, page: int, language: Language) -> str:
        """Return what is to be said of a page, "" for nothing."""
        notes = self._notes.get(page, ())
        return (" " if language == "en" else "").join(n.message.to(language) for n in notes)


def paint_note(painter: QPainter, page: QRectF, seen: QRectF, text: str) -> None:
    """Write a note across a page, at its top or, where that is out of sight, that of the view.

    Args:
        painter: in content pixels.
        page: where the page stands.
        seen: what is in view.
        text: the note; "" for none.
    """
    if not text:
        return
    across, above = PADDING
    left, right = max(page.left(), seen.left()), min(page.right(), seen.right())
    room = QRectF(left + across, 0, right - left - 2 * across, page.height())
    height = QFontMetricsF(painter.font()).boundingRect(room, _WRAP, text).height() + 2 * above
    top = min(max(page.top(), seen.top()), page.bottom() - height)
    band = QRectF(left, top, right - left, height)
    # the paper is white in both themes, so the light colours hold
    painter.fillRect(band, UNSURE_FILL.value(dark=False))
    painter.setPen(UNSURE_MARK.value(dark=False))
    painter.drawText(band.adjusted(across, above, -across, -above), _WRAP, text)
