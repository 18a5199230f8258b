"""Rows of a project file ↔ what they stand for."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.numbers import Unit, normalised, parse
from core.progress import UNFINISHED
from core.report import (
    Box,
    Cell,
    CellState,
    Claim,
    Finding,
    Leftover,
    Note,
    Place,
    PlainCell,
    PlainTable,
    ReportState,
    Section,
    Severity,
    Term,
    Verdict,
    plain_key,
)
from core.store.decisions import Decision
from core.text import Text

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of a project. ``added`` is UTC, ISO 8601."""

    id: int
    path: str
    name: str
    sha256: str
    kind: str
    pages: int
    added: str
    notes: tuple[Note, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether it was read to its end."""
        return all(note.code != UNFINISHED.code for note in self.notes)


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report of a project as the list of reports shows it, with what is still open in it.

    ``errors``, ``warnings`` and ``hints`` count open findings, ``unsure`` the cells that a person
    should look at.
    """

    id: int
    document: int
    order: int
    agency: str
    year: int | None
    form: str
    state: ReportState
    pages: tuple[int, int] | None
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    unsure: int = 0


def clean(text: str) -> str:
    """Return a text as SQLite and UTF-8 can hold it: halves of surrogate pairs become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def dump(value: object) -> str:
    """Return a value as the JSON of a column."""
    return clean(_JSON.encode(value))


_JSON = json.JSONEncoder(ensure_ascii=False)  # one for all: json.dumps would make one each time


def number(value: float | None) -> int | float | None:
    """Return a number as SQLite can hold it; None for what is beyond any count."""
    if value is None or not -1e300 < value < 1e300 or math.isnan(value):
        return None
    return value if abs(value) < 1 << 63 else float(value)


def value_of(text: str | None, unit: str) -> int | float | None:
    """Return what the column ``value`` holds for a cell's text."""
    return None if text is None else number(parse(text, Unit(unit)).number)


def agency_plain(agency: str) -> str:
    """Return what reports of one agency share: its name without spaces and full-width forms."""
    return normalised(agency)


# cells ---------------------------------------------------------------------------------------

SELECT_CELLS = (
    "SELECT key, read, text, page, box, confidence, state, unsure, unit, weak FROM cells"
    " WHERE report = ?"
)
INSERT_CELL = (
    "INSERT INTO cells (report, key, read, text, value, origin, page, box, confidence, state,"
    " unsure, unit, weak) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT_CANDIDATES = (
    "SELECT key, text, max(confidence) FROM candidates WHERE report = ?"
    " GROUP BY key, text ORDER BY 3 DESC"
)
INSERT_CANDIDATE = (
    "INSERT INTO candidates (report, key, text, confidence, origin, at)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM candidates"
    " WHERE report = ?1 AND key = ?2 AND text IS ?3 AND confidence = ?4 AND origin = ?5)"
)


def cell_row(report: int, key: str, cell: Cell, origin: str) -> Row:
    """Return what INSERT_CELL takes."""
    read, text = _clean_or_none(cell.read), _clean_or_none(cell.text)
    page, box = (cell.place.page, box_text(cell.place.box)) if cell.place else (None, None)
    value = value_of(text, cell.unit)
    state = (cell.confidence, str(cell.state), int(cell.unsure), str(cell.unit), weak_text(cell))
    return (report, clean(key), read, text, value, origin, page, box, *state)


def cell(row: Sequence[Any], candidates: tuple[tuple[str, float], ...] = ()) -> Cell:
    """Return the cell of a row of SELECT_CELLS."""
    _, read, text, page, box, confidence, state, unsure, unit, weak = row
    place = None if page is None else Place(page, box_of(box))
    marks = (confidence, bool(unsure), CellState(state))
    others = tuple(one for one in candidates if one[0] not in (read, text))
    return Cell(read, text, Unit(unit), place, *marks, others, tuple(map(int, weak.split())))


def weak_text(cell: Cell) -> str:
    """Return the column ``weak`` of a cell: the places of its doubtful characters."""
    return " ".join(map(str, cell.weak))


def candidate_rows(report: int, cells: Mapping[str, Cell], origin: str, at: str) -> list[Row]:
    """Return what INSERT_CANDIDATE takes for what cells may say instead of what was read."""
    return [
        (report, clean(key), clean(text), confidence, origin, at)
        for key, cell in cells.items()
        for text, confidence in cell.candidates
    ]


def box_text(box: Box) -> str:
    """Return a box as the JSON of a column, to a hundredth of a point."""
    return json.dumps([round(side, 2) for side in box])


def box_of(text: str) -> Box:
    """Return the box that a column holds."""
    # by hand: json.loads takes five times as long, and there are two hundred in a report
    x0, y0, x1, y1 = map(float, text[1:-1].split(","))
    return x0, y0, x1, y1


def _clean_or_none(text: str | None) -> str | None:
    return None if text is None else clean(text)


# prose and notes -----------------------------------------------------------------------------


def sections_text(sections: Iterable[Section] | None) -> str | None:
    """Return the column ``sections``."""
    return None if sections is None else dump([[s.title, s.page, s.text] for s in sections])


def sections(text: str | None) -> tuple[Section, ...] | None:
    """Return what the column ``sections`` holds."""
    return None if text is None else tuple(Section(*parts) for parts in json.loads(text))


def claims_text(claims: Iterable[Claim] | None) -> str | None:
    """Return the column ``claims``."""
    if claims is None:
        return None
    return dump([[c.claim, c.value, c.text, c.place.page, list(c.place.box)] for c in claims])


def claims(text: str | None) -> tuple[Claim, ...] | None:
    """Return what the column ``claims`` holds."""
    if text is None:
        return None
    return tuple(
        Claim(claim, value, words, Place(page, (x0, y0, x1, y1)))
        for claim, value, words, page, (x0, y0, x1, y1) in json.loads(text)
    )


def notes_text(notes: Iterable[Note]) -> str:
    """Return the column ``notes``."""
    return dump([[n.code, n.message.zh, n.message.en, n.page] for n in notes])


def notes(text: str) -> tuple[Note, ...]:
    """Return what the column ``notes`` holds."""
    if text == "[]":  # as of nearly all documents, of which there may be thousands
        return ()
    return tuple(Note(code, Text(zh, en), page) for code, zh, en, page in json.loads(text))


def document_entry(row: Sequence[Any]) -> DocumentEntry:
    """Return the entry of a row of ``documents``: id to added, then the notes."""
    id_, path, name, sha256, kind, pages, added, stored = row
    return DocumentEntry(id_, path, name, sha256, kind, pages, added, notes(stored))


def unsure_text(names: Iterable[str]) -> str:
    """Return the column ``unsure`` of a report, also the text of its changes."""
    return " ".join(sorted(names))


def unsure(text: str) -> frozenset[str]:
    """Return what the column ``unsure`` of a report holds."""
    return frozenset(text.split())


# other tables, and what no cell took ---------------------------------------------------------


def plain_text(tables: Iterable[PlainTable]) -> str:
    """Return the column ``plain``: where the cells of plain tables stand, not what is in them."""
    return dump(
        [
            [
                t.name,
                t.title,
                *_place_parts(t.place),
                t.rows,
                t.columns,
                [[c.row, c.column, c.rows, c.columns] for c in t.cells],
            ]
            for t in tables
        ]
    )


def plain(text: str) -> tuple[PlainTable, ...]:
    """Return what the column ``plain`` holds."""
    return tuple(
        PlainTable(
            name,
            title,
            _place_of(page, box),
            rows,
            columns,
            tuple(PlainCell(plain_key(name, at[0], at[1]), *at) for at in cells),
        )
        for name, title, page, box, rows, columns, cells in json.loads(text)
    )


def leftovers_text(leftovers: Iterable[Leftover]) -> str:
    """Return the column ``leftovers``."""
    return dump(
        [
            [one.kind, one.table, one.row, one.label, one.text, *_place_parts(one.place)]
            for one in leftovers
        ]
    )


def leftovers(text: str) -> tuple[Leftover, ...]:
    """Return what the column ``leftovers`` holds."""
    return tuple(
        Leftover(kind, table, label, words, _place_of(page, box), row)
        for kind, table, row, label, words, page, box in json.loads(text)
    )


def _place_parts(place: Place) -> tuple[int, list[float]]:
    return place.page, [round(side, 2) for side in place.box]


def _place_of(page: int, box: Sequence[float]) -> Place:
    x0, y0, x1, y1 = box
    return Place(page, (x0, y0, x1, y1))


# findings ------------------------------------------------------------------------------------

SELECT_FINDINGS = (
    'SELECT rule, severity, verdict, cells, message, message_en, "left", "right", left_terms,'
    " right_terms, suspects, suggestions, consequence_of, relation, places,"
    " held_against, open FROM findings"
    " WHERE report = ? ORDER BY id"
)
INSERT_FINDING = (
    "INSERT INTO findings (rule, severity, verdict, cells, message, message_en,"
    ' "left", "right", left_terms, right_terms, suspects, suggestions, consequence_of, relation,'
    " places, held_against, open, report)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def finding_row(report: int, finding: Finding, *, is_open: bool) -> Row:
    """Return what INSERT_FINDING takes."""
    return (
        finding.rule,
        str(finding.severity),
        str(finding.verdict),
        dump(finding.cells),
        clean(finding.message.zh),
        clean(finding.message.en),
        number(finding.left),
        number(finding.right),
        _terms_text(finding.left_terms),
        _terms_text(finding.right_terms),
        dump(finding.suspects),
        dump([dict(changes) for changes in finding.suggestions]),
        finding.consequence_of,
        finding.relation,
        dump([_place_parts(place) for place in finding.places]),
        dump(finding.held_against),
        int(is_open),
        report,
    )


def finding(row: Sequence[Any]) -> Finding:
    """Return the finding of a row of SELECT_FINDINGS."""
    rule, severity, verdict, cells, zh, en, left, right, lefts, rights, *more = row
    suspects, suggestions, consequence_of, relation, places, held_against, _ = more
    return Finding(
        rule,
        Severity(severity),
        Verdict(verdict),
        tuple(json.loads(cells)),
        Text(zh, en),
        left,
        right,
        _terms(lefts),
        _terms(rights),
        tuple(json.loads(suspects)),
        tuple(json.loads(suggestions)),
        consequence_of,
        relation,
        tuple(_place_of(*place) for place in json.loads(places)),
        tuple(json.loads(held_against)),
    )


def _terms_text(terms: Iterable[Term]) -> str:
    return dump(
        [
            [term.key, term.value, term.blank, *([term.label] if term.label else [])]
            for term in terms
        ]
    )


def _terms(text: str) -> tuple[Term, ...]:
    return tuple(Term(*parts) for parts in json.loads(text))


# decisions -----------------------------------------------------------------------------------

SELECT_DECISIONS = (
    'SELECT report, rule, cells, "values", decision, reason, who, at FROM decisions'
    " WHERE report = ? ORDER BY at, rule, cells"
)
SELECT_CROSSING = (
    'SELECT report, rule, cells, "values", decision, reason, who, at FROM decisions'
    " WHERE report = ? AND cells LIKE ? ORDER BY at, rule, cells"
)
INSERT_DECISION = (
    'INSERT INTO decisions (report, rule, cells, "values", decision, reason, who, at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def decision(row: Sequence[Any]) -> Decision:
    """Return the decision of a row of SELECT_DECISIONS."""
    report, rule, cells, values, *rest = row
    return Decision(report, rule, tuple(json.loads(cells)), tuple(json.loads(values)), *rest)
