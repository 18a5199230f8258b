"""The tree of a roster, changed by mouse and keys; each change can be taken back."""

from collections import Counter

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.checking.agencies import LEVEL_NAMES
from core.numbers import normalised
from core.text import Language
from gui import colors
from gui.project.agencies import Agencies
from gui.project.forest import Forest, Node, names_in

NAME, LEVEL, REPORTS = range(3)
_STEPS_KEPT = 100


class RosterTree(QTreeWidget):
    """Shows parents with their members, and which of them have no report.

    Args:
        agencies: those of the project.
        language: in which levels are named.
        editable: whether names and places can be changed.
    """

    edited = Signal()

    def __init__(self, agencies: Agencies, language: Language, *, editable: bool) -> None:
        super().__init__()
        self._agencies = agencies
        self._language: Language = language
        self._editable = editable
        self._past: list[Forest] = []
        self._filling = False
        self.setColumnCount(3)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        if editable:
            self.setDragDropMode(QTreeWidget.DragDropMode.InternalMove)
            self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
            naming = _Naming(agencies.names, self)
            naming.closeEditor.connect(self._drop_blank)
            self.setItemDelegate(naming)
            self.itemDoubleClicked.connect(lambda item: self.editItem(item, NAME))
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(LEVEL, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(REPORTS, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._follow_name)
        self.retranslate()

    # what is in it ---------------------------------------------------------------------------

    def forest(self) -> Forest:
        """Return what is shown."""
        tops = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return tuple(_node(item) for item in tops if item)

    def show_forest(self, forest: Forest) -> None:
        """Show this and nothing else; it is not a change."""
        self._filling = True
        self.clear()
        for node in forest:
            self.addTopLevelItem(self._item(node))
        self._filling = False
        self._mark()
        self.expandAll()
        if first := self.topLevelItem(0):
            self.setCurrentItem(first)

    def change(self, forest: Forest) -> None:
        """Show this in place of what is shown; it can be taken back."""
        if forest != self.forest():
            self._remember()
            self.show_forest(forest)
            self.edited.emit()

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            self.show_forest(self._past.pop())
            self.edited.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    def _remember(self) -> None:
        self._past = [*self._past, self.forest()][-_STEPS_KEPT:]

    def _item(self, node: Node) -> QTreeWidgetItem:
        item = QTreeWidgetItem([node.name])
        if self._editable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.addChildren([self._item(member) for member in node.members])
        return item

    # by hand ---------------------------------------------------------------------------------

    def add(self) -> None:
        """Add an agency beside the one at hand, or at the top, and ask for its name."""
        self._remember()
        item, present = self._item(Node("")), self.currentItem()
        self._filling = True
        if present and (above := present.parent()):
            above.insertChild(above.indexOfChild(present) + 1, item)
        elif present:
            present.insertChild(0, item)
            present.setExpanded(True)
        else:
            self.addTopLevelItem(item)
        self._filling = False
        self.setCurrentItem(item)
        self.editItem(item, NAME)

    def rename(self) -> None:
        """Edit the name at hand."""
        if item := self.currentItem():
            self.editItem(item, NAME)

    def remember_name(self, name: str) -> None:
        """Keep what is there before a name changes; one that is blank was just added."""
        if name:
            self._remember()

    def _drop_blank(self) -> None:
        """Take an agency out again for which no name was given."""
        item = self.currentItem()
        if item and not item.text(NAME) and self._past:
            self.show_forest(self._past.pop())

    def remove(self) -> None:
        """Take the agency at hand out, with its members."""
        if item := self.currentItem():
            self._remember()
            self._take(item)
            self._mark()
            self.edited.emit()

    def move_item(self, key: Qt.Key) -> None:
        """Move the agency at hand: up, down, below the one before it, or out of its parent."""
        item = self.currentItem()
        if not item:
            return
        above, at = item.parent(), self._place(item)
        target, place = above, at
        if key == Qt.Key.Key_Up:
            place = at - 1
        elif key == Qt.Key.Key_Down:
            place = at + 1
        elif key == Qt.Key.Key_Left and above:
            target, place = above.parent(), self._place(above) + 1
        elif key == Qt.Key.Key_Right and at:
            target = above.child(at - 1) if above else self.topLevelItem(at - 1)
            place = target.childCount() if target else 0
        count = target.childCount() if target else self.topLevelItemCount()
        if (target, place) == (above, at) or not 0 <= place <= count - (target is above):
            return
        self._remember()
        self._take(item)
        if target:
            target.insertChild(place, item)
            target.setExpanded(True)
        else:
            self.insertTopLevelItem(place, item)
        item.setExpanded(True)
        self.setCurrentItem(item)
        self._mark()
        self.edited.emit()

    def _place(self, item: QTreeWidgetItem) -> int:
        above = item.parent()
        return above.indexOfChild(item) if above else self.indexOfTopLevelItem(item)

    def _take(self, item: QTreeWidgetItem) -> None:
        if above := item.parent():
            above.removeChild(item)
        else:
            self.takeTopLevelItem(self.indexOfTopLevelItem(item))

    def _follow_name(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == NAME and not self._filling:
            self._mark()
            self.edited.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a move by mouse for one change."""
        self._remember()
        super().dropEvent(event)
        if self.forest() == self._past[-1]:
            self._past.pop()
            return
        self.expandAll()
        self._mark()
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and the arrows, remove with Del, undo with Ctrl+Z."""
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if not self._editable:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in arrows:
            self.move_item(Qt.Key(event.key()))
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    # how it looks ----------------------------------------------------------------------------

    def _mark(self) -> None:
        """Say of each agency which reports it has; stress those without, and names said twice."""
        self._filling = True
        names = Counter(normalised(name) for name in names_in(self.forest()))
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        muted = colors.TEXT_MUTED.on(self.palette())
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            name = item.text(NAME)
            years = self._agencies.years_of(name)
            said = ", ".join(map(str, years)) or self.tr("year unknown")
            color = muted
            if names[normalised(name)] > 1:
                said, color = "▲ " + self.tr("named twice"), colors.ERROR.on(self.palette())
            elif not self._agencies.has_report(name):
                said, color = "◆ " + self.tr("no report"), colors.WARNING.on(self.palette())
            item.setText(REPORTS, said)
            item.setForeground(REPORTS, color)
            level = self._agencies.level(name)
            item.setText(LEVEL, LEVEL_NAMES[level].to(self._language) if level else "")
            item.setForeground(LEVEL, muted)
            item.setToolTip(LEVEL, self._level_hint)
            waiting += [item.child(at) for at in range(item.childCount())]
        self._filling = False

    def set_language(self, language: Language) -> None:
        """Name levels in another language."""
        self._language = language
        self._mark()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._empty = self.tr(
            "No roster yet. Read one from a folder or a workbook, or add the agency above all "
            "others and put the others below it."
        )
        self._level_hint = self.tr(
            "Told by the name, or set by hand over a report's tables; "
            "rules P21-02, REQ-09 and STR-11 use it."
        )
        self.setHeaderLabels([self.tr("Agency"), self.tr("Level"), self.tr("Reports here")])
        self._mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do where there is nothing yet."""
        super().paintEvent(event)
        if self.topLevelItemCount() == 0 and self._editable:
            painter = QPainter(self.viewport())
            painter.setPen(colors.TEXT_MUTED.on(self.palette()))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._empty)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()


def _node(item: QTreeWidgetItem) -> Node:
    members = (item.child(at) for at in range(item.childCount()))
    return Node(item.text(NAME).strip(), tuple(_node(member) for member in members if member))


class _Naming(QStyledItemDelegate):
    """Edits a name, and offers those of the project's agencies."""

    def __init__(self, names: tuple[str, ...], tree: RosterTree) -> None:
        super().__init__(tree)
        self._names = names
        self._tree = tree

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Give a line with completion."""
        del option, index
        line = QLineEdit(parent)
        line.setObjectName("rosterName")
        completer = QCompleter(self._names, line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        return line

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Take a name that is not blank."""
        assert isinstance(editor, QLineEdit)
        name = editor.text().strip()
        if name and name != index.data():
            self._tree.remember_name(str(index.data() or ""))
            model.setData(index, name)
