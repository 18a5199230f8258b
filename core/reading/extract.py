"""Pages → reports: which tables belong to which report, what stands around them, who signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.forms import Forms
from core.reading.divide import Part, divide
from core.reading.found import Loss, Untaken
from core.reading.grid import grids
from core.reading.identity import Identity, identify, titles
from core.reading.loose import LooseTables
from core.reading.match import Matcher
from core.reading.page import Grid, Page
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
    untaken: list[Untaken]

    @property
    def stray(self) -> list[Untaken]:
        """The rows with numbers that no form has."""
        return [one for one in self.untaken if one.kind is Loss.ROW]


def extract(pages: Iterable[Page], forms: Forms, vocabulary: Vocabulary) -> Extract:
    """Find the reports in the pages of a document, in reading order."""
    matcher = Matcher(forms)
    loose = LooseTables(forms, vocabulary)
    lines: list[TextLine] = []
    notes: list[Note] = []
    turned: dict[int, Page] = {}
    whole: list[Grid] = []  # those that may reach over the next pages
    for shown in pages:
        page = shown.upright()
        if page.turn:
            turned[page.number] = page
        if page.grids is None:
            ruled = grids(page)
            found = sorted([*ruled, *loose.grids(page, ruled)], key=lambda grid: grid.ys[0])
            taken = [grid.box for grid in found if not _is_frame(grid)]
        else:
            found = list(page.grids)
            whole += [grid for grid in found if not _is_frame(grid)]
            taken = [c.box for grid in whole for c in grid.cells if c.page == page.number]
        for grid in found:
            matcher.feed(grid)
        lines += lines_outside(page, taken)
        notes += _unreadable(page)
    tables = matcher.finish()
    untaken = [one for table in tables for one in table.untaken()]
    for table in tables:
        table.cells = {key: _as_shown(cell, turned) for key, cell in table.cells.items()}
    parts = divide(tables, lines, titles(lines, vocabulary), vocabulary, forms)
    reports = [_report(part, lines, forms, vocabulary) for part in parts]
    return Extract(_named_alike(reports), notes, untaken)


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


def _report(part: Part, lines: Sequence[TextLine], forms: Forms, vocabulary: Vocabulary) -> Report:
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
