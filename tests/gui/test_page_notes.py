from PySide6.QtCore import QPoint

from core.report import Note
from core.text import Text
from gui.colors import UNSURE_FILL
from gui.pages.page_view import PageView
from tests.gui.driven import wait_drawn

NOTES = [
    Note("no-text", Text("这一页是图片。", "This page is a picture."), 1),
    Note("table-picture", Text("有图片。", "There is a picture."), 2),
    Note("stray-row", Text("多一行。", "A row more."), 1),
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
    assert shown.accessibleDescription() == ""
    shown.set_notes(())
    shown.go_to_page(1)
    assert shown.accessibleDescription() == ""
