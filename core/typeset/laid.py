"""Laid-out pages: everything that stands on them, in points, origin top left."""

from dataclasses import dataclass, field

from core.report import Box, Place
from core.typeset.lines import Color, Piece


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell where it begins; what stands in that part are pieces start…end - 1 of its page."""

    page: int
    row0: int
    row1: int
    column0: int
    column1: int
    box: Box
    start: int
    end: int
    text: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class LaidGrid:
    """A table that begins on ``page``. ``ys``: the tops of its rows, each on its own page."""

    page: int
    xs: tuple[float, ...]
    ys: list[float] = field(default_factory=list)
    cells: list[LaidCell] = field(default_factory=list)
    parts: list[Place] = field(default_factory=list)  # what it takes of each page


@dataclass(frozen=True, slots=True)
class LaidPicture:
    """A picture, or with None the frame that stands for one."""

    box: Box
    data: bytes | None


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page and what stands on it. Of two fills on each other, the later one lies below."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    fills: list[tuple[Box, Color]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[LaidPicture] = field(default_factory=list)
    grids: list[LaidGrid] = field(default_factory=list)
