"""Faults of structure: numbers that are right but stand in the wrong cells, tried as one hypothesis.

A row or column whose numbers slid by a cell breaks many sums at once. What would have to stand in
one line (a row or a column) for all sums to hold again is computed first; it is a fault of structure
where the new numbers are the old ones moved.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from core.checking.equations import Number, System, bits, is_count
from core.forms import Table

Line = tuple[str, ...]
Numbers = list[Number]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Numbers that would be right if one thing had happened.

    Attributes:
        kind: slid, swapped, split, joined, repeated, misread.
        changes: the new numbers by key.
        lines: the rows or columns it is about.
        guessed: cells whose number was lost and is told by the sums alone, where it is not 0.
        rest: the equations that still fail, as bits.
    """

    kind: str
    changes: Mapping[str, Number]
    lines: tuple[Line, ...]
    guessed: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rows and columns of one table, as far as all their cells count."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]

    @classmethod
    def of(cls, table: Table, system: System) -> "Lattice":
        """Lay out the cells of a table that are in sums."""
        rows, columns = [], []
        for block in table.blocks:
            own = [tuple(table.key(row, column) for column in block.columns) for row in block.rows]
            whole = [keys for keys in own if all(key in system.sides for key in keys)]
            rows += whole
            columns += zip(*whole, strict=True) if len(whole) > 1 else ()
        return cls(tuple(rows), tuple(columns))


def hypotheses(lattice: Lattice, system: System, failing: int) -> list[Hypothesis]:
    """Return what alone would mend (nearly) all failing equations and break none, likeliest first.

    Args:
        lattice: the table.
        system: its sums.
        failing: those of them that fail, as bits.
    """
    found: dict[frozenset[tuple[str, Number]], Hypothesis] = {}
    for one in _candidates(lattice, system, failing):
        if not all(is_count(number) for number in one.changes.values()):
            continue
        changes = {k: n for k, n in one.changes.items() if n != system.numbers[k]}
        rest = system.after(changes.items())
        mended = (failing & ~rest).bit_count()
        if (
            rest & ~failing
            or len(changes) < 2
            or (rest and (mended < 3 or 2 * rest.bit_count() > mended))
        ):
            continue
        if mended - one.guessed < 2:
            continue
        made = Hypothesis(one.kind, changes, one.lines, one.guessed, rest)
        known = frozenset(changes.items())
        if known not in found or _rank(made) < _rank(found[known]):
            found[known] = made
    return sorted(found.values(), key=_rank)


_ORDER = ("slid", "swapped", "split", "joined", "repeated", "misread")


def _rank(one: Hypothesis) -> tuple[int, int, int, int]:
    return one.rest.bit_count(), _ORDER.index(one.kind), one.guessed, len(one.changes)


def _candidates(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    for lines in (lattice.rows, lattice.columns):
        for at, line in enumerate(lines):
            fitted = _fit(line, system, failing)
            if fitted is None:
                continue
            beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
            kind = _moved(line, fitted, beside, system)
            if kind:
                changes = dict(zip(line, fitted, strict=True))
                yield Hypothesis(kind, changes, (line,))
    yield from _slid_rows(lattice, system, failing)
    yield from _swapped_lines(lattice.columns, system, failing)
    if not any(_own_fails(row, system, failing) for row in lattice.rows):
        yield from _swapped_lines(lattice.rows, system, failing)
    if sum(_own_fails(row, system, failing) for row in lattice.rows) <= 1:
        yield from _slid_blocks(lattice, system, failing)


def _fit(line: Line, system: System, failing: int) -> Numbers | None:
    """Return what must stand in a line for all sums to hold, if that can be; else None.

    Each cell is told by its sums in the other direction; the line's own sum is left to be checked.
    """
    if failing & ~system.mask(line):
        return None
    once = twice = 0
    for key in line:
        twice |= once & system.masks[key]
        once |= system.masks[key]
    fitted: Numbers = []
    for key in line:
        change = system.wanted(key, failing & ~twice)
        if change is None or not is_count(system.numbers[key] + change):
            return None
        fitted.append(system.numbers[key] + change)
    return fitted


def _moved(line: Line, new: Numbers, beside: Sequence[Line], system: System) -> str:
    """Tell what made the old numbers of the new ones; "" where nothing known did."""
    old = [system.numbers[key] for key in line]
    changed = [at for at in range(len(old)) if old[at] != new[at]]
    if len(changed) < 2:
        return ""
    first, last = changed[0], changed[-1]
    was, now = old[first : last + 1], new[first : last + 1]
    if _slid(was, now, at_end=last == len(old) - 1) or _slid(
        was[::-1], now[::-1], at_end=first == 0
    ):
        return "slid"
    if len(changed) == 2 and was[0] == now[-1] and was[-1] == now[0]:
        return "swapped"
    for kind, these, those in (("split", was, now), ("joined", now, was)):
        if _split(these, those):
            return kind
    if any(old) and any([system.numbers[key] for key in other] == old for other in beside):
        return "repeated"
    return "misread" if len(changed) > 3 else ""


def _slid(was: Numbers, now: Numbers, *, at_end: bool) -> bool:
    """Tell whether ``was`` is ``now`` moved towards its end, where its last number fell off.

    What came in at the beginning is 0, or the number that fell off; anything where the line ends.
    """
    fell_off = now[-1]
    return (
        any(was[1:])
        and was[1:] == now[:-1]
        and (was[0] in (0, fell_off) or len(was) > 2)
        and (fell_off == 0 or was[0] == fell_off or at_end)
    )


def _split(parts: Numbers, whole: Numbers) -> bool:
    """Tell whether neighbours in ``parts`` are the digits of one number in ``whole``."""
    if len(parts) != 2:  # then the rest of the line slid with it
        joined = _number(parts[0], parts[1])
        return whole[0] == joined and whole[1:-1] == parts[2:]
    return sorted(whole) == sorted((0, _number(*parts))) and 0 not in parts[:1]


def _number(first: Number, second: Number) -> Number:
    return int(f"{int(first)}{int(second)}")


def _own_fails(line: Line, system: System, failing: int) -> bool:
    """Tell whether an equation fails whose cells are all in this line."""
    return any(_is_own(line, system, at) for at in bits(failing & system.mask(line)))


def _is_own(line: Line, system: System, at: int) -> bool:
    return set(system.equations[at].cells) <= set(line)


def _slid_rows(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """Rows that do not add up, each alone and all together, slid left or right from some cell on."""
    broken = [row for row in lattice.rows if _own_fails(row, system, failing)]
    for rows in [*([row] for row in broken), *([broken] if len(broken) > 1 else ())]:
        for start in range(min(map(len, rows)) - 1):
            for slide in (_leftwards, _rightwards):
                changes: dict[str, Number] = {}
                guessed = 0
                for row in rows:
                    made, lost, came = slide(row, start, system)
                    number = _solved(lost, row, made, system)
                    changes |= {**made, lost: number}
                    guessed += number not in (0, system.numbers[came])
                    if _alone_blank(came, row, system) and not system.masks[came] & failing:
                        guessed -= 2  # nothing but a slide leaves a hole there
                yield Hypothesis("slid", changes, tuple(rows), guessed)


def _alone_blank(key: str, row: Line, system: System) -> bool:
    return key in system.blanks and len(system.blanks.intersection(row)) == 1


Slide = tuple[dict[str, Number], str, str]
"""New numbers; the cell whose number was lost; the cell that something else came into."""


def _leftwards(row: Line, start: int, system: System) -> Slide:
    """Undo a slide to the left: what stands in a cell belongs into the next."""
    made = {after: system.numbers[key] for key, after in pairwise(row[start:])}
    return made, row[start], row[-1]


def _rightwards(row: Line, start: int, system: System) -> Slide:
    """Undo a slide to the right: what stands in a cell belongs into the one before."""
    made = {key: system.numbers[after] for key, after in pairwise(row[start:])}
    return made, row[-1], row[start]


def _solved(lost: str, line: Line, changes: Mapping[str, Number], system: System) -> Number:
    """Return the number of a cell that makes its sum within a line hold after some changes.

    Where there is none within the line it is what stands there.
    """
    numbers = system.numbers
    for at, sign in system.sides[lost]:
        one = system.equations[at]
        if set(one.cells) <= set(line):
            left, right = (
                sum(changes.get(key, numbers[key]) for key in side if key != lost)
                for side in (one.left, one.right)
            )
            return right - left if sign > 0 else left - right
    return numbers[lost]


def _swapped_lines(lines: Sequence[Line], system: System, failing: int) -> Iterator[Hypothesis]:
    """Two lines that changed places, whole or from some cell on or up to one."""
    if not failing:
        return
    probe = next(bits(failing))
    for one, other in combinations(lines, 2):
        if failing & ~(system.mask(one) | system.mask(other)):
            continue
        length = len(one)
        for start, end in [
            (0, length),
            *((0, n) for n in range(2, length)),
            *((n, length) for n in range(1, length - 1)),
        ]:
            changes: dict[str, Number] = {}
            for a, b in zip(one[start:end], other[start:end], strict=True):
                if system.numbers[a] != system.numbers[b]:
                    changes[a], changes[b] = system.numbers[b], system.numbers[a]
            if len(changes) > 2 and _mends(probe, changes, system):
                yield Hypothesis("swapped", changes, (one, other))


def _mends(at: int, changes: Mapping[str, Number], system: System) -> bool:
    """Tell whether one equation holds after some changes."""
    one = system.equations[at]
    numbers = system.numbers
    left, right = (sum(changes.get(k, numbers[k]) for k in side) for side in (one.left, one.right))
    return round(left - right, 6) == 0


def _slid_blocks(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """Whole rows that slid up or down by one; of the row that is lost, the sums tell the numbers."""
    probe = next(bits(failing), 0)
    column = next((one for one in lattice.columns if _is_own(one, system, probe)), ())
    for start, end in combinations(range(len(column) + 1), 2):
        for slide in (_leftwards, _rightwards) if end - start > 2 else ():
            made, lost, _ = slide(column[start:end], 0, system)
            made[lost] = _solved(lost, column, made, system)
            if is_count(made[lost]) and _mends(probe, made, system):
                yield _slid_block(lattice, system, (start, end), slide)


def _slid_block(
    lattice: Lattice,
    system: System,
    rows: tuple[int, int],
    slide: Callable[[Line, int, System], Slide],
) -> Hypothesis:
    changes: dict[str, Number] = {}
    guessed = 0
    for column in lattice.columns:
        made, lost, came = slide(column[slice(*rows)], 0, system)
        made[lost] = _solved(lost, column, made, system)
        guessed += made[lost] not in (0, system.numbers[came])
        changes |= made
    return Hypothesis("slid", changes, lattice.rows[slice(*rows)], guessed)
