"""The window of the comparison: an agency year by year, open findings, outcomes of requests."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from core.forms import Forms
from gui.compare.compare_page import ComparePage
from gui.compare.heat_page import HeatPage
from gui.compare.outcomes_page import OutcomesPage
from gui.compare.years_page import YearsPage
from gui.settings import COMPARE_GEOMETRY, Settings
from gui.window_place import open_at, put_where_it_was

FIRST_SIZE = QSize(1180, 760)


class CompareWindow(QWidget):
    """A window of its own, so that it can stand beside the desk. Esc leaves it.

    Args:
        forms: the official forms.
        settings: the language.
    """

    def __init__(self, forms: Forms, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("compareWindow")
        self.years = YearsPage(forms, settings)
        self.heat = HeatPage(forms, settings)
        self.outcomes = OutcomesPage(forms, settings)
        self.pages: tuple[ComparePage, ...] = (self.years, self.heat, self.outcomes)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("compareTabs")
        self.tabs.setDocumentMode(True)
        for page in self.pages:
            self.tabs.addTab(page, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _: self.page.view.setFocus())
        self._settings = settings
        open_at(self, FIRST_SIZE)
        put_where_it_was(self, settings.get(COMPARE_GEOMETRY))
        self.retranslate()

    @property
    def page(self) -> ComparePage:
        """The page in sight."""
        return self.pages[self.tabs.currentIndex()]

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Compare years and agencies"))
        names = self.tr("Year by year"), self.tr("Open findings"), self.tr("Requests by outcome")
        for at, name in enumerate(names):
            self.tabs.setTabText(at, name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it was."""
        self._settings.set(COMPARE_GEOMETRY, bytes(self.saveGeometry().data()))
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, go to the next page by Ctrl+Tab wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
