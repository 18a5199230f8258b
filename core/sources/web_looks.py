"""How an element of a web page looks, as far as reading and showing it need: ``Look``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.sources.web_css import Declarations
from core.typeset.flow import Align

Color = tuple[float, float, float]

WHITE: Color = (1.0, 1.0, 1.0)
BLACK: Color = (0.0, 0.0, 0.0)

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "main", "menu", "nav",
    "ol", "p", "pre", "section", "summary", "ul", "listing", "xmp",
}  # fmt: skip
_DISPLAYS = dict.fromkeys(_BLOCKS, "block") | {
    "table": "table", "caption": "table-caption", "thead": "table-header-group",
    "tbody": "table-row-group", "tfoot": "table-footer-group", "tr": "table-row",
    "td": "table-cell", "th": "table-cell", "li": "list-item",
}  # fmt: skip

_PER_UNIT = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465}
_LENGTH = re.compile(
    r"^\s*([-+]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9}))\s*(pt|px|pc|in|cm|mm|em|rem|ex|%)?"
)
_SIZES = {
    "xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5,
    "x-large": 18.0, "xx-large": 24.0, "xxx-large": 36.0,
}  # fmt: skip
_FONT_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)  # of <font size=1…7>
_SCALES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.75,
           "big": 1.2, "small": 1 / 1.2, "sup": 0.83, "sub": 0.83}  # fmt: skip
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_STRUCK = frozenset({"s", "strike", "del"})
_BASE = 12.0
"""Size of text that nothing is said of, in points (16 pixels)."""
_UNSEEN_SIZE = 2.0
"""Smaller text, in points, is there to be found by machines, not to be read."""
_FAR = -700.0
"""What stands this far off, in points, was moved out of the window so as not to be seen."""
_NAMES: Mapping[str, Color] = {
    "white": WHITE, "black": BLACK, "red": (1.0, 0.0, 0.0), "blue": (0.0, 0.0, 1.0),
    "green": (0.0, 0.5, 0.0), "gray": (0.5, 0.5, 0.5), "grey": (0.5, 0.5, 0.5),
    "navy": (0.0, 0.0, 0.5), "yellow": (1.0, 1.0, 0.0), "orange": (1.0, 0.65, 0.0),
    "purple": (0.5, 0.0, 0.5), "maroon": (0.5, 0.0, 0.0), "silver": (0.75, 0.75, 0.75),
    "snow": (1.0, 0.98, 0.98), "whitesmoke": (0.96, 0.96, 0.96), "darkred": (0.55, 0.0, 0.0),
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")
_RGB = re.compile(r"rgba?\(([^)]{3,80})\)")
_ALIGNS = {"left": Align.LEFT, "start": Align.LEFT, "justify": Align.LEFT, "center": Align.CENTRE,
           "-webkit-center": Align.CENTRE, "middle": Align.CENTRE, "right": Align.RIGHT,
           "end": Align.RIGHT}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What an element hands down to what stands in it, and how it stands itself.

    ``behind`` is the colour under its text, None where that is not known. ``gone``: neither it nor
    anything in it is seen. ``own_fill``: it lays a colour under itself.
    """

    size: float = _BASE
    bold: bool = False
    color: Color = BLACK
    behind: Color | None = WHITE
    align: Align = Align.LEFT
    indent: float = 0.0
    visible: bool = True
    struck: bool = False
    raised: bool = False
    keeps_space: bool = False
    display: str = "inline"
    gone: bool = False
    own_fill: bool = False

    @property
    def breaks(self) -> bool:
        """Tell whether it begins a line of its own."""
        return not self.display.startswith(("inline", "contents", "ruby"))

    @property
    def seen(self) -> bool:
        """Tell whether a person sees text of this look."""
        if self.gone or self.struck or not self.visible or self.size < _UNSEEN_SIZE:
            return False
        return self.behind is None or not _alike(self.color, self.behind)


def look_of(
    parent: Look, tag: str, attributes: Mapping[str, str], declared: Declarations, *, partial: bool
) -> Look:
    """Return the look of an element.

    Args:
        parent: the look of the element that it stands in.
        tag: its name.
        attributes: its attributes.
        declared: what style sheets and its own style say of it.
        partial: there are style sheets that are not known, so it may have another background.
    """
    said = _by_attributes(tag, attributes) | declared
    size = _size(said, parent.size, parent.size * _scale(tag))
    color = _color(said.get("color", ""))
    back = said.get("background-color", said.get("background", ""))
    fill = _color(back)
    behind = fill or (None if "url(" in back or "gradient" in back else parent.behind)
    if fill is None and partial and tag in _DISPLAYS:
        behind = None if behind == WHITE else behind
    display = said.get("display", "").split(" ")[0]
    decoration = said.get("text-decoration", said.get("text-decoration-line", ""))
    visibility = said.get("visibility")
    space = said.get("white-space", "")
    return Look(
        size=min(max(size, 0.0), 60.0),
        bold=_bold(said, usual=parent.bold or tag in _BOLD),
        color=parent.color if color is None else color,
        behind=behind,
        align=_align(said.get("text-align", ""), tag, parent.align),
        indent=_indent(said, size, parent.indent),
        visible=parent.visible if visibility is None else visibility not in ("hidden", "collapse"),
        struck=parent.struck or tag in _STRUCK or "line-through" in decoration,
        raised=parent.raised or tag in ("sup", "sub") or "super" in said.get("vertical-align", ""),
        keeps_space=space.startswith("pre") if space else parent.keeps_space or tag == "pre",
        display=display or _DISPLAYS.get(tag, "inline"),
        gone=_gone(said, attributes),
        own_fill=fill is not None and fill != WHITE,
    )


def shown(look: Look) -> Look:
    """Return the look in which text is set where no fill is drawn: light text is black there."""
    return look if min(look.color) < 0.7 else replace(look, color=BLACK)


def length(text: str, em: float, whole: float | None = None) -> float | None:
    """Return a length in points; per cent are of ``whole``. None where it is none."""
    match = _LENGTH.match(text)
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or "px"
    if unit in ("em", "ex"):
        return number * em * (1.0 if unit == "em" else 0.5)
    if unit == "rem":
        return number * _BASE
    if unit == "%":
        return None if whole is None else number * whole / 100
    return number * _PER_UNIT[unit]


def _by_attributes(tag: str, attributes: Mapping[str, str]) -> Declarations:
    """Return what old attributes say, as declarations; style sheets come over them."""
    said: Declarations = {}
    if tag == "center":
        said["text-align"] = "center"
    if "align" in attributes and tag not in ("table", "img"):
        said["text-align"] = attributes["align"].strip().lower()
    if "bgcolor" in attributes:
        said["background-color"] = attributes["bgcolor"].strip().lower()
    if tag == "font":
        if "color" in attributes:
            said["color"] = attributes["color"].strip().lower()
        size = attributes.get("size", "").strip()
        if size.lstrip("+-").isdecimal() and len(size) < 4:
            step = int(size) + (3 if size[0] in "+-" else 0)
            said["font-size"] = f"{_FONT_SIZES[min(max(step, 1), 7) - 1]}pt"
    return said


def _scale(tag: str) -> float:
    return _SCALES.get(tag, 1.0)


def _size(said: Declarations, em: float, usual: float) -> float:
    text = said.get("font-size", "")
    if not text and "font" in said:
        text = next((w for w in said["font"].split("/")[0].split() if _LENGTH.match(w)), "")
    if text in _SIZES:
        return _SIZES[text]
    if text in ("larger", "smaller"):
        return em * 1.2 if text == "larger" else em / 1.2
    found = length(text, em, em)
    return usual if found is None else found


def _bold(said: Declarations, *, usual: bool) -> bool:
    weight = said.get("font-weight", "")
    if not weight and "font" in said:
        weight = next((w for w in said["font"].split() if w in ("bold", "normal")), "")
    if weight in ("bold", "bolder"):
        return True
    if weight.isdecimal() and len(weight) < 5:
        return int(weight) >= 600
    return False if weight in ("normal", "lighter") else usual


def _align(text: str, tag: str, parent: Align) -> Align:
    if text in _ALIGNS:
        return _ALIGNS[text]
    if tag == "table":
        return Align.LEFT
    return Align.CENTRE if tag in ("th", "caption") else parent


def _indent(said: Declarations, em: float, parent: float) -> float:
    found = length(said.get("text-indent", ""), em)
    return parent if found is None else min(max(found, 0.0), 60.0)


def _gone(said: Declarations, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is taken off the page with all that is in it."""
    if said.get("display") == "none" or ("hidden" in attributes and "display" not in said):
        return True
    opacity = length(said.get("opacity", ""), 1.0, 1.0)
    if opacity is not None and opacity < 0.02:
        return True
    if said.get("color") == "transparent" and "gradient" not in said.get("background", ""):
        return True
    outside = said.get("position") in ("absolute", "fixed")
    moved = [said.get("left", ""), said.get("top", "")] if outside else []
    if any((length(text, _BASE) or 0.0) < _FAR for text in (*moved, said.get("text-indent", ""))):
        return True
    if outside and re.match(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]", said.get("clip", "")):
        return True
    if "hidden" in said.get("overflow", ""):
        sizes = (said.get("height", ""), said.get("width", ""), said.get("max-height", ""))
        return any((size := length(s, _BASE)) is not None and size < 1.0 for s in sizes)
    return False


def _color(text: str) -> Color | None:
    """Return the colour that a value names, None where it names none."""
    if not text:
        return None
    if match := _HEX.search(text):
        digits = match[1]
        if len(digits) in (3, 4):
            digits = "".join(d * 2 for d in digits)
        if len(digits) not in (6, 8) or digits[6:] == "00":
            return None
        red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
        return red, green, blue
    if match := _RGB.search(text):
        parts = [length(part, 1.0, 191.25) for part in re.split(r"[,\s/]+", match[1].strip())]
        if len(parts) in (3, 4) and None not in parts and (len(parts) == 3 or parts[3]):
            red, green, blue = (min(max((p or 0.0) / 191.25, 0.0), 1.0) for p in parts[:3])
            return red, green, blue
        return None
    words = [word for word in text.split() if word in _NAMES]
    return _NAMES[words[0]] if words else None


def _alike(one: Color, other: Color) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.05
