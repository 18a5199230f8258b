"""Tables that no form knows, beside those of the form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.store.project import Project
from gui.desk import Desk
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from gui.table.table_model import Role
from tests.gui.made import FORMS, made_project, made_report, with_plain

FEES: list[list[str | None]] = [["项目", "2022", "2023"], ["工本费", "3", "４"], ["合计", "3", "4"]]
ROLES: list[list[str | None]] = [["姓名", None], ["张三", "主任"]]


@pytest.fixture
def desk(qtbot, tmp_path, draw_worker):
    report = with_plain(with_plain(made_report(), FEES, "收费情况"), ROLES)
    project, ids = made_project(tmp_path / "a.gouji", report)
    desk = Desk(draw_worker, FORMS, Settings())
    qtbot.addWidget(desk)
    desk.resize(1200, 800)
    desk.show_report(Session(project, ids[0], FORMS), None)
    desk.show()
    desk.activateWindow()
    desk.table.setFocus()
    qtbot.waitUntil(desk.table.hasFocus)
    yield desk
    desk.show_report(None, None)
    project.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget
    return widget


def bar(desk):
    return desk.sheets


def shown(desk):
    model = desk.table.table_model
    return [model.text_of(slot.key) for slot in model.grid.slots if slot.key]


def test_tabs_name_the_tables_and_are_there_only_for_more_than_the_form(desk, qtbot, tmp_path):
    texts = [bar(desk).tabText(at) for at in range(bar(desk).count())]
    assert texts == ["Tables of the form", "Other table 1: 收费情况", "Other table 2"]
    assert bar(desk).isVisible()
    project, ids = made_project(tmp_path / "b.gouji", made_report())
    desk.show_report(Session(project, ids[0], FORMS), None)
    assert not bar(desk).isVisible()
    desk.show_report(None, None)
    project.close()


def test_a_tab_shows_its_table_and_remembers_the_cell(desk):
    first = desk.session.selection.key
    bar(desk).setCurrentIndex(1)
    assert shown(desk) == [text for row in FEES for text in row]
    assert desk.session.selection.key == "plain1.r1.c1"
    QTest.keyClick(desk.table, Qt.Key.Key_Down)
    desk.table.next_sheet(1)
    assert (desk.table.sheet, desk.session.selection.key) == (2, "plain2.r1.c1")
    desk.table.next_sheet(1)
    assert (desk.table.sheet, desk.session.selection.key) == (0, first)
    desk.table.next_sheet(-2)
    assert (bar(desk).currentIndex(), desk.session.selection.key) == (1, "plain1.r2.c1")


def test_choosing_a_cell_turns_to_its_table(desk):
    desk.session.selection.select("plain2.r2.c2")
    assert bar(desk).currentIndex() == 2
    assert desk.table.currentIndex().data(Role.KEY) == "plain2.r2.c2"
    desk.page.cellClicked.emit("requests.new.total")
    assert bar(desk).currentIndex() == 0
    assert desk.table.currentIndex().data(Role.KEY) == "requests.new.total"


def test_words_and_numbers_are_edited_and_undone_as_in_the_form(desk, qtbot):
    session = desk.session
    session.selection.select("plain1.r2.c1")
    QTest.keyClick(desk.table, Qt.Key.Key_F2)
    QTest.keyClicks(focused(), " fee 1")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: session.selection.key == "plain1.r2.c2")
    assert session.report.cells["plain1.r2.c1"].text == "fee 1"  # F2 chose all, typing replaced it
    assert "changed" in desk.table.table_model.index_of("plain1.r2.c1").data(Role.STATE)
    QTest.keyClick(desk.table, Qt.Key.Key_Space)
    assert "doubtful" in desk.table.table_model.index_of("plain1.r2.c2").data(Role.STATE)
    assert [problem.key for problem in session.problems] == ["plain1.r2.c2"]
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.report.cells["plain1.r2.c1"].text == "工本费"


def test_spaces_stay_between_words_but_numbers_are_unified(desk):
    desk.session.edit("plain1.r2.c1", "A fee （其中：减免）")
    desk.session.edit("plain1.r2.c2", "１ ２")
    cells = desk.session.report.cells
    assert cells["plain1.r2.c1"].text == "A fee （其中：减免）"
    assert cells["plain1.r2.c2"].text == "12"


def test_a_block_is_copied_and_pasted(desk):
    desk.session.selection.select("plain1.r2.c2")
    QApplication.clipboard().setText("8\t9\r\n17\t18\r\n1\t1")
    desk.table.paste()
    QTest.keyClick(desk.paste_bar, Qt.Key.Key_Return)
    assert shown(desk)[3:] == ["工本费", "8", "9", "合计", "17", "18"]
    desk.table.selectAll()
    desk.table.copy()
    assert QApplication.clipboard().text().splitlines()[1] == "工本费\t8\t9"


def test_problems_lead_to_their_table_and_back(desk):
    desk.session.toggle_doubtful(["plain1.r3.c3"])
    desk.session.toggle_doubtful(["requests.granted.legal"])
    desk.session.selection.select("requests.new.total")
    assert desk.table.go_to_problem().key == "requests.granted.legal"
    assert desk.table.go_to_problem().key == "plain1.r3.c3"
    assert desk.table.sheet == 1
    assert desk.table.go_to_problem().key == "requests.granted.legal"
    assert desk.table.sheet == 0


def test_cells_are_told_by_the_words_beside_and_above_them(desk):
    desk.table.show_sheet(1)
    index = desk.table.table_model.index_of("plain1.r2.c3")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("工本费")
    desk.session.edit("plain1.r1.c3", "本年")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("工本费 · 本年")
    corner = desk.table.table_model.index_of("plain1.r1.c1")
    assert corner.data(Qt.ItemDataRole.AccessibleTextRole) == "Row 1, column 1: 项目"


def test_titles_follow_the_language(desk):
    desk._settings.set(LANGUAGE, "zh")
    bar(desk).retranslate()
    assert bar(desk).tabText(1).startswith("其他表格 1")


def test_a_plain_cell_has_its_box_on_the_page_and_its_crop(desk):
    desk.session.selection.select("plain1.r3.c2")
    box = desk.page._boxes.get("plain1.r3.c2")
    assert box
    assert box.page == 2
    assert [crop.key for crop in desk.crops._crops] == ["plain1.r3.c2"]
    assert desk.crops._crops[0].caption == "合计"


def test_keys_lead_from_table_to_table(open_window, tmp_path):
    made, _ = made_project(tmp_path / "b.gouji", with_plain(made_report(), FEES), made_report(2022))
    made.close()
    window = open_window()
    window.open_paths([tmp_path / "b.gouji"])
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClicks(focused(), "5")
    QTest.keyClick(focused(), Qt.Key.Key_Tab, ctrl)  # what is typed is committed first
    assert window.desk.table.sheet == 1
    assert window.desk.session.report.cells["proactive.rules.issued"].text == "5"
    QTest.keyClick(focused(), Qt.Key.Key_Backtab, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.table.sheet == 0
    assert window.acts["nextSheet"].isEnabled()
    window.acts["nextReport"].trigger()
    assert not window.acts["nextSheet"].isEnabled()


def test_other_tables_outlive_the_program(desk, tmp_path):
    desk.session.edit("plain1.r2.c2", "5")
    with Project.open(tmp_path / "a.gouji", forms=FORMS) as project:
        report = project.report(desk.session.id)
    assert report.plain == desk.session.report.plain
    assert report.cells["plain1.r2.c2"].text == "5"
