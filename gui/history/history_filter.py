"""What the history shows: of what, by whom, which kinds, which words, from when to when."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.store.timeline import Filter, Shown
from gui.history.history_words import kind_name

TYPING_MS = 200  # after the last key, words are looked for


class Scope(StrEnum):
    """What the history is of."""

    CELL = "cell"
    REPORT = "report"
    PROJECT = "project"


class Period(StrEnum):
    """How far back it goes."""

    ANY = "any"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    DAYS = "days"  # from one day to another


_DAYS = {Period.TODAY: 0, Period.WEEK: 6, Period.MONTH: 29}


class HistoryFilter(QWidget):
    """The line of fields over the history."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope, self.who = QComboBox(), QComboBox()
        self.kind, self.period = QComboBox(), QComboBox()
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.since, self.until = QDateEdit(), QDateEdit()
        self._dash = QLabel("–")
        names = {
            "historyScope": self.scope, "historyWho": self.who, "historyKind": self.kind,
            "historyWords": self.words, "historyPeriod": self.period,
            "historySince": self.since, "historyUntil": self.until,
        }  # fmt: skip
        for name, widget in names.items():
            widget.setObjectName(name)
        for scope in Scope:
            self.scope.addItem("", scope)
        for kind in Shown:
            self.kind.addItem("", kind)
        for period in Period:
            self.period.addItem("", period)
        self.who.addItem("", None)
        for day in (self.since, self.until):
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy-MM-dd")
            day.setDate(QDate.currentDate())
        self.since.setDate(QDate.currentDate().addDays(-6))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        for box in (self.scope, self.kind, self.who, self.period):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(box)
        for widget in (self.since, self._dash, self.until):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.words.textChanged.connect(self._typing.start)
        for box in (self.scope, self.kind, self.who, self.period):
            box.currentIndexChanged.connect(self._tell)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._tell)
        self._show_days()
        self.retranslate()

    @property
    def of(self) -> Scope:
        """What the history is of."""
        return Scope(self.scope.currentData())

    def wanted(self, report: int | None, key: str) -> Filter | None:
        """Return which events are wanted with a report and a cell at hand; None for none."""
        if self.of is not Scope.PROJECT and report is None:
            return None
        if self.of is Scope.CELL and not key:
            return None
        since, until = self._days()
        return Filter(
            report=None if self.of is Scope.PROJECT else report,
            key=key if self.of is Scope.CELL else "",
            who=self.who.currentData(),
            shown=Shown(self.kind.currentData()),
            words=self.words.text(),
            since=since,
            until=until,
        )

    def show_people(self, names: Sequence[str]) -> None:
        """Offer these names; the one that is chosen stays so while it is among them."""
        if [self.who.itemData(at) for at in range(1, self.who.count())] == list(names):
            return
        chosen = self.who.currentData()
        with QSignalBlocker(self.who):
            while self.who.count() > 1:
                self.who.removeItem(1)
            for name in names:
                self.who.addItem(name or self.tr("(no name)"), name)
            # not findData: it takes "" for nothing
            self.who.setCurrentIndex(list(names).index(chosen) + 1 if chosen in names else 0)

    def _days(self) -> tuple[date | None, date | None]:
        period = Period(self.period.currentData())
        if period is Period.DAYS:
            return _date(self.since.date()), _date(self.until.date())
        if period in _DAYS:
            return _date(QDate.currentDate()) - timedelta(days=_DAYS[period]), None
        return None, None

    def _tell(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        shown = Period(self.period.currentData()) is Period.DAYS
        for widget in (self.since, self._dash, self.until):
            widget.setVisible(shown)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        scopes = {
            Scope.CELL: self.tr("This cell"),
            Scope.REPORT: self.tr("This report"),
            Scope.PROJECT: self.tr("Whole project"),
        }
        periods = {
            Period.ANY: self.tr("Any time"),
            Period.TODAY: self.tr("Today"),
            Period.WEEK: self.tr("Last 7 days"),
            Period.MONTH: self.tr("Last 30 days"),
            Period.DAYS: self.tr("From … to …"),
        }
        for at, scope in enumerate(Scope):
            self.scope.setItemText(at, scopes[scope])
        for at, kind in enumerate(Shown):
            self.kind.setItemText(at, kind_name(kind))
        for at, period in enumerate(Period):
            self.period.setItemText(at, periods[period])
        self.who.setItemText(0, self.tr("Everybody"))
        self.words.setPlaceholderText(self.tr("Search cell, text, agency, reason"))
        names = {
            self.scope: self.tr("History of what"),
            self.kind: self.tr("Which kinds of changes"),
            self.who: self.tr("Whose changes"),
            self.period: self.tr("When"),
            self.since: self.tr("From this day"),
            self.until: self.tr("To this day"),
            self.words: self.words.placeholderText(),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)
            widget.setToolTip(name)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
