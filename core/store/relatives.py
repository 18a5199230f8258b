"""Which reports of a project belong together: an agency's years, a parent and its members.

Of several reports of one agency for one year the one added last stands for that year.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

from sqlite_utils import Database

from core.checking.roster import Roster
from core.checking.rules_facts import Number
from core.numbers import Kind, Unit, normalised, parse
from core.report import Cell, Report


def standing(db: Database, agency: str, year: int, order: str) -> tuple[int, int] | None:
    """Return id and year of the report of the nearest year before ("<") or after (">") one.

    Args:
        db: the project.
        agency: the name as ``normalised`` gives it.
        year: the year to begin at.
        order: "<", ">", or "=" for that very year.
    """
    found: tuple[int, int] | None = db.execute(_STANDING[order], (agency, year)).fetchone()
    return found


def neighbours(db: Database, report: int) -> tuple[int | None, int | None]:
    """Return the reports of the same agency for the nearest years before and after."""
    agency, year = named(db, report)
    if not agency or year is None:
        return None, None
    earlier, later = (standing(db, agency, year, order) for order in "<>")
    return earlier[0] if earlier else None, later[0] if later else None


def linked(db: Database, report: int) -> tuple[int | None, int | None]:
    """Return the same where the report stands for its year: those that see it, too."""
    agency, year = named(db, report)
    if not agency or year is None or standing(db, agency, year, "=") != (report, year):
        return None, None
    return neighbours(db, report)


def named(db: Database, report: int) -> tuple[str, int | None]:
    """Return the agency (as ``normalised`` gives it) and the year of a report; "" for none."""
    sql = "SELECT agency_plain, year FROM reports WHERE id = ?"
    found: tuple[str, int | None] | None = db.execute(sql, (report,)).fetchone()
    return found or ("", None)


def followers(db: Database, report: int) -> list[int]:
    """Return the reports that are held against a report as the last one before them."""
    agency, year = named(db, report)
    if not agency or year is None or standing(db, agency, year, "=") != (report, year):
        return []
    later = standing(db, agency, year, ">")
    return _of(db, agency, later[1]) if later else []


def touched(
    db: Database, roster: Roster, reports: Iterable[int], *, twins: bool = False
) -> list[int]:
    """Return these reports with all whose findings may depend on them, without repeats.

    Args:
        db: the project.
        roster: which agency belongs to which.
        reports: those that are changed, come or go.
        twins: whether one agency's report is held against another's: those with the same cells.
    """
    found: dict[int, None] = {}
    for report in reports:
        found[report] = None
        agency, year = named(db, report)
        if not agency or year is None:
            continue
        years = [near[1] for order in "<>" if (near := standing(db, agency, year, order))]
        for one in (year, *years):
            found.update(dict.fromkeys(_of(db, agency, one)))
        parent = roster.parent(agency)
        if parent is not None:
            found.update(dict.fromkeys(_of(db, normalised(parent), year)))
        if twins and (names := roster.members(agency)):
            for own in numbers(db, _of(db, agency, year)):  # another one may have stood for it
                found.update(dict.fromkeys(alike(db, names, year, own)))
    return list(found)


def parents(db: Database, roster: Roster, report: int) -> list[int]:
    """Return the reports of the agency above, where a report stands for its agency and year."""
    agency, year = named(db, report)
    if not agency or year is None or standing(db, agency, year, "=") != (report, year):
        return []
    parent = roster.parent(agency)
    return [] if parent is None else _of(db, normalised(parent), year)


def members(db: Database, names: Collection[str], year: int) -> dict[str, int]:
    """Return the reports that stand for some agencies in a year, by the names given."""
    plain = {normalised(name): name for name in names}
    sql = (
        "SELECT agency_plain, max(id) FROM reports WHERE year = ? AND agency_plain IN"
        " (SELECT value FROM json_each(?)) GROUP BY agency_plain"
    )
    found: Iterable[tuple[str, int]] = db.execute(sql, (year, json.dumps(list(plain))))
    return {plain[agency]: id_ for agency, id_ in found}


def numbers(db: Database, reports: Sequence[int]) -> list[Mapping[str, Number]]:
    """Return what the cells of each report count with: see ``roster.numbers_of``."""
    sql = (
        "SELECT key, value, text, unit FROM cells WHERE report = ? AND text IS NOT NULL"
        " AND key NOT LIKE 'plain%'"
    )
    return [_counting(db.execute(sql, (report,))) for report in reports]


def alike(
    db: Database, names: Collection[str], year: int, own: Mapping[str, Number], besides: int = 0
) -> list[int]:
    """Return the reports of a year in which the same cells seem to count the same, by their ids.

    How many agencies there are does not matter: reports are looked for by what their cells come
    to, and by the largest ones.

    Args:
        db: the project.
        names: the agencies (as ``normalised`` gives them) of whose reports those are asked for
            that stand for them.
        year: of the reports.
        own: what cells count with; where all of them are 0 no other report is like it.
        besides: a report that is left out.
    """
    weight = sum(own.values())
    off = _WEIGHED * max(1.0, abs(weight))
    found = db.execute(_WEIGHING, (year, weight - off, weight + off)) if any(own.values()) else ()
    left = sorted(id_ for id_, agency in found if agency in names and id_ != besides)
    largest = nlargest(_TELLING, own.items(), key=lambda one: abs(one[1])) if left else ()
    for key, number in largest:
        if not left or not number:
            break
        sql = (
            "SELECT report FROM cells WHERE report IN (SELECT value FROM json_each(?))"
            " AND key = ? AND value = ?"
        )
        left = sorted(id_ for (id_,) in db.execute(sql, (json.dumps(left), key, number)))
    return left


def some_cells(db: Database, report: int, keys: Collection[str]) -> Report:
    """Return a report that has only some cells of one that is stored: text and unit."""
    sql = (
        "SELECT key, text, unit FROM cells WHERE report = ?"
        " AND key IN (SELECT value FROM json_each(?))"
    )
    found = db.execute(sql, (report, json.dumps(sorted(keys))))
    return Report(
        "", None, "", {key: Cell(None, text, unit=Unit(unit)) for key, text, unit in found}
    )


def _counting(cells: Iterable[Sequence[Any]]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for key, value, text, unit in cells:
        if value is not None:
            found[key] = value
        elif parse(text, Unit(unit)).kind is Kind.BLANK:
            found[key] = 0
    return found


def _of(db: Database, agency: str, year: int) -> list[int]:
    sql = "SELECT id FROM reports WHERE agency_plain = ? AND year = ? ORDER BY id"
    return [id_ for (id_,) in db.execute(sql, (agency, year))]


_TELLING = 8  # cells; reports in which so many count the same are worth being read
_WEIGHED = 1e-6  # the part of a sum that the order of its members may make
_WEIGHING = """
SELECT id, agency_plain FROM reports WHERE year = ? AND weight BETWEEN ? AND ?
AND NOT EXISTS (
  SELECT 1 FROM reports later WHERE later.agency_plain = reports.agency_plain
  AND later.year = reports.year AND later.id > reports.id
)
"""
_STANDING = {
    "<": "SELECT id, year FROM reports WHERE agency_plain = ? AND year < ?"
    " ORDER BY year DESC, id DESC LIMIT 1",
    ">": "SELECT id, year FROM reports WHERE agency_plain = ? AND year > ?"
    " ORDER BY year, id DESC LIMIT 1",
    "=": "SELECT id, year FROM reports WHERE agency_plain = ? AND year = ?"
    " ORDER BY id DESC LIMIT 1",
}
