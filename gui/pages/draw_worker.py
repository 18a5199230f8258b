"""The drawing process behind Qt signals: the window asks for pages and never waits for them."""

import atexit
import itertools
import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from core.drawing.draw_process import (
    DrawJob,
    Drawn,
    DrawProcess,
    Job,
    LostProcessError,
    SizesJob,
)
from core.errors import GoujiError
from core.report import Box

MAX_LOSSES = 2
"""How many drawing processes one page, or one document when it is opened, may cost."""


@dataclass(frozen=True, slots=True)
class _Task:
    ticket: int
    job: Job

    @property
    def subject(self) -> tuple[Path, int]:
        """The page it is about; 0 stands for the document as a whole."""
        return self.job.path, self.job.page if isinstance(self.job, DrawJob) else 0


class DrawWorker(QObject):
    """Draws pages in a process that lives as long as this object and is replaced when it dies.

    Documents are opened first, then what was asked for last is drawn first, and what is only ahead
    of its time comes last. All signals arrive on the thread of this object.

    Args:
        parent: the Qt parent. Call ``close`` before this object goes.
    """

    opened = Signal(str, list)  # path, list of (width, height) in points
    notOpened = Signal(str, object, object)  # path, message: Text, hint: Text
    drawn = Signal(int, QImage)  # ticket, the pixels
    failed = Signal(int, object)  # ticket, message: Text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = itertools.count(1)
        self._changed = threading.Condition()  # guards all below
        self._openings: dict[int, _Task] = {}
        self._wanted: dict[int, _Task] = {}
        self._ahead: dict[int, _Task] = {}
        self._losses: dict[tuple[Path, int], int] = {}
        self._process: DrawProcess | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="gouji-draw", daemon=True)
        self._thread.start()
        atexit.register(self.close)  # where the program ends in an error, nothing stays behind

    def sizes(self, path: str | Path) -> None:
        """Ask for the page sizes of a document: ``opened`` or ``notOpened`` follows."""
        self._add(self._openings, SizesJob(Path(path)))

    def request(
        self,
        path: str | Path,
        page: int,
        scale: float,
        clip: Box | None = None,
        *,
        ahead: bool = False,
    ) -> int:
        """Ask for a drawing: ``drawn`` or ``failed`` follows with the ticket returned here.

        Args:
            path: the document.
            page: counted from 1.
            scale: pixels a point.
            clip: the part of the page in points; None for all of it.
            ahead: not needed yet: draw it when there is nothing else to do.
        """
        return self._add(
            self._ahead if ahead else self._wanted, DrawJob(Path(path), page, scale, clip)
        )

    def cancel(self, ticket: int) -> None:
        """Forget a drawing that is no longer needed; one that is under way may still arrive."""
        with self._changed:
            self._wanted.pop(ticket, None)
            self._ahead.pop(ticket, None)

    def close(self) -> None:
        """End the process and the thread, whatever is under way. Takes milliseconds."""
        with self._changed:
            self._closing = True
            self._changed.notify()
            if self._process:
                self._process.kill()
        self._thread.join()
        atexit.unregister(self.close)

    def _add(self, queue: dict[int, _Task], job: Job) -> int:
        with self._changed:
            task = _Task(next(self._tickets), job)
            queue[task.ticket] = task
            self._changed.notify()
        return task.ticket

    # What follows runs in the thread.

    def _run(self) -> None:
        while not self._closing:
            try:
                process = DrawProcess()
            except OSError:  # no memory, or no more processes: later there may be
                if task := self._next():
                    self._tell_failure(task, LostProcessError())
                continue
            with self._changed:
                self._process = process
            self._work(process)
            with self._changed:
                self._process = None
            process.close()

    def _work(self, process: DrawProcess) -> None:
        """Do one task after the other, until closing or until the process is lost."""
        while task := self._next():
            if self._losses.get(task.subject, 0) >= MAX_LOSSES:
                self._tell_failure(task, LostProcessError())
                continue
            try:
                answer = process.do(task.job)
            except LostProcessError as error:
                self._losses[task.subject] = self._losses.get(task.subject, 0) + 1
                self._tell_failure(task, error)
                return
            except GoujiError as error:
                self._tell_failure(task, error)
                continue
            if isinstance(answer, Drawn):
                self._tell(self.drawn, task.ticket, _image(process, answer))
            else:
                self._tell(self.opened, str(task.job.path), answer)

    def _next(self) -> _Task | None:
        """Wait for a task; None when closing."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closing or self._openings or self._wanted or self._ahead
            )
            if self._closing:
                return None
            if self._openings:
                return self._openings.pop(next(iter(self._openings)))
            if self._wanted:
                return self._wanted.popitem()[1]
            return self._ahead.pop(next(iter(self._ahead)))

    def _tell_failure(self, task: _Task, error: GoujiError) -> None:
        if isinstance(task.job, DrawJob):
            self._tell(self.failed, task.ticket, error.message)
        else:
            self._tell(self.notOpened, str(task.job.path), error.message, error.hint)

    def _tell(self, signal: SignalInstance, *values: object) -> None:
        if not self._closing:
            signal.emit(*values)


def _image(process: DrawProcess, drawn: Drawn) -> QImage:
    """Copy a drawing out of the shared memory, which the next drawing is going to fill."""
    with process.pixels(drawn) as pixels:
        shared = QImage(
            pixels, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888
        )
        image = shared.convertToFormat(QImage.Format.Format_RGB32)
        del shared  # it holds on to the pixels
    return image
