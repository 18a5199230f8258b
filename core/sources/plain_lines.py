"""A line of a text copy: the fields that tabs, bars or blanks divide it into; what is a value."""

import re
from dataclasses import dataclass
from itertools import pairwise

from core import bounds
from core.numbers import Kind, parse

_BARS = re.compile(r"[|｜│┃]")
_RULE = re.compile(r":?[-–—─━=]{2,}:?")
_DRAWN = re.compile(r"[\s+|｜─━│┃┌┐└┘├┤┬┴┼=—-]{3,}")
_LONG_DASH = re.compile("[─━=—-]{3}")
_WIDE = re.compile(r"(?: |\u00a0|\u2003|\u2002){2,}|\u3000+")
_MARKUP = re.compile(r"<br\s*/?>|\*\*|&nbsp;|\u200b|\ufeff", re.IGNORECASE)
_UNIT = re.compile(r"(?:万元|亿元|元|万|亿)?[件宗条项个份次起]?")
_GLUED = re.compile(r"^(.*[^\d.,，+\-\s])([+-]?\d[\d,.]*)$")
_PAGE_NUMBER = re.compile(
    r"[-–—―·•~]+\s*\d{1,4}\s*[-–—―·•~]+|第\s*\d{1,4}\s*页.{0,14}|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}.{0,12}"
)
_ORDINAL = re.compile(
    r"(?<!第)[（(][一二三四五六七八九十]{1,3}[)）]|(?<![第\w])[一二三四五六七八九十]{1,3}、"
    r"|(?<![\d.（(])[（(]?\d{1,2}(?:[.．、](?!\d)|[)）])"
)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line. ``fields`` are what stands in it from left to right.

    Where it is ``ruled`` (by tabs or bars) a field may be "": there blanks have a place.
    Elsewhere the words come first, then the values, each a field.
    """

    text: str
    fields: tuple[str, ...]
    ruled: bool = False

    @property
    def words(self) -> list[str]:
        """The fields that are neither blank nor values."""
        return [field for field in self.fields if field and not is_value(field)]

    @property
    def values(self) -> list[str]:
        """The values."""
        return [field for field in self.fields if is_value(field)]


def is_value(text: str) -> bool:
    """Tell whether a field is a number or a sign that stands for none."""
    return parse(text).kind in (Kind.NUMBER, Kind.PLACEHOLDER)


def is_page_number(text: str) -> bool:
    """Tell whether a line is nothing but a page number, which no table's values look like."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def text_row(line: str) -> TextRow:
    """Take a line apart; one with more fields than any table has columns is left whole."""
    row = _divided(line)
    return row if len(row.fields) <= bounds.MAX_TEXT_FIELDS else TextRow(row.text, (row.text,))


def _divided(line: str) -> TextRow:
    text = line.strip()
    ruled = "\t" in line.strip(" ") or _BARS.search(text) is not None
    if not ruled:
        return TextRow(text, tuple(_words_and_values(_MARKUP.sub(" ", text))))
    if "\t" in line:
        fields = line.strip(" \r\n").split("\t")
        shown = "  ".join(field.strip() for field in fields).strip()
    else:
        fields = _BARS.split(text)
        if len(fields) > 1 and not fields[0].strip():
            fields = fields[1:]  # the bar that begins the line is its border
        if len(fields) > 1 and not fields[-1].strip():
            fields = fields[:-1]
        shown = text
    cleaned = tuple(_MARKUP.sub(" ", field).strip() for field in fields)
    if len(cleaned) > 1 and all(_RULE.fullmatch(field) for field in cleaned):
        return TextRow("", (), ruled=True)  # the line between head and body: | --- | --- |
    return TextRow(shown, cleaned, ruled=True)


def _words_and_values(text: str) -> list[str]:
    if _DRAWN.fullmatch(text) and _LONG_DASH.search(text):
        return []  # a line drawn with dashes
    tokens = text.split()
    values: list[str] = []
    while tokens:
        last = tokens[-1]
        if is_value(last):
            values.append(tokens.pop())
        elif (
            len(tokens) > 1
            and _UNIT.fullmatch(last)
            and is_value(tokens[-2])
            and is_value(tokens[-2] + last)
        ):
            values.append(f"{tokens[-2]} {last}")
            del tokens[-2:]
        else:
            break
    if not tokens:
        return values[::-1]
    if values:  # the blanks that divide columns may divide the words too
        rest = text
        for token in (t for v in values for t in reversed(v.split())):
            rest = rest.rstrip().removesuffix(token)
        text = rest
    return [field.strip() for field in _WIDE.split(text) if field.strip()] + values[::-1]


def glued(text: str) -> tuple[str, str] | None:
    """Divide a label from the number that stands right behind it: 数量12."""
    found = _GLUED.match(text)
    return (found[1], found[2]) if found else None


def pieces(text: str) -> list[str]:
    """Divide words where an ordinal begins a new label: （三）不予公开 1.属于国家秘密."""
    starts = [found.start() for found in _ORDINAL.finditer(text)]
    cuts = [0, *[at for at in starts if at], len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(cuts)]
    return [part for part in parts if part]
