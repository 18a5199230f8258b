"""New versions of reports: noticed, shown cell by cell, taken, kept beside the old, left out."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.digest import changed, digest, written_since
from core.report import CellState, Document, Report
from core.store.project import Project
from core.store.review import recheck
from gui.main_window import MainWindow
from gui.versions import renewing
from gui.versions.version_dialog import VersionDialog
from gui.versions.version_table import Column
from tests.gui.made import FORMS, made_report

KEY, OTHER = "requests.new.natural", "requests.granted.natural"


def take(window: MainWindow, name: str, sha: str, *reports: Report, path: str = "") -> None:
    """Have a document read into the open project."""
    place = Path(path or name)
    window.workspace._expected.add(place)
    window.workspace._take(Document(name, "pdf", 2, reports, sha256=sha * 64, path=str(place)))


@pytest.fixture
def window(open_window: Callable[[], MainWindow], tmp_path: Path) -> MainWindow:
    """A window with a report in which a person corrected one cell."""
    path = tmp_path / "项目.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        project.add(Document("旧.pdf", "pdf", 2, (made_report(),), sha256="a" * 64, path="旧.pdf"))
        recheck(project, FORMS)
    window = open_window()
    window.open_paths([path])
    assert window.reviewing.session is not None
    window.reviewing.session.edit(KEY, "3")
    return window


def press(window: MainWindow, name: str) -> None:
    window.findChildren(QPushButton, name)[-1].click()


def dialog(window: MainWindow) -> VersionDialog:
    (found,) = [one for one in window.findChildren(VersionDialog) if one.isVisible()]
    return found


def opened(window: MainWindow) -> int | None:
    return window.reviewing.session.id if window.reviewing.session else None


def ids(window: MainWindow) -> list[int]:
    project = window.workspace.project
    assert project is not None
    return [entry.id for entry in project.reports()]


def test_a_report_published_again_is_offered_compared_and_taken(window: MainWindow) -> None:
    take(window, "新.pdf", "b", made_report(2023, **{OTHER.replace(".", "__"): "9"}))
    assert "新.pdf" in window.renewing.bar.text
    press(window, "versionCompare")
    shown = dialog(window)
    rows = [
        [shown.model.index(row, column).data() for column in Column]
        for row in range(shown.model.rowCount())
    ]
    assert [row[1:4] for row in rows] == [["2", "—", "9"], ["2", "3", "2"]]
    press(window, "versionAccept")
    assert ids(window) == [2]
    session = window.reviewing.session
    assert session is not None
    assert session.id == 2
    assert session.report.cells[KEY].text == "3"
    assert session.report.cells[KEY].state is CellState.CORRECTED
    assert session.report.cells[OTHER].text == "9"
    assert not shown.isVisible()

    press(window, "undoStep")
    assert ids(window) == [1, 2]
    assert window.renewing.offered()


def test_the_open_new_version_follows_what_it_is_given(window: MainWindow) -> None:
    take(window, "新.pdf", "b", made_report())
    window.reviewing.show_report(2)
    press(window, "versionCompare")
    press(window, "versionAccept")
    session = window.reviewing.session
    assert session is not None
    assert session.report.cells[KEY].text == "3"
    assert session.undo_stack.count() == 1


def test_both_may_stay_and_are_not_offered_again(window: MainWindow) -> None:
    take(window, "新.pdf", "b", made_report())
    press(window, "bothVersions")
    assert ids(window) == [1, 2]
    assert window.renewing.offered() == []
    window.acts["versions"].trigger()
    assert "published again" in window.renewing.bar.text


def test_the_new_one_may_be_left_out_and_brought_back(window: MainWindow) -> None:
    take(window, "新.pdf", "b", made_report())
    press(window, "versionCompare")
    press(window, "versionIgnore")
    assert ids(window) == [1]
    assert opened(window) == 1
    press(window, "undoStep")
    assert ids(window) == [1, 2]


def test_versions_left_open_are_offered_when_the_project_is_opened(window: MainWindow) -> None:
    take(window, "新.pdf", "b", made_report())
    project = window.workspace.project
    assert project is not None
    path = project.path
    window.workspace.close()
    assert window.renewing.bar.text == ""
    window.open_paths([path])
    assert "新.pdf" in window.renewing.bar.text


def test_several_versions_are_gone_through_in_one_dialog(window: MainWindow) -> None:
    take(window, "二.pdf", "c", made_report(2022), made_report(2021))
    take(window, "三.pdf", "d", made_report(2022), made_report(2021))
    assert "2 report" in window.renewing.bar.text
    press(window, "versionCompare")
    shown = dialog(window)
    assert shown.current.name.endswith("2022")
    press(window, "versionKeep")
    assert shown.current.name.endswith("2021")
    press(window, "versionAccept")
    assert not shown.isVisible()


def test_a_file_that_changed_on_disk_is_noticed_and_read(
    open_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "年报 📄.txt"
    source.write_text("旧", encoding="utf-8")
    path = tmp_path / "p.gouji"
    with Project.create(path, "", FORMS) as project:
        project.add(
            Document(
                source.name, "text", 1, (made_report(),), sha256=digest(source), path=str(source)
            )
        )
    source.write_text("新", encoding="utf-8")
    os.utime(source, (4e9, 4e9))
    window = open_window()
    window.open_paths([path])
    qtbot.waitUntil(lambda: source.name in window.renewing.bar.text)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=60_000):
        press(window, "readNew")
    project = window.workspace.project  # type: ignore[assignment]
    assert len(project.documents()) == 2
    window.workspace.close()


def test_a_file_that_changes_while_the_window_is_open_is_offered_once(
    open_window: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(renewing, "SETTLED_MS", 1)
    monkeypatch.setattr(renewing, "APART_MS", 1)
    source = tmp_path / "年报 📄.txt"
    source.write_text("旧", encoding="utf-8")
    path = tmp_path / "p.gouji"
    with Project.create(path, "", FORMS) as project:
        known = digest(source)
        made = Document(source.name, "text", 1, (made_report(),), sha256=known, path=str(source))
        project.add(made)
    window = open_window()
    window.open_paths([path])

    def come_back() -> None:
        """As when a person returns from another program; waits until the files were looked at."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        qtbot.waitUntil(lambda: not window.renewing._later.isActive())
        qtbot.waitUntil(lambda: not window.renewing._files.busy)
        qtbot.wait(10)

    come_back()
    assert window.renewing.bar.text == ""
    source.write_text("新", encoding="utf-8")
    os.utime(source, (4e9, 4e9))
    come_back()
    assert source.name in window.renewing.bar.text
    press(window, "versionBarLeave")
    come_back()
    assert window.renewing.bar.text == ""  # not now was said to that
    os.utime(source, (4.1e9, 4.1e9))
    come_back()
    assert source.name in window.renewing.bar.text


def test_a_file_that_is_the_same_or_away_has_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    then = "2020-01-01T00:00:00.000+00:00"
    assert changed([(file, then)], {digest(file)}) == []
    assert changed([(file, then)], set()) == [file]
    assert not written_since(tmp_path / "none.pdf", then)
    assert changed([(tmp_path / "none.pdf", then)], set()) == []
    assert not written_since(file, "2999-01-01T00:00:00.000+00:00")
