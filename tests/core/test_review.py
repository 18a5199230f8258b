"""Decisions: they settle the finding they were made about, as long as its values stay."""

import json
from dataclasses import replace

import pytest

from core.report import Cell, Document, Finding, Report, Severity, Term, Verdict
from core.store.history import Change
from core.store.project import Project
from core.store.review import (
    Decision,
    confirm,
    decided,
    is_open,
    open_findings,
    recheck,
    split_decision_key,
    values_of,
    withdraw,
)
from core.text import Text
from tests.core.reports import FORMS, report, zeros

A, GONE, BEFORE = "requests.new.total", "requests.new.legal", "2021:requests.carried_out.total"
REPORT = Report("某局", 2022, "2021", {A: Cell("3", "3")})
FINDING = Finding(
    "CY-01",
    Severity.ERROR,
    Verdict.BROKEN,
    (A, GONE, BEFORE),
    Text("错", "wrong"),
    left_terms=(Term(A, 3),),
    right_terms=(Term(BEFORE, 5),),
)


def decision(change):
    made = json.loads(change.new)
    rule, cells = split_decision_key(change.key)
    values = tuple(made["values"])
    return Decision(1, rule, cells, values, made["decision"], made["reason"], "甲", "2026")


def test_a_decision_settles_its_finding_until_a_value_changes_here_or_a_year_before():
    made = decision(confirm(FINDING, REPORT, "盖章如此"))
    assert made.values == values_of(FINDING, REPORT) == ("3", None, "5")
    assert decided(FINDING, [made], REPORT) == made
    assert open_findings([FINDING], [made], REPORT) == []
    for text in ("4", "", None):
        assert decided(FINDING, [made], REPORT.with_texts({A: text})) is None
    assert decided(FINDING, [made], REPORT.with_texts({GONE: "0"})) is None
    other_year = replace(FINDING, right_terms=(Term(BEFORE, 6),))
    assert open_findings([other_year], [made], REPORT) == [other_year]
    assert decided(replace(FINDING, rule="CY-02"), [made], REPORT) is None


def test_deciding_again_and_withdrawing_name_what_stood_before():
    made = decision(confirm(FINDING, REPORT, "盖章如此"))
    assert confirm(FINDING, REPORT, "已核实", [made]).old == made.json
    assert withdraw(FINDING, [made]) == Change(
        "decision", withdraw(FINDING, []).key, made.json, None
    )


def test_only_what_is_broken_and_not_explained_elsewhere_is_open():
    assert is_open(FINDING, [], REPORT)
    assert not is_open(replace(FINDING, verdict=Verdict.NOT_ASSESSABLE), [], REPORT)
    assert not is_open(replace(FINDING, consequence_of="REQ-06"), [], REPORT)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji", forms=FORMS) as project:
        yield project


def test_checking_again_takes_in_the_year_after_and_keeps_decisions(project):
    def add(year, name, agency="某局"):
        made = report(zeros(), year=year, agency=agency)
        (id_,) = project.add(Document(name, "pdf", 1, (made,), (), f"{year:064}", name))
        return id_

    first, second = add(2022, "a.pdf"), add(2023, "b.pdf", "某 局")
    assert project.neighbours(second) == (first, None)
    assert project.neighbours(first) == (None, second)
    recheck(project, FORMS)
    before = {finding.rule for finding in project.findings(second)}
    assert "CY-01" not in before

    key = "requests.carried_out.total"
    project.apply(first, [Change("text", key, "0", "1")], "typed")
    recheck(project, FORMS, [first])
    broken = [f for f in project.findings(second) if f.rule == "CY-01"]
    assert f"2022:{key}" in broken[0].cells
    errors = project.reports()[1].errors
    confirmed = confirm(broken[0], project.report(second), "机构改革")
    project.apply(second, [confirmed], "as-in-source")
    assert project.reports()[1].errors == errors - 1
    recheck(project, FORMS)
    assert project.reports()[1].errors == errors - 1
    project.apply(first, [Change("text", key, "1", "2")], "typed")
    recheck(project, FORMS, [first])
    assert project.reports()[1].errors == errors
    project.apply(second, [Change("attribute", "agency", "某 局", "另一局")], "typed")
    assert project.neighbours(second) == (None, None)
