"""Rows that are read as sentences: a mark to the left, what is said wrapped beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import colors
from gui.colors import Color

Index = QModelIndex | QPersistentModelIndex
PADDING = 3  # pixels above and below
GAP = 8  # pixels
_HIGH = 10_000  # pixels, more than any row
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Said(NamedTuple):
    """One text of a row, in its colour; a struck one holds no more."""

    text: str
    color: Color
    struck: bool = False


class SentenceDelegate(QStyledItemDelegate):
    """Paints rows of a mark and what is said beside it, one text below the other.

    Args:
        view: the list; texts are wrapped at its width.
        widest: the widest of the marks; what is said begins to the right of it.
    """

    def __init__(self, view: QListWidget, widest: str) -> None:
        super().__init__(view)
        self._view = view
        self._widest = widest

    def size_of(self, option: QStyleOptionViewItem, said: Sequence[Said]) -> QSize:
        """Return the room of a row; it is as wide as the list."""
        metrics = QFontMetrics(option.font)
        room = self._beside(QRect(0, 0, self._view.viewport().width(), _HIGH), metrics)
        heights = [metrics.boundingRect(room, _WRAP, one.text).height() for one in said]
        return QSize(0, sum(heights) + 2 * PADDING)

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        mark: Said,
        said: Sequence[Said],
    ) -> None:
        """Paint a row, its ground first."""
        painter.save()
        palette, rect = option.palette, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colors.SELECTED_FILL.on(palette))
            edge = palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), edge)
        place = self._beside(rect, QFontMetrics(option.font))
        painter.setFont(option.font)
        painter.setPen(mark.color.on(palette))
        painter.drawText(2 * GAP + rect.left(), _baseline(option.font, said[0], place), mark.text)
        for one in said:
            font = QFont(option.font)
            font.setStrikeOut(one.struck)
            painter.setFont(font)
            painter.setPen(one.color.on(palette))
            drawn = painter.boundingRect(place, _WRAP, one.text)
            painter.drawText(place, _WRAP, one.text)
            place.setTop(place.top() + drawn.height())
        painter.restore()

    def _beside(self, rect: QRect, metrics: QFontMetrics) -> QRect:
        """Return the part of a row to the right of its mark, with no end below."""
        left = 2 * GAP + metrics.horizontalAdvance(self._widest) + GAP
        return QRect(
            rect.left() + left, rect.top() + PADDING, max(1, rect.width() - left - GAP), _HIGH
        )


def _baseline(font: QFont, said: Said, place: QRect) -> int:
    """Return where the first line of a text stands: Chinese stands lower than a mark alone."""
    layout = QTextLayout(said.text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    return place.top() + round(line.ascent())
