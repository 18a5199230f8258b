"""Which cells sentences speak of."""

from dataclasses import replace

from core.checking.claim_cells import claim_cells
from core.report import Claim, Place
from tests.core.reports import FORMS, report, zeros

HERE = Place(1, (10, 10, 200, 22))
NEW = "requests.new.total"


def linked(*claims):
    made = replace(report(zeros("2021"), "2021", 2021), claims=claims)
    return dict(claim_cells(made, FORMS))


def test_a_claim_has_its_cells_whether_it_agrees_or_not():
    for value in (0, 7):
        claim = Claim("new", value, f"收到申请{value}件", HERE)
        assert linked(claim) == {claim: (NEW,)}


def test_one_that_counts_several_cells_has_all_of_them():
    claim = Claim("litigation", 0, "行政诉讼0件", HERE)
    assert linked(claim)[claim] == (
        "disputes.litigation_direct.total",
        "disputes.litigation_after.total",
    )


def test_what_speaks_of_another_year_or_of_nothing_is_left_out():
    assert (
        linked(Claim("new", 3, "2019年收到申请3件", HERE), Claim("new_channel", 3, "", HERE)) == {}
    )
    all_answered = Claim("all_answered", 0, "全部按时答复", HERE)
    assert linked(all_answered) == {all_answered: ("requests.carried_out.total",)}


def test_a_report_without_prose_has_none():
    assert claim_cells(report(zeros("2021"), "2021", 2021), FORMS) == []
