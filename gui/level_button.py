"""Where the agency of the open report stands, beside its name, and a menu to set it by hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.checking.agencies import LEVEL_NAMES, agency_level, level_of
from core.report import Report
from core.text import Language
from gui import colors


class LevelButton(QToolButton):
    """Shows the level of an agency; its menu says what the name tells, and the levels there are.

    A menu and not a field: each choice is one deliberate step, none comes from a turned wheel.

    Signals:
        chosen: the level to be set, "" for what the name tells.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("levelButton")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._by_name = self._action("")
        self._menu.addSeparator()
        self._levels = {level: self._action(level.value) for level in LEVEL_NAMES}
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(self._menu)

    def _action(self, level: str) -> QAction:
        action = self._group.addAction("")
        action.setCheckable(True)
        action.setData(level)
        self._menu.addAction(action)
        return action

    def show_level(self, report: Report, language: Language) -> None:
        """Show the level of a report's agency, whoever said it; ? where nobody did."""
        level, by_name = level_of(report), agency_level(report.agency)
        told = LEVEL_NAMES[by_name].to(language) if by_name else self.tr("it does not tell")
        self._by_name.setText(self.tr("As its name tells: {0}").format(told))
        for one, action in self._levels.items():
            action.setText(LEVEL_NAMES[one].to(language))
        for action in self._group.actions():
            action.setChecked(action.data() == report.level)
        said = LEVEL_NAMES[level].to(language) if level else self.tr("Level?")
        self.setText(f"{said} ▾")
        self.setAccessibleName(self.tr("Level of the agency") + f": {said}")
        source = (
            self.tr("Set by hand.")
            if report.level
            else self.tr("Taken from its name.")
            if level
            else self.tr("Its name does not tell: rules that ask for it are left out.")
        )
        self.setToolTip(f"{self.tr('Level of the agency')}: {said}\n{source}")
        muted = colors.TEXT_MUTED.on(self.palette()).name()
        style = (
            f"QToolButton {{ color: {muted}; border: none; padding: 2px 0 }} "
            "QToolButton:hover { text-decoration: underline } "
            "QToolButton::menu-indicator { image: none; width: 0 }"
        )
        if self.styleSheet() != style:  # setting it again would cost a new layout
            self.setStyleSheet(style)
