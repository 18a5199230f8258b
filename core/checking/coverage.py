"""Which cells the rules protect, where a misread number would be noticed, and how many."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from core.checking.check import asked
from core.checking.rules_facts import Facts
from core.checking.rules_sums import form_sums
from core.forms import Forms
from core.numbers import Kind, parse
from core.report import CellState, Report, is_plain


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a report's tables is seen to by rules, and by people.

    Attributes:
        protected: the cells that some rule weighs, with the ids of those rules.
        unprotected: the other cells that are there: only eyes check them.
        cells: how many cells the tables of the form have, absent ones included.
        confirmed: how many of them a person confirmed.
        unread: how many are absent, or say nothing that can be read.
    """

    protected: Mapping[str, Sequence[str]]
    unprotected: frozenset[str]
    cells: int
    confirmed: int
    unread: int


def coverage(
    forms: Forms,
    report: Report,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> Coverage:
    """Return how much of a report is protected, confirmed and unread; arguments as `protected`."""
    weighed = protected(forms, report, prior, enabled)
    keys = [key for table in forms.tables_of(report.form, report.present) for key in table.cells]
    known = {key: report.cells[key] for key in keys if key in report.cells}
    there = {key: cell for key, cell in known.items() if cell.text is not None}
    read = [c for c in there.values() if parse(c.text or "", c.unit).kind is not Kind.UNREADABLE]
    return Coverage(
        weighed,
        frozenset(there.keys() - weighed.keys()),
        len(keys),
        sum(cell.state is CellState.CONFIRMED for cell in there.values()),
        len(keys) - len(read),
    )


def protected(
    forms: Forms,
    report: Report,
    prior: Report | None = None,
    enabled: Container[str] | None = None,
) -> Mapping[str, Sequence[str]]:
    """Return the cells of a report that some rule weighs, each with the ids of those rules.

    A rule counts where it can be evaluated: all its cells are there and readable, and for a claim
    the prose states a number. Cells of other years and of plain tables are left out.

    Args:
        forms: the official forms.
        report: the report as it stands.
        prior: the same agency's report for the year before, where there is one.
        enabled: ids of the rules that are on, as for `check`.
    """
    found: dict[str, dict[str, None]] = {}

    def weighed(rule: str, keys: Sequence[str]) -> None:
        for key in keys if enabled is None or rule in enabled else ():
            if ":" not in key and not is_plain(key):
                found.setdefault(key, {})[rule] = None

    before = None if prior is None else Facts.of(prior, forms)
    facts = Facts.of(report, forms, before, watch=weighed)
    for _ in form_sums(facts):
        pass
    for info, run in asked(enabled):
        for _ in run(facts, info):
            pass
    return {key: tuple(rules) for key, rules in found.items()}
