"""The window as a whole: projects, panels, what is remembered, what happens when things fail."""

import shutil
import sqlite3
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from core.report import ReportState
from gui.opening import brought, new_project_path
from gui.settings import LANGUAGE, PAGE_ON_THE_RIGHT, THEME, WHO, Settings
from gui.settings_dialog import SettingsDialog
from gui.theme import Theme
from tests.gui.driven import focused
from tests.gui.made import AGENCY, made_project, made_report

LONG = 30_000  # milliseconds
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(tmp_path):
    """A project of three years; something must be fixed in the second."""
    path = tmp_path / "三年 😀.gouji"
    wrong = made_report(2022, requests__granted__natural="3")
    made, _ = made_project(path, made_report(2021), wrong, made_report(2023))
    made.close()
    return path


@pytest.fixture
def window(open_window, project):
    window = open_window()
    window.open_paths([project])
    return window


def year(window):
    return window.desk.session.report.year


def show(window, wanted):
    window.reviewing.show_report(
        next(row.report for row in window.documents.shown_rows() if row.year == wanted)
    )


def test_nothing_is_open_at_first(open_window):
    window = open_window()
    assert window.empty.isVisible()
    assert not window.documents.isVisible()
    for name in ("saveProjectAs", "export", "nextProblem", "undo", "markReviewed", "paste"):
        assert not window.acts[name].isEnabled()
    for name in ("open", "addFolder", "openSample", "settings", "keys"):
        assert window.acts[name].isEnabled()


def test_a_project_opens_with_its_first_report(window, project):
    assert window.desk.isVisible()
    assert project.stem in window.windowTitle()
    assert len(window.documents.shown_rows()) == 3
    assert window.desk.session.report.agency == AGENCY


def test_opening_is_remembered_and_offered(open_window, window, project):
    window.acts["closeProject"].trigger()
    assert window.empty.isVisible()
    assert Settings().recent() == [project]
    with_recent = open_window()
    with_recent.empty.recentChosen.emit(project)
    assert with_recent.desk.isVisible()


def test_what_is_no_project_is_told(open_window, tmp_path):
    path = tmp_path / "不是.gouji"
    path.write_bytes(b"x" * 5000)
    window = open_window()
    window.open_paths([path])
    assert window.empty.isVisible()
    assert [said for said in window.messages.texts() if "不是.gouji" in said]
    window.findChild(QToolButton, "dismissMessages").click()
    assert not window.messages.isVisible()


def test_the_messages_stay_when_a_project_cannot_be_opened_over_another(window, tmp_path):
    window.open_paths([tmp_path / "gone.gouji"])
    assert window.desk.isVisible()
    assert window.messages.isVisible()


def test_keys_go_through_reports(window):
    show(window, 2021)
    press = lambda key, *held: QTest.keyClick(focused(), key, *held)  # noqa: E731
    press(Qt.Key.Key_PageDown, CTRL)
    assert year(window) == 2022
    press(Qt.Key.Key_PageUp, CTRL)
    assert year(window) == 2021
    press(Qt.Key.Key_F9)
    assert window.workspace.project.reports()[0].state is ReportState.REVIEWED
    assert year(window) == 2022
    press(Qt.Key.Key_F9)
    assert window.workspace.project.reports()[1].state is not ReportState.REVIEWED
    assert "REQ" in "".join(window.messages.texts())
    press(Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert year(window) == 2023
    assert window.messages.texts() == []


def test_f6_goes_through_the_panels(window):
    table = window.desk.table
    assert table.hasFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert len(set(seen)) == 4
    assert seen[-1] is table
    QTest.keyClick(window.desk.table, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.desk.page


def test_ctrl_shift_f_searches(window):
    QTest.keyClick(focused(), Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "2022")
    assert [row.year for row in window.documents.shown_rows() if row.year != year(window)] in (
        [2022], [],
    )  # fmt: skip


def test_panels_hide_and_show(window):
    for name, panel in (
        ("showDocuments", window.documents),
        ("showPage", window.desk.page),
        ("showCrops", window.desk.crops),
        ("showFindings", window.desk.findings),
    ):
        window.acts[name].trigger()
        assert not panel.isVisible(), name
        window.acts[name].trigger()
        assert panel.isVisible(), name


def test_a_half_typed_value_is_committed_before_another_report_opens(window):
    show(window, 2021)
    window.desk.session.selection.select("requests.new.company")
    QTest.keyClicks(window.desk.table, "7")
    QTest.keyClick(focused(), Qt.Key.Key_PageDown, CTRL)
    assert year(window) == 2022
    show(window, 2021)
    assert window.desk.session.report.cells["requests.new.company"].text == "7"


def test_the_queue_follows_an_edit(window, qtbot):
    show(window, 2022)
    row = next(row for row in window.documents.shown_rows() if row.year == 2022)
    assert row.errors > 0
    window.desk.session.edit("requests.granted.natural", "2")
    qtbot.waitUntil(
        lambda: next(r for r in window.documents.shown_rows() if r.year == 2022).errors == 0
    )


def test_agency_and_year_are_put_right_in_the_header(window):
    show(window, 2021)
    field = window.findChild(QLineEdit, "agencyField")
    field.setText("示例市教育局")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.desk.session.report.agency == "示例市教育局"
    year_field = window.findChild(QLineEdit, "yearField")
    for typed, kept in (("20x1", 2021), ("1200", 2021), ("2019", 2019)):
        year_field.setText(typed)
        QTest.keyClick(year_field, Qt.Key.Key_Return)
        assert year(window) == kept
        assert year_field.text() == str(kept)
    window.acts["undo"].trigger()
    assert year_field.text() == "2021"


def test_save_as_copies_a_project_that_had_a_name(window, project, tmp_path, monkeypatch):
    target = tmp_path / "另 存" / "新.gouji"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target)[:-6], ""))
    window.acts["saveProjectAs"].trigger()
    assert window.workspace.project.path == target
    assert project.exists()
    show(window, 2021)
    window.desk.session.edit("requests.new.company", "9")
    with sqlite3.connect(project) as db:
        assert db.execute("SELECT count(*) FROM events WHERE kind = 'text'").fetchone() == (0,)
    db.close()


def test_save_as_moves_a_project_named_by_the_program(
    open_window, qtbot, seeds, tmp_path, monkeypatch
):
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([seeds / "seed-000-word.pdf"])
    old = window.workspace.project.path
    target = tmp_path / "我的.gouji"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.acts["saveProjectAs"].trigger()
    assert not old.exists()
    assert Settings().recent()[0] == target
    assert window.desk.session is not None


def test_save_as_where_one_may_not_write_is_told(window, project, tmp_path, monkeypatch):
    target = tmp_path / "no folder" / "x.gouji"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.acts["saveProjectAs"].trigger()
    assert window.workspace.project.path == project
    assert window.messages.isVisible()


def test_a_name_without_suffix_does_not_replace_a_file_unasked(window, tmp_path, monkeypatch):
    there = tmp_path / "there.xlsx"
    there.write_text("mine", encoding="utf-8")
    name = str(there.with_suffix(""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, "Excel (*.xlsx)"))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    window.acts["export"].trigger()
    assert there.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_export(window, qtbot, tmp_path, monkeypatch, suffix):
    target = tmp_path / f"导出 {suffix[1:]}"
    kind = f"Kind (*{suffix})"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), kind))
    for _ in range(2):
        window.acts["export"].trigger()
        qtbot.waitUntil(lambda: len(window.messages.texts()) == 1, timeout=LONG)
        monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    assert target.with_name(target.name + suffix).stat().st_size > 1000


def test_an_export_that_fails_is_told(window, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "no folder" / "x.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "(*.xlsx)"))
    window.acts["export"].trigger()
    qtbot.waitUntil(window.messages.isVisible, timeout=LONG)
    assert "Choose a folder that exists" in window.messages.texts()[0]


def test_reading_can_be_stopped(open_window, qtbot, seeds, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        copy = folder / f"{number}.pdf"
        shutil.copy(seeds / "seed-002-web.pdf", copy)
        with copy.open("ab") as file:
            file.write(b"\n%% %d" % number)
    window = open_window()
    window.open_paths([folder])
    qtbot.waitUntil(lambda: window.desk.session is not None, timeout=LONG)
    stop = window.findChild(QToolButton, "cancelReading")
    assert stop.isVisible()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        stop.click()
    assert not stop.isVisible()
    assert 0 < len(window.workspace.project.documents()) < 40


def test_another_project_gets_nothing_of_what_was_read_for_the_last(
    open_window, qtbot, seeds, project
):
    window = open_window()
    window.open_paths(sorted(seeds.glob("seed-*.pdf")))
    qtbot.waitUntil(lambda: window.desk.session is not None, timeout=LONG)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([project])
    qtbot.wait(100)
    assert len(window.workspace.project.documents()) == 1


def test_a_moved_source_is_asked_for(window, qtbot, seeds, monkeypatch):
    found = seeds / "seed-000-word.pdf"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found), ""))
    locate = window.desk.page.findChild(QPushButton, "locateButton")
    qtbot.waitUntil(locate.isVisible, timeout=LONG)
    locate.click()
    assert window.workspace.project.documents()[0].path == str(found)
    assert window.desk.page.path == found
    qtbot.waitUntil(lambda: window.desk.page.page == 1, timeout=LONG)
    assert not locate.isVisible()


def test_undo_says_what_it_takes_back(window):
    show(window, 2021)
    undo = window.acts["undo"]
    assert not undo.isEnabled()
    window.desk.session.edit("requests.new.company", "9")
    assert undo.isEnabled()
    assert undo.text() == "Undo: change of a cell"
    undo.trigger()
    assert not undo.isEnabled()
    assert undo.text() == "Undo"
    assert window.acts["redo"].text() == "Redo: change of a cell"


def test_settings_take_effect_at_once(window, qtbot, qapp):
    theme = Theme(qapp)
    settings = window.settings
    settings.changed.connect(lambda _key: theme.use(settings.get(THEME)))
    window.acts["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    dialog.findChild(QLineEdit, f"setting-{WHO.key}").setText("王芳")
    dialog.findChild(QLineEdit, f"setting-{WHO.key}").editingFinished.emit()
    assert window.workspace.project.who == "王芳"
    left = window.desk.indexOf(window.desk.page)
    settings.set(PAGE_ON_THE_RIGHT, not PAGE_ON_THE_RIGHT.default)
    assert (left, window.desk.indexOf(window.desk.page)) == (0, 1)
    settings.set(THEME, "dark")
    assert window.palette().window().color().lightness() < 100
    settings.set(THEME, "light")
    assert window.palette().window().color().lightness() > 200
    assert settings.get(LANGUAGE) == "en"
    dialog.accept()


def test_the_window_comes_back_as_it_was(open_window, project):
    window = open_window()
    window.open_paths([project])
    window.resize(790, 650)  # the screen of the tests is 800 pixels wide
    window.desk.setSizes([150, 400])
    sizes = window.desk.sizes()
    window.close()
    again = open_window()
    again.open_paths([project])
    assert again.size() == window.size()
    assert abs(again.desk.sizes()[0] - sizes[0]) < 20


def test_a_crash_is_told_and_the_program_goes_on(window):
    window.tell_crash("ValueError: x")
    box = window.findChild(QMessageBox, "crashBox")
    assert "ValueError: x" in box.informativeText()
    assert "log.txt" in box.informativeText()
    box.close()
    assert window.isVisible()


def test_a_composing_input_method_keeps_the_window_open(window, monkeypatch):
    monkeypatch.setattr(window.desk.table, "commit", lambda: False)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    monkeypatch.undo()


def test_what_is_brought(tmp_path):
    folder = tmp_path / "2023 年报"
    folder.mkdir()
    (folder / "a.pdf").touch()
    found = brought([tmp_path / "x.gouji", folder, tmp_path / "b.pdf"])
    assert found.project == tmp_path / "x.gouji"
    assert found.documents == (folder / "a.pdf", tmp_path / "b.pdf")
    assert found.name == "2023 年报"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("年报", "2026-01-31 年报"),
        ('a/b\\c:*?"<>|', "2026-01-31 a b c"),
        ("", "2026-01-31"),
        ("长" * 300, "2026-01-31 " + "长" * 60),
        (" ..", "2026-01-31"),
    ],
)
def test_the_name_of_a_new_project(tmp_path, name, stem):
    day = date(2026, 1, 31)
    first = new_project_path(tmp_path, name, day)
    assert first.name == f"{stem}.gouji"
    first.touch()
    assert new_project_path(tmp_path, name, day).name == f"{stem} 2.gouji"
