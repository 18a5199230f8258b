"""Faults of structure: numbers that are right but stand in the wrong cells.

A row or column whose numbers slid by a cell breaks many sums at once. First it is computed what
would have to stand in one line (a row or a column) for all sums to hold again; it is a fault of
structure where that is the old numbers moved. Then come hypotheses about several lines.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain, combinations, groupby, pairwise

from core.checking.equations import Number, Shape, System, bits, is_count
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
        odd: cells into which something came that is neither 0 nor what was lost.
        rest: the equations that still fail, as bits.
    """

    kind: str
    changes: Mapping[str, Number]
    lines: tuple[Line, ...]
    guessed: int = 0
    odd: int = 0
    rest: int = 0


@dataclass(frozen=True)
class Lattice:
    """The rows and columns of one table, as far as all their cells count.

    Attributes:
        rows: their cells, left to right.
        columns: theirs, downwards.
        masks: the equations in which the cells of a line are, as bits.
        own: those of them that have no cell in any other line of this direction.
        sums: the equations in which any cell of the table is, as bits.
        parts: how many parts of the shape they make.
    """

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    masks: Mapping[Line, int]
    own: Mapping[Line, int]
    sums: int
    parts: int


@lru_cache(maxsize=100)
def lattice_of(table: Table, shape: Shape) -> Lattice:
    """Lay out the cells of a table that are in sums."""
    printed = groupby(table.cells.items(), key=lambda item: id(item[1][0]))
    lines_printed = [tuple(key for key, _ in cells) for _, cells in printed]
    whole = [line for line in lines_printed if all(key in shape.sides for key in line)]
    columns: list[Line] = []
    for _, block in groupby(whole, key=len):
        rows = tuple(block)
        columns += zip(*rows, strict=True) if len(rows) > 1 else ()
    lines = [*whole, *columns]
    own = {
        line: sum(
            1 << at for at in bits(shape.mask(line)) if set(shape.equations[at].cells) <= set(line)
        )
        for line in lines
    }
    masks = {line: shape.mask(line) for line in lines}
    sums = shape.mask(table.cells)
    parts = sum(bool(part & sums) for part in shape.parts)
    return Lattice(tuple(whole), tuple(columns), masks, own, sums, parts)


def hypotheses(
    lattice: Lattice, system: System, failing: int, most: int | None = None
) -> list[Hypothesis]:
    """Return what alone would mend (nearly) all failing equations and break none, likeliest first.

    Args:
        lattice: the table.
        system: its sums.
        failing: those of them that fail, as bits.
        most: how many cells it may change; what mends all by fewer changes needs no hypothesis.
    """
    single = list(_single_lines(lattice, system, failing))
    found = _tried(single, system, failing, most)
    if any(one.kind != "misread" for one in found) or most in (1, 2):
        return found
    several = _several_lines(lattice, system, failing)
    return _tried(chain(single, several), system, failing, most)


def _tried(
    candidates: Iterable[Hypothesis], system: System, failing: int, most: int | None
) -> list[Hypothesis]:
    """Return those that mend (nearly) all and break none, likeliest first, each change once."""
    found: dict[frozenset[tuple[str, Number]], Hypothesis] = {}
    elsewhere = system.failing & ~failing  # errors of another table say nothing of this one
    for one in candidates:
        if not all(is_count(number) for number in one.changes.values()):
            continue
        changes = {k: n for k, n in one.changes.items() if n != system.numbers[k]}
        rest = system.after(changes) & ~elsewhere
        mended = (failing & ~rest).bit_count()
        if rest & ~failing or mended - one.guessed < 2:
            continue
        if len(changes) < 2 or (most is not None and len(changes) > most):
            continue
        if rest and (most is not None or mended < 3 or 2 * rest.bit_count() > mended):
            continue
        made = replace(one, changes=changes, rest=rest)
        known = frozenset(changes.items())
        if known not in found or _rank(made) < _rank(found[known]):
            found[known] = made
    return sorted(found.values(), key=_rank)


_ORDER = ("slid", "swapped", "split", "joined", "repeated", "misread")


def _rank(one: Hypothesis) -> tuple[int, bool, int, int, int]:
    return (
        one.rest.bit_count(),
        one.kind == "misread",
        one.guessed + one.odd,
        len(one.changes) if len(one.lines) > 1 else 0,
        _ORDER.index(one.kind),
    )


def _single_lines(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """One row or column in which numbers have moved, told by the sums that cross it."""
    for lines in (lattice.rows, lattice.columns):
        for at, line in enumerate(lines):
            if failing & ~lattice.masks[line]:
                continue
            fitted = _fit(line, system, failing)
            if fitted is None:
                continue
            beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
            kind = _moved(line, fitted, beside, system)
            if kind:
                changes = dict(zip(line, fitted, strict=True))
                yield Hypothesis(kind, changes, (line,))


def _several_lines(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """Rows and columns that moved together, and single ones that the sums do not tell alone."""
    yield from _slid_rows(lattice, system, failing)
    yield from _swapped_lines(lattice.columns, lattice, system, failing)
    broken = sum(bool(lattice.own[row] & failing) for row in lattice.rows)
    if not broken:
        yield from _swapped_lines(lattice.rows, lattice, system, failing)
    if broken <= 1:
        yield from _slid_blocks(lattice, system, failing)


def _fit(line: Line, system: System, failing: int) -> Numbers | None:
    """Return what must stand in a line for all sums to hold, if that can be; else None.

    Each cell is told by its sums in the other direction; the line's own sum is left to be checked.
    """
    once = twice = 0
    for key in line:
        twice |= once & system.shape.masks[key]
        once |= system.shape.masks[key]
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
    if not all(map(is_count, parts[:2])):
        return False
    if len(parts) != 2:  # then the rest of the line slid with it
        joined = _number(parts[0], parts[1])
        return whole[0] == joined and whole[1:-1] == parts[2:]
    return sorted(whole) == sorted((0, _number(*parts))) and 0 not in parts[:1]


def _number(first: Number, second: Number) -> Number:
    return int(f"{int(first)}{int(second)}")


def _slid_rows(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """Rows that do not add up, each alone and all together, slid sideways from some cell on."""
    broken = [row for row in lattice.rows if lattice.own[row] & failing]
    for rows in [*([row] for row in broken), *([broken] if len(broken) > 1 else ())]:
        for start in range(min(map(len, rows)) - 1):
            for slide in (_leftwards, _rightwards):
                changes: dict[str, Number] = {}
                guessed = odd = 0
                for row in rows:
                    made, lost, came = slide(row, start, system)
                    number = _solved(lost, lattice.own[row], made, system)
                    changes |= {**made, lost: number}
                    guessed += number not in (0, system.numbers[came])
                    odd += system.numbers[came] not in (0, number)
                    if _alone_blank(came, row, system) and not system.shape.masks[came] & failing:
                        guessed -= 2  # nothing but a slide leaves a hole there
                yield Hypothesis("slid", changes, tuple(rows), guessed, odd)


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


def _solved(lost: str, own: int, changes: Mapping[str, Number], system: System) -> Number:
    """Return the number of a cell that makes one of some equations hold after some changes.

    Where the cell is in none of them it is what stands there.
    """
    for at, sign in system.shape.sides[lost]:
        if own >> at & 1:
            others = (change for change in changes.items() if change[0] != lost)
            excess = _excess(at, others, system)
            return system.numbers[lost] - sign * excess
    return system.numbers[lost]


def _excess(at: int, changes: Iterable[tuple[str, Number]], system: System) -> Number:
    """Return what the left side of an equation is more than its right after some changes."""
    excess = system.residuals[at]
    for key, number in changes:
        for other, sign in system.shape.sides[key]:
            if other == at:
                excess += sign * (number - system.numbers[key])
    return round(excess, 6)


def _swapped_lines(
    lines: Sequence[Line], lattice: Lattice, system: System, failing: int
) -> Iterator[Hypothesis]:
    """Two lines that changed places, whole or from some cell on or up to one."""
    probe = next(bits(failing))
    for one, other in combinations(lines, 2):
        if failing & ~(lattice.masks[one] | lattice.masks[other]):
            continue
        differ = [
            _sign(b, probe, system) * (system.numbers[a] - system.numbers[b])
            + _sign(a, probe, system) * (system.numbers[b] - system.numbers[a])
            for a, b in zip(one, other, strict=True)
        ]
        up_to = [0, *accumulate(differ)]  # what swapping the first cells does to the probe
        for start, end in _parts(len(one)) if any(differ) else ():
            if up_to[end] - up_to[start] == -system.residuals[probe]:
                pairs = list(zip(one[start:end], other[start:end], strict=True))
                changes = {a: system.numbers[b] for a, b in pairs}
                changes |= {b: system.numbers[a] for a, b in pairs}
                # page by page, columns go wrong where their heads are not repeated: later
                early = not start and end < len(one)
                yield Hypothesis("swapped", changes, (one, other), odd=early)


def _sign(key: str, at: int, system: System) -> int:
    return next((sign for other, sign in system.shape.sides[key] if other == at), 0)


def _parts(length: int) -> Iterator[tuple[int, int]]:
    """Yield a whole line, then its ends and beginnings."""
    yield 0, length
    for at in range(2, length - 1):
        yield at, length
        yield 0, at


def _slid_blocks(lattice: Lattice, system: System, failing: int) -> Iterator[Hypothesis]:
    """Whole rows that slid up or down by one; the sums tell the numbers of the row that is lost."""
    column: Line = next((one for one in lattice.columns if lattice.own[one] & failing), ())
    own = list(bits(lattice.own[column])) if column else []
    numbers = [system.numbers[key] for key in column]
    signs = {at: [_sign(key, at, system) for key in column] for at in own}
    stays = {at: _sums(zip(signs[at], numbers, strict=True)) for at in own}
    down = {at: _sums(zip(signs[at][1:], numbers, strict=False)) for at in own}
    up = {at: _sums(zip(signs[at], numbers[1:], strict=False)) for at in own}
    for start, end in combinations(range(len(column) + 1), 2):
        if end - start < 3:
            continue
        for slide, moved, lost, came in (
            (_leftwards, down, start, end - 1),
            (_rightwards, up, end - 1, start),
        ):
            excesses = [
                (
                    signs[at][lost],
                    system.residuals[at]
                    + (moved[at][end - 1] - moved[at][start])
                    - (stays[at][end] - stays[at][start]),
                )
                for at in own
            ]
            number = _one_count(excesses)
            if number is None:
                continue
            guessed = number not in (0, numbers[came])
            if (lattice.own[column] & failing).bit_count() > guessed:
                yield _slid_block(lattice, system, (start, end), slide)


def _one_count(excesses: Sequence[tuple[int, Number]]) -> Number | None:
    """Return the count in a cell, with these signs, that makes up for all of these excesses."""
    numbers = {-sign * excess for sign, excess in excesses if sign} or {0}
    if any(excess for sign, excess in excesses if not sign) or len(numbers) > 1:
        return None
    number = numbers.pop()
    return number if is_count(number) else None


def _sums(pairs: Iterable[tuple[int, Number]]) -> list[Number]:
    return [0, *accumulate(sign * number for sign, number in pairs)]


def _slid_block(
    lattice: Lattice,
    system: System,
    rows: tuple[int, int],
    slide: Callable[[Line, int, System], Slide],
) -> Hypothesis:
    changes: dict[str, Number] = {}
    guessed = odd = 0
    for column in lattice.columns:
        made, lost, came = slide(column[slice(*rows)], 0, system)
        made[lost] = _solved(lost, lattice.own[column], made, system)
        guessed += made[lost] not in (0, system.numbers[came])
        odd += system.numbers[came] not in (0, made[lost])
        changes |= made
    return Hypothesis("slid", changes, lattice.rows[slice(*rows)], guessed, odd)
