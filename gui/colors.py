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
TEXT_MUTED = Color("#5B6470", "#B4BAC4")

# what the rules and the reading say of a cell
SUSPECT_FILL = Color("#FFB2B2", "#5C1F1F")
SUSPECT_MARK = Color("#B3261E", "#FF9A91")  # its border and ▲
MEMBER_EDGE = Color("#D64545", "#E57373")
UNSURE_FILL = Color("#FFDAB0", "#4A3515")
UNSURE_MARK = Color("#8A4B00", "#FFC27A")
BLANK_HATCH = Color("#CBD2DA", "#4A4E55")
ABSENT = Color("#757D88", "#9097A1")
UNPROTECTED_MARK = Color("#5F6873", "#9AA1AC")  # the ring of a cell that no rule protects

# what a person said of it
DOUBTFUL_MARK = Color("#7A4100", "#FFC27A")
CHANGED_MARK = Color("#1A66D6", "#6CB0FF")
AS_IN_SOURCE = Color("#6A2FA0", "#CBA6F7")
CONFIRMED_MARK = Color("#1A5C35", "#7CC79A")

# where one is: the same hue on the page and in the table
ACTIVE_FILL = Color("#59FFD60A", "#2BFFD60A")
HIGHLIGHT_FILL = Color("#24FFD60A", "#16FFD60A")  # other cells of the finding at hand
ACTIVE_LINE = Color("#866500", "#FFD54A")
SELECTED_FILL = Color("#E4ECF7", "#2C3747")

# the other boxes on the page, where the paper stays white in both themes
PAGE_GROUND = Color("#E4E7EB", "#141517")
PAGE_SUSPECT_LINE = Color("#B3261E", "#B3261E")
PAGE_SUSPECT_FILL = Color("#40FF5A5A", "#40FF5A5A")
PAGE_MEMBER_LINE = Color("#CCD64545", "#CCD64545")
PAGE_UNSURE_LINE = Color("#8A4B00", "#8A4B00")
PAGE_UNSURE_FILL = Color("#40FFA638", "#40FFA638")
PAGE_CHANGED_LINE = Color("#1A66D6", "#1A66D6")
PAGE_AS_IN_SOURCE_LINE = Color("#7B3FB0", "#7B3FB0")
PAGE_HOVER_FILL = Color("#261A66D6", "#261A66D6")
PAGE_ACTIVE_LINE = Color("#B38600", "#B38600")

# severities: must fix, explain, hint; and nothing open
ERROR = Color("#B3261E", "#FF9A91")
WARNING = Color("#8A4B00", "#FFC27A")
HINT = Color("#5B6470", "#B4BAC4")
PASSED = Color("#1F6B3F", "#7CC79A")

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

Ground = tuple[Color, ...]
"""What something is drawn on: a fill, and the tints that lie over it."""

QUIET: tuple[Ground, ...] = (
    (TABLE_BASE,),
    (TABLE_HEAD,),
    (SELECTED_FILL,),
    *((base, tint) for base in (TABLE_BASE, TABLE_HEAD) for tint in (ACTIVE_FILL, HIGHLIGHT_FILL)),
)
"""The grounds of cells of which the rules and the reading say nothing."""

CELLS: tuple[Ground, ...] = (*QUIET, (SUSPECT_FILL,), (UNSURE_FILL,))
PAPER: Ground = (Color("#FFFFFF", "#FFFFFF"),)
LISTS: tuple[Ground, ...] = ((TABLE_BASE,), (TABLE_HEAD,), (SELECTED_FILL,))

READABLE_ON: tuple[tuple[Color, Ground], ...] = (
    *((TEXT, ground) for ground in CELLS),
    *((TEXT_MUTED, ground) for ground in QUIET),
    *((TEXT, (ground,)) for ground in (*HEAT, *OUTCOMES)),
    *((sign, g) for sign in (AS_IN_SOURCE, CONFIRMED_MARK, DOUBTFUL_MARK) for g in CELLS),
    *((severity, g) for severity in (ERROR, WARNING, HINT, PASSED) for g in LISTS),
)
"""Texts and signs, and the grounds they are read on: contrast at least 4.5 to 1 (AA)."""

VISIBLE_ON: tuple[tuple[Color, Ground], ...] = (
    (SUSPECT_MARK, (SUSPECT_FILL,)),
    (UNSURE_MARK, (UNSURE_FILL,)),
    *((MEMBER_EDGE, ground) for ground in (*QUIET, (UNSURE_FILL,))),
    *((mark, g) for mark in (CHANGED_MARK, UNPROTECTED_MARK, ACTIVE_LINE) for g in CELLS),
    *((ABSENT, ground) for ground in QUIET),
    *((line, PAPER) for line in (PAGE_SUSPECT_LINE, PAGE_MEMBER_LINE, PAGE_UNSURE_LINE,
                                 PAGE_CHANGED_LINE, PAGE_AS_IN_SOURCE_LINE, PAGE_ACTIVE_LINE)),
)  # fmt: skip
"""Marks and the grounds they are seen on: contrast at least 3 to 1."""

DECORATION = (TABLE_LINE, TABLE_EDGE, BLANK_HATCH, OUTCOME_HATCH, PAGE_GROUND, PAGE_SUSPECT_FILL,
              PAGE_UNSURE_FILL, PAGE_HOVER_FILL)  # fmt: skip
"""What may be faint: nothing is known by it alone. A blank cell is known by being empty."""


def painted(layers: Ground, *, dark: bool) -> QColor:
    """Return the colour that is seen where fills and tints lie one over another."""
    first, *rest = (layer.value(dark=dark) for layer in layers)
    for tint in rest:
        share = tint.alphaF()
        first = QColor.fromRgbF(
            share * tint.redF() + (1 - share) * first.redF(),
            share * tint.greenF() + (1 - share) * first.greenF(),
            share * tint.blueF() + (1 - share) * first.blueF(),
        )
    return first


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2)."""

    def luminance(color: QColor) -> float:
        parts = [color.redF(), color.greenF(), color.blueF()]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
