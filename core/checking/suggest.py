"""Findings with their suspects and with suggestions, as looking for errors has found them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.checking.equations import Number
from core.checking.repair import Fault, Localisation
from core.checking.rules_sums import BLANK_TOTAL
from core.numbers import parse
from core.report import CellState, Finding, Report, Severity, Verdict

MOST_SUGGESTIONS = 5  # Alt+1 to Alt+5
_HOLDS: Mapping[str, Callable[[Number], bool]] = {
    "=": lambda excess: excess == 0,
    "≥": lambda excess: excess >= 0,
    "≤": lambda excess: excess <= 0,
}


def with_suspects(
    findings: Sequence[Finding], located: Localisation, report: Report
) -> list[Finding]:
    """Return findings with their suspects, likeliest first, and with suggestions for them.

    Bounds and sums with last year's cells take no part in the search; there it is the cell of which
    another reading would do, or the first.
    """
    faults = {one: fault for fault in located.faults for one in fault.sums}
    by_sum = {(one.rule, one.left, one.right): fault for one, fault in faults.items()}
    shown = {(one.sum.rule, one.sum.left, one.sum.right) for one in located.proven}
    blank = {key for finding in findings if finding.rule == BLANK_TOTAL for key in finding.suspects}

    def named(finding: Finding) -> Finding:
        if finding.verdict is not Verdict.BROKEN or finding.severity is Severity.HINT:
            return finding
        left, right = (
            tuple(term.key for term in terms) for terms in (finding.left_terms, finding.right_terms)
        )
        if not left:
            return _suggested(finding, located)
        if finding.consequence_of == BLANK_TOTAL:
            return replace(finding, suspects=tuple(k for k in (*left, *right) if k in blank))
        identity = finding.rule, left, right
        if identity in shown:
            return replace(finding, suspects=())
        fault = by_sum.get(identity)
        if fault is None:
            read = _other_readings(finding, report)
            suspects = tuple(dict.fromkeys(key for one in read for key in one)) or left[:1]
            return replace(finding, suspects=finding.suspects or suspects, suggestions=read)
        own = tuple(one.key for one in fault.suspects if one.key in (*left, *right))
        return replace(finding, suspects=own or right[:1], suggestions=_suggestions(fault, finding))

    return [named(finding) for finding in findings]


def _other_readings(finding: Finding, report: Report) -> tuple[Mapping[str, str], ...]:
    """Return which single cells would do if they said what another reading of them saw."""
    found: list[tuple[float, Mapping[str, str]]] = []
    if finding.left is None or finding.right is None or finding.suggestions:
        return finding.suggestions
    excess = finding.left - finding.right
    for sign, terms in ((1, finding.left_terms), (-1, finding.right_terms)):
        for term in terms:
            cell = report.cells.get(term.key)
            if cell is None or cell.state is CellState.CONFIRMED or term.value is None:
                continue
            for text, confidence in cell.candidates:
                number = parse(text, cell.unit).number
                if number is None:
                    continue
                after = round(excess + sign * (number - term.value), 6)
                if _HOLDS[finding.relation](after):
                    found.append((-confidence, {term.key: text}))
    return tuple(one for _, one in sorted(found, key=lambda one: one[0])[:MOST_SUGGESTIONS])


def _suggested(finding: Finding, located: Localisation) -> Finding:
    """Return a finding about a cell with what the sums say of that cell."""
    for key in finding.suspects:
        fault = located.of(key)
        if fault is not None:
            about = replace(finding, cells=(key,))
            return replace(finding, suggestions=_suggestions(fault, about))
    return finding


def _suggestions(fault: Fault, finding: Finding) -> tuple[Mapping[str, str], ...]:
    """Return the likeliest repairs that change a cell of a finding."""
    own = [r.changes for r in fault.repairs if not r.changes.keys().isdisjoint(finding.cells)]
    return tuple(own[:MOST_SUGGESTIONS])
