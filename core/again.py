"""Reading places of a document again, seen from the program's side; knows no engine itself.

A process of its own does it, which is there only once it has been asked: pages go on being drawn
meanwhile, and the models are loaded once.
"""

import multiprocessing
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from core.bounds import SECONDS_READING_AGAIN
from core.errors import GoujiError, unreadable
from core.report import Place
from core.text import Text

Candidate = tuple[str, float]
"""A text that may stand in a place, and how sure that is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class AgainJob:
    """Asks what stands in some places of a document, each of them a cell of a table.

    ``lies`` is how the tables lie on their pages, by page, where they are not level: radians,
    clockwise.
    """

    path: Path
    places: tuple[Place, ...]
    lies: Mapping[int, float] = field(default_factory=dict)


class AgainProcess:
    """A process that reads places again. Used by one thread, but for ``kill``."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs,), name="gouji-again", daemon=True
        )
        self._process.start()
        theirs.close()  # theirs alone now, so that its death is seen here

    def do(self, job: AgainJob) -> list[list[Candidate]]:
        """Return what may stand in each place, most likely first; "" is a blank.

        Raises:
            GoujiError: the document cannot be read, or there is no engine on this machine.
            LostReaderError: the process died or took too long; this object is of no more use.
        """
        try:
            self._connection.send(job)
            if not self._connection.poll(SECONDS_READING_AGAIN):
                raise LostReaderError
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise LostReaderError from error
        if isinstance(answer, GoujiError):
            raise answer
        found: list[list[Candidate]] = answer
        return found

    def kill(self) -> None:
        """End the process at once, from any thread."""
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()


class LostReaderError(GoujiError):
    """The process that reads again died, or was stuck and is to be closed."""

    def __init__(self) -> None:
        super().__init__(
            Text("重新识别时出错。", "Reading it again failed."),
            Text("请放大原件核对，直接输入。", "Look at the source and type it."),
        )


def _serve(connection: Connection) -> None:
    """Do jobs until the other side is gone. Runs in the process."""
    from core.scans.engines import Engines  # here alone: the program's own process never loads it
    from core.scans.look_again import look_again

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process
    engines = Engines()
    answer: list[list[Candidate]] | GoujiError
    while True:
        try:
            job: AgainJob = connection.recv()
        except EOFError:
            return
        try:
            answer = look_again(job.path, job.places, engines, job.lies)
        except GoujiError as error:
            answer = error
        except OSError as error:
            answer = unreadable(job.path, error)
        connection.send(answer)
