"""What a pasted block would change, shown before it does; nothing changes until it is accepted."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.bar import MARGINS, Bar
from gui.edits import text_changes
from gui.session import Session
from gui.table import cell_words

SHOWN = 200  # changes that are listed; more of them are counted
ROWS = 5  # of the list that are in sight
PASTED = "pasted"  # why a step was made, in the log


class PasteBar(Bar):
    """Lists the changes of a block; Enter makes them, Esc leaves all as it is.

    Signals:
        shown: the keys of the cells that would change; none when the bar goes.
    """

    shown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pasteBar", parent)
        self.session: Session | None = None
        self._texts: dict[str, str] = {}
        self._why = PASTED
        self._title = QLabel()
        self._list = QListWidget()
        self._list.setObjectName("pasteList")
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what changes stands at the end
        self._accept, self._leave = QPushButton(), QPushButton()
        self._accept.setObjectName("pasteAccept")
        self._accept.clicked.connect(self.accept)
        self._leave.clicked.connect(self.close_bar)
        head = QHBoxLayout()
        self._title.setWordWrap(True)
        head.addWidget(self._title, 1)
        head.addWidget(self._accept)
        head.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._list)
        self.retranslate()

    def set_session(self, session: Session | None) -> None:
        """Serve another report, or none."""
        self.close_bar()
        if self.session is not None:
            self.session.changed.disconnect(self.close_bar)
        self.session = session
        if session is not None:
            session.changed.connect(self.close_bar)  # what was compared with is no more

    def open_for(self, texts: Mapping[str, str], why: str = PASTED) -> None:
        """Show what texts would change, by key; a single change is made at once.

        Args:
            texts: those of a block that is pasted, or what replacing makes of cells.
            why: what the step is called in the log, "pasted" or "replaced".
        """
        if self.session is None:
            return
        changes = _changes(self.session, texts)
        if len(changes) < 2:
            self.session.paste(texts, why)
            return
        self._texts, self._why = dict(texts), why
        self._name_parts()
        self._list.clear()
        blank, absent = self.tr("(blank)"), self.tr("(no cell)")
        for key, (old, new) in list(changes.items())[:SHOWN]:
            name = cell_words.label(self.session, key)
            before = absent if old is None else old or blank
            self._list.addItem(self.tr("{0}: {1} → {2}").format(name, before, new or blank))
        if len(changes) > SHOWN:
            self._list.addItem(self.tr("and {0} more").format(len(changes) - SHOWN))
        same = len(self._texts) - len(changes)
        title = self.tr("The block changes %n cell(s)", "", len(changes))
        if why != PASTED:
            title = self.tr("Replacing changes %n cell(s)", "", len(changes))
        kept = self.tr("; {0} stay as they are").format(same) if same else ""
        self._title.setText(title + kept)
        rows = min(ROWS, self._list.count())
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth())
        self.show()
        self.shown.emit(tuple(changes))
        self._accept.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Put the bar away; what was not accepted is not pasted."""
        if self._texts:
            self._texts = {}
            self.hide()
            self.shown.emit(())
            self.closed.emit()

    def accept(self) -> None:
        """Make the changes."""
        texts = self._texts
        self.close_bar()
        if self.session is not None and texts:
            self.session.paste(texts, self._why)

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self._name_parts()
        if self._texts:
            self.open_for(self._texts, self._why)

    def _name_parts(self) -> None:
        pasting = self._why == PASTED
        what = self.tr("What the block would change")
        self.setAccessibleName(what if pasting else self.tr("What replacing would change"))
        self._list.setAccessibleName(self.accessibleName())
        self._accept.setText(self.tr("Paste") if pasting else self.tr("Replace"))
        self._leave.setText(self.tr("Leave as it is"))


def _changes(
    session: Session, texts: Mapping[str, str]
) -> dict[str, tuple[str | None, str | None]]:
    """Return what becomes of the cells that a block changes: the text before and after, by key."""
    made, _ = text_changes(session.report, texts, lambda key: bool(session.sheet_of(key)))
    return {change.key: (change.old, change.new) for change in made if change.kind == "text"}
