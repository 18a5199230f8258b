"""An agency year by year: the printed cells as rows, the years as columns, chain rules marked."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.checking.check import verdicts
from core.checking.explain import explain
from core.forms import Forms, Table
from core.numbers import Kind
from core.report import Finding, Report, Verdict
from core.text import Text

CHAINS = ("CY-01", "CY-02", "CY-03", "CY-04", "CY-05")
"""Rules that carry a number of one year over to the next."""


class Stand(StrEnum):
    """What stands in a cell of a year."""

    NUMBER = "number"
    BLANK = "blank"  # the cell is there and empty
    ABSENT = "absent"  # the form has it, the document has not
    NOT_ON_FORM = "not-on-form"  # the form of that year prints no such cell
    WORDS = "words"  # something that is no number


@dataclass(frozen=True, slots=True)
class Link:
    """A chain rule that ends in a cell: what it says, and the cell of the year before."""

    rule: str
    holds: bool
    key: str  # of the year before
    year: int  # that year
    said: Text  # the sum written out with its numbers


@dataclass(frozen=True, slots=True)
class YearCell:
    """A cell of a year.

    ``growth`` is the change against the year before, 0.5 for half as much again; None where there
    is nothing to compare, or the year before had 0.
    """

    stand: Stand
    text: str = ""
    number: int | float | None = None
    growth: float | None = None
    link: Link | None = None  # to the year before
    carried: bool = False  # the year after goes on from this cell


@dataclass(frozen=True, slots=True)
class Line:
    """A printed cell through the years; with ``key`` "" the title of a table or of a group.

    The title of a group of rows has that ``group``; its ``label`` is the last of its labels.
    """

    key: str
    label: str  # of the row, as printed
    column: str  # the head over the cell, as printed
    group: str = ""  # the labels left of the row
    cells: tuple[YearCell, ...] = ()

    @property
    def is_title(self) -> bool:
        """True for the title of a table or a group."""
        return not self.key


@dataclass(frozen=True, slots=True)
class Years:
    """What is shown of an agency: a column for each of ``years``, ``reports`` are their ids."""

    years: tuple[int, ...]
    reports: tuple[int, ...]
    lines: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        """Return the line of a cell."""
        return next((line for line in self.lines if line.key == key), None)


def year_by_year(
    reports: Mapping[int, Report], forms: Forms, enabled: Container[str] | None = None
) -> Years:
    """Set the reports of one agency side by side, the earliest first.

    Args:
        reports: by id; of several for one year the one added last (with the highest id) stands
            for it. Those without a year are left out.
        forms: the official forms.
        enabled: ids of the rules that are on; all of the chain rules by default.
    """
    standing: dict[int, int] = {}
    for id_, report in sorted(reports.items()):
        if report.year is not None:
            standing[report.year] = id_
    years = tuple(sorted(standing))
    chosen = [reports[standing[year]] for year in years]
    tables = [forms.tables_of(report.form, report.form_cells) for report in chosen]
    links = [
        _links(report, before, forms, enabled)
        for before, report in zip([None, *chosen], chosen, strict=False)
    ]
    columns = list(zip(years, chosen, tables, links, strict=True))
    lines: list[Line] = []
    for name in forms.names:
        printed = _printed(name, tables)
        if not printed:
            continue
        lines.append(Line("", printed[0].title.zh, printed[0].title.en))
        before = ""
        for key, table in _keys(printed):
            row, column = table.cells[key]
            # a table of one line has its rows in the heads over its columns
            label, group = row.label or column.groups[-1], " · ".join(row.groups)
            if group != before and len(row.groups) > 1:
                lines.append(Line("", row.groups[-1], row.groups[-1], group))
            before = group
            lines.append(Line(key, label, column.label, group, _year_cells(key, columns)))
    return Years(years, tuple(standing[year] for year in years), tuple(lines))


def _printed(name: str, tables: Sequence[Sequence[Table]]) -> list[Table]:
    """Return the variants of a table that the years were printed on, the newest first."""
    used = [table for year in reversed(tables) for table in year if table.name == name]
    return list({table.id: table for table in used}.values())


def _keys(variants: Sequence[Table]) -> list[tuple[str, Table]]:
    """Return the cells of all variants in the order in which the newest prints them.

    What only older ones print stands after what it follows there.
    """
    keys = [(key, variants[0]) for key in variants[0].cells]
    for older in variants[1:]:
        known = {key for key, _ in keys}
        after = -1
        for key in older.cells:
            if key in known:
                after = next(at for at, (one, _) in enumerate(keys) if one == key)
            else:
                after += 1
                keys.insert(after, (key, older))
    return keys


_Column = tuple[int, Report, Sequence[Table], Mapping[str, Link]]


def _year_cells(key: str, columns: Sequence[_Column]) -> tuple[YearCell, ...]:
    cells: list[YearCell] = []
    for at, (year, report, tables, links) in enumerate(columns):
        cell = report.cells.get(key)
        value = cell.value if cell else None
        following = columns[at + 1][3].values() if at + 1 < len(columns) else ()
        carried = any(link.key == key for link in following)
        link = links.get(key)
        if value is None:
            on_form = any(key in table.cells for table in tables)
            stand = Stand.ABSENT if on_form else Stand.NOT_ON_FORM
            cells.append(YearCell(stand, link=link, carried=carried))
            continue
        if value.kind is Kind.BLANK:
            stand = Stand.BLANK
        elif value.kind is Kind.UNREADABLE:
            stand = Stand.WORDS
        else:
            stand = Stand.NUMBER
        before = cells[-1].number if cells and columns[at - 1][0] == year - 1 else None
        text = (cell.text or "").strip() if cell else ""
        growth = _growth(before, value.number)
        cells.append(YearCell(stand, text, value.number, growth, link, carried))
    return tuple(cells)


def _growth(before: float | None, now: float | None) -> float | None:
    return (now - before) / abs(before) if before and now is not None else None


def _links(
    report: Report, before: Report | None, forms: Forms, enabled: Container[str] | None
) -> dict[str, Link]:
    """Return the chain rules that end in cells of a report, by the cell."""
    if before is None or before.year is None or report.year != before.year + 1:
        return {}
    rules = [rule for rule in CHAINS if enabled is None or rule in enabled]
    found: dict[str, Link] = {}
    for finding in verdicts(report, forms, before, rules):
        if finding.verdict is not Verdict.NOT_ASSESSABLE:
            link = _link(finding, before.year, forms)
            own = next((key for key in finding.cells if ":" not in key), "")
            if link and own and (own not in found or found[own].holds):
                found[own] = link
    return found


def _link(finding: Finding, year: int, forms: Forms) -> Link | None:
    other = next((key for key in finding.cells if key.startswith(f"{year}:")), "")
    if not other:
        return None
    said = Text(explain(finding, forms, "zh"), explain(finding, forms, "en"))
    holds = finding.verdict is not Verdict.BROKEN
    return Link(finding.rule, holds, other.partition(":")[2], year, said)
