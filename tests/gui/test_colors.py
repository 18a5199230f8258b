import pytest
from PySide6.QtGui import QColor, QPalette

from gui.colors import (
    COLORS,
    DECORATION,
    READABLE_ON,
    VISIBLE_ON,
    Color,
    contrast,
    is_dark,
    painted,
)
from gui.theme import DARKER, outlined, palette

NAMES = {color: name for name, color in COLORS.items()}
ROLES = QPalette.ColorRole
READABLE_ROLES = [
    *((role, ground) for role in (ROLES.WindowText, ROLES.Text, ROLES.PlaceholderText, ROLES.Link)
      for ground in (ROLES.Window, ROLES.Base, ROLES.AlternateBase)),
    (ROLES.ButtonText, ROLES.Button),
    (ROLES.ButtonText, ROLES.Window),
    (ROLES.HighlightedText, ROLES.Highlight),
    (ROLES.ToolTipText, ROLES.ToolTipBase),
]  # fmt: skip
VISIBLE_ROLES = [(ROLES.Accent, ground) for ground in (ROLES.Window, ROLES.Base, ROLES.Button)]


def _id(value):
    layers = value if isinstance(value, tuple) else (value,)
    known = [NAMES.get(layer, "paper") for layer in layers if isinstance(layer, Color)]
    return "+".join(known) or getattr(value, "name", None)


def seen(color, ground, dark):
    """The contrast of a colour, which may let through, on its ground."""
    under = painted(ground, dark=dark)
    return contrast(painted((*ground, color), dark=dark), under)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READABLE_ON, ids=_id)
def test_text_is_readable_on_its_ground(text, ground, dark):
    assert seen(text, ground, dark) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), VISIBLE_ON, ids=_id)
def test_marks_are_visible_on_their_ground(mark, ground, dark):
    assert seen(mark, ground, dark) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("role", "ground"), READABLE_ROLES, ids=_id)
def test_texts_of_the_window_are_readable(role, ground, dark):
    colors = palette(dark=dark)
    assert contrast(colors.color(role), colors.color(ground)) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("role", "ground"), VISIBLE_ROLES, ids=_id)
def test_the_ring_of_the_focus_is_visible(role, ground, dark):
    colors = palette(dark=dark)
    assert contrast(colors.color(role), colors.color(ground)) >= 3


def test_every_colour_is_held_against_some_ground_or_is_decoration():
    pairs = (*READABLE_ON, *VISIBLE_ON)
    held = {color for text, ground in pairs for color in (text, *ground)}
    assert {NAMES[color] for color in COLORS.values() if color not in held} == {
        NAMES[color] for color in DECORATION
    }


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


@pytest.mark.parametrize("dark", [False, True])
def test_outlines_of_fields_and_buttons_are_seen(dark):
    """Fusion draws them a shade darker than the window colour: that alone is not seen when dark."""
    chosen = palette(dark=dark)
    outline = outlined(chosen).color(QPalette.ColorRole.Window).darker(DARKER)
    assert contrast(outline, chosen.color(QPalette.ColorRole.Base)) >= 3
    assert contrast(chosen.color(QPalette.ColorRole.Shadow), outline) < 1.1
