"""The bar in which a text is looked for and replaced. It stands below the desk and never blocks."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.finding_text.matching import Wanted
from gui.side_by_side import SideBySide

ROWS = 6  # of the list that are in sight
FEWEST_ROWS = 2  # where there is little room
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scope(StrEnum):
    """Where to look."""

    REPORT = "report"
    PROJECT = "project"


class FindBar(QFrame):
    """Enter goes on, Shift+Enter back, Esc closes.

    Signals:
        wantedChanged: what is looked for, or where.
        stepped: to the next hit (1) or the previous one (-1).
        replaceAsked: the hit at hand is to be replaced; all hits where the argument says so.
        chosen: a line of the list, by its number.
        closed: the focus may go back.
    """

    wantedChanged = Signal()
    replacementChanged = Signal()
    stepped = Signal(int)
    replaceAsked = Signal(bool)
    chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._field = _field("findField")
        self._by = _field("replaceField")
        self._whole = QCheckBox()
        self._whole.setObjectName("findWhole")
        self._scope = QComboBox()
        self._scope.setObjectName("findScope")
        for scope in Scope:
            self._scope.addItem("", scope)
        self._count = QLabel()
        self._count.setObjectName("findCount")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._preview = QLabel()
        self._preview.setObjectName("replacePreview")
        self._preview.setTextFormat(Qt.TextFormat.PlainText)
        self._previous, self._next, self._close = _button("findPrevious"), _button("findNext"), (
            _button("findClose")
        )  # fmt: skip
        self._one, self._all = _button("replaceOne"), _button("replaceAll")
        self._list = QListWidget()
        self._list.setObjectName("findList")
        self._list.setUniformItemSizes(True)
        self._list.hide()
        self._replacing = self._lay_out()
        self._replacing.hide()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> QWidget:
        upper = SideBySide(
            [self._field, self._whole, self._scope],
            [self._count, self._previous, self._next, self._close],
            stretched=0,
        )
        replacing = SideBySide([self._by], [self._preview, self._one, self._all], stretched=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addWidget(upper)
        column.addWidget(replacing)
        column.addWidget(self._list)
        return replacing

    def _connect(self) -> None:
        self._field.textChanged.connect(self.wantedChanged)
        self._whole.toggled.connect(self.wantedChanged)
        self._scope.currentIndexChanged.connect(self._change_scope)
        self._by.textChanged.connect(self.replacementChanged)
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._close.clicked.connect(self.close_bar)
        self._one.clicked.connect(lambda: self.replaceAsked.emit(False))  # noqa: FBT003 - as the
        self._all.clicked.connect(lambda: self.replaceAsked.emit(True))  # noqa: FBT003 - signal has
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)

    # what it says ----------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self._field.text(), self._whole.isChecked())

    @property
    def replacement(self) -> str:
        """What is to stand in its place."""
        return self._by.text()

    @property
    def scope(self) -> Scope:
        """Where to look."""
        return Scope(self._scope.currentData())

    @property
    def is_replacing(self) -> bool:
        """Whether the line for replacing is there."""
        return not self._replacing.isHidden()

    # what it shows ---------------------------------------------------------------------------

    def open_bar(self, *, replacing: bool = False) -> None:
        """Come forward, with the text chosen that was looked for last."""
        if replacing:
            self._scope.setCurrentIndex(0)
        self._replacing.setVisible(replacing)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def look_in(self, scope: Scope) -> None:
        """Look somewhere else."""
        self._scope.setCurrentIndex(list(Scope).index(scope))

    def show_count(self, at: int | None, total: int, *, more: bool = False) -> None:
        """Say which hit of how many is shown; ``more`` that there may be others."""
        if not self.wanted:
            said = ""
        elif not total:
            said = self.tr("Looking…") if more else self.tr("Not found")
        elif at is None:
            said = self.tr("{0} or more found") if more else self.tr("{0} found")
            said = said.format(total)
        else:
            said = self.tr("{0} of {1}").format(at + 1, total)
        self._count.setText(said)
        for button in (self._previous, self._next):
            button.setEnabled(total > 0)

    def show_replacing(self, preview: str, *, one: bool, every: bool) -> None:
        """Show what would become of the hit at hand, and what can be replaced."""
        self._preview.setText(preview)
        self._one.setEnabled(one)
        self._all.setEnabled(every)

    def clear_list(self) -> None:
        """List nothing; the list goes where only one report is searched."""
        self._list.clear()
        self._fit()

    def add_lines(self, lines: list[str]) -> None:
        """List some more hits."""
        self._list.addItems(lines)
        self._fit()

    def go_to_line(self, step: int) -> None:
        """Choose the next or previous line of the list, round the ends."""
        if count := self._list.count():
            row = self._list.currentRow()
            row = (row + step) % count if row >= 0 else (0 if step > 0 else count - 1)
            self._list.setCurrentRow(row)
            self.chosen.emit(row)

    def _fit(self) -> None:
        rows = min(ROWS, self._list.count())
        self._list.setVisible(rows > 0 and self.scope is Scope.PROJECT)
        line, frame = max(self._list.sizeHintForRow(0), 1), 2 * self._list.frameWidth()
        self._list.setMinimumHeight(min(rows, FEWEST_ROWS) * line + frame)
        self._list.setMaximumHeight(rows * line + frame)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._list.row(item))

    def _change_scope(self) -> None:
        if self.scope is Scope.PROJECT:
            self._replacing.hide()  # what is not in sight is not changed
        self._fit()
        self.wantedChanged.emit()

    # events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, close by Esc; what the fields have no use for arrives here."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _ENTERS and focused is self._by:
            self.replaceAsked.emit(False)  # noqa: FBT003 - as the signal has it
        elif event.key() in _ENTERS and focused is not self._list:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Down and focused is self._field and self._list.count():
            self._list.setFocus()
            self._list.setCurrentRow(max(0, self._list.currentRow()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setAccessibleName(self.tr("Find and replace"))
        self._field.setPlaceholderText(self.tr("Find a number, a text or a label"))
        self._by.setPlaceholderText(self.tr("Replace with"))
        for field in (self._field, self._by):
            field.setAccessibleName(field.placeholderText())
        self._whole.setText(self.tr("Whole cell"))
        self._whole.setToolTip(self.tr("Find only cells in which nothing else stands"))
        self._scope.setItemText(0, self.tr("In this report"))
        self._scope.setItemText(1, self.tr("In all reports"))
        self._scope.setAccessibleName(self.tr("Where to look"))
        self._list.setAccessibleName(self.tr("Cells found"))
        self._previous.setText(self.tr("Previous"))
        self._next.setText(self.tr("Next"))
        self._close.setText(self.tr("Close"))
        keys = ((self._previous, "Shift+F3"), (self._next, "F3"), (self._close, "Esc"))
        for button, key in keys:
            button.setToolTip(f"{button.text()} ({key})")
        self._one.setText(self.tr("Replace"))
        self._all.setText(self.tr("Replace all…"))
        self._all.setToolTip(self.tr("Shows what would change first"))


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setClearButtonEnabled(True)
    field.setMinimumWidth(160)
    return field


def _button(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
