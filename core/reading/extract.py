"""Pages → reports: which tables belong to which report, what stands around them, who signed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from core.bounds import MAX_LEFTOVERS
from core.forms import Forms
from core.reading.claims import claims
from core.reading.divide import Part, divide
from core.reading.found import FoundTable, Untaken
from core.reading.grid import grids, in_order
from core.reading.identity import Identity, identify, titles
from core.reading.loose import LooseTables
from core.reading.match import Matcher
from core.reading.page import Grid, Page
from core.reading.plain_tables import FoundPlain, grid_key, plain_table, with_plain
from core.reading.prose import TextLine, Vocabulary, lines_outside, sections
from core.reading.remarks import page_notes
from core.reading.wordings import wordings
from core.report import Cell, Claim, Leftover, Note, Place, Report
from core.text import Text

Observer = Callable[[Page, Sequence[Grid]], None]
"""Is shown each page, upright as it is read, and the grids that were found on it."""

_MUCH_TEXT = 150
"""A cell with more characters than this holds prose."""


@dataclass
class Extract:
    """What was found in the pages of one document."""

    reports: list[Report]
    notes: list[Note]


def extract(
    pages: Iterable[Page], forms: Forms, vocabulary: Vocabulary, observe: Observer | None = None
) -> Extract:
    """Find the reports in the pages of a document, in reading order."""
    extractor = Extractor(forms, vocabulary, observe)
    for page in pages:
        extractor.feed(page)
    return extractor.finish()


class Extractor:
    """Takes the pages of a document in their order and finds the reports in them."""

    def __init__(
        self, forms: Forms, vocabulary: Vocabulary, observe: Observer | None = None
    ) -> None:
        self._forms = forms
        self._observe = observe
        self._vocabulary = vocabulary
        self._matcher = Matcher(forms)
        self._loose = LooseTables(forms, vocabulary)
        self._lines: list[TextLine] = []
        self._notes: list[Note] = []
        self._left_out: dict[int, Note] = {}  # by report: other tables that were too many
        self._told = 0  # reports that were returned as complete
        self._turned: dict[int, Page] = {}
        self._whole: list[Grid] = []  # those that may reach over the next pages
        self._plain: list[FoundPlain] = []  # the form's own tables among them

    def feed(self, shown: Page) -> None:
        """Take the next page."""
        page = shown.upright()
        if page.turn or page.frame:
            self._turned[page.number] = page.bare
        if page.grids is None:
            ruled = grids(page)
            loose = self._loose.grids(page, ruled)
            if page.look is not None:  # all at once: a network reads many cells in one go
                seen = page.look([*ruled, *loose])
                ruled, loose = seen[: len(ruled)], seen[len(ruled) :]
            found = in_order([*ruled, *loose])
            taken = [grid.box for grid in found if not _is_frame(grid)]
        else:
            found = ruled = list(page.grids)
            self._whole += [grid for grid in found if not _is_frame(grid)]
            parts = (part for grid in self._whole for part in grid.parts)
            taken = [part.box for part in parts if part.page == page.number]
        if self._observe is not None:
            self._observe(replace(page, look=None), found)  # it need not keep the picture
        for grid in found:
            self._matcher.feed(grid)
        lines = lines_outside(page, taken)
        tables = (plain_table(grid, page, lines) for grid in ruled if not _is_frame(grid))
        self._plain += [table for table in tables if table is not None]
        self._lines += lines
        self._notes += page_notes(page)

    def complete(self) -> list[Report]:
        """Return the reports that have become complete: another one begins after each of them.

        Each is returned once, by this or by ``finish``, in their order.
        """
        # all are looked at anew each time: less often the more there are
        if _rounds(self._matcher.tables, self._forms) - self._told < 2 + self._told // 2:
            return []
        found = self._found(self._matcher.found(whole=False))[:-1]
        named = list(takewhile(lambda report: report.agency, found[self._told :]))
        self._told += len(named)
        return named

    def finish(self) -> Extract:
        """Return what was found, after the last page, and has not been told by ``complete``."""
        tables = self._matcher.found()
        reports = _named_alike(self._found(tables))
        notes = [*self._notes, *self._left_out.values()]
        return Extract(reports[self._told :], notes)

    def _found(self, tables: Sequence[FoundTable]) -> list[Report]:
        """Return the reports of all pages so far."""
        lines, vocabulary, forms = self._lines, self._vocabulary, self._forms
        parts = divide(tables, lines, titles(lines, vocabulary), vocabulary, forms)
        # not those that merely passed by as heads: a table in section 一 stands before all heads
        used = {grid_key(row.line.whole) for table in tables for row in table.rows if row.columns}
        plain = [table for table in self._plain if table.grid not in used]
        untaken = [one for table in tables for one in self._left_over(table)]
        # what stands below the last table of the form looks like added rows of it
        untaken = [one for one in untaken if not any(table.holds(one.place) for table in plain)]
        starts = [_start(part, lines) for part in parts]
        others: list[list[FoundPlain]] = [[] for _ in parts]
        left: list[list[Untaken]] = [[] for _ in parts]
        if parts:
            for other in plain:
                others[_owner(other.position, starts)].append(other)
            for one in untaken:
                left[_owner((one.page, one.place.box[1]), starts)].append(one)
        reports = []
        for at, part in enumerate(parts):
            report = _report(part, lines, forms, vocabulary)
            cells = {key: _as_shown(cell, self._turned) for key, cell in report.cells.items()}
            if at >= self._told:
                stated = self._claims(part, report.form, among_others=len(parts) > 1)
                report = replace(report, claims=stated)
            report, left_out = with_plain(replace(report, cells=cells), others[at])
            if left_out:
                self._left_out[at] = _too_many(report, left_out)
            reports.append(replace(report, leftovers=_leftovers(left[at])))
        return reports

    def _claims(self, part: Part, form: str, *, among_others: bool) -> tuple[Claim, ...]:
        title = part.title
        year = None if title is None else title.year
        named = None if title is None or year is None else (title.line - part.start, year)
        own = self._lines[part.start : part.end]
        stated = claims(own, self._vocabulary, named, among_others=among_others)
        found = (*stated, *wordings(part.tables, self._forms, form))
        return tuple(replace(one, place=self._place_as_shown(one.place)) for one in found)

    def _place_as_shown(self, place: Place) -> Place:
        page = self._turned.get(place.page)
        return place if page is None else Place(place.page, page.as_shown(place.box))

    def _left_over(self, table: FoundTable) -> list[Untaken]:
        return [self._untaken_as_shown(one) for one in table.untaken()]

    def _untaken_as_shown(self, one: Untaken) -> Untaken:
        return replace(one, place=self._place_as_shown(one.place))


def _rounds(tables: Sequence[FoundTable], forms: Forms) -> int:
    """Return how many times the tables of a form have begun: about as many reports there are."""
    order = {name: at for at, name in enumerate(forms.names)}
    places = [order[table.name] for table in tables]
    return bool(places) + sum(after <= before for before, after in pairwise(places))


def _start(part: Part, lines: Sequence[TextLine]) -> tuple[int, float]:
    """Return the page and the height at which a report begins."""
    first = part.tables[0].page, part.tables[0].top
    own = lines[part.start : part.start + 1]
    return min([first, *((line.page, line.box[1]) for line in own)])


def _owner(position: tuple[int, float], starts: Sequence[tuple[int, float]]) -> int:
    """Return which report something belongs to; what stands before the first belongs to it."""
    return max((at for at, start in enumerate(starts) if start <= position), default=0)


def _leftovers(untaken: Sequence[Untaken]) -> tuple[Leftover, ...]:
    return tuple(
        Leftover(one.kind, one.table, one.label, " ".join(one.texts), one.place, one.row)
        for one in untaken[:MAX_LEFTOVERS]
    )


def _too_many(report: Report, left_out: int) -> Note:
    text = Text(
        f"{report.agency}：其他表格过多，未列出 {left_out} 个。",
        f"{report.agency}: too many other tables; {left_out} were left out.",
    )
    return Note("many-tables", text, report.pages and report.pages[0])


def _as_shown(cell: Cell, turned: Mapping[int, Page]) -> Cell:
    """Return a cell with its place on the page as people see it."""
    if cell.place is None or cell.place.page not in turned:
        return cell
    page = turned[cell.place.page]
    return replace(cell, place=Place(page.number, page.as_shown(cell.place.box)))


def _is_frame(grid: Grid) -> bool:
    """True for a table that only frames text, as web pages have them."""
    return any(len(cell.chars) > _MUCH_TEXT for cell in grid.cells)


def _report(part: Part, lines: Sequence[TextLine], forms: Forms, vocabulary: Vocabulary) -> Report:
    cells: dict[str, Cell] = {}
    for table in part.tables:
        table.doubt_blanks()
        table.doubt_shifted()
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
