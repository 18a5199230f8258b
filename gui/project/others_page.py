"""Other projects whose reports count as earlier and later ones of the same agencies."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import colors
from gui.opening import PROJECT_SUFFIX

_PATH = Qt.ItemDataRole.UserRole


class OthersPage(QWidget):
    """Lists other projects.

    Args:
        own: the project that they are other than.
        paths: those that are chosen.
    """

    def __init__(self, own: Path, paths: tuple[Path, ...]) -> None:
        super().__init__()
        self.setObjectName("othersPage")
        self._own = own
        self._intro = QLabel()
        self._intro.setWordWrap(True)
        self._list = QListWidget()
        self._list.setObjectName("othersList")
        self._list.setWordWrap(True)
        self._add, self._remove = QPushButton(), QPushButton()
        self._add.setObjectName("othersAdd")
        self._remove.setObjectName("othersRemove")
        for button in (self._add, self._remove):
            button.setAutoDefault(False)
        side = QVBoxLayout()
        side.addWidget(self._add)
        side.addWidget(self._remove)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._list, 1)
        row.addLayout(side)
        column = QVBoxLayout(self)
        column.addWidget(self._intro)
        column.addLayout(row, 1)
        self._add.clicked.connect(self._ask)
        self._remove.clicked.connect(self._take_out)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_out)
        self._list.currentRowChanged.connect(self._enable)
        self.retranslate()
        self.add(paths)

    def paths(self) -> tuple[Path, ...]:
        """Return the projects that are chosen, in their order."""
        items = (self._list.item(at) for at in range(self._list.count()))
        return tuple(item.data(_PATH) for item in items if item)

    def add(self, paths: tuple[Path, ...]) -> None:
        """Choose more projects; each counts once, the own one not at all."""
        known = {self._own, *self.paths()}
        for path in paths:
            if path not in known:
                known.add(path)
                item = QListWidgetItem(self._list)
                item.setData(_PATH, path)
                self._say(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._enable()

    def _say(self, item: QListWidgetItem) -> None:
        path: Path = item.data(_PATH)
        text = f"{path.stem}\n{path}"
        if not path.is_file():
            text = f"{path.stem}  ◆ {self.tr('not found')}\n{path}"
            item.setForeground(colors.WARNING.on(self.palette()))
        item.setText(text)

    def _ask(self) -> None:
        kind = self.tr("Gouji project") + f" (*{PROJECT_SUFFIX})"
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Other projects"), str(self._own.parent), kind
        )
        self.add(tuple(map(Path, names)))

    def _take_out(self) -> None:
        self._list.takeItem(self._list.currentRow())
        self._enable()

    def _enable(self) -> None:
        self._remove.setEnabled(self._list.currentItem() is not None)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._intro.setText(
            self.tr(
                "Where an agency's report for another year is in one of these projects, this"
                " project's reports are checked against it. The other projects are only read."
            )
        )
        self._list.setAccessibleName(self.tr("Other projects"))
        self._add.setText(self.tr("Add…"))
        self._remove.setText(self.tr("Remove"))
        for at in range(self._list.count()):
            if item := self._list.item(at):
                self._say(item)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
