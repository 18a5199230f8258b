"""How often scanned value cells are read wrongly, and how often without a word of doubt.

python -m tests.score_cells [--cells 20000] [--seed 1] [--raw]

Prints cells, wrong ones, silent errors (wrong and sure), right ones that are unsure, and how often
readings of each probability are right. ``--raw`` prints what ``CALIBRATION`` is to be made from.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from unittest.mock import patch

from core.numbers import normalised
from core.scans import values
from core.scans.engine import Engine
from core.scans.rapid import RapidEngine
from tests.scan_cells import ScannedCell, cells

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999)
"""Lower ends of the classes of probability that are told apart."""


@dataclass
class Score:
    """What came of reading cells whose truth is known."""

    cells: int = 0
    wrong: int = 0
    silent: list[tuple[float, str, ScannedCell]] = field(default_factory=list)
    unsure: int = 0  # though right
    invented: int = 0  # numbers in blank cells, silently
    lost: int = 0  # numbers read as blank, silently
    readings: Counter[float] = field(default_factory=Counter)
    right: Counter[float] = field(default_factory=Counter)

    def add(self, cell: ScannedCell, text: str, probability: float) -> None:
        """Count one reading."""
        step = max(step for step in STEPS if step <= probability)
        correct = normalised(text) == normalised(cell.text)
        sure = probability >= values.UNSURE_BELOW
        self.cells += 1
        self.readings[step] += 1
        self.right[step] += correct
        self.unsure += correct and not sure
        self.wrong += not correct
        if sure and not correct:
            self.silent.append((probability, text, cell))
            self.invented += not cell.text
            self.lost += not text

    @property
    def unsure_share(self) -> float:
        """The part of the cells read rightly that a person has to look at all the same."""
        return self.unsure / max(1, self.cells - self.wrong)

    def report(self) -> Iterator[str]:
        """Say it in lines of text."""
        yield f"cells {self.cells}, wrong {self.wrong}, silent errors {len(self.silent)}"
        yield f"  of these invented in blanks {self.invented}, lost to blanks {self.lost}"
        yield f"right but unsure {self.unsure} ({self.unsure_share:.2%})"
        yield "probability   cells   right"
        for step in STEPS:
            if self.readings[step]:
                share = self.right[step] / self.readings[step]
                yield f"   from {step:5.3f} {self.readings[step]:7} {share:8.2%}"
        for probability, text, cell in self.silent:
            happened = ", ".join(cell.happened)
            yield f"silent: {cell.text!r} read as {text!r} ({probability:.4f}; {happened})"


def measure(engine: Engine, made: Iterable[ScannedCell]) -> Score:
    """Read cells sheet by sheet, as pages are read, and count."""
    score = Score()
    for _, group in groupby(made, key=lambda cell: cell.happened):
        page = list(group)
        for cell, reading in zip(page, engine.values([c.picture for c in page]), strict=True):
            score.add(cell, reading.text, reading.probability)
    return score


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cells", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--raw", action="store_true", help="without the calibration")
    wanted = parser.parse_args()
    table = ((0.0, 0.0), (1.0, 1.0)) if wanted.raw else values.CALIBRATION
    with patch.object(values, "CALIBRATION", table):
        engine = RapidEngine(wanted.threads)
        print("\n".join(measure(engine, cells(wanted.cells, wanted.seed)).report()))


if __name__ == "__main__":
    main()
