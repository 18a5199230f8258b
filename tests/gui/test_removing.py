"""Documents removed from the queue by the keyboard, and brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.report import Document
from core.store.project import Project
from core.store.review import recheck
from gui.history.history_filter import Scope
from gui.main_window import MainWindow
from tests.gui.made import FORMS, made_report

KEY = "requests.new.natural"


@pytest.fixture
def window(open_window: Callable[[], MainWindow], tmp_path: Path) -> MainWindow:
    """A window with two documents: one of two reports, one of one."""
    path = tmp_path / "项目.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        for number, years in enumerate(((2021, 2022), (2023,))):
            reports = tuple(made_report(year) for year in years)
            name = f"{number}.pdf"
            project.add(Document(name, "pdf", 2, reports, sha256=str(number) * 64, path=name))
        recheck(project, FORMS)
    window = open_window()
    window.open_paths([path])
    return window


def shown(window: MainWindow) -> list[int | None]:
    return [row.report for row in window.documents.shown_rows()]


def button(window: MainWindow, name: str) -> QPushButton:
    found = window.findChildren(QPushButton, name)
    return found[-1]


def test_delete_asks_and_removes_and_the_bar_undoes(window: MainWindow, qtbot: QtBot) -> None:
    session = window.reviewing.session
    assert session is not None
    session.edit(KEY, "3")
    first = session.id
    window.documents.list.setFocus()
    QTest.keyClick(window.documents.list, Qt.Key.Key_Delete)
    assert "2 report" in window.documents.question.text
    qtbot.waitUntil(lambda: button(window, "removeYes").hasFocus())
    QTest.keyClick(button(window, "removeYes"), Qt.Key.Key_Return)
    assert shown(window) == [3]
    now = window.reviewing.session
    assert now is not None
    assert now.id == 3
    assert window.documents.question.text == ""
    assert "0.pdf" in window.steps.bar.text

    button(window, "undoStep").click()
    assert shown(window) == [1, 2, 3]
    back = window.reviewing.session
    assert back is not None
    assert back.id == first
    assert back.report.cells[KEY].text == "3"
    back.undo_stack.undo()  # its own history is there, too
    assert back.report.cells[KEY].text == "2"
    assert window.steps.bar.text == ""


def test_escape_keeps_the_document(window: MainWindow) -> None:
    window.acts["removeDocument"].trigger()
    assert window.documents.question.text
    QTest.keyClick(button(window, "removeYes"), Qt.Key.Key_Escape)
    assert window.documents.question.text == ""
    assert shown(window) == [1, 2, 3]
    assert window.documents.list.hasFocus()


def test_all_documents_may_go_and_come_back(window: MainWindow) -> None:
    for _ in range(2):
        window.acts["removeDocument"].trigger()
        button(window, "removeYes").click()
    assert shown(window) == []
    assert window.reviewing.session is None
    button(window, "undoStep").click()
    assert shown(window) == [3]
    assert window.reviewing.session is not None


def test_what_is_removed_while_another_report_is_open_leaves_that(window: MainWindow) -> None:
    window.documents.list.setCurrentIndex(window.documents.list.model().index(2, 0))
    QTest.keyClick(window.documents.list, Qt.Key.Key_Delete)
    assert "1.pdf" in window.documents.question.text
    button(window, "removeYes").click()
    session = window.reviewing.session
    assert session is not None
    assert session.id == 1
    assert session.undo_stack.count() == 0


def test_a_document_added_again_comes_back(window: MainWindow) -> None:
    project = window.workspace.project
    assert project is not None
    window.acts["removeDocument"].trigger()
    button(window, "removeYes").click()
    reports = (made_report(2021), made_report(2022))
    window.workspace._expected.add(Path("0.pdf"))
    window.workspace._take(Document("0.pdf", "pdf", 2, reports, sha256="0" * 64, path="0.pdf"))
    window.workspace.refresh_now()
    assert sorted(filter(None, shown(window))) == [1, 2, 3]


def test_a_removal_is_taken_back_from_the_history(window: MainWindow, qtbot: QtBot) -> None:
    window.acts["removeDocument"].trigger()
    button(window, "removeYes").click()
    window.acts["showHistory"].trigger()
    panel = window.history.panel
    panel.filter.scope.setCurrentIndex(list(Scope).index(Scope.PROJECT))
    qtbot.waitUntil(lambda: bool(panel.model.rows))
    events = [one.event for one in panel.model.rows]
    assert events[0].kind == "removed"
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    back = panel.findChild(QPushButton, "takeBack")
    assert back is not None
    qtbot.waitUntil(back.isEnabled)
    back.click()
    assert shown(window) == [1, 2, 3]


def test_a_folder_dropped_again_while_working_brings_only_what_is_new(
    open_window: Callable[[], MainWindow], seeds: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "年报 📁"
    folder.mkdir()
    (folder / "一.txt").write_bytes((seeds / "seed-000.txt").read_bytes())
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=90_000):
        window.open_paths([folder])
    session = window.reviewing.session
    assert session is not None
    key = session.selection.key or KEY
    session.edit(key, "8")
    before = session.report
    (folder / "二.txt").write_bytes((seeds / "seed-001.txt").read_bytes())
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=90_000):
        window.open_paths([folder])
    both = {"一.txt", "二.txt"}
    qtbot.waitUntil(lambda: {row.name for row in window.documents.shown_rows()} == both)
    assert any("not read again" in text for text in window.messages.texts())
    assert window.reviewing.session is session
    assert session.report == before
    project = window.workspace.project
    assert project is not None
    assert project.select("SELECT count(*) FROM candidates WHERE report = ?", (session.id,)) == [
        (0,)
    ]
    window.workspace.close()
