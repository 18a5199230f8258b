"""Which column a value of a text copy stands in.

Copying loses blanks, moves them to the end of a row, or puts some in for cells that are merged. So
a place is believed only where it can be no other: as many values as columns, or blanks that this
text is seen to keep and that leave one way to stand. What is doubtful is given as unsure, or not.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.forms import Column, Row, Table
from core.numbers import Kind, parse


@dataclass
class ValueRow:
    """The values of a row, as they stand: "" are blanks, which only ``ruled`` rows have."""

    groups: list[str]
    leaf: str
    values: list[str] = field(default_factory=list)
    ruled: bool = True  # all on one line that tabs or bars divide
    at: int = 0  # field of the line that the first of the values is
    blanks: int = 0  # blank fields on lines of their own
    pieced: bool = False  # put together from several lines
    apart: bool = False  # with an empty line before one of its values, as before a page number
    doubtful: bool = False  # something about it is out of order

    @property
    def filled(self) -> list[int]:
        """The places of the values that are not blank."""
        return [at for at, value in enumerate(self.values) if value]

    @property
    def width(self) -> int:
        """Fields of the line up to its last one, blank or not."""
        return self.at + len(self.values)


@dataclass(frozen=True, slots=True)
class Placed:
    """The texts of a row by column; None is not known. ``unsure``: a person should look."""

    texts: tuple[str | None, ...]
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """What a text does with blanks."""

    keeps: bool  # blanks between values have stayed where they were
    loses: bool  # there are rows with fewer values than columns, and no blanks between them


def habits(rows: Sequence[tuple[ValueRow, int]]) -> Habits:
    """Return what a text does with blanks, from all its rows and their numbers of columns."""
    keeps = loses = False
    for row, columns in rows:
        filled = row.filled
        if not 0 < len(filled) < columns:
            continue
        inner = filled[-1] - filled[0] + 1 > len(filled)
        before = filled[0] > 0 and len(row.values) == columns
        if row.ruled and (inner or before):
            keeps = True
        elif len(filled) > 1:
            loses = True
    return Habits(keeps, loses)


class Placing:
    """Places the values of the rows of one block, which have the same columns.

    Args:
        rows: the rows.
        columns: how many columns they have.
        start: the field of the line that the first column's head stands in, where that is known.
        habits: what the text does with blanks.
    """

    def __init__(
        self, rows: Sequence[ValueRow], columns: int, start: int | None, habits: Habits
    ) -> None:
        self._columns = columns
        self._habits = habits
        full = [row for row in rows if row.ruled and self._span(row) == columns]
        self._behind_label = bool(full) and all(row.filled[0] == 0 for row in full)
        starts = {row.at + row.filled[0] for row in full}
        if start is not None:
            starts.add(start)
        self._start = starts.pop() if len(starts) == 1 else None
        self._trimmed = not any(row.values and not row.values[-1] for row in rows if row.ruled)
        widths = Counter(row.width for row in rows if row.ruled)
        self._width = widths.most_common(1)[0][0] if widths else 0

    @staticmethod
    def _span(row: ValueRow) -> int:
        filled = row.filled
        return filled[-1] - filled[0] + 1 if filled else 0

    def place(self, row: ValueRow, table: Table, key: str, columns: Sequence[Column]) -> Placed:
        """Return the texts of a row by column.

        Args:
            row: the row as it stands.
            table: the table that it belongs to.
            key: its row key, "" where it has none.
            columns: the columns of its block that are printed.
        """
        count, filled = self._columns, row.filled
        if not filled:
            whole = row.width >= self._width if row.ruled else row.blanks >= count
            return Placed(("",) * count, unsure=row.doubtful or not whole)
        texts = [row.values[at] for at in filled]
        if len(texts) == count:
            # a page number may stand in for a blank that was lost
            asked = self._habits.loses or row.pieced
            holds = _adds_up(table, key, columns, texts)
            unsure = row.doubtful or (asked and holds is False) or (row.apart and holds is None)
            return Placed(tuple(texts), unsure=unsure)
        if not key and table.label_columns:
            return _as_it_stands(texts, count)
        if len(texts) > count:
            return Placed((None,) * count, unsure=True)
        offsets = self._offsets(row)
        if len(offsets) == 1 and self._habits.keeps:
            start = offsets.pop()
            window = [*row.values[start : start + count], *[""] * count][:count]
            return Placed(tuple(window), unsure=row.doubtful)
        return self._by_convention(texts, table, key, columns)

    def _offsets(self, row: ValueRow) -> set[int]:
        """Return at which of the values the first column may stand."""
        count, values, filled = self._columns, row.values, row.filled
        if not row.ruled:
            return set()
        found = set()
        room = len(values) >= count or self._trimmed
        if self._span(row) == count:
            return {filled[0]}
        if room and filled[-1] < count and (self._behind_label or len(values) == count):
            found.add(0)
        if self._start is not None:
            start = self._start - row.at
            fits = start >= 0 and (start + count <= len(values) or self._trimmed)
            if fits and start <= filled[0] and filled[-1] < start + count:
                found.add(start)
        return found

    def _by_convention(
        self, texts: Sequence[str], table: Table, key: str, columns: Sequence[Column]
    ) -> Placed:
        """Return what is likely where blanks are lost: the last number is the sum of the others.

        Where there is one other, it is that of the first column: most who ask are natural persons.
        """
        parts, total = _sum_of(table, key, columns)
        unknown: list[str | None] = [None] * len(columns)
        if total != len(columns) - 1 or len(parts) != total or len(texts) < 2:
            return Placed(tuple(unknown), unsure=True)
        numbers = [parse(text).number for text in texts]
        if any(number is None for number in numbers):
            return Placed(tuple(unknown), unsure=True)
        if sum(number or 0 for number in numbers[:-1]) != numbers[-1]:
            return Placed(tuple(unknown), unsure=True)
        if len(texts) == 2:
            return Placed((texts[0], *[""] * (len(columns) - 2), texts[1]), unsure=True)
        unknown[-1] = texts[-1]
        return Placed(tuple(unknown), unsure=True)


def _as_it_stands(texts: Sequence[str], count: int) -> Placed:
    """Return a row that no form has, so that its numbers can be told: from left to right."""
    last = " ".join(texts[count - 1 :])
    return Placed((*texts[: count - 1], last, *[""] * (count - len(texts)))[:count], unsure=True)


def _keys(table: Table, key: str, columns: Sequence[Column]) -> list[str]:
    return [table.key(Row(key), column) for column in columns]


def _sum_of(table: Table, key: str, columns: Sequence[Column]) -> tuple[list[int], int]:
    """Return the columns that a row's form adds up, and the one where the sum stands; -1: none."""
    keys = _keys(table, key, columns)
    for rule in table.rules:
        for equality in rule.sums:
            if len(equality.right) == 1 and {*equality.left, *equality.right} <= set(keys):
                return [keys.index(k) for k in equality.left], keys.index(equality.right[0])
    return [], -1


def _adds_up(
    table: Table, key: str, columns: Sequence[Column], texts: Sequence[str]
) -> bool | None:
    """Tell whether the sums within a full row hold; None where there are none to ask."""
    values = dict(zip(_keys(table, key, columns), texts, strict=True))
    asked = False
    for rule in table.rules:
        for equality in rule.sums:
            keys = (*equality.left, *equality.right)
            if not all(k in values for k in islice(keys, len(keys))):
                continue
            asked = True
            left = [parse(values[k]) for k in equality.left]
            right = [parse(values[k]) for k in equality.right]
            if any(v.kind is Kind.UNREADABLE for v in (*left, *right)):
                return False
            if sum(v.number or 0 for v in left) != sum(v.number or 0 for v in right):
                return False
    return True if asked else None
