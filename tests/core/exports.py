"""A small project of the seeds, with things done to it, and its workbook read back."""

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook

from core.exporting.export import Export, ExportReport, collect
from core.exporting.workbook import write_workbook
from core.exporting.workbook_layout import sketch
from core.report import CellState, Document, Place, Report, ReportState
from core.store.history import Change
from core.store.project import Project
from core.store.review import confirm, recheck
from tests.core.reports import FORMS, seeds

HOSTILE = '=HYPERLINK("http://x","点我")'
NEW = "requests.new.natural"
TOTAL = "requests.new.total"
RULES = "proactive.rules.issued"
LICENSING = "proactive.licensing.decisions"
REASON = "已电话核实，=SUM(A1) 如此"


def seed(name: str, agency: str, **texts: str | None) -> Report:
    """A seed's report with another agency and, by key with __ for dots, other cells as read."""
    report = seeds()[name]
    cells = {key: replace(cell, place=Place(3, (1, 2, 3, 4))) for key, cell in report.cells.items()}
    for key, text in texts.items():
        name = key.replace("__", ".")
        cells[name] = replace(cells[name], read=text, text=text)
    return replace(report, agency=agency, cells=cells, pages=(2, 5))


def make(path: Path) -> Project:
    """Three reports: one edited, one with a decision, one of an agency with a hostile name."""
    project = Project.create(path, "王敏")
    first = seed("002:2023", "聊城市某局", proactive__licensing__decisions="1,234")
    unsure = replace(first.cells[TOTAL], unsure=True, confidence=0.82)
    first = replace(first, cells={**first.cells, TOTAL: unsure})
    odd = {"proactive__fees__amount": "280 万元", "proactive__penalties__decisions": "-"}
    hostile = seed("003:2023", HOSTILE, **odd)
    for at, report in enumerate((first, seed("002:2019", "[某]局:*?/\\"), hostile)):
        project.add(Document(f"第{at}份 📄.pdf", "pdf", 5, (report,), (), str(at), f"{at}.pdf"))
    recheck(project, FORMS)
    edited, decided_, _ = (entry.id for entry in project.reports())
    project.apply(edited, [Change("text", NEW, "3", "12")], "typed")
    project.apply(edited, [Change("text", RULES, "0", "")], "typed")
    state = Change("cell-state", "requests.granted.total", "read", CellState.DOUBTFUL)
    project.apply(edited, [state], "doubtful")
    project.apply(decided_, [Change("report-state", "", "read", ReportState.IN_REVIEW)], "state")
    for finding in project.findings(decided_):
        if finding.rule == "REQ-06" and finding.severity == "error":
            report = project.report(decided_)
            project.apply(decided_, [confirm(finding, report, REASON)], "as-in-source")
    recheck(project, FORMS)
    return project


EDITED, DECIDED, HOSTILE_SHEET = "2023 聊城市某局", "2019 某 局", '2023 =HYPERLINK("http x","点我")'
AT = datetime(2026, 11, 3, 6, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """The workbook of that project in both languages, and its reports by agency."""

    file: io.BytesIO
    book: Workbook
    english: Workbook
    reports: dict[str, Any]


@cache
def made() -> Made:
    """That project exported and read back."""
    with TemporaryDirectory() as folder, make(Path(folder) / "项目 📄.gouji") as project:
        reports = {entry.agency: project.report(entry.id) for entry in project.reports()}
        file, english = io.BytesIO(), io.BytesIO()
        write_workbook(collect(project), FORMS, file)
        write_workbook(collect(project), FORMS, english, "en")
    return Made(file, load_workbook(file), load_workbook(english), reports)


def book_of(*items: ExportReport, most_rows: int = 1_000_000) -> Workbook:
    """The workbook of some reports, read back."""
    file = io.BytesIO()
    write_workbook(Export("试", len(items), items, (), AT), FORMS, file, "zh", most_rows)
    return load_workbook(file)


def cell_of(book, sheet, key, form="2021"):
    """Where a complete report of a form has a value on its sheet."""
    return book[sheet].cell(*sketch(FORMS.tables_of(form, ())).places[key])


def rows_of(sheet):
    """The rows of a list, each by its heads."""
    heads = [cell.value for cell in sheet[1]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
