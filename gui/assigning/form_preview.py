"""What a table of the form would hold, before anything changes; a place to put cells down on."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.assigning import Assignment, held, lines_of, replaced
from core.forms import Table
from core.report import Report
from core.text import Language
from gui import colors

HEAD_ROOM = 220  # pixels, of the labels of rows


class FormPreview(QTableWidget):
    """A table of the form, cell by cell; Delete takes out what would come into a cell.

    Args:
        report: the report as it stands.
        language: of the title of a table whose only line has no label.

    Signals:
        takenOut: keys of cells that are to stay as they are.
    """

    takenOut = Signal(list)

    def __init__(self, report: Report, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assignPreview")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        side = self.verticalHeader()
        side.setMaximumWidth(HEAD_ROOM)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head = self.horizontalHeader()
        wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        head.setDefaultAlignment(Qt.AlignmentFlag(wrapped))
        head.setMinimumHeight(2 * head.fontMetrics().height() + 8)  # two lines of a label
        self._report = report
        self._language: Language = language
        self._items: dict[str, QTableWidgetItem] = {}
        self._lines: tuple[tuple[str, ...], ...] = ()

    def show_table(self, table: Table) -> None:
        """Show another table of the forms."""
        self._lines = lines_of(table)
        self.clear()
        self._items = {}
        self.setRowCount(len(self._lines))
        longest = max(self._lines, key=len)
        self.setColumnCount(len(longest))
        heads = [column.label for _, column in (table.cells[key] for key in longest)]
        alike = len({len(line) for line in self._lines}) == 1
        self.horizontalHeader().setVisible(alike)
        self.setHorizontalHeaderLabels(heads)
        rows = [table.cells[line[0]][0] for line in self._lines]
        self.setVerticalHeaderLabels([row.label or table.title.to(self._language) for row in rows])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for y, line in enumerate(self._lines):
            for x, key in enumerate(line):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setData(Qt.ItemDataRole.UserRole, key)
                self.setItem(y, x, item)
                self._items[key] = item

    def show_held(self, one: Assignment, landing: Collection[str] = ()) -> None:
        """Show what each cell would hold.

        Args:
            one: which cell is taken from where.
            landing: the cells on which something would be put down just now.
        """
        found, losing = held(self._report, one), set(replaced(self._report, one))
        for line in self._lines:
            for key in line:
                item, cell = self._items[key], self._report.cells.get(key)
                old = (cell.text or "") if cell else ""
                text = found[key].text if key in found else None
                replaces = key in losing
                said = old if text is None else f"{old} → {text}" if replaces else text
                item.setText(said)
                item.setToolTip(f"{one.table.label(key)}\n{said}")
                color = colors.TEXT_MUTED if text is None else colors.TEXT
                item.setForeground(QBrush(color.on(self.palette())))
                ground = QBrush()
                if key in landing:
                    ground = QBrush(colors.ACTIVE_FILL.on(self.palette()))
                elif replaces:
                    ground = QBrush(colors.UNSURE_FILL.on(self.palette()))
                item.setBackground(ground)

    def place_at(self, place: QPoint) -> tuple[int, int] | None:
        """Return line and column at a place of the screen; over a head the first one beside it.

        None where it is not over this table. What is near the edge is brought into sight.
        """
        if not self.rect().contains(self.mapFromGlobal(place)):
            return None
        at = self.viewport().mapFromGlobal(place)
        line = self.rowAt(at.y()) if at.y() >= 0 else max(self.rowAt(0), 0)
        column = self.columnAt(at.x()) if at.x() >= 0 else 0
        if line < 0 or column < 0:
            return None
        for near in (line - 1, line + 1):
            if 0 <= near < self.rowCount() and at.y() >= 0:
                self.scrollTo(self.model().index(near, column))
        return line, column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out by Delete what would come into the chosen cells."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.takenOut.emit(
                [item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems()]
            )
        else:
            super().keyPressEvent(event)
