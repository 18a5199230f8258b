"""What people decided about findings, and which findings are still open.

A decision "as in source" (原文如此) says that the agency really printed what a rule objects to. It
is kept by report, rule, cells and the values these had: checking again leaves it, and a value that
changes afterwards opens the finding again. A finding across years is seen from both reports;
what is decided in one of them holds in the other.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.checking.explain import cell_name
from core.forms import Forms
from core.numbers import Kind, parse
from core.report import Finding, Report, Verdict
from core.store.history import Change
from core.text import Text

AS_IN_SOURCE = "as-in-source"
OPEN = "open"
"""What takes back, in one report, what was decided in that of another year."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding of a report.

    ``values`` are those of ``cells`` at that time, and after them those of ``held_against``.
    ``report`` is where it was made: it may be that of another year.
    """

    report: int
    rule: str
    cells: tuple[str, ...]
    values: tuple[str | None, ...]
    decision: str
    reason: str
    who: str
    at: str

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """The identity of the finding it is about."""
        return self.rule, self.cells

    def turned(self, year: int | None, other: int | None) -> "Decision | None":
        """Return the decision as it is seen from another year's report.

        Args:
            year: that of the report it was made about.
            other: that of the other report. None comes back where it names none of its cells.
        """
        there = f"{other}:"
        if other is None or not any(key.startswith(there) for key in self.cells):
            return None
        cells = (
            key.removeprefix(there) if key.startswith(there) else f"{year}:{key}"
            for key in self.cells
        )
        return replace(self, cells=tuple(cells))

    @property
    def json(self) -> str:
        """The decision as a change holds it."""
        fields = {"decision": self.decision, "reason": self.reason, "values": self.values}
        return json.dumps({**fields, "who": self.who, "at": self.at}, ensure_ascii=False)


def values_of(finding: Finding, report: Report) -> tuple[str | None, ...]:
    """Return the texts of a finding's cells, None for absent ones, and what they are held against.

    Of a cell of another year's report the number that was compared is taken, as a text.
    """
    terms = (*finding.left_terms, *finding.right_terms)
    numbers = {term.key: term.value for term in terms}
    if not terms and len(finding.cells) == 2:  # the two sides are the two cells
        numbers = dict(zip(finding.cells, (finding.left, finding.right), strict=True))
    values: list[str | None] = []
    for key in finding.cells:
        if ":" in key:
            number = numbers.get(key)
            values.append(None if number is None else str(number))
        else:
            cell = report.cells.get(key)
            values.append(cell.text if cell else None)
    return (*values, *finding.held_against)


def decision_key(rule: str, cells: Iterable[str]) -> str:
    """Return the key of a change of kind "decision"."""
    return f"{rule}|{','.join(cells)}"


def split_decision_key(key: str) -> tuple[str, tuple[str, ...]]:
    """Return the rule and the cells of a change of kind "decision"."""
    rule, _, cells = key.partition("|")
    return rule, tuple(filter(None, cells.split(",")))


def confirm(
    finding: Finding, report: Report, reason: str, decisions: Iterable[Decision] = ()
) -> Change:
    """Return the change that records a finding as in the source, with the reason for it.

    Args:
        finding: what is decided about.
        report: the report as it stands.
        reason: in the person's words.
        decisions: those made in this report, one of which may be replaced.
    """
    made = {"decision": AS_IN_SOURCE, "reason": reason, "values": values_of(finding, report)}
    new = json.dumps(made, ensure_ascii=False)
    return Change("decision", decision_key(*finding.identity), _standing(finding, decisions), new)


def withdraw(finding: Finding, decisions: Iterable[Decision], *, elsewhere: bool = False) -> Change:
    """Return the change that takes the decision about a finding back.

    Args:
        finding: what was decided about.
        decisions: those made in this report.
        elsewhere: whether the decision to be taken back was made in another year's report.
    """
    new = json.dumps({"decision": OPEN, "reason": "", "values": []}) if elsewhere else None
    return Change("decision", decision_key(*finding.identity), _standing(finding, decisions), new)


def decided(finding: Finding, decisions: Iterable[Decision], report: Report) -> Decision | None:
    """Return the decision that settles a finding; None where there is none, or values changed.

    The last one counts: what was decided in one year's report is taken back in the other's by a
    decision that leaves it open.
    """
    last = _last(finding, decisions)
    if last is None or last.decision != AS_IN_SOURCE or _differing(last, finding, report):
        return None
    return last


def is_open(finding: Finding, decisions: Iterable[Decision], report: Report) -> bool:
    """True for a broken rule that nobody decided about and that no other finding explains."""
    return (
        finding.verdict is Verdict.BROKEN
        and not finding.consequence_of
        and decided(finding, decisions, report) is None
    )


def open_findings(
    findings: Iterable[Finding], decisions: Sequence[Decision], report: Report
) -> list[Finding]:
    """Return the findings that still ask for a correction or a decision."""
    return [finding for finding in findings if is_open(finding, decisions, report)]


def reopened(
    finding: Finding,
    findings: Iterable[Finding],
    decisions: Sequence[Decision],
    report: Report,
    forms: Forms,
) -> Text | None:
    """Return why a finding is open again although it was once declared to be as in the source.

    Args:
        finding: a finding that no decision settles.
        findings: all findings of the report.
        decisions: what was decided about the report's findings.
        report: the report as it stands.
        forms: for the names of cells.

    Returns:
        Which value has changed since, from what to what; None where nothing was decided.
    """
    last = _last(finding, decisions) or _outgrown(finding, findings, decisions)
    changed = _differing(last, finding, report) if last else []
    if last is None or last.decision != AS_IN_SOURCE or not changed:
        return None
    told = [_told(key, old, new, forms) for key, old, new in changed]
    return Text(
        f"{last.who or '有人'}曾认定原文如此，其后{'；'.join(one.zh for one in told)}",
        f"{last.who or 'Somebody'} found this as in the source; since then"
        f" {'; '.join(one.en for one in told)}",
    )


def after(
    decisions: Sequence[Decision], changes: Iterable[Change], report: int
) -> tuple[Decision, ...]:
    """Return the decisions as changes of a report leave them, before these are written."""
    found = list(decisions)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    for change in changes:
        if change.kind != "decision":
            continue
        identity = split_decision_key(change.key)
        found = [one for one in found if one.report != report or one.identity != identity]
        if change.new is not None:
            decision, reason, values, who, at = decision_fields(change.new, "", now)
            made = Decision(report, *identity, tuple(values), decision, reason, who, at)
            found.append(made)
    return tuple(found)


def decision_fields(text: str, who: str, at: str) -> tuple[str, str, list[str | None], str, str]:
    """Return decision, reason, values, who and at of a decision as a change holds it.

    Args:
        text: the JSON of the change.
        who: who decides, where the text does not say.
        at: when, where the text does not say.

    Raises:
        ValueError: the text is no decision.
    """
    fields = json.loads(text)
    if not isinstance(fields, dict) or not isinstance(fields.get("decision"), str):
        raise ValueError(text)
    decision, reason = fields["decision"], str(fields.get("reason", ""))
    values = [None if value is None else str(value) for value in fields.get("values", [])]
    return decision, reason, values, fields.get("who") or who, fields.get("at") or at


def _standing(finding: Finding, decisions: Iterable[Decision]) -> str | None:
    return next((one.json for one in decisions if one.identity == finding.identity), None)


def _last(finding: Finding, decisions: Iterable[Decision]) -> Decision | None:
    found = [one for one in decisions if one.identity == finding.identity]
    return max(found, key=lambda one: one.at, default=None)


def _outgrown(
    finding: Finding, findings: Iterable[Finding], decisions: Sequence[Decision]
) -> Decision | None:
    """Return a decision whose finding has become this one.

    A sum with many members names those that are filled; with another one it is another finding.
    """
    known = {one.identity for one in findings}
    for one in reversed(decisions):
        if one.rule == finding.rule and one.identity not in known:
            shared = {*one.cells}.intersection(finding.cells)
            if 2 * len(shared) > max(len(one.cells), len(finding.cells)):
                return one
    return None


def _differing(
    decision: Decision, finding: Finding, report: Report
) -> list[tuple[str, str | None, str | None]]:
    """Return the cells whose values are not those decided about, with their values then and now.

    What has no cell, such as a sum over members, has the key "". Decisions of older files know
    nothing of that.
    """
    now = dict(zip(finding.cells, values_of(finding, report), strict=False))
    then = dict(zip(decision.cells, decision.values, strict=False))
    crossing = any(":" in key for key in finding.cells)
    changed: list[tuple[str, str | None, str | None]] = []
    for key in dict.fromkeys((*decision.cells, *finding.cells)):
        cell = report.cells.get(key)
        old, new = then.get(key, ""), now.get(key, cell.text if cell else None)
        if not (_same_number(old, new) if crossing else old == new):
            changed.append((key, old, new))
    held = decision.values[len(decision.cells) :]
    changed += [
        ("", old, new)
        for old, new in zip(held, finding.held_against, strict=False)
        if not _same_number(old, new)
    ]
    return changed


def _same_number(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return one == other
    first, second = parse(one), parse(other)
    if Kind.UNREADABLE in (first.kind, second.kind):
        return False
    return (first.number or 0) == (second.number or 0)


def _told(key: str, old: str | None, new: str | None, forms: Forms) -> Text:
    if not key:
        return Text(f"各单位之和由 {old} 变为 {new}", f"the sum over the members: {old} → {new}")
    year, _, own = key.rpartition(":")
    name = cell_name(own, forms)
    where = Text(f"{year} 年度", f"{year} ") if year else Text("", "")
    zh = ["无此格" if text is None else text or "空" for text in (old, new)]
    en = ["absent" if text is None else text or "blank" for text in (old, new)]
    return Text(
        f"{where.zh}「{name.zh}」由 {zh[0]} 改为 {zh[1]}",
        f"{where.en}{name.en}: {en[0]} → {en[1]}",
    )
