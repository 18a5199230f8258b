"""PLN-01: what is called a total in another table adds up."""

from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bounds import MAX_PLAIN_CELLS
from core.checking.check import check, verdicts
from core.checking.explain import sum_parts
from core.report import Severity, Verdict
from tests.core.plain import with_tables
from tests.core.reports import FORMS


def found(*tables):
    return [f for f in check(with_tables(*tables), FORMS) if f.rule == "PLN-01"]


FEES = (
    ("项目", "2021", "2022"),
    ("复印费", "3", "1"),
    ("邮寄费", "", "3"),
    ("合计", "3", "4"),
)


def test_a_total_that_adds_up_is_not_spoken_of():
    assert not found(FEES)


def test_a_broken_total_names_its_cells_and_writes_its_sum_out():
    [finding] = found((*FEES[:3], ("合 计", "3", "5")))
    assert (finding.severity, finding.verdict) == (Severity.HINT, Verdict.BROKEN)
    assert finding.cells == ("plain1.r2.c3", "plain1.r3.c3", "plain1.r4.c3")
    assert (finding.left, finding.right) == (4, 5)
    zh = "其他表格 1 第 3 列：复印费 1 + 邮寄费 3 ≠ 合 计 5（差 1）"
    assert finding.message.zh == zh
    assert finding.message.en.startswith("other table 1, column 3: 复印费 1 + 邮寄费 3 ≠ 合 计 5")
    keys = [key for _, key in sum_parts(finding, FORMS, "zh") if key]
    assert keys == list(finding.cells)


def test_a_column_of_totals_is_held_against_the_others():
    table = (("项目", "网上", "当面", "总计"), ("甲", "1", "2", "3"), ("乙", "4", "5", "8"))
    [finding] = found(table)
    assert finding.cells == ("plain1.r3.c2", "plain1.r3.c3", "plain1.r3.c4")
    assert "其他表格 1 第 3 行：网上 4 + 当面 5 ≠ 总计 8" in finding.message.zh


SUBTOTALS = (
    ("类别", "单位", "件"),
    ("机关", "甲", "1"),
    ("机关", "乙", "2"),
    ("小计", None, "3"),
    ("企业", "丙", "4"),
    ("企业", "丁", "5"),
    ("小计", None, "9"),
    ("合计", None, "12"),
)


def test_subtotals_stand_for_what_follows_the_last_one():
    assert not found(SUBTOTALS)
    [finding] = found((*SUBTOTALS[:6], ("小计", None, "8"), SUBTOTALS[7]))
    assert finding.cells == ("plain1.r5.c3", "plain1.r6.c3", "plain1.r7.c3")
    [finding] = found((*SUBTOTALS[:7], ("合计", None, "13")))
    assert len(finding.cells) == 5


def test_totals_may_stand_before_their_parts():
    rows = (SUBTOTALS[0], SUBTOTALS[7], SUBTOTALS[3], *SUBTOTALS[1:3], SUBTOTALS[6])
    assert not found((*rows, *SUBTOTALS[4:6]))


def test_running_numbers_and_remarks_are_no_parts():
    table = (
        ("序号", "项目", "网上", "当面", "合计", "备注"),
        ("1", "甲", "1", "2", "3", "无"),
        ("2", "乙", "4", "5", "9", "其中一件撤回"),
        ("合计", None, "5", "7", "12", ""),
    )
    assert not found(table)
    broken = (*table[:2], ("2", "乙", "4", "5", "7", ""), table[3])
    assert {f.cells[-1] for f in found(broken)} == {"plain1.r3.c5", "plain1.r4.c5"}


def test_what_does_not_add_up_at_all_totals_something_else():
    table = (("单位", "件数", "天数", "合计"), ("甲", "3", "12", "7"), ("乙", "4", "9", "8"))
    assert not found(table)


@pytest.mark.parametrize("text", ["约3", "50%", "见附件"])
def test_words_among_the_parts_make_a_sum_no_sum(text):
    assert not found((("项目", "件"), ("甲", "1"), ("乙", text), ("合计", "9")))


def test_a_single_part_is_no_sum():
    assert not found((("项目", "件"), ("甲", "1"), ("合计", "9")))


def test_an_edit_settles_it():
    report = with_tables((*FEES[:3], ("合计", "3", "5"))).with_texts({"plain1.r4.c3": "4"})
    assert not [f for f in check(report, FORMS) if f.rule == "PLN-01"]
    holding = [f for f in verdicts(report, FORMS) if f.rule == "PLN-01"]
    assert [f.verdict for f in holding] == [Verdict.HOLDS]


WORDS = st.sampled_from(["合计", "总计", "小计", "甲", "", "1", "2", "3.5", "-", "其中", "2021"])


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=2, max_size=7)
    )
)
def test_whatever_a_table_says_checking_it_names_cells_that_are_there(texts):
    report = with_tables(texts)
    for finding in check(report, FORMS):
        if finding.rule == "PLN-01":
            assert set(finding.cells) <= report.cells.keys()
            assert finding.left != finding.right


def test_a_table_of_nothing_but_totals_takes_no_long_time():
    random = Random(3)
    rows = [("项", "一", "二")]
    rows += [(random.choice(("合计", "小计", "甲")), "1", "2") for _ in range(MAX_PLAIN_CELLS // 3)]
    report = with_tables(rows)
    start = perf_counter()
    check(report, FORMS)
    assert perf_counter() - start < 2
