"""The page that shows what became of requests, agency by agency."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QComboBox, QHeaderView, QWidget

from core.comparing.agencies import Outcomes, outcome_of
from core.forms import Forms
from gui.compare.compare_page import ComparePage, Target, fill
from gui.compare.compare_view import CompareView
from gui.compare.outcome_bars import (
    AGENCY,
    BAR,
    TOTAL,
    YEAR,
    Legend,
    OutcomesDelegate,
    OutcomesModel,
)
from gui.settings import Settings

LETTERS = {AGENCY: 34, YEAR: 9, TOTAL: 11}


class OutcomesPage(ComparePage):
    """Requests by outcome.

    Args:
        forms: for the cells of an outcome.
        settings: the language.
    """

    def __init__(self, forms: Forms, settings: Settings) -> None:
        self.model = OutcomesModel()
        super().__init__(CompareView(self.model, OutcomesDelegate, 1.15), settings)
        self.model.setParent(self)
        self.setObjectName("outcomesPage")
        self.view.setObjectName("outcomesTable")
        self.view.setSortingEnabled(True)
        self._forms = forms
        self._all: Sequence[Outcomes] = ()
        self.years, self.lengths = QComboBox(), QComboBox()
        self.years.setObjectName("outcomesYear")
        self.lengths.setObjectName("outcomesLengths")
        self.legend = Legend()
        self.bar.addWidget(self.years)
        self.bar.addWidget(self.lengths)
        self.finish_bar()
        self.column.insertWidget(1, self.legend)
        self.said.setContentsMargins(10, 6, 10, 6)
        self.column.addWidget(self.said)
        head = self.view.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        head.setSectionResizeMode(BAR, QHeaderView.ResizeMode.Stretch)
        for column, letters in LETTERS.items():
            self.view.setColumnWidth(column, letters * self.view.fontMetrics().averageCharWidth())
        self.years.currentIndexChanged.connect(self._show)
        self.lengths.currentIndexChanged.connect(self._show)
        self.retranslate()

    def show_outcomes(self, outcomes: Sequence[Outcomes]) -> None:
        """Show what became of the requests of reports; the newest year first of all."""
        begins = not self._all
        self._all = outcomes
        self._fill_years()
        if begins and self.years.count() > 1:
            self.years.setCurrentIndex(1)
        self._show()

    def _fill_years(self) -> None:
        years = sorted({one.year for one in self._all if one.year is not None}, reverse=True)
        entries: list[tuple[str, object]] = [(str(year), year) for year in years]
        fill(self.years, [(self.tr("All years"), None), *entries])

    def _show(self) -> None:
        at = self.view.currentIndex()
        kept = self.model.rows[at.row()].report if at.isValid() else None
        year = self.years.currentData()
        rows = [row for row in self._all if year is None or row.year == year]
        language = self._settings.current_language()
        self.legend.set_language(language)
        shares = bool(self.lengths.currentData())
        self.model.show_outcomes(rows, language, shares=shares)
        head = self.view.horizontalHeader()
        if head.sortIndicatorSection() >= 0:
            self.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        reports = [row.report for row in self.model.rows]
        if reports:
            row = reports.index(kept) if kept in reports else 0
            self.view.setCurrentIndex(self.model.index(row, BAR))
        self.describe_current()

    def describe_current(self) -> None:
        """Say the numbers of the bar at hand."""
        at = self.view.currentIndex()
        if not at.isValid():
            self.said.setText("")
            return
        row = self.model.rows[at.row()]
        head = f"{row.agency} {row.year or ''}".strip()
        self.said.setText(" · ".join([head, *self.model.parts(row)]))

    def title(self) -> str:
        """Return what the bars are of."""
        return f"{self.tr('Requests by outcome')} · {self.years.currentText()}"

    def target(self, index: QModelIndex) -> Target | None:
        """Return the report of a bar, at the first cell of the part that was clicked."""
        row = self.model.rows[index.row()]
        wanted = "granted"
        delegate = self.view.itemDelegate()
        if index.column() == BAR and isinstance(delegate, OutcomesDelegate):
            at = self.view.viewport().mapFromGlobal(QCursor.pos())
            for outcome, place in delegate.bar(self.view.visualRect(index), row):
                if place.contains(at):
                    wanted = outcome
        keys = (key for table in self._forms.variants("requests") for key in table.cells)
        found = (key for key in keys if outcome_of(key) == wanted and key.endswith(".total"))
        return Target(row.report, next(found, ""))

    def pictured(self) -> list[QWidget]:
        """Return the legend."""
        return [self.legend]

    def table(self) -> list[list[str]]:
        """Return the numbers behind the bars."""
        return self.model.table()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        super().retranslate()
        fill(self.lengths, [(self.tr("Numbers"), ""), (self.tr("Shares"), "shares")])
        self.years.setAccessibleName(self.tr("Year"))
        self.lengths.setAccessibleName(self.tr("Length of the bars"))
        self.view.setAccessibleName(self.tr("Requests by outcome"))
        self._fill_years()
        self._show()
