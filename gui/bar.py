"""What bars have in common that ask something under the tables. Never modal: work goes on."""

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

MARGINS = (12, 6, 12, 6)
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Bar(QFrame):
    """A bar that is hidden until there is something to ask. Enter accepts, Esc puts it away.

    Args:
        name: its object name.

    Signals:
        closed: answered or not, the bar has gone: the focus may go back.
    """

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.hide()

    @abstractmethod
    def close_bar(self) -> None:
        """Put the bar away; nothing is done."""

    @abstractmethod
    def accept(self) -> None:
        """Do what is asked about."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set all texts in the language of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept on Enter, close on Esc; what the parts have no use for arrives here."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in ENTERS:
            self.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
