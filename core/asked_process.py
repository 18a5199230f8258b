"""A process that does one job after the other, asked over a pipe, seen from both of its ends."""

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from core.errors import GoujiError

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class AskedProcess(Generic[Job, Answer]):
    """The process, from the program's side. Used by one thread, but for ``kill``.

    Args:
        serve: what it runs, given its end of the pipe and ``more``; a function of a module, since
            it travels there by its name. It calls ``answer_all``.
        more: what else it is given.
        name: of the process.
        seconds: how long one job may take.
        lost: makes what is raised where the process died or took too long.
    """

    def __init__(
        self,
        serve: Callable[..., None],
        *more: object,
        name: str,
        seconds: float,
        lost: Callable[[], GoujiError],
    ) -> None:
        self._seconds = seconds
        self._lost = lost
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *more), name=name, daemon=True)
        self._process.start()
        theirs.close()  # theirs alone now, so that its death is seen here

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def do(self, job: Job) -> Answer:
        """Have one job done.

        Raises:
            GoujiError: what the process said of it; or that it is lost, and this object is of no
                more use.
        """
        try:
            self._connection.send(job)
            if not self._connection.poll(self._seconds):
                raise self._lost()
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._lost() from error
        if isinstance(answer, GoujiError):
            raise answer
        result: Answer = answer
        return result

    def kill(self) -> None:
        """End the process at once, from any thread: its job ends as one that is lost."""
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()


def answer_all(connection: Connection, do: Callable[[Job], object]) -> None:
    """Do jobs until the other side is gone; runs in the process. What ``do`` raises is told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            return
        answer: object
        try:
            answer = do(job)
        except GoujiError as error:
            answer = error
        connection.send(answer)
