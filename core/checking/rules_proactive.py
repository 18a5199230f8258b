"""Rules of table 二: what stands in one row agrees with itself."""

from collections.abc import Iterator

from core.checking.rules_facts import Facts, RuleInfo
from core.numbers import Kind
from core.report import Finding


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
