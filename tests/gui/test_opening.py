"""What a person brings: files, folders, copied text."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.errors import GoujiError
from core.sources import SUFFIXES
from gui.opening import Copied, copied, keep_copied, new_project_path

LONG = 30_000  # milliseconds
CTRL = Qt.KeyboardModifier.ControlModifier
TABLE = "<p>某局</p><table><tr><td rowspan=2>一</td><td>2</td></tr></table>"
REPORT = """示例市商务局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2
"""


def copy_of(text, html=""):
    what = copied(mime(text, html))
    assert what
    return what


def mime(text="", html=""):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_copied_text_is_named_after_its_first_line():
    assert copied(mime()) is None
    assert copied(mime(" \n\t\n")) is None
    assert copied(mime("\n  某局: 2023/年报?  \n1\t2")) == Copied(
        "某局 2023 年报", "\n  某局: 2023/年报?  \n1\t2", ".txt"
    )
    assert copy_of("x" * 500).name == "x" * 60


def test_of_a_table_its_markup_is_preferred():
    what = copy_of("某局\n一\t2", TABLE)
    assert (what.name, what.suffix) == ("某局", ".html")
    assert TABLE in what.text
    assert copy_of("某局", "<b>某局</b>").suffix == ".txt"


def test_copied_texts_are_kept_beside_the_project(tmp_path):
    project = tmp_path / "2024 年报 😀.gouji"
    one = keep_copied(Copied("某局", "一\t1\n", ".txt"), project)
    other = keep_copied(Copied("某局", "二\t2\n", ".txt"), project)
    assert (one.name, other.name) == ("某局.txt", "某局 2.txt")
    assert one.parent == tmp_path / "2024 年报 😀.gouji-texts"
    assert one.read_text(encoding="utf-8") == "一\t1\n"
    with pytest.raises(GoujiError):
        keep_copied(Copied("某局", "", ".txt"), tmp_path / "none" / "a.gouji")


def test_projects_have_names_of_their_own(tmp_path):
    day = date(2024, 1, 2)
    path = new_project_path(tmp_path, 'a/b:"c"', day)
    assert path.name == "2024-01-02 a b c.gouji"
    path.touch()
    assert new_project_path(tmp_path, "a/b:c", day).name == "2024-01-02 a b c 2.gouji"


def test_the_dialog_offers_every_type_that_can_be_read(open_window, monkeypatch):
    offered = []

    def choose(*arguments):
        offered.append(arguments[-1])
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    open_window().acts["open"].trigger()
    kinds = offered[0].partition(";;")[0]
    assert all(f"*{suffix}" in kinds for suffix in (*SUFFIXES, ".gouji"))


def test_text_pasted_into_an_empty_window_is_read(open_window, qtbot):
    window = open_window()
    QApplication.clipboard().setText(REPORT)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    (document,) = window.workspace.project.documents()
    assert document.name == "示例市商务局2023年政府信息公开工作年度报告.txt"
    assert window.desk.session.report.agency == "示例市商务局"
    assert window.desk.session.report.cells["requests.new.total"].text == "2"


def test_in_a_table_paste_is_the_tables_and_the_action_the_programs(open_window, qtbot):
    window = open_window()
    QApplication.clipboard().setText(REPORT)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.acts["pasteText"].trigger()
    QApplication.clipboard().setText("7")
    window.desk.session.selection.select("requests.new.total")
    QTest.keyClick(window.desk.table, Qt.Key.Key_V, CTRL)
    assert window.desk.session.report.cells["requests.new.total"].text == "7"
    QApplication.clipboard().setText(REPORT.replace("2023", "2022"))
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.documents.list.setFocus()
        QTest.keyClick(window.documents.list, Qt.Key.Key_V, CTRL)
    assert len(window.workspace.project.documents()) == 2


def test_an_empty_clipboard_is_told(open_window):
    window = open_window()
    QApplication.clipboard().clear()
    window.acts["pasteText"].trigger()
    assert "no text on the clipboard" in window.messages.texts()[0]
    assert window.workspace.project is None
