"""The tabs over the tables: those of the form, and each other table of the document."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from gui.session import Session
from gui.settings import Settings
from gui.table.cell_words import other_table
from gui.table.table_view import TableView

LONGEST = 16  # characters of a table's title that a tab shows


class SheetBar(QTabBar):
    """Chooses the sheet of a table; not there while the document has the form's tables only.

    Args:
        table: shows the sheets.
        settings: for the language.
    """

    def __init__(self, table: TableView, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheetBar")
        self._table = table
        self._settings = settings
        self._session: Session | None = None
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)  # there are buttons to scroll
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        table.sheetChanged.connect(self._follow)
        self.currentChanged.connect(self._choose)
        self.set_session(None)

    def set_session(self, session: Session | None) -> None:
        """Offer the sheets of another report, or none."""
        self._session = session
        plain = session.report.plain if session else ()
        with QSignalBlocker(self):  # filling is not choosing
            while self.count():
                self.removeTab(0)
            for _ in range(1 + len(plain)):
                self.addTab("")
        self.setVisible(bool(plain))
        self.retranslate()

    def _follow(self, sheet: int) -> None:
        """Show which sheet is shown."""
        with QSignalBlocker(self):
            self.setCurrentIndex(sheet)

    def _choose(self, sheet: int) -> None:
        self._table.show_sheet(sheet)
        self._follow(self._table.sheet)  # an input method may have kept it where it was

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setAccessibleName(self.tr("Tables"))
        names = self.tr("Scroll left"), self.tr("Scroll right")
        for button, name in zip(self.findChildren(QToolButton), names, strict=True):
            button.setAccessibleName(name)
        if self.count():
            self.setTabText(0, self.tr("Tables of the form"))
        for number, table in enumerate(self._session.report.plain if self._session else (), 1):
            language = self._settings.current_language()
            name, colon = other_table(number).to(language), "：" if language == "zh" else ": "
            cut = table.title if len(table.title) <= LONGEST else f"{table.title[:LONGEST]}…"
            self.setTabText(number, f"{name}{colon}{cut}".replace("&", "&&") if cut else name)
            page = self.tr("Page %1").replace("%1", str(table.place.page))
            self.setTabToolTip(number, f"{table.title or name}\n{page}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
