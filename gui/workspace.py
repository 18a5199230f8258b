"""The open project: opening, moving, reading documents into it; the queue of its reports."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import GoujiError
from core.forms import Forms
from core.report import Document
from core.store.review import recheck
from core.text import Text
from gui.documents.queue_row import QueueRow
from gui.documents.queue_rows import document_row, report_row
from gui.jobs import ReadJobs
from gui.messages_panel import Message
from gui.opening import new_project_path, projects_folder
from gui.project_files import is_damage, lock_of, make_folder, project_kind, why_not
from gui.project_lock import Holder, ProjectLock
from gui.settings import PROJECTS, WHO, Settings

if TYPE_CHECKING:
    from core.store.project import DocumentEntry, Project, ReportEntry

REFRESH_MS = 60  # what changes within this time is shown at once


class Workspace(QObject):
    """Holds the project that the window shows; there is one or none.

    Args:
        forms: the official forms.
        settings: the name that goes with each change, and the recent projects.
    """

    projectChanged = Signal()  # another one, or none
    refused = Signal()  # from now on nothing can be changed in the project
    damaged = Signal(object)  # Path of a project that cannot be opened for that reason
    rowsChanged = Signal(list)  # QueueRow: as they are now, or new
    reportsAdded = Signal(list)  # report ids
    rechecked = Signal(list)  # report ids: whose findings depend on what was added, those included
    said = Signal(object)  # Message
    documentCompleted = Signal()  # one of which reports were shown before has been read to its end
    progressed = Signal(int, int, str)  # done, total, name of a document
    pageRead = Signal(str, int, int, bool)  # name, page, of how many, known from a reading before
    readingEnded = Signal()

    def __init__(self, forms: Forms, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self._lock: ProjectLock | None = None
        self._forms = forms
        self._settings = settings
        self._documents: dict[int, DocumentEntry] = {}
        self._stale: set[int] = set()  # reports that are to be shown anew in the queue
        self._expected: set[Path] = set()  # being read for the project that is open
        self._named_here = False  # the project has a name of our making, and may be moved
        self._jobs = ReadJobs(self)
        self._jobs.progress.connect(self.progressed)
        self._jobs.pageRead.connect(self.pageRead)
        self._jobs.documentRead.connect(self._take)
        self._jobs.failed.connect(self._tell_failure)
        self._jobs.passedOver.connect(self._pass_over)
        self._jobs.finished.connect(self.readingEnded)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.refresh_now)

    # the project -----------------------------------------------------------------------------

    def open(self, path: Path, *, by_force: bool = False) -> bool:
        """Open a project in place of the present one; tells where that fails.

        One that another window has open, or that cannot be written to, is opened to read only.

        Args:
            path: where it is.
            by_force: also where another machine seems to have it open.
        """
        held = self._lock
        lock = held if held and held.project == path.resolve() else lock_of(path)
        try:
            why = why_not(path, lock, by_force=by_force)
            if why:
                project = project_kind().open_to_read(path, why, self._forms)
            else:
                project = project_kind().open(path, self._settings.get(WHO), self._forms)
        except GoujiError as error:
            if lock is not held:
                lock.release()
            self._tell(path.name, error)
            if is_damage(error):
                self.damaged.emit(path)
            return False
        self._take_over(project, lock, named_here=False)
        return True

    def new(self, name: str) -> bool:
        """Begin a project named after the day and what is read into it."""
        chosen = self._settings.get(PROJECTS)
        folder = Path(chosen) if chosen else projects_folder()
        path = new_project_path(folder, name, datetime.now(UTC).astimezone().date())
        try:
            make_folder(folder)
            project = project_kind().create(path, self._settings.get(WHO), self._forms)
        except GoujiError as error:
            self._tell(path.name, error)
            return False
        lock = lock_of(path)
        lock.take()
        self._take_over(project, lock, named_here=True)
        return True

    def save_as(self, path: Path) -> bool:
        """Go on with the project under another name.

        One that got its name from the program is moved; any other one stays where it was.
        """
        assert self.project is not None
        old, moved = self.project.path, self._named_here
        if path == old:
            return True
        lock = lock_of(path)
        try:
            if holder := lock.take():
                raise holder.refusal
            self.project.save_copy(path)
            project = project_kind().open(path, self._settings.get(WHO), self._forms)
        except GoujiError as error:
            lock.release()
            self._tell(path.name, error)
            return False
        self._take_over(project, lock, named_here=False, stop_reading=False)
        if moved:
            old.unlink(missing_ok=True)
            self._settings.forget_recent(old)
        return True

    def close(self) -> None:
        """Let go of the project and stop reading; everything is on disk already."""
        self.cancel_reading()
        self._refresh.stop()
        if self.project:
            project, self.project = self.project, None
            self.projectChanged.emit()  # who shows something of it lets go first
            project.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def shut_down(self) -> None:
        """Close, and end the workers."""
        self.close()
        self._jobs.close()

    def _take_over(
        self,
        project: "Project",
        lock: ProjectLock,
        *,
        named_here: bool,
        stop_reading: bool = True,
    ) -> None:
        if stop_reading:
            self.cancel_reading()
        old, self.project = self.project, project
        held, self._lock = self._lock, lock
        self._named_here = named_here
        self._documents, self._stale = {}, set()
        self._settings.add_recent(project.path)
        self.projectChanged.emit()
        if old:
            old.close()
        if held and held is not lock:
            held.release()

    @property
    def holder(self) -> Holder | None:
        """Who else has the project open; None where nobody has."""
        return self._lock.holder if self._lock else None

    def is_free(self) -> bool:
        """Tell whether nobody else has the project open any more."""
        lock = lock_of(self.project.path) if self.project else None
        free = lock is not None and lock.take() is None
        if lock:
            lock.release()
        return free

    def refuse(self, why: GoujiError) -> None:
        """Let nothing be changed in the open project from now on."""
        if self.project:
            self.project.refusal = why
            self.refused.emit()

    # documents -------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], *, unless_known: bool = False) -> None:
        """Read documents into the project, in the background.

        Args:
            paths: where they are.
            unless_known: pass over those of which the very same file was read before, to its end.
        """
        if self.project and self.project.refusal:
            self._tell("", self.project.refusal)
            return
        documents = self.project.documents() if self.project else ()
        known = {one.sha256 for one in documents if one.is_finished}
        self._expected.update(paths)
        self.progressed.emit(0, len(self._expected), paths[0].name)
        self._jobs.read(list(paths), known if unless_known else ())

    def cancel_reading(self) -> None:
        """Stop reading; what was read stays."""
        self._expected.clear()
        self._jobs.cancel()

    def locate(self, document: int, path: Path) -> None:
        """Note where a document has moved to."""
        assert self.project is not None
        try:
            self.project.rename_source(document, path)
            self._documents = {}
        except GoujiError as error:
            self._tell(path.name, error)

    def source(self, report: int) -> "DocumentEntry | None":
        """Return the document of a report; None where the project has no such."""
        if self.project:
            self._learn_documents()
            if found := self.project.reports([report]):
                return self._documents[found[0].document]
        return None

    def rows(self) -> list[QueueRow]:
        """Return the queue: reports in the order of their documents, and documents without one."""
        if not self.project:
            return []
        rows = self._rows_of(self.project.reports())
        full = {row.document for row in rows}
        empty = (entry for id_, entry in self._documents.items() if id_ not in full)
        return rows + [document_row(entry) for entry in empty]

    def forget_documents(self) -> None:
        """Let go of what is known of the documents: some have gone, or others have come."""
        self._documents = {}

    def refresh(self, reports: Iterable[int]) -> None:
        """Have reports shown anew in the queue soon."""
        self._stale.update(reports)
        self._refresh.start()

    def refresh_now(self) -> None:
        """Have the queue shown as it stands, at once."""
        stale, self._stale = self._stale, set()
        if self.project and stale:
            self.rowsChanged.emit(self._rows_of(self.project.reports(stale)))

    def _rows_of(self, reports: "Iterable[ReportEntry]") -> list[QueueRow]:
        reports = list(reports)
        if not {e.document for e in reports} <= self._documents.keys():
            self._documents = {}  # one may have come back, and be older than those that are known
        self._learn_documents()
        return [report_row(entry, self._documents[entry.document]) for entry in reports]

    def _learn_documents(self) -> "list[DocumentEntry]":
        """Read which documents there are beyond those that are known; return them."""
        assert self.project
        new = self.project.documents(after=max(self._documents, default=0))
        self._documents |= {entry.id: entry for entry in new}
        return new

    def take_again(self, document: Document) -> None:
        """Take what was read again of a document that is in the project."""
        path = Path(document.path)
        if path in self._expected:
            return  # all of it is being read just now
        self._expected.add(path)
        self._take(document)
        self._expected.discard(path)

    def _take(self, document: Document) -> None:
        """Take what was read; of a long document it comes part after part."""
        path = Path(document.path)
        if not self.project or path not in self._expected:
            return  # read for a project that was closed meanwhile
        if document.complete:
            self._expected.discard(path)
        try:
            ids = self.project.add(document)
            recheck(self.project, self._forms, ids)
            touched = self.project.touched(ids)
        except GoujiError as error:
            self._tell(document.name, error)
            return
        new = [] if ids else self._learn_documents()
        if new:
            self.rowsChanged.emit([document_row(entry) for entry in new])
        if document.complete and document.first:
            self._complete(document)
        elif not document.reports:
            found = (note.message for note in document.notes if note.code == "no-report")
            said = next(found, NO_REPORT)
            self.said.emit(Message(document.name, said, WHAT_NOW))
        self.refresh(touched)
        self.reportsAdded.emit(ids)
        self.rechecked.emit(touched)

    def _complete(self, document: Document) -> None:
        """Show again what came of a document's first parts: its notes are known only now."""
        assert self.project
        self._documents = {}
        self._learn_documents()
        same = {e.id for e in self._documents.values() if e.sha256 == document.sha256}
        self.refresh(e.id for e in self.project.reports() if e.document in same)
        self.documentCompleted.emit()

    def _pass_over(self, paths: list[Path]) -> None:
        """Say that documents are in the project already."""
        self._expected.difference_update(paths)
        count, one = len(paths), Text(f"{paths[0].name} 已", f"{paths[0].name} is")
        who = Text(f"{count} 个文件已", f"{count} documents are") if count > 1 else one
        said = Text(
            f"{who.zh}在项目中，内容未变，未重复读取。",
            f"{who.en} in the project already, unchanged, and not read again.",
        )
        self.said.emit(Message("", said, Text("", "")))

    def _tell_failure(self, path: str, message: Text, hint: Text) -> None:
        self._expected.discard(Path(path))
        self.said.emit(Message(Path(path).name, message, hint))

    def _tell(self, name: str, error: GoujiError) -> None:
        self.said.emit(Message(name, error.message, error.hint))


NO_REPORT = Text("没有找到年度报告的表格。", "No table of an annual report was found in it.")
WHAT_NOW = Text(
    "请确认是否为年度报告全文；或复制其文字后粘贴到窗口中。",
    "Is it a whole annual report? Else copy its text and paste it into the window.",
)
