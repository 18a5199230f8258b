"""The process that draws pages, seen from the program's side; knows no PDF library itself.

One job is under way at a time. Its pixels come back through one block of shared memory, which the
program's side creates and removes, and which the process only fills: whoever dies, nothing stays.
"""

from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from core.asked_process import AskedProcess, answer_all
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


class DrawProcess(AskedProcess[Job, Answer]):
    """A drawing process and the memory it draws into.

    ``do`` raises LostProcessError where it died or took too long.
    """

    def __init__(self) -> None:
        self._memory = SharedMemory(create=True, size=3 * MAX_PIXELS)
        super().__init__(
            _serve,
            self._memory.name,
            name="gouji-draw",
            seconds=SECONDS_A_DRAWING,
            lost=LostProcessError,
        )

    def pixels(self, drawn: Drawn) -> memoryview:
        """Return what the last drawing left: rows of RGB bytes. Release it before the next job."""
        return _buffer(self._memory)[: 3 * drawn.width * drawn.height]

    def close(self) -> None:
        """End the process and give the memory back."""
        super().close()
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

    memory = SharedMemory(memory_name)
    drawer = Drawer()

    def do(job: Job) -> Answer:
        if isinstance(job, SizesJob):
            return drawer.sizes(job.path)
        return drawer.draw(job.path, job.page, job.scale, job.clip, _buffer(memory))

    answer_all(connection, do)
    drawer.close()
    memory.close()
