"""Rules about what the prose says beside its numbers: fees, years, notices, parts of a whole."""

from collections.abc import Iterator, Sequence

from core.checking.catalogue import RuleInfo
from core.checking.explain import number_text
from core.checking.rules_claims import own_year
from core.checking.rules_facts import Facts
from core.checking.rules_sections import places_of
from core.report import Claim, Finding, Verdict
from core.text import Text

_FEE = "信息处理费"
_NEW = "requests.new.total"
_UNPAID = "requests.other_no_payment.total"
_TOLERANCE = 0.1  # percentage points


def fee_stated(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-15: section 六 says whether 信息处理费 was charged."""
    if _form(facts) == "2021" and _silent_of_fees(facts):
        yield _finding(
            rule, "第六部分未说明是否收取信息处理费", "section VI is silent on 信息处理费"
        )


def unpaid_fee(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-16: requests lapsed for a fee not paid, and section 六 speaks of no fee."""
    if facts.numbers.get(_UNPAID, 0) > 0 and _silent_of_fees(facts):
        number = number_text(facts.numbers[_UNPAID])
        yield _finding(
            rule,
            f"有 {number} 件因逾期未缴费不再处理，第六部分却没有收费说明",
            f"{number} lapsed for a fee not paid, but section VI speaks of none",
            cells=(_UNPAID,),
        )


def _form(facts: Facts) -> str:
    return facts.tables["proactive"].form if facts.present("proactive") else facts.report.form


def _silent_of_fees(facts: Facts) -> bool:
    section = (facts.sections or {}).get("六")
    return section is not None and _FEE not in "".join(section.text.split())


def parts_over_whole(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-17: parts after 其中 come to more than their whole."""
    wrong = [
        (whole, total) for whole, listed, total in _lists(facts) if listed and total > whole.value
    ]
    if wrong:
        zh = "；".join(
            f"各分项之和 {number_text(t)} 超过总数 {number_text(w.value)}" for w, t in wrong
        )
        en = "; ".join(f"parts {number_text(t)} exceed {number_text(w.value)}" for w, t in wrong)
        yield _finding(rule, f"正文「其中」：{zh}", f"prose: {en}", [w for w, _ in wrong])


def units_add_up(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CA-04: counts of single units in a sentence come to less than its total."""
    wrong = [
        (whole, total)
        for whole, listed, total in _lists(facts)
        if whole.claim == "whole"
        and all(part.claim == "part_of_unit" for part in listed)
        and total < whole.value
    ]
    if wrong:
        zh = "；".join(
            f"各单位之和 {number_text(t)}，总数 {number_text(w.value)}" for w, t in wrong
        )
        en = "; ".join(f"units {number_text(t)}, in all {number_text(w.value)}" for w, t in wrong)
        yield _finding(rule, f"正文分单位数字：{zh}", f"prose: {en}", [w for w, _ in wrong])


def _lists(facts: Facts) -> Iterator[tuple[Claim, list[Claim], int | float]]:
    """Yield each whole of the prose, its parts, and what they come to."""
    stated = facts.stated or ()
    at = 0
    while at < len(stated):
        whole, listed = stated[at], []
        at += 1
        if whole.claim not in ("whole", "whole_open"):
            continue
        while at < len(stated) and stated[at].claim in ("part", "part_of_unit"):
            listed.append(stated[at])
            at += 1
        yield whole, listed, sum(part.value for part in listed)


def other_year(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-18: title, period, or the sentence on requests name another year than the report's."""
    year = facts.report.year
    if year is None:
        return
    wrong = [claim for claim in facts.claimed("title", "period") if claim.value != year]
    new = facts.claimed("new")
    strange = [claim for claim in new if claim not in own_year(new, year)]
    wrong += [claim for claim in strange if claim.value == facts.numbers.get(_NEW)]
    if wrong:
        named = "；".join(f"「{claim.text[:40]}」" for claim in wrong[:3])
        yield _finding(
            rule,
            f"年份与报告年度 {year} 不符：{named}",
            f"another year than {year}: {named}",
            wrong,
        )


def cited_notice(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-19: the notice cited is that of the other form."""
    form = _form(facts)
    told = facts.claimed("cites")
    wrong = [claim for claim in told if str(claim.value) != form]
    if wrong and len(wrong) == len(told) and form in facts.forms.years:
        number = {2019: "60号", 2021: "30号"}.get(int(wrong[0].value), "")
        yield _finding(
            rule,
            f"引用 {wrong[0].value} 年 {number} 文，而表格为 {form} 年版",
            f"cites {number} of {wrong[0].value} over tables of {form}",
            wrong,
        )


def silent_prose(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-20: table 三 shows requests, the prose speaks of none."""
    if facts.stated is None or facts.numbers.get(_NEW, 0) <= 0:
        return
    kinds = ("new", "none", "handled")
    if not any(claim.claim.partition("_")[0] in kinds for claim in facts.stated):
        number = number_text(facts.numbers[_NEW])
        yield _finding(
            rule,
            f"表三有 {number} 件申请，正文没有提到件数",
            f"{number} requests in table III, none in the prose",
            cells=(_NEW,),
        )


def growth(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-21: the change against last year, of new requests or with those carried in."""
    if facts.prior is None:
        return
    bases = [(_NEW,), (_NEW, "requests.carried_in.total"), ("requests.handled_total.total",)]
    right = []
    for keys in bases:
        before = [f"{facts.prior.report.year}:{key}" for key in keys]
        if facts.numbers.keys() >= {*keys, *before} and facts.sum(before):
            right.append((facts.sum(keys) / facts.sum(before) - 1) * 100)
    wrong = [
        claim
        for claim in facts.claimed("growth")
        if right and all(abs(claim.value - one) > _TOLERANCE for one in right)
    ]
    if wrong:
        stated, real = number_text(wrong[0].value), number_text(round(right[0], 1))
        yield _finding(
            rule,
            f"正文称同比 {stated}%，按两年数据为 {real}%",
            f"prose: {stated} % against last year; by the tables {real} %",
            wrong,
            (_NEW, f"{facts.prior.report.year}:{_NEW}"),
        )


def _finding(
    rule: RuleInfo,
    zh: str,
    en: str,
    claims: Sequence[Claim] = (),
    cells: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        cells,
        Text(zh, en),
        places=places_of(claims),
    )
