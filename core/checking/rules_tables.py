"""Rules about tables as wholes: are all rows and cells there, is it the form of the year."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from core.checking.explain import row_name
from core.checking.rules_facts import Facts, RuleInfo
from core.report import Finding, Section, Severity, Verdict
from core.text import Text

_DISPUTES = "disputes"
_FIRST_YEAR_OF_2021 = 2021
_CLAUSE = re.compile(r"[^。；;\n]+")
_NONE = r"(?:未|没有|无)[^。；;\n]{0,40}?"


def dispute_cells(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """DIS-02: the line of table 四 has all its cells, or the prose says why there is none."""
    expected = facts.keys(_DISPUTES)
    there = facts.present(_DISPUTES)
    if len(there) == len(expected):
        return
    excused = not there and _says_no_disputes(facts.report.sections or ())
    table = facts.tables[_DISPUTES].title
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


def _says_no_disputes(sections: Sequence[Section]) -> bool:
    """Tell whether the prose denies both reconsiderations and lawsuits."""
    clauses = [clause for section in sections for clause in _CLAUSE.findall(section.text)]
    return all(
        any(re.search(_NONE + what, clause) for clause in clauses) for what in ("复议", "诉讼")
    )


def missing_rows(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-03: rows of a table that are not there, wholly or in part; one finding a stretch.

    Table 四 is one line; whether that is whole is the matter of DIS-02.
    """
    for name, table in facts.tables.items():
        if name == _DISPUTES:
            continue
        title = table.title
        if not facts.present(name):
            message = Text(f"{title.zh}：整个表格缺失", f"{title.en}: the whole table is missing")
            yield _missing(rule, facts.keys(name), message)
            continue
        gaps = [
            (keys, [key for key in keys if key not in facts.values]) for keys in table.rows.values()
        ]
        for how_much, run in groupby(gaps, lambda gap: len(gap[1]) and 1 + (gap[1] == [*gap[0]])):
            if not how_much:
                continue
            absent = [key for _, keys in run for key in keys]
            rows = list(dict.fromkeys(row_name(key, facts.forms) for key in absent))
            zh = "」至「".join(dict.fromkeys((rows[0].zh, rows[-1].zh)))
            en = " to ".join(dict.fromkeys((rows[0].en, rows[-1].en)))
            if how_much == 1:
                message = Text(
                    f"{title.zh}：「{zh}」缺 {len(absent)} 格",
                    f"{title.en}: {len(absent)} cells missing in {en}",
                )
            else:
                message = Text(
                    f"{title.zh}：缺 {len(rows)} 行：「{zh}」",
                    f"{title.en}: {len(rows)} row(s) missing: {en}",
                )
            yield _missing(rule, absent, message)


def _missing(rule: RuleInfo, cells: Sequence[str], message: Text) -> Finding:
    return Finding(rule.id, rule.severity, Verdict.BROKEN, tuple(cells), message)


def form_of_year(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-04: reports up to 2020 use the form of 2019, later ones that of 2021.

    The form is that of table 二 as its cells tell it; where that table is missing, as was read.
    """
    year = facts.report.year
    form = facts.tables["proactive"].form if facts.present("proactive") else facts.report.form
    if year is None or form not in facts.forms.years:
        return
    expected = "2021" if year >= _FIRST_YEAR_OF_2021 else "2019"
    if form != expected:
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            (),
            Text(
                f"{year} 年度报告应使用 {expected} 年版表格，实为 {form} 年版",
                f"A report for {year} belongs on the form of {expected}; this is that of {form}",
            ),
        )
