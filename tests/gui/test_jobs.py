"""Reading behind signals, with real worker processes and a stub in place of the reader."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from gui.jobs import ReadJobs
from tests.core import stub_readers


class Ear(QObject):
    """Keeps what the jobs signal, in order."""

    def __init__(self, jobs):
        super().__init__()
        self.read, self.failures, self.steps = [], {}, []
        self.finished = 0
        self.threads = set()
        jobs.documentRead.connect(self.document_read)
        jobs.failed.connect(self.failed)
        jobs.progress.connect(self.progress)
        jobs.finished.connect(self.finish)

    def document_read(self, document):
        self.threads.add(threading.current_thread())
        self.read.append(document.name)

    def failed(self, path, message, hint):
        self.failures[Path(path).name] = message.en, hint.en

    def progress(self, done, total, name):
        self.steps.append((done, total, name))

    def finish(self):
        self.finished += 1


@pytest.fixture
def jobs(qapp):
    jobs = ReadJobs(workers=2, read=stub_readers.read)
    yield jobs
    jobs.close()


@pytest.fixture
def ear(jobs):
    return Ear(jobs)


@pytest.fixture
def file(tmp_path):
    def make(name, what="1"):
        path = tmp_path / name
        path.write_text(what, encoding="utf-8")
        return path

    return make


def test_documents_are_read_and_failures_named(qtbot, jobs, ear, file):
    jobs.read([file("报告 📄.pdf"), file("bad.pdf", "refuse"), str(file("dead.pdf", "die"))])
    assert jobs.running
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert ear.read == ["报告 📄.pdf"]
    assert ear.failures["bad.pdf"] == ("It is broken.", "Take another.")
    assert set(ear.failures) == {"bad.pdf", "dead.pdf"}
    assert [step[:2] for step in ear.steps] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert ear.steps[0][2] in ("报告 📄.pdf", "bad.pdf")
    assert ear.threads == {threading.main_thread()}
    assert not jobs.running


def test_more_can_be_added_while_reading_and_after(qtbot, jobs, ear, file):
    jobs.read([file("1.pdf"), file("2.pdf")])
    jobs.read([file("3.pdf")])
    jobs.read([])
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert sorted(ear.read) == ["1.pdf", "2.pdf", "3.pdf"]
    assert ear.steps[-1][:2] == (3, 3)
    jobs.read([file("4.pdf")])
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert ear.read[-1] == "4.pdf"
    assert ear.steps[-1][:2] == (1, 1)


def test_cancelling_is_prompt_and_keeps_what_was_read(qtbot, jobs, ear, file):
    jobs.read([file("quick.pdf"), *(file(f"{n}.pdf", "hang") for n in range(5))])
    qtbot.waitUntil(lambda: ear.read == ["quick.pdf"], timeout=20_000)
    start = time.monotonic()
    with qtbot.waitSignal(jobs.finished, timeout=5_000):
        jobs.cancel()
    assert time.monotonic() - start < 2
    assert ear.read == ["quick.pdf"]
    assert not ear.failures
    jobs.read([file("again.pdf")])
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert ear.read == ["quick.pdf", "again.pdf"]
    assert ear.steps[-1][:2] == (1, 1)


def test_cancelling_nothing_is_nothing(qtbot, jobs, ear, file):
    jobs.cancel()
    jobs.read([file("1.pdf")])
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert ear.read == ["1.pdf"]
    assert ear.finished == 1


def test_closing_while_reading_leaves_nothing(qtbot, jobs, ear, file):
    jobs.read([file("1.pdf", "hang"), file("2.pdf", "hang")])
    qtbot.waitUntil(lambda: bool(ear.steps))
    start = time.monotonic()
    jobs.close()
    assert time.monotonic() - start < 3
    assert not jobs.running
    assert ear.finished == 0  # and nothing_left_over looks for threads and processes


def test_a_long_document_arrives_in_parts_with_its_pages_told(qtbot, jobs, ear, file):
    pages = []
    jobs.pageRead.connect(lambda name, page, of: pages.append((name, page, of)))
    jobs.read([file("volume.pdf", "10 20 30")])
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        pass
    assert ear.read == ["volume.pdf"] * 3
    assert pages == [("volume.pdf", 1, 3), ("volume.pdf", 2, 3)]
    assert [step[:2] for step in ear.steps] == [(0, 1), (1, 1)]
