"""The bar that says why the open project can only be read, and offers to go on editing it."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from gui.actions import EDIT, REVIEW, Actions, ActionSpec
from gui.settings import LANGUAGE, Settings
from gui.workspace import Workspace

POLL_MS = 2_000
LOOKING = ("previousProblem", "nextProblem", "lookNext", "explain", "previousReport",
           "nextReport", "nextUnfinished", "copy", "search", "find", "findNext",
           "findPrevious")  # fmt: skip
"""What can be done in the menus of edits and of the review where nothing may be changed."""

CHANGING = ("removeDocument", "versions", "projectSettings")
"""What cannot be done in the other menus."""


class ReadOnlyBar(QFrame):
    """Above the desk while the open project is read only; hidden else.

    Args:
        workspace: the open project.
        actions: those that change something are switched off.
        settings: the language.
    """

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("readOnlyBar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._workspace = workspace
        self._actions = actions
        self._settings = settings
        self._free = False
        self._why = QLabel()
        self._why.setObjectName("readOnlyWhy")
        self._why.setWordWrap(True)
        self._edit = QPushButton()
        self._edit.setObjectName("editHere")
        self._edit.clicked.connect(self.take_over)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._why, 1)
        row.addWidget(self._edit)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        workspace.projectChanged.connect(self._show)
        workspace.refused.connect(self._show)
        settings.changed.connect(self._follow_language)
        self._show()

    @property
    def suffix(self) -> str:
        """What the title of the window says beside the name of the project."""
        project = self._workspace.project
        return self.tr(" [read only]") if project and project.refusal else ""

    def restrict(self) -> None:
        """Switch off what changes something, where nothing may be changed."""
        project = self._workspace.project
        if project and project.refusal:
            for spec in filter(_changes, self._actions.specs):
                self._actions[spec.id].setEnabled(False)

    def take_over(self) -> None:
        """Open the project again, to edit it if nobody else has it by now."""
        project, holder = self._workspace.project, self._workspace.holder
        if project is None:
            return
        by_force = False
        if holder and holder.is_elsewhere:
            question = self.tr(
                "The computer {0} has the project open, or did not close it. Two who write at "
                "once refuse each other's changes. Edit it here?"
            )
            yes = QMessageBox.StandardButton.Yes
            asked = question.format(holder.host)
            by_force = QMessageBox.question(self.window(), self.tr("Gouji"), asked) == yes
        self._workspace.open(project.path, by_force=by_force)

    def _show(self) -> None:
        project = self._workspace.project
        why = project.refusal if project else None
        held = self._workspace.holder is not None
        self._free = False
        self._edit.setVisible(held)
        if why:
            language = self._settings.current_language()
            space = "" if language == "zh" else " "
            self._why.setText(f"{why.message.to(language)}{space}{why.hint.to(language)}")
        self._edit.setText(self.tr("Edit here"))
        self.setVisible(why is not None)
        if why and held:
            self._poll.start()
        else:
            self._poll.stop()

    def _look(self) -> None:
        """Say so as soon as the other window is closed."""
        if not self._free and self._workspace.is_free():
            self._free = True
            self._why.setText(
                self.tr("The other window has been closed: the project can be edited here now.")
            )

    def _follow_language(self, key: str) -> None:
        if key == LANGUAGE.key:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)


def _changes(spec: ActionSpec) -> bool:
    return spec.id in CHANGING or (spec.menu in (EDIT, REVIEW) and spec.id not in LOOKING)
