"""What a source yields: pages with their characters and rulings, in points of the page as shown."""

from collections import Counter
from dataclasses import dataclass

from core.report import Box


@dataclass(frozen=True, slots=True)
class Char:
    """One visible character and its box. ``turn``: quarter turns clockwise from upright."""

    text: str
    box: Box
    turn: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box; a character belongs to the cell that holds it."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line along an axis: ``at`` is y for a horizontal one and x for a vertical one."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a person sees it. ``number`` counts from 1."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rulings: tuple[Ruling, ...]
    pictures: float = 0.0  # part of the page covered by pictures, 0 to 1
    turn: int = 0  # quarter turns clockwise that brought the page as shown into this position

    def as_shown(self, box: Box) -> Box:
        """Return a box of this page in points of the page as it is shown."""
        return turned(box, self.width, self.height, -self.turn)

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
        return Page(
            self.number,
            width,
            height,
            chars,
            tuple(rulings),
            self.pictures,
            (self.turn + quarter) % 4,
        )


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """Return a box after its page, of the given size, was turned clockwise by quarter turns."""
    x0, y0, x1, y1 = box
    for _ in range(quarters % 4):
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return x0, y0, x1, y1
