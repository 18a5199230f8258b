"""Counts what the person at the desk does. It only watches; nothing depends on it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject

from core.report import ReportState
from core.store.history import Step
from gui.session import Session
from gui.settings import TALLY, Settings
from gui.tally.tally_log import Day, TallyLog

TAKEN = ("suggestion", "candidate")
"""Why a step was made in which a suggestion was taken."""

IDLE = 120.0  # seconds without a key after which nobody is at the desk
Clock = Callable[[], float]


class Tally(QObject):
    """Counts keys, corrections, suggestions and reports, if the settings allow it.

    Args:
        path: where the counts are kept.
        settings: whether to count.
        clock: seconds that only grow.
        today: the date.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings,
        clock: Clock = monotonic,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.log = TallyLog(path)
        self.today = today
        self._settings = settings
        self._clock = clock
        self._session: Session | None = None
        self._spent: dict[int, float] = {}  # seconds at the desk, by report
        self._seen = clock()  # when a key was pressed last
        self._reviewed = False

    @property
    def day(self) -> Day:
        """The counts of today."""
        return self.log.day(self.today())

    def follow(self, session: Session | None) -> None:
        """Turn to another report; None for none."""
        self._spend()
        if self._session is not None:
            self._session.stepped.disconnect(self._count_step)
            self._session.stateChanged.disconnect(self._count_state)
        self._session = session
        if session is not None:
            self._reviewed = session.state is ReportState.REVIEWED
            session.stepped.connect(self._count_step)
            session.stateChanged.connect(self._count_state)

    def close(self) -> None:
        """Keep what was counted."""
        self.follow(None)
        if self._settings.get(TALLY):
            self.log.keep(self.today())

    def count_key(self) -> None:
        """Count a key that was pressed at the tables."""
        self._spend()
        if self._settings.get(TALLY) and self._session:
            self.day.keys += 1

    def _spend(self) -> None:
        """Add the time since the last key to the report that is open."""
        now = self._clock()
        if self._session is not None:
            spent = self._spent.get(self._session.id, 0.0)
            self._spent[self._session.id] = spent + min(now - self._seen, IDLE)
        self._seen = now

    def _count_step(self, step: Step, forwards: bool) -> None:
        if not self._settings.get(TALLY):
            return
        taken = step.why.partition(":")[0] in TAKEN
        if forwards:
            self.day.corrections += any(change.kind == "text" for change in step.changes)
            self.day.taken += taken
        else:
            self.day.undone += taken

    def _count_state(self) -> None:
        session = self._session
        if session is None:
            return
        was, self._reviewed = self._reviewed, session.state is ReportState.REVIEWED
        if self._reviewed and not was and self._settings.get(TALLY):
            self._spend()
            self.day.seconds.append(round(self._spent.pop(session.id, 0.0), 1))
            self.log.keep(self.today())
