"""The project file: documents, reports, what people did to them, in one SQLite file.

Each accepted change is one transaction: when ``apply``, ``undo`` or ``redo`` returns, the change,
its events and the findings that go with it are on disk. The module alone writes such a file.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from core.errors import GoujiError, unreadable
from core.form_files import load_forms
from core.forms import Forms
from core.report import Cell, Document, Finding, Report, ReportState
from core.store import project_rows as rows
from core.store.history import Change, Event, History, Step, history, inverse
from core.store.project_add import add_document, move_document
from core.store.project_log import ReportWriter, StaleError, Stamp, next_step
from core.store.project_rows import DocumentEntry, ReportEntry
from core.store.project_schema import make_views, open_database, storage_error
from core.store.review import Decision, is_open
from core.text import Text

__all__ = ["Change", "Decision", "DocumentEntry", "Event", "History", "Project", "ReportEntry"]

_NO_FINDINGS: Mapping[int, Sequence[Finding]] = {}


class Project:
    """An open project file. Every method raises GoujiError where the file cannot be used."""

    def __init__(self, path: Path, who: str, db: Database, forms: Forms) -> None:
        self.path = path
        self.who = who
        self._db = db
        self._forms = forms
        keys = dict.fromkeys(key for table in forms.tables for key in table.cells)
        self._places = {key: at for at, key in enumerate(keys)}

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
    def _open(cls, path: Path, who: str, forms: Forms | None, *, new: bool) -> Self:
        forms = forms or load_forms()
        with _sentences(path):
            db = open_database(path, new=new)
            try:
                make_views(db, forms)
            except BaseException:
                db.close()
                raise
        return cls(path, who, db, forms)

    def close(self) -> None:
        """Let go of the file. There is nothing to save."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # what is in it ---------------------------------------------------------------------------

    def documents(self, after: int = 0) -> list[DocumentEntry]:
        """Return the documents in the order they were added; those after one (by id) if asked."""
        sql = (
            "SELECT id, path, name, sha256, kind, pages, added, notes FROM documents"
            " WHERE id > ? ORDER BY id"
        )
        return [rows.document_entry(row) for row in self._all(sql, (after,))]

    def reports(self, ids: Collection[int] | None = None) -> list[ReportEntry]:
        """Return reports with the number of findings and cells that are still open.

        Args:
            ids: which; all of them by default.
        """
        chosen = "" if ids is None else f"WHERE id IN ({', '.join('?' * len(ids))})"
        found = self._all(f"{_REPORTS} {chosen} {_IN_ORDER}", () if ids is None else tuple(ids))
        return [_report_entry(row) for row in found]

    def report(self, report: int) -> Report:
        """Return a report as it stands, whole."""
        sql = (
            "SELECT agency, year, form, first_page, last_page, sections, claims, unsure,"
            " plain, leftovers, agency <> agency_read, year IS NOT year_read"
            " FROM reports WHERE id = ?"
        )
        head = self._all(sql, (report,))
        if not head:
            raise _gone(self.path)
        agency, year, form, first, last, sections, claims, unsure, *more = head[0]
        plain, leftovers, *named = more
        # what a person has put right is not unsure any more
        sure = {
            name for name, by_person in zip(("agency", "year"), named, strict=True) if by_person
        }
        return Report(
            agency,
            year,
            form,
            self._cells(report),
            None if first is None else (first, last),
            rows.sections(sections),
            rows.claims(claims),
            rows.unsure(unsure) - sure,
            rows.plain(plain),
            rows.leftovers(leftovers),
        )

    def neighbours(self, report: int) -> tuple[int | None, int | None]:
        """Return the reports of the same agency for the year before and the year after.

        Of several reports for one year the one added last stands for it.
        """
        sql = (
            "SELECT other.year - r.year, max(other.id) FROM reports r JOIN reports other"
            " ON other.agency_plain = r.agency_plain AND other.year IN (r.year - 1, r.year + 1)"
            " WHERE r.id = ? AND r.agency_plain <> '' GROUP BY other.year"
        )
        found: dict[int, int] = dict(self._all(sql, (report,)))
        return found.get(-1), found.get(1)

    def findings(self, report: int) -> list[Finding]:
        """Return what was found in a report when it was last checked."""
        return [rows.finding(row) for row in self._all(rows.SELECT_FINDINGS, (report,))]

    def decisions(self, report: int) -> list[Decision]:
        """Return the decisions about a report's findings, oldest first."""
        return [rows.decision(row) for row in self._all(rows.SELECT_DECISIONS, (report,))]

    def history(self, report: int) -> History:
        """Return the steps that can be undone and redone, from the log alone."""
        return history(self.events(report))

    def events(self, report: int | None = None) -> list[Event]:
        """Return the log of one report, or (for None) all of it, oldest first."""
        sql = "SELECT id, at, who, report, key, old, new, why, step, kind, undoes FROM events"
        if report is None:
            found = self._all(f"{sql} ORDER BY id")
        else:
            found = self._all(f"{sql} WHERE report = ? ORDER BY id", (report,))
        return [Event(*row) for row in found]

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
            own = {} if report in findings else {report: self.findings(report)}
            self._put_findings({**own, **findings})
        return step

    def _put_findings(self, findings: Mapping[int, Sequence[Finding]]) -> None:
        for report, found in findings.items():
            decisions = self.decisions(report)
            current = self.report(report) if decisions else _NOTHING
            new = [
                rows.finding_row(report, finding, is_open=is_open(finding, decisions, current))
                for finding in found
            ]
            old = self._all(rows.SELECT_FINDINGS, (report,))
            if [row[:-1] for row in new] != old:  # mostly nothing changes in next year's report
                self._db.execute("DELETE FROM findings WHERE report = ?", (report,))
                self._db.conn.executemany(rows.INSERT_FINDING, new)
            self._db.execute(_COUNT_OPEN, (report,))

    def _cells(self, report: int) -> dict[str, Cell]:
        others: dict[str, tuple[tuple[str, float], ...]] = {}
        for key, text, confidence in self._all(rows.SELECT_CANDIDATES, (report,)):
            others[key] = (*others.get(key, ()), (text, confidence))
        found = self._all(rows.SELECT_CELLS, (report,))
        cells = {row[0]: rows.cell(row, others.get(row[0], ())) for row in found}
        last = len(self._places)
        return dict(sorted(cells.items(), key=lambda item: self._places.get(item[0], last)))

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with _sentences(self.path):
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[str]:
        """One transaction; gives the time it happens at."""
        with _sentences(self.path), self._db.atomic():
            yield datetime.now(UTC).isoformat(timespec="milliseconds")


_NOTHING = Report("", None, "", {})

_REPORTS = """
SELECT id, document, "order", agency, year, form, state, first_page, last_page,
  open_errors, open_warnings, open_hints, cells_to_look_at
FROM reports
"""
_IN_ORDER = 'ORDER BY document, "order"'
_COUNT_OPEN = """
UPDATE reports SET (open_errors, open_warnings, open_hints) = (
    SELECT coalesce(sum(severity = 'error'), 0), coalesce(sum(severity = 'warning'), 0),
      coalesce(sum(severity = 'hint'), 0)
    FROM findings WHERE report = ?1 AND open = 1
  ),
  cells_to_look_at = (
    SELECT count(*) FROM cells WHERE report = ?1
    AND (state = 'doubtful' OR unsure = 1 AND state = 'read')
  )
WHERE id = ?1
"""


def _report_entry(row: Sequence[Any]) -> ReportEntry:
    id_, document, order, agency, year, form, state, first, last, *counts = row
    pages = None if first is None else (first, last)
    errors, warnings, hints, unsure = counts
    head = id_, document, order, agency, year, form, ReportState(state), pages
    return ReportEntry(*head, errors, warnings, hints, unsure)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise storage_error(path, error) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _gone(path: Path) -> GoujiError:
    return GoujiError(
        Text(f"{path.name} 中没有这份报告。", f"{path.name} has no such report."),
        Text("请重新打开项目。", "Open the project again."),
    )


def _changed_elsewhere(path: Path, change: Change) -> GoujiError:
    return GoujiError(
        Text(
            f"{path.name} 已被另一个程序修改（{change.key}）。",
            f"{path.name} was changed by another program ({change.key}).",
        ),
        Text("请重新打开项目，再做修改。", "Open the project again, then make the change."),
    )
