"""The events that the history shows, loaded a page at a time."""

import json
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.errors import GoujiError
from core.forms import Forms
from core.store.timeline import PAGE, Filter, Happening, happenings, last_event, subject
from core.text import Language
from gui.history import history_words
from gui.table.cell_words import shown_time

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns of the history."""

    WHEN = 0
    WHO = 1
    REPORT = 2
    WHAT = 3
    OLD = 4
    NEW = 5
    WHY = 6


class HistoryModel(QAbstractTableModel):
    """Events newest first; what is not scrolled to is not loaded.

    Args:
        forms: the official forms.
    """

    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(self, forms: Forms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0  # the last event that is known, shown or not
        self.language: Language = "zh"
        self.rows: list[Happening] = []
        self.all_loaded = True
        self._forms = forms
        self._project: ProjectReader | None = None
        self._filter = Filter()

    def shows(self, project: "ProjectReader | None", wanted: Filter | None) -> bool:
        """Tell whether these very events are shown already."""
        return project is self._project and wanted == self._filter

    def show_events(self, project: "ProjectReader | None", wanted: Filter | None) -> None:
        """Show events of a project from the newest on; none for None."""
        self.beginResetModel()
        self._project, self._filter = project, wanted or Filter()
        self.rows, self.all_loaded, self._newest = [], True, 0
        self.endResetModel()
        if not wanted:
            self._project = None
        if self._project:
            self._newest = self._last_event()
            rows = self._ask()
            self.all_loaded = len(rows) < PAGE
            self._insert(0, rows)

    def load_new(self) -> bool:
        """Put what happened since on top; what is shown stays. Returns whether anything did."""
        if not self._project:
            return False
        newest = self._last_event()
        if newest == self._newest:
            return False
        new = self._ask(after=self._newest)
        self._newest = newest
        if len(new) == PAGE:  # more may have happened than a page holds
            self.show_events(self._project, self._filter)
        else:
            self._insert(0, new)
        return True

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are older events than those that are loaded."""
        return not parent.isValid() and not self.all_loaded

    def fetchMore(self, parent: Index) -> None:
        """Load the next page of older events."""
        del parent
        if self.rows:
            older = self._ask(before=self.rows[-1].event.id)
            self.all_loaded = len(older) < PAGE
            self._insert(len(self.rows), older)

    def _ask(self, *, before: int | None = None, after: int = 0) -> list[Happening]:
        assert self._project
        try:
            return happenings(self._project, self._forms, self._filter, before=before, after=after)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
            return []

    def _last_event(self) -> int:
        assert self._project
        try:
            return last_event(self._project)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
            return self._newest

    def _insert(self, at: int, rows: list[Happening]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self.rows[at:at] = rows
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of events that are loaded."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a column says of an event; the tooltip says it whole."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(self.rows[index.row()], Column(index.column())).replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(self.rows[index.row()], Column(index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            translate = QCoreApplication.translate
            return {
                Column.WHEN: translate("History", "When"),
                Column.WHO: translate("History", "Who"),
                Column.REPORT: translate("History", "Report"),
                Column.WHAT: translate("History", "What"),
                Column.OLD: translate("History", "From"),
                Column.NEW: translate("History", "To"),
                Column.WHY: translate("History", "Why"),
            }[Column(section)]
        return None

    def words(self, row: Happening, column: Column) -> str:
        """Return what a column says of an event."""
        event = row.event
        match column:
            case Column.WHEN:
                return shown_time(event.at)
            case Column.WHO:
                return event.who
            case Column.REPORT:
                return f"{row.agency or ''} {row.year or ''}".strip()
            case Column.WHAT:
                return subject(event, self._forms).to(self.language)
            case Column.OLD:
                return history_words.value(event, event.old, self.language)
            case Column.NEW:
                return history_words.value(event, event.new, self.language)
            case Column.WHY:
                if event.kind == "decision" and event.new is not None:
                    return str(json.loads(event.new).get("reason", ""))
                return history_words.reason(event)

    def retranslate(self, language: Language) -> None:
        """Say everything in the language of the window."""
        self.language = language
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(Column) - 1))
