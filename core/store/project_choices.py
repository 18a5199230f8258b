"""What was chosen for a whole project: rules switched, the roster, other projects to look into."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from core.checking.roster import Roster
from core.store import project_rows as rows
from core.store.project_log import Stamp, next_step, write_event

SWITCHES, ROSTER, OTHERS, BOTH = "switches", "roster", "other-projects", "both-versions"


def switches(db: Database) -> dict[str, bool]:
    """Return the rules that a person switched, by their ids."""
    found: dict[str, bool] = json.loads(_chosen(db, SWITCHES) or "{}")
    return found


def set_switches(db: Database, new: Mapping[str, bool], stamp: Stamp) -> None:
    """Record the rules that a person switched, an event each; within a transaction."""
    old = switches(db)
    stamp = replace(stamp, step=next_step(db))
    for rule in sorted({*old, *new}):
        if old.get(rule) != new.get(rule):
            what = rule, _on_or_off(old.get(rule)), _on_or_off(new.get(rule))
            write_event(db, stamp, None, "switch", what)
    _choose(db, SWITCHES, dict(sorted(new.items())))


def roster(db: Database) -> Roster:
    """Return which agency belongs to which."""
    return _roster_of(_chosen(db, ROSTER) or "[]")


@lru_cache(maxsize=2)  # it is asked for with each report that is opened, and may be long
def _roster_of(text: str) -> Roster:
    found: list[tuple[str, str]] = json.loads(text)
    return Roster(dict(found))


def set_roster(db: Database, new: Roster, stamp: Stamp) -> None:
    """Record which agency belongs to which, as an event; within a transaction."""
    _choose_logged(db, ROSTER, [[*one] for one in new.parents.items()], stamp)


def other_projects(db: Database) -> tuple[Path, ...]:
    """Return where the other projects are."""
    found: list[str] = json.loads(_chosen(db, OTHERS) or "[]")
    return tuple(map(Path, found))


def set_other_projects(db: Database, paths: Sequence[Path], stamp: Stamp) -> None:
    """Record where the other projects are, as an event; within a transaction."""
    _choose_logged(db, OTHERS, [*dict.fromkeys(map(str, paths))], stamp)


def both_versions(db: Database) -> list[tuple[int, int]]:
    """Return the pairs of reports, old and new version, that are both to stay."""
    return [(old, new) for old, new in json.loads(_chosen(db, BOTH) or "[]")]


def keep_both_versions(db: Database, pair: tuple[int, int], stamp: Stamp) -> None:
    """Record that both versions of a report are to stay, as an event; within a transaction."""
    kept = [[*one] for one in both_versions(db)]
    _choose_logged(db, BOTH, [*kept, [*pair]], stamp)


def _chosen(db: Database, name: str) -> str | None:
    found = db.execute("SELECT value FROM choices WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


def _choose(db: Database, name: str, value: object) -> str:
    text = rows.dump(value)
    db.execute(
        "INSERT INTO choices (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, text),
    )
    return text


def _choose_logged(db: Database, name: str, value: object, stamp: Stamp) -> None:
    old, new = _chosen(db, name), _choose(db, name, value)
    if new != old:
        write_event(db, replace(stamp, step=next_step(db)), None, name, ("", old, new))


def _on_or_off(switch: bool | None) -> str | None:
    return None if switch is None else "on" if switch else "off"
