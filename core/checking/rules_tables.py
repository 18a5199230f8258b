"""Rules about tables as wholes: are all rows and cells there, is it the form of the year."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from core.checking.catalogue import RuleInfo
from core.checking.explain import row_name
from core.checking.rules_facts import Facts
from core.report import Finding, Verdict
from core.text import Text

_DISPUTES = "disputes"
_FIRST_YEAR_OF_2021 = 2021


def missing_rows(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-03: rows of a table that are not there, wholly or in part; one finding a stretch.

    Table 四 is one line; whether that is whole is the matter of DIS-02.
    """
    for name, table in facts.tables.items():
        if name == _DISPUTES:
            continue
        title, present = table.title, facts.present(name)
        if len(present) == len(table.cells):
            continue
        if not present:
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
                    f"{title.en}: {len(rows)} {'rows' if len(rows) > 1 else 'row'} missing: {en}",
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
