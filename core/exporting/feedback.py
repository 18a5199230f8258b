"""What is said to an agency of its reports: every finding, by how far it is certain.

What nobody has confirmed is never laid at the agency's door: it is told apart, as something to be
looked up. ``feedback_letters`` finds it, ``feedback_flow`` writes it, ``feedback_pdf`` prints it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from core.checking.proof import Proof
from core.report import Report, Severity
from core.store.project_rows import DocumentEntry
from core.text import Text

_PAGED = ("pdf", "image")  # kinds of documents that have pages of their own


class Standing(StrEnum):
    """How far a finding is certain."""

    PROVEN = "proven"  # confirmed cells contradict each other
    SEEN = "seen"  # a person looked at all it names, or decided that the source says so
    UNSEEN = "unseen"  # it may yet be a reading error


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report was read from.

    Attributes:
        name: of the file.
        path: where it is.
        sha256: what tells whether it is still what was read.
        pages: those of the report in it.
        paged: whether it has pages of its own, so that their numbers tell its readers anything.
    """

    name: str
    path: Path
    sha256: str = ""
    pages: tuple[int, int] | None = None
    paged: bool = True


def source_of(document: DocumentEntry, report: Report) -> Source:
    """Return where a report of a document was read from."""
    path, paged = Path(document.path), document.kind in _PAGED
    return Source(document.name, path, document.sha256, report.pages if paged else None, paged)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding is in its report; "" and () where that cannot be told."""

    pages: tuple[int, ...]
    tables: tuple[Text, ...]
    rows: Text
    columns: Text


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered item of a letter: a finding and how far it is certain.

    Attributes:
        standing: how far it is certain.
        source: of the report it is about.
        year: of that report.
        rule: its id.
        title: of the rule.
        severity: of the finding.
        message: the finding in words and live numbers.
        where: in the report.
        reason: of a person's decision that it is as in the source; "" without one.
        who: whose decision it is.
        at: when, UTC, ISO 8601.
        doubtful: the names of its cells whose reading is in doubt.
        proof: why the source contradicts itself, where it is proven.
    """

    standing: Standing
    source: Source
    year: int | None
    rule: str
    title: Text
    severity: Severity
    message: Text
    where: Where
    reason: str = ""
    who: str = ""
    at: str = ""
    doubtful: tuple[Text, ...] = ()
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report that a letter is about."""

    year: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said to one agency. ``left_out`` counts points beyond the bound."""

    agency: str
    on: date
    who: str
    reports: tuple[Reviewed, ...]
    points: tuple[Point, ...]
    left_out: int = 0

    def of(self, standing: Standing) -> tuple[Point, ...]:
        """Return the points that are as certain as that."""
        return tuple(point for point in self.points if point.standing is standing)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its reports."""
        return tuple(sorted({one.year for one in self.reports if one.year is not None}))
