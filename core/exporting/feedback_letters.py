"""Letters to agencies, from what a project holds: which findings, how certain, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.bounds import MAX_POINTS
from core.checking.catalogue import rule_titles
from core.checking.explain import cell_name, column_name, row_name
from core.checking.proof import Proof, proofs, sum_of
from core.exporting.export import ExportReport, Judged
from core.exporting.export_marks import to_look_at
from core.exporting.feedback import (
    Letter,
    Point,
    Reviewed,
    Source,
    Standing,
    Where,
    source_of,
)
from core.forms import Forms
from core.numbers import normalised
from core.report import Cell, CellState, Finding, Report, Severity, Verdict, is_plain
from core.store.project import Project, ReportEntry
from core.store.review import decided
from core.text import Text

_FEW = 4  # rows or columns that are named; of more, these and how many there are
_BEYOND = ("TXT-", "CA-")  # rules that hold cells against prose, or against other agencies
_LOOKED_AT = (CellState.CONFIRMED, CellState.CORRECTED)
_RANK = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a project, with the ids of its reports in the order of their years."""

    name: str
    reports: tuple[int, ...]


def agencies(project: Project) -> list[Agency]:
    """Return the agencies of a project as they come; what has no name is one for each document."""
    found: dict[str | int, list[ReportEntry]] = {}
    for entry in project.reports():
        found.setdefault(normalised(entry.agency) or entry.document, []).append(entry)
    return [
        Agency(
            entries[0].agency,
            tuple(one.id for one in sorted(entries, key=lambda one: (one.year or 0, one.id))),
        )
        for entries in found.values()
    ]


class Letters:
    """Writes letters to the agencies of a project.

    Args:
        project: what is known, checked.
        forms: the official forms.
        on: the date of the letters.
        hints: whether hints are said too.
    """

    def __init__(self, project: Project, forms: Forms, on: date, *, hints: bool = False) -> None:
        self._project = project
        self._forms = forms
        self._on = on
        self._hints = hints
        self._documents = {document.id: document for document in project.documents()}

    def to(self, agency: Agency) -> Letter:
        """Return what is said to an agency of its reports."""
        project = self._project
        entries = {entry.id: entry for entry in project.reports(agency.reports)}
        reports = {id_: project.report(id_) for id_ in agency.reports}
        points = _Points(self._forms, reports.values(), hints=self._hints)
        reviewed: list[Reviewed] = []
        made: list[Point] = []
        for id_, report in reports.items():
            source = source_of(self._documents[entries[id_].document], report)
            reviewed.append(Reviewed(report.year, source))
            decisions = project.decisions(id_)
            judged = [Judged(f, decided(f, decisions, report)) for f in project.findings(id_)]
            made += points.of(report, source, judged)
        made.sort(key=lambda point: _RANK[point.standing])
        kept = tuple(made[:MAX_POINTS])
        left_out = len(made) - len(kept)
        return Letter(agency.name, self._on, project.who, tuple(reviewed), kept, left_out)


def proofs_of(item: ExportReport, forms: Forms) -> list[Proof]:
    """Return the proofs that a report's source contradicts itself, of the findings it has."""
    known = proofs(item.report, forms)
    broken = (one.finding for one in item.findings if one.finding.verdict is Verdict.BROKEN)
    return [known[one] for one in map(sum_of, broken) if one in known]


class _Points:
    """Makes points of the findings of one agency's reports."""

    def __init__(self, forms: Forms, reports: Iterable[Report], *, hints: bool) -> None:
        self._forms = forms
        self._hints = hints
        self._infos = rule_titles(forms)
        self._others = {  # by key with the year before it; of two reports for one year the last
            f"{report.year}:{key}": cell for report in reports for key, cell in report.cells.items()
        }

    def of(self, report: Report, source: Source, found: Iterable[Judged]) -> Iterator[Point]:
        """Yield a point for each finding of a report that is said."""
        known = proofs(report, self._forms)
        for judged in found:
            finding, decision = judged.finding, judged.decision
            proof = known.get(sum_of(finding))
            if not self._said(finding, proof):
                continue
            cells = {key: self._cell(key, report) for key in finding.cells}
            doubtful = [key for key, cell in cells.items() if cell is not None and to_look_at(cell)]
            info = self._infos.get(finding.rule)
            yield Point(
                _standing(judged, proof, cells.values(), doubtful),
                source,
                report.year,
                finding.rule,
                info.title if info else Text(finding.rule, finding.rule),
                finding.severity,
                finding.message,
                self._where(finding, report, source),
                decision.reason if decision else "",
                decision.who if decision else "",
                decision.at if decision else "",
                tuple(self._name(key) for key in doubtful),
                proof,
            )

    def _said(self, finding: Finding, proof: Proof | None) -> bool:
        """Tell whether a finding is said: one that follows from another only where it is proven."""
        if finding.verdict is not Verdict.BROKEN:
            return False
        if finding.severity is Severity.HINT and not self._hints:
            return False
        return proof is not None or not finding.consequence_of

    def _cell(self, key: str, report: Report) -> Cell | None:
        return self._others.get(key) if ":" in key else report.cells.get(key)

    def _name(self, key: str) -> Text:
        year, colon, own = key.rpartition(":")
        said = cell_name(own, self._forms)
        return Text(f"{year} 年度 {said.zh}", f"{said.en} ({year})") if colon else said

    def _where(self, finding: Finding, report: Report, source: Source) -> Where:
        own = [key for key in finding.cells if ":" not in key]
        places = [cell.place for key in own if (cell := report.cells.get(key)) and cell.place]
        pages = {place.page for place in (*places, *finding.places)}
        titles = {table.name: table.title for table in self._forms.tables}
        names = dict.fromkeys(key.partition(".")[0] for key in own if not is_plain(key))
        return Where(
            tuple(sorted(pages)) if source.paged else (),
            tuple(titles[name] for name in names if name in titles),
            _named([row_name(key, self._forms) for key in own], "行", "rows"),
            _named([column_name(key, self._forms) for key in own], "列", "columns"),
        )


def _standing(
    judged: Judged, proof: Proof | None, cells: Iterable[Cell | None], doubtful: Sequence[str]
) -> Standing:
    """Tell how far a finding is certain.

    A cell in doubt outweighs a decision: whoever made it may not have looked at that cell. Where
    more than its cells speaks for a finding, confirming them is not enough: it takes a decision.
    """
    if proof is not None:
        return Standing.PROVEN
    if doubtful:
        return Standing.UNSEEN
    if judged.decision is not None:
        return Standing.SEEN
    finding = judged.finding
    if finding.places or finding.rule.startswith(_BEYOND):
        return Standing.UNSEEN
    states = [None if cell is None else cell.state for cell in cells]
    looked_at = bool(states) and all(state in _LOOKED_AT for state in states)
    return Standing.SEEN if looked_at else Standing.UNSEEN


def _named(names: Sequence[Text], zh: str, en: str) -> Text:
    """Return some names in one line, each once; of many the first ones and how many there are."""
    once = list(dict.fromkeys(names))
    shown = once[:_FEW]
    said = Text("、".join(one.zh for one in shown), ", ".join(one.en for one in shown))
    if len(once) <= _FEW:
        return said
    count = len(once)
    return Text(f"{said.zh}等 {count} {zh}", f"{said.en} and others ({count} {en})")
