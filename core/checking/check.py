"""Checking a report: all rules against its cells, and against the report of the year before.

A sum that a table must satisfy is data (resources/forms). Everything else is a small function that
yields findings, registered here in one table. What each rule asks: docs/rules.md.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from core.checking import (
    rules_cells,
    rules_leftovers,
    rules_plain,
    rules_proactive,
    rules_requests,
    rules_sums,
    rules_tables,
    rules_years,
)
from core.checking.rules_facts import Facts, RuleInfo
from core.checking.suspect import suspects
from core.forms import Forms
from core.numbers import normalised
from core.report import Finding, Report, Severity, Verdict
from core.text import Text

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that is a function: it yields findings, or None where there is nothing to say."""

    info: RuleInfo
    run: Callable[[Facts, RuleInfo], Iterable[Finding | None]]


def _check(
    rule: str,
    severity: Severity,
    zh: str,
    en: str,
    run: Callable[[Facts, RuleInfo], Iterable[Finding | None]],
) -> Check:
    return Check(RuleInfo(rule, Text(zh, en), severity), run)


CHECKS: tuple[Check, ...] = (
    _check(
        "REQ-04",
        _ERROR,
        "单项不得超过办理总计",
        "Every outcome ≤ handled_total; handled_total ≤ new + carried_in",
        rules_requests.outcome_over_total,
    ),
    _check(
        "REQ-05",
        _HINT,
        "申请人类别错位（两列差额互为相反数）",
        "Two columns break REQ-02 with opposite deltas while total holds",
        rules_requests.opposite_columns,
    ),
    _check(
        "REQ-06",
        _ERROR,
        "合计格空白",
        "Total cell blank while its parts are not",
        rules_sums.blank_total,
    ),
    _check(
        "REQ-07",
        _HINT,
        "疑似拆格（一个数字被拆到相邻两格）",
        "Adjacent single-digit cells whose concatenation repairs the row sum",
        rules_requests.split_number,
    ),
    _check(
        "DIS-02",
        _ERROR,
        "表四应为15格",
        "Disputes line must have 15 cells",
        rules_tables.dispute_cells,
    ),
    _check(
        "P19-01",
        _HINT,
        "制作与公开数量不一致",
        "created ≠ published",
        rules_proactive.created_and_published,
    ),
    _check(
        "P19-02",
        _WARNING,
        "对外公开总数量不应少于本年新公开数量",
        "total ≥ published",
        rules_proactive.total_published,
    ),
    _check(
        "P19-03",
        _ERROR,
        "上一年项目数量＋本年增/减 不得为负",
        "prior + change ≥ 0; change may be negative",
        rules_proactive.items_left,
    ),
    _check(
        "P21-01",
        _WARNING,
        "现行有效件数不应少于 制发－废止",
        "in_force ≥ issued − repealed",
        rules_proactive.in_force,
    ),
    _check(
        "STR-03",
        _ERROR,
        "表格行缺失",
        "Row missing from a table",
        rules_tables.missing_rows,
    ),
    _check(
        "STR-04",
        _WARNING,
        "表格版本与年度不符",
        "Table form does not match the year",
        rules_tables.form_of_year,
    ),
    _check(
        "STR-05",
        _HINT,
        "表格有额外行/列",
        "Extra row or column",
        rules_leftovers.extra_rows_and_columns,
    ),
    _check("STR-07", _WARNING, "数据列错位", "Row shifted", rules_leftovers.shifted_rows),
    _check(
        "PLN-01",
        _HINT,
        "其他表格的合计、总计、小计应等于各项之和",
        "Totals of other tables equal the sum of what they stand for",
        rules_plain.totals,
    ),
    _check(
        "SAN-01",
        _ERROR,
        "件数应为非负整数",
        "Counts are non-negative integers",
        rules_cells.not_a_count,
    ),
    _check("SAN-02", _HINT, "空白单元格", "Blank count cell", rules_cells.blank_cells),
    _check(
        "SAN-03",
        _ERROR,
        "单元格内容不可识别",
        "Cell text is neither number, placeholder nor amount",
        rules_cells.unreadable,
    ),
    _check(
        "SAN-04",
        _HINT,
        "占位符",
        "Placeholder (- / 无 —) instead of 0",
        rules_cells.placeholders,
    ),
    _check(
        "SAN-05",
        _HINT,
        "金额带单位",
        "Amount printed with its unit",
        rules_cells.unit_in_amount,
    ),
    _check("SAN-06", _HINT, "零报告", "All requests and disputes are zero", rules_cells.all_zero),
    _check(
        "CY-01",
        _ERROR,
        "上年结转(N)＝结转下年度(N−1)",
        "carried_in(N) = carried_out(N−1)",
        rules_years.carried_over,
    ),
    _check(
        "CY-02",
        _WARNING,
        "现行有效(N)＝现行有效(N−1)＋制发−废止",
        "in_force(N) = in_force(N−1) + issued(N) − repealed(N)",
        rules_years.in_force_since,
    ),
)


def rule_titles(forms: Forms) -> Mapping[str, RuleInfo]:
    """Return every rule there is by its id: those of the form files and those that are code."""
    data = [
        RuleInfo(rule.id, rule.title, rule.severity)
        for table in forms.tables
        for rule in table.rules
    ]
    infos = {info.id: info for info in [*data, *(check.info for check in CHECKS)]}
    return {rule: infos[rule] for rule in sorted(infos)}


def check(
    report: Report,
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> list[Finding]:
    """Return what is broken in a report, and which grave rules cannot be assessed.

    Args:
        report: the report to check.
        forms: the official forms.
        prior: the same agency's report for the year before, where there is one.
        enabled: ids of the rules to hold it against; by default those that are on by default.

    Returns:
        Findings: errors first, then warnings and hints; within them those that stand for
        themselves, those that follow from another, those not assessable; then as printed.
    """
    found = _run(report, forms, prior, enabled, holding=False)
    return [f for f in found if f.verdict is Verdict.BROKEN or f.severity is _ERROR]


def verdicts(
    report: Report,
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> list[Finding]:
    """Return what `check` does, with everything that holds or cannot be assessed beside it."""
    return _run(report, forms, prior, enabled, holding=True)


def check_all(
    reports: Sequence[Report], forms: Forms, enabled: Container[str] | None = None
) -> list[list[Finding]]:
    """Check reports, each with its agency's report for the year before if that is among them.

    Of several reports of one agency for one year the last one stands for that year.
    """
    known = {
        (normalised(report.agency), report.year): report
        for report in reports
        if report.agency and report.year is not None
    }
    priors = [
        None if report.year is None else known.get((normalised(report.agency), report.year - 1))
        for report in reports
    ]
    return [
        check(report, forms, prior, enabled) for report, prior in zip(reports, priors, strict=True)
    ]


def _run(
    report: Report,
    forms: Forms,
    prior: Report | None,
    enabled: Container[str] | None,
    *,
    holding: bool,
) -> list[Finding]:
    before = None if prior is None else Facts.of(prior, forms)
    facts = Facts.of(report, forms, before, holding=holding)
    found = [f for f in rules_sums.form_sums(facts) if enabled is None or f.rule in enabled]
    for one in CHECKS:
        if one.info.default_on if enabled is None else one.info.id in enabled:
            found += [finding for finding in one.run(facts, one.info) if finding is not None]
    if not found:
        return []
    sums = [one for table in facts.tables.values() for rule in table.rules for one in rule.sums]
    memberships = Counter(key for one in sums for key in (*one.left, *one.right))
    printed = chain(
        (key for table in facts.tables.values() for key in table.cells),
        (cell.key for plain in report.plain for cell in plain.cells),
    )
    place = {key: at for at, key in enumerate(printed)}

    def order(finding: Finding) -> tuple[int, bool, bool, int, str, tuple[str, ...]]:
        first = min((place[key] for key in finding.cells if key in place), default=-1)
        open_question, implied = finding.verdict is not Verdict.BROKEN, bool(finding.consequence_of)
        return _RANK[finding.severity], open_question, implied, first, finding.rule, finding.cells

    return sorted(suspects(found, memberships), key=order)
