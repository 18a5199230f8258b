"""Reading what can be read of a damaged project file: by SQLite row by row, else page by page."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from core.bounds import MAX_FAILED_PROBES
from core.report import ReportState
from core.store import project_rows as rows
from core.store.history import Event
from core.store.project_schema import BUSY_SECONDS, migrations
from core.store.raw_pages import records

Row = tuple[object, ...]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of a project is like."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    needed: tuple[bool, ...]  # columns that are never NULL
    defaults: tuple[object, ...]
    key: tuple[int, ...]  # the columns that tell rows apart
    numbered: bool  # the first column is the number of the row

    def key_of(self, row: Row) -> Key:
        """Return what tells a row from the others."""
        return tuple(row[at] for at in self.key)

    def fits(self, values: Row) -> bool:
        """Tell whether values may be a row of this table; an older version had fewer columns."""
        least = len(self.columns)
        while least > 1 and (not self.needed[least - 1] or self.defaults[least - 1] is not None):
            least -= 1
        return least <= len(values) <= len(self.columns) and all(
            (value is not None or not needed) and _of_type(value, kind)
            for value, kind, needed in zip(values, self.types, self.needed, strict=False)
        )

    def whole(self, values: Row) -> Row:
        """Return a row with what its missing columns are by default."""
        return (*values, *self.defaults[len(values) :])


@dataclass(slots=True)
class Salvaged:
    """What is left of a file: rows of each table by their keys.

    ``current`` are those that stand there now. ``perhaps`` were found in pages that nothing led to:
    they may be out of date.
    """

    current: dict[str, dict[Key, Row]] = field(default_factory=dict)
    perhaps: dict[str, dict[Key, Row]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)  # tables that could be read to their ends


def shapes() -> dict[str, Shape]:
    """Return the tables of a project as this program makes them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        db = Database(connection, execute_plugins=False)
        migrations.apply(db)
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
        ).fetchall()
        return {name: _shape(connection, name) for (name,) in names}


def salvage(path: Path, tables: Mapping[str, Shape]) -> Salvaged:
    """Read a project file, damaged or not, without changing it.

    Raises:
        OSError: there is no such file, or the system does not let us read it.
    """
    found = Salvaged()
    with suppress(sqlite3.Error):  # what cannot be read this way is read page by page
        _by_sqlite(path, tables, found)
    if found.whole >= tables.keys():
        return found
    for record in records(path):
        for name, shape in tables.items():
            if name in found.whole or shape.numbered == (record.row is None):
                continue
            values: Row = record.values
            if shape.numbered and values[:1] == (None,):
                values = (record.row, *values[1:])
            if shape.fits(values) and is_sound(name, shape.whole(values)):
                row = shape.whole(values)
                found.perhaps.setdefault(name, {}).setdefault(shape.key_of(row), row)
                break
    return found


def is_sound(table: str, row: Row) -> bool:
    """Tell whether a row means something: texts that hold numbers or places really hold them."""
    try:
        if table in _SOUND:
            _SOUND[table](row)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return False
    return True


def _by_sqlite(path: Path, tables: Mapping[str, Shape], found: Salvaged) -> None:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True)) as db:
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for name, shape in tables.items():
            got = found.current.setdefault(name, {})
            present = {row[1] for row in db.execute(f'PRAGMA table_info("{name}")')}
            if not present:
                continue
            columns = ", ".join(
                f'"{column}"' if column in present else "NULL" for column in shape.columns
            )
            reader = _Reader(db, shape, columns)
            for values in reader.rows():
                row = tuple(
                    shape.defaults[at] if column not in present else values[at]
                    for at, column in enumerate(shape.columns)
                )
                if shape.fits(row) and is_sound(name, row):
                    got[shape.key_of(row)] = row
                else:
                    reader.is_whole = False
            if reader.is_whole:
                found.whole.add(name)


class _Reader:
    """Reads the rows of a table from both ends, and between them one by one."""

    def __init__(self, db: sqlite3.Connection, shape: Shape, columns: str) -> None:
        self._db = db
        self._shape = shape
        # names come from the tables that this program makes, not from the file
        self._sql = f'SELECT {columns} FROM "{shape.name}" NOT INDEXED'  # noqa: S608
        self._order = ", ".join(f'"{shape.columns[at]}"' for at in shape.key)
        self.is_whole = True

    def rows(self) -> Iterator[Row]:
        if not self._shape.numbered:
            self._sql = self._sql.removesuffix(" NOT INDEXED")  # such a table is an index itself
        last: object = None
        for row in self._until_damaged("ASC"):
            last = row[0]
            yield row
        if self.is_whole:
            return
        first: object = None
        for row in self._until_damaged("DESC"):
            first = row[0]
            yield row
        if isinstance(last, int | None) and isinstance(first, int | None):
            yield from self._between(last or 0, first)

    def _until_damaged(self, order: str) -> Iterator[Row]:
        by = ", ".join(f"{column} {order}" for column in self._order.split(", "))
        try:
            yield from self._db.execute(f"{self._sql} ORDER BY {by}")
        except sqlite3.Error:
            self.is_whole = False

    def _between(self, low: int, high: int | None) -> Iterator[Row]:
        """Ask for rows one by one (of a table without numbers: those of one report)."""
        number, failed = low, 0
        while failed < MAX_FAILED_PROBES and (high is None or number <= high):
            sql = f'{self._sql} WHERE "{self._shape.columns[0]}" = ?'
            try:
                found = self._db.execute(sql, (number,)).fetchall()
            except sqlite3.Error:
                found = []  # it stands in a page that is damaged
            yield from found
            failed = 0 if found else failed + 1
            number += 1


def _shape(db: sqlite3.Connection, name: str) -> Shape:
    found = db.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = [at for at, row in sorted(enumerate(found), key=lambda one: one[1][5]) if row[5]]
    defaults = [
        None if row[4] is None else db.execute(f"SELECT {row[4]}").fetchone()[0] for row in found
    ]
    types = tuple(row[2] for row in found)
    return Shape(
        name,
        tuple(row[1] for row in found),
        types,
        tuple(bool(row[3] or row[5]) for row in found),
        tuple(defaults),
        tuple(key),
        len(key) == 1 and types[key[0]] == "INTEGER",
    )


def _of_type(value: object, kind: str) -> bool:
    if value is None:
        return True
    wanted: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,)}
    return isinstance(value, wanted.get(kind, (int, float)))


def _report(row: Row) -> None:
    state, unsure, claims, sections, plain, leftovers = (row[at] for at in (6, 12, 17, 18, 19, 20))
    ReportState(str(state))
    rows.unsure(str(unsure))
    rows.claims(_text(claims))
    rows.sections(_text(sections))
    rows.plain(str(plain))
    rows.leftovers(str(leftovers))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _cell(row: Row) -> None:
    _, key, read, text, _, _, page, box, confidence, state, unsure, unit, weak = row
    rows.cell((key, read, text, page, box, confidence, state, unsure, unit, weak))


def _finding(row: Row) -> None:
    _, _, rule, severity, verdict, cells, zh, en, _, *values = row
    left, right, *more = values
    rows.finding((rule, severity, verdict, cells, zh, en, left, right, *more, 1))


def _event(row: Row) -> None:
    _, at, *_ = row
    if not str(at)[:4].isdigit() or "T" not in str(at):
        raise ValueError


_SOUND: Mapping[str, Callable[[Row], object]] = {
    "documents": rows.document_entry,
    "reports": _report,
    "cells": _cell,
    "findings": _finding,
    "decisions": rows.decision,
    "events": _event,
    "choices": lambda row: json.loads(str(row[1])),
    "aside": lambda row: json.loads(str(row[6])),
}


def events_of(found: Iterable[Row], columns: tuple[str, ...]) -> list[Event]:
    """Return rows of the log as events, in their order."""
    named = (dict(zip(columns, row, strict=True)) for row in found)
    return sorted((Event(**row) for row in named), key=lambda event: event.id)  # type: ignore[arg-type]
