"""What workers do in tests of the machinery around reading; files say what is to happen."""

import os
import signal
import time
from hashlib import sha256
from pathlib import Path

from core.errors import GoujiError
from core.forms import Forms
from core.progress import Progress, Steps
from core.report import Cell, Document, Report
from core.scans.engines import Engines
from core.text import Text


def read(path: Path, _forms: Forms, _engines: Engines) -> Steps:
    """Read a text file: "die", "hang", "raise", "refuse", or numbers, one for each report's cell.

    All reports but the last come as parts, each with a page.
    """
    what = path.read_text(encoding="utf-8").strip()
    if what == "die":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if what == "hang":
        time.sleep(600)
    if what == "raise":
        raise ZeroDivisionError(what)
    if what == "memory":
        raise MemoryError
    if what == "refuse":
        raise GoujiError(Text("坏了。", "It is broken."), Text("换一个。", "Take another."))
    *parts, last = what.split()
    for page, number in enumerate(parts, 1):
        yield Progress(page, len(parts) + 1, _document(path, what, page - 1, number))
    return _document(path, what, len(parts), last)


def slow(path: Path, forms: Forms, engines: Engines) -> Steps:
    """Read as ``read`` does, a second and a half a page."""
    steps = read(path, forms, engines)
    while True:
        time.sleep(1.5)
        try:
            yield next(steps)
        except StopIteration as end:
            document: Document = end.value
            return document


def _document(path: Path, what: str, first: int, number: str) -> Document:
    cells = {"requests.new.total": Cell(number, number)}
    report = Report("某局", 2023 + first, "2021", cells, (first + 1, first + 1))
    pages = len(what.split())
    return Document(
        path.name, "pdf", pages, (report,), (), sha256(what.encode()).hexdigest(), str(path), first
    )


def told_threads(path: Path, _forms: Forms, engines: Engines) -> Steps:
    """Say with how many threads the document may be read, as the cell of its report."""
    time.sleep(0.5)  # so that all workers get one
    yield from ()
    return _document(path, path.name, 0, str(engines.threads))
