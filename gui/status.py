"""The quiet line at the bottom: where the project is, how far the reading, what is open."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QToolButton

from gui.documents.documents_model import QueueRow

BAR_WIDTH = 140  # pixels


class Status(QStatusBar):
    """Shows the state of the project; offers to stop reading while something is read."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._project = ElidedLabel()
        self._project.setObjectName("projectPath")
        self._reading = QLabel()
        self._reading.setObjectName("readingLabel")
        self._bar = QProgressBar()
        self._bar.setObjectName("readingProgress")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(BAR_WIDTH, 8)
        self._cancel = QToolButton()
        self._cancel.setObjectName("cancelReading")
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self.cancelled)
        self._counts = QLabel()
        self._counts.setObjectName("projectCounts")
        self._counts.setContentsMargins(12, 0, 10, 0)
        self.addWidget(self._project, 1)
        for widget in (self._reading, self._bar, self._cancel, self._counts):
            self.addPermanentWidget(widget)
        self._progress = (0, 0, "")
        self._rows: list[QueueRow] = []
        self.end_progress()
        self.retranslate()

    def show_project(self, path: str) -> None:
        """Show where the project is."""
        self._project.set_text(path)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show how far the reading is, and the document that is being read."""
        self._progress = done, total, name
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for widget in (self._reading, self._bar, self._cancel):
            widget.show()
        self._say_progress()

    def end_progress(self) -> None:
        """Take the progress away."""
        for widget in (self._reading, self._bar, self._cancel):
            widget.hide()

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
        done, total, name = self._progress
        short = QFontMetrics(self.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, 200)
        self._reading.setText(self.tr("Reading {0} of {1}  {2}").format(done, total, short))

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._cancel.setText(self.tr("Stop"))
        self._cancel.setToolTip(self.tr("Stop reading; what was read stays"))
        self._bar.setAccessibleName(self.tr("Reading"))
        self._say_progress()
        self.show_counts(self._rows)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


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
