"""The rows of the queue, as a person goes through them and chooses some."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from gui.documents.documents_delegate import MARGIN, QueueDelegate
from gui.documents.documents_model import RowRole
from gui.documents.queue_row import QueueRow


class QueueList(QTableView):
    """The list itself: a click or the arrow keys open a report, the mouse resting tells all.

    Several rows can be chosen, by Ctrl, Shift or Ctrl+A; then none is opened.

    Args:
        tooltip: gives all there is to say of a row.

    It is a table of one column: a list asks its model for each of thousands of rows whenever it
    shows others, a table knows where its rows are.
    """

    chosen = Signal(QModelIndex)  # to be opened
    removeRequested = Signal(list)  # QueueRow: Delete was pressed on them

    def __init__(self, tooltip: Callable[[QueueRow], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tooltip = tooltip
        self.setObjectName("documentsList")
        self.setItemDelegate(QueueDelegate(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open_one)
        self.activated.connect(self.chosen)
        self._fit_rows()

    def minimumSizeHint(self) -> QSize:
        """Do with a row on a low screen."""
        return QSize(72, self.verticalHeader().defaultSectionSize())

    def _fit_rows(self) -> None:
        height = 2 * self.fontMetrics().height() + 2 * MARGIN
        self.verticalHeader().setDefaultSectionSize(height)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, as in a list."""
        actions = QAbstractItemView.CursorAction
        if action is actions.MoveHome:
            return self.model().index(0, 0)
        if action is actions.MoveEnd:
            return self.model().index(self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def chosen_rows(self) -> list[QueueRow]:
        """Return the rows that are chosen, from the top."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [row for index in indexes if isinstance(row := index.data(RowRole), QueueRow)]

    def _open_one(self, index: QModelIndex) -> None:
        """Open what was clicked, unless more is being chosen."""
        if self.selectionModel().selectedRows() == [index]:
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask by Delete whether the chosen documents are to go."""
        rows = self.chosen_rows()
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() and rows:
            self.removeRequested.emit(rows)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell all about the row under the mouse."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            row = index.data(RowRole) if index.isValid() else None
            if isinstance(row, QueueRow):
                QToolTip.showText(event.globalPos(), self._tooltip(row), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)
