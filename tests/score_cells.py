"""How often scanned value cells are read wrongly, and how often without a word of doubt.

python -m tests.score_cells [--cells 24000] [--seed 1] [--jobs 2] [--raw] [--crops]

Each sheet goes the way of a page: made straight, read as a whole, then cell by cell, and both are
weighed. Only where the cells are is told. Prints cells, wrong ones, silent errors (wrong and sure),
right ones that are unsure, the same without sheets that are worn beyond reason, and how often
readings of each probability are right. ``--crops`` judges the second of the two readings alone,
``--raw`` prints what ``CALIBRATION`` is made from. Each job makes sheets of its own: other numbers
of jobs mean other sheets.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from functools import partial, reduce
from multiprocessing import get_context
from operator import add
from unittest.mock import patch

import numpy as np

from core.numbers import normalised
from core.reading.grid import reading_order
from core.reading.page import Grid, GridCell
from core.report import Box
from core.scans import values
from core.scans.engine import Engine, Picture, ReadLine, ValueReading
from core.scans.rapid import RapidEngine
from core.scans.scan import Scan
from tests.scan_cells import ScannedSheet, sheets

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999)
"""Lower ends of the classes of probability that are told apart."""
COARSE, SPOILT = 150, {"smeared", "pen"}
"""Dots an inch of the coarsest scans that are asked for, and wear that is more than is asked for:
sheets beyond these are counted, and left out of a second count."""
SHEETS = 10
"""Sheets after which it is said how far it is."""


@dataclass
class Score:
    """What came of reading cells whose truth is known."""

    cells: int = 0
    wrong: int = 0
    silent: list[str] = field(default_factory=list)
    unsure: int = 0  # though right
    turned: int = 0  # sheets, not read: laid on their heads, as no page of a report is
    invented: int = 0  # numbers in blank cells, silently
    lost: int = 0  # numbers read as blank, silently
    beyond: Counter[str] = field(default_factory=Counter)  # cells of sheets beyond what is asked
    readings: Counter[float] = field(default_factory=Counter)
    right: Counter[float] = field(default_factory=Counter)

    def add(self, truth: str, read: GridCell, sheet: ScannedSheet) -> None:
        """Count one reading."""
        text, probability = read.text, read.confidence
        step = max(step for step in STEPS if step <= probability)
        correct = normalised(text) == normalised(truth)
        sure = not read.unsure
        self.cells += 1
        self.readings[step] += 1
        self.right[step] += correct
        self.unsure += correct and not sure
        self.wrong += not correct
        if sure and not correct:
            said = f"{truth!r} read as {text!r} ({probability:.4f}; {', '.join(sheet.happened)})"
            self.silent.append(said)
            self.invented += not truth
            self.lost += not text
        if sheet.dpi < COARSE or SPOILT & set(sheet.happened):
            self.beyond["cells"] += 1
            self.beyond["wrong"] += not correct
            self.beyond["silent"] += sure and not correct
            self.beyond["unsure"] += correct and not sure

    def __add__(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(
            **{
                part.name: getattr(self, part.name) + getattr(other, part.name)
                for part in fields(self)
            }
        )

    @property
    def unsure_share(self) -> float:
        """The part of the cells read rightly that a person has to look at all the same."""
        return self.unsure / max(1, self.cells - self.wrong)

    def report(self) -> Iterator[str]:
        """Say it in lines of text."""
        yield f"cells {self.cells}, wrong {self.wrong}, silent errors {len(self.silent)}"
        yield f"  of these invented in blanks {self.invented}, lost to blanks {self.lost}"
        beyond = self.beyond
        usual = self.cells - beyond["cells"]
        share = (self.unsure - beyond["unsure"]) / max(1, usual - self.wrong + beyond["wrong"])
        silent = len(self.silent) - beyond["silent"]
        yield f"from {COARSE} dpi and not smeared or drawn over: cells {usual},"
        yield f"  silent errors {silent}, right but unsure {share:.2%}"
        yield f"sheets taken to lie on their heads, and left out: {self.turned}"
        yield f"right but unsure {self.unsure} ({self.unsure_share:.2%})"
        yield "probability   cells   right"
        for step in STEPS:
            if self.readings[step]:
                share = self.right[step] / self.readings[step]
                yield f"   from {step:5.3f} {self.readings[step]:7} {share:8.2%}"
        yield from (f"silent: {said}" for said in self.silent)


def measure(engine: Engine, made: Iterable[ScannedSheet], *, crops: bool = False) -> Score:
    """Read sheets as pages are read, and count."""
    score = Score()
    for number, sheet in enumerate(made, 1):
        read = look(_Crops(engine), sheet) if crops else look(engine, sheet)
        score.turned += read is None
        for cell, found in zip(sheet.cells, read or (), strict=read is not None):
            score.add(cell.text, found, sheet)
        if number % SHEETS == 0:
            part = f"{score.wrong} wrong, {len(score.silent)} silent, {score.unsure} unsure"
            print(f"{score.cells} cells: {part}", flush=True)
    return score


def look(engine: Engine, sheet: ScannedSheet) -> Sequence[GridCell] | None:
    """Read a sheet as a picture on a page; return its value cells as the program gives them.

    None where it was taken to lie on its head: there is little in it that tells.
    """
    height, width = sheet.picture.shape[:2]
    area = (0.0, 0.0, width * 72 / sheet.dpi, height * 72 / sheet.dpi)
    scan = Scan(sheet.picture, lambda box: box, engine, area)
    left, right = (scan.frame((x, 9, x, 9))[0] for x in (9, 99))
    if left > right:
        return None
    cells = [_cell(scan, n, _placed(scan, cell.corners)) for n, cell in enumerate(sheet.cells)]
    (grid,) = scan.look([Grid(1, (), (), tuple(cells))])
    return grid.cells


def _placed(scan: Scan, corners: np.ndarray) -> Box:
    """Return where a box of the picture lies on the straight page, found step by step."""
    x0, y0, x1, y1 = scan.area

    def source(x: float, y: float) -> np.ndarray:
        return np.array(scan.frame((x, y, x, y))[:2])

    origin = source(x0, y0)
    way = np.stack([(source(x1, y0) - origin) / (x1 - x0), (source(x0, y1) - origin) / (y1 - y0)])
    back = np.linalg.inv(way.T)
    found = []
    for corner in corners:
        at = back @ (corner - origin) + (x0, y0)
        for _ in range(3):
            at = at + back @ (corner - source(*at))
        found += [float(side) for side in at]
    return min(found[::2]), min(found[1::2]), max(found[::2]), max(found[1::2])


def _cell(scan: Scan, number: int, box: Box) -> GridCell:
    x0, y0, x1, y1 = box
    chars = tuple(
        char
        for char in scan.chars
        if x0 <= (char.box[0] + char.box[2]) / 2 < x1 and y0 <= (char.box[1] + char.box[3]) / 2 < y1
    )
    return GridCell(1, number, number + 1, 0, 1, box, chars, reading_order(chars))


class _Crops:
    """An engine that sees no lines on pages: cells are read by themselves alone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lines(self, _picture: Picture, /) -> list[ReadLine]:
        return []

    def values(self, crops: Sequence[Picture], /) -> list[ValueReading]:
        return self._engine.values(crops)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cells", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--raw", action="store_true", help="without the calibration")
    parser.add_argument("--crops", action="store_true", help="without the reading of the page")
    wanted = parser.parse_args()
    job = partial(_job, wanted.cells // wanted.jobs, raw=wanted.raw, crops=wanted.crops)
    seeds = range(wanted.seed, wanted.seed + wanted.jobs)
    with ProcessPoolExecutor(wanted.jobs, get_context("spawn")) as pool:
        score = reduce(add, pool.map(job, seeds))
    print("\n".join(score.report()))


def _job(cells: int, seed: int, *, raw: bool, crops: bool) -> Score:
    table = ((0.0, 0.0), (1.0, 1.0)) if raw else values.CALIBRATION
    with patch.object(values, "CALIBRATION", table):
        return measure(RapidEngine(threads=1), sheets(cells, seed), crops=crops)


if __name__ == "__main__":
    main()
