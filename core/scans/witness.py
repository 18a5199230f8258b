"""Two witnesses of a value: the reading of the whole page, and that of the cell by itself."""

from dataclasses import dataclass

from core.numbers import normalised
from core.scans.engine import ValueReading


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What both say together."""

    text: str
    confidence: float
    unsure: bool
    weak: tuple[int, ...]
    others: tuple[tuple[str, float], ...]


def witnessed(page: str, cell: ValueReading) -> Witnessed:
    """Put the two readings together; what the page did not see says nothing against the cell."""
    other = normalised(page)
    if other == cell.text:
        sure = 1 - (1 - cell.probability) / 4
        return Witnessed(cell.text, sure, sure < 0.95, cell.weak, cell.others)
    if not other:
        return Witnessed(
            cell.text, cell.probability, cell.probability < 0.95, cell.weak, cell.others
        )
    sure = min(cell.probability, 0.7)
    others = ((other, 1 - sure), *(one for one in cell.others if one[0] != other))
    return Witnessed(cell.text, sure, unsure=True, weak=cell.weak, others=others)
