"""What the window shows of the open project as a whole: queue, counts, title, progress."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.documents.queue_row import QueueRow

if TYPE_CHECKING:
    from gui.main_window import MainWindow  # makes this


class ProjectView(QObject):
    """Has the window follow the project.

    Args:
        window: its parts are there already.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        work = window.workspace
        work.projectChanged.connect(self.show_project)
        work.refused.connect(self.set_title)
        work.rowsChanged.connect(self._show_rows)
        work.reportsAdded.connect(self._show_first)
        work.progressed.connect(self._show_progress)
        for shown in (window.status, window.empty):
            work.pageRead.connect(shown.show_page)
        work.readingEnded.connect(self._end_progress)
        window.reviewing.sessionChanged.connect(self._show_desk)

    def show_project(self) -> None:
        """Show the open project, or that there is none."""
        window, project = self._window, self._window.workspace.project
        window.reviewing.show_report(None)
        window.messages.clear()
        window.empty.show_project(is_open=project is not None)
        window.empty.show_recent([] if project else window.settings.recent())
        window.status.show_project(str(project.path) if project else "")
        self.set_title()
        rows = window.workspace.rows()
        window.documents.show_rows(rows)
        self._show_counts()
        unfinished = [row.report for row in rows if row.report is not None and not row.finished]
        self._show_first(unfinished or [row.report for row in rows if row.report is not None])
        self._show_desk()
        window.answering.enable()

    def _show_desk(self) -> None:
        """Show the open report, else what can be done without one."""
        window = self._window
        window.stack.setCurrentWidget(window.desk if window.reviewing.session else window.empty)

    def _show_rows(self, rows: list[QueueRow]) -> None:
        self._window.documents.merge(rows)
        self._show_counts()

    def _show_counts(self) -> None:
        documents = self._window.documents
        rows = documents.model.rows
        documents.setVisible(bool(rows) and self._window.acts["showDocuments"].isChecked())
        self._window.status.show_counts(rows)

    def _show_first(self, reports: list[int]) -> None:
        """Open the first report there is; one that is open stays."""
        if reports and self._window.reviewing.session is None:
            self._window.workspace.refresh_now()
            self._window.reviewing.show_report(reports[0])

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self._window.status.show_progress(done, total, name)
        self._window.empty.show_progress(done, total)

    def _end_progress(self) -> None:
        self._window.status.end_progress()
        self._window.empty.show_progress(0, 0)

    def set_title(self) -> None:
        """Name the project in the title of the window."""
        project = self._window.workspace.project
        name = self.tr("Gouji")
        shown = project.path.stem + self._window.read_only.suffix if project else ""
        self._window.setWindowTitle(f"{shown} — {name}" if project else name)
