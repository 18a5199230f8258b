"""The drawing process behind signals: order, cancelling, failing, being replaced, ending."""

import threading
import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.bounds import MAX_PIXELS
from core.drawing.draw_process import DrawJob, DrawProcess
from gui.pages.draw_worker import MAX_LOSSES, DrawWorker


class Ear(QObject):
    """Keeps what a worker signals, in order."""

    def __init__(self, worker):
        super().__init__()
        self.heard = []
        self.images = {}
        self.threads = set()
        worker.opened.connect(self.opened)
        worker.notOpened.connect(self.not_opened)
        worker.drawn.connect(self.drawn)
        worker.failed.connect(self.failed)

    def hear(self, *what):
        self.threads.add(threading.current_thread())
        self.heard.append(what)

    def opened(self, path, sizes):
        self.hear("opened", path, len(sizes))

    def not_opened(self, path, message, hint):
        assert hint.en
        self.hear("not opened", path, message.en)

    def drawn(self, ticket, image):
        self.hear("drawn", ticket)
        self.images[ticket] = image

    def failed(self, ticket, message):
        self.hear("failed", ticket, message.en)


@pytest.fixture
def worker(qapp):
    worker = DrawWorker()
    yield worker
    worker.close()


@pytest.fixture
def ear(worker):
    return Ear(worker)


@pytest.fixture
def held(monkeypatch):
    """Holds the drawing process back until set, so that requests pile up."""
    go = threading.Event()
    do = DrawProcess.do

    def held_do(self, job):
        go.wait(10)
        return do(self, job)

    monkeypatch.setattr(DrawProcess, "do", held_do)
    yield go
    go.set()


def test_sizes_and_pixels_arrive_on_the_thread_of_the_window(qtbot, worker, ear, seeds):
    path = seeds / "seed-003-web.pdf"
    worker.sizes(path)
    ticket = worker.request(path, 1, 0.5)
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard == [("opened", str(path), 4), ("drawn", ticket)]
    image = ear.images[ticket]
    assert (image.width(), image.height()) == (298, 421)
    assert image.pixelColor(0, 0) == QColor("white")
    assert ear.threads == {threading.main_thread()}


def test_pixels_are_kept_when_the_next_page_is_drawn(qtbot, worker, ear, seeds):
    path = seeds / "seed-003-web.pdf"
    first = worker.request(path, 1, 1.0)
    qtbot.waitUntil(lambda: first in ear.images)
    before = ear.images[first].copy()
    second = worker.request(path, 2, 1.0)
    qtbot.waitUntil(lambda: second in ear.images)
    assert ear.images[first] == before
    assert ear.images[first] != ear.images[second]


def test_the_latest_request_is_drawn_first_and_what_is_ahead_last(qtbot, held, worker, ear, seeds):
    path = seeds / "seed-003-web.pdf"
    worker.sizes(path)
    qtbot.waitUntil(lambda: not worker._openings)  # under way, and held
    ahead = worker.request(path, 4, 0.2, ahead=True)
    first = worker.request(path, 1, 0.2)
    stale = worker.request(path, 2, 0.2)
    latest = worker.request(path, 3, 0.2)
    worker.cancel(stale)
    worker.cancel(12345)  # unknown: nothing
    held.set()
    qtbot.waitUntil(lambda: len(ear.heard) == 4)
    assert ear.heard[1:] == [("drawn", latest), ("drawn", first), ("drawn", ahead)]


def test_what_cannot_be_opened_or_drawn_is_said(qtbot, worker, ear, seeds, tmp_path):
    gone = tmp_path / "没有 📄.pdf"
    worker.sizes(gone)
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    kind, path, message = ear.heard[0]
    assert (kind, path) == ("not opened", str(gone))
    assert gone.name in message
    ticket = worker.request(seeds / "seed-003-web.pdf", 99, 1.0)
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard[1] == ("failed", ticket, "Page 99 cannot be shown.")


def test_a_process_that_dies_is_replaced_and_its_page_not_tried_for_ever(
    qtbot, worker, ear, seeds, monkeypatch
):
    path = seeds / "seed-003-web.pdf"
    tried = []
    do = DrawProcess.do

    def dying_at_page_2(self, job):
        if isinstance(job, DrawJob) and job.page == 2:
            tried.append(self.pid)
            self.kill()
        return do(self, job)

    monkeypatch.setattr(DrawProcess, "do", dying_at_page_2)
    for _ in range(MAX_LOSSES + 3):
        hostile = worker.request(path, 2, 1.0)
        qtbot.waitUntil(lambda ticket=hostile: bool(ear.heard) and ear.heard[-1][1] == ticket)
        assert ear.heard[-1][0] == "failed"
    assert len(tried) == len(set(tried)) == MAX_LOSSES
    good = worker.request(path, 1, 1.0)
    qtbot.waitUntil(lambda: good in ear.images)


def test_closing_is_prompt_whatever_is_under_way(qtbot, qapp, tmp_path, seeds):
    for wait in (0.0, 0.05, 0.3, 0.6):
        worker = DrawWorker()
        for page in range(1, 5):
            worker.request(seeds / "seed-003-web.pdf", page, 3.0)
        time.sleep(wait)
        start = time.monotonic()
        worker.close()
        assert time.monotonic() - start < 2


def test_the_largest_drawing_comes_through(qtbot, worker, ear, seeds):
    ticket = worker.request(seeds / "seed-003-web.pdf", 1, 50.0)
    qtbot.waitUntil(lambda: ticket in ear.images)
    image = ear.images[ticket]
    assert 0.9 * MAX_PIXELS < image.width() * image.height() <= MAX_PIXELS
