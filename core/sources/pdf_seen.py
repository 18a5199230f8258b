"""What of a page's text a person cannot see although it is drawn: covered, or without contrast.

The places of areas and pictures, and the colours, tell where this is possible at all, which is on
few pages. There the order of drawing tells which characters something was drawn over, and the page
drawn with and without its text tells the truth.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pymupdf

from core.bounds import MAX_COVERS_ON_PAGE
from core.report import Box
from core.sources.pdf_look import Look
from core.sources.pdf_rulings import THIN, Cover, Drawing
from core.sources.pdf_text import ASKEW, FAINT, TINY, Raw, Spot, spot

_SEE_THROUGH = 0.5
"""An area with less opacity than this covers nothing."""
_ZOOM = 2.0
"""Pixels a point, where it is looked whether text is seen."""
_INNER = 0.05
"""This part of a character's box on each side may show what belongs to its neighbours."""
_OVERLAP = 0.25
"""Text over this part of a covered character was written in its place."""
_TRACE = 0.005
"""Where a smaller part of a character's box differs from the page without text, it is unseen."""
_PICTURES = ("fill-image", "fill-imgmask", "fill-shade")  # as MuPDF calls them
_IGNORED = 3  # what MuPDF calls text that is neither filled nor stroked
_PALE = 200
"""Text whose colours are all lighter than this may be lost on white paper."""


@dataclass(slots=True)
class _Drawn:
    """A character as it was drawn. The later one has the higher order."""

    spot: Spot
    box: Box
    order: int
    colour: tuple[int, int, int]
    hidden: bool = False


def areas_of(drawings: Sequence[Drawing]) -> list[Cover]:
    """Return the areas that may cover text: all but those that were drawn before anything else."""
    found = []
    first = 0  # in the order of drawing, all before this are areas and lines, not text
    for drawing in drawings:
        if "f" not in drawing["type"]:
            first += drawing.get("seqno") == first
            continue
        order = drawing["seqno"]
        if order == first:
            first += 1
            continue
        x0, y0, x1, y1 = drawing["rect"]
        opaque = drawing.get("fill_opacity", 1.0) > _SEE_THROUGH
        if opaque and x1 - x0 > THIN and y1 - y0 > THIN:
            found.append(Cover((x0, y0, x1, y1), order))
    return found


def may_be_lost(spans: Iterable[Raw], drawings: Iterable[Drawing]) -> bool:
    """Tell whether text has a colour that may be that of what is behind it."""
    colours = {span["color"] for span in spans}
    if colours <= {0}:
        return False
    grounds = {drawing["fill"] for drawing in drawings if drawing.get("fill") is not None}
    parts = [_parts(colour) for colour in colours]
    if any(min(part) > _PALE for part in parts):
        return True
    return any(
        all(abs(a - b * 255) < FAINT for a, b in zip(part, ground, strict=True))
        for part in parts for ground in grounds
    )  # fmt: skip


def _parts(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def meets_text(box: Box, spans: Iterable[Raw]) -> bool:
    """Tell whether there is text in a box."""
    return any(_meet(box, span["bbox"]) for span in spans)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def hidden_text(
    page: pymupdf.Page, areas: Sequence[Cover], *, pictures: bool
) -> tuple[dict[Spot, list[bool]], list[Cover]]:
    """Return which characters are hidden, and the covers that hide them.

    Args:
        page: an open page.
        areas: as ``areas_of`` gives them.
        pictures: whether pictures lie over or under text.

    Returns:
        For characters by their spot, whether each one that was drawn there is hidden, in the
        order of drawing; and the areas and pictures that hide some.
    """
    covers = list(areas)
    if pictures:
        for order, (what, box) in enumerate(page.get_bboxlog()):
            if what in _PICTURES and min(box[2] - box[0], box[3] - box[1]) > THIN:
                covers.append(Cover(box, order))
    covers.sort(key=lambda cover: cover.order)
    drawn = _drawn(page)
    look = Look(page)
    hiding = _hide_covered(drawn, covers[-MAX_COVERS_ON_PAGE:], look)
    _hide_lost([char for char in drawn if not char.hidden and max(char.colour) > FAINT], look)
    hidden: dict[Spot, list[bool]] = defaultdict(list)
    for char in drawn:
        hidden[char.spot].append(char.hidden)
    return hidden, hiding


def _drawn(page: pymupdf.Page) -> list[_Drawn]:
    """Return the characters of a page in the order of drawing."""
    chars = []
    for span in page.get_texttrace():
        dx, dy = span["dir"]
        unseen = span["type"] == _IGNORED or span["opacity"] * 255 < FAINT or span["size"] < TINY
        if unseen or min(abs(dx), abs(dy)) > ASKEW:
            continue
        order, colour = span["seqno"], _colour(span)
        for code, _, origin, box in span["chars"]:
            if not chr(code).isspace():
                chars.append(_Drawn(spot(origin), box, order, colour))
    return chars


def _colour(span: Raw) -> tuple[int, int, int]:
    """Return the colour of text; black where it is given in parts that are not to be mixed."""
    parts = [round(part * 255) for part in span["color"]]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        light = 255 - black
        return (
            light * (255 - cyan) // 255, light * (255 - magenta) // 255,
            light * (255 - yellow) // 255,
        )  # fmt: skip
    return 0, 0, 0


def _hide_covered(drawn: list[_Drawn], covers: list[Cover], look: Look) -> list[Cover]:
    """Mark the characters that something was drawn over; return what was."""
    orders = [cover.order for cover in covers]
    under: list[tuple[_Drawn, Cover]] = []
    for char in drawn:
        for cover in covers[bisect_right(orders, char.order) :]:
            if _holds(cover.box, char.box):
                under.append((char, cover))
                break
    if not under:
        return []
    places = _Places(drawn)
    doubtful = []
    for char, cover in under:
        if any(other.order > cover.order for other in places.over(char)):
            char.hidden = True  # something else was written in its place
        else:
            doubtful.append((char, cover))
    if doubtful:
        box = _hull(char.box for char, _ in doubtful)
        seen, ground = look.whole(box, _ZOOM), look.without_text(box, _ZOOM)
        for char, _ in doubtful:
            char.hidden = seen.differs(ground, _inner(char.box), FAINT) < _TRACE
    return list({cover.order: cover for char, cover in under if char.hidden}.values())


def _hide_lost(chars: list[_Drawn], look: Look) -> None:
    """Mark the characters whose colour is that of what is behind them."""
    if not chars:
        return
    ground = look.without_text(_hull(char.box for char in chars), _ZOOM)
    for char in chars:
        char.hidden = ground.is_all(char.colour, _inner(char.box), FAINT)


class _Places:
    """Finds the characters that were drawn over another one."""

    _SIDE = 16.0

    def __init__(self, chars: Iterable[_Drawn]) -> None:
        self._squares: dict[tuple[int, int], list[_Drawn]] = defaultdict(list)
        for char in chars:
            for square in self._of(char.box):
                self._squares[square].append(char)

    def _of(self, box: Box) -> Iterator[tuple[int, int]]:
        side = self._SIDE
        for x in range(int(box[0] / side), min(int(box[2] / side), int(box[0] / side) + 8) + 1):
            for y in range(int(box[1] / side), min(int(box[3] / side), int(box[1] / side) + 8) + 1):
                yield x, y

    def over(self, char: _Drawn) -> Iterator[_Drawn]:
        """Yield the later characters that lie over a good part of this one."""
        x0, y0, x1, y1 = char.box
        enough = _OVERLAP * (x1 - x0) * (y1 - y0)
        for square in self._of(char.box):
            for other in self._squares[square]:
                box = other.box
                width, height = min(x1, box[2]) - max(x0, box[0]), min(y1, box[3]) - max(y0, box[1])
                if other.order <= char.order or width <= 0 or height <= 0:
                    continue
                if width * height > enough:
                    yield other


def _holds(box: Box, char: Box) -> bool:
    """Tell whether the middle of a character lies in a box."""
    x, y = (char[0] + char[2]) / 2, (char[1] + char[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _inner(box: Box) -> Box:
    x0, y0, x1, y1 = box
    across, down = _INNER * (x1 - x0), _INNER * (y1 - y0)
    return x0 + across, y0 + down, x1 - across, y1 - down


def _hull(boxes: Iterable[Box]) -> Box:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
