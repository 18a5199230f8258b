"""The page that shows what is open by agency and by rule: a heat map with its numbers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.checking.catalogue import rule_titles
from core.comparing.agencies import GROUPS, HeatMap, OpenCount, heat_map
from core.forms import Forms
from core.text import Language, Text
from gui import colors
from gui.compare.compare_page import ComparePage, Target, fill
from gui.compare.compare_view import CompareView
from gui.compare.pictures import CopyRole
from gui.settings import Settings

if TYPE_CHECKING:
    from core.store.project_rows import ReportEntry

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
STEPS = (1, 3, 6, 11)  # from how many on each of the four colours stands
AGENCY_LETTERS, COUNT_LETTERS, GROUP_LETTERS = 34, 9, 16
MARGIN = 8


class HeatModel(QAbstractTableModel):
    """Agencies down; their sum and the rules or groups across.

    Args:
        forms: whose sum rules have titles, too.
    """

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self.heat = HeatMap((), (), {})
        self.language: Language = "zh"
        self.agencies: list[str] = []
        self.totals: Mapping[str, int] = {}
        self._titles = {rule: info.title for rule, info in rule_titles(forms).items()}

    def show_heat(self, heat: HeatMap, language: Language) -> None:
        """Show another map, most open first."""
        self.beginResetModel()
        self.heat, self.language = heat, language
        self.agencies = list(heat.agencies)
        totals = dict.fromkeys(heat.agencies, 0)
        for (agency, _), spot in heat.spots.items():
            totals[agency] += spot.count
        self.totals = totals
        self.endResetModel()

    def count(self, agency: str, column: int) -> int:
        """Return what stands in a column: the sum in the first, then a rule or group each."""
        if column == 1:
            return self.totals[agency]
        spot = self.heat.spots.get((agency, self.heat.columns[column - 2]))
        return spot.count if spot else 0

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the agencies by a column."""
        if not 0 <= column < self.columnCount():
            return
        self.beginResetModel()
        down = order == Qt.SortOrder.DescendingOrder
        if column == 0:
            self.agencies.sort(reverse=down)
        else:
            self.agencies.sort(key=lambda agency: self.count(agency, column), reverse=down)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of agencies."""
        return 0 if parent.isValid() else len(self.agencies)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rules or groups, and two."""
        return 0 if parent.isValid() else len(self.heat.columns) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the ids of the rules, with their titles as tooltips; or names of groups."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        if section < 2:
            words = translate("Compare", "Agency"), translate("Compare", "Open")
            return words[section] if role in (Qt.ItemDataRole.DisplayRole, CopyRole) else None
        column = self.heat.columns[section - 2]
        name = GROUPS.get(column, Text(column, column)).to(self.language)
        if role in (Qt.ItemDataRole.DisplayRole, CopyRole):
            return name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            title = self._titles.get(column)
            return f"{column} {title.to(self.language)}" if title else name
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of an agency, or a number; "" for nought on the screen."""
        agency = self.agencies[index.row()]
        if index.column() == 0:
            shown = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CopyRole
            nameless = QCoreApplication.translate("Compare", "(agency not found)")
            return (agency or nameless) if role in shown else None
        count = self.count(agency, index.column())
        if role == CopyRole:
            return str(count)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(count or "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{agency}, {head}: {count}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() > 1 and count:
            told = Qt.ItemDataRole.ToolTipRole
            return str(self.headerData(index.column(), Qt.Orientation.Horizontal, told))
        return None


class HeatDelegate(QStyledItemDelegate):
    """Fills by number; the number itself stands in each place.

    Args:
        view: the table that it draws.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        model = view.model()
        assert isinstance(model, HeatModel)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        painter.save()
        place, dark = option.rect, colors.is_dark(option.palette)
        column, agency = index.column(), self._model.agencies[index.row()]
        count = self._model.count(agency, column) if column else 0
        ground = colors.TABLE_HEAD if column < 2 else colors.TABLE_BASE
        painter.fillRect(place, ground.value(dark=dark))
        if column > 1 and count:
            level = sum(count >= step for step in STEPS) - 1
            painter.fillRect(place.adjusted(1, 1, -2, -2), colors.HEAT[level].value(dark=dark))
        painter.setPen(colors.TABLE_LINE.value(dark=dark))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.setPen(colors.TEXT.value(dark=dark))
        inner = place.adjusted(MARGIN, 0, -MARGIN, 0)
        if column == 0:
            elide = Qt.TextElideMode.ElideRight
            text = option.fontMetrics.elidedText(str(index.data()), elide, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        elif count:
            if column == 1:
                font = QFont(option.font)
                font.setBold(True)
                painter.setFont(font)
            how = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(inner, how | Qt.AlignmentFlag.AlignVCenter, str(count))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colors.ACTIVE_LINE.value(dark=dark), 2))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        painter.restore()


class HeatPage(ComparePage):
    """Open findings by agency and rule.

    Args:
        forms: whose sum rules have titles.
        settings: the language.
    """

    def __init__(self, forms: Forms, settings: Settings) -> None:
        self.model = HeatModel(forms)
        super().__init__(CompareView(self.model, HeatDelegate, 1), settings)
        self.model.setParent(self)
        self.setObjectName("heatPage")
        self.view.setObjectName("heatTable")
        self.view.setSortingEnabled(True)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self._reports: Sequence[ReportEntry] = ()
        self._counts: Sequence[OpenCount] = ()
        self.years, self.columns, self.hints = QComboBox(), QComboBox(), QCheckBox()
        self.years.setObjectName("heatYear")
        self.columns.setObjectName("heatColumns")
        self.hints.setObjectName("heatHints")
        for widget in (self.years, self.columns, self.hints):
            self.bar.addWidget(widget)
        self.finish_bar()
        self.said.setContentsMargins(10, 6, 10, 6)
        self.column.addWidget(self.said)
        self.years.currentIndexChanged.connect(self._show)
        self.columns.currentIndexChanged.connect(self._show)
        self.hints.toggled.connect(self._show)
        self.retranslate()

    def show_counts(self, reports: "Sequence[ReportEntry]", counts: Sequence[OpenCount]) -> None:
        """Show what is open in reports."""
        self._reports, self._counts = reports, counts
        self._fill_years()
        self._show()

    def _fill_years(self) -> None:
        years = sorted({one.year for one in self._reports if one.year is not None}, reverse=True)
        entries: list[tuple[str, object]] = [(str(year), year) for year in years]
        fill(self.years, [(self.tr("All years"), None), *entries])

    def _show(self) -> None:
        at = self.view.currentIndex()
        kept = self.model.agencies[at.row()] if at.isValid() else ""
        by_group = bool(self.columns.currentData())
        heat = heat_map(
            self._reports,
            self._counts,
            by_group=by_group,
            with_hints=self.hints.isChecked(),
            year=self.years.currentData(),
        )
        self.model.show_heat(heat, self._settings.current_language())
        head = self.view.horizontalHeader()
        if head.sortIndicatorSection() >= 0:
            self.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        letter = self.view.fontMetrics().averageCharWidth()
        self.view.setColumnWidth(0, AGENCY_LETTERS * letter)
        for column in range(1, self.model.columnCount()):
            wide = by_group and column > 1
            self.view.setColumnWidth(column, (GROUP_LETTERS if wide else COUNT_LETTERS) * letter)
        if self.model.agencies:
            row = self.model.agencies.index(kept) if kept in self.model.agencies else 0
            column = min(max(at.column(), 1), self.model.columnCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, column))
        self.describe_current()

    def describe_current(self) -> None:
        """Say which rule the place at hand is about."""
        at = self.view.currentIndex()
        if not at.isValid():
            self.said.setText(self.tr("Nothing is open."))
            return
        across = Qt.Orientation.Horizontal
        rule = self.model.headerData(at.column(), across, Qt.ItemDataRole.ToolTipRole)
        agency = self.model.index(at.row(), 0).data()
        count = self.model.count(self.model.agencies[at.row()], max(at.column(), 1))
        parts = [str(agency), str(rule or self.tr("open")), str(count)]
        self.said.setText(" · ".join(parts))

    def title(self) -> str:
        """Return what the map is of."""
        return f"{self.tr('Open findings')} · {self.years.currentText()}"

    def target(self, index: QModelIndex) -> Target | None:
        """Return the report with most of what is open there, at the first of it."""
        agency = self.model.agencies[index.row()]
        if index.column() > 1:
            spot = self.model.heat.spots.get((agency, self.model.heat.columns[index.column() - 2]))
        else:
            spots = [s for (of, _), s in self.model.heat.spots.items() if of == agency]
            spot = max(spots, key=lambda one: one.count, default=None)
        return Target(spot.report, rule=spot.rule) if spot else None

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        super().retranslate()
        fill(self.columns, [(self.tr("By rule"), ""), (self.tr("By group of rules"), "group")])
        self.hints.setText(self.tr("With hints"))
        self.years.setAccessibleName(self.tr("Year"))
        self.columns.setAccessibleName(self.tr("Columns"))
        self.view.setAccessibleName(self.tr("Open findings by agency and rule"))
        self._fill_years()
        self._show()
