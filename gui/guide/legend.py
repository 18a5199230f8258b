"""What the marks of a cell mean, each drawn as the table draws it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import colors
from gui.problems import Mark
from gui.table import cell_marks
from gui.translations import marked
from gui.window_place import open_at

SIZE = QSize(620, 560)


@dataclass(frozen=True, slots=True)
class Entry:
    """One look of a cell: its marks, what stands in it, and what is meant."""

    marks: Mark
    sample: str
    title: str
    text: str
    current: bool = False


LEGEND = (
    Entry(Mark.SUSPECT, "12", marked("Legend", "▲ Most likely wrong"),
          marked("Legend", "A rule is broken, and an error in this cell explains it best. F8 goes "
                 "from one to the next.")),
    Entry(Mark.MEMBER, "40", marked("Legend", "Red line: in the same broken rule"),
          marked("Legend", "Less likely to be wrong than the cell with ▲.")),
    Entry(Mark.UNSURE, "6", marked("Legend", "Amber, underlined: not read with certainty"),
          marked("Legend", "The underlined characters are in doubt. Compare with the source: Enter "
                 "if it is right, else type.")),
    Entry(Mark.CHANGED, "13", marked("Legend", "Blue corner: changed by a person"),
          marked("Legend", "Rest the mouse on it to see from what, by whom and when.")),
    Entry(Mark.CONFIRMED, "3", marked("Legend", "✓ Confirmed"),
          marked("Legend", "A person has compared it with the source and found it right.")),
    Entry(Mark.AS_IN_SOURCE, "7", marked("Legend", "※ As in source"),
          marked("Legend", "The document itself says so. The reason is kept, and the rule is asked "
                 "again when a value changes.")),
    Entry(Mark.DOUBTFUL, "5", marked("Legend", "? Doubtful"),
          marked("Legend", "Put aside with the space bar, to be looked at again; still counted.")),
    Entry(Mark.BLANK, "", marked("Legend", "Hatched: blank"),
          marked("Legend", "Nothing is printed where a number is expected. A blank is not a 0.")),
    Entry(Mark.ABSENT, "×", marked("Legend", "× No such cell"),
          marked("Legend", "The document has no such row or column. Typing makes the cell.")),
    Entry(Mark.UNPROTECTED, "9", marked("Legend", "◦ No rule protects it"),
          marked("Legend", "No sum or comparison would notice a misread number: only your eyes "
                 "check it. Shown by View › Cells that no rule protects.")),
    Entry(Mark.HIGHLIGHTED, "8", marked("Legend", "Faint yellow: named by the problem at hand"),
          marked("Legend", "The cells of the problem that is chosen in the list, or found by a "
                 "search.")),
    Entry(Mark.NORMAL, "21", marked("Legend", "Yellow frame: the cell at hand"),
          marked("Legend", "The same yellow frames its place on the source page."), current=True),
    Entry(Mark.NORMAL, "0", marked("Legend", "No mark"),
          marked("Legend", "All rules about it hold, and it was read with certainty.")),
)  # fmt: skip


class Swatch(QWidget):
    """A cell with some marks."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry

    def sizeHint(self) -> QSize:
        """Be as large as a cell of the table."""
        line = self.fontMetrics().height()
        return QSize(5 * line, 2 * line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as the table does."""
        entry, dark = self._entry, colors.is_dark(self.palette())
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 0, -1, -1)
        fills = {Mark.SUSPECT: colors.SUSPECT_FILL, Mark.UNSURE: colors.UNSURE_FILL}
        painter.fillRect(rect, fills.get(entry.marks, colors.TABLE_BASE).value(dark=dark))
        if entry.current or entry.marks is Mark.HIGHLIGHTED:
            tint = colors.ACTIVE_FILL if entry.current else colors.HIGHLIGHT_FILL
            painter.fillRect(rect, tint.value(dark=dark))
        if entry.marks is Mark.BLANK:
            cell_marks.hatch(painter, rect, colors.BLANK_HATCH.value(dark=dark))
        painter.setPen(colors.TABLE_EDGE.value(dark=dark))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        ink = colors.ABSENT if entry.marks is Mark.ABSENT else colors.TEXT
        painter.setPen(ink.value(dark=dark))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, entry.sample)
        if entry.marks is Mark.UNSURE:
            metrics = self.fontMetrics()
            drawn = QRect(0, 0, metrics.horizontalAdvance(entry.sample), metrics.ascent())
            drawn.moveCenter(rect.center())
            cell_marks.underline(painter, drawn, colors.UNSURE_MARK.value(dark=dark))
        cell_marks.paint(painter, rect, entry.marks, self.font(), dark=dark, current=entry.current)
        if entry.current:
            cell_marks.frame(painter, rect, colors.ACTIVE_LINE.value(dark=dark))


def legend_dialog(window: QWidget) -> QDialog:
    """Return the window with the legend; it is to be opened, and is gone when it is closed."""
    dialog = QDialog(window)
    dialog.setObjectName("legendDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Legend", "Marks"))
    open_at(dialog, SIZE.expandedTo(dialog.fontMetrics().size(0, "M" * 44)))
    inner, area = QWidget(), QScrollArea()
    grid = QGridLayout(inner)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for row, entry in enumerate(LEGEND):
        swatch, title = Swatch(entry), QLabel(f"<b>{_translated(entry.title)}</b>")
        text = QLabel(_translated(entry.text), wordWrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        swatch.setAccessibleName(_translated(entry.title))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(title)
        lines.addWidget(text)
        grid.addWidget(swatch, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(lines, row, 1)
    grid.setRowStretch(len(LEGEND), 1)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(dialog.windowTitle())
    area.viewport().setBackgroundRole(QPalette.ColorRole.Window)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.addWidget(area)
    column.addWidget(buttons)
    return dialog


def _translated(text: str) -> str:
    return QCoreApplication.translate("Legend", text)
