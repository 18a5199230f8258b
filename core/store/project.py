"""The project file: documents, reports, what people did to them, in one SQLite file.

Each accepted change is one transaction: when ``apply``, ``undo`` or ``redo`` returns, the change,
its events and the findings that go with it are on disk. The module alone writes such a file.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlite_utils import Database

from core.checking.roster import Roster
from core.errors import GoujiError
from core.form_files import load_forms
from core.forms import Forms
from core.report import Document, Finding, Report
from core.store import project_choices as choices
from core.store import project_rows as rows
from core.store import relatives
from core.store.decisions import Decision, is_open
from core.store.history import Change, Event, History, Step, inverse
from core.store.project_add import add_document, move_document
from core.store.project_log import ReportWriter, StaleError, Stamp, next_step
from core.store.project_reader import ProjectReader, sentences
from core.store.project_rows import DocumentEntry, ReportEntry
from core.store.project_schema import open_database, open_read_only, vanished
from core.store.project_views import make_views
from core.text import Text

__all__ = ["Change", "Decision", "DocumentEntry", "Event", "History", "Project", "ReportEntry"]

T = TypeVar("T")
_NO_FINDINGS: Mapping[int, Sequence[Finding]] = {}


class Project(ProjectReader):
    """An open project file. Every method raises GoujiError where the file cannot be used."""

    def __init__(self, path: Path, who: str, db: Database, forms: Forms) -> None:
        super().__init__(path, db, forms)
        self.who = who
        self.writes = 0  # how often it was written to: what was read before may be out of date
        self.refusal: GoujiError | None = None  # why nothing may be changed, where it is so
        self._identity = _identity(path)

    @classmethod
    def create(cls, path: Path, who: str = "", forms: Forms | None = None) -> Self:
        """Make a new project file and open it.

        Args:
            path: where; nothing may be there yet.
            who: the name that goes with each change.
            forms: the forms whose tables get views; the shipped ones by default.
        """
        return cls._open(path, who, forms, new=True)

    @classmethod
    def open(cls, path: Path, who: str = "", forms: Forms | None = None) -> Self:
        """Open a project file.

        Raises:
            GoujiError: it is no project, or a newer program wrote it, or it cannot be read.
        """
        return cls._open(path, who, forms, new=False)

    @classmethod
    def open_to_read(cls, path: Path, why: GoujiError, forms: Forms | None = None) -> Self:
        """Open a project file that nothing is to be changed in.

        Args:
            path: where it is.
            why: what is raised by every method that would change something.
            forms: the official forms; the shipped ones by default.

        Raises:
            GoujiError: it is no project, another version wrote it, or it cannot be read.
        """
        with sentences(path):
            project = cls(path, "", open_read_only(path), forms or load_forms())
        project.refusal = why
        return project

    @classmethod
    def _open(cls, path: Path, who: str, forms: Forms | None, *, new: bool) -> Self:
        forms = forms or load_forms()
        with sentences(path):
            db = open_database(path, new=new)
            try:
                make_views(db, forms)
            except BaseException:
                db.close()
                raise
        return cls(path, who, db, forms)

    def save_copy(self, target: Path) -> None:
        """Write all that is in the project to a file; never half of one.

        It is read through the file that is open: a project whose file was deleted meanwhile can
        often still be saved.

        Raises:
            GoujiError: in words, why that is not possible.
        """
        beside = target.with_name(f"{target.name}.part")
        try:
            with sentences(target):
                beside.unlink(missing_ok=True)
                with closing(sqlite3.connect(beside)) as copy:
                    self._db.conn.backup(copy)
                beside.replace(target)
        except GoujiError as error:
            with suppress(OSError):  # what is wrong with the folder is being said
                beside.unlink(missing_ok=True)
            raise GoujiError(
                Text(f"无法保存到 {target}。", f"The project cannot be saved to {target}."),
                Text("请选择另一个文件夹。", "Choose another folder."),
            ) from error

    # what changes it -------------------------------------------------------------------------

    def add(self, document: Document) -> list[int]:
        """Store what was read from a document; return the ids of its reports.

        A document that is there already (by its hash) is not stored again: see ``add_document``.
        """
        with self._writing() as at:
            ids = add_document(self._db, self._forms, document, at, self.who)
            self._put_findings({id_: self.findings(id_) for id_ in ids})
            return ids

    def add_candidates(
        self, report: int, found: Mapping[str, Sequence[tuple[str, float]]], origin: str
    ) -> None:
        """Keep what some cells may say, as read another time; nothing else changes.

        Args:
            report: the report's id.
            found: texts and how sure each is, by key.
            origin: who read it.
        """
        with self._writing() as at:
            values = [
                (report, key, rows.clean(text), sure, origin, at)
                for key, candidates in found.items()
                for text, sure in candidates
            ]
            self._db.conn.executemany(rows.INSERT_CANDIDATE, values)

    def store_findings(self, findings: Mapping[int, Sequence[Finding]]) -> None:
        """Replace the findings of some reports (by id)."""
        with self._writing():
            self._put_findings(findings)

    def apply(
        self,
        report: int,
        changes: Sequence[Change],
        why: str,
        findings: Mapping[int, Sequence[Finding]] = _NO_FINDINGS,
    ) -> int:
        """Make changes to a report as one step; it is on disk when this returns.

        Args:
            report: the report's id.
            changes: what becomes what; those that change nothing are left out.
            why: what the person did, e.g. "typed", "pasted", "suggestion".
            findings: what the rules say after it, by report; the others keep theirs.

        Returns:
            The number of the step, 0 where nothing changed.

        Raises:
            GoujiError: something is not what ``old`` says it is (another program changed the
                file), or the file cannot be written. Nothing is changed then.
        """
        real = [(change, None) for change in changes if change.old != change.new]
        return self._step(report, real, why, findings)

    def undo(
        self, report: int, findings: Mapping[int, Sequence[Finding]] = _NO_FINDINGS
    ) -> Step | None:
        """Take a report's last step back; return it, None where there is none."""
        step = self.history(report).undoable
        if step:
            self._step(report, inverse(step.events), "undo", findings)
        return step

    def redo(
        self, report: int, findings: Mapping[int, Sequence[Finding]] = _NO_FINDINGS
    ) -> Step | None:
        """Do a report's last undone step again; return it, None where there is none."""
        step = self.history(report).redoable
        if step:
            self._step(report, inverse(step.events), "redo", findings)
        return step

    def rename_source(self, document: int, path: Path) -> None:
        """Record where a document's file is now."""
        with self._writing() as at:
            stamp = Stamp(at, self.who, "moved", next_step(self._db))
            move_document(self._db, document, path, stamp)

    def as_one_step(self, why: str, do: Callable[[Database, Forms, Stamp], T]) -> T:
        """Do something to several reports or documents as one step; return what that returns.

        What is found in the reports is as it was until they are checked again.

        Args:
            why: what the person did.
            do: does it, and writes the events that go with it; where it fails nothing has changed.
        """
        with self._writing() as at:
            return do(self._db, self._forms, Stamp(at, self.who, why, next_step(self._db)))

    def set_switches(self, switches: Mapping[str, bool]) -> None:
        """Record which rules a person switched on or off; the others are as they are by default.

        What is found is as it was until the reports are checked again: see ``review.rechecking``.
        """
        with self._writing() as at:
            choices.set_switches(self._db, switches, Stamp(at, self.who, "chosen", 0))

    def set_roster(self, roster: Roster) -> None:
        """Record which agency belongs to which, in place of what was recorded before."""
        with self._writing() as at:
            choices.set_roster(self._db, roster, Stamp(at, self.who, "chosen", 0))

    def set_other_projects(self, paths: Sequence[Path]) -> None:
        """Record the projects whose reports are taken as earlier and later ones, too."""
        with self._writing() as at:
            choices.set_other_projects(self._db, paths, Stamp(at, self.who, "chosen", 0))
        self._let_go_of_others()

    # how -------------------------------------------------------------------------------------

    def _step(
        self,
        report: int,
        changes: Sequence[tuple[Change, int | None]],
        why: str,
        findings: Mapping[int, Sequence[Finding]],
    ) -> int:
        step = 0
        with self._writing() as at:
            if changes:
                step = next_step(self._db)
                writer = ReportWriter(self._db, self._forms, report, Stamp(at, self.who, why, step))
                for change, undoes in changes:
                    try:
                        writer.make(change, undoes)
                    except StaleError as error:
                        raise _changed_elsewhere(self.path, change) from error
            judged = {report}
            if any(change.kind == "decision" for change, _ in changes):
                judged.update(id_ for id_ in self.linked(report) if id_ is not None)
            stored = {id_: self.findings(id_) for id_ in judged if id_ not in findings}
            self._put_findings({**stored, **findings})
        return step

    def _put_findings(self, findings: Mapping[int, Sequence[Finding]]) -> None:
        for report, found in findings.items():
            decisions = self.decisions(report)
            cells = {key for one in decisions for key in one.cells}
            current = relatives.some_cells(self._db, report, cells) if decisions else _NOTHING
            new = [
                rows.finding_row(report, finding, is_open=is_open(finding, decisions, current))
                for finding in found
            ]
            old = self._all(rows.SELECT_FINDINGS, (report,))
            if [row[:-1] for row in new] != old:  # mostly nothing changes in next year's report
                self._db.execute("DELETE FROM findings WHERE report = ?", (report,))
                self._db.conn.executemany(rows.INSERT_FINDING, new)
            self._db.execute(_COUNT_OPEN, (report,))

    @contextmanager
    def _writing(self) -> Iterator[str]:
        """One transaction; gives the time it happens at."""
        if self.refusal is not None:
            raise self.refusal
        if _identity(self.path) != self._identity:
            raise vanished(self.path)  # what is open has no name any more: it would be lost
        self.writes += 1
        with sentences(self.path), self._db.atomic():
            yield datetime.now(UTC).isoformat(timespec="milliseconds")


_NOTHING = Report("", None, "", {})

_COUNT_OPEN = """
UPDATE reports SET (open_errors, open_warnings, open_hints) = (
    SELECT coalesce(sum(severity = 'error'), 0), coalesce(sum(severity = 'warning'), 0),
      coalesce(sum(severity = 'hint'), 0)
    FROM findings WHERE report = ?1 AND open = 1
  ),
  cells_to_look_at = (
    SELECT count(*) FROM cells WHERE report = ?1
    AND (state = 'doubtful' OR unsure = 1 AND state = 'read')
  ),
  weight = (
    SELECT total(value) FROM cells WHERE report = ?1 AND key NOT LIKE 'plain%'
  )
WHERE id = ?1
"""


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from any other that takes its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _changed_elsewhere(path: Path, change: Change) -> GoujiError:
    return GoujiError(
        Text(
            f"{path.name} 已被另一个程序修改（{change.key}）。",
            f"{path.name} was changed by another program ({change.key}).",
        ),
        Text("请重新打开项目，再做修改。", "Open the project again, then make the change."),
    )
