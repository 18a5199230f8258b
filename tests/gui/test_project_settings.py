"""Rules, roster and other projects of a project, chosen as a person does it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton, QTreeWidget

from core.checking.catalogue import rule_titles
from core.checking.roster import Roster
from core.store.project import Project
from gui.project.agencies import Agencies
from gui.project.forest import Node, forest_of, gathered, joined, roster_of, twice
from gui.project.project_dialog import ProjectDialog
from gui.project.reading_roster import RosterPreview
from gui.project.roster_tree import REPORTS, RosterTree
from tests.gui.made import FORMS, made_project, made_report

CITY, COUNTY = "示例市人民政府", "示例县人民政府"
AGENCIES = (CITY, "示例市商务局", "示例市财政局")
OK = QDialogButtonBox.StandardButton.Ok
ROSTER = Roster({"示例市商务局": CITY, COUNTY: CITY, "示例县水利局": COUNTY})


@pytest.fixture
def project(tmp_path):
    broken = {"requests__new__total": "7"}
    reports = [replace(made_report(2023, **broken), agency=name) for name in AGENCIES]
    project, _ = made_project(tmp_path / "项目 🗂.gouji", *reports)
    yield project
    project.close()


@pytest.fixture
def dialog(project, qtbot):
    dialog = ProjectDialog(project, FORMS, "en")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def press_ok(qtbot, dialog):
    qtbot.mouseClick(dialog.findChild(QDialogButtonBox).button(OK), Qt.MouseButton.LeftButton)


def click(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def texts_in(tree, shown=True):
    """All texts of a tree's first column, from the top."""
    found, waiting = [], [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        if not (shown and item.isHidden()):
            found.append(item.text(0))
            waiting = [item.child(at) for at in range(item.childCount())] + waiting
    return found


# rules -------------------------------------------------------------------------------------------


def rules_tree(dialog):
    return dialog.rules.findChild(QTreeWidget)


def test_every_rule_is_listed_once_below_its_subject(dialog):
    listed = [text for text in texts_in(rules_tree(dialog)) if text in rule_titles(FORMS)]
    assert sorted(listed) == sorted(rule_titles(FORMS))


def test_a_rule_is_switched_by_keys_and_kept(dialog, project, qtbot):
    tree = rules_tree(dialog)
    search = dialog.findChild(QLineEdit, "rulesSearch")
    search.setFocus()
    qtbot.keyClicks(search, "req-01")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Enter ends the search, not the dialog
    assert tree.hasFocus()
    assert tree.currentItem().text(0) == "REQ-01"
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.changed):
        press_ok(qtbot, dialog)
    assert project.switches() == {"REQ-01": False}
    assert not dialog.isVisible()


def test_the_head_of_a_subject_switches_all_its_rules(dialog, qtbot):
    tree = rules_tree(dialog)
    head = tree.topLevelItem(0)
    assert head.checkState(0) is Qt.CheckState.PartiallyChecked  # one is off by default
    tree.setCurrentItem(head)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert head.checkState(0) is Qt.CheckState.Checked
    assert dialog.rules.switches() == {"REQ-09": True}
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert dialog.rules.switches()["REQ-01"] is False
    click(qtbot, dialog, "rulesReset")
    assert dialog.rules.switches() == {}
    assert not dialog.findChild(QPushButton, "rulesReset").isEnabled()


def test_searching_hides_the_others_and_keeps_their_switches(dialog, qtbot):
    search = dialog.findChild(QLineEdit, "rulesSearch")
    qtbot.keyClicks(search, "state secrecy")
    tree = rules_tree(dialog)
    assert "REQ-09" in texts_in(tree)
    assert "REQ-01" not in texts_in(tree)
    tree.setCurrentItem(tree.topLevelItem(0))
    qtbot.keyClick(tree, Qt.Key.Key_Space)  # would switch rules that are not to be seen
    assert dialog.rules.switches() == {}
    search.clear()
    assert len(texts_in(tree)) > 77


def test_the_rule_at_hand_is_explained_in_the_language_of_the_window(dialog):
    item = rules_tree(dialog).findItems("SAN-04", Qt.MatchFlag.MatchRecursive)[0]
    rules_tree(dialog).setCurrentItem(item)
    said = dialog.rules._said
    assert "in place of 0" in said.toPlainText()
    assert "A break is legitimate" in said.toPlainText()
    dialog.set_language("zh")
    assert "按 0 计" in said.toPlainText()


def test_open_findings_are_counted(dialog):
    [item] = rules_tree(dialog).findItems("REQ-01", Qt.MatchFlag.MatchRecursive)
    assert item.text(4) == "3"


def test_switches_of_rules_that_this_program_does_not_know_are_kept(project, qtbot):
    project.set_switches({"NEW-99": True})
    dialog = ProjectDialog(project, FORMS, "zh")
    qtbot.addWidget(dialog)
    assert dialog.rules.switches() == {"NEW-99": True}


def test_nothing_is_kept_on_cancel(dialog, project, qtbot):
    rules_tree(dialog).topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    dialog.roster.tree.change((Node(CITY, (Node("甲"),)),))
    with qtbot.assertNotEmitted(dialog.changed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert project.switches() == {}
    assert not project.roster().parents
    assert not dialog.isVisible()


def test_nothing_is_checked_again_where_nothing_changed(dialog, project, qtbot):
    with qtbot.assertNotEmitted(dialog.changed):
        press_ok(qtbot, dialog)
    assert not [event for event in project.events() if event.why == "chosen"]


# roster as trees ---------------------------------------------------------------------------------


def test_a_roster_as_trees_and_back():
    forest = forest_of(ROSTER)
    assert forest == (Node(CITY, (Node("示例市商务局"), Node(COUNTY, (Node("示例县水利局"),)))),)
    assert roster_of(forest) == ROSTER
    assert forest_of(Roster({"甲": "乙", "乙": "甲"})) == ()  # a circle has no top
    deep = Roster({f"第{n + 1}": f"第{n}" for n in range(5000)})
    assert len(forest_of(deep)) == 1


def test_joining_and_gathering():
    joint = joined(ROSTER, Roster({"示例县水利局": CITY, "甲": "乙"}))
    assert joint.parents["示例县水利局"] == CITY
    assert joint.parents["甲"] == "乙"
    assert joint.parents["示例市商务局"] == CITY
    grown = gathered(forest_of(ROSTER), COUNTY, (*AGENCIES, "某局", "某局"))
    assert roster_of(grown).children(COUNTY) == ("示例县水利局", "示例市财政局", "某局")
    assert gathered((), "甲", ["乙", "甲"]) == (Node("甲", (Node("乙"),)),)
    assert twice((Node("甲", (Node("乙"), Node("乙 "))),)) == "乙 "


# roster by hand ----------------------------------------------------------------------------------


@pytest.fixture
def tree(project, qtbot):
    tree = RosterTree(Agencies.of(project), "en", editable=True)
    qtbot.addWidget(tree)
    tree.show_forest(forest_of(ROSTER))
    tree.show()
    tree.activateWindow()
    qtbot.waitUntil(tree.isActiveWindow)
    tree.setFocus()
    return tree


def at(tree, name):
    [item] = tree.findItems(name, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly)
    tree.setCurrentItem(item)
    return item


def test_members_without_a_report_are_marked(tree):
    assert at(tree, "示例市商务局").text(REPORTS) == "2023"
    assert "no report" in at(tree, COUNTY).text(REPORTS)


def test_moving_by_keys(tree, qtbot):
    alt = Qt.KeyboardModifier.AltModifier
    at(tree, COUNTY)
    qtbot.keyClick(tree, Qt.Key.Key_Up, alt)
    assert [m.name for m in tree.forest()[0].members] == [COUNTY, "示例市商务局"]
    at(tree, "示例市商务局")
    qtbot.keyClick(tree, Qt.Key.Key_Right, alt)
    assert roster_of(tree.forest()).parent("示例市商务局") == COUNTY
    qtbot.keyClick(tree, Qt.Key.Key_Left, alt)
    assert roster_of(tree.forest()).parent("示例市商务局") == CITY
    at(tree, CITY)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(tree, key, alt)  # there is nowhere to go
    for _ in range(3):
        qtbot.keyClick(tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tree.forest() == forest_of(ROSTER)
    assert not tree.can_undo


def test_renaming_offers_the_agencies_of_the_project(tree, qtbot):
    at(tree, "示例县水利局")
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit, "rosterName")
    assert "示例市财政局" in line.completer().model().stringList()
    line.clear()
    line.setText("示例市财政局")  # as an input method does
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: roster_of(tree.forest()).parent("示例市财政局") == COUNTY)
    assert at(tree, "示例市财政局").text(REPORTS) == "2023"
    tree.undo()
    assert tree.forest() == forest_of(ROSTER)


def test_adding_and_thinking_better_of_it(tree, qtbot):
    at(tree, COUNTY)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    line = tree.findChild(QLineEdit, "rosterName")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tree.forest() == forest_of(ROSTER))
    at(tree, COUNTY)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    [line] = [one for one in tree.findChildren(QLineEdit, "rosterName") if one.isVisible()]
    line.setText("新局")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: roster_of(tree.forest()).parent("新局") == CITY)


def test_removing_takes_the_members_along(tree, qtbot):
    at(tree, COUNTY)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert roster_of(tree.forest()).parents == {"示例市商务局": CITY}
    tree.undo()
    assert tree.forest() == forest_of(ROSTER)


def test_a_name_in_two_places_cannot_be_kept(dialog, qtbot):
    dialog.roster.tree.change((Node(CITY, (Node("甲"), Node("甲"))),))
    assert not dialog.findChild(QDialogButtonBox).button(OK).isEnabled()
    assert "甲" in dialog.roster._said.text()
    dialog.roster.tree.undo()
    assert dialog.findChild(QDialogButtonBox).button(OK).isEnabled()


def test_all_agencies_below_the_widest(dialog, project, qtbot):
    dialog._tabs.setCurrentIndex(1)
    click(qtbot, dialog, "rosterGather")
    with qtbot.waitSignal(dialog.changed):
        press_ok(qtbot, dialog)
    assert project.roster().children(CITY) == AGENCIES[1:]


# roster from files -------------------------------------------------------------------------------


def preview_of(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.roster.findChild(RosterPreview) is not None)
    return dialog.roster.findChild(RosterPreview)


def test_a_workbook_is_shown_before_it_is_taken(dialog, project, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "名册 2023.csv"
    path.write_text("单位,上级\n商务局,示例市\n民政局,示例市\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog._tabs.setCurrentIndex(1)
    click(qtbot, dialog, "rosterWorkbook")
    preview = preview_of(qtbot, dialog)
    assert texts_in(preview.tree) == [CITY, "示例市商务局", "民政局"]
    assert dialog.roster.roster().parents == {}
    qtbot.mouseClick(preview.findChild(QDialogButtonBox).button(OK), Qt.MouseButton.LeftButton)
    press_ok(qtbot, dialog)
    assert project.roster().parents == {"示例市商务局": CITY, "民政局": CITY}


def test_a_folder_is_added_to_the_roster_there_is(dialog, qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "示例县"
    folder.mkdir()
    (folder / "示例县教育局2023年报.pdf").write_bytes(b"")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    dialog.roster.tree.change(forest_of(ROSTER))
    dialog._tabs.setCurrentIndex(1)
    click(qtbot, dialog, "rosterFolder")
    preview = preview_of(qtbot, dialog)
    preview._add.setChecked(True)
    preview._take()
    assert dialog.roster.roster().parents == {**ROSTER.parents, "示例县教育局": "示例县"}


def test_a_file_that_is_no_roster_is_told_in_words(dialog, qtbot, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"nothing")
    dialog.roster.read(path)
    qtbot.waitUntil(lambda: "damaged" in dialog.roster._said.text())
    assert dialog.roster.findChild(RosterPreview) is None


def test_closing_while_a_file_is_read_leaves_nothing_behind(dialog, qtbot, tmp_path):
    path = tmp_path / "大.csv"
    path.write_text("单位,上级\n" + "".join(f"第{n}局,市\n" for n in range(9000)), "utf-8")
    dialog.roster.read(path)
    dialog.reject()
    assert not dialog.roster._reading.busy


# other projects ----------------------------------------------------------------------------------


def test_other_projects(dialog, project, qtbot, tmp_path, monkeypatch):
    other = tmp_path / "去年.gouji"
    Project.create(other, forms=FORMS).close()
    names = [str(other), str(project.path), str(other)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    dialog._tabs.setCurrentIndex(2)
    click(qtbot, dialog, "othersAdd")
    assert dialog.others.paths() == (other,)
    dialog.others.add((Path("不在.gouji"),))
    press_ok(qtbot, dialog)
    assert project.other_projects() == (other, Path("不在.gouji"))


def test_other_projects_that_are_gone_are_marked_and_taken_out(project, qtbot, tmp_path):
    project.set_other_projects([tmp_path / "不在.gouji"])
    dialog = ProjectDialog(project, FORMS, "en")
    qtbot.addWidget(dialog)
    assert "not found" in dialog.others._list.item(0).text()
    dialog.others._take_out()
    assert dialog.others.paths() == ()


# in the window -----------------------------------------------------------------------------------


def test_reports_are_checked_again_and_the_open_one_follows(project, open_window, qtbot):
    path = project.path
    project.close()
    window = open_window()
    assert not window.acts["projectSettings"].isEnabled()
    window.workspace.open(path)
    session = window.reviewing.session
    assert any(finding.rule == "REQ-01" for finding in session.findings)
    window.acts["projectSettings"].trigger()
    dialog = window.choosing._dialog
    [item] = rules_tree(dialog).findItems("REQ-01", Qt.MatchFlag.MatchRecursive)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(window.choosing.ended):
        press_ok(qtbot, dialog)
    assert "REQ-01" not in window.workspace.project.open_by_rule()
    assert not any(finding.rule == "REQ-01" for finding in session.findings)
    assert not window.choosing.shown.isVisible()


def test_checking_can_be_stopped_and_ends_with_the_project(project, open_window, qtbot):
    path = project.path
    project.close()
    window = open_window()
    window.workspace.open(path)
    window.choosing.recheck()
    with qtbot.waitSignal(window.choosing.ended):
        window.choosing.shown.stopped.emit()
    window.choosing.recheck()
    window.acts["projectSettings"].trigger()
    dialog = window.choosing._dialog
    window.workspace.close()
    assert not dialog.isVisible()
    assert window.choosing._work is None
