"""Which cells sentences speak of."""

from dataclasses import replace

import pytest

from core.checking.claim_cells import Agreement, claim_cells, told_claims
from core.report import Claim, Place, Section
from tests.core.reports import FORMS, report, row, zeros

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


def told(*claims, **texts):
    """What comes of claims, by their kinds and values, where some cells are not 0."""
    cells = zeros("2021") | {key.replace("__", "."): text for key, text in texts.items()}
    made = replace(report(cells, "2021", 2021), claims=claims)
    return {(t.claim.claim, t.claim.value): t for t in told_claims(made, FORMS)}


def said(kind, value, text="有一句话"):
    return Claim(kind, value, text, HERE)


@pytest.mark.parametrize(
    ("claim", "texts", "agreement"),
    [
        (said("new", 3), {"requests__new__total": "3"}, Agreement.HOLDS),
        (said("new", 4), {"requests__new__total": "3"}, Agreement.DIFFERS),
        (
            said("new", 5),  # new and carried in
            {"requests__new__total": "3", "requests__carried_in__total": "2"},
            Agreement.OTHERWISE,
        ),
        (said("new", 3), {"requests__new__total": "三件"}, Agreement.UNREADABLE),
        (said("none", 0), {}, Agreement.HOLDS),
        (said("none", 0), {"requests__new__total": "3"}, Agreement.DIFFERS),
        (said("all_answered", 0), {}, Agreement.HOLDS),
        (said("all_answered", 0), {"requests__carried_out__total": "1"}, Agreement.DIFFERS),
        (said("normative_issued", 2), {"proactive__normative__issued": "1"}, Agreement.DIFFERS),
        (said("new", 3, "2019年收到申请3件"), {}, Agreement.APART),  # another year
        (said("new_about", 3), {}, Agreement.APART),
    ],
)
def test_a_claim_is_told_with_what_came_of_it(claim, texts, agreement):
    [one] = told(claim, **texts).values()
    assert one.agreement is agreement
    assert (one.finding is None) is (agreement in (Agreement.HOLDS, Agreement.APART))
    assert bool(one.cells) is bool(one.rule) is (agreement is not Agreement.APART)


def test_of_two_numbers_for_one_cell_each_has_its_own_outcome():
    here = told(said("new", 3), said("new", 7, "收到7件"), requests__new__total="3")
    assert here["new", 3].agreement is Agreement.HOLDS
    assert here["new", 7].agreement is Agreement.OTHERWISE  # the prose also says what is there
    assert here["new", 7].finding.rule == "TXT-01"


def test_each_finding_is_given_to_its_own_claims():
    here = told(
        said("granted", 1, "予以公开1件"),
        said("partial", 2, "部分公开2件"),
        requests__granted__total="1",
        requests__partial__total="3",
    )
    assert here["granted", 1].agreement is Agreement.HOLDS
    assert here["partial", 2].agreement is Agreement.DIFFERS
    assert here["partial", 2].cells == ("requests.partial.total",)


def test_they_come_as_they_are_printed_without_titles_and_dates():
    claims = (
        said("title", 2021),
        said("carried_in", 0),
        said("new", 0),
        said("published", 20220101),
    )
    assert [kind for kind, _ in told(*claims)] == ["carried_in", "new"]


def test_claims_are_found_in_sections_where_they_are_not_given():
    prose = (Section("一、总体情况", 1, "2021年，本机关收到政府信息公开申请3件。"),)
    made = replace(report(zeros("2021") | row("new", total="3"), "2021", 2021), sections=prose)
    [one] = [t for t in told_claims(made, FORMS) if t.cells]
    assert (one.claim.value, one.agreement) == (3, Agreement.HOLDS)


@pytest.mark.parametrize(
    ("text", "stated", "words"),
    [
        ("共收到申请13件，其中自然人申请13件、法人0件",
         [("new", 13), ("natural", 13), ("legal_person", 0)],
         ["共收到申请13件", "其中自然人申请13件", "法人0件"]),
        ("收到申请1234件。", [("new", 1234)], ["收到申请1234件"]),
        ("收到申请三件，上年没有结转", [("new", 3)], ["收到申请三件，上年没有结转"]),
        ("共收到213件，办结13件", [("handled", 13)], ["办结13件"]),
        ("未收到申请，无复议", [("none", 0)], ["未收到申请，无复议"]),
        ("全部答复，投诉0件", [("all_answered", 0)], ["全部答复，投诉0件"]),
    ],
)  # fmt: skip
def test_the_words_that_state_a_number_stand_for_a_long_sentence(text, stated, words):
    claims = [Claim(kind, value, text, HERE) for kind, value in stated]
    made = replace(report(zeros("2021"), "2021", 2021), claims=tuple(claims))
    assert [told.words for told in told_claims(made, FORMS)] == words
