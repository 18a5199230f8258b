"""How a cell of the report's table looks, mark by mark, and how it is edited in place.

Marks have places of their own, so that several can stand in one cell: ▲ top left, the corner of a
change top right, ※ or ? bottom left, ✓ bottom right, a red line down the left edge.
"""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QPolygon,
)
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import colors
from gui.colors import Color
from gui.problems import Mark
from gui.table_grid import Slot
from gui.table_model import Index, Role

if TYPE_CHECKING:
    from gui.table_view import TableView

_ORDINAL = re.compile(r"（.）|.、")
PADDING = 5  # pixels between the edge of a cell and its text
_WRAP = Qt.TextFlag.TextWordWrap


class CellEditor(QLineEdit):
    """The editor in a cell. It knows whether an input method is composing in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note of what is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a TableView and edits them.

    Signals:
        finished: an edit was committed by a key; the argument says which one.
    """

    finished = Signal(QKeyEvent)

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view
        self.editor: CellEditor | None = None

    # editing ---------------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> CellEditor:
        """Make the editor for a cell."""
        editor = CellEditor(parent)
        editor.setFont(self._view.cell_font)
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        line = colors.ACTIVE_LINE.on(self._view.palette())
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
        if isinstance(editor, CellEditor) and editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Cover the cell, and be wide enough to show a number of some length."""
        rect = QRect(self._rect(option)).adjusted(-1, -1, 0, 0)
        wide = max(rect.width(), QFontMetrics(self._view.cell_font).horizontalAdvance("0" * 8))
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
        slot = index.data(Role.SLOT)
        if not isinstance(slot, Slot):
            return
        painter.save()
        rect, palette = self._rect(option), self._palette(option)
        if slot.kind == "title":
            self._paint_title(painter, rect, palette, index)
        elif slot.kind == "value":
            self._paint_value(painter, rect, option, index)
            self._paint_lines(painter, rect, palette, slot)
            self._paint_current(painter, rect, palette, index)
        else:
            self._paint_head(painter, rect, palette, slot)
            self._paint_lines(painter, rect, palette, slot)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, palette: QPalette, index: Index) -> None:
        font = QFont(self._view.cell_font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colors.TEXT.on(palette))
        place = rect.adjusted(0, 0, 0, -2 * PADDING)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | _WRAP
        painter.drawText(place, flags, index.data())

    def _paint_head(self, painter: QPainter, rect: QRect, palette: QPalette, slot: Slot) -> None:
        painter.fillRect(rect, colors.TABLE_HEAD.on(palette))
        painter.setFont(self._view.cell_font)
        quiet = slot.kind in ("corner", "band")
        painter.setPen((colors.TEXT_MUTED if quiet else colors.TEXT).on(palette))
        place = text_rect(rect)
        text = wrapped(slot, QFontMetrics(self._view.cell_font), place.width())
        painter.drawText(place, text_flags(slot), text)

    def _paint_value(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        palette = self._palette(option)
        marks: Mark = index.data(Role.MARKS)
        painter.fillRect(rect, self._ground(marks, index).on(palette))
        if Mark.HIGHLIGHTED in marks:
            painter.fillRect(rect, colors.ACTIVE_FILL.on(palette))
        text = index.data()
        if Mark.BLANK in marks:
            _hatch(painter, rect, colors.BLANK_HATCH.on(palette))
        if Mark.ABSENT in marks:
            self._paint_text(painter, rect, "×", colors.ABSENT.on(palette))
        else:
            quiet = text == "0" and not marks & (Mark.SUSPECT | Mark.UNSURE)
            color = (colors.TEXT_MUTED if quiet else colors.TEXT).on(palette)
            drawn = self._paint_text(painter, rect, text, color)
            if Mark.UNSURE in marks:
                _underline(painter, drawn, colors.UNSURE_MARK.on(palette))
        current = index == self._view.currentIndex()
        self._paint_marks(painter, rect, palette, marks, current=current)

    def _ground(self, marks: Mark, index: Index) -> Color:
        """The fill of a value cell: what is wrong comes before what is chosen."""
        if Mark.SUSPECT in marks:
            return colors.SUSPECT_FILL
        if Mark.UNSURE in marks:
            return colors.UNSURE_FILL
        chosen = self._view.selectionModel().isSelected(index)
        if chosen and index != self._view.currentIndex():
            return colors.SELECTED_FILL
        return colors.TABLE_BASE

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, color: QColor) -> QRect:
        """Draw a value in the middle, smaller where it would not fit; return where it stands."""
        room = rect.adjusted(2, 0, -2, 0)
        font = QFont(self._view.cell_font)
        while QFontMetrics(font).horizontalAdvance(text) > room.width() and font.pointSizeF() > 7:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        drawn = QRect(0, 0, metrics.horizontalAdvance(shown), metrics.ascent())
        drawn.moveCenter(room.center())
        return drawn

    def _paint_marks(
        self, painter: QPainter, rect: QRect, palette: QPalette, marks: Mark, *, current: bool
    ) -> None:
        side = max(7, round(self._view.mark_size))
        if Mark.MEMBER in marks:
            painter.fillRect(
                rect.left(), rect.top(), 2, rect.height(), colors.MEMBER_EDGE.on(palette)
            )
        if Mark.DOUBTFUL in marks:
            pen = QPen(colors.DOUBTFUL_MARK.on(palette), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if Mark.SUSPECT in marks:
            color = colors.SUSPECT_MARK.on(palette)
            # the frame of the current cell stands around it
            _frame(painter, rect.adjusted(2, 2, -2, -2) if current else rect, color)
            left, top = rect.left() + 5, rect.top() + 5
            _triangle(
                painter,
                color,
                (left, top + side - 1),
                (left + side, top + side - 1),
                (left + side // 2, top),
            )
        if Mark.CHANGED in marks:
            right, top = rect.right() + 1, rect.top()
            corner = (right - side - 1, top), (right, top), (right, top + side + 1)
            _triangle(painter, colors.CHANGED_MARK.on(palette), *corner)
        bottom = Qt.AlignmentFlag.AlignBottom
        if Mark.AS_IN_SOURCE in marks:
            self._sign(
                painter,
                rect,
                "※",
                colors.AS_IN_SOURCE.on(palette),
                bottom | Qt.AlignmentFlag.AlignLeft,
            )
        elif Mark.DOUBTFUL in marks:
            self._sign(
                painter,
                rect,
                "?",
                colors.DOUBTFUL_MARK.on(palette),
                bottom | Qt.AlignmentFlag.AlignLeft,
            )
        if Mark.CONFIRMED in marks:
            self._sign(
                painter,
                rect,
                "✓",
                colors.CONFIRMED_MARK.on(palette),
                bottom | Qt.AlignmentFlag.AlignRight,
            )

    def _sign(
        self, painter: QPainter, rect: QRect, sign: str, color: QColor, where: Qt.AlignmentFlag
    ) -> None:
        font = QFont(self._view.cell_font)
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.8))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(rect.adjusted(3, 0, -3, 0), where, sign)

    def _paint_current(
        self, painter: QPainter, rect: QRect, palette: QPalette, index: Index
    ) -> None:
        if index == self._view.currentIndex():
            color = colors.ACTIVE_LINE.on(palette)
            if self._view.hasFocus() or self.editor is not None:
                _frame(painter, rect, color)
            else:
                painter.setPen(color)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_lines(self, painter: QPainter, rect: QRect, palette: QPalette, slot: Slot) -> None:
        """Hairlines to the right of and below a cell; over and left of it at the table's edge."""
        line = colors.TABLE_LINE.on(palette)
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

    @staticmethod
    def _palette(option: QStyleOptionViewItem) -> QPalette:
        palette: QPalette = option.palette
        return palette


def text_rect(rect: QRect) -> QRect:
    """Return where the text of a head or label goes."""
    return rect.adjusted(PADDING, 0, -PADDING, 0)


def text_flags(slot: Slot) -> Qt.AlignmentFlag | Qt.TextFlag:
    """Return how the text of a head or label is set: labels to the left, heads in the middle."""
    left = slot.kind in ("label", "corner")
    across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
    return across | Qt.AlignmentFlag.AlignVCenter | _WRAP


def wrapped(slot: Slot, metrics: QFontMetrics, width: int) -> str:
    """Return a head's text in lines of about one length, its ordinal on a line of its own.

    Left to itself Qt fills each line, which leaves a lone character on the last one. Labels, which
    are read like sentences, stay as they are.
    """
    text = slot.text
    if slot.kind not in ("head", "group") or metrics.horizontalAdvance(text) <= width:
        return text
    ordinal = _ORDINAL.match(text)
    start = ordinal.end() if ordinal else 0
    rest = text[start:]
    for lines in range(1, len(rest) + 1):
        size = -(-len(rest) // lines)
        parts = [rest[at : at + size] for at in range(0, len(rest), size)]
        if all(metrics.horizontalAdvance(part) <= width for part in parts):
            return "\n".join([text[:start], *parts] if start else parts)
    return text


def _frame(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Draw a border of two pixels inside a cell."""
    painter.setPen(QPen(color, 2, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


def _triangle(painter: QPainter, color: QColor, *corners: tuple[int, int]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    painter.drawPolygon(QPolygon([QPoint(*corner) for corner in corners]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own


def _underline(painter: QPainter, text: QRect, color: QColor) -> None:
    painter.setPen(QPen(color, 2, Qt.PenStyle.DotLine))
    y = text.bottom() + 3
    painter.drawLine(text.left() - 1, y, text.right() + 1, y)


def _hatch(painter: QPainter, rect: QRect, color: QColor) -> None:
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1))
    for x in range(rect.left() - rect.height(), rect.right(), 7):
        painter.drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own
    painter.setClipping(False)
