"""What the prose states, sentence by sentence, with the cells that say the same or do not."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem, QWidget

from core.checking.claim_cells import Agreement, Told, told_claims
from core.checking.explain import cell_name, number_text
from core.checking.roster import numbers_of
from core.report import Place, Report
from gui import colors
from gui.findings.findings_groups import Group, group_of
from gui.findings.sentence_rows import Index, Said, SentenceDelegate
from gui.session import Session
from gui.settings import Settings

ClaimRole = Qt.ItemDataRole.UserRole + 1
_NAMED = 2  # cells that a line names


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A line of the list: the claim, the group whose sign it has, and what stands below it.

    ``group`` is None for a claim that holds, or that no cell is held against.
    """

    told: Told
    group: Group | None
    below: str

    @property
    def mark(self) -> Said:
        """The sign that stands for what came of it, in its colour."""
        if self.told.agreement is Agreement.HOLDS:
            return Said("✓", colors.PASSED)
        if self.group is None:
            return Said("–", colors.TEXT_MUTED)
        return Said(self.group.sign, self.group.color)

    @property
    def said(self) -> tuple[Said, Said]:
        """The sentence, and what came of it."""
        quiet = self.group in (None, Group.DECIDED, Group.UNSETTLED)
        below = colors.TEXT_MUTED if quiet else self.mark.color
        return Said(self.told.words, colors.TEXT), Said(self.below, below)


class ClaimsList(QListWidget):
    """Lists the claims of the open report as they are printed.

    It is filled only while it can be seen: what it says follows every keystroke.

    Signals:
        chosen: a claim was chosen here (a Told): its sentence and its cell are to be shown.
    """

    chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimsList")
        self._settings = settings
        self._session: Session | None = None
        self._filling = False
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda: self._choose())
        self.itemClicked.connect(lambda: self._choose())
        self.retranslate()

    def set_session(self, session: Session | None) -> int:
        """Show the claims of another report; return how many there are."""
        if self._session is not None:
            self._session.changed.disconnect(self.refresh)
            self._session.selection.changed.disconnect(self.show_cell)
        self._session = session
        self.clear()
        if session is None:
            return 0
        session.changed.connect(self.refresh)
        session.selection.changed.connect(self.show_cell)
        self.refresh()
        return len(told_claims(session.report, session.forms))

    def refresh(self) -> None:
        """Say what comes of the claims as the report stands, if anybody sees it."""
        if self._session is None or self.isHidden():
            return
        lines = [self._line(told, self._session) for told in self._told(self._session)]
        self._filling = True
        while self.count() > len(lines):
            self.takeItem(self.count() - 1)
        for row, line in enumerate(lines):
            if row == self.count():
                self.addItem(QListWidgetItem())
            item = self.item(row)
            if item.data(ClaimRole) != line:
                item.setData(ClaimRole, line)
                item.setText(f"{line.mark.text} {line.told.words}\n{line.below}")
                item.setToolTip(line.told.claim.text)
        self._filling = False
        self.show_cell(self._session.selection.key)

    def show_cell(self, key: str) -> None:
        """Mark the claim about a cell; the one that is marked stays where it is about it too."""
        if self.isHidden():
            return
        rows = [row for row, line in enumerate(self._lines()) if key in line.told.cells]
        if self.currentRow() not in rows:
            self._mark(rows[0] if rows else -1)

    def show_place(self, place: Place) -> None:
        """Mark the claim that stands at a place, as one that was clicked on the page."""
        places = [line.told.claim.place for line in self._lines()]
        if place in places:
            self._mark(places.index(place))

    def _lines(self) -> list[ClaimLine]:
        return [self.item(row).data(ClaimRole) for row in range(self.count())]

    def _mark(self, row: int) -> None:
        self._filling = True
        self.setCurrentRow(row)
        self._filling = False

    def _choose(self) -> None:
        item = self.currentItem()
        if item is not None and not self._filling:
            self._filling = True  # it stays, even where another one is about its cell
            self.chosen.emit(item.data(ClaimRole).told)
            self._filling = False

    @staticmethod
    def _told(session: Session) -> list[Told]:
        return told_claims(session.report, session.forms)

    def _line(self, told: Told, session: Session) -> ClaimLine:
        group = None
        if told.finding is not None:
            known = {finding.identity: finding for finding in session.findings}
            finding = known.get(told.finding.identity, told.finding)
            group = group_of(finding, session.decided(finding))
            if told.agreement is Agreement.UNREADABLE:
                group = Group.UNSETTLED
        states = {
            Agreement.HOLDS: self.tr("as in the table"),
            Agreement.DIFFERS: self.tr("not as in the table"),
            Agreement.OTHERWISE: self.tr("counted otherwise than in the table"),
            Agreement.UNREADABLE: self.tr("the cell cannot be read"),
            Agreement.APART: self.tr("no cell is held against it"),
        }
        parts = [states[told.agreement]]
        if group is Group.DECIDED:
            parts.append(self.tr("declared as in source"))
        if told.cells:
            parts.append(self._cells(told, session))
        parts += [told.rule] if told.rule else []
        return ClaimLine(told, group, " · ".join(parts))

    def _cells(self, told: Told, session: Session) -> str:
        """Name the cells, with what they come to."""
        language = self._settings.current_language()
        names = [cell_name(key, session.forms).to(language) for key in told.cells[:_NAMED]]
        more = " + …" if len(told.cells) > _NAMED else ""
        return f"{' + '.join(names)}{more} = {_total(told.cells, session.report)}"

    def sizeHint(self) -> QSize:
        """Ask for no more than the list of findings does, whose place it takes."""
        return QSize(256, max(self.minimumSizeHint().height(), 4 * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and keep the current one in sight when the list gets lower."""
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        if item := self.currentItem():
            self.scrollToItem(item)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setAccessibleName(self.tr("Statements of the prose"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _total(keys: tuple[str, ...], report: Report) -> str:
    """Return what cells come to, blank ones as 0; "—" where one cannot be read."""
    cells = {key: report.cells[key] for key in keys if key in report.cells}
    numbers = numbers_of(replace(report, cells=cells))
    return number_text(round(sum(numbers.values()), 6)) if len(numbers) == len(keys) else "—"


class _Delegate(SentenceDelegate):
    """Paints a claim: its sign, its sentence, what came of it."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view, "※")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that a claim takes at the width of the list."""
        return self.size_of(option, index.data(ClaimRole).said)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a claim."""
        line: ClaimLine = index.data(ClaimRole)
        self.paint_row(painter, option, line.mark, line.said)
