"""A table of what is compared: a click or Return opens the report; Esc leaves."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)


class CompareView(QTableView):
    """A table that is looked at, not edited.

    Args:
        model: what is shown.
        delegate: makes what draws it, for this table.
        line_height: of a row, in lines of text.
    """

    looked = Signal(QModelIndex)  # opened by a click: the table keeps the focus
    entered_ = Signal(QModelIndex)  # opened by Return or a double click: the desk gets it

    def __init__(
        self,
        model: QAbstractTableModel,
        delegate: Callable[[QTableView], QStyledItemDelegate],
        line_height: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_delegate = delegate
        self._line_height = line_height
        self._titles: tuple[int, ...] = ()
        self.setModel(model)
        self.setItemDelegate(delegate(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = int(self.fontMetrics().height() * line_height) + 8
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self.looked)
        self.doubleClicked.connect(self.entered_)

    def set_titles(self, rows: Sequence[int]) -> None:
        """Draw rows as titles: across the whole table, one line high."""
        for row in self._titles:  # the heights of rows outlive what was shown in them
            self.setRowHeight(row, self.verticalHeader().defaultSectionSize())
        self._titles = tuple(rows)
        self.clearSpans()
        height = self.fontMetrics().height() + 12
        columns = self.model().columnCount()
        for row in rows:
            if columns > 1:
                self.setSpan(row, 0, 1, columns)
            self.setRowHeight(row, height)

    def whole(self) -> "CompareView":
        """Return a table that shows all of it at once, for a picture; to be thrown away."""
        model = self.model()
        assert isinstance(model, QAbstractTableModel)
        copy = CompareView(model, self._make_delegate, self._line_height)
        copy.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        copy.setPalette(self.palette())
        copy.setFont(self.font())
        for policy in (copy.setHorizontalScrollBarPolicy, copy.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in range(model.columnCount()):
            copy.setColumnWidth(column, self.columnWidth(column))
        copy.set_titles(self._titles)
        head = copy.horizontalHeader().sizeHint().height()
        copy.setFixedSize(copy.horizontalHeader().length(), copy.verticalHeader().length() + head)
        copy.show()
        return copy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Return."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.entered_.emit(index)
        else:
            super().keyPressEvent(event)
