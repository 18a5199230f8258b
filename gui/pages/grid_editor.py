"""The lines of a table over its page, moved, added and removed by hand, by mouse or keyboard."""

import math

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from core.hand_grid import Draft, HandGrid, turned
from gui.colors import PAGE_ACTIVE_LINE, PAGE_CHANGED_LINE
from gui.pages.page_layout import Anchor, PageLayout

NEAR = 5.0
"""Content pixels beside a line that still take it."""

OVER = 12.0
"""Points that lines reach over the table, to be seen and taken there."""

STEP, FAR = 1.0, 10.0
"""Points that an arrow key moves a line by, and with Shift."""

Line = tuple[int, int]
"""Axis (0 between columns, 1 between rows) and number of a line."""

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, -1),
    Qt.Key.Key_Down: (1, 1),
}


class GridEditor(QObject):
    """Changes a grid that is drawn over its page.

    Args:
        draft: the grid as it was found, and what it is to hold.
        parent: the Qt parent.
    """

    changed = Signal()
    accepted = Signal(object)  # HandGrid
    cancelled = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.grid: HandGrid = draft.grid
        self.chosen: Line = (1, 0)
        self._held = False

    @property
    def fits(self) -> bool:
        """Whether there are as many lines as the table takes."""
        return self.draft.places(self.grid) is not None

    # the mouse; all places in content pixels --------------------------------------------------

    def press(self, layout: PageLayout, point: QPointF) -> bool:
        """Take the line at a place; returns whether there is one."""
        line = self.line_at(layout, point)
        if line is not None:
            self.chosen, self._held = line, True
            self.changed.emit()
        return line is not None

    def drag(self, layout: PageLayout, point: QPointF) -> bool:
        """Move the line that was taken; returns whether one is."""
        if self._held:
            axis, number = self.chosen
            self._set(self.grid.moved(axis, number, self._in_table(layout, point)[axis]))
        return self._held

    def release(self) -> bool:
        """Let the line go; returns whether one was taken."""
        held, self._held = self._held, False
        return held

    def add_at(self, layout: PageLayout, point: QPointF, *, column: bool) -> None:
        """Add a line at a place: between rows, or between columns where ``column``.

        Above and below the table it is one between columns in any case.
        """
        at = self._in_table(layout, point)
        outside = not self.grid.ys[0] <= at[1] <= self.grid.ys[-1]
        self._add(0 if column or outside else 1, at)

    def line_at(self, layout: PageLayout, point: QPointF) -> Line | None:
        """Return the line at a place, the nearest one."""
        if layout.page_at(point.y()) != self.grid.page:
            return None
        at = self._in_table(layout, point)
        near: list[tuple[float, Line]] = []
        for axis in (0, 1):
            along = self.grid.lines(1 - axis)
            if not along[0] - OVER <= at[1 - axis] <= along[-1] + OVER:
                continue
            for number, line in enumerate(self.grid.lines(axis)):
                near.append((abs(line - at[axis]) * layout.zoom, (axis, number)))
        distance, nearest = min(near, default=(math.inf, (0, 0)))
        return nearest if distance <= NEAR else None

    # the keyboard -----------------------------------------------------------------------------

    def press_key(self, key: int, *, shift: bool) -> bool:
        """Do what a key says; returns whether it says anything."""
        axis, number = self.chosen
        match key:
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.fits:
                    self.accepted.emit(self.grid)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._choose_next(-1 if shift or key == Qt.Key.Key_Backtab else 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._set(self.grid.removed(axis, number))
            case Qt.Key.Key_Insert | Qt.Key.Key_Plus:
                lines = self.grid.lines(axis)
                first = min(number, len(lines) - 2)
                middle = (lines[first] + lines[first + 1]) / 2
                self._add(axis, (middle, middle))
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._go(*_ARROWS[Qt.Key(key)], FAR if shift else STEP)
            case _:
                return False
        return True

    def _go(self, axis: int, direction: int, step: float) -> None:
        """Move the chosen line; across its axis choose one of the other lines instead."""
        chosen, number = self.chosen
        if chosen == axis:
            line = self.grid.lines(axis)[number]
            self._set(self.grid.moved(axis, number, line + direction * step))
        else:
            self.chosen = axis, 0 if direction > 0 else len(self.grid.lines(axis)) - 1
            self.changed.emit()

    def _choose_next(self, direction: int) -> None:
        lines = [(axis, at) for axis in (1, 0) for at in range(len(self.grid.lines(axis)))]
        self.chosen = lines[(lines.index(self.chosen) + direction) % len(lines)]
        self.changed.emit()

    def _add(self, axis: int, at: tuple[float, float]) -> None:
        self.grid = self.grid.added(axis, at[axis])
        self.chosen = axis, self.grid.lines(axis).index(at[axis])
        self.changed.emit()

    def _set(self, grid: HandGrid) -> None:
        self.grid = grid
        axis, number = self.chosen
        self.chosen = axis, min(number, len(grid.lines(axis)) - 1)
        self.changed.emit()

    # where lines are --------------------------------------------------------------------------

    def ends(self, layout: PageLayout, line: Line) -> tuple[QPointF, QPointF]:
        """Return where a line begins and ends, in content pixels."""
        axis, number = line
        at, along = self.grid.lines(axis)[number], self.grid.lines(1 - axis)
        first, last = along[0] - OVER, along[-1] + OVER
        ends = ((first, at), (last, at)) if axis else ((at, first), (at, last))
        start, end = (
            layout.from_page(Anchor(self.grid.page, QPointF(*turned(u, v, self.grid.angle))))
            for u, v in ends
        )
        return start, end

    def paint(self, painter: QPainter, layout: PageLayout) -> None:
        """Paint the lines, in content pixels."""
        if self.grid.page > layout.pages:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = QPen(PAGE_CHANGED_LINE.value(dark=False), 1.2)
        chosen = QPen(PAGE_ACTIVE_LINE.value(dark=False), 3.0)
        for axis in (0, 1):
            for number in range(len(self.grid.lines(axis))):
                painter.setPen(chosen if (axis, number) == self.chosen else plain)
                painter.drawLine(*self.ends(layout, (axis, number)))

    def _in_table(self, layout: PageLayout, point: QPointF) -> tuple[float, float]:
        place = layout.on_page(self.grid.page, point)
        return turned(place.x(), place.y(), -self.grid.angle)
