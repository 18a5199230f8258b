"""Reports made up for tests: every cell 0 but what a test says, so that every rule holds."""

from pathlib import Path

from core.form_files import load_forms
from core.forms import Forms
from core.report import Cell, Document, Place, Report
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
