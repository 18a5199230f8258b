"""Reading digital PDFs, from file to checked report, beside others on the same files.

CPU time, all in one process and in turn, so that what else the machine does weighs on all alike.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pdfplumber
import pymupdf

from core.checking.check import check
from core.form_files import load_forms
from core.forms import Forms
from core.jobs import ReadResult, read_all
from core.read import read_document
from tests.bench.measure import Timing

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "tests" / "data").glob("seed-*.pdf"))
CORPUS = ROOT.parent / "shared" / "corpus" / "dev"
RUNS = 2
SLOWEST = 1 / 3  # of the time that pdfplumber takes
AIM = 2.0  # times the time that bare PyMuPDF takes
MOST_PAGES = 30
"""Larger documents take pdfplumber minutes."""


def measure() -> tuple[list[Timing], list[str]]:
    """Return the timings, and what failed."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on fonts
    forms = load_forms()
    files = digital_files()
    documents = [read_document(path, forms) for path in FILES]  # everything is warm from here on
    names: dict[str, Callable[[Path], object]] = {
        "reading a document and checking it": partial(read_and_check, forms=forms),
        "the same by bare PyMuPDF (characters and lines)": bare,
        "the same by pdfplumber (extract_tables)": tables,
    }
    ours, least, theirs = side_by_side(names, files)
    reports = [report for document in documents for report in document.reports]
    checks = [partial(check, report, forms) for report in reports * 20]
    failures = say_ratios(ours, least, theirs)
    processes = [workers(files * (1 if len(files) > len(FILES) else 6), count) for count in (1, 2)]
    gain = processes[0].median / processes[1].median
    print(f"Two processes read {gain:.2f} times as fast as one.")
    return [ours, least, theirs, cpu("checking a report", checks), *processes], failures


def digital_files() -> list[Path]:
    """The digital PDFs of the corpus, where it is there; else those of the tests."""
    found = []
    for truth in sorted(CORPUS.glob("*.truth.json")):
        said = json.loads(truth.read_text(encoding="utf-8"))
        path = CORPUS / said["document"]
        if said["kind"] == "digital" and page_count(path) <= MOST_PAGES:
            found.append(path)
    return found or FILES


def page_count(path: Path) -> int:
    with pymupdf.open(path) as document:
        return int(document.page_count)


def side_by_side(
    readers: dict[str, Callable[[Path], object]], files: Iterable[Path]
) -> list[Timing]:
    """Read each file by each reader in turn; the shorter of two runs counts."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for path in files:
        runs: dict[str, list[float]] = {name: [] for name in readers}
        for name, reader in list(readers.items()) * RUNS:
            runs[name] += cpu(name, [partial(reader, path)]).milliseconds
        for name, each in runs.items():
            taken[name].append(min(each))
    return [Timing(name, tuple(each)) for name, each in taken.items()]


def say_ratios(ours: Timing, least: Timing, theirs: Timing) -> list[str]:
    """Print how the sums compare; return what is worse than it may be."""
    total, bare_total, plumber = (sum(each.milliseconds) for each in (ours, least, theirs))
    print(f"{len(ours.milliseconds)} documents: pdfplumber takes {plumber / total:.1f} times ours")
    print(f"Ours takes {total / bare_total:.1f} times bare PyMuPDF (aim: {AIM}).")
    slow = total > plumber * SLOWEST
    return [f"reading takes {total / plumber:.2f} of pdfplumber"] if slow else []


def cpu(name: str, runs: Iterable[Callable[[], object]]) -> Timing:
    """Call each once and say how much processor time it took."""
    taken = []
    for run in runs:
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1000)
    return Timing(name, tuple(taken))


def read_and_check(path: Path, forms: Forms) -> None:
    for report in read_document(path, forms).reports:
        check(report, forms)


def bare(path: Path) -> None:
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("rawdict", flags=flags)
            page.get_cdrawings()


def tables(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()


def workers(files: list[Path], count: int) -> Timing:
    """Read many files in worker processes; time on the clock, without starting the processes."""
    told = (each for each in read_all(files, workers=count) if isinstance(each, ReadResult))
    for _ in range(count):
        next(told)  # all are at work by now
    start = time.perf_counter()
    left = sum(1 for _ in told)
    taken = (time.perf_counter() - start) * 1000 / left
    words = "one process" if count == 1 else f"{count} processes"
    return Timing(f"a document among {len(files)}, by {words}", (taken, taken))
