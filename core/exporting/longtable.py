"""The long table: one row a cell of the form, of every report; as CSV, and for a workbook's sheet.

In the CSV a text that a spreadsheet would take for a formula (one that begins with =, +, -, @ or
a tab, and is neither a number nor a lone "-") stands behind an apostrophe, and so does a text that
begins with an apostrophe itself. Taking away one leading apostrophe gives the text as it is. The
file is UTF-8 with a byte order mark, lines end in CRLF; a blank or missing text is an empty field
(the column for the state tells added and removed cells).
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from core.exporting.export import Export, ExportReport
from core.exporting.export_marks import STATES, Marks, labels, marks, number, state, tables_of
from core.forms import Forms, Table
from core.text import Language, Text

COLUMNS = (
    Text("机构", "agency"),
    Text("年度", "year"),
    Text("表格版本", "form"),
    Text("编码", "key"),
    Text("项目", "label"),
    Text("识别文本", "as read"),
    Text("文本", "text"),
    Text("数值", "value"),
    Text("页码", "page"),
    Text("状态", "state"),
    Text("来源文件", "document"),
)
"""Heads of the columns of a long row."""

LongRow = tuple[
    str, int | None, str, str, str, str | None, str | None, int | float | None, int | None, str, str
]

_NEEDS_GUARD = re.compile(r"'|(?!-$|[+-]?[\d,]+(\.\d+)?$)[=+\-@\t\r]")


def long_rows(
    item: ExportReport, marked: Marks, tables: tuple[Table, ...], language: Language
) -> Iterator[LongRow]:
    """Yield one row for each cell of the form in a report, in the order of COLUMNS.

    Args:
        item: the report.
        marked: its marked cells.
        tables: the tables it consists of.
        language: of the states.
    """
    report = item.report
    known = labels(tables)
    for key in dict.fromkeys((*known, *report.form_cells)):
        cell = report.cells.get(key)
        if cell is None:
            continue
        yield (
            report.agency,
            report.year,
            report.form,
            key,
            known.get(key, key),
            cell.read,
            cell.text,
            number(cell),
            cell.place.page if cell.place else None,
            STATES[state(key, cell, marked)].to(language),
            item.document,
        )


def write_csv(source: Export, forms: Forms, file: BinaryIO, language: Language = "zh") -> None:
    """Write the long table of all reports as CSV.

    Args:
        source: what to write.
        forms: the forms that name the cells.
        file: open for writing bytes; stays open.
        language: of the heads and states.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(column.to(language) for column in COLUMNS)
        for item in source.reports:
            rows = long_rows(item, marks(item), tables_of(item, forms), language)
            writer.writerows([guarded(field) for field in row] for row in rows)
        text.flush()
    finally:
        text.detach()


def guarded(field: object) -> object:
    """Return a field of the CSV such that no spreadsheet takes a text for a formula."""
    if isinstance(field, str) and _NEEDS_GUARD.match(field):
        return f"'{field}"
    return field
