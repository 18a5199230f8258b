"""A layout that sets widgets side by side and begins a new line where there is no room."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, as words stand in lines of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more, at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them up."""
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        return self._set(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Ask for no more than the widest widget needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget, with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Put all of them in their places."""
        super().setGeometry(rect)
        self._set(rect, move=True)

    def _set(self, rect: QRect, *, move: bool) -> int:
        """Set the lines, each of one height; return the height of all with the margins."""
        margins, space = self.contentsMargins(), self.spacing()
        room = rect.marginsRemoved(margins)
        y = room.top()
        for line in self._lines(room.width()):
            widths = [min(item.sizeHint().width(), room.width()) for item in line]
            height = max(map(_height, line, widths))
            x = room.left()
            for item, width in zip(line, widths, strict=True):
                if move:
                    item.setGeometry(QRect(x, y, width, height))
                x += width + space
            y += height + space
        return max(y - space, room.top()) - rect.top() + margins.bottom()

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        """Share what can be seen out among lines of a width."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), room)
            if not lines or width > left:
                lines.append([])
                left = room
            lines[-1].append(item)
            left -= width + self.spacing()
        return lines


class AsHighAsItsLines(QWidget):
    """Asks for the height that its lines take at its width; docks ask for that of one line."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Know the width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow what is inside."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        if layout := self.layout():
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))


def _height(item: QLayoutItem, width: int) -> int:
    """Return how high a widget is at a width: texts may be wrapped."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
