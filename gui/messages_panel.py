"""What could not be done, and what to do about it: a quiet list that waits to be dismissed."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.text import Language, Text

ROWS_SHOWN = 4
SHARE = 5  # the list takes no more than one part in so many of the window's height
EDGES = 34  # pixels beside a message: margins, and the scroll bar
PADDING = 4  # pixels


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to know: which file, what of it, what to do.

    Those of one ``topic`` can be taken back together.
    """

    name: str
    message: Text
    hint: Text
    topic: str = ""

    def to(self, language: Language) -> str:
        """Return it as one line."""
        separator = "：" if language == "zh" else ": "
        space = "" if language == "zh" else " "
        text = f"{self.message.to(language)}{space}{self.hint.to(language)}".strip()
        named = not self.name or self.name in text
        return text if named else f"{self.name}{separator}{text}"


class MessagesPanel(QFrame):
    """The list above the status bar. Not there while it has nothing to say.

    Args:
        language: the language of the messages.
    """

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messagesPanel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._language = language
        self._messages: list[Message] = []
        self._title = QLabel()
        self._close = QToolButton(autoRaise=True)
        self._close.setObjectName("dismissMessages")
        self._close.clicked.connect(self.clear)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setObjectName("messagesList")
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._list)
        self.clear()

    def add(self, message: Message) -> None:
        """Put a message at the end of the list and show it; the same one again is one."""
        if self._messages[-1:] == [message]:
            return
        self._messages.append(message)
        self._list.addItem(QListWidgetItem(message.to(self._language)))
        self._fit()
        self.retranslate()
        self.show()

    def clear(self) -> None:
        """Forget the messages and give the room back."""
        self._messages = []
        self._list.clear()
        self.retranslate()
        self.hide()

    def retract(self, topic: str) -> None:
        """Take the messages of a topic back."""
        for row in reversed(range(len(self._messages))):
            if self._messages[row].topic == topic:
                del self._messages[row]
                self._list.takeItem(row)
        if self._messages:
            self._fit()
            self.retranslate()
        else:
            self.clear()

    def texts(self) -> list[str]:
        """Return the messages as they are shown."""
        return [message.to(self._language) for message in self._messages]

    def set_language(self, language: Language) -> None:
        """Show the messages in another language."""
        self._language = language
        for row, message in enumerate(self._messages):
            self._list.item(row).setText(message.to(language))
        self._fit()

    def _fit(self) -> None:
        metrics, room = self._list.fontMetrics(), QRect(0, 0, self.width() - EDGES, 10_000)
        heights = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            heights.append(wrapped.height() + PADDING)
            item.setSizeHint(QSize(0, heights[-1]))
        most = max(self.window().height() // SHARE, max(heights[:1], default=0))
        self._list.setFixedHeight(min(sum(heights[:ROWS_SHOWN]), most) + PADDING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have long messages whole: how many lines they take depends on the width."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._title.setText(self.tr("Messages: {0}").format(len(self._messages)))
        self._close.setText(self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
