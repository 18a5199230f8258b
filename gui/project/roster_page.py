"""The roster of a project: which agency belongs to which, read from files or made by hand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.checking.roster import Roster
from core.checking.roster_sheets import TEXTS, WORKBOOKS
from core.text import Language, Text
from gui import colors
from gui.project.agencies import Agencies
from gui.project.forest import forest_of, gathered, joined, roster_of, twice
from gui.project.reading_roster import RosterPreview, RosterReading, Taking
from gui.project.roster_tree import NAME, RosterTree

_Slot = Callable[[], object]


class RosterPage(QWidget):
    """Shows the roster and lets a person change it.

    Args:
        roster: as the project has it.
        agencies: those of the project.
        language: of what is said about a file that cannot be read.
    """

    fitChanged = Signal()  # whether it can be saved

    def __init__(self, roster: Roster, agencies: Agencies, language: Language) -> None:
        super().__init__()
        self.setObjectName("rosterPage")
        self._agencies = agencies
        self._language = language
        self._read_from = Path()
        self._reading = RosterReading(self)
        self._reading.done.connect(self._preview)
        self._reading.failed.connect(self._tell_failure)
        self.tree = RosterTree(agencies, language, editable=True)
        self.tree.setObjectName("rosterTree")
        self.tree.show_forest(forest_of(roster))
        self._intro, self._said = QLabel(), QLabel()
        self._intro.setWordWrap(True)
        self._said.setWordWrap(True)
        self._said.setObjectName("rosterSaid")
        slots: dict[str, _Slot] = {
            "rosterFolder": self._from_folder,
            "rosterWorkbook": self._from_workbook,
            "rosterGather": self._gather,
            "rosterAdd": self.tree.add,
            "rosterRename": self.tree.rename,
            "rosterRemove": self.tree.remove,
            "rosterUp": partial(self.tree.move_item, Qt.Key.Key_Up),
            "rosterDown": partial(self.tree.move_item, Qt.Key.Key_Down),
            "rosterIn": partial(self.tree.move_item, Qt.Key.Key_Right),
            "rosterOut": partial(self.tree.move_item, Qt.Key.Key_Left),
            "rosterUndo": self.tree.undo,
        }
        self._buttons = {name: self._button(name, slot) for name, slot in slots.items()}
        self._lay_out()
        self.tree.edited.connect(self._on_edited)
        self.tree.currentItemChanged.connect(self._enable)
        self.retranslate()

    def _button(self, name: str, slot: _Slot) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _lay_out(self) -> None:
        buttons = QWidget()
        side = QVBoxLayout(buttons)
        side.setContentsMargins(0, 0, 0, 0)
        for name, button in self._buttons.items():
            if name in ("rosterAdd", "rosterUp", "rosterUndo"):
                side.addSpacing(10)
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.tree, 1)
        row.addWidget(_Side(buttons))
        column = QVBoxLayout(self)
        column.addWidget(self._intro)
        column.addLayout(row, 1)
        column.addWidget(self._said)

    def close_reading(self) -> None:
        """Wait for what is being read, and forget it."""
        self._reading.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._reading.close()

    def roster(self) -> Roster:
        """Return the roster as it stands."""
        return roster_of(self.tree.forest())

    @property
    def is_fit(self) -> bool:
        """Whether each agency stands in one place."""
        return twice(self.tree.forest()) is None

    # from files ------------------------------------------------------------------------------

    def _from_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of reports"))
        if name:
            self.read(Path(name))

    def _from_workbook(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in (*WORKBOOKS, *TEXTS))
        wanted = self.tr("Workbooks and texts") + f" ({kinds})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Workbook with a roster"), "", wanted)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a folder, workbook or text; what is in it is shown before it is taken."""
        self._read_from = path
        self._say(self.tr("Reading {0}…").format(path.name))
        self._reading.start(path, self._agencies)
        self._enable()

    def _preview(self, roster: Roster) -> None:
        self._say("")
        is_first = not self.tree.topLevelItemCount()
        preview = RosterPreview(
            self._read_from.name,
            roster,
            self._agencies,
            self,
            language=self._language,
            is_first=is_first,
        )
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.taken.connect(self._take)
        preview.open()
        self._enable()

    def _take(self, roster: Roster, how: Taking) -> None:
        new = joined(self.roster(), roster) if how is Taking.ADD else roster
        self.tree.change(forest_of(new))
        self.tree.setFocus()

    def _tell_failure(self, message: Text, hint: Text) -> None:
        gap = "" if self._language == "zh" else " "
        both = gap.join([message.to(self._language), hint.to(self._language)])
        self._say(f"{self._read_from.name}: {both}", is_bad=True)
        self._enable()

    # by hand ---------------------------------------------------------------------------------

    def _gather(self) -> None:
        if parent := self._gathering():
            self.tree.change(gathered(self.tree.forest(), parent, self._agencies.names))
            self.tree.setFocus()

    def _gathering(self) -> str:
        """Return the agency below which all others go: the one at hand, or the widest."""
        item = self.tree.currentItem()
        return item.text(NAME) if item else self._agencies.widest()

    def _on_edited(self) -> None:
        doubled = twice(self.tree.forest())
        said = self.tr("“{0}” stands in two places; keep one of them.").format(doubled)
        self._say(said if doubled else "", is_bad=doubled is not None)
        self._enable()
        self.fitChanged.emit()

    def _say(self, text: str, *, is_bad: bool = False) -> None:
        palette = self._said.palette()
        color = colors.ERROR if is_bad else colors.TEXT_MUTED
        palette.setColor(self._said.foregroundRole(), color.on(self.palette()))
        self._said.setPalette(palette)
        self._said.setText(text)

    def _enable(self) -> None:
        item, parent = self.tree.currentItem(), self._gathering()
        for name in ("Rename", "Remove", "Up", "Down", "In", "Out"):
            self._buttons[f"roster{name}"].setEnabled(item is not None)
        self._buttons["rosterUndo"].setEnabled(self.tree.can_undo)
        self._buttons["rosterGather"].setEnabled(bool(parent and self._agencies.names))
        hint = self.tr(
            "All agencies of this project that are not here yet become members of “{0}”."
        )
        self._buttons["rosterGather"].setToolTip(hint.format(parent) if parent else "")
        for name in ("rosterFolder", "rosterWorkbook"):
            self._buttons[name].setEnabled(not self._reading.busy)

    # words -----------------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        """Say what is wrong with files, and name levels, in another language."""
        self._language = language
        self.tree.set_language(language)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._intro.setText(
            self.tr(
                "A parent's figures are held against the sum of its members'; members without"
                " a report are named."
            )
        )
        self.tree.setAccessibleName(self.tr("Roster"))
        names = {
            "rosterFolder": (self.tr("From a folder…"), ""),
            "rosterWorkbook": (self.tr("From a workbook…"), ""),
            "rosterGather": (self.tr("All others below it"), ""),
            "rosterAdd": (self.tr("Add"), "Ins"),
            "rosterRename": (self.tr("Rename"), "F2"),
            "rosterRemove": (self.tr("Remove"), "Del"),
            "rosterUp": (self.tr("Move up"), "Alt+↑"),
            "rosterDown": (self.tr("Move down"), "Alt+↓"),
            "rosterIn": (self.tr("Below the one before"), "Alt+→"),
            "rosterOut": (self.tr("Out of its parent"), "Alt+←"),
            "rosterUndo": (self.tr("Take back"), "Ctrl+Z"),
        }
        for name, (text, keys) in names.items():
            self._buttons[name].setText(text)
            self._buttons[name].setToolTip(f"{text} ({keys})" if keys else text)
        self._enable()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Side(QScrollArea):
    """The buttons beside the roster; on a low screen they are scrolled.

    Args:
        buttons: holds them, one below the other.
    """

    def __init__(self, buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        self.setWidget(buttons)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from button to button
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have room for the scroll bar where there is one."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Be as wide as the buttons in any language."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        needed = self._buttons.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(needed.width() + (bar if self.height() < needed.height() else 0))
