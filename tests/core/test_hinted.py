"""Suspects of findings that no search for errors weighs."""

from dataclasses import replace

from core.checking.check import check
from core.report import CellState
from tests.core.plain import with_tables
from tests.core.reports import FORMS, of, report, zeros

CROSSED = (
    ("单位", "甲", "乙", "合计"),
    ("一股", "3", "4", "7"),
    ("二股", "5", "9", "11"),
    ("合计", "8", "10", "18"),
)


def test_where_a_row_and_a_column_miss_by_the_same_the_cell_between_them_is_suspected():
    row, column = of("PLN-01", check(with_tables(CROSSED), FORMS))
    assert row.suspects == column.suspects == ("plain1.r3.c3",)
    assert row.suggestions == column.suggestions == ({"plain1.r3.c3": "6"},)


def test_elsewhere_the_total_is_suspected():
    table = (("项目", "2021", "2022"), ("甲", "3", "1"), ("乙", "0", "3"), ("合计", "3", "5"))
    [one] = of("PLN-01", check(with_tables(table), FORMS))
    assert one.suspects == ("plain1.r4.c3",)
    assert one.suggestions == ()


def test_a_confirmed_cell_is_no_suspect():
    made = with_tables(CROSSED)
    key = "plain1.r3.c3"
    confirmed = replace(made.cells[key], state=CellState.CONFIRMED)
    made = replace(made, cells={**made.cells, key: confirmed})
    assert all(key not in one.suspects for one in of("PLN-01", check(made, FORMS)))


def test_across_years_this_years_cell_is_suspected():
    earlier = report(zeros() | {"proactive.penalties.decisions": "7"}, year=2021)
    later = report(zeros() | {"proactive.penalties.decisions": "70"}, year=2022)
    [far] = of("CY-08", check(later, FORMS, earlier))
    assert far.suspects == ("proactive.penalties.decisions", "2021:proactive.penalties.decisions")
    old = report(zeros("2019") | {"proactive.normative.total": "5"}, "2019", 2020)
    new = report(zeros() | {"proactive.normative.in_force": "9"}, "2021", 2021)
    [goes_on] = of("CY-03", check(new, FORMS, old))
    assert goes_on.suspects == ("proactive.normative.in_force",)
