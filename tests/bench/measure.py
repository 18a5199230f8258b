"""Times something many times and says the median and the 95th percentile."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """What one thing took. ``milliseconds`` are the single runs; ``aim`` is one of them or None."""

    name: str
    milliseconds: tuple[float, ...]
    aim: float | None = None

    @property
    def median(self) -> float:
        """The middle of the runs, in ms."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 runs stayed under, in ms."""
        return statistics.quantiles(self.milliseconds, n=20, method="inclusive")[-1]

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"{self.aim:8.0f}"
        said = f"{self.name:<52}{len(self.milliseconds):>5}{self.median:>10.1f}{self.p95:>10.1f}"
        return f"{said}{aim}"


HEAD = f"{'milliseconds':<52}{'runs':>5}{'median':>10}{'p95':>10}{'aim':>8}"


def timed(name: str, runs: Iterable[Callable[[], object]], aim: float | None = None) -> Timing:
    """Call each once and time it."""
    taken = []
    for run in runs:
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return Timing(name, tuple(taken), aim)
