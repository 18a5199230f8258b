"""Rules about the report as a whole, on small cases."""

from dataclasses import replace

import pytest

from core.checking.agencies import Level, agency_level
from core.checking.check import check
from core.report import Section
from tests.core.reports import FORMS, claim, found, of, report, told, zeros


def test_a_whole_report_is_left_in_peace():
    assert told([], {}) == []


def test_missing_sections():
    [heading] = told([], {}, sections={"四": "-"})
    assert (heading.rule, heading.severity) == ("STR-01", "warning")
    assert "第四部分的标题" in heading.message.zh
    [last] = told([], {}, sections={"六": "-"})
    assert (last.rule, last.severity) == ("STR-01", "warning")


@pytest.mark.parametrize(("denied", "severity"), [(True, "warning"), (False, "error")])
def test_a_section_missing_with_its_table_is_an_error_unless_the_prose_says_why(denied, severity):
    cells = {key: text for key, text in zeros().items() if not key.startswith("disputes.")}
    stated = (claim("title", 2021), claim("reconsideration_none", 0), claim("litigation_none", 0))
    sections = tuple(Section(f"{o}、{t}", 1, "文字" * 9) for o, t in TITLES.items() if o != "四")
    made = replace(
        report(cells, year=2021), sections=sections, claims=stated if denied else stated[:1]
    )
    assert [f.severity for f in of("STR-01", check(made, FORMS))] == [severity]


TITLES = {
    "一": "总体情况", "二": "主动公开政府信息情况", "三": "收到和处理政府信息公开申请情况",
    "四": "政府信息公开行政复议、行政诉讼情况", "五": "存在的主要问题及改进情况",
    "六": "其他需要报告的事项",
}  # fmt: skip


def sections(**texts):
    return tuple(Section(f"{o}、{t}", 1, texts.get(o, "")) for o, t in TITLES.items())


def test_nothing_names_the_year():
    whole = sections(一="文字", 五="文字" * 9, 六="信息处理费")
    made = replace(report(zeros(), year=2021), sections=whole, claims=())
    [hint] = of("STR-01", check(made, FORMS))
    assert hint.severity == "hint"
    assert not of("STR-01", check(replace(made, claims=None), FORMS))


def test_misnumbered_and_reworded_titles():
    whole = [*sections(一="文字", 五="文字" * 9, 六="信息处理费")]
    whole[1] = Section("三、主动公开政府信息情况", 1, "")
    whole[0] = Section("一、政府信息公开工作概况", 1, "文字")
    made = replace(
        report(zeros(), year=2021),
        sections=tuple(whole),
        claims=(claim("title", 2021), claim("wording", 0, "企业 ≠ 商业企业")),
    )
    [wrong] = of("STR-02", check(made, FORMS))
    assert "应为「二、」" in wrong.message.zh
    assert not of("STR-06", check(made, FORMS))
    [other] = check(made, FORMS, enabled={"STR-06"})
    assert "企业 ≠ 商业企业" in other.message.zh
    assert "概况" in other.message.zh
    assert other.places


def test_headings_without_text():
    assert [f.rule for f in told([], {}, sections={"五": ""})] == ["STR-08", "STR-09"]
    [inside] = told([claim("empty", 0, "（二）依申请公开情况")], {})
    assert (inside.rule, inside.severity) == ("STR-08", "warning")
    assert "依申请公开" in inside.message.zh
    assert inside.places
    assert [f.rule for f in told([], {}, sections={"五": "无。"})] == ["STR-09"]


def test_several_reports_in_one_document():
    assert [f.rule for f in told([claim("among_others", 1)], {})] == ["STR-10"]


@pytest.mark.parametrize(
    ("agency", "date", "late"),
    [
        ("某市财政局", 20220131, False), ("某市财政局", 20220201, True),
        ("某县人民政府", 20220331, False), ("某县人民政府", 20220401, True),
        ("某处", 20221231, False),
    ],
)  # fmt: skip
def test_published_late(agency, date, late):
    made = replace(report(zeros(), year=2021, agency=agency), claims=(claim("published", date),))
    assert bool(check(made, FORMS, enabled={"STR-11"})) is late


def test_a_long_section():
    assert [f.rule for f in told([], {}, sections={"一": "字" * 1001}, enabled={"STR-12"})] == [
        "STR-12"
    ]
    assert told([], {}, sections={"一": "字 " * 1000}, enabled={"STR-12"}) == []


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("聊城市退役军人事务局", Level.DEPARTMENT), ("海右省卫生健康厅", Level.PROVINCE_DEPARTMENT),
        ("海右省人民政府", Level.PROVINCE), ("石岚县白杨乡人民政府", Level.TOWNSHIP),
        ("上海市科学技术委员会", Level.PROVINCE_DEPARTMENT), ("上海市人民政府", Level.PROVINCE),
        ("淮安市洪泽区人民政府", Level.COUNTY), ("宿迁市人民政府", Level.CITY),
        ("广西壮族自治区财政厅", Level.PROVINCE_DEPARTMENT), ("自然资源部", Level.CENTRAL),
        ("城北街道办事处", Level.TOWNSHIP), ("某局", None), ("", None),
    ],
)  # fmt: skip
def test_levels_by_name(agency, level):
    assert agency_level(agency) is level


def test_rules_that_ask_the_level():
    cells = {"proactive.rules.in_force": "1", "requests.refused_secret.total": "1"}
    for agency, expected in (("某县财政局", {"P21-02", "REQ-09"}), ("某局", set())):
        made = report(zeros() | cells, agency=agency)
        findings = check(made, FORMS, enabled={"P21-02", "REQ-09"})
        assert {f.rule for f in findings} == expected


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"requests.new.research": "1"}, "REQ-08 hint"),
        ({"proactive.licensing.prior": "5", "proactive.licensing.decisions": "5"}, "P19-04 hint"),
        ({"proactive.fees.prior": "250"}, "P19-05 hint"),
        ({"proactive.procurement.items": "5"}, "P19-06 warning"),
        ({"proactive.procurement.amount": "3万元"}, "P19-06 warning"),
        (
            {"proactive.procurement.items": "5", "proactive.procurement.amount": "280"},
            "P19-07 hint",
        ),
        (
            {"proactive.procurement.items": "5", "proactive.procurement.amount": "3元"},
            "P19-07 hint",
        ),
        ({"proactive.licensing.decisions": "12345678"}, "SAN-07 warning"),
    ],
)
def test_single_rules(cells, rule):
    expected = rule.partition(" ")[0]
    assert [f"{f.rule} {f.severity}" for f in of(expected, found(cells, "2019"))] == [rule]


def test_more_lawsuits_after_reconsideration():
    made = report(zeros() | {"disputes.litigation_after.total": "2"})
    assert [f.rule for f in check(made, FORMS, enabled={"DIS-03"})] == ["DIS-03"]
    assert not of("DIS-03", check(made, FORMS))
