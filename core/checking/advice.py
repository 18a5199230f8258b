"""What to tell a person at a broken rule: how it could be mended, and where to look next."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.checking.repair import Fault, Localisation, Repair
from core.report import CellState, Finding, Report, Severity, Verdict
from core.text import Text

_NO_WORDS = Text("", "")


@dataclass(frozen=True, slots=True)
class Advice:
    """What can be said of one cell and the findings about it.

    Attributes:
        repairs: likeliest first; none of them changes a cell that a person confirmed.
        look_next: the cell whose reading would tell most; None where nothing is in doubt.
        message: what the sums cannot tell, in one sentence; None where there is nothing to say.
    """

    repairs: tuple[Repair, ...] = ()
    look_next: str | None = None
    message: Text | None = None


def advice(report: Report, located: Localisation, key: str, about: Iterable[Finding]) -> Advice:
    """Return what to say of a cell and of the open findings about it.

    Args:
        report: the report as it stands.
        located: where its errors probably are.
        key: the cell at hand.
        about: the open findings at hand, the first one first. Without any there is no advice.
    """
    broken = [
        one for one in about if one.verdict is Verdict.BROKEN and one.severity is not Severity.HINT
    ]
    if not broken:
        return Advice()
    fault = _fault(located, key, broken)
    if fault is None:
        told = [Repair(texts, 0.0, _NO_WORDS, "several") for texts in broken[0].suggestions]
        return Advice(_free(report, told))
    cells = {cell for one in broken for cell in one.cells}
    own = [one for one in fault.repairs if one.structural or not cells.isdisjoint(one.changes)]
    # of several cells, what changes the one at hand comes first
    own.sort(key=lambda one: not one.structural and key not in one.changes)
    doubt = fault.look_next is not None or not fault.complete
    return Advice(_free(report, own), fault.look_next, fault.message if doubt else None)


def _fault(located: Localisation, key: str, broken: Iterable[Finding]) -> Fault | None:
    """Return the fault that explains findings; where several do, the one the cell is part of."""
    sums = {
        (one.rule, *(tuple(t.key for t in side) for side in (one.left_terms, one.right_terms)))
        for one in broken
    }
    mine = [
        fault
        for fault in located.faults
        if any((one.rule, one.left, one.right) in sums for one in fault.sums)
    ]
    suspected = located.of(key)
    return suspected if suspected in mine or not mine else mine[0]


def _free(report: Report, repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Return the repairs that leave alone what a person confirmed, and do change something."""
    cells = report.cells

    def moves(repair: Repair) -> bool:
        known = [(cells.get(key), text) for key, text in repair.changes.items()]
        stays = any(cell and cell.state is CellState.CONFIRMED for cell, _ in known)
        return not stays and any(cell is None or cell.text != text for cell, text in known)

    return tuple(filter(moves, repairs))
