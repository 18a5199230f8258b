"""The marks in a cell of the report's table.

Each has a place of its own, so that several can stand in one cell: ▲ top left, the corner of a
change top right, ※ or ? bottom left, ✓ bottom right, a red line down the left edge, and a small
ring in the middle of that edge where no rule protects the cell.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon

from gui import colors
from gui.problems import Mark

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_SIGNS = (
    (Mark.AS_IN_SOURCE, "※", colors.AS_IN_SOURCE, _LEFT),
    (Mark.DOUBTFUL, "?", colors.DOUBTFUL_MARK, _LEFT),
    (Mark.CONFIRMED, "✓", colors.CONFIRMED_MARK, _RIGHT),
)


def paint(
    painter: QPainter,
    rect: QRect,
    marks: Mark,
    font: QFont,
    *,
    dark: bool,
    current: bool,
) -> None:
    """Paint the marks of a cell over its text.

    Args:
        painter: where to.
        rect: the inside of the cell.
        marks: what to paint.
        font: that of the cell's text.
        dark: the theme.
        current: it is the current cell, whose own frame stands at its edge.
    """
    if not marks:
        return
    side = max(7, QFontMetrics(font).height() // 2)
    inner = rect.adjusted(2, 2, -2, -2) if current else rect
    if Mark.MEMBER in marks:
        edge = colors.MEMBER_EDGE.value(dark=dark)
        painter.fillRect(rect.left(), rect.top(), 1, rect.height(), edge)
    if Mark.DOUBTFUL in marks:
        painter.setPen(QPen(colors.DOUBTFUL_MARK.value(dark=dark), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inner.adjusted(1, 1, -2, -2))
    if Mark.SUSPECT in marks:
        color = colors.SUSPECT_MARK.value(dark=dark)
        frame(painter, inner, color)
        left, top = inner.left() + 4, inner.top() + 4
        bottom = top + side - 1
        triangle(painter, color, (left, bottom), (left + side, bottom), (left + side // 2, top))
    if Mark.UNPROTECTED in marks:
        ring(painter, inner, colors.UNPROTECTED_MARK.value(dark=dark))
    if Mark.CHANGED in marks:
        right, top = inner.right() + 1, inner.top()
        corner = (right - side - 1, top), (right, top), (right, top + side + 1)
        triangle(painter, colors.CHANGED_MARK.value(dark=dark), *corner)
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() * 0.8))
    small.setWeight(QFont.Weight.Bold)
    painter.setFont(small)
    for mark, sign, hue, across in _SIGNS:
        if mark in marks:
            painter.setPen(hue.value(dark=dark))
            place = inner.adjusted(3, 0, -3, 0)
            painter.drawText(place, across | Qt.AlignmentFlag.AlignBottom, sign)


def frame(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Draw a border of two pixels inside a cell."""
    painter.setPen(QPen(color, 2, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


def triangle(painter: QPainter, color: QColor, *corners: tuple[int, int]) -> None:
    """Fill a triangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    painter.drawPolygon(QPolygon([QPoint(*corner) for corner in corners]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own


def ring(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Draw a small ring at the left edge of a cell, half way down."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(rect.left() + 4, rect.center().y() - 2, 5, 5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own


def underline(painter: QPainter, text: QRect, color: QColor) -> None:
    """Draw a dotted line under a text."""
    painter.setPen(QPen(color, 2, Qt.PenStyle.DotLine))
    y = text.bottom() + 3
    painter.drawLine(text.left() - 1, y, text.right() + 1, y)


def hatch(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Hatch a cell."""
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1))
    for x in range(rect.left() - rect.height(), rect.right(), 7):
        painter.drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own
    painter.setClipping(False)
