"""Sheets that are plain lists: one line of heads, one row an item, filters over all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from core.exporting.workbook_stream import Book, Rows, SheetPicture
from core.exporting.workbook_style import HEADING, Styled, lines, set_up, width
from core.text import Language, Text

MOST_ROWS = 1_048_576
"""How many rows a sheet has."""

_BUTTON = 3  # digits of room for the button of the filter beside a head
_LINE_HEIGHT = 14.0
_ROW_HEIGHT = 16.0
_PICTURE_EDGE = 4.0  # points over and under a picture
_NO_PICTURES: Mapping[int, SheetPicture] = {}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list, as wide as its content within bounds (in digits); more text wraps."""

    head: Text
    most: int = 40
    least: int = 6


class ListSheet:
    """A list written row by row; when a sheet is full it goes on in another one.

    Args:
        book: the workbook.
        name: of the list, and of its first sheet.
        columns: its columns.
        language: of the heads.
        most_rows: how many rows a sheet may have, the heads included.
        printed: how many of the columns are printed, all by default.
        behind: the sheet that it comes after, the last one by default.
    """

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[ListColumn],
        language: Language,
        most_rows: int = MOST_ROWS,
        printed: int = 0,
        behind: str = "",
    ) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._heads = [column.head.to(language) for column in columns]
        self._widest = [0] * len(columns)
        self._language: Language = language
        self._most_rows = most_rows
        self._printed = printed
        self._behind = behind
        self._sheets: list[Rows] = []
        self._begin()

    @property
    def names(self) -> list[str]:
        """The names of its sheets."""
        return [rows.sheet.title for rows in self._sheets]

    def add(
        self, row: Sequence[Styled], pictures: Mapping[int, SheetPicture] = _NO_PICTURES
    ) -> None:
        """Append a row, as high as its longest text and its pictures (by their columns) need."""
        if self._rows.count == self._most_rows:
            self._begin()
        high = 1
        for at, item in enumerate(row):
            if isinstance(item.value, str):
                room = width(item.value)
                if room > self._widest[at]:
                    self._widest[at] = room
                if item.look.wrap and room > self._columns[at].most - 1:
                    high = max(high, lines(item.value, self._columns[at].most - 1))
        height = max(_ROW_HEIGHT, 4 + high * _LINE_HEIGHT) if high > 1 else None
        for picture in pictures.values():
            height = max(height or _ROW_HEIGHT, picture.height + _PICTURE_EDGE)
        self._rows.add(row, height)
        for column, picture in pictures.items():
            self._rows.add_picture(column + 1, picture)

    def extend(self, rows: Iterable[Sequence[Styled]]) -> None:
        """Append some rows."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """Finish the sheets; all get columns of the same widths."""
        rooms = [
            max(width(head) + _BUTTON, min(widest + 2, column.most), column.least)
            for head, widest, column in zip(self._heads, self._widest, self._columns, strict=True)
        ]
        last = get_column_letter(len(self._columns))
        for rows in self._sheets:
            sheet = rows.sheet
            set_up(sheet, self._language, freeze="A2", heads=1)
            for at, room in enumerate(rooms, start=1):
                sheet.column_dimensions[get_column_letter(at)].width = room
            sheet.auto_filter.ref = f"A1:{last}{rows.count}"
            if self._printed:
                sheet.print_area = f"A1:{get_column_letter(self._printed)}{rows.count}"

    def _begin(self) -> None:
        """Begin another sheet, right behind the one before."""
        if self._sheets:
            name = f"{self._name} {len(self._sheets) + 1}"
            self._rows = self._book.rows(name, behind=self.names[-1])
        else:
            self._rows = self._book.rows(self._name, behind=self._behind)
        self._rows.add([Styled(head, HEADING) for head in self._heads], 24)
        self._sheets.append(self._rows)
