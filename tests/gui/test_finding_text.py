"""Finding and replacing: in the open report and in all reports, by keys in the real window."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton

from gui.finding_text.find_bar import Scope
from gui.finding_text.hits import hits_in
from gui.finding_text.matching import Wanted
from gui.session import Session
from tests.gui.driven import focused
from tests.gui.made import FORMS, made_project, made_report, with_plain

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEW, COMPANY = "requests.new.natural", "requests.new.company"
PLAIN = [["科室", "收到"], ["办公室", "４７１"], ["合计", "4,712"]]


@pytest.mark.parametrize(
    ("wanted", "text", "spans"),
    [
        ("471", "4,712", [(0, 4)]),
        ("4712", "４，７１２件", [(0, 5)]),
        ("４", "4 14", [(0, 1), (3, 4)]),
        ("AB", "xaBab", [(1, 3), (3, 5)]),
        ("公 开", "政府信息公开", [(4, 6)]),
        ("11", "111", [(0, 2)]),
        ("", "1", []),
        (" ", "1", []),
        ("万元", "3 ㋿万元", [(3, 5)]),
    ],
)
def test_width_case_spaces_and_commas_do_not_count(wanted, text, spans):
    assert Wanted(wanted).spans(text) == spans
    assert Wanted(wanted).stands_in(text) == bool(spans)


@pytest.mark.parametrize(("text", "fits"), [("0", True), (" ０", True), ("10", False), ("", False)])
def test_a_whole_cell_holds_nothing_else(text, fits):
    assert Wanted("0", whole=True).stands_in(text) is fits


@given(st.text(max_size=20), st.text(max_size=3))
def test_replacing_by_itself_changes_nothing_and_places_are_in_the_text(text, wanted):
    spans = Wanted(wanted).spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert bool(spans) == Wanted(wanted).stands_in(text)
    if spans and len(spans) == 1:
        (start, end) = spans[0]
        assert Wanted(wanted).replaced(text, text[start:end]) == text


@pytest.fixture
def window(open_window, tmp_path, qtbot):
    reports = [
        with_plain(made_report(2022, requests__new__company="7"), PLAIN, "各科室"),
        made_report(2023, requests__new__company="17"),
    ]
    project, _ = made_project(tmp_path / "a.gouji", *reports)
    project.close()
    window = open_window()
    window.workspace.open(tmp_path / "a.gouji")
    qtbot.waitUntil(lambda: window.reviewing.session is not None)
    window.desk.table.setFocus()
    yield window
    window.workspace.close()


def said(window):
    return window.finder.bar.findChild(QLabel, "findCount").text()


def at(window):
    return window.reviewing.session.selection.key


def field(window):
    return window.finder.bar.findChild(QLineEdit, "findField")


def press(window, name):
    QTest.mouseClick(window.finder.bar.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def begin(window, text, key=Qt.Key.Key_F):
    window.desk.table.setFocus()
    QTest.keyClick(focused(), key, CTRL)
    assert focused() is field(window)
    for char in text:
        field(window).insert(char)


def test_cells_of_all_tables_are_found_by_ascii_digits(window):
    begin(window, "471")
    assert said(window) == "1 of 2"
    assert at(window) == "plain1.r2.c2"
    assert window.desk.table.sheet == 1
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert (at(window), said(window)) == ("plain1.r3.c2", "2 of 2")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert at(window) == "plain1.r2.c2"
    QTest.keyClick(focused(), Qt.Key.Key_Return, SHIFT)
    assert at(window) == "plain1.r3.c2"
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not window.finder.bar.isVisible()
    assert window.desk.table.hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_F3, SHIFT)  # goes on without the bar
    assert at(window) == "plain1.r2.c2"


def test_labels_are_found_and_their_cells_shown(window):
    begin(window, "商业企业")
    assert at(window) == "requests.new.company"
    shown = window.desk.table.table_model.highlighted
    assert NEW not in shown
    assert {COMPANY, "requests.granted.company"} <= shown
    assert all(key.endswith(".company") for key in shown)


def test_a_text_that_is_nowhere(window):
    before = at(window)
    begin(window, "")
    field(window).setText("31415926")
    assert said(window) == "Not found"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert at(window) == before


def test_one_is_replaced_after_the_other(window):
    session = window.reviewing.session
    begin(window, "47", Qt.Key.Key_H)
    by = window.finder.bar.findChild(QLineEdit, "replaceField")
    by.setFocus()
    QTest.keyClicks(by, "50")
    preview = window.finder.bar.findChild(QLabel, "replacePreview")
    assert preview.text() == "４７１ → 50１"
    QTest.keyClick(by, Qt.Key.Key_Return)
    assert session.report.cells["plain1.r2.c2"].text == "501"
    assert (at(window), said(window)) == ("plain1.r3.c2", "1 of 1")
    QTest.keyClick(by, Qt.Key.Key_Return)
    assert session.report.cells["plain1.r3.c2"].text == "5012"
    assert said(window) == "Not found"
    session.undo_stack.undo()
    assert session.report.cells["plain1.r3.c2"].text == "4,712"
    assert "replaced" in {event.why.partition(":")[0] for event in session.project.events()}


def test_all_are_replaced_in_one_step_after_they_were_shown(window):
    session = window.reviewing.session
    begin(window, "471", Qt.Key.Key_H)
    window.finder.bar.findChild(QLineEdit, "replaceField").setText("9")
    press(window, "replaceAll")
    bar = window.desk.paste_bar
    assert bar.isVisible()
    listed = bar.findChild(QListWidget)
    assert [listed.item(n).text().rpartition(": ")[2] for n in range(2)] == [
        "４７１ → 9",
        "4,712 → 92",
    ]
    assert session.report.cells["plain1.r2.c2"].text == "４７１"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    texts = [session.report.cells[f"plain1.r{row}.c2"].text for row in (2, 3)]
    assert texts == ["9", "92"]
    session.undo_stack.undo()
    assert session.report.cells["plain1.r3.c2"].text == "4,712"
    assert not session.undo_stack.canUndo()


def test_labels_of_the_form_are_not_replaced(window):
    begin(window, "自然人", Qt.Key.Key_H)
    assert not window.finder.bar.findChild(QPushButton, "replaceOne").isEnabled()
    assert not window.finder.bar.findChild(QPushButton, "replaceAll").isEnabled()


def test_all_reports_are_looked_through_and_a_hit_opens_its_report(window, qtbot):
    begin(window, "7")
    bar = window.finder.bar
    first = window.reviewing.session.id
    bar.look_in(Scope.PROJECT)
    lines = bar.findChild(QListWidget, "findList")
    qtbot.waitUntil(lambda: said(window) == "4 found")
    assert lines.isVisible()
    assert lines.item(3).text().endswith(": 17")
    assert window.reviewing.session.id == first
    field(window).setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    lines.setCurrentRow(3)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.reviewing.session.report.year == 2023
    assert at(window) == COMPANY
    QTest.keyClick(focused(), Qt.Key.Key_F3)  # round the end
    assert window.reviewing.session.report.year == 2022


def test_what_is_half_typed_is_committed_first(window):
    window.reviewing.session.selection.select(NEW)
    for digit in "88":  # the second goes to the editor
        QTest.keyClicks(focused(), digit)
    QTest.keyClick(focused(), Qt.Key.Key_F, CTRL)
    assert window.reviewing.session.report.cells[NEW].text == "88"
    assert focused() is field(window)


def test_the_count_follows_an_edit_and_another_report(window):
    begin(window, "17")
    assert said(window) == "Not found"
    window.reviewing.session.edit(NEW, "17")
    assert said(window) == "1 found"
    window.reviewing.go_to_report(1)
    assert said(window) == "1 found"


def test_looking_through_three_thousand_cells_is_quick(tmp_path):
    rows = [["科室", *map(str, range(10))] for _ in range(300)]
    project, ids = made_project(tmp_path / "a.gouji", with_plain(made_report(), rows))
    session = Session(project, ids[0], FORMS)
    start = time.perf_counter()
    assert len(hits_in(session, Wanted("科室"))) == 300
    assert time.perf_counter() - start < 1
    project.close()
