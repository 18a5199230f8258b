"""What a source yields: pages with characters, rulings, grids, in points of the page as shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.report import Box, Place


@dataclass(slots=True, init=False)
class Char:
    """One visible character and its box. ``turn``: quarter turns clockwise from upright.

    Never changed once made; not frozen only because a page has a thousand of them.
    """

    text: str
    box: Box
    turn: int
    centre: tuple[float, float] = field(repr=False, compare=False)
    """The middle of the box; a character belongs to the cell that holds it."""

    def __init__(self, text: str, box: Box, turn: int = 0) -> None:
        self.text = text
        self.box = box
        self.turn = turn
        self.centre = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def outside(chars: Iterable[Char], boxes: Iterable[Box]) -> list[Char]:
    """Return the characters whose middle lies in none of some boxes."""
    left = list(chars)
    for x0, y0, x1, y1 in boxes:
        left = [c for c in left if not (x0 <= c.centre[0] <= x1 and y0 <= c.centre[1] <= y1)]
    return left


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line along an axis: ``at`` is y for a horizontal one and x for a vertical one."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell between rulings, merged cells as one: rows row0…row1 - 1, columns likewise."""

    page: int
    row0: int
    row1: int
    column0: int
    column1: int
    box: Box
    chars: tuple[Char, ...]
    text: str  # the characters in reading order, lines joined
    unsure: bool = False  # may belong elsewhere; over several columns, to none of them
    confidence: float = 1.0  # that the text is right
    others: tuple[tuple[str, float], ...] = ()  # what it may be instead, most likely first
    weak: tuple[int, ...] = ()  # the characters of the text that are doubtful


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``xs`` and ``ys`` are the borders of its columns and rows.

    One that was found on a page ends with it. One whose markup was read is ``whole``: it begins on
    ``page`` and may reach over the next ones, with each row on one of them; the ``ys`` of its rows
    then begin again on each page, and the page of a cell says which. ``parts`` is what it takes of
    each page.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    whole: bool = False
    parts: tuple[Place, ...] = ()

    @property
    def box(self) -> Box:
        """The outer border, of a table that ends with its page."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def row(self, row: int) -> list[GridCell]:
        """Return the cells that lie in or reach through a row, from left to right."""
        return [cell for cell in self.cells if cell.row0 <= row < cell.row1]


class Doubt(StrEnum):
    """Why the text of a page is not believed; the characters of such a page are left out."""

    NONE = ""
    GARBLED = "garbled"  # the text layer does not say what the glyphs show
    CONTRADICTED = "contradicted"  # the text over a picture says something else than the picture


Look = Callable[[Sequence[Grid]], list[Grid]]
"""Looks at the cells of grids in the picture of their page, and returns them with what it saw."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a person sees it. ``number`` counts from 1.

    Of a page that is a picture, the picture as it was made straight; the way back is ``frame``.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rulings: tuple[Ruling, ...]
    pictures: float = 0.0  # part of the page covered by pictures, 0 to 1
    images: tuple[Box, ...] = ()  # where the larger pictures lie, those over 5 % of the page
    turn: int = 0  # quarter turns clockwise that brought the page as shown into this position
    grids: tuple[Grid, ...] | None = None  # tables that begin here, where markup tells; else None
    doubt: Doubt = Doubt.NONE
    scanned: bool = False  # read, or a part of it, from its picture
    look: Look | None = None  # a second look at the values in the picture
    frame: Callable[[Box], Box] | None = None  # from this page to the page as shown

    def as_shown(self, box: Box) -> Box:
        """Return a box of this page in points of the page as it is shown."""
        box = turned(box, self.width, self.height, -self.turn)
        return box if self.frame is None else self.frame(box)

    @property
    def bare(self) -> "Page":
        """The page without what stands on it: enough to tell places, and small."""
        return replace(self, chars=(), rulings=(), grids=None, look=None)

    def upright(self) -> "Page":
        """Return the page turned so that most of its characters stand upright.

        Some pages are shown lying on their side or upside down; people turn their heads.
        """
        counts = Counter(char.turn for char in self.chars)
        if not counts or counts[0] * 2 >= len(self.chars):
            return self
        quarter = -counts.most_common(1)[0][0] % 4
        width, height = (self.height, self.width) if quarter % 2 else (self.width, self.height)

        def moved(box: Box) -> Box:
            return turned(box, self.width, self.height, quarter)

        rulings = []
        for r in self.rulings:
            box = (r.start, r.at, r.end, r.at) if r.horizontal else (r.at, r.start, r.at, r.end)
            x0, y0, x1, y1 = moved(box)
            flat = r.horizontal != bool(quarter % 2)
            rulings.append(Ruling(flat, y0, x0, x1) if flat else Ruling(flat, x0, y0, y1))
        chars = tuple(Char(c.text, moved(c.box), (c.turn + quarter) % 4) for c in self.chars)
        return replace(
            self,
            width=width,
            height=height,
            chars=chars,
            rulings=tuple(rulings),
            images=tuple(moved(box) for box in self.images),
            turn=(self.turn + quarter) % 4,
        )


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """Return a box after its page, of the given size, was turned clockwise by quarter turns."""
    x0, y0, x1, y1 = box
    for _ in range(quarters % 4):
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return x0, y0, x1, y1
