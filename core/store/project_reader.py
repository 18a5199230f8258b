"""What a project file says, read only; see ``project`` for what changes it."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlite_utils import Database

from core.checking.catalogue import enabled_rules
from core.checking.roster import Roster
from core.checking.rules_facts import Number
from core.errors import GoujiError, unreadable
from core.form_files import load_forms
from core.forms import Forms
from core.report import Cell, Finding, Report, ReportState
from core.store import project_choices as choices
from core.store import project_rows as rows
from core.store import relatives
from core.store.aside import Aside, all_aside
from core.store.decisions import Decision
from core.store.history import Event, History, history
from core.store.project_rows import DocumentEntry, ReportEntry
from core.store.project_schema import open_read_only, storage_error
from core.text import Text

if TYPE_CHECKING:
    from core.store.elsewhere import Elsewhere


class ProjectReader:
    """A project file that is read. Every method raises GoujiError where the file cannot be used."""

    def __init__(self, path: Path, db: Database, forms: Forms) -> None:
        self.path = path
        self._db = db
        self._forms = forms
        self._elsewhere: Elsewhere | None = None
        keys = dict.fromkeys(key for table in forms.tables for key in table.cells)
        self._places = {key: at for at, key in enumerate(keys)}

    @classmethod
    def reading(cls, path: Path, forms: Forms | None = None) -> Self:
        """Open a project file to read only: nothing in it changes, not even its version.

        Raises:
            GoujiError: it is no project, another version wrote it, or it cannot be read.
        """
        with sentences(path):
            return cls(path, open_read_only(path), forms or load_forms())

    def close(self) -> None:
        """Let go of the file. There is nothing to save."""
        self._let_go_of_others()
        self._db.close()

    def _let_go_of_others(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere.close()
            self._elsewhere = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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
            " plain, leftovers, level, agency <> agency_read, year IS NOT year_read"
            " FROM reports WHERE id = ?"
        )
        head = self._all(sql, (report,))
        if not head:
            raise _gone(self.path)
        agency, year, form, first, last, sections, claims, unsure, *more = head[0]
        plain, leftovers, level, *named = more
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
            level,
        )

    def neighbours(self, report: int) -> tuple[int | None, int | None]:
        """Return the reports of the same agency for the nearest years before and after.

        Of several reports for one year the one added last stands for it.
        """
        with sentences(self.path):
            return relatives.neighbours(self._db, report)

    def linked(self, report: int) -> tuple[int | None, int | None]:
        """Return the neighbours that see a report, too: none unless it stands for its year."""
        with sentences(self.path):
            return relatives.linked(self._db, report)

    def standing(self, agency: str, year: int, order: str) -> tuple[int, int] | None:
        """Return id and year of an agency's report: see ``relatives.standing``."""
        with sentences(self.path):
            return relatives.standing(self._db, agency, year, order)

    def followers(self, report: int) -> list[int]:
        """Return the reports that are held against a report; the last one stands for its year."""
        with sentences(self.path):
            return relatives.followers(self._db, report)

    def parents(self, report: int, roster: Roster) -> list[int]:
        """Return the reports whose figures are the sum of those of this one and others."""
        with sentences(self.path):
            return relatives.parents(self._db, roster, report)

    def touched(self, reports: Iterable[int]) -> list[int]:
        """Return these reports and all whose findings may depend on them."""
        twins = "CA-05" in enabled_rules(self._forms, self.switches())
        with sentences(self.path):
            return relatives.touched(self._db, self.roster(), reports, twins=twins)

    def members(self, names: Collection[str], year: int) -> dict[str, int]:
        """Return the reports that stand for some agencies in a year, by the names given."""
        with sentences(self.path):
            return relatives.members(self._db, names, year)

    def numbers(self, reports: Sequence[int]) -> list[Mapping[str, Number]]:
        """Return what the cells of each report count with, as ``roster.numbers_of`` does."""
        with sentences(self.path):
            return relatives.numbers(self._db, reports)

    def alike(
        self, names: Collection[str], year: int, own: Mapping[str, Number], besides: int = 0
    ) -> list[int]:
        """Return reports of some agencies in which cells count the same: ``relatives.alike``."""
        with sentences(self.path):
            return relatives.alike(self._db, names, year, own, besides)

    def elsewhere(self) -> "Elsewhere":
        """Return the other projects; they are opened when first asked for."""
        if self._elsewhere is None:
            from core.store.elsewhere import Elsewhere  # which reads projects as this module does

            self._elsewhere = Elsewhere(self.other_projects(), self._forms)
        return self._elsewhere

    def aside(self) -> list[Aside]:
        """Return what was taken out of the project and can come back."""
        with sentences(self.path):
            return all_aside(self._db)

    def by_agency(self) -> list[int]:
        """Return the ids of all reports, those of an agency together."""
        found = self._all("SELECT id FROM reports ORDER BY agency_plain, year, id")
        return [id_ for (id_,) in found]

    def last_event(self) -> int:
        """Return the number of the last event: it tells whether anything has been done since."""
        return int(self._all("SELECT coalesce(max(id), 0) FROM events")[0][0])

    def findings(self, report: int) -> list[Finding]:
        """Return what was found in a report when it was last checked."""
        return [rows.finding(row) for row in self._all(rows.SELECT_FINDINGS, (report,))]

    def open_by_rule(self) -> dict[str, int]:
        """Return how many findings of each rule are open in all reports, by rule id."""
        return dict(self._all("SELECT rule, count(*) FROM findings WHERE open = 1 GROUP BY rule"))

    def decisions(self, report: int) -> list[Decision]:
        """Return the decisions about a report's findings, oldest first.

        Those made in the reports of other years, about findings that both see, are among them.
        """
        found = [rows.decision(row) for row in self._all(rows.SELECT_DECISIONS, (report,))]
        year = self._year(report)
        for other in self.linked(report) if year is not None else ():
            if other is not None:
                their = self._year(other)
                decisions = self._all(rows.SELECT_CROSSING, (other, f'%"{year}:%'))
                turned = (rows.decision(row).turned(their, year) for row in decisions)
                found += [one for one in turned if one is not None]
        return sorted(found, key=lambda one: one.at)

    def _year(self, report: int) -> int | None:
        with sentences(self.path):
            return relatives.named(self._db, report)[1]

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

    def select(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the rows of a query, for the other modules of the store that only read."""
        return self._all(sql, values)

    def switches(self) -> dict[str, bool]:
        """Return the rules that a person switched on or off in this project, by their ids."""
        return choices.switches(self._db)

    def roster(self) -> Roster:
        """Return which agency belongs to which; an empty roster where nobody set one up."""
        return choices.roster(self._db)

    def other_projects(self) -> tuple[Path, ...]:
        """Return the projects whose reports are taken as earlier and later ones, too."""
        return choices.other_projects(self._db)

    def both_versions(self) -> list[tuple[int, int]]:
        """Return the pairs of reports, old and new version, that are both to stay."""
        return choices.both_versions(self._db)

    def _cells(self, report: int) -> dict[str, Cell]:
        others: dict[str, tuple[tuple[str, float], ...]] = {}
        for key, text, confidence in self._all(rows.SELECT_CANDIDATES, (report,)):
            others[key] = (*others.get(key, ()), (text, confidence))
        found = self._all(rows.SELECT_CELLS, (report,))
        cells = {row[0]: rows.cell(row, others.get(row[0], ())) for row in found}
        last = len(self._places)
        return dict(sorted(cells.items(), key=lambda item: self._places.get(item[0], last)))

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with sentences(self.path):
            return self._db.execute(sql, values).fetchall()


_REPORTS = """
SELECT id, document, "order", agency, year, form, state, first_page, last_page,
  open_errors, open_warnings, open_hints, cells_to_look_at
FROM reports
"""
_IN_ORDER = 'ORDER BY document, "order"'
_STATES = {state.value: state for state in ReportState}  # of thousands, looked up and not made


def _report_entry(row: Sequence[Any]) -> ReportEntry:
    id_, document, order, agency, year, form, state, first, last, *counts = row
    pages = None if first is None else (first, last)
    errors, warnings, hints, unsure = counts
    head = id_, document, order, agency, year, form, _STATES[state], pages
    return ReportEntry(*head, errors, warnings, hints, unsure)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
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
