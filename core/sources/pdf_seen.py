"""What of a page's text a person cannot see although it is drawn: covered, or without contrast.

The places of areas and pictures, and the colours, tell where this is possible at all, which is on
few pages. There the order of drawing tells which characters something was drawn over, and the page
drawn with and without its text tells the truth.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pymupdf

from core.bounds import MAX_COVERS_ON_PAGE
from core.report import Box
from core.sources.pdf_look import Look
from core.sources.pdf_rulings import Cover, Drawing, is_thin
from core.sources.pdf_text import ASKEW, FAINT, TINY, Line, Raw, spans_of

_SEE_THROUGH = 0.5
"""An area with less opacity than this covers nothing."""
_ZOOM = 1.25
"""Pixels a point, where it is looked whether text is seen."""
_INNER = 0.05
"""This part of a character's box on each side may show what belongs to its neighbours."""
_OVERLAP = 0.25
"""Text over this part of a covered character was written in its place."""
_LATEST = 500
"""Of more characters in a square of 16 points, these are looked at."""
_COLOURS = 50
"""Where text has more colours than this, each of them may be lost."""
_PALE = 200
"""Text whose colours are all lighter than this may be lost on white paper."""
_PICTURES = ("fill-image", "fill-imgmask", "fill-shade")  # as MuPDF calls them
_IGNORED = 3  # what MuPDF calls text that is neither filled nor stroked


def drop_hidden(
    page: pymupdf.Page, lines: Sequence[Line], drawings: Sequence[Drawing], *, pictures: bool
) -> list[Cover]:
    """Take the characters that nobody sees out of some lines; return what covers others.

    Args:
        page: an open page.
        lines: its text, as ``text_of`` gives it.
        drawings: as ``get_cdrawings`` gives them.
        pictures: whether there are pictures with text over or under them.
    """
    covers = _areas(drawings)
    if pictures:
        for order, (what, box) in enumerate(page.get_bboxlog()):
            if what in _PICTURES and not is_thin(box):
                covers.append(Cover(box, order))
        covers.sort(key=lambda cover: cover.order)
    hiding = _drop_covered(page, lines, covers[-MAX_COVERS_ON_PAGE:]) if covers else []
    _drop_lost(page, lines, _lost_colours(lines, drawings))
    return hiding


def meets_text(box: Box, spans: Iterable[Raw]) -> bool:
    """Tell whether there is text in a box."""
    return any(_meet(box, span["bbox"]) for span in spans)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# text without contrast


def _lost_colours(lines: Iterable[Line], drawings: Iterable[Drawing]) -> set[int]:
    """Return the colours of text that may be those of what is behind it."""
    colours = {span["color"] for span in spans_of(lines)} - {0}
    if len(colours) > _COLOURS:
        return colours
    lost = {colour for colour in colours if min(_parts(colour)) > _PALE}
    for drawing in drawings if colours - lost else ():
        ground = drawing.get("fill")
        if ground is None:
            continue
        near = {colour for colour in colours - lost if _alike(_parts(colour), ground)}
        if near and not all(item[0] == "re" and is_thin(item[1]) for item in drawing["items"]):
            lost |= near
    return lost


def _parts(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def _alike(parts: tuple[int, int, int], ground: tuple[float, ...]) -> bool:
    return all(abs(a - b * 255) < FAINT for a, b in zip(parts, ground, strict=True))


def _drop_lost(page: pymupdf.Page, lines: Iterable[Line], colours: set[int]) -> None:
    """Take characters out whose colour is that of what is behind them."""
    spans = [span for span in spans_of(lines) if span["color"] in colours]
    if not spans:
        return
    ground = Look(page).without_text(_hull(span["bbox"] for span in spans), _ZOOM)
    for span in spans:
        colour = _parts(span["color"])
        span["chars"] = [
            char for char in span["chars"] if not ground.is_all(colour, _inner(char["bbox"]), FAINT)
        ]


# text under something


@dataclass(slots=True)
class _Drawn:
    """A character as it was drawn. The later one has the higher order."""

    spot: tuple[int, int]
    box: Box
    order: int
    hidden: bool = False


def _areas(drawings: Iterable[Drawing]) -> list[Cover]:
    """Return the areas that may cover text: all but those that were drawn before anything else."""
    found = []
    first = 0  # in the order of drawing, all before this are areas and lines, not text
    for drawing in drawings:
        order = drawing.get("seqno")
        if order is None:
            continue  # a clip path, or the begin of a group
        if order == first:
            first += 1
        elif (
            "f" in drawing["type"]
            and drawing.get("fill_opacity", 1.0) > _SEE_THROUGH
            and not is_thin(drawing["rect"])
        ):
            found.append(Cover(drawing["rect"], order))
    return found


def _drop_covered(
    page: pymupdf.Page, lines: Iterable[Line], covers: Sequence[Cover]
) -> list[Cover]:
    """Take characters out that something was drawn over; return what was."""
    trace = [span for span in page.get_texttrace() if _is_shown(span)]
    orders = [cover.order for cover in covers]
    later = [
        [c for c in covers[bisect_right(orders, span["seqno"]) :] if _meet(c.box, span["bbox"])]
        for span in trace
    ]
    if not any(later):
        return []
    drawn: list[_Drawn] = []
    under: list[tuple[_Drawn, Cover]] = []
    for span, over in zip(trace, later, strict=True):
        for code, _, origin, box in span["chars"]:
            if chr(code).isspace():
                continue
            char = _Drawn(_spot(origin), box, span["seqno"])
            drawn.append(char)
            under += [(char, cover) for cover in over if _holds(cover.box, box)][:1]
    _judge(page, drawn, under)
    hidden: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for char in drawn:
        hidden[char.spot].append(char.hidden)
    for span in spans_of(lines):
        # where several characters stand in one spot, both accounts have them in the same order
        span["chars"] = [
            char
            for char in span["chars"]
            if char["c"].isspace()
            or not (answers := hidden.get(_spot(char["origin"])))
            or not answers.pop(0)
        ]
    return list({cover.order: cover for char, cover in under if char.hidden}.values())


def _is_shown(span: Raw) -> bool:
    """Tell whether text that was traced is among the lines."""
    dx, dy = span["dir"]
    unseen = span["type"] == _IGNORED or span["opacity"] * 255 < FAINT or span["size"] < TINY
    return not unseen and min(abs(dx), abs(dy)) <= ASKEW


def _spot(origin: tuple[float, float]) -> tuple[int, int]:
    """Return what makes a character the same one in two accounts of a page."""
    return round(origin[0] * 100), round(origin[1] * 100)


def _judge(
    page: pymupdf.Page, drawn: Iterable[_Drawn], under: Sequence[tuple[_Drawn, Cover]]
) -> None:
    """Mark those characters under covers that are hidden by them."""
    if not under:
        return
    places = _Places(drawn)
    doubtful = []
    for char, cover in under:
        if places.is_written_over(char, cover.order):
            char.hidden = True  # something else was written in its place
        else:
            doubtful.append(char)
    if doubtful:
        look, box = Look(page), _hull(char.box for char in doubtful)
        seen, ground = look.whole(box, _ZOOM), look.without_text(box, _ZOOM)
        for char in doubtful:
            char.hidden = not seen.differs(ground, _inner(char.box), FAINT)


class _Places:
    """Finds the characters that were drawn over another one."""

    _SIDE = 16.0

    def __init__(self, chars: Iterable[_Drawn]) -> None:
        self._squares: dict[tuple[int, int], list[_Drawn]] = defaultdict(list)
        for char in chars:
            for square in self._of(char.box):
                self._squares[square].append(char)

    def _of(self, box: Box) -> Iterator[tuple[int, int]]:
        x0, y0, x1, y1 = (int(place / self._SIDE) for place in box)
        for x in range(x0, min(x1, x0 + 8) + 1):
            for y in range(y0, min(y1, y0 + 8) + 1):
                yield x, y

    def is_written_over(self, char: _Drawn, order: int) -> bool:
        """Tell whether text that came after that order lies over a good part of a character."""
        x0, y0, x1, y1 = char.box
        enough = _OVERLAP * (x1 - x0) * (y1 - y0)
        for square in self._of(char.box):
            for other in islice(reversed(self._squares[square]), _LATEST):
                if other.order <= order:
                    break
                width = min(x1, other.box[2]) - max(x0, other.box[0])
                height = min(y1, other.box[3]) - max(y0, other.box[1])
                if width > 0 and height > 0 and width * height > enough:
                    return True
        return False


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
