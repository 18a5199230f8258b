"""How likely a cell holds another number than it shows: its digits, its reading, other evidence."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.checking.equations import Number, Shape, System
from core.checking.misread import misread_cost, misread_why
from core.numbers import Kind, parse
from core.report import Cell, CellState, Report
from core.text import Text

_CANDIDATE = 0.3  # the number is what another look at the cell gave
_TYPED = 4.0  # a person put what stands there
_DOUBT = 1.5  # a cell that is unsure or doubtful is likelier wrong
_SURE = 0.95  # a reading with less confidence than this is likelier wrong
_CONFIDENCE = 3.0  # by so much for each 1.0 of confidence that lacks
_EVIDENCE = 1.5  # the prose or last year's report says the same
_DIGIT = 1.0  # longer numbers are rarer
_UNREADABLE = 0.5

_CLAIMED = {
    "new": "requests.new.total",
    "handled": "requests.handled_total.total",
    "carried_in": "requests.carried_in.total",
    "carried_out": "requests.carried_out.total",
    "granted": "requests.granted.total",
    "partial": "requests.partial.total",
    "natural": "requests.new.natural",
    "reconsideration": "disputes.reconsideration.total",
}
"""The cell that a number in the prose states."""
_CARRIED_IN, _CARRIED_OUT = "requests.carried_in.", "requests.carried_out."


@dataclass
class Prices:
    """What it costs to suppose that a cell of a system ought to hold another number."""

    report: Report
    system: System
    prior: Report | None = None
    _told: Mapping[str, set[Number]] = field(init=False)
    _zeros: dict[str, tuple[float, bool]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        told: dict[str, set[Number]] = {}
        for claim in self.report.claims or ():
            if claim.claim in _CLAIMED:
                told.setdefault(_CLAIMED[claim.claim], set()).add(claim.value)
        follows = self.prior and self.prior.year and self.report.year == self.prior.year + 1
        for key, cell in self.prior.cells.items() if self.prior and follows else ():
            if key.startswith(_CARRIED_OUT) and cell.value and cell.value.number is not None:
                column = key.removeprefix(_CARRIED_OUT)
                told.setdefault(_CARRIED_IN + column, set()).add(cell.value.number)
        self._told = told

    def cost(self, key: str, number: Number) -> float:
        """Return how unlikely it is that a cell ought to hold a number; less is likelier."""
        cell, old = self.report.cells[key], self.system.numbers[key]
        if key in self.system.told:
            return _UNREADABLE
        cost = misread_cost(self._digits(key, old, cell.text), self._digits(key, number, None))
        others = list(cell.candidates)
        if cell.changed and cell.read is not None:
            others.append((cell.read, 1.0))
        for text, confidence in others:
            value = parse(text, cell.unit)
            if value.kind is not Kind.UNREADABLE and (value.number or 0) == number:
                cost = min(cost, _CANDIDATE + 1 - confidence)
        told = self._told.get(key, ())
        return (
            cost
            + _reading(cell)
            + (_EVIDENCE if old in told else -_EVIDENCE if number in told else 0.0)
            + (
                0.0
                if key in self.system.shape.totals
                else self._rarity(key, number) - self._rarity(key, old)
            )
        )

    def why(self, key: str, number: Number) -> Text:
        """Return in a few words what speaks for a number in a cell."""
        cell = self.report.cells[key]
        if key in self.system.told:
            return Text("由各项之和得出", "what the sums tell")
        seen, true = self._digits(key, self.system.numbers[key], cell.text), str(number)
        why = misread_why(seen, true)
        if any(parse(text, cell.unit).number == number for text, _ in cell.candidates):
            why = Text(f"{why.zh}；另一次识别如此", f"{why.en}; another reading says so")
        if number in self._told.get(key, ()):
            why = Text(f"{why.zh}；与正文或上年一致", f"{why.en}; the prose or last year says so")
        return why

    def text(self, key: str, number: Number) -> str:
        """Return a number as it would stand in a cell: as 0 and blanks, and commas, do there."""
        if number == 0 and self._zero_style(key)[1]:
            return ""
        return f"{number:,}" if "," in (self.report.cells[key].text or "") else str(number)

    def _digits(self, key: str, number: Number, text: str | None) -> str:
        if text is not None and number == 0:
            return "" if not text.strip() else "0"
        return "" if number == 0 and self._zero_style(key)[1] else str(number)

    def _rarity(self, key: str, number: Number) -> float:
        """How rare a number is in a cell that is no total: most are 0, and few are long."""
        zeros = self._zero_style(key)[0]
        if number == 0:
            return -math.log(zeros)
        return _DIGIT * len(str(number)) - math.log(1 - zeros)

    def _zero_style(self, key: str) -> tuple[float, bool]:
        """The share of 0 among cells of a table that are no totals; whether most are blank."""
        table = key.partition(".")[0]
        if table not in self._zeros:
            numbers = self.system.numbers
            parts = _parts(self.system.shape, table)
            zeros = [k for k in parts if numbers[k] == 0]
            blank = sum(not (self.report.cells[k].text or "").strip() for k in zeros)
            self._zeros[table] = (len(zeros) + 1) / (len(parts) + 2), 2 * blank > len(zeros)
        return self._zeros[table]


@lru_cache(maxsize=100)
def _parts(shape: Shape, table: str) -> Sequence[str]:
    """Return the cells of a table that are in sums and are no totals."""
    return [k for k in shape.masks if k.startswith(f"{table}.") and k not in shape.totals]


def _reading(cell: Cell) -> float:
    """What the reading of a cell, and what people did with it, add to the cost of a change."""
    if cell.changed or cell.state is CellState.CORRECTED:
        return _TYPED
    doubt = cell.unsure or bool(cell.weak) or cell.state is CellState.DOUBTFUL
    return -_DOUBT * doubt - _CONFIDENCE * max(0.0, _SURE - cell.confidence)
