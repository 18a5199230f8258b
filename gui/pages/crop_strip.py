"""The crop strip: pieces of the source side by side at one scale, so that the eye stays still."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QScrollArea, QStyle, QWidget

from core.report import Box
from gui.colors import TABLE_LINE
from gui.pages.crops import (
    PICTURE_HEIGHT,
    WIDEST,
    WIDEST_ALONE,
    Crop,
    common_scale,
    crop_clip,
    enlarged,
    paint_crop,
)
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_pixels import PagePixels

PADDING = 4


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
        self._empty = QLabel(wordWrap=True)
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
        self._fit_captions()
        self._empty.setVisible(not self._buttons)
        for place, button in enumerate(self._buttons):
            button.clicked.connect(self._tell_clicked)
            button.set_active(button.crop.key == self._active)
            self._row.insertWidget(place, button)
        left = Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(left if self._buttons else Qt.AlignmentFlag(0))
        self._pixels.want([button.tile for button in self._buttons], [])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the captions as there is room for."""
        super().resizeEvent(event)
        self._fit_captions()

    def _fit_captions(self) -> None:
        margins = self._row.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        room -= (self._row.spacing() + 2 * PADDING) * len(self._buttons)
        pictures = [button.picture_size().width() for button in self._buttons]
        widest = caption_width(pictures, [button.said_width() for button in self._buttons], room)
        widest = min(widest, round(WIDEST * enlarged(self.fontMetrics().height())))
        for button in self._buttons:
            button.give_room(widest)

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
        self._room = 0  # that its caption may have beyond the picture
        self.setFixedSize(self.sizeHint())

    def set_active(self, active: bool) -> None:
        """Frame the cell as the active one, or no more."""
        self._active = active
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of picture, caption and padding."""
        picture = self.picture_size()
        letters = self.fontMetrics().height()
        width = max(picture.width(), min(self.said_width(), self._room))
        return QSize(width + 2 * PADDING, picture.height() + letters + 3 * PADDING)

    def give_room(self, width: int) -> None:
        """Let the caption be as wide as this where the picture is narrower, in pixels."""
        self._room = width
        self.setFixedSize(self.sizeHint())

    def said_width(self) -> int:
        """Return the pixels of the caption."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 1

    def picture_size(self) -> QSize:
        """Return the pixels of the crop."""
        x0, y0, x1, y1 = self._clip
        return QSize(round((x1 - x0) * self._scale), round((y1 - y0) * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the cell's frame on it and the caption."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.picture_size()
        picture = QRect(QPoint((self.width() - size.width()) // 2, PADDING), size)
        painter.fillRect(picture, QColor("white"))
        painter.save()
        painter.setClipRect(picture)
        corner = QPointF(picture.topLeft())
        paint_crop(
            painter,
            corner,
            self.crop,
            self._clip,
            self._scale,
            self.tile,
            self._pixels,
            "active" if self._active else "member",
        )
        painter.restore()
        painter.setPen(TABLE_LINE.on(self.palette()))
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics, width = self.fontMetrics(), self.width() - 2 * PADDING
        caption = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        # all captions stand on one line, whatever fonts their letters come from
        line = picture.bottom() + PADDING + metrics.ascent()
        left = (self.width() - metrics.horizontalAdvance(caption)) // 2
        painter.drawText(left, line, caption)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def caption_width(pictures: Sequence[int], captions: Sequence[int], room: int) -> int:
    """Return the width to which captions are cut so that all fit side by side, in pixels.

    Args:
        pictures: the widths of the crops; none of them gets narrower.
        captions: the widths of the captions.
        room: what there is for all together.
    """

    def needed(widest: int) -> int:
        return sum(max(p, min(c, widest)) for p, c in zip(pictures, captions, strict=True))

    return bisect_right(range(1, max(captions, default=0) + 1), room, key=needed)
