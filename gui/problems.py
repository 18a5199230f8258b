"""What of a report needs a person, from the report and its findings alone; no widgets here.

A finding names every cell of a sum; one of them is **prime**: the one most likely to be wrong. Only
that one is painted red and only there does F8 stop, so that one error looks like one error.

A finding about what no cell has taken (a row too many) names places of the source. Each is a
**spot**: it has a key too, under which it is chosen, framed on the page and cut out as cells are.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from typing import Literal

from core.numbers import Kind, parse
from core.report import Cell, CellState, Finding, Place, Report, Severity, Verdict

SPOT = "@"
"""What the key of a spot begins with, and no cell's does."""

ProblemKind = Literal["error", "warning", "unsure", "doubtful"]


class Mark(Flag):
    """What is to be seen of a cell. Several hold at once; none is a cell to be left in peace."""

    NORMAL = 0
    SUSPECT = auto()  # prime cell of an open finding
    MEMBER = auto()  # other cell of an open finding
    UNSURE = auto()  # the reading was not certain, and nobody has looked
    DOUBTFUL = auto()
    CHANGED = auto()
    AS_IN_SOURCE = auto()
    CONFIRMED = auto()
    BLANK = auto()
    ABSENT = auto()
    HIGHLIGHTED = auto()  # named by the finding at hand
    UNPROTECTED = auto()  # no rule weighs it, and the person wants to see which

    @property
    def words(self) -> str:
        """The names of the marks, lower case, joined by spaces; "normal" for none."""
        names = [(mark.name or "").lower().replace("_", "-") for mark in Mark if mark in self]
        return " ".join(names) or "normal"


@dataclass(frozen=True, slots=True)
class Problem:
    """A stop of F8: the cell or spot to look at, why, and the first finding about it."""

    key: str
    kind: ProblemKind
    finding: Finding | None = None


@dataclass(frozen=True)
class Review:
    """A report's cells and open findings, seen as what to look at.

    Args:
        report: the report as it stands.
        found: its findings that are open.
        settled: its findings that a person declared to be as in the source.
        order: every key of the report's tables as printed, the form's first.
        plain: the names of its tables that no form knows, where no number is expected.
    """

    marks: Mapping[str, Mark]
    primes: Mapping[tuple[str, tuple[str, ...]], str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(
        cls,
        report: Report,
        found: Iterable[Finding],
        settled: Iterable[Finding],
        order: Mapping[str, int],
        plain: Container[str] = (),
    ) -> "Review":
        """Work it out."""
        pressing = [finding for finding in found if is_pressing(finding)]
        primes = prime_cells(pressing, report, order)
        quiet = prime_cells(list(settled), report, order)
        marks = {key: _own_marks(report.cells.get(key)) for key in order}
        for key in marks:
            if key.partition(".")[0] in plain:
                marks[key] &= ~Mark.BLANK
        for finding in pressing:
            prime = primes[finding.identity]
            for key in finding.cells:
                if key == prime:
                    marks[key] |= Mark.SUSPECT
                elif Mark.ABSENT not in marks.get(key, Mark.ABSENT):
                    marks[key] |= Mark.MEMBER  # of cells that are not there, × says enough
        for key, mark in marks.items():
            if Mark.SUSPECT in mark:
                marks[key] = mark & ~Mark.MEMBER
        for finding in settled:
            if (prime := quiet[finding.identity]) in marks and prime in finding.cells:
                marks[prime] |= Mark.AS_IN_SOURCE
        return cls(marks, primes | quiet, _problems(pressing, primes, marks, order))


Stop = tuple[str, int]
"""The key of the problem that was visited last, and its number at that time."""


def next_stop(
    problems: Sequence[Problem], after_key: str, last: Stop, *, backwards: bool, around: bool
) -> tuple[Problem | None, Stop]:
    """Return the problem to go to from a cell, and what to remember of it.

    Args:
        problems: the problems as they stand, in their order.
        after_key: the cell that one comes from.
        last: what was remembered of the last one; it may have been solved since.
        backwards: to the one before.
        around: past the end to the beginning; there is none to go to otherwise.
    """
    at = {problem.key: number for number, problem in enumerate(problems)}
    if after_key in at:
        number = at[after_key] + (-1 if backwards else 1)
    elif last[0] and after_key == last[0]:
        number = last[1] - (1 if backwards else 0)
    else:
        number = len(problems) - 1 if backwards else 0
    if not problems or (not around and not 0 <= number < len(problems)):
        return None, last
    number %= len(problems)
    return problems[number], (problems[number].key, number)


def spots_of(finding: Finding) -> dict[str, Place]:
    """Return the spots of a finding by their keys."""
    return {
        f"{SPOT}{finding.rule}:{place.page}:{','.join(f'{side:.0f}' for side in place.box)}": place
        for place in finding.places
    }


def first_spot(finding: Finding) -> str:
    """Return the key of the spot where a finding without cells is to be looked at; "" for none."""
    return "" if finding.cells else next(iter(spots_of(finding)), "")


def is_pressing(finding: Finding) -> bool:
    """Tell whether an open finding is a problem: broken, to be mended or explained, not implied."""
    return (
        finding.verdict is Verdict.BROKEN
        and finding.severity is not Severity.HINT
        and not finding.consequence_of
    )


def prime_cells(
    findings: Sequence[Finding], report: Report, order: Mapping[str, int]
) -> dict[tuple[str, tuple[str, ...]], str]:
    """Return for each finding (by its identity) the cell most likely to be wrong.

    First come the suspects that it names, then its other cells, those first that most findings
    have in common. A cell that a person confirmed is passed over unless all
    are. A finding about no cell of this report stands at the first one.
    """
    shared = Counter(key for finding in findings for key in set(finding.cells))
    first = min(order, key=order.__getitem__, default="")
    primes = {}
    for finding in findings:
        here = [key for key in finding.cells if key in order]
        others = sorted(here, key=lambda key: (-shared[key], order[key]))
        own = [*(key for key in finding.suspects if key in order), *others]
        free = [key for key in own if not _confirmed(report.cells.get(key))]
        primes[finding.identity] = next(iter(free or own), first)
    return primes


def _confirmed(cell: Cell | None) -> bool:
    return cell is not None and cell.state is CellState.CONFIRMED


def _own_marks(cell: Cell | None) -> Mark:
    """What a cell shows by itself, whatever the rules say."""
    if cell is None or cell.text is None:
        return Mark.ABSENT
    mark = Mark.NORMAL
    if parse(cell.text, cell.unit).kind is Kind.BLANK:
        mark |= Mark.BLANK
    if cell.changed:
        mark |= Mark.CHANGED
    if cell.state is CellState.CONFIRMED:
        mark |= Mark.CONFIRMED
    elif cell.state is CellState.DOUBTFUL:
        mark |= Mark.DOUBTFUL
    elif cell.unsure and not cell.changed and cell.state is CellState.READ:
        mark |= Mark.UNSURE
    return mark


def _problems(
    found: Sequence[Finding],
    primes: Mapping[tuple[str, tuple[str, ...]], str],
    marks: Mapping[str, Mark],
    order: Mapping[str, int],
) -> tuple[Problem, ...]:
    """Errors, then unsure cells, warnings and doubtful cells, each as printed; a cell stops once.

    What must be dealt with comes first; a cell that was not read with certainty is worth more of a
    look than a number that only wants an explanation.
    """
    stops: dict[str, Problem] = {}

    def stop_at_findings(severity: Severity, kind: ProblemKind) -> None:
        of_kind = [finding for finding in found if finding.severity is severity]
        for finding in sorted(of_kind, key=lambda f: order.get(primes[f.identity], 0)):
            key = first_spot(finding) or primes[finding.identity]
            stops.setdefault(key, Problem(key, kind, finding))

    def stop_at_cells(mark: Mark, kind: ProblemKind) -> None:
        for key in sorted(order, key=order.__getitem__):
            if mark in marks[key]:
                stops.setdefault(key, Problem(key, kind))

    stop_at_findings(Severity.ERROR, "error")
    stop_at_cells(Mark.UNSURE, "unsure")
    stop_at_findings(Severity.WARNING, "warning")
    stop_at_cells(Mark.DOUBTFUL, "doubtful")
    return tuple(stops.values())
