"""Checking many reports of a project again, in worker processes where there are many.

The workers only read the file; what they find is stored here. Whoever does something to the
project meanwhile is not overtaken: what was found before that is found again.
"""

import os
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from core.bounds import MAX_WORKERS
from core.errors import GoujiError
from core.form_files import load_forms
from core.forms import Forms
from core.report import Finding
from core.store.checker import Ground
from core.store.project import Project
from core.store.project_reader import ProjectReader
from core.store.review import Rechecked

Found = dict[int, list[Finding]]

_BATCH = 10  # reports; storing what was found in them waits for the disk
_WORTHWHILE = 200  # reports; fewer are checked in less time than a worker takes to start
_PATIENCE = 0.005  # seconds to wait for workers before telling how far it has come


def rechecking(
    project: Project, forms: Forms, wanted: Sequence[int], workers: int | None = None
) -> Iterator[Rechecked]:
    """Check reports and store what is found, in slices of some 10 ms; see ``review.rechecking``."""
    if workers is None:
        workers = min(os.cpu_count() or 1, MAX_WORKERS) if len(wanted) >= _WORTHWHILE else 0
    batches = [wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH)]
    done = 0
    for step in _spread(project, forms, batches, workers) if workers > 1 else ():
        done += step
        yield Rechecked(done, len(wanted))
    if workers > 1:
        return
    ground, mark = Ground(project, forms), project.last_event()
    for batch in batches:
        found: Found = {}
        for id_ in batch:
            if project.last_event() != mark:
                ground, mark, found = Ground(project, forms), project.last_event(), {}
            found[id_] = ground.findings(id_)
            done += 1
            yield Rechecked(done, len(wanted))
        if project.last_event() != mark:
            ground, mark, found = Ground(project, forms), project.last_event(), {}
        project.store_findings({id_: found.get(id_) or ground.findings(id_) for id_ in batch})


def _spread(
    project: Project, forms: Forms, batches: list[Sequence[int]], workers: int
) -> Iterator[int]:
    """Have workers check batches; yield how many reports have been stored since the last time."""
    left = list(reversed(batches))
    team = [_Worker(project.path) for _ in range(min(workers, len(batches)))]
    try:
        while left or any(worker.batch for worker in team):
            for worker in team:
                if left and not worker.batch:
                    worker.give(left.pop())
            busy = {worker.connection: worker for worker in team if worker.batch}
            for ready in wait(list(busy), _PATIENCE) if busy else ():
                worker = next(one for one in team if one.connection is ready)
                batch, (mark, found) = worker.batch, worker.take()
                if mark != project.last_event():
                    ground = Ground(project, forms)
                    found = {id_: ground.findings(id_) for id_ in batch}
                project.store_findings(found)
                yield len(batch)
            yield 0
    finally:
        for worker in team:
            worker.end()


class _Worker:
    """A process that checks one batch after another."""

    def __init__(self, path: Path) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.batch: Sequence[int] = ()
        self._process = context.Process(target=_serve, args=(path, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, batch: Sequence[int]) -> None:
        self.batch = batch
        try:
            self.connection.send(batch)
        except OSError:
            return  # it has died; that is noticed when its answer is taken

    def take(self) -> tuple[int, Found]:
        """Return the last event when the batch was checked, and what was found; -1 for nothing."""
        self.batch = ()
        try:
            answer: tuple[int, Found] = self.connection.recv()
        except (EOFError, OSError):
            return -1, {}
        return answer

    def end(self) -> None:
        self.connection.close()
        self._process.kill()  # it only reads
        self._process.join()
        self._process.close()


def _serve(path: Path, connection: Connection) -> None:
    """Check batches as they come, until the other end is closed."""
    forms = load_forms()
    project: ProjectReader | None = None
    while True:
        try:
            batch = connection.recv()
        except (EOFError, OSError):
            break
        try:
            project = project or ProjectReader.reading(path, forms)
            mark, ground = project.last_event(), Ground(project, forms)
            answer = mark, {id_: ground.findings(id_) for id_ in batch}
        except GoujiError:
            answer = -1, {}  # the file is busy: it is done over there
        connection.send(answer)
    if project:
        project.close()
