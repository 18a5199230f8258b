"""The project file: what is written is there, and only that."""

import sqlite3

import pytest

from core.errors import GoujiError
from core.report import (
    Cell,
    CellState,
    Claim,
    Document,
    Finding,
    Note,
    Place,
    Report,
    ReportState,
    Section,
    Severity,
    Term,
    Verdict,
)
from core.store.history import Change
from core.store.project import Project
from core.store.review import confirm, withdraw
from core.text import Text

NEW = "requests.new.natural"
TOTAL = "requests.new.total"


def cell(text, confidence=1.0, unsure=False):
    return Cell(
        text, text, place=Place(2, (10.5, 20.25, 30, 40)), confidence=confidence, unsure=unsure
    )


def report(**changes):
    fields = {
        "agency": "聊城市某局",
        "year": 2022,
        "form": "2021",
        "cells": {NEW: cell("3"), TOTAL: cell("", 0.5, unsure=True)},
        "pages": (1, 4),
        "sections": (Section("一、总体情况", 1, "收到申请 3 件。"),),
        "claims": (Claim("new", 3, "3 件", Place(1, (1, 2, 3, 4))),),
        "unsure": frozenset({"agency"}),
    }
    return Report(**{**fields, **changes})


def undone(step):
    assert step is not None
    return step.changes[0].new


def document(*reports, sha256="ab" * 32, path="报告📄 一.pdf"):
    note = Note("no-text", Text("无文字", "no text"), 3)
    return Document(path, "pdf", 5, reports or (report(),), (note,), sha256, path)


def finding(*cells, **more):
    terms = {"left_terms": (Term(NEW, 3),), "right_terms": (Term(TOTAL, None, blank=True),)}
    fields = {"rule": "REQ-01", "severity": Severity.ERROR, "verdict": Verdict.BROKEN}
    return Finding(
        cells=cells or (NEW, TOTAL),
        message=Text("错", "wrong"),
        left=3,
        right=0,
        **{**fields, **terms, **more},
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "我的 项目 📄.gouji"


@pytest.fixture
def project(path):
    with Project.create(path, "李") as project:
        yield project


def test_what_was_added_comes_back_whole_after_reopening(path):
    with Project.create(path) as project:
        ids = project.add(document(report(), report(year=None, pages=None, claims=None)))
    with Project.open(path) as project:
        assert project.report(ids[0]) == report()
        assert project.report(ids[1]) == report(year=None, pages=None, claims=None)
        entry = project.documents()[0]
        assert (entry.name, entry.pages, entry.notes) == ("报告📄 一.pdf", 5, document().notes)
        assert [e.order for e in project.reports()] == [0, 1]
        assert project.reports()[0].unsure == 1


def test_a_change_is_in_the_file_for_others_when_apply_returns(project, path):
    (id_,) = project.add(document())
    step = project.apply(
        id_,
        [Change("text", NEW, "3", "1,200"), Change("cell-state", NEW, "read", "corrected")],
        "typed",
    )
    other = sqlite3.connect(path)
    row = other.execute("SELECT read, text, value, state FROM cells WHERE key = ?", (NEW,))
    assert row.fetchone() == ("3", "1,200", 1200, "corrected")
    log = other.execute(
        "SELECT who, report, key, old, new, why, step FROM events WHERE kind='text'"
    )
    assert log.fetchall() == [("李", id_, NEW, "3", "1,200", "typed", step)]
    other.close()


def test_undo_and_redo_after_reopening(path):
    with Project.create(path) as project:
        (id_,) = project.add(document())
        project.apply(id_, [Change("text", NEW, "3", "4")], "typed")
        project.apply(id_, [Change("text", "requests.other.total", None, "7")], "typed")
    with Project.open(path) as project:
        assert undone(project.undo(id_)) == "7"
        assert "requests.other.total" not in project.report(id_).cells
        assert undone(project.undo(id_)) == "4"
        assert project.undo(id_) is None
        assert project.report(id_) == report()
    with Project.open(path) as project:
        assert project.history(id_).position == 0
        assert undone(project.redo(id_)) == "4"
        assert project.report(id_).cells[NEW].text == "4"
        project.apply(id_, [Change("text", TOTAL, "", "4")], "typed")
        assert project.redo(id_) is None
        assert [step.changes[0].key for step in project.history(id_).steps] == [NEW, TOTAL]


def test_decisions_close_findings_and_a_changed_value_opens_them(project):
    (id_,) = project.add(document())
    found = [finding()]
    project.store_findings({id_: found})
    assert project.findings(id_) == found
    assert project.reports()[0].errors == 1
    project.apply(id_, [confirm(found[0], project.report(id_), "章上如此")], "as-in-source")
    assert project.reports()[0].errors == 0
    project.apply(id_, [Change("text", NEW, "3", "5")], "typed")
    assert project.reports()[0].errors == 1
    project.undo(id_)
    assert project.reports()[0].errors == 0
    made = project.decisions(id_)
    assert (made[0].reason, made[0].who, made[0].values) == ("章上如此", "李", ("3", ""))
    project.apply(id_, [withdraw(found[0], made)], "withdrawn")
    assert project.decisions(id_) == []
    project.undo(id_)
    assert project.decisions(id_) == made


def test_attributes_and_states(project):
    (id_,) = project.add(document())
    project.apply(
        id_,
        [
            Change("attribute", "agency", "聊城市某局", "聊城市某某局"),
            Change("attribute", "year", "2022", "2023"),
            Change("report-state", "", "read", "reviewed"),
        ],
        "typed",
    )
    now = project.report(id_)
    assert (now.agency, now.year, now.unsure) == ("聊城市某某局", 2023, frozenset())
    assert project.reports()[0].state is ReportState.REVIEWED
    project.undo(id_)
    assert project.report(id_) == report()
    project.apply(id_, [Change("cell-state", TOTAL, "read", "doubtful")], "doubt")
    assert project.report(id_).cells[TOTAL].state is CellState.DOUBTFUL


def test_a_change_of_something_else_than_what_is_there_is_refused_whole(project):
    (id_,) = project.add(document())
    with pytest.raises(GoujiError, match="another program"):
        project.apply(
            id_, [Change("text", NEW, "3", "4"), Change("text", TOTAL, "9", "4")], "typed"
        )
    assert project.report(id_) == report()
    assert project.history(id_).steps == ()
