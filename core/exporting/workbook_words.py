"""What the workbook calls things: states, severities, kinds of changes, moments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.checking.agencies import level_name
from core.exporting.export import Judged
from core.exporting.export_marks import name, place
from core.forms import Forms
from core.report import CellState, Finding, ReportState, Severity, Verdict
from core.store.history import Event
from core.store.review import AS_IN_SOURCE
from core.text import Language, Text

ABOUT = Text("说明", "About")
SUMMARY = Text("汇总", "Summary")
PROBLEMS = Text("问题清单", "Problems")
PROOFS = Text("证明", "Proofs")
CHANGES = Text("修改记录", "Changes")
LONG = Text("长表", "Long table")
PLAIN_TABLES = Text("其他表格", "Other tables")

AGENCY = Text("机构", "Agency")
YEAR = Text("年度", "Year")
FORM = Text("表格版本", "Form")
LEVEL = Text("单位层级", "Level of the agency")
STATE = Text("状态", "State")
DOCUMENT = Text("来源文件", "Source file")
KEY = Text("编码", "Key")
ABSENT = Text("（无此格）", "(no such cell)")
BLANK = Text("（空白）", "(blank)")

SEVERITIES = {
    Severity.ERROR: Text("必须处理", "must fix"),
    Severity.WARNING: Text("需要说明", "explain"),
    Severity.HINT: Text("提示", "hint"),
}
REPORT_STATES = {
    ReportState.READ: Text("已识别", "read"),
    ReportState.IN_REVIEW: Text("审核中", "in review"),
    ReportState.PARKED: Text("已搁置", "parked"),
    ReportState.REVIEWED: Text("已审核", "reviewed"),
    ReportState.REOPENED: Text("重新打开", "reopened"),
}
_CELL_STATES: Mapping[str, Text] = {
    CellState.READ: Text("已识别", "read"),
    CellState.CONFIRMED: Text("已确认", "confirmed"),
    CellState.CORRECTED: Text("已更正", "corrected"),
    CellState.DOUBTFUL: Text("存疑", "doubtful"),
}
_KINDS = {
    "text": Text("数据", "figure"),
    "cell-state": Text("单元格状态", "state of a cell"),
    "cell-place": Text("单元格位置", "place of a cell"),
    "decision": Text("决定", "decision"),
    "report-state": Text("报告状态", "state of the report"),
    "attribute": Text("报告信息", "about the report"),
    "added": Text("加入", "added"),
    "removed": Text("移除", "removed"),
}
_WHYS = {
    "typed": Text("录入", "typed"),
    "grid": Text("重画表格线后识别", "read by a grid drawn by hand"),
    "region": Text("框选识别", "read from a region drawn by hand"),
    "pasted": Text("粘贴", "pasted"),
    "replaced": Text("替换", "replaced"),
    "cut": Text("剪切", "cut"),
    "cleared": Text("清除", "cleared"),
    "shifted": Text("移动单元格", "cells shifted"),
    "row-in": Text("插入一行数值", "row of values inserted"),
    "row-out": Text("删除一行数值", "row of values deleted"),
    "swapped": Text("互换", "swapped"),
    "merged": Text("合并单元格", "cells merged"),
    "divided": Text("拆分单元格", "cell divided"),
    "suggestion": Text("采纳建议", "suggestion taken"),
    "confirmed": Text("确认", "confirmed"),
    "doubtful": Text("存疑", "doubtful"),
    "as-in-source": Text("原文如此", "as in source"),
    "withdrawn": Text("撤回决定", "decision withdrawn"),
    "undo": Text("撤销", "undo"),
    "redo": Text("重做", "redo"),
    "added": Text("加入", "added"),
    "read again": Text("重新识别", "read again"),
}
_ATTRIBUTES = {"agency": AGENCY, "year": YEAR, "form": FORM, "level": LEVEL}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a workbook in one language. ``titles`` are those of the rules, by id."""

    language: Language
    forms: Forms
    titles: Mapping[str, Text]

    def __call__(self, text: Text) -> str:
        """Return a text in the language of the workbook."""
        return text.to(self.language)

    def name(self, key: str) -> str:
        """Return what a cell is called, short."""
        return name(key, self.forms, self.language)

    def place(self, keys: Sequence[str]) -> str:
        """Return what some cells are called, in one line."""
        return place(keys, self.forms, self.language)

    def pages(self, finding: Finding) -> str:
        """Return the pages to look at for a finding that names no cell."""
        pages = ", ".join(str(page) for page in sorted({place.page for place in finding.places}))
        return self(Text(f"第 {pages} 页", f"page {pages}")) if pages else ""

    def rule(self, finding: Finding) -> str:
        """Return the title of a finding's rule."""
        title = self.titles.get(finding.rule)
        return self(title) if title else ""

    def finding(self, judged: Judged) -> str:
        """Return all there is to say of a finding: how grave, which rule, why, the decision."""
        finding = judged.finding
        grave = self(SEVERITIES[finding.severity])
        head = f"{finding.rule} {self.rule(finding)}".rstrip()
        said = f"【{grave}】{head}" if self.language == "zh" else f"[{grave}] {head}"
        said += f"\n{self(finding.message)}"
        decision = judged.decision
        if decision is None:
            return said
        by = self.by(decision.who, decision.at)
        made = self(Text("※ 原文如此：", "※ as in source: "))
        return f"{said}\n{made}{decision.reason}{by}"

    def handling(self, judged: Judged) -> str:
        """Return what became of a finding, in a word or two."""
        finding, decision = judged.finding, judged.decision
        if decision is not None:
            known = decision.decision == AS_IN_SOURCE
            return self(_WHYS[AS_IN_SOURCE]) if known else decision.decision
        if finding.consequence_of:
            return self(
                Text(f"由 {finding.consequence_of} 引起", f"follows from {finding.consequence_of}")
            )
        if finding.verdict is Verdict.NOT_ASSESSABLE:
            return self(Text("无法判定", "not assessable"))
        return self(Text("待处理", "open"))

    def change(self, old: str | None, new: str | None, event: Event | None) -> str:
        """Return the sentence about a changed cell: what it was, what it is, who did it when."""
        was, now = self.quoted(old), self.quoted(new)
        said = self(Text(f"原为 {was} 现为 {now}", f"was {was}, now {now}"))
        return said + (self.by(event.who, event.at) if event else "")

    def by(self, who: str, at: str) -> str:
        """Return who did something and when, in brackets."""
        when = moment(at)
        at = when if isinstance(when, str) else f"{when:%Y-%m-%d %H:%M}"
        parts = ", ".join(part for part in (who, at) if part)
        return self(Text(f"（{parts}）", f" ({parts})")) if parts else ""

    def quoted(self, text: str | None) -> str:
        """Return a cell's text in a sentence."""
        if not text:
            return self(ABSENT if text is None else BLANK)
        return text

    def kind(self, event: Event) -> str:
        """Return what an event was about."""
        return self._of(_KINDS, event.kind)

    def why(self, event: Event) -> str:
        """Return why an event happened."""
        return self._of(_WHYS, event.why)

    def attribute(self, name: str) -> str:
        """Return what an attribute of a report is called."""
        return self._of(_ATTRIBUTES, name)

    def became(self, event: Event, text: str | None) -> str:
        """Return the old or new side of an event as people read it; a blank cell gives ""."""
        if event.kind == "attribute" and event.key == "level":
            return self(level_name(text or ""))
        if text is None:
            return self(ABSENT) if event.kind == "text" else ""
        if event.kind == "cell-state":
            return self._of(_CELL_STATES, text)
        if event.kind == "report-state":
            return self._of({str(s): t for s, t in REPORT_STATES.items()}, text)
        return self._decision(text) if event.kind == "decision" else text

    def _decision(self, text: str) -> str:
        try:
            fields = json.loads(text)
            decision, reason = fields["decision"], fields["reason"]
        except (ValueError, KeyError, TypeError):
            return text  # whatever wrote it, the log shows what is there
        named = self._of(_WHYS, decision)
        return self(Text(f"{named}：{reason}", f"{named}: {reason}")) if reason else named

    def _of(self, known: Mapping[str, Text], word: str) -> str:
        text = known.get(word)
        return self(text) if text else word


def moment(at: str) -> datetime | str:
    """Return a moment of the log (ISO 8601, UTC) in local time, without its zone as sheets want."""
    try:
        return datetime.fromisoformat(at).astimezone().replace(tzinfo=None, microsecond=0)
    except (ValueError, OverflowError, OSError):
        return at  # not a moment: shown as it is
