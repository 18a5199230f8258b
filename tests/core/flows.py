"""Reports as flows: what a reader of web pages or docx would make of them."""

from collections.abc import Callable, Mapping

from core.forms import Table
from core.typeset.flow import Align, Block, Flow, FlowCell, FlowTable, Paragraph, Run
from tests.core.reports import FORMS

PALE = (0.9, 0.93, 0.97)


def paragraph(text: str, size: float = 10.5, **how) -> Paragraph:
    return Paragraph((Run(text, size, **how),))


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> FlowCell:
    return FlowCell(row, column, rows, columns, (paragraph(text),))


def plain_table(*rows: tuple[str, ...]) -> FlowTable:
    """A table without spans, row by row."""
    cells = [cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return FlowTable(len(rows), len(rows[0]), tuple(cells))


def form_table(table: Table, texts: Mapping[str, str]) -> FlowTable:
    """A table of a form as it is printed, with these texts in its cells."""
    layout = table.layout
    cells = []
    covered = set()
    for one in layout.cells:
        text = texts.get(one.key, "") if one.kind == "value" else one.text
        align = Align.LEFT if one.kind == "label" else Align.CENTRE
        look = Run(text, bold=one.kind in ("band", "corner", "head"))
        fill = PALE if look.bold else None
        place = (one.row, one.column, one.rows, one.columns)
        cells.append(FlowCell(*place, (Paragraph((look,), align),), fill))
        covered |= {
            (r, c)
            for r in range(one.row, one.row + one.rows)
            for c in range(one.column, one.column + one.columns)
        }
    every = {(r, c) for r in range(layout.rows) for c in range(layout.columns)}
    cells += [FlowCell(r, c, 1, 1, ()) for r, c in sorted(every - covered)]
    return FlowTable(layout.rows, layout.columns, tuple(cells))


def report_flow(
    texts: Mapping[str, str],
    form: str,
    agency: str,
    year: int,
    change: Callable[[Table], Table] = lambda table: table,
    lines: int = 4,
) -> Flow:
    """A whole report with these cells; ``lines`` of prose decide where pages break."""
    title = Run(f"{agency}{year}年政府信息公开工作年度报告", 18, bold=True)
    heading = paragraph("一、总体情况", 12, bold=True)
    blocks: list[Block] = [Paragraph((title,), Align.CENTRE), heading]
    for at in range(lines):
        said = f"本年主动公开信息{at}条，其中规范性文件3件，行政许可{at * 7}件。"
        blocks.append(Paragraph((Run(said),), indent=21))
    for table in FORMS.tables_of(form, texts):
        blocks.append(paragraph(table.title.zh, 12, bold=True))
        blocks.append(form_table(change(table), texts))
    blocks.append(paragraph("五、存在的主要问题及改进情况", 12, bold=True))
    blocks.append(paragraph("公开不够及时。"))
    blocks.append(paragraph("六、其他需要报告的事项", 12, bold=True))
    blocks.append(paragraph("无。"))
    return Flow("html", tuple(blocks))
