"""How a cell of the report's table looks, mark by mark, and how it is edited in place.

Marks have places of their own, so that several can stand in one cell: ▲ top left, the corner of a
change top right, ※ or ? bottom left, ✓ bottom right, a red line down the left edge.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import colors
from gui.colors import Color, is_dark
from gui.problems import Mark
from gui.table import cell_marks
from gui.table.table_grid import PRINTED, Slot
from gui.table.table_layout import PADDING, text_flags, text_rect, wrapped
from gui.table.table_model import Index

if TYPE_CHECKING:
    from gui.table.table_sheets import TableSheets

_WRAP = Qt.TextFlag.TextWordWrap


class CellEditor(QLineEdit):
    """The editor in a cell. It knows whether an input method is composing in it."""

    keyPressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note of what is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of the keys that are pressed here; what it has no use for its parents tell of."""
        done = super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and event.isAccepted():
            self.keyPressed.emit()
        return done


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a table and edits them.

    Signals:
        finished: an edit was committed by a key; the argument says which one.
    """

    finished = Signal(QKeyEvent)
    keyPressed = Signal()  # in the editor

    def __init__(self, view: "TableSheets") -> None:
        super().__init__(view)
        self._view = view
        self.editor: CellEditor | None = None
        self.unwritten = False  # what was committed last could not be written
        self.recolor()

    def recolor(self) -> None:
        """Take the colours that suit the palette of the view."""
        self._dark = is_dark(self._view.palette())

    # editing ---------------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> CellEditor:
        """Make the editor for a cell."""
        editor = CellEditor(parent)
        editor.keyPressed.connect(self.keyPressed)
        editor.setFont(self._view.cell_font)
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        line = colors.ACTIVE_LINE.value(dark=self._dark)
        editor.setStyleSheet(f"QLineEdit {{ border: 2px solid {line.name()}; padding: 0px; }}")
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the editor."""
        self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the text of the cell; a change from elsewhere does not overtake typing."""
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed, where something was."""
        session = self._view.table_model.session
        if session and isinstance(editor, CellEditor) and editor.isModified():
            self.unwritten = False
            session.failed.connect(self._note_failure)
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
            session.failed.disconnect(self._note_failure)

    def _note_failure(self) -> None:
        self.unwritten = True

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Cover the cell, and be wide enough to show a number of some length."""
        rect = QRect(self._rect(option)).adjusted(-1, -1, 0, 0)
        wide = max(rect.width(), self._view.cell_metrics.horizontalAdvance("0" * 8))
        rect.moveLeft(rect.center().x() - wide // 2)
        rect.setWidth(wide)
        room = self._view.viewport().width()
        rect.moveLeft(max(0, min(rect.left(), room - wide)))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let keys commit, but never while an input method is composing."""
        if not isinstance(editor, CellEditor) or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        if event.type() != QEvent.Type.KeyPress or editor.composing:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            # Ctrl and Alt with Enter belong to the window
            if event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            ):
                return False
            self.finish(editor)
            if self.editor is None:  # else it could not be written, and stays to be tried again
                self.finished.emit(event)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
            return True
        return False

    def finish(self, editor: CellEditor) -> None:
        """Commit what was typed and close the editor."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)

    # painting --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one printed cell."""
        slot = self._view.table_model.slot_at(index)
        if slot is None:
            return
        painter.save()
        rect = self._rect(option)
        if slot.kind == "title":
            self._paint_title(painter, rect, index)
        elif slot.key:
            self._paint_value(painter, rect, index, slot)
            self._paint_lines(painter, rect, slot)
            self._paint_current(painter, rect, index)
        else:
            self._paint_head(painter, rect, slot)
            self._paint_lines(painter, rect, slot)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, index: Index) -> None:
        font = QFont(self._view.cell_font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colors.TEXT.value(dark=self._dark))
        place = rect.adjusted(0, 0, 0, -2 * PADDING)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | _WRAP
        painter.drawText(place, flags, index.data())

    def _paint_head(self, painter: QPainter, rect: QRect, slot: Slot) -> None:
        painter.fillRect(rect, colors.TABLE_HEAD.value(dark=self._dark))
        painter.setFont(self._view.cell_font)
        quiet = slot.kind in ("corner", "band")
        painter.setPen((colors.TEXT_MUTED if quiet else colors.TEXT).value(dark=self._dark))
        place = text_rect(rect, slot)
        text = wrapped(slot, slot.text, self._view.cell_metrics, place.width())
        painter.drawText(place, text_flags(slot), text)

    def _paint_value(self, painter: QPainter, rect: QRect, index: Index, slot: Slot) -> None:
        marks = self._view.table_model.marks_of(slot.key)
        painter.fillRect(rect, self._ground(marks, index, slot).value(dark=self._dark))
        current = index == self._view.currentIndex()
        if current or Mark.HIGHLIGHTED in marks:
            self._tint(painter, rect, marks, current=current)
        text = self._view.table_model.text_of(slot.key)
        if Mark.BLANK in marks:
            cell_marks.hatch(painter, rect, colors.BLANK_HATCH.value(dark=self._dark))
        if Mark.ABSENT in marks:
            self._paint_text(painter, rect, "×", colors.ABSENT.value(dark=self._dark))
        elif slot.kind in PRINTED:
            self._paint_words(painter, rect, slot, text)
        else:
            quiet = text == "0" and not marks & (Mark.SUSPECT | Mark.UNSURE)
            color = (colors.TEXT_MUTED if quiet else colors.TEXT).value(dark=self._dark)
            drawn = self._paint_text(painter, rect, text, color)
            if Mark.UNSURE in marks:
                self._underline(painter, drawn, text, self._view.table_model.weak_of(slot.key))
        font = self._view.cell_font
        cell_marks.paint(painter, rect, marks, font, dark=self._dark, current=current)

    def _underline(self, painter: QPainter, drawn: QRect, text: str, weak: tuple[int, ...]) -> None:
        """Underline the doubtful characters of a value, all of it where they are not known."""
        color = colors.UNSURE_MARK.value(dark=self._dark)
        metrics = painter.fontMetrics()
        for at in weak:
            left = drawn.left() + metrics.horizontalAdvance(text[:at])
            width = metrics.horizontalAdvance(text[at : at + 1])
            cell_marks.underline(painter, QRect(left, drawn.top(), width, drawn.height()), color)
        if not weak:
            cell_marks.underline(painter, drawn, color)

    def _paint_words(self, painter: QPainter, rect: QRect, slot: Slot, text: str) -> None:
        """Draw the words of a table that no form knows as heads and labels are drawn."""
        painter.setFont(self._view.cell_font)
        painter.setPen(colors.TEXT.value(dark=self._dark))
        place = text_rect(rect, slot)
        said = wrapped(slot, text, self._view.cell_metrics, place.width())
        painter.drawText(place, text_flags(slot), said)

    def _tint(self, painter: QPainter, rect: QRect, marks: Mark, *, current: bool) -> None:
        """Tint the current cell, and faintly those of the finding at hand; red and amber stay."""
        if not marks & (Mark.SUSPECT | Mark.UNSURE):
            tint = colors.ACTIVE_FILL if current else colors.HIGHLIGHT_FILL
            painter.fillRect(rect, tint.value(dark=self._dark))

    def _ground(self, marks: Mark, index: Index, slot: Slot) -> Color:
        """The fill of a cell: what is wrong comes before what is chosen."""
        if Mark.SUSPECT in marks:
            return colors.SUSPECT_FILL
        if Mark.UNSURE in marks:
            return colors.UNSURE_FILL
        chosen = self._view.selectionModel().isSelected(index)
        if chosen and index != self._view.currentIndex():
            return colors.SELECTED_FILL
        return colors.TABLE_HEAD if slot.kind in ("heading", "name") else colors.TABLE_BASE

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, color: QColor) -> QRect:
        """Draw a value in the middle, smaller where it would not fit; return where it stands."""
        room = rect.adjusted(2, 0, -2, 0)
        font, metrics = self._view.cell_font, self._view.cell_metrics
        while metrics.horizontalAdvance(text) > room.width() and font.pointSizeF() > 7:
            font = QFont(font)
            font.setPointSizeF(font.pointSizeF() - 0.5)
            metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        drawn = QRect(0, 0, metrics.horizontalAdvance(shown), metrics.ascent())
        drawn.moveCenter(room.center())
        return drawn

    def _paint_current(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index == self._view.currentIndex():
            color = colors.ACTIVE_LINE.value(dark=self._dark)
            if self._view.hasFocus() or self.editor is not None:
                cell_marks.frame(painter, rect, color)
            else:
                painter.setPen(color)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_lines(self, painter: QPainter, rect: QRect, slot: Slot) -> None:
        """Hairlines to the right of and below a cell; over and left of it at the table's edge."""
        line = colors.TABLE_LINE.value(dark=self._dark)
        painter.fillRect(rect.right() + 1, rect.top(), 1, rect.height() + 1, line)
        painter.fillRect(rect.left(), rect.bottom() + 1, rect.width() + 1, 1, line)
        if slot.top:
            painter.fillRect(rect.left(), rect.top(), rect.width() + 1, 1, line)
        if slot.left:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height() + 1, line)

    @staticmethod
    def _rect(option: QStyleOptionViewItem) -> QRect:
        """The inside of a cell: without the hairlines to the right and below."""
        rect: QRect = option.rect
        return rect.adjusted(0, 0, -1, -1)
