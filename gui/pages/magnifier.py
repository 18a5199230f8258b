"""The magnifier: the source of the cell at hand, large, for as long as its key is held."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.report import Box, Place
from gui.colors import TABLE_EDGE
from gui.pages.crops import Crop, paint_crop
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_layout import Tile
from gui.pages.page_pixels import PagePixels

SHARE = 0.94, 0.42  # of the widget it lies on
CELL_SHARE = 0.2  # of its height is the cell
SCALES = (2.0, 8.0)  # pixels a point
"""The least and the greatest enlargement: what is around the cell stays in sight."""


class Magnifier(QWidget):
    """Lies over the lower part of a widget; the mouse goes through it.

    Args:
        worker: draws the source.
        parent: what it lies on.
    """

    def __init__(self, worker: DrawWorker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("magnifier")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pixels = PagePixels(worker, self)
        self._pixels.arrived.connect(self.update)
        self._path: Path | None = None
        self._crop: Crop | None = None
        self._clip: Box = (0, 0, 0, 0)
        self._scale = 1.0
        self.hide()

    def show_place(self, path: Path | None, place: Place | None, turn: float = 0.0) -> None:
        """Show a place of a document, turned by some radians, clockwise; hide for none."""
        if path is None or place is None:
            self.hide()
            return
        if path != self._path:
            self._path = path
            self._pixels.start(path)
        self._fit()
        self._crop = Crop("", place.page, place.box, "", turn)
        x0, y0, x1, y1 = self._crop.flat
        wanted = CELL_SHARE * self.height() / max(1.0, y1 - y0)
        self._scale = min(max(wanted, SCALES[0]), SCALES[1])
        width, height = self.width() / self._scale, self.height() / self._scale
        left, top = max(0.0, (x0 + x1 - width) / 2), max(0.0, (y0 + y1 - height) / 2)
        self._clip = (left, top, left + width, top + height)
        self._pixels.want([self._tile()], [])
        self.raise_()
        self.show()
        self.update()

    def _fit(self) -> None:
        parent = self.parentWidget()
        assert parent
        area = parent.rect()
        width, height = round(area.width() * SHARE[0]), round(area.height() * SHARE[1])
        gap = (area.width() - width) // 2
        self.setGeometry(gap, area.height() - height - gap, width, height)

    def _tile(self) -> Tile:
        assert self._crop
        return self._crop.tile(self._clip, self._scale * self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the source, the frame of the cell on it and a border."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("white"))
        if self._crop:
            tile = self._tile()
            paint_crop(
                painter, QPointF(0, 0), self._crop, self._clip, self._scale, tile, self._pixels
            )
        painter.setPen(QPen(TABLE_EDGE.on(self.palette()), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
