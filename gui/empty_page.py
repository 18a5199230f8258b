"""What the window shows before there is a report: what to do, and the projects opened last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon_size

WIDTH = 60  # of the column of texts, in letters
TITLE = 1.6  # times the size of the other texts
RECENT_SHOWN = 5
STEPS = 3
ICON, PICTURE = 16, 48  # pixels beside letters of the usual size


class EmptyPage(QScrollArea):
    """A calm page in the middle of the window.

    Args:
        open_action: opens files.
        folder_action: adds a folder.
        sample_action: opens the sample.
        icon: gives the icon of a name.
    """

    recentChosen = Signal(Path)

    def __init__(
        self,
        open_action: QAction,
        folder_action: QAction,
        sample_action: QAction,
        icon: Callable[[str], QIcon],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("emptyPage")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedHeight(6)
        self._actions = {
            action: QPushButton() for action in (open_action, folder_action, sample_action)
        }
        self._steps = [QLabel(wordWrap=True) for _ in range(STEPS)]
        self._recent_title = QLabel()
        self._recent_title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._recent_row = QVBoxLayout()
        self._recent_row.setSpacing(0)
        self._inner = self._lay_out()
        self._reading = self._alone = False
        self._has_project = False
        self.show_recent([])
        self.show_progress(0, 0)
        self._fit()
        self._recolor()

    def _lay_out(self) -> QWidget:
        row = QHBoxLayout()
        row.addStretch()
        for action, button in self._actions.items():
            button.clicked.connect(action.trigger)
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            action.changed.connect(self._name_buttons)
            row.addWidget(button)
        row.addStretch()
        self._guide = QWidget()
        grid = QGridLayout(self._guide)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(10)
        for number, step in enumerate(self._steps, 1):
            sign = QLabel(str(number))
            sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            sign.setForegroundRole(QPalette.ColorRole.Link)
            font = sign.font()
            font.setBold(True)
            sign.setFont(font)
            grid.addWidget(sign, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(step, number, 1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self._picture, self._title, self._text, self._progress):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(row)
        column.addSpacing(18)
        column.addWidget(self._guide)
        column.addSpacing(12)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent_row)
        column.addStretch(3)
        inner, outer = QWidget(), QWidget()
        inner.setLayout(column)
        across = QHBoxLayout(outer)
        across.addStretch()
        across.addWidget(inner)
        across.addStretch()
        self.setWidget(outer)
        return inner

    def show_recent(self, paths: list[Path]) -> None:
        """List the projects opened last."""
        while item := self._recent_row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for path in paths[:RECENT_SHOWN]:
            button = QPushButton(self._icon("project"), path.stem)
            button.setFlat(True)
            button.setAutoDefault(True)
            button.setStyleSheet("text-align: left; padding: 5px 4px;")
            button.setToolTip(str(path))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, path=path: self.recentChosen.emit(path))
            self._recent_row.addWidget(button)
        self._recent_title.setVisible(bool(paths))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the reading is; a total of 0 says that nothing is being read."""
        self._reading, self._alone = total > 0, total == 1
        self._progress.setVisible(self._reading)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self.retranslate()

    def show_page(self, _name: str, page: int, pages: int) -> None:
        """Show how far a document has been read, where it is the only one."""
        if self._reading and self._alone:
            self._progress.setRange(0, pages)
            self._progress.setValue(page)

    def show_project(self, *, is_open: bool) -> None:
        """Say what to do in a project without reports, or without a project."""
        self._has_project = is_open
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        if self._reading:
            self._title.setText(self.tr("Reading…"))
            self._text.setText(self.tr("The first report opens as soon as it is there."))
        elif self._has_project:
            self._title.setText(self.tr("No report in this project yet"))
            self._text.setText(self.tr("Drop files or a folder here, or paste a text."))
        else:
            self._title.setText(self.tr("Drop annual reports here"))
            self._text.setText(
                self.tr(
                    "PDF, scans and photos, web pages, Word, text, or a whole folder; or paste the "
                    "text of a report. Nothing leaves this computer."
                )
            )
        steps = (
            self.tr("Drop the files. The tables are read while you begin with the first report."),
            self.tr("F8 goes from problem to problem: what does not add up, and what was not read "
                    "with certainty, each beside its place in the source."),
            self.tr("Type what is right, or say that the source itself is wrong. F9 goes on to the "
                    "next report; export the workbook at the end."),
        )  # fmt: skip
        for label, text in zip(self._steps, steps, strict=True):
            label.setText(text)
        self._guide.setVisible(not self._reading)
        self._recent_title.setText(self.tr("Recent projects"))
        self._progress.setAccessibleName(self.tr("Reading…"))
        self._name_buttons()

    def _name_buttons(self) -> None:
        for action, button in self._actions.items():
            button.setText(action.iconText())
            button.setIcon(action.icon())
            button.setToolTip(action.toolTip())

    def _fit(self) -> None:
        """Follow the font of the window."""
        # by a style sheet: a font that is set here goes when that of the window does
        self._title.setStyleSheet(f"font-size: {self.font().pointSizeF() * TITLE:.1f}pt")
        for button in self._actions.values():
            button.setIconSize(icon_size(self.font(), ICON))
        self._inner.setFixedWidth(WIDTH * self.fontMetrics().averageCharWidth() + 160)

    def _recolor(self) -> None:
        size = icon_size(self.font(), PICTURE)
        self._picture.setPixmap(self._icon("drop").pixmap(size, self.devicePixelRatio()))
        self._name_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, the palette and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._recolor()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
            self._recolor()
        super().changeEvent(event)
