"""The three lists of the workbook: problems, changes, and the long table."""

from collections.abc import Iterable, Iterator, Mapping

from core.exporting import longtable
from core.exporting.export import ExportReport
from core.exporting.export_marks import labels, pointed_at
from core.exporting.workbook_layout import Sketch, sketch
from core.exporting.workbook_lists import ListColumn
from core.exporting.workbook_style import (
    CENTRED,
    LINK,
    MOMENT,
    PALE_RED,
    PLAIN,
    PURPLE,
    RED,
    WRAPPED,
    Styled,
    address,
)
from core.exporting.workbook_words import (
    AGENCY,
    DOCUMENT,
    KEY,
    SEVERITIES,
    STATE,
    YEAR,
    Wording,
    moment,
)
from core.forms import Table
from core.report import Finding, Report, Severity
from core.store.history import Event
from core.store.review import split_decision_key
from core.text import Text

PROBLEM_COLUMNS = (
    ListColumn(AGENCY, 26),
    ListColumn(YEAR),
    ListColumn(Text("规则", "Rule")),
    ListColumn(Text("规则名称", "Title"), 26),
    ListColumn(Text("程度", "Severity")),
    ListColumn(Text("位置", "Place"), 36),
    ListColumn(Text("左", "Left")),
    ListColumn(Text("右", "Right")),
    ListColumn(Text("差额", "Difference")),
    ListColumn(Text("说明", "Explanation"), 46),
    ListColumn(Text("处理", "Decision")),
    ListColumn(Text("理由", "Reason"), 26),
    ListColumn(Text("处理人", "Who")),
    ListColumn(Text("处理时间", "When"), least=21),
    ListColumn(DOCUMENT, 30),
)
CHANGE_COLUMNS = (
    ListColumn(Text("时间", "When"), least=21),
    ListColumn(Text("人员", "Who")),
    ListColumn(AGENCY, 30),
    ListColumn(YEAR),
    ListColumn(Text("项目", "Item"), 44),
    ListColumn(KEY, 30),
    ListColumn(Text("原值", "Old"), 22),
    ListColumn(Text("新值", "New"), 22),
    ListColumn(Text("方式", "How")),
    ListColumn(Text("类型", "Kind")),
)
_LONG_WIDTHS = {0: 36, 4: 60}
LONG_COLUMNS = tuple(
    ListColumn(head, _LONG_WIDTHS.get(at, 34)) for at, head in enumerate(longtable.COLUMNS)
)
PROBLEMS_PRINTED = 12
"""So many columns of the list of problems go on paper: those up to the reason."""
_FILLS = {Severity.ERROR: RED, Severity.WARNING: PALE_RED}


def problem_rows(
    item: ExportReport, tables: tuple[Table, ...], wording: Wording, sheet: str
) -> Iterator[tuple[Styled, ...]]:
    """Yield a row for each finding of a report; ``sheet`` is its own sheet, or ""."""
    report = item.report
    for judged in item.findings:
        finding, decision = judged.finding, judged.decision
        link = _link(finding, sketch(tables), sheet)
        grave = CENTRED.but(fill=_FILLS.get(finding.severity, "") if judged.open else "")
        yield (
            Styled(report.agency, WRAPPED),
            Styled(report.year, CENTRED),
            Styled(finding.rule, LINK.but(align="center") if link else CENTRED, link=link),
            Styled(wording.rule(finding), WRAPPED),
            Styled(wording(SEVERITIES[finding.severity]), grave),
            Styled(wording.place(finding.cells) or wording.pages(finding), WRAPPED),
            Styled(finding.left, CENTRED),
            Styled(finding.right, CENTRED),
            Styled(_difference(finding), CENTRED),
            Styled(wording(finding.message), WRAPPED),
            Styled(wording.handling(judged), PLAIN.but(color=PURPLE) if decision else PLAIN),
            Styled(decision.reason if decision else None, WRAPPED),
            Styled(decision.who if decision else None, PLAIN),
            Styled(moment(decision.at) if decision else None, MOMENT),
            Styled(item.document, PLAIN),
        )


def _link(finding: Finding, plan: Sketch, sheet: str) -> str:
    if not sheet:
        return ""
    keys = (key for key in pointed_at(finding) if key in plan.places)
    first = next(keys, None)
    return address(sheet, *(plan.places[first] if first else (1, 1)))


def _difference(finding: Finding) -> int | float | None:
    """Return left minus right, without the dust that fractions leave."""
    if finding.left is None or finding.right is None:
        return None
    difference = finding.left - finding.right
    return difference if isinstance(difference, int) else round(difference, 6)


def change_rows(
    item: ExportReport, tables: tuple[Table, ...], wording: Wording
) -> Iterator[tuple[Styled, ...]]:
    """Yield a row for each event of a report."""
    known = labels(tables)
    for event in item.events:
        yield _change_row(event, item.report, _item(event, known, wording), wording)


def project_change_rows(events: Iterable[Event], wording: Wording) -> Iterator[tuple[Styled, ...]]:
    """Yield a row for each event that belongs to no report of the export."""
    for event in events:
        yield _change_row(event, None, event.key, wording)


def _change_row(
    event: Event, report: Report | None, item: str, wording: Wording
) -> tuple[Styled, ...]:
    return (
        Styled(moment(event.at), MOMENT),
        Styled(event.who, PLAIN),
        Styled(report.agency if report else None, WRAPPED),
        Styled(report.year if report else None, CENTRED),
        Styled(item, WRAPPED),
        Styled(event.key if report else None, WRAPPED),
        Styled(wording.became(event, event.old), WRAPPED),
        Styled(wording.became(event, event.new), WRAPPED),
        Styled(wording.why(event), CENTRED),
        Styled(wording.kind(event), CENTRED),
    )


def _item(event: Event, known: Mapping[str, str], wording: Wording) -> str:
    """Return what an event was about, as people call it."""
    if event.kind == "decision":
        rule, cells = split_decision_key(event.key)
        return f"{rule} {wording.place(cells)}"
    if event.kind == "report-state":
        return wording(STATE)
    return wording.attribute(event.key) if event.kind == "attribute" else known.get(event.key, "")


def long_row(row: longtable.LongRow) -> tuple[Styled, ...]:
    """Return a row of the long table with its looks."""
    agency, year, form, key, label, read, text, value, page, state, document = row
    return (
        Styled(agency, PLAIN),
        Styled(year, CENTRED),
        Styled(form, CENTRED),
        Styled(key, PLAIN),
        Styled(label, PLAIN),
        Styled(read, CENTRED),
        Styled(text, CENTRED),
        Styled(value, CENTRED),
        Styled(page, CENTRED),
        Styled(state, CENTRED),
        Styled(document, PLAIN),
    )
