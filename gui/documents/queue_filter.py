"""Which reports of the queue are shown: words, kind, and what is ticked in the filter."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from math import ceil

from core.report import ReportState
from gui.documents.queue_row import QueueRow

SAMPLE = 5  # of a hundred reports without problems, how many are offered for a blind look


class Kind(StrEnum):
    """The kinds of reports that are asked for most."""

    ALL = "all"
    OPEN = "open"
    UNFINISHED = "unfinished"
    PARKED = "parked"
    REVIEWED = "reviewed"
    SAMPLE = "sample"  # some of those in which all rules hold


class Facet(StrEnum):
    """What a report can be told apart by, beside the words in its names."""

    STATE = "state"
    PROBLEMS = "problems"
    YEAR = "year"
    SOURCE = "source"
    AGENCY = "agency"


Key = tuple[int, int | None]
Values = Mapping[Facet, Collection[str]]


@dataclass(frozen=True)
class QueueFilter:
    """What the queue shows.

    Of each facet in which something is ticked a report must have one of the ticked values.
    """

    words: tuple[str, ...] = ()
    kind: Kind = Kind.ALL
    ticked: Values = field(default_factory=dict)

    @property
    def filters(self) -> bool:
        """True where not everything is shown."""
        return bool(self.words) or self.kind is not Kind.ALL or bool(self.count)

    @property
    def count(self) -> int:
        """How many values are ticked."""
        return sum(map(len, self.ticked.values()))

    def searching(self, text: str) -> "QueueFilter":
        """Return the filter with other words, all of which must be found."""
        return replace(self, words=tuple(text.casefold().split()))

    def through(self, rows: Iterable[QueueRow], sample: Collection[Key] = ()) -> list[QueueRow]:
        """Return the rows that are shown, in their order.

        Args:
            rows: what there is; of thousands of rows each is looked at, at every letter typed.
            sample: the keys of `sample_of` all rows.
        """
        left = list(rows)
        for word in self.words:
            left = [row for row in left if word in row.said]
        if self.kind is Kind.SAMPLE:
            left = [row for row in left if row.key in sample]
        elif self.kind is not Kind.ALL:
            left = [row for row in left if _OF_KIND[self.kind](row)]
        for facet, values in self.ticked.items():
            if values:
                left = [row for row in left if not values_of(row, facet).isdisjoint(values)]
        return left


_OF_KIND: Mapping[Kind, Callable[[QueueRow], object]] = {
    Kind.OPEN: lambda row: row.problems,
    Kind.UNFINISHED: lambda row: not row.finished,
    Kind.PARKED: lambda row: row.state is ReportState.PARKED,
    Kind.REVIEWED: lambda row: row.state is ReportState.REVIEWED,
}


def values_of(row: QueueRow, facet: Facet) -> set[str]:
    """Return the values that a row has in a facet; none for a document without a report."""
    if row.report is None:
        return {row.source} if facet is Facet.SOURCE else set()
    match facet:
        case Facet.STATE:
            return {row.state.value}
        case Facet.YEAR:
            return {str(row.year or "")}
        case Facet.SOURCE:
            return {row.source}
        case Facet.AGENCY:
            return {row.agency}
    counts = {"error": row.errors, "warning": row.warnings, "hint": row.hints, "unsure": row.unsure}
    return {name for name, count in counts.items() if count} or {"none"}


def values_in(rows: Iterable[QueueRow], facet: Facet) -> dict[str, int]:
    """Return the values that rows have in a facet, and how many rows have each."""
    counts: dict[str, int] = {}
    for row in rows:
        for value in values_of(row, facet):
            counts[value] = counts.get(value, 0) + 1
    return counts


def sample_of(rows: Iterable[QueueRow], percent: int = SAMPLE) -> set[Key]:
    """Return the keys of some reports in which all rules hold, at least one where there is any.

    It is by lot, but the same ones are drawn each time: nobody chooses what is looked at, and
    what was looked at stays in the sample.
    """
    clean = [row.key for row in rows if row.report is not None and not row.problems]
    lots = sorted(clean, key=lambda key: blake2b(repr(key).encode(), digest_size=8).digest())
    return set(lots[: ceil(len(clean) * percent / 100)])
