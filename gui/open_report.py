"""An open report as it stands: its tables, findings and decisions, and where F8 stops.

Nothing here writes; changes are made by the session, which is built on this.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.forms import Forms, Table
from core.report import Finding, Report, ReportState
from core.store.checker import Checker
from core.store.history import Change
from core.store.review import Decision, after, decided, reopened
from core.text import Text
from gui.commands import Content
from gui.problems import Problem, Review, Stop, first_spot, next_stop, spots_of
from gui.selection import Selection

if TYPE_CHECKING:
    from core.store.project import (
        Project,  # brings the database library, which the start must not pay
    )


class OpenReport(QObject):
    """A report of a project, checked with all that it is held against.

    Args:
        project: where it is kept; stays open as long as this lives.
        report_id: which report.
        forms: the official forms.

    Raises:
        GoujiError: the project has no such report, or cannot be read.
    """

    cellsChanged = Signal(object)  # frozenset of keys whose text or state changed
    findingsChanged = Signal()
    decisionsChanged = Signal()
    stateChanged = Signal()  # state of the report, agency or year
    changed = Signal()  # any of these; once a step, after them
    candidatesChanged = Signal()  # cells were read again
    tablesChanged = Signal()  # it is printed on other tables of the forms than before

    def __init__(
        self, project: "Project", report_id: int, forms: Forms, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.id = report_id
        self.forms = forms
        self.selection = Selection(self)
        self._content = Content(project.report(report_id), self._logged_state())
        self._decisions = tuple(project.decisions(report_id))
        self._checker = self._looked_around()
        found = self._checker.check(self.report, self._decisions)
        self.findings: tuple[Finding, ...] = tuple(found[report_id])
        self._review: Review | None = None
        self._stop: Stop = ("", 0)

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self._content.report

    @property
    def state(self) -> ReportState:
        """How far its review has come."""
        return self._content.state

    def _logged_state(self) -> ReportState:
        told = (event.new for event in self.project.events(self.id) if event.kind == "report-state")
        return ReportState([ReportState.READ, *filter(None, told)][-1])

    # where its cells are printed ------------------------------------------------------------------

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The forms' tables it is printed on, as found when it was opened."""
        return self.forms.tables_of(self.report.form, self.report.present)

    def _lay_out_again(self) -> None:
        """Follow where a step made the report one of other tables: its form was set by hand."""
        if self.forms.tables_of(self.report.form, self.report.present) != self.tables:
            self.__dict__.pop("_order", None)
            del self.tables  # they are found anew
            self.tablesChanged.emit()

    @cached_property
    def _order(self) -> Mapping[str, int]:
        keys = [key for table in self.tables for key in table.cells]
        keys += [cell.key for table in self.report.plain for cell in table.cells]
        return {key: at for at, key in enumerate(keys)}

    @cached_property
    def _sheets(self) -> Mapping[str, int]:
        return {table.name: at for at, table in enumerate(self.report.plain, 1)}

    def sheet_of(self, key: str) -> int | None:
        """Return where a cell is: 0 for the tables of the form, then one for each other table.

        None where it is in none of them.
        """
        return self._sheets.get(key.partition(".")[0], 0) if key in self._order else None

    # what is wrong with it ------------------------------------------------------------------------

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided about its findings, as stored; some may no longer apply.

        Those made in the reports of other years, about findings that both see, are among them.
        """
        return self._decisions

    @property
    def enabled(self) -> frozenset[str]:
        """The ids of the rules that are on in this project."""
        return self._checker.ground.enabled

    def findings_with(self, texts: Mapping[str, str]) -> Sequence[Finding]:
        """Return the findings there would be with other texts in some cells; nothing changes."""
        return self._check(self.report.with_texts(texts))[self.id]

    @property
    def dependents(self) -> frozenset[int]:
        """The reports whose findings depend on what is done to this one."""
        return self._checker.dependents

    @property
    def prior(self) -> Report | None:
        """The agency's last report before this one, which it is checked against."""
        return self._checker.prior

    def decided(self, finding: Finding) -> Decision | None:
        """Return the decision that settles a finding; None while it is open."""
        return decided(finding, self._decisions, self.report)

    def reopened(self, finding: Finding) -> Text | None:
        """Return why a finding is open again after a decision: which value changed since."""
        if self.decided(finding):
            return None
        return reopened(finding, self.findings, self._decisions, self.report, self.forms)

    @property
    def review(self) -> Review:
        """Marks, prime cells and problems as they stand."""
        if self._review is None:
            settled = [finding for finding in self.findings if self.decided(finding)]
            found = [finding for finding in self.findings if finding not in settled]
            self._review = Review.of(self.report, found, settled, self._order, self._sheets)
        return self._review

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The stops of F8, in their order."""
        return self.review.problems

    def prime(self, finding: Finding) -> str:
        """Return the key of the cell, or of the spot, where a finding is to be looked at."""
        known = first_spot(finding) or self.review.primes.get(finding.identity)
        return known or next((key for key in finding.cells if key in self._order), "")

    def findings_at(self, key: str) -> list[Finding]:
        """Return the findings about a cell or spot, those first in which it is the prime one."""
        named = [f for f in self.findings if key in f.cells or key in spots_of(f)]
        return sorted(named, key=lambda finding: self.prime(finding) != key)

    def next_problem(
        self, after_key: str, *, backwards: bool = False, around: bool = True
    ) -> Problem | None:
        """Return the problem to go to from a cell; None where nothing is open.

        At the end it goes on at the beginning, or returns None where ``around`` is false. A cell
        that stopped being a problem is taken to stand where it stood in the order, so that solving
        one does not lead back to the top.
        """
        problem, self._stop = next_stop(
            self.problems, after_key, self._stop, backwards=backwards, around=around
        )
        return problem

    # checking --------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """Read again what the report is checked with, and check it."""
        self._decisions = tuple(self.project.decisions(self.id))
        self._checker = self._looked_around()
        self.findings = tuple(self._check(self.report)[self.id])
        self._review = None

    def _check(self, report: Report, changes: Sequence[Change] = ()) -> dict[int, list[Finding]]:
        """Check a report, and all that depend on it, as they will be after some changes."""
        if self.project.writes != self._writes:  # documents were added, or others checked again
            self._decisions = tuple(self.project.decisions(self.id))
            self._checker = self._looked_around()
        return self._checker.check(report, after(self._decisions, changes, self.id))

    def _looked_around(self) -> Checker:
        self._writes = self.project.writes
        return Checker(self.project, self.forms, self.id, self.report)

    def switches_changed(self) -> None:
        """Check again: rules, roster, other projects or years changed (``review.rechecking``)."""
        self._look_around()
        self.findingsChanged.emit()
        self.changed.emit()
