"""New versions in a project: which reports were published again, and taking a version over."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlite_utils import Database

from core.forms import Forms
from core.report import Report, ReportState
from core.store import aside
from core.store.decisions import decision_key
from core.store.history import REMOVED, VERSION, Change
from core.store.project_choices import keep_both_versions
from core.store.project_log import ReportWriter, Stamp
from core.store.removing import Swap, swapped
from core.versions import best_pairs, carried_over, differences, state_after

if TYPE_CHECKING:
    from core.store.project import Project
    from core.store.project_reader import ProjectReader

Pair = tuple[int, int]
"""The ids of an old report and of its new version."""


def versions(project: "ProjectReader", reports: Iterable[int] | None = None) -> list[Pair]:
    """Return reports that are newer versions of others: of one agency and year, or of one file.

    Those of which a person said that both are to stay are left out.

    Args:
        project: where the reports are.
        reports: which ones may be new; all by default.

    Returns:
        The ids of the old and the new one. An old one is the last that was there before.
    """
    nearest: dict[int, int] = {}
    wanted = None if reports is None else {*reports}
    if wanted is None:
        of_one_year = project.select(_OF_ONE_YEAR)
    else:  # it is asked for with each document that is read
        of_one_year = project.select(_OF_ONE_YEAR_NEW, (json.dumps(sorted(wanted)),))
    for old, new in (*_of_one_file(project), *of_one_year):
        nearest[new] = max(old, nearest.get(new, old))
    kept = set(project.both_versions())
    pairs = ((old, new) for new, old in sorted(nearest.items()) if wanted is None or new in wanted)
    return [pair for pair in pairs if pair not in kept]


def accept(project: "Project", old: int, new: int) -> Swap:
    """Take a new version in place of an old one, with what a person did in that.

    Corrections, confirmations and decisions go over where the reading is the same; see
    ``core.versions``. The old one is set aside, and its document where nothing else is in it.

    Raises:
        GoujiError: the file cannot be written.
    """
    before, after = project.report(old), project.report(new)
    entries = {entry.id: entry for entry in project.reports()}
    found = differences(before, after)
    changes = [
        *_attributes(project, old, new, after),
        *carried_over(found, after),
        *_decisions(project, old, new),
    ]
    state = state_after(entries[old].state, found)
    if entries[new].state is ReportState.READ and state is not ReportState.READ:
        changes.append(Change("report-state", "", ReportState.READ.value, state.value))
    document = entries[old].document
    alone = not any(e.document == document for e in entries.values() if e.id != old)
    near = project.touched([old, new])

    def do(db: Database, forms: Forms, stamp: Stamp) -> int:
        writer = ReportWriter(db, forms, new, stamp)
        for change in changes:
            writer.make(change)
        if alone:
            aside.set_aside_document(db, document, stamp.step)
        else:
            aside.set_aside_report(db, old, stamp.step)
        name = f"{after.agency} {after.year or ''}".strip()
        return swapped(db, stamp, VERSION, name, ([old], []))

    event = project.as_one_step("version", do)
    touched = dict.fromkeys([*(id_ for id_ in near if id_ != old), *project.touched([new])])
    return Swap(event, (), (old,), tuple(touched), (new,))


def ignore(project: "Project", new: int) -> Swap:
    """Take a new version out of the project again, and its document where nothing else is in it.

    Raises:
        GoujiError: the file cannot be written.
    """
    entries = project.reports()
    (entry,) = (one for one in entries if one.id == new)
    alone = not any(one.document == entry.document for one in entries if one.id != new)
    near = project.touched([new])

    def do(db: Database, _: Forms, stamp: Stamp) -> int:
        if alone:
            aside.set_aside_document(db, entry.document, stamp.step)
        else:
            aside.set_aside_report(db, new, stamp.step)
        name = f"{entry.agency} {entry.year or ''}".strip()
        return swapped(db, stamp, REMOVED, name, ([new], []))

    event = project.as_one_step("removed", do)
    return Swap(event, (), (new,), tuple(id_ for id_ in near if id_ != new))


def keep_both(project: "Project", old: int, new: int) -> None:
    """Note that two versions are both to stay: they are not offered again."""
    project.as_one_step("chosen", lambda db, _, stamp: keep_both_versions(db, (old, new), stamp))


_OF_ONE_YEAR = """
SELECT a.id, b.id FROM reports a JOIN reports b ON b.agency_plain = a.agency_plain
  AND b.year = a.year AND b.id > a.id AND b.document <> a.document
WHERE a.agency_plain <> '' AND a.year IS NOT NULL
"""
_AMONG = "AND b.id IN (SELECT value FROM json_each(?))"
_OF_ONE_YEAR_NEW = f"{_OF_ONE_YEAR} {_AMONG}"
_ONE_FILE = """
SELECT max(d.id), e.id FROM documents d JOIN documents e ON e.path = d.path AND e.id > d.id
GROUP BY e.id ORDER BY e.id
"""
"""Each document and the last one before it: of many readings of one file the nearest counts."""


def _of_one_file(project: "ProjectReader") -> Iterator[Pair]:
    for old, new in project.select(_ONE_FILE):
        sql = 'SELECT id, agency_plain, year FROM reports WHERE document = ? ORDER BY "order"'
        olds, news = (
            {id_: (agency, year) for id_, agency, year in project.select(sql, (document,))}
            for document in (old, new)
        )
        yield from best_pairs(olds, news)


def _attributes(project: "Project", old: int, new: int, after: Report) -> Iterator[Change]:
    """Yield the changes that put agency, year and level of a new version right as in the old."""
    sql = "SELECT agency, agency_read, year, year_read, level FROM reports WHERE id = ?"
    agency, agency_read, year, year_read, level = project.select(sql, (old,))[0]
    own = project.select(sql, (new,))[0]
    if agency != agency_read and own[:2] == (agency_read, agency_read):
        yield Change("attribute", "agency", after.agency, agency)
    if year != year_read and own[2:4] == (year_read, year_read):
        yield Change("attribute", "year", _text(after.year), _text(year))
    if level and not after.level:
        yield Change("attribute", "level", None, level)


def _decisions(project: "Project", old: int, new: int) -> list[Change]:
    """Return the changes that make the decisions of an old version in the new one.

    They keep the values they were made about: where these differ the finding is open again.
    """
    made = {one.identity for one in project.decisions(new) if one.report == new}
    return [
        Change("decision", decision_key(*one.identity), None, one.json)
        for one in project.decisions(old)
        if one.report == old and one.identity not in made
    ]


def _text(year: int | None) -> str | None:
    return None if year is None else str(year)
