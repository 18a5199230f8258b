"""The lines of a PDF page: whatever a word processor draws that looks like a straight line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from core.bounds import MAX_GROUNDS_ON_PAGE, MAX_RULINGS_ON_PAGE
from core.reading.page import Ruling
from core.report import Box
from core.sources.pdf_text import turned

THIN = 3.0
"""A filled area narrower than this many points is a line that a word processor drew."""

_WHITE = 0.97
_FAINT = 0.1  # opacity of what nobody sees
_BROAD = 2 * THIN  # a line broader than this many points is an area
_SHORT = 0.5

Drawing = dict[str, Any]
_Clip = Box | None


@dataclass(frozen=True, slots=True)
class Cover:
    """An area or a picture, and its number in the order of drawing."""

    box: Box
    order: int

    def hides(self, box: Box, order: int) -> bool:
        """Tell whether this was drawn over all of something."""
        x0, y0, x1, y1 = self.box
        inside = x0 < box[0] and y0 < box[1] and box[2] < x1 and box[3] < y1
        return inside and order < self.order


def rulings_of(
    drawings: Iterable[Drawing],
    pictures: Iterable[Box],
    covers: Sequence[Cover],
    turn: pymupdf.Matrix | None,
) -> list[Ruling]:
    """Return the straight lines of a page.

    Args:
        drawings: as ``get_cdrawings(extended=True)`` gives them.
        pictures: boxes of pictures; a picture may be a line.
        covers: what hides things on this page; lines that lie under one are left out.
        turn: from the page as stored to the page as shown, where these differ.
    """
    rulings: list[Ruling] = []
    boxes = (box for box in pictures if is_thin(box))
    for box in (*boxes, *_lines(drawings, covers)):
        x0, y0, x1, y1 = box if turn is None else turned(box, turn)
        across, down = x1 - x0, y1 - y0
        if across > _SHORT and down <= THIN:
            rulings.append(Ruling(horizontal=True, at=(y0 + y1) / 2, start=x0, end=x1))
        # a dot may belong to a line either way
        if down > _SHORT and across <= THIN:
            rulings.append(Ruling(horizontal=False, at=(x0 + x1) / 2, start=y0, end=y1))
        if len(rulings) >= MAX_RULINGS_ON_PAGE:
            break
    return rulings


def _lines(drawings: Iterable[Drawing], covers: Sequence[Cover]) -> Iterator[Box]:
    """Yield the boxes of lines, cut to what the clip paths leave of them."""
    clips: list[_Clip] = []
    coloured: list[Box] = []  # areas on which a white line is seen
    for drawing in drawings:
        kind, level = drawing["type"], drawing["level"]
        if kind in ("clip", "group"):
            outer = clips[level - 1] if 0 < level <= len(clips) else None
            del clips[level:]
            clips += [outer] * (level - len(clips))
            clips.append(drawing["scissor"] if kind == "clip" else outer)
            continue
        clip = clips[level - 1] if 0 < level <= len(clips) else None
        for box in _lines_of(drawing, coloured):
            cut = box if clip is None else _cut(box, clip)
            if cut is None or any(cover.hides(cut, drawing["seqno"]) for cover in covers):
                continue
            yield cut


def _lines_of(drawing: Drawing, coloured: list[Box]) -> Iterator[Box]:
    """Yield the boxes of the lines of one drawing that are seen."""
    kind, items = drawing["type"], drawing["items"]
    stroke, fill = drawing.get("color"), drawing.get("fill")
    if (
        "s" in kind
        and drawing.get("stroke_opacity", 1.0) > _FAINT
        and (drawing.get("width") or 0.0) <= _BROAD
    ):
        lines = _strokes(items)
        yield from _on_colour(lines, coloured) if _is_white(stroke) else lines
    if "f" in kind and drawing.get("fill_opacity", 1.0) > _FAINT:
        if not _is_white(fill):
            yield from _fills(items)
            if not is_thin(drawing["rect"]) and len(coloured) < MAX_GROUNDS_ON_PAGE:
                coloured.append(drawing["rect"])
        elif coloured:
            yield from _on_colour(_fills(items), coloured)


def _on_colour(lines: Iterable[Box], areas: list[Box]) -> Iterator[Box]:
    """Yield those of some white lines that are seen: at least half of each lies on a colour."""
    for box in lines:
        x0, y0, x1, y1 = box
        across = x1 - x0 > y1 - y0
        covered = 0.0
        for area in areas:
            width = min(x1, area[2]) - max(x0, area[0])
            height = min(y1, area[3]) - max(y0, area[1])
            if width >= -1 and height >= -1:
                covered += max(0.0, width if across else height)
        if covered * 2 > max(x1 - x0, y1 - y0):
            yield box


def _strokes(items: Iterable[Any]) -> Iterator[Box]:
    for item in items:
        name = item[0]
        if name == "l":
            yield _hull(item[1:])
        elif name == "re":
            yield from (item[1],) if is_thin(item[1]) else _sides(item[1])
        elif name == "qu":
            box = _hull(item[1])
            yield from (box,) if is_thin(box) else _sides(box)
        elif name == "c" and is_thin(box := _hull(item[1:])):
            yield box


def _fills(items: Iterable[Any]) -> Iterator[Box]:
    outline: list[tuple[float, float]] = []  # an area that is drawn side by side
    frame: Box | None = None  # a rectangle that may be the outside of a frame
    for item in items:
        name = item[0]
        if name in ("l", "c"):
            if outline and item[1] != outline[-1]:
                yield from _thin(_hull(outline))
                outline = []
            outline += item[1:]
            continue
        box = item[1] if name == "re" else _hull(item[1])
        if is_thin(box):
            yield box
        elif frame is not None and _is_frame(frame, box):
            yield from _sides(tuple((a + b) / 2 for a, b in zip(frame, box, strict=True)))
            frame = None
        else:
            frame = box
    if outline:
        yield from _thin(_hull(outline))


def _thin(box: Box) -> Iterator[Box]:
    if is_thin(box):
        yield box


def is_thin(box: Box) -> bool:
    """Tell whether a box is so thin that it is a line."""
    return min(box[2] - box[0], box[3] - box[1]) <= THIN


def _is_frame(a: Box, b: Box) -> bool:
    """True where the space between two rectangles is a border of even, small width."""
    return all(abs(one - other) <= THIN for one, other in zip(a, b, strict=True)) and a != b


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    x0, y0, x1, y1 = box
    return (x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)


def _hull(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _cut(box: Box, clip: Box) -> Box | None:
    x0, y0 = max(box[0], clip[0] - _SHORT), max(box[1], clip[1] - _SHORT)
    x1, y1 = min(box[2], clip[2] + _SHORT), min(box[3], clip[3] + _SHORT)
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _is_white(colour: tuple[float, ...] | None) -> bool:
    return colour is not None and min(colour) > _WHITE
