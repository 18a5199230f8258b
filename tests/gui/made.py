"""Reports made up for tests: every cell 0 but what a test says, so that every rule holds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.form_files import load_forms
from core.forms import Forms
from core.report import Cell, Document, Place, PlainCell, PlainTable, Report
from core.store.project import Project
from core.store.review import recheck

FORMS: Forms = load_forms()
AGENCY = "示例市商务局"


def made_report(year: int = 2023, **changed: str | None) -> Report:
    """Return a report in which all is well; ``changed`` are texts by key, __ for a dot."""
    form = "2019" if year <= 2020 else "2021"
    texts: dict[str, str | None] = {
        key: "0" for table in FORMS.tables_of(form, ()) for key in table.cells
    }
    for row in ("new", "granted", "handled_total"):
        texts |= {f"requests.{row}.natural": "2", f"requests.{row}.total": "2"}
    # no year is quite like another, or the rules would say so
    texts["proactive.coercion.decisions"] = str(year % 10 + 1)
    texts |= {key.replace("__", "."): text for key, text in changed.items()}
    cells = {
        key: Cell(text, text, FORMS.unit(key), Place(1, (0, 0, 10, 10)))
        for key, text in texts.items()
        if text is not None
    }
    return Report(AGENCY, year, form, cells, pages=(1, 2))


def made_project(path: Path, *reports: Report, who: str = "王芳") -> tuple[Project, list[int]]:
    """Return an open project with one document of these reports, checked, and their ids."""
    project = Project.create(path, who, FORMS)
    document = Document("年报.pdf", "pdf", 2, reports, sha256="0" * 64, path="年报.pdf")
    ids = project.add(document)
    recheck(project, FORMS)
    return project, ids


def with_plain(report: Report, rows: Sequence[Sequence[str | None]], title: str = "") -> Report:
    """Return a report with one more table of these texts; None is covered by the cell before."""
    name = f"plain{len(report.plain) + 1}"
    cells, plain = dict(report.cells), []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text is None:
                continue
            key = f"{name}.r{y + 1}.c{x + 1}"
            width = next(
                (at for at, t in enumerate(row[x + 1 :], 1) if t is not None), len(row) - x
            )
            plain.append(PlainCell(key, y, x, 1, width))
            place = Place(2, (72 + 80 * x, 100 + 20 * y, 72 + 80 * (x + width), 120 + 20 * y))
            cells[key] = Cell(text, text, place=place)
    box = (72, 100, 72 + 80 * len(rows[0]), 100 + 20 * len(rows))
    table = PlainTable(name, title, Place(2, box), len(rows), len(rows[0]), tuple(plain))
    return replace(report, cells=cells, plain=(*report.plain, table))
