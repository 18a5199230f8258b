"""What the pages of the comparison share: a bar of fields, a table, a picture, the clipboard."""

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import GoujiError
from core.text import Text
from gui.compare.compare_view import CompareView
from gui.compare.pictures import copy_table, save_picture, table_of
from gui.settings import FOLDER, Settings


@dataclass(frozen=True, slots=True)
class Target:
    """Where a place of a table leads: a report, and a cell of it or a rule broken in it."""

    report: int
    key: str = ""
    rule: str = ""


class ComparePage(QWidget):
    """One page of the comparison.

    Args:
        view: the table in it.
        settings: the language, and the folder of the last picture.
    """

    opened = Signal(object, bool)  # Target; whether the desk is to come to the front
    failed = Signal(object, object)  # message: Text, hint: Text

    def __init__(self, view: CompareView, settings: Settings) -> None:
        super().__init__()
        self.view = view
        self._settings = settings
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(10, 8, 10, 8)
        self.bar.setSpacing(8)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("compareSaid")
        self._copy, self._save = QPushButton(), QPushButton()
        self._copy.setObjectName("copyTable")
        self._save.setObjectName("savePicture")
        self._copy.clicked.connect(self.copy)
        self._save.clicked.connect(self._ask_picture)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.bar)
        self.column.addWidget(view, 1)
        view.looked.connect(lambda index: self._open(index, front=False))
        view.entered_.connect(lambda index: self._open(index, front=True))
        view.selectionModel().currentChanged.connect(self.describe_current)

    def finish_bar(self) -> None:
        """Put what all pages have at the end of the bar."""
        self.bar.addStretch(1)
        self.bar.addWidget(self._copy)
        self.bar.addWidget(self._save)

    # to be said by each page -----------------------------------------------------------------

    @abstractmethod
    def title(self) -> str:
        """Return what stands over the picture."""

    @abstractmethod
    def target(self, index: QModelIndex) -> Target | None:
        """Return where a place of the table leads, None for nowhere."""

    def describe_current(self) -> None:
        """Say what is to be known of the current place."""

    def pictured(self) -> list[QWidget]:
        """Return what stands under the table in the picture."""
        return []

    def table(self) -> list[list[str]]:
        """Return what is copied."""
        return table_of(self.view.model())

    # what all do -----------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the table on the clipboard."""
        copy_table(self.table())

    def save(self, path: Path) -> None:
        """Write the table as a picture; tells where that fails."""
        whole = self.view.whole()
        try:
            save_picture(path, self.title(), [whole, *self.pictured()])
        except GoujiError as error:
            self.failed.emit(error.message, error.hint)
        finally:
            whole.close()
            whole.deleteLater()

    def say(self, text: Text) -> str:
        """Return a text in the language of the window."""
        return text.to(self._settings.current_language())

    def _ask_picture(self) -> None:
        kinds = "PNG (*.png);;SVG (*.svg)"
        folder = Path(self._settings.get(FOLDER) or ".")
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save picture"), str(folder / f"{self.title()}.png"), kinds
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in (".png", ".svg"):
                path = path.with_name(path.name + (".svg" if "svg" in kind else ".png"))
            self._settings.set(FOLDER, str(path.parent))
            self.save(path)

    def _open(self, index: QModelIndex, *, front: bool) -> None:
        target = self.target(index)
        if target is not None:
            self.opened.emit(target, front)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._copy.setText(self.tr("&Copy table"))
        self._save.setText(self.tr("&Save picture…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def fill(box: QComboBox, entries: list[tuple[str, object]]) -> None:
    """Offer entries (text, data); the one that is chosen stays so while it is among them."""
    chosen = box.currentData()
    texts = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    if texts == entries:
        return
    blocked = box.blockSignals(True)  # noqa: FBT003 - as Qt has it
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    known = [data for _, data in entries]
    box.setCurrentIndex(known.index(chosen) if chosen in known else 0)
    box.blockSignals(blocked)
