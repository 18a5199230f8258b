"""Tables of a text copy as tables of a flow."""

from collections.abc import Sequence

from core import bounds
from core.sources.plain_lines import TextRow
from core.typeset.flow import FlowCell, FlowTable, Paragraph, Run

_SIZE = 9.0
_INK, _PALE = (0.0, 0.0, 0.0), (0.6, 0.6, 0.6)


def cell(
    row: int,
    column: int,
    text: str,
    rows: int = 1,
    columns: int = 1,
    *,
    unsure: bool = False,
    pale: bool = False,
) -> FlowCell:
    """Return a cell with a text; a pale one says what the text lost and the form tells."""
    blocks = (Paragraph((Run(text, _SIZE, color=_PALE if pale else _INK),)),) if text else ()
    return FlowCell(row, column, rows, columns, blocks, unsure=unsure)


def plain_table(rows: Sequence[TextRow]) -> FlowTable | None:
    """Return the table that lines with tabs or bars make, None where they make none."""
    lines = [row.fields for row in rows if row.fields]
    width = max((len(fields) for fields in lines), default=0)
    while width and not any(fields[width - 1 : width] not in ((), ("",)) for fields in lines):
        width -= 1
    full = sum(sum(1 for field in fields if field) > 1 for fields in lines)
    if full < 2 or not 1 < width <= bounds.MAX_TEXT_FIELDS:
        return None
    cells = [
        cell(at, column, fields[column] if column < len(fields) else "")
        for at, fields in enumerate(lines)
        for column in range(width)
    ]
    return FlowTable(len(lines), width, tuple(cells))
