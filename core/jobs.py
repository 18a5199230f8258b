"""Reading many documents in worker processes, so that no document can take the program with it.

MuPDF does not support threads, and a hostile file may crash it, hang it or eat the memory: each
document is read in a process of its own choosing among a few. A worker that dies or takes too long
fails the one document it was reading and is replaced. What it saw in finished pages of a scan is
kept: the next reading of that document goes on from there (``core.scans.kept``).

``ReadPool`` never blocks unless asked to, so it can be driven from a loop, a thread or a timer::

    pool = ReadPool(workers=2)
    pool.submit(path, other)              # as often as wanted, at any time
    for told in pool.poll(timeout=0):     # now and then, until not pool.unfinished
        ...                               # ReadResult: document, or error with its two sentences;
                                          # ReadProgress: a page was read, perhaps a report
    pool.cancel()                         # forget what waits, stop what runs; can be used again
    pool.close()                          # or use it as a context manager

A pool is used by one thread only. ``read_all`` is the loop over it.
"""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from core.bounds import (
    BYTES_A_WORKER,
    MAX_SECONDS,
    MAX_WORKERS,
    SECONDS_A_DOCUMENT,
    SECONDS_A_MEGABYTE,
)
from core.cache import cache_folder
from core.errors import GoujiError, unreadable
from core.form_files import load_forms
from core.forms import Forms
from core.machine import cores, give_way, memory
from core.progress import Progress, Steps
from core.report import Document
from core.scans.engines import Engines
from core.text import Text

ReadFunction = Callable[[Path, Forms, Engines], Steps]
"""What a worker does; a function of a module, since it travels to the worker by its name."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one document: exactly one of ``document`` and ``error`` is there.

    The document holds the reports that no ``ReadProgress`` has brought before.
    """

    path: Path
    document: Document | None = None
    error: GoujiError | None = None


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """How far one document has come; ``progress.part`` may hold reports to be shown already."""

    path: Path
    progress: Progress


Told = ReadResult | ReadProgress
Asked = tuple[Path, int]
"""A document to be read, and how many threads may compute for it."""


def read_steps(path: Path, forms: Forms, engines: Engines) -> Steps:
    """Read a document as core.read does.

    What reads is imported in the worker only: the window's process is to start fast.
    """
    from core.read import read_steps as read

    return read(path, forms, engines)


def read_ranges(
    path: Path, forms: Forms, engines: Engines, ranges: tuple[tuple[int, int], ...]
) -> Steps:
    """Read some ranges of pages as core.read does; a ReadFunction once the ranges are given."""
    from core.read import read_ranges as read

    return read(path, forms, engines, ranges)


def reading_cores() -> int:
    """Return how many cores reading may use: one of more than two is left for the window."""
    have = cores()
    return have - 1 if have > 2 else have


def default_workers() -> int:
    """Return how many workers suit the cores and the memory of this machine."""
    room = (memory() or MAX_WORKERS * BYTES_A_WORKER) // BYTES_A_WORKER
    return max(1, min(reading_cores(), MAX_WORKERS, room))


def seconds_for(path: Path) -> float:
    """Return how long reading a file may take."""
    try:
        size = path.stat().st_size
    except OSError:  # reading it will say what is wrong with it
        size = 0
    return min(SECONDS_A_DOCUMENT + SECONDS_A_MEGABYTE * size / 1e6, MAX_SECONDS)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: "Connection[Asked, Told]"
    path: Path | None = None  # what it is reading
    deadline: float = 0.0

    def stop(self) -> None:
        self.process.kill()
        self.connection.close()
        self.process.join()
        self.process.close()


class ReadPool:
    """A few worker processes that read documents one by one."""

    def __init__(
        self,
        workers: int | None = None,
        read: ReadFunction = read_steps,
        seconds: Callable[[Path], float] = seconds_for,
    ) -> None:
        self._size = workers or default_workers()
        self._read = read
        self._seconds = seconds
        self._waiting: deque[Path] = deque()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def unfinished(self) -> int:
        """How many documents wait or are being read."""
        return len(self._waiting) + len(self._busy())

    @property
    def reading(self) -> list[Path]:
        """The documents that are being read just now."""
        return [worker.path for worker in self._workers if worker.path is not None]

    def submit(self, *paths: Path) -> None:
        """Have documents read, after those that wait already."""
        self._waiting += paths
        self._assign()

    def poll(self, timeout: float | None = 0) -> list[Told]:
        """Return what workers have told since the last time, in the order it came.

        Args:
            timeout: seconds to wait for something; None: until there is something. Nothing is
                waited for where nothing is unfinished.
        """
        results: list[Told] = []
        end = None if timeout is None else time.monotonic() + timeout
        while not results and self.unfinished:
            now = time.monotonic()
            limits = [worker.deadline for worker in self._busy()]
            until = min(limits if end is None else [*limits, end])
            ready = wait([w.connection for w in self._busy()], max(0.0, until - now))
            results = [self._receive(w) for w in self._busy() if w.connection in ready]
            results += self._stop_late()
            self._assign()
            if end is not None and time.monotonic() >= end:
                break
        return results

    def cancel(self) -> None:
        """Forget the documents that wait and stop reading the others; they have no result."""
        self._waiting.clear()
        for worker in self._busy():
            self._remove(worker)

    def close(self) -> None:
        """Stop every worker."""
        self._waiting.clear()
        for worker in list(self._workers):
            self._remove(worker)

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.path is not None]

    def _assign(self) -> None:
        """Give what waits to workers that have nothing to do; start some where there are few.

        Where documents are fewer than workers, each may use more of the cores.
        """
        idle = [worker for worker in self._workers if worker.path is None]
        threads = max(1, reading_cores() // max(1, min(self.unfinished, self._size)))
        while self._waiting and (idle or len(self._workers) < self._size):
            worker = idle.pop() if idle else self._start()
            path = self._waiting[0]
            try:
                worker.connection.send((path, threads))
            except OSError:  # it died while it had nothing to do: another takes the document
                self._remove(worker)
                continue
            self._waiting.popleft()
            worker.path = path
            worker.deadline = time.monotonic() + self._seconds(path)

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work,
            args=(theirs, self._read),
            name="gouji-read",
            daemon=True,
        )
        with _interrupts_ignored():
            process.start()
        theirs.close()  # so that the end of the worker is the end of the connection
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _receive(self, worker: _Worker) -> Told:
        path = worker.path
        assert path is not None  # only busy workers are waited for
        try:
            told = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            self._remove(worker)
            return ReadResult(path, error=_died(path, code))
        if isinstance(told, ReadProgress):  # not stuck: each page has its time
            worker.deadline = time.monotonic() + self._seconds(path)
        else:
            worker.path = None
        return told

    def _stop_late(self) -> list[ReadResult]:
        now = time.monotonic()
        late = [worker for worker in self._busy() if worker.deadline <= now]
        for worker in late:
            self._remove(worker)
        return [ReadResult(w.path, error=_late(w.path)) for w in late if w.path is not None]

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.stop()


def read_all(
    paths: Iterable[Path], workers: int | None = None, read: ReadFunction = read_steps
) -> Generator[Told, None, None]:
    """Read documents and yield what came of each, as they finish.

    Leaving the loop early and closing the generator stops the workers.
    """
    paths = list(paths)
    with ReadPool(min(workers or default_workers(), len(paths) or 1), read) as pool:
        pool.submit(*paths)
        while pool.unfinished:
            yield from pool.poll(None)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process that is started here not answer to Ctrl+C: its parent does, and stops it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(connection: "Connection[Told, Asked]", read: ReadFunction) -> None:
    """Read what is asked for until there is nobody left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    # NumPy's small sums gain nothing by threads, and spin where all cores are busy
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    forms, engines = load_forms(), Engines(keep=_keep())
    while True:
        try:
            path, threads = connection.recv()
            engines.use(threads)
            for told in _read_one(read(path, forms, engines), path):
                connection.send(told)
        except (EOFError, OSError):
            return


def _keep() -> Path | None:
    """Return where what was seen in scans is kept until they are read through."""
    try:
        return cache_folder("pages")
    except RuntimeError:  # a user without a home: then nothing is kept
        return None


def _end_with_parent() -> None:
    """Stop this worker, whatever it is doing, when the program that wanted it is gone."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_one(steps: Steps, path: Path) -> Iterator[Told]:
    """Read one document; tell every step, and in the end what came of it."""
    told: Told
    while True:
        try:
            told = ReadProgress(path, next(steps))
        except StopIteration as end:
            told = ReadResult(path, end.value)
        except GoujiError as error:
            told = ReadResult(path, error=error)
        except OSError as error:
            told = ReadResult(path, error=unreadable(path, error))
        except MemoryError:
            told = ReadResult(path, error=_too_big(path))
        except Exception as error:  # noqa: BLE001 - whatever a file does, the others are read
            told = ReadResult(path, error=_failed(path, error))
        yield told
        if isinstance(told, ReadResult):
            return


def _failed(path: Path, error: Exception) -> GoujiError:
    what = f"{type(error).__name__}: {error}"
    return GoujiError(
        Text(f"读取失败（{what}）。", f"Reading {path.name} failed ({what})."),
        Text(
            "文件可能已损坏；若能正常打开，请把它报告给我们。",
            "The file may be damaged; if other programs open it, please report it.",
        ),
    )


def _died(path: Path, code: int | None) -> GoujiError:
    return GoujiError(
        Text(
            f"读取该文件的进程意外退出（代码 {code}）。",
            f"The process that read {path.name} ended unexpectedly (code {code}).",
        ),
        Text(
            "文件可能已损坏或内存不足；请用其他程序另存后重试。",
            "The file may be damaged, or memory ran out; save it anew with another program.",
        ),
    )


def _late(path: Path) -> GoujiError:
    return GoujiError(
        Text("读取超时，已停止。", f"Reading {path.name} took too long and was stopped."),
        Text(
            "扫描件再次添加会接着读；其他文件请拆分或另存后重试。",
            "A scan goes on from there when added again; split another file, or save it anew.",
        ),
    )


def _too_big(path: Path) -> GoujiError:
    return GoujiError(
        Text("内存不足，无法读取。", f"There is not enough memory to read {path.name}."),
        Text("请关闭其他程序或拆分文件。", "Close other programs, or split the file."),
    )
