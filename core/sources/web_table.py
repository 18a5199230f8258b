"""Tables of web pages: rows of markup → a table each place of which one cell covers, or blocks.

Spans are laid as browsers lay them. A table that only arranges what stands in it, as old pages
have them around everything, comes out as its content.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from core.bounds import MAX_WEB_COLUMNS, MAX_WEB_PLACES
from core.typeset.flow import Block, FlowCell, FlowTable, Paragraph, Run

_LONG = 150
"""A paragraph with more characters than this is prose."""
_SMALL = 6
"""A table in a cell with no more places than this may be a detail of a table of data."""
_ORDER = {"thead": 0, "tfoot": 2}


@dataclass
class MarkupCell:
    """A cell as its markup says. ``rows`` 0: to the end of its group of rows."""

    rows: int
    columns: int
    blocks: list[Block] = field(default_factory=list)
    fill: tuple[float, float, float] | None = None
    heading: bool = False  # there is a heading in it
    width: float = 0.0

    @property
    def blank(self) -> bool:
        """True where nothing stands in it."""
        return not self.blocks

    @property
    def arranges(self) -> bool:
        """True where what stands in it is part of a page, not of a table."""
        long = any(isinstance(b, Paragraph) and len(b.text) > _LONG for b in self.blocks)
        return long or self.heading


@dataclass
class MarkupRow:
    """A row as its markup says. ``group`` tells thead, tbody and tfoot apart, each its own."""

    group: tuple[str, int]
    cells: list[MarkupCell] = field(default_factory=list)
    flat: bool = False  # of no height: it is there to give the columns their widths


@dataclass(frozen=True, slots=True)
class _Placed:
    row: int
    column: int
    rows: int
    columns: int
    cell: MarkupCell


def table_blocks(rows: Sequence[MarkupRow], widths: Sequence[float] = ()) -> list[Block]:
    """Return what a table is to a reader: itself, or the blocks that it arranges.

    Args:
        rows: in the order of the markup.
        widths: of its columns as the markup says, 0 where it does not.
    """
    rows = [row for row in rows if not (row.flat and all(cell.blank for cell in row.cells))]
    rows = sorted(rows, key=lambda row: _ORDER.get(row.group[0], 1))
    cells = [cell for row in rows for cell in row.cells]
    if _arranges(cells):
        return [block for cell in cells for block in cell.blocks]
    placed = _placed(rows)
    if placed is None:
        return [block for cell in cells for block in cell.blocks]
    column_starts = sorted({p.column for p in placed})
    row_starts = sorted({p.row for p in placed})
    height, width = len(row_starts), len(column_starts)
    if width < 2 or height * width > MAX_WEB_PLACES:
        return [block for cell in cells for block in cell.blocks]
    found: list[FlowCell] = []
    covered = [bytearray(width) for _ in range(height)]
    for p in placed:
        row, row_end = bisect_left(row_starts, p.row), bisect_left(row_starts, p.row + p.rows)
        column = bisect_left(column_starts, p.column)
        end = bisect_left(column_starts, p.column + p.columns)
        for line in covered[row:row_end]:
            line[column:end] = b"\1" * (end - column)
        blocks = tuple(flat for block in p.cell.blocks for flat in _flat(block))
        found.append(FlowCell(row, column, row_end - row, end - column, blocks, p.cell.fill))
    found += [
        FlowCell(row, column, 1, 1, ())
        for row, line in enumerate(covered)
        for column, taken in enumerate(line)
        if not taken
    ]
    found.sort(key=lambda cell: (cell.row, cell.column))
    return [FlowTable(height, width, tuple(found), _widths(placed, column_starts, widths))]


def _arranges(cells: Sequence[MarkupCell]) -> bool:
    """Tell whether a table only arranges: other tables, headings, prose, one thing."""
    full = [cell for cell in cells if not cell.blank]
    if len(full) < 2:
        return len(cells) < 2 or any(not isinstance(b, Paragraph) for c in full for b in c.blocks)
    inner = [b for cell in full for b in cell.blocks if isinstance(b, FlowTable)]
    if inner:
        places = sum(table.rows * table.columns for table in inner)
        return places > _SMALL or len(full) < 8 * len(inner)
    return sum(cell.arranges for cell in full) * 4 >= len(full)


def _placed(rows: Sequence[MarkupRow]) -> list[_Placed] | None:
    """Lay the cells on rows and columns, cutting what overlaps; None for one beyond the bounds."""
    ends: list[int] = []
    for _, group in groupby(rows, key=lambda row: row.group):
        end = len(ends) + len(list(group))
        ends += [end] * (end - len(ends))
    free_from: dict[int, int] = {}  # by column: the first row that no cell reaches into
    placed: list[_Placed] = []
    covered = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while free_from.get(column, 0) > at:
                column += 1
            if column >= MAX_WEB_COLUMNS:
                return None
            span = min(max(cell.columns, 1), MAX_WEB_COLUMNS - column)
            wide = 1
            while wide < span and free_from.get(column + wide, 0) <= at:
                wide += 1
            tall = min(cell.rows or ends[at], ends[at] - at)
            covered += wide
            if covered > MAX_WEB_PLACES:
                return None
            free_from.update(dict.fromkeys(range(column, column + wide), at + tall))
            placed.append(_Placed(at, column, tall, wide, cell))
            column += span
    return placed


def _widths(
    placed: Sequence[_Placed], starts: Sequence[int], declared: Sequence[float]
) -> tuple[float, ...] | None:
    """Return the widths of the columns, where the markup gives them all."""
    own = {p.column: p.cell.width for p in reversed(placed) if p.columns == 1 and p.cell.width}
    given = [declared[at] if at < len(declared) and declared[at] else 0.0 for at in starts]
    for widths in (given, [own.get(at, 0.0) for at in starts]):
        if all(width > 0 for width in widths):
            return tuple(widths)
    return None


def _flat(block: Block) -> list[Block]:
    """Return a block that stands in a cell; of a small table its rows, each a paragraph."""
    if not isinstance(block, FlowTable):
        return [block]
    lines: list[Block] = []
    for row in range(block.rows):
        texts = [
            b.text
            for cell in block.cells
            if cell.row == row
            for b in cell.blocks
            if isinstance(b, Paragraph)
        ]
        if texts:
            lines.append(Paragraph((Run("  ".join(texts)),)))
    return lines
