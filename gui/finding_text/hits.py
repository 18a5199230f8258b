"""Where a text stands in the open report: in cells, and in the words printed around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.text import Text
from gui.finding_text.matching import Wanted
from gui.session import Session
from gui.table.cell_words import other_table
from gui.table.plain_grid import PlainGrid
from gui.table.table_grid import Slot, SlotGrid, TableGrid

Position = tuple[int, int, int]
"""Sheet, row and column, in reading order."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A printed cell in which the text stands.

    ``key`` is that of the cell, or of the first one that a label or head stands for; ``cells`` are
    all that are to be shown. A label cannot be changed: it is the form's.
    """

    position: Position
    text: str
    key: str
    cells: tuple[str, ...]
    is_label: bool = False


def hits_in(session: Session, wanted: Wanted) -> list[Hit]:
    """Return where a text stands in all tables of a report, in reading order."""
    if not wanted:
        return []
    texts = {key: cell.text or "" for key, cell in session.report.cells.items()}
    return [hit for sheet in _sheets(session, texts) for hit in _on_sheet(*sheet, texts, wanted)]


def position_of(session: Session, key: str) -> Position:
    """Return where a cell stands; before everything where it stands nowhere."""
    for sheet, grid in _sheets(session, {}):
        if slot := grid.by_key.get(key):
            return (sheet, slot.row, slot.column)
    return (-1, 0, 0)


def _sheets(session: Session, texts: Mapping[str, str]) -> Iterator[tuple[int, SlotGrid]]:
    yield 0, TableGrid(session.tables)
    for number, table in enumerate(session.report.plain, 1):
        title = Text(table.title, table.title) if table.title else other_table(number)
        yield number, PlainGrid(table, lambda key: texts.get(key, ""), title)


def _on_sheet(
    sheet: int, grid: SlotGrid, texts: Mapping[str, str], wanted: Wanted
) -> Iterator[Hit]:
    for slot in sorted(grid.slots, key=lambda slot: (slot.row, slot.column)):
        text = texts.get(slot.key, "") if slot.key else slot.text
        if wanted.stands_in(text):
            cells = (slot.key,) if slot.key else _stood_for(grid, slot)
            if cells:
                position = (sheet, slot.row, slot.column)
                yield Hit(position, text, cells[0], cells, is_label=not slot.key)


def _stood_for(grid: SlotGrid, label: Slot) -> tuple[str, ...]:
    """Return the cells that a label stands left of, or a head above; for others the next one."""
    values = sorted(grid.by_key.values(), key=lambda slot: (slot.row, slot.column))
    below = [slot for slot in values if slot.row >= label.row]
    if label.kind == "label":
        rows = range(label.row, label.row + label.rows)
        found = [slot for slot in below if slot.row in rows]
    elif label.kind in ("head", "group"):
        ends = (s.row for s in grid.slots if s.row > label.row and s.kind in ("title", "band"))
        end = min(ends, default=grid.rows)
        columns = range(label.column, label.column + label.columns)
        found = [slot for slot in below if slot.row < end and slot.column in columns]
    else:
        found = below[:1]
    return tuple(slot.key for slot in found)
