"""A bubble over the window that points at a panel and says what it is. It blocks nothing."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

WIDTH = 24  # of the text, in capital letters M
TIP = 12  # pixels from the bubble to what it points at
ROUND = 8  # pixels of its corners
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Side(Enum):
    """On which side of its target a bubble stands; INSIDE where there is no room beside it."""

    RIGHT = auto()
    LEFT = auto()
    BELOW = auto()
    ABOVE = auto()
    INSIDE = auto()


def placed(size: QSize, target: QRect, room: QRect) -> tuple[QRect, Side]:
    """Return where a bubble goes and on which side of its target that is.

    Args:
        size: of the bubble.
        target: what it points at.
        room: what it must not reach out of.
    """
    rect = QRect(QPoint(0, 0), size)
    middle = target.center()
    places = {
        Side.RIGHT: QPoint(target.right() + 1, middle.y() - size.height() // 2),
        Side.LEFT: QPoint(target.left() - size.width(), middle.y() - size.height() // 2),
        Side.BELOW: QPoint(middle.x() - size.width() // 2, target.bottom() + 1),
        Side.ABOVE: QPoint(middle.x() - size.width() // 2, target.top() - size.height()),
    }
    for side, corner in places.items():
        rect.moveTopLeft(corner)
        rect = _kept_in(rect, room)
        if not rect.intersects(target):
            return rect, side
    rect.moveCenter(middle)
    return _kept_in(rect, room), Side.INSIDE


def _kept_in(rect: QRect, room: QRect) -> QRect:
    """Return a rectangle moved into another one; where it is too large, its upper left part."""
    x = max(room.left(), min(rect.left(), room.right() + 1 - rect.width()))
    y = max(room.top(), min(rect.top(), room.bottom() + 1 - rect.height()))
    return QRect(QPoint(x, y), rect.size())


class Outline(QWidget):
    """A line around what is being pointed at; the mouse does not notice it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 4, 4)


class Bubble(QWidget):
    """Enter goes on, Esc leaves.

    Signals:
        advanced: on to the next one.
        left: no more of them; the argument says that they are not to come again.
    """

    advanced = Signal()
    left = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourBubble")
        self._side = Side.INSIDE
        self._target = QRect()
        self._title, self._text, self._number = QLabel(), QLabel(wordWrap=True), QLabel()
        self._title.setObjectName("tourTitle")
        self._text.setObjectName("tourText")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._number.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.never = QCheckBox()
        self.never.setObjectName("tourNever")
        self.skip, self.next = QPushButton(), QPushButton()
        self.skip.setObjectName("tourSkip")
        self.next.setObjectName("tourNext")
        self.skip.clicked.connect(self._leave)
        self.next.clicked.connect(self.advanced)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._number)
        foot.addWidget(self.never, 1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(TIP + 14, TIP + 10, TIP + 14, TIP + 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(foot)

    def say(self, title: str, text: str, number: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._number.setText(number)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.next.setAccessibleDescription(f"{title}. {text}")  # it has the focus: is read out
        self._text.setFixedWidth(WIDTH * self.fontMetrics().horizontalAdvance("M"))
        self._text.setMinimumHeight(0)  # else a label is as high as what it said before
        self._text.setFixedHeight(self._text.heightForWidth(self._text.width()))

    def point_at(self, target: QRect, room: QRect) -> None:
        """Stand beside what it is about, in coordinates of the parent."""
        self._target = target
        place, self._side = placed(self._column.totalSizeHint(), target, room)
        self.setGeometry(place)
        self.update()

    def _leave(self) -> None:
        self.left.emit(self.never.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, leave by Esc."""
        if event.key() in _ENTERS:
            self.advanced.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bubble and its tip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Accent)
        body = self.rect().adjusted(TIP, TIP, -TIP, -TIP)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.ToolTipBase))
        painter.drawRoundedRect(body, ROUND, ROUND)
        if tip := self._tip(body):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawPolygon(tip)

    def _tip(self, body: QRect) -> QPolygonF | None:
        """The triangle towards the target; None where the bubble stands in it."""
        middle = self._target.center() - self.pos()
        x = min(max(middle.x(), body.left() + 2 * TIP), body.right() - 2 * TIP)
        y = min(max(middle.y(), body.top() + 2 * TIP), body.bottom() - 2 * TIP)
        ends = {
            Side.RIGHT: ((0, y), (body.left(), y - TIP), (body.left(), y + TIP)),
            Side.LEFT: ((self.width(), y), (body.right(), y - TIP), (body.right(), y + TIP)),
            Side.BELOW: ((x, 0), (x - TIP, body.top()), (x + TIP, body.top())),
            Side.ABOVE: ((x, self.height()), (x - TIP, body.bottom()), (x + TIP, body.bottom())),
        }
        corners = ends.get(self._side)
        return QPolygonF([QPointF(*corner) for corner in corners]) if corners else None
