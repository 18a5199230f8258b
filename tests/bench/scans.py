"""Reading a scanned page, cells and all, beside one bare pass of RapidOCR over the same page.

Processor time, in one process, in turn and with one thread each: what else the machine does weighs
on both alike.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pymupdf

from core.form_files import load_forms
from core.forms import Forms
from core.read import read_document
from core.scans.engine import Picture
from core.scans.engines import Engines
from tests.bench.measure import Timing
from tests.bench.reading import cpu

if TYPE_CHECKING:
    from rapidocr import RapidOCR

FILE = Path(__file__).parent.parent / "data" / "seed-000-word.pdf"
DPI = 200
RUNS = 3
MOST = 1.6  # times what the bare pass takes
MOST_MEMORY = 1.2e9  # bytes, of a worker
LONG = 10
"""Times that the pages are read to see whether a long document grows."""


def measure() -> tuple[list[Timing], list[str]]:
    """Return the timings, and what failed."""
    forms, engines = load_forms(), Engines(1)
    with tempfile.TemporaryDirectory() as folder:
        pictures = list(scanned(FILE))
        paths = [as_pdf([one], Path(folder) / f"{n}.pdf") for n, one in enumerate(pictures)]
        bare = bare_engine()
        read_document(paths[0], forms, engines)  # everything is loaded from here on
        bare(pictures[0])
        ours, theirs = [], []
        for path, picture in zip(paths, pictures, strict=True):
            runs = cpu("", [partial(read_document, path, forms, engines)] * RUNS)
            ours.append(min(runs.milliseconds))
            runs = cpu("", [partial(bare, picture)] * RUNS)
            theirs.append(min(runs.milliseconds))
        timings = [
            Timing("reading a scanned page, cells and all", tuple(ours)),
            Timing("one bare pass of RapidOCR over it", tuple(theirs)),
        ]
        ratio = sum(ours) / sum(theirs)
        print(f"A scanned page takes {ratio:.2f} times a bare pass of RapidOCR (most: {MOST}).")
        failures = [f"a scanned page takes {ratio:.2f} bare passes"] if ratio > MOST else []
        if sys.platform != "win32":
            failures += grown(folder, pictures)
    return timings, failures


def grown(folder: str, pictures: list[Picture]) -> list[str]:
    """Say what memory reading a short and a long scan take; return what is too much."""
    short = memory(as_pdf(pictures, Path(folder) / "short.pdf"))
    long = memory(as_pdf(pictures * LONG, Path(folder) / "long.pdf"))
    print(f"Reading {len(pictures)} scanned pages takes {short / 1e6:.0f} MB,", end=" ")
    print(f"{len(pictures) * LONG} of them {long / 1e6:.0f} MB (most: {MOST_MEMORY / 1e6:.0f}).")
    return ["reading scans takes too much memory"] if long > MOST_MEMORY else []


def scanned(path: Path) -> Iterator[Picture]:
    """Draw the pages of a PDF as a scanner would see them: gray, with noise, as JPEG."""
    noise = np.random.default_rng(0)
    with pymupdf.open(path) as pdf:
        for number in range(pdf.page_count):
            drawn = pdf[number].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
            gray = np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.width)
            speckled = np.clip(gray + noise.normal(0, 6, gray.shape), 0, 255).astype(np.uint8)
            yield cv2.cvtColor(speckled, cv2.COLOR_GRAY2BGR).astype(np.uint8)


def as_pdf(pictures: list[Picture], path: Path) -> Path:
    """Write pictures as the pages of a PDF."""
    with pymupdf.open() as pdf:
        for picture in pictures:
            height, width = (side * 72 / DPI for side in picture.shape[:2])
            data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
            pdf.new_page(width=width, height=height).insert_image(
                (0, 0, width, height), stream=data
            )
        pdf.save(path)
    return path


def bare_engine() -> "RapidOCR":
    """RapidOCR as it comes, with one thread and without turning lines that lie on their head."""
    from rapidocr import RapidOCR  # no worker loads it, and memory is measured here too

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error", **threads})


def memory(path: Path) -> int:
    """Return the most memory (bytes) that a process of its own takes to read a document."""
    run = [sys.executable, "-m", "tests.bench.scans", str(path)]
    said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return int(said.split()[-1])


def _read_and_say(path: Path, forms: Forms) -> None:
    import resource  # not there on Windows

    read_document(path, forms, Engines(1))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(most if sys.platform == "darwin" else most * 1024)


if __name__ == "__main__":
    _read_and_say(Path(sys.argv[1]), load_forms())
