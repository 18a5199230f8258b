"""A flow as a source: set on pages, with the grids that its markup tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from core.reading.page import Char, Grid, GridCell, Page
from core.typeset.flow import Flow
from core.typeset.glyphs import ASCENT, DESCENT, Glyphs
from core.typeset.laid import LaidCell, LaidGrid, LaidPage
from core.typeset.layout import lay_out
from core.typeset.lines import Piece


@dataclass(frozen=True, slots=True)
class _Chars:
    """The characters of a page; those of piece i are chars[starts[i]:starts[i + 1]]."""

    chars: tuple[Char, ...]
    starts: tuple[int, ...]


class FlowSource:
    """A flow set on pages.

    Raises:
        GoujiError: there is more of it than the bounds allow.
    """

    def __init__(self, flow: Flow) -> None:
        self.kind = flow.kind
        self.repaired = flow.repaired
        self._glyphs = Glyphs()
        self._laid = lay_out(flow, self._glyphs)
        self.pages = len(self._laid)

    def __iter__(self) -> Iterator[Page]:
        """Yield the pages."""
        ahead: dict[int, _Chars] = {}  # of pages that a table reaches on to
        for laid in self._laid:
            grids = tuple(self._grid(grid, ahead) for grid in laid.grids)
            chars = self._chars(laid.number, ahead).chars
            covered = sum((p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) for p in laid.pictures)
            pictures = min(1.0, covered / (laid.width * laid.height))
            yield Page(laid.number, laid.width, laid.height, chars, (), pictures, grids=grids)
            del ahead[laid.number]

    def close(self) -> None:
        """Release nothing."""

    def _chars(self, number: int, known: dict[int, _Chars]) -> _Chars:
        if number not in known:
            parts = [tuple(chars_of(p, self._glyphs)) for p in self._page(number).pieces]
            starts = tuple(accumulate(map(len, parts), initial=0))
            known[number] = _Chars(tuple(char for part in parts for char in part), starts)
        return known[number]

    def _page(self, number: int) -> LaidPage:
        return self._laid[number - 1]

    def _grid(self, grid: LaidGrid, known: dict[int, _Chars]) -> Grid:
        cells = tuple(self._cell(cell, known) for cell in grid.cells)
        ys, parts = tuple(grid.ys), tuple(grid.parts)
        return Grid(grid.page, grid.xs, ys, cells, whole=True, parts=parts)

    def _cell(self, cell: LaidCell, known: dict[int, _Chars]) -> GridCell:
        found = self._chars(cell.page, known)
        chars = found.chars[found.starts[cell.start] : found.starts[cell.end]]
        rows, columns = (cell.row0, cell.row1), (cell.column0, cell.column1)
        return GridCell(cell.page, *rows, *columns, cell.box, chars, cell.text, cell.unsure)


def chars_of(piece: Piece, glyphs: Glyphs) -> Iterator[Char]:
    """Yield the characters of a piece with their boxes; white space has none."""
    x, size = piece.x, piece.size
    top, bottom = piece.y - ASCENT * size, piece.y + DESCENT * size
    for char in piece.text:
        end = x + glyphs[char].advance * size
        if not char.isspace():
            yield Char(char, (x, top, end, bottom))
        x = end
