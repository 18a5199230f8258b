"""Labels of a report's tables that are worded otherwise than on the form, as claims ``wording``."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from core.forms import Forms, Table
from core.reading.found import FoundTable, ReadRow
from core.reading.labels import find_columns, label, plain, simplified
from core.reading.page import GridCell
from core.report import Claim, Place

_HINT = re.compile(r"[(（][^()（）]*[)）]")
_SIGNS = re.compile(r"[^\w]")
_ORDINAL = re.compile(r"^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")


def wordings(tables: Sequence[FoundTable], forms: Forms, form: str) -> tuple[Claim, ...]:
    """Return the labels of rows and columns that differ from those of the form.

    White space, punctuation, ordinals and remarks that are left out do not count.

    Args:
        tables: the tables of one report.
        forms: the official forms.
        form: the form of the report.
    """
    found: dict[str, Claim] = {}
    for table in tables:
        official = forms.choose(table.name, form, table.cells)
        times = Counter(row.row for row in table.rows)
        under: set[tuple[tuple[str, ...], tuple[int, ...]]] = set()
        for row in table.rows:
            # a row that was read in two parts has its label cut by the end of a page
            whole = _of_row(row, official) if times[row.row] == 1 else ()
            shared = row.columns, tuple(map(id, row.heads))  # most rows stand under the same heads
            heads = _of_heads(row, official) if shared not in under else ()
            under.add(shared)
            for claim in (*whole, *heads):
                found.setdefault(claim.text, claim)
    return tuple(found.values())


def _of_row(row: ReadRow, table: Table) -> Iterator[Claim]:
    keys = table.rows.get(row.row, ())
    cell = next((c for c in row.line.cells if c.text and label(c.text) == row.line.leaf), None)
    if keys and cell is not None and row.columns:
        yield from _differs(cell, [table.cells[keys[0]][0].label])


def _of_heads(row: ReadRow, table: Table) -> Iterator[Claim]:
    # a key begins with the names of its table and its row
    begin = f"{table.name}.{row.row}."
    columns = [column for key, (_, column) in table.cells.items() if key.startswith(begin)]
    groups = {_bare(group) for column in columns for group in column.groups}
    official = {_bare(column.label) for column in columns}
    for cell in row.heads if columns else ():
        if not cell.text or _bare(cell.text) in groups | official:
            continue
        named = find_columns(columns, cell.text)
        labels = [column.label for column in columns if column.key in named]
        if labels and not any(group in _bare(cell.text) for group in groups):
            yield from _differs(cell, labels)


def _differs(cell: GridCell, official: Iterable[str]) -> Iterator[Claim]:
    known = [name for one in official for name in (one, _HINT.sub("", one)) if name]
    if known and _bare(cell.text) not in map(_bare, known):
        text = f"{' '.join(cell.text.split())} ≠ {known[0]}"
        yield Claim("wording", 0, text, Place(cell.page, cell.box))


@lru_cache(maxsize=4096)  # the heads of a table stand over each of its rows
def _bare(text: str) -> str:
    """Return a label as it is compared here: bracketed remarks count, signs and ordinals do not."""
    return _SIGNS.sub("", _ORDINAL.sub("", simplified(plain(text))))
