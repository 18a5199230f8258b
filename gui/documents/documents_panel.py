"""The queue of reports on the left of the window: states, counts, search, filter, order."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.report import ReportState
from gui.documents.documents_model import Order, QueueModel, RowRole
from gui.documents.filter_button import FilterButton
from gui.documents.queue_filter import Facet, Kind, QueueFilter, values_in
from gui.documents.queue_list import QueueList
from gui.documents.queue_row import QueueRow
from gui.flow_layout import AsHighAsItsLines, FlowLayout
from gui.notice_bar import NoticeBar
from gui.settings import Settings

WIDTH = 256  # pixels at first
NOTES_SHOWN = 5  # in a tooltip; a scanned volume has one a page


class DocumentsPanel(QDockWidget):
    """The dock with the queue.

    Args:
        settings: for the language of what the program says of a document.
    """

    reportChosen = Signal(int)  # report id
    removeRequested = Signal(list)  # QueueRow: Delete was pressed on them

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentsPanel")
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self._settings = settings
        self.setTitleBarWidget(QWidget())  # the search field is title enough
        self.model = QueueModel(self)
        self._current: int | None = None
        self.model.modelReset.connect(self._mark_current)
        self.list = QueueList(self.tooltip, self)
        self.list.setModel(self.model)
        self._search = QLineEdit()
        self._search.setObjectName("searchField")
        self._search.setClearButtonEnabled(True)
        self._kind = QComboBox()
        self._kind.setObjectName("kindBox")
        self._order = QComboBox()
        self._order.setObjectName("orderBox")
        self._filter = FilterButton()
        for kind in Kind:
            self._kind.addItem("", kind)
        for order in Order:
            self._order.addItem("", order)
        for box in (self._kind, self._order):  # as wide as their longest entry
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.question = NoticeBar("queueQuestion")
        self.question.closed.connect(self.list.setFocus)
        self._summary = QLabel()
        self._summary.setObjectName("queueSummary")
        self._summary.setForegroundRole(self._summary.foregroundRole().PlaceholderText)
        self._lay_out()
        self._search.textChanged.connect(self._show_filtered)
        self._search.returnPressed.connect(self.list.setFocus)
        self._kind.currentIndexChanged.connect(self._show_filtered)
        self._filter.asked.connect(self._list_values)
        self._filter.changed.connect(self._show_filtered)
        self._order.currentIndexChanged.connect(
            lambda at: self.model.order_by(Order(self._order.itemData(at)))
        )
        self.list.chosen.connect(self._choose)
        self.list.removeRequested.connect(self.removeRequested)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._summarise())
        self.retranslate()

    def _lay_out(self) -> None:
        row = FlowLayout()  # two lines where a language or a font takes more room
        row.setSpacing(4)
        for widget in (self._kind, self._filter, self._order):
            row.addWidget(widget)
        head = QVBoxLayout()
        head.setContentsMargins(7, 8, 7, 0)
        head.setSpacing(6)
        head.addWidget(self._search)
        head.addLayout(row)
        head.addWidget(self._filter.panel)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 2, 8, 6)
        foot.addWidget(self._summary)
        inner = AsHighAsItsLines()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addLayout(foot)
        self.setWidget(inner)

    # what is in it ---------------------------------------------------------------------------

    def show_rows(self, rows: list[QueueRow]) -> None:
        """Show these rows and no others."""
        self.model.show_rows(rows)
        self._summarise()

    def merge(self, rows: list[QueueRow]) -> None:
        """Show rows anew, or add them; the others stay as they are."""
        self.model.merge(rows)
        self._summarise()

    def show_current(self, report: int | None) -> None:
        """Mark the report that is open; scrolls only where it is out of sight."""
        self._current = report
        self.model.pin(report)
        self._mark_current()

    def _mark_current(self) -> None:
        index = self.model.index_of(self._current)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flags)
        if index.isValid():
            self.list.scrollTo(index)

    def neighbour(self, report: int | None, step: int, *, unfinished: bool = False) -> int | None:
        """Return the report that many steps from another in the order shown; None at the end.

        With ``unfinished`` the next one that is not reviewed is looked for, round the end; parked
        ones come when there is no other.
        """
        shown = [row for row in self.shown_rows() if row.report is not None]
        places = [row.report for row in shown]
        at = places.index(report) if report in places else -1
        if unfinished:
            others = [*shown[at + 1 :], *shown[: max(at, 0)]]
            left = [row for row in others if not row.finished]
            left.sort(key=lambda row: row.state is ReportState.PARKED)  # put aside: last
            return next((row.report for row in left), None)
        target = at + step
        return places[target] if 0 <= target < len(places) else None

    def next_with_problems(self, report: int, step: int) -> int | None:
        """Return the next report in which something is open, round the end; parked ones are not.

        Args:
            report: the one to start from.
            step: 1 for the next, -1 for the previous.
        """
        rows = [row for row in self.shown_rows() if row.report is not None][::step]
        at = next((at for at, row in enumerate(rows) if row.report == report), -1)
        others = [*rows[at + 1 :], *rows[: max(at, 0)]]
        open_ones = (r for r in others if r.problems and r.state is not ReportState.PARKED)
        return next((row.report for row in open_ones), None)

    def shown_rows(self) -> list[QueueRow]:
        """Return the rows as they are shown, from the top."""
        return self.model.shown

    def row_of(self, report: int | None) -> QueueRow | None:
        """Return the row of a report; for None the current one of the list, None for neither."""
        if report is not None:
            return next((row for row in self.model.rows if row.report == report), None)
        index = self.list.currentIndex()
        return self._row(index) if index.isValid() else None

    def chosen_rows(self) -> list[QueueRow]:
        """Return the rows that are chosen in the list, from the top."""
        return self.list.chosen_rows()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.show()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _row(self, index: QModelIndex) -> QueueRow:
        row = index.data(RowRole)
        assert isinstance(row, QueueRow)
        return row

    def _show_filtered(self) -> None:
        """Show what the words, the kind and the ticks let through."""
        kind = Kind(self._kind.currentData())
        ticked = {facet: frozenset(values) for facet, values in self._filter.ticked.items()}
        wanted = QueueFilter(kind=kind, ticked=ticked)
        self.model.show(wanted.searching(self._search.text()))
        self._summarise()

    def _list_values(self) -> None:
        rows = self.model.rows
        self._filter.show_values({facet: values_in(rows, facet) for facet in Facet})

    def _choose(self, index: QModelIndex) -> None:
        report = self._row(index).report
        if report is not None:
            self.reportChosen.emit(report)

    # words -----------------------------------------------------------------------------------

    def tooltip(self, row: QueueRow) -> str:
        """Return all there is to say of a row."""
        notes = [note.to(self._settings.current_language()) for note in row.notes[:NOTES_SHOWN]]
        if len(row.notes) > NOTES_SHOWN:
            notes.append(self.tr("and {0} more").format(len(row.notes) - NOTES_SHOWN))
        if row.report is None:
            return "\n".join(
                [row.name, *(notes or [self.tr("No report was found in this document.")])]
            )
        states = {
            ReportState.READ: self.tr("Not looked at yet"),
            ReportState.IN_REVIEW: self.tr("In review"),
            ReportState.PARKED: self.tr("Parked"),
            ReportState.REVIEWED: self.tr("Reviewed"),
            ReportState.REOPENED: self.tr("Reopened"),
        }
        counts = [
            (self.tr("Must fix: {0}"), row.errors),
            (self.tr("To explain: {0}"), row.warnings),
            (self.tr("Hints: {0}"), row.hints),
            (self.tr("Unsure cells: {0}"), row.unsure),
        ]
        said = [text.format(number) for text, number in counts if number]
        title = f"{row.agency or self.tr('Agency not found')} {row.year or ''}".strip()
        return "\n".join([title, row.name, states[row.state], *said, *notes])

    def _summarise(self) -> None:
        reports, reviewed = self.model.counts
        text = self.tr("Reports: {0} · reviewed: {1}").format(reports, reviewed)
        if self.model.filter.filters:
            shown = sum(row.report is not None for row in self.model.shown)
            text = self.tr("Shown: {0} of {1}").format(shown, reports)
        chosen = len(self.list.selectionModel().selectedRows())
        if chosen > 1:
            text = self.tr("Chosen: {0} · {1}").format(chosen, text)
        self._summary.setText(text if reports else "")

    def _fit_search(self) -> None:
        """Have room for what is written in the empty field."""
        words = self._search.fontMetrics().horizontalAdvance(self._search.placeholderText())
        self._search.setMinimumWidth(words + 16)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Reports"))
        self.list.setAccessibleName(self.tr("Reports"))
        self._search.setPlaceholderText(self.tr("Search agency, year, file"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._fit_search()
        kinds = {
            Kind.ALL: self.tr("All"),
            Kind.OPEN: self.tr("With problems"),
            Kind.UNFINISHED: self.tr("Unfinished"),
            Kind.PARKED: self.tr("Parked"),
            Kind.REVIEWED: self.tr("Reviewed"),
            Kind.SAMPLE: self.tr("Blind sample"),
        }
        orders = {
            Order.FILE: self.tr("By file"),
            Order.AGENCY: self.tr("By agency"),
            Order.YEAR: self.tr("By year"),
            Order.PROBLEMS: self.tr("Most problems first"),
        }
        for at, kind in enumerate(Kind):
            self._kind.setItemText(at, kinds[kind])
        for at, order in enumerate(Order):
            self._order.setItemText(at, orders[order])
        self._kind.setAccessibleName(self.tr("Which reports are shown"))
        self._kind.setToolTip(self._kind.accessibleName())
        sample = self.tr("By lot: one in twenty of the reports in which all rules hold")
        self._kind.setItemData(list(Kind).index(Kind.SAMPLE), sample, Qt.ItemDataRole.ToolTipRole)
        self._order.setAccessibleName(self.tr("Order of the reports"))
        self._order.setToolTip(self._order.accessibleName())
        self._summarise()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit_search()
        super().changeEvent(event)
