"""The sums of a report as a system of equations: what stands in its cells, and what fails."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.forms import Table
from core.numbers import Kind, parse
from core.report import Report

Number = int | float


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum over ``left`` ought to equal the sum over ``right``."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, left then right."""
        return (*self.left, *self.right)


class Shape:
    """Which cell is in which equation. Sets of equations are bits of an int: bit n is equation n.

    Attributes:
        equations: all of them.
        sides: for each cell the equations it is in, with 1 on the left and -1 on the right.
        masks: for each cell the same equations as bits.
        alike: for each such set the cells that are in these equations and no other.
        groups: the equations divided so that within a group no cell is twice.
        parts: the equations divided so that no cell is in two parts.
        totals: cells that stand alone on the right of one.
    """

    def __init__(self, equations: tuple[Equation, ...]) -> None:
        self.equations = equations
        self.sides: dict[str, list[tuple[int, int]]] = {}
        self.masks: dict[str, int] = {}
        for at, one in enumerate(equations):
            for sign, side in ((1, one.left), (-1, one.right)):
                for key in side:
                    self.sides.setdefault(key, []).append((at, sign))
                    self.masks[key] = self.masks.get(key, 0) | 1 << at
        self.alike: dict[int, list[str]] = {}
        for key, mask in self.masks.items():
            self.alike.setdefault(mask, []).append(key)
        self.groups = _disjoint(equations)
        self.parts = joined(self.masks.values())
        self.totals = frozenset(one.right[0] for one in equations if len(one.right) == 1)

    def mask(self, keys: Iterable[str]) -> int:
        """Return the equations in which any of these cells is, as bits."""
        mask = 0
        for key in keys:
            mask |= self.masks.get(key, 0)
        return mask


@lru_cache(maxsize=100)
def shape_of(equations: tuple[Equation, ...]) -> Shape:
    """Return the shape of some equations; most reports have one of a few."""
    return Shape(equations)


@lru_cache(maxsize=100)
def _shape(tables: tuple[Table, ...], off: frozenset[str]) -> Shape:
    """Return the shape of all sums of some tables but for those of the rules that are off."""
    return Shape(
        tuple(
            Equation(rule.id, one.left, one.right)
            for table in tables
            for rule in table.rules
            if rule.id not in off
            for one in rule.sums
        )
    )


@dataclass(frozen=True)
class System:
    """Equations whose cells all count, with the numbers in them.

    Equations with a cell that is absent or unreadable are not in it, unless the others tell what
    that cell ought to be.

    Attributes:
        shape: the equations.
        numbers: of the cells in them; a blank counts as 0.
        blanks: the cells that are blank.
        told: unreadable cells; their numbers here are what the equations tell.
    """

    shape: Shape
    numbers: Mapping[str, Number]
    blanks: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, report: Report, tables: Iterable[Table], enabled: Container[str] | None = None
    ) -> "System":
        """Set up the system of a report's tables, with the sum rules that are on."""
        tables = tuple(tables)
        off = frozenset(
            rule.id
            for table in tables
            for rule in table.rules
            if enabled is not None and rule.id not in enabled
        )
        shape = _shape(tables, off)
        numbers: dict[str, Number] = {}
        unreadable, blanks = set(), set()
        for key in shape.masks:
            cell = report.cells.get(key)
            if cell is None or cell.text is None:
                continue
            value = parse(cell.text, cell.unit)
            if value.kind is Kind.UNREADABLE:
                unreadable.add(key)
            else:
                numbers[key] = value.number or 0
                if value.kind is Kind.BLANK:
                    blanks.add(key)
        told = _tell(shape.equations, numbers, unreadable) if unreadable else frozenset()
        if len(numbers) < len(shape.masks):
            kept = (one for one in shape.equations if all(key in numbers for key in one.cells))
            shape = shape_of(tuple(kept))
        return cls(shape, numbers, frozenset(blanks), told)

    def without(self, dropped: int) -> "System":
        """Return the system without some equations, given as bits."""
        kept = (one for at, one in enumerate(self.shape.equations) if not dropped >> at & 1)
        return System(shape_of(tuple(kept)), self.numbers, self.blanks, self.told)

    def sum(self, keys: Iterable[str]) -> Number:
        """Return the sum over cells that all count."""
        return sum(map(self.numbers.__getitem__, keys))

    @cached_property
    def residuals(self) -> Sequence[Number]:
        """For each equation, what its left side is more than its right."""
        # amounts have at most six decimals; what is less comes from binary fractions
        return [round(self.sum(one.left) - self.sum(one.right), 6) for one in self.shape.equations]

    @cached_property
    def failing(self) -> int:
        """The equations that do not hold, as bits."""
        return sum(1 << at for at, residual in enumerate(self.residuals) if residual)

    def after(self, changes: Mapping[str, Number]) -> int:
        """Return which equations fail once these cells have these numbers, as bits."""
        moved: dict[int, Number] = {}
        for key, number in changes.items():
            for at, sign in self.shape.sides.get(key, ()):
                moved[at] = moved.get(at, 0) + sign * (number - self.numbers[key])
        failing = self.failing
        for at, by in moved.items():
            fails = round(self.residuals[at] + by, 6)
            failing = failing | 1 << at if fails else failing & ~(1 << at)
        return failing

    def wanted(self, key: str, failing: int) -> Number | None:
        """Return the change of a cell that mends its equations among some; None where they differ.

        Args:
            key: the cell.
            failing: the equations, as bits; 0 is the change where the cell is in none of them.
        """
        change: Number = 0
        for at, sign in self.shape.sides.get(key, ()):
            if failing >> at & 1:
                needed = -sign * self.residuals[at]
                if change and needed != change:
                    return None
                change = needed
        return change


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def joined(masks: Iterable[int]) -> list[int]:
    """Join sets of bits that overlap until none do."""
    parts: list[int] = []
    for mask in masks:
        whole, apart = mask, []
        for part in parts:
            if part & mask:
                whole |= part
            else:
                apart.append(part)
        parts = [*apart, whole]
    return parts


def is_count(number: Number) -> bool:
    """Tell whether a cell of a sum can hold a number: whole and not negative."""
    return number >= 0 and number == int(number)


def _disjoint(equations: Iterable[Equation]) -> list[int]:
    groups: list[int] = []
    cells: list[set[str]] = []
    for at, one in enumerate(equations):
        for number, taken in enumerate(cells):
            if taken.isdisjoint(one.cells):
                groups[number] |= 1 << at
                taken.update(one.cells)
                break
        else:
            groups.append(1 << at)
            cells.append(set(one.cells))
    return groups


def _tell(
    equations: Sequence[Equation], numbers: dict[str, Number], unreadable: set[str]
) -> frozenset[str]:
    """Give unreadable cells the number that most of the equations tell in which all else counts.

    The numbers are put into ``numbers``; the cells that have got one are returned.
    """
    told: set[str] = set()
    while True:
        hints: dict[str, list[Number]] = {}
        for one in equations:
            gaps = [key for key in one.cells if key not in numbers]
            if len(gaps) != 1 or gaps[0] not in unreadable:
                continue
            left, right = (
                sum(numbers.get(key, 0) for key in side) for side in (one.left, one.right)
            )
            number = right - left if gaps[0] in one.left else left - right
            if is_count(number):
                hints.setdefault(gaps[0], []).append(int(number))
        if not hints:
            return frozenset(told)
        for key, found in hints.items():
            numbers[key] = max(sorted(set(found)), key=found.count)
            told.add(key)
