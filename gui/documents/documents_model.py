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
    Qt,
)

from gui.documents.queue_filter import Key, Kind, QueueFilter, sample_of
from gui.documents.queue_row import QueueRow

Index = QModelIndex | QPersistentModelIndex
_PIECES = re.compile(r"(\d{1,18})|(\D+)")
FEW = 50  # rows that go one by one; of more the list is made anew
RowRole = int(Qt.ItemDataRole.UserRole)


class Order(StrEnum):
    """How the queue is sorted."""

    FILE = "file"
    AGENCY = "agency"
    YEAR = "year"
    PROBLEMS = "problems"


class QueueModel(QAbstractListModel):
    """The reports as searched, filtered and sorted.

    All of it is done here and not in a proxy, which would ask for each of thousands of rows by
    itself. ``rows`` are all of them in the order in which their documents were added.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []
        self.shown: list[QueueRow] = []
        self.counts = (0, 0)  # of all reports, of those that are reviewed
        self.filter = QueueFilter()
        self._order = Order.FILE
        self._ordered: list[QueueRow] = []
        self._pinned: int | None = None
        self._sample: set[Key] = set()
        self._places: dict[Key, int] = {}  # in rows

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows and no others."""
        self.rows = list(rows)
        self._places = {row.key: at for at, row in enumerate(self.rows)}
        self._show_anew()

    def merge(self, rows: Sequence[QueueRow]) -> None:
        """Show rows anew that are there already, and add the others; all else stays in place."""
        changed = False
        for row in rows:
            at = self._places.get(row.key)
            if at is None:
                self._places[row.key] = len(self.rows)
                self.rows.append(row)
            elif self.rows[at] == row:
                continue
            else:
                self.rows[at] = row
            changed = True
        if changed:
            self._sort(keep=self._order is Order.PROBLEMS)
            self._fit(self._through())

    def show(self, wanted: QueueFilter) -> None:
        """Show only what a filter lets through."""
        if wanted != self.filter:
            self.filter = wanted
            self._sample = sample_of(self.rows) if wanted.kind is Kind.SAMPLE else set()
            self._reset(self._through())

    def order_by(self, order: Order) -> None:
        """Sort the rows. Sorted by problems, a row stays where it is while it is worked on."""
        self._order = order
        self._show_anew()

    def pin(self, report: int | None) -> None:
        """Show the open report whatever the filter, so that it does not vanish when it is done."""
        if report != self._pinned:
            self._pinned = report
            if self.filter.filters:
                self._fit(self._through())

    def index_of(self, report: int | None) -> QModelIndex:
        """Return where a report is shown; an invalid index where it is not."""
        at = next((at for at, row in enumerate(self.shown) if row.report == report), None)
        return QModelIndex() if at is None or report is None else self.index(at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as a whole, or in words for those who hear it read out."""
        row = self.shown[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.agency or row.name} {row.year or ''}".strip()
        return None

    # how -------------------------------------------------------------------------------------

    def _show_anew(self) -> None:
        self._sample = sample_of(self.rows) if self.filter.kind is Kind.SAMPLE else set()
        self._sort()
        self._reset(self._through())

    def _sort(self, *, keep: bool = False) -> None:
        """Sort all rows; those that are there already keep their places where ``keep`` is true."""
        places = self._places
        reports = [row for row in self.rows if row.report is not None]
        self.counts = len(reports), sum(row.finished for row in reports)
        if keep:
            known = [self.rows[places[row.key]] for row in self._ordered if row.key in places]
            there = {row.key for row in known}
            added = [row for row in self.rows if row.key not in there]
            self._ordered = [*known, *sorted(added, key=self._rank)]
        else:
            self._ordered = sorted(self.rows, key=self._rank)

    def _through(self) -> list[QueueRow]:
        if not self.filter.filters:
            return list(self._ordered)
        through = self.filter.through(self._ordered, self._sample)
        at = self._pinned_place()
        if at is not None and self.rows[at] not in through:
            keys = {row.key for row in through} | {self.rows[at].key}
            through = [row for row in self._ordered if row.key in keys]
        return through

    def _pinned_place(self) -> int | None:
        if self._pinned is None:
            return None
        return next((at for at, row in enumerate(self.rows) if row.report == self._pinned), None)

    def _reset(self, wanted: list[QueueRow]) -> None:
        self.beginResetModel()
        self.shown = wanted
        self.endResetModel()

    def _fit(self, wanted: list[QueueRow]) -> None:
        """Show other rows, so that the view stays where it is as far as it can."""
        keys = {row.key for row in wanted}
        gone = [at for at, row in enumerate(self.shown) if row.key not in keys]
        stay = [row.key for row in self.shown if row.key in keys]
        there = set(stay)
        if stay != [row.key for row in wanted if row.key in there] or len(gone) > FEW:
            self._reset(wanted)
            return
        for at in reversed(gone):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.shown[at]
            self.endRemoveRows()
        for first, last in _runs([at for at, row in enumerate(wanted) if row.key not in there]):
            self.beginInsertRows(QModelIndex(), first, last)
            self.shown[first:first] = wanted[first : last + 1]
            self.endInsertRows()
        for at, row in enumerate(wanted):
            if self.shown[at] != row:
                self.shown[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _rank(self, row: QueueRow) -> tuple[object, ...]:
        number = self._places[row.key]
        match self._order:
            case Order.FILE:
                return (_natural(row.name), number)
            case Order.AGENCY:
                return (not row.agency, row.agency, row.year or 0, number)
            case Order.YEAR:
                return (row.year is None, -(row.year or 0), row.agency, number)
            case Order.PROBLEMS:
                return (-row.errors, -row.warnings - row.unsure, number)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return first and last of places that follow one another."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    return runs


@lru_cache(maxsize=20_000)  # asked for each time that two rows are compared
def _natural(name: str) -> list[tuple[int, str]]:
    """Return what sorts names as people do: 2 before 10."""
    return [(int(digits or 0), text) for digits, text in _PIECES.findall(name.casefold())]
