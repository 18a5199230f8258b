"""The crop strip: pieces of the source side by side at one scale, so that the eye stays still."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QScrollArea, QStyle, QWidget

from core.hand_grid import flat_size, on_page
from core.report import Box
from gui.colors import TABLE_LINE
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_boxes import BoxStyle, paint_box
from gui.pages.page_layout import Tile
from gui.pages.page_pixels import PagePixels

PICTURE_HEIGHT = 48
LETTERS = 15
"""The height of the letters beside which crops look as they are, in pixels; larger ones enlarge."""

NARROWEST, WIDEST = 84, 220
"""Bounds of the width of a crop, in pixels; one that stands alone may be wider."""

WIDEST_ALONE = 640

AROUND = (10.0, 4.0)
"""What is shown beside and above a cell, in points: its rulings, a little of its neighbours."""

SCALES = (1.0, 1.8)
"""The least and the greatest enlargement, in pixels a point."""

PADDING = 4


class Crop(NamedTuple):
    """One cell to show."""

    key: str
    page: int  # from 1
    box: Box  # points
    caption: str
    turn: float = 0.0  # radians, clockwise, by which it is shown turned: it may not lie level

    @property
    def flat(self) -> Box:
        """The cell about its middle as it is when turned."""
        x0, y0, x1, y1 = self.box
        width, height = flat_size(x1 - x0, y1 - y0, self.turn)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    def tile(self, clip: Box, scale: float) -> Tile:
        """Return what is to be drawn of the page to show a part of it, in pixels a point."""
        return Tile(self.page, scale, _hull(clip, self.turn))


class CropStrip(QScrollArea):
    """Shows crops of cells; a click chooses the cell.

    Args:
        worker: draws the crops.
        parent: the Qt parent.
    """

    cropClicked = Signal(str)  # key

    def __init__(self, worker: DrawWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cropStrip")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._fit()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from crop to crop
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pixels = PagePixels(worker, self)
        self._pixels.arrived.connect(self._repaint)
        self._path: Path | None = None
        self._crops: list[Crop] = []
        self._buttons: list[CropButton] = []
        self._active: str | None = None
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(8, 2, 8, 2)
        self._row.setSpacing(6)
        self._row.addWidget(self._empty, 1)
        self.setWidget(inside)
        self.horizontalScrollBar().rangeChanged.connect(self._reveal_active)
        self.retranslate()

    def show_crops(
        self, path: str | Path | None, crops: Iterable[tuple[str, int, Box, str] | Crop]
    ) -> None:
        """Show cells in the given order, in place of those shown before.

        Args:
            path: the document.
            crops: key, page from 1, box in points, caption of each, and its turn if any.
        """
        shown = None if path is None else Path(path)
        wanted = [Crop(*crop) for crop in crops]
        if (shown, wanted) == (self._path, self._crops):
            return
        if shown != self._path:
            self._pixels.start(shown)
        self._path, self._crops = shown, wanted
        self._build()

    def set_active(self, key: str | None) -> None:
        """Frame one cell and bring its crop into view; None for none."""
        self._active = key
        for button in self._buttons:
            button.set_active(button.crop.key == key)
        self._reveal_active()

    def retranslate(self) -> None:
        """Take the texts of the current language."""
        self.setAccessibleName(self.tr("Source of the cells"))
        self._empty.setText(self.tr("The source of a problem's cells is shown here."))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self._build()

    def _fit(self) -> None:
        """Be as high as crops, captions and a scroll bar."""
        letters = self.fontMetrics().height()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        picture = round(PICTURE_HEIGHT * enlarged(letters))
        self.setFixedHeight(picture + letters + 3 * PADDING + 4 + max(bar, 12))

    def event(self, event: QEvent) -> bool:
        """Draw anew on a screen of another resolution."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._build()
        return super().event(event)

    def _build(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        ratio = self.devicePixelRatioF()
        scale = common_scale([crop.flat for crop in self._crops])
        large = scale * enlarged(self.fontMetrics().height())
        widest = WIDEST_ALONE if len(self._crops) == 1 else WIDEST
        self._buttons = [
            CropButton(crop, crop_clip(crop.flat, scale, widest), large, self._pixels, ratio)
            for crop in self._crops
        ]
        self._empty.setVisible(not self._buttons)
        for place, button in enumerate(self._buttons):
            button.clicked.connect(self._tell_clicked)
            button.set_active(button.crop.key == self._active)
            self._row.insertWidget(place, button)
        left = Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(left if self._buttons else Qt.AlignmentFlag(0))
        self._pixels.want([button.tile for button in self._buttons], [])

    def _reveal_active(self) -> None:
        self._row.activate()  # new crops have no place yet
        for button in self._buttons:
            if button.crop.key == self._active:
                self.ensureWidgetVisible(button, PADDING, 0)

    def _tell_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, CropButton):
            self.cropClicked.emit(button.crop.key)

    def _repaint(self) -> None:
        for button in self._buttons:
            button.update()


class CropButton(QAbstractButton):
    """One crop with its caption.

    Args:
        crop: what to show.
        clip: the part of the page, in points.
        scale: pixels a point.
        pixels: where the drawing is to be found when it is there.
        ratio: device pixels a pixel.
    """

    def __init__(
        self, crop: Crop, clip: Box, scale: float, pixels: PagePixels, ratio: float
    ) -> None:
        super().__init__()
        self.crop = crop
        self._clip = clip
        self.tile = crop.tile(clip, scale * ratio)
        self._scale = scale
        self._pixels = pixels
        self._active = False
        self.setText(crop.caption)
        self.setToolTip(crop.caption)
        self.setAccessibleName(crop.caption)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())

    def set_active(self, active: bool) -> None:
        """Frame the cell as the active one, or no more."""
        self._active = active
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of picture, caption and padding."""
        picture = self._picture_size()
        letters = self.fontMetrics().height()
        return QSize(picture.width() + 2 * PADDING, picture.height() + letters + 3 * PADDING)

    def _picture_size(self) -> QSize:
        x0, y0, x1, y1 = self._clip
        return QSize(round((x1 - x0) * self._scale), round((y1 - y0) * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the cell's frame on it and the caption."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = QRect(QPoint(PADDING, PADDING), self._picture_size())
        painter.fillRect(picture, QColor("white"))
        painter.save()
        painter.setClipRect(picture)
        style: BoxStyle = "active" if self._active else "member"
        corner = QPointF(picture.topLeft())
        paint_crop(
            painter, corner, self.crop, self._clip, self._scale, self.tile, self._pixels, style
        )
        painter.restore()
        painter.setPen(TABLE_LINE.on(self.palette()))
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        below = QRect(picture.left(), picture.bottom() + PADDING, picture.width(), self.height())
        below.setBottom(self.height() - 1)
        caption = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, caption)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def paint_crop(
    painter: QPainter,
    corner: QPointF,
    crop: Crop,
    clip: Box,
    scale: float,
    tile: Tile,
    pixels: PagePixels,
    style: BoxStyle = "active",
) -> None:
    """Paint the part of a page round a cell, turned as the crop says, and the cell's frame on it.

    Args:
        painter: what to paint with.
        corner: where the upper left corner of the part is to be, in pixels.
        crop: the cell.
        clip: the part of the page, in points.
        scale: pixels a point.
        tile: what was asked to be drawn for it.
        pixels: where that is when it is there; till then there is the frame alone.
        style: how the frame looks.
    """
    x0, y0, x1, y1 = clip
    pixmap = pixels.pixmap(tile)
    if pixmap is not None:
        painter.save()
        begin = corner
        if crop.turn:
            painter.translate(corner + QPointF(x1 - x0, y1 - y0) / 2 * scale)
            painter.rotate(math.degrees(crop.turn))
            begin = QPointF(tile.clip[0] - (x0 + x1) / 2, tile.clip[1] - (y0 + y1) / 2) * scale
        size = pixmap.size().toSizeF() / (tile.scale / scale)
        painter.drawPixmap(QRectF(begin, size), pixmap, QRectF(pixmap.rect()))
        painter.restore()
    paint_box(painter, cell_frame(crop, clip, scale).translated(corner), style)


def cell_frame(crop: Crop, clip: Box, scale: float) -> QRectF:
    """Return where a cell lies on the part of its page that is shown, in pixels."""
    left, top, right, bottom = crop.flat
    corner = QPointF(left - clip[0], top - clip[1]) * scale
    return QRectF(corner, QSizeF(right - left, bottom - top) * scale)


def _hull(clip: Box, turn: float) -> Box:
    """Return the part of a page that is needed to show another one turned about its middle."""
    if not turn:
        return clip
    x, y = (clip[0] + clip[2]) / 2, (clip[1] + clip[3]) / 2
    about = (clip[0] - x, clip[1] - y, clip[2] - x, clip[3] - y)
    x0, y0, x1, y1 = on_page(about, turn)
    return max(0.0, x0 + x), max(0.0, y0 + y), x1 + x, y1 + y


def enlarged(letters: int) -> float:
    """Return how much larger crops are drawn beside letters of a height in pixels."""
    return min(max(1.0, letters / LETTERS), 2.0)


def common_scale(boxes: Sequence[Box]) -> float:
    """Return the pixels a point at which the tallest box fits, within bounds."""
    tallest = max((y1 - y0 for _, y0, _, y1 in boxes), default=1.0)
    least, greatest = SCALES
    return min(max(PICTURE_HEIGHT / (tallest + 2 * AROUND[1]), least), greatest)


def crop_clip(box: Box, scale: float, widest: float = WIDEST) -> Box:
    """Return the part of the page to show for a box: around its middle, of the strip's height."""
    x0, y0, x1, y1 = box
    width = min(max(x1 - x0 + 2 * AROUND[0], NARROWEST / scale), widest / scale)
    height = PICTURE_HEIGHT / scale
    left, top = max(0.0, (x0 + x1 - width) / 2), max(0.0, (y0 + y1 - height) / 2)
    return left, top, left + width, top + height
