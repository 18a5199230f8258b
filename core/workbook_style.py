"""How the cells of the workbook look, and how text gets into them unharmed."""

import re
import unicodedata
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
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


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like. Colours are RRGGBB; ``edge`` is that of a line at the left."""

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
    number: str = "General"
    quoted: bool = False  # stays text even when somebody edits the cell

    def but(self, **changes: object) -> "Look":
        """Return this look with some of its attributes replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]


PLAIN = Look()
WRAPPED = Look(wrap=True)
CENTRED = Look(align="center")
HEADING = Look(bold=True, fill=HEAD, align="center", wrap=True)
LINK = Look(color=BLUE, underline=True)
BARE = Look(border=False)
TITLE = Look(bold=True, size=16, align="center", border=False)
MOMENT = Look(number="yyyy-mm-dd hh:mm:ss")


class Styled(NamedTuple):
    """What stands in a cell, with its look, a comment, and the cell ('sheet'!A1) it links to."""

    value: Scalar | None
    look: Look = PLAIN
    comment: str = ""
    link: str = ""


class Pen:
    """Makes the cells of one sheet. Each look is made once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[Look, Cell] = {}

    def row(self, items: Iterable[Styled | None]) -> list[Cell | None]:
        """Return the cells of a row; None leaves a cell out."""
        return [item and self.cell(*item) for item in items]

    def cell(self, value: Scalar | None, look: Look, comment: str = "", link: str = "") -> Cell:
        """Return a cell. Text stays text, whatever it begins with; "" is an empty cell."""
        if isinstance(value, str):
            value = clean(value) or None
            if value and value.startswith(_FORMULA_START) and not look.quoted:
                look = replace(look, quoted=True)
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(look)
        cell = copy(made)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if comment:
            cell.comment = _comment(clean(comment))
        if link:
            cell.hyperlink = Hyperlink(ref="", location=link)
        return cell

    def formula(self, formula: str, look: Look) -> Cell:
        """Return a cell that computes; ``formula`` must hold nothing that a document said."""
        cell = self.cell(None, look)
        cell.value = formula
        return cell

    def _make(self, look: Look) -> Cell:
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=f"FF{look.color}",
            underline="single" if look.underline else None,
        )
        cell.alignment = Alignment(look.align, "center", wrap_text=look.wrap)
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
    text = _ILLEGAL.sub("\ufffd", text)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


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
