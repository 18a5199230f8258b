"""The sums of a report as a system of equations: what stands in its cells, and what fails."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class System:
    """Equations whose cells all count, with the numbers in them.

    Sets of equations are bits of an int: bit n is equation n. Equations with a cell that is absent
    or unreadable are not in it, unless the others tell what that cell ought to be.
    """

    numbers: dict[str, Number]  # of the cells in the equations; a blank counts as 0
    equations: list[Equation] = field(default_factory=list)
    sides: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """For each cell the equations it is in, with 1 on the left and -1 on the right."""
    masks: dict[str, int] = field(default_factory=dict)
    """For each cell the same equations as bits."""
    residuals: list[Number] = field(default_factory=list)
    """For each equation, what its left side is more than its right."""
    told: frozenset[str] = frozenset()
    """Unreadable cells whose numbers here are what the equations tell."""
    blanks: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, report: Report, tables: Iterable[Table], enabled: Container[str] | None = None
    ) -> "System":
        """Set up the system of a report's tables, with the sum rules that are on."""
        wanted = [
            Equation(rule.id, one.left, one.right)
            for table in tables
            for rule in table.rules
            if enabled is None or rule.id in enabled
            for one in rule.sums
        ]
        numbers: dict[str, Number] = {}
        unreadable, blanks = set(), set()
        for key in {key for one in wanted for key in one.cells}:
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
        told = _tell(wanted, numbers, unreadable) if unreadable else frozenset()
        made = cls(numbers, told=told, blanks=frozenset(blanks))
        for one in wanted:
            if numbers.keys() >= set(one.cells):
                made._add(one)
        return made

    def without(self, dropped: int) -> "System":
        """Return the system without some equations, given as bits."""
        made = System(self.numbers, told=self.told, blanks=self.blanks)
        for at, one in enumerate(self.equations):
            if not dropped >> at & 1:
                made._add(one)
        return made

    def _add(self, one: Equation) -> None:
        at = len(self.equations)
        self.equations.append(one)
        self.residuals.append(round(self.sum(one.left) - self.sum(one.right), 6))
        for sign, side in ((1, one.left), (-1, one.right)):
            for key in side:
                self.sides.setdefault(key, []).append((at, sign))
                self.masks[key] = self.masks.get(key, 0) | 1 << at

    def sum(self, keys: Iterable[str]) -> Number:
        """Return the sum over cells that all count."""
        return sum(map(self.numbers.__getitem__, keys))

    @property
    def failing(self) -> int:
        """The equations that do not hold, as bits."""
        return sum(1 << at for at, residual in enumerate(self.residuals) if residual)

    def after(self, changes: Iterable[tuple[str, Number]]) -> int:
        """Return which equations fail once these cells have these numbers, as bits."""
        residuals = self.residuals.copy()
        for key, number in changes:
            for at, sign in self.sides.get(key, ()):
                residuals[at] += sign * (number - self.numbers[key])
        return sum(1 << at for at, residual in enumerate(residuals) if round(residual, 6))

    def mask(self, keys: Iterable[str]) -> int:
        """Return the equations in which any of these cells is, as bits."""
        mask = 0
        for key in keys:
            mask |= self.masks.get(key, 0)
        return mask

    def wanted(self, key: str, failing: int) -> Number | None:
        """Return the change of a cell that mends its equations among some; None where they differ.

        Args:
            key: the cell.
            failing: the equations, as bits; 0 is the change where the cell is in none of them.
        """
        change: Number = 0
        for at, sign in self.sides.get(key, ()):
            if failing >> at & 1:
                needed = -sign * self.residuals[at]
                if change and needed != change:
                    return None
                change = needed
        return change

    def components(self, failing: int) -> list[int]:
        """Divide equations into sets, as bits, such that no cell is in two; those that fail."""
        return [part for part in joined(self.masks.values()) if part & failing]


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
        apart = []
        for part in parts:
            if part & mask:
                mask |= part
            else:
                apart.append(part)
        parts = [*apart, mask]
    return parts


def is_count(number: Number) -> bool:
    """Tell whether a cell of a sum can hold a number: whole and not negative."""
    return number >= 0 and number == int(number)


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
                hints.setdefault(gaps[0], []).append(number)
        if not hints:
            return frozenset(told)
        for key, found in hints.items():
            numbers[key] = max(sorted(set(found)), key=found.count)
            told.add(key)
