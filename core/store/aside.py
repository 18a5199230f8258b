"""Documents and reports set aside: out of the project, but kept whole, so that they can come back.

Their rows go into one row of the table ``aside`` each, as JSON with the names of the columns, so
that all else in the file knows nothing of what is not in the project. Their numbers are not given
to others: the log names reports by them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from core.store import project_rows as rows

DOCUMENT, REPORT = "document", "report"

TABLE = """
CREATE TABLE aside (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  document INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  step INTEGER NOT NULL,
  rows TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that is set aside, and the step of the log that did it."""

    kind: str  # DOCUMENT or REPORT
    id: int
    document: int  # of a report: where it belongs; of a document: itself
    name: str  # of the document
    sha256: str
    step: int


def fresh_id(db: Database, kind: str) -> int:
    """Return a number that no document (or report) has or ever had."""
    number: int = db.execute(_FRESH[kind]).fetchone()[0]
    return number


def all_aside(db: Database) -> list[Aside]:
    """Return all that is set aside, in the order of the steps that did it."""
    found = db.execute("SELECT kind, id, document, name, sha256, step FROM aside ORDER BY step, id")
    return [Aside(*row) for row in found]


def set_aside_document(db: Database, document: int, step: int) -> list[int]:
    """Take a document with its reports out of the project; within a transaction.

    Returns:
        The ids of the reports that went with it.
    """
    sql = "SELECT id FROM reports WHERE document = ? ORDER BY id"
    reports = [id_ for (id_,) in db.execute(sql, (document,)).fetchall()]
    for report in reports:
        set_aside_report(db, report, step)
    name, sha256 = db.execute(_SELECT_NAME, (document,)).fetchone()
    parcel = {"documents": _rows(db, "documents", "id", document)}
    _put(db, Aside(DOCUMENT, document, document, name, sha256, step), parcel)
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    return reports


def set_aside_report(db: Database, report: int, step: int) -> None:
    """Take a report with all that belongs to it out of the project; within a transaction."""
    found = db.execute("SELECT document FROM reports WHERE id = ?", (report,)).fetchone()
    name, sha256 = db.execute(_SELECT_NAME, found).fetchone()
    parcel = {"reports": _rows(db, "reports", "id", report)}
    parcel |= {table: _rows(db, table, "report", report) for table in _OF_A_REPORT}
    _put(db, Aside(REPORT, report, found[0], name, sha256, step), parcel)
    db.execute("DELETE FROM reports WHERE id = ?", (report,))  # the rest goes with it


def bring_back(db: Database, wanted: Iterable[Aside]) -> list[int]:
    """Put what was set aside back where it was; within a transaction.

    Returns:
        The ids of the reports that are back.

    Raises:
        LookupError: the document of a report is not in the project.
    """
    back: list[int] = []
    for one in sorted(wanted, key=lambda one: (one.kind, one.id)):  # documents before reports
        sql = "SELECT rows FROM aside WHERE kind = ? AND id = ?"
        parcel = json.loads(db.execute(sql, (one.kind, one.id)).fetchone()[0])
        if one.kind == REPORT:
            if db.execute(_SELECT_NAME, (one.document,)).fetchone() is None:
                raise LookupError(one.name)
            _make_room(db, one.document, parcel["reports"])
            back.append(one.id)
        for table in (_DOCUMENTS,) if one.kind == DOCUMENT else (_REPORTS, *_OF_A_REPORT):
            _insert(db, table, parcel[table])
        db.execute("DELETE FROM aside WHERE kind = ? AND id = ?", (one.kind, one.id))
    return back


def pages_aside(db: Database, document: int) -> list[tuple[int, int]]:
    """Return the first and last pages of a document's reports that are set aside, where known."""
    sql = "SELECT rows FROM aside WHERE kind = 'report' AND document = ?"
    found = []
    for (text,) in db.execute(sql, (document,)):
        kept = json.loads(text)["reports"]
        (row,) = kept["rows"]
        first, last = (row[kept["columns"].index(name)] for name in ("first_page", "last_page"))
        if first is not None and last is not None:
            found.append((first, last))
    return found


_FRESH = {
    DOCUMENT: "SELECT 1 + max(coalesce((SELECT max(id) FROM documents), 0),"
    " coalesce((SELECT max(id) FROM aside WHERE kind = 'document'), 0))",
    REPORT: "SELECT 1 + max(coalesce((SELECT max(id) FROM reports), 0),"
    " coalesce((SELECT max(report) FROM events), 0),"
    " coalesce((SELECT max(id) FROM aside WHERE kind = 'report'), 0))",
}
_DOCUMENTS, _REPORTS = "documents", "reports"
_OF_A_REPORT = ("cells", "candidates", "findings", "decisions")
_NUMBERED = ("candidates", "findings")  # whose numbers mean nothing, and may be given to others
_SELECT_NAME = "SELECT name, sha256 FROM documents WHERE id = ?"

_Kept = dict[str, Any]
"""``columns``: names; ``rows``: their values."""


def _rows(db: Database, table: str, column: str, value: int) -> _Kept:
    sql = 'SELECT * FROM "{}" WHERE "{}" = ? ORDER BY 1'
    cursor = db.execute(sql.format(table, column), (value,))
    names = [one[0] for one in cursor.description]
    kept = [at for at, name in enumerate(names) if name != "id" or table not in _NUMBERED]
    found = [[row[at] for at in kept] for row in cursor.fetchall()]
    return {"columns": [names[at] for at in kept], "rows": found}


def _put(db: Database, one: Aside, parcel: dict[str, _Kept]) -> None:
    db.execute(
        "INSERT INTO aside (kind, id, document, name, sha256, step, rows)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (one.kind, one.id, one.document, one.name, one.sha256, one.step, rows.dump(parcel)),
    )


def _insert(db: Database, table: str, kept: _Kept) -> None:
    """Insert rows by the names of their columns.

    Columns that are newer get what they are by default; what the file names and the table has not
    is left out, since names are no place for what a file says.
    """
    known = {row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    places = [at for at, name in enumerate(kept["columns"]) if name in known]
    names = ", ".join(f'"{kept["columns"][at]}"' for at in places)
    sql = 'INSERT INTO "{}" ({}) VALUES ({})'
    values = [[row[at] for at in places] for row in kept["rows"]]
    db.conn.executemany(sql.format(table, names, ", ".join("?" * len(places))), values)


def _make_room(db: Database, document: int, kept: _Kept) -> None:
    """Let a report come last in its document where another one has taken its place."""
    at = kept["columns"].index("order")
    sql = 'SELECT "order" FROM reports WHERE document = ?'
    taken = {order for (order,) in db.execute(sql, (document,))}
    for row in kept["rows"]:
        if row[at] in taken:
            row[at] = max(taken) + 1
