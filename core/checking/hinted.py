"""Suspects of findings that the search for errors leaves out: hints, and totals of other tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.checking.explain import number_text
from core.report import CellState, Finding, Report, Verdict, is_plain


def with_hinted(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """Return findings with suspects for those broken sums that have none yet.

    In a table that is none of the form's, the cell in which a row and a column miss by the same
    amount is the likeliest, and the number that mends both is suggested; else a cell whose reading
    was not certain; else the total. Across years it is the cell of this year's report.
    """
    bare = [f for f in findings if f.verdict is Verdict.BROKEN and not f.suspects and f.left_terms]
    if not bare:
        return list(findings)
    sums = [finding for finding in bare if is_plain(finding.cells[0])]

    def hinted(finding: Finding) -> Finding:
        if finding.suspects or not finding.left_terms or finding.verdict is not Verdict.BROKEN:
            return finding
        if is_plain(finding.cells[0]):
            return _crossed(finding, sums, report)
        own = tuple(key for key in finding.cells if ":" not in key)
        return replace(finding, suspects=own[:1]) if len(own) < len(finding.cells) else finding

    return [hinted(finding) for finding in findings]


def _crossed(finding: Finding, sums: Sequence[Finding], report: Report) -> Finding:
    """Return a broken sum of a table with the cells that explain it best."""
    total = finding.right_terms[-1].key
    shared = Counter(
        key
        for other in sums
        if other is not finding
        for key in set(finding.cells).intersection(other.cells)
        if _excess(other, key) == _excess(finding, key)
    )
    cells = [key for key in finding.cells if not _confirmed(key, report)]
    best = [key for key in cells if shared[key]]
    doubtful = [key for key in cells if (cell := report.cells.get(key)) and cell.unsure]
    suspects = best or doubtful or [key for key in (total,) if key in cells]
    texts = [_mended(finding, key) for key in best]
    suggestions = tuple({key: text} for key, text in zip(best, texts, strict=True) if text)
    return replace(finding, suspects=tuple(suspects), suggestions=suggestions)


def _excess(finding: Finding, key: str) -> float:
    """Return by how much a cell is too large, if it alone is wrong."""
    excess = round((finding.left or 0) - (finding.right or 0), 6)
    return excess if any(term.key == key for term in finding.left_terms) else -excess


def _mended(finding: Finding, key: str) -> str:
    """Return the text with which a sum would hold, "" where that is less than 0."""
    values = [t.value for t in (*finding.left_terms, *finding.right_terms) if t.key == key]
    number = round((values[0] or 0) - _excess(finding, key), 6)
    return number_text(number) if number >= 0 else ""


def _confirmed(key: str, report: Report) -> bool:
    cell = report.cells.get(key)
    return cell is not None and cell.state is CellState.CONFIRMED
