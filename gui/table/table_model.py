"""The tables of the open report as an item model: those of the form, or one of the others."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.checking.coverage import Coverage
from core.text import Language, Text
from gui.problems import Mark
from gui.session import Session
from gui.settings import Settings
from gui.table import cell_words
from gui.table.plain_grid import PlainGrid
from gui.table.table_grid import Slot, SlotGrid, TableGrid

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What the model gives beside Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1  # named b"key": the cell's key, "" for heads and labels
    STATE = Qt.ItemDataRole.UserRole + 2  # named b"state": the cell's marks in words


class TableModel(QAbstractTableModel):
    """Value cells, heads and labels of a report, placed as a grid says.

    A report has one **sheet** for the tables of its form, and one for each of its other tables; the
    model is one sheet at a time.
    """

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.session: Session | None = None
        self.grid: SlotGrid = TableGrid(())
        self.sheet = 0
        self._marks: dict[str, Mark] = {}
        self._highlighted: frozenset[str] = frozenset()
        self._coverage: Coverage | None = None

    def set_session(self, session: Session | None) -> None:
        """Show another report, or none."""
        self.beginResetModel()
        if self.session is not None:
            self.session.cellsChanged.disconnect(self._on_cells_changed)
            self.session.findingsChanged.disconnect(self._on_findings_changed)
            self.session.decisionsChanged.disconnect(self._on_findings_changed)
        self.session = session
        self.sheet, self.grid = 0, TableGrid(session.tables if session else ())
        self._highlighted = frozenset()
        self._marks = self._current_marks()
        if session is not None:
            session.cellsChanged.connect(self._on_cells_changed)
            session.findingsChanged.connect(self._on_findings_changed)
            session.decisionsChanged.connect(self._on_findings_changed)
        self.endResetModel()

    def show_sheet(self, sheet: int) -> None:
        """Be another sheet: 0 for the tables of the form, then one for each other table."""
        assert self.session is not None
        self.beginResetModel()
        self.sheet = sheet
        if sheet == 0:
            self.grid = TableGrid(self.session.tables)
        else:
            table = self.session.report.plain[sheet - 1]
            title = Text(table.title, table.title) if table.title else cell_words.other_table(sheet)
            self.grid = PlainGrid(table, self.text_of, title)
        self.endResetModel()

    @property
    def highlighted(self) -> frozenset[str]:
        """The cells that the finding at hand is about."""
        return self._highlighted

    def highlight(self, keys: Iterable[str]) -> None:
        """Mark the cells that the finding at hand is about, and no others."""
        wanted = frozenset(keys)
        if wanted != self._highlighted:
            self._highlighted = wanted
            self._refresh(frozenset())

    def show_coverage(self, coverage: Coverage | None) -> None:
        """Mark the cells that no rule protects; None for not marking any."""
        if coverage != self._coverage:
            self._coverage = coverage
            self._refresh(frozenset())

    def index_of(self, key: str) -> QModelIndex:
        """Return where a value cell is; an invalid index for a key that is not shown."""
        slot = self.grid.by_key.get(key)
        return self.index(slot.row, slot.column) if slot else QModelIndex()

    def key_at(self, index: Index) -> str:
        """Return the key of a value cell, "" for anything else."""
        slot = self.slot_at(index)
        return slot.key if slot else ""

    def slot_at(self, index: Index) -> Slot | None:
        """Return the printed cell that begins at an index."""
        return self.grid.at.get((index.row(), index.column()))

    def marks_of(self, key: str) -> Mark:
        """Return the marks of a value cell."""
        return self._marks[key]

    def weak_of(self, key: str) -> tuple[int, ...]:
        """Return which characters of a cell's text are doubtful, as long as it is what was read."""
        cell = self.session.report.cells.get(key) if self.session else None
        return cell.weak if cell and not cell.changed else ()

    def text_of(self, key: str) -> str:
        """Return the text of a value cell; "" where it is blank or absent."""
        cell = self.session.report.cells.get(key) if self.session else None
        return cell.text or "" if cell else ""

    def words_of(self, slot: Slot) -> str:
        """Return the words of a printed cell, which may be such as can be edited."""
        return self.text_of(slot.key) if slot.key else slot.text

    # what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines, titles included."""
        return 0 if parent.isValid() else self.grid.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns of the common grid, margins included."""
        return 0 if parent.isValid() or not self.grid.rows else self.grid.columns

    def roleNames(self) -> dict[int, QByteArray]:
        """Name the key and the state."""
        names = super().roleNames()
        return {**names, Role.KEY: QByteArray(b"key"), Role.STATE: QByteArray(b"state")}

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Value cells can be chosen and edited, heads and labels only be looked at."""
        slot = self.slot_at(index)
        if slot is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if slot.key:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a role asks for."""
        slot = self.slot_at(index)
        if slot is None or self.session is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(slot)
            case Qt.ItemDataRole.TextAlignmentRole:
                left = slot.kind in ("label", "title", "corner", "name", "words")
                across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
                return across | Qt.AlignmentFlag.AlignVCenter
            case Role.KEY:
                return slot.key
        return self._data_of_value(slot.key, role) if slot.key else None

    def _data_of_value(self, key: str, role: int) -> Any:  # noqa: ANN401 - as data()
        assert self.session is not None
        match role:
            case Role.STATE:
                return self._marks[key].words
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join([cell_words.label(self.session, key), *self._described(key)])
            case Qt.ItemDataRole.AccessibleTextRole:
                cell = self.session.report.cells.get(key)
                value = cell_words.shown_text(cell.text if cell else None)
                return f"{cell_words.label(self.session, key)}: {value}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return "\n".join(self._described(key))
        return None

    def _described(self, key: str) -> list[str]:
        """What is to be known of a cell; while protection is shown, which rules protect it."""
        assert self.session is not None
        lines = cell_words.describe(self.session, key, self._language)
        return lines + (cell_words.protection(self._coverage, key) if self._coverage else [])

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - as in Qt
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Change a value cell through the session; false where nothing changed."""
        key = self.key_at(index)
        if role != Qt.ItemDataRole.EditRole or not key or self.session is None:
            return False
        return self.session.edit(key, str(value))

    # what the session tells ------------------------------------------------------------------

    def _on_cells_changed(self, keys: frozenset[str]) -> None:
        self._refresh(keys)

    def _on_findings_changed(self) -> None:
        self._refresh(frozenset())

    def _refresh(self, keys: frozenset[str]) -> None:
        """Tell views about these cells, and about those whose marks are other than before."""
        before, self._marks = self._marks, self._current_marks()
        other = {key for key, mark in self._marks.items() if mark != before.get(key)}
        for key in other | (keys & self._marks.keys()):
            index = self.index_of(key)
            if index.isValid():  # else it is on another sheet
                self.dataChanged.emit(index, index)

    def _current_marks(self) -> dict[str, Mark]:
        if self.session is None:
            return {}
        marks = dict(self.session.review.marks)
        for key in self._highlighted & marks.keys():
            marks[key] |= Mark.HIGHLIGHTED
        for key in self._coverage.unprotected & marks.keys() if self._coverage else ():
            marks[key] |= Mark.UNPROTECTED
        return marks

    def retranslate(self) -> None:
        """Show titles and sentences in the language of the window."""
        if self.grid.rows:
            last = self.index(self.grid.rows - 1, self.grid.columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _text(self, slot: Slot) -> str:
        if slot.kind == "title":
            return self.grid.titles[slot.row].to(self._language)
        return self.words_of(slot)

    @property
    def _language(self) -> Language:
        return self._settings.current_language()
