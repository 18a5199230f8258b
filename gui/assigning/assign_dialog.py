"""A plain table beside a table of a form: which cell would be which, before anything changes."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.assigning import Assigner, Assignment, replaced
from core.forms import Table
from core.report import PlainTable, Report
from core.text import Language
from gui.assigning.form_preview import FormPreview
from gui.assigning.printed_table import PrintedTable
from gui.sentences import sentences
from gui.window_place import open_at

SIZE = (1180, 640)  # pixels
BY_LABELS, BY_ORDER, BY_HAND = range(3)


class AssignDialog(QDialog):
    """Asks which table of the forms a plain table is, and which of its cells goes where.

    Columns, rows or cells of the plain table are carried onto the form with the mouse; the fields
    over it do as much by keyboard for the table as a whole.

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
        open_at(self, QSize(*SIZE))
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
        self.printed = PrintedTable(report, plain)
        self.preview = FormPreview(report, language)
        self._hint, self._count = QLabel(), QLabel()
        self._hint.setWordWrap(True)
        self._count.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._how.addItems([""] * 3)
        self._which.addItems([""] * len(tables))
        self.assignment: Assignment = self._assigner().proposed()
        self.retranslate()
        self._which.currentIndexChanged.connect(self._propose)
        self._how.currentIndexChanged.connect(self._work_out)
        self._row.valueChanged.connect(self._work_out)
        self._column.valueChanged.connect(self._work_out)
        self.printed.carrying.moved.connect(self._show_on_the_way)
        self.printed.carrying.dropped.connect(self._put_down)
        self.printed.carrying.given_up.connect(self._show)
        self.preview.takenOut.connect(self._take_out)
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
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.printed)
        both.addWidget(self.preview)
        both.setSizes([SIZE[0] * 3 // 8, SIZE[0] * 5 // 8])
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(both, 1)
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
            self._how.setCurrentIndex(BY_LABELS if named else BY_ORDER)
        self.printed.choose_from(row, column)
        self.preview.show_table(self.table)
        self._work_out()

    def _work_out(self) -> None:
        """Follow the fields."""
        assigner, how = self._assigner(), self._how.currentIndex()
        by_labels = assigner.by_labels() if how == BY_LABELS else None
        for field in (self._row, self._column):
            field.setEnabled(by_labels is None and how != BY_HAND)
        if how != BY_HAND:
            start = self._row.value() - 1, self._column.value() - 1
            self.assignment = by_labels or assigner.by_order(*start)
        self._show()

    def _show(self, on_the_way: Assignment | None = None) -> None:
        """Show what each cell of the form would hold; also while something is being carried."""
        one = on_the_way or self.assignment
        new = one.sources.items() - self.assignment.sources.items()
        self.preview.show_held(one, {key for key, _ in new})
        self.printed.show_taken(set(one.sources.values()))
        self._say(one)

    # what is carried -------------------------------------------------------------------------

    def _with_carried(self, place: QPoint) -> Assignment | None:
        at = self.preview.place_at(place)
        if at is None:
            return None
        return self._assigner().put_down(self.assignment, self.printed.lifted, *at)

    def _show_on_the_way(self, place: QPoint) -> None:
        self._show(self._with_carried(place))

    def _put_down(self, place: QPoint) -> None:
        self._change_by_hand(self._with_carried(place) or self.assignment)

    def _take_out(self, keys: Collection[str]) -> None:
        left = {key: one for key, one in self.assignment.sources.items() if key not in keys}
        self._change_by_hand(Assignment(self.table, left))

    def _change_by_hand(self, one: Assignment) -> None:
        if one.sources != self.assignment.sources:
            self.assignment = one
            with QSignalBlocker(self._how):
                self._how.setCurrentIndex(BY_HAND)
        self._work_out()

    # words -----------------------------------------------------------------------------------

    def _say(self, one: Assignment) -> None:
        losing = len(replaced(self._report, one))
        said = [self.tr("%n cell(s) of the form are filled.", "", len(one.sources))]
        if losing:
            said.append(self.tr("%n of them hold something else now (→).", "", losing))
        said.append(self.tr("The table itself stays as it is."))
        self._count.setText(sentences(said))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.assignment.sources))

    def _take(self) -> None:
        self.accept()
        self.taken.emit(self.assignment)

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
        ways = self.tr("By their labels"), self.tr("In their order"), self.tr("As put by hand")
        for at, way in enumerate(ways):
            self._how.setItemText(at, way)
        self._hint.setText(
            self.tr(
                "Wrong place? Drag a column or a row by its number, or the chosen cells, "
                "from the left onto the form. Delete takes a cell out."
            )
        )
        self.printed.setAccessibleName(self.tr("The table as it is printed"))
        self.preview.setAccessibleName(self.tr("What the form would hold"))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Assign"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._say(self.assignment)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
