"""What stands in place of the pages where the source cannot be shown."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.text import Text
from gui.settings import Settings


class PageNotice(QWidget):
    """Says calmly what is wrong with the source file and offers to look for it elsewhere."""

    locateAsked = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._texts = Text("", ""), Text("", "")
        self.setObjectName("pageNotice")
        self._message, self._hint = QLabel(), QLabel()
        for label in (self._message, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # file names stand in it
        self._locate = QPushButton()
        self._locate.setObjectName("locateButton")
        self._locate.clicked.connect(self.locateAsked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._message)
        column.addWidget(self._hint)
        column.addWidget(self._locate, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.retranslate()

    def tell(self, message: Text, hint: Text) -> None:
        """Say what is wrong and what to do."""
        self._texts = message, hint
        self.retranslate()

    def retranslate(self) -> None:
        """Take the texts of the current language."""
        message, hint = (text.to(self._settings.current_language()) for text in self._texts)
        self._message.setText(message)
        self._hint.setText(hint)
        self.setAccessibleName(message)
        self._locate.setText(self.tr("Locate file…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
