"""Blocks of cells: chosen, and carried to and from the clipboard as spreadsheets do."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from gui.table import clipboard
from gui.table.table_typing import TableTyping


class TableBlocks(TableTyping):
    """The tables with several cells chosen in them at once.

    Signals:
        pasteAsked: the texts to paste, by key.
    """

    pasteAsked = Signal(object)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as spreadsheets do."""
        if self.session is None:
            return
        cells = self.session.report.cells
        texts = {key: cell.text or "" for key, cell in cells.items()}
        block = self._model.grid.rectangle(self.chosen_keys(), texts)
        if block:
            QGuiApplication.clipboard().setText(clipboard.to_text(block))

    def cut(self) -> None:
        """Copy the chosen cells, then leave them blank."""
        self.copy()
        self.clear_cells()

    def clear_cells(self) -> None:
        """Leave the chosen cells blank, in one step; absent cells stay absent."""
        if self.session is not None and self.commit():
            self.session.paste(dict.fromkeys(self.chosen_keys(), ""), why="cleared")

    def paste(self) -> None:
        """Ask for the clipboard's block at the current cell; one text fills all chosen cells."""
        text = QGuiApplication.clipboard().text()
        if self.session is None or not text or not self.commit():
            return
        block = clipboard.from_text(text)
        keys = self.chosen_keys()
        if not keys:
            return
        if len(block) == 1 and len(block[0]) == 1:
            texts = dict.fromkeys(keys, block[0][0])
        else:
            texts = dict(self._model.grid.block(keys[0], block))
        self.pasteAsked.emit(texts)

    def chosen_keys(self) -> list[str]:
        """Return the keys of the chosen cells in reading order; else that of the current one."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        keys = [self._model.key_at(index) for index in indexes]
        current = self._model.key_at(self.currentIndex())
        return [key for key in keys if key] or ([current] if current else [])

    def choose(self, keys: Sequence[str]) -> None:
        """Choose cells, the first of them as the current one."""
        model = self.selectionModel()
        model.clearSelection()
        for at, key in enumerate(keys):
            flag = QItemSelectionModel.SelectionFlag.Select
            if at == 0:
                model.setCurrentIndex(self._model.index_of(key), flag)
            model.select(self._model.index_of(key), flag)

    def _carried_by(self, event: QKeyEvent) -> bool:
        """Copy, cut, paste or clear, where the key asks for it; tell whether it did."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.clear_cells()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            return False
        return True
