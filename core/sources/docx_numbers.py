"""The labels of numbered paragraphs of a docx file: "1.", "（一）", "一、", as they are shown."""

from dataclasses import dataclass, field

from core.sources.docx_package import Node
from core.sources.docx_styles import Style, Styles, flag, measure

_LEVELS = 9
_CHINESE = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting",
     "taiwaneseCountingThousand", "koreanCounting"}
)  # fmt: skip
_CHINESE_DIGITS = frozenset(
    {"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital2"}
)
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
"""First sign and how many there are."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    numbering: str
    text: str
    spaced: bool
    legal: bool  # all numbers in it are shown as 1, 2, 3
    restart: int | None  # level (from 1) after which it begins again; 0 never, None any above
    style: str | None


@dataclass
class _List:
    """A list as counted: several lists may share one definition and then count on together."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document as they pass by, in reading order."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        nodes = root.children if root else []
        self._definitions = {
            node.attributes.get("w:abstractNumId", ""): node
            for node in nodes if node.name == "w:abstractNum"
        }  # fmt: skip
        self._nums = {
            node.attributes.get("w:numId", ""): node for node in nodes if node.name == "w:num"
        }
        self._shared: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Style) -> str:
        """Count a paragraph; return its label with a space behind, "" where it has none."""
        number = paragraph.list
        if number is None or number not in self._nums:
            return ""
        counted = self._list(number)
        at = paragraph.level
        if at is None:
            named = [i for i, level in counted.levels.items() if level.style == paragraph.name]
            at = named[0] if named and paragraph.name else 0
        level = counted.levels.get(at)
        if level is None:
            return ""
        self._count(counted, number, at)
        if level.numbering == "none":
            text = level.text if "%" not in level.text else ""
        elif level.numbering == "bullet":
            text = "•"
        else:
            text = self._written(counted, level)
        return text + " " if text and level.spaced else text

    def _count(self, counted: _List, number: str, at: int) -> None:
        override = self._override(number, at)
        first = override.value("w:startOverride") if override else None
        if first is not None and (number, at) not in self._begun:
            counted.counts[at] = _whole(first, 1)
        elif at in counted.counts:
            counted.counts[at] += 1
        else:
            counted.counts[at] = counted.levels[at].start
        self._begun.add((number, at))
        for deeper in [i for i in counted.counts if i > at]:
            restart = counted.levels[deeper].restart
            if restart is None or at < restart:
                del counted.counts[deeper]

    def _written(self, counted: _List, level: _Level) -> str:
        text = level.text
        for index in range(_LEVELS):
            sign = f"%{index + 1}"
            if sign in text and index in counted.levels:
                of = counted.levels[index]
                count = counted.counts.get(index, of.start)
                text = text.replace(
                    sign, numeral(count, "decimal" if level.legal else of.numbering)
                )
        return text

    def _list(self, number: str) -> _List:
        if number not in self._lists:
            name = self._nums[number].value("w:abstractNumId") or ""
            definition = self._definitions.get(name)
            linked = definition.value("w:numStyleLink") if definition else None
            if linked:  # the definition stands with the list of that style
                other = self._nums.get(self._styles.style(linked).list or "")
                name = (other.value("w:abstractNumId") if other else None) or ""
                definition = self._definitions.get(name)
            shared = self._shared.setdefault(name, _List(_levels(definition)))
            changed = {
                at: _level(own)
                for at in range(_LEVELS)
                if (override := self._override(number, at)) and (own := override.child("w:lvl"))
            }
            levels = shared.levels | changed
            self._lists[number] = _List(levels, shared.counts)
        return self._lists[number]

    def _override(self, number: str, at: int) -> Node | None:
        for node in self._nums[number].children:
            if node.name == "w:lvlOverride" and node.attributes.get("w:ilvl") == str(at):
                return node
        return None


def numeral(number: int, numbering: str) -> str:
    """Return a number as a numbering of the standard writes it; as 1, 2, 3 where unknown."""
    if numbering in _CHINESE_COUNTING:
        return _counted(number, _CHINESE, "十百千")
    if numbering == "chineseLegalSimplified":
        return _counted(number, _LEGAL, "拾佰仟")
    if numbering in _CHINESE_DIGITS:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if numbering in _ENCLOSED and 0 < number <= _ENCLOSED[numbering][1]:
        return chr(_ENCLOSED[numbering][0] + number - 1)
    if numbering == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    if numbering == "decimalZero":
        return f"{number:02}"
    if number > 0:
        if numbering == "ideographTraditional":
            return _STEMS[(number - 1) % 10]
        if numbering == "ideographZodiac":
            return _BRANCHES[(number - 1) % 12]
        if numbering in ("upperLetter", "lowerLetter"):
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
            return letter.upper() if numbering.startswith("upper") else letter
        if numbering in ("upperRoman", "lowerRoman") and number < 4000:
            roman = _roman(number)
            return roman.upper() if numbering.startswith("upper") else roman
    return str(number)


def _counted(number: int, digits: str, units: str) -> str:
    """Return a number from 1 to 9999 in words; 10 to 19 begin with the unit: 十二."""
    if not 0 < number < 10000:
        return digits[0] if number == 0 else str(number)
    text = ""
    places = str(number)
    for digit, power in zip(map(int, places), range(len(places) - 1, -1, -1), strict=True):
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if 10 <= number < 20 and units[0] == "十" else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _levels(definition: Node | None) -> dict[int, _Level]:
    found = {}
    for node in definition.children if definition else ():
        if node.name == "w:lvl":
            at = _whole(node.attributes.get("w:ilvl"), 0)
            if 0 <= at < _LEVELS:
                found[at] = _level(node)
    return found


def _level(node: Node) -> _Level:
    restart = node.value("w:lvlRestart")
    numbering = node.value("w:numFmt")
    if numbering is None and (choice := node.child("mc:AlternateContent", "mc:Fallback")):
        numbering = choice.value("w:numFmt")  # a numbering that only newer programs know
    return _Level(
        start=_whole(node.value("w:start"), 0),
        numbering=numbering or "decimal",
        text=node.value("w:lvlText") or "",
        spaced=node.value("w:suff") != "nothing",
        legal=bool(flag(node, "w:isLgl")),
        restart=None if restart is None else _whole(restart, 0),
        style=node.value("w:pStyle"),
    )


def _whole(text: str | None, default: int) -> int:
    number = measure(text)
    return default if number is None else max(0, int(number))
