"""What the machine says of itself."""

from core import jobs
from core.bounds import BYTES_A_WORKER
from core.machine import memory


def test_a_machine_that_runs_this_has_some_memory():
    assert (memory() or 0) > 500_000_000


def test_little_memory_means_few_workers(monkeypatch):
    monkeypatch.setattr(jobs, "cores", lambda: 5)
    for bytes_, workers in ((BYTES_A_WORKER // 2, 1), (3 * BYTES_A_WORKER, 3), (None, 4)):
        monkeypatch.setattr(jobs, "memory", lambda value=bytes_: value)
        assert jobs.default_workers() == workers
