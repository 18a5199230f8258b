"""A report that was published again, held against its earlier version cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.numbers import normalised
from core.report import Cell, CellState, Report, ReportState
from core.store.history import Change

_NOTHING = Cell(None, None)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else in the new version, or of which a person has said something.

    ``read`` is what the old version says and ``text`` what a person left there (the same where she
    left it alone); ``new`` is what the new version says. None is an absent cell.
    """

    key: str
    read: str | None
    text: str | None
    state: CellState  # what a person said of the old one
    new: str | None

    @property
    def corrected(self) -> bool:
        """True where a person left something else than the old version says."""
        return not _same(self.read, self.text)

    @property
    def read_otherwise(self) -> bool:
        """True where the two versions do not say the same."""
        return not _same(self.read, self.new)

    @property
    def carried(self) -> bool:
        """True where what a person said of the old version holds for the new one, too."""
        return not self.read_otherwise and (self.corrected or self.state is not CellState.READ)

    @property
    def clashes(self) -> bool:
        """True where a person corrected what now reads otherwise, and not as she had it."""
        return self.corrected and self.read_otherwise and not _same(self.text, self.new)


def differences(old: Report, new: Report) -> list[Difference]:
    """Return what differs between two versions of a report, in the order of the old one's cells."""
    found = []
    for key in dict.fromkeys((*old.cells, *new.cells)):
        before, after = old.cells.get(key, _NOTHING), new.cells.get(key, _NOTHING)
        one = Difference(key, _reading(before), before.text, before.state, _reading(after))
        if one.read_otherwise or one.carried:
            found.append(one)
    return found


def carried_over(found: Iterable[Difference], new: Report) -> list[Change]:
    """Return the changes that give a new version what a person said of the old one.

    A correction of something that reads otherwise now is not made; its cell is marked as doubtful,
    so that she comes by it. Cells of the new version in which she has been already stay.
    """
    made = []
    for one in found:
        cell = new.cells.get(one.key, _NOTHING)
        if cell.state is not CellState.READ:
            continue
        if one.carried:
            made.append(Change("text", one.key, cell.text, one.text))
            made.append(Change("cell-state", one.key, cell.state.value, one.state.value))
        elif one.clashes and not cell.absent:
            doubtful = CellState.DOUBTFUL.value
            made.append(Change("cell-state", one.key, cell.state.value, doubtful))
    return [change for change in made if change.old != change.new]


def state_after(old: ReportState, found: Iterable[Difference]) -> ReportState:
    """Return how far the review of a new version has come, from that of the old one."""
    if old is ReportState.REVIEWED and any(one.read_otherwise for one in found):
        return ReportState.REOPENED
    return old


def best_pairs(
    olds: Mapping[int, tuple[str, int | None]], news: Mapping[int, tuple[str, int | None]]
) -> list[tuple[int, int]]:
    """Return which reports of one file, read before and now, are of one agency and year.

    Args:
        olds: agency and year of those of the first reading, by id, in their order.
        news: those of the second one.

    Returns:
        The ids, old and new. Where only one is left on both sides they belong together, whatever
        their names: a name may be what was put right.
    """
    left, pairs = dict(olds), []
    for id_, named in news.items():
        same = next((other for other, name in left.items() if name == named), None)
        if same is not None:
            del left[same]
            pairs.append((same, id_))
    rest = [id_ for id_ in news if id_ not in {new for _, new in pairs}]
    if len(left) == len(rest) == 1:
        pairs += zip(left, rest, strict=True)
    return pairs


def _reading(cell: Cell) -> str | None:
    """Return what a cell's document says, as far as the program can tell."""
    # a better reading of an untouched cell is its text; what a person left is none
    return cell.text if cell.state is CellState.READ else cell.read


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return normalised(one) == normalised(other)
