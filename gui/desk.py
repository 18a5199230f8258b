"""The desk: the source page beside the tables, their crops and their problems, all in step."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.checking.claim_cells import Told
from core.checking.explain import cell_name, column_name, row_name
from core.forms import Forms
from core.hand_grid import lies
from core.report import Finding, Note
from core.text import Text
from gui.findings.advisor import Advisor
from gui.findings.decision_bar import DecisionBar
from gui.findings.findings_panel import FindingsPanel
from gui.findings.offers_bar import Offer, OffersBar
from gui.lower_column import DeskColumn, LowerColumn
from gui.pages.crop_strip import CropStrip
from gui.pages.crops import Crop
from gui.pages.draw_worker import DrawWorker
from gui.pages.magnifier import Magnifier
from gui.pages.page_view import PageView
from gui.pages.report_boxes import SENTENCE, Sentences, boxes_of, key_at
from gui.problems import SPOT, spots_of
from gui.report_header import ReportHeader
from gui.session import Session
from gui.settings import FOLLOW, PAGE_ON_THE_RIGHT, Settings
from gui.table import cell_words
from gui.table.coverage_watch import CoverageWatch
from gui.table.paste_bar import PasteBar
from gui.table.sheet_bar import SheetBar
from gui.table.table_view import TableView

PROPORTIONS = (46, 54)  # page, tables


class Desk(QSplitter):
    """Shows one open report.

    Args:
        worker: draws the pages.
        forms: the official forms.
        settings: the language of what is said, and which side the page is on.
    """

    locateRequested = Signal()
    otherYearRequested = Signal(str)  # key of a cell, with its year

    def __init__(
        self,
        worker: DrawWorker,
        forms: Forms,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("desk")
        self.setChildrenCollapsible(False)
        self.session: Session | None = None
        self.further: list[QWidget] = []  # what F6 goes to outside of the desk
        self._forms = forms
        self._settings = settings
        self._path: Path | None = None
        self._notes: tuple[Note, ...] = ()
        self._sentences = Sentences()
        self._told: tuple[object, ...] = ()  # what the sentences were found from
        self._clicked = ""  # the spot or sentence that was clicked on the page just now
        self.page = PageView(worker, settings)
        self.magnifier = Magnifier(worker, self.page)
        self.header = ReportHeader(settings)
        self.table = TableView(settings)
        self.sheets = SheetBar(self.table, settings)
        self.coverage = CoverageWatch(self)
        self._coverage_shown = False
        self.crops = CropStrip(worker)
        self.offers = OffersBar()
        self.advisor = Advisor(settings, self)
        self.decision_bar = DecisionBar(settings)
        self.paste_bar = PasteBar()
        self.findings = FindingsPanel(settings)
        self.column = self._column()
        self.addWidget(self.page)
        self.addWidget(self.column)
        for at, share in enumerate(PROPORTIONS):
            self.setStretchFactor(at, share)
        self.setSizes([share * 10 for share in PROPORTIONS])
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._mark)  # after the table has shown the change
        self.arrange()
        self._connect()

    def _column(self) -> QSplitter:
        top, bottom = QWidget(), LowerColumn()
        upper, lower = QVBoxLayout(top), bottom.column
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.header)
        upper.addWidget(self.sheets)
        upper.addWidget(self.table, 1)
        lower.addWidget(self.crops)
        lower.addWidget(self.offers)
        lower.addWidget(self.decision_bar)
        lower.addWidget(self.paste_bar)
        lower.addWidget(self.findings, 1)
        return DeskColumn(top, bottom)

    def _connect(self) -> None:
        self.page.cellClicked.connect(self._click)
        self.page.locateRequested.connect(self.locateRequested)
        self.header.left.connect(self.table.setFocus)
        self.crops.cropClicked.connect(self._go_to)
        self.offers.taken.connect(self._take)
        self.advisor.advised.connect(self._show_advice)
        self.coverage.counted.connect(lambda _found: self._show_coverage())
        self.findings.claims.chosen.connect(self._show_claim)
        self.findings.lookNextRequested.connect(self.look_next)
        self.table.scrollPageRequested.connect(self._scroll_page)
        self.table.pasteAsked.connect(self.paste_bar.open_for)
        self.paste_bar.shown.connect(self.table.highlight)
        self.paste_bar.closed.connect(self.table.setFocus)
        self.findings.findingActivated.connect(self._show_finding)
        self.findings.decideRequested.connect(self.decision_bar.open_for)
        self.findings.otherYearRequested.connect(self.otherYearRequested)

    # the open report -------------------------------------------------------------------------

    def show_report(
        self, session: Session | None, path: Path | None, notes: Sequence[Note] = ()
    ) -> None:
        """Show a report, its source and what is to be known of that; None for none.

        The page moves to the first problem.
        """
        self.table.commit()
        if self.session:
            self.session.selection.changed.disconnect(self._follow)
            self.session.changed.disconnect(self._later.start)
            self.session.candidatesChanged.disconnect(self._offer)
        self.session, self._path = session, path
        self.page.show_document(path)
        self.page.set_lies(lies(session.tables, session.report.cells) if session else {})
        self.show_notes(notes)
        self.header.set_session(session)
        self.coverage.set_session(session)
        self.sheets.set_session(session)
        self.decision_bar.set_session(session)
        self.paste_bar.set_session(session)
        self.findings.set_session(session)  # hears of a new cell before this desk does
        if session:
            session.changed.connect(self._later.start)
            session.candidatesChanged.connect(self._offer)
            session.selection.changed.connect(self._follow)
        self._mark()
        self.table.set_session(session)  # selects the first problem
        if session:
            self._follow(session.selection.key)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say what is to be known of the source, in place of what was said before."""
        self._notes = tuple(notes)
        self.page.set_notes(notes)

    def show_source(self, path: Path) -> None:
        """Show the source from where it is now."""
        self._path = path
        self.page.show_document(path)
        self.page.set_notes(self._notes)
        if self.session:
            self.page.set_lies(lies(self.session.tables, self.session.report.cells))
        self._mark()
        if self.session:
            self._follow(self.session.selection.key)

    def toggle_coverage(self) -> bool:
        """Mark the cells that no rule protects, or leave that; returns whether they are marked."""
        self._coverage_shown = not self._coverage_shown
        if self._coverage_shown and self.coverage.coverage is None:
            self.coverage.count()
        self._show_coverage()
        return self._coverage_shown

    def _show_coverage(self) -> None:
        found = self.coverage.coverage
        self.header.show_coverage(found, marked=self._coverage_shown)
        self.table.table_model.show_coverage(found if self._coverage_shown else None)

    def changeEvent(self, event: QEvent) -> None:
        """Say in the language of the window what is offered."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._offer()

    def arrange(self) -> None:
        """Put the page on the side that the settings say."""
        self.insertWidget(1 if self._settings.get(PAGE_ON_THE_RIGHT) else 0, self.page)

    def parts(self) -> dict[str, QWidget]:
        """Return what can be hidden, by the actions that do it."""
        return {
            "showPage": self.page,
            "showTable": self.table,
            "showCrops": self.crops,
            "showFindings": self.findings,
        }

    def panels(self) -> list[QWidget]:
        """Return what F6 goes through, in its order."""
        return [self.page, self.table, self.findings, *self.further]

    # in step ---------------------------------------------------------------------------------

    def _mark(self) -> None:
        """Mark the cells on the page as they stand."""
        session = self.session
        if session:
            known = (session.report.claims, session.report.year, session.report.form)
            if known != self._told:
                self._told, self._sentences = known, Sentences.of(session)
        self.page.set_boxes(boxes_of(session, self._sentences) if session else ())
        self._show_problem()

    def _follow(self, key: str) -> None:
        """Go where the person is."""
        if not self.findings.choosing:  # else the finding itself is to be shown, at once
            self._look_at(key)
            self._show_problem()

    def _look_at(self, key: str, *, chosen: bool = False) -> None:
        """Show a cell or a spot on the page, and faintly the sentences about the cell.

        The finding's own place comes first where it was chosen in the list, or where the cell is
        not on the page. What was clicked on the page is in sight: nothing moves.
        """
        self.page.set_linked(self._sentences.about(key))
        finding = self.findings.finding
        if finding and (chosen or not self._has_place(key)):
            key = next(iter(spots_of(finding)), key)
        self.page.set_active(self._clicked or key or None)
        if key and not self._clicked and self._settings.get(FOLLOW):
            self.page.ensure_visible(key)
        if self.magnifier.isVisible():
            self.magnify(on=True)

    def magnify(self, *, on: bool) -> None:
        """Show the source of the cell at hand large, or no more."""
        cell = self.session.report.cells.get(self.session.selection.key) if self.session else None
        place = cell.place if cell and on else None
        turn = self.page.level(place.page) if place else 0.0
        self.magnifier.show_place(self._path, place, turn)

    def _has_place(self, key: str) -> bool:
        cell = self.session.report.cells.get(key) if self.session else None
        return key.startswith(SPOT) or (cell is not None and cell.place is not None)

    def _show_finding(self) -> None:
        """Show what was chosen in the list of findings."""
        self._show_problem()
        if self.session:
            self._look_at(self.session.selection.key, chosen=True)

    def _show_problem(self) -> None:
        """Show the cells of the problem at hand in the table, and their source."""
        finding = self.findings.finding
        self.table.show_finding(finding)
        self.crops.show_crops(
            self._path, self._crops(self.session, finding) if self.session else ()
        )
        self.crops.set_active(self.session.selection.key if self.session else None)
        self._offer()

    def _offer(self) -> None:
        """Offer what may be changed at the cell at hand."""
        key = self.session.selection.key if self.session else ""
        self.advisor.ask(self.session, key, self.findings.finding)

    def _show_advice(self) -> None:
        self.offers.show_offers(self.advisor.offers)
        self.findings.show_advice(self.advisor.advice)

    def take_offer(self, number: int) -> bool:
        """Take what is offered, counted from 0; returns whether there was such an offer."""
        report = self.session.report if self.session else None
        seen = [offer.texts for offer in self.offers.offers]
        if self.session is None or not self.table.commit():
            return False
        if self.session.report is not report:
            self._offer()  # what was being typed is in force now
        self.advisor.finish()
        now = [offer.texts for offer in self.offers.offers]
        # with what was typed, something else may stand where the person saw it
        unseen = number < len(seen) and now[number : number + 1] != [seen[number]]
        return not unseen and self.offers.take(number)

    def look_next(self) -> bool:
        """Go to the cell whose reading would tell most; returns whether there is one."""
        self.advisor.finish()
        key = self.advisor.advice.look_next
        if self.session is None or key is None:
            return False
        self.session.selection.select(key)
        self.table.setFocus()
        return True

    def _take(self, offer: Offer) -> None:
        """Change what an offer says."""
        if self.session and self.table.commit():
            self.session.paste(offer.texts, offer.why)
            self.table.setFocus()

    def _crops(self, session: Session, finding: Finding | None) -> list[Crop]:
        """The source of what the problem at hand is about, else of the cell at hand."""
        crops: list[Crop] = []
        if finding:
            said = finding.message.to(self._settings.current_language())
            spots = spots_of(finding).items()
            crops += [Crop(key, place.page, place.box, said) for key, place in spots]
        keys = self._crop_keys(session, finding)
        naming = _naming(keys)
        for key in keys:
            cell = session.report.cells.get(key)
            if cell and cell.place:
                name = self._name(session, key, naming)
                page, box = cell.place.page, cell.place.box
                crops.append(Crop(key, page, box, name, self.page.level(page)))
        return crops

    def _name(self, session: Session, key: str, naming: Callable[[str, Forms], Text]) -> str:
        if session.sheet_of(key):
            return cell_words.label(session, key)
        return naming(key, self._forms).to(self._settings.current_language())

    @staticmethod
    def _crop_keys(session: Session, finding: Finding | None) -> list[str]:
        """The cells of the problem at hand, in the order in which its sum is written."""
        key = session.selection.key
        if finding is None:
            return [key] if key else []
        terms = (*finding.left_terms, *finding.right_terms)
        keys = [term.key for term in terms if term.value] if terms else list(finding.cells)
        return [*dict.fromkeys((*keys, *([key] if key else ())))]  # no cell is chosen at first

    def _click(self, key: str) -> None:
        """Go to what was clicked on the page; a sentence stays where it is."""
        self._clicked = key if key.startswith((SPOT, SENTENCE)) else ""
        self._go_to(key)
        if self._clicked:
            self.page.set_active(key)
        self._clicked = ""

    def _go_to(self, key: str) -> None:
        if self.session:
            about = self.session.findings_at(key) if key.startswith(SPOT) else []
            if about and about[0].cells:  # there are cells to put right
                key = self.session.prime(about[0])
            elif key.startswith(SENTENCE):
                self.findings.claims.show_place(self._sentences.places[key])
                key = next(iter(self._sentences.cells[key]), "")
            if key:
                self.session.selection.select(key)
            self.table.setFocus()

    def _show_claim(self, told: Told) -> None:
        """Show the sentence of a claim that was chosen in the list, and its cell."""
        if self.session is None:
            return
        self._clicked = key = key_at(self.session, self._sentences, told.claim.place)
        if told.cells:
            self.session.selection.select(told.cells[0])
        if key:
            self.page.set_active(key)
            self.page.ensure_visible(key)
        self._clicked = ""

    def _scroll_page(self, direction: int) -> None:
        if direction > 0:
            self.page.page_down()
        else:
            self.page.page_up()


def _naming(keys: Sequence[str]) -> Callable[[str, Forms], Text]:
    """Return what tells cells apart in few words: the row in a column, the column in a row."""
    parts = [key.rpartition(":")[2].split(".") for key in keys]
    if len(parts) > 1 and len({part[0] + part[-1] for part in parts}) == 1:
        return row_name
    if len(parts) > 1 and len({part[0] + part[1] for part in parts}) == 1:
        return column_name
    return cell_name
