"""What every test of the window shares: a clean desk before it and a clean desk after it."""

import gc
import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QSettings,
    QStandardPaths,
    QThread,
    QTimer,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.form_files import load_forms
from gui.pages.draw_worker import DrawWorker
from gui.settings import LANGUAGE, PROJECTS, TOUR, Settings

if TYPE_CHECKING:
    from gui.main_window import MainWindow

DATA = Path(__file__).parent.parent / "data"
GRACE = 3.0  # seconds that threads and processes have to end after a test


@pytest.fixture
def seeds() -> Path:
    """The folder of the five real reports as PDF: ``seed-000-word.pdf`` … ``seed-004-word.pdf``."""
    return DATA


@pytest.fixture(scope="session", autouse=True)
def modules_set_aside() -> None:
    """Keep what importing made out of every later look through all objects."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_over(modules_set_aside: None) -> Iterator[None]:
    """Fail a test that leaves a thread, process, timer, animation or window behind."""
    threads = set(threading.enumerate())
    processes = set(multiprocessing.active_children())
    yield
    if QApplication.instance() is not None:
        # Qt lets go of what is there after Python has gone, where there is no real clipboard
        QApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    end = time.monotonic() + GRACE
    while left := [
        *(set(threading.enumerate()) - threads),
        *(set(multiprocessing.active_children()) - processes),
    ]:
        if time.monotonic() > end:
            pytest.fail(f"left running: {left}")
        time.sleep(0.01)
    if active := _active_qt_objects():
        pytest.fail(f"left active: {active}")


def _active_qt_objects() -> list[str]:
    """Timers, animations and threads that run, and windows that show, in words."""
    active = []
    kinds = _with_heirs((QTimer, QAbstractAnimation, QThread))
    # to look a type up is much faster than issubclass, and this runs over all objects at each test
    for thing in [thing for thing in gc.get_objects() if type(thing) in kinds]:
        if isValid(thing):
            timer = isinstance(thing, QTimer) and thing.isActive()
            moving = isinstance(thing, QAbstractAnimation) and thing.state() == thing.State.Running
            thread = (
                isinstance(thing, QThread)
                and thing.isRunning()
                and thing is not QThread.currentThread()
            )
            if timer or moving or thread:
                active.append(f"{thing!r} of {thing.parent()!r}")
    if isinstance(QApplication.instance(), QApplication):
        active += [repr(w) for w in QApplication.topLevelWidgets() if w.isVisible()]
    return active


def _with_heirs(kinds: Iterable[type]) -> set[type]:
    """The classes and all that come from them."""
    return {one for kind in kinds for one in (kind, *_with_heirs(kind.__subclasses__()))}


class Logged(logging.Handler):
    """Keeps the warnings and errors that were logged; a test that expects some clears them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take(self) -> list[str]:
        """Return the messages so far and forget them."""
        messages = [record.getMessage() for record in self.records]
        self.records.clear()
        return messages


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Fail a test in which something was logged that it did not ``take()``."""
    handler = Logged()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    if unexpected := handler.take():
        pytest.fail(f"logged and not expected: {unexpected}")


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give each test its own, empty QSettings; no test sees or changes those of the user."""
    folder = tmp_path_factory.mktemp("settings")
    QStandardPaths.setTestModeEnabled(True)
    QCoreApplication.setOrganizationName("gouji-test")
    QCoreApplication.setApplicationName("gouji-test")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for file_format in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(file_format, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture
def settings(own_settings: Path) -> Settings:
    """The program's settings: all defaults, but the language, which is English."""
    store = QSettings(str(own_settings / "gouji.ini"), QSettings.Format.IniFormat)
    store.setValue("language", "en")
    return Settings(store)


@pytest.fixture(scope="session")
def draw_worker(qapp: QApplication) -> Iterator[DrawWorker]:
    """One drawing process for all tests that draw."""
    worker = DrawWorker()
    loop = QEventLoop()
    worker.opened.connect(loop.quit)
    worker.sizes(DATA / "seed-003-web.pdf")
    loop.exec()  # its process is there before the first test looks around
    yield worker
    worker.close()


@contextmanager
def ends_soon(seconds: float) -> Iterator[None]:
    """Fail where the block takes longer."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], "MainWindow"]]:
    """Open the program's window, as often as wanted; new projects go into a folder of the test."""
    from gui.main_window import MainWindow

    windows: list[MainWindow] = []
    settings = Settings()
    settings.set(LANGUAGE, "en")
    settings.set(TOUR, not TOUR.default)
    settings.set(PROJECTS, str(tmp_path / "文档 Gouji"))

    def open_one() -> MainWindow:
        window = MainWindow(load_forms(), Settings())
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()
