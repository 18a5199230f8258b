"""The quiet line at the bottom: where the project is, how far work has come, what is open."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from gui.documents.queue_row import QueueRow
from gui.pages_left import PagesLeft

BAR_WIDTH = 140  # pixels
LONG = 20  # pages of a document whose pages are counted while it is read
NAME_WIDTH = 200  # pixels, of the document that is being read


class Status(QStatusBar):
    """Shows the state of the project; offers to stop what runs in the background."""

    readingStopped = Signal()
    exportStopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._project = ElidedLabel()
        self._project.setObjectName("projectPath")
        self._reading = WorkShown("reading")
        self._reading.stopped.connect(self.readingStopped)
        self._export = WorkShown("export")
        self._export.stopped.connect(self.exportStopped)
        self._counts = QLabel()
        self._counts.setObjectName("projectCounts")
        self._counts.setContentsMargins(12, 0, 10, 0)
        self.addWidget(self._project, 1)
        for widget in (self._reading, self._export, self._counts):
            self.addPermanentWidget(widget)
            widget.hide()
        self._name = self._page = ""
        self._left = PagesLeft()
        self._rows: list[QueueRow] = []
        self.retranslate()

    def show_project(self, path: str) -> None:
        """Show where the project is."""
        self._project.set_text(path)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show how far the reading is, and the document that is being read."""
        self._name, self._page = name, ""
        self._reading.show_progress(done, total)
        self._say_progress()

    def show_page(self, name: str, page: int, pages: int, recalled: bool = False) -> None:
        """Show how far a long or slow document has been read, if it is the one that is named.

        Args:
            name: of the document.
            page: that was read.
            pages: how many it has.
            recalled: the page was known from a reading that was stopped.
        """
        if name != self._name:
            return
        left = self._left.seconds(name, page, pages, recalled=recalled)
        if pages >= LONG or recalled or left is not None:
            self._page = f" · {page}/{pages}"
            if recalled:
                self._page += " · " + self.tr("going on from before")
            elif left is not None:
                self._page += " · " + self._spelt(left)
            self._say_progress()

    def _spelt(self, left: float) -> str:
        """Say how long it still takes, in round figures."""
        if left < 60:
            return self.tr("about %n s left", "", 5 * math.ceil(left / 5))
        return self.tr("about %n min left", "", round(left / 60))

    def end_progress(self) -> None:
        """Take the progress of the reading away."""
        self._reading.hide()

    def show_export(self, done: int, total: int) -> None:
        """Show how far the export is."""
        self._export.show_progress(done, total)
        self._say_progress()

    def end_export(self) -> None:
        """Take the progress of the export away."""
        self._export.hide()

    def show_counts(self, rows: list[QueueRow]) -> None:
        """Show what is open in the whole project."""
        self._rows = rows
        counts = [
            (self.tr("Must fix: {0}"), sum(row.errors for row in rows)),
            (self.tr("To explain: {0}"), sum(row.warnings for row in rows)),
            (self.tr("Unsure: {0}"), sum(row.unsure for row in rows)),
        ]
        self._counts.setText("   ".join(text.format(number) for text, number in counts))
        self._counts.setVisible(any(row.report is not None for row in rows))

    def _say_progress(self) -> None:
        elide = Qt.TextElideMode.ElideMiddle
        room = min(NAME_WIDTH, self.width() // 10)
        name = QFontMetrics(self.font()).elidedText(self._name, elide, room)
        self._reading.say(self.tr("Reading {0} of {1}  {2}"), name + self._page)
        self._export.say(self.tr("Exporting {0} of {1}"))

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        stop = self.tr("Stop")
        self._reading.name(
            self.tr("Reading"),
            stop,
            self.tr("Stop reading; what was read stays, and adding it again goes on from there"),
        )
        self._export.name(
            self.tr("Export"), stop, self.tr("Stop the export; no file is left of it")
        )
        self._say_progress()
        self.show_counts(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write names at the length that there is room for."""
        super().resizeEvent(event)
        self._say_progress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class WorkShown(QWidget):
    """How far some work has come, and a button to stop it; hidden while there is none.

    Args:
        name: what the object names of its parts begin with.
    """

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._label = QLabel()
        self._label.setObjectName(f"{name}Label")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}Progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(BAR_WIDTH, 8)
        self._stop = QToolButton()
        self._stop.setObjectName(f"cancel{name.title()}")
        self._stop.setAutoRaise(True)
        self._stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        for widget in (self._label, self._bar, self._stop):
            row.addWidget(widget)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is done, of how much."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    def say(self, text: str, *names: str) -> None:
        """Say it in words: a text with places for what is done, of how much, and names."""
        self._label.setText(text.format(self._bar.value(), self._bar.maximum(), *names))

    def name(self, work: str, stop: str, hint: str) -> None:
        """Name the bar and its button."""
        self._bar.setAccessibleName(work)
        self._stop.setText(stop)
        self._stop.setToolTip(hint)
        self._stop.setAccessibleName(hint)


class ElidedLabel(QLabel):
    """A label that takes the room it gets, and shows the end of a text that does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setContentsMargins(6, 0, 6, 0)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        elide = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, elide, room))
