"""The official forms: tables with their labels, places and sum rules.

They are data: core.form_files loads them from resources/forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.numbers import Unit
from core.report import Severity
from core.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A value column as the form prints it. ``groups`` are the heads over it, outermost first."""

    key: str
    label: str
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Row:
    """A value row. ``core`` are phrases that alone tell it; ``groups`` the labels left of it."""

    key: str
    label: str = ""
    groups: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    short: str = ""  # what a written-out sum calls it, where neither label nor core will do


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share one line of column heads."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    band: str = ""
    corner: str = ""
    corner_core: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """One equality between cells: the sum over ``left`` equals the sum over ``right``."""

    over: str  # the row or column it was made for, e.g. "natural"
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sum rule of a table, expanded to the equalities it stands for."""

    id: str
    title: Text
    severity: Severity
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """A cell of the printed table: a head, a label or a place for a value (then with its key)."""

    row: int
    column: int
    rows: int
    columns: int
    kind: str  # band, corner, head, group, label, value
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as the form prints it, merged heads included."""

    rows: int
    columns: int
    label_columns: int
    cells: tuple[LayoutCell, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a form. ``form`` is "2019", "2021", or "*" for both.

    A table equals itself alone: what is worked out from it can be kept and found again quickly.
    """

    id: str
    name: str
    form: str
    section: str
    title: Text
    anchors: tuple[str, ...]
    label_columns: int
    blocks: tuple[Block, ...]
    rules: tuple[Rule, ...]
    distinctive: bool = False  # its row labels occur in no other table

    def key(self, row: Row, column: Column) -> str:
        """Return the key of the cell where a row meets a column: ``table.row.column``."""
        return ".".join(part for part in (self.name, row.key, column.key) if part)

    @cached_property
    def cells(self) -> Mapping[str, tuple[Row, Column]]:
        """Every cell key of the table in printed order, with its row and column."""
        return {
            self.key(row, column): (row, column)
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        }

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """What each cell measures, in printed order."""
        return {key: column.unit for key, (_, column) in self.cells.items()}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all cells."""
        return frozenset(self.cells)

    @cached_property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """Keys by row (the middle part of a key), in printed order."""
        rows: dict[str, tuple[str, ...]] = {}
        for key in self.cells:
            name = key.split(".")[1]
            rows[name] = (*rows.get(name, ()), key)
        return rows

    def label(self, key: str) -> str:
        """Return what the form prints for a cell: its row and column heads, joined by " · "."""
        row, column = self.cells[key]
        parts = [row.label or " · ".join(column.groups), column.label]
        return " · ".join(part for part in parts if part)

    @cached_property
    def layout(self) -> Layout:
        """The table as printed: blocks one under the other, heads merged over their columns."""
        width = max(len(block.columns) for block in self.blocks)
        cells: list[LayoutCell] = []
        top = 0
        for block in self.blocks:
            top = _lay_out_block(self, block, top, width, cells)
        return Layout(top, self.label_columns + width, self.label_columns, tuple(cells))


def _lay_out_block(
    table: Table, block: Block, top: int, width: int, cells: list[LayoutCell]
) -> int:
    """Append a block's cells, starting at row ``top``; return the row after its last."""
    labels = table.label_columns
    # where a block has fewer columns than the widest, its last one takes the room that is left
    spans = [1] * (len(block.columns) - 1) + [width - len(block.columns) + 1]
    if block.band:
        cells.append(LayoutCell(top, 0, 1, labels + width, "band", block.band))
        top += 1
    depth = 1 + max(len(column.groups) for column in block.columns)
    if labels:
        cells.append(LayoutCell(top, 0, depth, labels, "corner", block.corner))
    groups = [column.groups for column in block.columns]
    for level, start, count, text in _runs(groups):
        cells.append(LayoutCell(top + level, labels + start, 1, count, "head", text))
    for index, column in enumerate(block.columns):
        level = len(column.groups)
        place = (top + level, labels + index, depth - level, spans[index])
        cells.append(LayoutCell(*place, "head", column.label))
    top += depth
    for level, start, count, text in _runs([row.groups for row in block.rows]):
        cells.append(LayoutCell(top + start, level, count, 1, "group", text))
    for index, row in enumerate(block.rows):
        level = len(row.groups)
        if labels:
            place = (top + index, level, 1, labels - level)
            cells.append(LayoutCell(*place, "label", row.label))
        for at, column in enumerate(block.columns):
            key = table.key(row, column)
            place = (top + index, labels + at, 1, spans[at])
            cells.append(LayoutCell(*place, "value", key=key))
    return top + len(block.rows)


def _runs(paths: list[tuple[str, ...]]) -> Iterable[tuple[int, int, int, str]]:
    """Yield (level, start, length, text) of neighbours that share their path down to a level."""
    for level in range(max(map(len, paths))):
        start = 0
        while start < len(paths):
            path, end = paths[start][: level + 1], start + 1
            while end < len(paths) and paths[end][: level + 1] == path:
                end += 1
            if len(path) > level:
                yield level, start, end - start, path[level]
            start = end


@dataclass(frozen=True, eq=False)
class Forms:
    """Every table the program knows, in printed order. It equals itself alone, as a table does."""

    tables: tuple[Table, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The table names in printed order: proactive, requests, disputes."""
        return tuple(dict.fromkeys(table.name for table in self.tables))

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The forms by year: "2019", "2021"."""
        return tuple(sorted({table.form for table in self.tables} - {"*"}))

    def variants(self, name: str) -> tuple[Table, ...]:
        """Return the tables of one name, one for each form that prints it differently."""
        return tuple(table for table in self.tables if table.name == name)

    def choose(self, name: str, form: str, keys: Iterable[str]) -> Table:
        """Return the variant of a table that a report with these cells was printed on.

        The cells decide; where they do not (or there are none), the report's form does.
        """
        variants = self.variants(name)
        if len(variants) == 1:
            return variants[0]
        present = frozenset(keys)
        return max(
            variants, key=lambda table: (len(present & table.keys), table.form in (form, "*"))
        )

    def tables_of(self, form: str, keys: Iterable[str]) -> tuple[Table, ...]:
        """Return one table for each name: the ones a report of this form and keys consists of."""
        keys = frozenset(keys)
        return tuple(self.choose(name, form, keys) for name in self.names)

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {key: unit for table in self.tables for key, unit in table.units.items()}

    def unit(self, key: str) -> Unit:
        """Return what the cell's column measures; a count for a key no form has."""
        return self._units.get(key, Unit.COUNT)
