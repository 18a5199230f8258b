"""How a finding looks in the list: its sign and rule to the left, its sentence wrapped beside."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.report import Finding
from core.store.review import Decision
from gui import colors
from gui.findings.findings_groups import Group, group_of
from gui.table.cell_words import shown_time

LineRole = Qt.ItemDataRole.UserRole + 1
_PADDING = 3
_GAP = 8
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a finding with the decision about it, or the title of a group.

    ``reopened`` says why a finding is open again that somebody had decided about.
    """

    finding: Finding | None = None
    decision: Decision | None = None
    reopened: str = ""
    title: str = ""
    group: Group | None = None
    count: int = 0


class FindingsDelegate(QStyledItemDelegate):
    """Paints the lines of the list of findings."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the wrapped sentence takes at the width of the list."""
        line: Line = index.data(LineRole)
        metrics = QFontMetrics(option.font)
        if line.finding is None:
            return QSize(0, metrics.height() + 3 * _PADDING)
        width = self._view.viewport().width()
        room = QRect(0, 0, width - self._left(metrics) - _GAP, 10000)
        height = metrics.boundingRect(room, _WRAP, self._sentence(index)).height()
        if line.decision:
            height += metrics.height()
        if line.reopened:
            height += metrics.boundingRect(room, _WRAP, f"※ {line.reopened}").height()
        return QSize(0, height + 2 * _PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a line."""
        painter.save()
        line: Line = index.data(LineRole)
        if line.finding is None:
            self._paint_title(painter, option, line)
        else:
            self._paint_finding(painter, option, index, line, line.finding)
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        assert line.group is not None
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(line.group.color.on(option.palette))
        place = option.rect.adjusted(_GAP, 0, -_GAP, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, f"{line.group.sign} {line.title}  {line.count}")

    def _paint_finding(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        line: Line,
        finding: Finding,
    ) -> None:
        palette, rect = option.palette, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colors.SELECTED_FILL.on(palette))
            edge = palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), edge)
        metrics = QFontMetrics(option.font)
        group = group_of(finding, line.decision)
        quiet = group in (Group.UNSETTLED, Group.DECIDED)
        place = rect.adjusted(self._left(metrics), _PADDING, -_GAP, 0)
        painter.setFont(option.font)
        painter.setPen(group.color.on(palette))
        painter.drawText(rect.adjusted(2 * _GAP, _PADDING, 0, 0), _WRAP, finding.rule)
        font = QFont(option.font)
        font.setStrikeOut(line.decision is not None)
        painter.setFont(font)
        painter.setPen((colors.TEXT_MUTED if quiet else colors.TEXT).on(palette))
        drawn = painter.boundingRect(place, _WRAP, self._sentence(index))
        painter.drawText(place, _WRAP, self._sentence(index))
        if line.reopened:
            painter.setFont(option.font)
            painter.setPen(colors.AS_IN_SOURCE.on(palette))
            painter.drawText(place.adjusted(0, drawn.height(), 0, 0), _WRAP, f"※ {line.reopened}")
        if line.decision:
            painter.setFont(option.font)
            painter.setPen(group.color.on(palette))
            decision = line.decision
            parts = [f"※ {decision.reason}", decision.who, shown_time(decision.at)]
            place.setTop(drawn.bottom() + 1)
            said = " · ".join(part for part in parts if part)
            elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, _WRAP, elided)

    @staticmethod
    def _left(metrics: QFontMetrics) -> int:
        """Where sentences begin: to the right of the longest rule id."""
        return 2 * _GAP + metrics.horizontalAdvance("REQ-000") + _GAP

    @staticmethod
    def _sentence(index: QModelIndex | QPersistentModelIndex) -> str:
        text: str = index.data(Qt.ItemDataRole.DisplayRole)
        return text.partition(" ")[2]
