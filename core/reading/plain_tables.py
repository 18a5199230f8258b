"""Tables that are none of the form's, kept as plain grids of texts with what stands over them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.bounds import MAX_PLAIN_CELLS, MAX_PLAIN_TABLES
from core.numbers import Kind, parse
from core.reading.labels import plain
from core.reading.page import Grid, GridCell, Page
from core.reading.prose import TextLine
from core.report import Box, Cell, Place, PlainCell, PlainTable, Report, renamed

_LONGEST_TITLE = 40  # characters
_TITLE_NEAR = 6.0  # heights of a line between a title and its table, at most
_SENTENCE = re.compile(r"[。；;，,、：:！!？?]$")
_UNIT = re.compile(r"[(（]?(?:计量|金额|数量)?单位[:：]")

GridKey = tuple[int, tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class FoundPlain:
    """A table on its way to the report it belongs to; it gets its name there."""

    grid: GridKey
    table: PlainTable
    texts: tuple[Cell, ...]  # of ``table.cells``, in their order

    @property
    def position(self) -> tuple[int, float]:
        """Where it begins: its page and its upper edge."""
        return self.table.place.page, self.table.place.box[1]

    def holds(self, place: Place) -> bool:
        """Tell whether something stands inside it."""
        x, y = (place.box[0] + place.box[2]) / 2, (place.box[1] + place.box[3]) / 2
        return any(
            c.place is not None
            and c.place.page == place.page
            and c.place.box[0] <= x <= c.place.box[2]
            and c.place.box[1] <= y <= c.place.box[3]
            for c in self.texts
        )


def grid_key(grid: Grid) -> GridKey:
    """Return what tells a grid from all others of its document."""
    return grid.page, grid.xs, grid.ys


def plain_table(grid: Grid, page: Page, lines: Sequence[TextLine]) -> FoundPlain | None:
    """Return a grid as a plain table; None where it says too little to be one.

    Args:
        grid: the grid.
        page: the page that it begins on, upright.
        lines: the lines of that page outside its tables.
    """
    filled = [cell for cell in grid.cells if cell.text.strip()]
    across = {cell.column0 for cell in filled}
    down = {cell.row0 for cell in filled}
    if len(across) < 2 or len(down) < 2:
        return None
    if not any(parse(cell.text).kind is Kind.NUMBER for cell in filled):
        return None
    first = [cell.box for cell in grid.cells if cell.page == grid.page]
    box = _hull(first)
    rows, columns = _steps(grid.cells, down=True), _steps(grid.cells, down=False)
    # cells of a grid from markup may stand on later pages: such pages are never turned
    cells = sorted(grid.cells, key=lambda cell: (cell.row0, cell.column0))
    table = PlainTable(
        name="",
        title=_title(box, lines),
        place=Place(grid.page, page.as_shown(box)),
        rows=len(rows) - 1,
        columns=len(columns) - 1,
        cells=tuple(
            PlainCell(
                "",
                rows[cell.row0],
                columns[cell.column0],
                rows[cell.row1] - rows[cell.row0],
                columns[cell.column1] - columns[cell.column0],
            )
            for cell in cells
        ),
    )
    texts = tuple(
        Cell(
            cell.text,
            cell.text,
            place=Place(cell.page, page.as_shown(cell.box)),
            unsure=cell.unsure,
        )
        for cell in cells
    )
    return FoundPlain(grid_key(grid), table, texts)


def with_plain(report: Report, found: Sequence[FoundPlain]) -> tuple[Report, int]:
    """Give a report its plain tables, named plain1, plain2, … in reading order.

    Returns:
        The report, and how many tables were too many to be kept.
    """
    tables: list[PlainTable] = []
    cells: dict[str, Cell] = {}
    room = MAX_PLAIN_CELLS
    for one in sorted(found, key=lambda one: one.position):
        room -= one.table.rows * one.table.columns
        if room < 0 or len(tables) == MAX_PLAIN_TABLES:
            break
        table = renamed(one.table, f"plain{len(tables) + 1}")
        tables.append(table)
        cells |= {place.key: cell for place, cell in zip(table.cells, one.texts, strict=True)}
    whole = replace(report, plain=tuple(tables), cells={**report.cells, **cells})
    return whole, len(found) - len(tables)


def _steps(cells: Sequence[GridCell], *, down: bool) -> dict[int, int]:
    """Number the rows or columns at whose edges a cell begins or ends, leaving out the others."""
    edges = {edge for c in cells for edge in ((c.row0, c.row1) if down else (c.column0, c.column1))}
    return {edge: at for at, edge in enumerate(sorted(edges))}


def _title(box: Box, lines: Sequence[TextLine]) -> str:
    """Return the line over a table, if it is short and no end of a sentence."""
    above = [line for line in lines if line.box[3] <= box[1] + line.height / 2]
    for line in sorted(above, key=lambda line: -line.box[3]):
        text = plain(line.text)
        if box[1] - line.box[3] > _TITLE_NEAR * line.height:
            break
        if line.box[2] < box[0] or line.box[0] > box[2] or _UNIT.match(text):
            continue
        fits = len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)
        return line.text.strip() if fits else ""
    return ""


def _hull(boxes: Sequence[Box]) -> Box:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
