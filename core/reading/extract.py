"""Pages → reports: which tables belong to which report, what stands around them, who signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from core.forms import Forms
from core.reading.grid import Grid, grids
from core.reading.identity import Identity, Title, identify, titles
from core.reading.loose import LooseTables
from core.reading.match import FoundTable, Matcher, StrayRow
from core.reading.page import Page
from core.reading.prose import TextLine, Vocabulary, lines_outside, sections
from core.report import Cell, Note, Place, Report
from core.text import Text

_LITTLE_TEXT = 20
"""A page with fewer characters than this and a picture over most of it is a scan."""
_MUCH_TEXT = 150
"""A cell with more characters than this holds prose."""


@dataclass
class Extract:
    """What was found in the pages of one document."""

    reports: list[Report]
    notes: list[Note]
    stray: list[StrayRow]


@dataclass
class _Part:
    """The tables of one report, and where its text begins and ends (indices of lines)."""

    tables: list[FoundTable] = field(default_factory=list)
    title: Title | None = None
    start: int = 0
    end: int = 0


def extract(pages: Iterable[Page], forms: Forms, vocabulary: Vocabulary) -> Extract:
    """Find the reports in the pages of a document, in reading order."""
    matcher = Matcher(forms)
    loose = LooseTables(forms, vocabulary)
    lines: list[TextLine] = []
    notes: list[Note] = []
    turned: dict[int, Page] = {}
    for shown in pages:
        page = shown.upright()
        if page.turn:
            turned[page.number] = page
        ruled = grids(page)
        found = sorted([*ruled, *loose.grids(page, ruled)], key=lambda grid: grid.ys[0])
        for grid in found:
            matcher.feed(grid)
        lines += lines_outside(page, [grid.box for grid in found if not _is_frame(grid)])
        notes += _unreadable(page)
    tables = matcher.finish()
    for table in tables:
        table.cells = {key: _as_shown(cell, turned) for key, cell in table.cells.items()}
    parts = _divide(tables, lines, titles(lines, vocabulary), vocabulary, forms)
    reports = [_report(part, lines, forms, vocabulary) for part in parts]
    return Extract(_named_alike(reports), notes, matcher.stray)


def _as_shown(cell: Cell, turned: Mapping[int, Page]) -> Cell:
    """Return a cell with its place on the page as people see it."""
    if cell.place is None or cell.place.page not in turned:
        return cell
    page = turned[cell.place.page]
    return replace(cell, place=Place(page.number, page.as_shown(cell.place.box)))


def _is_frame(grid: Grid) -> bool:
    """True for a table that only frames text, as web pages have them."""
    return any(len(cell.chars) > _MUCH_TEXT for cell in grid.cells)


def _unreadable(page: Page) -> list[Note]:
    if page.width == 0:
        text = Text(
            "这一页已损坏，没有读到内容。", "This page is damaged; nothing was read from it."
        )
        return [Note("damaged-page", text, page.number)]
    if len(page.chars) < _LITTLE_TEXT and page.pictures > 0.4:
        text = Text(
            "这一页是图片，没有文字可读。",
            "This page is a picture: it has no text to read.",
        )
        return [Note("no-text", text, page.number)]
    return []


def _divide(
    tables: Sequence[FoundTable],
    lines: Sequence[TextLine],
    found: Sequence[Title],
    vocabulary: Vocabulary,
    forms: Forms,
) -> list[_Part]:
    """Gather tables into reports: a table that comes round again, or a title, begins the next."""
    order = {name: at for at, name in enumerate(forms.names)}
    parts: list[_Part] = []
    for table in tables:
        before = [t for t in found if _position(lines[t.line]) < (table.page, table.top)]
        title = before[-1] if before else None
        part = parts[-1] if parts else None
        if (
            part is None
            or order[table.name] <= order[part.tables[-1].name]
            or (title is not None and part.start < title.line and _after(part, lines[title.line]))
        ):
            part = _Part(title=title)
            if title is not None and parts and not _after(parts[-1], lines[title.line]):
                part.title = None
            parts.append(part)
            part.start = _start(part, parts, lines, found, vocabulary, table)
        part.tables.append(table)
    for part, following in pairwise(parts):
        page = lines[following.start].page if following.start < len(lines) else 0
        if page > part.tables[-1].last_page:  # what a web page prints over the title belongs to it
            following.start = next(i for i, line in enumerate(lines) if line.page == page)
        part.end = following.start
    if parts:
        parts[-1].end = len(lines)
    return parts


def _position(line: TextLine) -> tuple[int, float]:
    return line.page, line.box[1]


def _after(part: _Part, line: TextLine) -> bool:
    """True where a line stands after the last table of a report."""
    last = part.tables[-1]
    return _position(line) > (last.last_page, last.top if last.last_page == last.page else 0.0)


def _start(
    part: _Part,
    parts: Sequence[_Part],
    lines: Sequence[TextLine],
    found: Sequence[Title],
    vocabulary: Vocabulary,
    table: FoundTable,
) -> int:
    """Return the line with which a report begins: its title, else its first section heading."""
    if part.title is not None:
        # the same title may be printed twice, one under the other: the first of them counts
        first = part.title
        for title in reversed(found[: found.index(part.title)]):
            same = (title.agency, title.year) == (first.agency, first.year)
            if not same or lines[title.line].page != lines[first.line].page:
                break
            first = title
        return first.line
    after = 0
    if len(parts) > 1:
        after = next((i for i, line in enumerate(lines) if _after(parts[-2], line)), len(lines))
    ahead = [
        i
        for i in range(after, len(lines))
        if _position(lines[i]) < (table.page, table.top)
        and vocabulary.section(lines[i].text) == "一"
    ]
    if ahead:
        page = lines[ahead[-1]].page
        return next(i for i in range(after, len(lines)) if lines[i].page == page)
    return (
        next(
            (i for i in range(after, len(lines)) if lines[i].page >= table.page),
            max(len(lines) - 1, 0),
        )
        if len(parts) > 1
        else 0
    )


def _report(part: _Part, lines: Sequence[TextLine], forms: Forms, vocabulary: Vocabulary) -> Report:
    cells: dict[str, Cell] = {}
    for table in part.tables:
        cells |= table.cells
    own = lines[part.start : part.end]
    identity: Identity = identify(part.title, own, vocabulary)
    last_table = max(table.last_page for table in part.tables)
    first = min([line.page for line in own[:1]] + [table.page for table in part.tables])
    return Report(
        agency=identity.agency,
        year=identity.year,
        form=_form(cells, forms, identity.year),
        cells=_in_order(cells, forms),
        pages=(first, max([last_table, *(line.page for line in own)])),
        sections=sections(own, vocabulary),
        unsure=identity.unsure,
    )


def _form(cells: dict[str, Cell], forms: Forms, year: int | None) -> str:
    """Return the form of section 二; where that is missing, of section 三; then by the year."""
    for name in forms.names:
        scores = {
            table.form: len(cells.keys() & table.cells.keys()) for table in forms.variants(name)
        }
        best = max(scores.values())
        first = [form for form, score in scores.items() if score == best]
        if best and len(first) == 1 and first[0] != "*":
            return first[0]
    fitting = [form for form in forms.years if year is None or int(form) <= year]
    return fitting[-1] if fitting else forms.years[-1]


def _in_order(cells: dict[str, Cell], forms: Forms) -> dict[str, Cell]:
    order = {key: at for at, key in enumerate(k for table in forms.tables for k in table.cells)}
    return dict(sorted(cells.items(), key=lambda item: order.get(item[0], len(order))))


def _named_alike(reports: list[Report]) -> list[Report]:
    """Give a report without an agency the one that all others in the document agree on."""
    names = {report.agency for report in reports if report.agency}
    if len(names) != 1:
        return reports
    name = names.pop()
    return [r if r.agency else replace(r, agency=name) for r in reports]
