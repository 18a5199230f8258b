"""How wide the print on a document's pages is, so that a view need not show their white margins."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTransform

from gui.pages.draw_worker import DrawWorker

SCALE = 0.3
"""Pixels a point of the small drawings that are looked at."""

INK = 200
"""What is darker than this, of 255, is print."""

Span = tuple[float, float]
"""Left and right, in points."""


class InkMeasure(QObject):
    """Measures pages by small drawings of them.

    Args:
        worker: draws.
        parent: the Qt parent.
    """

    measured = Signal(object)  # Span; None where there is no print on the pages

    def __init__(self, worker: DrawWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked: set[int] = set()
        self._spans: list[Span] = []
        worker.drawn.connect(self._look)
        worker.failed.connect(self._give_up)

    def stop(self) -> None:
        """Forget what was asked for."""
        for ticket in self._asked:
            self._worker.cancel(ticket)
        self._asked, self._spans = set(), []

    def measure(self, path: Path, pages: Iterable[int]) -> None:
        """Have pages of a document, at least one, measured together; ``measured`` follows."""
        self.stop()
        self._asked = {self._worker.request(path, page, SCALE) for page in pages}

    def _look(self, ticket: int, image: QImage) -> None:
        if ticket in self._asked:
            span = ink_span(image)
            if span is not None:
                self._spans.append((span[0] / SCALE, span[1] / SCALE))
            self._tick_off(ticket)

    def _give_up(self, ticket: int) -> None:
        if ticket in self._asked:
            self._tick_off(ticket)

    def _tick_off(self, ticket: int) -> None:
        self._asked.discard(ticket)
        if not self._asked:
            self.measured.emit(joined(self._spans))


def ink_span(image: QImage) -> Span | None:
    """Return the first and the last column of pixels with print; None where there is none."""
    # turned, its columns are lines of bytes, which are quickly gone through
    turned = image.convertToFormat(QImage.Format.Format_Grayscale8).transformed(
        QTransform().rotate(90)
    )
    pixels, width = turned.constBits(), turned.bytesPerLine()
    inked = [
        x
        for x in range(turned.height())
        if min(pixels[x * width : x * width + turned.width()], default=255) < INK
    ]
    return (inked[0], inked[-1] + 1) if inked else None


def joined(spans: Iterable[Span]) -> Span | None:
    """Return the span that holds all; None for none."""
    spans = list(spans)
    if not spans:
        return None
    return min(left for left, _ in spans), max(right for _, right in spans)
