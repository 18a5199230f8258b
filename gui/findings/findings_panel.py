"""What the rules say of the open report: listed, written out, decided."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.checking.advice import Advice
from core.checking.explain import explain
from core.checking.proof import proof_for
from core.report import Finding, Severity
from gui import colors
from gui.findings.claims_list import ClaimsList
from gui.findings.findings_delegate import FindingsDelegate, Line, LineRole
from gui.findings.findings_groups import Group, group_of, group_title
from gui.findings.rule_words import RuleBook, as_html
from gui.findings.sum_line import SumLine
from gui.flow_layout import FlowLayout
from gui.session import Session
from gui.settings import Settings


class _List(QListWidget):
    """A list whose current line stays in sight when the list gets lower."""

    def sizeHint(self) -> QSize:
        """Ask for three lines; it is given what there is."""
        return QSize(256, max(self.minimumSizeHint().height(), 4 * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and scroll to the current one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if item := self.currentItem():
            self.scrollToItem(item)


class FindingsPanel(QWidget):
    """Lists the findings by how much they weigh; the one at hand is written out below.

    Signals:
        findingActivated: a finding was chosen here, or None was: its cells are to be shown.
        decideRequested: a finding is to be declared as in the source.
        lookNextRequested: the cell whose reading would tell most is to be shown.
        otherYearRequested: a number of another year's report was clicked; its key with the year.
    """

    findingActivated = Signal(object)
    decideRequested = Signal(object)
    lookNextRequested = Signal()
    otherYearRequested = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.session: Session | None = None
        self._settings = settings
        self._filling = False
        self.choosing = False  # a finding is being chosen here, and will be told of
        self._hidden: set[Group] = set()
        self._rules = RuleBook()
        self._list = _List()
        self._list.setObjectName("findingsList")
        self._list.setItemDelegate(FindingsDelegate(self._list))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._on_item_changed)
        self._list.itemClicked.connect(self._activate)
        self._quiet = QLabel()
        self._quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._filters = {group: self._filter(group) for group in Group}
        self.claims = ClaimsList(settings)
        self._show_claims = QToolButton()
        self._show_claims.setObjectName("showClaims")
        self._show_claims.setCheckable(True)
        self._show_claims.setAutoRaise(True)
        self._show_claims.toggled.connect(self._show_page)
        self._claims = 0  # how many there are
        self.sum_line = SumLine(settings)
        self.sum_line.cellClicked.connect(self._on_number_clicked)
        self.sum_line.lookNextClicked.connect(self.lookNextRequested)
        self._decide_button, self._withdraw_button = QPushButton(), QPushButton()
        self._decide_button.clicked.connect(lambda _checked=False: self.decide())
        self._withdraw_button.clicked.connect(self._withdraw)
        self._lay_out()
        self.retranslate()

    def _filter(self, group: Group) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"filter{group.name.title()}")
        button.setCheckable(True)
        button.setChecked(True)
        button.setAutoRaise(True)
        button.toggled.connect(lambda shown: self._on_filtered(group, shown=shown))
        return button

    def _lay_out(self) -> None:
        head = FlowLayout()
        head.setSpacing(2)
        for button in self._filters.values():
            head.addWidget(button)
        head.addWidget(self._show_claims)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._quiet)
        self._stack.addWidget(self.claims)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sum_line, 1)
        for push in (self._decide_button, self._withdraw_button):
            foot.addWidget(push, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)
        layout.addLayout(foot)

    def sizeHint(self) -> QSize:
        """Ask for room for a few findings."""
        return QSize(480, 220)

    @property
    def view(self) -> QListWidget:
        """The list itself, for what can be done with its lines."""
        return self._list

    @property
    def finding(self) -> Finding | None:
        """The finding at hand."""
        item = self._list.currentItem()
        line = item.data(LineRole) if item else None
        return line.finding if isinstance(line, Line) else None

    def set_session(self, session: Session | None) -> None:
        """Show the findings of another report, or none."""
        if self.session is not None:
            self.session.findingsChanged.disconnect(self._fill)
            self.session.decisionsChanged.disconnect(self._fill)
            self.session.changed.disconnect(self._show_proof)
            self.session.selection.changed.disconnect(self._on_cell_changed)
        self.session = session
        if session is not None:
            session.findingsChanged.connect(self._fill)
            session.decisionsChanged.connect(self._fill)
            session.changed.connect(self._show_proof)
            session.selection.changed.connect(self._on_cell_changed)
        self._claims = self.claims.set_session(session)
        self._name_claims()
        self._fill()

    def decide(self) -> bool:
        """Ask for the reason why the finding at hand is as in the source.

        Returns:
            False where the current cell is in no finding that is open.
        """
        finding = self.finding
        if self.session is None or finding is None or self.session.decided(finding):
            return False
        self.decideRequested.emit(finding)
        return True

    def show_advice(self, advice: Advice) -> None:
        """Say what the sums of the finding at hand cannot tell, and where to look next."""
        self.sum_line.show_advice(advice)

    def copy_explanation(self) -> str:
        """Copy the finding at hand, in words and live numbers; returns them, "" for none."""
        if self.finding is None or self.session is None:
            return ""
        language = self._settings.current_language()
        said = explain(self.finding, self.session.forms, language)
        QGuiApplication.clipboard().setText(said)
        return said

    # filling ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the findings anew; the one at hand stays so where it is still there."""
        session = self.session
        before = self.finding
        groups: dict[Group, list[Line]] = {group: [] for group in Group}
        for finding in session.findings if session else ():
            decision = session.decided(finding) if session else None
            again = session.reopened(finding) if session and not decision else None
            said = again.to(self._settings.current_language()) if again else ""
            groups[group_of(finding, decision)].append(Line(finding, decision, said))
        shown: list[Line] = []
        for group, lines in groups.items():
            self._show_count(group, len(lines))
            if lines and group not in self._hidden:
                shown += [Line(title=group_title(group), group=group, count=len(lines)), *lines]
        self._filling = True
        self._show(shown)
        self._filling = False
        self._show_page()
        kept = before and next((f for f in self._listed() if f.identity == before.identity), None)
        if kept:
            self._choose(kept)
        else:
            self._on_cell_changed(session.selection.key if session else "")

    def _show_page(self) -> None:
        """Show the claims where they are asked for, else the findings, or that there are none."""
        if self._show_claims.isChecked() and self._claims:
            self._stack.setCurrentWidget(self.claims)
            self.claims.refresh()
        else:
            shown = any(button.isVisibleTo(self) for button in self._filters.values())
            self._stack.setCurrentWidget(self._list if shown else self._quiet)

    def _name_claims(self) -> None:
        """Offer the claims of the prose, where there are some."""
        self._show_claims.setVisible(self._claims > 0)
        self._show_claims.setText("¶ " + self.tr("Prose {0}").format(self._claims))

    def _show(self, lines: list[Line]) -> None:
        """Make the list hold these lines; those that stand there already are left as they are."""
        while self._list.count() > len(lines):
            self._list.takeItem(self._list.count() - 1)
        for row, line in enumerate(lines):
            if row == self._list.count():
                self._list.addItem(QListWidgetItem())
            item = self._list.item(row)
            text = self._words(line)
            if item.data(LineRole) == line and item.text() == text:
                continue
            item.setData(LineRole, line)
            item.setText(text)
            item.setToolTip(self._tip(line))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, line.reopened)
            choosable = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(choosable if line.finding else Qt.ItemFlag.NoItemFlags)

    def _words(self, line: Line) -> str:
        if line.finding is None:
            return f"{line.title} {line.count}"
        return f"{line.finding.rule} {line.finding.message.to(self._settings.current_language())}"

    def _tip(self, line: Line) -> str:
        """The whole sentence, and what the catalogue says of its rule."""
        if line.finding is None or self.session is None:
            return ""
        self._rules = self._rules.of(self.session.forms)
        words = self._rules.words(line.finding.rule, self._settings.current_language())
        again = [f"※ {line.reopened}"] if line.reopened else []
        return as_html([self._words(line), *again, *words.lines])

    def _show_count(self, group: Group, count: int) -> None:
        button = self._filters[group]
        button.setVisible(count > 0)
        button.setText(f"{group.sign} {group_title(group)} {count}")
        style = f"color: {group.color.on(self.palette()).name()}" if count else ""
        if button.styleSheet() != style:  # setting it again would cost a new layout
            button.setStyleSheet(style)

    def _listed(self) -> list[Finding]:
        lines = [self._list.item(row).data(LineRole) for row in range(self._list.count())]
        return [line.finding for line in lines if line.finding is not None]

    def _choose(self, finding: Finding | None) -> None:
        """Make a finding the one at hand, without telling the table."""
        self._filling = True
        row = -1
        for at in range(self._list.count()):
            if finding is not None and self._list.item(at).data(LineRole).finding == finding:
                row = at
        self._list.setCurrentRow(row)
        if row > 0:  # the title of its group, where it stands right above, is shown with it
            self._list.scrollToItem(self._list.item(row - 1))
            self._list.scrollToItem(self._list.item(row))
        self._filling = False
        self._show_current()

    def _show_current(self) -> None:
        finding, session = self.finding, self.session
        if finding is None or session is None:
            self.sum_line.show_finding(None, None)
            self._decide_button.hide()
            self._withdraw_button.hide()
            return
        self.sum_line.show_finding(finding, session.forms, session.prime(finding))
        decided = session.decided(finding) is not None
        self._decide_button.setVisible(not decided)
        self._withdraw_button.setVisible(decided)
        self._show_proof()

    def _show_proof(self) -> None:
        """Say so where confirmed cells prove that the source is wrong about the finding at hand."""
        finding, session = self.finding, self.session
        proof = None
        if finding is not None and session is not None:
            proof = proof_for(finding, session.report, session.forms)
        self.sum_line.show_proof(proof)

    # what a person does ----------------------------------------------------------------------

    def _on_item_changed(self) -> None:
        if not self._filling:
            self._activate()

    def _activate(self) -> None:
        """Go to the cell of the finding that was chosen in the list, and show its others."""
        finding = self.finding
        self._show_current()
        if finding is None or self.session is None:
            return
        self._filling = self.choosing = True  # it stays, even where others share its cell
        self.session.selection.select(self.session.prime(finding))
        self._filling = self.choosing = False
        self.findingActivated.emit(finding)

    def _on_cell_changed(self, key: str) -> None:
        """Another cell is current: show its finding, unless the one at hand is about it too."""
        if self._filling or self.session is None:
            return
        about = self.session.findings_at(key)
        listed = self._listed()
        still_open = [f for f in about if f in listed and not self.session.decided(f)]
        still_open.sort(key=lambda f: f.severity is Severity.HINT)  # what must be mended first
        best = next(iter(still_open or [f for f in about if f in listed]), None)
        self._choose(best)

    def _on_number_clicked(self, key: str) -> None:
        if self.session is None:
            return
        if ":" in key:
            self.otherYearRequested.emit(key)
        else:
            self._filling = True
            self.session.selection.select(key)
            self._filling = False

    def _withdraw(self) -> None:
        finding = self.finding
        if self.session is not None and finding is not None:
            self.session.withdraw(finding)

    def _on_filtered(self, group: Group, *, shown: bool) -> None:
        self._hidden.discard(group) if shown else self._hidden.add(group)
        self._fill()

    # appearance ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._fill()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._list.setAccessibleName(self.tr("Problems and hints"))
        self._quiet.setText(self.tr("✓ Every rule holds."))
        self._quiet.setStyleSheet(f"color: {colors.PASSED.on(self.palette()).name()}")
        self._decide_button.setText(self.tr("As in source…"))
        self._withdraw_button.setText(self.tr("Withdraw"))
        self._withdraw_button.setToolTip(
            self.tr("Take the decision back: the finding is open again")
        )
        for button in self._filters.values():
            button.setToolTip(self.tr("Show or hide these"))
        self._show_claims.setToolTip(
            self.tr("Show what the prose states, and whether the table says the same")
        )
        self._name_claims()
        self._fill()
