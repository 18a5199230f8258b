"""What was read from a document and what people made of it: documents, reports, cells, findings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.numbers import Unit, Value, parse
from core.text import Text

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points of the page as it is shown (after its rotation), origin top left."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its document."""

    page: int  # from 1
    box: Box


class CellState(StrEnum):
    """What a person has said of a cell. Whether it is suspect or unsure is derived, not stored."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DOUBTFUL = "doubtful"


class ReportState(StrEnum):
    """How far the review of a report has come."""

    READ = "read"
    IN_REVIEW = "in-review"
    PARKED = "parked"
    REVIEWED = "reviewed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form.

    ``read`` is what the source says, ``text`` what stands there now; for both, None is a cell that
    is not there at all (absent) and "" one that is there and empty (blank). ``read`` never changes.
    ``candidates`` are what it may say instead, most likely first; ``weak`` the characters of
    ``read`` that are doubtful.
    """

    read: str | None
    text: str | None
    unit: Unit = Unit.COUNT
    place: Place | None = None
    confidence: float = 1.0
    unsure: bool = False  # a person should look
    state: CellState = CellState.READ
    candidates: tuple[tuple[str, float], ...] = ()  # text, confidence
    weak: tuple[int, ...] = ()

    @property
    def absent(self) -> bool:
        """True where the document has no such cell and nobody put one there."""
        return self.text is None

    @property
    def changed(self) -> bool:
        """True where a person left something else than was read."""
        return self.text != self.read

    @property
    def value(self) -> Value | None:
        """The value of ``text``; None for an absent cell."""
        return None if self.text is None else parse(self.text, self.unit)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections of a report."""

    title: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A number stated in the prose."""

    claim: str
    value: int | float
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A cell of a table that no form knows. What stands in it is ``Report.cells[key]``."""

    key: str  # plain1.r2.c3: table, row, column, each counted from 1
    row: int  # from 0
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table that is none of the form's, kept as it is printed: heads and values alike."""

    name: str  # plain1: what the keys of its cells begin with
    title: str  # what stands over it; "" where nothing does
    place: Place  # on its first page
    rows: int
    columns: int
    cells: tuple[PlainCell, ...]


_PLAIN_KEY = re.compile(r"plain[1-9]\d*\.r[1-9]\d*\.c[1-9]\d*")


def is_plain(key: str) -> bool:
    """Tell the key of a cell of a plain table from that of a cell of a form."""
    return key.startswith("plain") and _PLAIN_KEY.fullmatch(key) is not None


def plain_key(table: str, row: int, column: int) -> str:
    """Return the key of a cell of a plain table; ``row`` and ``column`` count from 0."""
    return f"{table}.r{row + 1}.c{column + 1}"


def renamed(table: PlainTable, name: str) -> PlainTable:
    """Return a plain table under another name, the keys of its cells changed with it."""
    cells = tuple(replace(one, key=plain_key(name, one.row, one.column)) for one in table.cells)
    return replace(table, name=name, cells=cells)


LEFTOVER_KINDS = ("row", "column", "shifted")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Numbers of a table of the form that no cell took: an added row or column, a shifted row."""

    kind: str  # one of LEFTOVER_KINDS
    table: str  # requests
    label: str  # of the row or the column, as printed
    text: str  # the numbers as they stand, with spaces between them
    place: Place
    row: str = ""  # key of its row, where the form has it: refused_process


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about how a document was read."""

    code: str
    message: Text
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report for one year. Cells that were not found have no entry."""

    agency: str
    year: int | None
    form: str
    cells: Mapping[str, Cell]
    pages: tuple[int, int] | None = None
    sections: tuple[Section, ...] | None = None  # None: not known, as in plain cell files
    claims: tuple[Claim, ...] | None = None
    unsure: frozenset[str] = frozenset()  # of "agency", "year": what a person should look at
    plain: tuple[PlainTable, ...] = ()  # other tables; their cells are in ``cells`` too
    leftovers: tuple[Leftover, ...] = ()
    level: str = ""  # of its agency, as a person set it; "" as its name tells: agencies.level_of

    @property
    def form_cells(self) -> dict[str, Cell]:
        """The cells without those of plain tables."""
        return {key: cell for key, cell in self.cells.items() if not is_plain(key)}

    @property
    def present(self) -> frozenset[str]:
        """The keys of the cells that are there: not those that a person took away."""
        return frozenset(key for key, cell in self.cells.items() if cell.text is not None)

    def with_texts(self, texts: Mapping[str, str | None]) -> "Report":
        """Return this report with the texts of some cells replaced; keys may be new."""
        cells = dict(self.cells)
        for key, text in texts.items():
            old = cells.get(key)
            cells[key] = replace(old, text=text) if old else Cell(read=None, text=text)
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class Document:
    """One source file and the reports in it."""

    name: str  # file name with its suffix
    kind: str  # pdf, image, html, docx, text, json
    pages: int
    reports: tuple[Report, ...]
    notes: tuple[Note, ...] = ()
    sha256: str = ""
    path: str = ""
    first: int = 0  # the order of the first of these reports in the file: a part may begin later
    complete: bool = True  # False for a part that more will follow


class Severity(StrEnum):
    """How much a finding weighs: 必须处理, 需要说明, 提示."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Verdict(StrEnum):
    """What came of holding a rule against a report."""

    HOLDS = "holds"
    HOLDS_WITH_BLANKS = "holds_with_blanks_as_0"
    BROKEN = "broken"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a sum: a cell's key and what it counts with. ``value`` None: not assessable."""

    key: str
    value: int | float | None
    blank: bool = False
    label: str = ""  # what is printed for a cell of a plain table


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken or cannot be assessed, with the cells it names.

    ``cells`` are keys; one of another year's report is written ``2022:requests.new.total``.
    ``left`` and ``right`` are the two sides of a sum as they stand, None where there are none.
    ``consequence_of`` names the rule whose finding explains this one (a blank total breaks sums);
    its own rule where the next year's report has the same finding, and counts it.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    cells: tuple[str, ...]
    message: Text
    left: int | float | None = None
    right: int | float | None = None
    left_terms: tuple[Term, ...] = ()
    right_terms: tuple[Term, ...] = ()
    suspects: tuple[str, ...] = ()
    suggestions: tuple[Mapping[str, str], ...] = field(default=(), hash=False)
    consequence_of: str = ""
    relation: str = "="  # what ought to stand between left and right: =, ≥ or ≤
    places: tuple[Place, ...] = ()  # where to look, for what no cell has taken
    held_against: tuple[str, ...] = ()  # numbers that no cell named here holds: sums over members

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What makes it the same finding after checking again: the rule and its cells."""
        return self.rule, self.cells
