"""An edit that cannot be written, where the desk is about to be left: nothing goes without a word.

It says what cannot be saved and why, and asks: once more, somewhere else, or without it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from core.text import Text
from gui.desk import Desk
from gui.dialogs import Dialogs
from gui.reviewing import Reviewing
from gui.settings import Settings
from gui.table import cell_words
from gui.workspace import Workspace

GoOn = Callable[[], object]
"""Does what the desk was to be left for."""


@dataclass(frozen=True, slots=True)
class InHand:
    """What was typed and is not written: in which report, into which cell."""

    report: int
    key: str
    text: str


class EditInHand(QObject):
    """Stands before all that leaves the desk: closing the window, another project.

    Args:
        desk: where something is typed.
        reviewing: goes back to the report.
        workspace: saves the project elsewhere.
        dialogs: asks where.
        settings: the language of reasons.
        window: what the question belongs to.
    """

    def __init__(
        self,
        desk: Desk,
        reviewing: Reviewing,
        workspace: Workspace,
        dialogs: Dialogs,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._reviewing = reviewing
        self._workspace = workspace
        self._dialogs = dialogs
        self._settings = settings
        self._window = window
        self._why: tuple[Text, ...] = ()
        self._box: QMessageBox | None = None

    def slots(self) -> dict[str, GoOn]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "closeProject": lambda: self.then(self._workspace.close),
            "saveProjectAs": self.save_elsewhere,
        }

    def then(self, go_on: GoOn) -> None:
        """Do something that leaves the desk, at once or when it has been settled what is lost."""
        if self.may_leave(go_on):
            go_on()

    def may_leave(self, go_on: GoOn) -> bool:
        """Write what is being typed; tell whether the desk can be left now.

        Where it cannot be written that is asked about, and the answer does ``go_on``.
        """
        if self._is_written():
            return True
        if edit := self._edit():
            self._ask(edit, go_on)
        return False  # or an input method is still composing

    def save_elsewhere(self) -> bool:
        """Ask for another name for the project and go on under it, with what is in hand."""
        project = self._workspace.project
        target = self._dialogs.project_target(project.path) if project else None
        written = self._is_written()
        edit = None if written else self._edit()
        if target is None or not (written or edit) or not self._workspace.save_as(target):
            return False
        if edit is None:
            return True
        self._reviewing.show_report(edit.report)
        session = self._reviewing.session
        if session is None or session.id != edit.report:
            return False  # it was said why
        session.selection.select(edit.key)
        return session.edit(edit.key, edit.text)

    # what is in hand -------------------------------------------------------------------------

    def _is_written(self) -> bool:
        session, self._why = self._desk.session, ()
        if session is None:
            return True
        session.failed.connect(self._note)
        written = self._desk.table.commit()
        session.failed.disconnect(self._note)
        return written

    def _note(self, message: Text, hint: Text) -> None:
        self._why = message, hint

    def _edit(self) -> InHand | None:
        session, typed = self._desk.session, self._desk.table.typed
        if session is None or typed is None:
            return None
        return InHand(session.id, session.selection.key, typed)

    # asking ----------------------------------------------------------------------------------

    def _ask(self, edit: InHand, go_on: GoOn) -> None:
        if self._box is not None:
            self._box.close()
        session, language = self._desk.session, self._settings.current_language()
        assert session is not None  # something is typed in its table
        box = QMessageBox(self._window)
        box.setObjectName("unwrittenBox")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Gouji"))
        name = cell_words.label(session, edit.key)
        said = self.tr("“{0}” could not be saved in {1}: {2}.")
        report = f"{session.report.agency or self.tr('this report')} {session.report.year or ''}"
        box.setText(said.format(edit.text, report.strip(), name))
        why = ("" if language == "zh" else " ").join(text.to(language) for text in self._why)
        rest = self.tr("All other changes are saved.")
        box.setInformativeText(f"{why}\n{rest}".strip())
        roles = QMessageBox.ButtonRole
        answers: tuple[tuple[str, str, QMessageBox.ButtonRole, GoOn], ...] = (
            ("tryAgain", self.tr("Try again"), roles.AcceptRole, partial(self.then, go_on)),
            ("saveElsewhere", self.tr("Save project elsewhere…"), roles.ActionRole,
             lambda: self.save_elsewhere() and go_on()),
            ("leaveWithout", self.tr("Leave without “{0}”").format(edit.text),
             roles.DestructiveRole, lambda: self._give_up(go_on)),
            ("goBack", self.tr("Go back"), roles.RejectRole, lambda: None),
        )  # fmt: skip
        does: dict[str, GoOn] = {}
        for button_name, words, role, do in answers:
            button = box.addButton(words, role)
            button.setObjectName(button_name)
            does[button_name] = do
            if role == roles.AcceptRole:
                box.setDefaultButton(button)
        box.finished.connect(self._forget_box)
        # done once the box has gone: what follows may close the window over which it is
        box.buttonClicked.connect(
            lambda clicked: does[clicked.objectName()](), Qt.ConnectionType.QueuedConnection
        )
        self._box = box
        box.open()

    def _give_up(self, go_on: GoOn) -> None:
        self._desk.table.give_up()
        go_on()

    def _forget_box(self) -> None:
        self._box = None
