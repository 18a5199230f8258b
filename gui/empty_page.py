"""What the window shows before there is a report: what to do, and the projects opened last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

WIDTH = 520  # pixels of the column of texts
RECENT_SHOWN = 5


class EmptyPage(QWidget):
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
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self._title.setFont(font)
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._text.setForegroundRole(self._text.foregroundRole().PlaceholderText)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedHeight(6)
        self._buttons = [
            self._button(action) for action in (open_action, folder_action, sample_action)
        ]
        row = QHBoxLayout()
        row.addStretch()
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch()
        self._recent_title = QLabel()
        self._recent_title.setForegroundRole(self._text.foregroundRole())
        self._recent_row = QVBoxLayout()
        self._recent_row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self._picture, self._title, self._text, self._progress):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(row)
        column.addSpacing(18)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent_row)
        column.addStretch(3)
        inner = QWidget()
        inner.setLayout(column)
        inner.setFixedWidth(WIDTH)
        outer = QHBoxLayout(self)
        outer.addWidget(inner, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._reading = self._alone = False
        self._has_project = False
        self.show_recent([])
        self.show_progress(0, 0)
        self.retranslate()
        self._recolor()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(34)
        return button

    def show_recent(self, paths: list[Path]) -> None:
        """List the projects opened last."""
        while item := self._recent_row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for path in paths[:RECENT_SHOWN]:
            button = QPushButton(self._icon("project"), path.stem)
            button.setFlat(True)
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
                    "PDF, web pages, Word, text, or a whole folder; or paste the text of a report. "
                    "Gouji reads the tables, shows what does not add up beside the source page, "
                    "and keeps every correction. Nothing leaves this computer."
                )
            )
        self._recent_title.setText(self.tr("Recent projects"))

    def _recolor(self) -> None:
        self._picture.setPixmap(self._icon("drop").pixmap(QSize(48, 48)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._recolor()
        super().changeEvent(event)
