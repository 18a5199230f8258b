"""Which cells the rules protect: where a misread number would be noticed."""

from collections.abc import Container, Mapping, Sequence

from core.checking.check import asked
from core.checking.rules_facts import Facts
from core.checking.rules_sums import form_sums
from core.forms import Forms
from core.report import Report, is_plain


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
