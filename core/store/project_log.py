"""Making changes to a report in a project file, and writing them to the log."""

from dataclasses import dataclass, replace

from sqlite_utils import Database

from core.checking.agencies import Level
from core.forms import Forms
from core.report import CellState, Place, ReportState
from core.store import project_rows as rows
from core.store.decisions import decision_fields, split_decision_key
from core.store.history import Change, place_of, place_text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the events of one step share. ``at`` is UTC, ISO 8601."""

    at: str
    who: str
    why: str
    step: int


class StaleError(Exception):
    """Something is not what a change says it was: another program has been there."""


def next_step(db: Database) -> int:
    """Return the number of the next step of the log."""
    number: int = db.execute("SELECT coalesce(max(step), 0) + 1 FROM events").fetchone()[0]
    return number


def write_event(
    db: Database,
    stamp: Stamp,
    report: int | None,
    kind: str,
    what: tuple[str, str | None, str | None],
    undoes: int | None = None,
) -> None:
    """Append an event to the log; ``what`` is its key, old and new."""
    db.execute(
        "INSERT INTO events (at, who, report, kind, key, old, new, why, step, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (stamp.at, stamp.who, report, kind, *what, stamp.why, stamp.step, undoes),
    )


class ReportWriter:
    """Makes the changes of one step to one report, each with its event."""

    def __init__(self, db: Database, forms: Forms, report: int, stamp: Stamp) -> None:
        self._db = db
        self._forms = forms
        self._report = report
        self._stamp = stamp
        self._make = {
            "text": self._text,
            "cell-state": self._cell_state,
            "cell-place": self._cell_place,
            "decision": self._decision,
            "report-state": self._report_state,
            "attribute": self._attribute,
        }

    def make(self, change: Change, undoes: int | None = None) -> None:
        """Make a change and append it to the log.

        Raises:
            StaleError: what is there is not ``change.old``.
            ValueError: ``change.new`` is nothing that can stand there.
        """
        old, new = (None if text is None else rows.clean(text) for text in (change.old, change.new))
        made = self._make[change.kind](replace(change, old=old, new=new))
        what = made.key, made.old, made.new
        write_event(self._db, self._stamp, self._report, made.kind, what, undoes)

    def _text(self, change: Change) -> Change:
        text, _, unit = self._cell(change.key)
        _expect(text, change.old)
        value = rows.value_of(change.new, unit)
        self._set_cell(change.key, _SET_TEXT, change.new, value)
        return change

    def _cell_state(self, change: Change) -> Change:
        _, state, _ = self._cell(change.key)
        _expect(state, change.old or CellState.READ)
        self._set_cell(change.key, _SET_STATE, CellState(change.new or CellState.READ))
        return change

    def _cell_place(self, change: Change) -> Change:
        found = self._db.execute(_SELECT_PLACE, (self._report, change.key)).fetchone()
        old = Place(found[0], rows.box_of(found[1])) if found and found[0] else None
        _expect(place_text(old), change.old)
        new = place_of(change.new)
        values = (new.page, rows.box_text(new.box)) if new else (None, None)
        self._set_cell(change.key, _SET_PLACE, *values)
        return change

    def _decision(self, change: Change) -> Change:
        rule, cells = split_decision_key(change.key)
        standing = self._standing(rule, cells)
        _expect(standing is None, change.old is None)
        place = self._report, rule, rows.dump(cells)
        self._db.execute("DELETE FROM decisions WHERE report = ? AND rule = ? AND cells = ?", place)
        new = change.new
        if new is not None:
            made = decision_fields(new, self._stamp.who, self._stamp.at)
            decision, reason, values, who, at = made
            row = (*place, rows.dump(values), decision, reason, who, at)
            self._db.execute(rows.INSERT_DECISION, row)
            new = self._standing(rule, cells)
        return replace(change, old=standing, new=new)

    def _standing(self, rule: str, cells: tuple[str, ...]) -> str | None:
        """Return the decision that stands, as a change holds it."""
        for row in self._db.execute(rows.SELECT_DECISIONS, (self._report,)):
            decision = rows.decision(row)
            if decision.identity == (rule, cells):
                return decision.json
        return None

    def _report_state(self, change: Change) -> Change:
        return self._set_attribute("state", change, ReportState(change.new or ""))

    def _attribute(self, change: Change) -> Change:
        if change.key == "agency":
            plain = rows.agency_plain(change.new or "")
            self._db.execute(
                "UPDATE reports SET agency_plain = ? WHERE id = ?", (plain, self._report)
            )
        new = change.new or ""
        if change.key == "level" and new:
            Level(new)  # what is none is refused
        year = int(new) if change.key == "year" and new else None
        return self._set_attribute(change.key, change, year if change.key == "year" else new)

    def _set_attribute(self, name: str, change: Change, new: str | int | None) -> Change:
        select, update = _ATTRIBUTES[name]
        old = self._db.execute(select, (self._report,)).fetchone()[0]
        if name == "unsure":
            # what is unsure also depends on what was corrected: see Project.report
            change = replace(change, old=old)
        _expect("" if old is None else str(old), change.old or "")
        self._db.execute(update, (new, self._report))
        return change

    def _cell(self, key: str) -> tuple[str | None, str, str]:
        """Return a cell's text, state and unit; those of an absent one where there is none."""
        sql = "SELECT text, state, unit FROM cells WHERE report = ? AND key = ?"
        found: tuple[str | None, str, str] | None = self._db.execute(
            sql, (self._report, key)
        ).fetchone()
        return found or (None, CellState.READ, self._forms.unit(key))

    def _set_cell(self, key: str, update: str, *values: object) -> None:
        """Change a cell, which need not be there: an absent one that is given a text is made.

        One that a person made and emptied again leaves no trace but in the log.
        """
        place = self._report, key
        self._db.execute(
            "INSERT INTO cells (report, key, origin, confidence, state, unit)"
            " VALUES (?, ?, 'person', 1, 'read', ?) ON CONFLICT DO NOTHING",
            (*place, self._forms.unit(key)),
        )
        self._db.execute(update, (*values, *place))
        self._db.execute(
            "DELETE FROM cells WHERE report = ? AND key = ? AND read IS NULL AND text IS NULL"
            " AND state = 'read'",
            place,
        )


_SET_TEXT = "UPDATE cells SET text = ?, value = ? WHERE report = ? AND key = ?"
_SET_STATE = "UPDATE cells SET state = ? WHERE report = ? AND key = ?"
_SELECT_PLACE = "SELECT page, box FROM cells WHERE report = ? AND key = ?"
_SET_PLACE = "UPDATE cells SET page = ?, box = ? WHERE report = ? AND key = ?"
_ATTRIBUTES = {
    "agency": (
        "SELECT agency FROM reports WHERE id = ?",
        "UPDATE reports SET agency = ? WHERE id = ?",
    ),
    "year": (
        "SELECT year FROM reports WHERE id = ?",
        "UPDATE reports SET year = ? WHERE id = ?",
    ),
    "form": (
        "SELECT form FROM reports WHERE id = ?",
        "UPDATE reports SET form = ? WHERE id = ?",
    ),
    "state": (
        "SELECT state FROM reports WHERE id = ?",
        "UPDATE reports SET state = ? WHERE id = ?",
    ),
    "level": (
        "SELECT level FROM reports WHERE id = ?",
        "UPDATE reports SET level = ? WHERE id = ?",
    ),
    "unsure": (
        "SELECT unsure FROM reports WHERE id = ?",
        "UPDATE reports SET unsure = ? WHERE id = ?",
    ),
}


def _expect(found: object, old: object) -> None:
    if found != old:
        raise StaleError
