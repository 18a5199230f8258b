"""Rows of long sheets, written straight as XML.

openpyxl takes 40 µs a cell, which makes minutes of the two million rows that a large project has.
So it writes everything of a workbook but the rows of the long sheets: styles, widths, filters,
print settings. The rows wait compressed in a temporary file and are put into their sheets last.
"""

import gzip
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Self
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.exporting.workbook_style import Formula, SheetNames, Styled, Styles, clean

_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_AFTER_LINKS = b"<printOptions"
_MOST_LINKS = 60_000  # a sheet takes 65,530
_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - moments in a sheet have no zone
_EMU = 12_700  # of a point: the unit in which drawings are measured
_LARGE = 2**31 - 2**20  # bytes, beyond which a part of a zip file needs the larger headers

letter = lru_cache(maxsize=1024)(get_column_letter)


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture in a cell: PNG, and its size on paper in points."""

    data: bytes
    width: float
    height: float


class _Image(Image):
    """A picture as openpyxl writes it; what it is needs not be found out by an image library."""

    format = "png"

    def __init__(self, picture: SheetPicture, column: int, row: int) -> None:
        self._png = picture.data
        start = _EMU  # a point from the edges
        ends = [start + round(side * _EMU) for side in (picture.width, picture.height)]
        # within one cell, and hidden with it: a filter would heap up what only moves
        self.anchor = TwoCellAnchor(
            editAs="twoCell",
            _from=AnchorMarker(column - 1, start, row - 1, start),
            to=AnchorMarker(column - 1, ends[0], row - 1, ends[1]),
        )

    def _data(self) -> bytes:
        return self._png


class Rows:
    """The rows of one sheet of a write-only workbook, on which openpyxl itself writes none.

    Args:
        sheet: the sheet.
        styles: the looks of its workbook.
    """

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet = sheet
        self.count = 0
        self.size = 0  # bytes, before compression
        self._styles = styles
        self._links: list[str] = []
        self._spool = TemporaryFile()  # noqa: SIM115 - closed when it has been read
        self._out = gzip.GzipFile(fileobj=self._spool, mode="wb", compresslevel=1)

    def add(self, row: Iterable[Styled | None], height: float | None = None) -> None:
        """Append a row; None leaves a cell out.

        Args:
            row: the cells from column A on.
            height: of the row in points, by default that of any row.
        """
        self.count += 1
        number = str(self.count)
        parts = [f'<row r="{number}">']
        if height is not None:
            parts = [f'<row r="{number}" ht="{height:g}" customHeight="1">']
        for column, item in enumerate(row, start=1):
            if item is not None:
                parts.append(self._cell(letter(column) + number, item))
        parts.append("</row>")
        written = "".join(parts).encode("utf-8")
        self.size += len(written)
        self._out.write(written)

    def add_picture(self, column: int, picture: SheetPicture) -> None:
        """Put a picture into a cell (its column counted from 1) of the row added last."""
        self.sheet.add_image(_Image(picture, column, self.count))

    def _cell(self, place: str, item: Styled) -> str:
        value = item.value
        head = f'<c r="{place}" s="{self._styles.number(item)}"'
        if item.link and len(self._links) < _MOST_LINKS:
            self._links.append(f'<hyperlink ref="{place}" location={quoteattr(item.link)}/>')
        if isinstance(value, str):
            return f'{head} t="inlineStr">{_inline(value)}</c>' if value else f"{head}/>"
        if value is None:
            return f"{head}/>"
        if isinstance(value, Formula):
            return f"{head}><f>{escape(value.text)}</f><v>{value.value!r}</v></c>"
        if isinstance(value, datetime):
            value = (value - _DAY_0) / timedelta(days=1)
        return f"{head}><v>{value!r}</v></c>"

    def put_into(self, shell: bytes, out: IO[bytes]) -> None:
        """Write the sheet: its XML as openpyxl made it, with the rows and links in their places."""
        empty = _ROWS.search(shell)
        assert empty is not None, "a sheet has a place for rows"
        before, after = shell[: empty.start()], shell[empty.end() :]
        if self._links:
            links = f"<hyperlinks>{''.join(self._links)}</hyperlinks>".encode()
            after = after.replace(_AFTER_LINKS, links + _AFTER_LINKS, 1)
        out.write(before + b"<sheetData>")
        self._out.close()
        self._spool.seek(0)
        with gzip.GzipFile(fileobj=self._spool) as rows:
            shutil.copyfileobj(rows, out)
        out.write(b"</sheetData>" + after)

    def close(self) -> None:
        """Let go of the rows."""
        self._out.close()
        self._spool.close()


@lru_cache(maxsize=20_000)
def _inline(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(clean(text))}</t></is>'


class Book:
    """A workbook in the making. To be closed, since rows wait in temporary files.

    Attributes:
        names: gives out the names of its sheets.
        styles: the looks of its cells.
    """

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._streamed: list[Rows] = []
        self.names = SheetNames()
        self.styles = Styles(self._book)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for rows in self._streamed:
            rows.close()

    def set_title(self, title: str, at: datetime) -> None:
        """Say in the file's properties what the workbook is and when it was made (UTC)."""
        properties = self._book.properties
        properties.creator, properties.title = "Gouji", clean(title)
        properties.created = properties.modified = at.replace(tzinfo=None, microsecond=0)

    def sheet(self, name: str) -> Worksheet:
        """Append a sheet that openpyxl writes; the name must come from ``names``."""
        sheet: Worksheet = self._book.create_sheet(name)
        return sheet

    def rows(self, wanted: str, behind: str = "") -> Rows:
        """Add a sheet of rows, at the end or behind another one, under a name like the wanted."""
        at = self._book.sheetnames.index(behind) + 1 if behind else None
        rows = Rows(self._book.create_sheet(self.names.take(wanted), at), self.styles)
        self._streamed.append(rows)
        return rows

    def save(self, file: BinaryIO) -> None:
        """Write the workbook to a file that is open for writing bytes."""
        with TemporaryFile() as plain:
            self._book.save(plain)
            # only now does openpyxl know which part of the file is which sheet
            streamed = {rows.sheet.path.lstrip("/"): rows for rows in self._streamed}
            with ZipFile(plain) as made, ZipFile(file, "w", ZIP_DEFLATED) as target:
                for name in made.namelist():
                    rows = streamed.get(name)
                    large = rows is not None and rows.size > _LARGE
                    with target.open(name, "w", force_zip64=large) as out:
                        if rows is None:
                            with made.open(name) as part:
                                shutil.copyfileobj(part, out)
                        else:
                            rows.put_into(made.read(name), out)
