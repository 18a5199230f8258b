"""How well and how fast wrong cells are found: figures over random errors in made reports.

python -m tests.bench.suspecting [RUNS]
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from core.checking.repair import Localisation
from core.checking.suspect import localise
from tests.bench.measure import HEAD, Timing
from tests.core.misprints import dense, misprint, slide_row, sparse
from tests.core.reports import FORMS, report

RUNS = 300
AIMS = {1: 95, 2: 88, 3: 85}
"""Per cent of cases in which a true cell is the first suspect, by the number of errors."""
LISTED = 99
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
            random = Random(errors)
            while listed.total() < runs:
                form = random.choice(("2019", "2021"))
                cells, wrong = case(random, make(random, form), errors)
                found, spent = timed(partial(localise, report(cells, form), FORMS))
                if not found.faults:
                    continue  # no rule breaks
                taken.append(spent)
                keys = [one.key for one in found.suspects]
                listed[wrong <= set(keys)] += 1
                first[bool(keys) and keys[0] in wrong] += 1
            here, best = (100 * of[True] / of.total() for of in (listed, first))
            print(f"{name}, {errors} errors: listed {here:.1f} %, first {best:.1f} %")
            failures += [f"{name} {errors}: listed {here:.1f} %"] if here < LISTED else []
            failures += [f"{name} {errors}: first {best:.1f} %"] if best < AIMS[errors] else []
            timings.append(Timing(f"suspects of {errors} errors, {name}", tuple(taken), aim=5))
        share, spent_on_rows = slides(make, runs)
        print(f"{name}, rows that slid: restored first {share:.1f} %")
        failures += [f"{name}: rows restored {share:.1f} %"] if share < LISTED else []
        timings.append(Timing(f"suspects of a row that slid, {name}", spent_on_rows, aim=5))
    return timings, failures


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


def timed(run: Callable[[], Localisation]) -> tuple[Localisation, float]:
    """Run something; return what it returns and the milliseconds of processor time it took."""
    start = time.process_time()
    result = run()
    return result, (time.process_time() - start) * 1000


if __name__ == "__main__":
    made, worse = measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
    print(HEAD, *made, sep="\n")
    print(*(f"FAILED {one}" for one in worse), sep="\n")
    sys.exit(bool(worse))
