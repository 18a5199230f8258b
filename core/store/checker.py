"""Checking reports of a project with what they are held against: other years, roster, decisions.

``Ground`` checks reports as they are stored, ``Checker`` one that is being edited; both put the
findings of a report together in the same way, so that stored and live findings never differ:
its own, those of the next year's report as seen from it, and those of the roster.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from core.checking.catalogue import enabled_rules
from core.checking.check import Settled, by_weight, check, is_ahead, seen_ahead
from core.checking.roster import ROSTER_RULES, Members, check_parent, numbers_of, twin
from core.forms import Forms
from core.numbers import normalised
from core.report import Finding, Report
from core.store.decisions import Decision, decided

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader

_REMEMBERED = 16  # reports at hand while a project is gone through, agency by agency


class Ground:
    """What all reports of a project are checked with, and the reports as they are stored.

    It remembers some of what it has read: take a new one once the project has changed.

    Args:
        project: where the reports are.
        forms: the official forms.
    """

    def __init__(self, project: "ProjectReader", forms: Forms) -> None:
        self.project = project
        self.forms = forms
        self.enabled = enabled_rules(forms, project.switches())
        self.roster = project.roster()
        self.elsewhere = project.elsewhere()
        self.report: Callable[[int], Report] = lru_cache(_REMEMBERED)(project.report)
        self._own: Callable[[int], list[Finding]] = lru_cache(_REMEMBERED)(self._check_own)

    def findings(self, report: int) -> list[Finding]:
        """Return all findings of a report as it is stored."""
        current = self.report(report)
        later = self.later(report, current)
        ahead: list[Finding] = []
        if isinstance(later, Report):
            ahead = seen_ahead(self.check(later, current, ()), later, current)
        elif later is not None:
            ahead = seen_ahead(self._own(later), self.report(later), current)
        roster = self.of_roster(report, current, self.members(current))
        return by_weight([*self._own(report), *ahead, *roster])

    def check(
        self, report: Report, prior: Report | None, decisions: Sequence[Decision]
    ) -> list[Finding]:
        """Check a report against an earlier one, with what was decided about it."""
        settled = _settled(decisions, report) if decisions else None
        return check(report, self.forms, prior, self.enabled, settled)

    def prior(self, report: Report) -> Report | None:
        """Return the agency's report for the nearest year before, here or elsewhere."""
        agency = normalised(report.agency)
        if not agency or report.year is None:
            return None
        here = self.project.standing(agency, report.year, "<")
        there = self.elsewhere.near(agency, report.year, "<")
        if there is not None and (here is None or (there.year or 0) > here[1]):
            return there
        return self.report(here[0]) if here else None

    def later(self, id_: int, report: Report) -> int | Report | None:
        """Return the next report that is held against one: its id here, or the report elsewhere."""
        agency, year = normalised(report.agency), report.year
        if year is None or not self.stands(id_, report):
            return None
        here = self.project.standing(agency, year, ">")
        there = self.elsewhere.near(agency, year, ">")
        if there is not None and (here is None or (there.year or 0) < here[1]):
            return there
        return here[0] if here else None

    def stands(self, id_: int, report: Report) -> bool:
        """Tell whether a report is the one that stands for its agency in its year."""
        agency, year = normalised(report.agency), report.year
        if not agency or year is None:
            return False
        return self.project.standing(agency, year, "=") == (id_, year)

    def of_roster(self, id_: int, report: Report, members: Members | None) -> list[Finding]:
        """Return what the roster says of a report: of a parent, and of one that has a twin."""
        found = []
        if members is not None:
            found += check_parent(report, self.forms, members, self.enabled)
        return [*found, *self.twins(id_, report)]

    def twins(
        self, id_: int, report: Report, edited: tuple[int, Report] | None = None
    ) -> list[Finding]:
        """Return what CA-05 says of a report: that it is like one that was added before it.

        Args:
            id_: which report.
            report: as it is.
            edited: another one, by its id, that is not as it is stored; it stands for its agency.
        """
        now = dict([edited] if edited else ())
        before = sorted(one for one in {*self.alike(id_, report), *now} if one < id_)
        others = (now.get(one) or self.report(one) for one in before)
        same = twin(report, others, self.forms)
        return [same] if same else []

    def alike(self, id_: int, report: Report) -> list[int]:
        """Return the ids of the stored reports that CA-05 may find to be like another one."""
        names = self.roster.members(report.agency) if "CA-05" in self.enabled else ()
        if not names or report.year is None:
            return []
        return self.project.alike(names, report.year, numbers_of(report), id_)

    def members(self, parent: Report, without: int | None = None) -> Members | None:
        """Return what a parent's members add up to; None for a report of no parent.

        Args:
            parent: the parent's report.
            without: a report that is left out, as if it were missing.
        """
        names = self.roster.children(parent.agency)
        if not names or parent.year is None:
            return None
        here = self.project.members(names, parent.year)
        rest = [name for name in names if name not in here]
        there = self.elsewhere.members(rest, parent.year) if rest else {}
        ids = {name: id_ for name, id_ in here.items() if id_ != without}
        numbers = self.project.numbers([*ids.values()])
        return Members.of(names, {**dict(zip(ids, numbers, strict=True)), **there})

    def _check_own(self, id_: int) -> list[Finding]:
        report = self.report(id_)
        return self.check(report, self.prior(report), self.project.decisions(id_))


@dataclass(frozen=True)
class _Follower:
    """A report that is held against the one that is edited."""

    id: int | None  # None for one of another project
    report: Report
    decisions: tuple[Decision, ...]  # those made elsewhere than in the one that is edited
    kept: tuple[Finding, ...]  # its findings that depend on other reports alone


@dataclass(frozen=True)
class _Parent:
    id: int
    report: Report
    members: Members  # without the one that is edited
    kept: tuple[Finding, ...]


class Checker:
    """Checks one report as it is edited, and with it the reports whose findings depend on it.

    Args:
        project: where it is kept.
        forms: the official forms.
        id_: which report.
        report: the report as it is stored; agency and year stay what they are.
    """

    def __init__(self, project: "ProjectReader", forms: Forms, id_: int, report: Report) -> None:
        self.id = id_
        self.ground = ground = Ground(project, forms)
        self.prior = ground.prior(report)
        self._members = ground.members(report)
        self._followers = self._read_followers(report)
        earlier = project.linked(id_)[0]
        self._earlier = None
        if earlier is not None:
            seen = ground.report(earlier)
            kept = [f for f in project.findings(earlier) if not is_ahead(f, seen)]
            self._earlier = earlier, seen, kept
        self._parents = self._read_parents()
        self._stands = ground.stands(id_, report)
        self._twins: dict[int, Sequence[Finding]] = {}  # what was found in these
        self._know_twins(report)

    @property
    def dependents(self) -> frozenset[int]:
        """The reports whose findings depend on this one's cells or decisions."""
        found = [one.id for one in self._followers] + [one.id for one in self._parents]
        found += self._twins
        return frozenset(id_ for id_ in (*found, self._earlier and self._earlier[0]) if id_)

    def check(self, report: Report, decisions: Sequence[Decision]) -> dict[int, list[Finding]]:
        """Return all findings of the report, and of those that depend on it, by their ids.

        Args:
            report: the report as it stands.
            decisions: what was decided about its findings, in whichever report.
        """
        ground, year = self.ground, report.year
        own = ground.check(report, self.prior, decisions)
        found: dict[int, list[Finding]] = {}
        ahead: list[Finding] = []
        for one in self._followers:
            ours = (d.turned(year, one.report.year) for d in decisions if d.report == self.id)
            theirs = (*one.decisions, *(d for d in ours if d is not None))
            following = ground.check(one.report, report, theirs)
            if one is self._followers[-1]:  # the one that stands for its year
                ahead = seen_ahead(following, one.report, report)
            if one.id is not None:
                found[one.id] = by_weight([*following, *one.kept])
        if self._earlier is not None:
            id_, seen, kept = self._earlier
            own_ahead = seen_ahead(own, report, seen)
            found[id_] = by_weight([*_own_first(kept), *own_ahead, *_of_roster(kept)])
        numbers = numbers_of(report) if self._parents else {}
        for parent in self._parents:
            members = parent.members.with_member(report.agency, numbers)
            sums = check_parent(parent.report, ground.forms, members, ground.enabled)
            twins = [f for f in parent.kept if f.rule in ROSTER_RULES]
            rest = [f for f in parent.kept if f.rule not in ROSTER_RULES]
            found[parent.id] = by_weight([*rest, *sums, *twins])
        self._know_twins(report)
        for id_, known in self._twins.items():
            twins = ground.twins(id_, ground.report(id_), (self.id, report))
            others = [f for f in found.get(id_, known) if f.rule != "CA-05"]
            found[id_] = by_weight([*others, *twins])
        roster = ground.of_roster(self.id, report, self._members)
        found[self.id] = by_weight([*own, *ahead, *roster])
        return found

    def _read_followers(self, report: Report) -> list[_Follower]:
        project, found = self.ground.project, []
        later = self.ground.later(self.id, report)
        if isinstance(later, Report):
            return [_Follower(None, later, (), ())]
        for id_ in project.followers(self.id) if later is not None else ():
            following = self.ground.report(id_)
            decisions = tuple(d for d in project.decisions(id_) if d.report != self.id)
            kept = tuple(
                f for f in project.findings(id_) if is_ahead(f, following) or f.rule in ROSTER_RULES
            )
            found.append(_Follower(id_, following, decisions, kept))
        return found

    def _know_twins(self, report: Report) -> None:
        """Note which later reports CA-05 may find to be like this one, now or until now."""
        for id_ in self.ground.alike(self.id, report) if self._stands else ():
            if id_ > self.id and id_ not in self._twins:
                self._twins[id_] = self.ground.project.findings(id_)

    def _read_parents(self) -> list[_Parent]:
        project, ground = self.ground.project, self.ground
        found = []
        for id_ in project.parents(self.id, ground.roster):
            parent = ground.report(id_)
            members = ground.members(parent, without=self.id)
            if members is not None:
                kept = (f for f in project.findings(id_) if f.rule not in ROSTER_RULES[:3])
                found.append(_Parent(id_, parent, members, tuple(kept)))
        return found


def _settled(decisions: Sequence[Decision], report: Report) -> Settled:
    return lambda finding: decided(finding, decisions, report) is not None


def _own_first(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule not in ROSTER_RULES]


def _of_roster(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule in ROSTER_RULES]
