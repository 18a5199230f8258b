"""Several reports parked or taken up again at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from core.forms import Forms
from core.report import ReportState
from core.store.history import Change
from core.store.project_log import ReportWriter, Stamp, next_step

if TYPE_CHECKING:
    from core.store.project import Project


def set_states(
    project: "Project", wanted: Mapping[int, ReportState], why: str
) -> dict[int, ReportState]:
    """Set how far the review of reports has come; all or none of it is written.

    Each is a step of its own in the log of its report, and is undone there.

    Args:
        project: where the reports are.
        wanted: their states by id; ids that are not there are passed over.
        why: what the person did.

    Returns:
        What the states were of those that changed.

    Raises:
        GoujiError: the file cannot be written.
    """
    present = {entry.id: entry.state for entry in project.reports(wanted)}
    before = {id_: state for id_, state in present.items() if state is not wanted[id_]}

    def do(db: Database, forms: Forms, stamp: Stamp) -> None:
        for report, old in before.items():
            own = replace(stamp, step=next_step(db))
            change = Change("report-state", "", old.value, wanted[report].value)
            ReportWriter(db, forms, report, own).make(change)

    if before:
        project.as_one_step(why, do)
    return before
