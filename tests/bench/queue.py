"""How a window bears a large project: 3,000 documents in the queue against 30, in the same run.

python -m tests.bench.queue [DOCUMENTS]
"""

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit

from core.checking.check import check
from core.form_files import load_forms
from core.forms import Forms
from core.read import read_document
from core.store.project import Project
from gui.main_window import MainWindow
from gui.settings import Settings
from tests.bench.measure import HEAD, Timing, timed
from tests.bench.reading import FILES
from tests.bench.window import wait_for_page

MANY, FEW = 3000, 30
OPENINGS, FILTERINGS, REPORTS, FRAMES = 9, 20, 30, 60
LIMITS = {"opening": 3.0, "filtering": 2.0, "next report": 1.2, "a frame of scrolling": 1.2}
"""How many times longer each may take with many documents than with few."""

AIMS = {"opening": 2000, "filtering": 100, "next report": 150, "a frame of scrolling": 16}
MEMORY = 600  # MB of the window's process; an aim


def measure(many: int = MANY) -> tuple[list[Timing], list[str]]:
    """Return the timings, and what is worse than it may be."""
    app = QApplication.instance() or QApplication([])
    timings: list[Timing] = []
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="gouji ") as folder:
        forms = load_forms()
        paths = {count: Path(folder) / f"{count}.gouji" for count in (FEW, many)}
        for count, path in paths.items():
            fill(path, count, forms)
        with window(Path(folder), forms) as few, window(Path(folder), forms) as large:
            pairs = [one(few, paths[FEW], FEW) for one in PARTS]
            for (name, few_timing), one in zip(pairs, PARTS, strict=True):
                _, timing = one(large, paths[many], many)
                ratio = timing.median / few_timing.median
                timings += [few_timing, timing]
                print(f"{name}: {ratio:.2f} times as long with {many} documents as with {FEW}")
                if ratio > LIMITS[name]:
                    failures.append(f"{name} takes {ratio:.2f} times as long")
            gc.collect()
            if used := resident():
                print(f"memory of the window's process: {used:.0f} MB (aim {MEMORY})")
    del app
    return timings, failures


def resident() -> float | None:
    """Return the memory that this process holds, in MB; None where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)


def fill(path: Path, count: int, forms: Forms) -> None:
    """Make a project of so many documents, each with one of the real reports under a new name."""
    read = [read_document(file, forms) for file in FILES]
    models = [(one, one.reports[0]) for one in read]  # the next one is in another file
    found = [check(report, forms) for _, report in models]
    folder = path.with_suffix("")
    folder.mkdir()
    for document, _ in models:
        shutil.copy(document.path, folder)
    with Project.create(path, forms=forms) as project:
        stored = {}
        for number in range(count):
            document, report = models[number % len(models)]
            named = replace(report, agency=f"第{number:04}号{report.agency}")
            name = f"{number:04} {document.name}"
            copy = folder / name  # each its own file, as in a real project
            copy.hardlink_to(folder / document.name)
            made = replace(
                document, name=name, path=str(copy), reports=(named,), sha256=f"{number:064x}"
            )
            (report_id,) = project.add(made)
            stored[report_id] = found[number % len(models)]
        project.store_findings(stored)


@contextmanager
def window(folder: Path, forms: Forms) -> Iterator[MainWindow]:
    """A window of 1280 × 800."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(forms, Settings(store))
    made.resize(1280, 800)
    made.show()
    try:
        yield made
    finally:
        made.close()


def opening(made: MainWindow, path: Path, count: int) -> tuple[str, Timing]:
    """Open the project until queue and table are painted."""

    def run() -> None:
        made.workspace.open(path)
        made.grab()

    return "opening", timed(f"opening, {count} documents", [run] * OPENINGS, aim=AIMS["opening"])


def filtering(made: MainWindow, path: Path, count: int) -> tuple[str, Timing]:
    """Type another word into the search field until the queue is painted."""
    del path
    field = made.documents.findChild(QLineEdit, "searchField")
    assert field

    def run(word: str) -> None:
        field.setText(word)
        made.documents.list.viewport().grab()

    words = ["", "局", "2", "01", "第000"] * (FILTERINGS // 5)
    runs = [partial(run, word) for word in words]
    timing = timed(f"filtering, {count} documents", runs, aim=AIMS["filtering"])
    field.clear()
    return "filtering", timing


def next_report(made: MainWindow, path: Path, count: int) -> tuple[str, Timing]:
    """Go to the next report until its table and its page are painted."""
    del path

    def run() -> None:
        made.reviewing.go_to_report(1)
        made.desk.table.viewport().repaint()
        wait_for_page(made)
        made.desk.page.viewport().repaint()

    name = f"next report, {count} documents"
    step: list[Callable[[], object]] = [run] * min(REPORTS, FEW - 2)
    return "next report", timed(name, step, aim=AIMS["next report"])


def scrolling(made: MainWindow, path: Path, count: int) -> tuple[str, Timing]:
    """Scroll the queue by three rows and paint it."""
    del path
    queue = made.documents.list
    bar = queue.verticalScrollBar()

    def run(frame: int) -> None:
        bar.setValue((frame * 97) % max(1, bar.maximum()))
        queue.viewport().grab()

    runs = [partial(run, frame) for frame in range(FRAMES)]
    name = f"a frame of scrolling, {count} documents"
    return "a frame of scrolling", timed(name, runs, aim=AIMS["a frame of scrolling"])


PARTS = (opening, filtering, next_report, scrolling)


def main() -> None:
    """Measure and print."""
    timings, failures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
    print(HEAD, *timings, sep="\n")
    for failure in failures:
        print(f"FAILED {failure}")


if __name__ == "__main__":
    main()
