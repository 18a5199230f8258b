"""Which cells are protected: a change of one is noticed, of any other it is not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.checking.check import check
from core.checking.coverage import coverage, protected
from core.report import CellState
from tests.core.reports import FORMS, balanced, claim, report, row, zeros


def test_sums_protect_tables_three_and_four_and_nothing_protects_decisions():
    found = protected(FORMS, report(zeros()))
    assert found["requests.new.natural"] == ("REQ-01", "REQ-02")
    assert found["disputes.reconsideration.total"] == ("DIS-01",)
    assert found["proactive.normative.in_force"] == ("P21-01",)
    assert "proactive.licensing.decisions" not in found
    assert "proactive.fees.amount" not in found


def test_absent_and_unreadable_cells_take_the_protection_of_their_sums():
    cells = zeros() | row("new", natural="乱")
    found = protected(FORMS, report(cells))
    assert "requests.new.natural" not in found
    assert found["requests.new.company"] == ("REQ-02",)
    assert found["requests.new.total"] == ("REQ-02",)


def test_blank_cells_are_protected():
    blank = dict.fromkeys((key for key in zeros() if key.startswith("requests.")), "")
    assert protected(FORMS, report(blank))["requests.new.natural"] == ("REQ-01", "REQ-02")


def test_last_year_and_the_prose_protect_too():
    made = report(zeros())
    before = report(zeros(), year=2021)
    assert "CY-01" in protected(FORMS, made, before)["requests.carried_in.natural"]
    assert "2021:requests.carried_out.total" not in protected(FORMS, made, before)
    told = replace(made, claims=(claim("new", 0),))
    assert "TXT-01" in protected(FORMS, told)["requests.new.total"]


def test_rules_that_are_off_protect_nothing():
    found = protected(FORMS, report(zeros()), enabled={"REQ-01"})
    assert set(found["requests.new.natural"]) == {"REQ-01"}
    assert "disputes.reconsideration.total" not in found


@given(st.randoms(use_true_random=False), st.sampled_from(FORMS.years), st.data())
def test_a_change_of_a_cell_that_a_sum_protects_is_found(random, form, data):
    cells = balanced(random, form)
    found = protected(FORMS, report(cells, form, int(form)))
    sums = {"REQ-01", "REQ-02", "REQ-03", "DIS-01"}
    key = data.draw(st.sampled_from([key for key, rules in found.items() if sums & {*rules}]))
    changed = report(cells | {key: str(int(cells[key]) + 3)}, form, int(form))
    assert sums & {f.rule for f in check(changed, FORMS)}


def test_what_is_protected_confirmed_and_unread_is_counted():
    made = report(zeros() | row("new", natural="乱"))
    cells = dict(made.cells)
    del cells["proactive.fees.amount"]
    seen = "proactive.licensing.decisions"
    cells[seen] = replace(cells[seen], state=CellState.CONFIRMED)
    found = coverage(FORMS, replace(made, cells=cells))
    assert found.protected == protected(FORMS, replace(made, cells=cells))
    assert (found.cells, found.confirmed, found.unread) == (len(zeros()), 1, 2)
    assert seen in found.unprotected
    assert "proactive.fees.amount" not in found.unprotected  # it is not there
    assert found.unprotected.isdisjoint(found.protected)
