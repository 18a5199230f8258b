"""Rules that hold numbers of the prose against the tables, under all their legitimate readings.

A number that equals what the rule asks for agrees; one that equals another legitimate reading is a
hint that names the reading; only what fits no reading is called broken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checking.catalogue import RuleInfo
from core.checking.explain import cell_name, number_text
from core.checking.rules_facts import Facts, Number
from core.checking.rules_sections import places_of
from core.report import Claim, Finding, Severity, Verdict
from core.text import Text

_YEARS = re.compile(r"20\d\d(?=年)")
_SNIPPET = 24  # characters of the sentence that the message shows

_NEW = "requests.new.total"
_IN = "requests.carried_in.total"
_OUT = "requests.carried_out.total"
_HANDLED = "requests.handled_total.total"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number of the prose may stand for: some cells added, others taken away."""

    plus: tuple[str, ...]
    name: Text
    minus: tuple[str, ...] = ()

    def value(self, facts: Facts) -> Number | None:
        """Return its value, None where a cell does not count."""
        if not facts.numbers.keys() >= {*self.plus, *self.minus}:
            return None
        return round(facts.sum(self.plus) - facts.sum(self.minus), 6)


_RECEIVED = Reading((_NEW, _IN), Text("新收与上年结转之和", "new and carried in"))
_ANSWERED = Reading((_HANDLED,), Text("办理总计", "the total handled"))
_ALL_NEW = Reading((_NEW,), Text("本年新收", "new requests"))


def own_year(claims: Sequence[Claim], year: int | None, shift: int = 0) -> list[Claim]:
    """Return the claims whose sentence does not speak of another year only."""
    if year is None:
        return list(claims)
    wanted = {str(year), str(year + shift)}
    told = ((claim, set(_YEARS.findall(claim.text))) for claim in claims)
    return [claim for claim, years in told if not years or years & wanted]


def held(
    facts: Facts,
    rule: RuleInfo,
    claims: Sequence[Claim],
    keys: Sequence[str],
    readings: Sequence[Reading] = (),
) -> Iterator[Finding]:
    """Hold claims against the sum over some cells; one finding for all that do not agree."""
    if not claims or not keys:
        return
    if facts.linked is not None:
        facts.linked(claims, keys)
    blank_total = not facts.blank_totals.keys().isdisjoint(keys)
    if blank_total or not facts.numbers.keys() >= set(keys):
        cause = "REQ-06" if blank_total else facts.why_not(keys)
        name = cell_name(keys[0], facts.forms)
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.NOT_ASSESSABLE,
            tuple(keys),
            Text(
                f"正文{_said(claims[:1]).zh}；{name.zh}缺失或无法识别，无法核对",
                f"prose: {_said(claims[:1]).en}; {name.en} absent or unreadable",
            ),
            places=places_of(claims),
            consequence_of=cause,
        )
        return
    if facts.watch is not None:
        facts.watch(rule.id, keys)
    value = round(facts.sum(keys), 6)
    wrong = [claim for claim in claims if claim.value != value]
    if not wrong:
        return
    others = [(reading, reading.value(facts)) for reading in readings]
    found = {claim: next((r for r, v in others if v == claim.value), None) for claim in wrong}
    # where the prose also says what the table says, the other number counts something else
    agreed = len(wrong) < len(claims)
    gravest = all(found.values()) or agreed
    yield Finding(
        rule.id,
        Severity.HINT if gravest else rule.severity,
        Verdict.BROKEN,
        tuple(keys),
        _message(facts, wrong, keys, value, [r for r in found.values() if r is not None]),
        left=wrong[0].value,
        right=value,
        places=places_of(wrong),
    )


def _message(
    facts: Facts,
    wrong: Sequence[Claim],
    keys: Sequence[str],
    value: Number,
    readings: Sequence[Reading],
) -> Text:
    said, names = _said(wrong), [cell_name(key, facts.forms) for key in keys]
    zh = " + ".join(name.zh for name in names[:3]) + (" 等" if len(names) > 3 else "")
    en = " + ".join(name.en for name in names[:3]) + (" + …" if len(names) > 3 else "")
    blank = not facts.blanks.isdisjoint(keys)
    zh = f"正文{said.zh}，表中 {zh} 为 {number_text(value)}" + ("（空格按 0 计）" if blank else "")
    en = f"prose: {said.en}; table: {en} = {number_text(value)}" + (
        " (blanks count as 0)" if blank else ""
    )
    for reading in dict.fromkeys(readings):
        zh += f"；与{reading.name.zh}相符"
        en += f"; it equals {reading.name.en}"
    return Text(zh, en)


def _said(claims: Sequence[Claim]) -> Text:
    """Return the numbers that sentences state, each with a stretch of its sentence."""
    zh, en = [], []
    for claim in claims[:3]:
        none, number, words = "_none" in claim.claim, number_text(claim.value), _snippet(claim)
        zh.append(f"称{'没有' if none or claim.claim == 'none' else f' {number}'}（「{words}」）")
        en.append(f"{'none' if none or claim.claim == 'none' else number} (“{words}”)")
    return Text("、".join(zh), ", ".join(en))


def _snippet(claim: Claim) -> str:
    """Return the stretch of a sentence that states its number."""
    text, shown = claim.text, number_text(claim.value)
    at = text.find(shown) if claim.value else -1
    if len(text) <= _SNIPPET:
        return text
    start = max(0, at - _SNIPPET * 2 // 3) if at >= 0 else 0
    end = min(len(text), start + _SNIPPET)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def received(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-01: requests received."""
    told = own_year(facts.claimed("new"), facts.report.year)
    yield from held(facts, rule, told, [_NEW], [_RECEIVED, _ANSWERED])


def none_received(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-02: no requests received."""
    told = own_year(facts.claimed("none"), facts.report.year)
    yield from held(facts, rule, told, [_NEW])


def answered(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-03: requests answered; withdrawn ones may not be counted among them."""
    told = own_year(facts.claimed("handled"), facts.report.year)
    if not told:
        return
    others = [key for key in facts.keys("requests") if key.endswith(".total")]
    withdrawn = tuple(key for key in others if key.split(".")[1] in ("other", "other_other"))
    without = Reading((_HANDLED,), Text("不计其他处理的办理数", "those but 其他处理"), withdrawn)
    yield from held(facts, rule, told, [_HANDLED], [_ALL_NEW, _RECEIVED, without])


def carried_in(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-04: requests carried in."""
    told = own_year(facts.claimed("carried_in"), facts.report.year, -1)
    yield from held(facts, rule, told, [_IN])


def carried_out(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-05: requests carried out."""
    told = own_year(facts.claimed("carried_out"), facts.report.year, 1)
    yield from held(facts, rule, told, [_OUT])


def all_answered(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-06: all answered, though some are carried out."""
    told = own_year(facts.claimed("all_answered"), facts.report.year)
    if told and facts.linked is not None:
        facts.linked(told, [_OUT])
    left = facts.numbers.get(_OUT, 0)
    if told and left > 0:
        number = number_text(left)
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            (_OUT,),
            Text(
                f"正文称全部答复（「{_snippet(told[0])}」），表中结转下年度 {number} 件",
                f"prose: all answered (“{_snippet(told[0])}”); {number} carried out",
            ),
            left=0,
            right=left,
            places=places_of(told),
        )


_GROUPS = ("granted", "partial", "refused", "unavailable", "rejected", "other")


def outcomes(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-07: outcomes by group."""
    for group in _GROUPS:
        if told := own_year(facts.claimed(group), facts.report.year):
            yield from held(facts, rule, told, _totals(facts, group))


def outcomes_add_up(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-08: the outcomes that the prose lists add up to what it says was received.

    A list may leave out what is few: fewer than was received is told only of a list of three
    kinds or more that does not begin with 其中.
    """
    year = facts.report.year
    new = {claim.value for claim in own_year(facts.claimed("new"), year)}
    listed = [own_year(facts.claimed(kind), year, 1) for kind in (*_GROUPS, "carried_out")]
    values = [{claim.value for claim in told} for told in listed if told]
    outcome_kinds = sum(bool(told) for told in listed[:-1])
    if len(new) != 1 or outcome_kinds < 2 or any(len(told) > 1 for told in values):
        return
    before = [claim.value for claim in own_year(facts.claimed("carried_in"), year, -1)]
    whole = new.pop()
    total = round(sum(value for told in values for value in told), 6)
    if total in (whole, whole + sum(before[:1])):
        return
    first = [claim for told in listed for claim in told]
    partial = outcome_kinds < 3 or any("其中" in claim.text for claim in first)
    if total < whole and partial:
        return
    zh = f"正文所列办理结果与结转合计 {number_text(total)}，所述收到 {number_text(whole)}"
    en = f"prose: outcomes come to {number_text(total)}, received {number_text(whole)}"
    places = places_of(first)
    yield Finding(
        rule.id, rule.severity, Verdict.BROKEN, (), Text(zh, en), total, whole, places=places
    )


def applicants(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-09: applicants, persons and organisations."""
    keys = facts.tables["requests"].rows.get("new", ()) if "requests" in facts.tables else ()
    natural, organisations = list(keys[:1]), list(keys[1:-1])
    for kind, own in (("natural", natural), ("legal_person", organisations)):
        told = own_year(facts.claimed(kind), facts.report.year)
        carried = [key.replace(".new.", ".carried_in.") for key in own]
        handled = [key.replace(".new.", ".handled_total.") for key in own]
        readings = [
            Reading((*own, *carried), _RECEIVED.name),
            Reading(tuple(handled), _ANSWERED.name),
        ]
        yield from held(facts, rule, told, own, readings)


def _dispute(group: str, column: str) -> str:
    return f"disputes.{group}.{column}"


_CONCLUDED = Text("已审结的件数", "those concluded")


def reconsiderations(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-10: reconsiderations."""
    told = own_year(facts.claimed("reconsideration"), facts.report.year)
    total, pending = (_dispute("reconsideration", c) for c in ("total", "pending"))
    yield from held(facts, rule, told, [total], [Reading((total,), _CONCLUDED, (pending,))])


def lawsuits(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-11: lawsuits of both kinds."""
    told = own_year(facts.claimed("litigation"), facts.report.year)
    groups = ("litigation_direct", "litigation_after")
    totals = [_dispute(group, "total") for group in groups]
    pending = tuple(_dispute(group, "pending") for group in groups)
    readings = [
        Reading(tuple(totals), _CONCLUDED, pending),
        Reading((totals[0],), Text("未经复议直接起诉", "direct lawsuits")),
        Reading((totals[1],), Text("复议后起诉", "lawsuits after reconsideration")),
    ]
    yield from held(facts, rule, told, totals, readings)


def no_disputes(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-12: no reconsiderations, no lawsuits: only what the sentence names."""
    groups = {
        "reconsideration": ("reconsideration",),
        "litigation": ("litigation_direct", "litigation_after"),
    }
    for kind, rows in groups.items():
        told = own_year(facts.claimed(f"{kind}_none"), facts.report.year)
        yield from held(facts, rule, told, [_dispute(row, "total") for row in rows])


def normative_documents(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-13: normative documents issued, repealed, in force."""
    columns = {
        "issued": ("issued", "created"),
        "repealed": ("repealed",),
        "in_force": ("in_force",),
    }
    for kind, names in columns.items():
        told = own_year(facts.claimed(f"normative_{kind}"), facts.report.year)
        wanted = {f"proactive.normative.{name}" for name in names}
        keys = [key for key in facts.keys("proactive") if key in wanted]
        yield from held(facts, rule, told, keys)


def no_normative_documents(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """TXT-14: no normative documents made, and so none published."""
    told = own_year(facts.claimed("normative_none"), facts.report.year)
    wanted = {f"proactive.normative.{name}" for name in ("created", "published", "issued")}
    keys = [key for key in facts.keys("proactive") if key in wanted]
    yield from held(facts, rule, told, keys)


def _totals(facts: Facts, group: str) -> list[str]:
    """Return the totals of the rows of a group of outcomes; rows of no such table are left out."""
    return [
        key
        for key in facts.keys("requests")
        if key.endswith(".total") and (row := key.split(".")[1])
        and (row == group or row.startswith(f"{group}_"))
    ]  # fmt: skip
