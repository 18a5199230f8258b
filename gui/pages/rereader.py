"""Reading cells again behind Qt signals, in a process that is there once it was asked for."""

import atexit
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from core.again import AgainJob, AgainProcess, LostReaderError
from core.errors import GoujiError
from core.report import Place

_LEVEL: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Task:
    report: int
    keys: tuple[str, ...]
    job: AgainJob
    grid: bool


class Rereader(QObject):
    """Reads cells of a document again; the window never waits for it.

    All signals arrive on the thread of this object.

    Args:
        parent: the Qt parent. Call ``close`` before this object goes.
    """

    found = Signal(int, object)  # report, candidates by key: {key: [(text, how sure), …]}
    gridFound = Signal(int, object)  # the same, of a whole grid
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changed = threading.Condition()  # guards all below
        self._task: _Task | None = None
        self._process: AgainProcess | None = None
        self._closing = False
        self._thread: threading.Thread | None = None

    def read(
        self,
        report: int,
        path: Path,
        places: Mapping[str, Place],
        lies: Mapping[int, float] = _LEVEL,
        *,
        grid: bool = False,
    ) -> None:
        """Ask what stands in some cells: ``found`` or ``failed`` follows.

        What was asked for before and has not been begun is forgotten.

        Args:
            report: to be told with the answer.
            path: the document.
            places: where the cells are, by key.
            lies: how tables lie on pages where they are not level: radians, clockwise.
            grid: whether it is ``gridFound`` that is to follow.
        """
        job = AgainJob(path, tuple(places.values()), dict(lies))
        with self._changed:
            self._task = _Task(report, tuple(places), job, grid)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="gouji-again", daemon=True)
                self._thread.start()
                atexit.register(self.close)  # where the program ends in an error, nothing stays
            self._changed.notify()

    def close(self) -> None:
        """End the process and the thread, whatever is under way."""
        with self._changed:
            self._closing = True
            self._changed.notify()
            if self._process:
                self._process.kill()
        if self._thread:
            self._thread.join()
            atexit.unregister(self.close)

    # What follows runs in the thread.

    def _run(self) -> None:
        while task := self._next():
            try:
                found = self._running().do(task.job)
            except LostReaderError as error:
                self._drop()
                self._tell_failure(error)
            except GoujiError as error:
                self._tell_failure(error)
            else:
                if not self._closing:
                    told = self.gridFound if task.grid else self.found
                    told.emit(task.report, dict(zip(task.keys, found, strict=True)))
        self._drop()

    def _next(self) -> _Task | None:
        """Wait for a task; None when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._task)
            task, self._task = self._task, None
            return None if self._closing else task

    def _running(self) -> AgainProcess:
        with self._changed:
            if self._process is None:
                self._process = AgainProcess()
            return self._process

    def _drop(self) -> None:
        with self._changed:
            process, self._process = self._process, None
        if process:
            process.close()

    def _tell_failure(self, error: GoujiError) -> None:
        if not self._closing:
            self.failed.emit(error.message, error.hint)
