"""What a letter to an agency says, in the tone of the office that supervises it."""

from collections.abc import Sequence
from datetime import date

from core.exporting.feedback import Letter, Point, Standing, Where
from core.exporting.workbook_words import moment
from core.text import Language, Text

_MOST_CHARACTERS = 500  # of one explanation; prose that a page prints at length is cut
_NUMERALS = "一二三四五六七八九十"

NAMELESS = Text("（机关名称待补）", "(agency not known)")
RULED = "_" * 10  # to be filled in by hand

REPORT_HEADS = (
    Text("年度", "Year"),
    Text("文件", "File"),
    Text("页码", "Pages"),
    Text("自相矛盾", "Proven"),
    Text("请说明或更正", "To explain or correct"),
    Text("待核实", "To be looked up"),
)
POINT_HEADS = (
    Text("序号", "No."),
    Text("年度", "Year"),
    Text("位置", "Place"),
    Text("问题", "Finding"),
    Text("核对情况", "Looked up"),
)
PROOF_HEADS = (
    Text("边", "Side"),
    Text("单元格", "Cell"),
    Text("数值", "Number"),
    Text("原件", "As printed"),
)
SIDES = {"left": Text("左", "left"), "right": Text("右", "right")}
HEADINGS = {
    Standing.PROVEN: Text("报告自相矛盾的数据", "Figures that contradict each other"),
    Standing.SEEN: Text("请说明或更正的问题", "To be explained or corrected"),
    Standing.UNSEEN: Text("待核实的事项", "To be looked up"),
}
LEADS = {
    Standing.PROVEN: Text(
        "以下各项所列数据均已逐格与报告原件核对。按表内关系，这些数据不能同时成立。",
        "Each figure below was compared with the report as published. By the relations within its "
        "tables they cannot all be right.",
    ),
    Standing.SEEN: Text(
        "以下各项已与报告原件核对，原件即如所述。",
        "What follows was compared with the report as published, which says so.",
    ),
    Standing.UNSEEN: Text(
        "以下各项由数据比对得出，所涉内容尚未全部与报告原件核对，不排除识读误差，"
        "不作为对报告的认定意见。",
        "What follows came up when figures were compared. Not all of it has been looked up in the "
        "report as published, so it may be an error of reading; it is no statement about the "
        "report.",
    ),
}
_ASKED = {
    Standing.PROVEN: Text(
        "请对第{part}部分所列数据逐项核实，查明错误，更正后按规定重新公开，并书面说明情况。",
        "Please check the figures of part {part}, find those that are wrong, publish a corrected "
        "report, and explain in writing.",
    ),
    Standing.SEEN: Text(
        "请对第{part}部分所列问题逐项核实并书面说明原因；确有错误的，请更正后按规定重新公开。",
        "Please check the findings of part {part} and explain them in writing; where the report is "
        "wrong, please publish a corrected one.",
    ),
    Standing.UNSEEN: Text(
        "请对照报告原件核实第{part}部分所列事项，并告知核实结果。",
        "Please look up what part {part} lists in your report, and tell us what you found.",
    ),
}
NOTHING = Text(
    "经核对，未发现需要反馈的问题。", "Nothing was found that needs an explanation or a correction."
)
ASKED = Text("有关要求", "What we ask for")
REPLY = Text(
    f"请于 {RULED} 前将核实情况书面反馈我们。联系人：{RULED}，电话：{RULED}。",
    f"Please reply in writing by {RULED}. Contact: {RULED}, telephone: {RULED}.",
)
NO_CROP = Text("（无截图）", "(no picture)")
UNCONFIRMED = Text("尚未与原件逐格核对", "Not yet looked up cell by cell")
CONFIRMED = Text("所涉数据已与原件核对", "Its figures were looked up")
OFFICE = Text(f"（单位名称、盖章）{RULED}", f"(Office, seal) {RULED}")


def title(letter: Letter) -> Text:
    """Return what stands at the head of a letter."""
    return Text(
        f"关于{letter.agency or '贵单位'}政府信息公开工作年度报告的反馈意见",
        f"Feedback on the annual reports on open government information of {_name(letter).en}",
    )


def salutation(letter: Letter) -> Text:
    """Return to whom a letter is."""
    return Text(f"{_name(letter).zh}：", f"To: {_name(letter).en}")


def _name(letter: Letter) -> Text:
    return Text(letter.agency, letter.agency) if letter.agency else NAMELESS


def opening(letter: Letter) -> Text:
    """Return the first sentences: what was checked, and how much was found."""
    years = [str(year) for year in letter.years]
    zh_years = f" {'、'.join(years)} 年度" if years else ""
    en_years = f" for {', '.join(years)}" if years else ""
    count, points = len(letter.reports), len(letter.points) + letter.left_out
    zh = (
        f"我们对贵单位{zh_years}政府信息公开工作年度报告（共 {count} 份）的统计表数据、"
        "表内和年度间的勾稽关系以及文字表述进行了核对。"
    )
    en = (
        f"We checked your annual report{'s' if count > 1 else ''} on open government information"
        f"{en_years} ({count} in all): the figures of the tables, the relations within them and "
        "between years, and what the prose says. "
    )
    if points:
        zh += f"现将 {points} 项情况反馈如下。"
        en += f"We found {points} matter{'s' if points > 1 else ''}, listed below."
    return Text(zh, en)


def heading(part: int, text: Text, count: int = 0) -> Text:
    """Return the heading of a part of a letter (counted from 1) with how many points it has."""
    zh, en = f"{_NUMERALS[part - 1]}、{text.zh}", f"{part}. {text.en}"
    return Text(f"{zh}（{count} 项）", f"{en} ({count})") if count else Text(zh, en)


def asked(parts: Sequence[Standing]) -> list[Text]:
    """Return what is asked for, by the parts that a letter has."""
    found = []
    for at, standing in enumerate(parts):
        said = _ASKED[standing]
        found.append(Text(said.zh.format(part=_NUMERALS[at]), said.en.format(part=at + 1)))
    return [
        Text(f"（{_NUMERALS[at]}）{one.zh}", f"({at + 1}) {one.en}")
        for at, one in enumerate([*found, REPLY])
    ]


def signed_by(letter: Letter) -> Text:
    """Return the line for the person who checked."""
    return Text(f"核对人：{letter.who or RULED}", f"Checked by: {letter.who or RULED}")


def day(on: date) -> Text:
    """Return a date as letters have it."""
    return Text(f"{on.year} 年 {on.month} 月 {on.day} 日", on.isoformat())


def place(where: Where, language: Language, *, cells: bool = True) -> str:
    """Return where a finding is, in lines: pages, table, and if asked its rows and columns."""
    zh, en = ("、".join(map(str, where.pages)), ", ".join(map(str, where.pages)))
    lines = [Text(f"第 {zh} 页", f"page {en}")] if where.pages else []
    lines += where.tables
    if cells and where.rows.zh:
        lines.append(Text(f"行：{where.rows.zh}", f"rows: {where.rows.en}"))
        lines.append(Text(f"列：{where.columns.zh}", f"columns: {where.columns.en}"))
    return "\n".join(line.to(language) for line in lines) or Text("全文", "whole report").to(
        language
    )


def message(point: Point, language: Language) -> str:
    """Return the explanation of a point, cut where it is very long."""
    said = point.message.to(language)
    return said if len(said) <= _MOST_CHARACTERS else said[: _MOST_CHARACTERS - 1] + "…"


def looked_up(point: Point, language: Language) -> str:
    """Return what a person has said of a finding, or that nobody has."""
    lines = []
    if point.doubtful:
        names = [name.to(language) for name in point.doubtful[:3]]
        listed = Text("、", ", ").to(language).join(names)
        more = len(point.doubtful) - len(names)
        end = Text(f"等 {len(point.doubtful)} 格", f" and {more} more") if more else Text("", "")
        lines.append(Text(f"识读存疑：{listed}{end.zh}", f"Reading in doubt: {listed}{end.en}"))
    if point.reason or point.at:
        said = Text(f"经核对原文如此：{point.reason}", f"As printed: {point.reason}")
        lines += [said if point.reason else Text("经核对原文如此", "As printed"), _by(point)]
    if not lines:
        lines.append(UNCONFIRMED if point.standing is Standing.UNSEEN else CONFIRMED)
    return "\n".join(filter(None, (line.to(language) for line in lines)))


def _by(point: Point) -> Text:
    when = moment(point.at) if point.at else ""
    at = when if isinstance(when, str) else f"{when:%Y-%m-%d}"
    said = " ".join(filter(None, (point.who, at)))
    return Text(f"（{said}）", f"({said})") if said else Text("", "")


def page_number(page: int, pages: int) -> Text:
    """Return what stands at the foot of a page."""
    return Text(f"第 {page} 页，共 {pages} 页", f"Page {page} of {pages}")


def more(count: int) -> Text:
    """Return the sentence for points beyond the bound."""
    return Text(f"另有 {count} 项未逐一列出。", f"{count} more are not listed.")
