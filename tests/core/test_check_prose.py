"""The rules that hold the prose against the tables, on small cases."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checking.check import check
from core.checking.rules_claims import own_year
from core.report import Place, Verdict
from tests.core.reports import FORMS, claim, found, of, report, row, told, zeros

R = "requests."
D = "disputes."
HELD = row("new", natural="3", total="3") | row("carried_in", natural="1", total="1")
HELD |= row("handled_total", natural="2", total="2") | row("granted", natural="2", total="2")
HELD |= row("carried_out", natural="2", total="2")


def test_a_number_that_agrees_is_not_spoken_of():
    stated = [claim("new", 3), claim("handled", 2), claim("carried_in", 1), claim("carried_out", 2)]
    assert told([*stated, claim("granted", 2), claim("natural", 3)], HELD) == []


def test_a_number_that_fits_no_reading_is_an_error_with_its_sentence_and_place():
    [finding] = told([claim("new", 21, "共收到政府信息公开申请21件。")], HELD)
    assert (finding.rule, finding.severity) == ("TXT-01", "error")
    assert finding.cells == (f"{R}new.total",)
    assert (finding.left, finding.right) == (21, 3)
    assert finding.places == (Place(1, (10, 20, 30, 40)),)
    assert finding.message.zh == (
        "正文称 21（「共收到政府信息公开申请21件。」），表中 本年新收 · 总计 为 3"
    )


@pytest.mark.parametrize(("value", "reading"), [(4, "新收与上年结转之和"), (2, "办理总计")])
def test_a_number_that_fits_another_reading_is_a_hint_that_names_it(value, reading):
    [finding] = told([claim("new", value)], HELD)
    assert (finding.rule, finding.severity) == ("TXT-01", "hint")
    assert reading in finding.message.zh


def test_where_the_prose_also_says_what_the_table_says_the_other_number_is_a_hint():
    [finding] = told([claim("new", 3), claim("new", 40)], HELD)
    assert (finding.rule, finding.severity, finding.left) == ("TXT-01", "hint", 40)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("none", 0, ["TXT-02 error"]),
        ("handled", 3, ["TXT-03 hint"]),
        ("handled", 9, ["TXT-03 warning"]),
        ("carried_in", 2, ["TXT-04 warning"]),
        ("carried_out", 1, ["TXT-05 warning"]),
        ("all_answered", 0, ["TXT-06 hint"]),
        ("granted", 1, ["TXT-07 warning"]),
        ("refused", 1, ["TXT-07 warning"]),
        ("other", 1, ["TXT-07 warning"]),
        ("natural", 4, ["TXT-09 hint"]),
        ("natural", 9, ["TXT-09 warning"]),
        ("legal_person", 1, ["TXT-09 warning"]),
        ("reconsideration", 1, ["TXT-10 warning"]),
        ("litigation", 1, ["TXT-11 warning"]),
        ("reconsideration_none", 0, []),
        ("new_about", 100, []),
        ("new_channel", 1, []),
        ("normative_issued", 1, ["TXT-13 hint"]),
        ("normative_none", 0, []),
    ],
)
def test_each_kind_of_claim(kind, value, expected):
    stated = (
        [claim(kind, value)] if kind.startswith("new") else [claim("new", 3), claim(kind, value)]
    )
    assert [f"{f.rule} {f.severity}" for f in told(stated, HELD)] == expected


def test_disputes_under_their_readings():
    cells = {f"{D}reconsideration.upheld": "4", f"{D}reconsideration.pending": "2"}
    cells |= {f"{D}reconsideration.total": "6", f"{D}litigation_direct.upheld": "1"}
    cells |= {f"{D}litigation_direct.total": "1", f"{D}litigation_after.pending": "2"}
    cells |= {f"{D}litigation_after.total": "2"}
    assert told([claim("reconsideration", 6), claim("litigation", 3)], cells) == []
    hints = told([claim("reconsideration", 4), claim("litigation", 2)], cells)
    assert [f"{f.rule} {f.severity}" for f in hints] == ["TXT-10 hint", "TXT-11 hint"]
    none = told([claim("reconsideration_none", 0), claim("litigation_none", 0)], cells)
    assert [(f.rule, f.severity, f.cells) for f in none] == [
        ("TXT-12", "error", (f"{D}reconsideration.total",)),
        ("TXT-12", "error", (f"{D}litigation_direct.total", f"{D}litigation_after.total")),
    ]


def test_a_claim_about_a_table_that_is_missing_is_open():
    drop = [key for key in zeros() if key.startswith(D)]
    made = report({k: v for k, v in zeros().items() if k not in drop})
    stated = (claim("litigation_none", 0), claim("reconsideration", 3))
    findings = check(_with(made, stated), FORMS)
    assert [(f.rule, f.verdict, f.consequence_of) for f in findings if f.rule[:3] == "TXT"] == [
        ("TXT-12", Verdict.NOT_ASSESSABLE, "DIS-02")
    ]


def test_a_blank_total_explains_what_the_prose_says():
    changes = HELD | {f"{R}new.total": ""}
    [finding] = told([claim("new", 3)], changes)
    assert (finding.verdict, finding.consequence_of) == (Verdict.NOT_ASSESSABLE, "REQ-06")


def test_a_sentence_about_another_year_is_left_aside():
    last, own = claim("new", 9, "2020年收到申请9件。"), claim("new", 3, "2021年收到申请3件。")
    assert told([last, own], HELD) == []
    assert own_year([last, own], 2021) == [own]
    assert own_year([last], None) == [last]
    [slip] = told([claim("new", 3, "2020年收到申请3件。")], HELD)
    assert (slip.rule, slip.severity) == ("TXT-18", "warning")


def test_the_year_in_title_and_period():
    [finding] = told([claim("period", 2019, "统计期限自2019年1月1日")], {})
    assert (finding.rule, finding.severity) == ("TXT-18", "warning")
    assert "2019年1月1日" in finding.message.zh
    assert told([claim("period", 2021)], {}) == []


def test_outcomes_that_come_to_more_than_was_received():
    stated = [claim("new", 3), claim("granted", 2), claim("partial", 4)]
    assert [f.severity for f in of("TXT-08", told(stated, HELD))] == ["hint"]
    assert not of("TXT-08", told([claim("new", 3), claim("granted", 2), claim("partial", 0)], HELD))


def test_notices_and_fees():
    assert [f.rule for f in told([claim("cites", 2019)], {})] == ["TXT-19"]
    assert told([claim("cites", 2019), claim("cites", 2021)], {}) == []
    assert told([claim("cites", 2019)], {}, form="2019") == []
    assert [f.rule for f in told([], {}, sections={"六": "无。"})] == ["TXT-15"]
    assert told([], {}, form="2019", sections={"六": "无。"}) == []
    unpaid = row("other_no_payment", natural="1", total="1") | row("new", natural="1", total="1")
    unpaid |= row("handled_total", natural="1", total="1")
    both = told([claim("new", 1)], unpaid, sections={"六": "无。"})
    assert [f.rule for f in both] == ["TXT-15", "TXT-16"]
    assert told([claim("new", 1)], unpaid, sections={"六": "未收取信息\n处理费。"}) == []


def test_silent_prose():
    [finding] = told([], HELD)
    assert (finding.rule, finding.cells) == ("TXT-20", (f"{R}new.total",))
    assert told([claim("new_about", 5)], HELD) == []
    assert told([], {}) == []


def test_parts_and_units():
    parts = [claim("whole", 787), claim("part", 59), claim("part", 358), claim("part", 429)]
    [over] = told(parts, {})
    assert (over.rule, over.severity) == ("TXT-17", "warning")
    assert "846" in over.message.zh
    units = [claim("whole", 9), claim("part_of_unit", 5), claim("part_of_unit", 3)]
    assert [f.rule for f in told(units, {})] == ["CA-04"]
    assert told([claim("whole_open", 9), *units[1:]], {}) == []


def test_growth_against_last_year():
    before = report(zeros() | row("new", natural="2", total="2"), year=2021)
    later = _with(report(zeros() | HELD, year=2022), (claim("growth", 50.0), claim("new", 3)))
    wrong = _with(later, (claim("growth", 20.0), claim("new", 3)))
    for made, expected in ((later, 0), (wrong, 1)):
        findings = check(made, FORMS, before, enabled={"TXT-21"})
        assert len(findings) == expected
    assert "50" in findings[0].message.zh


def test_where_the_prose_is_not_known_it_is_not_spoken_of():
    assert not [f for f in found(HELD) if f.rule.startswith(("TXT", "STR"))]


@given(
    st.lists(
        st.builds(
            claim,
            st.sampled_from(
                ["new", "none", "handled", "carried_in", "carried_out", "granted", "other",
                 "natural", "legal_person", "reconsideration", "litigation", "litigation_none",
                 "all_answered", "normative_issued", "normative_none", "whole", "part",
                 "part_of_unit", "growth", "title", "period", "cites", "published", "empty",
                 "wording"]
            ),
            st.one_of(st.integers(0, 9999), st.floats(0, 100)),
            st.text(max_size=50),
        ),
        max_size=12,
    ),
    st.sampled_from(FORMS.years),
)  # fmt: skip
def test_checking_claims_never_fails_and_names_each_finding_once(stated, form):
    findings = told(stated, {}, form)
    assert len({finding.identity for finding in findings}) == len(findings)
    assert all(finding.message.zh and finding.message.en for finding in findings)


def _with(made, stated):
    return replace(made, claims=tuple(stated))
