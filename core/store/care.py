"""Looking after a project file: copies of it are kept, and each one is checked as it is made.

A project is copied a few pages at a time, so that whoever writes to it never waits, and the copy is
what is checked: checking the file itself would keep it locked for as long as that takes.
"""

import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.bounds import COPIES_KEPT, COPY_DAYS, MAX_COPIED_BYTES, MAX_COPIES_BYTES, SECONDS_A_COPY
from core.errors import GoujiError
from core.store.project_schema import APPLICATION_ID, BUSY_SECONDS, DamagedError, storage_error
from core.text import Text

_PAGES = 200  # copied at a time: some 1 ms in which nobody else can write
_PAUSE = 0.004  # seconds between them
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAMED = re.compile(r"(\d{8}T\d{6}\d{6}Z)\.gouji")
_STEPS = 20_000  # of SQLite between two looks at whether it is to stop


class StoppedError(Exception):
    """It was asked to stop."""


class Copies:
    """The copies of all projects, a folder for each project.

    Args:
        folder: where they are; it comes into being with the first one.
        clock: gives the present time, UTC.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.folder = folder
        self._clock = clock

    def of(self, project: Path) -> list[Path]:
        """Return the copies of a project (by its path, whether it is there or not), newest first.

        Raises:
            OSError: they cannot be looked at.
        """
        folder = self._folder_of(project)
        if not folder.is_dir():
            return []
        return sorted((p for p in folder.iterdir() if _NAMED.fullmatch(p.name)), reverse=True)

    def keep(self, project: Path, stopped: Callable[[], bool] = lambda: False) -> Path | None:
        """Copy a project as it stands, check the copy and keep it; old ones go.

        It may be written to meanwhile; what is copied is one state of it, whole.

        Args:
            project: where it is.
            stopped: asked now and then; True ends it.

        Returns:
            The copy; None where the newest one is of this state already, where the project is too
            large, or is written to all the time.

        Raises:
            DamagedError: the project is damaged, in words. No copy is kept.
            GoujiError: no copy can be made: there is no room, or the project is gone.
            StoppedError: ``stopped`` said so.
        """
        try:
            state = project.stat()
            newest = next(iter(self.of(project)), None)
            if newest and newest.stat().st_mtime == state.st_mtime:
                return None
            if state.st_size > MAX_COPIED_BYTES:
                return None
            folder = self._folder_of(project)
            folder.mkdir(parents=True, exist_ok=True)
            part = folder / f"{os.getpid()}.part"
            try:
                if not _copy(project, part, stopped):
                    return None
                check(part, stopped, named=project)
                os.utime(part, (state.st_atime, state.st_mtime))
                kept = folder / f"{self._clock().strftime(_STAMP)}.gouji"
                part.replace(kept)
            finally:
                part.unlink(missing_ok=True)
            self._tidy(kept)
        except OSError as error:
            raise _no_copy(error) from error
        return kept

    def _folder_of(self, project: Path) -> Path:
        whole = str(project.absolute())
        digest = hashlib.sha256(os.path.normcase(whole).encode("utf-8", "surrogatepass"))
        return self.folder / digest.hexdigest()[:24]

    def _tidy(self, kept: Path) -> None:
        """Let go of copies that are not among the newest, nor the last of their day."""
        days: set[object] = set()
        oldest = self._clock() - timedelta(days=COPY_DAYS)
        own = (p for p in kept.parent.iterdir() if _NAMED.fullmatch(p.name))
        for at, path in enumerate(sorted(own, reverse=True)):
            made = datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
            first_of_day = made.date() not in days
            days.add(made.date())
            if at >= COPIES_KEPT and not (first_of_day and made > oldest):
                path.unlink(missing_ok=True)
        everything = sorted(self.folder.glob("*/*.gouji"), key=lambda path: path.name)
        sizes = {path: path.stat().st_size for path in everything}
        total = sum(sizes.values())
        for path, size in sizes.items():
            if total <= MAX_COPIES_BYTES or path == kept:
                break
            path.unlink(missing_ok=True)
            total -= size


def check(
    path: Path, stopped: Callable[[], bool] = lambda: False, named: Path | None = None
) -> None:
    """Check that a project file is whole, and that its cells are what its log says.

    It is locked for writers meanwhile.

    Args:
        path: where it is.
        stopped: asked now and then; True ends it.
        named: what to call it; itself by default.

    Raises:
        DamagedError: it is damaged, in words.
        GoujiError: it cannot be read.
        StoppedError: ``stopped`` said so.
    """
    named = named or path
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True)) as db:
            db.set_progress_handler(lambda: int(stopped()), _STEPS)
            found = next(_faults(db), None)
    except sqlite3.OperationalError as error:
        if stopped():
            raise StoppedError from error
        raise storage_error(named, error) from error
    except sqlite3.Error as error:
        raise storage_error(named, error) from error
    if found:
        raise DamagedError(
            Text(
                f"项目文件 {named.name} 已损坏（{found}）。", f"{named.name} is damaged ({found})."
            ),
            Text("请重建为新文件。", "Rebuild it into a new file."),
        )


def _faults(db: sqlite3.Connection) -> Iterator[str]:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        yield "application_id"
    (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        yield " ".join(str(said).split())
    if db.execute("SELECT 1 FROM pragma_foreign_key_check LIMIT 1").fetchone():
        yield "foreign_key_check"
    unlike = db.execute(_UNLIKE_LOG).fetchone()
    if unlike:
        yield f"events: {unlike[0]} {unlike[1]}"


_UNLIKE_LOG = """
SELECT e.report, e.key FROM (
  SELECT report, key, max(id) AS id FROM events WHERE kind = 'text' GROUP BY report, key
) last
JOIN events e ON e.id = last.id
JOIN reports r ON r.id = e.report
LEFT JOIN cells c ON c.report = e.report AND c.key = e.key
WHERE c.text IS NOT e.new
LIMIT 1
"""


def _copy(project: Path, part: Path, stopped: Callable[[], bool]) -> bool:
    """Copy a project, page by page; False where it was written to all the time."""
    end = time.monotonic() + SECONDS_A_COPY

    def told(_status: int, _left: int, _total: int) -> None:
        if stopped():
            raise StoppedError
        if time.monotonic() > end:
            raise TimeoutError

    part.unlink(missing_ok=True)
    uri = f"{project.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True)) as source,
            closing(sqlite3.connect(part)) as target,
        ):
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target, pages=_PAGES, progress=told, sleep=_PAUSE)
    except TimeoutError:
        return False
    except sqlite3.Error as error:
        said = storage_error(project, error)
        if isinstance(said, DamagedError):
            raise said from error
        raise _no_copy(error) from error
    return True


def _no_copy(error: Exception) -> GoujiError:
    return GoujiError(
        Text(
            f"未能保存项目的自动副本（{error}）。",
            f"No copy of the project could be kept ({error}).",
        ),
        Text(
            "改动仍照常写入项目；请检查系统盘的空间。",
            "Changes are written to the project as ever. Make room on the disk of your account.",
        ),
    )


def newest_of(copies: Copies, project: Path) -> list[Path]:
    """Return the copies of a project, newest first; none where they cannot be looked at."""
    found: list[Path] = []
    with suppress(OSError):
        found = copies.of(project)
    return found
