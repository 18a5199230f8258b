"""How a cell of a year is drawn: the number; under it, small, its chain and its growth."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from core.comparing.years import Line, Link, Stand, YearCell
from gui import colors
from gui.compare.years_model import YearsModel, change, shown

Index = QModelIndex | QPersistentModelIndex
MARGIN = 8
SMALL = 0.84  # of the size of the text
INDENT = 14  # pixels a level of labels
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
BACK, ONWARD, BROKEN = "←", "→", "≠"


class YearsDelegate(QStyledItemDelegate):
    """Draws labels, titles and cells. A broken chain is filled, edged and says ≠.

    Args:
        view: the table that it draws.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        model = view.model()
        assert isinstance(model, YearsModel)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        rect, dark = option.rect, colors.is_dark(option.palette)
        column, line = index.column(), self._model.lines[index.row()]
        head = column == 0 or line.is_title
        ground = colors.TABLE_HEAD if head else colors.TABLE_BASE
        painter.fillRect(rect, ground.value(dark=dark))
        painter.setPen(colors.TABLE_LINE.value(dark=dark))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if head:
            self._draw_label(painter, option, line, dark=dark)
        else:
            onward = self._model.onward(index)
            self._draw_point(painter, option, line.cells[column - 1], onward, dark=dark)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors.ACTIVE_LINE.value(dark=dark), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_label(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, *, dark: bool
    ) -> None:
        """Draw what is printed: titles across the table, those of tables bold; labels indented."""
        font = QFont(option.font)
        font.setBold(line.is_title and not line.group)
        painter.setFont(font)
        painter.setPen(colors.TEXT.value(dark=dark))
        depth = line.group.count(" · ") if not line.is_title else 0
        place = option.rect.adjusted(MARGIN + depth * INDENT, 0, -MARGIN, 0)
        # where all columns are shown, the name of the column stands at the end
        text = painter.fontMetrics().elidedText(
            self._model.label(line), Qt.TextElideMode.ElideMiddle, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_point(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        point: YearCell,
        onward: Link | None,
        *,
        dark: bool,
    ) -> None:
        area, metrics = option.rect.adjusted(0, 0, -1, -1), option.fontMetrics
        broken = any(link and not link.holds for link in (point.link, onward))
        if broken:
            painter.fillRect(area, colors.SUSPECT_FILL.value(dark=dark))
            edge = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(edge, colors.SUSPECT_MARK.value(dark=dark))
        elif point.stand is Stand.BLANK:
            hatch = colors.BLANK_HATCH.value(dark=dark)
            painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        inner = area.adjusted(MARGIN, 3, -MARGIN, -3)
        small, growth = chain(point.link, onward), change(point)
        alone = not small and not growth  # then it stands in the middle, beside its label
        upper = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        plain = point.stand in (Stand.NUMBER, Stand.WORDS)
        painter.setPen((colors.TEXT if plain else colors.TEXT_MUTED).value(dark=dark))
        text = metrics.elidedText(shown(point), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(inner if alone else upper, _RIGHT, text)
        if alone:
            return
        lower = inner.adjusted(0, upper.height(), 0, 0)
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * SMALL)
        # on the fill only the full colour is dark enough
        painter.setPen((colors.TEXT if broken else colors.TEXT_MUTED).value(dark=dark))
        painter.setFont(font)
        painter.drawText(lower, _RIGHT, growth)
        if small:
            font.setBold(broken)
            painter.setFont(font)
            painter.drawText(lower, _LEFT, small)


def chain(link: Link | None, onward: Link | None) -> str:
    """Return the small signs of the chain rules at a cell: the year before, the year after."""
    parts = []
    if link:
        parts.append(f"{BACK if link.holds else BROKEN}{link.year}")
    if onward:
        parts.append(f"{ONWARD if onward.holds else BROKEN}{onward.year + 1}")
    return " ".join(parts)
