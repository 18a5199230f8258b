"""Taking back any earlier change, also out of order, where nothing later stands in the way.

It is an ordinary step of its own: what the change made is put back to what was there before, if it
is still what the change made it. So it can be undone as any other step can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.checking.agencies import level_name
from core.errors import GoujiError
from core.forms import Forms
from core.report import CellState
from core.store.history import CHANGE_KINDS, Change, Event, place_text
from core.store.review import decision_key
from core.store.timeline import subject
from core.text import Text

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader

UNDO_OF = "undo of"
"""How ``why`` begins for such a step; then the number of the event that it takes back."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The step that takes a change back."""

    report: int
    changes: tuple[Change, ...]
    why: str


def taken_event(why: str) -> int | None:
    """Return the number of the event that a step takes back, from its ``why``."""
    number = why.removeprefix(f"{UNDO_OF} ")
    return int(number) if number != why and number.isdecimal() else None


def cells_of_step(project: "ProjectReader", event: Event) -> int:
    """Return how many things (cells, decisions, …) the step of an event changed."""
    return len({one.key for one in _main(_step(project, event))})


def take_back(
    project: "ProjectReader", forms: Forms, event: Event, *, whole: bool = False
) -> TakeBack:
    """Return the step that takes a change back.

    Args:
        project: where the log and the report are.
        forms: the official forms, for words.
        event: an event of the change. All that the step did to the same cell goes with it.
        whole: take the whole step of the event back: a paste of forty cells.

    Raises:
        GoujiError: in words, what later change stands in the way, or that this is none of a
            report.
    """
    if event.report is None or event.kind not in CHANGE_KINDS:
        raise GoujiError(
            Text("这不是对报告的改动。", "This is not a change of a report."),
            Text("只能撤回对报告的改动。", "Only changes of reports can be taken back."),
        )
    if not project.reports([event.report]):
        raise GoujiError(
            Text("这份报告已不在项目中。", "The report is no longer in the project."),
            Text("请重新加入它的文件。", "Add its document again."),
        )
    done = _step(project, event)
    if not whole:
        done = [one for one in done if one.key == event.key and _alike(one.kind, event.kind)]
    net = _net(done if event.kind == "report-state" else _main(done))
    present = _present(project, event.report, net)
    for change in net:
        if present[change.kind, change.key] != change.new:
            raise _in_the_way(project, forms, event, change)
    changes = tuple(change.inverse for change in reversed(net) if change.old != change.new)
    return TakeBack(event.report, changes, f"{UNDO_OF} {event.id}")


def _step(project: "ProjectReader", event: Event) -> list[Event]:
    sql = (
        "SELECT id, at, who, report, key, old, new, why, step, kind, undoes FROM events"
        " WHERE step = ? AND report IS ? ORDER BY id"
    )
    return [Event(*row) for row in project.select(sql, (event.step, event.report))]


def _main(events: Sequence[Event]) -> list[Event]:
    """Return events without the state of the report, which moves on by itself."""
    others = [one for one in events if one.kind != "report-state"]
    return others or list(events)


def _alike(kind: str, other: str) -> bool:
    """Tell whether two kinds of events are about the same thing: all three of a cell are."""
    return kind == other or {kind, other} <= {"text", "cell-state", "cell-place"}


def _net(events: Sequence[Event]) -> list[Change]:
    """Return what events made of each thing in all, in their order."""
    net: dict[tuple[str, str], Change] = {}
    for event in events:
        change = event.change
        first = net.get((change.kind, change.key), change)
        net[change.kind, change.key] = Change(change.kind, change.key, first.old, change.new)
    return list(net.values())


def _present(
    project: "ProjectReader", report: int, changes: Sequence[Change]
) -> dict[tuple[str, str], str | None]:
    """Return what stands there now, as changes hold it."""
    found = project.report(report)
    decisions = {
        decision_key(*decision.identity): decision.json for decision in project.decisions(report)
    }
    sql = "SELECT agency, year, form, level, unsure, state FROM reports WHERE id = ?"
    names = ("agency", "year", "form", "level", "unsure", "state")
    row = project.select(sql, (report,))[0]
    attributes = {
        name: None if value is None else str(value) for name, value in zip(names, row, strict=True)
    }
    present: dict[tuple[str, str], str | None] = {}
    for change in changes:
        cell = found.cells.get(change.key)
        match change.kind:
            case "text":
                now = cell.text if cell else None
            case "cell-state":
                # a change may say None for a cell that is not there, which is one just read
                now = (cell.state if cell else CellState.READ).value
                now = change.new if change.new is None and now == CellState.READ else now
            case "cell-place":
                now = place_text(cell.place if cell else None)
            case "decision":
                now = decisions.get(change.key)
            case "report-state":
                now = attributes["state"]
            case "attribute":
                now = attributes[change.key]
                now = now if now or change.new is not None else None
        present[change.kind, change.key] = now
    return present


def _in_the_way(project: "ProjectReader", forms: Forms, event: Event, change: Change) -> GoujiError:
    """Return in words what stands in the way of taking an event back."""
    sql = (
        "SELECT id, at, who, report, key, old, new, why, step, kind, undoes FROM events"
        " WHERE id > ? AND report IS ? AND kind = ? AND key = ? ORDER BY id DESC LIMIT 1"
    )
    later = project.select(sql, (event.id, event.report, change.kind, change.key))
    if not later:
        return GoujiError(
            Text("那里现在已不是这次改动后的内容。", "What stands there is not what this made it."),
            Text("请直接改成想要的内容。", "Change it to what it should be."),
        )
    last = Event(*later[0])
    if last.undoes == event.id or taken_event(last.why) == event.id:
        message = Text("这次改动已经撤回。", "This change has been taken back already.")
        return GoujiError(message, Text("无需再撤回。", "There is nothing left to take back."))
    moment = datetime.fromisoformat(last.at).replace(tzinfo=UTC).astimezone()
    at = moment.strftime("%Y-%m-%d %H:%M")
    name = subject(last, forms)
    what = name
    if last.kind != "decision":
        what = Text(
            f"{what.zh} {_said(last, last.old).zh} → {_said(last, last.new).zh}",
            f"{what.en}: {_said(last, last.old).en} → {_said(last, last.new).en}",
        )
    return GoujiError(
        Text(
            f"后来的改动挡住了它（{at}{' ' + last.who if last.who else ''}）：{what.zh}。",
            f"A later change stands in the way ({at}{', ' + last.who if last.who else ''}):"
            f" {what.en}.",
        ),
        Text("请先撤回后来的那次改动。", "Take that later change back first."),
    )


_STATES = {
    "read": "已读取",
    "confirmed": "已确认",
    "corrected": "已更正",
    "doubtful": "存疑",
    "in-review": "核对中",
    "parked": "已搁置",
    "reviewed": "已核",
    "reopened": "重新打开",
}


def _said(event: Event, text: str | None) -> Text:
    if event.kind == "attribute" and event.key == "level":
        return level_name(text or "")
    if text is None:
        return Text("（缺失）", "(absent)")
    zh = _STATES.get(text, text) if event.kind in ("cell-state", "report-state") else text
    return Text(zh, text) if text else Text("（空白）", "(blank)")
