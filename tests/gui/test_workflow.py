"""The whole path through the real window: open, find, correct, decide, export, close, reopen."""

import json
import sqlite3

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.form_files import load_forms
from core.read import read_document
from core.report import CellState, ReportState
from core.store.project import Project
from core.store.review import recheck
from gui.problems import Mark
from gui.settings import WHO, Settings
from tests.gui.driven import focused

NATURAL, TOTAL = "requests.handled_total.natural", "requests.handled_total.total"
REASON = "网页原文即为空白"
LONG = 30_000  # milliseconds
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def project(seeds, tmp_path):
    """A project of the third real report: five years of one agency in one file."""
    path = tmp_path / "聊城 五年 😀.gouji"
    forms = load_forms()
    with Project.create(path, forms=forms) as project:
        project.add(read_document(seeds / "seed-002-web.pdf", forms))
        recheck(project, forms)
    return path


def press(window, key, modifier=NONE):
    QTest.keyClick(focused(), key, modifier)


def enter(window, text):
    """Type a text into the current cell and press Enter."""
    QTest.keyClicks(focused(), text[0])
    QTest.keyClicks(focused(), text[1:])
    press(window, Qt.Key.Key_Return)


def click_report(window, year):
    """Click a report in the queue."""
    documents = window.documents
    at = next(n for n, row in enumerate(documents.shown_rows()) if row.year == year)
    place = documents.list.visualRect(documents.model.index(at, 0)).center()
    QTest.mouseClick(documents.list.viewport(), Qt.MouseButton.LeftButton, NONE, place)


def mark(window, key):
    return window.desk.session.review.marks.get(key, Mark.NORMAL)


def text(window, key):
    return window.desk.session.report.cells[key].text


def test_from_the_first_problem_to_the_workbook(open_window, qtbot, project, tmp_path, monkeypatch):
    Settings().set(WHO, "李敏")
    window = open_window()
    window.open_paths([project])
    click_report(window, 2019)
    session = window.desk.session
    assert session.report.year == 2019
    assert (text(window, NATURAL), text(window, TOTAL)) == ("", "")

    # F8 goes to the first problem; a value and Enter, and its red is gone
    session.selection.select("disputes.litigation_after.total")
    press(window, Qt.Key.Key_F8)
    assert session.selection.key == NATURAL
    assert Mark.SUSPECT in mark(window, NATURAL)
    enter(window, "1")
    assert text(window, NATURAL) == "1"
    assert Mark.SUSPECT not in mark(window, NATURAL)
    assert Mark.CHANGED in mark(window, NATURAL)
    assert session.selection.key == TOTAL

    # undo, redo
    press(window, Qt.Key.Key_Z, CTRL)
    assert text(window, NATURAL) == ""
    assert Mark.SUSPECT in mark(window, NATURAL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert text(window, NATURAL) == "1"
    assert Mark.SUSPECT not in mark(window, NATURAL)

    # F9 is refused, with a list, while something must be fixed
    press(window, Qt.Key.Key_F9)
    assert session.state is ReportState.IN_REVIEW
    assert any("REQ-06" in said for said in window.messages.texts())

    # another one is as in the source, with a reason
    session.selection.select(TOTAL)
    press(window, Qt.Key.Key_Return, CTRL | SHIFT)
    assert window.desk.decision_bar.isVisible()
    QApplication.clipboard().setText(REASON)  # QTest types nothing but ASCII
    press(window, Qt.Key.Key_V, CTRL)
    press(window, Qt.Key.Key_Return)
    assert not window.desk.decision_bar.isVisible()
    assert Mark.AS_IN_SOURCE in mark(window, TOTAL)
    assert text(window, TOTAL) == ""
    assert session.problems == ()
    assert window.messages.texts() == []  # the refusal no longer holds

    # reviewed, and on to the next
    press(window, Qt.Key.Key_F9)
    assert window.desk.session.report.year == 2023

    # export
    target = tmp_path / "导出 结果.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Excel (*.xlsx)"))
    press(window, Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "Exported" in "".join(window.messages.texts()), timeout=LONG)
    window.close()

    # everything is there again
    again = open_window()
    again.open_paths([project])
    click_report(again, 2019)
    assert again.desk.session.state is ReportState.REVIEWED
    assert text(again, NATURAL) == "1"
    assert again.desk.session.report.cells[NATURAL].state is CellState.CORRECTED
    assert Mark.AS_IN_SOURCE in mark(again, TOTAL)
    assert again.acts["undo"].isEnabled()
    again.close()

    in_the_file(project)
    in_the_workbook(target)


def in_the_file(path):
    """What sqlite3 finds in the project."""
    with sqlite3.connect(path) as db:
        (report,) = db.execute("SELECT id FROM reports WHERE year = 2019").fetchone()
        changed = db.execute(
            "SELECT report, key, read, text, value, state FROM cells WHERE text IS NOT read"
        ).fetchall()
        assert changed == [(report, NATURAL, "", "1", 1, "corrected")]
        decisions = db.execute(
            'SELECT report, rule, cells, "values", decision, reason, who FROM decisions'
        ).fetchall()
        assert len(decisions) == 1
        at, rule, cells, values, decision, reason, who = decisions[0]
        assert (at, rule, decision, reason, who) == (
            report, "REQ-06", "as-in-source", REASON, "李敏",
        )  # fmt: skip
        assert TOTAL in json.loads(cells)
        assert len(json.loads(values)) == len(json.loads(cells))
        said = db.execute(
            "SELECT key, old, new, why FROM events WHERE kind = 'text' ORDER BY id"
        ).fetchall()
        assert said == [
            (NATURAL, "", "1", "typed"),
            (NATURAL, "1", "", "undo"),
            (NATURAL, "", "1", "redo"),
        ]
        states = db.execute("SELECT year, state FROM reports ORDER BY year").fetchall()
        assert states == [(2019, "reviewed"), *((year, "read") for year in range(2020, 2024))]
    db.close()


def in_the_workbook(path):
    """What openpyxl finds in the workbook."""
    book = openpyxl.load_workbook(path)
    every = [
        [str(cell.value) for cell in row if cell.value is not None]
        for sheet in book.worksheets
        for row in sheet.iter_rows()
    ]
    assert any(REASON in row for row in every)
    assert any(NATURAL in row and "1" in row for row in every)
    comments = [
        cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert any(REASON in comment for comment in comments)
    book.close()


def drop(window, *paths):
    """Drop files and folders on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE
    enter = QDragEnterEvent(QPoint(200, 200), *how)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), *how))


def test_a_dropped_folder_with_bad_files_in_it(open_window, qtbot, seeds, tmp_path):
    folder = tmp_path / "2023 年报（全部） 😀"
    (folder / "下级").mkdir(parents=True)
    good = folder / "下级" / "好的 报告.pdf"
    good.write_bytes((seeds / "seed-000-word.pdf").read_bytes())
    (folder / "损坏.pdf").write_bytes(good.read_bytes()[:3000])
    (folder / "空.pdf").touch()
    (folder / "程序.exe").write_bytes(b"MZ\x90\x00")
    (folder / "加密.pdf").write_bytes(encrypted(tmp_path))
    (folder / "~$临时.docx").touch()

    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        drop(window, folder)
    qtbot.waitUntil(lambda: len(window.documents.shown_rows()) > 0)

    said = window.messages.texts()
    assert window.messages.isVisible()
    for name in ("损坏.pdf", "空.pdf", "程序.exe", "加密.pdf"):
        assert sum(name in line for line in said) == 1, (name, said)
    assert not any("临时" in line for line in said)
    assert {row.name for row in window.documents.shown_rows()} == {"好的 报告.pdf"}
    assert window.desk.session is not None  # the first report opened by itself
    assert window.workspace.project.path.parent == tmp_path / "文档 Gouji"
    assert "2023 年报（全部） 😀" in window.workspace.project.path.stem
    assert window.workspace.project.path.stem in window.windowTitle()


def encrypted(folder):
    """Return the bytes of a PDF that asks for a password."""
    pymupdf = pytest.importorskip("pymupdf")
    path = folder / "made.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "secret")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="x")
    return path.read_bytes()
