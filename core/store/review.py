"""Reviewing a project: checking its reports again, and what people decided about findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.store.decisions import (
    AS_IN_SOURCE,
    Decision,
    after,
    confirm,
    decided,
    decision_key,
    is_open,
    open_findings,
    reopened,
    split_decision_key,
    values_of,
    withdraw,
)

if TYPE_CHECKING:
    from core.forms import Forms
    from core.store.project import Project

__all__ = [
    "AS_IN_SOURCE",
    "Decision",
    "Rechecked",
    "after",
    "confirm",
    "decided",
    "decision_key",
    "is_open",
    "open_findings",
    "recheck",
    "rechecking",
    "reopened",
    "split_decision_key",
    "values_of",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How far checking again has come: ``done`` reports of ``total``."""

    done: int
    total: int


def recheck(project: "Project", forms: "Forms", ids: Iterable[int] | None = None) -> None:
    """Check reports of a project with all they are held against, and store what was found.

    Args:
        project: where the reports are.
        forms: the forms to check against.
        ids: the reports to check, all by default. Those whose findings depend on them are checked
            too: of the years beside them, and of the agency above.
    """
    for _ in rechecking(project, forms, ids):
        pass


def rechecking(
    project: "Project",
    forms: "Forms",
    ids: Iterable[int] | None = None,
    workers: int | None = None,
) -> Iterator[Rechecked]:
    """Do what ``recheck`` does in slices of some 10 ms; close the iterator to stop.

    What was found up to then is stored. The project may be changed in between.

    Args:
        project: where the reports are.
        forms: the forms to check against.
        ids: the reports to check, and with them those that depend on them; all by default.
        workers: how many processes check them; as many as are worth it by default, 0 for none.
    """
    from core.store import rechecking as again

    wanted = project.by_agency() if ids is None else project.touched(ids)
    return again.rechecking(project, forms, wanted, workers)
