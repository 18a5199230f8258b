"""The engine of a worker: made when a picture is first met, since it takes time and memory."""

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from core.scans.kept import Kept

if TYPE_CHECKING:  # what digital documents never need is not loaded for them
    from core.scans.engine import Engine


class Engines:
    """Holds the one engine of a process.

    Args:
        threads: how many to compute with; 0 is as many as there are cores.
        keep: the folder for what was seen in documents that are not read through; None: nothing is
            kept of them.
    """

    def __init__(self, threads: int = 0, keep: Path | None = None) -> None:
        self.threads = threads
        self.keep = keep

    def use(self, threads: int) -> None:
        """Compute with so many threads from now on; an engine with another number is let go."""
        if threads != self.threads:
            self.threads = threads
            self.__dict__.pop("engine", None)

    def kept(self, document: str) -> Kept | None:
        """Return what is kept of a document, by its hash."""
        return Kept(self.keep, document) if self.keep else None

    @cached_property
    def engine(self) -> "Engine | None":
        """The engine; None on machines for which there is none (Macs with Intel processors)."""
        if find_spec("onnxruntime") is None:
            return None
        from core.scans.rapid import RapidEngine

        return RapidEngine(self.threads)
