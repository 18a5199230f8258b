"""Documents taken out of the project from the queue: asked there, done, and undone."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from gui.documents.documents_panel import DocumentsPanel
from gui.documents.queue_row import QueueRow
from gui.notice_bar import Answer
from gui.project_steps import ProjectSteps
from gui.reviewing import Reviewing
from gui.sentences import sentences


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
        """Ask whether the document of the open report is to go.

        Where the queue has the focus, or nothing is open, those are meant that are chosen in it.
        """
        session = self._reviewing.session
        chosen = self._documents.chosen_rows()
        if session and not self._documents.list.hasFocus():
            row = self._documents.row_of(session.id)
            chosen = [row] if row else []
        if chosen:
            self._documents.show()
            self.ask(chosen)

    def ask(self, rows: Sequence[QueueRow]) -> None:
        """Ask in the queue whether the documents of rows are to go."""
        names = {row.document: row.name for row in rows}
        going = [row for row in self._documents.model.rows if row.document in names]
        reports = sum(row.report is not None for row in going)
        yes = Answer("removeYes", lambda: self.tr("Remove"), lambda: self._remove(names))
        self._documents.question.show_notice(
            lambda: self._question(names, reports), [yes], lambda: self.tr("Keep"), asking=True
        )

    def _question(self, names: Mapping[int, str], reports: int) -> str:
        if len(names) == 1:
            (name,) = names.values()
            said = [self.tr("Remove {0} from the project?").format(name)]
        else:
            said = [self.tr("Remove %n document(s) from the project?", "", len(names))]
        if reports > 1 or len(names) > 1:
            said.append(self.tr("%n report(s) go with it.", "", reports))
        said.append(self.tr("The files themselves stay, and this can be undone."))
        return sentences(said)

    def _remove(self, names: Mapping[int, str]) -> None:
        from core.store.removing import remove

        self._steps.do(lambda project: remove(project, list(names)), lambda: self._done(names))
        self._documents.list.setFocus()

    def _done(self, names: Mapping[int, str]) -> str:
        if len(names) == 1:
            return self.tr("Removed: {0}.").format(*names.values())
        return self.tr("Removed: %n document(s).", "", len(names))
