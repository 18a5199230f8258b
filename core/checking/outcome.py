"""What taking a suggestion would do: the number of findings before and after."""

from collections.abc import Container, Iterable, Mapping
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
    before, after = (check(one, forms, prior, enabled) for one in (report, changed))
    return counted(before, after, changes)


def counted(
    before: Iterable[Finding],
    after: Iterable[Finding],
    changes: Container[str],
    settled: Iterable[Finding] = (),
) -> Outcome:
    """Count the open findings before and after changes.

    Args:
        before: all findings of the report as it stands.
        after: those that it would have.
        changes: the cells that would change.
        settled: findings that are as in the source. They do not count, unless one of their cells
            changes: that opens them again.
    """
    quiet = {one.identity for one in settled}
    kept = {one for one in quiet if not any(key in changes for key in one[1])}
    return Outcome(_count(before, quiet), _count(after, kept))


def _count(findings: Iterable[Finding], settled: Container[tuple[str, tuple[str, ...]]]) -> int:
    return sum(
        one.verdict is Verdict.BROKEN
        and one.severity is not Severity.HINT
        and not one.consequence_of
        and one.identity not in settled
        for one in findings
    )
