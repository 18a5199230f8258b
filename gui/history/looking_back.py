"""The history at work: filling its panel, going to an event, taking changes back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from core.errors import GoujiError
from core.forms import Forms
from core.store.history import SWAPS, Event
from core.store.taking_back import cells_of_step, take_back
from core.store.timeline import cell_of, last_event, people
from core.text import Text
from gui.desk import Desk
from gui.history.history_filter import Scope
from gui.history.history_panel import HEIGHT, HistoryPanel
from gui.messages_panel import Message
from gui.reviewing import Reviewing
from gui.settings import Settings
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.project import Project
    from gui.session import Session


class LookingBack(QObject):
    """Keeps the history in step with the desk. While the panel is hidden it costs nothing.

    Args:
        window: the panel is docked to it.
        reviewing: goes to reports; its session writes what is taken back.
        desk: the report at hand.
        workspace: the open project.
        forms: the official forms.
    """

    said = Signal(object)  # Message
    projectStepRequested = Signal(object)  # Event: a step of the project is to be taken back

    def __init__(
        self,
        window: QMainWindow,
        reviewing: Reviewing,
        desk: Desk,
        workspace: Workspace,
        forms: Forms,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self.panel = panel = HistoryPanel(forms, settings)
        self._reviewing = reviewing
        self._desk = desk
        self._workspace = workspace
        self._forms = forms
        self._session: Session | None = None
        self._known_of: Project | None = None  # whose people are known, up to which event
        self._known_to = 0
        self._people: set[str] = set()
        self._later = QTimer(self, singleShot=True, interval=0)  # several things may happen at once
        self._later.timeout.connect(self._load_new)
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self.fill)
        panel.wanted.connect(self.fill)
        panel.goRequested.connect(self.go)
        panel.takeBackRequested.connect(self.take_back)
        panel.lookedAt.connect(self._look_at)
        panel.left.connect(desk.table.setFocus)
        panel.model.failed.connect(self._tell)
        reviewing.sessionChanged.connect(self._follow_session)
        workspace.projectChanged.connect(self.fill)
        workspace.reportsAdded.connect(self._later.start)
        desk.further.append(panel.list)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, panel)
        window.resizeDocks([panel], [HEIGHT], Qt.Orientation.Vertical)
        panel.hide()

    def answer_to(self, action: QAction) -> None:
        """Let an action show and hide the panel, and say whether it is shown."""
        action.setChecked(not self.panel.isHidden())
        action.toggled.connect(self._show)
        self.panel.closed.connect(lambda: action.setChecked(False))

    def _show(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if shown:
            self.panel.raise_()
            self.panel.list.setFocus()

    # what is shown ---------------------------------------------------------------------------

    def fill(self) -> None:
        """Show the history of what is at hand, from the newest event on."""
        if not self.panel.isVisible():
            return
        project, session = self._workspace.project, self._session
        wanted = self.panel.filter.wanted(
            session.id if session else None, session.selection.key if session else ""
        )
        if self.panel.model.shows(project, wanted):
            self._load_new()
            return
        if project:
            self._show_people()
        self.panel.model.show_events(project, wanted)

    def _show_people(self) -> None:
        """Offer the names in the log; those that are known are not looked for again."""
        project = self._workspace.project
        assert project
        if project is not self._known_of:
            self._known_of, self._known_to, self._people = project, 0, set()
        try:
            newest = last_event(project)
            if newest > self._known_to:
                self._people.update(people(project, self._known_to))
                self._known_to = newest
        except GoujiError as error:
            self._tell(error.message, error.hint)
        self.panel.filter.show_people(sorted(self._people))

    def _load_new(self) -> None:
        if self.panel.isVisible() and self._workspace.project and self.panel.model.load_new():
            self._show_people()
            if event := self.panel.current:
                self._look_at(event)  # what just happened may stand in its way

    def _follow_session(self) -> None:
        if self._session:
            self._session.changed.disconnect(self._later.start)
            self._session.selection.changed.disconnect(self._follow_cell)
        self._session = self._reviewing.session
        if self._session:
            self._session.changed.connect(self._later.start)
            self._session.selection.changed.connect(self._follow_cell)
        if self.panel.filter.of is not Scope.PROJECT:
            self._moved.start()

    def _follow_cell(self) -> None:
        if self.panel.filter.of is Scope.CELL:
            self._moved.start()

    # what is done ----------------------------------------------------------------------------

    def go(self, event: Event) -> bool:
        """Go to the report of an event, and to its cell; returns whether it is there."""
        if not self._desk.table.commit():
            return False
        self._reviewing.show_report(event.report)
        session = self._reviewing.session
        if session is None or session.id != event.report:
            return False
        key = cell_of(event)
        if key and session.sheet_of(key) is not None:
            session.selection.select(key)
        return True

    def take_back(self, event: Event, whole: bool) -> None:
        """Take a change back as a step of its own, in its report; says what stands in the way."""
        if event.kind in SWAPS:
            self.projectStepRequested.emit(event)
            return
        project = self._workspace.project
        if project is None or not self.go(event) or not self._session:
            return
        try:
            made = take_back(project, self._forms, event, whole=whole)
        except GoujiError as error:
            self._explain(error)
            return
        self._session.make_step(made.changes, made.why)

    def _look_at(self, event: Event) -> None:
        """Say whether an event can be taken back, and what stands in its way."""
        project = self._workspace.project
        if project and event.kind in SWAPS:
            from core.store.removing import can_take_back  # brings the database library

            self.panel.say(None)
            self.panel.offer(cell=can_take_back(project, event), step=0)
        if project is None or event.report is None:
            return
        cell, step = True, 0
        self.panel.say(None)
        try:
            take_back(project, self._forms, event)
        except GoujiError as error:
            cell = False
            self._explain(error)
        try:
            step = cells_of_step(project, event)
            if step > 1:
                take_back(project, self._forms, event, whole=True)
        except GoujiError:
            step = 0  # the sentence above says it of the change at hand
        self.panel.offer(cell=cell, step=step)

    def _explain(self, error: GoujiError) -> None:
        said = error.message, error.hint
        self.panel.say(Text("".join(one.zh for one in said), " ".join(one.en for one in said)))

    def _tell(self, message: Text, hint: Text) -> None:
        self.said.emit(Message("", message, hint))
