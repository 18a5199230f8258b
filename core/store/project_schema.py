"""The tables of a project file, how they came to be, and how such a file is recognised."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from core.errors import GoujiError
from core.store import aside
from core.text import Text

APPLICATION_ID = 0x474F554A  # "GOUJ", in the file's header
BUSY_SECONDS = 1.0  # how long to wait for another program that is writing to the same file

migrations = Migrations("gouji")


@migrations()
def m001_tables(db: Database) -> None:
    """The tables as the design names them."""
    db.executescript(_TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_plain_tables(db: Database) -> None:
    """Other tables of a report, numbers that no cell took, and where to look for them."""
    db.executescript(_PLAIN_TABLES)
    db.execute("PRAGMA user_version = 2")


@migrations()
def m003_weak(db: Database) -> None:
    """Which characters of a cell are doubtful."""
    db.execute("ALTER TABLE cells ADD COLUMN weak TEXT NOT NULL DEFAULT ''")
    db.execute("PRAGMA user_version = 3")


@migrations()
def m004_choices(db: Database) -> None:
    """What was chosen for the project as a whole; indexes for what every edit asks."""
    db.executescript(_CHOICES)
    db.execute("PRAGMA user_version = 4")


@migrations()
def m005_aside(db: Database) -> None:
    """What was taken out of the project, and can come back."""
    db.executescript(aside.TABLE)
    db.execute("PRAGMA user_version = 5")


@migrations()
def m006_level(db: Database) -> None:
    """Where an agency stands, as a person set it."""
    db.execute("ALTER TABLE reports ADD COLUMN level TEXT NOT NULL DEFAULT ''")
    db.execute("PRAGMA user_version = 6")


@migrations()
def m007_weight(db: Database) -> None:
    """What all cells of a report come to: reports with the same cells are found by it."""
    db.executescript(_WEIGHT)
    db.execute("PRAGMA user_version = 7")


VERSION = 7
"""Number of the last migration, kept in the file's header as ``user_version``."""

_TABLES = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  pages INTEGER NOT NULL,
  added TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX documents_sha256 ON documents (sha256) WHERE sha256 <> '';

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  "order" INTEGER NOT NULL,
  agency TEXT NOT NULL,
  year INTEGER,
  form TEXT NOT NULL,
  state TEXT NOT NULL,
  first_page INTEGER,
  last_page INTEGER,
  agency_plain TEXT NOT NULL,
  agency_read TEXT NOT NULL,
  year_read INTEGER,
  unsure TEXT NOT NULL DEFAULT '',
  open_errors INTEGER NOT NULL DEFAULT 0,
  open_warnings INTEGER NOT NULL DEFAULT 0,
  open_hints INTEGER NOT NULL DEFAULT 0,
  cells_to_look_at INTEGER NOT NULL DEFAULT 0,
  claims TEXT,
  sections TEXT,
  UNIQUE (document, "order")
);
CREATE INDEX reports_agency_year ON reports (agency_plain, year);

CREATE TABLE cells (
  report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  read TEXT,
  text TEXT,
  value NUMERIC,
  origin TEXT NOT NULL,
  page INTEGER,
  box TEXT,
  confidence REAL NOT NULL,
  state TEXT NOT NULL,
  unsure INTEGER NOT NULL DEFAULT 0,
  unit TEXT NOT NULL DEFAULT 'count',
  PRIMARY KEY (report, key)
) WITHOUT ROWID;
CREATE TRIGGER cells_read_stays BEFORE UPDATE OF read ON cells
  WHEN NEW.read IS NOT OLD.read
  BEGIN SELECT RAISE(ABORT, 'what was read never changes'); END;

CREATE TABLE candidates (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  text TEXT,
  confidence REAL NOT NULL,
  origin TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX candidates_report_key ON candidates (report, key);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  verdict TEXT NOT NULL,
  cells TEXT NOT NULL,
  message TEXT NOT NULL,
  message_en TEXT NOT NULL,
  open INTEGER NOT NULL,
  "left" NUMERIC,
  "right" NUMERIC,
  left_terms TEXT NOT NULL,
  right_terms TEXT NOT NULL,
  suspects TEXT NOT NULL,
  suggestions TEXT NOT NULL,
  consequence_of TEXT NOT NULL,
  relation TEXT NOT NULL
);
CREATE INDEX findings_report ON findings (report);

CREATE TABLE decisions (
  report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  cells TEXT NOT NULL,
  "values" TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (report, rule, cells)
) WITHOUT ROWID;

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  report INTEGER,
  key TEXT NOT NULL,
  old TEXT,
  new TEXT,
  why TEXT NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  undoes INTEGER REFERENCES events (id)
);
CREATE INDEX events_report ON events (report);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
"""

_PLAIN_TABLES = """
ALTER TABLE reports ADD COLUMN plain TEXT NOT NULL DEFAULT '[]';
ALTER TABLE reports ADD COLUMN leftovers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE findings ADD COLUMN places TEXT NOT NULL DEFAULT '[]';
"""

_CHOICES = """
CREATE TABLE choices (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_step ON events (step);
ALTER TABLE findings ADD COLUMN held_against TEXT NOT NULL DEFAULT '[]';
"""

# kept by ``Project``, looked for by ``relatives.alike``
_WEIGHT = """
ALTER TABLE reports ADD COLUMN weight REAL NOT NULL DEFAULT 0;
UPDATE reports SET weight = (
  SELECT total(value) FROM cells WHERE report = reports.id AND key NOT LIKE 'plain%'
);
CREATE INDEX reports_year_weight ON reports (year, weight);
"""


class DamagedError(GoujiError):
    """A file that ought to be a project cannot be read as one: it may be rebuilt."""


def open_read_only(path: Path) -> Database:
    """Open a project file that this very version wrote, without changing anything in it.

    Raises:
        GoujiError: there is no such file, it is no project, or another version wrote it.
        sqlite3.Error: the file cannot be read.
    """
    if not path.is_file():
        raise _not_there(path)
    if path.stat().st_size == 0:
        raise _no_project(path)
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True)
    try:
        db = Database(connection, execute_plugins=False)
        _recognise(db, path)
        if db.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            raise GoujiError(
                Text(
                    f"该项目由较早版本的程序写成：{path.name}。",
                    f"{path.name} was written by an earlier version of this program.",
                ),
                Text("请先打开它一次，即可更新。", "Open it once by itself: that updates it."),
            )
    except BaseException:
        connection.close()
        raise
    return db


def open_database(path: Path, *, new: bool) -> Database:
    """Open a project file, or make a new one, with its tables as this program knows them.

    Raises:
        GoujiError: there is no such file, it is no project, or a newer program wrote it.
        sqlite3.Error: the file cannot be read or written.
    """
    if not new and not path.is_file():
        raise _not_there(path)
    if new and path.exists():
        raise GoujiError(
            Text(f"文件已存在：{path}。", f"The file {path} exists already."),
            Text("请换一个名字，或打开该项目。", "Choose another name, or open that project."),
        )
    if not new and path.stat().st_size == 0:
        raise _no_project(path)
    connection = sqlite3.connect(path.absolute(), timeout=BUSY_SECONDS)
    try:
        # no plugins: what else is installed on the machine has no say in a project file
        db = Database(connection, execute_plugins=False)
        if not new:
            _recognise(db, path)
        if db.journal_mode != "delete":
            db.execute("PRAGMA journal_mode = DELETE").fetchall()
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        if migrations.pending(db):
            migrations.apply(db)
    except BaseException:
        connection.close()
        if new:
            path.unlink(missing_ok=True)
        raise
    return db


def _recognise(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _no_project(path)
    if db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
        raise GoujiError(
            Text(
                f"该项目由更新版本的程序写成：{path.name}。",
                f"{path.name} was written by a newer version of this program.",
            ),
            Text("请更新本程序后再打开。", "Update this program, then open it again."),
        )


def _not_there(path: Path) -> GoujiError:
    return GoujiError(
        Text(f"找不到项目文件：{path}。", f"There is no project file {path}."),
        Text("请检查它是否已被移动或改名。", "Check whether it was moved or renamed."),
    )


def _no_project(path: Path) -> GoujiError:
    return DamagedError(
        Text(f"不是勾稽项目文件：{path.name}。", f"{path.name} is not a Gouji project."),
        Text("请选择扩展名为 .gouji 的项目文件。", "Choose a project file, which ends in .gouji."),
    )


def storage_error(path: Path, error: sqlite3.Error) -> GoujiError:
    """Return the sentence for what SQLite says of a project file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code != sqlite3.SQLITE_CANTOPEN and not path.exists():
        return vanished(path)
    reason, hint = _SENTENCES.get(code, _OTHERWISE)
    detail = f"（{error}）", f" ({error})"
    kind = DamagedError if (reason, hint) == _DAMAGED else GoujiError
    return kind(
        Text(f"{path.name}：{reason.zh}{detail[0]}。", f"{path.name}: {reason.en}{detail[1]}."),
        hint,
    )


def vanished(path: Path) -> GoujiError:
    """Return the sentence for a project file that was there and is no more."""
    return GoujiError(
        Text(
            f"项目文件已不在原处：{path}。可能是 U 盘被拔出、网络断开，或文件被移动、删除。",
            f"The project file {path} is gone: the stick or the network drive may have been"
            " removed, or the file was moved or deleted.",
        ),
        Text(
            "请接回后重试；也可以用“项目另存为”保存到别处。",
            "Connect it and try again, or save the project elsewhere (Save project as).",
        ),
    )


_OTHERWISE = (
    Text("项目文件无法读写", "the project file cannot be read or written"),
    Text("请检查磁盘与权限后重试。", "Check the disk and your permissions, then try again."),
)
_BUSY = (
    Text("项目文件正被另一个程序使用", "the project file is in use by another program"),
    Text("请关闭另一个程序后重试。", "Close the other program, then try again."),
)
_DAMAGED = (
    Text("不是项目文件，或文件已损坏", "it is no project file, or it is damaged"),
    Text("请改用该文件的副本或备份。", "Use a copy or a backup of the file."),
)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: (
        Text("磁盘已满，这次改动未写入", "the disk is full, and the change was not written"),
        Text(
            "请腾出空间后重试，或用“项目另存为”保存到别处。",
            "Make room on it and try again, or save the project elsewhere (Save project as).",
        ),
    ),
    sqlite3.SQLITE_READONLY: (
        Text("项目文件是只读的", "the project file is read-only"),
        Text(
            "请用“项目另存为”保存到可写的文件夹。",
            "Save the project in a folder that you may write to (Save project as).",
        ),
    ),
    sqlite3.SQLITE_IOERR: (
        Text("磁盘读写出错", "the disk or the drive does not answer as it should"),
        Text(
            "请检查 U 盘或网络是否断开后重试，或用“项目另存为”保存到别处。",
            "Check the stick or the network and try again, or save the project elsewhere"
            " (Save project as).",
        ),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Text("项目文件无法打开", "the project file cannot be opened"),
        Text(
            "请检查文件夹是否存在、是否可写。",
            "Check that its folder exists and that you may write there.",
        ),
    ),
}
