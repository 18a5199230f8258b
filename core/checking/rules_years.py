"""Rules between two reports of one agency, for a year and for the year before."""

from collections.abc import Iterator

from core.checking.rules_facts import Facts, RuleInfo
from core.report import Finding, Severity


def carried_over(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-01: carried in this year = carried out last year, column by column."""
    if facts.prior is None or "requests" not in facts.tables:
        return
    for key in facts.tables["requests"].rows.get("carried_in", ()):
        before = f"{facts.prior.report.year}:{key.replace('.carried_in.', '.carried_out.')}"
        severity = rule.severity if key.endswith(".total") else Severity.WARNING
        yield facts.compare(rule, [key], [before], severity=severity)


def in_force_since(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-02: in force = in force last year + issued - repealed, both years on the form of 2021."""
    if facts.prior is None:
        return
    known = set(facts.prior.keys("proactive"))
    for in_force, repealed, issued in facts.rows("proactive", "in_force", "repealed", "issued"):
        if in_force in known:
            before = f"{facts.prior.report.year}:{in_force}"
            yield facts.compare(rule, [in_force, repealed], [before, issued])
