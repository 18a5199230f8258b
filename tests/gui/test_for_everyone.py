"""Sizes of text, and the place of the window on screens that come and go."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from gui.fonts import SIZES, TextSize
from gui.settings import GEOMETRY, TEXT_SIZE
from gui.window_place import fitted
from tests.gui.made import made_project, made_report

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
LEFT, RIGHT = QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("place", "screens", "found"),
    [
        (QRect(100, 100, 1000, 600), [LEFT], QRect(100, 100, 1000, 600)),
        (QRect(1500, 100, 1000, 600), [LEFT, RIGHT], QRect(1500, 100, 1000, 600)),
        (QRect(1500, 100, 1000, 600), [LEFT], QRect(140, 100, 1000, 600)),  # its screen is gone
        (QRect(-2000, -50, 1000, 600), [LEFT, RIGHT], QRect(140, 100, 1000, 600)),
        (QRect(1500, 100, 1900, 1000), [LEFT], QRect(0, 0, 1280, 800)),  # larger than what is left
        (QRect(100, -300, 1000, 600), [LEFT], QRect(140, 100, 1000, 600)),  # no title to grip
        (QRect(1220, 100, 1000, 600), [LEFT], QRect(140, 100, 1000, 600)),  # only an edge is seen
    ],
)
def test_a_window_is_brought_onto_a_screen_there_is(place, screens, found):
    assert fitted(place, screens) == found


def test_a_window_from_a_screen_that_is_gone_opens_on_this_one(open_window):
    first = open_window()
    first.setGeometry(5000, 4000, 700, 500)
    first.close()
    assert first.settings.get(GEOMETRY)
    again = open_window()
    screen = again.screen().availableGeometry()
    assert screen.intersected(again.geometry()).width() >= 80
    assert again.geometry().top() >= screen.top()


def test_a_damaged_memory_of_the_window_does_no_harm(open_window):
    first = open_window()
    first.settings.set(GEOMETRY, b"\x00\xff nonsense")
    first.settings._store.sync()
    assert open_window().isVisible()


@pytest.fixture
def text_size(qapp):
    size = TextSize(qapp)
    yield size
    size.use("normal")


def test_sizes_are_those_that_can_be_chosen():
    assert set(SIZES) == {choice.value for choice in TEXT_SIZE.choices}


def test_tables_crops_and_page_bar_follow_the_size_of_the_text(
    open_window, tmp_path, qtbot, text_size
):
    project, _ = made_project(tmp_path / "a.gouji", made_report())
    project.close()
    window = open_window()
    window.resize(1280, 800)
    window.workspace.open(tmp_path / "a.gouji")
    qtbot.waitUntil(lambda: window.reviewing.session is not None)
    table, crops = window.desk.table, window.desk.crops

    def sizes():
        return table.cell_metrics.height(), crops.height(), window.fontMetrics().height()

    normal = sizes()
    text_size.use("very-large")
    qtbot.waitUntil(lambda: sizes()[2] > normal[2])
    large = sizes()
    assert all(1.15 < new / old < 2 for old, new in zip(normal, large, strict=True))
    text_size.use("normal")
    qtbot.waitUntil(lambda: sizes() == normal)
    window.workspace.close()


def test_tables_are_made_larger_by_keys_without_the_page(open_window, tmp_path):
    project, _ = made_project(tmp_path / "a.gouji", made_report())
    project.close()
    window = open_window()
    window.workspace.open(tmp_path / "a.gouji")
    table = window.desk.table
    size = table.cell_font.pointSizeF()
    QTest.keyClick(table, Qt.Key.Key_Equal, CTRL_ALT)
    assert table.cell_font.pointSizeF() > size
    QTest.keyClick(table, Qt.Key.Key_Minus, CTRL_ALT)
    QTest.keyClick(table, Qt.Key.Key_Minus, CTRL_ALT)
    assert table.cell_font.pointSizeF() < size
    QTest.keyClick(table, Qt.Key.Key_0, CTRL_ALT)
    assert table.cell_font.pointSizeF() == pytest.approx(size)
    window.workspace.close()
