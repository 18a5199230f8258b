"""One row of the queue: what it shows of a report, or of a document that holds none."""

from dataclasses import dataclass, field

from core.report import ReportState
from core.text import Text


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What the queue shows of a report; ``report`` is None for a document that holds none."""

    report: int | None
    document: int
    name: str  # of the document
    agency: str = ""
    year: int | None = None
    state: ReportState = ReportState.READ
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    unsure: int = 0
    notes: tuple[Text, ...] = ()  # what is to be known of how it was read
    source: str = ""  # the kind of the document, "scan" where its pages are pictures
    said: str = field(init=False, repr=False, compare=False)  # what a search looks in

    def __post_init__(self) -> None:
        said = f"{self.agency} {self.year or ''} {self.name}".casefold()
        object.__setattr__(self, "said", said)

    @property
    def key(self) -> tuple[int, int | None]:
        """What tells it from the other rows."""
        return self.document, self.report

    @property
    def problems(self) -> int:
        """How much is open: what must be dealt with, explained, or looked at."""
        return self.errors + self.warnings + self.unsure

    @property
    def finished(self) -> bool:
        """True where a person has nothing left to do."""
        return self.report is None or self.state is ReportState.REVIEWED
