"""A scanned report through the real window: read, unsure cells walked, corrected, exported."""

import sqlite3
from pathlib import Path

import cv2
import numpy as np
import openpyxl
import pymupdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from core.form_files import load_forms
from core.read import read_document
from core.report import CellState
from gui.problems import Mark
from tests.conftest import DATA
from tests.core.made_scans import Look, made, pages
from tests.gui.driven import focused, wait_drawn

SEED = DATA / "seed-000-word.pdf"
DPI = 150
SCANNED = (2, 3)  # pages with tables
MISREAD, RIGHT = "requests.new.total", "requests.handled_total.natural"
BLOTTED = (MISREAD, RIGHT, "requests.refused_secret.natural")
LONG = 240_000  # milliseconds; machines that test are busy
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def photographed(folder: Path) -> list[Path]:
    """Two pages of a report as pictures, with blots of ink over some of its digits."""
    cells = read_document(SEED, load_forms()).reports[0].cells
    flats = pages(SEED, DPI)
    for key in BLOTTED:
        place = cells[key].place
        assert place
        x0, y0, x1, y1 = (round(side * DPI / 72) for side in place.box)
        middle = (x0 + x1) // 2 + 1, (y0 + y1) // 2 + 2
        cv2.circle(flats[place.page - 1], middle, 5, (90, 90, 90), -1)
    files = []
    for page in SCANNED:
        picture = made(flats[page - 1], Look(dpi=DPI, skew=0.6), page).picture
        file = folder / f"{page}.jpg"
        file.write_bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 70])[1].tobytes())
        files.append(file)
    return files


@pytest.fixture
def scan(tmp_path):
    """A scanned report as a PDF file of pictures."""
    path = tmp_path / "扫描件 2019 😀.pdf"
    with pymupdf.open() as document:
        for file in photographed(tmp_path):
            page = document.new_page(width=595, height=842)
            page.insert_image(page.rect, filename=file)
        document.save(path)
    return path


def press(key, modifier=NONE):
    QTest.keyClick(focused(), key, modifier)


def drop(window, *paths):
    """Drop files and folders on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(200, 200), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), *how))


def walk_to(window, key):
    """Press F8 until a cell is reached; return all stops on the way, by key."""
    session = window.desk.session
    stops = []
    while True:
        press(Qt.Key.Key_F8)
        at = session.selection.key
        assert at not in stops, f"F8 never comes to {key}"
        stops.append(at)
        if at == key:
            return stops


def test_a_scan_is_read_its_unsure_cells_walked_corrected_and_exported(
    open_window, qtbot, scan, tmp_path, monkeypatch
):
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        drop(window, scan)
    qtbot.waitUntil(lambda: window.desk.session is not None, timeout=LONG)
    session = window.desk.session
    cells = session.report.cells
    assert cells[MISREAD].unsure
    assert cells[MISREAD].text != "2"
    assert cells[RIGHT].unsure
    assert cells[RIGHT].text == "2"
    assert not any("pictures" in said for said in window.messages.texts())
    unsure = {key for key, cell in session.report.form_cells.items() if cell.unsure}

    # every unsure cell is a stop of F8, and shows where it comes from
    stops = walk_to(window, session.problems[-1].key)
    walk_to(window, session.problems[0].key)
    assert unsure <= {*stops, session.problems[0].key}
    walk_to(window, RIGHT)
    assert window.desk.session.review.marks[RIGHT] & Mark.UNSURE
    shown = [button for button in window.desk.crops._buttons if button.crop.key == RIGHT]
    assert shown, "its piece of the source stands under the table"
    wait_drawn(qtbot, window.desk.page, LONG)
    assert not window.desk.page.box_rect(RIGHT).isEmpty()
    assert "recognised" in window.desk.page.accessibleDescription()

    # what is right is accepted, what is not is typed over
    press(Qt.Key.Key_Return)
    assert session.report.cells[RIGHT].state is CellState.CONFIRMED
    assert not session.review.marks[RIGHT] & Mark.UNSURE
    walk_to(window, MISREAD)
    QTest.keyClicks(focused(), "2")
    press(Qt.Key.Key_Return)
    assert session.report.cells[MISREAD].text == "2"
    assert not {MISREAD, RIGHT} & {problem.key for problem in session.problems}

    target = tmp_path / "导出 结果.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Excel (*.xlsx)"))
    press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "Exported" in "".join(window.messages.texts()), timeout=LONG)
    project = window.workspace.project.path
    read = cells[MISREAD].text
    window.close()
    in_the_file(project, read)
    in_the_workbook(target, read)


def in_the_file(path, read):
    """What sqlite3 finds in the project."""
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT kind, pages FROM documents").fetchall() == [("pdf", 2)]
        changed = db.execute(
            "SELECT key, read, text, value, state FROM cells WHERE text IS NOT read"
        ).fetchall()
        assert changed == [(MISREAD, read, "2", 2, "corrected")]
        accepted = "SELECT key, text, unsure FROM cells WHERE state = 'confirmed'"
        assert db.execute(accepted).fetchall() == [(RIGHT, "2", 1)]
        said = db.execute("SELECT key, old, new, why FROM events WHERE kind = 'text'").fetchall()
        assert said == [(MISREAD, read, "2", "typed")]
    db.close()


def in_the_workbook(path, read):
    """What openpyxl finds in the workbook: the correction, with what was read before."""
    book = openpyxl.load_workbook(path)
    rows = [
        [str(cell.value) for cell in row if cell.value is not None]
        for sheet in book.worksheets
        for row in sheet.iter_rows()
    ]
    assert any(MISREAD in row and "2" in row and (read in row or not read) for row in rows)
    book.close()


def blank(path, height):
    """A picture of a page with nothing on it."""
    path.parent.mkdir(exist_ok=True, parents=True)
    pixels = np.full((height, 200, 3), 255, np.uint8)
    path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())


def test_a_folder_of_photos_is_one_document_beside_others(
    open_window, qtbot, tmp_path, monkeypatch
):
    folder, another = tmp_path / "年报 😀", tmp_path / "坏了一张"
    for number in (10, 2):  # pages as high as their numbers, so that they can be told apart
        blank(folder / "某局 照片" / f"页{number}.jpg", 200 + number)
    (folder / "乙局.pdf").write_bytes(SEED.read_bytes())
    blank(another / "IMG_1.png", 200)
    (another / "IMG_2.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)

    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        drop(window, folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(another))
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.acts["addFolder"].trigger()
    documents = {document.name: document for document in window.workspace.project.documents()}
    assert {name: (document.kind, document.pages) for name, document in documents.items()} == {
        "乙局.pdf": ("pdf", 5),
        "某局 照片": ("image", 2),
        "坏了一张": ("image", 2),
    }
    notes = {note.page: note.code for note in documents["坏了一张"].notes if note.page}
    assert notes == {1: "no-text", 2: "damaged-page"}

    window.desk.page.show_document(folder / "某局 照片")
    wait_drawn(qtbot, window.desk.page, LONG)
    layout = window.desk.page._layout
    heights = [layout.rect(page).height() / layout.rect(page).width() for page in (1, 2)]
    assert heights == pytest.approx([1.01, 1.05], abs=0.002)


def test_reading_that_is_stopped_keeps_the_reports_that_are_complete(open_window, qtbot):
    window = open_window()
    stop = window.findChild(QToolButton, "cancelReading")

    def stop_at_once():
        window.workspace.reportsAdded.disconnect(stop_at_once)
        QTest.mouseClick(stop, Qt.MouseButton.LeftButton)

    window.workspace.reportsAdded.connect(stop_at_once)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        drop(window, DATA / "seed-002-web.pdf")  # a volume of five
    assert [report.year for report in window.workspace.project.reports()] == [2023]
    qtbot.waitUntil(lambda: window.desk.session is not None, timeout=LONG)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        drop(window, DATA / "seed-002-web.pdf")
    years = sorted(report.year for report in window.workspace.project.reports())
    assert years == [2019, 2020, 2021, 2022, 2023]
