"""How long a large project takes: checking all of it across years and rosters, and one edit in it.

python -m tests.bench.project [REPORTS]
"""

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from core.checking.roster import Roster
from core.report import Document, Report, Section
from core.store.project import Project
from core.store.review import rechecking
from gui.session import Session
from tests.bench.measure import HEAD, Timing, timed
from tests.core.misprints import misprint, sparse
from tests.core.reports import FORMS, report

MANY, FEW = 3000, 30
YEARS = (2022, 2023, 2024)
MEMBERS = 9  # of a parent
COPIED = 4  # of these; the one after it has the same report, and it is the one that is edited
PROSE = (Section("一、总体情况", 1, "本机关依法公开政府信息，加强平台建设，回应社会关切。" * 10),)
EDITS = 60
CHECKS = 2
GROWTH = 1.5
"""How many times longer an edit may take in the large project than in the small one."""
WORKERS = min(2, os.cpu_count() or 1)


def measure(many: int = MANY) -> tuple[list[Timing], list[str]]:
    """Return the timings, and what is worse than it may be."""
    with tempfile.TemporaryDirectory(prefix="gouji ") as folder, ExitStack() as opened:
        projects = []
        timings = []
        for count in (FEW, many):
            path = Path(folder) / f"{count}.gouji"
            fill(path, count)
            projects.append(opened.enter_context(Project.open(path, forms=FORMS)))
            check = partial(run, projects[-1])
            aim = 30_000 if count == MANY else None
            name = f"checking {count} reports, years and rosters"
            timings.append(timed(name, [check] * CHECKS, aim=aim))
        edits, growth = editing(dict(zip((FEW, many), projects, strict=True)))
    failures = [f"an edit takes {growth:.2f} times as long"] if growth > GROWTH else []
    print(f"an edit in {many} reports takes {growth:.2f} times the work it takes in {FEW}")
    return [*timings, *edits], failures


def run(project: Project) -> None:
    """Check all reports of a project."""
    for _ in rechecking(project, FORMS, workers=WORKERS):
        pass


def fill(path: Path, count: int) -> None:
    """Make a project of agencies with three years each, ten to a parent; one in ten has errors.

    Rule CA-05 is on, and some reports are another's copies: an edit renews what is said of these.
    """
    random = Random(count)
    roster: dict[str, str] = {}
    with Project.create(path, forms=FORMS) as project:
        for group in range(count // ((MEMBERS + 1) * len(YEARS))):
            parent = f"第{group}县人民政府"
            names = [f"第{group}县第{at}局" for at in range(MEMBERS)]
            roster |= dict.fromkeys(names, parent)
            for year in YEARS:
                reports = [made(random, year, name) for name in names]
                reports[COPIED + 1] = replace(reports[COPIED], agency=names[COPIED + 1])
                whole = total([{k: c.text or "0" for k, c in r.cells.items()} for r in reports])
                reports.append(report(whole, "2021", year, parent))
                name = f"{group} {year}.pdf"
                sha = f"{group:032}{year:032}"
                project.add(Document(name, "pdf", 1, tuple(reports), sha256=sha, path=name))
        project.set_roster(Roster(roster))
        project.set_switches({"CA-05": True})


def made(random: Random, year: int, agency: str) -> Report:
    """A report as most are, now and then with a misprint."""
    cells = sparse(random, "2021")
    if random.random() < 0.1:
        key = random.choice([key for key in cells if key.startswith("requests.")])
        cells[key] = misprint(random, cells[key])
    return replace(report(cells, "2021", year, agency), sections=PROSE)


def total(children: list[Mapping[str, str]]) -> dict[str, str]:
    """The sums over some reports."""
    return {key: str(sum(int(child[key]) for child in children)) for key in children[0]}


def editing(projects: Mapping[int, Project]) -> tuple[list[Timing], float]:
    """Change a cell in the middle of an agency's years, again and again, by turns in each project.

    Returns:
        The timings, and how many times the processor's work of the first project the last one
        takes.
    """
    sessions = {}
    for count, project in projects.items():
        ids = [e.id for e in project.reports() if e.year == YEARS[1] and e.agency.endswith("局")]
        middle = len(ids) // 2 // MEMBERS * MEMBERS + COPIED
        sessions[count] = Session(project, ids[middle], FORMS)
        assert len(sessions[count].dependents) == 4, "two years, a parent and a copy"
    taken: dict[int, list[float]] = {count: [] for count in sessions}
    worked: dict[int, list[float]] = {count: [] for count in sessions}
    for number in range(EDITS):
        for count, session in sessions.items():
            begun, work = time.perf_counter(), time.process_time()
            session.edit("requests.granted.natural", str(100 + number))
            taken[count].append((time.perf_counter() - begun) * 1000)
            worked[count].append(time.process_time() - work)
    timings = [Timing(f"an edit, {n} reports", tuple(t), aim=16) for n, t in taken.items()]
    few, *_, many = (median(one) for one in worked.values())
    return timings, many / few


if __name__ == "__main__":
    made_, worse = measure(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
    print(HEAD, *made_, sep="\n")
    print(*(f"FAILED {one}" for one in worse), sep="\n")
    sys.exit(bool(worse))
