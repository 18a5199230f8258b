"""The sum rules of the form files, and totals left blank."""

from collections.abc import Iterator
from dataclasses import replace

from core.checking.catalogue import RuleInfo
from core.checking.explain import cell_name, number_text
from core.checking.rules_facts import Facts
from core.report import Finding, Severity, Verdict
from core.text import Text

BLANK_TOTAL = "REQ-06"
# A blank total of a row is told of by REQ-06 alone, as its own rule could only repeat it.
_SILENT_BESIDE_BLANK_TOTAL = frozenset({"REQ-01"})


def form_sums(facts: Facts) -> Iterator[Finding]:
    """Hold every equality of the report's tables against its cells (REQ-01 to REQ-03, DIS-01)."""
    blank_totals = facts.blank_totals.keys()
    for table in facts.tables.values():
        for rule in table.rules:
            info = RuleInfo(rule.id, rule.title, rule.severity)
            for one in rule.sums:
                if rule.id in _SILENT_BESIDE_BLANK_TOTAL and not blank_totals.isdisjoint(one.right):
                    continue
                finding = facts.compare(info, one.left, one.right)
                if finding is None:
                    continue
                if (
                    finding.verdict is Verdict.BROKEN
                    and not blank_totals.isdisjoint((*one.left, *one.right))
                    and facts.holds_with_totals_filled(one.left, one.right)
                ):
                    finding = replace(finding, consequence_of=BLANK_TOTAL)
                yield finding


def blank_total(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """REQ-06: a total left blank beside parts that are filled."""
    for total, sums in facts.blank_totals.items():
        name = cell_name(total, facts.forms)
        amounts = sorted({facts.sum(parts) for parts in sums})
        zh, en = (word.join(map(number_text, amounts)) for word in (" 或 ", " or "))
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            tuple(dict.fromkeys((total, *(key for parts in sums for key in parts)))),
            Text(
                f"{name.zh}：合计格空白，而分项之和为 {zh}",
                f"{name.en}: the total is blank, its parts add up to {en}",
            ),
            left=amounts[0],
            suspects=(total,),
        )
    for table in facts.tables.values():
        sums_with_total = [s for r in table.rules for s in r.sums if len(s.right) == 1]
        cells = tuple(
            dict.fromkeys(
                one.right[0]
                for one in sums_with_total
                if one.right[0] in facts.blanks
                and one.right[0] not in facts.blank_totals
                and any(facts.numbers.get(k) == 0 and k not in facts.blanks for k in one.left)
            )
        )
        if cells:
            yield Finding(
                rule.id,
                Severity.HINT,
                Verdict.BROKEN,
                cells,
                Text(
                    f"{table.title.zh}：{len(cells)} 个合计格空白，而分项填的是 0",
                    f"{table.title.en}: total left blank beside parts printed 0 ({len(cells)})",
                ),
            )
