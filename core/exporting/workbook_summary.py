"""The summary sheet: one row a report, one column a cell of the forms, and totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties

from core.exporting.export import ExportReport
from core.exporting.export_marks import Marks, heads, number
from core.exporting.workbook_report import held_value, value_look
from core.exporting.workbook_stream import Rows, letter
from core.exporting.workbook_style import (
    CENTRED,
    HEADING,
    LINK,
    PLAIN,
    Formula,
    Look,
    Scalar,
    Styled,
    address,
    set_up,
    width,
)
from core.exporting.workbook_words import AGENCY, FORM, REPORT_STATES, STATE, YEAR, Wording
from core.forms import Forms, Table
from core.numbers import Kind
from core.report import Cell
from core.text import Text

_FRONT = (AGENCY, YEAR, FORM, STATE)
_TOTAL = HEADING.but(wrap=False)
_HEAD = HEADING.but(size=10)
_WIDE_HEAD = _HEAD.but(align="left", wrap=False)
_NUMBER_WIDTH = 8.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that waits: the sheet is written last, when it is known which columns there are."""

    front: tuple[Styled, ...]
    keys: tuple[str, ...]  # shared by all reports with the same cells
    values: tuple[Scalar | None, ...]
    looks: Mapping[str, Look]  # of those cells alone that do not look as all others


class Summary:
    """Gathers the rows of the summary sheet, then writes it.

    Args:
        rows: the sheet, empty.
        wording: the words to use.
    """

    def __init__(self, rows: Rows, wording: Wording) -> None:
        self._rows = rows
        self._sheet = rows.sheet
        self._wording = wording
        self._lines: list[_Line] = []
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, item: ExportReport, marked: Marks, sheet: str) -> None:
        """Add a report; ``sheet`` is the name of its own sheet, or ""."""
        report = item.report
        cells = report.form_cells
        keys = tuple(cells)
        link = address(sheet, 1, 1) if sheet else ""
        front = (
            Styled(report.agency, LINK if link else PLAIN, link=link),
            Styled(report.year, CENTRED),
            Styled(report.form, CENTRED),
            Styled(self._wording(REPORT_STATES[item.state]), CENTRED),
        )
        values: list[Scalar | None] = []
        looks: dict[str, Look] = {}
        for key, cell in cells.items():
            value, look = _held(key, cell, marked)
            values.append(value)
            if look is not CENTRED:
                looks[key] = look
        self._lines.append(_Line(front, self._keys.setdefault(keys, keys), tuple(values), looks))

    def write(self) -> None:
        """Write the sheet."""
        columns = self._columns()
        front = len(_FRONT)
        top = _Heads(columns, [self._wording(text) for text in _FRONT])
        freeze = f"{letter(front + 1)}{top.depth + 1}"
        set_up(self._sheet, self._wording.language, freeze=freeze, heads=top.depth)
        # 200 columns on one page cannot be read: they go on to the right, page after page
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        self._sheet.page_setup.scale = 65
        self._sheet.page_setup.pageOrder = "overThenDown"
        self._sheet.print_title_cols = f"A:{letter(front)}"
        self._set_widths(len(columns))
        for at, row in enumerate(top.rows(), start=1):
            self._rows.add(row, 20 if at < top.depth else 34)
        absent = CENTRED.but(hatched=True)
        for line in self._lines:
            held = dict(zip(line.keys, line.values, strict=True))
            cells = (
                Styled(held[key], line.looks.get(key, CENTRED))
                if key in held
                else Styled(None, absent)
                for key in columns
            )
            self._rows.add([*line.front, *cells])
        self._write_totals(top.depth, list(columns))
        self._sheet.merged_cells = MultiCellRange(" ".join(top.merged))

    def _columns(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that any report has, in the order of the forms, with their heads."""
        used = {key for keys in self._keys for key in keys}
        return {key: path for key, path in column_paths(self._wording.forms).items() if key in used}

    def _set_widths(self, columns: int) -> None:
        agency = max((width(str(line.front[0].value)) for line in self._lines), default=0)
        state = max((width(str(line.front[3].value)) for line in self._lines), default=0)
        fronts = [max(12, min(agency + 2, 44)), 9, 11, max(9, state + 2)]
        for at in range(1, len(_FRONT) + columns + 1):
            room = fronts[at - 1] if at <= len(_FRONT) else _NUMBER_WIDTH
            self._sheet.column_dimensions[letter(at)].width = room

    def _write_totals(self, depth: int, keys: Sequence[str]) -> None:
        """Write the sums over what the filters let through, under the rows."""
        front = len(_FRONT)
        first, end = depth + 1, depth + len(self._lines)
        self._sheet.auto_filter.ref = f"A{depth}:{letter(front + len(keys))}{end}"
        if not self._lines:
            return
        sums = dict.fromkeys(keys, Decimal(0))
        for line in self._lines:
            for key, value in zip(line.keys, line.values, strict=True):
                if isinstance(value, int | float) and key in sums:
                    sums[key] += Decimal(str(value))
        row = [Styled(self._wording(Text("合计", "Total")), _TOTAL)]
        row += [Styled(None, _TOTAL)] * (front - 1)
        for at, total in enumerate(sums.values(), start=front + 1):
            whole = total == total.to_integral_value()
            value = int(total) if whole else float(total)
            formula = Formula(f"SUBTOTAL(109,{letter(at)}{first}:{letter(at)}{end})", value)
            row.append(Styled(formula, _TOTAL))
        self._rows.add(row, 20)


class _Heads:
    """The heads over the columns, in several rows, equal neighbours merged."""

    def __init__(self, columns: Mapping[str, tuple[str, ...]], front: Sequence[str]) -> None:
        self._front = front
        self._paths = list(columns.values())
        self.depth = max((len(path) for path in self._paths), default=1)
        self._texts: dict[tuple[int, int], str] = {}  # by row and column, from 1
        self.merged: list[str] = []
        for at, text in enumerate(front, start=1):
            self._put(1, at, self.depth, 1, text)
        for top, left, rows, columns_, text in self._groups(0, range(len(self._paths))):
            self._put(top + 1, len(front) + left + 1, rows, columns_, text)

    def rows(self) -> Iterable[list[Styled]]:
        """Yield the rows of heads."""
        for row in range(1, self.depth + 1):
            yield [
                Styled(self._texts.get((row, column)), self._look(row, column))
                for column in range(1, len(self._front) + len(self._paths) + 1)
            ]

    def _look(self, row: int, column: int) -> Look:
        # a head over half the sheet would have its words out of sight in the middle
        return _WIDE_HEAD if row == 1 and column > len(self._front) else _HEAD

    def _put(self, row: int, column: int, rows: int, columns: int, text: str) -> None:
        self._texts[row, column] = text
        if rows > 1 or columns > 1:
            last = f"{letter(column + columns - 1)}{row + rows - 1}"
            self.merged.append(f"{letter(column)}{row}:{last}")

    def _groups(self, level: int, within: range) -> Iterable[tuple[int, int, int, int, str]]:
        """Yield (row, column, rows, columns, text) of the heads under one head, down to the last.

        The last part of a path stands in the last row; the part above it fills the rows between.
        """
        at = within.start
        while at < within.stop:
            path, end = self._paths[at], at + 1
            last = level == len(path) - 1
            same = path[: level + 1]
            while not last and end < within.stop and self._paths[end][: level + 1] == same:
                end += 1
            if last:
                yield self.depth - 1, at, 1, 1, path[level]
            else:
                rows = self.depth - 1 - level if level == len(path) - 2 else 1
                yield level, at, rows, end - at, path[level]
                yield from self._groups(level + 1, range(at, end))
            at = end


def column_paths(forms: Forms) -> dict[str, tuple[str, ...]]:
    """Return every cell key of the forms with its heads, outermost first.

    Tables of one name share their columns: what two years print differently stands side by side
    under the same row (规章: 本年新制作数量 … 本年制发件数 …).
    """
    paths: dict[str, tuple[str, ...]] = {}
    for name in forms.names:
        tables = forms.variants(name)
        for row_name in _row_names(tables):
            keys = [(key, table) for table in tables for key in table.rows.get(row_name, ())]
            *row, _ = heads(keys[0][1], keys[0][0])
            for key, table in keys:
                *own, column = heads(table, key)
                # the first table names a row, unless it is but the first part of a key
                over = row if table.label_columns else own
                paths.setdefault(key, (table.title.zh, *over, column))
    return paths


def _row_names(tables: Iterable[Table]) -> list[str]:
    """Return the rows of some tables; what only a later one has follows what is before it there."""
    names: list[str] = []
    for table in tables:
        at = 0
        for name in table.rows:
            if name not in names:
                names.insert(at, name)
            at = names.index(name) + 1
    return names


def _held(key: str, cell: Cell, marked: Marks) -> tuple[Scalar | None, Look]:
    """Return what stands for a cell: its number where it has one, so that it is in the total."""
    value, shown = held_value(key, cell, marked)
    look = value_look(key, cell, marked).but(number=shown)
    meant = cell.value
    if isinstance(value, str) and meant is not None and meant.kind is Kind.NUMBER:
        value = number(cell) if number(cell) is not None else value
        return value, look.but(italic=True, number=shown.replace("@", "General"))
    return value, look
