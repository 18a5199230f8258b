"""How a cell of a year is drawn: the number; under it, small, its chain and its growth."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from core.comparing.years import Line, Link, Point, Stand
from gui import colors
from gui.compare.years_model import LineRole, PointRole, YearsModel, change, shown

Index = QModelIndex | QPersistentModelIndex
MARGIN = 8
SMALL = 0.84  # of the size of the text
INDENT = 14  # pixels a level of labels
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
        line: Line = index.data(LineRole)
        self._draw_ground(painter, option, is_head=index.column() == 0 or line.is_title)
        if line.is_title:
            self._draw_title(painter, option, line, str(index.data()))
        elif index.column() == 0:
            self._draw_label(painter, option, line, str(index.data()))
        else:
            point: Point = index.data(PointRole)
            self._draw_point(painter, option, point, self._model.onward(index))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors.ACTIVE_LINE.on(option.palette), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_head: bool
    ) -> None:
        ground = colors.TABLE_HEAD if is_head else colors.TABLE_BASE
        painter.fillRect(option.rect, ground.on(option.palette))
        painter.setPen(colors.TABLE_LINE.on(option.palette))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())

    def _draw_title(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, text: str
    ) -> None:
        font = QFont(option.font)
        font.setBold(not line.group)
        painter.setFont(font)
        painter.setPen(colors.TEXT.on(option.palette))
        place = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_label(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, text: str
    ) -> None:
        depth = len(line.group.split(" · ")) - 1 if line.group else 0
        place = option.rect.adjusted(MARGIN + depth * INDENT, 0, -MARGIN, 0)
        painter.setPen(colors.TEXT.on(option.palette))
        elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_point(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        point: Point,
        onward: Link | None,
    ) -> None:
        palette, area = option.palette, option.rect.adjusted(0, 0, -1, -1)
        broken = any(link and not link.holds for link in (point.link, onward))
        if broken:
            painter.fillRect(area, colors.SUSPECT_FILL.on(palette))
            painter.fillRect(
                QRect(area.left(), area.top(), 3, area.height()), colors.SUSPECT_MARK.on(palette)
            )
        elif point.stand is Stand.BLANK:
            hatch = colors.BLANK_HATCH.on(palette)
            painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        inner = area.adjusted(MARGIN, 3, -MARGIN, -3)
        upper = QRect(inner.left(), inner.top(), inner.width(), option.fontMetrics.height())
        plain = point.stand in (Stand.NUMBER, Stand.WORDS)
        painter.setPen((colors.TEXT if plain else colors.TEXT_MUTED).on(palette))
        text = option.fontMetrics.elidedText(
            shown(point), Qt.TextElideMode.ElideRight, upper.width()
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, right, text)
        lower = inner.adjusted(0, upper.height(), 0, 0)
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * SMALL)
        font.setBold(broken)
        painter.setFont(font)
        # on the fill only the full colour is dark enough
        painter.setPen((colors.TEXT if broken else colors.TEXT_MUTED).on(palette))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(lower, left, chain(point.link, onward))
        font.setBold(False)
        painter.setFont(font)
        painter.drawText(lower, right, change(point))


def chain(link: Link | None, onward: Link | None) -> str:
    """Return the small signs of the chain rules at a cell: the year before, the year after."""
    parts = []
    if link:
        parts.append(f"{BACK if link.holds else BROKEN}{link.year}")
    if onward:
        parts.append(f"{ONWARD if onward.holds else BROKEN}{onward.year + 1}")
    return " ".join(parts)
