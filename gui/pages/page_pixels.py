"""The drawn parts of the pages of one document: asked for, kept within bounds, given back."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from core.text import Text
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_layout import Tile

MAX_BYTES = 192 * 2**20
"""Memory that drawn pages may take."""


class PagePixels(QObject):
    """Keeps the pixels of one document and asks the drawing process for those that are missing.

    Args:
        worker: the drawing process; shared with others, told apart by tickets.
        parent: the Qt parent.
    """

    arrived = Signal(int)  # page: there is something new to show of it

    def __init__(self, worker: DrawWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._path: Path | None = None
        self._pixmaps: OrderedDict[Tile, QPixmap] = OrderedDict()  # latest used at the end
        self._bytes = 0
        self._asked: dict[Tile, tuple[int, bool]] = {}  # the ticket; whether ahead of time
        self._failures: dict[int, Text] = {}
        worker.drawn.connect(self._keep)
        worker.failed.connect(self._give_up)

    def start(self, path: Path | None) -> None:
        """Forget everything and turn to a document; None for no document."""
        for ticket, _ in self._asked.values():
            self._worker.cancel(ticket)
        self._asked.clear()
        self._pixmaps.clear()
        self._bytes = 0
        self._failures.clear()
        self._path = path

    def want(self, seen: Iterable[Tile], ahead: Iterable[Tile]) -> None:
        """Say what is in sight and what may come next; whatever else was asked for is dropped.

        Args:
            seen: the tiles in sight, the most important first.
            ahead: tiles to draw when nothing else is to be done.
        """
        if self._path is None:
            return
        missing = {tile: False for tile in seen if self._is_missing(tile)}
        missing |= {tile: True for tile in ahead if tile not in missing and self._is_missing(tile)}
        for tile, (ticket, was_ahead) in list(self._asked.items()):
            if missing.get(tile) != was_ahead:
                self._worker.cancel(ticket)
                del self._asked[tile]
        for tile, is_ahead in reversed(missing.items()):  # the latest asked for is drawn first
            if tile not in self._asked:
                ticket = self._worker.request(
                    self._path, tile.page, tile.scale, tile.clip, ahead=is_ahead
                )
                self._asked[tile] = ticket, is_ahead

    def pixmap(self, tile: Tile) -> QPixmap | None:
        """Return the pixels of a tile, None where they are not there yet."""
        pixmap = self._pixmaps.get(tile)
        if pixmap is not None:
            self._pixmaps.move_to_end(tile)
        return pixmap

    def others(self, page: int, scale: float) -> Iterator[tuple[Tile, QPixmap]]:
        """Yield what there is of a page at other scales, to show until the right one arrives."""
        for tile, pixmap in self._pixmaps.items():
            if tile.page == page and tile.scale != scale:
                yield tile, pixmap

    def failure(self, page: int) -> Text | None:
        """Return why a page cannot be shown, None where nothing failed."""
        return self._failures.get(page)

    @property
    def bytes(self) -> int:
        """The memory that is taken."""
        return self._bytes

    def _is_missing(self, tile: Tile) -> bool:
        return tile not in self._pixmaps and tile.page not in self._failures

    def _take(self, ticket: int) -> Tile | None:
        """Return what a ticket was for and forget it; None for a stale one or someone else's."""
        for tile, (asked, _) in self._asked.items():
            if asked == ticket:
                del self._asked[tile]
                return tile
        return None

    def _keep(self, ticket: int, image: QImage) -> None:
        tile = self._take(ticket)
        if tile is None:
            return
        self._pixmaps[tile] = QPixmap.fromImage(image)
        self._bytes += image.sizeInBytes()
        while self._bytes > MAX_BYTES and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._bytes -= 4 * oldest.width() * oldest.height()
        self.arrived.emit(tile.page)

    def _give_up(self, ticket: int, message: Text) -> None:
        tile = self._take(ticket)
        if tile is None:
            return
        self._failures[tile.page] = message  # not asked for again while this document is shown
        self.arrived.emit(tile.page)
