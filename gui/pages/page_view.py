"""The source document: its pages one under another, with the cells marked on them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from core.report import Note
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_boxes import PageBox, PageBoxes
from gui.pages.page_ink import Span, joined
from gui.pages.page_notes import PageNotes
from gui.pages.page_painter import Marks, paint_pages
from gui.pages.page_strip import READING_LINE, PageStrip
from gui.settings import Settings

MARGIN = 24
"""A box is in view when this many pixels above and below it are, and BESIDE it."""

BESIDE = 4


class PageView(PageStrip):
    """Shows the pages of a document and the boxes of its cells, which are given in points.

    Args:
        worker: draws the pages.
        settings: for the language of messages.
        parent: the Qt parent.
    """

    cellClicked = Signal(str)  # key

    def __init__(
        self, worker: DrawWorker, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(worker, settings, parent)
        self.setObjectName("pageView")
        self.viewport().setMouseTracking(True)
        self._boxes = PageBoxes()
        self._notes = PageNotes()
        self._active: str | None = None
        self._hovered: str | None = None
        self._awaited: str | None = None  # the cell to go to once the document is open
        self._pressed: QPoint | None = None
        self._dragged = False
        self.pageChanged.connect(self._describe)

    def show_document(self, path: str | Path | None) -> None:
        """Show a document from its first page; None for none. The one shown stays as it is."""
        if path is None or Path(path) != self.path:
            self._boxes, self._hovered, self._awaited = PageBoxes(), None, None
            self.set_notes(())
        super().show_document(path)

    def set_boxes(self, boxes: Iterable[PageBox]) -> None:
        """Mark cells on the pages, in place of those marked before."""
        before, self._boxes = self._boxes, PageBoxes(boxes)
        if self._boxes.get(self._hovered) is None:
            self._hovered = None
        if self._boxes != before:
            self.viewport().update()

    def set_notes(self, notes: Iterable[Note]) -> None:
        """Say on the pages what could not be read of them, in place of what was said before."""
        self._notes = PageNotes(notes)
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        """Tell a screen reader, too, what is to be known of the page in sight."""
        said = self._notes.text(self.page, self._settings.current_language())
        self.setAccessibleDescription(said)

    def set_active(self, key: str | None) -> None:
        """Mark one cell as the active one; None for none."""
        self._active = key
        self.viewport().update()

    def ensure_visible(self, key: str) -> None:
        """Bring a cell into view; where it is in view already nothing moves."""
        if self._layout is None:
            self._awaited = key
            return
        self._finish_glide()  # what is in view on the way is not in view at its end
        box = self._boxes.get(key)
        if box is None or box.page > self._layout.pages:
            return
        rect = self._layout.box_rect(box.page, box.box)
        if self._seen().adjusted(BESIDE, MARGIN, -BESIDE, -MARGIN).contains(rect):
            return
        self._scroll_to(QPointF(self._left_for(rect), self._top_for(rect)))

    def box_rect(self, key: str) -> QRect:
        """Return where a cell's box is on the viewport; empty where it has none."""
        box = self._boxes.get(key)
        if box is None or self._layout is None:
            return QRect()
        rect = self._layout.box_rect(box.page, box.box).translated(-self._seen().topLeft())
        return rect.toAlignedRect()

    def _first_pages(self) -> list[int]:
        """The page of the cell that is awaited, and the one before it."""
        box = self._boxes.get(self._awaited)
        if box is None or not 1 < box.page <= len(self._sizes):
            return super()._first_pages()
        return [box.page - 1, box.page]

    def _begin(self, span: Span | None) -> None:
        super()._begin(joined([*([span] if span else ()), *self._boxes.spans()]) if span else None)
        if self._layout is not None and self._awaited is not None:
            awaited, self._awaited = self._awaited, None
            self.ensure_visible(awaited)
            self._finish_glide()  # nothing was in view that it could glide from

    def _resting_place(self) -> QPointF:
        """The place on the viewport that stays: the active cell's where it is in view."""
        rect = self.box_rect(self._active) if self._active else QRect()
        in_view = not rect.isEmpty() and self.viewport().rect().contains(rect)
        return QPointF(rect.center()) if in_view else super()._resting_place()

    def _top_for(self, rect: QRectF) -> float:
        seen = self._seen()
        if seen.top() + MARGIN <= rect.top() and rect.bottom() <= seen.bottom() - MARGIN:
            return seen.top()
        return max(0.0, rect.center().y() - READING_LINE * seen.height())

    def _left_for(self, rect: QRectF) -> float:
        """Return the nearest left edge of the view that shows a box."""
        seen = self._seen()
        least, most = rect.right() + BESIDE - seen.width(), rect.left() - BESIDE
        return max(0.0, min(max(seen.left(), least), most))

    def _box_at(self, place: QPointF) -> PageBox | None:
        """The box at a place of the viewport."""
        if self._layout is None:
            return None
        anchor = self._layout.to_page(self._seen().topLeft() + place)
        return self._boxes.at(anchor.page, anchor.point)

    def _hover(self, box: PageBox | None) -> None:
        key = box.key if box else None
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()
        shape = Qt.CursorShape.PointingHandCursor if box else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position().toPoint(), False
            self._glide.stop()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the page, or show which cell is pointed at."""
        place = event.position().toPoint()
        if self._pressed is None:
            self._hover(self._box_at(event.position()))
            return
        moved = place - self._pressed
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragged, self._pressed = True, place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            for bar, by in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that was clicked."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        box = self._box_at(event.position())
        self._hover(box)
        if box is not None and not self._dragged:
            self.cellClicked.emit(box.key)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave no cell marked when the mouse has left."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight and the marks on them."""
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        language = self._settings.current_language()
        marks = Marks(self._boxes, self._notes, self._active, self._hovered, language)
        paint_pages(painter, self._layout, self._seen(), self._pixels, marks, self.palette())
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
