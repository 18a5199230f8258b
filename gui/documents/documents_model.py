"""The queue of reports: one row a report, and one for each document that holds none."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from gui.documents.queue_filter import Kind, QueueFilter, sample_of
from gui.documents.queue_row import QueueRow

Index = QModelIndex | QPersistentModelIndex
_PIECES = re.compile(r"(\d{1,18})|(\D+)")
RowRole = int(Qt.ItemDataRole.UserRole)


class Order(StrEnum):
    """How the queue is sorted."""

    FILE = "file"
    AGENCY = "agency"
    YEAR = "year"
    PROBLEMS = "problems"


class QueueModel(QAbstractListModel):
    """The rows in the order in which their documents were added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []
        self._places: dict[tuple[int, int | None], int] = {}
        self._reports: dict[int | None, int] = {}

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self.rows = list(rows)
        self._places = {row.key: at for at, row in enumerate(self.rows)}
        self._reports = {row.report: at for at, row in enumerate(self.rows)}
        self.endResetModel()

    def merge(self, rows: Sequence[QueueRow]) -> None:
        """Show rows anew that are there already, and add the others; all else stays in place."""
        known = [row for row in rows if row.key in self._places]
        added = [row for row in rows if row.key not in self._places]
        for row in known:
            at = self._places[row.key]
            if self.rows[at] != row:
                self.rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
        if added:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self.rows.extend(added)
            self._places |= {row.key: first + at for at, row in enumerate(added)}
            self._reports |= {row.report: first + at for at, row in enumerate(added)}
            self.endInsertRows()

    def index_of(self, report: int) -> QModelIndex:
        """Return where a report is; an invalid index where it is not."""
        at = self._reports.get(report)
        return QModelIndex() if at is None else self.index(at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as a whole, or in words for those who hear it read out."""
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.agency or row.name} {row.year or ''}".strip()
        return None


class QueueProxy(QSortFilterProxyModel):
    """The queue as searched, filtered and sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter = QueueFilter()
        self._sample: set[tuple[int, int | None]] = set()
        self._order = Order.FILE
        self._pinned: int | None = None
        self.setDynamicSortFilter(True)
        self.sort(0)

    def show(self, wanted: QueueFilter) -> None:
        """Show only what a filter lets through."""
        self.beginFilterChange()
        self.filter = wanted
        self._sample = sample_of(self._rows()) if wanted.kind is Kind.SAMPLE else set()
        self.endFilterChange()

    def order_by(self, order: Order) -> None:
        """Sort the rows. Sorted by problems, a row stays where it is while it is worked on."""
        self._order = order
        self.setDynamicSortFilter(order is not Order.PROBLEMS)
        self.invalidate()
        self.sort(0)

    def pin(self, report: int | None) -> None:
        """Show the open report whatever the filter, so that it does not vanish when it is done."""
        if not self.filter.filters:
            self._pinned = report
        elif report != self._pinned:
            self.beginFilterChange()
            self._pinned = report
            self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tell whether a row is shown."""
        del source_parent
        row = self._row(source_row)
        if row.report is not None and row.report == self._pinned:
            return True
        return self.filter.accepts(row, self._sample)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Tell which of two rows comes first."""
        return self._rank(left.row()) < self._rank(right.row())

    def _rows(self) -> list[QueueRow]:
        model = self.sourceModel()
        assert isinstance(model, QueueModel)
        return model.rows

    def _row(self, number: int) -> QueueRow:
        return self._rows()[number]

    def _rank(self, number: int) -> tuple[object, ...]:
        row = self._row(number)
        match self._order:
            case Order.FILE:
                return (_natural(row.name), number)
            case Order.AGENCY:
                return (not row.agency, row.agency, row.year or 0, number)
            case Order.YEAR:
                return (row.year is None, -(row.year or 0), row.agency, number)
            case Order.PROBLEMS:
                return (-row.errors, -row.warnings - row.unsure, number)


@lru_cache(maxsize=20_000)  # asked for each time that two rows are compared
def _natural(name: str) -> list[tuple[int, str]]:
    """Return what sorts names as people do: 2 before 10."""
    return [(int(digits or 0), text) for digits, text in _PIECES.findall(name.casefold())]
