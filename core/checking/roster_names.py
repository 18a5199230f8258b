"""Names in rosters and of files, and the agencies of a project that are meant by them."""

import re
from collections.abc import Iterable, Mapping

from core.bounds import MAX_ROSTER_NAME
from core.checking.roster import Roster
from core.numbers import normalised
from core.reading.labels import plain, simplified

ORDINAL = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,4}(?:、|[.．](?!\d)|\s+)|[(（][一二三四五六七八九十]{1,3}[)）]、?"
    r"|\d{1,4}(?:[.．、)）]|\s*[-_—]|\s+)|[(（]\d{1,4}[)）]、?|[①-⑳]|[a-zA-Z][.)、])\s*"
)
"""What numbers a line or a file; of ``二十 局`` all, of ``三亚市`` and ``1号`` nothing."""
_YEAR = re.compile(r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度|年(?!报))?[\s_-]*")
"""Of 2023年报 only the number: the rest is 年报."""
_SUBJECT = re.compile(
    r"(?:关于|的)*(?:依法)?(?:政府信息|信息公开|政务公开|年度报告|年度工作|工作年度|年报|工作报告|报告).*"
)
_REMARK = re.compile(r"[(（【\[〔][^)）】\]〕]*[)）】\]〕]?")
_EDGES = " -_—–·.、,，:：;；《》“”\"'"
_NOT_A_NAME = re.compile(
    r"(?:合计|总计|小计|共计|备注|说明|注|填表|制表|审核|联系人|附件\d*)[:：]?.*"
)
_FOLDERS = re.compile(
    r"(?:附件|年报|报告|材料|汇总|全部|新建文件夹.*|终稿|定稿|已审|待审|原件|扫描件?|pdf|word|docx?|html?|excel"
    r"|files?|new folder.*|reports?|annual.*)*",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"(?:各?(?:所属|直属|下属|下级)?(?:单位|部门|机构)(?:年报|报告)?|各部门.*|所属单位.*)$"
)
_GOVERNMENT = "人民政府"
_OF_A_PLACE = re.compile(r"(?:人民)?政府(?:办公[室厅])?$")


def name_of_line(text: str) -> str:
    """Return the name that a cell of a list gives; "" where it is a number, a sum, a remark."""
    said = ORDINAL.sub("", text.strip(), count=1).strip(_EDGES)
    bare = plain(said)
    is_name = 2 <= len(bare) <= MAX_ROSTER_NAME and any(char.isalpha() for char in bare)
    return said if is_name and not _NOT_A_NAME.fullmatch(simplified(bare)) else ""


def name_of_file(stem: str) -> str:
    """Return the agency that the name of a file or folder gives; "" where it names none."""
    said = plain(ORDINAL.sub("", _REMARK.sub("", stem).strip(), count=1))
    said = _SUBJECT.sub("", _YEAR.sub("", said)).strip(_EDGES)
    said = ORDINAL.sub("", said, count=1).strip(_EDGES).removeprefix("关于")
    if said.endswith("人民"):
        said += "政府"  # 某市人民政府信息公开… says 政府 once for both
    if _FOLDERS.fullmatch(said):
        return ""
    return name_of_line(said)


def name_of_folder(name: str) -> str:
    """Return the agency that a folder stands for; "" for one of a year, of all files, and such."""
    said = name_of_file(name)
    return _COLLECTION.sub("", said) if said else ""


def place_of(parent: str) -> str:
    """Return the place of a government: 某市 of 某市人民政府; other names as they are."""
    return _OF_A_PLACE.sub("", parent)


def in_full(name: str, parent: str) -> str:
    """Return a name with the place of its parent before it, where it is not there yet."""
    place = place_of(parent)
    if not place or name.startswith(place):
        return name
    return place[:-1] + name if name[0] == place[-1] else place + name


def matched(roster: Roster, agencies: Iterable[str]) -> Roster:
    """Return a roster with the names of a project's agencies where these are meant.

    ``财政局`` below ``某市`` means 某市财政局, ``某市`` may mean 某市人民政府; a name that means
    none stays as it is. The parent's own name as a member is left out.
    """
    known = {normalised(agency): agency for agency in agencies if agency}
    parents: dict[str, str] = {}
    tops = {p for p in roster.parents.values() if roster.parent(p) is None}
    said = {name: _meant(name, "", known) for name in tops}
    for child, parent in roster.parents.items():
        said[child] = _meant(child, parent, known)
    for child, parent in roster.parents.items():
        one, other = said[child], said.get(parent, _meant(parent, "", known))
        if normalised(one) != normalised(other):
            parents.setdefault(one, other)
    return roster if circle(parents) else Roster(parents)


def circle(parents: Mapping[str, str]) -> str | None:
    """Return an agency that is above itself, None where there is none."""
    above = {normalised(child): normalised(parent) for child, parent in parents.items()}
    sound: set[str] = set()
    for child in parents:
        way: dict[str, None] = {}
        name: str | None = normalised(child)
        while name is not None and name not in sound:
            if name in way:
                return child
            way[name] = None
            name = above.get(name)
        sound |= way.keys()
    return None


def depth(parents: Mapping[str, str]) -> int:
    """Return how many agencies stand above one another; there must be no circle."""
    above = {normalised(child): normalised(parent) for child, parent in parents.items()}
    levels: dict[str, int] = {}
    for child in above:
        way, name = [], child
        while name in above and name not in levels:
            way.append(name)
            name = above[name]
        level = levels.get(name, 1)
        for below in reversed(way):
            level += 1
            levels[below] = level
    return max(levels.values(), default=0)


def _meant(name: str, parent: str, known: Mapping[str, str]) -> str:
    wholes = [name, in_full(name, parent)] if parent else [name]
    for whole in (*wholes, *(each + _GOVERNMENT for each in wholes)):
        if normalised(whole) in known:
            return known[normalised(whole)]
    return name
