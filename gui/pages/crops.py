"""Pieces of a page cut out round cells: how large, of what, painted with the cell's frame."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from core.hand_grid import flat_size, on_page
from core.report import Box
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
