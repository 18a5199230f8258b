"""What an export says of single cells: which are marked and why, what they are called."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.checking.explain import cell_name
from core.exporting.export import ExportReport, Judged
from core.forms import Forms, Table
from core.numbers import Kind, Value
from core.report import Cell, CellState, Finding, Severity, is_plain
from core.store.history import Event
from core.text import Language, Text

_SPOKEN_HINT = 6  # a hint that names more cells than this is no matter of single cells
_MOST_DIGITS = 15  # what a spreadsheet's numbers hold exactly


@dataclass(frozen=True, slots=True)
class Marks:
    """Which cells of a report are marked, and why.

    Attributes:
        suspects: cells most likely wrong, of open errors and warnings.
        members: the other cells of these.
        accepted: cells of findings that are as in the source.
        unsure: cells a person should look at and has not, or has found doubtful.
        findings: what there is to say at a cell.
        changes: the latest change of a cell's text, where it is not what was read.
    """

    suspects: frozenset[str]
    members: frozenset[str]
    accepted: frozenset[str]
    unsure: frozenset[str]
    findings: Mapping[str, tuple[Judged, ...]]
    changes: Mapping[str, Event | None]


def marks(item: ExportReport) -> Marks:
    """Return the marks of a report's cells."""
    cells = item.report.cells
    suspects: set[str] = set()
    members: set[str] = set()
    accepted: set[str] = set()
    spoken: defaultdict[str, list[Judged]] = defaultdict(list)
    for judged in item.findings:
        finding = judged.finding
        own = [key for key in finding.cells if ":" not in key]
        prime = pointed_at(finding)
        if judged.decision is not None:
            accepted.update(prime)
        elif not judged.open:
            continue
        elif finding.severity is not Severity.HINT:
            suspects.update(prime)
            members.update(own)
        elif len(own) > _SPOKEN_HINT:
            continue
        for key in own:
            spoken[key].append(judged)
    changed = {key for key, cell in cells.items() if cell.changed}
    changes: dict[str, Event | None] = dict.fromkeys(changed)
    changes.update((e.key, e) for e in item.events if e.kind == "text" and e.key in changed)
    return Marks(
        frozenset(suspects),
        frozenset(members - suspects),
        frozenset(accepted),
        frozenset(key for key, cell in cells.items() if to_look_at(cell)),
        {key: tuple(found) for key, found in spoken.items()},
        changes,
    )


def pointed_at(finding: Finding) -> tuple[str, ...]:
    """Return the cells of a report that a finding points at: the likeliest one, or else all."""
    return tuple(key for key in finding.suspects[:1] or finding.cells if ":" not in key)


def to_look_at(cell: Cell) -> bool:
    """True for a cell that a person should look at and has not, or has found doubtful."""
    return cell.state is CellState.DOUBTFUL or (
        cell.unsure and cell.state is CellState.READ and not cell.changed
    )


STATES = {
    "read": Text("已识别", "read"),
    "open": Text("待处理", "open"),
    "unsure": Text("待核对", "unsure"),
    "as-in-source": Text("原文如此", "as in source"),
    "confirmed": Text("已确认", "confirmed"),
    "corrected": Text("已更正", "corrected"),
    "added": Text("补录", "added"),
    "removed": Text("已删除", "removed"),
    "doubtful": Text("存疑", "doubtful"),
}
"""What the state of a cell in an export is called."""


def state(key: str, cell: Cell, marked: Marks) -> str:
    """Return the state of a cell in an export, one of STATES: what a person did comes first."""
    if cell.state is CellState.DOUBTFUL:
        return "doubtful"
    if cell.changed:
        return "added" if cell.read is None else "removed" if cell.text is None else "corrected"
    if key in marked.accepted:
        return "as-in-source"
    if key in marked.suspects:
        return "open"
    if key in marked.unsure:
        return "unsure"
    return str(cell.state)


def number(cell: Cell) -> int | float | None:
    """Return a cell's value; None for blanks, absent cells and what is no number."""
    value = cell.value
    return None if value is None or not _fits(value) else value.number


def plain_number(cell: Cell) -> int | float | None:
    """Return a cell's value where its text is nothing but that number, without unit or remark."""
    value = cell.value
    if value is None or value.kind is not Kind.NUMBER or not _fits(value):
        return None
    return None if value.unit or value.worded or value.note else value.number


def _fits(value: Value) -> bool:
    return value.number is not None and abs(value.number) < 10**_MOST_DIGITS


@lru_cache(maxsize=64)
def labels(tables: tuple[Table, ...]) -> Mapping[str, str]:
    """Return what the cells of some tables are called, in printed order."""
    return {key: " · ".join(heads(table, key)) for table in tables for key in table.cells}


def heads(table: Table, key: str) -> tuple[str, ...]:
    """Return what the form prints for a cell: groups of its row, the row, the column."""
    row, column = table.cells[key]
    # a table of one line has its rows in the heads over its columns
    over = (*row.groups, row.label) if row.label else column.groups
    return (*over, column.label)


def name(key: str, forms: Forms, language: Language) -> str:
    """Return what a finding's cell is called, short; one of another year's report with its year."""
    year, colon, own = key.rpartition(":")
    found = _short_names(forms).get(own)
    if found is None and is_plain(own):
        found = cell_name(own, forms)
    said = found.to(language) if found else own
    return Text(f"{year} 年 {said}", f"{said} ({year})").to(language) if colon else said


@lru_cache(maxsize=4)
def _short_names(forms: Forms) -> Mapping[str, Text]:
    return {key: cell_name(key, forms) for table in forms.tables for key in table.cells}


def tables_of(item: ExportReport, forms: Forms) -> tuple[Table, ...]:
    """Return the tables that a report consists of."""
    return forms.tables_of(item.report.form, item.report.present)


def place(keys: Sequence[str], forms: Forms, language: Language, most: int = 5) -> str:
    """Return the names of some cells in one line, of many only the first ones and how many."""
    names = [name(key, forms, language) for key in keys[:most]]
    shown = Text("；", "; ").to(language).join(names)
    if len(keys) <= most:
        return shown
    return shown + Text(f"；等 {len(keys)} 格", f"; … {len(keys)} cells").to(language)
