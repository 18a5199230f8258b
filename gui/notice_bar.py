"""A line with a few answers: a question where it arises, or what was done and can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from gui.bar import MARGINS, Bar
from gui.flow_layout import FlowLayout

Said = Callable[[], str]
"""Gives a text in the language of the window."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person may answer. ``name`` is the object name of its button."""

    name: str
    said: Said
    do: Callable[[], object]


GAP = 8  # pixels between text and answers


class NoticeBar(Bar):
    """Shows one notice at a time; not there while there is none.

    Args:
        name: its object name.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._said: Said = str
        self._answers: Sequence[Answer] = ()
        self._leave: Said = str
        self._text = _Sentence()
        self._buttons: list[QPushButton] = []
        both = FlowLayout(self)
        both.setContentsMargins(*MARGINS)
        both.setSpacing(4)
        both.addWidget(self._text)
        both.addWidget(together := _Together())
        self._row = together.row

    @property
    def text(self) -> str:
        """What is said; "" while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def show_notice(
        self, said: Said, answers: Sequence[Answer], leave: Said, *, asking: bool = False
    ) -> None:
        """Say something in place of what was said before.

        Args:
            said: the text.
            answers: what may be answered; the notice goes with any of them.
            leave: what is written on the button that puts the notice away.
            asking: take the focus, to the first answer.
        """
        self._said, self._leave = said, leave
        self._answers = [*answers, Answer(f"{self.objectName()}Leave", leave, lambda: None)]
        while len(self._buttons) < len(self._answers):
            self._buttons.append(self._button(len(self._buttons)))
        for at, button in enumerate(self._buttons):  # they stay: one notice follows another
            shown = at < len(self._answers)
            button.setObjectName(self._answers[at].name if shown else "")
            button.setVisible(shown)
        self.retranslate()
        self.show()
        if asking:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Put the notice away; nothing is done."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def accept(self) -> None:
        """Press the button that has the focus."""
        for button in self._buttons:
            if button.hasFocus():
                button.click()
                return

    def _button(self, at: int) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(True)  # Return presses the one that has the focus
        button.clicked.connect(lambda: self._take(at))
        self._row.addWidget(button)
        return button

    def _take(self, at: int) -> None:
        answer = self._answers[at]
        self.close_bar()
        answer.do()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._text.setText(self._said())
        self.setAccessibleName(self._said())
        for button, answer in zip(self._buttons, self._answers, strict=False):
            button.setText(answer.said())


class _Together(QWidget):
    """Asks for one line for all that is in it; takes more where there is not so much room."""

    def __init__(self) -> None:
        super().__init__()
        self.row = FlowLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)

    def sizeHint(self) -> QSize:
        """Return the size of all side by side."""
        items = [item for n in range(self.row.count()) if (item := self.row.itemAt(n))]
        sizes = [item.sizeHint() for item in items if not item.isEmpty()]
        width = sum(size.width() + self.row.spacing() for size in sizes) - self.row.spacing()
        return QSize(width, max((size.height() for size in sizes), default=0))


class _Sentence(QLabel):
    """A text that asks for one line, and is wrapped where there is not so much room."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(0, 0, GAP, 0)

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + GAP + 1
        return QSize(width, self.heightForWidth(width))
