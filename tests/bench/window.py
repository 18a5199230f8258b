"""What a person waits for: the first window, another report, an edit."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.form_files import load_forms
from core.forms import Forms
from core.read import read_document
from core.store.project import Project
from core.store.review import recheck
from gui.main_window import MainWindow
from gui.pages.page_pixels import PagePixels
from gui.settings import Settings
from tests.bench.measure import Timing, timed
from tests.bench.reading import FILES, ROOT

START_RUNS, SWITCH_RUNS, EDIT_RUNS = 10, 40, 200
LONGEST = 10_000  # ms to wait for a page before the run is given up


def measure() -> list[Timing]:
    """Return the timings; the aims are those of the window's first issue."""
    app = QApplication.instance() or QApplication([])
    timings = [start()]
    with tempfile.TemporaryDirectory(prefix="gouji ") as folder, opened(Path(folder)) as window:
        timings += [*switching(window), editing(window)]
    del app
    return timings


def start() -> Timing:
    """Start the program anew and wait until its window has been painted."""
    with tempfile.TemporaryDirectory(prefix="gouji ") as home:
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHONPYCACHEPREFIX")
        own = os.environ | dict.fromkeys(homes, home)
        own.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
        command = [sys.executable, "-m", "tests.bench.first_window"]
        taken = []
        for _ in range(START_RUNS + 1):
            begun = time.time()
            done = subprocess.run(command, env=own, cwd=ROOT, check=True, stdout=subprocess.PIPE)
            taken.append((float(done.stdout) - begun) * 1000)
    # the first brings from the disk what the others find in memory: the aim is for a warm start
    return Timing("start to first window", tuple(taken[1:]), aim=1000)


@contextmanager
def opened(folder: Path) -> Iterator[MainWindow]:
    """A window of 1280 × 800 on a project of the real reports."""
    forms = load_forms()
    path = folder / "bench.gouji"
    fill(path, forms)
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(forms, Settings(store))
    window.resize(1280, 800)
    window.show()
    window.workspace.open(path)
    try:
        yield window
    finally:
        window.close()


def fill(path: Path, forms: Forms) -> None:
    """Read the real reports into a project and check them."""
    with Project.create(path, forms=forms) as project:
        for file in FILES:
            project.add(read_document(file, forms))
        recheck(project, forms)


def switching(window: MainWindow) -> list[Timing]:
    """Go from report to report, each in another document, so that nothing is drawn already."""
    assert window.workspace.project
    entries = window.workspace.project.reports()
    firsts = list({entry.document: entry.id for entry in reversed(entries)}.values())

    def switch(report: int, *, with_page: bool) -> None:
        window.reviewing.show_report(report)
        window.desk.table.viewport().repaint()
        if with_page:
            wait_for_page(window)
            window.desk.page.viewport().repaint()

    both = []
    for name, with_page in (("table", False), ("table and source page", True)):
        runs = [partial(switch, i, with_page=with_page) for i in islice(cycle(firsts), SWITCH_RUNS)]
        both.append(timed(f"switching to another report: {name}", runs, aim=150))
    return both


class Painted(QObject):
    """Waits until a widget has been painted, as it is when Qt gets round to it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop()
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop.quit)  # once this paint is done
        return False

    def wait(self) -> None:
        run(self._loop, "nothing was painted")


def wait_for_page(window: MainWindow) -> None:
    """Let the window work until the source page in sight has been drawn."""
    loop = QEventLoop()
    pixels = window.desk.page.findChild(PagePixels)
    assert pixels
    pixels.arrived.connect(loop.quit)
    run(loop, "no page was drawn")
    pixels.arrived.disconnect(loop.quit)


def run(loop: QEventLoop, fault: str) -> None:
    """Run a loop until it is quit, but not for ever."""
    late = QTimer(singleShot=True, interval=LONGEST)
    late.timeout.connect(lambda: loop.exit(1))
    late.start()
    if loop.exec():
        raise TimeoutError(f"{fault} within {LONGEST} ms")


def editing(window: MainWindow) -> Timing:
    """Change the number of a problem: checked, written to disk, painted in its colour."""
    session = window.desk.session
    assert session
    key = session.selection.key  # a report opens at its first problem
    painted = Painted(window.desk.table.viewport())

    def edit(text: str) -> None:
        session.edit(key, text)
        painted.wait()

    runs = [partial(edit, str(number)) for number in range(100, 100 + EDIT_RUNS)]
    return timed("an edit until its colours are right", runs, aim=16)
