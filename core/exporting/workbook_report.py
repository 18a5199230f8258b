"""The sheet of one report: its tables as the official form prints them, and what was found."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange

from core.exporting.export import ExportReport, Judged
from core.exporting.export_marks import Marks, plain_number
from core.exporting.workbook_layout import COLUMN_WIDTH, Sketch, Slot, sketch
from core.exporting.workbook_stream import Book
from core.exporting.workbook_style import (
    AMBER,
    BARE,
    BLUE,
    CENTRED,
    GREY_TEXT,
    HEADING,
    LINK,
    PLAIN,
    PURPLE,
    RED,
    RED_LINE,
    TITLE,
    WRAPPED,
    Look,
    Scalar,
    Styled,
    address,
    lines,
    set_up,
)
from core.exporting.workbook_words import REPORT_STATES, Wording
from core.forms import Table
from core.numbers import normalised
from core.report import Cell, CellState, Severity
from core.text import Text

_LABEL = WRAPPED.but(size=10, indented=True)
_BESIDE = WRAPPED.but(bold=True, align="center", size=10)
_SECTION = BARE.but(bold=True, size=11.5)
_LINE = BARE.but(color=GREY_TEXT, size=9)
_ABSENT = CENTRED.but(hatched=True)
_ONE_PAGE = 8  # findings below the tables up to which a report stays on one page
_MOST_LISTED = 60
_LINE_HEIGHT = 14.0  # points
_MOST_HEIGHT = 400.0  # what a row can have
_LOOKS = {"band": HEADING, "corner": HEADING.but(bold=False), "head": HEADING}
_LOOKS |= {"group": _BESIDE, "label": _LABEL}

Grid = dict[int, dict[int, Styled]]
"""Cells by row and column, from 1."""


def write_report(
    book: Book,
    name: str,
    item: ExportReport,
    marked: Marks,
    tables: tuple[Table, ...],
    wording: Wording,
    home: str,
) -> None:
    """Append the sheet of a report.

    Args:
        book: the workbook.
        name: of the sheet.
        item: the report.
        marked: its marked cells.
        tables: the tables it consists of.
        wording: the words to use.
        home: the sheet that leads to all others.
    """
    plan = sketch(tables)
    sheet = book.sheet(name)
    listed = _listed(item)
    few = len(listed) <= _ONE_PAGE
    set_up(sheet, wording.language, landscape=False, freeze="A3", pages_high=1 if few else 0)
    if marked.suspects:
        sheet.sheet_properties.tabColor = RED_LINE
    for column in range(1, plan.columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    grid: Grid = {}
    heights = {1: 30.0, 2: 16.0, **plan.heights}
    merged = _write_top(grid, plan, item, wording, home)
    for row, title in plan.titles.items():
        merged.append(_fill(grid, row, 1, 1, plan.columns, Styled(title, _SECTION)))
    for slot in plan.slots:
        key = slot.cell.key
        held = _value(key, item, marked, wording) if key else _printed(slot)
        merged.append(_fill(grid, slot.row, slot.column, slot.rows, slot.columns, held))
        if key and isinstance(held.value, str):
            high = 4 + _LINE_HEIGHT * lines(held.value, slot.columns * COLUMN_WIDTH - 1)
            heights[slot.row] = max(heights[slot.row], min(high, _MOST_HEIGHT))
    merged += _write_strays(grid, heights, plan, item, marked, wording)
    merged += _write_findings(grid, heights, plan, listed, wording)
    for row in range(1, max(grid) + 1):
        sheet.row_dimensions[row].height = heights.get(row)
        cells = grid.get(row, {})
        row_cells = (cells.get(column) for column in range(1, plan.columns + 1))
        sheet.append(book.styles.row(sheet, row_cells))
    sheet.merged_cells = MultiCellRange(" ".join(filter(None, merged)))
    sheet.close()  # type: ignore[attr-defined]  # it is a write-only one


def value_look(key: str, cell: Cell | None, marked: Marks) -> Look:
    """Return the look of a value: colours say what is open, unsure, changed, as in the source."""
    look = CENTRED
    if key in marked.suspects:
        look = look.but(fill=RED, edge=RED_LINE)
    elif key in marked.unsure:
        look = look.but(fill=AMBER)
    if key in marked.members:
        look = look.but(edge=RED_LINE)
    if cell is None or cell.absent:
        look = look.but(hatched=True)
    if key in marked.accepted:
        look = look.but(color=PURPLE, edge=look.edge or PURPLE)
    if key in marked.changes:
        look = look.but(color=BLUE)
    return look


def held_value(key: str, cell: Cell | None, marked: Marks) -> tuple[Scalar | None, str]:
    """Return what stands in a cell and its number format, which shows it as printed, with its ※."""
    if cell is None or cell.text is None:
        return None, "General"
    number = plain_number(cell)
    shown = "@" if number is None else _number_format(normalised(cell.text))
    if key in marked.accepted:
        shown = ";".join(f'{part}"※"' for part in shown.split(";"))
    elif number is None:
        shown = "General"
    return (cell.text if number is None else number), shown


def _number_format(text: str) -> str:
    """Return the format in which a number looks as it is printed: 1,234 · 007 · 2.50 · +3."""
    whole, dot, decimals = text.lstrip("+-").partition(".")
    shown = "General"
    if "," in whole:
        shown = "#,##0"
    elif len(whole) > 1 and whole.startswith("0"):
        shown = "0" * len(whole)
    elif dot:
        shown = "0"
    if dot:
        shown += "." + "0" * len(decimals)
    if text.startswith("+"):
        shown = f'"+"{"0" if shown == "General" else shown}'
    return shown


def _value(key: str, item: ExportReport, marked: Marks, wording: Wording) -> Styled:
    cell = item.report.cells.get(key)
    value, shown = held_value(key, cell, marked)
    look = value_look(key, cell, marked).but(number=shown, wrap=isinstance(value, str))
    said = [wording.finding(judged) for judged in marked.findings.get(key, ())]
    if key in marked.changes and cell is not None:
        said.append(wording.change(cell.read, cell.text, marked.changes[key]))
    if key in marked.unsure and cell is not None:
        said.append(_why_unsure(cell, wording))
    return Styled(value, look, "\n\n".join(said))


def _why_unsure(cell: Cell, wording: Wording) -> str:
    if cell.state is CellState.DOUBTFUL:
        return wording(Text("存疑，待核对。", "Marked doubtful: to be looked at."))
    sure = f"{cell.confidence:.0%}"
    return wording(
        Text(f"待核对：识别把握 {sure}。", f"To be looked at: read with {sure} certainty.")
    )


def _printed(slot: Slot) -> Styled:
    return Styled(slot.cell.text, _LOOKS.get(slot.cell.kind, PLAIN))


def _fill(grid: Grid, row: int, column: int, rows: int, columns: int, held: Styled) -> str:
    """Put something into an area, all of which gets its look; return the range to merge or ""."""
    # a line at the left edge belongs to the first column of the area alone
    inner = Styled(None, held.look.but(edge="", number="General"))
    first = Styled(None, held.look.but(number="General"))
    for down in range(row, row + rows):
        cells = grid.setdefault(down, {})
        cells[column] = first
        cells.update(dict.fromkeys(range(column + 1, column + columns), inner))
    grid[row][column] = held
    if rows == columns == 1:
        return ""
    last = f"{get_column_letter(column + columns - 1)}{row + rows - 1}"
    return f"{get_column_letter(column)}{row}:{last}"


def _write_top(
    grid: Grid, plan: Sketch, item: ExportReport, wording: Wording, home: str
) -> list[str]:
    report = item.report
    year = report.year or ""
    title = Text(
        f"{report.agency}{year}{'年' if year else ''}政府信息公开工作年度报告",
        f"{report.agency} {year}",
    ).to(wording.language)
    about = [wording(REPORT_STATES[item.state]), item.document]
    if report.pages:
        first, last = report.pages
        about.append(wording(Text(f"第 {first}–{last} 页", f"pages {first}–{last}")))
    back = 3  # columns of the link home
    link = Styled(
        wording(Text("返回说明", "Back")),
        LINK.but(border=False, size=9, align="right"),
        link=address(home, 1, 1),
    )
    room = plan.columns - back
    return [
        _fill(grid, 1, 1, 1, plan.columns, Styled(title, TITLE)),
        _fill(grid, 2, 1, 1, room, Styled(" · ".join(about), _LINE)),
        _fill(grid, 2, room + 1, 1, back, link),
    ]


def _write_strays(
    grid: Grid,
    heights: dict[int, float],
    plan: Sketch,
    item: ExportReport,
    marked: Marks,
    wording: Wording,
) -> list[str]:
    """List cells that the report has and the tables it is laid out by have not."""
    strays = [key for key in item.report.form_cells if key not in plan.places]
    if not strays:
        return []
    row, values = plan.rows + 2, 3  # columns of a value
    title = wording(Text("表中没有的单元格", "Cells that these tables do not have"))
    heights[row - 1], heights[row] = 9.0, 20.0
    merged = [_fill(grid, row, 1, 1, plan.columns, Styled(title, _SECTION))]
    for at, key in enumerate(strays, start=row + 1):
        name = wording.name(key)
        merged.append(_fill(grid, at, 1, 1, plan.columns - values, Styled(name, _LABEL)))
        held = _value(key, item, marked, wording)
        merged.append(_fill(grid, at, plan.columns - values + 1, 1, values, held))
    return merged


def _listed(item: ExportReport) -> list[Judged]:
    """Return the findings to list on the sheet, the gravest first."""
    order = list(Severity)
    wanted = [judged for judged in item.findings if judged.open or judged.decision]
    return sorted(wanted, key=lambda judged: order.index(judged.finding.severity))


def _write_findings(
    grid: Grid, heights: dict[int, float], plan: Sketch, listed: list[Judged], wording: Wording
) -> list[str]:
    """List what was found under the tables: comments are not printed."""
    if not listed:
        return []
    row = max(grid) + 2
    title = wording(Text(f"核对结果（{len(listed)}）", f"Findings ({len(listed)})"))
    heights[row - 1], heights[row] = 9.0, 20.0
    merged = [_fill(grid, row, 1, 1, plan.columns, Styled(title, _SECTION))]
    look = WRAPPED.but(size=9.5)
    for judged in listed[:_MOST_LISTED]:
        row += 1
        said = wording.finding(judged)
        color = "000000" if judged.open else PURPLE
        heights[row] = 4 + 12.5 * lines(said, plan.columns * COLUMN_WIDTH * 1.05)
        held = Styled(said, look.but(color=color))
        merged.append(_fill(grid, row, 1, 1, plan.columns, held))
    left = len(listed) - _MOST_LISTED
    if left > 0:
        row += 1
        more = wording(Text(f"另有 {left} 项，见问题清单。", f"{left} more: see the problems."))
        merged.append(_fill(grid, row, 1, 1, plan.columns, Styled(more, look)))
    return merged
