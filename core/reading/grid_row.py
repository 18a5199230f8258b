"""One row of a grid, seen as what is printed in it: its label and its values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.numbers import Kind, normalised, parse
from core.reading.grid import text_lines
from core.reading.labels import Label, is_ordinal, label
from core.reading.page import Grid, GridCell

_DIGITS = re.compile(r"[+-]?[\d,.]*\d[\d,.]*")
_FULL = 5.0  # characters that a full line of a cell has room for besides, margins included


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid on its way through the matcher."""

    grid: Grid
    row: int
    cells: tuple[GridCell, ...]  # all that reach into the row
    leaf: Label
    label_end: int  # the column after its label; 0 without one
    first: bool  # first row of the first grid of its page
    whole: Grid  # the grid that ``grid`` is (a part of)

    @property
    def page(self) -> int:
        """The page that the row stands on."""
        return max(cell.page for cell in self.cells)

    @property
    def top(self) -> float:
        """Where the row begins on its page."""
        return min(cell.box[1] for cell in self.starting or self.cells)

    @property
    def starting(self) -> tuple[GridCell, ...]:
        """The cells that begin in the row."""
        return tuple(cell for cell in self.cells if cell.row0 == self.row)

    @property
    def values(self) -> tuple[GridCell, ...]:
        """The cells that may hold values: blank ones, numbers, placeholders."""
        return tuple(cell for cell in self.starting if parse(cell.text).kind is not Kind.UNREADABLE)


def leaf_of(cells: Sequence[GridCell], rank: Callable[[Label], int]) -> tuple[Label, int]:
    """Return the label nearest to the values, and the column after it.

    It is one of the words before the numbers. Blank cells may stand between a group's label and a
    row's, but also between a row's and a remark: ``rank`` tells what a label names: 2 a row,
    1 a row or a group of rows, 0 nothing. What reaches over more rows than one is a group.
    """
    top, bottom = max(cell.row0 for cell in cells), min(cell.row1 for cell in cells)
    found: list[tuple[Label, int]] = []
    nearest: tuple[Label, int] | None = None
    words = ""
    numbers = 0  # one of them may be the number of the row
    for cell in cells:
        kind = parse(cell.text).kind
        if kind in (Kind.NUMBER, Kind.PLACEHOLDER):
            if found:
                break
            numbers += 1
        if kind is Kind.UNREADABLE:
            words = f"{words}{cell.text}" if words and is_ordinal(words) else cell.text
            if not (cell.row0 < top or cell.row1 > bottom) or rank(label(words)) != 1:
                found.append((label(words), cell.column1))
        elif found and nearest is None:
            nearest = found[-1]
    best = max((rank(words) for words, _ in found), default=0)
    if best == 0:
        named = found and numbers < 2  # what follows numbers is a remark, a percentage
        return (nearest or found[-1]) if named else (Label("", ""), 0)
    if best == 1:
        found.reverse()
    return next(one for one in found if rank(one[0]) == best)


def looks_like_values(line: GridRow) -> bool:
    """True where everything right of the label is a number, a placeholder or blank, but for one."""
    right = [cell for cell in line.starting if cell.column0 >= line.label_end]
    odd = sum(parse(cell.text).kind is Kind.UNREADABLE for cell in right)
    return len(right) > 1 and odd * 4 <= len(right)


def holds_two(cell: GridCell) -> bool:
    """Tell whether a cell may hold two numbers: side by side, or one under the other.

    A number that was broken over two lines fills the first of them.
    """
    text = cell.text
    for left, space, right in zip(text, text[1:], text[2:], strict=False):
        if space == " " and left.isdigit() and right.isdigit():
            return True
    lines = text_lines(cell.chars)
    if len(lines) < 2 or not all(parse(line).kind is Kind.NUMBER for _, line in lines[:-1]):
        return False
    box, first = lines[0]
    spare = (cell.box[2] - cell.box[0]) - (box[2] - box[0])
    return spare > _FULL * (box[2] - box[0]) / len(first)


def is_broken(text: str) -> bool:
    """Tell whether digits and separators make no number: a part of it is lost."""
    return _DIGITS.fullmatch(normalised(text)) is not None and parse(text).kind is Kind.UNREADABLE
