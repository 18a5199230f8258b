"""What is to be known of single pages: that one is a picture, or that its text is not believed."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from core.report import Note
from core.text import Language
from gui.colors import TABLE_HEAD, TABLE_LINE, TEXT_MUTED, UNSURE_FILL, UNSURE_MARK

CODES = frozenset({"no-text", "garbled-text", "contradicted-text", "table-picture", "damaged-page"})
"""The notes that say that a page was not read, or not all of it, or not as it stands."""

ASIDES = frozenset({"scanned"})
"""The notes that say how a page was read; nothing is wrong with it."""

PADDING = (8.0, 4.0)
"""Between the edge of a note and its text, in pixels."""

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class PageNotes:
    """The notes of a document's pages."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes: dict[int, list[Note]] = {}
        for note in notes:
            if note.page is not None and note.code in CODES | ASIDES:
                self._notes.setdefault(note.page, []).append(note)

    def text(self, page: int, language: Language) -> str:
        """Return what is to be said of a page, "" for nothing."""
        notes = self._notes.get(page, ())
        return (" " if language == "en" else "").join(n.message.to(language) for n in notes)

    def warns(self, page: int) -> bool:
        """Tell whether something of a page was not read, or not as it stands."""
        return any(note.code in CODES for note in self._notes.get(page, ()))


def paint_notes(
    painter: QPainter, page: QRectF, seen: QRectF, notes: PageNotes, number: int, language: Language
) -> None:
    """Write what is to be said of a page over it: as a warning, or aside at its upper corner.

    Args:
        painter: in content pixels.
        page: where the page stands.
        seen: what is in view.
        notes: of the document.
        number: the page, from 1.
        language: of what is written.
    """
    text = notes.text(number, language)
    if text and notes.warns(number):
        _paint_warning(painter, page, seen, text)
    elif text:
        _paint_aside(painter, page, seen, text)


def _paint_warning(painter: QPainter, page: QRectF, seen: QRectF, text: str) -> None:
    """Write a text across a page, at its top or, where that is out of sight, that of the view."""
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


def _paint_aside(painter: QPainter, page: QRectF, seen: QRectF, text: str) -> None:
    """Write a text in one quiet line in the upper margin of a page; it goes when the page goes."""
    across, above = PADDING
    metrics = QFontMetricsF(painter.font())
    left, right = max(page.left(), seen.left()), min(page.right(), seen.right())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left - 2 * across)
    width = metrics.horizontalAdvance(text) + 2 * across
    tag = QRectF(right - width, page.top(), width, metrics.height() + 2 * above)
    painter.fillRect(tag, TABLE_HEAD.value(dark=False))
    painter.setPen(TABLE_LINE.value(dark=False))
    painter.drawLine(tag.bottomLeft(), tag.bottomRight())
    painter.drawLine(tag.topLeft(), tag.bottomLeft())
    painter.setPen(TEXT_MUTED.value(dark=False))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
