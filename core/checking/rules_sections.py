"""Rules about the report as a whole: its six sections, their titles and what stands in them."""

import re
from collections.abc import Iterator, Sequence

from core.checking.agencies import Level
from core.checking.catalogue import RuleInfo
from core.checking.rules_facts import Facts
from core.reading.labels import label
from core.reading.prose import official_title
from core.report import Claim, Finding, Place, Severity, Verdict
from core.text import Text

_ORDER = "一二三四五六"
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_TABLES = {"二": "proactive", "三": "requests", "四": "disputes"}
_SHORT = 10  # characters of section 五
_LONG = 1000  # characters of section 一
_ORDINAL = re.compile(r"^[（(]?([一二三四五六七八九十]{1,3})[)）、.．]")
_GOVERNMENTS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
_MOST_NAMED = 6


def denies_disputes(facts: Facts) -> bool:
    """Tell whether the prose denies both reconsiderations and lawsuits."""
    return bool(facts.claims.get("reconsideration_none") and facts.claims.get("litigation_none"))


def six_sections(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-01: all six sections are there, and something says what report it is."""
    if facts.sections is None:
        return
    missing = [ordinal for ordinal in _ORDER if ordinal not in facts.sections]
    severity, zh, en = Severity.HINT, [], []
    if missing:
        gone = [o for o in missing if o in _TABLES and not facts.present(_TABLES[o])]
        excused = gone == ["四"] and denies_disputes(facts)
        severity = Severity.ERROR if gone and not excused else Severity.WARNING
        zh.append(f"缺少第{'、'.join(missing)}部分" + ("的标题" if not gone else ""))
        numbers = ", ".join(_ROMAN[_ORDER.index(ordinal)] for ordinal in missing)
        sections = "sections" if len(missing) > 1 else "section"
        en.append(f"{'heading of ' if not gone else ''}{sections} {numbers} missing")
        if excused:
            zh[-1] += "；正文称无行政复议、行政诉讼"
            en[-1] += "; the prose says that there were none"
    told = facts.report.claims
    if told is not None and not any(claim.claim in ("title", "period") for claim in told):
        zh.append("没有报告标题和统计期限，年度无从核对")
        en.append("neither title nor period: nothing names the year")
    if zh:
        yield _finding(rule, "；".join(zh), "; ".join(en), severity)


def misnumbered(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-02: titles of sections with another number than their own."""
    wrong = []
    for ordinal, section in (facts.sections or {}).items():
        printed = _ORDINAL.match(section.title)
        if printed is None or printed[1] != ordinal:
            wrong.append((ordinal, section.title))
    if wrong:
        zh = "；".join(f"「{title}」应为「{ordinal}、」" for ordinal, title in wrong)
        en = "; ".join(f"“{title}” should be {ordinal}、" for ordinal, title in wrong)
        yield _finding(rule, f"部分标题的序号：{zh}", f"numbers of sections: {en}")


def other_wordings(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-06: labels and titles that are worded otherwise than on the form."""
    told = facts.claims.get("wording", ())
    named = [claim.text for claim in told]
    for ordinal, section in (facts.sections or {}).items():
        official = official_title(ordinal)
        if label(section.title).text != label(official).text:
            named.append(f"{section.title} ≠ {ordinal}、{official}")
    if named:
        more = len(named) > _MOST_NAMED
        words = "；".join(named[:_MOST_NAMED])
        zh = f"与表式写法不同：{words}" + (f"；等 {len(named)} 处" if more else "")
        en = f"worded otherwise: {words}" + (f"; {len(named)} in all" if more else "")
        yield _finding(rule, zh, en, places=told)


def empty_headings(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-08: headings with nothing under them; those of tables are a matter of STR-03."""
    if facts.sections is None:
        return
    empty = [
        section.title
        for ordinal, section in facts.sections.items()
        if ordinal not in _TABLES and not section.text.strip()
    ]
    inside = facts.claims.get("empty", ())
    empty += [claim.text for claim in inside]
    if empty:
        named = "、".join(f"「{title}」" for title in empty[:_MOST_NAMED])
        yield _finding(rule, f"标题之下没有内容：{named}", f"nothing under {named}", places=inside)


def short_section(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-09: a section 五 of a few characters."""
    section = (facts.sections or {}).get("五")
    if section is not None and len("".join(section.text.split())) < _SHORT:
        yield _finding(rule, "第五部分没有内容或过短", "section V says next to nothing")


def among_others(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-10: a document with several reports."""
    if told := facts.claims.get("among_others", ()):
        yield _finding(
            rule, "同一文件中有多份报告", "the document holds several reports", places=told
        )


def published_late(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-11: the date under the report is later than it ought to be."""
    for claim in facts.claims.get("published", ()):
        year = facts.report.year
        if year is None or facts.level is None:
            return
        month, day = (3, 31) if facts.level in _GOVERNMENTS else (1, 31)
        if claim.value > (year + 1) * 10_000 + month * 100 + day:
            zh = f"落款日期 {claim.text}，应不迟于 {year + 1} 年 {month} 月 {day} 日"
            en = f"dated {claim.text}, due by {year + 1}-{month:02}-{day:02}"
            yield _finding(rule, zh, en, places=[claim])


def long_section(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-12: a section 一 of more than a thousand characters."""
    section = (facts.sections or {}).get("一")
    length = len("".join(section.text.split())) if section is not None else 0
    if length > _LONG:
        yield _finding(rule, f"总体情况 {length} 字", f"section I has {length} characters")


def places_of(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """Return where claims stand, as far as that is known."""
    known = (claim.place for claim in claims if claim.place.box[2] > claim.place.box[0])
    return tuple(dict.fromkeys(known))


def _finding(
    rule: RuleInfo,
    zh: str,
    en: str,
    severity: Severity | None = None,
    places: Sequence[Claim] = (),
) -> Finding:
    return Finding(
        rule.id,
        severity or rule.severity,
        Verdict.BROKEN,
        (),
        Text(zh, en),
        places=places_of(places),
    )
