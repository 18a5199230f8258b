"""Leaving the desk with an edit that cannot be written: it is said, and nothing is lost unasked."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from core.store.project import Project
from tests.gui.driven import focused
from tests.gui.made import made_project, made_report

KEY = "requests.new.natural"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "项目 😀.gouji"
    project, _ = made_project(path, *(made_report(2020 + at) for at in range(2)))
    project.close()
    return path


@pytest.fixture
def window(path, open_window):
    """A window whose project somebody deleted, with 42 typed into a cell."""
    if os.name != "posix":
        pytest.skip("a file that is open cannot be deleted here")
    window = open_window()
    window.open_paths([path])
    window.reviewing.show_report(2)
    path.unlink()
    window.desk.session.selection.select(KEY)
    window.desk.table.setFocus()
    QTest.keyClicks(window.desk.table, "4")
    QTest.keyClicks(focused(), "2")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.desk.table.typed == "42"
    return window


def boxes(window):
    return [one for one in window.findChildren(QMessageBox, "unwrittenBox") if one.isVisible()]


def press(window, qtbot, name):
    (box,) = boxes(window)
    box.findChild(QPushButton, name).click()
    qtbot.waitUntil(lambda: box not in boxes(window))


def test_closing_says_what_cannot_be_saved_and_asks(window, qtbot):
    assert not window.close()
    (box,) = boxes(window)
    assert "“42” could not be saved" in box.text()
    assert "is gone" in box.informativeText()
    press(window, qtbot, "goBack")
    assert window.desk.table.typed == "42"
    assert not window.close()
    press(window, qtbot, "tryAgain")  # it fails again, and is asked again
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    press(window, qtbot, "leaveWithout")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_is_typed_goes_along_when_the_project_is_saved_elsewhere(
    window, path, qtbot, monkeypatch
):
    window.acts["closeProject"].trigger()
    monkeypatch.setattr(window.dialogs, "project_target", lambda _: None)
    press(window, qtbot, "saveElsewhere")  # and then no place was chosen
    qtbot.wait(10)
    assert window.desk.table.typed == "42"
    other = path.with_name("另存.gouji")
    monkeypatch.setattr(window.dialogs, "project_target", lambda _: other)
    window.acts["closeProject"].trigger()
    press(window, qtbot, "saveElsewhere")
    qtbot.waitUntil(lambda: window.workspace.project is None)
    with Project.open(other) as project:
        assert project.report(2).cells[KEY].text == "42"


def test_saving_elsewhere_by_the_menu_takes_it_along_too(window, path, monkeypatch):
    monkeypatch.setattr(window.dialogs, "project_target", lambda _: path.with_name("另存.gouji"))
    window.acts["saveProjectAs"].trigger()
    assert (window.desk.session.id, window.desk.table.typed) == (2, None)
    assert window.desk.session.report.cells[KEY].text == "42"


def test_another_project_is_not_opened_over_it(window, path, tmp_path, qtbot):
    project, _ = made_project(tmp_path / "other.gouji", made_report(2030))
    project.close()
    window.open_paths([project.path])
    assert window.workspace.project.path == path
    press(window, qtbot, "leaveWithout")
    qtbot.waitUntil(lambda: window.workspace.project.path == project.path)
