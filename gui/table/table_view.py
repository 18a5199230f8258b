"""The tables of the open report as they are printed, edited with the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.report import CellState, Finding
from gui.problems import Problem
from gui.session import Session
from gui.settings import Settings
from gui.table import table_moves
from gui.table.table_blocks import TableBlocks
from gui.table.table_grid import SlotGrid
from gui.table.table_model import Index

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR_AND_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class TableView(TableBlocks):
    """Shows and edits one report. The current cell is the session's selection.

    Signals:
        scrollPageRequested: PgUp (-1) or PgDn (1) was pressed, which scroll the source page.
    """

    keyPressed = Signal()  # any key, also one that an action answers to
    scrollPageRequested = Signal(int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(settings, parent)
        self.setObjectName("tableView")
        self._left: dict[int, str] = {}  # the cell last worked on, by sheet
        self._delegate.keyPressed.connect(self._tell_typed)
        self._opening = False  # an editor is being opened by a key, which it gets too
        self._delegate.finished.connect(self._on_finished)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.retranslate()

    def set_session(self, session: Session | None) -> None:
        """Show another report, or none; what is half typed is committed first."""
        self.commit()
        if self.session is not None:
            self.session.selection.changed.disconnect(self._on_selection_changed)
            self.session.tablesChanged.disconnect(self._on_tables_changed)
        self.session = session
        self.clearSpans()
        self._left = {}
        self._model.set_session(session)
        self._span()
        self.sheetChanged.emit(0)
        if session is None:
            return
        session.selection.changed.connect(self._on_selection_changed)
        session.tablesChanged.connect(self._on_tables_changed)
        if not session.selection.key:
            problem = session.next_problem("")
            session.selection.select(problem.key if problem else self._model.grid.first)
        self._on_selection_changed(session.selection.key)

    def show_sheet(self, sheet: int) -> None:
        """Show a sheet, and go to the cell in it where the person was last."""
        if self.session is None or sheet == self.sheet or not self.commit():
            return
        self._left[self.sheet] = self._model.key_at(self.currentIndex())
        self._turn_to(sheet)
        self.session.selection.select(self._left.get(sheet) or self._model.grid.first)

    def next_sheet(self, step: int) -> None:
        """Show the sheet that follows (1) or precedes (-1), round the end."""
        if self.sheets:
            self.show_sheet((self.sheet + step) % self.sheets)

    @property
    def grid(self) -> SlotGrid:
        """Where the cells of the sheet shown stand."""
        return self._model.grid

    # what a person does ----------------------------------------------------------------------

    def go_to_problem(self, *, backwards: bool = False, around: bool = True) -> Problem | None:
        """Go to the next (or previous) problem; return it, None where there is none to go to."""
        if self.session is None or not self.commit():
            return None
        key = self.session.selection.key
        problem = self.session.next_problem(key, backwards=backwards, around=around)
        if problem:
            self.session.selection.select(problem.key)
        return problem

    def accept(self, *, backwards: bool = False) -> None:
        """Take the cell as it stands, and go to the next (or previous) problem."""
        if self.session is None or not self.commit():
            return
        key = self.session.selection.key
        self.session.set_cell_state([key], CellState.CONFIRMED)
        self.go_to_problem(backwards=backwards)

    def show_finding(self, finding: Finding | None) -> None:
        """Tint the cells that a finding is about, until the current cell is none of them."""
        self.highlight(finding.cells if finding else ())

    def highlight(self, keys: Sequence[str]) -> None:
        """Tint some cells."""
        self._model.highlight(keys)

    def toggle_doubtful(self) -> None:
        """Mark the chosen cells as to be looked at again, or take that back."""
        if self.session is not None and self.commit():
            self.session.toggle_doubtful(self.chosen_keys())

    # events ----------------------------------------------------------------------------------

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move among value cells only."""
        key = self._model.key_at(self.currentIndex()) or self._model.grid.first
        ctrl = bool(modifiers & _CTRL)
        return self._model.index_of(table_moves.target(self._model.grid, key, action, ctrl=ctrl))

    def event(self, event: QEvent) -> bool:
        """Tell of every key before anybody answers to it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self.keyPressed.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys that mean something to a table; Qt does the rest."""
        key, held = event.key(), event.modifiers()
        if self._carried_by(event) or self._moved_far_by(event):
            event.accept()
        elif key in _ENTERS and not held & (_CTRL | _ALT):
            self.accept(backwards=bool(held & _SHIFT))
        elif key == Qt.Key.Key_Space and not held:
            self.toggle_doubtful()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not held:
            self.scrollPageRequested.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            self._opening = True
            super().keyPressEvent(event)
            self._opening = False

    def _tell_typed(self) -> None:
        if not self._opening:
            self.keyPressed.emit()

    def _moved_far_by(self, event: QKeyEvent) -> bool:
        """Go to the edge of the line or the table with Ctrl and an arrow."""
        if event.modifiers() & (_CTRL | _ALT) != _CTRL:
            return False
        key = self._model.key_at(self.currentIndex())
        edge = table_moves.edge(self._model.grid, key, event.key()) if key else None
        if edge is None:
            return False
        index = self._model.index_of(edge)
        if event.modifiers() & _SHIFT:
            start = self.visualRect(self.currentIndex())
            self.setSelection(start.united(self.visualRect(index)), _CLEAR_AND_SELECT)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, _CLEAR_AND_SELECT)
        return True

    def _on_finished(self, event: QKeyEvent) -> None:
        """After an edit was committed by a key, go where the key leads."""
        self.setFocus()
        if event.key() in _ENTERS:
            self.go_to_problem(backwards=bool(event.modifiers() & _SHIFT))
            return
        back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & _SHIFT
        action = QAbstractItemView.CursorAction
        move = action.MovePrevious if back else action.MoveNext
        index = self.moveCursor(move, Qt.KeyboardModifier.NoModifier)
        self.selectionModel().setCurrentIndex(index, _CLEAR_AND_SELECT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a head or label chooses nothing, but ends an edit."""
        if self._model.key_at(self.indexAt(event.position().toPoint())):
            super().mousePressEvent(event)
        else:
            self.commit()

    def keyboardSearch(self, search: str) -> None:
        """Typing edits; it does not search for labels."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Commit what is being typed, then tell the others which cell is the current one."""
        editor = self._delegate.editor
        if editor is not None and editor.composing:
            QGuiApplication.inputMethod().commit()
        super().currentChanged(current, previous)
        key = self._model.key_at(current)
        if key and self.session is not None:
            self.session.selection.select(key)

    def _on_tables_changed(self) -> None:
        """Lay the tables of another form out; go to the first cell where the present one went."""
        assert self.session is not None
        self._turn_to(self.sheet)
        key = self.session.selection.key
        if self.session.sheet_of(key) is None:
            self.session.selection.select(self._model.grid.first)
        else:
            self._on_selection_changed(key)

    def _on_selection_changed(self, key: str) -> None:
        if key not in self._model.highlighted:
            self._model.highlight(())
        sheet = self.session.sheet_of(key) if self.session else None
        if sheet is None:  # a spot of the page, which no cell took
            self.setCurrentIndex(QModelIndex())
            return
        if sheet != self.sheet:
            self._turn_to(sheet)
        index = self._model.index_of(key)
        hint = QAbstractItemView.ScrollHint.EnsureVisible
        if index != self.currentIndex():
            if not self.viewport().rect().contains(self.visualRect(index)):
                hint = QAbstractItemView.ScrollHint.PositionAtCenter  # so that one sees around it
            self.selectionModel().setCurrentIndex(index, _CLEAR_AND_SELECT)
        self.scrollTo(index, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tables to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        elif event.size().height() < event.oldSize().height():
            current = self.currentIndex()  # what grew below the table must not cover it
            if current.isValid() and 0 <= self.visualRect(current).top() < event.oldSize().height():
                self.scrollTo(current)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, the font and the palette of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_fonts()
            self.fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._delegate.recolor()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setAccessibleName(self.tr("Tables of the report"))
        self._model.retranslate()
        if self.session is not None:
            self.session.retranslate()
        self.fit()
