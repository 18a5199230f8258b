"""Reports of a project divided at a page, and made one, as steps that can be taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from core.errors import GoujiError
from core.forms import Forms
from core.parting import as_read, joined, parts
from core.report import Report, ReportState
from core.store import aside
from core.store.decisions import Decision, decision_key
from core.store.history import JOINED, SPLIT, Change
from core.store.project_add import insert_report
from core.store.project_log import ReportWriter, Stamp
from core.store.project_rows import ReportEntry
from core.store.removing import Swap, swapped
from core.text import Text

if TYPE_CHECKING:
    from core.store.project import Project
    from core.store.project_reader import ProjectReader


def split(project: "Project", report: int, page: int) -> Swap:
    """Divide a report so that a second one begins on a page; the report itself is set aside.

    Raises:
        GoujiError: the page is not one of its pages after the first.
    """
    (entry,) = project.reports([report])
    if entry.pages is None or not entry.pages[0] < page <= entry.pages[1]:
        raise GoujiError(
            Text(
                f"不能在第 {page} 页拆分这份报告。",
                f"The report cannot be divided at page {page}.",
            ),
            Text(
                "请先翻到第二份报告开始的那一页。",
                "Go to the page on which the second report begins.",
            ),
        )
    made = parts(project.report(report), page)
    return _replaced(project, SPLIT, [entry], made)


def join(project: "Project", first: int, second: int) -> Swap:
    """Make two reports of one document one; both are set aside.

    Raises:
        GoujiError: they are not of one document.
    """
    entries = [project.reports([id_])[0] for id_ in (first, second)]
    if entries[0].document != entries[1].document:
        raise GoujiError(
            Text("只能合并同一文件中的报告。", "Only reports of one document can be joined."),
            Text("", ""),
        )
    whole = joined(project.report(first), project.report(second)).report
    return _replaced(project, JOINED, entries, [whole])


def following(project: "ProjectReader", report: int) -> ReportEntry | None:
    """Return the report that follows one in its document; None for the last one."""
    entries = project.reports()
    own = next(entry for entry in entries if entry.id == report)
    rest = [entry for entry in entries if entry.document == own.document]
    rest.sort(key=lambda entry: (entry.pages or (0, 0), entry.order))
    at = rest.index(own)
    return rest[at + 1] if at + 1 < len(rest) else None


def _replaced(
    project: "Project", kind: str, old: Sequence[ReportEntry], new: Sequence[Report]
) -> Swap:
    """Put reports in place of others of their document, with all that people did in those."""
    went = [entry.id for entry in old]
    decisions = [one for id_ in went for one in project.decisions(id_) if one.report == id_]
    (source,) = (one for one in project.documents() if one.id == old[0].document)
    begun = any(entry.state is not ReportState.READ for entry in old)
    near = project.touched(went)
    shares = _shared_out(decisions, new)

    def do(db: Database, forms: Forms, stamp: Stamp) -> tuple[int, list[int]]:
        for id_ in went:
            aside.set_aside_report(db, id_, stamp.step)
        sql = 'SELECT coalesce(max("order"), -1) + 1 FROM reports WHERE document = ?'
        came = []
        for report, own in zip(new, shares, strict=True):
            order = max(db.execute(sql, (source.id,)).fetchone()[0], old[0].order)
            plain = replace(report, cells=as_read(report.cells.items()))
            id_ = insert_report(db, source.id, order, plain, source.kind, stamp.at)
            writer = ReportWriter(db, forms, id_, stamp)
            for change in _done(report, plain, own, begun=begun):
                writer.make(change)
            came.append(id_)
        name = f"{old[0].agency} {old[0].year or ''}".strip() or source.name
        return swapped(db, stamp, kind, name, (went, came)), came

    event, came = project.as_one_step(kind, do)
    left = (id_ for id_ in near if id_ not in went)
    touched = dict.fromkeys([*project.touched(came), *left])
    return Swap(event, tuple(came), tuple(went), tuple(touched))


def _done(
    report: Report, plain: Report, decisions: Sequence[Decision], *, begun: bool
) -> list[Change]:
    """Return the changes that people made, from what was read to what stands there."""
    made = []
    for key, cell in report.cells.items():
        before = plain.cells[key].text if key in plain.cells else None
        made.append(Change("text", key, before, cell.text))
        made.append(Change("cell-state", key, "read", cell.state.value))
    made += [Change("decision", decision_key(*o.identity), None, o.json) for o in decisions]
    made.append(Change("attribute", "level", None, report.level or None))
    if begun:
        state = ReportState.READ.value, ReportState.IN_REVIEW.value
        made.append(Change("report-state", "", *state))
    return [change for change in made if change.old != change.new]


def _shared_out(decisions: Sequence[Decision], reports: Sequence[Report]) -> list[list[Decision]]:
    """Give each decision to the report that has most of its cells, each finding one decision."""
    shares: list[dict[tuple[str, tuple[str, ...]], Decision]] = [{} for _ in reports]
    for one in decisions:
        known = [sum(key in report.cells for key in one.cells) for report in reports]
        shares[known.index(max(known))].setdefault(one.identity, one)
    return [[*share.values()] for share in shares]
