"""The sheet of other tables: those of each report, one under the other, laid out as printed."""

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.cell_range import MultiCellRange

from core.exporting.export import ExportReport
from core.exporting.export_marks import Marks, plain_number
from core.exporting.workbook_lists import MOST_ROWS
from core.exporting.workbook_report import held_value, value_look
from core.exporting.workbook_stream import Book, Rows, letter
from core.exporting.workbook_style import BARE, LINK, Styled, address, lines, set_up
from core.exporting.workbook_words import PLAIN_TABLES, Wording
from core.report import PlainCell, PlainTable
from core.text import Text

_WIDTH = 16.0  # digits, of every column
_LINE_HEIGHT = 14.0  # points
_MOST_HEIGHT = 400.0  # what a row can have
_MOST_MERGED = 60_000  # areas of a sheet; what comes after them is not merged
_REPORT = BARE.but(bold=True, size=11.5)
_TABLE = BARE.but(bold=True)


class PlainSheet:
    """The other tables of the reports of a workbook; there is no sheet while there is no table.

    Args:
        book: the workbook.
        behind: the sheet that it comes after.
        wording: the words to use.
        most_rows: how many rows a sheet may have.
    """

    def __init__(
        self, book: Book, behind: str, wording: Wording, most_rows: int = MOST_ROWS
    ) -> None:
        self._book = book
        self._behind = behind
        self._wording = wording
        self._most_rows = most_rows
        self._sheets: list[Rows] = []
        self._merged: list[list[str]] = []  # areas of each sheet
        self._columns = 1

    @property
    def names(self) -> list[str]:
        """The names of its sheets."""
        return [rows.sheet.title for rows in self._sheets]

    def add(self, item: ExportReport, marked: Marks, sheet: str) -> None:
        """Append the other tables of a report; ``sheet`` is the name of its own sheet, or ""."""
        report = item.report
        for at, table in enumerate(report.plain):
            rows = self._room(table.rows + 4)
            if at == 0:
                link = address(sheet, 1, 1) if sheet else ""
                look = LINK.but(border=False, bold=True, size=11.5) if link else _REPORT
                name = f"{report.year or ''} {report.agency}".strip() or item.document
                rows.add([Styled(name, look, link=link)], 22)
            rows.add([Styled(self._title(table, at + 1), _TABLE)], 18)
            self._add_table(rows, item, table, marked)
            rows.add([])

    def close(self) -> None:
        """Finish the sheets."""
        for rows, merged in zip(self._sheets, self._merged, strict=True):
            set_up(rows.sheet, self._wording.language)
            for column in range(1, self._columns + 1):
                rows.sheet.column_dimensions[letter(column)].width = _WIDTH
            rows.sheet.merged_cells = MultiCellRange(" ".join(merged))

    def _room(self, rows: int) -> Rows:
        """Return the sheet on which so many rows have room."""
        if not self._sheets or self._sheets[-1].count + rows > self._most_rows:
            name = self._wording(PLAIN_TABLES)
            if self._sheets:
                name = f"{name} {len(self._sheets) + 1}"
            self._sheets.append(self._book.rows(name, behind=(self.names or [self._behind])[-1]))
            self._merged.append([])
        return self._sheets[-1]

    def _title(self, table: PlainTable, number: int) -> str:
        page = table.place.page
        parts = [
            self._wording(Text(f"其他表格 {number}", f"Other table {number}")),
            table.title,
            self._wording(Text(f"第 {page} 页", f"page {page}")),
        ]
        return " · ".join(part for part in parts if part)

    def _add_table(self, rows: Rows, item: ExportReport, table: PlainTable, marked: Marks) -> None:
        top = rows.count + 1
        self._columns = max(self._columns, table.columns)
        starting: list[list[PlainCell]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            starting[cell.row].append(cell)
        below: dict[int, tuple[int, Styled]] = {}  # by column: until which row what goes on
        for at, cells in enumerate(starting):
            row: list[Styled | None] = [
                below[column][1] if column in below and below[column][0] > at else None
                for column in range(table.columns)
            ]
            height = 17.0
            for cell in cells:
                held = _held(item, cell, marked)
                inner = Styled(None, held.look.but(edge="", number="General"))
                for column in range(cell.column, cell.column + cell.columns):
                    row[column] = inner
                    below[column] = cell.row + cell.rows, inner
                row[cell.column] = held
                if cell.rows == 1 and isinstance(held.value, str):
                    high = lines(held.value, cell.columns * _WIDTH - 1)
                    height = max(height, 4 + high * _LINE_HEIGHT)
            rows.add(row, min(height, _MOST_HEIGHT))
        free = _MOST_MERGED - len(self._merged[-1])
        self._merged[-1] += [*_areas(table.cells, top)][:free]


def _areas(cells: Sequence[PlainCell], top: int) -> Iterator[str]:
    """Yield the areas of merged cells of a table whose first row is ``top``."""
    for cell in cells:
        if cell.rows > 1 or cell.columns > 1:
            first = f"{letter(cell.column + 1)}{top + cell.row}"
            row = top + cell.row + cell.rows - 1
            yield f"{first}:{letter(cell.column + cell.columns)}{row}"


def _held(item: ExportReport, cell: PlainCell, marked: Marks) -> Styled:
    held = item.report.cells.get(cell.key)
    value, shown = held_value(cell.key, held, marked)
    number = held is not None and plain_number(held) is not None
    look = value_look(cell.key, held, marked).but(
        number=shown, wrap=not number, align="center" if number else "left"
    )
    return Styled(value, look)
