"""What a source yields: pages with their characters and rulings, in points of the page as shown."""

from dataclasses import dataclass

from core.report import Box


@dataclass(frozen=True, slots=True)
class Char:
    """One visible character and its box. ``upright`` is False where the page shows it turned."""

    text: str
    box: Box
    upright: bool = True

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
