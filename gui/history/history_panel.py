"""The history: a dock with every event of the cell or report at hand, or of the project."""

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.forms import Forms
from core.store.history import Event
from core.text import Text
from gui.history.history_filter import HistoryFilter
from gui.history.history_model import Column, HistoryModel
from gui.settings import Settings
from gui.table.cell_words import shown_time

HEIGHT = 220  # pixels at first
LOOKED_AT_MS = 150  # how long one rests on an event before it is told what stands in its way
_WIDTHS = {  # in letters
    Column.WHO: 9, Column.REPORT: 26, Column.WHAT: 34, Column.OLD: 14,
    Column.NEW: 14,
}  # fmt: skip


class HistoryPanel(QDockWidget):
    """The dock with the history. It shows; what is asked of it is done elsewhere.

    Args:
        forms: the official forms.
        settings: for the language of what is said.
    """

    goRequested = Signal(object)  # Event: go to its report and cell
    takeBackRequested = Signal(object, bool)  # Event; whether its whole step
    lookedAt = Signal(object)  # Event: can it be taken back?
    left = Signal()  # by Esc
    wanted = Signal()  # it is shown, or shows something else: it is to be filled
    closed = Signal()

    def __init__(self, forms: Forms, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self._settings = settings
        self.filter = HistoryFilter()
        self.model = HistoryModel(forms, self)
        self.list = _HistoryList(self.model)
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("historySaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._go, self._back, self._step = QPushButton(), QPushButton(), QPushButton()
        self._go.setObjectName("historyGo")
        self._back.setObjectName("takeBack")
        self._step.setObjectName("takeStepBack")
        self._looking = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_current()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        foot.setSpacing(6)
        foot.addWidget(self._said, 1)
        for button in (self._go, self._back, self._step):
            button.setAutoDefault(False)
            foot.addWidget(button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.setWidget(inner)

    def _connect(self) -> None:
        self.filter.changed.connect(self.wanted)
        self.list.clicked.connect(self._go_there)
        self.list.activated.connect(self._go_there)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.model.modelReset.connect(self._show_current)
        self.model.rowsInserted.connect(self._say_nothing)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._go.clicked.connect(self._go_there)
        self._back.clicked.connect(lambda: self._take_back(whole=False))
        self._step.clicked.connect(lambda: self._take_back(whole=True))
        self._looking.timeout.connect(self._look)

    # what it says ----------------------------------------------------------------------------

    @property
    def current(self) -> Event | None:
        """The event that is marked."""
        at = self.list.currentIndex()
        return self.model.rows[at.row()].event if at.isValid() else None

    def say(self, text: Text | None) -> None:
        """Say something of the event that is marked; None for nothing."""
        said = text.to(self._settings.current_language()) if text else ""
        if not said and not self.model.rows:
            said = self.tr("Nothing has happened here.")
        self._said.setText(said)
        self._said.setToolTip(said)

    def offer(self, *, cell: bool, step: int) -> None:
        """Offer to take back the event that is marked.

        Args:
            cell: whether it can be taken back by itself.
            step: how many things its step changed, if all of it can be taken back; 0 if not.
        """
        self._back.setEnabled(cell)
        self._step.setVisible(step > 1)
        self._step.setText(self.tr("Take back the whole step (%n)", "", step))

    # what is done ----------------------------------------------------------------------------

    def _show_current(self) -> None:
        event = self.current
        self.say(None)
        self.offer(cell=False, step=0)
        self._go.setEnabled(event is not None and event.report is not None)
        self._looking.start() if event else self._looking.stop()

    def _say_nothing(self) -> None:
        """Do not say any more that there is nothing."""
        if self.current is None:
            self.say(None)

    def _look(self) -> None:
        if event := self.current:
            self.lookedAt.emit(event)

    def _go_there(self) -> None:
        event = self.current
        if event and event.report is not None:
            self.goRequested.emit(event)

    def _take_back(self, *, whole: bool) -> None:
        if event := self.current:
            self.takeBackRequested.emit(event, whole)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self._go, self._back, self._step):
            action = QAction(button.text(), menu)
            action.setEnabled(button.isEnabled())
            action.setVisible(button is not self._step or not button.isHidden())
            action.triggered.connect(button.click)
            menu.addAction(action)
        menu.popup(self.list.viewport().mapToGlobal(place))

    # events ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("History"))
        self.list.setAccessibleName(self.tr("History"))
        self._go.setText(self.tr("&Go there"))
        self._back.setText(self.tr("&Take back this change"))
        self.filter.retranslate()
        self.model.retranslate(self._settings.current_language())
        self.list.set_widths()
        if self.current is None:
            self.say(None)
            self.offer(cell=False, step=0)
        else:
            self._looking.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill it: while it is hidden it does not follow."""
        super().showEvent(event)
        self.wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed by its own button."""
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _HistoryList(QTableView):
    """The events. The arrow keys look at one after the other; Return and a click go there."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setObjectName("historyList")
        self.setModel(model)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        """Do with its heads and an event on a low screen."""
        return QSize(72, self.horizontalHeader().height() + 2 * self.fontMetrics().height())

    def set_widths(self) -> None:
        """Give each column the room that most of its texts need."""
        for column, letters in _WIDTHS.items():
            self.setColumnWidth(column, self.fontMetrics().averageCharWidth() * letters)
        now = shown_time(datetime.now(UTC).isoformat())
        self.setColumnWidth(Column.WHEN, self.fontMetrics().horizontalAdvance(now) + 24)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there by Return wherever the platform would rather edit."""
        index: QModelIndex = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.activated.emit(index)
        else:
            super().keyPressEvent(event)
