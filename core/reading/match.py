"""Grids → cells of the official tables.

Labels anchor everything. The rows of all grids of a document pass by in reading order; a row whose
label names a row of a form is a value row, what stands before it are heads, and the heads say which
column is which. Heads stay in force on the next page, and a row cut in two by a page break is put
together again. Nothing is found by counting numbers, by a year or by the place on the page.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.forms import Block, Forms, Row, Table
from core.numbers import Kind, parse
from core.reading.beside import apart
from core.reading.columns import FoundColumn, complete_columns, moved, read_columns, shared_out
from core.reading.found import JOINED, FoundTable, ReadRow
from core.reading.grid_row import GridRow, holds_two, is_broken, leaf_of, looks_like_values
from core.reading.labels import Label, label, row_names
from core.reading.page import Grid, GridCell
from core.report import Cell, Place


class Matcher:
    """Takes grids in reading order and collects the tables in them."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self.tables: list[FoundTable] = []
        self.used: list[Grid] = []  # those that gave a head or a row of an official table
        self._names = row_names(forms)
        self._lines = [table for table in forms.tables if table.label_columns == 0]
        self._heads: list[GridRow] = []  # since the last value row
        self._early: list[GridRow] = []  # rows of no form before the first of a table
        self._settled: tuple[GridCell, ...] = ()  # the heads that are in force
        self._sure = True  # that the columns in force are what they are taken for
        self._fresh = False  # and no row has come under them
        self._columns: list[FoundColumn] = []
        self._over: Grid | None = None  # the grid in which the columns lie so
        self._target: tuple[Table, Block] | None = None
        self._line_table: Table | None = None  # a table of one line whose heads are passing by
        self._last: tuple[GridRow, FoundTable | None, str] | None = None
        # what the page before ended with, until a row of this one has come
        self._broken: tuple[GridRow, FoundTable | None, str] | None = None
        self._page = 0

    def feed(self, grid: Grid) -> None:
        """Take the next grid."""
        first = grid.page != self._page and not grid.whole
        self._page = grid.page
        for part, rows in apart(grid, self._rank):
            for row in rows:
                cells = tuple(sorted(part.row(row), key=lambda c: c.column0))
                if cells:
                    leaf, end = leaf_of(cells, self._rank)
                    self._take(GridRow(part, row, cells, leaf, end, first and row == 0, grid))

    def _rank(self, printed: Label) -> int:
        return max(names.rank(printed) for names in self._names.values())

    def found(self, *, whole: bool = True) -> list[FoundTable]:
        """Return the tables found, without what only looked like rows.

        Args:
            whole: all grids have come; else the last table may still grow.
        """
        for table in self.tables if whole else self.tables[:-1]:
            self._drop_group_heads(table)
        return [table for table in self.tables if table.cells]

    def _drop_group_heads(self, table: FoundTable) -> None:
        """Drop a blank row that is the head of a group where the group's own rows are there."""
        variant = self._forms.choose(table.name, "", table.cells)
        for row in {key.split(".")[1] for key in table.cells.keys() - variant.cells.keys()}:
            keys = [key for key in table.cells if key.split(".")[1] == row]
            if not any(table.cells[key].text for key in keys):
                for key in keys:
                    del table.cells[key]

    def _take(self, line: GridRow) -> None:
        if line.first:
            self._broken = self._last
        if self._broken and self._continues(line):
            self._broken = None
            return
        table = self._line_heads(line)
        if table is not None:
            if table is not self._line_table:
                self._line_table, self._heads = table, []
            self._heads.append(line)
            self._last = None
            return
        found = self._row_of(line)
        if self._line_table is not None and found is None:
            if self._is_values(line):
                if not self._store_line(line):
                    self._pass(line)  # what passed by were the heads of another table
                self._line_table = None
            elif not any(cell.chars for cell in line.starting):
                self._store_line(line)  # all blank, unless numbers follow
            else:
                self._heads.append(line)
            return
        if found is None:
            self._pass(line)
            return
        self._line_table = self._broken = None
        self._store(line, *found)

    # value rows with a label

    def _row_of(self, line: GridRow) -> tuple[str, str] | None:
        """Return the table name and row key that a row's label names."""
        for name, names in self._names.items():
            key = names.find(line.leaf)
            if key is not None and self._acceptable(name, key, line):
                return name, key
        if self._columns and self._target and self._has_numbers(line):
            name = self._target[0].name
            key = self._names[name].near(line.leaf)
            table = self._open(name)
            known = table.cells if table else {}
            if key is not None and not any(f"{name}.{key}." in cell for cell in known):
                return name, key
        return None

    def _acceptable(self, name: str, key: str, line: GridRow) -> bool:
        """Refuse a label that means its row only in its own table or after its own group."""
        if len(line.leaf.text) <= 2 and not looks_like_values(line):
            return False  # 总计 and 其他 are heads too
        target = self._target[0].name if self._target else ""
        blocks = self._blocks(name, key)
        telling = blocks[0][0].distinctive and len(line.leaf.text) > 4
        if name == target or telling:
            official = next(row for _, block in blocks for row in block.rows if row.key == key)
            own = label(official.label)
            if len(own.text) > 2 or own.ordinal == line.leaf.ordinal:
                return True
            return not line.leaf.ordinal and self._follows(name, official)
        return any(self._read_columns(block) for _, block in blocks)

    def _follows(self, name: str, row: Row) -> bool:
        """Tell whether the row before was of the same group: 其他 and 总计 are many rows' names."""
        last = self._last[2] if self._last else ""
        before = [r for _, block in self._blocks(name, last) for r in block.rows if r.key == last]
        return any(r.groups[: len(row.groups)] == row.groups for r in before)

    def _blocks(self, name: str, key: str) -> list[tuple[Table, Block]]:
        return [
            (table, block)
            for table in self._forms.variants(name)
            for block in table.blocks
            if any(row.key == key for row in block.rows)
        ]

    def _store(self, line: GridRow, name: str, key: str) -> None:
        self._settle_columns(line, name, key)
        if not self._columns or self._target is None:
            self._heads.append(line)
            return
        table = self._put(name, line, key, self._values(line, name, key))
        self._last = (line, table, key)

    def _read_columns(self, block: Block) -> list[FoundColumn]:
        return read_columns(block.columns, [line.starting for line in self._heads])

    def _settle_columns(self, line: GridRow, name: str, key: str) -> None:
        """Decide which column is which, from the heads above or as on the page before."""
        blocks = self._blocks(name, key)
        values = [cell for cell in line.values if cell.column0 >= line.label_end]
        known = self._target is not None and any(b == self._target[1] for _, b in blocks)
        if self._heads:
            read = [(self._read_columns(block), table, block) for table, block in blocks]
            columns, table, block = max(
                read, key=lambda r: (len(r[0]), len(r[0]) / len(r[2].columns))
            )
            if columns or not known:  # else a note between the rows of a table
                columns, sure = complete_columns(columns, block, values)
                if len(columns) * 2 >= len(block.columns):
                    self._columns, self._target, self._sure = columns, (table, block), sure
                    self._settle()
        self._heads = []
        known = self._target is not None and any(b == self._target[1] for _, b in blocks)
        table, block = blocks[0]
        same = self._target is not None and self._target[0].name == name
        if not known and not (same and table.distinctive):
            # no heads at all: only labels that occur nowhere else are believed without them
            self._columns, self._sure = (
                complete_columns([], block, values) if table.distinctive else ([], True)
            )
            self._target = (table, block) if self._columns else None
            self._over = line.whole

    def _settle(self) -> None:
        """Put the heads that have passed by in force."""
        for line in self._heads:
            self._use(line.whole)
            self._over = line.whole
        self._settled = tuple(cell for line in self._heads for cell in line.starting)
        self._fresh = True

    def _values(self, line: GridRow, name: str, row: str) -> dict[str, Cell]:
        """Return the cells of a value row by key. A column without a cell of its own has none."""
        if self._over is not None and self._over is not line.whole:
            columns = moved(self._columns, self._over, line)
            if columns is not None:
                self._columns, self._over = columns, line.whole
        cells: dict[str, Cell] = {}
        for cell in line.starting:
            covered = [c for c in self._columns if cell.box[0] < c.centre < cell.box[2]]
            if cell.unsure and len(covered) > 1:
                continue  # its source could not tell which column it belongs to
            is_label = cell.column0 < line.label_end
            for column, part in shared_out(cell, covered, is_label=is_label).items():
                key = ".".join(p for p in (name, row, column.key) if p)
                cells.setdefault(key, self._cell(key, part, shared=part is not cell))
        return cells

    def _cell(self, key: str, cell: GridCell, *, shared: bool) -> Cell:
        """Return the cell of a report for one of a grid. ``shared``: with other columns."""
        text, split = cell.text, shared or holds_two(cell) or is_broken(cell.text)
        unit = self._forms.unit(key)
        return Cell(
            read=text,
            text=text,
            unit=unit,
            place=Place(cell.page, cell.box),
            confidence=min(JOINED, cell.confidence) if split else cell.confidence,
            unsure=split or cell.unsure or not self._sure,
            candidates=cell.others,
            weak=cell.weak,
        )

    def _open(self, name: str) -> FoundTable | None:
        """Return the table that is being filled, None where another has begun since."""
        last = self.tables[-1] if self.tables else None
        return last if last is not None and last.name == name else None

    def _put(self, name: str, line: GridRow, row: str, cells: dict[str, Cell]) -> FoundTable:
        """Add a row to the open table; rows that come round again under heads begin a new one."""
        table = self._open(name)
        again = [key for key in cells if table and key in table.cells and table.cells[key].text]
        if table is not None and again and not self._fresh and table.first_row != row:
            # the same label twice: nobody knows which of the two rows is meant
            for key in again:
                table.cells[key] = replace(table.cells[key], unsure=True)
            table.rows.append(ReadRow(line))
            return table
        if table is None or again:
            early = [ReadRow(row) for row in self._early if row.whole is line.whole]
            table = FoundTable(name, line.page, line.top, rows=early)
            self.tables.append(table)
            self._early = []
        table.cells.update(cells)
        table.last_page = line.page
        self._fresh = False
        self._note(table, line, row, cells)
        return table

    def _note(self, table: FoundTable, line: GridRow, row: str, cells: dict[str, Cell]) -> None:
        """Remember which cells of a row were taken, for the sake of those that were not."""
        boxes = {cell.place.box for cell in cells.values() if cell.place}
        taken = tuple(cell for cell in line.starting if cell.box in boxes)
        left = min((column.x0 for column in self._columns), default=0.0)
        columns = tuple(column.key for column in self._columns)
        table.rows.append(ReadRow(line, row, left, columns, taken, self._settled))
        self._use(line.whole)

    def _use(self, grid: Grid) -> None:
        if not any(grid is used for used in self.used):
            self.used.append(grid)

    # rows cut by a page break

    def _continues(self, line: GridRow) -> bool:
        """Put a row together whose second part stands at the top of a page."""
        assert self._broken is not None
        above, table, key = self._broken
        if abs(above.grid.xs[0] - line.grid.xs[0]) + abs(above.grid.xs[-1] - line.grid.xs[-1]) > 16:
            return False
        if table is not None and not key:
            return self._continues_line(line, table)
        if table is not None:
            names = self._names[table.name]
            own = names.find(line.leaf)
            tail = not line.leaf.text or names.completes(above.leaf, line.leaf, key)
            if not looks_like_values(line):
                return False  # heads, perhaps, printed again
            moved = own not in (None, key) and names.continues(above.leaf, line.leaf, own or "")
            if not line.first and not (line.leaf.text and (tail or moved)):
                return False  # below heads that were printed again: only the rest of a label
            if own and moved:
                table.rename(key, own)  # the label began like that of another row
                key = own
            if own == key or (own is None and tail):
                cells = self._values(line, table.name, key)
                table.join(cells)
                self._note(table, line, key, cells)
                self._last = (line, table, key)
                return True
            return False
        if self._target is None or not above.leaf.text or line.leaf.ordinal:
            return False  # what has an ordinal of its own begins a label, it does not end one
        name = self._target[0].name
        names = self._names[name]
        whole = names.find(label(above.leaf.text + line.leaf.text))
        if whole is None or names.find(line.leaf) not in (None, whole):
            return False
        cut = names.begins(above.leaf, whole) or names.continues(above.leaf, line.leaf, whole)
        if not (cut and looks_like_values(above)):
            return False
        opened = self._open(name)
        if opened and opened.rows and opened.rows[-1].line is above:
            opened.rows.pop()  # it was taken for one that the agency added
        table = self._put(name, above, whole, self._values(above, name, whole))
        cells = self._values(line, name, whole)
        table.join(cells)
        self._note(table, line, whole, cells)
        self._last = (line, table, whole)
        return True

    def _continues_line(self, line: GridRow, table: FoundTable) -> bool:
        """Put the numbers of a table of one line together that a page break cut in two."""
        if not line.first or line.leaf.text or not self._is_values(line):
            return False
        cells = self._values(line, table.name, "")
        self._note(table, line, "", cells)
        for key, second in cells.items():
            first = table.cells.get(key)
            if first is not None and second.text:
                whole = (first.text or "") + second.text
                table.cells[key] = replace(
                    first, read=whole, text=whole, confidence=JOINED, unsure=True
                )
        return True

    # a table of one line, with all its labels in the heads

    def _line_heads(self, line: GridRow) -> Table | None:
        """Return the one-line table of which a row holds heads: all of them or a group's."""
        if self._has_numbers(line):
            return None
        texts = {label(cell.text).text for cell in line.starting}
        for table in self._lines:
            groups = {g for block in table.blocks for c in block.columns for g in c.groups}
            if texts & {label(group).text for group in groups}:
                return table
        return None

    def _is_values(self, line: GridRow) -> bool:
        return self._has_numbers(line) and looks_like_values(line)

    def _has_numbers(self, line: GridRow) -> bool:
        return any(
            parse(cell.text).kind in (Kind.NUMBER, Kind.PLACEHOLDER) for cell in line.starting
        )

    def _store_line(self, line: GridRow) -> bool:
        """Store the line of a table of one line; False where no heads tell its columns."""
        table = self._line_table
        assert table is not None
        block = table.blocks[0]
        columns = self._read_columns(block)
        sure = len(columns) * 2 >= len(block.columns)
        if len(columns) < len(block.columns):
            heads = [cell for head in self._heads for cell in head.starting]
            headed = [c for c in line.starting if c.chars or _head_over(c, heads)]
            full, _ = complete_columns(columns, block, headed)
            if len(headed) == len(full) == len(block.columns):
                columns = full
        if not columns:
            return False
        self._columns, self._target, self._sure = columns, (table, block), sure
        self._settle()
        found = self._put(table.name, line, "", self._values(line, table.name, ""))
        self._last = (line, found, "")
        if self._is_values(line):
            self._heads = []  # below a blank line, numbers may follow under the same heads
        return True

    def _pass(self, line: GridRow) -> None:
        """Keep a row that is no value row: heads, or a row that an agency added."""
        if self._is_values(line) and (self._target or not line.leaf.text):
            table = self._open(self._target[0].name) if self._target and not self._heads else None
            if table is not None:
                table.rows.append(ReadRow(line))
            else:
                self._early.append(line)  # numbers are no heads
            self._last = (line, None, "")
            return
        self._heads.append(line)
        self._last = (line, None, "") if line.leaf.text else None


def _head_over(cell: GridCell, heads: Sequence[GridCell]) -> bool:
    middle = (cell.box[0] + cell.box[2]) / 2
    return any(h.chars and h.row1 - h.row0 >= 1 and h.box[0] < middle < h.box[2] for h in heads)
