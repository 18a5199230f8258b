"""What is half typed in a cell of the tables: written, kept, or given up."""

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from gui.table.table_sheets import TableSheets


class TableTyping(TableSheets):
    """The tables with an editor over the current cell while something is typed into it."""

    def commit(self) -> bool:
        """Commit what is being typed, if anything.

        Returns:
            False where an input method is still composing (then nothing is committed), or where
            what was typed cannot be written: it stays in the editor.
        """
        editor = self._delegate.editor
        if editor is None:
            return True
        if editor.composing:
            return False
        self._delegate.finish(editor)
        return self._delegate.editor is None

    @property
    def typed(self) -> str | None:
        """What is being typed and not written; None for nothing, and while it is composed."""
        editor = self._delegate.editor
        return None if editor is None or editor.composing else editor.text()

    def give_up(self) -> None:
        """Leave the cell as it was; what was typed is lost."""
        if self._delegate.editor is not None:
            self.closeEditor(
                self._delegate.editor, QAbstractItemDelegate.EndEditHint.RevertModelCache
            )

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the editor, unless what was typed in it could not be written just now."""
        unwritten, self._delegate.unwritten = self._delegate.unwritten, False
        if unwritten and self.session and self.session.project.refusal is None:
            editor.setFocus()
        else:
            super().closeEditor(editor, hint)

    def edit_cell(self) -> None:
        """Edit the current cell with its text kept."""
        if self.currentIndex().isValid():
            self.setFocus()
            self.edit(self.currentIndex())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Start an edit; Qt loses a text that comes at once, without composing (full-width 7)."""
        editing = self._delegate.editor is not None
        super().inputMethodEvent(event)
        editor = self._delegate.editor
        if not editing and editor is not None and event.commitString():
            QGuiApplication.sendEvent(editor, event)
