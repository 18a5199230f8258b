"""A document's pages one under another: laid out, scrolled, zoomed and drawn; nothing on them."""

import math
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from core.text import Text
from gui.pages.draw_worker import DrawWorker
from gui.pages.page_bar import PageBar
from gui.pages.page_ink import InkMeasure, Span
from gui.pages.page_layout import Anchor, PageLayout, Tile, fitting_zoom, turned_sizes
from gui.pages.page_notice import PageNotice
from gui.pages.page_pixels import PagePixels
from gui.settings import Settings

FULL_SIZE = 96 / 72
"""Content pixels a point at which a page is shown as large as on paper."""

SMALLEST, LARGEST = 0.1, 8.0
"""The bounds of the zoom, as multiples of the size on paper."""

NARROWEST = 160
"""The least width of the panel, in pixels."""

STEP = 1.2
"""What one press of a button or one notch of the wheel changes the zoom by."""

LINE = 24
"""How far an arrow key scrolls, and how much of a view stays when it is scrolled by a view."""

NARROW = 0.92
"""The part of the page that print covers at most, where its margins are worth leaving out."""

LEVEL = 0.995
"""Cosine of a turn at which print stands where it stood, nearly."""

READING_LINE = 0.4
"""How far down the view the eye rests: the page there is the page in sight."""

GLIDE_MS = 100
"""How long the view takes to glide to a place that is less than a view away."""


class PageStrip(QAbstractScrollArea):
    """Scrolls through the pages of a document at any zoom.

    Args:
        worker: draws the pages.
        settings: for the language of messages.
        parent: the Qt parent.
    """

    pageChanged = Signal(int)  # the page in sight, from 1
    zoomChanged = Signal(float)  # 1.0 is the size on paper
    locateRequested = Signal()  # the source is not there: let the person look for it

    def __init__(
        self, worker: DrawWorker, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(NARROWEST)
        self._worker = worker
        self._pixels = PagePixels(worker, self)
        self._path: Path | None = None
        self._sizes: list[tuple[float, float]] = []
        self._turns: Mapping[int, float] = {}
        self._layout: PageLayout | None = None
        self._awaited_page: int | None = None  # to go to once the document is open
        self._print: Span | None = None  # of the pages: where what is printed on them stands
        self._ink = InkMeasure(worker, self)
        self._zoom = FULL_SIZE
        self._fits = True
        self._page = 0
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._settings = settings
        self._bar = PageBar(self)
        self.setViewportMargins(0, self._bar.needed, 0, 0)
        self._notice = PageNotice(settings, self)
        self._notice.hide()
        self._connect()
        self._show_page_number()
        self.retranslate()

    def _connect(self) -> None:
        self._worker.opened.connect(self._open)
        self._worker.notOpened.connect(self._not_open)
        self._pixels.arrived.connect(self._update_page)
        self._ink.measured.connect(self._begin)
        self._glide.valueChanged.connect(self._glide_to)
        self._bar.zoomInAsked.connect(self.zoom_in)
        self._bar.zoomOutAsked.connect(self.zoom_out)
        self._bar.fitAsked.connect(self.fit_width)
        self._bar.fullSizeAsked.connect(lambda: self.set_zoom(1.0))
        self._notice.locateAsked.connect(self.locateRequested)

    @property
    def path(self) -> Path | None:
        """The document shown, None for none."""
        return self._path

    @property
    def page(self) -> int:
        """The page in sight, from 1; 0 where there is none."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is the size on paper."""
        return self._zoom / FULL_SIZE

    def show_document(self, path: str | Path | None) -> None:
        """Show a document from its first page; None for none. The one shown stays as it is."""
        wanted = None if path is None else Path(path)
        if wanted == self._path and self._layout is not None:
            return
        self._glide.stop()
        self._path, self._layout, self._sizes = wanted, None, []
        self._awaited_page, self._print = None, None
        self._ink.stop()
        self._pixels.start(wanted)
        self._notice.hide()
        self._set_ranges()
        self._show_page_number()
        if wanted is not None:
            self._worker.sizes(wanted)

    def go_to_page(self, page: int) -> None:
        """Show a page, counted from 1, from its top."""
        if self._layout is None:
            self._awaited_page = page
            return
        page = min(max(page, 1), self._layout.pages)
        self._glide.stop()
        self.verticalScrollBar().setValue(int(self._layout.rect(page).top()) - 4)

    def page_down(self) -> None:
        """Scroll down by a view."""
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)

    def page_up(self) -> None:
        """Scroll up by a view."""
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepSub)

    def zoom_in(self) -> None:
        """Enlarge by a step."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Reduce by a step."""
        self.set_zoom(self.zoom / STEP)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Set the zoom; 1.0 is the size on paper.

        Args:
            zoom: kept within bounds.
            at: the place on the viewport that stays where it is; chosen well where None.
        """
        self._fits = False
        bounded = min(max(zoom, min(SMALLEST, self.zoom)), LARGEST)
        self._lay_out(bounded * FULL_SIZE, at or self._resting_place())

    def set_turns(self, turns: Mapping[int, float]) -> None:
        """Show some pages turned, by page: radians, clockwise."""
        if turns != self._turns:
            self._turns = dict(turns)
            self._lay_out(self._zoom, self._resting_place())

    def fit_width(self) -> None:
        """Make what is printed on the pages as wide as the view, and keep it so."""
        self._fits = True
        self._lay_out(self._zoom, self._resting_place())

    def _open(self, path: str, sizes: list[tuple[float, float]]) -> None:
        if self._path is None or Path(path) != self._path or self._layout is not None:
            return
        self._sizes = sizes
        if len({round(width) for width, _ in sizes}) == 1:
            self._ink.measure(self._path, self._first_pages())
        else:
            self._begin(None)  # of pages of several widths the widest is to be seen whole

    def _first_pages(self) -> list[int]:
        """The pages that are going to be seen first, two where there are."""
        return list(range(1, len(self._sizes) + 1))[:2]

    def _begin(self, span: Span | None) -> None:
        """Show the document that was opened."""
        widest = max(width for width, _ in self._sizes)
        self._print = span if span and span[1] - span[0] < NARROW * widest else None
        self._lay_out(self._zoom, QPointF(0, 0))
        if not self._fits:
            self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        if self._awaited_page is not None:
            self.go_to_page(self._awaited_page)

    def _not_open(self, path: str, message: Text, hint: Text) -> None:
        if self._path is not None and Path(path) == self._path and self._layout is None:
            self._notice.tell(message, hint)
            self._notice.show()

    def _lay_out(self, zoom: float, at: QPointF) -> None:
        """Lay the pages out anew, keeping what is at a place of the viewport where it is."""
        room = float(self.viewport().width())
        level = all(math.cos(turn) > LEVEL for turn in self._turns.values())
        span = self._print if level else None
        if self._fits and self._sizes:
            width = span[1] - span[0] if span else None
            zoom = fitting_zoom(turned_sizes(self._sizes, self._turns), room, width)
        changed, self._zoom = zoom != self._zoom, zoom
        if self._sizes:
            anchor: Anchor | None = None
            if self._layout is not None:
                anchor = self._layout.to_page(self._seen().topLeft() + at)
            self._layout = PageLayout(
                self._sizes, zoom, self.devicePixelRatioF(), room, self._turns
            )
            self._set_ranges()
            if anchor is not None:
                corner = self._layout.from_page(anchor) - at
                self.horizontalScrollBar().setValue(round(corner.x()))
                self.verticalScrollBar().setValue(round(corner.y()))
            if self._fits and span:
                middle = self._layout.rect(1).left() + sum(span) / 2 * zoom
                self.horizontalScrollBar().setValue(round(middle - room / 2))
            self._seen_changed()
        if changed:
            self._bar.show_zoom(self.zoom)
            self.zoomChanged.emit(self.zoom)

    def _resting_place(self) -> QPointF:
        """The place on the viewport that stays where it is when the zoom changes."""
        return QPointF(self.viewport().width() / 2, 0)

    def _set_ranges(self) -> None:
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if self._fits else needed)  # beside is but white
        view = self.viewport().size()
        width = self._layout.width if self._layout else 0.0
        height = self._layout.height if self._layout else 0.0
        for bar, content, room in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, math.ceil(content) - room))
            bar.setPageStep(max(1, room - LINE))
            bar.setSingleStep(LINE)

    def _seen(self) -> QRectF:
        """The part of the strip that the viewport shows, in content pixels."""
        ratio = self.devicePixelRatioF()
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        corner = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
        return QRectF(corner, QSizeF(self.viewport().size()))

    def _seen_changed(self) -> None:
        """Ask for what came into sight and say which page it is."""
        self.viewport().update()
        if self._layout is None:
            return
        seen = self._seen()
        near = seen.adjusted(0, -seen.height() / 2, 0, seen.height())
        self._pixels.want(self._tiles(self._layout, seen), self._tiles(self._layout, near))
        page = self._layout.page_at(seen.top() + READING_LINE * seen.height())
        if page != self._page:
            self._page = page
            self.pageChanged.emit(page)
        self._show_page_number()

    @staticmethod
    def _tiles(layout: PageLayout, seen: QRectF) -> list[Tile]:
        pages = layout.pages_within(seen.top(), seen.bottom())
        return [tile for page in pages for tile in layout.tiles(page, seen)]

    def _show_page_number(self) -> None:
        if self._layout is None:
            self._page = 0
        self._bar.show_page(self._page, self._layout.pages if self._layout else 0)

    def _update_page(self, page: int) -> None:
        if self._layout is not None:
            rect = self._layout.rect(page).translated(-self._seen().topLeft())
            self.viewport().update(rect.toAlignedRect())

    def _scroll_to(self, corner: QPointF) -> None:
        self._glide.stop()
        start = self._seen().topLeft()
        self._glide.setStartValue(start)
        self._glide.setEndValue(corner)
        if (corner - start).manhattanLength() > self.viewport().height():
            self._glide_to(corner)  # too far to follow by eye
        else:
            self._glide.start()

    def _glide_to(self, corner: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def _finish_glide(self) -> None:
        if self._glide.state() == QVariantAnimation.State.Running:
            self._glide.setCurrentTime(GLIDE_MS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom at the mouse."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / 120
            self.set_zoom(self.zoom * STEP**notches, event.position())
            event.accept()
            return
        self._glide.stop()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the ends by Home and End; arrows and PgUp, PgDn scroll."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        end = ends.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(end)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        del dx, dy
        self._seen_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages out for the new width."""
        super().resizeEvent(event)
        view, high = self.viewport().geometry(), self._bar.needed
        self._bar.setGeometry(view.left(), view.top() - high, view.width(), high)
        self._notice.setGeometry(view)
        self._lay_out(self._zoom, self._resting_place())

    def event(self, event: QEvent) -> bool:
        """Draw anew on a screen of another resolution."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self._zoom, self._resting_place())
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setViewportMargins(0, self._bar.needed, 0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the focus no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def retranslate(self) -> None:
        """Take the texts of the current language."""
        self.setAccessibleName(self.tr("Source page"))
