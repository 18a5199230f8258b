"""A table's grid drawn by hand: the lines between its value cells, and which cell is between which.

Lines run along the table, not along the page: a scan may be out of level, upside down or sideways.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from core.forms import Table
from core.report import Box, Cell, Place

LEVEL = 0.002
"""A table that is turned by less than this, in radians, is level."""
APART = 1.0
"""Points that lines are apart at least."""

_Span = tuple[int, int, int, int]
"""First row, first column, end of rows, end of columns of a cell in the layout of its table."""


@dataclass(frozen=True, slots=True)
class HandGrid:
    """Lines over a page. ``xs`` and ``ys`` ascend, in points of the page turned back by ``angle``.

    ``angle`` is how the table lies on the page as shown: radians, clockwise.
    """

    page: int
    angle: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def lines(self, axis: int) -> tuple[float, ...]:
        """Return the lines between columns (axis 0) or rows (axis 1)."""
        return self.ys if axis else self.xs

    def with_lines(self, axis: int, lines: Iterable[float]) -> "HandGrid":
        """Return the grid with other lines between columns (axis 0) or rows (axis 1)."""
        ordered = tuple(sorted(lines))
        return replace(self, ys=ordered) if axis else replace(self, xs=ordered)

    def moved(self, axis: int, number: int, to: float) -> "HandGrid":
        """Return the grid with a line moved, as far as its neighbours let it."""
        lines = list(self.lines(axis))
        least = lines[number - 1] + APART if number else -math.inf
        most = lines[number + 1] - APART if number + 1 < len(lines) else math.inf
        lines[number] = max(least, min(to, most))
        return self.with_lines(axis, lines)

    def added(self, axis: int, at: float) -> "HandGrid":
        """Return the grid with one more line."""
        return self.with_lines(axis, (*self.lines(axis), at))

    def removed(self, axis: int, number: int) -> "HandGrid":
        """Return the grid without a line; the last two stay."""
        lines = self.lines(axis)
        if len(lines) <= 2:
            return self
        return self.with_lines(axis, (*lines[:number], *lines[number + 1 :]))


@dataclass(frozen=True, slots=True)
class Draft:
    """A table's grid on one page as it was found, and the cells that are to stand in it.

    ``whole`` are all cells that the form has there, ``found`` those that the report has, and
    ``boxes`` where these are, in points of the page turned back.
    """

    grid: HandGrid
    whole: Mapping[str, _Span]
    found: Mapping[str, _Span]
    boxes: Mapping[str, Box]

    @property
    def wanted(self) -> tuple[int, int]:
        """How many lines between columns, and between rows, the whole table needs."""
        return len(_bounds(self.whole, 1)), len(_bounds(self.whole, 0))

    def places(self, grid: HandGrid) -> dict[str, Place] | None:
        """Return where each cell stands; None where there are more or fewer lines than it takes.

        Lines and cells are matched by their order. A row or column that the report has not is left
        out where the lines are fewer by just that. A cell stays as it is on the sides where its
        line does: merged cells and bent tables keep to lines of their own.
        """
        xs = self._matched(1, grid.xs)
        ys = self._matched(0, grid.ys)
        if xs is None or ys is None:
            return None
        old_xs, old_ys = self._matched(1, self.grid.xs), self._matched(0, self.grid.ys)
        places = {}
        for key, (top, left, end, right) in self.whole.items():
            if not ({left, right} <= xs.keys() and {top, end} <= ys.keys()):
                continue
            sides = ((left, xs, old_xs), (top, ys, old_ys), (right, xs, old_xs), (end, ys, old_ys))
            box = [
                self.boxes[key][at]
                if key in self.boxes and old and old.get(line) == lines[line]
                else lines[line]
                for at, (line, lines, old) in enumerate(sides)
            ]
            places[key] = Place(grid.page, on_page((box[0], box[1], box[2], box[3]), grid.angle))
        return places

    def _matched(self, axis: int, lines: Sequence[float]) -> dict[int, float] | None:
        for spans in (self.whole, self.found):
            bounds = _bounds(spans, axis)
            if len(bounds) == len(lines):
                return dict(zip(bounds, lines, strict=True))
        return None


def draft(table: Table, cells: Mapping[str, Cell], page: int) -> Draft | None:
    """Return the grid of a table on a page as its cells lie there; None where none does."""
    spans = _spans(table)
    placed = {key: place for key in spans if (cell := cells.get(key)) and (place := cell.place)}
    here = {key: place.box for key, place in placed.items() if place.page == page}
    if not here:
        return None
    elsewhere = {spans[key][0] for key in placed if key not in here}
    rows = {spans[key][0] for key in here}
    above = max((row for row in elsewhere if row < min(rows)), default=-1)
    below = min((row for row in elsewhere if row > max(rows)), default=math.inf)
    whole = {key: span for key, span in spans.items() if above < span[0] < below}
    found = {key: spans[key] for key in here}
    angle = _angle(_steps(spans, here))
    flat = {key: in_table(box, angle) for key, box in here.items()}
    grid = HandGrid(page, angle, _lines(found, flat, 1), _lines(found, flat, 0))
    return Draft(grid, whole, found, flat)


def lies(tables: Iterable[Table], cells: Mapping[str, Cell]) -> dict[int, float]:
    """Return how tables lie on their pages, by page: radians, clockwise. Level ones are left out.

    Args:
        tables: those of the form that the report is printed on.
        cells: of the report.
    """
    steps: dict[int, list[complex]] = {}
    for table in tables:
        spans = _spans(table)
        on_pages: dict[int, dict[str, Box]] = {}
        for key in spans:
            if (cell := cells.get(key)) and cell.place:
                on_pages.setdefault(cell.place.page, {})[key] = cell.place.box
        for page, boxes in on_pages.items():
            steps.setdefault(page, []).extend(_steps(spans, boxes))
    angles = {page: _angle(found) for page, found in steps.items()}
    return {page: angle for page, angle in angles.items() if angle}


def in_table(box: Box, angle: float) -> Box:
    """Return the cell whose hull a box of the page is, in points of the page turned back."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    u, v = turned(x, y, -angle)
    width, height = flat_size(box[2] - box[0], box[3] - box[1], angle)
    return u - width / 2, v - height / 2, u + width / 2, v + height / 2


def on_page(box: Box, angle: float) -> Box:
    """Return the hull on the page of a cell given in points of the page turned back."""
    corners = [turned(u, v, angle) for u in (box[0], box[2]) for v in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """Return a place turned clockwise about the corner of its page."""
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine - y * sine, x * sine + y * cosine


def flat_size(width: float, height: float, angle: float) -> tuple[float, float]:
    """Return the sides of a rectangle that has a hull of these sides when turned by an angle."""
    quarters = round(angle / (math.pi / 2))
    if quarters % 2:
        width, height = height, width
    rest = abs(angle - quarters * math.pi / 2)
    cosine, sine = math.cos(rest), math.sin(rest)
    if cosine - sine < 0.2:  # nearly half of a quarter: no sides can be told from a hull
        return width, height
    scale = cosine * cosine - sine * sine
    across = (width * cosine - height * sine) / scale
    down = (height * cosine - width * sine) / scale
    return max(across, width / 4), max(down, height / 4)


def _spans(table: Table) -> dict[str, _Span]:
    """Return where the value cells of a table stand in its layout."""
    return {
        cell.key: (cell.row, cell.column, cell.row + cell.rows, cell.column + cell.columns)
        for cell in table.layout.cells
        if cell.kind == "value"
    }


def _bounds(spans: Mapping[str, _Span], axis: int) -> list[int]:
    """Return the lines of the layout at which cells begin or end: of rows (0) or columns (1)."""
    return sorted({span[at] for span in spans.values() for at in (axis, axis + 2)})


def _lines(spans: Mapping[str, _Span], boxes: Mapping[str, Box], axis: int) -> tuple[float, ...]:
    """Return where those lines are: between the edges of the cells on both sides."""
    side = 1 - axis  # rows are told by y
    edges: dict[int, list[float]] = {}
    for key, span in spans.items():
        for at in (0, 2):
            edges.setdefault(span[axis + at], []).append(boxes[key][side + at])
    return tuple(sorted(median(found) for found in edges.values()))


def _steps(spans: Mapping[str, _Span], boxes: Mapping[str, Box]) -> Iterator[complex]:
    """Yield the ways between cells of a row, and of a column turned as if it were a row."""
    middles = {key: complex(b[0] + b[2], b[1] + b[3]) / 2 for key, b in boxes.items()}
    for axis, turn in ((0, 1), (1, -1j)):
        groups: dict[tuple[int, int], list[str]] = {}
        for key in boxes:
            groups.setdefault((spans[key][axis], spans[key][axis + 2]), []).append(key)
        for keys in groups.values():
            ordered = sorted(keys, key=lambda key: spans[key][1 - axis])
            for first, second in pairwise(ordered):
                yield (middles[second] - middles[first]) * turn


def _angle(steps: Iterable[complex]) -> float:
    """Return the direction of most steps; exact quarters of a turn where it is close to one."""
    taken = [step for step in steps if step]
    whole = sum(taken)
    if not whole:
        return 0.0
    near = [step / whole for step in taken]
    turned = math.atan2(whole.imag, whole.real)
    turned += median(math.atan2(step.imag, step.real) for step in near)
    quarter = round(turned / (math.pi / 2)) * (math.pi / 2)
    return quarter % (2 * math.pi) if abs(turned - quarter) < LEVEL else turned
