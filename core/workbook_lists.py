"""Sheets that are plain lists: one line of heads, one row an item, filters over all."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.text import Language, Text
from core.workbook_style import HEADING, Pen, SheetNames, Styled, set_up, width

MOST_ROWS = 1_048_576
"""How many rows a sheet has."""

_SAMPLE = 300  # rows by which the widths of the columns are found
_BUTTON = 3  # digits of room for the button of the filter beside a head


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list, as wide as its content, up to ``most`` digits."""

    head: Text
    most: int = 40


class ListSheet:
    """A list written row by row; when a sheet is full it goes on in another one.

    Args:
        book: a write-only workbook.
        names: gives out the names of the sheets.
        name: of the list, and of its first sheet.
        columns: its columns.
        language: of the heads.
        most_rows: how many rows a sheet may have, the heads included.
    """

    def __init__(
        self,
        book: Workbook,
        names: SheetNames,
        name: str,
        columns: Sequence[ListColumn],
        language: Language,
        most_rows: int = MOST_ROWS,
    ) -> None:
        self._book = book
        self._names = names
        self._name = name
        self._columns = columns
        self._heads = [column.head.to(language) for column in columns]
        self._language: Language = language
        self._most_rows = most_rows
        self._waiting: list[Sequence[Styled]] = []
        self._widths: list[float] = []
        self._written = 0  # rows of the current sheet
        self.sheets: list[str] = []
        self._sheet = self._next_sheet()
        self._pen = Pen(self._sheet)

    def add(self, row: Sequence[Styled]) -> None:
        """Append a row."""
        if self._widths:
            self._write(row)
            return
        self._waiting.append(row)
        if len(self._waiting) == _SAMPLE:
            self._settle()

    def close(self) -> None:
        """Write what is still waiting, and finish."""
        if not self._widths:
            self._settle()
        self._finish_sheet()

    def _next_sheet(self) -> Worksheet:
        # a sheet that goes on with a list stands right behind the one before
        at = self._book.sheetnames.index(self.sheets[-1]) + 1 if self.sheets else None
        number = len(self.sheets) + 1
        self.sheets.append(
            self._names.take(self._name if number == 1 else f"{self._name} {number}")
        )
        sheet: Worksheet = self._book.create_sheet(self.sheets[-1], at)
        set_up(sheet, self._language, freeze="A2", heads=1)
        return sheet

    def _settle(self) -> None:
        """Find the widths of the columns by the rows that wait, then write these."""
        for at, column in enumerate(self._columns):
            widest = max((width(str(row[at].value)) for row in self._waiting), default=0)
            head = width(self._heads[at]) + _BUTTON
            self._widths.append(max(head, min(widest + 1.5, column.most), 6))
        self._write_heads()
        for row in self._waiting:
            self._write(row)
        self._waiting = []

    def _write_heads(self) -> None:
        for at, room in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[get_column_letter(at)].width = room
        self._sheet.row_dimensions[1].height = 22
        self._sheet.append(self._pen.row([Styled(head, HEADING) for head in self._heads]))
        self._written = 1

    def _write(self, row: Sequence[Styled]) -> None:
        if self._written == self._most_rows:
            self._finish_sheet()
            self._sheet = self._next_sheet()
            self._pen = Pen(self._sheet)
            self._write_heads()
        self._sheet.append(self._pen.row(row))
        self._written += 1

    def _finish_sheet(self) -> None:
        last = get_column_letter(len(self._columns))
        self._sheet.auto_filter.ref = f"A1:{last}{self._written}"
        self._sheet.close()  # type: ignore[attr-defined]  # it is a write-only sheet
