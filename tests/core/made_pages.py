"""Files whose pages are pictures of the pages of a report, read with an engine that counts."""

import os
import signal
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import pymupdf

from core.forms import Forms
from core.progress import Progress, Steps
from core.read import read_steps
from core.report import Document
from core.scans.engine import Engine, Picture, ReadLine, ValueReading
from core.scans.engines import Engines
from tests.conftest import DATA
from tests.core.made_scans import Look, made, pages

SEED = DATA / "seed-000-word.pdf"
TABLES = (2, 3)  # its pages with tables


def scan_of(path: Path, numbers: Iterable[int] = TABLES, dpi: int = 150) -> Path:
    """Make a PDF file of scanned pages of a real report."""
    flats = pages(SEED, dpi)
    with pymupdf.open() as document:
        for number in numbers:
            picture = made(flats[number - 1], Look(dpi=dpi, skew=0.6), number).picture
            coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 70])[1].tobytes()
            page = document.new_page(width=595, height=842)
            page.insert_image(page.rect, stream=coded)
        document.save(path)
    return path


class Counting:
    """An engine that writes down what it is asked for, where other processes can read it."""

    def __init__(self, engine: Engine, log: Path) -> None:
        self._engine, self._log = engine, log

    def lines(self, picture: Picture, /) -> list[ReadLine]:
        """Count a page, and read it."""
        self._note("lines")
        return self._engine.lines(picture)

    def values(self, crops: Sequence[Picture], /) -> list[ValueReading]:
        """Count the cells of a page, and read them."""
        self._note("values")
        return self._engine.values(crops)

    def _note(self, what: str) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")


class CountingEngines(Engines):
    """Holds one; the engine in it is the real one unless another is given."""

    def __init__(self, log: Path, keep: Path | None = None, engine: Engine | None = None) -> None:
        super().__init__(1, keep)
        real = engine or super().engine
        assert real is not None
        self._counting = Counting(real, log)
        self._log = log

    @property
    def engine(self) -> Counting:
        """The engine that counts."""
        return self._counting

    def asked(self) -> list[str]:
        """Return what it was asked for since the last time."""
        said = self._log.read_text(encoding="utf-8").split() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return said


def read_until(steps: Steps, page: int | None = None) -> tuple[list[Progress], Document | None]:
    """Read to the end, or until a page is read; return what was told, and what came of it."""
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value
        if told[-1].page == page:
            steps.close()
            return told, None


def read_in_worker(path: Path, forms: Forms, engines: Engines) -> Steps:
    """Read a scan as the program does, and count; where FILE.do says so, die or hang once."""
    what = path.with_suffix(".do")
    steps = read_steps(path, forms, CountingEngines(path.with_suffix(".log"), engines.keep))
    while True:
        try:
            yield next(steps)
        except StopIteration as end:
            document: Document = end.value
            return document
        if what.exists():
            todo = what.read_text(encoding="utf-8")
            what.unlink()
            if todo == "die":
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
            time.sleep(600)
