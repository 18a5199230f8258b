"""The open report divided at a page and joined with the next one, from the window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.read import read_document
from core.report import CellState
from core.store.project import Project
from gui.main_window import MainWindow
from tests.core.test_parting import A, B, spread
from tests.gui.made import FORMS, made_project, made_report


@pytest.fixture
def window(open_window: Callable[[], MainWindow], tmp_path: Path) -> MainWindow:
    """A report of two pages, and one of a third page in the same document."""
    whole = spread(made_report(), "disputes")
    other = replace(made_report(2022, requests__new__natural="9"), pages=(3, 3))
    project, _ = made_project(tmp_path / "项目.gouji", whole, other)
    project.close()
    window = open_window()
    window.open_paths([project.path])
    return window


def press(window: MainWindow, name: str) -> None:
    window.findChildren(QPushButton, name)[-1].click()


def shown(window: MainWindow) -> set[int | None]:
    return {row.report for row in window.documents.shown_rows()}


def test_a_report_is_divided_at_the_page_shown_and_made_whole_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.reviewing.session
    assert session is not None
    session.edit(A, "5")
    window.acts["splitReport"].trigger()
    assert "one of 2 to 2" in window.steps.bar.text  # the first page is shown
    monkeypatch.setattr(type(window.desk.page), "page", 2)
    window.acts["splitReport"].trigger()
    assert "page 2" in window.steps.bar.text
    press(window, "splitYes")
    assert shown(window) == {2, 3, 4}
    now = window.reviewing.session
    assert now is not None
    assert now.id == 3
    assert now.report.cells[A].text == "5"
    assert B not in now.report.cells
    press(window, "undoStep")
    assert shown(window) == {1, 2}
    back = window.reviewing.session
    assert back is not None
    assert back.id == 1
    assert back.report.cells[A].text == "5"
    assert back.undo_stack.count() == 1


def test_neighbours_are_joined_and_clashes_told(window: MainWindow) -> None:
    window.acts["joinReport"].trigger()
    assert "different things" in window.steps.bar.text
    press(window, "joinYes")
    assert shown(window) == {3}
    session = window.reviewing.session
    assert session is not None
    cell = session.report.cells[A]
    assert (cell.text, cell.state) == ("2", CellState.DOUBTFUL)
    assert ("9", 1.0) in cell.candidates
    window.acts["joinReport"].trigger()
    assert "No other report" in window.steps.bar.text


def test_both_parts_are_read_again_by_themselves(
    open_window: Callable[[], MainWindow],
    seeds: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two reports taken for one: what the second one has is found once it stands by itself."""
    source = tmp_path / "两份 📄.pdf"
    source.write_bytes((seeds / "seed-003-web.pdf").read_bytes())
    read = read_document(source, FORMS)
    (whole,) = read.reports
    assert whole.pages is not None
    page = max(cell.place.page for cell in whole.cells.values() if cell.place)
    assert page > 1
    second = {key for key, cell in whole.cells.items() if cell.place and cell.place.page == page}
    lost = sorted(second)[0]
    cells = {key: cell for key, cell in whole.cells.items() if key != lost}
    path = tmp_path / "p.gouji"
    with Project.create(path, "", FORMS) as project:
        project.add(replace(read, reports=(replace(whole, cells=cells),)))
    window = open_window()
    window.open_paths([path])
    monkeypatch.setattr(type(window.desk.page), "page", page)
    window.acts["splitReport"].trigger()
    with qtbot.waitSignal(window.workspace.rechecked, timeout=60_000):
        press(window, "splitYes")
    project_ = window.workspace.project
    assert project_ is not None
    first, other = (entry.id for entry in project_.reports())
    qtbot.waitUntil(lambda: lost in project_.report(other).cells, timeout=90_000)
    assert project_.report(other).cells[lost].text == whole.cells[lost].text
    assert lost not in project_.report(first).cells
    session = window.reviewing.session
    assert session is not None
    assert session.report == project_.report(session.id)
    qtbot.waitUntil(lambda: not window.parting.reading, timeout=60_000)
    window.workspace.close()
