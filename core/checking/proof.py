"""Proof that a source is inconsistent: confirmed cells that no numbers elsewhere can reconcile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.checking.equations import System, bits
from core.checking.explain import cell_name, number_text
from core.checking.repair import Proven
from core.forms import Forms
from core.report import Cell, CellState, Finding, Place, Report, Verdict
from core.text import Text

BrokenSum = tuple[str, frozenset[str]]
"""A rule and its cells: the sum that is broken."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One confirmed cell of a proof: what it is called, what it says and where that is printed."""

    key: str
    name: Text
    text: str
    place: Place | None
    side: str  # left or right


@dataclass(frozen=True, slots=True)
class Proof:
    """A written-out proof, as it is exported."""

    rule: str
    title: Text  # of the rule
    agency: str
    year: int | None
    sum: Text  # with live numbers
    conclusion: Text
    lines: tuple[ProofLine, ...]


def proven(system: System, report: Report, failing: int) -> tuple[Proven, ...]:
    """Return the broken equations that confirmed cells alone show to be broken.

    Args:
        system: the sums of the report.
        report: its cells; only those that a person confirmed count.
        failing: the equations that do not hold, as bits.
    """
    confirmed = {k for k, cell in report.cells.items() if cell.state is CellState.CONFIRMED}
    found = (_proven(system, at, confirmed) for at in bits(failing)) if confirmed else ()
    return tuple(one for one in found if one)


def _proven(system: System, at: int, confirmed: set[str]) -> Proven | None:
    """Return the fewest confirmed cells that show that an equation cannot hold.

    Parts are never negative: where some of one side are more than all of the other, these will do.
    """
    one = system.shape.equations[at]
    larger, more, less = "left", one.left, one.right
    if system.residuals[at] < 0:
        larger, more, less = "right", one.right, one.left
    if not confirmed.issuperset(less):
        return None
    limit = system.sum(less)
    chosen: list[str] = []
    for key in sorted(confirmed.intersection(more), key=lambda key: -system.numbers[key]):
        if system.sum(chosen) > limit:
            break
        chosen.append(key)
    whole = confirmed.issuperset(more)
    if all(system.numbers[key] >= 0 for key in more) and system.sum(chosen) > limit:
        cells = tuple(key for key in one.cells if key in less or key in chosen)
        return Proven(one, cells, "" if len(cells) == len(one.cells) else larger)
    return Proven(one, one.cells) if whole else None


def written_proof(proof: Proven, report: Report, forms: Forms) -> Proof:
    """Write a proof out: the sum with its numbers, and each cell with its place."""
    one = proof.sum
    rules = (rule for table in forms.tables for rule in table.rules)
    title = next(rule.title for rule in rules if rule.id == one.rule)
    lines = tuple(
        ProofLine(
            key,
            cell_name(key, forms),
            report.cells[key].text or "",
            report.cells[key].place,
            "left" if key in one.left else "right",
        )
        for key in proof.cells
    )
    if proof.larger:
        relation = ">" if proof.larger == "left" else "<"
        conclusion = Text(
            "一部分已大于全部（其余各项不会是负数）：原件自身矛盾",
            "Parts exceed the whole, and no other part can be negative: "
            "the source contradicts itself",
        )
    else:
        relation = "≠"
        conclusion = Text(
            "以上各格均已与原件核对：原件自身矛盾",
            "All these cells were checked against the source: the source contradicts itself",
        )
    written = _written(lines, report, relation)
    return Proof(one.rule, title, report.agency, report.year, written, conclusion, lines)


def proofs(report: Report, forms: Forms) -> Mapping[BrokenSum, Proof]:
    """Return what is proven of a report by its confirmed cells, by the sums that are broken."""
    if not any(cell.state is CellState.CONFIRMED for cell in report.cells.values()):
        return {}
    system = System.of(report, forms.tables_of(report.form, report.present))
    return {
        (one.sum.rule, frozenset(one.sum.cells)): written_proof(one, report, forms)
        for one in proven(system, report, system.failing)
    }


def sum_of(finding: Finding) -> BrokenSum:
    """Return the sum that a finding is about, as ``proofs`` names it."""
    return finding.rule, frozenset(finding.cells)


def proof_for(finding: Finding, report: Report, forms: Forms) -> Proof | None:
    """Return the proof that the source is wrong about what a finding says; None without one.

    A blank total is proven by the sum that it breaks: its cells are among those of the finding.
    """
    if finding.verdict is not Verdict.BROKEN or not any(
        (cell := report.cells.get(key)) and cell.state is CellState.CONFIRMED
        for key in finding.cells
    ):
        return None
    known, cells = proofs(report, forms), set(finding.cells)
    within = (one for one in known.values() if cells.issuperset(line.key for line in one.lines))
    return known.get(sum_of(finding)) or next(within, None)


def _written(lines: Sequence[ProofLine], report: Report, relation: str) -> Text:
    """Write both sides out with their numbers; zeros are left out, sums are given."""
    sides: dict[str, tuple[str, str]] = {}
    for side in ("left", "right"):
        own = [(line, _number(report.cells[line.key])) for line in lines if line.side == side]
        shown = [(line.name, number_text(n)) for line, n in own if n]
        shown = shown or [(line.name, number_text(n)) for line, n in own[:1]]
        total = f" = {number_text(sum(n for _, n in own))}" if len(shown) > 1 else ""
        zh = " + ".join(f"{name.zh} {number}" for name, number in shown)
        en = " + ".join(f"{name.en} {number}" for name, number in shown)
        sides[side] = zh + total, en + total
    (left_zh, left_en), (right_zh, right_en) = sides["left"], sides["right"]
    return Text(f"{left_zh} {relation} {right_zh}", f"{left_en} {relation} {right_en}")


def _number(cell: Cell) -> int | float:
    value = cell.value
    return 0 if value is None or value.number is None else value.number
