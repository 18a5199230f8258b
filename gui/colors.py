"""Every colour the program draws with: its name, its light and its dark value.

Colour is never the only sign: each state has a mark of its own too (see gui.table.cell_delegate).
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Color:
    """One colour by its use; values are ``#RRGGBB``, or ``#AARRGGBB`` where it lets through."""

    light: str
    dark: str

    def on(self, palette: QPalette) -> QColor:
        """Return the value that suits a widget's palette."""
        return self.value(dark=is_dark(palette))

    def value(self, *, dark: bool) -> QColor:
        """Return the dark or the light value."""
        return _made(self.dark if dark else self.light)


@cache
def _made(value: str) -> QColor:
    """Return a colour; thousands are asked for to paint one table."""
    return QColor(value)


def is_dark(palette: QPalette) -> bool:
    """Tell whether a palette shows light text on a dark ground."""
    base = palette.color(QPalette.ColorRole.Base)
    return base.lightness() < palette.color(QPalette.ColorRole.Text).lightness()


# ground, lines and text of the table
TABLE_BASE = Color("#FFFFFF", "#1E1F22")
TABLE_HEAD = Color("#F4F6F8", "#27292D")
TABLE_LINE = Color("#D9DEE4", "#3B3E44")
TABLE_EDGE = Color("#AEB6C0", "#565B64")  # the outer border of a table
TEXT = Color("#1F2328", "#E4E6EA")
TEXT_MUTED = Color("#5B6470", "#A3A9B3")

# what the rules and the reading say of a cell
SUSPECT_FILL = Color("#FFB2B2", "#5C1F1F")
SUSPECT_MARK = Color("#B3261E", "#FF9A91")  # its border and ▲
MEMBER_EDGE = Color("#D64545", "#E57373")
UNSURE_FILL = Color("#FFDAB0", "#4A3515")
UNSURE_MARK = Color("#8A4B00", "#FFC27A")
BLANK_HATCH = Color("#DFE4E9", "#3A3D43")
ABSENT = Color("#868E99", "#787E88")
UNPROTECTED_MARK = Color("#6B7480", "#9AA1AC")  # the ring of a cell that no rule protects

# what a person said of it
DOUBTFUL_MARK = Color("#8A4B00", "#FFC27A")
CHANGED_MARK = Color("#1A66D6", "#6CB0FF")
AS_IN_SOURCE = Color("#7B3FB0", "#CBA6F7")
CONFIRMED_MARK = Color("#2E7D4F", "#7CC79A")

# where one is: the same hue on the page and in the table
ACTIVE_FILL = Color("#59FFD60A", "#59FFD60A")
HIGHLIGHT_FILL = Color("#24FFD60A", "#1CFFD60A")  # other cells of the finding at hand
ACTIVE_LINE = Color("#B38600", "#FFD54A")
SELECTED_FILL = Color("#E4ECF7", "#2C3747")

# the other boxes on the page, where the paper stays white in both themes
PAGE_GROUND = Color("#E4E7EB", "#141517")
PAGE_SUSPECT_LINE = Color("#B3261E", "#B3261E")
PAGE_SUSPECT_FILL = Color("#40FF5A5A", "#40FF5A5A")
PAGE_MEMBER_LINE = Color("#A0D64545", "#A0D64545")
PAGE_UNSURE_LINE = Color("#8A4B00", "#8A4B00")
PAGE_UNSURE_FILL = Color("#40FFA638", "#40FFA638")
PAGE_CHANGED_LINE = Color("#1A66D6", "#1A66D6")
PAGE_AS_IN_SOURCE_LINE = Color("#7B3FB0", "#7B3FB0")
PAGE_HOVER_FILL = Color("#261A66D6", "#261A66D6")
PAGE_ACTIVE_LINE = Color("#B38600", "#B38600")

# severities: must fix, explain, hint; and nothing open
ERROR = Color("#B3261E", "#FF9A91")
WARNING = Color("#8A4B00", "#FFC27A")
HINT = Color("#5B6470", "#A3A9B3")
PASSED = Color("#2E7D4F", "#7CC79A")

# how many findings are open, few to many; the number stands in each place, too
HEAT_1 = Color("#FCE9E7", "#3A2626")
HEAT_2 = Color("#F8CBC6", "#552B2B")
HEAT_3 = Color("#F0A69E", "#713130")
HEAT_4 = Color("#E58A80", "#8A3A36")
HEAT = (HEAT_1, HEAT_2, HEAT_3, HEAT_4)
# what became of requests: granted, in part, refused, not available, not handled, otherwise; each
# has a hatching of its own, too
OUTCOME_1 = Color("#BFE3CB", "#2C5A3D")
OUTCOME_2 = Color("#DCEBB0", "#4B5A22")
OUTCOME_3 = Color("#F6C1BC", "#7A3430")
OUTCOME_4 = Color("#F8DDB0", "#6A4A1C")
OUTCOME_5 = Color("#D9CCEF", "#4F3F70")
OUTCOME_6 = Color("#CFD6DE", "#474D56")
OUTCOMES = (OUTCOME_1, OUTCOME_2, OUTCOME_3, OUTCOME_4, OUTCOME_5, OUTCOME_6)
OUTCOME_HATCH = Color("#401F2328", "#40E4E6EA")

COLORS: dict[str, Color] = {
    name: value for name, value in list(globals().items()) if isinstance(value, Color)
}

READABLE_ON: tuple[tuple[Color, Color], ...] = (
    (TEXT, TABLE_BASE),
    (TEXT, TABLE_HEAD),
    (TEXT, SUSPECT_FILL),
    (TEXT, UNSURE_FILL),
    (TEXT, SELECTED_FILL),
    (TEXT_MUTED, TABLE_BASE),
    (TEXT_MUTED, TABLE_HEAD),
    *((TEXT, ground) for ground in (*HEAT, *OUTCOMES)),
    (UNSURE_MARK, UNSURE_FILL),
    (AS_IN_SOURCE, TABLE_BASE),
    (CONFIRMED_MARK, TABLE_BASE),
    (DOUBTFUL_MARK, TABLE_BASE),
    (ERROR, TABLE_BASE),
    (WARNING, TABLE_BASE),
    (HINT, TABLE_BASE),
    (PASSED, TABLE_BASE),
)
"""Texts and the grounds they are read on: contrast at least 4.5 to 1 (AA)."""

VISIBLE_ON: tuple[tuple[Color, Color], ...] = (
    (SUSPECT_MARK, SUSPECT_FILL),
    (MEMBER_EDGE, TABLE_BASE),
    (CHANGED_MARK, TABLE_BASE),
    (CHANGED_MARK, SUSPECT_FILL),
    (AS_IN_SOURCE, SUSPECT_FILL),
    (ABSENT, TABLE_BASE),
    (UNPROTECTED_MARK, TABLE_BASE),
    (ACTIVE_LINE, TABLE_BASE),
)
"""Marks and the grounds they are seen on: contrast at least 3 to 1."""


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2)."""

    def luminance(color: QColor) -> float:
        parts = [color.redF(), color.greenF(), color.blueF()]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
