"""Rules between two reports of one agency, for a year and for the year before."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.checking.catalogue import RuleInfo
from core.checking.explain import cell_name, number_text
from core.checking.rules_facts import Facts
from core.numbers import Kind
from core.report import Finding, Severity, Verdict
from core.text import Text

_LEAST_COMPARED = 20  # a smaller number may well be five times last year's
_OUTLIER = 5
_YUAN = 10_000  # 元 in a 万元


def carried_over(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-01: carried in this year = carried out last year, column by column."""
    if facts.prior is None or "requests" not in facts.tables:
        return
    for key in facts.tables["requests"].rows.get("carried_in", ()):
        before = _before(facts, key.replace(".carried_in.", ".carried_out."))
        severity = rule.severity if key.endswith(".total") else Severity.WARNING
        yield facts.compare(rule, [key], [before], severity=severity)


def in_force_since(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-02: in force = in force last year + issued - repealed, both years on the form of 2021."""
    for in_force, repealed, issued in facts.rows("proactive", "in_force", "repealed", "issued"):
        if _knew(facts, in_force):
            yield facts.compare(rule, [in_force, repealed], [_before(facts, in_force), issued])


def in_force_after_published(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-03: the same from the form of 2019, which knows only what was published in all."""
    for in_force, repealed, issued in facts.rows("proactive", "in_force", "repealed", "issued"):
        total = in_force.replace(".in_force", ".total")
        if _knew(facts, total):
            yield facts.compare(rule, [in_force, repealed], [_before(facts, total), issued])


def published_in_all(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-04: published in all = that of last year + published this year; fewer is a hint."""
    for total, published in facts.rows("proactive", "total", "published"):
        if _knew(facts, total):
            keys = [_before(facts, total), published]
            more = facts.numbers.get(total, 0) > sum(facts.numbers.get(key, 0) for key in keys)
            severity = rule.severity if more else Severity.HINT
            yield facts.compare(rule, [total], keys, severity=severity)


def items_since(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """CY-05: last year's items = those of last year's report with its change."""
    for prior, change in facts.rows("proactive", "prior", "change"):
        keys = [_before(facts, prior), _before(facts, change)]
        if not _knew(facts, prior) or not _knew(facts, change):
            continue
        values = [facts.values.get(key) for key in (prior, keys[0])]
        # a sign for "none" in place of a number: the agency was new, nothing to compare
        if all(value is not None and value.kind is not Kind.PLACEHOLDER for value in values):
            yield facts.compare(rule, [prior], keys)


def same_as_last_year(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CY-06: every count that a year makes anew is that of last year, and not all are 0."""
    if facts.prior is None:
        return
    keys = [key for name in facts.tables for key in _made_anew(facts.keys(name))]
    year = facts.prior.report.year
    same = keys and all(
        facts.numbers.get(key) == facts.numbers.get(f"{year}:{key}") and _knew(facts, key)
        for key in keys
    )
    filled = tuple(key for key in keys if facts.numbers.get(key)) if same else ()
    if filled:
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            filled,
            Text(
                f"申请、复议诉讼与处理决定各格与 {year} 年度完全相同",
                f"all cells of requests, disputes and decisions are those of {year}",
            ),
        )


def outliers(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CY-08: five times last year's number or a fifth of it; ten times may be a slipped digit."""
    for key in (key for name in facts.tables for key in _flows(facts.keys(name))):
        if not _knew(facts, key):
            continue
        before = _before(facts, key)
        now, then = facts.numbers.get(key), facts.numbers.get(before)
        if now is None or then is None or not facts.blanks.isdisjoint((key, before)):
            continue
        few, many = sorted((now, then))
        if many >= _LEAST_COMPARED and many >= few * _OUTLIER:
            slipped = few > 0 and many in (few * 10, few * 100)
            zh = "，恰为 10 倍或 100 倍：可能多填或少填一位" if slipped else ""
            en = ", exactly 10 or 100 times: perhaps a slipped digit" if slipped else ""
            name, a, b = cell_name(key, facts.forms), number_text(then), number_text(now)
            yield Finding(
                rule.id,
                rule.severity,
                Verdict.BROKEN,
                (key, before),
                Text(
                    f"{name.zh}：上年 {a}，本年 {b}{zh}", f"{name.en}: {a} last year, {b} now{en}"
                ),
                left=now,
                right=then,
                suspects=(key, before),
            )


def yuan_for_ten_thousand(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CY-09: fees about ten thousand times last year's, or a ten-thousandth of them."""
    for (key,) in facts.rows("proactive", "amount"):
        if not key.startswith("proactive.fees.") or not _knew(facts, key):
            continue
        now, then = facts.numbers.get(key, 0), facts.numbers.get(_before(facts, key), 0)
        if now > 0 and then > 0 and 0.5 <= max(now, then) / min(now, then) / _YUAN <= 2:
            name, a, b = cell_name(key, facts.forms), number_text(then), number_text(now)
            yield Finding(
                rule.id,
                rule.severity,
                Verdict.BROKEN,
                (key, _before(facts, key)),
                Text(
                    f"{name.zh}：上年 {a}，本年 {b}，相差约一万倍，是否混用元与万元",
                    f"{name.en}: {a} last year, {b} now: 元 and 万元 mixed up?",
                ),
                left=now,
                right=then,
                suspects=(key, _before(facts, key)),
            )


def missing_years(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CY-10: the agency's last report is of more than a year before."""
    year, last = facts.report.year, facts.last_known
    if year is None or last is None or last >= year - 1:
        return
    first, until = last + 1, year - 1
    zh, en = (str(first),) * 2 if first == until else (f"{first} 至 {until}", f"{first}-{until}")
    yield Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        (),
        Text(f"缺少 {zh} 年度的报告", f"no report for {en}"),
    )


def _before(facts: Facts, key: str) -> str:
    """Return the key of a cell of last year's report."""
    return f"{facts.prior.report.year}:{key}" if facts.prior is not None else key


def _knew(facts: Facts, key: str) -> bool:
    """Tell whether the tables of last year's report have a cell."""
    if facts.prior is None:
        return False
    table = facts.prior.tables.get(key.split(".", 1)[0])
    return table is not None and key in table.cells


@lru_cache(maxsize=20)
def _made_anew(keys: tuple[str, ...]) -> Sequence[str]:
    """Return those cells of a table that each year makes anew: not counts that go on."""
    stock = (".in_force", ".total", ".prior", ".change")
    return [key for key in keys if not (key.startswith("proactive.") and key.endswith(stock))]


@lru_cache(maxsize=20)
def _flows(keys: tuple[str, ...]) -> Sequence[str]:
    """Return those cells of a table that tell how much was done in a year."""
    return [key for key in keys if _is_flow(key)]


def _is_flow(key: str) -> bool:
    _, row, column = key.split(".")
    if key.startswith("requests."):
        return column == "total" and row in ("new", "handled_total")
    if key.startswith("disputes."):
        return column == "total"
    return column in ("created", "published", "issued", "decisions")
