"""Small line charts of the row at hand: one a column of the form, the years from left to right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.checking.explain import number_text
from core.comparing.years import Line, Stand
from gui import colors
from gui.compare.years_model import ABSENT

HEIGHT = 150
WIDEST = 300  # pixels of one chart
PAD = 10
DOT = 3.0
SMALL = 0.84
# Chinese characters are higher than the font that the metrics are of
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextDontClip)


class RowCharts(QWidget):
    """The charts, side by side. Absent and blank cells break the line and are marked as such."""

    chosen = Signal(str)  # key of the line whose chart was clicked

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rowCharts")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._years: Sequence[int] = ()
        self._lines: Sequence[Line] = ()
        self._current = ""

    def show_lines(self, years: Sequence[int], lines: Sequence[Line], current: str) -> None:
        """Show lines of one row; the ``current`` one (a key) is the one at hand."""
        self._years, self._lines, self._current = years, lines, current
        said = "; ".join(
            f"{line.column}: {', '.join(_word(line, at) for at in range(len(years)))}"
            for line in lines
        )
        self.setAccessibleName(lines[0].label if lines else "")
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the charts of a row of requests."""
        return QSize(7 * 120, HEIGHT)

    def places(self) -> list[QRectF]:
        """Return where the charts are."""
        if not self._lines:
            return []
        width = min(WIDEST, self.width() / len(self._lines))
        return [QRectF(at * width, 0, width, self.height()) for at in range(len(self._lines))]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line of a chart."""
        for place, line in zip(self.places(), self._lines, strict=True):
            if place.contains(event.position()):
                self.chosen.emit(line.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all charts."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colors.TABLE_BASE.on(self.palette()))
        for place, line in zip(self.places(), self._lines, strict=True):
            self._draw(painter, place, line)

    def _draw(self, painter: QPainter, place: QRectF, line: Line) -> None:
        palette, current = self.palette(), line.key == self._current
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * SMALL)
        title = QFont(small)
        title.setBold(current)
        if current:
            painter.fillRect(place.adjusted(3, 3, -3, -3), colors.SELECTED_FILL.on(palette))
        inner = place.adjusted(PAD, 6, -PAD, -4)
        painter.setFont(title)
        painter.setPen(colors.TEXT.on(palette))
        height = painter.fontMetrics().height()
        head = QRectF(inner.left(), inner.top(), inner.width(), height)
        text = painter.fontMetrics().elidedText(
            line.column, Qt.TextElideMode.ElideRight, int(head.width())
        )
        painter.drawText(head, _LEFT, text)
        painter.setFont(small)
        foot = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
        painter.setPen(colors.TEXT.on(palette) if current else colors.TEXT_MUTED.on(palette))
        painter.drawText(foot, _LEFT, str(self._years[0]))
        if len(self._years) > 1:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, str(self._years[-1]))
        plot = inner.adjusted(6, 2 * height + PAD, -6, -height - 6)
        self._draw_line(painter, plot, line)

    def _draw_line(self, painter: QPainter, plot: QRectF, line: Line) -> None:
        palette = self.palette()
        numbers = [point.number for point in line.cells if point.number is not None]
        low, high = min([0, *numbers]), max([0, *numbers])
        span = (high - low) or 1

        shares = along(self._years)

        def spot(at: int, number: float) -> QPointF:
            return QPointF(
                plot.left() + shares[at] * plot.width(),
                plot.bottom() - (number - low) / span * plot.height(),
            )

        painter.setPen(QPen(colors.TABLE_EDGE.on(palette), 1))
        painter.drawLine(
            QPointF(plot.left(), spot(0, 0).y()), QPointF(plot.right(), spot(0, 0).y())
        )
        mark = colors.CHANGED_MARK.on(palette)
        before: QPointF | None = None
        for at, point in enumerate(line.cells):
            if point.number is None:
                before = None
                self._draw_gap(painter, spot(at, 0), point.stand)
                continue
            here = spot(at, point.number)
            if before is not None:
                apart = self._years[at] - self._years[at - 1] > 1  # nothing is known of the years
                style = Qt.PenStyle.DotLine if apart else Qt.PenStyle.SolidLine
                painter.setPen(QPen(mark, 2, style))
                painter.drawLine(before, here)
            before = here
        for at, point in enumerate(line.cells):
            if point.number is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(mark)
                painter.drawEllipse(spot(at, point.number), DOT, DOT)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        self._draw_values(painter, line, plot, spot)

    def _draw_values(
        self, painter: QPainter, line: Line, plot: QRectF, spot_of: Callable[[int, float], QPointF]
    ) -> None:
        """Write the highest and the last number; more would not be read."""
        told = [(at, p.number) for at, p in enumerate(line.cells) if p.number is not None]
        if not told:
            return
        highest = max(told, key=lambda one: one[1])
        painter.setPen(colors.TEXT.on(self.palette()))
        metrics = painter.fontMetrics()
        taken: list[QRectF] = []
        for at, number in dict.fromkeys((told[-1], highest)):
            text, here = number_text(number), spot_of(at, number)
            width = metrics.horizontalAdvance(text)
            left = min(max(here.x() - width / 2, plot.left() - 6), plot.right() + 6 - width)
            box = QRectF(left, here.y() - metrics.height() - DOT, width + 1, metrics.height())
            if not any(box.intersects(other) for other in taken):
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                taken.append(box)

    def _draw_gap(self, painter: QPainter, at: QPointF, stand: Stand) -> None:
        """Mark a year without a number: × absent, a hollow ring for blank, a dash for no cell."""
        painter.setPen(QPen(colors.TEXT_MUTED.on(self.palette()), 1.5))
        if stand is Stand.BLANK:
            painter.drawEllipse(at, DOT, DOT)
        elif stand is Stand.NOT_ON_FORM:
            painter.drawLine(at - QPointF(DOT, 0), at + QPointF(DOT, 0))
        else:
            sign = ABSENT if stand is Stand.ABSENT else "?"
            box = QRectF(at.x() - 8, at.y() - 18, 16, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def along(years: Sequence[int]) -> list[float]:
    """Return where years stand between the first (0) and the last (1), as far apart as they are.

    The one of a single year, or of several reports of one, stands in the middle.
    """
    span = years[-1] - years[0]
    return [(year - years[0]) / span if span else 0.5 for year in years]


def _word(line: Line, at: int) -> str:
    point = line.cells[at]
    return point.text if point.stand is Stand.NUMBER else point.stand.value
