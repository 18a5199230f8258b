"""How a finding looks in the list: its sign and rule to the left, its sentence wrapped beside."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyleOptionViewItem

from core.report import Finding
from core.store.review import Decision
from gui import colors
from gui.findings.findings_groups import Group, group_of
from gui.findings.sentence_rows import GAP, PADDING, Index, Said, SentenceDelegate
from gui.table.cell_words import shown_time

LineRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a finding with the decision about it, or the title of a group.

    ``reopened`` says why a finding is open again that somebody had decided about.
    """

    finding: Finding | None = None
    decision: Decision | None = None
    reopened: str = ""
    title: str = ""
    group: Group | None = None
    count: int = 0


class FindingsDelegate(SentenceDelegate):
    """Paints the lines of the list of findings."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view, "REQ-000")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that a line takes at the width of the list."""
        line: Line = index.data(LineRole)
        if line.finding is None:
            return QSize(0, QFontMetrics(option.font).height() + 3 * PADDING)
        return self.size_of(option, _said(line, line.finding, index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        line: Line = index.data(LineRole)
        if line.finding is None:
            self._paint_title(painter, option, line)
            return
        rule = Said(line.finding.rule, group_of(line.finding, line.decision).color)
        self.paint_row(painter, option, rule, _said(line, line.finding, index))

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        assert line.group is not None
        painter.save()
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(line.group.color.on(option.palette))
        place = option.rect.adjusted(GAP, 0, -GAP, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, f"{line.group.sign} {line.title}  {line.count}")
        painter.restore()


def _said(line: Line, finding: Finding, index: Index) -> list[Said]:
    """Return the sentence of a finding, and what was decided about it."""
    group = group_of(finding, line.decision)
    quiet = group in (Group.UNSETTLED, Group.DECIDED)
    text: str = index.data(Qt.ItemDataRole.DisplayRole)
    color = colors.TEXT_MUTED if quiet else colors.TEXT
    said = [Said(text.partition(" ")[2], color, struck=line.decision is not None)]
    if line.reopened:
        said.append(Said(f"※ {line.reopened}", colors.AS_IN_SOURCE))
    if decision := line.decision:
        parts = [f"※ {decision.reason}", decision.who, shown_time(decision.at)]
        said.append(Said(" · ".join(part for part in parts if part), group.color))
    return said
