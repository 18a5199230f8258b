"""The Excel workbook of a project: what is where, and in which order it is written.

Everything is written row by row while the reports go by, so that the size of a project does not
matter. The sheets stand in another order than they are written in: the first ones need what is
known only at the end.
"""

from typing import BinaryIO

from openpyxl.workbook import Workbook

from core.check import rule_titles
from core.export import Export, ExportReport
from core.export_marks import Marks, marks, tables_of
from core.forms import Forms
from core.longtable import long_rows
from core.report import Severity
from core.text import Language, Text
from core.workbook_about import About
from core.workbook_lists import MOST_ROWS, ListSheet
from core.workbook_report import write_report
from core.workbook_rows import (
    CHANGE_COLUMNS,
    LONG_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEMS_PRINTED,
    ProblemRows,
    change_rows,
    long_row,
    project_change_rows,
)
from core.workbook_stream import save
from core.workbook_style import SheetNames, Styles
from core.workbook_summary import Summary
from core.workbook_words import ABOUT, CHANGES, LONG, PROBLEMS, SUMMARY, Wording

MOST_FOR_ALL = 200
"""Up to so many reports each gets a sheet of its own; of more only those with something to see."""
MOST_SHEETS = 500
"""How many reports get a sheet of their own at most."""


def write_workbook(
    source: Export,
    forms: Forms,
    file: BinaryIO,
    language: Language = "zh",
    most_rows: int = MOST_ROWS,
) -> None:
    """Write the workbook of a project.

    Args:
        source: what to write.
        forms: the forms that lay the reports out.
        file: open for writing bytes.
        language: of heads and sentences; what the forms print stays as printed.
        most_rows: how many rows a sheet may have.
    """
    titles = {rule: info.title for rule, info in rule_titles(forms).items()}
    wording = Wording(language, titles)
    book = Workbook(write_only=True)
    book.properties.creator = "Gouji"
    book.properties.title = source.name
    names = SheetNames()
    home, summary_name = names.take(wording(ABOUT)), names.take(wording(SUMMARY))
    first = book.create_sheet(home)
    styles = Styles(first)
    about = About(first, styles, wording)
    summary = Summary(book.create_sheet(summary_name), styles, forms, wording)
    problems, changes, long = (
        ListSheet(book, styles, names, wording(name), columns, language, most_rows, printed)
        for name, columns, printed in (
            (PROBLEMS, PROBLEM_COLUMNS, PROBLEMS_PRINTED),
            (CHANGES, CHANGE_COLUMNS, 0),
            (LONG, LONG_COLUMNS, 0),
        )
    )
    problem_rows = ProblemRows(forms, wording)
    own = 0
    for item in source.reports:
        marked, tables = marks(item), tables_of(item, forms)
        sheet = ""
        if source.count <= MOST_FOR_ALL or (own < MOST_SHEETS and _worth_a_sheet(item, marked)):
            own += 1
            report = item.report
            sheet = names.take(f"{report.year or ''} {report.agency}")
            write_report(book, styles, sheet, item, marked, tables, wording, home)
        about.add(item, marked, sheet)
        summary.add(item, marked, sheet)
        for row in problem_rows.rows(item, tables, sheet):
            problems.add(row)
        for row in change_rows(item, forms, tables, wording):
            changes.add(row)
        for cells in long_rows(item, marked, tables, language):
            long.add(long_row(cells))
    for row in project_change_rows(source.events, wording):
        changes.add(row)
    for written in (problems, changes, long):
        written.close()
    summary.write()
    sheets = [(SUMMARY, summary_name)]
    sheets += [(PROBLEMS, name) for name in problems.names]
    sheets += [(CHANGES, name) for name in changes.names]
    sheets += [(LONG, name) for name in long.names]
    about.write(source, sheets, _remark(own, wording) if source.count > MOST_FOR_ALL else "")
    lists = (*problems.sheets, *changes.sheets, *long.sheets)
    save(book, (about.rows, summary.rows, *lists), file)


def _worth_a_sheet(item: ExportReport, marked: Marks) -> bool:
    """True for a report with something to correct, or with something corrected."""
    return bool(marked.changes) or any(
        judged.open and judged.finding.severity is Severity.ERROR for judged in item.findings
    )


def _remark(own: int, wording: Wording) -> str:
    return wording(
        Text(
            f"报告超过 {MOST_FOR_ALL} 份：仅为有必须处理的问题或有更正的报告单独建表"
            f"（至多 {MOST_SHEETS} 份，现有 {own} 份）；其余见汇总与长表。",
            f"More than {MOST_FOR_ALL} reports: only those with must-fix problems or corrections "
            f"have a sheet of their own (at most {MOST_SHEETS}, here {own}); "
            "all are in the summary and the long table.",
        )
    )
