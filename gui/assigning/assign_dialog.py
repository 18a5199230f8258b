"""A plain table beside a table of a form: which cell would be which, before anything changes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.assigning import Assigner, Assignment, held, lines_of, replaced
from core.forms import Table
from core.report import PlainTable, Report
from core.text import Language
from gui import colors

SIZE = (980, 620)  # pixels
HEAD_ROOM = 220  # pixels, of the labels of rows


class AssignDialog(QDialog):
    """Asks which table of the forms a plain table is, and where its values begin.

    Args:
        report: the report as it stands.
        plain: one of its plain tables.
        tables: the tables of the forms, the likeliest first.
        language: of the titles of those.
    """

    taken = Signal(object)  # Assignment

    def __init__(
        self,
        report: Report,
        plain: PlainTable,
        tables: Sequence[Table],
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("assignDialog")
        self.resize(*SIZE)
        self._report, self._plain, self._tables = report, plain, tables
        self._language: Language = language
        self._which, self._how = QComboBox(), QComboBox()
        self._which.setObjectName("assignTable")
        self._how.setObjectName("assignHow")
        self._row, self._column = QSpinBox(), QSpinBox()
        self._row.setObjectName("assignRow")
        self._column.setObjectName("assignColumn")
        self._row.setRange(1, plain.rows)
        self._column.setRange(1, plain.columns)
        self._labels = [QLabel() for _ in range(4)]
        self.preview = QTableWidget()
        self.preview.setObjectName("assignPreview")
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setTabKeyNavigation(False)
        self._count = QLabel()
        self._count.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._how.addItems(["", ""])
        self._which.addItems([""] * len(tables))
        self.assignment: Assignment = self._assigner().proposed()
        self.retranslate()
        self._which.currentIndexChanged.connect(self._propose)
        self._how.currentIndexChanged.connect(self._show)
        self._row.valueChanged.connect(self._show)
        self._column.valueChanged.connect(self._show)
        self._propose()

    def _lay_out(self) -> None:
        head = QFormLayout()
        head.addRow(self._labels[0], self._which)
        head.addRow(self._labels[1], self._how)
        start = QHBoxLayout()
        for widget in (self._row, self._labels[3], self._column):
            start.addWidget(widget)
        start.addStretch()
        head.addRow(self._labels[2], start)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.preview, 1)
        column.addWidget(self._count)
        column.addWidget(self._buttons)
        for label, field in zip(
            self._labels, (self._which, self._how, self._row, self._column), strict=True
        ):
            label.setBuddy(field)

    # what is proposed ------------------------------------------------------------------------

    @property
    def table(self) -> Table:
        """The table of the forms that is chosen."""
        return self._tables[max(self._which.currentIndex(), 0)]

    def _assigner(self) -> Assigner:
        return Assigner(self._report, self._plain, self.table)

    def _propose(self) -> None:
        """Propose for another table of the forms, by its labels where they are there."""
        assigner = self._assigner()
        row, column = assigner.start()
        named = assigner.by_labels() is not None
        with QSignalBlocker(self._row), QSignalBlocker(self._column), QSignalBlocker(self._how):
            self._row.setValue(row + 1)
            self._column.setValue(column + 1)
            self._how.setCurrentIndex(0 if named else 1)
        self._show()

    def _show(self) -> None:
        """Show what each cell of the form would hold."""
        assigner = self._assigner()
        by_labels = assigner.by_labels() if self._how.currentIndex() == 0 else None
        for field in (self._row, self._column):
            field.setEnabled(by_labels is None)
        start = self._row.value() - 1, self._column.value() - 1
        self.assignment = by_labels or assigner.by_order(*start)
        self._fill()
        self._say()

    def _fill(self) -> None:
        table, preview = self.table, self.preview
        lines = lines_of(table)
        found = held(self._report, self.assignment)
        losing = set(replaced(self._report, self.assignment))
        preview.clear()
        preview.setRowCount(len(lines))
        preview.setColumnCount(max(map(len, lines)))
        longest = max(lines, key=len)
        heads = [column.label for _, column in (table.cells[key] for key in longest)]
        alike = len({len(line) for line in lines}) == 1
        preview.setHorizontalHeaderLabels(heads if alike else [""] * len(heads))
        rows = [table.cells[line[0]][0] for line in lines]
        preview.setVerticalHeaderLabels(
            [row.label or table.title.to(self._language) for row in rows]
        )
        for y, line in enumerate(lines):
            for x, key in enumerate(line):
                preview.setItem(y, x, self._item(key, found.get(key), replaces=key in losing))
        side = preview.verticalHeader()
        side.setMaximumWidth(HEAD_ROOM)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _item(self, key: str, new: object, *, replaces: bool) -> QTableWidgetItem:
        cell = self._report.cells.get(key)
        old = (cell.text or "") if cell else ""
        text = getattr(new, "text", None)
        said = old if text is None else f"{old} → {text}" if replaces else text
        item = QTableWidgetItem(said)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(f"{self.table.label(key)}\n{said}")
        color = colors.TEXT_MUTED if text is None else colors.TEXT
        item.setForeground(QBrush(color.on(self.palette())))
        if replaces:
            item.setBackground(QBrush(colors.UNSURE_FILL.on(self.palette())))
        return item

    def _say(self) -> None:
        losing = len(replaced(self._report, self.assignment))
        said = [self.tr("%n cell(s) of the form are filled.", "", len(self.assignment.sources))]
        if losing:
            said.append(self.tr("%n of them hold something else now (→).", "", losing))
        said.append(self.tr("The table itself stays as it is."))
        self._count.setText(" ".join(said))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.assignment.sources))

    def _take(self) -> None:
        self.accept()
        self.taken.emit(self.assignment)

    # words -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Assign the table to the form"))
        said = (self.tr("&Table of the form:"), self.tr("&Rows and columns:"),
                self.tr("Values &begin in row"), self.tr("&column"))  # fmt: skip
        for label, text in zip(self._labels, said, strict=True):
            label.setText(text)
        for at, table in enumerate(self._tables):
            form = "" if table.form == "*" else self.tr(" (form {0})").format(table.form)
            self._which.setItemText(at, table.title.to(self._language) + form)
        self._how.setItemText(0, self.tr("By their labels"))
        self._how.setItemText(1, self.tr("In their order"))
        self.preview.setAccessibleName(self.tr("What the form would hold"))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Assign"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
