import ast
from pathlib import Path

from PySide6.QtCore import QPoint

import core
from core.reading.remarks import _DOUBTS
from core.report import Note
from core.text import Text
from gui.colors import TABLE_HEAD, UNSURE_FILL
from gui.pages.page_notes import ASIDES, CODES
from gui.pages.page_view import PageView
from tests.gui.driven import wait_drawn

NOTES = [
    Note("no-text", Text("这一页是图片。", "This page is a picture."), 1),
    Note("table-picture", Text("有图片。", "There is a picture."), 2),
    Note("stray-row", Text("多一行。", "A row more."), 1),
    Note("scanned", Text("由识别得出。", "It was recognised."), 3),
    Note("repaired", Text("已修复。", "Repaired.")),
]


def test_what_was_not_read_is_said_on_the_page(qtbot, seeds, draw_worker, settings):
    shown = PageView(draw_worker, settings)
    qtbot.addWidget(shown)
    shown.resize(640, 600)
    shown.show()
    shown.show_document(seeds / "seed-003-web.pdf")
    wait_drawn(qtbot, shown)
    before = shown.viewport().grab().toImage()
    shown.set_notes(NOTES)
    assert shown.accessibleDescription() == "This page is a picture."
    after = shown.viewport().grab().toImage()
    assert shown._layout
    place = QPoint(300, round(shown._layout.rect(1).top()) + 2)
    assert after.pixelColor(place) == UNSURE_FILL.value(dark=False) != before.pixelColor(place)
    shown.go_to_page(2)
    assert shown.accessibleDescription() == "There is a picture."
    shown.go_to_page(3)
    assert shown.accessibleDescription() == "It was recognised."
    corner = shown._layout.rect(3).topRight() - shown._seen().topLeft()
    right = min(round(corner.x()), shown.viewport().width())
    place = QPoint(right - 4, round(corner.y()) + 3)
    assert shown.viewport().grab().toImage().pixelColor(place) == TABLE_HEAD.value(dark=False)
    shown.go_to_page(4)
    assert shown.accessibleDescription() == ""
    shown.set_notes(())
    shown.go_to_page(1)
    assert shown.accessibleDescription() == ""


IN_QUEUE = {"repaired", "no-report", "many-tables", "unfinished"}
"""The notes that are about a document, and are said where it stands in the queue."""


def test_every_note_has_its_place_in_the_window():
    codes = {code for code, _ in _DOUBTS.values()}
    for file in Path(core.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note":
                codes |= {str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant)}
    assert codes == CODES | ASIDES | IN_QUEUE
