"""Where the program is, written down as it goes, so that it can come back there after a crash."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

from core.text import Text
from gui.messages_panel import Message
from gui.reviewing import Reviewing
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.session import Session

LATER_MS = 300  # moving through cells writes no file for each of them


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Where a program was that did not end as it should; ``died`` tells that it left a trace."""

    project: Path | None
    report: int | None
    cell: str
    died: bool


class Whereabouts(QObject):
    """Notes project, report and cell while the program runs; ``end`` takes the note away.

    Args:
        log: the log file; notes lie in a folder beside it, one a running program.
    """

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._folder = log.with_name("running")
        self._note = self._folder / f"{os.getpid()}.json"
        self._held: QLockFile | None = None
        self._workspace: Workspace | None = None
        self._reviewing: Reviewing | None = None
        self._session: Session | None = None
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self.write)

    def left_over(self) -> LeftOver | None:
        """Return where the last program was that was not ended; it is told of once."""
        found = None
        notes = self._folder.glob("*.json") if self._folder.is_dir() else ()
        for note in sorted(notes, key=lambda one: one.stat().st_mtime):
            lock = _lock(note)
            if lock.tryLock(0):  # whoever wrote it is no more
                found = self._read(note) or found
                note.unlink(missing_ok=True)
                lock.unlock()
        return found

    def begin(self) -> None:
        """Note from now on that the program runs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._held = _lock(self._note)
        self._held.tryLock(0)
        self.write()

    def follow(self, workspace: Workspace, reviewing: Reviewing) -> None:
        """Note where a window is."""
        self._workspace, self._reviewing = workspace, reviewing
        workspace.projectChanged.connect(self._soon)
        reviewing.sessionChanged.connect(self._follow_session)
        self._follow_session()

    def end(self) -> None:
        """The program ends as it should."""
        self._later.stop()
        self._note.unlink(missing_ok=True)
        if self._held:
            self._held.unlock()
            self._held = None

    def write(self) -> None:
        """Write down where the program is."""
        if self._held is None:
            return
        project = self._workspace.project if self._workspace else None
        session = self._session
        note = {
            "project": str(project.path) if project else "",
            "report": session.id if session else None,
            "cell": session.selection.key if session else "",
            "fatal": self._fatal_size(),
        }
        part = self._note.with_suffix(".part")
        part.write_text(json.dumps(note), encoding="utf-8")
        part.replace(self._note)

    def come_back(self, left: LeftOver, *, reopen: bool) -> None:
        """Go where a program was that died, and say what happened and where the log is.

        Args:
            left: where that was.
            reopen: False to say it only: something else is to be opened.
        """
        assert self._workspace
        assert self._reviewing
        back = False
        if reopen and left.project and left.project.is_file():
            back = self._workspace.open(left.project)
            if back and self._workspace.source(left.report or 0):
                self._reviewing.show_report(left.report)
                session = self._reviewing.session
                if session and session.sheet_of(left.cell) is not None:
                    session.selection.select(left.cell)
        self._workspace.said.emit(self._told(left, back=back))

    def _told(self, left: LeftOver, *, back: bool) -> Message:
        zh = "程序上次没有正常结束（" + ("程序崩溃" if left.died else "被强行关闭或断电") + "）。"
        en = "The program did not end as it should last time ("
        en += "it crashed)." if left.died else "it was ended by force, or the power went)."
        zh += "已接受的改动都已保存。" + ("已回到当时的位置。" if back else "")
        en += " Every accepted change is saved." + (" You are where you were." if back else "")
        log = self._log.with_name("fatal.txt") if left.died else self._log
        return Message("", Text(zh, en), Text(f"详情见 {log}", f"Details are in {log}"))

    def _follow_session(self) -> None:
        assert self._reviewing
        if self._session:
            self._session.selection.changed.disconnect(self._soon)
        self._session = self._reviewing.session
        if self._session:
            self._session.selection.changed.connect(self._soon)
        self._soon()

    def _soon(self) -> None:
        if not self._later.isActive():  # who types on and on is followed as well
            self._later.start()

    def _read(self, note: Path) -> LeftOver | None:
        try:
            said = json.loads(note.read_text(encoding="utf-8"))
            project, report, cell = said["project"], said["report"], said["cell"]
            died = self._fatal_size() > said["fatal"]
        except (OSError, ValueError, KeyError, TypeError):
            return None  # it was being written when the power went
        good = isinstance(project, str) and isinstance(cell, str)
        if not good or not isinstance(report, int | None):
            return None
        return LeftOver(Path(project) if project else None, report, cell, died)

    def _fatal_size(self) -> int:
        fatal = self._log.with_name("fatal.txt")
        return fatal.stat().st_size if fatal.is_file() else 0


def _lock(note: Path) -> QLockFile:
    lock = QLockFile(str(note.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock
