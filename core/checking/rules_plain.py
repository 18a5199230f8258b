"""Rules about tables that are none of the form's: what is called a total adds up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.bounds import MAX_TOTALS
from core.checking.catalogue import RuleInfo
from core.checking.explain import written_out
from core.checking.rules_facts import Facts
from core.numbers import Kind, Value, parse
from core.reading.labels import label
from core.report import Finding, PlainCell, PlainTable, Term, Verdict

_GRAND, _PART = ("合计", "总计"), ("小计",)
_LONGEST = 8  # characters of a label that says total; a longer one says of what else it speaks
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column of a table, seen along the other way."""

    kind: str  # total, subtotal, or "" for one that counts in them
    label: str
    cells: Mapping[int, PlainCell]  # by where they stand along the line


@dataclass(frozen=True, slots=True)
class _Sum:
    parts: tuple[Term, ...]
    total: Term

    @property
    def excess(self) -> float:
        return round(sum(part.value or 0 for part in self.parts) - (self.total.value or 0), 6)


def totals(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """PLN-01: 小计 adds up what stands before it up to the last one; 合计 and 总计 all but those.

    A line that says total may total something else, or columns that do not add up to anything.
    So nothing is said of one of whose sums fewer hold than do not.
    """
    for table in facts.report.plain:
        for lines in _ways(table, facts):
            totalling = [at for at, line in enumerate(lines) if line.kind]
            for at in totalling[:MAX_TOTALS]:
                yield from _findings(_best(lines, at, facts), facts, rule)


def _findings(sums: Sequence[_Sum], facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    broken = [one for one in sums if one.excess]
    if len(sums) > 1 and len(broken) * 2 > len(sums):
        return
    for one in sums if facts.holding else broken:
        finding = Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN if one.excess else Verdict.HOLDS,
            tuple(term.key for term in (*one.parts, one.total)),
            rule.title,
            left=round(sum(part.value or 0 for part in one.parts), 6),
            right=one.total.value,
            left_terms=one.parts,
            right_terms=(one.total,),
        )
        yield written_out(finding, facts.forms)


def _best(lines: Sequence[_Line], at: int, facts: Facts) -> list[_Sum]:
    """Return the sums of a total under the reading of it that holds most often."""
    readings = [_sums(parts, lines[at], facts) for parts in _readings(lines, at)]
    return max(readings, key=lambda sums: sum(not one.excess for one in sums))


def _readings(lines: Sequence[_Line], at: int) -> list[list[_Line]]:
    """Return what a total may stand for: the lines before it, or those behind it."""
    if lines[at].kind == "total":
        return [[line for line in lines if not line.kind]]
    before: list[_Line] = []
    for line in reversed(lines[:at]):
        if line.kind:
            break
        before.insert(0, line)
    behind: list[_Line] = []
    for line in lines[at + 1 :]:
        if line.kind:
            break
        behind.append(line)
    return [before, behind]


def _sums(parts: Sequence[_Line], total: _Line, facts: Facts) -> list[_Sum]:
    """Return the sums of a total that can be assessed, one for each place along it."""
    found = []
    for at, cell in total.cells.items():
        value = _value(cell, facts)
        cells = {one.key: (one, line) for line in parts if (one := line.cells.get(at))}
        values = {key: _value(one, facts) for key, (one, _) in cells.items()}
        numbers = [v for v in values.values() if v.number is not None]
        if value.kind is not Kind.NUMBER or len(numbers) < 2:
            continue
        if any(v.kind is Kind.UNREADABLE for v in values.values()):
            continue
        terms = tuple(
            Term(key, values[key].number or 0, values[key].kind is Kind.BLANK, line.label)
            for key, (_, line) in cells.items()
        )
        found.append(_Sum(terms, Term(cell.key, value.number, label=total.label)))
    return found


def _ways(table: PlainTable, facts: Facts) -> Iterator[list[_Line]]:
    """Yield the rows of a table, then its columns, without heads and labels."""
    taken = {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    grid = [
        [taken.get((row, column)) for column in range(table.columns)] for row in range(table.rows)
    ]
    top, left = _heads(grid, facts), _labels(grid, facts)
    for way, (heads, labels) in ((grid, (top, left)), ([*zip(*grid, strict=True)], (left, top))):
        yield [_line(cells, labels, facts) for cells in way[heads:]]


def _line(cells: Sequence[PlainCell | None], labels: int, facts: Facts) -> _Line:
    words = [_text(cell, facts) for cell in dict.fromkeys(cells[:labels]) if cell is not None]
    named = [word for word in words if word]
    inside: dict[str, tuple[int, PlainCell]] = {}
    for at, cell in enumerate(cells[labels:]):
        if cell is not None:
            inside.setdefault(cell.key, (at, cell))
    return _Line(
        _kind(named[-1]) if named else "",
        " ".join(named[-1].split()) if named else "",
        dict(inside.values()),
    )


def _kind(words: str) -> str:
    text = label(words).text
    if len(text) > _LONGEST:
        return ""
    if text.endswith(_PART):
        return "subtotal"
    return "total" if text.endswith(_GRAND) else ""


def _heads(grid: Sequence[Sequence[PlainCell | None]], facts: Facts) -> int:
    """Return how many rows at the top are heads: words alone, or years."""
    for at, row in enumerate(grid):
        values = [_value(cell, facts) for cell in row if cell is not None]
        numbers = [v.number for v in values if v.kind is Kind.NUMBER and v.number is not None]
        if numbers and not all(_FIRST_YEAR <= number <= _LAST_YEAR for number in numbers):
            return at
    return len(grid)


def _labels(grid: Sequence[Sequence[PlainCell | None]], facts: Facts) -> int:
    """Return how many columns at the left are labels: up to the last before the numbers begin.

    A column of running numbers may stand before the words.
    """
    top = _heads(grid, facts)
    wordy = 0
    for at in range(len(grid[0])):
        kinds = [_value(row[at], facts).kind for row in grid[top:] if row[at] is not None]
        words = sum(kind is Kind.UNREADABLE for kind in kinds)
        if words * 2 > len(kinds):
            wordy = at + 1
        elif wordy or at:
            break
    return wordy or 1


def _text(cell: PlainCell | None, facts: Facts) -> str:
    held = facts.report.cells.get(cell.key) if cell else None
    return (held.text or "") if held else ""


def _value(cell: PlainCell | None, facts: Facts) -> Value:
    return parse(_text(cell, facts))
