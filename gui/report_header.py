"""Whose report it is, over its tables: agency, level and year, to be put right where misread."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.checking.coverage import Coverage
from core.report import ReportState
from gui import colors
from gui.level_button import LevelButton
from gui.session import Session
from gui.settings import Settings

YEARS = range(2000, 2100)
SPACING = 4  # pixels between the level and the counts
INSET = 6  # pixels that a button leaves free left of its text


class ReportHeader(QWidget):
    """Agency, its level, year and state of the open report.

    Args:
        settings: the language in which levels are named.

    Signals:
        left: the person has done with it: the focus may go back.
    """

    left = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportHeader")
        self._settings = settings
        self._session: Session | None = None
        self._agency = QLineEdit()
        self._agency.setObjectName("agencyField")
        self._year = QLineEdit()
        self._year.setObjectName("yearField")
        self._year.setMaxLength(4)
        self._level = LevelButton()
        self._state = QLabel()
        self._state.setObjectName("reportState")
        font = self._agency.font()
        font.setBold(True)
        for field in (self._agency, self._year):
            field.setFont(font)
            field.setFrame(False)
        self._fit_year()
        self._coverage: Coverage | None = None
        self._said = [" "]  # of the coverage
        self._marked = False
        self._counts = QLabel()
        self._counts.setObjectName("coverageCounts")
        self._counts.setWordWrap(True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12 - INSET, 6, 12, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(INSET - 2, 0, 0, 0)  # a field leaves two pixels free by itself
        row.setSpacing(6)
        column.addLayout(row)
        row.addWidget(self._agency, 1)
        row.addWidget(self._state)
        row.addWidget(self._year)
        self._about = about = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        about.setSpacing(0)
        column.addLayout(about)
        about.addWidget(self._level, 0, Qt.AlignmentFlag.AlignLeft)
        about.addWidget(self._counts, 1)
        self.setTabOrder(self._agency, self._year)  # the level is set once, the year often
        self.setTabOrder(self._year, self._level)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._agency.editingFinished.connect(self._take_agency)
        self._year.editingFinished.connect(self._take_year)
        self._level.chosen.connect(self._take_level)
        self.retranslate()

    def set_session(self, session: Session | None) -> None:
        """Show another report, or none."""
        if self._session:
            self._session.stateChanged.disconnect(self.refresh)
        self._session = session
        if session:
            session.stateChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show agency, year and state as they are now."""
        session = self._session
        if session is None:
            return
        report = session.report
        self._agency.setText(report.agency)
        self._agency.setCursorPosition(0)
        self._level.show_level(report, self._settings.current_language())
        self._year.setText(str(report.year or ""))
        for field, name in ((self._agency, "agency"), (self._year, "year")):
            unsure = name in report.unsure or not field.text()
            self._color(field, unsure=unsure)
            doubt = self.tr("Not certain: compare with the source.") + " " if unsure else ""
            field.setToolTip(doubt + self.tr("Click to correct it."))
        states = {
            ReportState.READ: "",
            ReportState.IN_REVIEW: self.tr("In review"),
            ReportState.PARKED: self.tr("Parked"),
            ReportState.REVIEWED: self.tr("✓ Reviewed"),
            ReportState.REOPENED: self.tr("Reopened"),
        }
        self._state.setText(states[session.state])
        self._keep_height()

    def edit(self) -> None:
        """Put the cursor into the name of the agency; Tab goes on to the year and the level."""
        self._agency.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._agency.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back by Esc what was typed, and leave by it or by Return."""
        if event.key() == Qt.Key.Key_Escape:
            self.refresh()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()  # the field has told of its text already
        else:
            super().keyPressEvent(event)

    def show_coverage(self, coverage: Coverage | None, *, marked: bool) -> None:
        """Say how many cells are protected, confirmed and unread.

        Args:
            coverage: the counts; None while they are not known.
            marked: the table shows which ones no rule protects; then the sign is explained.
        """
        self._coverage, self._marked = coverage, marked
        said = self.tr("{0} cells: {1} protected, {2} confirmed, {3} not read")
        if coverage is None:
            self._said = [said.format(*"––––")]  # nothing jumps when it is counted
            self._keep_height()
            return
        protected = len(coverage.protected)
        self._said = [said.format(coverage.cells, protected, coverage.confirmed, coverage.unread)]
        if marked:
            self._said.append(
                self.tr("◦ no rule protects it: {0}").format(len(coverage.unprotected))
            )
        self._keep_height()
        self._counts.setToolTip(
            self.tr(
                "A protected cell is in some sum or comparison: a misread number would be noticed. "
                "The others only your eyes check."
            )
        )
        muted = colors.TEXT_MUTED.on(self.palette()).name()
        self._counts.setStyleSheet(f"color: {muted}")

    def _color(self, field: QLineEdit, *, unsure: bool) -> None:
        palette = QPalette(self.palette())
        if unsure:
            palette.setColor(QPalette.ColorRole.Base, colors.UNSURE_FILL.on(palette))
        if field.palette() != palette:
            field.setPalette(palette)

    def _take_agency(self) -> None:
        text = self._agency.text().strip()
        if self._session and text and text != self._session.report.agency:
            self._session.set_attribute("agency", text)
        self.refresh()

    def _take_year(self) -> None:
        text = self._year.text().strip()
        fits = text.isdecimal() and int(text) in YEARS
        if self._session and fits and int(text) != self._session.report.year:
            self._session.set_attribute("year", str(int(text)))
        self.refresh()

    def _take_level(self, level: str) -> None:
        if self._session and level != self._session.report.level:
            self._session.set_attribute("level", level)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the counts need at this width."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """Have the counts whole; a layout in a splitter asks for one line only."""
        sides = self._column.contentsMargins()
        room = max(1, self.width() - sides.left() - sides.right())
        beside = self._level.sizeHint().width() + SPACING
        said = "   ".join(self._said)
        one_line = self._counts.fontMetrics().horizontalAdvance(said)
        narrow = beside + one_line > room
        self._counts.setText("\n".join(self._said) if one_line > room else said)
        ways = QBoxLayout.Direction
        self._about.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._counts.setContentsMargins(INSET if narrow else SPACING, 0, 0, 0)
        needed = self._counts.heightForWidth(room) if narrow else self._counts.sizeHint().height()
        self._counts.setMinimumHeight(max(0, needed))
        self.setMinimumHeight(self._column.totalMinimumSize().height())

    def _fit_year(self) -> None:
        """Have room for a year of four digits and the cursor."""
        self._year.setFixedWidth(self._year.fontMetrics().horizontalAdvance("0000") + 28)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._agency.setAccessibleName(self.tr("Agency"))
        self._agency.setPlaceholderText(self.tr("Agency not found: type it"))
        self._year.setAccessibleName(self.tr("Year"))
        self._year.setPlaceholderText(self.tr("Year"))
        self.show_coverage(self._coverage, marked=self._marked)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_year()
        elif event.type() == QEvent.Type.PaletteChange:
            self.refresh()
            self.show_coverage(self._coverage, marked=self._marked)
