"""The source document: its pages one under another, with the cells marked on them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.hand_grid import Draft
from core.report import Note, Place
from gui.pages.draw_worker import DrawWorker
from gui.pages.grid_editor import GridEditor
from gui.pages.grid_hint import GridHint
from gui.pages.page_boxes import PageBox, PageBoxes
from gui.pages.page_ink import Span, joined
from gui.pages.page_notes import PageNotes
from gui.pages.page_painter import Marks, paint_pages
from gui.pages.page_region import PageRegion
from gui.pages.page_strip import READING_LINE, PageStrip
from gui.pages.page_turns import PageTurns
from gui.settings import Settings

MARGIN = 24
"""A box is in view when this many pixels above and below it are, and BESIDE it."""

BESIDE = 4


class PageView(PageStrip):
    """Shows the pages of a document and the boxes of its cells, which are given in points.

    With Shift the mouse draws a region over a page; ``edit_grid`` has lines drawn over one.

    Args:
        worker: draws the pages.
        settings: for the language of messages.
        parent: the Qt parent.
    """

    cellClicked = Signal(str)  # key
    regionDrawn = Signal()
    gridDrawn = Signal(object)  # HandGrid, by which the table is to be read

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
        self._linked: frozenset[str] = frozenset()
        self._awaited: str | None = None  # the cell to go to once the document is open
        self._pressed: QPoint | None = None
        self._dragged = False
        self._turned = PageTurns()
        self._region = PageRegion()
        self._editor: GridEditor | None = None
        self._hint = GridHint(self.viewport())
        self.pageChanged.connect(self._describe)
        self._bar.turnAsked.connect(self.rotate)
        self._bar.straightAsked.connect(self.set_straight)

    def show_document(self, path: str | Path | None) -> None:
        """Show a document from its first page; None for none. The one shown stays as it is."""
        if path is None or Path(path) != self.path:
            self._boxes, self._hovered, self._awaited = PageBoxes(), None, None
            self.set_notes(())
            self.take_region()
            self.edit_grid(None)
            self._turned.start()
            self.set_turns({})
        super().show_document(path)

    def set_boxes(self, boxes: Iterable[PageBox]) -> None:
        """Mark cells on the pages, in place of those marked before."""
        before, self._boxes = self._boxes, PageBoxes(boxes)
        if self._boxes.get(self._hovered) is None:
            self._hovered = None
        if self._boxes != before:
            self.viewport().update()

    # turned ----------------------------------------------------------------------------------

    def set_lies(self, lies: Mapping[int, float]) -> None:
        """Say how tables lie on their pages, by page: radians, clockwise. They are shown level."""
        self._turned.set_lies(lies)
        self._bar.show_straight(straight=self._turned.straight, possible=bool(lies))
        self._turn()

    def level(self, page: int) -> float:
        """Return the turn by which the tables of a page are level: radians, clockwise."""
        return self._turned.level(page)

    def set_straight(self, straight: bool) -> None:
        """Show tables upright and level, or pages as they are in the document."""
        self._turned.straight = straight
        self._bar.show_straight(straight=straight, possible=self._turned.has_lies)
        self._turn()

    def rotate(self) -> None:
        """Turn the page in sight by a quarter, clockwise; only for view."""
        if self._layout is not None:
            page = self.page
            self._turned.rotate(page)
            self._turn()
            self.go_to_page(page)

    def _turn(self) -> None:
        self.set_turns(self._turned.turns())

    # drawn over ------------------------------------------------------------------------------

    @property
    def grid_editor(self) -> GridEditor | None:
        """What changes the lines over a page while a grid is drawn by hand; None else."""
        return self._editor

    def take_region(self) -> Place | None:
        """Return the region that was drawn over a page, and take it away; None for none."""
        place = self._region.place
        if self._region.clear():
            self.viewport().update()
        return place

    def edit_grid(self, draft: Draft | None) -> None:
        """Have the lines of a table drawn over its page; None to leave that."""
        if self._editor:
            self._editor.deleteLater()
        self._editor = GridEditor(draft, self) if draft else None
        if self._editor and draft:
            self._editor.changed.connect(self._show_lines)
            self._editor.cancelled.connect(lambda: self.edit_grid(None))
            self._editor.accepted.connect(self._end_grid)
            if draft.grid.page != self.page:
                self.go_to_page(draft.grid.page)
            self.setFocus()
        self._hint.show_editor(self._editor)
        self.viewport().update()

    def _show_lines(self) -> None:
        self._hint.retranslate()
        self.viewport().update()

    def _end_grid(self, grid: object) -> None:
        self.edit_grid(None)
        self.gridDrawn.emit(grid)

    # notes -----------------------------------------------------------------------------------

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

    def set_linked(self, keys: frozenset[str]) -> None:
        """Outline faintly what has to do with the active cell; nothing moves for it."""
        if keys != self._linked:
            self._linked = keys
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
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._glide.stop()
        if self._layout is not None:
            point = self._seen().topLeft() + event.position()
            if self._editor and self._editor.press(self._layout, point):
                return
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._editor:
                self._region.begin(self._layout, point)
                return
        self._pressed, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the page, or show which cell is pointed at."""
        place = event.position().toPoint()
        if self._layout is not None and self._draw_on(event.position()):
            return
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

    def _draw_on(self, place: QPointF) -> bool:
        """Go on with what is drawn over the page; returns whether anything is."""
        layout, point = self._layout, self._seen().topLeft() + place
        if layout is None:
            return False
        if self._region.is_drawn:
            self._region.stretch(layout, point)
            self.viewport().update()
            return True
        if self._editor is None:
            return False
        line = self._editor.line_at(layout, point)
        shapes = (Qt.CursorShape.SplitHCursor, Qt.CursorShape.SplitVCursor)
        if self._editor.drag(layout, point) or (line and self._pressed is None):
            axis = line[0] if line else self._editor.chosen[0]
            self.viewport().setCursor(shapes[axis])
            return True
        return False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a line where a grid is drawn by hand."""
        if self._editor is None or self._layout is None:
            self.mousePressEvent(event)  # as the second of two clicks
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        point = self._seen().topLeft() + event.position()
        self._editor.add_at(self._layout, point, column=shift)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that was clicked."""
        if self._region.is_drawn:
            if self._region.end():
                self.regionDrawn.emit()
            self.viewport().update()
            return
        if self._editor and self._editor.release():
            return
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        box = self._box_at(event.position())
        self._hover(box)
        if self._editor is None and box is not None and not self._dragged:
            self.cellClicked.emit(box.key)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave no cell marked when the mouse has left."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the grid that is drawn by hand; leave a region with Esc; else scroll."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._editor and self._editor.press_key(event.key(), shift=shift):
            return
        if event.key() == Qt.Key.Key_Escape and self.take_region():
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from line to line while a grid is drawn by hand."""
        if self._editor:
            key = Qt.Key.Key_Tab if forwards else Qt.Key.Key_Backtab
            return self._editor.press_key(key, shift=False)
        return super().focusNextPrevChild(forwards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is said of a grid at the lower edge."""
        super().resizeEvent(event)
        self._hint.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight and the marks on them."""
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        language = self._settings.current_language()
        marks = Marks(self._boxes, self._notes, self._active, self._hovered, self._linked, language)
        paint_pages(painter, self._layout, self._seen(), self._pixels, marks, self.palette())
        if self._layout is not None:
            self._region.paint(painter, self._layout)
            if self._editor:
                self._editor.paint(painter, self._layout)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
