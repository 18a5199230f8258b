"""Rules of table 二: what stands in one row agrees with itself."""

from collections.abc import Iterator, Sequence

from core.checking.agencies import Level
from core.checking.catalogue import RuleInfo
from core.checking.explain import cell_name, number_text
from core.checking.rules_facts import Facts
from core.numbers import Kind
from core.report import Finding, Verdict
from core.text import Text

_MOST_FEES = 100  # kinds of fees; more look like money
_LEAST_SPENT, _MOST_SPENT = 0.05, 50_000  # 万元 an item
_WITHOUT_RULES = (Level.DEPARTMENT, Level.COUNTY, Level.TOWNSHIP)


def created_and_published(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """P19-01: as many documents published as made."""
    for created, published in facts.rows("proactive", "created", "published"):
        yield facts.compare(rule, [created], [published])


def total_published(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """P19-02: not fewer published in all than this year."""
    for total, published in facts.rows("proactive", "total", "published"):
        yield facts.compare(rule, [total], [published], "≥")


def items_left(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """P19-03: last year's number of items and the change do not come out below 0."""
    for prior, change in facts.rows("proactive", "prior", "change"):
        # a sign for "none" in place of last year's number: the agency is new, nothing to compare
        if prior in facts.values and facts.values[prior].kind is not Kind.PLACEHOLDER:
            yield facts.compare(rule, [prior, change], [], "≥")


def in_force(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """P21-01: in force ≥ issued - repealed, with the repealed moved over to be added."""
    for keys in facts.rows("proactive", "in_force", "repealed", "issued"):
        yield facts.compare(rule, keys[:2], keys[2:], "≥")


def decisions_like_items(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """P19-04: as many decisions as there are items."""
    for prior, change, decisions in facts.rows("proactive", "prior", "change", "decisions"):
        keys = (prior, change, decisions)
        if not facts.countable((prior, change)):
            continue
        if facts.numbers.get(decisions, 0) > 0 and facts.sum(keys[:2]) == facts.numbers[decisions]:
            row, number = cell_name(decisions, facts.forms), number_text(facts.numbers[decisions])
            yield _hint(
                rule,
                keys,
                f"{row.zh} {number} 恰等于上一年项目数量与增减之和，是否把事项数填成了决定数",
                f"{row.en} {number} equals prior + change: items counted as decisions?",
            )


def fees_like_amounts(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """P19-05: kinds of fees that look like money."""
    for key in facts.keys("proactive"):
        number = facts.numbers.get(key, 0)
        if not key.startswith("proactive.fees.") or key.endswith(".amount"):
            continue
        if abs(number) >= _MOST_FEES or number != int(number):
            name = cell_name(key, facts.forms)
            yield _hint(
                rule,
                (key,),
                f"{name.zh}为 {number_text(number)}，不像项目个数，是否填成了金额",
                f"{name.en} is {number_text(number)}, which looks like money",
            )


def items_and_amount(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """P19-06: procured items and their amount are both 0 or both not."""
    for keys in facts.rows("proactive", "items", "amount"):
        if not facts.countable(keys) or not facts.blanks.isdisjoint(keys):
            continue
        items, amount = (facts.numbers[key] for key in keys)
        if facts.watch is not None:
            facts.watch(rule.id, keys)
        if bool(items) != bool(amount):
            yield Finding(
                rule.id,
                rule.severity,
                Verdict.BROKEN,
                keys,
                Text(
                    f"采购项目数量 {number_text(items)}，采购总金额 {number_text(amount)} 万元："
                    "应同时为零或同时不为零",
                    f"{number_text(items)} items procured for {number_text(amount)} 万元: "
                    "either both are 0 or neither",
                ),
                suspects=(keys[0],) if not items else (keys[1],),
            )


def amount_without_unit(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """P19-07: an amount without a unit, or implausible for an item."""
    for items, amount in facts.rows("proactive", "items", "amount"):
        value, count = facts.numbers.get(amount, 0), facts.numbers.get(items, 0)
        if value <= 0:
            continue
        name, number = cell_name(amount, facts.forms), number_text(value)
        if not facts.values[amount].unit:
            yield _hint(
                rule,
                (amount,),
                f"{name.zh} {number} 未写明单位（元或万元）",
                f"{name.en} {number} names no unit (元 or 万元)",
            )
        elif count > 0 and not _LEAST_SPENT <= value / count <= _MOST_SPENT:
            each = number_text(round(value / count, 6))
            yield _hint(
                rule,
                (items, amount),
                f"{name.zh}折合每个项目 {each} 万元，请核对单位",
                f"{name.en} comes to {each} 万元 an item: see the unit",
            )


def rules_without_power(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """P21-02: 规章 of an agency that cannot make any."""
    cells = tuple(
        key
        for key in facts.keys("proactive")
        if key.startswith("proactive.rules.") and facts.numbers.get(key, 0) > 0
    )
    if cells and facts.level in _WITHOUT_RULES:
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            cells,
            Text(
                "「规章」一行有数，而该机关没有规章制定权",
                "numbers in the row 规章, but this agency cannot make any",
            ),
        )


def _hint(rule: RuleInfo, cells: Sequence[str], zh: str, en: str) -> Finding:
    return Finding(rule.id, rule.severity, Verdict.BROKEN, tuple(cells), Text(zh, en))
