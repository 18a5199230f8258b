"""What people decided about findings, and what is still open.

A decision "as in source" (原文如此) says that the agency really printed what a rule objects to. It
is kept by report, rule, cells and the values these had: checking again leaves it, and a value that
changes afterwards opens the finding again.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.report import Finding, Report, Verdict
from core.store.history import Change

if TYPE_CHECKING:
    from core.forms import Forms
    from core.store.project import Project

AS_IN_SOURCE = "as-in-source"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding. ``values`` are those of ``cells`` at that time."""

    report: int
    rule: str
    cells: tuple[str, ...]
    values: tuple[str | None, ...]
    decision: str
    reason: str
    who: str
    at: str

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """The identity of the finding it is about."""
        return self.rule, self.cells

    @property
    def json(self) -> str:
        """The decision as a change holds it."""
        fields = {"decision": self.decision, "reason": self.reason, "values": self.values}
        return json.dumps({**fields, "who": self.who, "at": self.at}, ensure_ascii=False)


def values_of(finding: Finding, report: Report) -> tuple[str | None, ...]:
    """Return the texts of a finding's cells, None for absent ones.

    Of a cell of another year's report the number that entered the sum is taken, as a text.
    """
    terms = {term.key: term for term in (*finding.left_terms, *finding.right_terms)}
    values: list[str | None] = []
    for key in finding.cells:
        if ":" in key:
            term = terms.get(key)
            values.append(None if term is None or term.value is None else str(term.value))
        else:
            cell = report.cells.get(key)
            values.append(cell.text if cell else None)
    return tuple(values)


def decision_key(rule: str, cells: Iterable[str]) -> str:
    """Return the key of a change of kind "decision"."""
    return f"{rule}|{','.join(cells)}"


def split_decision_key(key: str) -> tuple[str, tuple[str, ...]]:
    """Return the rule and the cells of a change of kind "decision"."""
    rule, _, cells = key.partition("|")
    return rule, tuple(filter(None, cells.split(",")))


def confirm(
    finding: Finding, report: Report, reason: str, decisions: Iterable[Decision] = ()
) -> Change:
    """Return the change that records a finding as in the source, with the reason for it."""
    made = {"decision": AS_IN_SOURCE, "reason": reason, "values": values_of(finding, report)}
    new = json.dumps(made, ensure_ascii=False)
    return Change("decision", decision_key(*finding.identity), _standing(finding, decisions), new)


def withdraw(finding: Finding, decisions: Iterable[Decision]) -> Change:
    """Return the change that takes the decision about a finding back."""
    return Change("decision", decision_key(*finding.identity), _standing(finding, decisions), None)


def decided(finding: Finding, decisions: Iterable[Decision], report: Report) -> Decision | None:
    """Return the decision that settles a finding; None where there is none, or values changed."""
    for decision in decisions:
        if decision.identity == finding.identity:
            return decision if decision.values == values_of(finding, report) else None
    return None


def is_open(finding: Finding, decisions: Iterable[Decision], report: Report) -> bool:
    """True for a broken rule that nobody decided about and that no other finding explains."""
    return (
        finding.verdict is Verdict.BROKEN
        and not finding.consequence_of
        and decided(finding, decisions, report) is None
    )


def open_findings(
    findings: Iterable[Finding], decisions: Sequence[Decision], report: Report
) -> list[Finding]:
    """Return the findings that still ask for a correction or a decision."""
    return [finding for finding in findings if is_open(finding, decisions, report)]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How far checking again has come: ``done`` reports of ``total``."""

    done: int
    total: int


def recheck(project: "Project", forms: "Forms", ids: Iterable[int] | None = None) -> None:
    """Check reports of a project, each against last year's, and store what was found.

    Args:
        project: where the reports are.
        forms: the forms to check against.
        ids: the reports to check, all by default. Those of the year after are checked too, since
            their findings depend on these.
    """
    for _ in rechecking(project, forms, ids):
        pass


def rechecking(
    project: "Project", forms: "Forms", ids: Iterable[int] | None = None
) -> Iterator[Rechecked]:
    """Do what ``recheck`` does in slices of some 10 ms; close the iterator to stop.

    What was found up to then is stored. Another program, or the window, may write in between.
    """
    from core.checking.check import check

    wanted = [entry.id for entry in project.reports()] if ids is None else list(ids)
    neighbours = {id_: project.neighbours(id_) for id_ in wanted}
    for _, following in list(neighbours.values()):
        if following is not None and following not in neighbours:
            neighbours[following] = project.neighbours(following)
    for done, (id_, (prior, _)) in enumerate(neighbours.items(), 1):
        last_year = None if prior is None else project.report(prior)
        project.store_findings({id_: check(project.report(id_), forms, last_year)})
        yield Rechecked(done, len(neighbours))


def _standing(finding: Finding, decisions: Iterable[Decision]) -> str | None:
    for decision in decisions:
        if decision.identity == finding.identity:
            return decision.json
    return None


def decision_fields(text: str, who: str, at: str) -> tuple[str, str, list[str | None], str, str]:
    """Return decision, reason, values, who and at of a decision as a change holds it.

    Args:
        text: the JSON of the change.
        who: who decides, where the text does not say.
        at: when, where the text does not say.

    Raises:
        ValueError: the text is no decision.
    """
    fields = json.loads(text)
    if not isinstance(fields, dict) or not isinstance(fields.get("decision"), str):
        raise ValueError(text)
    decision, reason = fields["decision"], str(fields.get("reason", ""))
    values = [None if value is None else str(value) for value in fields.get("values", [])]
    return decision, reason, values, fields.get("who") or who, fields.get("at") or at
