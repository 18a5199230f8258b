"""How the cells of the workbook look, and how text gets into them unharmed."""

import re
import unicodedata
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.text import Language, Text

FONT = "宋体"
SIZE = 10.5

RED = "FFB2B2"
PALE_RED = "FFE3E3"
RED_LINE = "D92D20"
AMBER = "FFDAB0"
BLUE = "1F4FBF"
PURPLE = "7030A0"
HEAD = "F2F2F2"
GREY_LINE = "BFBFBF"
GREY_TEXT = "7F7F7F"

Scalar = str | int | float | datetime
_MOST_CHARACTERS = 32767  # what one cell of a sheet holds
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_START = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a cell looks like. Colours are RRGGBB; ``edge`` is that of a line at the left.

    Looks are told apart by identity, which is quick; ``but`` gives the same one each time.
    """

    bold: bool = False
    size: float = SIZE
    color: str = "000000"
    fill: str = ""
    hatched: bool = False
    edge: str = ""
    align: str = "left"
    wrap: bool = False
    border: bool = True
    underline: bool = False
    italic: bool = False
    indented: bool = False
    number: str = "General"
    quoted: bool = False  # stays text even when somebody edits the cell

    def but(self, **changes: object) -> "Look":
        """Return this look with some of its attributes replaced."""
        return _but(self, **changes)


@lru_cache(maxsize=4096)
def _but(look: Look, **changes: object) -> Look:
    changes = {name: new for name, new in changes.items() if new != getattr(look, name)}
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


PLAIN = Look()
WRAPPED = Look(wrap=True)
CENTRED = Look(align="center")
HEADING = Look(bold=True, fill=HEAD, align="center", wrap=True)
LINK = Look(color=BLUE, underline=True)
BARE = Look(border=False)
TITLE = Look(bold=True, size=16, align="center", border=False)
MOMENT = Look(number="yyyy-mm-dd hh:mm:ss", align="center")


class Formula(NamedTuple):
    """A formula, which must hold nothing that a document said, and what it comes to now."""

    text: str  # without the =
    value: int | float


class Styled(NamedTuple):
    """What stands in a cell, with its look, a comment, and the cell ('sheet'!A1) it links to."""

    value: Scalar | Formula | None
    look: Look = PLAIN
    comment: str = ""
    link: str = ""


class Styles:
    """The looks of one workbook; each is made once.

    Args:
        book: the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Look, Cell] = {}
        self._numbers: dict[Look, int] = {}

    def number(self, item: Styled) -> int:
        """Return the number of a cell's look among those of the workbook."""
        look = _safe(item)
        number = self._numbers.get(look)
        if number is None:
            number = self._numbers[look] = self._cell(look).style_id
        return number

    def row(self, sheet: Worksheet, items: Iterable[Styled | None]) -> list[Cell | None]:
        """Return the cells of a row for openpyxl; None leaves a cell out."""
        return [item and self._filled(sheet, item) for item in items]

    def _filled(self, sheet: Worksheet, item: Styled) -> Cell:
        cell = copy(self._cell(_safe(item)))
        cell.parent = sheet
        value = item.value
        if isinstance(value, str) and value:
            cell.value = clean(value)
            cell.data_type = "s"  # whatever it begins with
        elif not isinstance(value, str | Formula):
            cell.value = value
        if item.comment:
            cell.comment = _comment(clean(item.comment))
        if item.link:
            cell.hyperlink = Hyperlink(ref="", location=item.link)
        return cell

    def _cell(self, look: Look) -> Cell:
        if look not in self._made:
            self._made[look] = _cell_of(self._book.worksheets[0], look)
        return self._made[look]


def _safe(item: Styled) -> Look:
    """Return the look of a cell, such that a text stays text even when somebody edits it."""
    value, look = item.value, item.look
    if isinstance(value, str) and value.startswith(_FORMULA_START):
        return look.but(quoted=True)
    return look


def _cell_of(sheet: Worksheet, look: Look) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.font = Font(
        name=FONT,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=f"FF{look.color}",
        underline="single" if look.underline else None,
    )
    indent = 1 if look.indented else 0
    cell.alignment = Alignment(look.align, "center", wrap_text=look.wrap, indent=indent)
    if look.border or look.edge:
        line = Side("thin", f"FF{GREY_LINE}") if look.border else Side()
        edge = Side("medium", f"FF{look.edge}") if look.edge else line
        cell.border = Border(left=edge, right=line, top=line, bottom=line)
    if look.hatched:
        cell.fill = PatternFill("lightUp", f"FF{GREY_LINE}", "FFFFFFFF")
    elif look.fill:
        cell.fill = PatternFill("solid", f"FF{look.fill}")
    cell.number_format = look.number
    cell.quotePrefix = look.quoted
    return cell


def clean(text: str) -> str:
    """Return a text as a sheet can hold it: characters that no XML may contain become "�"."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


@lru_cache(maxsize=20_000)
def width(text: str) -> int:
    """Return how wide the widest line of a text is, in digits; Chinese characters count two."""
    return max((sum(map(_width, line)) for line in text.splitlines()), default=0)


def lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a cell that is ``room`` digits wide."""
    return sum(max(1, -int(-width(line) // room)) for line in text.splitlines() or [""])


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _comment(text: str) -> Comment:
    # points: a box as wide as 22 Chinese characters, as high as its lines
    return Comment(text, "Gouji", width=260, height=24 + 17 * lines(text, 36))


class SheetNames:
    """Gives out names for sheets."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken} | {"history"}  # Excel keeps that one

    def take(self, wanted: str) -> str:
        """Return a name that no sheet has yet, as near to the wanted one as names can be."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", _ILLEGAL.sub(" ", wanted))
        plain = " ".join(plain.split()).strip("' ") or "-"
        number = 1
        while True:
            tail = f" ({number})" if number > 1 else ""
            name = _cut(plain, 31 - len(tail)).strip("' ") + tail
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
            number += 1


def _cut(text: str, most: int) -> str:
    """Shorten a text to so many UTF-16 units, which is how Excel counts."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text


def address(sheet: str, row: int, column: int) -> str:
    """Return the address of a cell for a link; row and column from 1."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{get_column_letter(column)}{row}"


def set_up(
    sheet: Worksheet,
    language: Language,
    *,
    landscape: bool = True,
    freeze: str = "",
    heads: int = 0,
    pages_high: int = 0,
) -> None:
    """Make a sheet ready for reading and for A4 paper. To be called before its first row.

    Args:
        sheet: a write-only sheet.
        language: of the page numbers.
        landscape: how the paper lies.
        freeze: the cell left of and above which everything stays in view.
        heads: rows at the top that each printed page repeats.
        pages_high: how many pages the sheet is squeezed to; 0 for as many as it takes.
    """
    sheet.sheet_view.showGridLines = False
    if freeze:
        sheet.freeze_panes = freeze
    if heads:
        sheet.print_title_rows = f"1:{heads}"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.2, 0.3
    footer = HeaderFooterItem()
    footer.left.text = "&A"
    footer.right.text = Text("第 &P 页，共 &N 页", "Page &P of &N").to(language)
    sheet.oddFooter = footer
