"""Who has a project open: a lock file beside it, which outlives no program that was killed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from core.errors import GoujiError
from core.text import Text


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it: a process on some machine, since when (local time) as far as known."""

    process: int
    host: str
    since: datetime | None

    @property
    def is_elsewhere(self) -> bool:
        """True on another machine, where nobody can tell from here whether it still runs."""
        return self.host != QSysInfo.machineHostName()

    @property
    def refusal(self) -> GoujiError:
        """Why nothing can be changed meanwhile, in words."""
        since = self.since.strftime("%m-%d %H:%M") if self.since else ""
        zh = f"（电脑 {self.host}" + (f"，自 {since}" if since else "") + "）"
        en = f" (computer {self.host}" + (f", since {since}" if since else "") + ")"
        return GoujiError(
            Text(
                f"这个项目已在另一个窗口中打开{zh}，这里只读。",
                f"Read only: the project is open in another window{en}.",
            ),
            Text(
                "关闭那个窗口后，可在此继续编辑。",
                "Once that window is closed, you can go on here.",
            ),
        )


class ProjectLock:
    """The lock of one project.

    It lies beside the project, so that other machines see it, too; where nothing can be written
    there, in a folder of this machine.

    Args:
        project: where the project is.
        folder: the folder of this machine; it comes into being when it is needed.
    """

    def __init__(self, project: Path, folder: Path) -> None:
        self.project = project.resolve()
        self.holder: Holder | None = None  # who had it when it was last tried
        self._folder = folder
        self._lock = _lock(self.project.with_name(f".{self.project.name}.lock"))

    def take(self) -> Holder | None:
        """Take the lock; return who has it, None where it is ours now."""
        self.holder = None
        if self._lock.isLocked() or self._lock.tryLock(0):
            return None
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            digest = hashlib.sha256(str(self.project).encode("utf-8", "surrogatepass")).hexdigest()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self._folder / f"{digest[:24]}.lock")
            if self._lock.tryLock(0):
                return None
        process, host, _ = self._lock.getLockInfo()
        self.holder = Holder(process, host, _written(Path(self._lock.fileName())))
        return self.holder

    def take_by_force(self) -> Holder | None:
        """Take the lock although another machine has it: its program is known to be gone."""
        Path(self._lock.fileName()).unlink(missing_ok=True)
        return self.take()

    def release(self) -> None:
        """Let others have it."""
        if self._lock.isLocked():
            self._lock.unlock()


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # however long it is held: only a process that is gone loses it
    return lock


def _written(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return None
