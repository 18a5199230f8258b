"""The window: puts the panels in their places and connects them. What they do is theirs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.forms import Forms
from gui import icons
from gui.actions import Actions
from gui.answering import Answering
from gui.assigning.assigning import Assigning
from gui.bars import Bars
from gui.compare.comparing import Comparing
from gui.crash import log_file
from gui.desk import Desk
from gui.dialogs import Dialogs
from gui.documents.documents_panel import WIDTH as QUEUE_WIDTH
from gui.documents.documents_panel import DocumentsPanel
from gui.documents.parking import Parking
from gui.documents.removing import Removing
from gui.edit_in_hand import EditInHand
from gui.empty_page import EmptyPage
from gui.exporting import Exporter
from gui.filing import Filing
from gui.finding_text.text_finder import TextFinder
from gui.guide.guide import Guide
from gui.history.looking_back import LookingBack
from gui.keeping import Keeping
from gui.layout_repairs import LayoutRepairs
from gui.messages_panel import MessagesPanel
from gui.opening import paths_of
from gui.pages.draw_worker import DrawWorker
from gui.parting import Parting
from gui.project.choosing import Choosing
from gui.project_steps import ProjectSteps
from gui.project_view import ProjectView
from gui.read_only_bar import ReadOnlyBar
from gui.reviewing import Reviewing
from gui.settings import LANGUAGE, PAGE_ON_THE_RIGHT, WHO, Settings
from gui.status import Status
from gui.tally.tally import Tally
from gui.versions.renewing import Renewing
from gui.window_place import WindowPlace
from gui.workspace import Workspace

TOLD_MS = 4000  # how long a line stays in the status bar
MAGNIFY = Qt.Key.Key_F4  # while it is held


class MainWindow(QMainWindow):
    """One project on one desk.

    Args:
        forms: the official forms.
        settings: what is remembered.
    """

    def __init__(self, forms: Forms, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.dialogs = Dialogs(self, settings)
        self._worker = DrawWorker(self)
        self._exporter = Exporter(forms, self)
        self.acts = Actions(self, self._icon)
        self.workspace = Workspace(forms, settings, self)
        self.desk = Desk(self._worker, forms, settings)
        self.documents = DocumentsPanel(settings)
        self.messages = MessagesPanel(settings.current_language())
        self.empty = EmptyPage(
            self.acts["open"], self.acts["addFolder"], self.acts["openSample"], self._icon
        )
        self.status = Status()
        self.reviewing = Reviewing(self.desk, self.documents, self.workspace, forms, self)
        self.tally = Tally(log_file().with_name("tally.json"), settings, parent=self)
        self.layout_repairs = LayoutRepairs(self.desk.table, self)
        self.filing = Filing(self.workspace, self._exporter, self.dialogs, settings, self)
        self.choosing = Choosing(self.workspace, self.reviewing, forms, settings, self)
        self.finder = TextFinder(self.desk, self.reviewing, self.workspace, forms, settings, self)
        self._place = WindowPlace(self, self.desk, self.desk.column, settings)
        self.steps = ProjectSteps(
            self.workspace, self.reviewing, self.documents, self.desk, forms, self
        )
        self.renewing = Renewing(self.workspace, self.steps, forms, settings, self)
        self.removing = Removing(self.documents, self.reviewing, self.steps, self)
        self.parking = Parking(self.documents, self.reviewing, self.workspace, self.steps.bar, self)
        copies = log_file().with_name("copies")
        self.keeping = Keeping(self.workspace, self.choosing, forms, copies, self)
        self.read_only = ReadOnlyBar(self.workspace, self.acts, settings)
        self.assigning = Assigning(self.desk, self.steps.bar, forms, settings, self)
        self.parting = Parting(self.desk, self.workspace, self.steps, self)
        self.in_hand = EditInHand(
            self.desk, self.reviewing, self.workspace, self.dialogs, settings, self
        )
        self.setAcceptDrops(True)
        self._lay_out()
        self.history = LookingBack(self, self.reviewing, self.desk, self.workspace, forms, settings)
        self.comparing = Comparing(self, self.reviewing, self.desk, self.workspace, forms, settings)
        self._bars = Bars(self, self.acts)
        self.guide = Guide(self, self.acts, self.desk, self.documents, self.reviewing, settings)
        self._connect()
        self.project_view = ProjectView(self)
        self.answering = Answering(self)
        self.retranslate()
        self.project_view.show_project()
        self._place.restore()
        self.history.answer_to(self.acts["showHistory"])

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, self.palette())

    # construction ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.desk)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.read_only)
        column.addWidget(self.stack, 1)
        column.addWidget(self.finder.bar)
        column.addWidget(self.renewing.bar)
        column.addWidget(self.steps.bar)
        column.addWidget(self.messages)
        self.setCentralWidget(middle)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.documents)
        self.resizeDocks([self.documents], [QUEUE_WIDTH], Qt.Orientation.Horizontal)
        self.setStatusBar(self.status)
        self.status.insertPermanentWidget(1, self.choosing.shown)

    def _connect(self) -> None:
        work, tell = self.workspace, self.messages.add
        for source in (work, self.reviewing, self.filing, self.history, self.choosing,
                       self.comparing, self.finder, self.steps, self.renewing,
                       self.parting, self.parking, self.layout_repairs):  # fmt: skip
            source.said.connect(tell)
        for teller in (self.reviewing, self.assigning):
            teller.told.connect(lambda text: self.status.showMessage(text, TOLD_MS))
        self.reviewing.sessionChanged.connect(self.status.clearMessage)  # it was about another one
        self.reviewing.retracted.connect(self.messages.retract)
        self.filing.retracted.connect(self.messages.retract)
        self.choosing.retracted.connect(self.messages.retract)
        self.filing.asked.connect(self.open_paths)
        self.layout_repairs.retracted.connect(self.messages.retract)
        self.desk.table.keyPressed.connect(self.tally.count_key)
        self.reviewing.sessionChanged.connect(lambda: self.tally.follow(self.reviewing.session))
        self.history.projectStepRequested.connect(self.steps.take_back)
        self.keeping.said.connect(tell)
        self.status.readingStopped.connect(work.cancel_reading)
        self._exporter.progressed.connect(self.status.show_export)
        self._exporter.ended.connect(self.status.end_export)
        self.status.exportStopped.connect(self._exporter.cancel)
        self.documents.reportChosen.connect(self.reviewing.show_report)
        self.empty.recentChosen.connect(work.open)
        self.desk.locateRequested.connect(self._locate)
        self.settings.changed.connect(self._follow_settings)
        self._bars.recent.aboutToShow.connect(self._list_recent)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a project, or read documents and folders."""
        self.in_hand.then(lambda: self.filing.open_paths(paths))

    def tell_crash(self, what: str) -> None:
        """Say that something went wrong that was not foreseen."""
        self.dialogs.crashed(what)

    # what is asked ---------------------------------------------------------------------------

    def _locate(self) -> None:
        path = self.desk.page.path
        found = self.dialogs.source(path.name) if path else None
        if found:
            self.reviewing.locate(found)

    def _list_recent(self) -> None:
        self._bars.recent.clear()
        for path in self.settings.recent():
            action = self._bars.recent.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.open_paths([path]))

    def _follow_settings(self, key: str) -> None:
        if key == LANGUAGE.key:
            self.messages.set_language(self.settings.current_language())
        elif key == PAGE_ON_THE_RIGHT.key:
            self.desk.arrange()
        elif key == WHO.key and self.workspace.project:
            self.workspace.project.who = self.settings.get(WHO)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._bars.retranslate()
        self.acts.retranslate()
        self.answering.enable_steps()
        self._bars.name_buttons()
        self.project_view.set_title()

    # events ----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.open_paths(paths_of(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read a pasted text where there is no table to paste it into."""
        panel, focused = self.documents, QApplication.focusWidget()
        elsewhere = self.reviewing.session is None or (focused and panel.isAncestorOf(focused))
        if elsewhere and event.matches(QKeySequence.StandardKey.Paste):
            self.filing.paste_text()
        elif event.key() == MAGNIFY and not event.modifiers():
            self.desk.magnify(on=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take the magnifier away when its key is let go of."""
        if event.key() == MAGNIFY and not event.isAutoRepeat():
            self.desk.magnify(on=False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.desk.magnify(on=False)  # its key is let go of elsewhere
        elif event.type() == QEvent.Type.PaletteChange:
            self.acts.recolor()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window looked, and end the workers. There is nothing to save."""
        if not self.in_hand.may_leave(self.close):
            event.ignore()
            return
        self._place.remember()
        self.keeping.close()
        self.workspace.shut_down()
        for part in (self.tally, self.reviewing, self.renewing, self._worker, self._exporter):
            part.close()
        super().closeEvent(event)
