"""Where the pages of a document stand in a long vertical strip, and what of them is in sight.

Pure geometry. Three units: points of a page (origin at its top left corner), *content* (logical
pixels of the strip, origin at its top left corner), and device pixels (content × ``ratio``).
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from core.hand_grid import flat_size
from core.report import Box

GAP = 10.0
"""Between pages, and around them, in content pixels."""

BESIDE_PRINT = 14.0
"""Left free beside the print where a page's margins are out of sight, in content pixels."""

TILE = 2048
"""The longest side of a drawing in device pixels; larger pages are drawn in several."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a page that is drawn at once; usually the whole page."""

    page: int  # from 1
    scale: float  # device pixels a point
    clip: Box  # points


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on a page that stays where it is on the screen while the layout changes."""

    page: int
    point: QPointF  # points; may lie outside of the page


class PageLayout:
    """The pages of a document at one zoom.

    Args:
        sizes: width and height of each page in points; at least one.
        zoom: content pixels a point.
        ratio: device pixels a content pixel.
        room: the width there is, in content pixels; pages are centred in it.
        turns: pages that are shown turned, by page: radians, clockwise.
    """

    def __init__(
        self,
        sizes: Sequence[tuple[float, float]],
        zoom: float,
        ratio: float,
        room: float,
        turns: Mapping[int, float] | None = None,
    ) -> None:
        self.zoom = zoom
        self.ratio = ratio
        self._turns = dict(turns or {})
        self._gap = self._snapped(GAP)
        self._papers = [(self._whole(width), self._whole(height)) for width, height in sizes]
        self._sizes = [
            (self._whole(width), self._whole(height))
            for width, height in turned_sizes(sizes, self._turns)
        ]
        heights = (height + self._gap for _, height in self._sizes)
        self._tops = list(accumulate(heights, initial=self._gap))
        self.height = self._tops.pop()
        self.width = max(room, max(width for width, _ in self._sizes) + 2 * self._gap)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._tops)

    def rect(self, page: int) -> QRectF:
        """Return where a page stands, in content pixels; its corners lie on device pixels."""
        width, height = self._sizes[page - 1]
        left = self._snapped((self.width - width) / 2)
        return QRectF(left, self._tops[page - 1], width, height)

    def page_at(self, y: float) -> int:
        """Return the page at a height in content pixels; the one above in a gap."""
        return max(1, bisect_right(self._tops, y))

    def pages_within(self, top: float, bottom: float) -> range:
        """Return the pages that touch a stretch of the strip, given in content pixels."""
        first = self.page_at(top)
        if self.rect(first).bottom() < top and first < self.pages:
            first += 1
        return range(first, self.page_at(bottom) + 1)

    def to_page(self, point: QPointF) -> Anchor:
        """Return the nearest page above a place in content pixels, and the place in its points."""
        page = self.page_at(point.y())
        return Anchor(page, self.on_page(page, point))

    def on_page(self, page: int, point: QPointF) -> QPointF:
        """Return a place in content pixels in points of a page; it may lie outside of it."""
        back = self.turning(page).inverted()[0]  # a turn can always be turned back
        return (back.map(point) - self.flat_rect(page).topLeft()) / self.zoom

    def from_page(self, anchor: Anchor) -> QPointF:
        """Return the place in content pixels: the reverse of ``to_page``."""
        flat = self.flat_rect(anchor.page).topLeft() + anchor.point * self.zoom
        return self.turning(anchor.page).map(flat)

    def box_rect(self, page: int, box: Box) -> QRectF:
        """Return where a box of a page, given in points, stands in content pixels.

        On a page that is turned the box is taken for the hull of a cell that stands level then.
        """
        flat, angle = self.flat_box(page, box), self.turn(page)
        if not angle:
            return flat
        width, height = flat_size(flat.width(), flat.height(), angle)
        middle = self.turning(page).map(flat.center())
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def turn(self, page: int) -> float:
        """Return by how much a page is shown turned: radians, clockwise."""
        return self._turns.get(page, 0.0)

    def turning(self, page: int) -> QTransform:
        """Return how what would stand on the page if it were level is turned about its middle."""
        middle = self.rect(page).center()
        turning = QTransform()
        if angle := self.turn(page):
            turning.translate(middle.x(), middle.y())
            turning.rotateRadians(angle)
            turning.translate(-middle.x(), -middle.y())
        return turning

    def flat_rect(self, page: int) -> QRectF:
        """Return where a page would stand in content pixels if it were not turned."""
        rect = self.rect(page)
        if self.turn(page):
            middle, (width, height) = rect.center(), self._papers[page - 1]
            left, top = middle.x() - width / 2, middle.y() - height / 2
            rect = QRectF(self._snapped(left), self._snapped(top), width, height)
        return rect

    def flat_box(self, page: int, box: Box) -> QRectF:
        """Return where a box of a page would stand in content pixels if it were not turned."""
        x0, y0, x1, y1 = (value * self.zoom for value in box)
        return QRectF(x0, y0, x1 - x0, y1 - y0).translated(self.flat_rect(page).topLeft())

    def tiles(self, page: int, seen: QRectF) -> Iterator[Tile]:
        """Yield the parts of a page that touch a rectangle in content pixels."""
        scale = self.zoom * self.ratio
        width, height = (round(side * self.ratio) for side in self._papers[page - 1])
        turning = self.turning(page)
        for top in range(0, height, TILE):
            for left in range(0, width, TILE):
                right, bottom = min(left + TILE, width), min(top + TILE, height)
                clip = (left / scale, top / scale, right / scale, bottom / scale)
                if turning.mapRect(self.flat_box(page, clip)).intersects(seen):
                    yield Tile(page, scale, clip)

    def _whole(self, points: float) -> float:
        """Round a length up to whole device pixels, as the drawing is; in content pixels."""
        return max(1, math.ceil(points * self.zoom * self.ratio - 0.001)) / self.ratio

    def _snapped(self, length: float) -> float:
        return round(length * self.ratio) / self.ratio


def turned_sizes(
    sizes: Sequence[tuple[float, float]], turns: Mapping[int, float]
) -> list[tuple[float, float]]:
    """Return the width and height that pages take, in points, some of them turned."""
    shown = []
    for page, (width, height) in enumerate(sizes, 1):
        cosine, sine = abs(math.cos(turns.get(page, 0.0))), abs(math.sin(turns.get(page, 0.0)))
        across, down = width * cosine + height * sine, height * cosine + width * sine
        shown.append((across, down))
    return shown


def fitting_zoom(
    sizes: Sequence[tuple[float, float]], room: float, print_width: float | None = None
) -> float:
    """Return the zoom at which the widest page fills ``room`` content pixels, gaps left free.

    Where the width of what is printed on the pages is given, in points, that fills the room, and
    white margins are out of sight; half of the widest page is the least that does.
    """
    widest = max(width for width, _ in sizes)
    whole = max(room - 2 * GAP - 1, 1.0) / widest
    if print_width is None:
        return whole
    return max(whole, (room - 2 * BESIDE_PRINT) / max(print_width, widest / 2))
