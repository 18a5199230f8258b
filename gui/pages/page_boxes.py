"""The boxes of cells on the pages: which is where, and how it is marked."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from core.report import Box
from gui import colors
from gui.colors import Color

BoxStyle = Literal["plain", "linked", "member", "unsure", "suspect", "hover", "active"]
"""How a box is marked; "plain" is not marked at all, but can be pointed at and clicked."""

ORDER: tuple[BoxStyle, ...] = (
    "plain",
    "linked",
    "member",
    "unsure",
    "suspect",
    "hover",
    "active",
)
"""From the bottom to the top, where boxes touch."""

NEAR = 1.5
"""A click this many points beside a box still hits it: the rulings belong to both sides."""


@dataclass(frozen=True, slots=True)
class PageBox:
    """One cell's box on a page."""

    key: str
    page: int  # from 1
    box: Box  # points
    style: BoxStyle = "plain"


@dataclass(frozen=True, slots=True)
class _Look:
    fill: Color | None
    line: Color
    width: float
    dashed: bool = False


_LOOKS: dict[BoxStyle, _Look] = {
    "linked": _Look(None, colors.PAGE_ACTIVE_LINE, 1.0, dashed=True),
    "member": _Look(None, colors.PAGE_MEMBER_LINE, 1.0),
    "unsure": _Look(colors.PAGE_UNSURE_FILL, colors.PAGE_UNSURE_LINE, 1.0),
    "suspect": _Look(colors.PAGE_SUSPECT_FILL, colors.PAGE_SUSPECT_LINE, 2.0),
    "hover": _Look(colors.PAGE_HOVER_FILL, colors.PAGE_CHANGED_LINE, 1.0),
    "active": _Look(colors.ACTIVE_FILL, colors.PAGE_ACTIVE_LINE, 2.0),
}


class PageBoxes:
    """The boxes of one document, found by key, by page and by place."""

    def __init__(self, boxes: Iterable[PageBox] = ()) -> None:
        self._by_key: dict[str, PageBox] = {}
        self._by_page: dict[int, list[PageBox]] = {}
        for box in boxes:
            self._by_key[box.key] = box
            self._by_page.setdefault(box.page, []).append(box)
        for on_page in self._by_page.values():
            on_page.sort(key=lambda box: ORDER.index(box.style))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageBoxes) and self._by_key == other._by_key

    __hash__ = None  # type: ignore[assignment]  # its boxes are compared, it is never a key

    def get(self, key: str | None) -> PageBox | None:
        """Return the box of a cell, None where it has none."""
        return self._by_key.get(key) if key is not None else None

    def spans(self) -> list[tuple[float, float]]:
        """Return the left and the right edge of every box."""
        return [(box.box[0], box.box[2]) for box in self._by_key.values()]

    def on_page(self, page: int) -> Sequence[PageBox]:
        """Return the boxes of a page, the lowest first."""
        return self._by_page.get(page, ())

    def at(self, page: int, point: QPointF) -> PageBox | None:
        """Return the box at a place in points: the smallest that holds it, else one close by."""
        hits = [
            (distance, _area(box.box), box)
            for box in self.on_page(page)
            if (distance := _distance(box.box, point)) <= NEAR
        ]
        return min(hits, key=lambda hit: hit[:2])[2] if hits else None


def paint_box(painter: QPainter, rect: QRectF, style: BoxStyle) -> None:
    """Mark a box. The paper is white in both themes, so the light colours hold.

    Args:
        painter: in content pixels.
        rect: the box there.
        style: how.
    """
    look = _LOOKS.get(style)
    if look is None:
        return
    painter.save()
    if look.fill is not None:
        # as a highlighter: what is printed stays as black as it was
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, look.fill.value(dark=False))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(look))
    painter.drawRect(rect)
    painter.restore()


def _pen(look: _Look) -> QPen:
    pen = QPen(look.line.value(dark=False), look.width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if look.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _distance(box: Box, point: QPointF) -> float:
    """How far a place lies outside of a box; 0 inside."""
    x0, y0, x1, y1 = box
    beside = max(x0 - point.x(), point.x() - x1, 0.0)
    above = max(y0 - point.y(), point.y() - y1, 0.0)
    return math.hypot(beside, above)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
