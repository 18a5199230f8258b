"""The level of an agency, set over the tables of its report."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.checking.agencies import Level
from core.checking.roster import Roster
from core.store.project import Change
from gui.project.agencies import Agencies
from gui.project.forest import forest_of
from gui.project.roster_tree import RosterTree
from gui.report_header import ReportHeader
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from tests.gui.made import FORMS, made_project, made_report

CITY = "示例市人民政府"


@pytest.fixture
def session(tmp_path, qapp):
    ruled = replace(made_report(proactive__rules__in_force="1"), agency="某局")
    project, ids = made_project(tmp_path / "p.gouji", ruled)
    yield Session(project, ids[0], FORMS)
    project.close()


@pytest.fixture
def header(session, qtbot):
    settings = Settings()
    settings.set(LANGUAGE, "zh")
    header = ReportHeader(settings)
    qtbot.addWidget(header)
    header.set_session(session)
    header.show()
    return header


def choose(header, level):
    [action] = [a for a in header._level._group.actions() if a.data() == level]
    action.trigger()


def objected(session):
    return "P21-02" in {finding.rule for finding in session.findings}


def test_a_level_is_set_checked_at_once_and_undone(header, session):
    button = header._level
    assert "?" in button.text()
    assert not objected(session)
    choose(header, Level.DEPARTMENT)
    assert "市县部门" in button.text()
    assert objected(session)
    assert objected_in_file(session)
    assert session.project.report(session.id).level == "department"
    session.undo_stack.undo()
    assert "?" in button.text()
    assert not objected(session)
    assert not objected_in_file(session)
    session.undo_stack.redo()
    assert objected(session)
    choose(header, "")
    assert not objected(session)
    steps = [session.undo_stack.text(at) for at in range(session.undo_stack.count())]
    assert steps == ["level of the agency", "level of the agency"]


def objected_in_file(session):
    return "P21-02" in {finding.rule for finding in session.project.findings(session.id)}


def test_the_menu_marks_what_holds_and_choosing_it_again_is_no_step(header, session):
    session.set_attribute("agency", "某县财政局")
    before = session.undo_stack.count()
    assert [a.data() for a in header._level._group.actions() if a.isChecked()] == [""]
    assert "市县部门" in header._level._by_name.text()
    choose(header, "")
    assert session.undo_stack.count() == before
    choose(header, Level.DEPARTMENT)
    choose(header, Level.DEPARTMENT)
    assert session.undo_stack.count() == before + 1
    assert [a.data() for a in header._level._group.actions() if a.isChecked()] == ["department"]


def test_it_is_reached_by_the_keyboard(header, qtbot):
    header.edit()
    qtbot.waitUntil(header._agency.hasFocus)
    QTest.keyClick(header._agency, Qt.Key.Key_Tab)
    QTest.keyClick(header._year, Qt.Key.Key_Tab)
    assert header._level.hasFocus()


def levels_in(tree):
    return {item.text(0): item.text(1) for item in items_of(tree)}


def items_of(tree):
    waiting = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    for item in waiting:
        yield item
        waiting += [item.child(at) for at in range(item.childCount())]


def test_a_roster_names_levels_as_the_names_tell_or_as_they_were_set(session, qtbot):
    project = session.project
    project.apply(session.id, [Change("attribute", "level", None, "county")], "typed")
    tree = RosterTree(Agencies.of(project), "en", editable=True)
    qtbot.addWidget(tree)
    tree.show_forest(forest_of(Roster(dict.fromkeys(("示例市商务局", "某局", "别的"), CITY))))
    assert levels_in(tree) == {
        CITY: "city government",
        "示例市商务局": "city or county department",
        "某局": "county government",  # as a person said
        "别的": "",
    }
    tree.set_language("zh")
    assert levels_in(tree)["某局"] == "县级政府"
