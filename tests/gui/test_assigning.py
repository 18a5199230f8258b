"""The form set by hand, tables assigned to it, columns shifted, agency and year by the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.report import Report
from gui.assigning.assign_dialog import AssignDialog
from gui.main_window import MainWindow
from gui.session import Session
from tests.core.test_assigning import emptied, expected, sheet
from tests.gui.made import AGENCY, made_project, made_report, with_plain

KEY = "requests.new.natural"
LOST = "requests.other_overdue.natural"


def opened(open_window: Callable[[], MainWindow], tmp_path: Path, report: Report) -> MainWindow:
    project, _ = made_project(tmp_path / "项目.gouji", report)
    project.close()
    window = open_window()
    window.open_paths([project.path])
    return window


def session_of(window: MainWindow) -> Session:
    assert window.reviewing.session is not None
    return window.reviewing.session


def stored(window: MainWindow) -> Report:
    """The report as it stands; the session and the store are the same."""
    session = session_of(window)
    kept = session.project.report(session.id)
    texts = {key: (cell.text, cell.state, cell.place) for key, cell in kept.cells.items()}
    own = session.report.cells
    assert {key: (c.text, c.state, c.place) for key, c in own.items()} == texts
    assert kept.form == session.report.form
    return kept


def press(window: MainWindow, name: str) -> None:
    window.findChildren(QPushButton, name)[-1].click()


def dialog(window: MainWindow) -> AssignDialog:
    (found,) = [one for one in window.findChildren(AssignDialog) if one.isVisible()]
    return found


def test_the_form_is_set_by_hand_and_undone(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, made_report(2023))
    session = session_of(window)
    before = stored(window)
    window.acts["setForm"].trigger()
    assert "Form 2019 has no place" in window.steps.bar.text
    press(window, "form2019")
    assert {table.form for table in session.tables} == {"2019", "*"}
    grid = window.desk.table.grid
    assert {key.split(".")[0] for key in grid.by_key} == {"proactive", "requests", "disputes"}
    assert set(grid.by_key) == {key for table in session.tables for key in table.cells}
    assert stored(window).form == "2019"
    assert session.undo_stack.undoText() == "form set by hand"
    session.undo_stack.undo()
    assert stored(window) == before
    assert {table.form for table in session.tables} == {"2021", "*"}
    session.undo_stack.redo()
    assert stored(window).form == "2019"


def test_a_plain_table_is_assigned_by_its_labels_in_one_step(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, with_plain(emptied(made_report()), sheet()))
    window.acts["nextSheet"].trigger()
    session = session_of(window)
    before = stored(window)
    window.acts["assignTable"].trigger()
    shown = dialog(window)
    assert shown.table.id == "requests-2021"
    item = shown.preview.item(0, 0)
    assert item is not None
    assert item.text() == "00"
    QTest.keyClick(shown, Qt.Key.Key_Return)
    after = stored(window)
    assert {key: after.cells[key].text for key in expected()} == expected()
    assert after.cells[KEY].place == before.cells["plain1.r2.c2"].place
    assert window.desk.table.sheet == 0
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert stored(window) == before


def test_start_row_and_column_are_moved_and_shown(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    report = with_plain(made_report(), [["x", "1", "2"], ["y", "3", "4"]])
    window = opened(open_window, tmp_path, report)
    window.acts["nextSheet"].trigger()
    window.acts["assignTable"].trigger()
    shown = dialog(window)
    which = shown.findChild(QComboBox, "assignTable")
    column = shown.findChild(QSpinBox, "assignColumn")
    row = shown.findChild(QSpinBox, "assignRow")
    assert which is not None
    assert column is not None
    assert row is not None
    which.setCurrentIndex([t.id for t in shown._tables].index("requests-2021"))
    assert (row.value(), column.value()) == (1, 2)
    first = shown.preview.item(0, 0)
    assert first is not None
    assert first.text() == "2 → 1"
    row.setValue(2)
    column.setValue(3)
    first = shown.preview.item(0, 0)
    assert first is not None
    assert first.text() == "2 → 4"
    assert shown.assignment.sources == {KEY: "plain1.r2.c3"}
    shown.reject()
    assert stored(window).cells[KEY].text == "2"


def test_the_tables_of_the_form_are_not_assigned(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, made_report())
    window.acts["assignTable"].trigger()
    assert not window.findChildren(AssignDialog)
    assert "no other tables" in window.status.currentMessage()


@pytest.mark.parametrize(("action", "key"), [
    ("shiftTableRight", "requests.new.company"), ("shiftTableLeft", "requests.new.total")
])  # fmt: skip
def test_all_columns_of_a_table_move_in_one_step(
    open_window: Callable[[], MainWindow], tmp_path: Path, action: str, key: str
) -> None:
    window = opened(open_window, tmp_path, made_report(requests__new__total="7"))
    session = session_of(window)
    before = stored(window)
    session.selection.select(KEY)
    window.acts[action].trigger()
    assert stored(window).cells[key].text == "2"
    other = "requests.new.natural" if action == "shiftTableRight" else "requests.new.other_org"
    assert stored(window).cells[other].text == "7"
    assert stored(window).cells["disputes.reconsideration.total"].text == "0"
    session.undo_stack.undo()
    assert stored(window) == before


def test_agency_and_year_are_corrected_by_the_keyboard_and_undone(
    open_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, tmp_path, made_report())
    session = session_of(window)
    window.acts["editAgency"].trigger()
    field = window.findChild(QLineEdit, "agencyField")
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Bureau")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.report.agency == "Bureau"
    assert window.desk.table.hasFocus()
    window.acts["editAgency"].trigger()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    year = window.findChild(QLineEdit, "yearField")
    assert year is not None
    assert QApplication.focusWidget() is year
    year.selectAll()
    QTest.keyClicks(year, "2022")
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert session.report.year == 2022
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert (session.report.agency, session.report.year) == (AGENCY, 2023)
    window.acts["editAgency"].trigger()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert session.report.agency == AGENCY
    assert window.desk.table.hasFocus()


# carrying cells onto the form ----------------------------------------------------------------


def shown_dialog(window: MainWindow) -> AssignDialog:
    window.acts["nextSheet"].trigger()
    window.acts["assignTable"].trigger()
    shown = dialog(window)
    which = shown.findChild(QComboBox, "assignTable")
    assert which is not None
    which.setCurrentIndex([table.id for table in shown._tables].index("requests-2021"))
    return shown


def on_form(shown: AssignDialog, line: int, column: int) -> QPoint:
    """The middle of a cell of the form, on the screen."""
    index = shown.preview.model().index(line, column)
    return shown.preview.viewport().mapToGlobal(shown.preview.visualRect(index).center())


def said(shown: AssignDialog, line: int, column: int) -> str:
    item = shown.preview.item(line, column)
    assert item is not None
    return item.text()


def carry(part: QWidget, start: QPoint, to: QPoint) -> None:
    """Take hold of something with the mouse and carry it to a place of the screen."""
    QTest.mousePress(part, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        way = part.mapFromGlobal(to) - start
        QTest.mouseMove(part, start + way * share)


def let_go(part: QWidget, to: QPoint) -> None:
    QTest.mouseRelease(part, Qt.MouseButton.LeftButton, pos=part.mapFromGlobal(to))


TWO = [["x", "1", "2"], ["y", "3", "4"]]


def test_cells_are_carried_onto_the_form_and_seen_on_the_way(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, with_plain(emptied(made_report()), TWO))
    session = session_of(window)
    before = stored(window)
    shown = shown_dialog(window)
    cells, target = shown.printed.viewport(), on_form(shown, 2, 3)
    start = shown.printed.visualRect(shown.printed.model().index(0, 1)).center()
    carry(cells, start, target)  # the block of values is chosen already
    assert [said(shown, y, x) for y in (2, 3) for x in (3, 4)] == ["1", "2", "3", "4"]
    assert not session.undo_stack.count()
    let_go(cells, target)
    assert QApplication.overrideCursor() is None
    sources = shown.assignment.sources
    assert list(sources.values()) == [f"plain1.r{y}.c{x}" for y in (1, 2) for x in (2, 3)]
    QTest.keyClick(shown, Qt.Key.Key_Return)
    after = stored(window)
    assert [after.cells[key].text for key in sources] == ["1", "2", "3", "4"]
    session.undo_stack.undo()
    assert stored(window) == before


def test_a_column_is_carried_by_its_head(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, with_plain(emptied(made_report()), TWO))
    shown = shown_dialog(window)
    heads = shown.printed.horizontalHeader()
    start = QPoint(heads.sectionViewportPosition(2) + 5, 5)
    target = on_form(shown, 0, 0)
    carry(heads.viewport(), start, target)
    let_go(heads.viewport(), target)
    assert [said(shown, y, x) for y in (0, 1) for x in (0, 1)] == ["2", "", "4", ""]
    how = shown.findChild(QComboBox, "assignHow")
    assert how is not None
    assert how.currentText() == "As put by hand"
    how.setCurrentIndex(1)
    assert [said(shown, y, x) for y in (0, 1) for x in (0, 1)] == ["1", "2", "3", "4"]
    shown.reject()


def test_several_columns_are_carried_together(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, with_plain(emptied(made_report()), TWO))
    shown = shown_dialog(window)
    heads = shown.printed.horizontalHeader()
    first, second = (QPoint(heads.sectionViewportPosition(at) + 5, 5) for at in (1, 2))
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(heads.viewport(), left, pos=first)
    QTest.mouseClick(heads.viewport(), left, shift, second)
    target = on_form(shown, 0, 3)
    carry(heads.viewport(), second, target)
    let_go(heads.viewport(), target)
    assert [said(shown, y, x) for y in (0, 1) for x in (3, 4)] == ["1", "2", "3", "4"]
    shown.reject()


def test_esc_gives_up_what_is_carried_and_delete_takes_a_cell_out(
    open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened(open_window, tmp_path, with_plain(emptied(made_report()), TWO))
    shown = shown_dialog(window)
    before = shown.assignment
    cells, target = shown.printed.viewport(), on_form(shown, 2, 3)
    start = shown.printed.visualRect(shown.printed.model().index(0, 1)).center()
    carry(cells, start, target)
    QTest.keyClick(shown.printed, Qt.Key.Key_Escape)
    let_go(cells, target)
    assert shown.isVisible()
    assert QApplication.overrideCursor() is None
    assert shown.assignment.sources == before.sources
    assert said(shown, 0, 0) == "1"
    carry(cells, start, shown.printed.mapToGlobal(QPoint(0, 0)))  # beside the form
    let_go(cells, shown.printed.mapToGlobal(QPoint(0, 0)))
    assert shown.assignment.sources == before.sources
    shown.preview.setCurrentCell(0, 0)
    QTest.keyClick(shown.preview, Qt.Key.Key_Delete)
    assert said(shown, 0, 0) == ""
    assert KEY not in shown.assignment.sources
    shown.reject()
