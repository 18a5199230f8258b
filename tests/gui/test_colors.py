import pytest
from PySide6.QtGui import QColor, QPalette

from gui.colors import COLORS, READABLE_ON, VISIBLE_ON, Color, contrast, is_dark

NAMES = {color: name for name, color in COLORS.items()}


def _id(value):
    return NAMES.get(value) if isinstance(value, Color) else None


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READABLE_ON, ids=_id)
def test_text_is_readable_on_its_ground(text, ground, dark):
    assert contrast(text.value(dark=dark), ground.value(dark=dark)) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), VISIBLE_ON, ids=_id)
def test_marks_are_visible_on_their_ground(mark, ground, dark):
    assert contrast(mark.value(dark=dark), ground.value(dark=dark)) >= 3


@pytest.mark.parametrize("name", COLORS)
def test_values_are_colours(name):
    color = COLORS[name]
    assert QColor(color.light).isValid()
    assert QColor(color.dark).isValid()


def test_the_value_follows_the_palette():
    color = Color("#FFFFFF", "#000000")
    light, dark = QPalette(QColor("#FFFFFF")), QPalette(QColor("#202020"))
    assert not is_dark(light)
    assert is_dark(dark)
    assert color.on(light) == QColor("#FFFFFF")
    assert color.on(dark) == QColor("#000000")


def test_contrast_of_black_and_white_is_21():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
