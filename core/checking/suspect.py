"""Which cells are probably wrong, and what they ought to say: the smallest change that mends all.

Faults of structure come first (a row that slid), then the fewest cells whose change makes every
sum hold. Confirmed cells do not move. Where the sums cannot tell, all ways are listed by how
likely they are, and the cell is named whose reading would tell most.

What is listed is what one error, or as few as can be, would explain. Where a broken sum is the only
one about some of its cells, as in a row of table 四, two errors in it look like one in another of
its cells: such cells are listed last, without a text. Errors that make up for each other in all
their sums are not seen at all, and three at the corners of a rectangle may look like two.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from core.checking.equations import System, bits, joined
from core.checking.explain import cell_name
from core.checking.prices import Prices
from core.checking.proof import proven
from core.checking.repair import Fault, Localisation, Repair, Suspect
from core.checking.smallest import MOST_CHANGES, Change, Search
from core.checking.structure import Hypothesis, hypotheses, lattice_of
from core.checking.structure_words import said
from core.forms import Forms, Table
from core.report import CellState, Finding, Report
from core.text import Text

_STRUCTURAL_SHARE = 4.0  # structural repairs count as this much likelier than others


def localise(
    report: Report,
    forms: Forms,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
    settled: Iterable[Finding] = (),
) -> Localisation:
    """Find the cells of a report that are probably wrong. Pure; takes a few ms, at most about 50.

    Args:
        report: the report as it stands; cells that a person confirmed do not move.
        forms: the official forms, with the sums that ought to hold.
        prior: the same agency's report for the year before, as evidence.
        enabled: ids of the rules that are on; by default all.
        settled: findings that are as in the source: their cells do not move either.
    """
    tables = forms.tables_of(report.form, report.present)
    system = System.of(report, tables, enabled)
    failing = system.failing
    if not failing and not system.told:
        return Localisation()
    fixed = {key for key in system.numbers if report.cells[key].state is CellState.CONFIRMED}
    fixed.update(key for finding in settled for key in finding.cells)
    proofs = proven(system, report, failing)
    given_up = [one.sum for one in proofs]
    lost = sum(
        1 << at
        for at in bits(failing)
        if system.shape.equations[at] in given_up
        or fixed.issuperset(system.shape.equations[at].cells)
    )
    if lost:
        system = system.without(lost)
        failing = system.failing
    locator = _Locator(report, forms, system, Prices(report, system, prior), frozenset(fixed))
    faults = [fault for table in tables for fault in locator.faults(table, failing)]
    faults += locator.told([suspect.key for fault in faults for suspect in fault.suspects])
    return Localisation(tuple(sorted(faults, key=_certainty)), proofs)


def _certainty(fault: Fault) -> tuple[bool, bool, float]:
    structural = bool(fault.repairs) and fault.repairs[0].structural
    share = fault.suspects[0].share if fault.suspects else 0.0
    return not structural, not fault.sums, -share


class _Locator:
    """What is at hand while the faults of one report are looked for."""

    def __init__(
        self,
        report: Report,
        forms: Forms,
        system: System,
        prices: Prices,
        fixed: frozenset[str],
    ) -> None:
        self.report, self.forms, self.system = report, forms, system
        self.prices = prices
        self.fixed = fixed
        self.search = Search(system, fixed)

    def faults(self, table: Table, failing: int) -> list[Fault]:
        """Return the faults of one table."""
        lattice = lattice_of(table, self.system.shape)
        failing &= lattice.sums
        parts = [part for part in self.system.shape.parts if part & failing]
        if not parts:
            return []
        smallest = [self.search.run(part & failing) for part in parts]
        most: int | None = None
        if lattice.parts == 1 and smallest[0]:
            most = min(map(len, smallest[0]))
        structural = [
            one
            for one in hypotheses(lattice, self.system, failing, most)
            if self.fixed.isdisjoint(one.changes)
        ]
        if structural:
            mended = failing & ~structural[0].rest
            return [self._fault(mended, structural, self._pooled(smallest))]
        found: list[Fault] = []
        for part, repairs in zip(parts, smallest, strict=True):
            if repairs:
                found += self._divided(part & failing, repairs)
            else:
                found += self._too_many(part & failing)
        return found

    def _pooled(self, smallest: Sequence[Collection[Change]]) -> Collection[Change]:
        """Return the changes of one part, or the likeliest of each of several parts as one."""
        if len(smallest) == 1:
            return smallest[0]
        if not all(smallest):
            return ()
        best = (min(one, key=lambda c: (self._price(c), sorted(c))) for one in smallest)
        return {frozenset(chain.from_iterable(best))}

    def _divided(self, failing: int, found: Collection[Change]) -> list[Fault]:
        """Divide changes into faults that have nothing to do with each other."""
        masks = self.system.shape.masks
        pieces = [(one, joined(masks[key] for key, _ in one)) for one in found]
        groups = joined(piece & failing for _, own in pieces for piece in own)
        # a set comes in any order; as printed, the same report has the same faults in every process
        groups.sort(key=lambda group: group & -group)
        faults = []
        for group in groups:
            parts = {
                frozenset(
                    (key, change)
                    for key, change in one
                    if any(piece & group and piece & masks[key] for piece in own)
                )
                for one, own in pieces
            }
            faults.append(self._fault(group, (), parts))
        return faults

    def _too_many(self, failing: int) -> list[Fault]:
        """Say that there are more errors than are searched; name what can be told all the same."""
        likely = self.search.likely(failing)
        faults = [
            self._fault(self.system.shape.mask(k for k, _ in one), (), {one}) for one in likely
        ]
        rest = failing & ~self.system.shape.mask(key for one in likely for key, _ in one)
        equations = self.system.shape.equations
        if not rest and faults:
            return [replace(fault, complete=False, message=_MORE) for fault in faults]
        sums = tuple(equations[at] for at in bits(rest))
        if any(not self.fixed.issuperset(one.cells) for one in sums):
            stuck = self.search.complete and self.search.least(failing) <= MOST_CHANGES
            message = _NO_REPAIR if stuck and self.fixed else _TOO_MANY
            suspects = self._unguarded(rest)
            faults.append(Fault(sums, (), suspects, None, complete=False, message=message))
        return faults

    def _unguarded(self, failing: int, named: Container[str] = ()) -> tuple[Suspect, ...]:
        """Return the cells that are in one of these sums and in no other, but for those named.

        No sum that holds speaks for them: one of them may be wrong together with another.
        """
        alike = self.system.shape.alike
        keys = (key for at in bits(failing) for key in alike.get(1 << at, ()))
        return tuple(
            Suspect(key, (), 0.0) for key in keys if key not in self.fixed and key not in named
        )

    def _price(self, one: Change) -> float:
        numbers = self.system.numbers
        return math.fsum(self.prices.cost(key, numbers[key] + change) for key, change in one)

    def _fault(
        self, failing: int, structural: Sequence[Hypothesis], found: Collection[Change]
    ) -> Fault:
        plain = sorted(
            (self._repair(one) for one in found), key=lambda r: (r.cost, sorted(r.changes))
        )
        base = min((repair.cost for repair in plain), default=0.0) - _STRUCTURAL_SHARE
        moved = [
            Repair(
                {key: self.prices.text(key, number) for key, number in one.changes.items()},
                base + at,
                said(one, self.forms),
                one.kind,
            )
            for at, one in enumerate(structural)
        ]
        repairs = (*moved, *plain)
        weights = _weights(repairs)
        suspects = _suspects(repairs, weights)
        look = _look_next(repairs, weights, suspects)
        suspects += self._unguarded(failing, {suspect.key for suspect in suspects})
        sums = tuple(self.system.shape.equations[at] for at in bits(failing))
        complete = self.search.complete
        return Fault(
            sums, repairs, suspects, look, complete, self._message(repairs, look, complete)
        )

    def _repair(self, one: Change) -> Repair:
        numbers = self.system.numbers
        new = {key: numbers[key] + change for key, change in sorted(one)}
        whys = [self.prices.why(key, number) for key, number in new.items()]
        kind = "several"
        if len(new) == 1:
            [key] = new
            kind = "unreadable" if key in self.system.told else "digit"
            kind = "blank" if key in self.system.blanks else kind
        why = Text("；".join(w.zh for w in whys), "; ".join(w.en for w in whys))
        texts = {key: self.prices.text(key, number) for key, number in new.items()}
        return Repair(texts, self._price(one), why, kind)

    def _message(self, repairs: Sequence[Repair], look: str | None, complete: bool) -> Text:
        count = len(repairs)
        if look is None:
            return Text("只有一种最小的改法", "There is only one smallest change")
        name = cell_name(look, self.forms)
        zh, en = (
            (f"{count} 种", f"{count}") if complete else (f"不止 {count} 种", f"More than {count}")
        )
        return Text(
            f"{zh}改法同样可能，算式本身无法区分；先看「{name.zh}」",
            f"{en} changes would do, and the sums cannot tell which; look at {name.en} first",
        )

    def told(self, taken: Container[str]) -> list[Fault]:
        """Return what the sums tell of unreadable cells."""
        return [
            self._fault(0, (), {frozenset({(key, 0)})})
            for key in sorted(self.system.told - self.fixed)
            if key not in taken
        ]


_MORE = Text(
    "有三处以上的错误：这一处两个方向的差额一致",
    "More than three errors: here the differences agree in both directions",
)
_TOO_MANY = Text(
    "有三处以上的错误，无法一一指出：先看是否整行、整列错位",
    "More than three errors, too many to name: first look whether rows or columns are displaced",
)
_NO_REPAIR = Text(
    "已确认的单元格不动，其余单元格改三处以内都不能使算式成立",
    "Confirmed cells stay, and no three changes elsewhere make the sums hold",
)


def _weights(repairs: Sequence[Repair]) -> list[float]:
    """Return how likely each repair is; together 1."""
    least = min((repair.cost for repair in repairs), default=0.0)
    raw = [math.exp(least - repair.cost) for repair in repairs]
    return [one / sum(raw) for one in raw]


def _suspects(repairs: Sequence[Repair], weights: Sequence[float]) -> tuple[Suspect, ...]:
    shares: dict[str, float] = defaultdict(float)
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    for repair, weight in zip(repairs, weights, strict=True):
        for key, text in repair.changes.items():
            shares[key] += weight
            texts[key][text] = None
    found = [Suspect(key, tuple(texts[key]), share) for key, share in shares.items()]
    return tuple(sorted(found, key=lambda one: -round(one.share, 9)))


def _look_next(
    repairs: Sequence[Repair], weights: Sequence[float], suspects: Sequence[Suspect]
) -> str | None:
    """Return the cell that divides the repairs best: whose reading would leave least in doubt."""
    if len(repairs) < 2:
        return None

    def told(suspect: Suspect) -> float:
        shares: dict[str | None, float] = defaultdict(float)
        for repair, weight in zip(repairs, weights, strict=True):
            shares[repair.changes.get(suspect.key)] += weight
        return -sum(share * math.log(share) for share in shares.values() if share)

    return max(suspects, key=told).key
