"""Agencies and the one above them: a parent's figures against the sum of its children's."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.checking.catalogue import RuleInfo, rule_titles
from core.checking.explain import cell_name, number_text
from core.checking.likeness import ALIKE, alike, prose
from core.checking.rules_facts import Facts, Number
from core.forms import Forms, Table
from core.numbers import Kind, normalised, parse
from core.report import Finding, Report, Verdict, is_plain
from core.text import Text

ROSTER_RULES = ("CA-01", "CA-02", "CA-03", "CA-05")
"""The rules that are about several agencies; the first three are those of a parent."""

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
        found: dict[str, list[str]] = {}
        for child, parent in self.parents.items():
            key = normalised(parent)
            if normalised(child) != key:
                found.setdefault(key, []).append(child)
        return {parent: tuple(children) for parent, children in found.items()}

    def children(self, parent: str) -> tuple[str, ...]:
        """Return the names of the children of an agency, in the order of the roster."""
        return self._children.get(normalised(parent), ())

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return {normalised(child): parent for child, parent in self.parents.items()}

    def parent(self, child: str) -> str | None:
        """Return the name of the agency above one, None where there is none or it is its own."""
        parent = self._parents.get(normalised(child))
        return parent if parent and normalised(parent) != normalised(child) else None

    def members(self, agency: str) -> frozenset[str]:
        """Return the names of all agencies of the roster if this is one of them, else none."""
        return self._members if normalised(agency) in self._members else frozenset()

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset((*self._parents, *map(normalised, self.parents.values())))


@dataclass(frozen=True)
class Members:
    """What the members of a roster add up to in a year.

    ``sums`` holds, for each cell, its sum over the reports there are, and in how many it counts;
    ``names`` are all members, ``missing`` those without a report.
    """

    names: tuple[str, ...]
    missing: tuple[str, ...]
    sums: Mapping[str, tuple[Number, int]]

    @classmethod
    def of(cls, names: Sequence[str], known: Mapping[str, Mapping[str, Number]]) -> "Members":
        """Add up the numbers of members, given by their names; the others are missing."""
        missing = tuple(name for name in names if name not in known)
        sums: dict[str, tuple[Number, int]] = {}
        for numbers in known.values():
            _add(sums, numbers)
        return cls(tuple(names), missing, sums)

    def with_member(self, name: str, numbers: Mapping[str, Number]) -> "Members":
        """Return the members with the report of one that was missing."""
        wanted = normalised(name)
        missing = tuple(one for one in self.missing if normalised(one) != wanted)
        sums = dict(self.sums)
        _add(sums, numbers)
        return Members(self.names, missing, sums)

    def total(self, key: str) -> Number | None:
        """Return the sum over all members, None where the cell does not count in one of them."""
        total, count = self.sums.get(key, (0, 0))
        return total if count == len(self.names) - len(self.missing) else None


def _add(sums: dict[str, tuple[Number, int]], numbers: Mapping[str, Number]) -> None:
    for key, number in numbers.items():
        total, count = sums.get(key, (0, 0))
        sums[key] = total + number, count + 1


def numbers_of(report: Report) -> dict[str, Number]:
    """Return what the cells of a report count with, a blank as 0; none of those unreadable."""
    found: dict[str, Number] = {}
    for key, cell in report.cells.items():
        if cell.text is None or is_plain(key):
            continue
        value = parse(cell.text, cell.unit)
        if value.number is not None:
            found[key] = value.number
        elif value.kind is Kind.BLANK:
            found[key] = 0
    return found


def check_parent(
    report: Report, forms: Forms, members: Members, enabled: Container[str] | None = None
) -> list[Finding]:
    """Hold a parent's report against its members' of the same year (CA-01 to CA-03).

    A sum is called broken only where every member has a report in which the cell counts; where one
    is missing only that is told. One finding a row; the cells are the parent's, as a key says
    nothing of its agency, and the message tells the sum.

    Args:
        report: the parent's.
        forms: the official forms.
        members: what its members' reports of the same year add up to.
        enabled: ids of the rules that are on, by default those that are on by default.
    """
    infos = rule_titles(forms)
    on = {r for r in infos if (infos[r].default_on if enabled is None else r in enabled)}
    if members.missing:
        found = [_missing(infos["CA-03"], members.missing, len(members.names))]
        return found if "CA-03" in on else []
    own = numbers_of(report)
    tables = {table.name: table for table in forms.tables_of(report.form, report.present)}
    return [
        finding
        for rule in ("CA-01", "CA-02")
        if rule in on
        for finding in _sums(own, tables, members, infos[rule], forms)
    ]


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


def _sums(
    own: Mapping[str, Number],
    tables: Mapping[str, Table],
    members: Members,
    rule: RuleInfo,
    forms: Forms,
) -> list[Finding]:
    """Return the rows of a parent that are not the sum over its members, a finding each."""
    names = ("requests",) if rule.id == "CA-01" else ("proactive", "disputes")
    found = []
    for name in names:
        for keys in tables[name].rows.values() if name in tables else ():
            broken = [
                (key, own[key], total)
                for key in keys
                if key in own
                and _is_summed(key)
                and (total := members.total(key)) is not None
                and round(own[key] - total, 6)
            ]
            if broken:
                found.append(_row(rule, forms, broken))
    return found


def _is_summed(key: str) -> bool:
    return not key.startswith("proactive.") or key.rpartition(".")[2] in _SUMMED


def _row(rule: RuleInfo, forms: Forms, broken: Sequence[tuple[str, Number, Number]]) -> Finding:
    # the total of a row says most; it is last where it is among them
    key, own, total = broken[-1]
    total = round(total, 6)
    name = cell_name(key, forms)
    more = len(broken) - 1
    zh = f"；本行另有 {more} 格不符" if more else ""
    en = f"; {more} more in this row" if more else ""
    off = number_text(round(abs(own - total), 6))
    return Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        tuple(key for key, *_ in broken),
        Text(
            f"{name.zh}：汇总 {number_text(own)} ≠ 各单位之和 {number_text(total)}（差 {off}）{zh}",
            f"{name.en}: {number_text(own)} ≠ members {number_text(total)} (off by {off}){en}",
        ),
        left=own,
        right=total,
        held_against=tuple(number_text(round(total, 6)) for *_, total in broken),
    )


def twin(report: Report, others: Iterable[Report], forms: Forms) -> Finding | None:
    """CA-05: return which of some other agencies has the same cells and almost the same prose."""
    own: Mapping[str, Number] = {}
    rule = rule_titles(forms)["CA-05"]
    for other in others:
        if other.year != report.year or normalised(other.agency) == normalised(report.agency):
            continue
        own = own or numbers_of(report)
        if not any(own.values()) or numbers_of(other) != own:
            continue
        if alike(*(prose(Facts.of(one, forms)) for one in (report, other))) > ALIKE:
            zh = f"各格与「{other.agency}」相同，正文几乎相同"
            en = f"the same cells and almost the same prose as {other.agency}"
            return Finding(rule.id, rule.severity, Verdict.BROKEN, (), Text(zh, en))
    return None
