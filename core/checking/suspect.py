"""Which cell of a broken sum is most likely to be wrong: the one whose change mends most."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.checking.rules_sums import BLANK_TOTAL
from core.report import Finding, Severity, Verdict


def suspects(findings: Sequence[Finding], memberships: Mapping[str, int]) -> list[Finding]:
    """Return the findings with their suspects named.

    A cell is tried with the change that would mend the broken sums it is in. It must be the same
    change for all of them, leave no negative count, and it is held against the cell in how many
    sums that hold it stands, for those would break. Where no more than two cells come out best
    they are the suspects, else it is the total. Bounds and sums with last year's cells do not take
    part in this; there it is the first cell.

    Args:
        findings: all findings of one report.
        memberships: in how many sums of its form a cell stands.
    """
    blank = {key for finding in findings if finding.rule == BLANK_TOTAL for key in finding.suspects}
    changes: dict[str, set[tuple[int | float, int | float]]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for finding in findings:
        if _is_broken_sum(finding) and not finding.consequence_of and _is_equality(finding):
            excess = round((finding.left or 0) - (finding.right or 0), 6)
            for change, terms in ((-excess, finding.left_terms), (excess, finding.right_terms)):
                for term in terms:
                    changes[term.key].add((term.value or 0, change))
                    counts[term.key] += 1

    def mended(key: str) -> int | None:
        """Sums mended by changing a cell, less those that it breaks; None where it cannot be."""
        (value, change), *others = changes[key]
        if others or value + change < 0:
            return None
        return 2 * counts[key] - memberships.get(key, 0)

    def named(finding: Finding) -> tuple[str, ...]:
        terms = [term.key for term in (*finding.left_terms, *finding.right_terms)]
        if finding.consequence_of == BLANK_TOTAL:
            return tuple(key for key in terms if key in blank)
        if not _is_equality(finding):
            return (terms[0],)
        scores = {key: score for key in terms if (score := mended(key)) is not None}
        highest = max(scores.values(), default=0)
        best = [key for key, score in scores.items() if score == highest]
        if 0 < len(best) <= 2:
            return tuple(best)
        return (finding.right_terms[0].key,)

    return [
        replace(finding, suspects=named(finding)) if _is_broken_sum(finding) else finding
        for finding in findings
    ]


def _is_broken_sum(finding: Finding) -> bool:
    return (
        finding.verdict is Verdict.BROKEN
        and finding.severity is not Severity.HINT
        and bool(finding.left_terms)
    )


def _is_equality(finding: Finding) -> bool:
    """Tell an equality within one report from a bound and from a sum across years."""
    return finding.relation == "=" and not any(":" in term.key for term in finding.right_terms)
