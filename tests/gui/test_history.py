import time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from core.report import CellState
from gui.history.history_filter import Period, Scope
from gui.history.history_model import Column
from tests.core.test_timeline import fill
from tests.gui.made import made_project, made_report

GRANTED = "requests.granted.natural"
TOTAL = "requests.new.total"


@pytest.fixture
def window(open_window, tmp_path, qtbot):
    path = tmp_path / "项目 😀.gouji"
    made, _ = made_project(path, made_report(2022), made_report(2023))
    made.close()
    window = open_window()
    assert window.workspace.open(path)
    window.resize(1280, 800)
    window.acts["showHistory"].trigger()
    qtbot.waitUntil(window.history.panel.isVisible)
    return window


def show(window, scope):
    box = window.history.panel.filter.scope
    box.setCurrentIndex(list(Scope).index(scope))


def cells(window, column):
    model = window.history.panel.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def mark(window, row, qtbot):
    panel = window.history.panel
    panel.list.setCurrentIndex(panel.model.index(row, 0))
    qtbot.waitUntil(lambda: not panel._looking.isActive())
    return panel


def edit(window, key, text):
    session = window.reviewing.session
    session.selection.select(key)
    assert session.edit(key, text)


def test_what_is_done_is_on_top_at_once_and_follows_cell_report_and_project(window, qtbot):
    edit(window, GRANTED, "7")
    show(window, Scope.CELL)
    qtbot.waitUntil(lambda: cells(window, Column.NEW) == ["7"])
    edit(window, TOTAL, "9")
    qtbot.waitUntil(lambda: cells(window, Column.NEW) == ["9"])  # of the cell at hand
    assert cells(window, Column.OLD) == ["2"]
    assert cells(window, Column.WHAT) == ["new · total"]
    assert cells(window, Column.WHY) == ["typed"]
    show(window, Scope.REPORT)
    assert cells(window, Column.NEW) == ["9", "7"]
    window.reviewing.go_to_report(1)
    qtbot.waitUntil(lambda: cells(window, Column.NEW) == [])
    assert "Nothing" in window.history.panel._said.text()
    show(window, Scope.PROJECT)
    assert cells(window, Column.WHAT)[-1] == "Document added 年报.pdf"
    assert len(cells(window, Column.WHAT)) == 3
    window.reviewing.session.set_cell_state([GRANTED], CellState.CONFIRMED)
    qtbot.waitUntil(lambda: cells(window, Column.NEW)[0] == "confirmed")


def test_a_click_and_return_go_to_the_report_and_the_cell(window, qtbot):
    edit(window, GRANTED, "7")
    window.reviewing.go_to_report(1)
    show(window, Scope.PROJECT)
    view = window.history.panel.list
    index = view.model().index(0, Column.WHAT)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    session = window.reviewing.session
    assert (session.report.year, session.selection.key) == (2022, GRANTED)
    window.reviewing.go_to_report(1)
    view.setFocus()
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reviewing.session.report.year == 2022
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.desk.table


def test_an_earlier_change_is_taken_back_by_keyboard_and_by_undo_restored(window, qtbot):
    edit(window, GRANTED, "7")
    edit(window, TOTAL, "9")
    show(window, Scope.REPORT)
    panel = mark(window, 1, qtbot)
    qtbot.waitUntil(panel._back.isEnabled)
    assert panel._step.isHidden()
    panel._back.setFocus()
    QTest.keyClick(panel._back, Qt.Key.Key_Space)
    session = window.reviewing.session
    assert session.report.cells[GRANTED].text == "2"
    assert session.report.cells[GRANTED].state is CellState.READ
    assert session.report.cells[TOTAL].text == "9"
    qtbot.waitUntil(lambda: len(cells(window, Column.WHY)) == 3)
    assert cells(window, Column.WHY)[0].startswith("undo of change ")
    window.acts["undo"].trigger()
    assert session.report.cells[GRANTED].text == "7"
    assert window.workspace.project.report(session.id) == session.report


def test_what_stands_in_the_way_is_said(window, qtbot):
    edit(window, GRANTED, "7")
    edit(window, GRANTED, "8")
    show(window, Scope.REPORT)
    panel = mark(window, 1, qtbot)
    qtbot.waitUntil(lambda: "stands in the way" in panel._said.text())
    assert "7 → 8" in panel._said.text()
    assert not panel._back.isEnabled()
    window.history.take_back(panel.current, whole=False)  # refused, whatever the button says
    assert window.reviewing.session.report.cells[GRANTED].text == "8"


def test_a_whole_step_is_taken_back_in_another_report(window, qtbot):
    session = window.reviewing.session
    session.paste({GRANTED: "5", TOTAL: "6"})
    window.reviewing.go_to_report(1)
    show(window, Scope.PROJECT)
    panel = mark(window, 0, qtbot)
    qtbot.waitUntil(panel._step.isVisible)
    panel._step.click()
    assert window.reviewing.session.report.year == 2022
    assert window.reviewing.session.report.cells[GRANTED].text == "2"
    assert window.reviewing.session.report.cells[TOTAL].text == "2"


def test_filters_by_person_kind_words_and_days(window, qtbot):
    edit(window, GRANTED, "7")
    show(window, Scope.PROJECT)
    fields = window.history.panel.filter
    assert [fields.who.itemText(at) for at in range(fields.who.count())] == [
        "Everybody", "(no name)", "王芳",
    ]  # fmt: skip
    fields.who.setCurrentIndex(2)
    assert cells(window, Column.WHAT) == ["Document added 年报.pdf"]
    fields.who.setCurrentIndex(1)
    assert cells(window, Column.NEW) == ["7"]
    fields.who.setCurrentIndex(0)
    fields.words.setText("自然人")
    qtbot.waitUntil(lambda: cells(window, Column.NEW) == ["7"])
    fields.words.clear()
    qtbot.waitUntil(lambda: len(cells(window, Column.NEW)) == 2)
    fields.period.setCurrentIndex(list(Period).index(Period.DAYS))
    assert fields.since.isVisible()
    assert len(cells(window, Column.NEW)) == 2
    fields.until.setDate(QDate(2000, 1, 2))
    assert cells(window, Column.NEW) == []
    fields.period.setCurrentIndex(list(Period).index(Period.TODAY))
    assert len(cells(window, Column.NEW)) == 2


def test_f6_goes_there_and_the_action_gives_it_the_focus(window):
    panel = window.history.panel
    window.desk.findings.setFocus()
    for _ in range(4):
        if panel.list.hasFocus():
            break
        window.acts["nextPanel"].trigger()
    assert panel.list.hasFocus()
    window.acts["showHistory"].trigger()
    assert not panel.isVisible()
    window.acts["showHistory"].trigger()
    assert panel.list.hasFocus()


def test_a_long_log_is_loaded_as_it_is_scrolled_to(window, qtbot):
    fill(window.workspace.project, 100_000)
    start = time.perf_counter()
    show(window, Scope.PROJECT)
    panel = window.history.panel
    panel.list.repaint()
    assert time.perf_counter() - start < 1.0
    assert panel.model.rowCount() < 1000
    before = panel.model.rowCount()
    panel.list.scrollToBottom()
    qtbot.waitUntil(lambda: panel.model.rowCount() > before)
    times = []
    for number in range(5):
        start = time.perf_counter()
        edit(window, GRANTED, str(10 + number))
        qtbot.waitUntil(lambda number=number: cells(window, Column.NEW)[0] == str(10 + number))
        times.append(time.perf_counter() - start)
    assert min(times) < 1.0


def test_it_is_shown_again_where_it_was_and_hides_by_its_own_button(window, open_window, qtbot):
    action = window.acts["showHistory"]
    assert action.isChecked()
    window.close()
    again = open_window()
    assert again.history.panel.isVisible()
    assert again.acts["showHistory"].isChecked()
    again.history.panel.close()
    assert not again.acts["showHistory"].isChecked()
    again.acts["showHistory"].trigger()
    assert again.history.panel.isVisible()
