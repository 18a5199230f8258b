"""The looks of a docx file: what a run or paragraph says itself, its styles, the defaults."""

import re
from dataclasses import dataclass, fields

from core.sources.docx_package import Node
from core.typeset.flow import Align

Color = tuple[float, float, float]

_MOST_BASED = 20  # styles on each other
_ALIGN = {
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "left": Align.LEFT,
    "start": Align.LEFT,
    "both": Align.LEFT,
    "distribute": Align.LEFT,
}
_TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi|)")


@dataclass(frozen=True, slots=True)
class Look:
    """What some properties say of text; None where they say nothing."""

    size: float | None = None  # points
    color: Color | None = None
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    shaded: bool | None = None  # it has a ground of its own


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, with those that it is based on, says of paragraphs and their text."""

    name: str = ""  # its id
    look: Look = Look()
    align: Align | None = None
    indent: float | None = None  # of the first line, in points
    indent_chars: float | None = None  # the same in widths of a character; goes before it
    list: str | None = None  # id of its numbering
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How text looks in the end."""

    size: float = 10.5
    color: Color | None = None  # None: black or white, whatever can be seen
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    shaded: bool = False


class Styles:
    """The styles of a document; ``root`` is that of its part, None where it has none."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._found: dict[str, Style] = {}
        self._default = ""
        for node in root.children if root else ():
            if node.name == "w:style":
                name = node.attributes.get("w:styleId", "")
                self._nodes[name] = node
                usual = node.attributes.get("w:default", "0") not in ("0", "false", "off")
                if usual and node.attributes.get("w:type") == "paragraph":
                    self._default = name
        defaults = root.child("w:docDefaults", "w:rPrDefault", "w:rPr") if root else None
        self._base = look_of(defaults)

    def style(self, name: str | None) -> Style:
        """Return a style by its id; for None or an unknown one an empty style."""
        if not name or name not in self._nodes:
            return Style()
        if name not in self._found:
            style = Style()
            for node in reversed(self._chain(name)):
                own = paragraph_style(node.child("w:pPr"), look_of(node.child("w:rPr")))
                style = _over(style, own)
            self._found[name] = Style(name, *(getattr(style, f.name) for f in fields(Style)[1:]))
        return self._found[name]

    def paragraph(self, properties: Node | None) -> Style:
        """Return what holds for a paragraph: what it says itself over what its style says."""
        named = properties.value("w:pStyle") if properties else None
        style = self.style(named if named in self._nodes else self._default)
        own = _over(style, paragraph_style(properties, Look()))
        return Style(style.name, *(getattr(own, f.name) for f in fields(Style)[1:]))

    def table_has(self, name: str | None, what: str) -> bool:
        """Return whether a table's style says something of ``what``: w:shd, w:tblBorders."""
        return any(any(node.below(what)) for node in self._chain(name or ""))

    def _chain(self, name: str) -> list[Node]:
        """Return a style and those that it is based on."""
        chain: dict[str, Node] = {}
        at: str | None = name
        while at in self._nodes and at not in chain and len(chain) < _MOST_BASED:
            chain[at] = self._nodes[at]
            at = chain[at].value("w:basedOn")
        return list(chain.values())

    def seen(self, paragraph: Style, properties: Node | None) -> Seen:
        """Return the looks of text with these properties in a paragraph."""
        own = look_of(properties)
        text = self.style(properties.value("w:rStyle")).look if properties else Look()
        base, of_paragraph = self._base, paragraph.look

        def toggled(name: str) -> bool:
            said: bool | None = getattr(own, name)
            if said is not None:
                return said
            # two styles that both say "bold" make it plain again: so the standard has it
            styled = bool(getattr(of_paragraph, name)) != bool(getattr(text, name))
            return styled or bool(getattr(base, name))

        sizes = (own.size, text.size, of_paragraph.size, base.size, 10.0)
        colors = (own.color, text.color, of_paragraph.color, base.color)
        return Seen(
            size=next(size for size in sizes if size is not None),
            color=next((color for color in colors if color is not None), None),
            bold=toggled("bold"),
            hidden=toggled("hidden"),
            struck=toggled("struck"),
            shaded=bool(own.shaded or text.shaded or of_paragraph.shaded),
        )


def look_of(properties: Node | None) -> Look:
    """Return what the properties of a run (``w:rPr``) say."""
    if properties is None or not properties.children:
        return Look()
    size = measure(properties.value("w:sz"))
    struck = [flag(properties, name) for name in ("w:strike", "w:dstrike")]
    return Look(
        size=None if size is None else size / (40 if _has_unit(properties.value("w:sz")) else 2),
        color=color_of(properties.value("w:color")),
        bold=flag(properties, "w:b"),
        hidden=flag(properties, "w:vanish"),
        struck=None if struck == [None, None] else any(struck),
        shaded=shade_of(properties) is not None or properties.child("w:highlight") is not None
        or None,
    )  # fmt: skip


def paragraph_style(properties: Node | None, look: Look) -> Style:
    """Return what the properties of a paragraph (``w:pPr``) say."""
    if properties is None:
        return Style(look=look)
    indent = properties.child("w:ind")
    given = indent.attributes if indent else {}
    first, chars = measure(given.get("w:firstLine")), measure(given.get("w:firstLineChars"))
    if "w:hanging" in given or "w:hangingChars" in given:
        first = chars = 0.0
    elif first is not None and chars is None:
        chars = 0.0  # an own width goes before the characters of a style
    level = measure(properties.value("w:numPr", "w:ilvl"))
    return Style(
        look=look if shade_of(properties) is None else _over_look(look, Look(shaded=True)),
        align=_ALIGN.get(properties.value("w:jc") or ""),
        indent=None if first is None else first / 20,
        indent_chars=None if chars is None else chars / 100,
        list=properties.value("w:numPr", "w:numId"),
        level=None if level is None else int(level),
    )


def flag(properties: Node, name: str) -> bool | None:
    """Return whether a property is on; None where it is not there."""
    node = properties.child(name)
    if node is None:
        return None
    return node.attributes.get("w:val", "1") not in ("0", "false", "off")


def measure(text: str | None) -> float | None:
    """Return a width in twentieths of a point, a plain number as it is; None for anything else."""
    found = _MEASURE.fullmatch(text or "")
    return float(found[1]) * _TWIPS[found[2]] if found else None


def color_of(text: str | None) -> Color | None:
    """Return the colour of six hexadecimal digits, None for any other text."""
    if text is None or not re.fullmatch("[0-9A-Fa-f]{6}", text):
        return None
    red, green, blue = bytes.fromhex(text)
    return red / 255, green / 255, blue / 255


def shade_of(properties: Node | None) -> Color | None:
    """Return the colour of the ground that properties give, None where they give none."""
    shade = properties.child("w:shd") if properties else None
    if shade is None or shade.attributes.get("w:val") == "nil":
        return None
    solid = shade.attributes.get("w:val") == "solid"
    return color_of(shade.attributes.get("w:color" if solid else "w:fill"))


def _has_unit(text: str | None) -> bool:
    return not (text or "0")[-1].isdigit()


def _over(style: Style, own: Style) -> Style:
    """Return a style with what another says over it."""
    said = {f.name: getattr(own, f.name) for f in fields(Style)}
    said["look"] = _over_look(style.look, own.look)
    return Style(**{
        name: getattr(style, name) if value is None else value for name, value in said.items()
    })  # fmt: skip


def _over_look(look: Look, own: Look) -> Look:
    values = ((getattr(look, f.name), getattr(own, f.name)) for f in fields(Look))
    return Look(*(old if new is None else new for old, new in values))
