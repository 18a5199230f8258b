"""The Excel workbook of a project: what is where, and in which order it is written.

Everything is written row by row while the reports go by, so that the size of a project does not
matter. The sheets stand in another order than they are written in: the first ones need what is
known only at the end.
"""

from typing import BinaryIO

from core.checking.check import rule_titles
from core.exporting.export import Export, ExportReport
from core.exporting.export_marks import Marks, marks, tables_of
from core.exporting.feedback_crops import Cutter
from core.exporting.longtable import long_rows
from core.exporting.workbook_about import About
from core.exporting.workbook_lists import MOST_ROWS, ListSheet
from core.exporting.workbook_plain import PlainSheet
from core.exporting.workbook_proofs import ProofSheet
from core.exporting.workbook_report import write_report
from core.exporting.workbook_rows import (
    CHANGE_COLUMNS,
    LONG_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEMS_PRINTED,
    change_rows,
    long_row,
    problem_rows,
    project_change_rows,
)
from core.exporting.workbook_stream import Book
from core.exporting.workbook_summary import Summary
from core.exporting.workbook_words import (
    ABOUT,
    CHANGES,
    LONG,
    PLAIN_TABLES,
    PROBLEMS,
    PROOFS,
    SUMMARY,
    Wording,
)
from core.forms import Forms
from core.report import Severity
from core.text import Language, Text

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
    titles = {rule: one.title for rule, one in rule_titles(forms).items()}
    wording = Wording(language, forms, titles)
    with Book() as book, Cutter() as cutter:
        book.set_title(source.name, source.at)
        _write(book, cutter, source, wording, most_rows)
        book.save(file)


def _write(book: Book, cutter: Cutter, source: Export, wording: Wording, most_rows: int) -> None:
    home, overview = book.rows(wording(ABOUT)), book.rows(wording(SUMMARY))
    about, summary = About(home, wording), Summary(overview, wording)
    lists = {
        name: ListSheet(book, wording(name), columns, wording.language, most_rows, printed)
        for name, columns, printed in (
            (PROBLEMS, PROBLEM_COLUMNS, PROBLEMS_PRINTED),
            (CHANGES, CHANGE_COLUMNS, 0),
            (LONG, LONG_COLUMNS, 0),
        )
    }
    others = PlainSheet(book, lists[CHANGES].names[-1], wording, most_rows)
    proofs = ProofSheet(book, cutter, lists[PROBLEMS].names[-1], wording, most_rows)
    own = 0
    for item in source.reports:
        marked, tables = marks(item), tables_of(item, wording.forms)
        sheet = ""
        if source.count <= MOST_FOR_ALL or (own < MOST_SHEETS and _worth_a_sheet(item, marked)):
            own += 1
            sheet = book.names.take(f"{item.report.year or ''} {item.report.agency}")
            write_report(book, sheet, item, marked, tables, wording, home.sheet.title)
        about.add(item, marked, sheet)
        summary.add(item, marked, sheet)
        others.add(item, marked, sheet)
        proofs.add(item, sheet)
        lists[PROBLEMS].extend(problem_rows(item, tables, wording, sheet))
        lists[CHANGES].extend(change_rows(item, tables, wording))
        lists[LONG].extend(map(long_row, long_rows(item, marked, tables, wording.language)))
    lists[CHANGES].extend(project_change_rows(source.events, wording))
    summary.write()
    sheets = [(SUMMARY, overview.sheet.title)]
    for what, written in lists.items():
        written.close()
        sheets += [(what, name) for name in written.names]
        if what is PROBLEMS:
            proofs.close()
            sheets += [(PROOFS, name) for name in proofs.names]
    others.close()
    sheets += [(PLAIN_TABLES, name) for name in others.names]
    about.write(source, sheets, _remark(own, wording) if source.count > MOST_FOR_ALL else "")


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
