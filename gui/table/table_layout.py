"""How wide the columns and how high the rows of the tables are, and how their labels wrap."""

import re
from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from gui.table.table_grid import Slot, SlotGrid

MARGIN = 12  # pixels left and right of the tables
WIDEST = 1120  # pixels at zoom 1: beyond, labels and numbers stand too far apart
PADDING = 5  # pixels between the edge of a cell and its text

_ORDINAL = re.compile(r"（.）|.、")
_WRAP = Qt.TextFlag.TextWordWrap


def column_edges(grid: SlotGrid, room: int, zoom: float, unit: float = 0) -> list[int]:
    """Return the edges of the grid's columns in pixels, margins included.

    Args:
        grid: the tables.
        room: the width there is, in pixels; all of it is used up.
        zoom: of the text; larger text may take more of the room.
        unit: the least that a unit of the grid takes, in pixels; more than the room may come of it.
    """
    width = min(room - 2 * MARGIN, round(WIDEST * max(1.0, zoom)))
    width = max(width, round(unit * grid.bounds[-1]))
    left = max((room - width) // 2, MARGIN)
    edges = (left + round(width * at / grid.bounds[-1]) for at in grid.bounds)
    return [0, *edges, max(room, left + width + MARGIN)]


def row_heights(
    grid: SlotGrid,
    edges: list[int],
    metrics: QFontMetrics,
    text_of: Callable[[Slot], str] = attrgetter("text"),
) -> list[int]:
    """Return heights in pixels that hold every text; that of numbers is one line.

    What a text over several rows lacks is shared out among them.
    """
    line = metrics.height()
    heights = [line + round(0.55 * line)] * (grid.rows - 1) + [MARGIN]
    for slot in sorted(grid.slots, key=lambda slot: slot.rows):
        if slot.kind == "title":
            heights[slot.row] = round(line * (2.2 if slot.row == 0 else 2.6))
        elif slot.kind != "value" and (text := text_of(slot)):
            width = edges[slot.column + slot.columns] - edges[slot.column] - 1
            place = text_rect(QRect(0, 0, width, 10000), slot)
            text = wrapped(slot, text, metrics, place.width())
            needed = metrics.boundingRect(place, text_flags(slot), text).height() + 2 * PADDING
            rows = range(slot.row, slot.row + slot.rows)
            missing = max(0, needed - sum(heights[row] for row in rows))
            for at, row in enumerate(rows):
                heights[row] += missing * (at + 1) // slot.rows - missing * at // slot.rows
    return heights


def text_rect(rect: QRect, slot: Slot) -> QRect:
    """Return where the text of a head or label goes; heads, in the middle, need less distance."""
    padding = PADDING if _is_left(slot) else 2
    return rect.adjusted(padding, 0, -padding, 0)


def text_flags(slot: Slot) -> Qt.AlignmentFlag | Qt.TextFlag:
    """Return how the text of a head or label is set: labels to the left, heads in the middle."""
    across = Qt.AlignmentFlag.AlignLeft if _is_left(slot) else Qt.AlignmentFlag.AlignHCenter
    return across | Qt.AlignmentFlag.AlignVCenter | _WRAP


def _is_left(slot: Slot) -> bool:
    return slot.kind in ("label", "corner", "name", "words")


def wrapped(slot: Slot, text: str, metrics: QFontMetrics, width: int) -> str:
    """Return the text of a head in lines of about one length, its ordinal on one of its own.

    Left to itself Qt fills each line, which leaves a lone character on the last one. Labels, which
    are read like sentences, stay as they are.
    """
    if slot.kind not in ("head", "group", "heading") or metrics.horizontalAdvance(text) <= width:
        return text
    ordinal = _ORDINAL.match(text)
    start = ordinal.end() if ordinal else 0
    rest = text[start:]
    for lines in range(1, len(rest) + 1):
        ends = [-(-len(rest) * line // lines) for line in range(lines + 1)]
        parts = [rest[begin:end] for begin, end in pairwise(ends)]
        if all(metrics.horizontalAdvance(part) <= width for part in parts):
            return "\n".join([text[:start], *parts] if start else parts)
    return text
