"""Reading a scanned page, cells and all, beside one bare pass of RapidOCR over the same page.

Processor time, in one process, in turn and with one thread each: what else the machine does weighs
on both alike. Then what memory a worker takes for a long scan: ``python -m tests.bench.scans 100``
does only that.
"""

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
from core.jobs import ReadPool, ReadResult, read_steps
from core.progress import Steps
from core.read import read_document
from core.scans.engine import Picture
from core.scans.engines import Engines
from tests.bench.measure import Timing
from tests.bench.reading import cpu
from tests.conftest import CORPUS

if TYPE_CHECKING:
    from rapidocr import RapidOCR

    from core.report import Document

FILE = Path(__file__).parent.parent / "data" / "seed-000-word.pdf"
DPI = 200
RUNS = 3
MOST = 1.6  # times what the bare pass takes
MOST_MEMORY = 1.2e9  # bytes, of a worker
LONG = 100
"""Pages of the scan that is read to see whether a long one grows."""
SETTLED = 10
"""Pages of it, at most, after which all that is kept for good is there."""
GROWTH = 1.1
"""Times by which the peak of the pages after that may be larger: pages differ."""


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
            failures += grown(Path(folder))
    return timings, failures


def grown(folder: Path, count: int = LONG) -> list[str]:
    """Say what memory a worker takes to read a long scan; return what is too much."""
    sources = sorted((CORPUS / "dev").glob("scan-*.pdf")) or [FILE]
    pictures = [picture for path in sources for picture in scanned(path)]
    pages = [numbered(pictures[n % len(pictures)], n) for n in range(count)]
    path = as_pdf(pages, folder / "long.pdf")
    peaks = memory(path)
    settled = peaks[min(SETTLED, len(pictures), count) - 1]
    print(f"A worker takes {settled / 1e6:.0f} MB to read the first pages of a scan,", end=" ")
    print(f"{peaks[-1] / 1e6:.0f} MB for {count} (most: {MOST_MEMORY / 1e6:.0f}). After each page:")
    print(*(f"{peak / 1e6:.0f}" for peak in peaks))
    failures = ["reading scans takes too much memory"] if peaks[-1] > MOST_MEMORY else []
    return failures + (["a long scan grows"] if peaks[-1] > settled * GROWTH else [])


def scanned(path: Path) -> Iterator[Picture]:
    """Draw the pages of a PDF as a scanner would see them: gray, with noise, as JPEG."""
    noise = np.random.default_rng(0)
    with pymupdf.open(path) as pdf:
        for number in range(pdf.page_count):
            drawn = pdf[number].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
            gray = np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.width)
            speckled = np.clip(gray + noise.normal(0, 6, gray.shape), 0, 255).astype(np.uint8)
            yield cv2.cvtColor(speckled, cv2.COLOR_GRAY2BGR).astype(np.uint8)


def numbered(picture: Picture, number: int) -> Picture:
    """Return a picture unlike any other: what was seen in one is not seen anew in the same one."""
    marked = picture.copy()
    marked[:16, :16] = 2 * number % 256
    return marked


def as_pdf(pictures: list[Picture], path: Path) -> Path:
    """Write pictures as the pages of a PDF."""
    with pymupdf.open() as pdf:
        for number, picture in enumerate(pictures):
            height, width = (side * 72 / DPI for side in picture.shape[:2])
            data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
            remark = b"\xff\xfe\0\6" + number.to_bytes(4, "big")  # no two pages share a picture
            pdf.new_page(width=width, height=height).insert_image(
                (0, 0, width, height), stream=data[:2] + remark + data[2:]
            )
        pdf.save(path)
    return path


def bare_engine() -> "RapidOCR":
    """RapidOCR as it comes, with one thread and without turning lines that lie on their head."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error", **threads})


def memory(path: Path) -> list[int]:
    """Return the most memory (bytes) that a worker has taken after each page of a document."""
    with ReadPool(1, read_and_note) as pool:
        pool.submit(path)
        while pool.unfinished:
            for told in pool.poll(None):
                if isinstance(told, ReadResult) and told.error:
                    raise told.error
    return [int(line) for line in noted(path).read_text(encoding="utf-8").split()]


def noted(path: Path) -> Path:
    """Return the file that ``read_and_note`` writes."""
    return path.with_suffix(".peaks")


def read_and_note(path: Path, forms: Forms, engines: Engines) -> Steps:
    """Read a document as workers do, and note the peak of this process after each page."""
    steps = read_steps(path, forms, engines)
    with noted(path).open("w", encoding="utf-8") as notes:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                document: Document = end.value
                return document
            print(peak(), file=notes, flush=True)
            yield progress


def peak() -> int:
    """Return the most memory (bytes) that this process has taken.

    What the system says of used resources counts what was there before the process became a
    program of its own: the memory of the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (a for a in status.read_text("utf-8").splitlines() if a.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource  # not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(*grown(Path(made), int(sys.argv[1])), sep="\n")
