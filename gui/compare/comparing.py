"""The comparison at work: filling its window from the project, opening reports from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.checking.catalogue import enabled_rules
from core.comparing.agencies import open_counts, outcomes
from core.comparing.years import Years, year_by_year
from core.errors import GoujiError
from core.forms import Forms
from core.numbers import normalised
from core.text import Text
from gui.compare.compare_page import Target
from gui.compare.compare_window import CompareWindow
from gui.desk import Desk
from gui.messages_panel import Message
from gui.reviewing import Reviewing
from gui.settings import Settings
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.project_rows import ReportEntry
    from gui.session import Session

LATER_MS = 300  # after an edit, the comparison follows


class Comparing(QObject):
    """Keeps the comparison in step with the project. While its window is closed it costs nothing.

    Args:
        window: the window of the desk.
        reviewing: goes to reports.
        desk: the report at hand.
        workspace: the open project.
        forms: the official forms.
        settings: the language.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        window: QWidget,
        reviewing: Reviewing,
        desk: Desk,
        workspace: Workspace,
        forms: Forms,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._main = window
        self._reviewing = reviewing
        self._desk = desk
        self._workspace = workspace
        self._forms = forms
        self._settings = settings
        self.window: CompareWindow | None = None
        self._agency = ""  # of the page of years, as ``normalised`` gives it
        self._reports: list[ReportEntry] = []
        self._plain: dict[str, str] = {}  # names of agencies as ``normalised`` gives them
        self._session: Session | None = None
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self.fill)
        workspace.projectChanged.connect(self._follow_project)
        workspace.rowsChanged.connect(self._follow)
        reviewing.sessionChanged.connect(self._follow_session)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"compare": self.show}

    def show(self) -> None:
        """Open the window at the agency, the year and the cell at hand."""
        if self._workspace.project is None or not self._desk.table.commit():
            return
        window = self.window or self._made()
        session = self._reviewing.session
        if session:
            self._agency = normalised(session.report.agency)
        key, report = (session.selection.key, session.id) if session else ("", None)
        window.show()
        self.fill(key, report)
        window.raise_()
        window.activateWindow()
        window.page.view.setFocus()

    def _made(self) -> CompareWindow:
        window = self.window = CompareWindow(self._forms, self._settings)
        window.setPalette(self._main.palette())
        for page in window.pages:
            page.opened.connect(self._open)
            page.failed.connect(self._tell)
        window.years.agencyChosen.connect(self._choose)
        window.tabs.currentChanged.connect(lambda _: self.fill())
        self._main.destroyed.connect(window.deleteLater)
        return window

    # what is shown ---------------------------------------------------------------------------

    def fill(self, key: str = "", report: int | None = None) -> None:
        """Show the project as it stands; the years at a cell of a report.

        Only the page in sight is filled; the others are when they are turned to.
        """
        project, window = self._workspace.project, self.window
        if project is None or window is None or not window.isVisible():
            return
        try:
            self._reports = project.reports()
            if window.page is window.years:
                self._show_agencies(window)
                window.years.show_years(self._years(), key, report)
            elif window.page is window.heat:
                window.heat.show_counts(self._reports, open_counts(project))
            else:
                window.outcomes.show_outcomes(outcomes(project, self._forms, self._reports))
        except GoujiError as error:
            self._tell(error.message, error.hint)

    def _show_agencies(self, window: CompareWindow) -> None:
        plain = {agency: normalised(agency) for agency in {one.agency for one in self._reports}}
        agencies = {plain[one.agency]: one.agency for one in reversed(self._reports)}
        names = sorted((name, own) for own, name in agencies.items() if name)
        if self._agency not in agencies and names:
            self._agency = names[0][1]
        window.years.show_agencies(names, self._agency)
        self._plain = plain

    def _years(self) -> Years:
        project = self._workspace.project
        assert project
        ids = [one.id for one in self._reports if self._plain.get(one.agency) == self._agency]
        enabled = enabled_rules(self._forms, project.switches())
        return year_by_year({id_: project.report(id_) for id_ in ids}, self._forms, enabled)

    def _choose(self, agency: str) -> None:
        self._agency = agency
        if self.window:
            try:
                self.window.years.show_years(self._years())
            except GoujiError as error:
                self._tell(error.message, error.hint)

    def _follow(self) -> None:
        if self.window and self.window.isVisible():
            self._later.start()

    def _follow_session(self) -> None:
        if self._session:
            self._session.changed.disconnect(self._follow)
        self._session = self._reviewing.session
        if self._session:
            self._session.changed.connect(self._follow)

    def _follow_project(self) -> None:
        self._later.stop()
        if self.window and self._workspace.project is None:
            self.window.close()
        else:
            self._agency = ""
            self._follow()

    # what is done ----------------------------------------------------------------------------

    def _open(self, target: Target, front: bool) -> None:
        """Open a report at a cell, or where a rule is broken; ``front``: leave for the desk."""
        if not self._desk.table.commit():
            return
        window = self.window
        self._reviewing.show_report(target.report)
        session = self._reviewing.session
        if session is None or session.id != target.report:
            return
        found = [one for one in session.findings if one.rule == target.rule]
        pending = [one for one in found if not session.decided(one)] or found
        key = session.prime(pending[0]) if pending else target.key
        if key:
            session.selection.select(key)
        if front:
            self._main.raise_()
            self._main.activateWindow()
            self._desk.table.setFocus()
        elif window:
            window.activateWindow()
            window.page.view.setFocus()

    def _tell(self, message: Text, hint: Text) -> None:
        self.said.emit(Message("", message, hint))
