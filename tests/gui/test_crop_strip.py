"""The crop strip with a real document and a real drawing process."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.pages.crop_strip import CropStrip, caption_width
from gui.pages.crops import PICTURE_HEIGHT, SCALES, common_scale, crop_clip

CROPS = [
    ("a", 2, (62.0, 250.0, 122.0, 266.0), "自然人 3"),
    ("b", 2, (122.0, 250.0, 182.0, 266.0), "商业企业 0"),
    ("c", 3, (300.0, 400.0, 360.0, 416.0), "总计 4"),
]


@pytest.fixture
def strip(qtbot, draw_worker):
    strip = CropStrip(draw_worker)
    qtbot.addWidget(strip)
    strip.resize(600, strip.height())
    strip.show()
    return strip


@pytest.fixture
def seed(seeds):
    return seeds / "seed-003-web.pdf"


def buttons(strip):
    return [button for button in strip._buttons if button.isVisible()]


def wait_drawn(qtbot, strip):
    def drawn():
        return all(strip._pixels.pixmap(button.tile) for button in strip._buttons)

    qtbot.waitUntil(drawn)


def empty_text(strip):
    return next(label for label in strip.findChildren(QLabel)).isVisible()


def test_crops_stand_in_order_at_one_scale(strip, qtbot, seed):
    assert empty_text(strip)
    strip.show_crops(seed, CROPS)
    wait_drawn(qtbot, strip)
    qtbot.waitUntil(lambda: len(buttons(strip)) == 3)
    shown = buttons(strip)
    assert [button.text() for button in shown] == ["自然人 3", "商业企业 0", "总计 4"]
    assert [button.accessibleName() for button in shown] == [crop[3] for crop in CROPS]
    assert len({button.tile.scale for button in shown}) == 1
    qtbot.waitUntil(lambda: shown[0].x() < shown[1].x() < shown[2].x())
    assert not empty_text(strip)
    strip.show_crops(seed, [])
    assert empty_text(strip)


def test_a_crop_shows_what_is_on_the_page(strip, qtbot, seed):
    strip.show_crops(seed, CROPS[:1])
    wait_drawn(qtbot, strip)
    image = buttons(strip)[0].grab().toImage()
    values = {image.pixelColor(x, y).lightness()
              for x in range(5, image.width() - 5) for y in range(5, PICTURE_HEIGHT)}  # fmt: skip
    assert min(values) < 100, "print"
    assert max(values) == 255, "on white paper"


def test_a_click_or_the_keyboard_chooses_the_cell(strip, qtbot, seed):
    chosen: list[str] = []
    strip.cropClicked.connect(chosen.append)
    strip.show_crops(seed, CROPS)
    QTest.mouseClick(strip._buttons[1], Qt.MouseButton.LeftButton)
    strip._buttons[2].setFocus()
    QTest.keyClick(strip._buttons[2], Qt.Key.Key_Space)
    assert chosen == ["b", "c"]


def test_the_active_cell_is_framed(strip, qtbot, seed):
    strip.set_active("b")
    strip.show_crops(seed, CROPS)
    wait_drawn(qtbot, strip)
    before = [button.grab().toImage() for button in strip._buttons]
    strip.set_active("a")
    after = [button.grab().toImage() for button in strip._buttons]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, True, False]


def test_the_active_cell_is_brought_into_view(strip, qtbot, seed):
    strip.show_crops(seed, [(f"k{i}", 2, (60.0, 250.0, 120.0, 266.0), "总计") for i in range(20)])
    strip.set_active("k17")
    button = strip._buttons[17]

    def in_view():
        left = button.mapTo(strip.viewport(), QPoint(0, 0)).x()
        return button.isVisible() and 0 <= left <= strip.viewport().width() - button.width()

    qtbot.waitUntil(in_view)


def test_the_same_crops_are_not_drawn_again(strip, qtbot, seed, monkeypatch):
    strip.show_crops(seed, CROPS)
    wait_drawn(qtbot, strip)
    asked: list[int] = []

    def counted(*what, **how):
        asked.append(len(what))
        return len(how)

    monkeypatch.setattr(strip._pixels._worker, "request", counted)
    strip.show_crops(seed, [(*crop[:3], "another caption") for crop in CROPS])
    assert [button.text() for button in strip._buttons] == ["another caption"] * 3
    assert not asked


def test_no_source_no_harm(strip, qtbot, tmp_path):
    strip.show_crops(tmp_path / "gone.pdf", CROPS)
    qtbot.waitUntil(lambda: strip._pixels.failure(3) is not None)
    strip.grab()
    strip.show_crops(None, [])


def test_the_language_changes_while_shown(strip):
    QApplication.sendEvent(strip, QEvent(QEvent.Type.LanguageChange))
    assert strip.accessibleName() == "Source of the cells"


def test_scale_and_clip():
    assert common_scale([]) == SCALES[1]
    assert common_scale([(0, 0, 50, 500)]) == SCALES[0]
    scale = common_scale([(0, 0, 50, 16), (0, 0, 50, 24)])
    assert SCALES[0] < scale < SCALES[1]
    x0, y0, x1, y1 = crop_clip((100, 100, 160, 116), scale)
    assert x0 < 100
    assert x1 > 160
    assert (y1 - y0) * scale == pytest.approx(PICTURE_HEIGHT)
    assert crop_clip((0, 0, 2000, 10), 1.0)[:2] == (890, 0)


def test_captions_share_what_room_there_is():
    assert caption_width([80, 80], [60, 200], 1000) == 200
    assert caption_width([80, 80], [60, 200], 200) == 120
    assert caption_width([80, 80], [120, 200], 100) == 0  # no less than their pictures
    assert caption_width([], [], 100) == 0
