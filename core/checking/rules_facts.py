"""What the rules look at: the numbers of a report, and of the year before, ready to be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, product

from core.checking.agencies import Level, level_of
from core.checking.catalogue import RuleInfo
from core.checking.explain import written_out
from core.forms import Forms, Sum, Table
from core.numbers import Kind, Value, parse
from core.reading.claims import claims_of
from core.reading.prose import section_ordinal
from core.report import Claim, Finding, Report, Section, Severity, Term, Verdict
from core.text import Text

Number = int | float

# A sum with more members than this names only the cells that are filled: in a column of 21
# outcomes the blank ones would hide those that count.
_NAMED_BLANKS = 8
_AS_IT_SHOULD_BE: Mapping[str, Callable[[Number], bool]] = {
    "=": lambda excess: excess == 0,
    "≥": lambda excess: excess >= 0,
    "≤": lambda excess: excess <= 0,
}


@lru_cache(maxsize=200)
def _rows(table: Table, columns: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    lines = [tuple(f"{table.name}.{row}.{column}" for column in columns) for row in table.rows]
    return [keys for keys in lines if table.keys.issuperset(keys)]


Watch = Callable[[str, Sequence[str]], None]
"""Is told the rule and the cells of everything that is weighed."""

Linked = Callable[[Sequence[Claim], Sequence[str]], None]
"""Is told the claims that are held against cells, whatever comes of it."""


@dataclass(frozen=True)
class Facts:
    """A report with its cells parsed.

    Keys of the year before are written as in findings: ``2022:requests.carried_out.total``. A key
    is in ``values`` where the cell is there, and in ``numbers`` where it counts (a blank as 0).
    """

    report: Report
    forms: Forms
    tables: Mapping[str, Table]  # by name: the variants the report was printed on
    values: Mapping[str, Value]
    numbers: Mapping[str, Number]
    blanks: frozenset[str]
    prior: "Facts | None" = None
    holding: bool = False  # whether the rules are to tell of what holds, too
    last_known: int | None = None  # the year of the agency's last report before this one
    watch: Watch | None = None
    linked: Linked | None = None

    @classmethod
    def of(
        cls,
        report: Report,
        forms: Forms,
        prior: "Facts | None" = None,
        *,
        holding: bool = False,
        watch: Watch | None = None,
        linked: Linked | None = None,
    ) -> "Facts":
        """Parse a report. Of a ``prior`` that is not of the year before only its year counts."""
        tables = {table.name: table for table in forms.tables_of(report.form, report.present)}
        values: dict[str, Value] = {}
        numbers: dict[str, Number] = {}
        blanks = set()
        for table in tables.values():
            for key, unit in table.units.items():
                cell = report.cells.get(key)
                if cell is None or cell.text is None:
                    continue
                values[key] = value = parse(cell.text, unit)
                if value.number is not None:
                    numbers[key] = value.number
                elif value.kind is Kind.BLANK:
                    numbers[key] = 0
                    blanks.add(key)
        year = None if prior is None else prior.report.year
        if prior is None or year is None or report.year != year + 1:
            prior = None
        else:
            values |= {f"{year}:{key}": value for key, value in prior.values.items()}
            numbers |= {f"{year}:{key}": number for key, number in prior.numbers.items()}
            blanks |= {f"{year}:{key}" for key in prior.blanks}
        return cls(
            report,
            forms,
            tables,
            values,
            numbers,
            frozenset(blanks),
            prior,
            holding,
            year if report.year is not None and year is not None and year < report.year else None,
            watch,
            linked,
        )

    @cached_property
    def stated(self) -> Sequence[Claim] | None:
        """What the prose states, in printed order; None where the prose is not known."""
        if self.report.claims is None and self.report.sections is not None:
            return claims_of(self.report.sections)
        return self.report.claims

    @cached_property
    def claims(self) -> Mapping[str, Sequence[Claim]]:
        """What the prose states, by kind of claim."""
        found: dict[str, list[Claim]] = {}
        for claim in self.stated or ():
            found.setdefault(claim.claim, []).append(claim)
        return found

    def claimed(self, *kinds: str) -> Sequence[Claim]:
        """Return the claims of some kinds, in their order within each; none where unknown."""
        return [claim for kind in kinds for claim in self.claims.get(kind, ())]

    @cached_property
    def sections(self) -> Mapping[str, Section] | None:
        """The sections by their ordinals (一 to 六); None where they are not known."""
        if self.report.sections is None:
            return None
        found = ((section_ordinal(one.title), one) for one in self.report.sections)
        return {ordinal: one for ordinal, one in found if ordinal}

    @cached_property
    def level(self) -> Level | None:
        """Where the agency stands, None where nobody said and its name does not tell."""
        return level_of(self.report)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of a table in printed order, absent cells included."""
        return tuple(self.tables[name].cells) if name in self.tables else ()

    def present(self, name: str) -> Sequence[str]:
        """Return the keys of those cells of a table that are there, in printed order."""
        return self._present.get(name, ())

    @cached_property
    def _present(self) -> Mapping[str, Sequence[str]]:
        return {
            name: [key for key in table.cells if key in self.values]
            for name, table in self.tables.items()
        }

    def kind(self, name: str, kind: Kind) -> Sequence[str]:
        """Return the keys of those cells of a table that are of a kind, in printed order."""
        return self._kinds.get((name, kind), ())

    @cached_property
    def _kinds(self) -> Mapping[tuple[str, Kind], Sequence[str]]:
        kinds: dict[tuple[str, Kind], list[str]] = {}
        for name in self.tables:
            for key in self.present(name):
                kinds.setdefault((name, self.values[key].kind), []).append(key)
        return kinds

    def rows(self, name: str, *columns: str) -> Iterable[tuple[str, ...]]:
        """Return, for each row of a table that has all these columns, its keys in them."""
        return _rows(self.tables[name], columns) if name in self.tables else ()

    def sums_of(self, rule: str) -> tuple[Sum, ...]:
        """Return the equalities of a sum rule of the report's tables."""
        rules = chain.from_iterable(table.rules for table in self.tables.values())
        return next((one.sums for one in rules if one.id == rule), ())

    def countable(self, keys: Iterable[str]) -> bool:
        """Tell whether all these cells count, and not all of them are blank."""
        wanted = set(keys)
        return self.numbers.keys() >= wanted and not self.blanks >= wanted

    def text(self, key: str) -> str:
        """Return the text of a cell that is there."""
        return self.report.cells[key].text or ""

    def sum(self, keys: Iterable[str]) -> Number:
        """Return the sum over cells that all count."""
        return sum(map(self.numbers.__getitem__, keys))

    @cached_property
    def blank_totals(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Blank total cells with the parts beside them that are more than 0.

        A total is what stands alone on the right of a sum; the total of a row may be the total of
        a column too. Given are the parts more than 0, sum by sum.
        """
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for table in self.tables.values():
            for rule in table.rules:
                for one in rule.sums:
                    if len(one.right) == 1 and (total := one.right[0]) in self.blanks:
                        parts = tuple(k for k in one.left if self.numbers.get(k, 0) > 0)
                        if parts:
                            found[total] = (*found.get(total, ()), parts)
        return found

    def holds_with_totals_filled(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Tell whether a sum would hold, were its blank totals what their parts add up to."""
        blank = [key for key in (*left, *right) if key in self.blank_totals]
        choices = [{self.sum(parts) for parts in self.blank_totals[key]} for key in blank]
        excess = self.sum(left) - self.sum(right)
        sides = [1 if key in left else -1 for key in blank]
        return any(
            round(excess + sum(side * n for side, n in zip(sides, filled, strict=True)), 6) == 0
            for filled in product(*choices)
        )

    def compare(
        self,
        rule: RuleInfo,
        left: Sequence[str],
        right: Sequence[str],
        relation: str = "=",
        severity: Severity | None = None,
    ) -> Finding | None:
        """Hold the sum over ``left`` against the sum over ``right``.

        Args:
            rule: the rule that asks.
            left: keys on the left side.
            right: keys on the right side; none for a bare 0.
            relation: what ought to stand between them: =, ≥ or ≤.
            severity: of the finding, where it differs from the rule's.

        Returns:
            A finding. None where there is nothing to say: the sum holds (unless ``holding``), or
            all its cells are blank or absent.
        """
        keys = (*left, *right)
        sums: tuple[Number | None, Number | None] = None, None
        cause = ""
        if self.watch is not None and self.numbers.keys() >= set(keys):
            self.watch(rule.id, keys)
        if not self.numbers.keys() >= set(keys):
            if self.blanks.issuperset(key for key in keys if key in self.values):
                return None
            verdict = Verdict.NOT_ASSESSABLE
            cause = self.why_not(keys)
        else:
            sums = self.sum(left), self.sum(right)
            # amounts have at most six decimals; what is less comes from binary fractions
            excess = round(sums[0] - sums[1], 6)
            if not _AS_IT_SHOULD_BE[relation](excess):
                verdict = Verdict.BROKEN
            elif not self.holding or self.blanks.issuperset(keys):
                return None
            elif self.blanks.isdisjoint(keys):
                verdict = Verdict.HOLDS
            else:
                verdict = Verdict.HOLDS_WITH_BLANKS
        named = [k for k in keys if len(keys) <= _NAMED_BLANKS or k not in self.blanks]
        return written_out(
            Finding(
                rule=rule.id,
                severity=severity or rule.severity,
                verdict=verdict,
                cells=tuple(dict.fromkeys(chain(named, right))),
                message=Text("", ""),
                left=sums[0],
                right=sums[1],
                left_terms=tuple(map(self.term, left)),
                right_terms=tuple(map(self.term, right)),
                consequence_of=cause,
                relation=relation,
            ),
            self.forms,
        )

    def why_not(self, keys: Iterable[str]) -> str:
        """Name the rule that tells of the cells of this report without which a sum is open."""
        own = [key for key in keys if key not in self.numbers and ":" not in key]
        if any(key not in self.values for key in own):
            return "DIS-02" if own[0].startswith("disputes.") else "STR-03"
        return "SAN-03" if own else ""

    def term(self, key: str) -> Term:
        """Return a cell as a member of a sum."""
        return Term(key, self.numbers.get(key), blank=key in self.blanks)
