"""A block from a spreadsheet: what it would change is shown before it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from gui.desk import Desk
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from tests.gui.driven import focused
from tests.gui.made import FORMS, made_project, made_report

NEW, COMPANY = "requests.new.natural", "requests.new.company"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, tmp_path, draw_worker):
    project, ids = made_project(tmp_path / "a.gouji", made_report())
    settings = Settings()
    settings.set(LANGUAGE, "en")
    desk = Desk(draw_worker, FORMS, settings)
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


def texts(desk):
    return [desk.session.report.cells[key].text for key in (NEW, COMPANY)]


def paste(desk, text, key=NEW):
    desk.session.selection.select(key)
    QApplication.clipboard().setText(text)
    QTest.keyClick(focused(), Qt.Key.Key_V, CTRL)


def listed(desk):
    box = desk.paste_bar.findChild(QListWidget)
    return [box.item(at).text() for at in range(box.count())]


def test_a_block_is_shown_first_and_pasted_with_enter(desk):
    paste(desk, "5\t６\t0\n2")
    assert desk.paste_bar.isVisible()
    assert texts(desk) == ["2", "0"]
    assert [line.rpartition(": ")[2] for line in listed(desk)] == ["2 → 5", "0 → 6", "0 → 2"]
    assert not desk.session.undo_stack.canUndo()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(desk) == ["5", "6"]
    assert not desk.paste_bar.isVisible()
    assert desk.table.hasFocus()
    desk.session.undo_stack.undo()
    assert texts(desk) == ["2", "0"]
    assert not desk.session.undo_stack.canUndo()


def test_esc_leaves_everything_as_it_is(desk):
    paste(desk, "5\t6")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not desk.paste_bar.isVisible()
    assert desk.table.hasFocus()
    assert texts(desk) == ["2", "0"]
    assert not desk.session.undo_stack.canUndo()


@pytest.mark.parametrize("text", ["7", "7\t0\t0", "2\t0\n0"])
def test_what_changes_one_cell_or_none_is_not_asked_about(desk, text):
    paste(desk, text)
    assert not desk.paste_bar.isVisible()
    assert texts(desk) == [text[0], "0"]


def test_the_bar_goes_when_the_report_changes_or_is_left(desk):
    paste(desk, "5\t6")
    desk.session.edit(NEW, "9")
    assert not desk.paste_bar.isVisible()
    paste(desk, "5\t6")
    desk.show_report(None, None)
    assert not desk.paste_bar.isVisible()


def test_of_a_long_block_the_rest_is_counted(desk, monkeypatch):
    monkeypatch.setattr("gui.table.paste_bar.SHOWN", 3)
    paste(desk, "9\t9\t9\t9\t9")
    assert len(listed(desk)) == 4
    assert listed(desk)[-1] == "and 2 more"
