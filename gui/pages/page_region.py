"""A region of a page, drawn over it by hand (Shift and the mouse), to be read."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.report import Place
from gui.colors import PAGE_CHANGED_LINE, PAGE_HOVER_FILL
from gui.pages.page_layout import PageLayout

LEAST = 4.0
"""Points that a region is wide and high at least; a smaller one was not meant."""


class PageRegion:
    """The region that stands over the pages, or is being drawn."""

    def __init__(self) -> None:
        self.place: Place | None = None
        self._page = 0  # while it is drawn
        self._start = QPointF()  # content pixels

    @property
    def is_drawn(self) -> bool:
        """Whether it is being drawn now."""
        return self._page > 0

    def begin(self, layout: PageLayout, point: QPointF) -> None:
        """Begin at a place in content pixels, in place of the region before."""
        self.place, self._page = None, layout.page_at(point.y())
        self._start = self._inside(layout, point)

    def stretch(self, layout: PageLayout, point: QPointF) -> None:
        """Let it reach to a place in content pixels; it stays on its page."""
        drawn = QRectF(self._start, self._inside(layout, point)).normalized()
        corners = (drawn.topLeft(), drawn.topRight(), drawn.bottomLeft(), drawn.bottomRight())
        points = [layout.on_page(self._page, corner) for corner in corners]
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        self.place = Place(self._page, (min(xs), min(ys), max(xs), max(ys)))

    def end(self) -> bool:
        """Have it stand; returns whether it is large enough to be one."""
        self._page = 0
        if self.place:
            x0, y0, x1, y1 = self.place.box
            if min(x1 - x0, y1 - y0) < LEAST:
                self.place = None
        return self.place is not None

    def clear(self) -> bool:
        """Take it away; returns whether there was one."""
        had, self.place, self._page = self.place is not None, None, 0
        return had

    def paint(self, painter: QPainter, layout: PageLayout) -> None:
        """Paint it, in content pixels."""
        if self.place is None or self.place.page > layout.pages:
            return
        painter.setPen(QPen(PAGE_CHANGED_LINE.value(dark=False), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(PAGE_HOVER_FILL.value(dark=False)))
        painter.drawRect(layout.box_rect(self.place.page, self.place.box))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _inside(self, layout: PageLayout, point: QPointF) -> QPointF:
        rect = layout.rect(self._page)
        x = min(max(point.x(), rect.left()), rect.right())
        return QPointF(x, min(max(point.y(), rect.top()), rect.bottom()))
