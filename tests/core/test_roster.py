"""A parent's figures against the sum of its children's."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.checking.roster import Members, Roster, check_parent, numbers_of, twin
from core.report import Section
from tests.core.reports import FORMS, balanced, report, row, zeros

NAMES = ("某县财政局", "某县教育局", "某县政府办公室")
ROSTER = Roster(dict.fromkeys(NAMES, "某县人民政府"))


def of_parent(*children, parent, enabled=None):
    """Findings of a parent with these cells, whose first members have reports with these."""
    reports = [report(zeros() | cells) for cells in children]
    known = {
        name: numbers_of(child)
        for name, child in zip(ROSTER.children("某县人民政府"), reports, strict=False)
    }
    whole = report(zeros() | parent, agency="某县 人民政府")
    return check_parent(whole, FORMS, Members.of(NAMES, known), enabled)


def test_children_and_parents():
    assert ROSTER.children("某县人民政府 ") == NAMES
    assert ROSTER.children("某县财政局") == ()
    assert ROSTER.parent("某县财政局") == "某县人民政府"
    assert ROSTER.parent("别处") is None
    assert Roster({"甲": "甲"}).children("甲") == ()


def test_a_parent_that_is_the_sum_of_its_children():
    one, two = row("new", natural="2", total="2"), row("new", natural="1", company="4", total="5")
    whole = row("new", natural="3", company="4", total="7")
    assert of_parent(one, two, {}, parent=whole) == []


def test_a_parent_that_is_not():
    one = row("new", natural="2", total="2") | {"disputes.reconsideration.total": "1"}
    whole = row("new", natural="3", total="3")
    [requests, disputes] = of_parent(one, {}, {}, parent=whole)
    assert (requests.rule, requests.severity) == ("CA-01", "warning")
    assert requests.cells == ("requests.new.natural", "requests.new.total")
    assert (requests.left, requests.right) == (3, 2)
    assert "汇总 3 ≠ 各单位之和 2（差 1）；本行另有 1 格不符" in requests.message.zh
    assert (disputes.rule, disputes.severity) == ("CA-02", "hint")


def test_missing_children_are_named_and_nothing_is_summed():
    whole = row("new", natural="3", total="3")
    [missing] = of_parent({}, {}, parent=whole)
    assert (missing.rule, missing.cells) == ("CA-03", ())
    assert NAMES[2] in missing.message.zh
    assert of_parent({}, {}, parent=whole, enabled={"CA-01"}) == []


def test_a_member_that_comes_back_counts_as_if_it_had_never_been_missing():
    numbers = [numbers_of(report(zeros() | row("new", total=text))) for text in "124"]
    known = dict(zip(NAMES, numbers, strict=True))
    without = Members.of(NAMES, {name: known[name] for name in NAMES[1:]})
    assert without.missing == NAMES[:1]
    whole = without.with_member("某县 财政局", known[NAMES[0]])
    assert (whole.missing, whole.total("requests.new.total")) == ((), 7)


def test_an_absent_or_unreadable_cell_is_no_break():
    assert of_parent(row("new", total="乱"), {}, {}, parent=row("new", total="3")) == []


def test_twins():
    text = "".join(chr(0x4E00 + at) for at in range(300))
    sections = (Section("一、总体情况", 1, text),)

    def made(name, cells, year=2022):
        whole = report(zeros() | cells, year=year, agency=name)
        return replace(whole, sections=sections, claims=())

    cells = row("new", natural="2", total="2")
    finance, education = made(NAMES[0], cells), made(NAMES[1], cells)
    found = twin(education, [finance], FORMS)
    assert found is not None
    assert (found.rule, found.cells) == ("CA-05", ())
    assert NAMES[0] in found.message.zh
    others = [
        made("某县 教育局", cells),  # its own
        made(NAMES[0], cells, year=2021),
        made(NAMES[0], row("new", natural="4", total="4")),
        replace(finance, sections=(Section("一、总体情况", 1, text[:150]),)),
    ]
    assert twin(education, others, FORMS) is None
    nothing = made(NAMES[1], {})
    assert twin(nothing, [made(NAMES[0], {})], FORMS) is None  # many have nothing to report


@given(st.randoms(use_true_random=False), st.sampled_from(FORMS.years), st.data())
def test_one_changed_cell_of_a_parent_is_found(random, form, data):
    children = [balanced(random, form) for _ in NAMES]
    whole = {key: str(sum(int(child[key]) for child in children)) for key in children[0]}
    members = Members.of(
        NAMES,
        {n: numbers_of(report(child, form)) for n, child in zip(NAMES, children, strict=True)},
    )
    assert not check_parent(report(whole, form), FORMS, members)
    key = data.draw(st.sampled_from([k for k in whole if k.startswith(("requests", "disputes"))]))
    changed = report(whole | {key: str(int(whole[key]) + 1)}, form)
    [finding] = check_parent(changed, FORMS, members)
    assert finding.cells == (key,)
