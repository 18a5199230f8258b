"""Steps of the project as a whole: what went out of it and what came in, and taking that back.

A step sets documents and reports aside (see ``aside``) and may bring others in. Its event holds the
ids of the reports that went (``old``) and came (``new``); taking it back is a step of the same
kind the other way round, so that it can be taken back as well.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from core.errors import GoujiError
from core.forms import Forms
from core.store import aside
from core.store.history import REMOVED, SWAPS, VERSION, Event, history, inverse
from core.store.project_log import ReportWriter, StaleError, Stamp, write_event
from core.text import Text

if TYPE_CHECKING:
    from core.store.project import Project
    from core.store.project_reader import ProjectReader


@dataclass(frozen=True, slots=True)
class Swap:
    """What a step of the project did.

    ``event`` is its event, by which it can be taken back; ``came`` are the reports that are in the
    project now and were not, ``went`` those that were; ``touched`` the reports that are there and
    ought to be checked again, those that came included; ``changed`` are those in which the step
    made changes.
    """

    event: int
    came: tuple[int, ...]
    went: tuple[int, ...]
    touched: tuple[int, ...]
    changed: tuple[int, ...] = ()


def remove(project: "Project", documents: Collection[int]) -> Swap:
    """Take documents with their reports out of the project. Nothing of them is lost.

    Args:
        project: where they are.
        documents: their ids; at least one.

    Raises:
        GoujiError: the file cannot be written.
    """
    names = {entry.id: entry.name for entry in project.documents() if entry.id in documents}
    reports = [entry.id for entry in project.reports() if entry.document in documents]
    near = project.touched(reports)

    def do(db: Database, _: Forms, stamp: Stamp) -> int:
        for document in documents:
            aside.set_aside_document(db, document, stamp.step)
        return swapped(db, stamp, REMOVED, ", ".join(names.values()), (reports, []))

    event = project.as_one_step("removed", do)
    left = tuple(id_ for id_ in near if id_ not in reports)
    return Swap(event, (), tuple(reports), left)


def take_back(project: "Project", event: Event) -> Swap:
    """Take a step of the project back: what went comes, what came goes.

    Raises:
        GoujiError: in words, why that is not possible any more.
    """
    if event.kind not in SWAPS:
        raise GoujiError(
            Text("这项改动不能在这里撤回。", "This cannot be taken back here."),
            Text("", ""),
        )
    went, came = swapped_reports(event)
    present = {entry.id for entry in project.reports()}
    parcels = [one for one in project.aside() if one.step == event.step]
    if not parcels and not came:
        raise GoujiError(
            Text("这次改动已经撤回。", "This change has been taken back already."),
            Text("无需再撤回。", "There is nothing left to take back."),
        )
    if not present.issuperset(came):
        raise GoujiError(
            Text("其中的报告已不在项目中。", "A report of it is no longer in the project."),
            Text("请先撤回后来的那次改动。", "Take that later change back first."),
        )
    sql = "SELECT DISTINCT report FROM events WHERE step = ? AND report IS NOT NULL"
    left = present.difference(came)
    changed = [report for (report,) in project.select(sql, (event.step,)) if report in left]
    near = project.touched([*came, *changed])

    def do(db: Database, forms: Forms, stamp: Stamp) -> tuple[int, list[int]]:
        for report in came:
            aside.set_aside_report(db, report, stamp.step)
        back = aside.bring_back(db, parcels)
        if event.kind == VERSION:
            _undo_carried(db, forms, event.step, stamp)
        what = came, [id_ for id_ in went if id_ in back] or back
        return swapped(db, stamp, event.kind, event.key, what, event.id), back

    try:
        number, back = project.as_one_step("undo", do)
    except LookupError as error:
        raise GoujiError(
            Text(f"文件“{error}”不在项目中。", f"The document {error} is not in the project."),
            Text("请先撤回对它的移除。", "Take its removal back first."),
        ) from error
    except StaleError as error:
        raise GoujiError(
            Text("新版报告后来又有改动。", "The new version has been changed since."),
            Text("请先撤回那些改动。", "Take those changes back first."),
        ) from error
    beside = (id_ for id_ in near if id_ not in came)
    touched = dict.fromkeys([*project.touched([*back, *changed]), *beside])
    return Swap(number, tuple(back), tuple(came), tuple(touched), tuple(changed))


def can_take_back(project: "ProjectReader", event: Event) -> bool:
    """Tell whether a step of the project still stands as it was made."""
    _, came = swapped_reports(event)
    present = {entry.id for entry in project.reports()}
    there = any(one.step == event.step for one in project.aside()) or bool(came)
    return there and present.issuperset(came)


def step_event(project: "ProjectReader", number: int) -> Event:
    """Return an event of the log by its number.

    Raises:
        LookupError: there is no such.
    """
    sql = (
        "SELECT id, at, who, report, key, old, new, why, step, kind, undoes FROM events"
        " WHERE id = ?"
    )
    for row in project.select(sql, (number,)):
        return Event(*row)
    raise LookupError(number)


def bring_back_known(db: Database, sha256: str, stamp: Stamp) -> bool:
    """Bring a document back that is added again; tell whether it was set aside.

    Within a transaction. It comes back with the reports that were in it when it went.
    """
    everything = aside.all_aside(db)
    known = next(
        (one for one in everything if one.kind == aside.DOCUMENT and one.sha256 == sha256), None
    )
    if known is None:
        return False
    own = [one for one in everything if (one.document, one.step) == (known.document, known.step)]
    back = aside.bring_back(db, own)
    sql = "SELECT max(id) FROM events WHERE step = ? AND report IS NULL"
    undone = db.execute(sql, (known.step,)).fetchone()[0]
    swapped(db, stamp, REMOVED, known.name, ([], back), undone)
    return True


def swapped(
    db: Database,
    stamp: Stamp,
    kind: str,
    name: str,
    reports: tuple[Iterable[int], Iterable[int]],
    undoes: int | None = None,
) -> int:
    """Write the event of a step that took reports out and brought others in; return its number.

    Args:
        db: the project, within a transaction.
        stamp: of the step.
        kind: one of SWAPS.
        name: what a person calls it: names of documents, or of an agency.
        reports: the ids of those that went, and of those that came.
        undoes: the event that it takes back.
    """
    old, new = (json.dumps([*ids]) for ids in reports)
    write_event(db, stamp, None, kind, (name, old, new), undoes)
    number: int = db.execute("SELECT max(id) FROM events").fetchone()[0]
    return number


def swapped_reports(event: Event) -> tuple[list[int], list[int]]:
    """Return the ids of the reports that went and came with a step of the project."""
    went, came = (json.loads(text or "[]") for text in (event.old, event.new))
    return went, came


def _undo_carried(db: Database, forms: Forms, step: int, stamp: Stamp) -> None:
    """Take back what a step carried over into a new version.

    Raises:
        StaleError: something has been done there since.
    """
    sql = (
        "SELECT id, at, who, report, key, old, new, why, step, kind, undoes FROM events"
        " WHERE report = (SELECT report FROM events WHERE step = ? AND report IS NOT NULL LIMIT 1)"
        " ORDER BY id"
    )
    events = [Event(*row) for row in db.execute(sql, (step,))]
    last = history(events).undoable
    if not events:
        return  # nothing was carried over
    if last is None or last.id != step:
        raise StaleError
    report = events[0].report
    assert report is not None  # the query asks for it
    writer = ReportWriter(db, forms, report, stamp)
    for change, undoes in inverse(last.events):
        writer.make(change, undoes)
