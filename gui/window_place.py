"""How the window looked when it was closed, and looking so again, on the screens there are now."""

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from gui.settings import COLUMN, GEOMETRY, SPLITTER, STATE, Settings

FIRST_SIZE = QSize(1280, 800)
STATE_VERSION = 1
TITLE_BAR = 32  # pixels that a window has above what is said to be its size
LEAST_SEEN = 80  # pixels of the window that must be on a screen, to be taken hold of


class WindowPlace:
    """Remembers where the window and its parts were.

    Args:
        window: with its docks.
        desk: the page beside the tables.
        column: the tables over crops and problems.
        settings: where it is kept.
    """

    def __init__(
        self, window: QMainWindow, desk: QSplitter, column: QSplitter, settings: Settings
    ) -> None:
        self._window = window
        self._desk = desk
        self._column = column
        self._settings = settings

    def remember(self) -> None:
        """Keep how the window looks."""
        self._settings.set(GEOMETRY, bytes(self._window.saveGeometry().data()))
        self._settings.set(STATE, bytes(self._window.saveState(STATE_VERSION).data()))
        self._settings.set(SPLITTER, bytes(self._desk.saveState().data()))
        self._settings.set(COLUMN, bytes(self._column.saveState().data()))

    def restore(self) -> None:
        """Look as the window looked; what is on no screen any more is brought onto one."""
        open_at(self._window, FIRST_SIZE)
        put_where_it_was(self._window, self._settings.get(GEOMETRY))
        self._window.restoreState(self._settings.get(STATE), STATE_VERSION)
        self._desk.restoreState(self._settings.get(SPLITTER))
        self._column.restoreState(self._settings.get(COLUMN))


def open_at(window: QWidget, size: QSize) -> None:
    """Give a window its first size, or what its screen has of that.

    Args:
        window: not shown yet.
        size: in pixels, without its frame.
    """
    room = window.screen().availableSize().shrunkBy(QMargins(0, 0, 0, TITLE_BAR))
    window.resize(size.boundedTo(room))


def put_where_it_was(window: QWidget, kept: bytes) -> None:
    """Give a window the size and place it had; what is on no screen any more comes onto one.

    Args:
        window: keeps its size and place where nothing was kept.
        kept: what ``saveGeometry`` gave when it was closed.
    """
    window.restoreGeometry(kept)
    screens = [screen.availableGeometry() for screen in window.screen().virtualSiblings()]
    place = fitted(window.geometry(), screens)
    if place != window.geometry():
        window.setGeometry(place)


def fitted(place: QRect, screens: list[QRect]) -> QRect:
    """Return where a window goes that was at a place: there, or wholly on the first screen.

    Args:
        place: of the window, in pixels.
        screens: what is free of each screen, the first one first; at least one.
    """
    for screen in screens:
        seen = place.intersected(screen)
        if seen.width() >= LEAST_SEEN and seen.height() >= LEAST_SEEN and place.top() >= seen.top():
            return place
    screen = screens[0]
    size = place.size().boundedTo(screen.size())
    result = QRect(screen.topLeft(), size)
    result.moveCenter(screen.center())
    return result
