"""How well and how fast wrong cells are found: figures over random errors in made reports.

Beside how often the wrong cells are among the suspects it says how many suspects there are: who
names everything always hits. A full check is of a report with its prose and the year before it.

python -m tests.bench.suspecting [RUNS]
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from random import Random
from statistics import median, quantiles
from typing import TypeVar

from core.checking.check import check
from core.checking.suspect import localise
from core.reading.claims import claims_of
from core.reading.prose import official_title
from core.report import Report, Section
from tests.bench.measure import HEAD, Timing
from tests.core.misprints import dense, misprint, slide_row, sparse
from tests.core.reports import FORMS, report

RUNS = 300
AIMS = {1: 95, 2: 88, 3: 85}
"""Per cent of cases in which a true cell is the first suspect, by the number of errors."""
LISTED = 99
PROSE = {
    "一": "本年度，我局认真贯彻落实政府信息公开条例，深入推进政务公开，主动公开各类信息。\n"
    "{year}年，共收到政府信息公开申请{new}件，办结{handled}件，结转下年度继续办理{carried_out}件。\n"
    "因政府信息公开工作被申请行政复议{reconsideration}件。",
    "五": "一是公开内容不够全面，公开形式较为单一；二是队伍建设有待加强，业务能力尚需提高。\n"
    "下一步，将加强学习培训，完善工作机制，进一步提高公开的质量和实效。",
    "六": "{year}年度未收取信息处理费。无其他需要报告的事项。",
}
"""Text of the sections that have any, with the numbers of the tables."""
Result = TypeVar("Result")
Makers = Mapping[str, Callable[[Random, str], dict[str, str]]]
MAKERS: Makers = {"sparse": sparse, "dense": dense}


def case(random: Random, cells: dict[str, str], errors: int) -> tuple[dict[str, str], set[str]]:
    """Put digit errors into cells that are in sums; return the new texts and where they are."""
    keys = [key for key in cells if not key.startswith("proactive.")]
    wrong = random.sample(keys, errors)
    return cells | {key: misprint(random, cells[key]) for key in wrong}, set(wrong)


def measure(runs: int = RUNS) -> tuple[list[Timing], list[str]]:
    """Print the figures; return the timings, and what is worse than it may be."""
    timings, failures = [], []
    for name, make in MAKERS.items():
        for errors in AIMS:
            listed, first = Counter[bool](), Counter[bool]()
            taken: list[float] = []
            named: list[int] = []
            random = Random(errors)
            while listed.total() < runs:
                form = random.choice(("2019", "2021"))
                cells, wrong = case(random, make(random, form), errors)
                found, spent = timed(partial(localise, report(cells, form), FORMS))
                if not found.faults:
                    continue  # no rule breaks
                taken.append(spent)
                keys = [one.key for one in found.suspects]
                named.append(len(keys))
                listed[wrong <= set(keys)] += 1
                first[bool(keys) and keys[0] in wrong] += 1
            here, best = (100 * of[True] / of.total() for of in (listed, first))
            print(
                f"{name}, {errors} errors: listed {here:.1f} %, first {best:.1f} %, "
                f"suspects: median {median(named):.0f}, p95 {quantiles(named, n=20)[-1]:.0f}"
            )
            failures += [f"{name} {errors}: listed {here:.1f} %"] if here < LISTED else []
            failures += [f"{name} {errors}: first {best:.1f} %"] if best < AIMS[errors] else []
            timings.append(Timing(f"suspects of {errors} errors, {name}", tuple(taken), aim=5))
        share, spent_on_rows = slides(make, runs)
        print(f"{name}, rows that slid: restored first {share:.1f} %")
        failures += [f"{name}: rows restored {share:.1f} %"] if share < LISTED else []
        timings.append(Timing(f"suspects of a row that slid, {name}", spent_on_rows, aim=5))
        for errors in (0, *AIMS):
            spent_on_checks = checks(make, errors, runs)
            timings.append(Timing(f"a full check, {errors} errors, {name}", spent_on_checks, aim=2))
    return timings, failures


def checks(
    make: Callable[[Random, str], dict[str, str]], errors: int, runs: int
) -> tuple[float, ...]:
    """Return what full checks of single reports take, in ms: all rules, prose and the year before.

    Both years are new to each check, as when a project is checked.
    """
    random = Random(errors)
    taken: list[float] = []
    for _ in range(runs):
        right = make(random, "2021")
        before = make(random, "2021")
        for key in [key for key in right if key.startswith("requests.carried_in.")]:
            before[key.replace("carried_in", "carried_out")] = right[key]
        wrong, _ = case(random, right, errors)
        this = told(report(wrong, "2021", 2023), right)
        last = told(report(before, "2021", 2022), before)
        _, spent = timed(partial(check, this, FORMS, last))
        taken.append(spent)
    return tuple(taken)


def told(made: Report, cells: Mapping[str, str]) -> Report:
    """Return a report with prose that tells of these cells."""
    numbers = {name: cells[f"requests.{name}.total"] for name in ("new", "carried_out")}
    numbers["handled"] = cells["requests.handled_total.total"]
    numbers["reconsideration"] = cells["disputes.reconsideration.total"]
    sections = tuple(
        Section(
            f"{ordinal}、{official_title(ordinal)}",
            1,
            PROSE.get(ordinal, "").format(year=made.year, **numbers),
        )
        for ordinal in "一二三四五六"
    )
    return replace(made, sections=sections, claims=claims_of(sections))


def slides(
    make: Callable[[Random, str], dict[str, str]], runs: int
) -> tuple[float, tuple[float, ...]]:
    """Return in how many per cent a row that slid is restored by the first repair, and times."""
    random, right = Random(7), Counter[bool]()
    taken: list[float] = []
    while right.total() < runs:
        form = random.choice(("2019", "2021"))
        cells = make(random, form)
        slid = slide_row(random, cells)
        found, spent = timed(partial(localise, report(slid, form), FORMS))
        if not found.faults:
            continue
        taken.append(spent)
        first = found.faults[0].repairs[:1]
        right[any(number({**slid, **one.changes}) == number(cells) for one in first)] += 1
    return 100 * right[True] / right.total(), tuple(taken)


def number(cells: Mapping[str, str]) -> dict[str, str]:
    """Texts with blanks as 0, as they count in sums."""
    return {key: text or "0" for key, text in cells.items()}


def timed(run: Callable[[], Result]) -> tuple[Result, float]:
    """Run something; return what it returns and the milliseconds of processor time it took."""
    start = time.process_time()
    result = run()
    return result, (time.process_time() - start) * 1000


if __name__ == "__main__":
    made, worse = measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
    print(HEAD, *made, sep="\n")
    print(*(f"FAILED {one}" for one in worse), sep="\n")
    sys.exit(bool(worse))
