"""The tour, the legend and the list of keys, in the real window."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QTableWidget

from gui.guide.bubble import Bubble, Side, placed
from gui.guide.keys_dialog import PANELS, shown
from gui.guide.legend import LEGEND, Swatch
from gui.problems import Mark
from gui.settings import TOUR
from tests.gui.driven import focused

ROOM = QRect(0, 0, 1000, 700)


@pytest.mark.parametrize(
    ("target", "side"),
    [
        (QRect(0, 0, 200, 700), Side.RIGHT),
        (QRect(800, 0, 200, 700), Side.LEFT),
        (QRect(0, 0, 1000, 40), Side.BELOW),
        (QRect(0, 500, 1000, 200), Side.ABOVE),
        (QRect(0, 0, 1000, 700), Side.INSIDE),
    ],
)
def test_a_bubble_stands_beside_what_it_is_about(target, side):
    rect, found = placed(QSize(300, 200), target, ROOM)
    assert found is side
    assert ROOM.contains(rect)
    assert side is Side.INSIDE or not rect.intersects(target)


@pytest.mark.parametrize("size", [QSize(1200, 90), QSize(90, 900)])
def test_a_bubble_that_is_too_large_begins_in_the_room(size):
    rect, _ = placed(size, QRect(400, 300, 10, 10), ROOM)
    assert (rect.left(), rect.top()) >= (0, 0)


@pytest.fixture
def window(open_window, qtbot):
    window = open_window()
    window.settings.set(TOUR, TOUR.default)
    yield window
    window.workspace.close()


def bubble(window):
    return next((b for b in window.findChildren(Bubble) if b.isVisible()), None)


def open_sample(window, qtbot):
    window.acts["openSample"].trigger()
    qtbot.waitUntil(lambda: window.reviewing.session is not None, timeout=60_000)


def test_the_tour_comes_with_the_sample_and_is_walked_by_enter(window, qtbot):
    open_sample(window, qtbot)
    qtbot.waitUntil(lambda: bubble(window) is not None)
    said = []
    for _ in range(5):
        now = bubble(window)
        assert now.isAncestorOf(focused())
        assert window.rect().contains(now.geometry())
        said.append((now.accessibleName(), now.accessibleDescription()))
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert len(set(said)) == 5
    assert bubble(window) is None
    assert window.desk.table.hasFocus()
    assert window.settings.get(TOUR) is False
    open_sample(window, qtbot)
    qtbot.wait(50)
    assert bubble(window) is None
    window.acts["tour"].trigger()
    assert bubble(window) is not None
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert bubble(window) is None
    assert window.desk.table.hasFocus()


def test_the_tour_never_blocks_and_goes_with_the_report(window, qtbot):
    window.acts["tour"].trigger()  # nothing is open: over the sample
    qtbot.waitUntil(lambda: bubble(window) is not None, timeout=60_000)
    QTest.keyClick(focused(), Qt.Key.Key_F8)
    assert window.desk.table.hasFocus()
    assert bubble(window) is not None
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert bubble(window) is None
    assert window.settings.get(TOUR) is True  # skipped: it comes again
    window.acts["tour"].trigger()
    bubble(window).findChild(QCheckBox, "tourNever").setChecked(True)
    window.workspace.close()
    assert bubble(window) is None


def test_not_again(window, qtbot):
    open_sample(window, qtbot)
    qtbot.waitUntil(lambda: bubble(window) is not None)
    bubble(window).never.setChecked(True)
    QTest.mouseClick(bubble(window).skip, Qt.MouseButton.LeftButton)
    assert bubble(window) is None
    assert window.settings.get(TOUR) is False


def test_the_legend_names_every_mark(open_window):
    assert {mark for entry in LEGEND for mark in entry.marks} == set(Mark)
    window = open_window()
    window.acts["legend"].trigger()
    dialog = window.findChild(QDialog, "legendDialog")
    swatches = dialog.findChildren(Swatch)
    assert len(swatches) == len(LEGEND)
    looks = {bytes(s.grab().toImage().constBits()) for s in swatches}
    assert len(looks) == len(LEGEND)  # no two look alike
    dialog.accept()


def test_keys_that_panels_answer_to_are_listed(open_window):
    window = open_window()
    window.acts["keys"].trigger()
    dialog = window.findChild(QDialog, "keysDialog")
    table = dialog.findChild(QTableWidget, "keyTable")
    lines = range(table.rowCount())
    rows = [(table.item(r, 0).text().strip(), table.item(r, 1).text()) for r in lines]
    for title, keys in PANELS:
        assert (title, "") in rows
        for key in keys:
            assert shown(key)
            assert (key.text, shown(key)) in rows
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
