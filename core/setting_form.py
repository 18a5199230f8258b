"""The form of a report set by hand: cells stay where both forms have them, the others go."""

from core.forms import Forms
from core.report import CellState, Report
from core.store.history import Change


def lost_by(report: Report, forms: Forms, form: str) -> list[str]:
    """Return the cells of a report that a form has no place for, in printed order.

    Args:
        report: the report as it stands.
        forms: the official forms.
        form: a year of them, "2021".
    """
    kept = {key for table in forms.tables if table.form in (form, "*") for key in table.cells}
    known = dict.fromkeys(key for table in forms.tables for key in table.cells)
    return [key for key in known if key in report.present and key not in kept]


def form_set(report: Report, forms: Forms, form: str) -> list[Change]:
    """Return the changes that make a report one of a form; one step when made together.

    Cells that the form has no place for are absent then. What they said stays in the log, so that
    undoing brings it back.
    """
    made = [Change("attribute", "form", report.form, form)]
    for key in lost_by(report, forms, form):
        cell = report.cells[key]
        if cell.state is not CellState.READ:
            made.append(Change("cell-state", key, cell.state.value, CellState.READ.value))
        made.append(Change("text", key, cell.text, None))
    return [change for change in made if change.old != change.new]
