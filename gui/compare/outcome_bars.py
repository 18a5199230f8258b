"""What became of requests as bars: a table with a bar a report, and the legend over it."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.checking.explain import number_text
from core.comparing.agencies import OUTCOMES, Outcomes
from core.text import Language
from gui import colors
from gui.compare.years_model import ABSENT

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
AGENCY, YEAR, TOTAL, BAR = range(4)
MARGIN = 8
_HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.CrossPattern,
)
_NUMBERS = {outcome: at for at, outcome in enumerate(OUTCOMES)}


class OutcomesModel(QAbstractTableModel):
    """A row a report: agency, year, total, and its bar."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Outcomes] = []
        self.language: Language = "zh"
        self.shares = False
        self.longest: float = 0

    def show_outcomes(self, rows: list[Outcomes], language: Language, *, shares: bool) -> None:
        """Show reports, those with most requests first; as ``shares`` all bars are as long."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: (-row.total, row.agency, row.year or 0))
        self.language, self.shares = language, shares
        self.longest = max((row.total for row in rows), default=0)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the reports by a column."""
        keys = {
            AGENCY: lambda row: (row.agency, row.year or 0),
            YEAR: lambda row: (row.year or 0, row.agency),
            TOTAL: lambda row: row.total,
            BAR: lambda row: row.total,
        }
        if column in keys:
            self.beginResetModel()
            self.rows.sort(key=keys[column], reverse=order == Qt.SortOrder.DescendingOrder)
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of reports."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else BAR + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        translate = QCoreApplication.translate
        return (
            translate("Compare", "Agency"),
            translate("Compare", "Year"),
            translate("Compare", "Total"),
            translate("Compare", "Requests by outcome"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts; those of a bar in words."""
        row = self.rows[index.row()]
        words = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
        if index.column() == BAR:
            return "\n".join(self.parts(row)) if role in words else None
        if role in (Qt.ItemDataRole.DisplayRole, *words):
            nameless = QCoreApplication.translate("Compare", "(agency not found)")
            texts = row.agency or nameless, str(row.year or ""), number_text(row.total)
            return texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != AGENCY:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def parts(self, row: Outcomes) -> list[str]:
        """Return what became of a report's requests in words, one outcome each."""
        zh = self.language == "zh"
        colon = "：" if zh else ": "
        return [
            f"{name.to(self.language)}{colon}{part_text(row, outcome, words=True)}"
            for outcome, name in OUTCOMES.items()
        ]

    def table(self) -> list[list[str]]:
        """Return the numbers behind the bars: a column an outcome."""
        across = Qt.Orientation.Horizontal
        heads = [str(self.headerData(column, across)) for column in (AGENCY, YEAR, TOTAL)]
        heads += [name.to(self.language) for name in OUTCOMES.values()]
        return [heads, *(
            [row.agency, str(row.year or ""), number_text(row.total),
             *(part_text(row, outcome) for outcome in OUTCOMES)]
            for row in self.rows
        )]  # fmt: skip


def part_text(row: Outcomes, outcome: str, *, words: bool = False) -> str:
    """Return a number, with × where a cell of it is absent; "" for blank, in words if asked."""
    part = row.parts[outcome]
    said = [] if part is None else [number_text(part)]
    if outcome in row.absent:
        said.append(ABSENT)
    if outcome in row.blank and words:
        said.append(QCoreApplication.translate("CellWords", "(blank)"))
    return " ".join(said)


def segments(row: Outcomes, place: QRectF, whole: float) -> list[tuple[str, QRectF]]:
    """Return where the parts of a bar are; ``whole`` is what the length of ``place`` stands for."""
    left, found = place.left(), []
    for outcome in OUTCOMES:
        part = max(row.parts[outcome] or 0, 0)
        if part and whole:
            width = part / whole * place.width()
            found.append((outcome, QRectF(left, place.top(), width, place.height())))
            left += width
    return found


class OutcomesDelegate(QStyledItemDelegate):
    """Draws the bars; the other columns as tables do.

    Args:
        view: the table that it draws.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        model = view.model()
        assert isinstance(model, OutcomesModel)
        self._model = model

    def bar(self, place: QRect, row: Outcomes) -> list[tuple[str, QRectF]]:
        """Return where the parts of a report's bar are."""
        room = QRectF(place.adjusted(MARGIN, 4, -MARGIN - 24, -5))  # the rest is for ×
        return segments(row, room, row.total if self._model.shares else self._model.longest)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        painter.save()
        rect, dark = option.rect, colors.is_dark(option.palette)
        column, row = index.column(), self._model.rows[index.row()]
        ground = colors.TABLE_BASE if column == BAR else colors.TABLE_HEAD
        painter.fillRect(rect, ground.value(dark=dark))
        painter.setPen(colors.TABLE_LINE.value(dark=dark))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column == BAR:
            self._draw_bar(painter, option, row, dark=dark)
        else:
            place = rect.adjusted(MARGIN, 0, -MARGIN, 0)
            painter.setPen(colors.TEXT.value(dark=dark))
            text = option.fontMetrics.elidedText(
                str(index.data()), Qt.TextElideMode.ElideRight, place.width()
            )
            how = Qt.AlignmentFlag.AlignVCenter
            if column != AGENCY:
                how |= Qt.AlignmentFlag.AlignRight
            painter.drawText(place, how, text)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colors.ACTIVE_LINE.value(dark=dark), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_bar(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Outcomes, *, dark: bool
    ) -> None:
        rect, metrics = option.rect, option.fontMetrics
        end, height = float(rect.left() + MARGIN), metrics.height()
        for outcome, place in self.bar(rect, row):
            draw_swatch(painter, place, outcome, dark=dark)
            text = number_text(row.parts[outcome] or 0)
            width = metrics.horizontalAdvance(text) + 6
            if width < place.width() - 2:
                center = place.center()
                box = QRectF(center.x() - width / 2, center.y() - height / 2, width, height)
                color = colors.OUTCOMES[_NUMBERS[outcome]].value(dark=dark)
                painter.fillRect(box, color)  # no hatching behind the number
                painter.setPen(colors.TEXT.value(dark=dark))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            end = place.right()
        if row.absent:
            painter.setPen(colors.TEXT_MUTED.value(dark=dark))
            rest = QRectF(end + 4, rect.top(), 24, rect.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, ABSENT)


def draw_swatch(painter: QPainter, place: QRectF, outcome: str, *, dark: bool) -> None:
    """Fill a place in the colour and the hatching of an outcome."""
    at = _NUMBERS[outcome]
    painter.fillRect(place, colors.OUTCOMES[at].value(dark=dark))
    if _HATCHES[at] is not Qt.BrushStyle.NoBrush:
        painter.fillRect(place, QBrush(colors.OUTCOME_HATCH.value(dark=dark), _HATCHES[at]))
    painter.setPen(QPen(colors.TABLE_EDGE.value(dark=dark), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


class Legend(QWidget):
    """Which colour and hatching is which outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcomesLegend")
        self._language: Language = "zh"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_language(self, language: Language) -> None:
        """Name the outcomes in a language."""
        self._language = language
        names = ", ".join(name.to(language) for name in OUTCOMES.values())
        self.setAccessibleName(names)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for one line of all of them."""
        line = self.fontMetrics().height()
        names = [name.to(self._language) for name in OUTCOMES.values()]
        width = sum(self.fontMetrics().horizontalAdvance(name) + 2 * line + 24 for name in names)
        return QSize(width, line + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the swatches with their names."""
        del event
        painter = QPainter(self)
        line = self.fontMetrics().height()
        at = QPointF(MARGIN + 2, (self.height() - line) / 2)
        for outcome, name in OUTCOMES.items():
            said = name.to(self._language)
            swatch = QRectF(at.x(), at.y() + 1, 2 * line - 4, line - 2)
            draw_swatch(painter, swatch, outcome, dark=colors.is_dark(self.palette()))
            painter.setPen(colors.TEXT.on(self.palette()))
            width = self.fontMetrics().horizontalAdvance(said)
            place = QRectF(at.x() + 2 * line + 2, at.y(), width + 2, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)
            at.setX(place.right() + 20)
