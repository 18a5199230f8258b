"""Whether the text layer of a page can be believed: whether it says what its glyphs show."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pymupdf

from core.reading.page import Char, Doubt
from core.report import Box
from core.sources.pdf_digits import contradicts, shape_of
from core.sources.pdf_look import Look
from core.sources.pdf_text import Line, spans_of

_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\xa0]")
"""What stands where a text layer does not say, or not in public, what a glyph is."""
_LATIN = re.compile("[A-Za-z\xa1-\u02ff]")
_PLAIN = re.compile(r"[\d\s.,/()%+—-]")
_DIGIT = re.compile("[0-9０-９]")
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子产"
    "种面而方后多定行学法所民得经十三之进着等部度家力里如水化高自二理起小物现实加量都两体制机当使点"
    "从业本性好应开合还因由其些前外政四日社义事平形相全表间样与关各重新内数正心明原利或但质第向道此"
    "条只没结解问意建月公无系情者最立代已通并提题党程展五果员位入文总次品式设及管特件长求基资边级少"
    "统接较将组见计别手期根论运农指区强放决被做必先则任取据处南给即保治北百规领七口东导志世金增受联"
    "认六共权收证改再采转更单切教安场车务具万每目至达示议报完类八名确科张信节整元况集传许步群广记需"
    "段研究织算低持众书布复容须际商非验难近周委技备半办青省列习支感便团往历市除消构府称准精值号率族"
    "维划选标写存候效院查型按格置派层状育识适属调满县局参引听该价严申请依服讼诉商企业益构律征缴费逾"
    "补密秘危稳益掌握相另信访举投重出版复确认纠审履推深化监督培训网站平台媒栏印章发布镇街道乡村开區"
    "門國產業會經過個與對於來時這們後發見長機關開闢無務處業說請應該實現問題將條總數類報據級設計王李张刘陈杨赵黄"
    "周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田姜范石]"
)
"""Characters that official prose and names are made of: more than a third of any page."""

_ENOUGH = 20
"""So many strange characters make a page doubtful, or so many that prose would not have."""
_GARBLED = 0.2
"""Part of the words of a page that strange characters make up at least where it is garbled."""
_RANDOM = 0.15
"""Where fewer of at least 40 Han characters than this are common ones, they mean nothing."""
_FULL = 0.95
"""Latin letters are narrower than this part of their height, but for a few."""
_GROUND = 0.6
"""A picture over this part of a page is the page; text over it repeats it."""
_CONTRAST = 100
"""Tones of 255 between ink and paper in a picture."""
_DIGITS = {chr(start + at): str(at) for start in (0x30, 0xFF10) for at in range(10)}
_PAGES = 3
"""A font is looked at on so many pages at most, or until enough of its digits have been seen."""
_SOME_DIGITS, _ENOUGH_DIGITS = 4, 8  # while none of them lies; where one does
_NUMBERS = 20
"""A page, or a font on it, with fewer digits than this sets no table."""
_DARK = 150
_ZOOMED = 30.0  # pixels an em, where the shape of digits is looked at


@dataclass(slots=True)
class _Font:
    """What has been seen of a font: by digit, whether its glyph is plainly another one."""

    lies: dict[str, bool] = field(default_factory=dict)
    pages: int = 0

    @property
    def settled(self) -> bool:
        some = _ENOUGH_DIGITS if any(self.lies.values()) else _SOME_DIGITS
        return len(self.lies) >= some or self.pages >= _PAGES

    @property
    def lying(self) -> bool:
        count = sum(self.lies.values())
        return count >= 2 and count * 3 >= len(self.lies)


class Doubts:
    """Judges the pages of one document; remembers its fonts."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, tuple[int, ...]], _Font] = {}

    def of(
        self,
        page: pymupdf.Page,
        lines: Sequence[Line],
        chars: Sequence[Char],
        pictures: Sequence[Box],
    ) -> Doubt:
        """Return whether a page's text is to be doubted, and why.

        Args:
            page: an open page.
            lines: its text, as stored.
            chars: the same, as shown.
            pictures: boxes of the opaque pictures that have text over them, as stored.
        """
        if not chars:
            return Doubt.NONE
        text = "".join([char.text for char in chars])
        if _is_garbled(text, lines):
            return Doubt.GARBLED
        if len(_DIGIT.findall(text)) >= _NUMBERS and self._digits_lie(page, lines):
            return Doubt.GARBLED
        if _repeats_picture(page, lines, pictures):
            return Doubt.CONTRADICTED
        return Doubt.NONE

    def _digits_lie(self, page: pymupdf.Page, lines: Sequence[Line]) -> bool:
        """Tell whether the glyphs of a font on this page are other digits than it says."""
        listed = [(row[0], row[3].rpartition("+")[2]) for row in page.get_fonts()]
        fonts: dict[str, _Font] = {}
        for name in {span["font"] for span in spans_of(lines)}:
            # subsets of a font have its name, but a mapping of their own
            own = tuple(sorted(xref for xref, font in listed if font.startswith(name)))
            fonts[name] = self._fonts.setdefault((name, own), _Font())
        if not all(font.settled for font in fonts.values()):
            self._look_at(page, fonts, _samples(lines))
        return any(font.lying for font in fonts.values())

    @staticmethod
    def _look_at(
        page: pymupdf.Page, fonts: Mapping[str, _Font], samples: Mapping[tuple[str, str], "_Sample"]
    ) -> None:
        look: Look | None = None
        for (name, digit), sample in samples.items():
            font = fonts[name]
            if not font.settled and digit not in font.lies:
                look = look or Look(page)
                shape = shape_of(sample.pixels(look))
                if shape is not None:
                    font.lies[digit] = contradicts(shape, digit)
        for name in {name for name, _ in samples}:
            fonts[name].pages += 1


@dataclass(frozen=True, slots=True)
class _Sample:
    """A character on the page as stored."""

    box: Box
    size: float
    direction: tuple[float, float]

    def pixels(self, look: Look) -> list[bytes]:
        """Return what it looks like upright, one byte a pixel."""
        rows = look.at_text(self.box, _ZOOMED / self.size).rows(self.box)
        grey = [row[1::3] for row in rows]
        dx, dy = self.direction
        if abs(dx) >= abs(dy):
            return grey if dx > 0 else [row[::-1] for row in reversed(grey)]
        columns = [bytes(column) for column in zip(*grey, strict=True)]
        return columns[::-1] if dy > 0 else [column[::-1] for column in columns]


def _samples(lines: Iterable[Line]) -> dict[tuple[str, str], _Sample]:
    """Return a dark character for each font that sets many digits, and for each digit."""
    found: dict[tuple[str, str], _Sample] = {}
    counts: Counter[str] = Counter()
    for line in lines:
        for span in line.spans:
            font, colour = span["font"], span["color"]
            if max(colour >> 16, colour >> 8 & 255, colour & 255) > _DARK:
                continue
            for char in span["chars"]:
                digit = _DIGITS.get(char["c"])
                if digit is None:
                    continue
                counts[font] += 1
                if (font, digit) not in found:
                    found[font, digit] = _Sample(char["bbox"], span["size"], line.direction)
    return {key: sample for key, sample in found.items() if counts[key[0]] >= _NUMBERS}


def _is_garbled(text: str, lines: Iterable[Line]) -> bool:
    words = len(text) - len(_PLAIN.findall(text))
    strange = len(_STRANGE.findall(text))
    if strange >= _ENOUGH and strange > _GARBLED * words:
        return True
    han = len(_HAN.findall(text))
    if han >= 2 * _ENOUGH and len(_COMMON.findall(text)) < _RANDOM * han:
        return True
    latin = len(_LATIN.findall(text))
    if latin < _ENOUGH or latin < words / 2:
        return False
    # Han glyphs that are called Latin letters are as wide as they are high
    wide: int = sum(
        char["bbox"][2] - char["bbox"][0] > _FULL * span["size"]
        for line in lines if line.turn == 0
        for span in line.spans
        for char in span["chars"] if char["c"] < "\u0300"
    )  # fmt: skip
    return wide >= _ENOUGH and wide > _GARBLED * words


def _repeats_picture(page: pymupdf.Page, lines: Iterable[Line], pictures: Sequence[Box]) -> bool:
    """Tell whether text lies over a picture of a page that has ink in the same places."""
    area = page.rect.get_area()
    large = [box for box in pictures if pymupdf.Rect(box).get_area() > _GROUND * area]
    if not large:
        return False
    boxes = [char["bbox"] for span in spans_of(lines) for char in span["chars"] if char["c"] != " "]
    over = [box for box in boxes if any(_holds(ground, box) for ground in large)]
    if len(over) < _ENOUGH:
        return False
    ground = Look(page).without_text(large[0], 1.5)
    inked = 0
    for box in over:
        tones = b"".join(ground.rows(box))
        inked += bool(tones) and max(tones) - min(tones) > _CONTRAST
    return inked * 2 > len(over)


def _holds(ground: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] < x < ground[2] and ground[1] < y < ground[3]
