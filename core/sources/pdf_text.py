"""The text layer of a PDF page: the characters that MuPDF calls visible, with their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pymupdf

from core.bounds import MAX_CHARS_ON_PAGE
from core.reading.page import Char
from core.report import Box

TINY = 1.0
"""Characters smaller than this many points are not to be read by anybody."""
FAINT = 24
"""Colours that differ by less than this (of 255) cannot be told apart on a page."""

_SHIFT = 20  # bits, of a place in points
_AHEAD = (1, (1 << _SHIFT) - 1, 1 << _SHIFT, (1 << _SHIFT) + 1)  # to the next place, any way
_AROUND = (0, *_AHEAD, *(-step for step in _AHEAD))
ASKEW = 0.02
"""Text along an axis has a direction with a part smaller than this."""

# what clip paths and the page leave of it
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CLIP
_SHOWN = 16 | 32  # MuPDF's flags of a glyph that is filled or stroked; others are not to be seen

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Words of the text layer with one direction, as MuPDF gives them."""

    turn: int  # quarter turns clockwise from upright, on the page as shown
    direction: tuple[float, float]  # on the page as stored
    spans: list[Raw]


def text_of(page: pymupdf.Page, turn: pymupdf.Matrix | None) -> list[Line]:
    """Return the lines of a page whose text is drawn; watermarks and stamps set askew are left out.

    Args:
        page: an open page.
        turn: from the page as stored to the page as shown, where these differ.
    """
    lines = []
    for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]:
        for line in block["lines"]:
            dx, dy = line["dir"]
            if turn is not None:
                dx, dy = dx * turn.a + dy * turn.c, dx * turn.b + dy * turn.d
            if min(abs(dx), abs(dy)) > ASKEW:
                continue
            quarter = (0 if dx > 0 else 2) if abs(dx) > abs(dy) else (1 if dy > 0 else 3)
            spans = [span for span in line["spans"] if _is_shown(span)]
            if spans:
                lines.append(Line(quarter, line["dir"], spans))
    return lines


def _is_shown(span: Raw) -> bool:
    """False for an invisible layer, as scanners add, and for what is too small or too thin."""
    return bool(span["char_flags"] & _SHOWN) and span["alpha"] >= FAINT and span["size"] >= TINY


def spans_of(lines: Iterable[Line]) -> Iterator[Raw]:
    """Yield the spans of some lines: runs of one font, size and colour."""
    return chain.from_iterable(line.spans for line in lines)


def chars_of(
    lines: Iterable[Line], width: float, height: float, turn: pymupdf.Matrix | None
) -> list[Char]:
    """Return the characters of some lines, in the order in which they were drawn.

    Args:
        lines: as ``text_of`` gives them.
        width: of the page as shown, in points; what lies beside it is left out.
        height: likewise.
        turn: from the page as stored to the page as shown, where these differ.
    """
    chars: list[Char] = []
    for line in lines:
        quarter = line.turn
        for span in line.spans:
            for char in span["chars"]:
                text = char["c"]
                if text.isspace():
                    continue
                made = Char(
                    text, char["bbox"] if turn is None else turned(char["bbox"], turn), quarter
                )
                x, y = made.centre
                if 0 < x < width and 0 < y < height:
                    chars.append(made)
        if len(chars) > MAX_CHARS_ON_PAGE:
            break
    return _struck_once(chars[:MAX_CHARS_ON_PAGE])


def turned(box: Box, turn: pymupdf.Matrix) -> Box:
    """Return a box of the page as stored on the page as shown."""
    rect = pymupdf.Rect(box) * turn
    rect.normalize()
    return rect.x0, rect.y0, rect.x1, rect.y1


def _struck_once(chars: list[Char]) -> list[Char]:
    """Leave out glyphs struck again a hair beside themselves, which is how programs make bold."""
    places = [(int(char.box[0]) << _SHIFT) + int(char.box[1]) for char in chars]  # whole points
    taken = set(places)

    def beside(steps: Iterable[int]) -> set[int]:
        return set().union(*(taken.intersection([p + step for p in places]) for step in steps))

    if len(taken) == len(places) and not beside(_AHEAD):
        return chars  # no two begin within a point of each other
    crowded = beside(_AROUND[1:])
    kept: dict[tuple[str, int], Char] = {}
    for char, place in zip(chars, places, strict=True):
        text, (x, y, _, _) = char.text, char.box
        for step in _AROUND if place in crowded else (0,):
            other = kept.get((text, place + step))
            if other and abs(other.box[0] - x) < 1.0 and abs(other.box[1] - y) < 1.0:
                break
        else:
            kept[text, place] = char
    return list(kept.values())
