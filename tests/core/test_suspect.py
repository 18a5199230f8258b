"""Which cells are named as suspects."""

from hypothesis import given
from hypothesis import strategies as st

from core.checking.check import check
from tests.core.reports import FORMS, balanced, report, zeros


def told(cells):
    return {(f.rule, f.suspects) for f in check(report(cells), FORMS) if f.severity == "error"}


@given(st.randoms(use_true_random=False), st.data())
def test_one_wrong_part_where_a_row_crosses_a_column_is_the_only_suspect(random, data):
    cells = balanced(random, "2021")
    rows = ("granted", "refused_law", "other_other", "carried_out", "new", "handled_total")
    columns = ("natural", "legal", "other_org")
    key = f"requests.{data.draw(st.sampled_from(rows))}.{data.draw(st.sampled_from(columns))}"
    cells[key] = str(int(cells[key]) + data.draw(st.integers(1, 99)))
    assert {suspects for _, suspects in told(cells)} == {(key,)}


def test_where_all_are_equally_likely_it_is_the_total():
    cells = zeros() | {
        "disputes.reconsideration.upheld": "3",
        "disputes.reconsideration.corrected": "4",
        "disputes.reconsideration.other": "3",
        "disputes.reconsideration.total": "9",
    }
    assert told(cells) == {("DIS-01", ("disputes.reconsideration.total",))}


def test_a_cell_that_would_fall_below_zero_is_no_suspect():
    cells = zeros() | {
        "disputes.reconsideration.upheld": "3",
        "disputes.reconsideration.total": "1",
    }
    [(_, suspects)] = told(cells)
    assert set(suspects) == {"disputes.reconsideration.upheld", "disputes.reconsideration.total"}
