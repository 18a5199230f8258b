"""Paints pages: the ground, white paper with a soft shadow, what is drawn, the marks of cells."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette

from core.text import Language
from gui.colors import HINT, PAGE_GROUND
from gui.pages.page_boxes import PageBoxes, paint_box
from gui.pages.page_layout import PageLayout
from gui.pages.page_notes import PageNotes, paint_notes
from gui.pages.page_pixels import PagePixels

PAPER = QColor("white")
SHADOW = ((3.0, 8), (2.0, 12), (1.0, 20))
"""How far the soft edge of a page reaches, in content pixels, and how dark it is there of 255."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on the pages, and the language of what is written on them."""

    boxes: PageBoxes
    notes: PageNotes
    active: str | None
    hovered: str | None
    linked: frozenset[str]
    language: Language


def paint_pages(
    painter: QPainter,
    layout: PageLayout | None,
    seen: QRectF,
    pixels: PagePixels,
    marks: Marks,
    palette: QPalette,
) -> None:
    """Paint what the view shows.

    Args:
        painter: of the viewport.
        layout: where the pages stand; None where there are none.
        seen: the part of the layout that is in view, in content pixels.
        pixels: what is drawn so far; blank paper stands for the rest.
        marks: the cells marked.
        palette: of the view; paper is white in the dark too.
    """
    painter.fillRect(QRectF(painter.viewport()), PAGE_GROUND.on(palette))
    if layout is None:
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(-seen.topLeft())
    for page in layout.pages_within(seen.top(), seen.bottom()):
        rect = layout.rect(page)
        _paint_paper(painter, rect)
        _paint_pixels(painter, layout, page, seen, pixels)
        if failure := pixels.failure(page):
            painter.setPen(HINT.value(dark=False))
            painter.drawText(
                rect.intersected(seen), Qt.AlignmentFlag.AlignCenter, failure.to(marks.language)
            )
        _paint_marks(painter, layout, page, marks)
        paint_notes(painter, rect, seen, marks.notes, page, marks.language)


def _paint_paper(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach, darkness in SHADOW:
        painter.setBrush(QColor(0, 0, 0, darkness))
        edge = rect.adjusted(-reach, 1 - reach, reach, 1 + reach)
        painter.drawRoundedRect(edge, reach, reach)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.fillRect(rect, PAPER)


def _paint_pixels(
    painter: QPainter, layout: PageLayout, page: int, seen: QRectF, pixels: PagePixels
) -> None:
    painter.save()
    painter.setTransform(layout.turning(page), True)  # noqa: FBT003 - Qt's "combine"
    tiles = list(layout.tiles(page, seen))
    drawn = [(tile, pixmap) for tile in tiles if (pixmap := pixels.pixmap(tile))]
    if len(drawn) < len(tiles):  # blurred for a moment is better than white
        for tile, pixmap in pixels.others(page, layout.zoom * layout.ratio):
            target = layout.flat_box(page, tile.clip)
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
    for tile, pixmap in drawn:
        target = layout.flat_box(page, tile.clip)
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
    painter.restore()


def _paint_marks(painter: QPainter, layout: PageLayout, page: int, marks: Marks) -> None:
    for box in marks.boxes.on_page(page):
        if box.key != marks.active:
            linked = box.key in marks.linked and box.style == "plain"
            style = "linked" if linked else box.style
            paint_box(painter, layout.box_rect(page, box.box), style)
    hovered, active = marks.boxes.get(marks.hovered), marks.boxes.get(marks.active)
    if active is not None and active.page == page:
        paint_box(painter, layout.box_rect(page, active.box), "active")
    if hovered is not None and hovered.page == page and hovered is not active:
        paint_box(painter, layout.box_rect(page, hovered.box), "hover")
