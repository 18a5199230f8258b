"""How alike two texts are, and the rules that ask it: CY-07 between years."""

from collections.abc import Iterator
from functools import lru_cache

from core.checking.catalogue import RuleInfo
from core.checking.rules_facts import Facts
from core.report import Finding, Verdict
from core.text import Text

ALIKE = 0.9
_PIECE = 5  # characters
_LEAST = 100  # characters; shorter texts are alike by their phrases alone
_COMPARED = "一五"


@lru_cache(maxsize=64)
def _pieces(text: str) -> frozenset[str]:
    bare = "".join(char for char in text if not char.isspace() and not char.isdigit())
    return frozenset(bare[at : at + _PIECE] for at in range(max(0, len(bare) - _PIECE + 1)))


def alike(one: str, other: str) -> float:
    """Return which part of the longer text's phrases stand in both: 1 is the same, 0 nothing.

    Numbers and years do not count; texts too short to tell are not alike.
    """
    if min(len(one), len(other)) < _LEAST:
        return 0.0
    first, second = _pieces(one), _pieces(other)
    return len(first & second) / max(len(first), len(second), 1)


def prose(facts: Facts) -> str:
    """Return the text of sections 一 and 五, "" where it is not known."""
    known = facts.sections or {}
    return "".join(known[ordinal].text for ordinal in _COMPARED if ordinal in known)


def prose_of_last_year(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """CY-07: the prose is almost that of last year."""
    if facts.prior is None:
        return
    share = alike(prose(facts), prose(facts.prior))
    if share > ALIKE:
        year = facts.prior.report.year
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            (),
            Text(
                f"第一、五部分的文字与 {year} 年度有 {share:.0%} 相同",
                f"sections 一 and 五 are {share:.0%} those of {year}",
            ),
        )
