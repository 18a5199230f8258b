"""The smallest changes that make all sums hold (error localisation after Fellegi and Holt)."""

from collections.abc import Collection

from core.bounds import MAX_REPAIRS, MAX_SEARCH_STEPS
from core.checking.equations import Number, System, bits, is_count

MOST_CHANGES = 3
"""Cells that are changed together at most; beyond that chance finds too many ways."""

Change = frozenset[tuple[str, Number]]
"""Cells and what they are changed by."""


class Search:
    """Looks for the smallest changes of a system that mend all of some failing equations.

    Cells that are fixed stay. ``complete`` is False once a bound has stopped it: then there may be
    more changes of this size than were found.
    """

    def __init__(self, system: System, fixed: Collection[str] = ()) -> None:
        self.system = system
        self.found: set[Change] = set()
        self.steps = 0
        self.complete = True
        self._fixed = fixed
        self._residuals = list(system.residuals)
        self._sides = system.shape.sides

    def _members(self, at: int) -> list[str]:
        """Return the cells of an equation that may change."""
        return [key for key in self.system.shape.equations[at].cells if key not in self._fixed]

    def least(self, failing: int) -> int:
        """Return how many cells must change at least: rules without a common cell need one each."""
        return max(((group & failing).bit_count() for group in self.system.shape.groups), default=0)

    def run(self, failing: int, most: int = MOST_CHANGES) -> set[Change]:
        """Return all changes of the smallest size that mend these equations; none if over most."""
        self.found = set()
        for size in range(max(1, self.least(failing)), most + 1):
            self._descend(failing, size, ())
            if self.found or not self.complete:
                break
        return self.found

    def _descend(self, failing: int, left: int, chosen: tuple[tuple[str, Number], ...]) -> None:
        self.steps += 1
        if self.steps > MAX_SEARCH_STEPS or len(self.found) >= MAX_REPAIRS:
            self.complete = False
            return
        if left == 1:
            self._last(failing, chosen)
            return
        for group in self.system.shape.groups:
            if (group & failing).bit_count() > left:
                return
        taken = [key for key, _ in chosen]
        residuals, numbers = self._residuals, self.system.numbers
        narrow = min((self._members(at) for at in bits(failing)), key=len)
        for key in narrow:
            if key in taken:
                continue
            sides = self._sides[key]
            for change in {-sign * residuals[at] for at, sign in sides if failing >> at & 1}:
                if not is_count(numbers[key] + change):
                    continue
                still = failing
                for at, sign in sides:
                    residuals[at] = round(residuals[at] + sign * change, 6)
                    still = still | 1 << at if residuals[at] else still & ~(1 << at)
                if still:
                    self._descend(still, left - 1, (*chosen, (key, change)))
                for at, sign in sides:
                    residuals[at] = round(residuals[at] - sign * change, 6)
                if not self.complete:
                    return

    def _last(self, failing: int, chosen: tuple[tuple[str, Number], ...]) -> None:
        """Take each cell that alone mends what is left: it is in these equations and no other."""
        for key in self.system.shape.alike.get(failing, ()):
            wanted = {-sign * self._residuals[at] for at, sign in self._sides[key]}
            if len(wanted) == 1 and key not in self._fixed and key not in dict(chosen):
                change = wanted.pop()
                if is_count(self.system.numbers[key] + change):
                    self.found.add(frozenset((*chosen, (key, change))))

    def likely(self, failing: int) -> list[Change]:
        """Return single changes that mend two equations or more and break none, one after another.

        For what takes more changes than are searched: nothing says that they are the smallest.
        """
        saved = self._residuals.copy()
        found: list[Change] = []
        while failing:
            best: tuple[int, str, Number] | None = None
            for key in sorted(key for at in bits(failing) for key in self._members(at)):
                mask = self.system.shape.masks[key]
                wanted = {-sign * self._residuals[at] for at, sign in self._sides[key]}
                count = mask.bit_count()
                if mask & ~failing or len(wanted) > 1 or count < 2:
                    continue
                change = wanted.pop()
                if is_count(self.system.numbers[key] + change) and (not best or count > best[0]):
                    best = count, key, change
            if best is None:
                break
            _, key, change = best
            found.append(frozenset({(key, change)}))
            for at, sign in self._sides[key]:
                self._residuals[at] = round(self._residuals[at] + sign * change, 6)
            failing &= ~self.system.shape.masks[key]
        self._residuals = saved
        return found
