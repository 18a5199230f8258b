"""Whose report it is and for which year: from its title, its prose, its signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from core.reading.labels import plain, simplified
from core.reading.prose import TextLine, Vocabulary

_TITLE_SCALE = 1.12
"""A title's characters are at least this much higher than those of the body."""

_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][一二三四五六七八九〇○零]{2}年")
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "000001234567" + "89")
_YEAR = r"(?P<year>20[0-4]\d)年?度?"
_SUBJECT = r"(?:关于|的)*(?:依法)?(?:政府信息公开|信息公开|政务公开)"
_AFTER = re.compile(rf"^(?P<agency>.*?)(?:关于|发布)?{_YEAR}{_SUBJECT}")
_BEFORE = re.compile(rf"^{_YEAR}(?P<agency>\D{{3,40}}?){_SUBJECT}")
_BARE = re.compile(rf"^(?P<agency>.{{2,40}}?){_SUBJECT}")
_PERIOD = re.compile(r"(?:统计|期限|时间|数据|自|从|起)[^。]{0,30}?(20[0-4]\d)年(?:度)?1月1日")
_COUNTED = re.compile(r"(?:统计|数据)[^。]{0,30}?(20[0-4]\d)年(?:度)?1月1日")
_STATED = re.compile(
    rf"(?:现?(?:向社会)?公布|编制了?)(?P<agency>[一-鿿（）()]{{4,40}}?){_YEAR}{_SUBJECT}"
)
_DATE = re.compile(r"^(20[0-4]\d)年(\d{1,2})月(\d{1,2})日$")
_ORGANISATION = re.compile(
    r"^[一-鿿（）()]{2,38}(?:局|委|厅|办|府|室|会|院|处|队|站|中心|区|市|县|乡|镇|街道|公司|学校|大学|所|部|署|台|团|社|馆|法院)$"
)
_WRAPPED = re.compile(r"^[(（]([^()（）]*)[)）]$")
_OPEN, _CLOSED = re.compile(r"[(（]"), re.compile(r"[)）]")
_PROSE = re.compile(
    r"[《》。，；]|^中华人民共和国$|根据|依据|按照|本(?:报告|机关|单位|局|部门|年度)|我[市县区局委办厅镇乡单部]"
    r"|编制(?:了|本|并|的)|现(?:将|予以|公布|编制)|条例|规定|要求"
)
"""What stands in sentences and in no agency's name: 机构编制委员会 is one."""
_DECORATION = re.compile(r"^(?:[《“]|附件\d*[:：]?|当前位置.*[>＞]|[#*·•—-]+|\d+[.、])")


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title: where it stands and what it says; "" and None are not said."""

    line: int  # index of its first line
    agency: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Agency and year of a report, and which of the two a person should look at."""

    agency: str
    year: int | None
    unsure: frozenset[str]


def titles(lines: Sequence[TextLine], vocabulary: Vocabulary) -> list[Title]:
    """Return the report titles among the lines: set larger than the text, on one line or more."""
    if not lines:
        return []
    body = median(line.height for line in lines)
    found: list[Title] = []
    start = 0
    while start < len(lines):
        end = start + 1
        if lines[start].height >= body * _TITLE_SCALE:
            while end < len(lines) and end - start < 6 and _together(lines[end - 1], lines[end]):
                end += 1
            text = "".join(plain(line.text) for line in lines[start:end])
            title = _title(start, text, vocabulary)
            if title is not None:
                found.append(title)
        start = end
    if any(title.year for title in found):
        return found
    return sorted([*found, *_plain_titles(lines, vocabulary)], key=lambda title: title.line)


def _plain_titles(lines: Sequence[TextLine], vocabulary: Vocabulary) -> list[Title]:
    """Return the titles of a document that sets them no larger: lines that say nothing else."""
    found: list[Title] = []
    for at, line in enumerate(lines):
        text = plain(line.text)
        start = at
        if at and text.startswith("20") and _ORGANISATION.match(plain(lines[at - 1].text)):
            start = at - 1
            text = plain(lines[start].text) + text
        title = _title(start, text, vocabulary)
        if title and title.agency and title.year and vocabulary.title_end(text) == len(text):
            found.append(title)
    return found


def _together(above: TextLine, below: TextLine) -> bool:
    return (
        above.page == below.page
        and abs(above.height - below.height) < 0.08 * above.height
        and below.box[1] - above.box[3] < 1.6 * above.height
    )


def _title(line: int, text: str, vocabulary: Vocabulary) -> Title | None:
    text = _CHINESE_YEAR.sub(lambda m: m.group()[:-1].translate(_CHINESE_DIGITS) + "年", text)
    said = simplified(text)  # as long as the text: what is printed stays as printed
    end = vocabulary.title_end(said)
    if end < 0 or len(said) - end > 16:
        return None
    for pattern in (_AFTER, _BEFORE, _BARE):
        found = pattern.match(said[:end])
        if found:
            agency = _agency(text[slice(*found.span("agency"))])
            if _PROSE.search(simplified(agency)):
                return None  # a sentence that says what a title says
            year = found.groupdict().get("year")
            return Title(line, agency, int(year) if year else None)
    return Title(line, "", None)


def _agency(text: str) -> str:
    text = _WRAPPED.sub(r"\1", _DECORATION.sub("", text).strip("关于關於的"))
    if len(_OPEN.findall(text)) != len(_CLOSED.findall(text)):
        text = text.strip("()（）")
    if text in ("政府", "人民"):
        return ""  # 政府信息公开 in a title that names nobody
    if text.endswith("人民"):
        text += "政府"  # 某市人民政府信息公开… says 政府 once for both
    return text if 2 <= len(text) <= 40 else ""


def identify(title: Title | None, lines: Sequence[TextLine], vocabulary: Vocabulary) -> Identity:
    """Return agency and year of a report.

    Args:
        title: the report's title, if one was found.
        lines: the report's text outside the tables, in order.
        vocabulary: the wordings of titles.
    """
    texts = [plain(line.text) for line in lines]
    prose = "".join(texts)
    signed, signed_year = _signature(texts)
    stated = _STATED.search(prose)
    agency = title.agency if title else ""
    sure = bool(agency)
    if not agency:
        agency = stated["agency"] if stated else _named_in_line(texts, vocabulary)[0] or signed
        sure = bool(stated) and agency == signed
    else:
        agency = signed if signed.endswith(agency) else _in_full(agency, prose)
    period = _PERIOD.search(prose)
    year = title.year if title and title.year else None
    counted = _COUNTED.search(prose)
    sure_year = year is not None and (counted is None or int(counted[1]) == year)
    if year is None and period:
        year, sure_year = int(period[1]), True
    if year is None and stated:
        year, sure_year = int(stated["year"]), True
    if year is None:
        year = _named_in_line(texts, vocabulary)[1] or (signed_year - 1 if signed_year else None)
    unsure = {name for name, good in (("agency", sure), ("year", sure_year)) if not good}
    return Identity(agency, year, frozenset(unsure))


def _in_full(agency: str, prose: str) -> str:
    """Return the agency with the province or city over it, where the prose names it so."""
    longer = re.findall(
        rf"(?:由|与|，|。|是|^)((?:[一-鿿]{{2,4}}?[省市州盟]){{1,2}}{re.escape(agency)})", prose
    )
    return longer[0] if longer else agency


def _named_in_line(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, int | None]:
    """Return what a short line that holds a title (an attachment's name) says."""
    for text in texts:
        if len(text) < 60:
            title = _title(0, _DECORATION.sub("", text).removesuffix(".pdf"), vocabulary)
            if title and title.year:
                return title.agency, title.year
    return "", None


def is_date(text: str) -> bool:
    """Tell whether a line is nothing but a date, as under a report."""
    return _DATE.match(plain(text)) is not None


def _signature(texts: Sequence[str]) -> tuple[str, int | None]:
    """Return the agency and the year of the date under the report."""
    for at in range(len(texts) - 1, 0, -1):
        date = _DATE.match(texts[at])
        if date:
            name = texts[at - 1]
            return (name if _ORGANISATION.match(name) else "", int(date[1]))
    return "", None
