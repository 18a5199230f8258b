"""The page that shows an agency year by year, with charts of the row at hand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from core.comparing.years import Line, Years
from core.forms import Forms
from gui.compare.compare_page import ComparePage, Target, fill
from gui.compare.compare_view import CompareView
from gui.compare.row_charts import RowCharts
from gui.compare.years_delegate import YearsDelegate
from gui.compare.years_model import YearsModel
from gui.settings import Settings

LABEL_LETTERS, YEAR_LETTERS = 44, 17  # widths of the columns
LINES = 1.9  # of text in a row: the number, and its chain below


class YearsPage(ComparePage):
    """Printed cells down, years across.

    Args:
        forms: the official forms.
        settings: the language.
    """

    agencyChosen = Signal(str)

    def __init__(self, forms: Forms, settings: Settings) -> None:
        self.model = YearsModel()
        super().__init__(CompareView(self.model, YearsDelegate, LINES), settings)
        self.model.setParent(self)
        self.setObjectName("yearsPage")
        self.view.setObjectName("yearsTable")
        self._forms = forms
        self._years = Years((), (), ())
        self.agency, self.applicants = QComboBox(), QComboBox()
        self.agency.setObjectName("agencyBox")
        self.applicants.setObjectName("applicantsBox")
        self.agency.setEditable(True)
        self.agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.agency.setMinimumContentsLength(18)
        completer = self.agency.completer()
        assert completer
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.charts = RowCharts()
        self.bar.addWidget(self.agency)
        self.bar.addWidget(self.applicants)
        self.finish_bar()
        self.said.setContentsMargins(10, 6, 10, 6)
        self.said.setMinimumHeight(2 * self.fontMetrics().height() + 12)
        self.column.addWidget(self.said)
        self.column.addWidget(self.charts)
        self.agency.activated.connect(self._tell_agency)
        self.applicants.currentIndexChanged.connect(lambda _: self._show())
        self.charts.chosen.connect(self._choose)
        self.retranslate()

    # what is shown ---------------------------------------------------------------------------

    def show_agencies(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer agencies (name, what tells it) and mark one."""
        fill(self.agency, [(name, plain) for name, plain in names])
        known = [plain for _, plain in names]
        self.agency.setCurrentIndex(known.index(chosen) if chosen in known else -1)

    def show_years(self, years: Years, key: str = "", report: int | None = None) -> None:
        """Show an agency, and go to a cell of a report where it is among what is shown."""
        column = self.applicants.currentData()
        if key.startswith("requests.") and column and not key.endswith(f".{column}"):
            self.applicants.setCurrentIndex(self.applicants.findData(key.rpartition(".")[2]))
        at = self.view.currentIndex()
        before = self.model.lines[at.row()].key if at.isValid() else ""
        self._years = years
        self._show(key or before, report)

    def _show(self, key: str = "", report: int | None = None) -> None:
        at = self.view.currentIndex()
        column = at.column() if at.isValid() else len(self._years.years)
        if not key and at.isValid():
            key = self.model.lines[at.row()].key
        if report in self._years.reports:
            column = self._years.reports.index(report) + 1
        language = self._settings.current_language()
        self.model.show_years(self._years, self.applicants.currentData(), language)
        self.view.set_titles(self.model.titles)
        letter = self.view.fontMetrics().averageCharWidth()
        self.view.setColumnWidth(0, LABEL_LETTERS * letter)
        for number in range(1, self.model.columnCount()):
            self.view.setColumnWidth(number, YEAR_LETTERS * letter)
        row = self.model.row_of(key) if key else -1
        if row < 0:
            row = next((n for n, line in enumerate(self.model.lines) if line.key), -1)
        if row >= 0:
            column = min(max(column, 1), self.model.columnCount() - 1)
            index = self.model.index(row, column)
            self.view.setCurrentIndex(index)
            if report is not None:
                self.view.scrollTo(index, CompareView.ScrollHint.PositionAtCenter)
        self.describe_current()

    def describe_current(self) -> None:
        """Say what the chain rules say of the cell at hand, and draw its row."""
        at = self.view.currentIndex()
        line = self.model.lines[at.row()] if at.isValid() else None
        if line is None or line.is_title:
            self.said.setText("")
            self.charts.show_lines((), (), "")
            return
        where = " · ".join(filter(None, (line.label, line.column)))
        self.said.setText("\n".join([where, *self.model.sayings(at)]))
        self.charts.show_lines(self._years.years, self._row(line), line.key)

    def _row(self, line: Line) -> list[Line]:
        """Return the lines of the row of a line: all its columns."""
        row = line.key.rpartition(".")[0]
        return [one for one in self._years.lines if one.key.rpartition(".")[0] == row]

    def _choose(self, key: str) -> None:
        if self.model.row_of(key) < 0:
            self.applicants.setCurrentIndex(self.applicants.findData(key.rpartition(".")[2]))
        row = self.model.row_of(key)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, self.view.currentIndex().column()))

    def _tell_agency(self, at: int) -> None:
        self.agencyChosen.emit(str(self.agency.itemData(at)))

    # what the page is asked ------------------------------------------------------------------

    def title(self) -> str:
        """Return the agency and the years."""
        years = self._years.years
        return f"{self.agency.currentText()} {years[0]}–{years[-1]}" if years else ""

    def target(self, index: QModelIndex) -> Target | None:
        """Return the report of a year, at the cell."""
        line = self.model.lines[index.row()]
        if line.is_title or index.column() == 0:
            return None
        return Target(self._years.reports[index.column() - 1], line.key)

    def pictured(self) -> list[QWidget]:
        """Return the charts."""
        return [self.charts]

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        super().retranslate()
        self.agency.setAccessibleName(self.tr("Agency"))
        self.agency.setToolTip(self.tr("Agency"))
        columns = self._forms.variants("requests")[0].blocks[0].columns
        entries: list[tuple[str, object]] = [
            (self.tr("Applicants: {0}").format(column.label), column.key)
            for column in reversed(columns)
        ]
        fill(self.applicants, [*entries, (self.tr("Applicants: all columns"), "")])
        self.applicants.setAccessibleName(self.tr("Columns of the requests"))
        self.applicants.setToolTip(self.applicants.accessibleName())
        self.view.setAccessibleName(self.tr("Year by year"))
        self._show()
