"""A table that no form knows taken for one of a form's: which of its cells is which.

Labels decide where they name rows and columns; else the order does. A person sees the proposal,
moves it and takes it: nothing of this happens by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.forms import Block, Table
from core.layout_repair import NOTHING, Held, changes
from core.numbers import Kind, parse
from core.reading.labels import RowNames, find_columns, label
from core.report import Cell, PlainTable, Report
from core.store.history import Change

_SHORT = 2
"""A label of so few characters (其他, 总计) says too little without the rows around it."""

Lines = tuple[tuple[str, ...], ...]
"""The keys of a form's table, line by line as printed."""


Columns = Callable[[Block, int], Mapping[str, int]]
"""Gives the columns of the plain table for a block whose values begin at a row of it."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which cell of the plain table each cell of the form's table is taken from."""

    table: Table
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lifted:
    """What of a plain table is taken up, to be put down on the form's (numbers from 0).

    No ``rows`` stand for whole columns, no ``columns`` for whole rows.
    """

    rows: Sequence[int] = ()
    columns: Sequence[int] = ()


class Assigner:
    """Proposes which cell of a plain table is which of a form's.

    Args:
        report: the report as it stands.
        plain: one of its plain tables.
        table: what it is to be taken for.
    """

    def __init__(self, report: Report, plain: PlainTable, table: Table) -> None:
        self._report = report
        self._plain = plain
        self._table = table
        self._at = {
            (row, column): cell.key
            for cell in plain.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self._where = {cell.key: (cell.row, cell.column) for cell in plain.cells}

    @property
    def rows(self) -> int:
        """How many rows the plain table has."""
        return self._plain.rows

    @property
    def columns(self) -> int:
        """How many columns the plain table has."""
        return self._plain.columns

    def start(self) -> tuple[int, int]:
        """Return the row and the column (from 0) where its values seem to begin."""
        rows = [row for row in range(self.rows) if self._numbers(row)]
        if not rows:
            return 0, 0
        firsts = [min(self._numbers(row)) for row in rows]
        return rows[0], max(set(firsts), key=lambda one: (firsts.count(one), -one))

    def by_order(self, row: int, column: int) -> Assignment:
        """Take line after line and column after column, beginning at a row and a column (from 0).

        Lines of heads between those of values are passed over.
        """
        rows = [one for one in range(max(row, 0), self.rows) if one == row or self._numbers(one)]
        return self._assigned(
            dict(zip(range(len(lines_of(self._table))), rows, strict=False)),
            lambda block, _: {c.key: column + at for at, c in enumerate(block.columns)},
        )

    def by_labels(self) -> Assignment | None:
        """Take the rows and columns that labels name; None where they name too few."""
        rows = self._named_rows()
        if rows is None:
            return None
        return self._assigned(rows, self._named_columns)

    def proposed(self) -> Assignment:
        """Return what labels say, else what the order says."""
        return self.by_labels() or self.by_order(*self.start())

    def put_down(self, one: Assignment, lifted: Lifted, line: int, column: int) -> Assignment:
        """Return an assignment as it is once something of the plain table is put down on the form.

        What was put down stands nowhere else of the form any more; what falls beside the form is
        left out. Whole columns keep the rows that the lines of the form are taken from already,
        whole rows the columns.

        Args:
            one: the assignment before.
            lifted: what was taken up.
            line: the line of the form on which its first row comes.
            column: the place in that line on which its first column comes.
        """
        lines = lines_of(self._table)
        known = (one if one.sources else self.by_order(*self.start())).sources
        down = {line + at: row for at, row in enumerate(lifted.rows)}
        across = {column + at: taken for at, taken in enumerate(lifted.columns)}
        for y, keys in enumerate(lines):
            for x, key in enumerate(keys):
                if key in known and not lifted.rows:
                    down.setdefault(y, self._where[known[key]][0])
                if key in known and not lifted.columns:
                    across.setdefault(x, self._where[known[key]][1])
        falls = {
            keys[x]: self._at[row, taken]
            for y, row in down.items()
            for x, taken in across.items()
            for keys in lines[y : y + 1]
            if x < len(keys) and (row, taken) in self._at
        }
        stays = {k: source for k, source in one.sources.items() if source not in falls.values()}
        return Assignment(self._table, stays | falls)

    # how -------------------------------------------------------------------------------------

    def _assigned(self, rows: Mapping[int, int], columns: Columns) -> Assignment:
        sources: dict[str, str] = {}
        number = 0
        for block in self._table.blocks:
            own = [rows[at] for at in range(number, number + len(block.rows)) if at in rows]
            across = columns(block, min(own, default=0))
            for row in block.rows:
                for column in block.columns if number in rows else ():
                    source = self._at.get((rows[number], across.get(column.key, -1)))
                    if source is not None:
                        sources[self._table.key(row, column)] = source
                number += 1
        return Assignment(self._table, sources)

    def _text(self, row: int, column: int) -> str:
        cell = self._report.cells.get(self._at.get((row, column), ""))
        return (cell.text or "") if cell else ""

    def _numbers(self, row: int) -> list[int]:
        """Return the columns of a row in which a number (or a sign for none) stands."""
        kinds = (Kind.NUMBER, Kind.PLACEHOLDER)
        return [
            column for column in range(self.columns) if parse(self._text(row, column)).kind in kinds
        ]

    def _named_rows(self) -> dict[int, int] | None:
        """Return the rows of the plain table by the lines of the form, as far as they are clear."""
        lines = [row for block in self._table.blocks for row in block.rows]
        if not self._table.label_columns:
            return None  # it has no labels but its heads
        names, places = RowNames(lines), {row.key: at for at, row in enumerate(lines)}
        named: dict[int, int] = {}
        for row in range(self.rows):
            first = min(self._numbers(row), default=self.columns)
            words = [self._text(row, column) for column in range(first)]
            for text in reversed([word for word in words if word]):
                printed = label(text)
                key = names.find(printed) if len(printed.text) > _SHORT else None
                key = key or names.near(printed)
                if key is not None and places[key] not in named:
                    named[places[key]] = row
                    break
        if 2 * len(named) < min(len(lines), self.rows):
            return None
        return self._filled(named, len(lines))

    def _filled(self, named: dict[int, int], count: int) -> dict[int, int]:
        """Fill gaps in which as many rows are left as lines."""
        rows = dict(named)
        anchors = sorted(named.items())
        ends = [(-1, -1), *anchors, (count, self.rows)]
        for (line, row), (next_line, next_row) in pairwise(ends):
            left = [at for at in range(row + 1, next_row) if self._numbers(at)]
            missing = range(line + 1, next_line)
            if left and len(left) == len(missing):
                rows.update(zip(missing, left, strict=True))
        return rows

    def _named_columns(self, block: Block, first: int) -> dict[str, int]:
        """Return the columns of the plain table that the heads over a row name, else their order.

        Args:
            block: whose columns.
            first: the first row of its values; what stands above it are heads.
        """
        found: dict[str, int] = {}
        heads = [row for row in range(first) if not self._numbers(row)]
        for column in range(self.columns):
            said = [self._text(row, column) for row in heads]
            keys = find_columns(block.columns, "".join(dict.fromkeys(said)))
            if len(keys) == 1 and keys[0] not in found:
                found[keys[0]] = column
        if 2 * len(found) >= len(block.columns) and len(block.columns) > 1:
            return found
        start = min(self._numbers(first), default=self.start()[1])
        return {column.key: start + at for at, column in enumerate(block.columns)}


def lines_of(table: Table) -> Lines:
    """Return the keys of a form's table, line by line as printed."""
    return tuple(
        tuple(table.key(row, column) for column in block.columns)
        for block in table.blocks
        for row in block.rows
    )


def held(report: Report, one: Assignment) -> dict[str, Held]:
    """Return what the cells of the form hold once an assignment is taken; the others stay."""
    found: dict[str, Held] = {}
    for key, source in one.sources.items():
        cell = report.cells.get(source)
        found[key] = Held(cell.text or "", cell.place) if cell else NOTHING
    return found


def replaced(report: Report, one: Assignment) -> Sequence[str]:
    """Return the cells of the form that hold something else than they would then."""
    return [
        key
        for key, new in held(report, one).items()
        if _text_of(report.cells.get(key)) not in ("", new.text)
    ]


def assigned(report: Report, one: Assignment) -> list[Change]:
    """Return the changes that take an assignment; the plain table itself stays as it is."""
    return changes(report, held(report, one))


def _text_of(cell: Cell | None) -> str:
    return (cell.text or "") if cell else ""
