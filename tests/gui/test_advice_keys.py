"""The keys for what is offered, explained and looked at next, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gui.problems import Mark
from tests.gui.made import made_project, made_report

GRANTED = "requests.granted.natural"
ALT, CTRL_SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


def opened(open_window, qtbot, path, report):
    project, _ = made_project(path, report)
    project.close()
    window = open_window()
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.reviewing.session is not None)
    return window, window.reviewing.session


def test_explain_take_and_undo_by_keys(qtbot, open_window, tmp_path):
    report = made_report(requests__granted__natural="7")
    window, session = opened(open_window, qtbot, tmp_path / "年报.gouji", report)
    qtbot.waitUntil(lambda: window.desk.table.hasFocus())
    assert session.selection.key == GRANTED
    QTest.keyClick(window.desk.table, Qt.Key.Key_C, CTRL_SHIFT)
    said = QGuiApplication.clipboard().text()
    assert said == "granted: natural 7 ≠ total 2 (off by 5)"
    qtbot.waitUntil(lambda: said in window.status.currentMessage())
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: session.report.cells[GRANTED].text == "2")
    assert session.problems == ()
    QTest.keyClick(window.desk.table, Qt.Key.Key_C, CTRL_SHIFT)
    qtbot.waitUntil(lambda: "No rule" in window.status.currentMessage())
    window.acts["undo"].trigger()
    assert session.report.cells[GRANTED].text == "7"


def test_f7_goes_where_reading_tells_most(qtbot, open_window, tmp_path):
    report = made_report(requests__new__natural="3", requests__new__total="3")
    window, session = opened(open_window, qtbot, tmp_path / "a.gouji", report)
    session.selection.select("requests.carried_out.natural")
    window.desk.table.setFocus()
    QTest.keyClick(window.desk.table, Qt.Key.Key_F7)
    look = window.desk.advisor.advice.look_next
    assert session.selection.key == look
    session.selection.select("proactive.rules.issued")
    QTest.keyClick(window.desk.table, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "doubt" in window.status.currentMessage())
    assert session.selection.key == "proactive.rules.issued"


def test_unprotected_cells_by_the_menu_and_what_a_right_click_offers(qtbot, open_window, tmp_path):
    window, _ = opened(open_window, qtbot, tmp_path / "b.gouji", made_report())
    key = "proactive.licensing.decisions"
    action = window.acts["showUnprotected"]
    action.trigger()
    assert action.isChecked()
    assert Mark.UNPROTECTED in window.desk.table.table_model.marks_of(key)
    action.trigger()
    assert not action.isChecked()
    assert Mark.UNPROTECTED not in window.desk.table.table_model.marks_of(key)
    for panel in (window.desk.table, window.desk.findings.view):
        assert panel.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
        assert window.acts["explain"] in panel.actions()
