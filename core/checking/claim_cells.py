"""Which cells the sentences of the prose speak of."""

from collections.abc import Sequence

from core.checking import rules_claims
from core.checking.catalogue import catalogue
from core.checking.rules_facts import Facts
from core.forms import Forms
from core.report import Claim, Report

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


def claim_cells(report: Report, forms: Forms) -> list[tuple[Claim, tuple[str, ...]]]:
    """Return the claims that are held against cells of the report, with these cells.

    Claims of other years, and such as no rule compares, are left out. Whether they agree, and
    whether the rules are on, plays no part.
    """
    found: dict[Claim, dict[str, None]] = {}

    def linked(claims: Sequence[Claim], keys: Sequence[str]) -> None:
        for claim in claims:
            found.setdefault(claim, {}).update(dict.fromkeys(keys))

    facts, known = Facts.of(report, forms, linked=linked), catalogue()
    for rule, run in _RULES:
        for _ in run(facts, known[rule]):
            pass
    return [(claim, tuple(keys)) for claim, keys in found.items()]
