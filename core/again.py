"""Reading places of a document again, seen from the program's side; knows no engine itself.

A process of its own does it, which is there only once it has been asked: pages go on being drawn
meanwhile, and the models are loaded once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from core.asked_process import AskedProcess, answer_all
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


class AgainProcess(AskedProcess[AgainJob, list[list[Candidate]]]):
    """A process that reads places again.

    ``do`` returns what may stand in each place, most likely first; "" is a blank. It raises
    GoujiError where the document cannot be read, or there is no engine on this machine;
    LostReaderError where the process died or took too long.
    """

    def __init__(self) -> None:
        super().__init__(
            _serve, name="gouji-again", seconds=SECONDS_READING_AGAIN, lost=LostReaderError
        )


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

    engines = Engines()

    def do(job: AgainJob) -> list[list[Candidate]]:
        try:
            return look_again(job.path, job.places, engines, job.lies)
        except OSError as error:
            raise unreadable(job.path, error) from error

    answer_all(connection, do)
