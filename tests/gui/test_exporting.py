import threading
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QToolButton,
)

from gui.exporting import Exporter
from gui.letters_dialog import LettersDialog
from gui.settings import WHO
from tests.gui.made import FORMS, made_project, made_report

LONG = 30_000  # milliseconds
AT_ONCE = Qt.ConnectionType.DirectConnection  # in the thread that exports


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "三年.gouji"
    made, _ = made_project(path, *(made_report(year) for year in (2021, 2022, 2023)))
    made.close()
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_a_stopped_export_leaves_its_target_as_it_was(qtbot, project, tmp_path, suffix):
    exporter = Exporter(FORMS)
    target = tmp_path / f"out{suffix}"
    target.write_text("mine", encoding="utf-8")
    done = list[Path]()
    exporter.done.connect(done.append)
    exporter.progressed.connect(exporter.cancel, AT_ONCE)
    with qtbot.waitSignal(exporter.ended, timeout=LONG):
        exporter.start(project, target, "zh")
    assert not done
    assert target.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out{suffix}", "三年.gouji"]
    exporter.progressed.disconnect()
    with qtbot.waitSignal(exporter.done, timeout=LONG):  # nothing is left of the wish to stop
        exporter.start(project, target, "zh")
    exporter.close()


def test_the_window_tells_of_an_export_and_stops_it(
    open_window, qtbot, project, tmp_path, monkeypatch
):
    window = open_window()
    window.open_paths([project])
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "(*.xlsx)"))
    seen = threading.Event()
    window._exporter.progressed.connect(lambda *_: seen.wait(20), AT_ONCE)
    stop = window.findChild(QToolButton, "cancelExport")
    assert not stop.isVisible()
    with qtbot.waitSignal(window._exporter.ended, timeout=LONG):
        window.acts["export"].trigger()
        qtbot.waitUntil(stop.isVisible, timeout=LONG)
        assert window.findChild(QLabel, "exportLabel").text() == "Exporting 0 of 3"
        window.acts["nextReport"].trigger()  # the window is there for other things
        assert window.desk.session.report.year == 2022
        stop.click()
        seen.set()
    assert not stop.isVisible()
    assert not target.exists()
    assert window.messages.texts() == []


BROKEN = {"disputes__reconsideration__upheld": "3"}


@pytest.fixture
def agencies(tmp_path):
    """A project of two agencies; to the second there is a hint alone to say."""
    path = tmp_path / "两家.gouji"
    hint = {"requests__new__legal": "-"}
    reports = (made_report(2023, **BROKEN), replace(made_report(2023, **hint), agency="乙局"))
    made, _ = made_project(path, *reports)
    made.close()
    return path


def answer_with(monkeypatch, target):
    """Let the file dialog choose a file of the first kind; its name has no suffix."""

    def chosen(_window, _title, proposed, kinds):
        assert Path(proposed).name == "示例市商务局 反馈意见.pdf"
        return str(target), kinds.split(";;")[0]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)


def text_of(path):
    with pymupdf.open(path) as pdf:
        return "".join(page.get_text() for page in pdf)


def test_a_letter_to_the_agency_of_the_report(open_window, qtbot, agencies, tmp_path, monkeypatch):
    window = open_window()
    assert not window.acts["feedback"].isEnabled()
    assert not window.acts["feedbackAll"].isEnabled()
    window.open_paths([agencies])
    window.settings.set(WHO, "王芳")
    target = tmp_path / "信 📄"
    answer_with(monkeypatch, target)
    with qtbot.waitSignal(window._exporter.done, timeout=LONG):
        window.acts["feedback"].trigger()
    said = text_of(tmp_path / "信 📄.pdf")
    assert "关于示例市商务局政府信息公开工作年度报告的反馈意见" in said
    assert "核对人：王芳" in said
    assert "SAN-06" not in said
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=LONG)
    [told] = window.messages.texts()
    assert "信 📄.pdf" in told
    assert str(tmp_path) in told


def letters_dialog(window):
    """Ask for letters to all agencies; return the dialog that asks how."""
    window.acts["feedbackAll"].trigger()
    return next(d for d in window.findChildren(LettersDialog) if d.isVisible())


def choose_folder(qtbot, dialog):
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_letters_to_all_agencies(open_window, qtbot, agencies, tmp_path, monkeypatch):
    window = open_window()
    window.open_paths([agencies])
    folder = tmp_path / "信 📄"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(window._exporter.lettersDone, timeout=LONG) as told:
        choose_folder(qtbot, letters_dialog(window))
    assert told.args == [folder, 1]
    assert [path.name for path in folder.iterdir()] == ["示例市商务局 反馈意见.pdf"]
    assert "SAN-06" not in text_of(folder / "示例市商务局 反馈意见.pdf")
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=LONG)
    assert str(folder) in window.messages.texts()[0]


def test_letters_in_english_with_hints_and_the_choice_is_kept(
    open_window, qtbot, agencies, tmp_path, monkeypatch
):
    window = open_window()
    window.open_paths([agencies])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog = letters_dialog(window)
    assert (dialog.language, dialog._hints.isChecked()) == ("zh", False)
    dialog.findChild(QComboBox, "lettersLanguage").setCurrentText("English")
    dialog.findChild(QCheckBox, "lettersHints").click()
    with qtbot.waitSignal(window._exporter.lettersDone, timeout=LONG) as told:
        choose_folder(qtbot, dialog)
    assert told.args == [tmp_path, 2]  # of one there are hints alone
    assert "SAN-04" in text_of(tmp_path / "乙局 feedback.pdf")
    again = letters_dialog(window)
    assert (again.language, again._hints.isChecked()) == ("en", True)
    again.reject()


def test_letters_can_be_stopped(qtbot, agencies, tmp_path):
    exporter = Exporter(FORMS)
    exporter.progressed.connect(exporter.cancel, AT_ONCE)
    with qtbot.waitSignal(exporter.ended, timeout=LONG):
        exporter.start_letters(agencies, "", tmp_path, "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["两家.gouji"]
    exporter.close()


def test_where_there_is_nothing_to_say_no_letter_is_written(
    open_window, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "好.gouji"
    made, _ = made_project(path, made_report(2023))
    made.close()
    window = open_window()
    window.open_paths([path])
    folder = tmp_path / "信"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(window._exporter.lettersDone, timeout=LONG):
        choose_folder(qtbot, letters_dialog(window))
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=LONG)
    assert "no letter" in window.messages.texts()[0]
    assert list(folder.iterdir()) == []


def test_nothing_is_written_where_no_file_was_chosen(open_window, qtbot, agencies, monkeypatch):
    window = open_window()
    window.open_paths([agencies])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.acts["feedback"].trigger()
    assert not window._exporter.busy
    dialog = letters_dialog(window)
    choose_folder(qtbot, dialog)
    assert not window._exporter.busy
    assert dialog.isVisible()  # the folder can be asked for again
    dialog.reject()
