"""Reading of documents behind Qt signals; drawing of pages is in gui.pages.draw_worker."""

import threading
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from core.digest import digest
from core.jobs import ReadFunction, ReadPool, ReadProgress, ReadResult, read_steps
from gui.pages.draw_worker import DrawWorker

__all__ = ["DrawWorker", "ReadJobs"]

TICK = 0.05
"""Seconds after which added documents and a cancellation are noticed at the latest."""


class ReadJobs(QObject):
    """Reads documents in worker processes, which are there only while there is something to read.

    All signals arrive on the thread of this object, ``finished`` last, also after ``cancel``.

    Args:
        parent: the Qt parent. Call ``close`` before this object goes.
        workers: how many processes; None for what suits the machine.
        read: what a worker does with a document.
    """

    progress = Signal(int, int, str)  # documents done, of how many, name of one being read
    pageRead = Signal(str, int, int, bool)  # name, page, of how many, known from a reading before
    documentRead = Signal(object)  # Document: of a long one, part after part
    failed = Signal(str, object, object)  # path, message: Text, hint: Text
    passedOver = Signal(object)  # list of Path: they are known
    finished = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        workers: int | None = None,
        read: ReadFunction = read_steps,
    ) -> None:
        super().__init__(parent)
        self._workers = workers
        self._read = read
        self._lock = threading.Lock()  # guards all below
        self._waiting: list[Path] = []
        self._known: dict[Path, frozenset[str]] = {}  # hashes that a file is not read for
        self._done = 0
        self._total = 0
        self._cancelled = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """True while documents are being read."""
        with self._lock:
            return self._thread is not None

    def read(self, paths: Iterable[str | Path], known: Iterable[str] = ()) -> None:
        """Have documents read, after those that wait already; but none of the ``known`` hashes."""
        hashes = frozenset(known)
        with self._lock:
            added = [Path(path) for path in paths]
            self._known |= dict.fromkeys(added, hashes)
            self._waiting += added
            self._total += len(added)
            if self._thread is None and added:
                self._thread = threading.Thread(target=self._run, name="gouji-read", daemon=True)
                self._thread.start()

    def cancel(self) -> None:
        """Stop reading; documents that were read already stay read. Returns at once."""
        with self._lock:
            self._waiting.clear()
            self._cancelled = self._thread is not None

    def close(self) -> None:
        """Stop reading and wait until nothing runs any more, a few hundredths of a second."""
        self.cancel()
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            thread.join()

    # What follows runs in the thread.

    def _run(self) -> None:
        with ReadPool(self._workers, self._read) as pool:
            while True:
                self._hand_over(pool)
                for told in pool.poll(TICK):
                    if isinstance(told, ReadProgress):
                        self._tell_page(told)
                    else:
                        self._tell_result(told, pool)
                if not pool.unfinished and self._end(pool):
                    return

    def _hand_over(self, pool: ReadPool) -> None:
        """Give the pool what was added; clear it where that was asked for."""
        with self._lock:
            added, self._waiting = self._waiting, []
            cancelled, self._cancelled = self._cancelled, False
            if cancelled:
                self._done, self._total = 0, len(added)
        if cancelled:
            pool.cancel()
        if added:
            new = [path for path in added if not self._is_known(path)]
            if passed := [path for path in added if path not in new]:
                with self._lock:
                    self._done += len(passed)
                self._tell(self.passedOver, passed)
            pool.submit(*new)
            self._tell_progress(pool)

    def _is_known(self, path: Path) -> bool:
        """Tell whether a file need not be read: it was before, and it is the same."""
        with self._lock:
            known = self._known.pop(path, frozenset())
        try:
            return bool(known) and digest(path) in known
        except OSError:
            return False  # reading it says what is wrong

    def _end(self, pool: ReadPool) -> bool:
        """End the workers and say so, unless more was added meanwhile."""
        pool.close()
        with self._lock:
            if self._waiting:
                return False
            self._done = self._total = 0
            self._thread = None
            self._tell(self.finished)
            return True

    def _tell_result(self, result: ReadResult, pool: ReadPool) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._done += 1
        if result.document is not None:
            self._tell(self.documentRead, result.document)
        if result.error is not None:
            self._tell(self.failed, str(result.path), result.error.message, result.error.hint)
        self._tell_progress(pool)

    def _tell_page(self, told: ReadProgress) -> None:
        with self._lock:
            if self._cancelled:
                return
        if told.progress.part is not None:
            self._tell(self.documentRead, told.progress.part)
        page = told.progress
        self._tell(self.pageRead, told.path.name, page.page, page.pages, page.recalled)

    def _tell_progress(self, pool: ReadPool) -> None:
        name = pool.reading[0].name if pool.reading else ""
        with self._lock:
            done, total = self._done, self._total
        self._tell(self.progress, done, total, name)

    def _tell(self, signal: SignalInstance, *values: object) -> None:
        if not self._closed:
            signal.emit(*values)
