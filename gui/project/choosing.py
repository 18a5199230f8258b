"""The settings of the open project, and checking its reports again when they change."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.errors import GoujiError
from core.forms import Forms
from gui.messages_panel import Message
from gui.project.other_failures import OtherFailures
from gui.project.project_dialog import ProjectDialog
from gui.reviewing import Reviewing
from gui.settings import LANGUAGE, Settings
from gui.status import WorkShown
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.review import Rechecked

SLICE = 0.02  # seconds of checking before the window gets its turn


class Choosing(QObject):
    """Shows the settings of the open project, and checks its reports again, slice by slice.

    Args:
        workspace: the open project.
        reviewing: the open report follows at once.
        forms: the official forms.
        settings: for the language.
        window: the window that the dialog belongs to.
    """

    said = Signal(object)  # Message
    retracted = Signal(str)  # topic of messages that no longer hold
    ended = Signal()  # all reports are checked again, or it was stopped

    def __init__(
        self,
        workspace: Workspace,
        reviewing: Reviewing,
        forms: Forms,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._reviewing = reviewing
        self._forms = forms
        self._settings = settings
        self._window = window
        self._dialog: ProjectDialog | None = None
        self.shown = CheckingShown()
        self.shown.hide()
        self.shown.stopped.connect(self.stop)
        self._work: Iterator[Rechecked] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._others = OtherFailures(workspace, self)
        self._others.said.connect(self.said)
        self._others.retracted.connect(self.retracted)
        self.ended.connect(self._others.tell)
        workspace.projectChanged.connect(self._let_go)
        settings.changed.connect(self._follow_language)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"projectSettings": self.show}

    def show(self) -> None:
        """Show what is chosen for the open project."""
        project = self._workspace.project
        if project is None:
            return
        language = self._settings.current_language()
        try:
            dialog = ProjectDialog(project, self._forms, language, self._window)
        except GoujiError as error:
            self.said.emit(Message("", error.message, error.hint))
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.recheck)
        dialog.failed.connect(lambda text, hint: self.said.emit(Message("", text, hint)))
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        """Put the dialog of a project away that is open no longer, and check no more of it."""
        self.stop()
        if self._dialog:
            self._dialog.reject()

    def _forget(self) -> None:
        self._dialog = None

    def _follow_language(self, key: str) -> None:
        if self._dialog and key == LANGUAGE.key:
            self._dialog.set_language(self._settings.current_language())

    # checking again --------------------------------------------------------------------------

    def recheck(self) -> None:
        """Check all reports of the project again; the window can be used meanwhile."""
        from core.store.review import rechecking

        project = self._workspace.project
        if project is None:
            return
        self.stop()
        if self._reviewing.session:
            self._reviewing.session.switches_changed()
        self._work = rechecking(project, self._forms)
        self._timer.start()

    def stop(self) -> None:
        """Check no more; what was found up to now stays."""
        self._timer.stop()
        self.shown.hide()
        if self._work is None:
            return
        self._work = None  # nobody else holds it: this closes it and ends its workers
        if self._workspace.project:
            self._workspace.refresh(entry.id for entry in self._workspace.project.reports())
        self.ended.emit()

    def _go_on(self) -> None:
        """Check as many reports as fit into a slice."""
        assert self._work is not None
        end = time.monotonic() + SLICE
        far = None
        try:
            while time.monotonic() < end:
                far = next(self._work)
        except StopIteration:
            self.stop()
            return
        except GoujiError as error:
            self.stop()
            self.said.emit(Message("", error.message, error.hint))
            return
        if far:
            self.shown.show_far(far.done, far.total)


class CheckingShown(WorkShown):
    """How far checking again has come, for the status bar."""

    def __init__(self) -> None:
        super().__init__("checking")
        self.retranslate()

    def show_far(self, done: int, total: int) -> None:
        """Show how many reports are checked, of how many."""
        self.show_progress(done, total)
        self.say(self.tr("Checking {0} of {1}"))

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        stop = self.tr("Stop checking; the other reports keep what was found before")
        self.name(self.tr("Checking"), self.tr("Stop"), stop)
        self.say(self.tr("Checking {0} of {1}"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
