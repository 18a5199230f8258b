"""Which action of the window does what, and when it can be asked for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from gui.actions import ACTIONS, MENUS
from gui.settings import FOLLOW

if TYPE_CHECKING:
    from gui.main_window import MainWindow  # makes this

IN_PROJECT = ("saveProjectAs", "closeProject", "export", "feedbackAll",
              "projectSettings", "removeDocument", "versions", "search", "find", "findNext",
              "findPrevious", "compare")  # fmt: skip
IN_REPORT = tuple(
    spec.id
    for spec in ACTIONS
    if spec.menu == MENUS[2]
    or spec.id in ("cut", "copy", "paste", "clear", "editCell", "feedback", "replace")
    or spec.id.startswith(("zoom", "turn"))
)  # fmt: skip
IN_CONTEXT = ("explain", "asInSource", "lookNext", "readAgain")  # menus of table and findings
IN_QUEUE = ("park", "removeDocument")


class Answering(QObject):
    """Has the parts of the window do what is asked for.

    Args:
        window: its parts are there already. Most of them say themselves what they do
            (``slots``); what one part alone does not know is put together here.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._acts = window.acts
        self._acts.connect_to(self._slots())
        for part in (window.in_hand, window.filing, window.reviewing, window.layout_repairs,
                     window.choosing, window.comparing, window.finder, window.removing,
                     window.parking, window.renewing, window.assigning, window.parting,
                     window.guide):  # fmt: skip
            self._acts.connect_to(part.slots())
        self._follow_switches()
        self._fill_context_menus()
        window.reviewing.sessionChanged.connect(self.enable)
        window.reviewing.stepsChanged.connect(self.enable_steps)
        window.workspace.refused.connect(self.enable)

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        window, desk = self._window, self._window.desk
        table, page = desk.table, desk.page
        return {
            "export": self._export,
            "feedback": self._write_letter,
            "feedbackAll": self._write_letters,
            "settings": window.dialogs.settings,
            "quit": window.close,
            "cut": table.cut,
            "copy": table.copy,
            "paste": table.paste,
            "clear": table.clear_cells,
            "editCell": table.edit_cell,
            "search": window.documents.focus_search,
            "accept": table.accept,
            "doubtful": table.toggle_doubtful,
            "magnify": lambda: desk.magnify(on=not desk.magnifier.isVisible()),
            "zoomIn": page.zoom_in,
            "zoomOut": page.zoom_out,
            "zoomFit": page.fit_width,
            "zoomTableIn": table.zoom_in,
            "zoomTableOut": table.zoom_out,
            "zoomTableReset": table.zoom_reset,
            "turnPage": page.rotate,
            "nextSheet": lambda: table.next_sheet(1),
            "previousSheet": lambda: table.next_sheet(-1),
            "tally": lambda: window.dialogs.tally(window.tally),
            "showLog": window.dialogs.show_log,
            "about": window.dialogs.about,
        }

    def _follow_switches(self) -> None:
        """Have panels come and go, and the page follow, with the ticks in the menu."""
        settings = self._window.settings
        self._acts["followCell"].setChecked(settings.get(FOLLOW))
        self._acts["followCell"].toggled.connect(partial(settings.set, FOLLOW))
        panels = {"showDocuments": self._window.documents, **self._window.desk.parts()}
        for name, panel in panels.items():
            self._acts[name].setChecked(True)
            self._acts[name].toggled.connect(panel.setVisible)

    def _fill_context_menus(self) -> None:
        desk, queue = self._window.desk, self._window.documents.list
        for panel, names in (
            (desk.table, (*IN_CONTEXT, "assignTable")), (desk.findings.view, IN_CONTEXT),
            (queue, IN_QUEUE),
        ):  # fmt: skip
            panel.addActions([self._acts[name] for name in names])
            panel.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # when ------------------------------------------------------------------------------------

    def enable(self) -> None:
        """Switch on what can be done with what is open, and the rest off."""
        session = self._window.reviewing.session
        for name in IN_PROJECT:
            self._acts[name].setEnabled(self._window.workspace.project is not None)
        for name in IN_REPORT:
            self._acts[name].setEnabled(session is not None)
        for name in ("nextSheet", "previousSheet"):
            self._acts[name].setEnabled(self._window.desk.table.sheets > 1)
        self.enable_steps()

    def enable_steps(self) -> None:
        """Say what undo and redo would do, where they can."""
        session = self._window.reviewing.session
        stack = session.undo_stack if session else None
        self._acts.show_step("undo", stack.undoText() if stack and stack.canUndo() else None)
        self._acts.show_step("redo", stack.redoText() if stack and stack.canRedo() else None)
        self._window.read_only.restrict()

    # what takes several parts ----------------------------------------------------------------

    def _export(self) -> None:
        if self._window.desk.table.commit():
            self._window.filing.export()

    def _write_letter(self) -> None:
        session = self._window.reviewing.session
        if session and self._window.desk.table.commit():
            self._window.filing.write_letter(session.id, session.report.agency)

    def _write_letters(self) -> None:
        if self._window.desk.table.commit():
            self._window.filing.write_letters()
