"""Wholes and their parts in a sentence: 共 20 件，其中网上 12 件、信函 8 件.

A whole is a claim ``whole``, and each part after it a claim ``part``, or ``part_of_unit`` where it
names an agency; a list that is not complete (等) begins with ``whole_open``.
"""

import re
from collections.abc import Iterator

from core.reading.sentences import Sentence
from core.report import Claim

_CLASSIFIER = "人次|件次|[件条份起次宗个例项篇]"
NUMBER = (
    r"(?P<rough>近|约|大约|超过?|逾|不到|不足|至少)?"
    r"(?P<n>\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.])\d+(?:\.\d+)?[万千]?|[零〇一二两三四五六七八九十百千万]+)"
    rf"(?P<more>余|多)?(?:{_CLASSIFIER})(?!性)(?P<after>左右|以上)?"
)
_COUNT = re.compile(
    r"(?P<rough>近|约|大约|超过?|逾|不到|不足|至少)?"
    r"(?P<n>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<more>余|多)?"
    rf"(?P<what>{_CLASSIFIER})(?P<after>左右|以上)?"
)
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CLASSES = (
    re.compile(r"自然人|公民|法人|企业|机构|组织"),
    re.compile(r"网上|网络|网站|平台|在线|线上|信函|邮寄|当面|现场|窗口|传真|邮件|邮箱"),
    re.compile(r"予以公开|部分公开|不予|无法提供|其他处理|答复|补正"),
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:局|委|办|厅|镇|乡|村|政府|街道|公司|所)[^\u4e00-\u9fff]*$"
)
_ENDS_LIST = re.compile(r"结转|顺延|同比|较上|比上|占|均|全部|复议|诉讼|共|累计|另|总计|合计")
_OPEN = re.compile(r"等")


def number(text: str) -> int | float:
    """Return the number that digits or Chinese numerals stand for: 1,234 · 三十五 · 1.2万."""
    factor = {"万": 10000, "千": 1000}.get(text[-1], 1) if text[0].isdigit() else 1
    if text[0].isdigit():
        bare = text.rstrip("万千").replace(",", "")
        value = float(bare) * factor
        return int(value) if value == int(value) else value
    total = section = digit = 0
    for char in text:
        if char == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + section + digit


def parts(sentence: Sentence) -> Iterator[Claim]:
    """Find the wholes of a sentence with the parts listed after 其中."""
    text = sentence.text
    begin = text.find("其中")
    while begin >= 0:
        end = text.find("其中", begin + 2)
        yield from _list(sentence, begin, end if end >= 0 else len(text))
        begin = end


def _list(sentence: Sentence, begin: int, end: int) -> Iterator[Claim]:
    text = sentence.text
    whole = None
    for found in _COUNT.finditer(text, max(0, begin - 40), begin):
        whole = found
    # a whole that is given as more than a number says nothing of what its parts may come to
    if whole is None or whole["more"] or whole["after"] or whole["rough"] not in (None, "近"):
        return
    if begin - whole.end() > 3:
        return
    listed: list[re.Match[str]] = []
    kind: tuple[bool, ...] | None = None
    at = begin + 2
    for found in _COUNT.finditer(text, at, end):
        words = text[at : found.start()]
        own = tuple(bool(one.search(words)) for one in _CLASSES)
        if found["what"] != whole["what"] or _ENDS_LIST.search(words) or found["more"]:
            break
        if kind is not None and own != kind:
            break
        kind, at = own, found.end()
        listed.append(found)
    if len(listed) < 2:
        return
    open_list = bool(_OPEN.search(text, begin, listed[-1].end() + 2))
    yield _claim("whole_open" if open_list else "whole", sentence, whole)
    before = begin + 2
    for found in listed:
        words = re.split(r"[、,]", text[before : found.start()])[-1]
        name = "part_of_unit" if _UNIT.search(words) else "part"
        yield _claim(name, sentence, found)
        before = found.end()


def _claim(name: str, sentence: Sentence, match: re.Match[str]) -> Claim:
    place = sentence.place(match.start(), match.end(), match.start("n"))
    return Claim(name, number(match["n"]), sentence.printed, place)
