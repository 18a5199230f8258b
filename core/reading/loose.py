"""Tables without lines: their grid made from the words.

The form is known, so its heads and row labels are looked for by name: heads give the columns,
labels (pieced together from the lines they are wrapped over) give the rows. What comes out is a
Grid like one cut from rulings, so that everything after it is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from core.forms import Block, Forms
from core.reading.grid import reading_order
from core.reading.labels import RowNames, begins_with_ordinal, find_column, label, row_names
from core.reading.page import Char, Grid, GridCell, Page, outside
from core.reading.pieces import (
    Head,
    Piece,
    flat,
    head_pieces,
    label_pieces,
    moved_up,
    numeric,
    piece_lines,
    spelled,
)
from core.reading.prose import Vocabulary

_BESIDE = 0.7
"""A value may stand this part of its height above or below its label."""
_MOST_HEAD_LINES = 12
"""Lines that the heads of a table take at most."""


_Span = tuple[float, float]


@dataclass
class _Row:
    """A row that was found by its label, with the values beside it."""

    top: float
    bottom: float
    left: float
    chars: list[Char]
    values: list[Piece]

    @classmethod
    def beside(cls, words: Piece) -> "_Row":
        """Return a row without values that a label stands for."""
        return cls(words.box[1], words.box[3], words.box[0], words.chars, [])

    def distance(self, value: Piece) -> float:
        """How far a value stands above or below the label, in points; 0 beside it."""
        return max(self.top - value.middle[1], value.middle[1] - self.bottom, 0.0)


class LooseTables:
    """Finds tables without lines, page after page; columns stay in force on the next page."""

    def __init__(self, forms: Forms, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tables = {block: table.name for table in forms.tables for block in table.blocks}
        self._names = row_names(forms)
        self._heads: list[Head] = []
        self._column_names = {
            label(column.label).text for block in self._tables for column in block.columns
        }
        self._bands = {label(block.band).text for block in self._tables if block.band}
        self._block = next(iter(self._tables))
        self._cut: tuple[Block, list[Piece]] | None = None  # heads that the page ended in

    def grids(self, page: Page, ruled: Sequence[Grid]) -> list[Grid]:
        """Return the tables of a page that lie outside the ruled ones, from top to bottom."""
        free = outside(page.chars, [grid.box for grid in ruled])
        if ruled and not free:
            return []
        lines = piece_lines(free)
        found: list[Grid] = []
        start = first = 0
        while start < len(lines):
            if any(self._vocabulary.section(piece.text) for piece in lines[start]):
                self._heads = []  # a section has ended, and its table with it
            end, grid = self._table(page, lines, start, first)
            if grid is not None:
                found.append(grid)
                first = end
            start = max(end, start + 1)
        return found

    def _table(
        self, page: Page, lines: list[list[Piece]], start: int, first: int
    ) -> tuple[int, Grid | None]:
        heads, after = self._read_heads(lines, start)
        if heads:
            self._heads = heads
        elif not self._heads:
            return start + 1, None
        elif not self._block.rows[0].key:
            if not numeric(lines[start]):
                return start + 1, None
        elif not self._row_name(lines[start][:2], self._columns()[0][0]):
            return start + 1, None
        else:
            # the first row of a page may begin above the line that tells which it is
            while after > first and self._belongs(lines, after - 1, lines[after]):
                after -= 1
        end = start if not heads else after
        while end < len(lines) and self._belongs(lines, end, lines[end - 1] if end else None):
            end += 1
        grid = self._grid(page, heads, lines[after:end])
        if end > after and not self._block.rows[0].key:
            self._heads = []  # its one line has been read
        return end, grid

    # heads

    def _read_heads(self, lines: list[list[Piece]], start: int) -> tuple[list[Head], int]:
        """Read the heads that begin in a line; return them and the line after them."""
        if self._cut and start == 0:
            block, above = self._cut
            end = self._heads_end(lines, 0)
            self._cut = None
            heads = head_pieces(block, above + flat(lines[:end]))
            if len(heads) == len(block.columns):
                self._block = block
                return heads, end
        texts = {label(piece.text).text for piece in lines[start]}
        for block in self._tables:
            if not self._opens(block, texts):
                continue
            end = self._heads_end(lines, start + 1)
            pieces = flat(lines[start:end])
            heads = head_pieces(block, pieces)
            if len(heads) == len(block.columns):
                self._block = block
                return heads, end
            if end == len(lines):
                self._cut = block, moved_up(pieces)
        return [], start

    def _heads_end(self, lines: list[list[Piece]], start: int) -> int:
        """Return the line after heads that go on in a line: the first row, or the last line."""
        end = start
        while (
            end < min(len(lines), start + _MOST_HEAD_LINES)
            and not self._row_name(lines[end])
            and not any(begins_with_ordinal(piece.text) for piece in lines[end])
            and not numeric(lines[end])
        ):
            end += 1
        return end

    @staticmethod
    def _opens(block: Block, texts: set[str]) -> bool:
        """Tell whether a line with these words can be the first of a block's heads."""
        if any(column.groups for column in block.columns):
            return {label(g).text for c in block.columns for g in c.groups[:1]} <= texts
        if len(texts) < len(block.columns):
            return False
        named = {find_column(block.columns, text) for text in texts if text} - {None}
        return len(named) == len(block.columns)

    # rows

    def _row_name(self, line: list[Piece], left: float = inf) -> bool:
        """Tell whether a line names a row, with words that end left of the columns."""
        for piece in line:
            words = label(piece.text)
            if words.text in self._column_names and not words.ordinal:
                continue  # 总计 and 其他 are heads too
            known = any(names.find(words) is not None for names in self._names.values())
            if known and piece.box[2] < left + piece.height:
                return True
        return False

    def _belongs(self, lines: list[list[Piece]], at: int, beside: list[Piece] | None) -> bool:
        """Tell whether a line continues the table next to a line of it: with values or a label."""
        line = lines[at]
        left = min(head.box[0] for head in self._heads)
        right = max(head.box[2] for head in self._heads)
        texts = {label(piece.text).text for piece in line}
        if any(self._opens(block, texts) for block in self._tables):
            return False
        if any(
            self._vocabulary.section(piece.text) or label(piece.text).text in self._bands
            for piece in line
        ):
            return False
        middle = (left + right) / 2
        if any(piece.box[0] < left - 4 and piece.box[2] > middle for piece in line):
            return False  # prose, running on under the columns
        if beside is None:
            return True
        gap = max(line[0].box[1] - beside[0].box[3], beside[0].box[1] - line[0].box[3])
        return gap < 3.2 * line[0].height

    def _grid(self, page: Page, heads: list[Head], lines: list[list[Piece]]) -> Grid | None:
        columns = self._columns()
        left = columns[0][0]
        pieces = [piece for line in lines for piece in line]
        values = [piece for piece in pieces if piece.middle[0] > left]
        words = [piece for piece in pieces if piece.box[0] < left and piece.middle[0] <= left]
        rows: list[_Row] = []
        if self._block.rows[0].key == "":
            if values:
                spans = [(p.box[1], p.box[3]) for p in values]
                top, bottom = min(a for a, _ in spans), max(b for _, b in spans)
                rows = [_Row(top, bottom, left, [], values)]
        else:
            names = self._names[self._tables[self._block]]
            labels = label_pieces(spelled(words, names), names)
            rows = [_Row.beside(p) for p in labels if _is_row(p, values, names)]
            if not heads and labels and not names.is_group(label(labels[0].text)):
                # the end of a label that the page before broke off
                rows += [_Row.beside(p) for p in labels[:1] if not _is_row(p, values, names)]
            rows.sort(key=lambda row: (row.top + row.bottom, row.left))
            for value in values if rows else ():
                # of a group's label and a row's, both beside a value, the row's stands nearer to it
                row = min(rows, key=lambda row: (row.distance(value), -row.left))
                if row.distance(value) < _BESIDE * value.height:  # else a page number, a footnote
                    row.values.append(value)
        if not rows and not heads:
            return None
        return _build(page.number, self._block, heads, columns, rows)

    def _columns(self) -> list[tuple[float, float]]:
        """Return how far each column reaches: half-way to the next head on either side."""
        middles = [(h.box[0] + h.box[2]) / 2 for h in self._heads]
        halves = [(a + b) / 2 for a, b in pairwise(middles)]
        first = (
            self._heads[0].box[0] - 6
            if not halves
            else min(self._heads[0].box[0] - 3, middles[0] - (halves[0] - middles[0]))
        )
        if len(middles) == 1:
            width = max(60.0, self._heads[0].box[2] - self._heads[0].box[0])
            return [(middles[0] - width, middles[0] + width)]
        last = middles[-1] + (middles[-1] - halves[-1])
        return list(zip([first, *halves], [*halves, last], strict=True))


def _is_row(words: Piece, values: Sequence[Piece], names: RowNames) -> bool:
    """Tell whether a label stands for a row: one of the form, or one that the agency added.

    A label that no form knows is a row all the same where numbers stand beside it, so that they
    are not taken for those of the row above or below.
    """
    printed = label(words.text)
    if names.find(printed) is not None:
        return True
    if not begins_with_ordinal(words.text) or names.is_group(printed):
        return False
    row = _Row.beside(words)
    return any(row.distance(value) == 0 for value in values)


def _build(
    page: int, block: Block, heads: list[Head], columns: list[_Span], rows: list[_Row]
) -> Grid:
    """Make the grid: the heads in rows of their own, then a row a label with its values."""
    labelled = any(row.chars for row in rows)
    left = min([c.box[0] for row in rows for c in row.chars] or [columns[0][0]])
    xs = [min(left, columns[0][0] - 1)] * labelled + [columns[0][0], *(x1 for _, x1 in columns)]
    cells: list[GridCell] = []
    ys: list[float] = []

    def add(row: int, column: int, wide: int, y1: float, chars: Sequence[Char]) -> None:
        box = (xs[column], ys[row], xs[column + wide], y1)
        text = reading_order(chars)
        cells.append(GridCell(page, row, row + 1, column, column + wide, box, tuple(chars), text))

    if heads:
        top, bottom = min(h.box[1] for h in heads), max(h.box[3] for h in heads)
        ys += [top - 1, top]
        outer = [column.groups[0] if column.groups else "" for column in block.columns]
        start = 0
        for group, same in groupby(outer):
            count = len(list(same))
            chars = [Char(group, heads[start].box)] if group else []
            add(0, start + labelled, count, top, chars)
            start += count
        for at, head in enumerate(heads):
            add(1, at + labelled, 1, bottom, head.chars)
        ys.append(bottom)
    elif rows:
        ys.append(rows[0].top - 1)
    for at, row in enumerate(rows):
        below = rows[at + 1].top if at + 1 < len(rows) else row.bottom + 2
        bottom = (row.bottom + below) / 2
        here = len(ys) - 1
        if labelled:
            add(here, 0, 1, bottom, row.chars)
        for column, (x0, x1) in enumerate(columns):
            found = [c for p in row.values if x0 < p.middle[0] <= x1 for c in p.chars]
            add(here, column + labelled, 1, bottom, found)
        ys.append(bottom)
    return Grid(page, tuple(xs), tuple(ys), tuple(cells))
