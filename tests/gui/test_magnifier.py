"""The magnifier: there while F4 is held, large, over the page; and a page that follows or stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.gui.driven import focused, wait_drawn

LONG = 30_000  # milliseconds


@pytest.fixture
def window(open_window, qtbot, seeds):
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([seeds / "seed-003-web.pdf"])
    qtbot.waitUntil(lambda: window.desk.session is not None)
    wait_drawn(qtbot, window.desk.page)
    return window


def ink(widget):
    """Count the dark pixels of a picture of a widget."""
    image = widget.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(image.pixelColor(x, y).lightness() < 128 for x, y in places)


def test_the_source_is_large_while_the_key_is_held(window, qtbot):
    magnifier = window.desk.magnifier
    window.desk.session.selection.select("requests.handled_total.total")
    QTest.keyPress(focused(), Qt.Key.Key_F4)
    assert magnifier.isVisible()
    frame = ink(magnifier)
    qtbot.waitUntil(lambda: ink(magnifier) > frame + 200)  # rulings and digits, drawn
    assert magnifier.width() > 0.9 * window.desk.page.width()
    QTest.keyRelease(focused(), Qt.Key.Key_F4)
    assert not magnifier.isVisible()


def test_it_works_while_a_cell_is_edited_and_follows_the_cell(window, qtbot):
    window.desk.session.selection.select("requests.new.natural")
    QTest.keyClick(focused(), Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    QTest.keyPress(editor, Qt.Key.Key_F4)
    assert window.desk.magnifier.isVisible()
    before = window.desk.magnifier.grab().toImage()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.desk.magnifier.grab().toImage() != before)
    assert window.desk.magnifier.isVisible()


def test_a_cell_without_a_place_shows_none(window):
    window.desk.session.selection.select("requests.new.natural")
    window.acts["magnify"].trigger()
    assert window.desk.magnifier.isVisible()
    window.acts["magnify"].trigger()
    assert not window.desk.magnifier.isVisible()


def test_the_page_stays_where_it_is_when_it_is_not_to_follow(window, open_window):
    page = window.desk.page
    bar = page.verticalScrollBar()
    window.desk.session.selection.select("requests.new.natural")
    bar.setValue(bar.maximum())
    window.acts["followCell"].trigger()
    window.desk.session.selection.select("requests.new.company")
    assert bar.value() == bar.maximum()
    window.acts["followCell"].trigger()
    window.desk.session.selection.select("requests.new.natural")
    page._finish_glide()
    assert bar.value() < bar.maximum()
    window.acts["followCell"].trigger()
    assert not open_window().acts["followCell"].isChecked()  # remembered
