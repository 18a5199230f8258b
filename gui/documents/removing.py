"""Documents taken out of the project from the queue: asked there, done, and undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from gui.documents.documents_panel import DocumentsPanel
from gui.documents.queue_row import QueueRow
from gui.notice_bar import Answer
from gui.project_steps import ProjectSteps
from gui.reviewing import Reviewing


class Removing(QObject):
    """What Delete does in the queue. All that was done in a document is kept with it.

    Args:
        documents: the queue.
        reviewing: which report is open.
        steps: makes the step.
    """

    def __init__(
        self,
        documents: DocumentsPanel,
        reviewing: Reviewing,
        steps: ProjectSteps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._reviewing = reviewing
        self._steps = steps
        documents.removeRequested.connect(self.ask)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {"removeDocument": self.ask_for_open}

    def ask_for_open(self) -> None:
        """Ask whether the document of the open report is to go; without one, that of the queue."""
        session = self._reviewing.session
        row = self._documents.row_of(session.id if session else None)
        if row is not None:
            self._documents.show()
            self.ask(row)

    def ask(self, row: QueueRow) -> None:
        """Ask in the queue whether the document of a row is to go."""
        rows = [one for one in self._documents.model.rows if one.document == row.document]
        reports = sum(one.report is not None for one in rows)
        yes = Answer(
            "removeYes", lambda: self.tr("Remove"), lambda: self._remove(row.document, rows)
        )
        self._documents.question.show_notice(
            lambda: self._question(row.name, reports), [yes], lambda: self.tr("Keep"), asking=True
        )

    def _question(self, name: str, reports: int) -> str:
        asked = self.tr("Remove {0} from the project?").format(name)
        if reports > 1:
            asked += " " + self.tr("%n report(s) go with it.", "", reports)
        return asked + " " + self.tr("The file itself stays, and this can be undone.")

    def _remove(self, document: int, rows: Sequence[QueueRow]) -> None:
        from core.store.removing import remove

        name = rows[0].name
        self._steps.do(
            lambda project: remove(project, [document]),
            lambda: self.tr("Removed: {0}.").format(name),
        )
        self._documents.list.setFocus()
