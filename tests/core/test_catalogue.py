"""The list of rules: complete, explained in both languages, switchable."""

import re

from core.checking.catalogue import catalogue, enabled_rules
from core.checking.check import CHECKS, rule_titles
from core.report import Severity
from tests.core.reports import FORMS

GROUPS = {
    "REQ": 9, "DIS": 3, "P19": 7, "P21": 2, "STR": 12, "SAN": 7, "TXT": 21, "CY": 10, "CA": 5,
    "PLN": 1,
}  # fmt: skip
ELSEWHERE = {"CA-01", "CA-02", "CA-03", "CA-05"}  # they need the reports of a roster


def test_every_rule_is_there():
    expected = [f"{group}-{at:02}" for group, count in GROUPS.items() for at in range(1, count + 1)]
    assert sorted(rule_titles(FORMS)) == sorted(expected)


def test_every_rule_is_run_once():
    sums = {rule.id for table in FORMS.tables for rule in table.rules}
    run = [rule for rule, _ in CHECKS]
    assert len(set(run)) == len(run)
    assert {*run} | sums | ELSEWHERE == rule_titles(FORMS).keys()
    assert sums.isdisjoint(run)


def test_every_rule_is_explained_in_both_languages():
    for info in rule_titles(FORMS).values():
        assert re.fullmatch(r"[A-Z]\w+-\d\d", info.id)
        assert all((info.title.zh, info.title.en, info.explanation.zh, info.explanation.en))
        assert bool(info.exceptions.zh) == bool(info.exceptions.en)
        assert {*info.forms} <= {*FORMS.years}
        assert isinstance(info.severity, Severity)


def test_rules_are_for_their_forms():
    infos = catalogue()
    assert infos["P19-01"].forms == ("2019",)
    assert infos["P21-01"].forms == ("2021",)
    assert infos["REQ-08"].forms == ("2019", "2021")


def test_what_is_on():
    usual = enabled_rules(FORMS)
    assert {"REQ-09", "DIS-03", "STR-06", "STR-11", "STR-12", "CY-07", "CA-05", "TXT-21"} == (
        rule_titles(FORMS).keys() - usual
    )
    assert enabled_rules(FORMS, {"REQ-09": True, "REQ-01": False}) == usual - {"REQ-01"} | {
        "REQ-09"
    }
