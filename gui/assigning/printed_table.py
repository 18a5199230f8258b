"""A plain table as it is printed, parts of which are taken up to be put down on the form."""

from collections.abc import Collection

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTableWidgetSelectionRange,
    QWidget,
)

from core.assigning import Lifted
from core.report import PlainTable, Report
from gui import colors
from gui.assigning.carrying import Carrying

WIDEST = 130  # pixels of a column


class PrintedTable(QTableWidget):
    """Shows the cells of a plain table; a block of them, columns or rows can be chosen.

    Args:
        report: what stands in them.
        plain: the table.
    """

    def __init__(self, report: Report, plain: PlainTable, parent: QWidget | None = None) -> None:
        super().__init__(plain.rows, plain.columns, parent)
        self.setObjectName("assignPrinted")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self._items: dict[str, QTableWidgetItem] = {}
        for cell in plain.cells:
            held = report.cells.get(cell.key)
            item = QTableWidgetItem((held.text or "") if held else "")
            item.setToolTip(item.text())
            self.setItem(cell.row, cell.column, item)
            if cell.rows > 1 or cell.columns > 1:
                self.setSpan(cell.row, cell.column, cell.rows, cell.columns)
            self._items[cell.key] = item
        self.horizontalHeader().setMaximumSectionSize(WIDEST)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.carrying = Carrying(self)

    def choose_from(self, row: int, column: int) -> None:
        """Choose all cells from one on: the block that is carried most often."""
        self.clearSelection()
        last = self.rowCount() - 1, self.columnCount() - 1
        self.setRangeSelected(QTableWidgetSelectionRange(row, column, *last), True)  # noqa: FBT003

    @property
    def lifted(self) -> Lifted:
        """What is being carried: what is chosen."""
        ranges = self.selectedRanges()
        rows = sorted({at for r in ranges for at in range(r.topRow(), r.bottomRow() + 1)})
        columns = sorted({at for r in ranges for at in range(r.leftColumn(), r.rightColumn() + 1)})
        whole = self.carrying.by_columns, self.carrying.by_rows
        return Lifted([] if whole[0] else rows, [] if whole[1] else columns)

    def show_taken(self, taken: Collection[str]) -> None:
        """Let those cells stand out that go somewhere."""
        for key, item in self._items.items():
            color = colors.TEXT if key in taken else colors.TEXT_MUTED
            item.setForeground(QBrush(color.on(self.palette())))
            font = item.font()
            font.setBold(key in taken)
            item.setFont(font)
