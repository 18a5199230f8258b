"""Reading the tables of a page, beside pdfplumber on the same pages."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pdfplumber

from core.checking.check import check
from core.form_files import load_forms
from core.read import read_document
from core.reading.grid import grids
from core.reading.page import Page
from core.sources import open_source
from tests.bench.measure import Timing, timed

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "tests" / "data").glob("seed-*.pdf"))
LARGEST = 0.5  # of the time that pdfplumber takes


def measure() -> tuple[list[Timing], list[str]]:
    """Return the timings, and what failed."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on fonts
    forms = load_forms()
    documents = [read_document(path, forms) for path in FILES]  # everything is warm from here on
    ours = timed("a page: words, rulings and grids", _ours())
    theirs = timed("the same page by pdfplumber (extract_tables)", _theirs())
    whole = [partial(read_document, path, forms) for path in FILES]
    reports = [report for document in documents for report in document.reports]
    checks = [partial(check, report, forms) for report in reports * 20]
    ratio = ours.median / theirs.median
    print(f"A page takes {ratio:.2f} of what pdfplumber takes (at most {LARGEST}).")
    timings = [ours, theirs, timed("a document, whole", whole), timed("checking a report", checks)]
    return timings, [f"reading a page takes {ratio:.2f} of pdfplumber"] if ratio > LARGEST else []


def _ours() -> Iterator[Callable[[], object]]:
    for path in FILES:
        source = open_source(path)
        pages = iter(source)
        for _ in range(source.pages):
            yield partial(_read_next, pages)
        source.close()


def _read_next(pages: Iterator[Page]) -> None:
    grids(next(pages))


def _theirs() -> Iterator[Callable[[], object]]:
    for path in FILES:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                yield page.extract_tables
