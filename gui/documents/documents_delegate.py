"""How a row of the queue is drawn: state, agency and year; under them the file and what is open."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.report import ReportState
from gui import colors
from gui.documents.documents_model import RowRole
from gui.documents.queue_row import QueueRow

Index = QModelIndex | QPersistentModelIndex
MARGIN = 8  # pixels around a row
DOT = 9  # pixels across
GAP = 8  # pixels between the dot and the text
SPACE = 6  # pixels between two counts
MUST_FIX, EXPLAIN, UNSURE, NOTED = "▲", "◆", "?", "!"


class QueueDelegate(QStyledItemDelegate):
    """Draws rows; colour says how grave what is open is, shape how far the review has come."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines."""
        del index
        return QSize(160, 2 * option.fontMetrics.height() + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: QueueRow = index.data(RowRole)
        painter.save()
        self._draw_ground(painter, option)
        area = option.rect.adjusted(MARGIN + 2, MARGIN - 1, -MARGIN, -MARGIN + 1)
        line = area.height() // 2
        text = area.adjusted(DOT + GAP, 0, 0, 0)
        top = QRect(text.left(), text.top(), text.width(), line)
        bottom = top.translated(0, area.height() - line)
        center = QPoint(area.left() + DOT // 2, top.center().y())
        self._draw_state(painter, option.palette, center, row)
        self._draw_title(painter, option, top, row)
        self._draw_details(painter, option, bottom, row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colors.SELECTED_FILL.on(option.palette))
            edge = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
            painter.fillRect(edge, option.palette.color(QPalette.ColorRole.Accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colors.TABLE_HEAD.on(option.palette))

    def _draw_state(
        self, painter: QPainter, palette: QPalette, center: QPoint, row: QueueRow
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = _state_color(palette, row)
        painter.setPen(QPen(color, 2))
        half = DOT // 2
        if row.report is None:
            painter.drawLine(center - QPoint(half, 0), center + QPoint(half, 0))
        elif row.state is ReportState.REVIEWED:
            points = [QPoint(-half, 0), QPoint(-1, half - 1), QPoint(half, -half + 1)]
            painter.drawPolyline([center + point for point in points])
        else:
            if row.state is not ReportState.READ:
                painter.setBrush(color)
            painter.drawEllipse(center, half, half)

    def _draw_title(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: QueueRow
    ) -> None:
        muted = row.report is None
        painter.setPen((colors.TEXT_MUTED if muted else colors.TEXT).on(option.palette))
        font = QFont(option.font)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        year = str(row.year or "")
        room = place.width() - (metrics.horizontalAdvance(year) + SPACE if year else 0)
        title = metrics.elidedText(row.agency or row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, year)

    def _draw_details(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: QueueRow
    ) -> None:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        right = place.right()
        for text, color in reversed(list(_counts(row))):
            width = metrics.horizontalAdvance(text)
            box = QRect(right - width, place.top(), width + 1, place.height())
            painter.setPen(color.on(option.palette))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + SPACE
        painter.setPen(colors.TEXT_MUTED.on(option.palette))
        said = self.tr("No report in it") if row.report is None else row.name
        name = metrics.elidedText(said, Qt.TextElideMode.ElideMiddle, right - place.left())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)


def _state_color(palette: QPalette, row: QueueRow) -> QColor:
    if row.report is None:
        return colors.TEXT_MUTED.on(palette)
    if row.errors:
        return colors.ERROR.on(palette)
    return (colors.WARNING if row.problems else colors.PASSED).on(palette)


def _counts(row: QueueRow) -> Iterable[tuple[str, colors.Color]]:
    """Yield what is open, gravest first, each with its sign and colour."""
    if row.errors:
        yield f"{MUST_FIX}{row.errors}", colors.ERROR
    if row.warnings:
        yield f"{EXPLAIN}{row.warnings}", colors.WARNING
    if row.unsure:
        yield f"{UNSURE}{row.unsure}", colors.WARNING
    if row.notes and row.report is not None:
        yield NOTED, colors.TEXT_MUTED
