"""The engine of a worker: made when a picture is first met, since it takes time and memory."""

from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what digital documents never need is not loaded for them
    from core.scans.engine import Engine


class Engines:
    """Holds the one engine of a process.

    Args:
        threads: how many to compute with; 0 is as many as there are cores.
    """

    def __init__(self, threads: int = 0) -> None:
        self.threads = threads

    def use(self, threads: int) -> None:
        """Compute with so many threads from now on; an engine with another number is let go."""
        if threads != self.threads:
            self.threads = threads
            self.__dict__.pop("engine", None)

    @cached_property
    def engine(self) -> "Engine | None":
        """The engine; None on machines for which there is none (Macs with Intel processors)."""
        if find_spec("onnxruntime") is None:
            return None
        from core.scans.rapid import RapidEngine

        return RapidEngine(self.threads)
