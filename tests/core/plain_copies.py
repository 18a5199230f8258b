"""Text copies of reports, as they come out of browsers, office programs and PDF readers."""

from collections.abc import Callable, Iterable, Mapping
from random import Random

from core.forms import LayoutCell, Table
from tests.core.reports import FORMS

TITLES = {
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}

Style = Callable[[Table, Mapping[str, str], Random], list[str]]
"""How a table comes out as lines."""
Line = tuple[list[str], list[str]]
"""Words and values of a printed row."""


def _text(cell: LayoutCell, cells: Mapping[str, str]) -> str:
    return cells[cell.key] if cell.kind == "value" else cell.text


def printed(table: Table, cells: Mapping[str, str]) -> list[Line]:
    """The rows of a table, merged cells only where they begin."""
    layout = table.layout
    rows: list[Line] = []
    for row in range(layout.rows):
        here = sorted((c for c in layout.cells if c.row == row), key=lambda c: c.column)
        words = [c.text for c in here if c.kind != "value"]
        rows.append((words, [_text(c, cells) for c in here if c.kind == "value"]))
    return rows


def grid(table: Table, cells: Mapping[str, str]) -> list[list[str]]:
    """The rows of a table with a field a column; merged cells are blank but where they begin."""
    layout = table.layout
    rows = [[""] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        rows[cell.row][cell.column] = _text(cell, cells)
    return rows


def tabs(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """As a browser copies: tabs, blanks kept, merged cells only where they begin."""
    return ["\t".join([*words, *values]) for words, values in printed(table, cells)]


def sheet(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """As a spreadsheet copies: tabs, a field for every column."""
    return ["\t".join(row) for row in grid(table, cells)]


def markdown(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """A table with bars and a line under its first row."""
    rows = grid(table, cells)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def pushed(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """With bars, all blanks moved to the end of their row."""
    width = table.layout.columns
    lines = []
    for words, values in printed(table, cells):
        some = [*words, *(value for value in values if value)]
        lines.append(" | ".join([*some, *[""] * (width - len(some))]) + " |")
    return lines


def tokens(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """Every cell on a line of its own, blanks lost."""
    return [t for words, values in printed(table, cells) for t in (*words, *values) if t]


def lines(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """A row on a line, with blanks between, blanks lost."""
    return [
        " ".join([*words, *(v for v in values if v)]) for words, values in printed(table, cells)
    ]


def wide(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """A row on a line, with several blanks between, blanks lost."""
    return [
        "   ".join([*words, *(v for v in values if v)]) for words, values in printed(table, cells)
    ]


def wrapped(table: Table, cells: Mapping[str, str], random: Random) -> list[str]:
    """As out of a PDF: labels wrapped, the numbers on the middle line."""
    room = random.randint(6, 14)
    found: list[str] = []
    for words, values in printed(table, cells):
        numbers = [value for value in values if value]
        if not values or not words:
            found.append(" ".join([*words, *numbers]))
            continue
        *groups, leaf = words
        found += groups
        parts = [leaf[at : at + room] for at in range(0, len(leaf), room)]
        middle = (len(parts) - 1) // 2
        parts[middle] = " ".join([parts[middle], *numbers])
        found += parts
    return found


STYLES: tuple[Style, ...] = (
    tabs,
    sheet,
    markdown,
    pushed,
    tokens,
    lines,
    wide,
    wrapped,
)


def interrupted(text: Iterable[str], random: Random, marks: tuple[str, ...]) -> list[str]:
    """Put page numbers and blank lines between some lines."""
    found: list[str] = []
    for line in text:
        found.append(line)
        if random.random() < 0.06:
            found += ["", random.choice(marks).format(random.randint(1, 9)), ""]
    return found


def report_text(
    cells: Mapping[str, str],
    form: str,
    style: Style,
    random: Random,
    marks: tuple[str, ...] = (),
) -> str:
    """A report with its three tables in one style."""
    text = ["某市某局2022年政府信息公开工作年度报告", "", "一、总体情况", "本年工作情况良好。"]
    for table in FORMS.tables_of(form, cells):
        body = style(table, cells, random)
        text += [TITLES[table.name], *(interrupted(body, random, marks) if marks else body)]
    text += ["五、存在的主要问题及改进情况", "无。", "六、其他需要报告的事项", "无。"]
    return "\n".join(text)
