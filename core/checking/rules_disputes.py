"""Rules of table 四 beyond its sums: is its line whole, do its groups go together."""

from collections.abc import Iterator

from core.checking.catalogue import RuleInfo
from core.checking.explain import number_text
from core.checking.rules_facts import Facts
from core.checking.rules_sections import denies_disputes
from core.report import Finding, Severity, Verdict
from core.text import Text

_TABLE = "disputes"


def dispute_cells(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """DIS-02: the line of table 四 has all its cells, or the prose says why there is none."""
    expected = facts.keys(_TABLE)
    there = facts.present(_TABLE)
    if len(there) == len(expected):
        return
    excused = not there and denies_disputes(facts)
    table = facts.tables[_TABLE].title
    if there:
        zh = f"{table.zh}：应有 {len(expected)} 格，实有 {len(there)} 格"
        en = f"{table.en}: {len(there)} of {len(expected)} cells"
    else:
        zh = f"{table.zh}：整个表格缺失" + ("；正文称无行政复议、行政诉讼" if excused else "")
        en = f"{table.en}: the whole table is missing" + (
            "; the prose says that there were none" if excused else ""
        )
    yield Finding(
        rule.id,
        Severity.WARNING if excused else rule.severity,
        Verdict.BROKEN,
        tuple(key for key in expected if key not in facts.values),
        Text(zh, en),
    )


def more_after_reconsideration(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """DIS-03: more lawsuits after reconsideration than reconsiderations."""
    after, before = "disputes.litigation_after.total", "disputes.reconsideration.total"
    if facts.countable((after, before)) and facts.numbers[after] > facts.numbers[before]:
        more, fewer = number_text(facts.numbers[after]), number_text(facts.numbers[before])
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            (after, before),
            Text(
                f"复议后起诉 {more} 件，多于行政复议 {fewer} 件",
                f"{more} lawsuits after reconsideration, but only {fewer} reconsiderations",
            ),
        )
