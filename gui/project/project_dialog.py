"""What is chosen for one project, in one dialog; nothing is kept before OK."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.checking.catalogue import rule_titles
from core.checking.roster import Roster
from core.errors import GoujiError
from core.forms import Forms
from core.text import Language
from gui.project.agencies import Agencies
from gui.project.others_page import OthersPage
from gui.project.roster_page import RosterPage
from gui.project.rules_page import RulesPage
from gui.window_place import open_at

if TYPE_CHECKING:
    from core.store.project import Project

SIZE = (1060, 680)  # pixels


class ProjectDialog(QDialog):
    """Rules, roster and other projects of a project.

    Args:
        project: whose choices are shown, and kept on OK.
        forms: the official forms.
        language: of the rules' titles and explanations.

    Raises:
        GoujiError: the project cannot be read.
    """

    changed = Signal()  # what the reports are held against, after it is on disk
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(
        self, project: "Project", forms: Forms, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("projectDialog")
        open_at(self, QSize(*SIZE))
        self._project = project
        self._switches = project.switches()
        self._roster = project.roster()
        self._others = project.other_projects()
        infos, counts = rule_titles(forms), project.open_by_rule()
        self.rules = RulesPage(infos, self._switches, counts, language)
        self.roster = RosterPage(self._roster, Agencies.of(project), language)
        self.others = OthersPage(project.path, self._others)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("projectTabs")
        self._tabs.setDocumentMode(True)
        for page in (self.rules, self.roster, self.others):
            self._tabs.addTab(page, "")
        box = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(box.Ok | box.Cancel)
        self._buttons.accepted.connect(self._keep)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._tabs, 1)
        column.addWidget(self._buttons)
        self.roster.fitChanged.connect(self._enable)
        self.finished.connect(self.roster.close_reading)
        self.retranslate()

    def set_language(self, language: Language) -> None:
        """Show the rules in another language."""
        self.rules.set_language(language)
        self.roster.set_language(language)

    def _enable(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self.roster.is_fit)

    def _keep(self) -> None:
        """Record what is not as it was; have the reports checked again if something is not."""
        switches, roster = self.rules.switches(), self.roster.roster()
        others = self.others.paths()
        try:
            if switches != self._switches:
                self._project.set_switches(switches)
            if _listed(roster) != _listed(self._roster):
                self._project.set_roster(roster)
            if others != self._others:
                self._project.set_other_projects(others)
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
            return
        present = (switches, _listed(roster), others)
        if present != (self._switches, _listed(self._roster), self._others):
            self.changed.emit()
        self.accept()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Project settings"))
        titles = (self.tr("Rules"), self.tr("Roster"), self.tr("Other projects"))
        for at, title in enumerate(titles):
            self._tabs.setTabText(at, title)
        box = QDialogButtonBox.StandardButton
        self._buttons.button(box.Ok).setText(self.tr("OK"))
        self._buttons.button(box.Cancel).setText(self.tr("Cancel"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the button that has the focus: elsewhere it ends a name or a search."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _listed(roster: Roster) -> list[tuple[str, str]]:
    return list(roster.parents.items())
