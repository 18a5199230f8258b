"""The lines of a workbook or text that a roster is read from, within bounds whatever is in it."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.parsers import expat

from core.bounds import (
    MAX_ROSTER_BYTES,
    MAX_ROSTER_COLUMNS,
    MAX_ROSTER_ELEMENTS,
    MAX_ROSTER_LINES,
    MAX_ROSTER_PARTS,
    MAX_ROSTER_UNPACKED,
)
from core.errors import GoujiError, unreadable
from core.sources.web_text import decoded
from core.text import Text

WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
_INDENT = 2  # blanks that one step of a cell's indent stands for
_WIDE = "\u3000"  # a blank as wide as a character
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # marks of encodings, white space
_HEAD = 64  # bytes
_PART_OF_DIRECTORY = b"PK\x01\x02"  # begins the entry of a part in the list of a zip file


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        number: as the program that made it counts, from 1.
        cells: its texts, without white space around them.
        indent: how far the first of them is moved to the right, in blanks.
    """

    number: int
    cells: tuple[str, ...]
    indent: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a text; that has no name."""

    name: str
    lines: tuple[Line, ...]


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook that are not hidden, or a text as one sheet.

    Raises:
        GoujiError: it is neither, is damaged or locked, or is beyond the bounds.
    """
    kind = path.suffix.lower()
    if kind not in (*WORKBOOKS, *TEXTS):
        raise GoujiError(
            Text(
                f"{path.name} 不是名册可用的格式。", f"{path.name} is no roster that can be read."
            ),
            Text(
                "请另存为 Excel 工作簿（.xlsx）或 CSV。",
                "Save it as an Excel workbook (.xlsx) or as CSV.",
            ),
        )
    try:
        with path.open("rb") as file:
            data = file.read(MAX_ROSTER_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MAX_ROSTER_BYTES:
        raise _beyond(path)
    return _workbook(path, data) if kind in WORKBOOKS else [_text(path, data)]


def _text(path: Path, data: bytes) -> Sheet:
    text = decoded(data)
    if "\0" in text:
        raise _damaged(path)
    lines = text.splitlines()
    if len(lines) > MAX_ROSTER_LINES:
        raise _beyond(path)
    head = lines[:20]
    marks = {mark: sum(line.count(mark) for line in head) for mark in ",\t;，"}
    divider = max(marks, key=lambda mark: marks[mark])
    # tabs at the beginning of lines are an indent
    inside = any("\t" in line.strip() for line in head)
    divided = marks[divider] and path.suffix.lower() != ".txt" and (divider != "\t" or inside)
    if not divided:
        return Sheet("", tuple(_lines((at, [line]) for at, line in enumerate(lines, 1))))
    reader = csv.reader(io.StringIO(text), delimiter=divider)
    try:
        rows = [(reader.line_num, row[:MAX_ROSTER_COLUMNS]) for row in reader]
    except csv.Error as error:
        raise _damaged(path, reader.line_num) from error
    return Sheet("", tuple(_lines(rows)))


def _workbook(path: Path, data: bytes) -> list[Sheet]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # an old workbook, or one with a password
        raise GoujiError(
            Text(f"{path.name} 有密码，或是旧格式。", f"{path.name} has a password, or is old."),
            Text("请去掉密码，另存为 .xlsx。", "Take the password off, and save it as .xlsx."),
        )
    if data.count(_PART_OF_DIRECTORY) > MAX_ROSTER_PARTS:
        raise _beyond(path)
    try:
        _weigh(path, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and checks that are not kept
            return _sheets(path, data)
    except GoujiError:
        raise
    except Exception as error:  # what a damaged workbook makes openpyxl raise is anything
        raise _damaged(path) from error


def _weigh(path: Path, data: bytes) -> None:
    """Refuse a workbook that unpacks to too much, before anything is made of it."""
    elements = 0

    def count(_name: str, _attributes: object) -> None:
        nonlocal elements
        elements += 1
        if elements > MAX_ROSTER_ELEMENTS:
            raise _beyond(path)

    def refuse(*_: object) -> None:
        raise _damaged(path)  # no office program writes a DOCTYPE

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > MAX_ROSTER_UNPACKED:
            raise _beyond(path)
        for part in parts:
            with package.open(part) as file:
                if not file.read(_HEAD).lstrip(_BEFORE_XML).startswith(b"<"):
                    continue  # a picture, or the settings of a printer
            parser = expat.ParserCreate()
            parser.StartElementHandler = count
            parser.StartDoctypeDeclHandler = refuse
            with package.open(part) as file:
                parser.ParseFile(file)


def _sheets(path: Path, data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook  # takes a quarter of a second

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found, left = [], MAX_ROSTER_LINES
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what it says of its size may be wrong
        cells = sheet.iter_rows(max_row=left + 1, max_col=MAX_ROSTER_COLUMNS)
        rows = []
        for number, row in enumerate(cells, 1):
            if any(cell.value is not None for cell in row):
                if number > left:
                    raise _beyond(path)
                rows.append((number, [_shown(cell) for cell in row]))
        left -= len(rows)
        found.append(Sheet(sheet.title, tuple(_lines(rows))))
    book.close()
    return found


def _shown(cell: object) -> str:
    """Return the text of a cell, with blanks before it for its indent."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    alignment = getattr(cell, "alignment", None)
    return " " * _INDENT * int(getattr(alignment, "indent", 0) or 0) + str(value)


def _lines(rows: "Iterator[tuple[int, list[str]]] | list[tuple[int, list[str]]]") -> Iterator[Line]:
    for number, row in islice(rows, MAX_ROSTER_LINES):
        cells = tuple(" ".join(text.split()) for text in row)
        first = next((at for at, text in enumerate(cells) if text), None)
        if first is not None:
            raw = row[first].replace(_WIDE, "  ").expandtabs(4)
            yield Line(number, cells, len(raw) - len(raw.lstrip()))


def _beyond(path: Path) -> GoujiError:
    return GoujiError(
        Text(f"{path.name} 太大，不像名册。", f"{path.name} is too large for a roster."),
        Text(
            "请把单位与上级两列复制到新的工作簿。",
            "Copy the columns of units and parents into a new workbook.",
        ),
    )


def _damaged(path: Path, line: int | None = None) -> GoujiError:
    zh, en = (f"第 {line} 行", f" in line {line}") if line else ("", "")
    return GoujiError(
        Text(f"{path.name} {zh}已损坏，无法读取。", f"{path.name} is damaged{en}."),
        Text("请用 Excel 打开并另存后再试。", "Open it in Excel, save it again, then try again."),
    )
