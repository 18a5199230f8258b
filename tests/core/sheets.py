"""What agencies do to the printed form, as changes of its layout, and the grids that come of it.

A sheet is an official table as it is printed once: cells with spans, each with its text. The
changes here are those seen in reports; each is a function that changes a sheet in place. ``grid``
makes of a sheet what sources make of a page or of markup, without a file between.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from core.forms import LayoutCell, Table
from core.reading.grid import reading_order
from core.reading.page import Char, Grid, GridCell
from resources import resource

_SIZE, _LINE = 8.0, 10.5


@dataclass
class Sheet:
    """A table on its way to print. Value cells keep their key; ``text`` is what is printed."""

    name: str
    rows: int
    columns: int
    labels: int  # columns of labels
    cells: list[LayoutCell]

    @classmethod
    def of(cls, table: Table, texts: Mapping[str, str]) -> "Sheet":
        """The table as the form prints it, with these texts in its value cells."""
        layout = table.layout
        cells = [
            replace(c, text=texts.get(c.key, "")) if c.kind == "value" else c for c in layout.cells
        ]
        return cls(table.name, layout.rows, layout.columns, layout.label_columns, cells)

    def first_values(self) -> int:
        """The first row with values."""
        return min(cell.row for cell in self.cells if cell.kind == "value")

    def row(self, row: int) -> list[LayoutCell]:
        """The cells that begin in a row, from left to right."""
        return sorted((c for c in self.cells if c.row == row), key=lambda c: c.column)

    def label_of(self, row: int) -> LayoutCell | None:
        """The label of a value row; None for a row of heads and in a table of one line."""
        kinds = {cell.kind for cell in self.row(row)}
        labels = [cell for cell in self.row(row) if cell.kind == "label"]
        return labels[-1] if labels and "value" in kinds else None

    def change(self, old: LayoutCell, **changes: object) -> None:
        """Put a changed cell in the place of another."""
        self.cells[self.cells.index(old)] = replace(old, **changes)  # type: ignore[arg-type]

    def insert_row(self, at: int, cells: Sequence[LayoutCell] = ()) -> None:
        """Make room for a row; cells that reach through it grow."""
        for cell in list(self.cells):
            if cell.row >= at:
                self.change(cell, row=cell.row + 1)
            elif cell.row + cell.rows > at:
                self.change(cell, rows=cell.rows + 1)
        self.cells += [replace(cell, row=at) for cell in cells]
        self.rows += 1

    def insert_column(self, at: int, texts: Mapping[int, str], head: str = "") -> None:
        """Add a column, with a head over it and texts beside the values; spans over it grow."""
        wide = set()
        for cell in list(self.cells):
            if cell.column >= at:
                self.change(cell, column=cell.column + 1)
            elif cell.column + cell.columns > at:
                self.change(cell, columns=cell.columns + 1)
                wide |= set(range(cell.row, cell.row + cell.rows))
        row = 0
        while row < self.rows:
            if row in wide:
                row += 1
                continue
            tall = 1
            if not self._has_values(row):
                while row + tall < self.rows and not (
                    self._has_values(row + tall) or row + tall in wide
                ):
                    tall += 1
                text = head
            else:
                text = texts.get(row, "")
            self.cells.append(LayoutCell(row, at, tall, 1, "added", text))
            row += tall
        self.columns += 1
        if at <= self.labels:
            self.labels += at < self.labels

    def _has_values(self, row: int) -> bool:
        return any(cell.kind == "value" for cell in self.row(row))

    def drop_row(self, row: int) -> None:
        """Take a row out; spans through it shrink."""
        for cell in list(self.cells):
            if cell.row == row and cell.rows == 1:
                self.cells.remove(cell)
            elif cell.row <= row < cell.row + cell.rows:
                self.change(cell, rows=cell.rows - 1)
            elif cell.row > row:
                self.change(cell, row=cell.row - 1)
        self.rows -= 1


def repeat_groups(sheet: Sheet, random: Random) -> None:
    """Print the group before each of its rows, or only before the first and nothing after it."""
    again = random.random() < 0.5
    for cell in [c for c in sheet.cells if c.kind == "group" and c.rows > 1]:
        sheet.change(cell, rows=1)
        sheet.cells += [
            replace(cell, row=row, rows=1, text=cell.text if again else "")
            for row in range(cell.row + 1, cell.row + cell.rows)
        ]


def number_rows(sheet: Sheet, random: Random) -> None:
    """Add a column 序号 at the left."""
    values = [r for r in range(sheet.rows) if sheet.label_of(r)]
    sheet.insert_column(0, {row: str(at) for at, row in enumerate(values, 1)}, "序号")
    sheet.labels += 1


def add_column(sheet: Sheet, random: Random) -> None:
    """Add a column of remarks, of last year's totals, of percentages, or a blank one."""
    head, texts = random.choice(
        [
            ("备注", ["", "", "见说明"]),
            ("上年数", ["0", "3", "12"]),
            ("占比", ["0%", "12.5%"]),
            ("", [""]),
        ]
    )
    at = sheet.columns if random.random() < 0.7 else random.randint(sheet.labels, sheet.columns)
    sheet.insert_column(at, {row: random.choice(texts) for row in range(sheet.rows)}, head)


def add_note(sheet: Sheet, random: Random) -> None:
    """Add a row of words: a note at the foot or inside, the unit over the table."""
    at = random.choice([sheet.rows, sheet.rows, random.randint(1, sheet.rows), 0])
    text = random.choice(
        ["注：本表数据统计至2023年12月31日。", "（单位：件）", "说明：第3项含转办件。"]
    )
    sheet.insert_row(at, [])
    covered = {
        c for cell in sheet.cells if cell.row < at < cell.row + cell.rows
        for c in range(cell.column, cell.column + cell.columns)
    }  # fmt: skip
    start = max(covered, default=-1) + 1
    if start < sheet.columns:
        sheet.cells.append(LayoutCell(at, start, 1, sheet.columns - start, "note", text))


def repeat_heads(sheet: Sheet, random: Random) -> None:
    """Print the heads once more before one of the later rows."""
    top = sheet.first_values()
    starts = [
        r for r in range(top + 1, sheet.rows)
        if not any(c.row < r < c.row + c.rows for c in sheet.cells)
    ]  # fmt: skip
    if not starts or sheet.name == "proactive":
        return
    at = random.choice(starts)
    heads = [cell for cell in sheet.cells if cell.row < top]
    for _ in range(top):
        sheet.insert_row(at)
    sheet.cells += [replace(cell, row=cell.row + at) for cell in heads]


def leaf_heads(sheet: Sheet, random: Random) -> None:
    """Leave only the last line of the heads."""
    top = sheet.first_values()
    if sheet.name != "requests":
        return
    for cell in [c for c in sheet.cells if c.row < top]:
        if cell.row + cell.rows < top or cell.kind == "corner":
            sheet.cells.remove(cell)
            if cell.kind == "corner":
                sheet.cells.append(replace(cell, row=top - 1, rows=1))
        else:
            sheet.change(cell, row=top - 1, rows=1)
    sheet.cells = [replace(c, row=c.row - top + 1) for c in sheet.cells]
    sheet.rows -= top - 1


def spaced(sheet: Sheet, random: Random) -> None:
    """Set gaps between the characters of short labels and heads."""
    for cell in list(sheet.cells):
        if cell.kind in ("label", "head") and 1 < len(cell.text) < 6 and random.random() < 0.5:
            sheet.change(cell, text=" ".join(cell.text))


def remarked(sheet: Sheet, random: Random) -> None:
    """Put remarks in brackets behind some labels."""
    for cell in list(sheet.cells):
        if cell.kind == "label" and random.random() < 0.3:
            sheet.change(cell, text=cell.text + random.choice(["（件）", "（含转办）", "(注1)"]))


def split_ordinals(sheet: Sheet, random: Random) -> None:
    """Set the ordinals of the labels in a column of their own."""
    if sheet.name != "requests":
        return
    ordinals = {}
    for row in range(sheet.rows):
        cell = sheet.label_of(row)
        if cell is not None:
            ends = [
                cell.text.find(mark) for mark in ("、", "）", ".") if 0 < cell.text.find(mark) < 4
            ]
            if ends:
                ordinals[row] = cell.text[: min(ends) + 1]
                sheet.change(cell, text=cell.text[min(ends) + 1 :])
    wide = max(c.column for c in sheet.cells if c.kind == "label")
    for cell in [c for c in sheet.cells if c.kind == "label"]:
        sheet.change(cell, column=wide, columns=1)
        if cell.column < wide:
            sheet.cells.append(replace(cell, columns=wide - cell.column, text=""))
    sheet.insert_column(wide, ordinals)
    sheet.labels += 1


def merge_zeros(sheet: Sheet, random: Random) -> None:
    """Merge neighbouring cells that hold the same blank."""
    for row in range(sheet.rows):
        blank = [c for c in sheet.row(row) if c.kind == "value" and c.text == ""]
        if len(blank) > 1 and random.random() < 0.5:
            first, second = blank[0], blank[1]
            if second.column == first.column + first.columns:
                sheet.change(first, columns=first.columns + second.columns)
                sheet.cells.remove(second)


def shuffle_rows(sheet: Sheet, random: Random) -> None:
    """Swap two neighbouring rows that have their own labels."""
    rows = [r for r in range(sheet.rows - 1) if sheet.label_of(r) and sheet.label_of(r + 1)]
    if not rows:
        return
    row = random.choice(rows)
    if any(c.row in (row, row + 1) and c.rows > 1 for c in sheet.cells):
        return
    swap = {row: row + 1, row + 1: row}
    sheet.cells = [replace(c, row=swap.get(c.row, c.row)) for c in sheet.cells]


def drop_rows(sheet: Sheet, random: Random) -> None:
    """Leave out one or two rows."""
    for _ in range(random.randint(1, 2)):
        rows = [r for r in range(sheet.rows) if sheet.label_of(r)]
        if len(rows) > 3:
            sheet.drop_row(random.choice(rows))


def traditional(sheet: Sheet, random: Random) -> None:
    """Print labels and heads in Traditional characters."""
    letters = traditional_of()
    for cell in list(sheet.cells):
        if cell.kind != "value":
            sheet.change(cell, text=cell.text.translate(letters))


def blank_label(sheet: Sheet, random: Random) -> None:
    """Leave out the label of a row. Its numbers are nobody's: their keys go too."""
    rows = [r for r in range(sheet.rows) if sheet.label_of(r)]
    if not rows:
        return
    row = random.choice(rows)
    label = sheet.label_of(row)
    assert label is not None
    sheet.change(label, text="")
    for cell in sheet.row(row):
        if cell.kind == "value":
            sheet.change(cell, key=f"lost.{cell.key}")
        if cell.kind == "group":
            sheet.change(cell, text="")


CHANGES = (
    repeat_groups, number_rows, add_column, add_note, repeat_heads, leaf_heads, spaced, remarked,
    split_ordinals, merge_zeros, shuffle_rows, drop_rows, blank_label, traditional,
)  # fmt: skip


def traditional_of() -> dict[int, str]:
    """Simplified characters and the Traditional ones that the shipped table has for them."""
    data = tomllib.loads(resource("traditional.toml").read_text(encoding="utf-8"))
    pairs = [pair for line in data["characters"] for pair in line.split()]
    return {ord(pair[1]): pair[0] for pair in pairs}


def stacked(sheets: Sequence[Sheet], titles: Sequence[str]) -> Sheet:
    """Tables one under the other in one frame, each under its title."""
    columns = max(sheet.columns for sheet in sheets)
    cells: list[LayoutCell] = []
    top = 0
    for sheet, title in zip(sheets, titles, strict=True):
        cells.append(LayoutCell(top, 0, 1, columns, "band", title))
        cells += [replace(cell, row=cell.row + top + 1) for cell in sheet.cells]
        top += sheet.rows + 1
        cells += [
            LayoutCell(row, sheet.columns, 1, columns - sheet.columns, "blank")
            for row in range(top - sheet.rows, top)
            if sheet.columns < columns
        ]
    return Sheet("stacked", top, columns, max(sheet.labels for sheet in sheets), cells)


def beside(left: Sheet, right: Sheet) -> Sheet:
    """Two tables side by side in one frame."""
    cells = list(left.cells)
    cells += [replace(cell, column=cell.column + left.columns) for cell in right.cells]
    rows = max(left.rows, right.rows)
    for sheet, start in ((left, 0), (right, left.columns)):
        cells += [
            LayoutCell(row, start, 1, sheet.columns, "blank") for row in range(sheet.rows, rows)
        ]
    return Sheet("beside", rows, left.columns + right.columns, left.labels, cells)


def cut(sheet: Sheet, at: int) -> list[Sheet]:
    """A table in two, as a page break leaves it."""
    parts = []
    for first, last in ((0, at), (at, sheet.rows)):
        cells = []
        for cell in sheet.cells:
            start, end = max(cell.row, first), min(cell.row + cell.rows, last)
            if start < end:
                text = cell.text if start == cell.row else ""
                cells.append(replace(cell, row=start - first, rows=end - start, text=text))
        parts.append(Sheet(sheet.name, last - first, sheet.columns, sheet.labels, cells))
    return parts


def in_blocks(table: Table) -> list[Table]:
    """A table in several: section 二 by its blocks, the line of section 四 by its groups."""
    if table.label_columns:
        return [replace(table, blocks=(block,)) for block in table.blocks]
    block = table.blocks[0]
    groups = dict.fromkeys(column.groups for column in block.columns)
    return [
        replace(
            table,
            blocks=(replace(block, columns=tuple(c for c in block.columns if c.groups == group)),),
        )
        for group in groups
    ]


def grid(sheet: Sheet, page: int = 1, top: float = 60.0, *, whole: bool = False) -> Grid:
    """The grid of a sheet: columns 46 points wide, those of labels 110, rows as high as need be."""
    xs = [60.0]
    for column in range(sheet.columns):
        xs.append(xs[-1] + (110.0 if column < sheet.labels else 46.0))
    ys = [top]
    for row in range(sheet.rows):
        lines = [
            len(_wrapped(c.text, xs[c.column + c.columns] - xs[c.column])) for c in sheet.row(row)
        ]
        ys.append(ys[-1] + max([1, *lines]) * _LINE + 4)
    cells = []
    for cell in sorted(sheet.cells, key=lambda c: (c.row, c.column)):
        row1, column1 = cell.row + cell.rows, cell.column + cell.columns
        box = (xs[cell.column], ys[cell.row], xs[column1], ys[row1])
        chars = _chars(cell.text, box)
        cells.append(
            GridCell(page, cell.row, row1, cell.column, column1, box, chars, reading_order(chars))
        )
    return Grid(page, tuple(xs), tuple(ys), tuple(cells), whole)


def _width(char: str) -> float:
    return _SIZE if ord(char) > 255 else _SIZE / 2


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for char in text:
        if sum(map(_width, lines[-1] + char)) > width - 6 and lines[-1]:
            lines.append("")
        lines[-1] += char
    return lines


def _chars(text: str, box: tuple[float, float, float, float]) -> tuple[Char, ...]:
    chars = []
    for at, line in enumerate(_wrapped(text, box[2] - box[0])):
        x, y = box[0] + 3, box[1] + 2 + at * _LINE
        for char in line:
            if not char.isspace():
                chars.append(Char(char, (x, y, x + _width(char), y + _SIZE)))
            x += _width(char)
    return tuple(chars)
