"""The cells in which two versions of a report differ, and what a person had made of them."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.checking.explain import cell_name
from core.forms import Forms
from core.report import CellState
from core.text import Language
from core.versions import Difference
from gui.table.cell_words import shown_text

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What is said of a cell."""

    CELL, OLD, LEFT, NEW, THEN = range(5)


class VersionModel(QAbstractTableModel):
    """One row a difference.

    Args:
        forms: the official forms, for the names of cells.
        language: the language of those.
    """

    def __init__(self, forms: Forms, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._language: Language = language
        self.differences: Sequence[Difference] = ()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show these; those in which something is to be decided come first."""
        self.beginResetModel()
        self.differences = sorted(found, key=lambda one: (not one.clashes, not one.read_otherwise))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return the number of cells that differ."""
        return 0 if parent.isValid() else len(self.differences)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of a cell."""
        one, column = self.differences[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (
            Column.OLD, Column.LEFT, Column.NEW
        ):  # fmt: skip
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        translate = QCoreApplication.translate
        return {
            Column.CELL: translate("VersionTable", "Cell"),
            Column.OLD: translate("VersionTable", "Old version"),
            Column.LEFT: translate("VersionTable", "You left"),
            Column.NEW: translate("VersionTable", "New version"),
            Column.THEN: translate("VersionTable", "If you take the new one"),
        }[Column(section)]

    def _said(self, one: Difference, column: Column) -> str:
        match column:
            case Column.CELL:
                return cell_name(one.key, self._forms).to(self._language)
            case Column.OLD:
                return shown_text(one.read)
            case Column.LEFT:
                return self._left(one)
            case Column.NEW:
                return shown_text(one.new)
            case _:
                return self._then(one)

    def _left(self, one: Difference) -> str:
        marks = {CellState.CONFIRMED: "✓", CellState.DOUBTFUL: "?"}
        mark = marks.get(one.state, "")
        return f"{mark} {shown_text(one.text)}".strip() if one.corrected or mark else "—"

    def _then(self, one: Difference) -> str:
        translate = QCoreApplication.translate
        if one.clashes:
            return translate("VersionTable", "! the new text, to be looked at")
        if one.carried:
            return translate("VersionTable", "what you left stays")
        return translate("VersionTable", "the new text")
