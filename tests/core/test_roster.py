"""A parent's figures against the sum of its children's."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.checking.roster import Roster, check_roster
from core.report import Section
from tests.core.reports import FORMS, balanced, report, row, zeros

NAMES = ("某县财政局", "某县教育局", "某县政府办公室")
ROSTER = Roster(dict.fromkeys(NAMES, "某县人民政府"))


def family(*children, parent, year=2022):
    reports = [
        report(zeros() | cells, year=year, agency=name)
        for name, cells in zip(NAMES, children, strict=False)
    ]
    return [*reports, report(zeros() | parent, year=year, agency="某县 人民政府")]


def of_parent(reports, enabled=None):
    findings = check_roster(ROSTER, reports, FORMS, enabled)
    assert not any(findings[:-1])
    return findings[-1]


def test_children_and_parents():
    assert ROSTER.children("某县人民政府 ") == NAMES
    assert ROSTER.children("某县财政局") == ()
    assert ROSTER.parent("某县财政局") == "某县人民政府"
    assert ROSTER.parent("别处") is None
    assert Roster({"甲": "甲"}).children("甲") == ()


def test_a_parent_that_is_the_sum_of_its_children():
    one, two = row("new", natural="2", total="2"), row("new", natural="1", company="4", total="5")
    whole = row("new", natural="3", company="4", total="7")
    assert of_parent(family(one, two, {}, parent=whole)) == []


def test_a_parent_that_is_not():
    one = row("new", natural="2", total="2") | {"disputes.reconsideration.total": "1"}
    whole = row("new", natural="3", total="3")
    [requests, disputes] = of_parent(family(one, {}, {}, parent=whole))
    assert (requests.rule, requests.severity) == ("CA-01", "warning")
    assert requests.cells == ("requests.new.natural", "requests.new.total")
    assert (requests.left, requests.right) == (3, 2)
    assert "汇总 3 ≠ 各单位之和 2（差 1）；本行另有 1 格不符" in requests.message.zh
    assert (disputes.rule, disputes.severity) == ("CA-02", "hint")


def test_missing_children_are_named_and_nothing_is_summed():
    whole = row("new", natural="3", total="3")
    [missing] = of_parent(family({}, {}, parent=whole))
    assert (missing.rule, missing.cells) == ("CA-03", ())
    assert NAMES[2] in missing.message.zh
    assert of_parent(family({}, {}, parent=whole), enabled={"CA-01"}) == []


def test_other_years_do_not_count():
    earlier = family({}, {}, {}, parent={}, year=2021)
    later = family(row("new", total="1"), {}, {}, parent={}, year=2022)
    findings = check_roster(ROSTER, [*earlier, *later], FORMS)
    assert [[f.rule for f in one] for one in findings] == [[]] * 7 + [["CA-01"]]


def test_an_absent_or_unreadable_cell_is_no_break():
    children = family(row("new", total="乱"), {}, {}, parent=row("new", total="3"))
    assert of_parent(children) == []


def test_twins():
    text = "".join(chr(0x4E00 + at) for at in range(300))
    sections = (Section("一、总体情况", 1, text),)
    cells = row("new", natural="2", total="2")
    reports = [
        replace(one, sections=sections, claims=())
        for one in family(cells, cells, {}, parent=row("new", natural="4", total="4"))
    ]
    findings = check_roster(ROSTER, reports, FORMS, {"CA-05"})
    assert [[f.rule for f in one] for one in findings] == [[], ["CA-05"], [], []]
    assert NAMES[0] in findings[1][0].message.zh


@given(st.randoms(use_true_random=False), st.sampled_from(FORMS.years), st.data())
def test_one_changed_cell_of_a_parent_is_found(random, form, data):
    children = [balanced(random, form) for _ in NAMES]
    whole = {key: str(sum(int(child[key]) for child in children)) for key in children[0]}
    reports = [report(c, form, 2022, name) for c, name in zip(children, NAMES, strict=True)]
    parent = report(whole, form, 2022, "某县人民政府")
    assert not check_roster(ROSTER, [*reports, parent], FORMS)[-1]
    key = data.draw(st.sampled_from([k for k in whole if k.startswith(("requests", "disputes"))]))
    changed = report(whole | {key: str(int(whole[key]) + 1)}, form, 2022, "某县人民政府")
    [finding] = check_roster(ROSTER, [*reports, changed], FORMS)[-1]
    assert finding.cells == (key,)
