"""The first sheet: what this workbook is, what its colours mean, and where each report is."""

from collections.abc import Iterable

from core.exporting.export import Export, ExportReport
from core.exporting.export_marks import Marks
from core.exporting.workbook_stream import Rows
from core.exporting.workbook_style import (
    AMBER,
    BARE,
    BLUE,
    CENTRED,
    GREY_TEXT,
    HEADING,
    LINK,
    PALE_RED,
    PLAIN,
    PURPLE,
    RED,
    RED_LINE,
    TITLE,
    Look,
    Styled,
    address,
    set_up,
    width,
)
from core.exporting.workbook_words import (
    AGENCY,
    CHANGES,
    DOCUMENT,
    FORM,
    LONG,
    PLAIN_TABLES,
    PROBLEMS,
    PROOFS,
    REPORT_STATES,
    STATE,
    SUMMARY,
    YEAR,
    Wording,
)
from core.report import Severity
from core.text import Text

_COLUMNS = (
    Text("序号", "No."),
    AGENCY,
    YEAR,
    FORM,
    STATE,
    Text("必须处理", "Must fix"),
    Text("需要说明", "Explain"),
    Text("提示", "Hints"),
    Text("待核对", "Unsure"),
    Text("已更正", "Corrected"),
    DOCUMENT,
)
_SHEETS = {
    SUMMARY: Text(
        "每份报告一行，每个单元格一列，末行合计（随筛选变化）。斜体：原文带单位或字样，此处为折算的数值。",
        "One row a report, one column a cell, totals below (they follow the filters). Italics: "
        "printed with a unit or words; the number that it stands for is shown.",
    ),
    PROBLEMS: Text(
        "未通过核对的项目及处理情况。", "What did not pass the checks, and what was decided."
    ),
    PROOFS: Text(
        "来源自身矛盾：已确认的单元格证明算式不成立。",
        "Sources that contradict themselves: confirmed cells show that a sum does not hold.",
    ),
    CHANGES: Text("全部修改，只增不减。时间为本机时间。", "All changes ever made, in local time."),
    LONG: Text(
        "每个单元格一行：识别文本、现文本、数值。", "One row a cell: as read, as it is, its value."
    ),
    PLAIN_TABLES: Text(
        "报告中不属于规定格式的表格，按原样排列。",
        "Tables of the reports that are none of the form's, as they are printed.",
    ),
}
_LEGEND: tuple[tuple[str | int | None, Look, Text], ...] = (
    (
        3,
        CENTRED.but(fill=RED, edge=RED_LINE),
        Text(
            "未处理问题中最可能有误的单元格；批注写明规则",
            "most likely wrong; the comment says why",
        ),
    ),
    (3, CENTRED.but(edge=RED_LINE), Text("同一问题涉及的其他单元格", "others of the same problem")),
    (
        3,
        CENTRED.but(color=BLUE),
        Text(
            "已由人更改；批注写明原值、现值、何人何时", "changed by a person; the comment says how"
        ),
    ),
    (
        3,
        CENTRED.but(color=PURPLE, edge=PURPLE, number='General"※"'),
        Text("原文如此：经核对，来源即如此", "as in the source: looked at, printed so"),
    ),
    (
        3,
        CENTRED.but(fill=AMBER),
        Text("识别把握不大或存疑，待核对", "to be looked at: unsure or doubtful"),
    ),
    (None, CENTRED, Text("空白：原文为空，不是 0", "blank in the source, which is not 0")),
    (None, CENTRED.but(hatched=True), Text("没有这一格", "no such cell in the source")),
)
_NOTE = BARE.but(color=GREY_TEXT)


class About:
    """Gathers what the first sheet says of the reports, then writes it.

    Args:
        rows: the sheet, empty.
        wording: the words to use.
    """

    def __init__(self, rows: Rows, wording: Wording) -> None:
        self._rows = rows
        self._wording = wording
        self._lines: list[tuple[Styled, ...]] = []

    def add(self, item: ExportReport, marked: Marks, sheet: str) -> None:
        """Add a report; ``sheet`` is the name of its own sheet, or ""."""
        report = item.report
        link = address(sheet, 1, 1) if sheet else ""
        grave = [judged.finding.severity for judged in item.findings if judged.open]
        counts = [grave.count(severity) for severity in Severity]
        self._lines.append(
            (
                Styled(len(self._lines) + 1, CENTRED),
                Styled(report.agency or "—", LINK if link else PLAIN, link=link),
                Styled(report.year, CENTRED),
                Styled(report.form, CENTRED),
                Styled(self._wording(REPORT_STATES[item.state]), CENTRED),
                Styled(counts[0], CENTRED.but(fill=RED if counts[0] else "")),
                Styled(counts[1], CENTRED.but(fill=PALE_RED if counts[1] else "")),
                Styled(counts[2], CENTRED),
                Styled(len(marked.unsure), CENTRED.but(fill=AMBER if marked.unsure else "")),
                Styled(len(marked.changes), CENTRED.but(color=BLUE)),
                Styled(item.document, PLAIN),
            )
        )

    def write(self, source: Export, sheets: Iterable[tuple[Text, str]], remark: str) -> None:
        """Write the sheet.

        Args:
            source: what is exported.
            sheets: the general sheets: what each is and its name.
            remark: which reports have a sheet of their own.
        """
        wording, sheet = self._wording, self._rows.sheet
        set_up(sheet, wording.language)
        agency, document = (
            min(max((width(str(line[at].value)) for line in self._lines), default=0) + 2, 60)
            for at in (1, 10)
        )
        rooms = [11, max(16, agency), 9, 12, 11, 12, 12, 9, 10, 10, max(14, document)]
        for at, room in enumerate(rooms):
            sheet.column_dimensions["ABCDEFGHIJK"[at]].width = room
        title = Text("政府信息公开年报核对结果", "Annual reports on open government: review")
        when = f"{source.at.astimezone():%Y-%m-%d %H:%M（%z）}"
        count = len(self._lines)
        said = Text(
            f"项目：{source.name} · {count} 份报告 · 导出于 {when}",
            f"Project {source.name} · {count} reports · exported {when}",
        )
        top: list[list[Styled | None]] = [
            [Styled(wording(title), TITLE.but(align="left"))],
            [Styled(wording(said), _NOTE)],
            [Styled(remark, _NOTE)] if remark else [],
            [],
            [Styled(wording(Text("工作表", "Sheets")), BARE.but(bold=True))],
        ]
        for what, name in sheets:
            link = Styled(name, LINK.but(border=False), link=address(name, 1, 1))
            top.append([link, Styled(wording(_SHEETS[what]), BARE)])
        top += [[], [Styled(wording(Text("颜色与标记", "Colours and marks")), BARE.but(bold=True))]]
        for value, look, meaning in _LEGEND:
            top.append([Styled(value, look), Styled(wording(meaning), BARE.but(indented=True))])
        top += [[], [Styled(wording(Text("报告", "Reports")), BARE.but(bold=True))]]
        for at, row in enumerate(top):
            self._rows.add(row, 34 if at == 0 else 17)
        self._rows.add([Styled(wording(head), HEADING) for head in _COLUMNS], 22)
        head = len(top) + 1
        for line in self._lines:
            self._rows.add(line)
        sheet.auto_filter.ref = f"A{head}:K{head + len(self._lines)}"
