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

ASKEW = 0.02
"""Text along an axis has a direction with a part smaller than this."""

# what clip paths and the page leave of it
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CLIP
_SHOWN = 16 | 32  # MuPDF's flags of a glyph that is filled or stroked; others are not to be seen

Raw = dict[str, Any]
Spot = tuple[int, int]
"""Where a character stands on its base line, in hundredths of a point."""


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


def spot(origin: tuple[float, float]) -> Spot:
    """Return what makes a character the same one in two accounts of a page."""
    return round(origin[0] * 100), round(origin[1] * 100)


def chars_of(
    lines: list[Line],
    width: float,
    height: float,
    turn: pymupdf.Matrix | None,
    hidden: dict[Spot, list[bool]] | None = None,
) -> list[Char]:
    """Return the characters of the lines, in the order in which they were drawn.

    Args:
        lines: as ``text_of`` gives them.
        width: of the page as shown, in points; what lies beside it is left out.
        height: likewise.
        turn: from the page as stored to the page as shown, where these differ.
        hidden: for characters by spot, whether each one drawn there is hidden, in their order.
    """
    chars: list[Char] = []
    struck = Struck()
    for line in lines:
        quarter = line.turn
        for span in line.spans:
            for char in span["chars"]:
                text = char["c"]
                if text.isspace():
                    continue
                if hidden is not None and _next(hidden, spot(char["origin"])):
                    continue
                box = char["bbox"] if turn is None else turned(char["bbox"], turn)
                # the same glyph struck twice a hair apart is how some programs make bold
                if struck.before(text, box[0], box[1]):
                    continue
                made = Char(text, box, quarter)
                x, y = made.centre
                if 0 < x < width and 0 < y < height:
                    chars.append(made)
        if len(chars) > MAX_CHARS_ON_PAGE:
            break
    return chars[:MAX_CHARS_ON_PAGE]


def _next(hidden: dict[Spot, list[bool]], at: Spot) -> bool:
    answers = hidden.get(at)
    return answers.pop(0) if answers else False


def turned(box: Box, turn: pymupdf.Matrix) -> Box:
    """Return a box of the page as stored on the page as shown."""
    rect = pymupdf.Rect(box) * turn
    rect.normalize()
    return rect.x0, rect.y0, rect.x1, rect.y1


class Struck:
    """Remembers where characters stand, to know those that are struck once more."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def before(self, text: str, x: float, y: float) -> bool:
        """Note where a character stands; tell whether the same one stands there (nearly)."""
        # squares of 8 points; what stands at a side of its square is looked for beyond it too
        left, right = int(x - 1) >> 3, int(x + 1) >> 3
        top, bottom = int(y - 1) >> 3, int(y + 1) >> 3
        seen = self._seen
        for column in (left,) if left == right else (left, right):
            for row in (top,) if top == bottom else (top, bottom):
                for other_x, other_y in seen.get((text, column, row), ()):
                    if abs(other_x - x) < 1.0 and abs(other_y - y) < 1.0:
                        return True
        key = text, int(x) >> 3, int(y) >> 3
        if key in seen:
            seen[key].append((x, y))
        else:
            seen[key] = [(x, y)]
        return False
