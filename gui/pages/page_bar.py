"""The slim bar above the source page: which page is shown, how large, and the zoom."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.icons import icon, icon_size

HEIGHT = 28  # pixels at least
ICON = 16  # pixels beside letters of the usual size


class PageBar(QWidget):
    """Shows page and zoom; its buttons ask for another zoom."""

    zoomOutAsked = Signal()
    zoomInAsked = Signal()
    fitAsked = Signal()
    fullSizeAsked = Signal()
    turnAsked = Signal()
    straightAsked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        self.setAutoFillBackground(True)
        self._page = QLabel()
        self._page.setObjectName("pageIndicator")
        self._percent = QToolButton()
        self._out, self._in, self._fit = QToolButton(), QToolButton(), QToolButton()
        self._turn, self._straight = QToolButton(), QToolButton()
        self._straight.setCheckable(True)
        self._straight.setChecked(True)
        self._buttons = (
            self._straight, self._turn, self._out, self._percent, self._in, self._fit
        )  # fmt: skip
        for button in self._buttons:
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fit_letters()
        self._out.clicked.connect(self.zoomOutAsked)
        self._in.clicked.connect(self.zoomInAsked)
        self._fit.clicked.connect(self.fitAsked)
        self._percent.clicked.connect(self.fullSizeAsked)
        self._turn.clicked.connect(self.turnAsked)
        self._straight.clicked.connect(self.straightAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self._page)
        row.addStretch(1)
        for button in self._buttons:
            row.addWidget(button)
        self._shown = (0, 0)
        self._paint_icons()
        self.retranslate()
        self.show_zoom(1.0)
        self.show_straight(straight=True, possible=False)

    @property
    def needed(self) -> int:
        """Return how high it is to be, in pixels; that follows the font."""
        return max(
            HEIGHT, self.fontMetrics().height() + 10, icon_size(self.font(), ICON).height() + 8
        )

    def show_page(self, page: int, pages: int) -> None:
        """Show which page is in sight, of how many; 0 of 0 for no document."""
        self._shown = page, pages
        said = self.tr("Page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self._page.setToolTip(said if pages else "")
        wide = self._page.fontMetrics().horizontalAdvance(said)
        others = sum(_width(b) for b in self._buttons if b is self._percent or not b.isHidden())
        short = self.isVisible() and wide + others + 12 > self.width()
        said = f"{page} / {pages}" if short and pages else self._page.toolTip()
        self._page.setText(said)
        least = self._page.fontMetrics().horizontalAdvance(said) + others + 12
        self._percent.setVisible(not self.isVisible() or least <= self.width())
        for button in self._buttons:
            button.setEnabled(pages > 0)

    def show_straight(self, *, straight: bool, possible: bool) -> None:
        """Show whether tables are shown level, where any is not."""
        self._straight.setChecked(straight)
        self._straight.setVisible(possible)
        self.show_page(*self._shown)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1.0 is the size on paper."""
        self._percent.setText(f"{round(100 * zoom)} %")

    def _fit_letters(self) -> None:
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("1000 %") + 8)
        for button in self._buttons:
            button.setIconSize(icon_size(self.font(), ICON))

    def retranslate(self) -> None:
        """Take the texts of the current language."""
        texts = {
            self._out: self.tr("Zoom out"),
            self._in: self.tr("Zoom in"),
            self._fit: self.tr("Fit the width"),
            self._percent: self.tr("Size on paper (100 %)"),
            self._turn: self.tr("Turn the page"),
            self._straight: self.tr("Tables upright and level"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._page.setAccessibleName(self.tr("Page"))
        self.show_page(*self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter where there is little room."""
        super().resizeEvent(event)
        self.show_page(*self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Say it at the length that there is room for."""
        super().showEvent(event)
        self.show_page(*self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, the theme and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_letters()
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._paint_icons()

    def _paint_icons(self) -> None:
        names = {
            self._out: "zoom-out",
            self._in: "zoom-in",
            self._fit: "fit",
            self._turn: "turn",
            self._straight: "level",
        }
        for button, name in names.items():
            button.setIcon(icon(name, self.palette()))


def _width(button: QToolButton) -> int:
    return max(button.sizeHint().width(), button.minimumWidth())
