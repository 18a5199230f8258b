"""Checking a report: all rules against its cells, and against the report of the year before.

A sum that a table must satisfy is data (resources/forms). Everything else is a small function that
yields findings, registered here in one table. What each rule asks: docs/rules.md.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from core.checking import (
    likeness,
    rules_cells,
    rules_claims,
    rules_disputes,
    rules_leftovers,
    rules_plain,
    rules_proactive,
    rules_prose,
    rules_requests,
    rules_sections,
    rules_sums,
    rules_tables,
    rules_years,
)
from core.checking.catalogue import RuleInfo, catalogue, rule_titles
from core.checking.hinted import with_hinted
from core.checking.repair import Localisation
from core.checking.rules_facts import Facts
from core.checking.suggest import with_suspects
from core.checking.suspect import localise
from core.forms import Forms
from core.numbers import normalised
from core.report import Finding, Report, Severity, Verdict

__all__ = [
    "CHECKS",
    "asked",
    "by_weight",
    "check",
    "check_ahead",
    "check_all",
    "is_ahead",
    "rule_titles",
    "seen_ahead",
    "verdicts",
]

_ERROR = Severity.ERROR
_RANK = {severity: rank for rank, severity in enumerate(Severity)}

Check = Callable[[Facts, RuleInfo], Iterable[Finding | None]]
"""A rule that is a function: it yields findings, or None where there is nothing to say."""

Settled = Callable[[Finding], bool]
"""Tells whether a person declared that a finding is as in the source."""

CHECKS: tuple[tuple[str, Check], ...] = (
    ("REQ-04", rules_requests.outcome_over_total),
    ("REQ-05", rules_requests.opposite_columns),
    ("REQ-06", rules_sums.blank_total),
    ("REQ-07", rules_requests.split_number),
    ("REQ-08", rules_requests.research_requests),
    ("REQ-09", rules_requests.refused_for_secrecy),
    ("DIS-02", rules_disputes.dispute_cells),
    ("DIS-03", rules_disputes.more_after_reconsideration),
    ("P19-01", rules_proactive.created_and_published),
    ("P19-02", rules_proactive.total_published),
    ("P19-03", rules_proactive.items_left),
    ("P19-04", rules_proactive.decisions_like_items),
    ("P19-05", rules_proactive.fees_like_amounts),
    ("P19-06", rules_proactive.items_and_amount),
    ("P19-07", rules_proactive.amount_without_unit),
    ("P21-01", rules_proactive.in_force),
    ("P21-02", rules_proactive.rules_without_power),
    ("STR-01", rules_sections.six_sections),
    ("STR-02", rules_sections.misnumbered),
    ("STR-03", rules_tables.missing_rows),
    ("STR-04", rules_tables.form_of_year),
    ("STR-05", rules_leftovers.extra_rows_and_columns),
    ("STR-06", rules_sections.other_wordings),
    ("STR-07", rules_leftovers.shifted_rows),
    ("STR-08", rules_sections.empty_headings),
    ("STR-09", rules_sections.short_section),
    ("STR-10", rules_sections.among_others),
    ("STR-11", rules_sections.published_late),
    ("STR-12", rules_sections.long_section),
    ("PLN-01", rules_plain.totals),
    ("SAN-01", rules_cells.not_a_count),
    ("SAN-02", rules_cells.blank_cells),
    ("SAN-03", rules_cells.unreadable),
    ("SAN-04", rules_cells.placeholders),
    ("SAN-05", rules_cells.unit_in_amount),
    ("SAN-06", rules_cells.all_zero),
    ("SAN-07", rules_cells.too_large),
    ("TXT-01", rules_claims.received),
    ("TXT-02", rules_claims.none_received),
    ("TXT-03", rules_claims.answered),
    ("TXT-04", rules_claims.carried_in),
    ("TXT-05", rules_claims.carried_out),
    ("TXT-06", rules_claims.all_answered),
    ("TXT-07", rules_claims.outcomes),
    ("TXT-08", rules_claims.outcomes_add_up),
    ("TXT-09", rules_claims.applicants),
    ("TXT-10", rules_claims.reconsiderations),
    ("TXT-11", rules_claims.lawsuits),
    ("TXT-12", rules_claims.no_disputes),
    ("TXT-13", rules_claims.normative_documents),
    ("TXT-14", rules_claims.no_normative_documents),
    ("TXT-15", rules_prose.fee_stated),
    ("TXT-16", rules_prose.unpaid_fee),
    ("TXT-17", rules_prose.parts_over_whole),
    ("TXT-18", rules_prose.other_year),
    ("TXT-19", rules_prose.cited_notice),
    ("TXT-20", rules_prose.silent_prose),
    ("TXT-21", rules_prose.growth),
    ("CA-04", rules_prose.units_add_up),
    ("CY-01", rules_years.carried_over),
    ("CY-02", rules_years.in_force_since),
    ("CY-03", rules_years.in_force_after_published),
    ("CY-04", rules_years.published_in_all),
    ("CY-05", rules_years.items_since),
    ("CY-06", rules_years.same_as_last_year),
    ("CY-07", likeness.prose_of_last_year),
    ("CY-08", rules_years.outliers),
    ("CY-09", rules_years.yuan_for_ten_thousand),
    ("CY-10", rules_years.missing_years),
)


def check(
    report: Report,
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
    settled: Settled | None = None,
) -> list[Finding]:
    """Return what is broken in a report, and which grave rules cannot be assessed.

    Args:
        report: the report to check.
        forms: the official forms.
        prior: the same agency's last report before this one, where there is one; the rules across
            years are asked where it is that of the year before.
        enabled: ids of the rules to hold it against; by default those that are on by default.
            `catalogue.enabled_rules` makes them from what a person switched.
        settled: tells which findings are as in the source; their cells are suspects of no other.

    Returns:
        Findings: errors first, then warnings and hints; within them those that stand for
        themselves, those that follow from another, those not assessable; then as printed.
    """
    found = _run(report, forms, prior, enabled, settled, holding=False)
    return [f for f in found if f.verdict is Verdict.BROKEN or f.severity is _ERROR]


def verdicts(
    report: Report,
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> list[Finding]:
    """Return what `check` does, with everything that holds or cannot be assessed beside it."""
    return _run(report, forms, prior, enabled, None, holding=True)


def check_all(
    reports: Sequence[Report], forms: Forms, enabled: Container[str] | None = None
) -> list[list[Finding]]:
    """Check reports, each with its agency's last report before it if that is among them.

    Of several reports of one agency for one year the last one stands for that year. What two
    years do not agree on is told of the later one.
    """
    known: dict[str, dict[int, Report]] = {}
    for report in reports:
        if report.agency and report.year is not None:
            known.setdefault(normalised(report.agency), {})[report.year] = report
    found = []
    for report in reports:
        years = known.get(normalised(report.agency), {}) if report.year is not None else {}
        last = max((year for year in years if year < (report.year or 0)), default=None)
        prior = None if last is None else years[last]
        found.append(check(report, forms, prior, enabled))
    return found


def check_ahead(
    report: Report, forms: Forms, later: Report, enabled: Container[str] | None = None
) -> list[Finding]:
    """Return what the next year's report does not agree on with this one, seen from this one.

    They are the findings of ``later`` that name cells of ``report``: see `seen_ahead`.
    """
    return seen_ahead(check(later, forms, report, enabled), later, report)


def seen_ahead(findings: Iterable[Finding], later: Report, report: Report) -> list[Finding]:
    """Return those findings of a later report that name cells of an earlier one, as seen from it.

    The keys are turned round: cells of ``report`` as they are, those of ``later`` with its year
    before them. Each says that it follows from its own rule: it is counted, and asked about, in
    the later report, and what is decided of one holds for both.
    """
    if report.year is None or later.year is None:
        return []
    here, there = f"{report.year}:", f"{later.year}:"

    def turned(key: str) -> str:
        return key.removeprefix(here) if key.startswith(here) else there + key

    seen = []
    for finding in findings:
        own = tuple(key.removeprefix(here) for key in finding.cells if key.startswith(here))
        if not own:
            continue
        suspected = [key.removeprefix(here) for key in finding.suspects if key.startswith(here)]
        lefts, rights = (
            tuple(replace(term, key=turned(term.key)) for term in terms)
            for terms in (finding.left_terms, finding.right_terms)
        )
        copy = replace(
            finding,
            cells=tuple(map(turned, finding.cells)),
            suspects=tuple(suspected) or own,
            left_terms=lefts,
            right_terms=rights,
            suggestions=(),
            places=(),
            consequence_of=finding.consequence_of or finding.rule,
        )
        seen += with_suspects([copy], Localisation(), report)
    return seen


def is_ahead(finding: Finding, report: Report) -> bool:
    """Tell the copy of a later report's finding from the findings of a report itself."""
    years = (key.partition(":")[0] for key in finding.cells if ":" in key)
    return report.year is not None and any(int(year) > report.year for year in years)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings errors first, then warnings and hints, otherwise in the order they have."""
    return sorted(findings, key=lambda finding: _RANK[finding.severity])


def asked(enabled: Container[str] | None) -> Iterable[tuple[RuleInfo, Check]]:
    """Yield the rules that are functions and are on, by default those that are on by default."""
    known = catalogue()
    for rule, run in CHECKS:
        if known[rule].default_on if enabled is None else rule in enabled:
            yield known[rule], run


def _run(
    report: Report,
    forms: Forms,
    prior: Report | None,
    enabled: Container[str] | None,
    settled: Settled | None,
    *,
    holding: bool,
) -> list[Finding]:
    before = None if prior is None else Facts.of(prior, forms)
    facts = Facts.of(report, forms, before, holding=holding)
    found = [f for f in rules_sums.form_sums(facts) if enabled is None or f.rule in enabled]
    for info, run in asked(enabled):
        found += [finding for finding in run(facts, info) if finding is not None]
    if not found:
        return []
    printed = chain(
        (key for table in facts.tables.values() for key in table.cells),
        (cell.key for plain in report.plain for cell in plain.cells),
    )
    place = {key: at for at, key in enumerate(printed)}

    def order(finding: Finding) -> tuple[int, bool, bool, int, str, tuple[str, ...]]:
        first = min((place[key] for key in finding.cells if key in place), default=-1)
        open_question, implied = finding.verdict is not Verdict.BROKEN, bool(finding.consequence_of)
        return _RANK[finding.severity], open_question, implied, first, finding.rule, finding.cells

    if any(_may_be_misread(finding) for finding in found):
        left = [f for f in found if settled(f)] if settled else ()
        found = with_suspects(found, localise(report, forms, prior, enabled, left), report)
    return sorted(with_hinted(found, report), key=order)


def _may_be_misread(finding: Finding) -> bool:
    """Tell whether a finding is about cells, one of which may say something else."""
    grave = finding.verdict is Verdict.BROKEN and finding.severity is not Severity.HINT
    return grave and bool(finding.left_terms or finding.suspects)
