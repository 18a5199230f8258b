"""Looking for a text in all reports of a project, a few reports at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import GoujiError
from gui.finding_text.matching import Wanted

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader

AT_ONCE = 20  # reports looked through before the window answers again
MOST = 1000  # hits that are listed


@dataclass(frozen=True, slots=True)
class FarHit:
    """A cell of some report in which the text stands."""

    report: int
    agency: str
    year: int | None
    key: str
    text: str


class Everywhere(QObject):
    """Looks through the cells of all reports, in the order of the project.

    Signals:
        found: some more FarHits.
        ended: all was looked through, or as many were found as are listed (True then).
        failed: the project cannot be read; a GoujiError.
    """

    found = Signal(list)
    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: ProjectReader | None = None
        self._wanted = Wanted("")
        self._left: list[tuple[int, str, int | None]] = []
        self._count = 0
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._look_on)

    @property
    def running(self) -> bool:
        """Whether it is still looking."""
        return self._next.isActive()

    def start(self, project: "ProjectReader", wanted: Wanted) -> None:
        """Begin to look for a text, in place of what was being looked for."""
        self.stop()
        self._project, self._wanted, self._count = project, wanted, 0
        try:
            self._left = [(each.id, each.agency, each.year) for each in project.reports()]
        except GoujiError as error:
            self._fail(error)
            return
        self._next.start()

    def stop(self) -> None:
        """Look no further."""
        self._next.stop()
        self._project, self._left = None, []

    def _look_on(self) -> None:
        now, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        try:
            hits = self._hits(now)
        except GoujiError as error:
            self._fail(error)
            return
        more = self._count + len(hits) > MOST
        hits = hits[: MOST - self._count]
        self._count += len(hits)
        if hits:
            self.found.emit(hits)
        if more or not self._left:
            self.stop()
            self.ended.emit(more)

    def _hits(self, reports: Sequence[tuple[int, str, int | None]]) -> list[FarHit]:
        assert self._project is not None
        places = ", ".join("?" * len(reports))
        sql = f"SELECT report, key, text FROM cells WHERE report IN ({places}) AND text <> ''"  # noqa: S608 - question marks only
        rows = self._project.select(sql, [report for report, _, _ in reports])
        texts: dict[int, list[tuple[str, str]]] = {}
        for report, key, text in rows:
            if self._wanted.stands_in(text):
                texts.setdefault(report, []).append((key, text))
        return [
            FarHit(report, agency, year, key, text)
            for report, agency, year in reports
            for key, text in texts.get(report, ())
        ]

    def _fail(self, error: GoujiError) -> None:
        self.stop()
        self.failed.emit(error)
