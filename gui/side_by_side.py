"""Two parts of a line, side by side, or one below the other where that is too wide."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

SPACING = 6


class SideBySide(QWidget):
    """A line that may become two.

    Args:
        parts: what stands in each; the first of each part takes the room that is left where
            ``stretched`` names the part.
        stretched: the part that takes it, 0 or 1.
    """

    def __init__(self, *parts: list[QWidget], stretched: int) -> None:
        super().__init__()
        self._rows = [QHBoxLayout() for _ in parts]
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(SPACING)
        for at, (row, part) in enumerate(zip(self._rows, parts, strict=True)):
            row.setSpacing(SPACING)
            self._both.addLayout(row, int(at == stretched))
            for number, widget in enumerate(part):
                row.addWidget(widget, int(at == stretched and number == 0))

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the wider part."""
        least = max(row.minimumSize().width() for row in self._rows)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where one is too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Take one or two when other words stand in it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        needed = sum(row.minimumSize().width() for row in self._rows)
        needed += SPACING * (len(self._rows) - 1)
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if needed > self.width() else ways.LeftToRight)
