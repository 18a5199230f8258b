"""Tables of a docx file: from rows of cells with spans to a grid without holes and overlaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from core.bounds import MAX_DOCX_COLUMNS
from core.sources.docx_content import content
from core.sources.docx_package import Node
from core.sources.docx_styles import flag, measure
from core.typeset.flow import FlowCell

_CONTINUED = "continue"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a cell stands: rows row…row + rows - 1, columns likewise. ``node`` None: a hole."""

    row: int
    column: int
    rows: int
    columns: int
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """All cells of a table, each place covered once; the widths of its columns where known."""

    rows: int
    columns: int
    cells: tuple[Placed, ...]
    widths: tuple[float, ...] | None


@dataclass(slots=True)
class _Cell:
    """A cell of one row as its markup says."""

    node: Node
    start: int
    end: int
    down: str  # of a merge over rows: "", restart, continue
    width: float | None


def lay_out(table: Node) -> Layout:
    """Return where the cells of a table stand."""
    grid = [
        measure(node.attributes.get("w:w")) or 0.0
        for node in (table.child("w:tblGrid") or Node("", {})).children
        if node.name == "w:gridCol"
    ][:MAX_DOCX_COLUMNS]
    rows = [_row(node, grid) for node in content(table) if node.name == "w:tr" and _shown(node)]
    columns = max((cell.end for row in rows for cell in row), default=0)
    cells = list(_placed(rows, columns))
    widths = tuple(grid[:columns])
    known = len(widths) == columns and all(width > 0 for width in widths)
    layout = Layout(len(rows), columns, tuple(cells), widths if known else None)
    mirrored = flag(table.child("w:tblPr") or Node("", {}), "w:bidiVisual")
    return _mirrored(layout) if mirrored else layout


def _shown(row: Node) -> bool:
    """False for a row that is deleted, or hidden."""
    properties = row.child("w:trPr")
    if properties is None:
        return True
    return properties.child("w:del") is None and not flag(properties, "w:hidden")


def _row(row: Node, grid: Sequence[float]) -> list[_Cell]:
    """Return the cells of a row; those merged in the old way (``w:hMerge``) as one."""
    before = _span(row.child("w:trPr"), "w:gridBefore", 0)
    column = before
    cells: list[_Cell] = []
    for node in content(row):
        if node.name != "w:tc" or column >= MAX_DOCX_COLUMNS:
            continue
        properties = node.child("w:tcPr")
        end = min(column + _span(properties, "w:gridSpan", 1), MAX_DOCX_COLUMNS)
        width = _width(properties)
        if cells and _merge(properties, "w:hMerge") == _CONTINUED:
            cells[-1].end = end
            cells[-1].width = (cells[-1].width or 0) + width if width else None
        else:
            cells.append(_Cell(node, column, end, _merge(properties, "w:vMerge"), width))
        column = end
    after = _span(row.child("w:trPr"), "w:gridAfter", 0)
    if cells and column + after < len(grid):
        _fit(cells, grid, before)
    return cells


def _fit(cells: Sequence[_Cell], grid: Sequence[float], before: int) -> None:
    """Give the cells of a row that has too few of them the columns that they are as wide as."""
    edges = list(accumulate(grid, initial=0.0))
    widths = [cell.width for cell in cells]
    if not all(grid) or not all(widths):
        return
    rights = accumulate((width or 0.0 for width in widths), initial=edges[before])
    ends = [min(range(len(edges)), key=lambda i: abs(edges[i] - right)) for right in rights]
    if all(a < b for a, b in pairwise(ends)):
        for cell, edges_of in zip(cells, pairwise(ends), strict=True):
            cell.start, cell.end = edges_of


def _placed(rows: Sequence[Sequence[_Cell]], columns: int) -> Iterator[Placed]:
    """Yield the cells, and one without a node for each place that none of them covers."""
    above: dict[int, Placed] = {}  # merged cells that the row above ends with, by first column
    for at, row in enumerate(rows):
        covered = [False] * columns
        below: dict[int, Placed] = {}
        for cell in row:
            start = max(cell.start, 0)
            while start < cell.end and covered[start]:
                start += 1
            end = cell.end
            if start == end:
                continue
            placed = Placed(at, start, 1, end - start, cell.node)
            merged = above.get(start) if cell.down == _CONTINUED else None
            if merged is not None and merged.columns == placed.columns:
                del above[start]
                placed = replace(merged, rows=merged.rows + 1)
            if cell.down:
                below[start] = placed
            else:
                yield placed
            covered[start:end] = [True] * (end - start)
        yield from above.values()
        yield from (Placed(at, i, 1, 1) for i, filled in enumerate(covered) if not filled)
        above = below
    yield from above.values()


def _mirrored(layout: Layout) -> Layout:
    """Return a table whose first column is the right one, from left to right."""
    cells = (replace(c, column=layout.columns - c.column - c.columns) for c in layout.cells)
    return replace(layout, cells=tuple(cells), widths=layout.widths and layout.widths[::-1])


def in_order(cells: Sequence[FlowCell]) -> tuple[FlowCell, ...]:
    """Return cells by rows, then columns."""
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _span(properties: Node | None, name: str, default: int) -> int:
    number = measure(properties.value(name)) if properties else None
    return default if number is None else min(max(int(number), default), MAX_DOCX_COLUMNS)


def _merge(properties: Node | None, name: str) -> str:
    node = properties.child(name) if properties else None
    return "" if node is None else node.attributes.get("w:val", _CONTINUED)


def _width(properties: Node | None) -> float | None:
    node = properties.child("w:tcW") if properties else None
    if node is None or node.attributes.get("w:type", "dxa") != "dxa":
        return None
    return measure(node.attributes.get("w:w")) or None
