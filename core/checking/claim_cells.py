"""Which cells the sentences of the prose speak of, and whether these say the same."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from core.checking import rules_claims
from core.checking.catalogue import catalogue
from core.checking.explain import number_text
from core.checking.rules_facts import Facts
from core.forms import Forms
from core.report import Claim, Finding, Report, Severity, Verdict

_RULES = (
    ("TXT-01", rules_claims.received),
    ("TXT-02", rules_claims.none_received),
    ("TXT-03", rules_claims.answered),
    ("TXT-04", rules_claims.carried_in),
    ("TXT-05", rules_claims.carried_out),
    ("TXT-06", rules_claims.all_answered),
    ("TXT-07", rules_claims.outcomes),
    ("TXT-09", rules_claims.applicants),
    ("TXT-10", rules_claims.reconsiderations),
    ("TXT-11", rules_claims.lawsuits),
    ("TXT-12", rules_claims.no_disputes),
    ("TXT-13", rules_claims.normative_documents),
    ("TXT-14", rules_claims.no_normative_documents),
)


_OF_OTHER_RULES = (
    *("title", "period", "cites", "published", "empty", "among_others"),
    *("wording", "whole", "whole_open", "part"),
)
"""Kinds of claims that are no statements to be held against a cell: other rules look at them."""
_WITHOUT_NUMBER = ("none", "all_answered", "fee")
"""How the kinds end that state something in words; their value is 0."""
_CLAUSE = re.compile(r"[，；;。、]|,(?!\d{3})")


class Agreement(StrEnum):
    """What came of holding a claim against cells, from what is worst to what is best."""

    DIFFERS = "differs"
    OTHERWISE = "otherwise"  # it fits another legitimate reading, or counts something else
    UNREADABLE = "unreadable"  # a cell is absent, blank or unreadable
    APART = "apart"  # no cell is held against it: another year, a part, a rough number
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the prose with the cells that it is held against, and what came of that.

    ``rule`` is the one that compares, "" where none does; ``finding`` what it says of the claim.
    ``words`` are the part of the sentence that states it; all of it where that cannot be told.
    """

    claim: Claim
    agreement: Agreement
    cells: tuple[str, ...] = ()
    rule: str = ""
    finding: Finding | None = None
    words: str = ""


def told_claims(report: Report, forms: Forms) -> list[Told]:
    """Return what the prose claims, in printed order, each claim with what came of it.

    Whether the rules are on, and what was decided about their findings, plays no part.
    """
    found: dict[Claim, Told] = {}
    held: list[tuple[tuple[Claim, ...], tuple[str, ...]]] = []
    facts = Facts.of(
        report, forms, linked=lambda claims, keys: held.append((tuple(claims), tuple(keys)))
    )
    known = catalogue()
    for rule, run in _RULES:
        said: dict[int, Finding] = {}  # a finding is about the claims that were held up last
        for finding in run(facts, known[rule]):
            said[len(held) - 1] = finding
        for at, (claims, keys) in enumerate(held):
            for claim in claims:
                told = _told(claim, keys, rule, said.get(at), known[rule].severity)
                before = found.get(claim)
                found[claim] = told if before is None else _joined(before, told)
        held.clear()
    stated = (claim for claim in facts.stated or () if claim.claim not in _OF_OTHER_RULES)
    seen: Counter[tuple[str, float]] = Counter()
    listed = []
    for claim in dict.fromkeys(stated):
        told = found.get(claim) or Told(claim, Agreement.APART)
        listed.append(replace(told, words=_words(claim, seen[claim.text, claim.value])))
        seen[claim.text, claim.value] += 1
    return listed


def claim_cells(report: Report, forms: Forms) -> list[tuple[Claim, tuple[str, ...]]]:
    """Return the claims that are held against cells of the report, with these cells.

    Claims of other years, and such as no rule compares, are left out. Whether they agree, and
    whether the rules are on, plays no part.
    """
    return [(told.claim, told.cells) for told in told_claims(report, forms) if told.cells]


def _told(
    claim: Claim, cells: tuple[str, ...], rule: str, finding: Finding | None, severity: Severity
) -> Told:
    """Return what a finding about some claims, or that there is none, says of one of them."""
    agreement = Agreement.HOLDS
    if finding is not None and finding.verdict is Verdict.NOT_ASSESSABLE:
        agreement = Agreement.UNREADABLE
    elif finding is not None and claim.value != finding.right:
        agreement = Agreement.DIFFERS if finding.severity is severity else Agreement.OTHERWISE
    said = None if agreement is Agreement.HOLDS else finding
    return Told(claim, agreement, cells, rule, said)


def _words(claim: Claim, before: int) -> str:
    """Return the clause that states a number; ``before`` claims of its sentence state the same."""
    if claim.claim.endswith(_WITHOUT_NUMBER):
        return claim.text
    number = re.compile(rf"(?<![\d.,]){re.escape(number_text(claim.value))}(?![\d.])")
    clauses = [one.strip() for one in _CLAUSE.split(claim.text)]
    stating = [clause for clause in clauses if number.search(clause)]
    return stating[before] if before < len(stating) and len(clauses) > 1 else claim.text


def _joined(first: Told, second: Told) -> Told:
    """Return a claim that two rules hold against cells: all of these, and the worse outcome."""
    order = list(Agreement)
    worse = min(first, second, key=lambda told: order.index(told.agreement))
    return replace(worse, cells=tuple(dict.fromkeys((*first.cells, *second.cells))))
