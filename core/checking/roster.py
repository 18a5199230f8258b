"""Agencies and the one above them: a parent's figures against the sum of its children's."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.checking.catalogue import RuleInfo, rule_titles
from core.checking.explain import cell_name, number_text
from core.checking.likeness import ALIKE, alike, prose
from core.checking.rules_facts import Facts, Number
from core.forms import Forms
from core.numbers import normalised
from core.report import Finding, Report, Verdict
from core.text import Text

_MOST_NAMED = 6  # agencies that one sentence names
_SUMMED = ("issued", "repealed", "in_force", "created", "published", "decisions", "amount", "items")


@dataclass(frozen=True)
class Roster:
    """Which agency belongs to which: ``parents`` is each member's parent, by their names.

    A parent's own office is a child like any other; where it reports under the parent's name it is
    no child, and the parent's report is the summary.
    """

    parents: Mapping[str, str]

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for child, parent in self.parents.items():
            key = normalised(parent)
            if normalised(child) != key:
                found[key] = (*found.get(key, ()), child)
        return found

    def children(self, parent: str) -> tuple[str, ...]:
        """Return the names of the children of an agency, in the order of the roster."""
        return self._children.get(normalised(parent), ())

    def parent(self, child: str) -> str | None:
        """Return the name of the agency above one, None where there is none."""
        wanted = normalised(child)
        return next((p for c, p in self.parents.items() if normalised(c) == wanted), None)


def check_roster(
    roster: Roster,
    reports: Sequence[Report],
    forms: Forms,
    enabled: Container[str] | None = None,
) -> list[list[Finding]]:
    """Hold each parent's report against its children's of the same year (CA-01 to CA-03, CA-05).

    A sum is called broken only where every child has a report in which the cell counts; where a
    child is missing only that is told. One finding a row; the cells are the parent's, as a key
    says nothing of its agency, and the message tells the sum.

    Args:
        roster: who belongs to whom.
        reports: reports of any agencies and years; of several of one agency for one year the last
            one counts.
        forms: the official forms.
        enabled: ids of the rules that are on, by default those that are on by default.

    Returns:
        The findings of each report, in the order of ``reports``.
    """
    infos = rule_titles(forms)
    on = {r for r in infos if (infos[r].default_on if enabled is None else r in enabled)}
    by_year: dict[int, dict[str, Report]] = {}
    for report in reports:
        if report.year is not None and report.agency:
            by_year.setdefault(report.year, {})[normalised(report.agency)] = report
    facts: dict[int, Facts] = {}

    def known(report: Report) -> Facts:
        return facts.setdefault(id(report), Facts.of(report, forms))

    found: list[list[Finding]] = []
    for report in reports:
        names = roster.children(report.agency)
        if not names or report.year is None:
            found.append([])
            continue
        year = by_year[report.year]
        there = [known(year[normalised(name)]) for name in names if normalised(name) in year]
        missing = [name for name in names if normalised(name) not in year]
        own: list[Finding] = []
        if missing and "CA-03" in on:
            own.append(_missing(infos["CA-03"], missing, len(names)))
        if not missing:
            for rule in ("CA-01", "CA-02"):
                if rule in on:
                    own += _sums(known(report), there, infos[rule])
        found.append(own)
    if "CA-05" in on:
        for at, finding in _twins(roster, reports, known, infos["CA-05"]):
            found[at].append(finding)
    return found


def _missing(rule: RuleInfo, missing: Sequence[str], count: int) -> Finding:
    named = "、".join(missing[:_MOST_NAMED]) + (" 等" if len(missing) > _MOST_NAMED else "")
    return Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        (),
        Text(
            f"名册 {count} 个单位中缺 {len(missing)} 份报告：{named}",
            f"{len(missing)} of {count} members have no report: {named}",
        ),
    )


def _sums(parent: Facts, children: Sequence[Facts], rule: RuleInfo) -> list[Finding]:
    """Return the rows of a parent that are not the sum over its children, a finding each."""
    names = ("requests",) if rule.id == "CA-01" else ("proactive", "disputes")
    found = []
    for name in names:
        for keys in parent.tables[name].rows.values() if name in parent.tables else ():
            broken = [
                (key, total)
                for key in keys
                if _is_summed(key)
                and (total := _total(key, parent, children)) is not None
                and round(parent.numbers[key] - total, 6)
            ]
            if broken:
                found.append(_row(rule, parent, broken))
    return found


def _is_summed(key: str) -> bool:
    return not key.startswith("proactive.") or key.rpartition(".")[2] in _SUMMED


def _total(key: str, parent: Facts, children: Sequence[Facts]) -> Number | None:
    """Return the sum over the children, None where a cell does not count."""
    if key not in parent.numbers or not all(key in child.numbers for child in children):
        return None
    return sum(child.numbers[key] for child in children)


def _row(rule: RuleInfo, parent: Facts, broken: Sequence[tuple[str, Number]]) -> Finding:
    # the total of a row says most; it is last where it is among them
    key, total = broken[-1]
    own, name = parent.numbers[key], cell_name(key, parent.forms)
    more = len(broken) - 1
    zh = f"；本行另有 {more} 格不符" if more else ""
    en = f"; {more} more in this row" if more else ""
    off = number_text(round(abs(own - total), 6))
    return Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        tuple(key for key, _ in broken),
        Text(
            f"{name.zh}：汇总 {number_text(own)} ≠ 各单位之和 {number_text(total)}（差 {off}）{zh}",
            f"{name.en}: {number_text(own)} ≠ members {number_text(total)} (off by {off}){en}",
        ),
        left=own,
        right=total,
    )


def _twins(
    roster: Roster,
    reports: Sequence[Report],
    known: Callable[[Report], Facts],
    rule: RuleInfo,
) -> Iterator[tuple[int, Finding]]:
    """Yield which report has the cells and the prose of an earlier one of the same roster."""
    members = {normalised(name) for name in (*roster.parents, *roster.parents.values())}
    seen: dict[tuple[object, ...], list[Report]] = {}
    for at, report in enumerate(reports):
        if normalised(report.agency) not in members:
            continue
        facts = known(report)
        if not any(facts.numbers.values()):
            continue
        same = seen.setdefault((report.year, *sorted(facts.numbers.items())), [])
        for other in same:
            if normalised(other.agency) == normalised(report.agency):
                continue
            if alike(prose(facts), prose(known(other))) > ALIKE:
                zh = f"各格与「{other.agency}」相同，正文几乎相同"
                en = f"the same cells and almost the same prose as {other.agency}"
                yield at, Finding(rule.id, rule.severity, Verdict.BROKEN, (), Text(zh, en))
                break
        same.append(report)
