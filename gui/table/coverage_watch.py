"""Keeps count of what rules protect in the open report, behind the edits."""

from PySide6.QtCore import QObject, QTimer, Signal

from core.checking.coverage import Coverage, coverage
from gui.session import Session

REST = 300  # ms without a change, after which it is counted anew


class CoverageWatch(QObject):
    """Counts when a report was opened, and again when it has been left alone for a moment.

    Signals:
        counted: a Coverage, or None where no report is open.
    """

    counted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coverage: Coverage | None = None
        self._session: Session | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.count)

    def set_session(self, session: Session | None) -> None:
        """Keep count of another report, or of none."""
        if self._session is not None:
            self._session.changed.disconnect(self._timer.start)
        self._session = session
        self._timer.stop()
        self.coverage = None
        self.counted.emit(None)
        if session is not None:
            session.changed.connect(self._timer.start)
            self._timer.start()

    def count(self) -> None:
        """Count now; takes some 3 ms."""
        session = self._session
        self._timer.stop()
        if session is not None:
            found = coverage(session.forms, session.report, session.prior, session.enabled)
            self.coverage = found
            self.counted.emit(found)
