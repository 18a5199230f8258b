"""Rules about what stands in single cells: numbers, blanks, placeholders, units."""

from collections.abc import Iterator, Sequence

from core.checking.catalogue import RuleInfo
from core.checking.explain import cell_name, number_text
from core.checking.rules_facts import Facts
from core.numbers import Kind, Unit
from core.report import Finding, Severity, Verdict
from core.text import Text

_LARGEST = 10_000_000


def not_a_count(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-01: counts are whole and not negative. Changes and amounts of money are no counts."""
    for table in facts.tables:
        for key in facts.kind(table, Kind.NUMBER):
            value = facts.values[key]
            odd = facts.numbers[key] < 0 or not value.integral or value.worded
            if odd and facts.forms.unit(key) is Unit.COUNT:
                yield _about(facts, rule, key, "不是非负整数", "is not a whole number of 0 or more")


def unreadable(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-03: text that is no number; and, as a hint, changes written in words (增2, 减1)."""
    for name, table in facts.tables.items():
        for key in facts.kind(name, Kind.UNREADABLE):
            yield _about(facts, rule, key, "无法识别为数字", "is not a number")
        worded = [
            key
            for key in facts.kind(name, Kind.NUMBER)
            if facts.values[key].worded and facts.forms.unit(key) is Unit.CHANGE
        ]
        if worded:
            read = "、".join(f"{facts.text(k)}→{number_text(facts.numbers[k])}" for k in worded)
            yield _in_table(
                rule,
                worded,
                Text(
                    f"{table.title.zh}：增减用文字填写，按数字计：{read}",
                    f"{table.title.en}: changes in words, counted as numbers: {read}",
                ),
                Severity.HINT,
            )


def blank_cells(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-02: blank cells, one finding a table."""
    for name, table in facts.tables.items():
        if cells := facts.kind(name, Kind.BLANK):
            count = len(cells)
            yield _in_table(
                rule,
                cells,
                Text(
                    f"{table.title.zh}：{count} 格空白",
                    f"{table.title.en}: {count} blank {'cells' if count > 1 else 'cell'}",
                ),
            )


def placeholders(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-04: signs such as - / 无 where a 0 belongs, one finding a table."""
    for name, table in facts.tables.items():
        if cells := facts.kind(name, Kind.PLACEHOLDER):
            signs = " ".join(dict.fromkeys(map(facts.text, cells)))
            count = len(cells)
            yield _in_table(
                rule,
                cells,
                Text(
                    f"{table.title.zh}：{count} 格填「{signs}」，按 0 计",
                    f"{table.title.en}: “{signs}” in {count} {'cells' if count > 1 else 'cell'}, "
                    "counted as 0",
                ),
            )


def unit_in_amount(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-05: an amount of money printed with its unit."""
    for table in facts.tables:
        for key in facts.kind(table, Kind.NUMBER):
            if facts.values[key].unit and facts.forms.unit(key) is Unit.AMOUNT:
                amount = number_text(facts.numbers[key])
                yield _about(
                    facts, rule, key, f"带单位，按 {amount} 万元计", f"counts as {amount} 万元"
                )


def all_zero(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-06: no requests and no disputes at all.

    Blanks count as 0 if at least one cell is printed 0; where a cell is absent or unreadable, or
    everything is blank, nothing is said.
    """
    keys = (*facts.keys("requests"), *facts.keys("disputes"))
    if keys and facts.countable(keys) and not any(facts.numbers[key] for key in keys):
        blank = "（空格按 0 计）" if not facts.blanks.isdisjoint(keys) else ""
        totals = ("requests.new.total", *(k for k in facts.keys("disputes") if _is_total(k)))
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            totals,
            Text(
                f"零报告：申请与复议、诉讼各格均为 0{blank}",
                f"All requests and disputes are 0{' (blanks count as 0)' if blank else ''}",
            ),
        )


def too_large(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """SAN-07: numbers beyond what a report may count."""
    for name in facts.tables:
        for key in facts.kind(name, Kind.NUMBER):
            if abs(facts.numbers[key]) > _LARGEST:
                yield _about(facts, rule, key, "数值过大，请核对", "is implausibly large")


def _is_total(key: str) -> bool:
    return key.endswith(".total")


def _about(facts: Facts, rule: RuleInfo, key: str, zh: str, en: str) -> Finding:
    name, text = cell_name(key, facts.forms), facts.text(key)
    message = Text(f"{name.zh}：「{text}」{zh}", f"{name.en}: “{text}” {en}")
    suspects = () if rule.severity is Severity.HINT else (key,)
    return Finding(rule.id, rule.severity, Verdict.BROKEN, (key,), message, suspects=suspects)


def _in_table(
    rule: RuleInfo, cells: Sequence[str], message: Text, severity: Severity | None = None
) -> Finding:
    return Finding(rule.id, severity or rule.severity, Verdict.BROKEN, tuple(cells), message)
