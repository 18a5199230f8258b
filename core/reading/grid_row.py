"""One row of a grid, seen as what is printed in it: its label and its values."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.numbers import Kind, parse
from core.reading.grid import text_lines
from core.reading.labels import Label, label
from core.reading.page import Grid, GridCell

_FULL = 5.0  # characters that a full line of a cell has room for besides, margins included


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid on its way through the matcher."""

    grid: Grid
    row: int
    cells: tuple[GridCell, ...]  # all that reach into the row
    leaf: Label
    first: bool  # first row of the first grid of its page

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


def leaf_of(cells: Sequence[GridCell]) -> Label:
    """Return the label nearest to the values: the last cell from the left that holds words."""
    words = ""
    for cell in cells:
        text = cell.text
        if not text or parse(text).kind in (Kind.NUMBER, Kind.PLACEHOLDER):
            if words:
                break
            continue
        words = text
    return label(words)


def looks_like_values(line: GridRow) -> bool:
    """True where everything right of the label is a number, a placeholder or blank, but for one."""
    right = [c for c in line.starting if not c.chars or label(c.text) != line.leaf]
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
