"""Storing what was read from a document, also when that document is there already."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.forms import Forms
from core.report import Cell, Document, Report, ReportState
from core.store import aside, relatives
from core.store import project_rows as rows
from core.store.history import Change
from core.store.plain_merge import merged
from core.store.project_log import ReportWriter, Stamp, next_step, write_event
from core.store.removing import bring_back_known


def add_document(db: Database, forms: Forms, document: Document, at: str, who: str) -> list[int]:
    """Store a document's reports and return their ids; within a transaction.

    A document is known by its hash. Reading it again never overwrites: what was read now is kept
    as candidates, and only a cell that nobody touched takes a reading of higher confidence, as
    an event that can be undone. Reports that were not seen before are added. A document that was
    removed comes back with all that was done in it.
    """
    stamp = Stamp(at, who, "added", next_step(db))
    sql = "SELECT id, path FROM documents WHERE sha256 = ? AND sha256 <> ''"
    known = db.execute(sql, (document.sha256,)).fetchone()
    if known is None and document.sha256 and bring_back_known(db, document.sha256, stamp):
        known = db.execute(sql, (document.sha256,)).fetchone()
    if known is None:
        id_ = _insert_document(db, document, stamp)
        return [
            insert_report(db, id_, order, report, document.kind, at)
            for order, report in enumerate(document.reports, document.first)
        ]
    id_, path = known
    if not Path(path).exists() and document.path:
        move_document(db, id_, Path(document.path), stamp)
    return _merge(db, forms, id_, document, stamp)


def move_document(db: Database, document: int, path: Path, stamp: Stamp) -> None:
    """Record where a document's file is now; within a transaction."""
    new = rows.clean(str(path))
    old = db.execute("SELECT path FROM documents WHERE id = ?", (document,)).fetchone()[0]
    if old != new:
        values = (new, rows.clean(path.name), document)
        db.execute("UPDATE documents SET path = ?, name = ? WHERE id = ?", values)
        write_event(db, stamp, None, "moved", (str(document), old, new))


def _insert_document(db: Database, document: Document, stamp: Stamp) -> int:
    name, path = rows.clean(document.name), rows.clean(document.path or document.name)
    id_ = aside.fresh_id(db, aside.DOCUMENT)
    db.execute(
        "INSERT INTO documents (id, path, name, sha256, kind, pages, added, notes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id_,
            path,
            name,
            document.sha256,
            document.kind,
            document.pages,
            stamp.at,
            rows.notes_text(document.notes),
        ),
    )
    write_event(db, stamp, None, "added", (name, None, document.sha256))
    return id_


def insert_report(
    db: Database, document: int, order: int, report: Report, origin: str, at: str
) -> int:
    """Store a report as it was read; return its id."""
    first, last = report.pages or (None, None)
    agency = rows.clean(report.agency)
    id_ = aside.fresh_id(db, aside.REPORT)
    db.execute(
        'INSERT INTO reports (id, document, "order", agency, year, form, state, first_page,'
        " last_page, agency_plain, agency_read, year_read, unsure, claims, sections, plain,"
        " leftovers)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(
                id_,
                document,
                order,
                agency,
                report.year,
                report.form,
                ReportState.READ,
                first,
                last,
            ),
            *(rows.agency_plain(agency), agency, report.year, rows.unsure_text(report.unsure)),
            *(rows.claims_text(report.claims), rows.sections_text(report.sections)),
            *(rows.plain_text(report.plain), rows.leftovers_text(report.leftovers)),
        ),
    )
    cells = [rows.cell_row(id_, key, cell, origin) for key, cell in report.cells.items()]
    db.conn.executemany(rows.INSERT_CELL, cells)
    others = rows.candidate_rows(id_, report.cells, origin, at)
    db.conn.executemany(rows.INSERT_CANDIDATE, others)
    return id_


def _merge(db: Database, forms: Forms, document: int, read: Document, stamp: Stamp) -> list[int]:
    """Add a new reading to a document's reports; return the reports that it was of."""
    sql = 'SELECT id, "order", first_page, last_page FROM reports WHERE document = ?'
    stored: list[tuple[Any, ...]] = db.execute(sql, (document,)).fetchall()
    if read.complete:
        notes = rows.notes_text(read.notes), document
        db.execute("UPDATE documents SET notes = ? WHERE id = ?", notes)
    following = bool(read.first) and all(order < read.first for _, order, _, _ in stored)
    free = max((order for _, order, _, _ in stored), default=-1) + 1
    apart = aside.pages_aside(db, document)
    ids = []
    for order, report in enumerate(read.reports, read.first):
        # the next part of a first reading: it may begin on the page where the last one ended
        same = None if following else _same_report(stored, order, report)
        if same is None and any(_overlap(report.pages, pages) for pages in apart):
            continue  # a person made others of it: see core.store.parting
        if same is None:
            ids.append(insert_report(db, document, free, report, read.kind, stamp.at))
            free += 1
        else:
            stored.remove(same)
            ids.append(same[0])
            report = _add_plain(db, same[0], report, read.kind)
            _add_reading(db, same[0], report, read.kind, stamp)
            _take_better(db, forms, same[0], report, stamp)
    return ids


def _same_report(
    stored: Sequence[tuple[Any, ...]], order: int, report: Report
) -> tuple[Any, ...] | None:
    """Return the stored report that a new reading is of: the one on (mostly) the same pages.

    Where pages are not known it is the one of the same order.
    """

    def likeness(row: tuple[Any, ...]) -> tuple[int, bool]:
        _, at, first, last = row
        if report.pages is None or first is None:
            return int(at == order), False
        shared = min(last, report.pages[1]) - max(first, report.pages[0]) + 1
        return max(0, shared), at == order

    best = max(stored, key=likeness, default=None)
    return best if best is not None and likeness(best)[0] else None


def _overlap(pages: tuple[int, int] | None, others: tuple[int, int]) -> bool:
    return pages is not None and pages[0] <= others[1] and others[0] <= pages[1]


def _add_plain(db: Database, id_: int, report: Report, origin: str) -> Report:
    """Add the plain tables that were not seen before; give those that were their stored names.

    Returns:
        The report without the tables that are laid out otherwise than before: what people did in
        a table is kept by row and column.
    """
    sql = "SELECT plain FROM reports WHERE id = ?"
    stored = rows.plain(db.execute(sql, (id_,)).fetchone()[0])
    same, added = merged(stored, report.plain)
    renamed = {
        old.key: new.key
        for before, after in zip(report.plain, same, strict=True)
        if after is not None
        for old, new in zip(before.cells, after.cells, strict=True)
    }
    plain = {renamed[key]: cell for key, cell in report.cells.items() if key in renamed}
    fresh = [one.key for table in added for one in table.cells]
    db.conn.executemany(
        rows.INSERT_CELL, [rows.cell_row(id_, key, plain.pop(key), origin) for key in fresh]
    )
    if added:
        text = rows.plain_text((*stored, *added))
        db.execute("UPDATE reports SET plain = ? WHERE id = ?", (text, id_))
    return replace(report, cells={**report.form_cells, **plain})


def _add_reading(db: Database, id_: int, report: Report, origin: str, stamp: Stamp) -> None:
    """Keep what was read now as candidates, each reading once.

    The prose, and the numbers that no cell took, are those read last.
    """
    read = [
        (id_, key, rows.clean(cell.read or ""), cell.confidence, origin, stamp.at)
        for key, cell in report.cells.items()
        if cell.read is not None
    ]
    others = rows.candidate_rows(id_, report.cells, origin, stamp.at)
    db.conn.executemany(rows.INSERT_CANDIDATE, [*read, *others])
    prose = rows.claims_text(report.claims), rows.sections_text(report.sections)
    db.execute(
        "UPDATE reports SET claims = coalesce(?, claims), sections = coalesce(?, sections),"
        " leftovers = ? WHERE id = ?",
        (*prose, rows.leftovers_text(report.leftovers), id_),
    )


def _take_better(db: Database, forms: Forms, id_: int, report: Report, stamp: Stamp) -> None:
    """Let untouched cells take readings of higher confidence."""
    state = db.execute("SELECT state FROM reports WHERE id = ?", (id_,)).fetchone()[0]
    if state == ReportState.REVIEWED:
        return  # what a person has signed off stays as it was signed off
    cells = {row[0]: rows.cell(row) for row in db.execute(rows.SELECT_CELLS, (id_,))}
    touched = _touched(db, id_)
    writer = ReportWriter(db, forms, id_, Stamp(stamp.at, "", "reread", stamp.step))
    for key, new in report.cells.items():
        old = cells.get(key, Cell(None, None, confidence=0))
        if key in touched or old.state != "read" or new.confidence <= old.confidence:
            continue
        if new.text != old.text:
            writer.make(Change("text", key, old.text, new.text))
        box = (new.place.page, rows.box_text(new.place.box)) if new.place else (None, None)
        db.execute(
            "UPDATE cells SET confidence = ?, unsure = ?, weak = ?, page = ?, box = ?"
            " WHERE report = ? AND key = ?",
            (new.confidence, int(new.unsure), rows.weak_text(new), *box, id_, key),
        )


def _touched(db: Database, report: int) -> set[str]:
    """Return the keys of the cells that a person changed, judged or decided about."""
    sql = (
        "SELECT key FROM events WHERE report = ? AND kind IN ('text', 'cell-state')"
        " AND why <> 'reread'"
    )
    touched = {key for (key,) in db.execute(sql, (report,))}
    for row in db.execute(rows.SELECT_DECISIONS, (report,)):
        touched.update(rows.decision(row).cells)
    _, year = relatives.named(db, report)
    for other in relatives.linked(db, report):
        for row in db.execute(rows.SELECT_CROSSING, (other, f'%"{year}:%')):
            own = (key.partition(":") for key in rows.decision(row).cells)
            touched.update(key for of, _, key in own if of == str(year))
    return touched
