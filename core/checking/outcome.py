"""What taking a suggestion would do: the number of findings before and after."""

from collections.abc import Container, Iterable, Mapping, Sequence
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
    *,
    found: Sequence[Finding] | None = None,
    settled: Iterable[Finding] = (),
) -> Outcome:
    """Return how many open findings a report has, and would have with these texts.

    It checks a changed copy: a few ms; ask for what is shown, not for every repair.

    Args:
        report: the report as it stands.
        changes: new texts by key.
        forms: the official forms.
        prior: the agency's last report before, as for `check`.
        enabled: ids of the rules that are on, as for `check`.
        found: the findings of ``report``, where they are known.
        settled: findings that are as in the source. They do not count, unless a change is about
            one of their cells: that opens them again.
    """
    if found is None:
        found = check(report, forms, prior, enabled)
    after = check(report.with_texts(changes), forms, prior, enabled)
    quiet = {one.identity for one in settled}
    kept = {identity for identity in quiet if changes.keys().isdisjoint(identity[1])}
    return Outcome(_count(found, quiet), _count(after, kept))


def _count(findings: Iterable[Finding], settled: Container[tuple[str, tuple[str, ...]]]) -> int:
    return sum(
        one.verdict is Verdict.BROKEN
        and one.severity is not Severity.HINT
        and not one.consequence_of
        and one.identity not in settled
        for one in findings
    )
