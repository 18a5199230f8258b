"""Reading in workers: whatever one document does, the others are read."""

import time

import pytest

from core import jobs
from core.jobs import ReadPool, ReadProgress, read_all, seconds_for
from core.progress import joined
from tests.core import stub_readers


def told_of(*given):
    """Return all that reading tells; which of its kinds it is, the tests know."""
    return list(read_all(*given))


def polled(pool, timeout=0):
    """Return what a pool tells; which of its kinds it is, the tests know."""
    return pool.poll(timeout)


@pytest.fixture
def files(tmp_path):
    def make(*contents):
        paths = []
        for at, content in enumerate(contents):
            path = tmp_path / f"文件 {at} 📄.pdf"
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        return paths

    return make


def test_every_document_has_one_result_whatever_happens_to_its_worker(files):
    paths = files("1", "die", "2", "raise", "memory", "3", "refuse", "die", "4")
    results = {
        r.path: r for r in told_of([*paths, paths[0].with_name("none.pdf")], 2, stub_readers.read)
    }
    assert len(results) == 10
    said = {path: r.error.message.en for path, r in results.items() if r.error}
    read = [r.document.name for r in results.values() if r.document]
    assert sorted(read) == sorted(paths[at].name for at in (0, 2, 5, 8))
    assert "ended unexpectedly" in said[paths[1]]
    assert "ZeroDivisionError" in said[paths[3]]
    assert "memory" in said[paths[4]]
    assert said[paths[6]] == "It is broken."
    assert "no such file" in said[paths[0].with_name("none.pdf")]


def test_a_document_that_hangs_is_stopped_and_the_rest_is_read(files):
    with ReadPool(1, stub_readers.read, seconds=lambda _path: 2.0) as pool:
        for path in files("hang", "5"):
            pool.submit(path)
        first = polled(pool, None)[0]
        assert first.error is not None
        assert "too long" in first.error.message.en
        second = polled(pool, None)[0]
        assert second.document is not None
        assert pool.unfinished == 0
        assert polled(pool, None) == []


def test_polling_does_not_block_and_cancelling_is_quick_and_leaves_the_pool_usable(files):
    hang, also, good = files("hang", "hang", "6")
    with ReadPool(1, stub_readers.read) as pool:
        pool.submit(hang)
        pool.submit(also)
        start = time.monotonic()
        assert polled(pool) == []
        assert polled(pool, 0.05) == []
        assert pool.reading == [hang]
        pool.cancel()
        assert time.monotonic() - start < 5
        assert pool.unfinished == 0
        pool.submit(good)
        (result,) = polled(pool, None)
        assert result.document is not None


def test_a_worker_that_died_idle_is_replaced(files):
    one, two = files("1", "2")
    with ReadPool(1, stub_readers.read) as pool:
        pool.submit(one)
        assert polled(pool, None)[0].document
        (worker,) = pool._workers
        worker.process.kill()
        worker.process.join()
        pool.submit(two)
        results = polled(pool, None)
        assert [r.path for r in results] == [two]


def test_the_time_a_document_may_take_grows_with_its_size_up_to_a_bound(tmp_path):
    small, large = tmp_path / "a", tmp_path / "b"
    small.write_bytes(b"")
    large.write_bytes(b"0" * 10_000_000)
    assert 0 < seconds_for(small) < seconds_for(large) < 3600
    assert seconds_for(tmp_path / "none") == seconds_for(small)


def test_reports_of_a_long_document_come_before_its_last_page_is_read(files):
    (volume,) = files("10 20 30")
    *steps, result = told_of([volume], 1, stub_readers.read)
    assert all(isinstance(step, ReadProgress) for step in steps)
    assert [(step.progress.page, step.progress.pages) for step in steps] == [(1, 3), (2, 3)]
    parts = [step.progress.part for step in steps]
    assert [(part.first, part.reports[0].year) for part in parts] == [(0, 2023), (1, 2024)]
    assert (result.document.first, len(result.document.reports)) == (2, 1)
    whole = joined(parts, result.document)
    assert whole.first == 0
    assert [report.cells["requests.new.total"].text for report in whole.reports] == [
        "10",
        "20",
        "30",
    ]


def test_a_document_that_goes_on_telling_is_not_stopped(files):
    with ReadPool(1, stub_readers.slow, seconds=lambda _path: 4.0) as pool:
        for path in files("1 2 3 4"):
            pool.submit(path)
        told = []
        while pool.unfinished:
            told += polled(pool, None)
    assert told[-1].document is not None  # after 6 s: more than it may take between two


@pytest.mark.parametrize(("documents", "threads"), [(1, "6"), (2, "3"), (9, "1")])
def test_documents_share_the_cores(files, monkeypatch, documents, threads):
    monkeypatch.setattr(jobs, "cores", lambda: 7)  # one of them is the window's
    with ReadPool(min(documents, 6), stub_readers.told_threads) as pool:
        pool.submit(*files(*"123456789"[:documents]))
        told = []
        while pool.unfinished:
            told += polled(pool, None)
    used = [result.document.reports[0].cells["requests.new.total"].text for result in told]
    assert used[0] == threads
    assert len(used) == documents


def test_a_core_is_left_for_the_window(monkeypatch):
    for have, used in ((1, 1), (2, 2), (3, 2), (8, 7)):
        monkeypatch.setattr(jobs, "cores", lambda have=have: have)
        assert jobs.reading_cores() == used
