"""The tables of the open report laid out: sheets, fonts, zoom. TableView adds what is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from gui.settings import Settings
from gui.table.cell_delegate import CellDelegate
from gui.table.table_layout import column_edges, row_heights
from gui.table.table_model import TableModel

ZOOMS = (0.7, 2.5)
_STEP = 1.1
NARROWEST = 280  # pixels
LEAST_DIGITS = 39  # in the width of the form's tables: narrower columns would hide numbers

if TYPE_CHECKING:
    from gui.session import Session


class TableSheets(QTableView):
    """Shows a report, one sheet at a time.

    Signals:
        sheetChanged: another sheet is shown; its number.
    """

    sheetChanged = Signal(int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._zoom = 1.0
        self._set_fonts()
        self._model = TableModel(settings, self)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self._model.dataChanged.connect(self._fit_words)
        self.setModel(self._model)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for set_mode in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            set_mode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(NARROWEST)

    @property
    def table_model(self) -> TableModel:
        """The model, with what it offers beyond Qt's interface."""
        return self._model

    def sizeHint(self) -> QSize:
        """Ask for room to read a table without squeezing."""
        return QSize(640, 640)

    def minimumSizeHint(self) -> QSize:
        """Do with a line of the table on a low screen."""
        return QSize(NARROWEST, 2 * self.fontMetrics().height() + 12)

    # sheets ----------------------------------------------------------------------------------

    @property
    def sheet(self) -> int:
        """The sheet shown: 0 for the tables of the form, then one for each other table."""
        return self._model.sheet

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return 1 + len(self.session.report.plain) if self.session else 0

    def _turn_to(self, sheet: int) -> None:
        """Show a sheet; no cell is the current one then."""
        self.clearSpans()
        self._model.show_sheet(sheet)
        self._span()
        self.sheetChanged.emit(sheet)

    def _span(self) -> None:
        """Merge the cells that are printed so."""
        for slot in self._model.grid.slots:
            if slot.rows > 1 or slot.columns > 1:
                self.setSpan(slot.row, slot.column, slot.rows, slot.columns)
        self.fit()

    # size ------------------------------------------------------------------------------------

    def set_zoom(self, zoom: float) -> None:
        """Scale the tables' text; 1 is the size of the rest of the window."""
        self._zoom = max(ZOOMS[0], min(zoom, ZOOMS[1]))
        self._set_fonts()
        self.fit()

    def zoom_in(self) -> None:
        """Show the tables larger."""
        self.set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """Show the tables smaller."""
        self.set_zoom(self._zoom / _STEP)

    def zoom_reset(self) -> None:
        """Show the tables in the size of the window's text."""
        self.set_zoom(1.0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()
        event.accept()

    def _set_fonts(self) -> None:
        """Make the font of the tables at their zoom, digits of one width."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self._zoom)
        font.setFeature(QFont.Tag("tnum"), 1)
        self.cell_font = font
        self.cell_metrics = QFontMetrics(font)

    def fit(self) -> None:
        """Set column widths to the width there is, and row heights to the wrapped texts."""
        grid = self._model.grid
        if not grid.rows:
            return
        # those of the form fit but for a narrow window; another may be as wide as it likes
        least = self.fontMetrics().horizontalAdvance("0") * LEAST_DIGITS / grid.bounds[-1]
        unit = self.cell_metrics.horizontalAdvance("0") * 0.8 if self.sheet else least
        edges = column_edges(grid, self.viewport().width(), self._zoom, unit)
        for column in range(grid.columns):
            self.setColumnWidth(column, edges[column + 1] - edges[column])
        heights = row_heights(grid, edges, self.cell_metrics, self._model.words_of)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)

    def _fit_words(self) -> None:
        """Give words that were changed the room they need."""
        if self.sheet:
            self.fit()
