"""Two versions of a report side by side, and what is to become of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.forms import Forms
from core.text import Language
from core.versions import Difference
from gui.sentences import sentences
from gui.versions.version_table import Column, VersionModel
from gui.window_place import open_at

SIZE = (860, 520)  # pixels
TEXT_WIDTH, THEN_WIDTH = 120, 200  # pixels, of columns at first


@dataclass(frozen=True, slots=True)
class Offered:
    """A new version of a report: both ids, what it is called, and the names of both files."""

    old: int
    new: int
    name: str
    old_file: str
    new_file: str


class VersionDialog(QDialog):
    """Shows one new version at a time, cell by cell.

    Args:
        forms: the official forms.
        language: of the names of cells.
        differences: gives the differences of two reports by their ids.
    """

    accepting = Signal(object)  # Offered: the new version is taken in place of the old one
    keeping = Signal(object)  # Offered: both stay
    ignoring = Signal(object)  # Offered: the new one goes

    def __init__(
        self,
        forms: Forms,
        language: Language,
        differences: Callable[[int, int], Sequence[Difference]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versionDialog")
        open_at(self, QSize(*SIZE))
        self._differences = differences
        self._offered: list[Offered] = []
        self._which = QComboBox()
        self._which.setObjectName("versionBox")
        self._files, self._count = QLabel(), QLabel()
        for label in (self._files, self._count):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.model = VersionModel(forms, language, self)
        self.table = QTableView()
        self.table.setObjectName("versionTable")
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(Column.CELL, QHeaderView.ResizeMode.Stretch)
        for part in (Column.OLD, Column.LEFT, Column.NEW):
            head.resizeSection(part, min(TEXT_WIDTH, self.width() // 7))
        head.resizeSection(Column.THEN, min(THEN_WIDTH, self.width() // 3))
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._accept = self._button("versionAccept", self.accepting)
        self._keep = self._button("versionKeep", self.keeping)
        self._ignore = self._button("versionIgnore", self.ignoring)
        self._later = QPushButton()
        self._later.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        for button in (self._accept, self._keep, self._ignore, self._later):
            row.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self._which, self._files, self._count):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self._which.currentIndexChanged.connect(self._show)
        self.retranslate()

    def show_offered(self, offered: Sequence[Offered]) -> None:
        """Show these versions, the first of them now; with none the dialog closes."""
        self._offered = list(offered)
        if not offered:
            self.accept()
            return
        with QSignalBlocker(self._which):
            self._which.clear()
            self._which.addItems([one.name for one in offered])
        self._which.setVisible(len(offered) > 1)
        self._show()

    @property
    def current(self) -> Offered:
        """The version that is shown."""
        return self._offered[max(self._which.currentIndex(), 0)]

    def _button(self, name: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(lambda: signal.emit(self.current))
        return button

    def _show(self) -> None:
        if not self._offered:
            return
        self.model.show_differences(self._differences(self.current.old, self.current.new))
        self._say()

    def _say(self) -> None:
        if not self._offered:
            return
        one, found = self.current, self.model.differences
        self.setWindowTitle(self.tr("New version: {0}").format(one.name))
        self._files.setText(self.tr("{0} → {1}").format(one.old_file, one.new_file))
        said = [self.tr("%n cell(s) read otherwise.", "", sum(d.read_otherwise for d in found))]
        carried, clashing = sum(d.carried for d in found), sum(d.clashes for d in found)
        if carried:
            said.append(self.tr("%n of your entries hold for the new version.", "", carried))
        if clashing:
            said.append(self.tr("%n of your corrections do not fit it any more.", "", clashing))
        self._count.setText(sentences(said))

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._which.setAccessibleName(self.tr("New versions"))
        self.table.setAccessibleName(self.tr("Cells that differ"))
        self._accept.setText(self.tr("&Take the new version"))
        self._accept.setToolTip(
            self.tr("Your corrections and decisions go over where the reading is the same")
        )
        self._keep.setText(self.tr("&Keep both"))
        self._ignore.setText(self.tr("&Ignore the new one"))
        self._later.setText(self.tr("&Later"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
