"""The button that says what of the queue is shown: a tree of what reports can be told apart by."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.report import ReportState
from gui.documents.queue_filter import Facet

LEAST, HEIGHT = 96, 240  # pixels of the tree
_VALUE = int(Qt.ItemDataRole.UserRole)
Ticked = dict[Facet, set[str]]
Counts = Mapping[Facet, Mapping[str, int]]


class FilterButton(QToolButton):
    """Shows and hides the tree, and says how much is ticked in it.

    ``panel`` holds the tree; its owner puts it where there is room. ``asked`` is emitted before the
    tree is shown: whoever owns the reports says with `show_values` what there is to tick.
    """

    asked = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterButton")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.ticked: Ticked = {}
        self.setCheckable(True)
        self.panel = QWidget()
        self._tree = QTreeWidget()
        self._tree.setObjectName("filterTree")
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(1)
        self._tree.setUniformRowHeights(True)
        self._tree.setIndentation(14)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # counts stand at the end
        self._clear = QPushButton()
        self._clear.setObjectName("filterClear")
        self._tree.setMinimumHeight(LEAST)
        self._tree.setMaximumHeight(HEIGHT)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tree)
        column.addWidget(self._clear)
        self.panel.hide()
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.panel, self.click)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._clear.clicked.connect(self.clear)
        self._tree.itemChanged.connect(self._tick)
        self.toggled.connect(self._show)
        self.retranslate()

    def show_values(self, counts: Counts) -> None:
        """Show what can be ticked, with the number of reports that have it."""
        self._tree.itemChanged.disconnect(self._tick)
        self._tree.clear()
        for facet, values in counts.items():
            head = QTreeWidgetItem(self._tree, [self._facet_name(facet)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            ticked = self.ticked.get(facet, set())
            for value in self._sorted(facet, {**dict.fromkeys(ticked, 0), **values}):
                name = self._name(facet, value)
                item = QTreeWidgetItem(head, [f"{name}  ({values.get(value, 0)})"])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setData(0, _VALUE, (facet.value, value))
                state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
                item.setCheckState(0, state)
            # agencies may be thousands: they are folded until something is ticked there
            head.setExpanded(facet is not Facet.AGENCY or bool(ticked))
        self._tree.itemChanged.connect(self._tick)

    def clear(self) -> None:
        """Take all ticks off."""
        if self.ticked:
            self.ticked = {}
            self._show_count()
            self.asked.emit()
            self.changed.emit()

    def _show(self, shown: bool) -> None:
        self.asked.emit()
        self.panel.setVisible(shown)
        if shown:
            values = self._tree.model()
            self._tree.setCurrentIndex(values.index(0, 0, values.index(0, 0)))
            self._tree.setFocus()
        else:
            self.setFocus()

    def _tick(self, item: QTreeWidgetItem) -> None:
        facet, value = item.data(0, _VALUE)
        values = self.ticked.setdefault(Facet(facet), set())
        if item.checkState(0) is Qt.CheckState.Checked:
            values.add(value)
        else:
            values.discard(value)
        self.ticked = {facet: values for facet, values in self.ticked.items() if values}
        self._show_count()
        self.changed.emit()

    # words -----------------------------------------------------------------------------------

    def _sorted(self, facet: Facet, values: Mapping[str, int]) -> list[str]:
        if facet is Facet.YEAR:
            return sorted(values, reverse=True)
        known = [*self._names(facet)]
        return sorted(values, key=lambda v: (known.index(v) if v in known else len(known), v))

    def _name(self, facet: Facet, value: str) -> str:
        unknown = self.tr("Not found")
        return self._names(facet).get(value, value) or unknown

    def _facet_name(self, facet: Facet) -> str:
        return {
            Facet.STATE: self.tr("State"),
            Facet.PROBLEMS: self.tr("What is open"),
            Facet.YEAR: self.tr("Year"),
            Facet.SOURCE: self.tr("Kind of document"),
            Facet.AGENCY: self.tr("Agency"),
        }[facet]

    def _names(self, facet: Facet) -> dict[str, str]:
        """Return the names of a facet's values, in the order in which they stand."""
        if facet is Facet.STATE:
            return {
                ReportState.READ.value: self.tr("Not looked at yet"),
                ReportState.IN_REVIEW.value: self.tr("In review"),
                ReportState.PARKED.value: self.tr("Parked"),
                ReportState.REVIEWED.value: self.tr("Reviewed"),
                ReportState.REOPENED.value: self.tr("Reopened"),
            }
        if facet is Facet.PROBLEMS:
            return {
                "error": self.tr("Must fix"),
                "warning": self.tr("To explain"),
                "hint": self.tr("Hints"),
                "unsure": self.tr("Unsure cells"),
                "none": self.tr("Nothing"),
            }
        if facet is Facet.SOURCE:
            return {
                "pdf": self.tr("PDF with text"),
                "scan": self.tr("Scan or photo"),
                "html": self.tr("Web page"),
                "docx": self.tr("Word"),
                "office": self.tr("doc, wps, rtf"),
                "text": self.tr("Copied text"),
            }
        return {}

    def _show_count(self) -> None:
        count = sum(map(len, self.ticked.values()))
        text = self.tr("Filter")
        self.setText(f"{text} ({count}) ▾" if count else f"{text} ▾")
        self._clear.setEnabled(bool(count))

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setToolTip(self.tr("Show only reports of some states, years, kinds or agencies"))
        self.setAccessibleName(self.toolTip())
        self._tree.setAccessibleName(self.tr("Filter"))
        self._clear.setText(self.tr("Show all"))
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
