"""Reading which agency belongs to which from a folder of reports, a workbook or a text."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from core.bounds import MAX_ROSTER_DEPTH
from core.checking.roster import Roster
from core.checking.roster_folders import Entry, of_folder
from core.checking.roster_names import (
    circle,
    depth,
    in_full,
    matched,
    name_of_line,
)
from core.checking.roster_sheets import Line, Sheet, read_sheets
from core.errors import GoujiError
from core.numbers import normalised
from core.reading.labels import plain, simplified
from core.text import Text

_HEAD_LINES = 20  # in which a head is looked for: titles and dates may stand above it
_SURE_PARENT = re.compile(r"上级|上一级|主管|汇总|归口|parent|superior|supervis", re.IGNORECASE)
_PARENT = re.compile(
    r"所属|隶属|地区|区域|辖区|属地|政府|行政区划|^(?:省|市|州|县|区|市县|县区|区县|市州|地市)份?$"
    r"|region|belong|group", re.IGNORECASE,
)  # fmt: skip
_SURE_UNIT = re.compile(
    r"下级|下属|直属|成员|单位名称|机构名称|部门名称|机关名称|unit|agency|member|child",
    re.IGNORECASE,
)
_UNIT = re.compile(r"单位|机构|部门|机关|主体|名称|name|department|office", re.IGNORECASE)
_LEVEL = re.compile(r"[省市州县区乡镇街道/、()级]{1,8}|[一二三四五]级.*|第[一二三四五]级.*|level.*")
_OTHER = re.compile(
    r"代码|编码|编号|序号|电话|手机|联系|地址|邮箱|邮编|网址|网站|类型|类别|性质|级别|层级|层次|备注|日期|时间|人数"
    r"|负责人|责任人|^id$|^no\.?$|code|phone|mail|address|remark|note", re.IGNORECASE,
)  # fmt: skip
_NO_NAME = re.compile(r"(?:sheet|工作表|表|table)\s*\d*", re.IGNORECASE)
_KINDS = (
    re.compile(r"^第?[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[(（][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d+[.、．]"), re.compile(r"^[(（]\d+[)）]"), re.compile(r"^[①-⑳]"),
)  # fmt: skip
_HOW = Text(
    "请用“单位”和“上级”两列，或用缩进表示隶属，或每个上级一张工作表（表名为上级）。",
    "Use two columns, unit and parent, or indent members, or give each parent a sheet of its name.",
)


def read_roster(
    path: Path,
    agencies: Collection[str] = (),
    reported: Mapping[Path, Sequence[str]] | None = None,
) -> Roster:
    """Read a roster.

    Args:
        path: a folder with a folder for each parent and the members' reports in it; or a workbook
            or text with columns for unit and parent, with an outline, or with a sheet a parent.
        agencies: those of the project; names that mean one of these become it.
        reported: agencies whose reports are in a file, as the project knows them.

    Raises:
        GoujiError: nothing of this can be made out; it names the line.
    """
    if path.is_dir():
        entries = of_folder(path, agencies, reported or {})
    else:
        entries = _of_sheets(path, read_sheets(path))
    return matched(_roster(entries), agencies)


def _roster(entries: Sequence[Entry]) -> Roster:
    """Make a roster of what single lines say; a short name that several parents have is told apart.

    Raises:
        GoujiError: an agency has two parents, or is above itself.
    """
    owners: dict[str, set[str]] = {}
    for entry in entries:
        owners.setdefault(normalised(entry.unit), set()).add(normalised(entry.parent))
    parents: dict[str, str] = {}
    own: dict[str, Entry] = {}
    for entry in entries:
        unit = entry.unit
        if normalised(unit) == normalised(entry.parent):
            continue  # its own office, which reports under its name
        if len(owners[normalised(unit)]) > 1:
            unit = in_full(unit, entry.parent)
        known = own.setdefault(normalised(unit), entry)
        if normalised(known.parent) != normalised(entry.parent):
            raise _unclear(
                entry.where,
                f"“{unit}”已属于“{known.parent}”，不能又属于“{entry.parent}”。",
                f"{unit} belongs to {known.parent} already, not to {entry.parent} too.",
                Text("请只留一处。", "Keep one of the two."),
            )
        if known is entry:
            parents[unit] = entry.parent
    looped = circle(parents)
    if looped is not None:
        raise _unclear(
            own[normalised(looped)].where,
            f"“{looped}”成了自己的上级。",
            f"{looped} comes out above itself.",
            Text("请检查它和上级各行。", "Check its line and those of its parents."),
        )
    if entries and depth(parents) > MAX_ROSTER_DEPTH:
        raise _unclear(entries[0].where, "层级太多。", "There are too many levels.", _HOW)
    return Roster(parents)


def _unclear(where: Text, zh: str, en: str, hint: Text) -> GoujiError:
    return GoujiError(Text(f"{where.zh}{zh}", f"{where.en}{en}"), hint)


# workbooks and texts -----------------------------------------------------------------------------


def _of_sheets(path: Path, sheets: Sequence[Sheet]) -> list[Entry]:
    filled = [sheet for sheet in sheets if sheet.lines]
    found = [entry for sheet in filled for entry in _by_heads(sheet) or _by_outline(sheet)]
    if found:
        return found
    named = [sheet for sheet in filled if sheet.name and not _NO_NAME.fullmatch(sheet.name.strip())]
    found = [entry for sheet in named for entry in _by_name_of_sheet(sheet)]
    if found:
        return found
    if not filled:
        raise GoujiError(Text(f"{path.name} 是空的。", f"{path.name} is empty."), _HOW)
    first = filled[0]
    line = next((line for line in first.lines if not _is_head(line)), first.lines[0])
    said = next(filter(None, line.cells))[:20]
    where = _where(first, line)
    raise _unclear(
        where, f"“{said}”起看不出哪个单位属于哪个上级。",
        f"From “{said}” on it does not show which unit belongs to which parent.", _HOW,
    )  # fmt: skip


def _where(sheet: Sheet, line: Line) -> Text:
    if not sheet.name:
        return Text(f"第 {line.number} 行：", f"Line {line.number}: ")
    zh = f"工作表“{sheet.name}”第 {line.number} 行："
    return Text(zh, f"Sheet “{sheet.name}”, line {line.number}: ")


def _by_heads(sheet: Sheet) -> list[Entry]:
    """Read a sheet with columns for unit and parent; a blank parent is that of the line above."""
    for at, line in enumerate(sheet.lines[:_HEAD_LINES]):
        pair = _pair([simplified(plain(text)) for text in line.cells])
        if pair is not None:
            return _pairs(sheet, sheet.lines[at + 1 :], *pair)
    return []


def _pair(heads: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of unit and parent, None where the line is no head."""
    short = {at: head for at, head in enumerate(heads) if head and len(head) <= 16}
    useful = {at: head for at, head in short.items() if not _OTHER.search(head)}
    if sum(bool(_LEVEL.fullmatch(head)) for head in useful.values()) > 1:
        return None  # a column for each level: see _by_outline
    pairs = [
        (_as_unit(useful[one]) + _as_parent(useful[other]), -one, one, other)
        for one in useful
        for other in useful
        if one != other and _as_unit(useful[one]) and _as_parent(useful[other])
    ]
    return max(pairs)[2:] if pairs else None


def _as_unit(head: str) -> int:
    if _SURE_PARENT.search(head):
        return 0
    return 3 if _SURE_UNIT.search(head) else 2 if _UNIT.search(head) else 0


def _as_parent(head: str) -> int:
    if _SURE_UNIT.search(head) and not _SURE_PARENT.search(head):
        return 0
    return 4 if _SURE_PARENT.search(head) else 2 if _PARENT.search(head) else 0


def _pairs(sheet: Sheet, lines: Sequence[Line], unit: int, parent: int) -> list[Entry]:
    named = [(line, _name(line, unit), _name(line, parent)) for line in lines]
    above = {normalised(one) for _, _, one in named if one}
    found, last = [], ""
    for line, name, one in named:
        last = one or last
        if not name or (not one and normalised(name) in above):
            continue  # the head of a group, or an agency that has none above it
        if not last:
            raise _unclear(
                _where(sheet, line), f"“{name}”没有上级。", f"{name} has no parent.", _HOW
            )
        found.append(Entry(name, last, _where(sheet, line)))
    return found


def _name(line: Line, column: int) -> str:
    return name_of_line(line.cells[column]) if column < len(line.cells) else ""


def _by_outline(sheet: Sheet) -> list[Entry]:
    """Read a sheet in which members stand further right than their parents, or below them."""
    head = next((line for line in sheet.lines[:_HEAD_LINES] if _is_head(line)), None)
    start = sheet.lines.index(head) + 1 if head else 0
    lines = sheet.lines[start:]
    columns = _columns_of_names(head, lines)
    if len(columns) == 2 and (pair := _told_apart(lines, *columns)):
        return _pairs(sheet, lines, *pair)
    if not 1 <= len(columns) <= MAX_ROSTER_DEPTH:
        return []
    depths = None if len(columns) > 1 else _depths(lines, columns[0])
    if len(columns) == 1 and depths is None:
        return []
    return list(_entries(sheet, lines, columns, depths))


def _entries(
    sheet: Sheet, lines: Sequence[Line], columns: Sequence[int], depths: Sequence[int] | None
) -> Iterator[Entry]:
    above: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        for column in columns:
            name = _name(line, column)
            if not name:
                continue
            level = column if depths is None else depths[at]
            while above and above[-1][0] >= level:
                above.pop()
            if above:
                yield Entry(name, above[-1][1], _where(sheet, line))
            above.append((level, name))


def _is_head(line: Line) -> bool:
    heads = [simplified(plain(text)) for text in line.cells if text]
    known = (_OTHER.search, _SURE_PARENT.search, _PARENT.search, _LEVEL.fullmatch)
    units = (_SURE_UNIT.search, re.compile(r"(?:单位|机构|部门|机关|名称|unit|name)+").fullmatch)
    return all(len(head) <= 16 and any(fits(head) for fits in (*known, *units)) for head in heads)


def _columns_of_names(head: Line | None, lines: Sequence[Line]) -> list[int]:
    width = max((len(line.cells) for line in lines), default=0)
    found = []
    for column in range(width):
        said = head.cells[column] if head and column < len(head.cells) else ""
        if said and _OTHER.search(simplified(plain(said))):
            continue
        texts = [line.cells[column] for line in lines if column < len(line.cells)]
        filled = [text for text in texts if text]
        names = [text for text in filled if name_of_line(text)]
        if filled and 2 * len(names) > len(filled):
            found.append(column)
    return found


def _told_apart(lines: Sequence[Line], one: int, other: int) -> tuple[int, int] | None:
    """Return unit and parent of two full columns of which the second repeats its names."""
    pairs = [(_name(line, one), _name(line, other)) for line in lines]
    if not all(a and b for a, b in pairs):
        return None
    return (one, other) if len({b for _, b in pairs}) < len({a for a, _ in pairs}) else None


def _depths(lines: Sequence[Line], column: int) -> list[int] | None:
    """Return how deep each line of a single column stands; None where all stand alike."""
    texts = [line.cells[column] if column < len(line.cells) else "" for line in lines]
    indents = [line.indent for line in lines]
    if len(set(indents)) > 1:
        return indents
    kinds = [
        next((at for at, kind in enumerate(_KINDS) if kind.match(text)), len(_KINDS))
        for text in texts
    ]
    return kinds if len(set(kinds)) > 1 and min(kinds) < len(_KINDS) else None


def _by_name_of_sheet(sheet: Sheet) -> Iterator[Entry]:
    """Read a sheet that lists the members of the parent it is named after."""
    head = next((line for line in sheet.lines[:_HEAD_LINES] if _is_head(line)), None)
    lines = sheet.lines[sheet.lines.index(head) + 1 :] if head else sheet.lines
    units = [at for at, text in enumerate(head.cells) if _as_unit(plain(text))] if head else []
    columns = units or _columns_of_names(head, lines)
    parent = name_of_line(sheet.name)
    for line in lines if columns and parent else ():
        if name := _name(line, columns[0]):
            yield Entry(name, parent, _where(sheet, line))
