"""The process that draws pages, seen from the program's side; knows no PDF library itself.

One job is under way at a time. Its pixels come back through one block of shared memory, which the
program's side creates and removes, and which the process only fills: whoever dies, nothing stays.
"""

import multiprocessing
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from core.bounds import MAX_PIXELS, SECONDS_A_DRAWING
from core.errors import GoujiError
from core.report import Box
from core.text import Text

PageSize = tuple[float, float]
"""Width and height of a page as shown, in points."""


@dataclass(frozen=True, slots=True)
class SizesJob:
    """Asks for the sizes of all pages of a document."""

    path: Path


@dataclass(frozen=True, slots=True)
class DrawJob:
    """Asks for a page, or the part of it in ``clip`` (points), at ``scale`` pixels a point."""

    path: Path
    page: int  # from 1
    scale: float
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Says how many pixels were drawn."""

    width: int
    height: int


Job = SizesJob | DrawJob
Answer = list[PageSize] | Drawn


class DrawProcess:
    """A drawing process and the memory it draws into. Used by one thread, but for ``kill``."""

    def __init__(self) -> None:
        self._memory = SharedMemory(create=True, size=3 * MAX_PIXELS)
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._memory.name), name="gouji-draw", daemon=True
        )
        self._process.start()
        theirs.close()  # theirs alone now, so that its death is seen here

    def pixels(self, drawn: Drawn) -> memoryview:
        """Return what the last drawing left: rows of RGB bytes. Release it before the next job."""
        return _buffer(self._memory)[: 3 * drawn.width * drawn.height]

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def do(self, job: Job) -> Answer:
        """Have one job done.

        Raises:
            GoujiError: what the process said of it.
            LostProcessError: it died, or took too long; this object is of no more use.
        """
        try:
            self._connection.send(job)
            if not self._connection.poll(SECONDS_A_DRAWING):
                raise LostProcessError
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise LostProcessError from error
        if isinstance(answer, GoujiError):
            raise answer
        result: Answer = answer
        return result

    def kill(self) -> None:
        """End the process at once, from any thread: its job ends as ``LostProcessError``."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give the memory back."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()
        self._memory.close()
        self._memory.unlink()


class LostProcessError(GoujiError):
    """The drawing process died, or was stuck and is to be closed."""

    def __init__(self) -> None:
        super().__init__(
            Text("显示这一页时出错。", "Showing this page failed."),
            Text(
                "该文件可能已损坏；其他文件不受影响。",
                "The file may be damaged; other files are well.",
            ),
        )


def _buffer(memory: SharedMemory) -> memoryview:
    assert memory.buf is not None  # None only after closing
    return memory.buf


def _serve(connection: Connection, memory_name: str) -> None:
    """Do jobs until the other side is gone. Runs in the drawing process."""
    from core.drawing.draw import Drawer  # here alone: the program's own process never loads it

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process
    memory = SharedMemory(memory_name)
    drawer = Drawer()
    answer: Answer | GoujiError
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            break
        try:
            if isinstance(job, SizesJob):
                answer = drawer.sizes(job.path)
            else:
                answer = drawer.draw(job.path, job.page, job.scale, job.clip, _buffer(memory))
        except GoujiError as error:
            answer = error
        connection.send(answer)
    drawer.close()
    memory.close()
