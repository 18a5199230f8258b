"""A report divided at a page, and two reports of one document made one.

Reading may take two reports for one, or one for two. Nothing is made up and nothing overwritten:
where two reports have a cell with different texts, one stays, the other is kept as what the cell
may say instead, and the cell is marked as doubtful.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from core.numbers import normalised
from core.report import Cell, CellState, Report, is_plain, renamed

T = TypeVar("T")
NAMES = frozenset({"agency", "year"})


def parts(report: Report, page: int) -> tuple[Report, Report]:
    """Divide a report so that a second one begins on a page.

    What has no place stays with the first one. Agency and year are those of the whole, and unsure
    in the second one.

    Args:
        report: the report as it stands; its pages are known.
        page: one of them, but not the first.
    """
    assert report.pages is not None
    first, last = report.pages
    of_table = {table.name: table.place.page for table in report.plain}

    def page_of(key: str, cell: Cell) -> int:
        if is_plain(key):
            return of_table.get(key.partition(".")[0], first)
        return cell.place.page if cell.place else first

    def part(low: int, high: int) -> Report:
        cells = {k: c for k, c in report.cells.items() if low <= page_of(k, c) <= high}
        sections, claims = report.sections, report.claims
        return replace(
            report,
            cells=cells,
            pages=(low, high),
            sections=sections and tuple(s for s in sections if low <= s.page <= high),
            claims=claims and tuple(c for c in claims if low <= c.place.page <= high),
            plain=tuple(t for t in report.plain if low <= t.place.page <= high),
            leftovers=tuple(one for one in report.leftovers if low <= one.place.page <= high),
        )

    return part(first, page - 1), replace(part(page, last), unsure=report.unsure | NAMES)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two reports made one. ``clashes`` are the cells of which they say different things."""

    report: Report
    clashes: tuple[str, ...]


def joined(first: Report, second: Report) -> Joined:
    """Make two reports one; see the module for cells that both of them have."""
    second = _with_free_names(first, second)
    cells, clashes = dict(first.cells), []
    for key, other in second.cells.items():
        own = cells.get(key)
        if own is None or own.absent:
            cells[key] = other
        elif not other.absent and normalised(own.text or "") != normalised(other.text or ""):
            clashes.append(key)
            stays, goes = (other, own) if not own.text else (own, other)
            candidates = ((goes.text or "", goes.confidence), *stays.candidates)
            cells[key] = replace(stays, candidates=candidates, state=CellState.DOUBTFUL)
    pages = [number for report in (first, second) for number in report.pages or ()]
    whole = replace(
        first,
        agency=first.agency or second.agency,
        year=second.year if first.year is None else first.year,
        level=first.level or second.level,
        cells=cells,
        pages=(min(pages), max(pages)) if pages else None,
        sections=_both(first.sections, second.sections),
        claims=_both(first.claims, second.claims),
        unsure=first.unsure,
        plain=(*first.plain, *second.plain),
        leftovers=(*first.leftovers, *second.leftovers),
    )
    return Joined(whole, tuple(clashes))


def _both(one: tuple[T, ...] | None, other: tuple[T, ...] | None) -> tuple[T, ...] | None:
    return one if other is None else (*(one or ()), *other)


def _with_free_names(first: Report, second: Report) -> Report:
    """Give the plain tables of a report names that those of another one have not."""
    free = 1 + max(map(_number, (table.name for table in first.plain)), default=0)
    names = {table.name: f"plain{free + at}" for at, table in enumerate(second.plain)}
    keys = {
        old.key: new.key
        for table in second.plain
        for old, new in zip(table.cells, renamed(table, names[table.name]).cells, strict=True)
    }
    cells = {keys.get(key, key): cell for key, cell in second.cells.items()}
    plain = tuple(renamed(table, names[table.name]) for table in second.plain)
    return replace(second, cells=cells, plain=plain)


def _number(name: str) -> int:
    return int(name.removeprefix("plain"))


def as_read(cells: Iterable[tuple[str, Cell]]) -> dict[str, Cell]:
    """Return cells as they were read, without what people made of them or put there."""
    return {
        key: replace(cell, text=cell.read, state=CellState.READ)
        for key, cell in cells
        if cell.read is not None
    }
