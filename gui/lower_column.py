"""Two columns of the desk that share its height; the lower one scrolls where that is little."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QVBoxLayout, QWidget

MOST = 0.5
"""The part of the height that the lower column takes by itself; a person may give it more."""

SHARES = (3, 2)  # of the height: tables, and what is below

LEAST = 40
"""Pixels of the lower column that stay in sight on the lowest of screens."""


class LowerColumn(QScrollArea):
    """Widgets one below the other, as high as they need to be, else scrolled.

    What opens in it never makes the window grow, nor the table vanish: on a low screen it is
    scrolled to whatever gets the focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lowerColumn")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(self._inside)
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._reveal_focus)  # once what has opened has its place
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached and self._inside.isAncestorOf(reached):
            self._reveal.start()

    def _reveal_focus(self) -> None:
        reached = QApplication.focusWidget()
        if reached and self._inside.isAncestorOf(reached):
            self.ensureWidgetVisible(reached, 0, 8)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more or less height when what is inside does."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._reveal.start()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Be as high as all of it, but leave the tables their part."""
        least = self._inside.minimumSizeHint()
        needed = self.column.totalHeightForWidth(max(self.width(), least.width()))
        above = self.parentWidget()
        room = above.room_below if isinstance(above, DeskColumn) else needed
        return QSize(least.width(), max(LEAST, min(needed, room)))

    def sizeHint(self) -> QSize:
        """Ask for no more."""
        return self.minimumSizeHint()


class DeskColumn(QSplitter):
    """The tables over what is said of them; as low as a low screen has it.

    Args:
        upper: the tables.
        lower: what is below.
    """

    def __init__(self, upper: QWidget, lower: LowerColumn) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self._upper, self._lower = upper, lower
        self.addWidget(upper)
        self.addWidget(lower)
        for at, share in enumerate(SHARES):
            self.setStretchFactor(at, share)
        self.setSizes([share * 100 for share in SHARES])

    @property
    def room_below(self) -> int:
        """The pixels that the lower column may ask for: the upper one keeps what it cannot lack."""
        rest = self.height() - self.handleWidth() - self._upper.minimumSizeHint().height()
        return min(round(MOST * self.height()), rest)

    def minimumSizeHint(self) -> QSize:
        """Do with a strip of the lower column."""
        hint = super().minimumSizeHint()
        hint.setHeight(self._upper.minimumSizeHint().height() + self.handleWidth() + LEAST)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        self._lower.updateGeometry()
        super().resizeEvent(event)
