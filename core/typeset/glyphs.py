"""How wide characters are and where lines may end between them. Only ever runs in a worker process.

There is one font: the one that comes with the PDF library, so that the process that reads and the
one that draws come to the same places on every machine.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

import pymupdf

ASCENT = 0.88
"""How far the box of a character reaches above its baseline, as a part of its size."""
DESCENT = 0.14
"""How far below it."""

_CLOSING = frozenset("，。、；：？！）》〉」』】〕〗”’％‰℃·…—～﹞｝］,.;:?!)]}>%°")
"""These begin no line."""
_OPENING = frozenset("（《〈「『【〔〖“‘﹝｛［￥＄([{<$¥№")
"""These end no line."""
_UNSEEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""What leaves no mark (Cc, Cf, Cs, variation selectors), as in a set of a regular expression."""
_ODD = re.compile(f"[{_UNSEEN}\u2028\u2029]|  ")
_SPACES = dict.fromkeys(map(ord, "\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_HOLLOW = "□"
"""Stands on the page for a character that no font at hand has."""


class Kind(IntEnum):
    """How a character behaves where lines end."""

    WIDE = 0  # Chinese: a line may end before and after it
    WORD = 1  # kept with its like: letters, digits and what stands between them
    CLOSING = 2
    OPENING = 3
    SPACE = 4  # a line may end after it
    FEED = 5  # a line ends here


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as the font has it: its advance for size 1, its number, what is drawn for it."""

    advance: float
    kind: Kind
    number: int  # 0: another font has it
    drawn: str


class Glyphs(dict[str, Glyph]):
    """The glyphs of characters, looked up once each."""

    def __init__(self) -> None:
        super().__init__()
        self.font = pymupdf.Font("cjk")

    def __missing__(self, char: str) -> Glyph:
        drawn = self._drawn(char)
        number = self.font.has_glyph(ord(drawn))
        kind = _kind(char)
        advance = 0.0 if kind is Kind.FEED else float(self.font.glyph_advance(ord(drawn)))
        self[char] = Glyph(advance, kind, number, drawn)
        return self[char]

    def _drawn(self, char: str) -> str:
        """Return the character, or the like of it that some font has."""
        if char.isspace() and not self.font.has_glyph(ord(char)):
            return " "
        for one in (char, unicodedata.normalize("NFKC", char)):
            if len(one) == 1 and self.font.has_glyph(ord(one), fallback=1):
                return one
        return _HOLLOW


def _kind(char: str) -> Kind:
    if char == "\n":
        return Kind.FEED
    if char.isspace():
        return Kind.SPACE
    if char in _CLOSING:
        return Kind.CLOSING
    if char in _OPENING:
        return Kind.OPENING
    if ord(char) < 0x2E80 or "０" <= char <= "ｚ" or char in "－＋．，／":
        return Kind.WORD
    return Kind.WIDE


def visible(text: str) -> str:
    """Return a text without what leaves no mark: control and format characters, half surrogates.

    Runs of spaces and tabs become one space; wide and unbreakable spaces, which are there to be
    seen, stay. The line feed stays.
    """
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    return re.sub("  +", " ", re.sub(f"[{_UNSEEN}]", "", text))
