"""What was cleared today, in the last days, and how; as numbers and as small bars."""

from datetime import date

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.colors import TEXT_MUTED
from gui.tally.tally import Tally
from gui.tally.tally_log import Day, together
from gui.window_place import open_at

DAYS = 14  # that have a bar
WEEK = 7
BARS_HEIGHT = 120  # pixels


class TallyDialog(QDialog):
    """Shows the counts; they can be forgotten.

    Args:
        tally: what was counted.
    """

    def __init__(self, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tallyDialog")
        self.setWindowTitle(self.tr("My progress"))
        self._tally = tally
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._bars = DayBars()
        note = QLabel(self.tr("Counted on this machine only. Settings can switch it off."))
        note.setWordWrap(True)
        note.setForegroundRole(note.foregroundRole().PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        forget = QPushButton(self.tr("Forget all"))
        forget.setObjectName("tallyForget")
        forget.setAutoDefault(False)
        buttons.addButton(forget, QDialogButtonBox.ButtonRole.ResetRole)
        forget.clicked.connect(self._forget)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(self._bars)
        column.addWidget(note)
        column.addWidget(buttons)
        self._show()
        open_at(self, self.sizeHint())

    def _forget(self) -> None:
        self._tally.log.forget()
        self._show()

    def _show(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        today = self._tally.today()
        log = self._tally.log
        week = together(day for _, day in log.last(WEEK, today))
        for column, head in enumerate(("", self.tr("Today"), self.tr("Last 7 days"))):
            label = QLabel(f"<b>{head}</b>")
            self._grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignRight)
        for row, (name, *texts) in enumerate(self._rows(log.day(today), week), 1):
            self._grid.addWidget(QLabel(name), row, 0)
            for column, text in enumerate(texts, 1):
                value = QLabel(text)
                value.setAccessibleName(f"{name}: {text}")
                self._grid.addWidget(value, row, column, Qt.AlignmentFlag.AlignRight)
        self._bars.show_days([(when, day.reports) for when, day in log.last(DAYS, today)])

    def _rows(self, today: Day, week: Day) -> list[tuple[str, str, str]]:
        none = "—"

        def seconds(day: Day) -> str:
            value = day.median_seconds
            if value is None:
                return none
            minutes, rest = divmod(round(value), 60)
            if minutes:
                return self.tr("{0} min {1} s").format(minutes, rest)
            return self.tr("{0} s").format(rest)

        def keys(day: Day) -> str:
            value = day.keys_a_correction
            return none if value is None else QLocale().toString(value, "f", 1)

        def undone(day: Day) -> str:
            value = day.undone_share
            return none if value is None else f"{value:.0%}"

        return [
            (self.tr("Reports cleared"), str(today.reports), str(week.reports)),
            (self.tr("Median time a report"), seconds(today), seconds(week)),
            (self.tr("Corrections"), str(today.corrections), str(week.corrections)),
            (self.tr("Keys a correction"), keys(today), keys(week)),
            (self.tr("Suggestions taken"), str(today.taken), str(week.taken)),
            (self.tr("Of these taken back"), undone(today), undone(week)),
        ]


class DayBars(QWidget):
    """A bar for each day, as high as the number of reports cleared on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(DAYS * 26, BARS_HEIGHT // 2)  # on a low screen
        self._days: list[tuple[date, int]] = []

    def sizeHint(self) -> QSize:
        """Ask for room to tell the days apart."""
        return QSize(DAYS * 26, BARS_HEIGHT)

    def show_days(self, days: list[tuple[date, int]]) -> None:
        """Show some days, the oldest first."""
        self._days = days
        said = ", ".join(f"{when:%m-%d}: {count}" for when, count in days if count)
        self.setAccessibleName(self.tr("Reports cleared by day"))
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, the number over each and the day of the month under it."""
        del event
        painter = QPainter(self)
        line = self.fontMetrics().height()
        most = max((count for _, count in self._days), default=0) or 1
        width = self.width() / max(1, len(self._days))
        room = self.height() - 2 * line - 4
        middle = Qt.AlignmentFlag.AlignCenter
        for at, (when, count) in enumerate(self._days):
            height = room * count / most
            bar = QRectF(at * width + 0.2 * width, line + room - height, 0.6 * width, height)
            painter.fillRect(bar, self.palette().color(QPalette.ColorRole.Accent))
            painter.setPen(TEXT_MUTED.on(self.palette()))
            place = QRectF(at * width, self.height() - line, width, line)
            painter.drawText(place, middle, str(when.day))
            if count:
                painter.setPen(self.palette().color(self.foregroundRole()))
                over = QRectF(at * width, bar.top() - line, width, line)
                painter.drawText(over, middle, str(count))
