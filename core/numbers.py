"""The text of a cell and the number it stands for.

What counts as a number, a placeholder or a unit is taken from reports in the wild; the text itself
is never changed, a value is only derived from it.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Unit(StrEnum):
    """What the numbers of a column measure."""

    COUNT = "count"
    CHANGE = "change"  # may be negative: 本年增/减
    AMOUNT = "amount"  # in 万元


class Kind(StrEnum):
    """What the text of a cell is."""

    NUMBER = "number"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"  # a sign printed for "none", counted as 0
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Value:
    """The number a text stands for. ``number`` is None for a blank and for what is no number."""

    kind: Kind
    number: int | float | None
    unit: str = ""  # as printed: 万元, 件, …
    worded: bool = False  # 增2, 减1
    note: str = ""  # a remark in brackets after the number, as printed

    @property
    def integral(self) -> bool:
        """True for a number without a fraction."""
        return isinstance(self.number, int)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─━ー"), "-")
_SIMPLIFIED = str.maketrans("無萬億條項個減", "无万亿条项个减")
_MARKS = ("<super>", "<sub>", "<circle>", "<fraction>")
_PLACEHOLDERS = re.compile(r"-+|/|无")
_NUMBER = re.compile(
    r"(?P<word>增加?|减少?)?(?P<sign>[+-])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<unit>万元|亿元|元|万|亿)?(?P<classifier>[件宗条项个份次起例]|人次|件次)?"
    r"(?P<note>\(.*\))?"
)
_MOST_DIGITS = 20  # separators included; what is longer is no figure of such a report
_YUAN = {"元": Decimal(1) / 10000, "万元": Decimal(1), "亿元": Decimal(10000)}
_TENS = {"万": Decimal(10000), "亿": Decimal(100000000)}


def normalised(text: str) -> str:
    """Return a cell's text with full-width forms and dashes unified and white space removed.

    Marks of footnotes (², ①) stay what they are: made digits of, they would lengthen the number.
    """
    plain = text if text.isascii() else "".join(map(_unified, text))
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def _unified(char: str) -> str:
    if unicodedata.decomposition(char).startswith(_MARKS):
        return char
    return unicodedata.normalize("NFKC", char).translate(_DASHES)


@lru_cache(maxsize=10000)
def parse(text: str, unit: Unit = Unit.COUNT) -> Value:
    """Return the value of a cell's text.

    Amounts of money come out in 万元 whatever the column. A bare 万 means 万元 in a column of
    amounts and ten thousand pieces elsewhere.

    Args:
        text: the cell as printed or typed.
        unit: what the cell's column measures.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return Value(Kind.NUMBER, int(text))  # as nearly all cells: what follows would say the same
    plain = normalised(text).translate(_SIMPLIFIED)
    if not plain:
        return Value(Kind.BLANK, None)
    if _PLACEHOLDERS.fullmatch(plain):
        return Value(Kind.PLACEHOLDER, 0)
    found = _NUMBER.fullmatch(plain)
    if found is None or (found["word"] and found["sign"]) or len(found["digits"]) > _MOST_DIGITS:
        return Value(Kind.UNREADABLE, None)
    number = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    if found["sign"] == "-" or (found["word"] or "").startswith("减"):
        number = -number
    printed = found["unit"] or ""
    if printed in _YUAN:
        number *= _YUAN[printed]
    elif printed and not (unit is Unit.AMOUNT and printed == "万"):
        # 亿 in a column of 万元 is 10,000 of them; elsewhere 万 and 亿 are plain multipliers
        number *= _TENS[printed] / (10000 if unit is Unit.AMOUNT else 1)
    return Value(
        Kind.NUMBER,
        int(number) if number == number.to_integral_value() else float(number),
        unit=printed + (found["classifier"] or ""),
        worded=bool(found["word"]),
        note=found["note"] or "",
    )
