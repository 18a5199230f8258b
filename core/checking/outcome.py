"""What taking a suggestion would do: the number of findings before and after."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from core.checking.check import check
from core.forms import Forms
from core.report import Finding, Report, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """Broken rules that are no hints and stand for themselves, before and after changes."""

    before: int
    after: int


def outcome(
    report: Report,
    changes: Mapping[str, str],
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> Outcome:
    """Return how many findings a report has, and would have with these texts.

    It checks the report twice: a few ms; ask for what is shown, not for every repair.
    """
    changed = report.with_texts(changes)
    before, after = (_count(check(one, forms, prior, enabled)) for one in (report, changed))
    return Outcome(before, after)


def _count(findings: list[Finding]) -> int:
    return sum(
        one.verdict is Verdict.BROKEN
        and one.severity is not Severity.HINT
        and not one.consequence_of
        for one in findings
    )
