"""What happened to a report, from the log alone: events, steps, and where undo stands.

The log is only ever appended to. A step is what one action of a person did (a paste of forty cells
is one step); undoing it appends events that name, one by one, the events they take back; redoing
appends events that take back those. So the log tells which steps are in force.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from core.report import Place

REMOVED, SPLIT, JOINED, VERSION = "removed", "split", "joined", "version"
SWAPS = (REMOVED, SPLIT, JOINED, VERSION)
"""Kinds of events by which documents and reports go out of a project or come in."""

ChangeKind = Literal["text", "cell-state", "cell-place", "decision", "report-state", "attribute"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""Kinds of events that change a report; the log also holds those of the project (``added``)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that becomes another. None stands for absent (no cell, no decision).

    ``key`` is a cell's key for "text", "cell-state" and "cell-place" (see ``place_text``),
    ``RULE|cell,cell,…`` for "decision", the name ("agency", "year", "form", "level", "unsure") for
    "attribute", and "" for "report-state".
    """

    kind: ChangeKind
    key: str
    old: str | None
    new: str | None

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. ``at`` is UTC, ISO 8601; ``undoes`` the event that it takes back."""

    id: int
    at: str
    who: str
    report: int | None
    key: str
    old: str | None
    new: str | None
    why: str
    step: int
    kind: str
    undoes: int | None

    @property
    def change(self) -> Change:
        """What the event did.

        Raises:
            ValueError: it is an event of the project, which changes no report.
        """
        for kind in CHANGE_KINDS:
            if self.kind == kind:
                return Change(kind, self.key, self.old, self.new)
        raise ValueError(self.kind)


@dataclass(frozen=True, slots=True)
class Step:
    """What one action did: its changes in order, and the events that last did or undid it."""

    id: int
    changes: tuple[Change, ...]
    why: str
    who: str
    at: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The steps that can be undone (before ``position``) and redone (from it on), oldest first."""

    steps: tuple[Step, ...]
    position: int

    @property
    def undoable(self) -> Step | None:
        """The step that undo takes back next."""
        return self.steps[self.position - 1] if self.position else None

    @property
    def redoable(self) -> Step | None:
        """The step that redo does again next."""
        return self.steps[self.position] if self.position < len(self.steps) else None


def place_text(place: Place | None) -> str | None:
    """Return a place as a change holds it: JSON of its page and box, to a hundredth of a point."""
    return json.dumps([place.page, *(round(s, 2) for s in place.box)]) if place else None


def place_of(text: str | None) -> Place | None:
    """Return the place that a change holds.

    Raises:
        ValueError: it holds none.
    """
    if text is None:
        return None
    page, x0, y0, x1, y1 = json.loads(text)
    return Place(int(page), (x0, y0, x1, y1))


def history(events: Iterable[Event]) -> History:
    """Return where undo and redo stand after a report's events (in the order of their ids)."""
    steps: list[Step] = []
    position = 0
    relevant = (event for event in events if event.kind in CHANGE_KINDS)
    for number, group in groupby(relevant, key=lambda event: event.step):
        done = tuple(group)
        at = _taken_back(steps, done[0].undoes)
        if at is None:
            first = done[0]
            changes = tuple(event.change for event in done)
            # what had been undone when this was done can no longer be redone
            steps[position:] = [Step(number, changes, first.why, first.who, first.at, done)]
            position = len(steps)
        else:
            steps[at] = replace(steps[at], events=done)
            position = at if at < position else at + 1
    return History(tuple(steps), position)


def inverse(events: Sequence[Event]) -> list[tuple[Change, int]]:
    """Return the changes that take events back, in the order to do them, with what they undo."""
    return [(event.change.inverse, event.id) for event in reversed(events)]


def _taken_back(steps: Sequence[Step], event: int | None) -> int | None:
    """Return the index of the step whose latest events include one; None for none."""
    if event is None:
        return None
    for at in reversed(range(len(steps))):
        if any(event == known.id for known in steps[at].events):
            return at
    return None
