"""What was found of an official table: its cells, and the numbers that no cell took."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from core.numbers import Kind, parse
from core.reading.grid import SNAP
from core.reading.grid_row import GridRow
from core.reading.labels import label
from core.reading.page import GridCell
from core.report import Box, Cell, Place

JOINED = 0.5  # confidence of a text that two cells or two numbers may have made


class Loss(StrEnum):
    """Why no cell took a number. The words are those of ``Leftover.kind``."""

    ROW = "row"  # its row is none of the form's
    COLUMN = "column"  # its column is none of the form's
    SHIFTED = "shifted"  # its row has more or fewer cells than the others, or begins elsewhere


@dataclass(frozen=True, slots=True)
class Untaken:
    """Numbers and placeholders inside an official table that no cell of the form took."""

    kind: Loss
    table: str  # requests
    label: str  # of the row or column, as printed
    texts: tuple[str, ...]  # as they stand, from left to right or top to bottom
    place: Place  # around them, on the page of the first
    row: str = ""  # key of the row, where it is one of the form's

    @property
    def page(self) -> int:
        """The page of the first of them."""
        return self.place.page


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of an official table as it was read. ``row`` is its key, "" for one of no form."""

    line: GridRow
    row: str = ""
    left: float = 0.0  # where its value columns begin
    columns: tuple[str, ...] = ()
    taken: tuple[GridCell, ...] = ()
    heads: tuple[GridCell, ...] = ()  # over it, on whatever page


@dataclass
class FoundTable:
    """The cells of one printed table, in the order in which they were found."""

    name: str
    page: int
    top: float
    cells: dict[str, Cell] = field(default_factory=dict)
    last_page: int = 0
    rows: list[ReadRow] = field(default_factory=list)

    @property
    def first_row(self) -> str:
        """The key of the first row that the form names."""
        return next((row.row for row in self.rows if row.columns), "")

    def join(self, cells: Mapping[str, Cell]) -> None:
        """Add the second part of a cut row. Numbers in both parts may be two rows: all are doubted.

        Args:
            cells: what stands in the second part, by key.
        """
        before = {key: self.cells[key] for key in cells if key in self.cells}
        differ = [k for k, first in before.items() if cells[k].text not in ("", first.text)]
        doubt = bool(differ) and any(first.text for first in before.values())
        for key, cell in cells.items():
            first = before.get(key)
            kept = cell if first is None or (not first.text and cell.text) else first
            self.cells[key] = replace(kept, confidence=JOINED, unsure=True) if doubt else kept
        self.last_page = max([c.place.page for c in cells.values() if c.place] or [self.last_page])

    def rename(self, row: str, new: str) -> None:
        """Give the cells of a row to another one."""
        for key in [key for key in self.cells if key.split(".")[1] == row]:
            name, _, column = key.split(".")
            self.cells[f"{name}.{new}.{column}"] = self.cells.pop(key)

    def doubt_blanks(self) -> None:
        """Doubt a row that is blank throughout beside one with numbers that the form does not name.

        A label that a page cuts through may have lost its numbers to its other part.
        """
        for one, other in pairwise(self.rows):
            added, named = (one, other) if not one.columns else (other, one)
            if added.columns or not named.columns or not _numbers(added.line.starting):
                continue
            keys = [key for key in self.cells if key.split(".")[1] == named.row]
            if not any(self.cells[key].text for key in keys):
                for key in keys:
                    self.cells[key] = replace(self.cells[key], unsure=True)

    def doubt_shifted(self) -> None:
        """Doubt a row in which columns have no cell and numbers no column: it may have slid."""
        for row in self.rows:
            lost = [cell for cell in _left_over(row) if cell.box[0] > row.left - SNAP]
            if not lost or len(row.taken) >= len(row.columns):
                continue
            start = f"{self.name}.{row.row}." if row.row else f"{self.name}."
            for key in [key for key in self.cells if key.startswith(start)]:
                self.cells[key] = replace(self.cells[key], unsure=True)

    def untaken(self) -> list[Untaken]:
        """Return the numbers in its rows that no cell took, in reading order."""
        added = [row for row in self.rows if not row.columns]
        found = [_untaken(Loss.ROW, self.name, r, _numbers(r.line.starting)) for r in added]
        for alike in _by_columns(row for row in self.rows if row.columns):
            found += self._untaken_of(alike)
        found.sort(key=lambda one: (one.page, one.place.box[1]))
        return found

    def _untaken_of(self, rows: Sequence[ReadRow]) -> list[Untaken]:
        """Return what is left over in rows under the same heads."""
        usual = Counter(_shape(row) for row in rows).most_common(1)[0][0]
        columns: dict[str, list[tuple[ReadRow, GridCell]]] = {}
        shifted = []
        for row in rows:
            left_over = _left_over(row)
            if _begins_elsewhere(row):
                shifted.append(_untaken(Loss.SHIFTED, self.name, row, _right_of_label(row)))
                continue
            if _shape(row) != usual:
                numbers = _right_of_label(row)
                if left_over or (numbers and not all(cell in row.taken for cell in numbers)):
                    shifted.append(_untaken(Loss.SHIFTED, self.name, row, left_over))
                elif numbers and len(row.taken) < len(row.columns):
                    shifted.append(_untaken(Loss.SHIFTED, self.name, row, numbers))
                continue
            for cell in left_over:
                columns.setdefault(_head_of(cell, row.heads), []).append((row, cell))
        return shifted + [
            Untaken(
                Loss.COLUMN,
                self.name,
                head,
                tuple(cell.text for _, cell in cells),
                _place([cell for _, cell in cells]),
            )
            for head, cells in columns.items()
        ]


def _by_columns(rows: Iterable[ReadRow]) -> list[list[ReadRow]]:
    """Gather the rows that have the same columns in the same grid."""
    alike: dict[tuple[int, tuple[str, ...]], list[ReadRow]] = {}
    for row in rows:
        alike.setdefault((id(row.line.grid), row.columns), []).append(row)
    return list(alike.values())


def _shape(row: ReadRow) -> tuple[int, int]:
    """Return how many cells a row has right of its labels, and where they begin, in points."""
    cells = [cell for cell in row.line.starting if cell.box[2] > row.left + SNAP]
    return len(cells), round(min((cell.box[0] for cell in cells), default=0.0) / SNAP)


def _right_of_label(row: ReadRow) -> list[GridCell]:
    return _numbers(cell for cell in row.line.starting if cell.box[0] > row.left - SNAP)


def _begins_elsewhere(row: ReadRow) -> bool:
    """Tell whether a source says of a row's label that the row may begin elsewhere."""
    return any(cell.unsure and cell.box[2] < row.left + SNAP for cell in row.line.starting)


def _left_over(row: ReadRow) -> list[GridCell]:
    """Return the cells with numbers that none of the form's took, ordinals of labels aside."""
    leaf = row.line.leaf
    return [
        cell
        for cell in _numbers(row.line.starting)
        if cell not in row.taken
        and not (cell.box[0] < row.left and label(cell.text).text == leaf.ordinal)
    ]


def _numbers(cells: Iterable[GridCell]) -> list[GridCell]:
    return [c for c in cells if _is_number(c.text) or (c.unsure and _holds_numbers(c.text))]


def _is_number(text: str) -> bool:
    return parse(text).kind in (Kind.NUMBER, Kind.PLACEHOLDER)


def _holds_numbers(text: str) -> bool:
    """Tell whether numbers stand side by side whose columns their source could not tell."""
    return all(_is_number(part) for part in text.split()) and bool(text)


def _head_of(cell: GridCell, heads: Iterable[GridCell]) -> str:
    """Return the words over a cell."""
    middle = (cell.box[0] + cell.box[2]) / 2
    return "".join(head.text for head in heads if head.box[0] < middle < head.box[2])


def _untaken(kind: Loss, table: str, row: ReadRow, cells: Sequence[GridCell]) -> Untaken:
    words = next((c.text for c in row.line.cells if label(c.text) == row.line.leaf), "")
    texts = tuple(cell.text for cell in cells)
    return Untaken(kind, table, words, texts, _place(cells or row.line.starting), row.row)


def _place(cells: Sequence[GridCell]) -> Place:
    """Return a place around those of the cells that stand on the page of the first."""
    boxes: list[Box] = [cell.box for cell in cells if cell.page == cells[0].page]
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return Place(cells[0].page, (min(x0s), min(y0s), max(x1s), max(y1s)))
