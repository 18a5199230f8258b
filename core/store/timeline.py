"""The log as people read it: newest first, filtered, a page at a time.

A project may hold hundreds of thousands of events. A page is asked for by the number of the event
after which it begins, so that the last page costs what the first one does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from core.checking.explain import cell_name
from core.forms import Forms
from core.report import is_plain
from core.store.history import SWAPS, Event
from core.store.review import split_decision_key
from core.text import Text

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader

PAGE = 200
"""Events of a page; some five screens."""


class Shown(StrEnum):
    """Which kinds of events are wanted."""

    DONE = "done"  # what people did, without what followed from it by itself
    ALL = "all"
    TEXTS = "text"
    CELL_STATES = "cell-state"
    DECISIONS = "decision"
    REPORT_STATES = "report-state"
    ATTRIBUTES = "attribute"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted. ``since`` and ``until`` are days of the local calendar, both in."""

    report: int | None = None
    key: str = ""  # of a cell: its own events, and decisions about it
    who: str | None = None
    shown: Shown = Shown.DONE
    words: str = ""  # all of them must occur: in texts, names, labels, agency or year
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the report it happened to; ``agency`` is None where that is gone."""

    event: Event
    agency: str | None
    year: int | None


def happenings(
    project: "ProjectReader",
    forms: Forms,
    wanted: Filter,
    *,
    before: int | None = None,
    after: int = 0,
    limit: int = PAGE,
) -> list[Happening]:
    """Return events of a project, newest first.

    Args:
        project: where the log is.
        forms: the official forms; words are looked for in their labels, too.
        wanted: which events.
        before: only events with a lower number; None for all.
        after: only events with a higher number.
        limit: how many at most.
    """
    where: list[str] = ["e.id > ?"]
    values: list[object] = [after]
    if before is not None:
        where.append("e.id < ?")
        values.append(before)
    for clause, more in _clauses(forms, wanted):
        where.append(clause)
        values += more
    sql = f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY e.id DESC LIMIT ?"
    found = project.select(sql, (*values, limit))
    return [Happening(Event(*row[:-2]), *row[-2:]) for row in found]


def last_event(project: "ProjectReader") -> int:
    """Return the number of the newest event, 0 where nothing has happened."""
    number: int = project.select("SELECT coalesce(max(id), 0) FROM events")[0][0]
    return number


def people(project: "ProjectReader", after: int = 0) -> list[str]:
    """Return the names in the log after an event, as they sort; "" is somebody who gave none."""
    sql = "SELECT DISTINCT who FROM events WHERE id > ? ORDER BY who"
    return [row[0] for row in project.select(sql, (after,))]


def subject(event: Event, forms: Forms) -> Text:
    """Return in words what an event is about: a cell, a rule with its cell, an attribute."""
    if event.kind in _KINDS:
        named = event.key if event.kind in ("added", "switch", *SWAPS) else ""
        kind = _KINDS[event.kind]
        return Text(f"{kind.zh} {named}".strip(), f"{kind.en} {named}".strip())
    if event.kind == "attribute":
        return _ATTRIBUTES.get(event.key, Text(event.key, event.key))
    if event.kind == "decision":
        rule, cells = split_decision_key(event.key)
        at = _cell(cells[0], forms) if cells else Text("", "")
        return Text(f"{rule} {at.zh}".strip(), f"{rule} {at.en}".strip())
    if event.report is None:
        return Text(event.key, event.key)
    return _cell(event.key, forms)


def cell_of(event: Event) -> str:
    """Return the key of the cell of the report that an event is about, "" where there is none."""
    if event.kind == "decision":
        cells = [key for key in split_decision_key(event.key)[1] if ":" not in key]
        return cells[0] if cells else ""
    return event.key if event.kind in ("text", "cell-state", "cell-place") else ""


def _cell(key: str, forms: Forms) -> Text:
    year, _, own = key.rpartition(":")
    if not is_plain(own) and not any(own in table.cells for table in forms.tables):
        return Text(key, key)
    name = cell_name(own, forms)
    return Text(f"{year} 年 {name.zh}", f"{name.en} of {year}") if year else name


_SELECT = (
    "SELECT e.id, e.at, e.who, e.report, e.key, e.old, e.new, e.why, e.step, e.kind, e.undoes,"
    " r.agency, r.year FROM events e LEFT JOIN reports r ON r.id = e.report"
)
_NOT_BY_ITSELF = """NOT (e.kind = 'cell-state' AND EXISTS (
    SELECT 1 FROM events o WHERE o.step = e.step AND o.kind = 'text' AND o.key = e.key
    AND o.report IS e.report))
  AND NOT (e.kind = 'report-state' AND EXISTS (
    SELECT 1 FROM events o WHERE o.step = e.step AND o.kind <> 'report-state'
    AND o.report IS e.report))"""
_PROJECT = "e.report IS NULL"

_KINDS = {
    "report-state": Text("报告状态", "State of the report"),
    "added": Text("加入文件", "Document added"),
    "removed": Text("移除文件", "Document removed"),
    "split": Text("拆分报告", "Report split"),
    "joined": Text("合并报告", "Reports joined"),
    "version": Text("换用新版", "New version taken"),
    "both-versions": Text("新旧版都保留", "Both versions kept"),
    "moved": Text("原件位置", "Place of a source"),
    "roster": Text("名册", "Roster"),
    "other-projects": Text("其他项目", "Other projects"),
    "switch": Text("规则开关", "Rule switched"),
}
_ATTRIBUTES = {
    "agency": Text("单位名称", "Agency"),
    "year": Text("年度", "Year"),
    "form": Text("表样", "Form"),
    "level": Text("单位层级", "Level of the agency"),
    "unsure": Text("单位与年度待核", "Agency or year unsure"),
}


def _clauses(forms: Forms, wanted: Filter) -> Iterable[tuple[str, list[object]]]:
    if wanted.report is not None:
        yield "e.report = ?", [wanted.report]
    if wanted.key:
        # a decision names its cells after its rule: RULE|cell,cell
        about = "e.kind = 'decision' AND (',' || replace(e.key, '|', ',') || ',') LIKE ? ESCAPE '!'"
        yield f"(e.key = ? OR {about})", [wanted.key, f"%,{_escaped(wanted.key)},%"]
    if wanted.who is not None:
        yield "e.who = ?", [wanted.who]
    if wanted.shown is Shown.DONE:
        yield _NOT_BY_ITSELF, []
    elif wanted.shown is Shown.PROJECT:
        yield _PROJECT, []
    elif wanted.shown is not Shown.ALL:
        yield "e.kind = ?", [wanted.shown.value]
    if wanted.since:
        yield "e.at >= ?", [_midnight(wanted.since)]
    if wanted.until:
        yield "e.at < ?", [_midnight(wanted.until + timedelta(days=1))]
    for word in wanted.words.split():
        yield _having(word, forms)


def _having(word: str, forms: Forms) -> tuple[str, list[object]]:
    """Return the clause for events in which a word occurs, as they are shown."""
    part = f"%{_escaped(word)}%"
    columns = ("e.key", "e.old", "e.new", "e.why", "e.who")
    clauses = [f"{column} LIKE ? ESCAPE '!'" for column in columns]
    values: list[object] = [part] * len(columns)
    clauses.append(
        "e.report IN (SELECT id FROM reports WHERE agency LIKE ? ESCAPE '!' OR year = ?)"
    )
    values += [part, word]
    every = dict.fromkeys(key for table in forms.tables for key in table.cells)
    keys = [key for key in every if _named(key, word, forms)]
    if keys:
        clauses.append(f"e.key IN ({', '.join('?' * len(keys))})")
        values += keys
    return f"({' OR '.join(clauses)})", values


def _named(key: str, word: str, forms: Forms) -> bool:
    name = cell_name(key, forms)
    return word.casefold() in f"{name.zh} {name.en}".casefold()


def _escaped(text: str) -> str:
    return "".join(f"!{char}" if char in "%_!" else char for char in text)


def _midnight(day: date) -> str:
    """Return when a day of the local calendar begins, as the log writes times."""
    local = datetime.combine(day, time.min).astimezone()
    return local.astimezone(UTC).isoformat(timespec="milliseconds")
