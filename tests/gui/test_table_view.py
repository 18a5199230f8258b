from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QPalette
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.report import CellState
from core.store.project import Project
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from gui.table.table_model import Role
from gui.table.table_view import TableView
from tests.gui.made import FORMS, made_project, made_report

NEW, GRANTED = "requests.new.natural", "requests.granted.natural"
COMPANY = "requests.new.company"
Key = Qt.Key


@pytest.fixture
def open_report(qtbot, tmp_path):
    projects = list[Project]()

    def show(report):
        project, ids = made_project(tmp_path / f"{len(projects)}.gouji", report)
        projects.append(project)
        view = TableView(Settings())
        qtbot.addWidget(view)
        view.resize(640, 900)
        session = Session(project, ids[0], FORMS)
        view.set_session(session)
        view.pasteAsked.connect(session.paste)  # the desk asks first: see test_paste_bar
        view.show()
        view.setFocus()
        view.activateWindow()
        qtbot.waitUntil(view.hasFocus)
        return view

    yield show
    for project in projects:
        project.close()


@pytest.fixture
def view(open_report):
    return open_report(made_report())


def key(view):
    return view.session.selection.key


def text(view, key):
    cell = view.session.report.cells.get(key)
    return cell.text if cell else None


def press(view, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or view, one, modifier)


def type_in(view, words):
    for letter in words:  # QTest knows ASCII only
        pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget() or view, pressed)


def editor(view):
    return view.viewport().findChild(QLineEdit)


def state(view, key):
    return view.model().index(0, 0) and view.table_model.index_of(key).data(Role.STATE)


def test_the_model_keeps_qts_rules(view):
    tester = QAbstractItemModelTester(
        view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    view.session.edit(NEW, "5")
    view.session.undo_stack.undo()
    view.set_session(None)
    assert tester.model() is view.model()
    assert view.model().rowCount() == 0


def test_key_and_state_have_names(view):
    names = {bytes(name.data()) for name in view.model().roleNames().values()}
    assert {b"key", b"state"} <= names
    assert view.table_model.index_of(NEW).data(Role.KEY) == NEW
    assert state(view, NEW) == "normal"
    assert view.model().index(0, 1).data(Role.KEY) == ""


def test_every_cell_of_the_form_is_shown_once_and_all_fit_the_width(view):
    keys = [key for table in view.session.tables for key in table.cells]
    assert sorted(view.table_model.grid.by_key) == sorted(keys)
    for width in (560, 640, 1000, 1900):
        view.resize(width, 600)
        assert view.horizontalHeader().length() == view.viewport().width()
    last = view.visualRect(view.table_model.index_of("disputes.litigation_after.total"))
    row = view.visualRect(view.table_model.index_of("requests.new.total"))
    assert last.right() == row.right()


def test_typing_replaces_and_enter_goes_to_the_next_problem(open_report):
    view = open_report(
        made_report(requests__granted__natural="7", disputes__reconsideration__total="1")
    )
    assert key(view) == GRANTED
    assert "suspect" in state(view, GRANTED)
    type_in(view, "2")
    press(view, Key.Key_Return)
    assert text(view, GRANTED) == "2"
    assert state(view, GRANTED) == "changed"
    assert key(view).startswith("disputes.reconsideration")
    assert editor(view) is None or not editor(view).isVisible()
    assert view.hasFocus()


def test_enter_accepts_the_cell_as_it_stands(view):
    view.session.selection.select(NEW)
    press(view, Key.Key_Return)
    assert view.session.report.cells[NEW].state is CellState.CONFIRMED
    assert state(view, NEW) == "confirmed"


def test_f2_keeps_and_esc_cancels(view):
    view.session.selection.select(NEW)
    press(view, Key.Key_F2)
    type_in(view, "9")
    press(view, Key.Key_Escape)
    assert text(view, NEW) == "2"
    view.edit_cell()
    press(view, Key.Key_End)
    type_in(view, "9")
    press(view, Key.Key_Tab)
    assert text(view, NEW) == "29"
    assert key(view) == COMPANY
    assert "changed" in state(view, NEW)


def test_another_cell_commits(view):
    view.session.selection.select(NEW)
    type_in(view, "５")
    view.session.selection.select(COMPANY)
    assert text(view, NEW) == "5"
    type_in(view, "4")
    place = view.visualRect(view.table_model.index_of(GRANTED)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text(view, COMPANY) == "4"
    assert key(view) == GRANTED


def test_leaving_commits(view, qtbot):
    other = QLineEdit()
    qtbot.addWidget(other)
    view.session.selection.select(NEW)
    type_in(view, "6")
    session = view.session
    view.set_session(None)
    assert session.report.cells[NEW].text == "6"


def test_nothing_is_committed_while_an_input_method_composes(view):
    view.session.selection.select(NEW)
    view.edit_cell()
    QApplication.sendEvent(editor(view), QInputMethodEvent("er", []))
    press(view, Key.Key_Return)
    assert not view.commit()
    assert view.go_to_problem() is None
    assert text(view, NEW) == "2"
    done = QInputMethodEvent()
    done.setCommitString("8")
    QApplication.sendEvent(editor(view), done)
    assert view.commit()
    assert text(view, NEW) == "8"


def test_an_input_method_starts_an_edit(view):
    view.session.selection.select(NEW)
    begun = QInputMethodEvent()
    begun.setCommitString("７")
    QApplication.sendEvent(view, begun)
    assert view.commit()
    assert text(view, NEW) == "7"


def test_composing_starts_an_edit(view):
    view.session.selection.select(NEW)
    QApplication.sendEvent(view, QInputMethodEvent("si", []))
    assert not view.commit()
    done = QInputMethodEvent()
    done.setCommitString("4")
    QApplication.sendEvent(view, done)
    assert view.commit()
    assert text(view, NEW) == "4"


def test_arrows_stop_at_value_cells_only(view):
    seen = set()
    view.session.selection.select(view.table_model.grid.first)
    for _ in range(60):
        seen.add(key(view))
        press(view, Key.Key_Down)
    assert key(view).startswith("disputes.")
    assert {name.partition(".")[0] for name in seen} == {"proactive", "requests", "disputes"}
    press(view, Key.Key_Home)
    assert key(view) == "disputes.reconsideration.upheld"
    press(view, Key.Key_Left)
    assert key(view) == "disputes.reconsideration.upheld"
    press(view, Key.Key_End)
    assert key(view) == "disputes.litigation_after.total"
    press(view, Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    assert key(view) == view.table_model.grid.first
    press(view, Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab)
    assert key(view) == "proactive.rules.repealed"


def test_ctrl_arrows_go_to_the_edge(view):
    ctrl = Qt.KeyboardModifier.ControlModifier
    view.session.selection.select("requests.granted.company")
    press(view, Key.Key_Right, modifier=ctrl)
    assert key(view) == "requests.granted.total"
    press(view, Key.Key_Up, modifier=ctrl)
    assert key(view) == "requests.new.total"
    press(view, Key.Key_Down, modifier=ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert key(view) == "requests.carried_out.total"
    assert len(view.chosen_keys()) == 25


def test_shift_arrows_choose_a_block_that_is_copied_as_lines_of_tabs(view):
    shift = Qt.KeyboardModifier.ShiftModifier
    view.session.selection.select(NEW)
    press(view, Key.Key_Right, Key.Key_Down, modifier=shift)
    press(view, Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2\t0\n0\t0\n"


def test_a_block_from_a_spreadsheet_is_one_step_and_stays_in_its_table(view):
    view.session.selection.select("requests.handled_total.other_org")
    QGuiApplication.clipboard().setText('1\t"2"\t3\r\n4\t5\t6\r\n7\t8\t9\r\n')
    press(view, Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    assert text(view, "requests.handled_total.other_org") == "1"
    assert text(view, "requests.handled_total.total") == "2"
    assert text(view, "requests.carried_out.total") == "5"
    assert text(view, "disputes.reconsideration.upheld") == "0"
    assert view.session.undo_stack.count() == 1
    view.session.undo_stack.undo()
    assert text(view, "requests.handled_total.total") == "2"
    assert text(view, "requests.carried_out.total") == "0"


def test_delete_blanks_the_chosen_cells_in_one_step(view):
    view.session.selection.select(NEW)
    press(view, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(view, Key.Key_Delete)
    assert (text(view, NEW), text(view, COMPANY)) == ("", "")
    assert "blank" in state(view, COMPANY)
    assert view.session.undo_stack.count() == 1


def test_space_marks_as_doubtful(view):
    view.session.selection.select(NEW)
    press(view, Key.Key_Space)
    assert state(view, NEW) == "doubtful"
    press(view, Key.Key_Space)
    assert state(view, NEW) == "normal"


def test_page_keys_scroll_the_source(view, qtbot):
    with qtbot.waitSignal(view.scrollPageRequested) as asked:
        press(view, Key.Key_PageDown)
    assert asked.args == [1]


def test_several_marks_hold_at_once_and_are_said_in_words(open_report):
    report = made_report(requests__granted__legal=None)
    cells = dict(report.cells)
    cells[COMPANY] = replace(cells[COMPANY], unsure=True, confidence=0.5)
    view = open_report(replace(report, cells=cells))
    view.session.edit(NEW, "7")
    view.session.set_cell_state([NEW], CellState.CONFIRMED)
    view.session.set_cell_state([COMPANY], CellState.CONFIRMED)
    assert {"changed", "confirmed", "member"} <= set(state(view, NEW).split())
    assert state(view, COMPANY) == "member confirmed"
    absent = view.table_model.index_of("requests.granted.legal")
    assert "absent" in absent.data(Role.STATE)
    tip = view.table_model.index_of(NEW).data(Qt.ItemDataRole.ToolTipRole)
    assert "2 → 7" in tip
    assert "王芳" in tip
    assert "REQ-01" in tip
    spoken = view.table_model.index_of(NEW).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(": 7")


def test_what_is_marked_looks_other_than_what_is_not(open_report):
    view = open_report(made_report(requests__granted__natural="7"))
    view.session.selection.select("proactive.rules.issued")

    def look(key):
        rect = view.visualRect(view.table_model.index_of(key))
        return view.grab(rect.translated(view.viewport().pos())).toImage()

    looks = {}
    for at, mark in enumerate((None, *CellState)):
        cell = f"requests.refused_law.{('natural', 'company', 'research', 'legal', 'total')[at]}"
        if mark:
            view.session.set_cell_state([cell], mark)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
        looks[mark] = look(cell)
    assert looks[CellState.CONFIRMED] != looks[None]
    assert looks[CellState.DOUBTFUL] != looks[None]
    assert look(GRANTED).pixelColor(8, 8) != look("requests.partial.natural").pixelColor(8, 8)


def test_titles_follow_the_language_and_cells_the_palette(view):
    settings = Settings()
    settings.set(LANGUAGE, "en")
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.accessibleName()
    titles = [view.model().index(row, 1).data() for row in range(view.model().rowCount())]
    assert any(title and title.startswith(("III", "三")) for title in titles)
    light = view.grab().toImage().pixelColor(QPoint(100, 40))
    palette = view.palette()
    for role, color in ((QPalette.ColorRole.Base, "#1e1f22"), (QPalette.ColorRole.Text, "#eee")):
        palette.setColor(role, color)
    view.setPalette(palette)
    assert view.grab().toImage().pixelColor(QPoint(100, 40)) != light


def test_zoom_has_bounds_and_keeps_the_width(view):
    size = view.cell_font.pointSizeF()
    view.zoom_in()
    assert view.cell_font.pointSizeF() > size
    for _ in range(40):
        view.zoom_in()
    assert view.cell_font.pointSizeF() <= 2.5 * size + 0.1
    assert view.horizontalHeader().length() == view.viewport().width()
    view.zoom_reset()
    assert view.cell_font.pointSizeF() == pytest.approx(size)


def test_a_finding_tints_its_cells_until_another_place(view):
    view.session.edit(GRANTED, "7")
    finding = view.session.findings[0]
    view.show_finding(finding)
    assert all("highlighted" in state(view, key) for key in finding.cells)
    view.session.selection.select("disputes.reconsideration.upheld")
    assert "highlighted" not in state(view, GRANTED)
