"""Carrying what is chosen in a table to another place with the mouse.

Not the drag and drop of the system: nothing leaves the window, what would come of it is shown on
the way, and Esc ends it anywhere.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableWidget


class Carrying(QObject):
    """Lets whole columns and rows be carried by their heads, and cells once they are chosen.

    Args:
        table: what is carried from; it is the parent, too.

    Signals:
        moved: what is chosen is being carried and is at a place of the screen (QPoint).
        dropped: it was let go of there.
        given_up: it was not put down anywhere.
    """

    moved = Signal(QPoint)
    dropped = Signal(QPoint)
    given_up = Signal()

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self._from: QPoint | None = None  # where the button was pressed
        self._under_way = False
        self._cells = table.viewport()
        self._columns = table.horizontalHeader().viewport()
        self._rows = table.verticalHeader().viewport()
        self._held: QObject = self._cells
        for part in (self._cells, self._columns, self._rows):
            part.installEventFilter(self)
        self._cells.setMouseTracking(True)
        table.installEventFilter(self)

    @property
    def by_columns(self) -> bool:
        """Whether whole columns are (or were last) carried, by their heads."""
        return self._held is self._columns

    @property
    def by_rows(self) -> bool:
        """Whether whole rows are."""
        return self._held is self._rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell carrying from choosing."""
        if isinstance(event, QMouseEvent):
            return self._follow_mouse(watched, event)
        if self._under_way and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._end()
                self.given_up.emit()
            return True  # the dialog is not left by it
        return super().eventFilter(watched, event)

    def _follow_mouse(self, part: QObject, event: QMouseEvent) -> bool:
        """Return whether nobody else is to have the event."""
        on_cells = part is self._cells
        place = event.globalPosition().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                if on_cells and (event.modifiers() or not self._is_chosen(event)):
                    return False
                # a head chooses its column or row first, unless it is one of several chosen
                chosen = on_cells or (self._held is part and self._head_is_chosen(part, event))
                self._from, self._held = place, part
                return chosen and not event.modifiers()
            case QEvent.Type.MouseMove if self._from is None and on_cells:
                shape = Qt.CursorShape
                hand = shape.OpenHandCursor if self._is_chosen(event) else shape.ArrowCursor
                self._cells.setCursor(hand)
            case QEvent.Type.MouseMove if self._from is not None:
                far = (place - self._from).manhattanLength() >= QApplication.startDragDistance()
                if far and not self._under_way:
                    self._begin()
                if self._under_way:
                    self.moved.emit(place)
                return True
            case QEvent.Type.MouseButtonRelease if self._from is not None:
                if self._under_way:
                    self._end()
                    self.dropped.emit(place)
                elif on_cells:  # a mere click
                    self._table.setCurrentIndex(self._table.indexAt(event.position().toPoint()))
                self._from = None
                return on_cells
        return False

    def _is_chosen(self, event: QMouseEvent) -> bool:
        index = self._table.indexAt(event.position().toPoint())
        return index.isValid() and self._table.selectionModel().isSelected(index)

    def _head_is_chosen(self, part: QObject, event: QMouseEvent) -> bool:
        table, place, root = self._table, event.position().toPoint(), QModelIndex()
        if part is self._columns:
            column = table.horizontalHeader().logicalIndexAt(place)
            return table.selectionModel().isColumnSelected(column, root)
        row = table.verticalHeader().logicalIndexAt(place)
        return table.selectionModel().isRowSelected(row, root)

    def _begin(self) -> None:
        self._under_way = True
        self._table.setFocus()  # Esc comes here
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.ClosedHandCursor))

    def _end(self) -> None:
        self._under_way, self._from = False, None
        QApplication.restoreOverrideCursor()
