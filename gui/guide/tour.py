"""The short tour over the real window, after the sample is opened for the first time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.guide.bubble import Bubble, Outline
from gui.settings import TOUR, Settings
from gui.translations import marked


@dataclass(frozen=True, slots=True)
class Stop:
    """What is said of some panels; those that are hidden are not pointed at."""

    panels: Sequence[QWidget]
    title: str
    text: str


QUEUE = (
    marked("Tour", "The reports"),
    marked("Tour", "One line a report. The dot says how far it is, the number how many problems "
           "are open. Search and filter above; drop more files at any time."),
)  # fmt: skip
PAGE = (
    marked("Tour", "The source page"),
    marked("Tour", "The document as it was published. The cell at hand is framed in yellow; click "
           "a number on the page to go to its cell. Hold F4 to magnify it."),
)  # fmt: skip
TABLE = (
    marked("Tour", "The tables"),
    marked("Tour", "What was read. Red with ▲: most likely wrong. A red line: in the same broken "
           "sum. Amber: not read with certainty. Hatched: blank. Type to correct; every change "
           "is saved at once and can be undone."),
)  # fmt: skip
FINDINGS = (
    marked("Tour", "What does not add up"),
    marked("Tour", "Each problem in words, with the source of its cells and what would mend it. "
           "Alt+1 takes the first suggestion. If the document itself is wrong: As in source."),
)  # fmt: skip
KEYS = (
    marked("Tour", "Three keys are enough"),
    marked("Tour", "F8: next problem. Enter: the cell is right, go on. F9: report reviewed, next "
           "one. F1 lists all keys. This tour is in the Help menu."),
)  # fmt: skip


class Tour(QObject):
    """Points at panel after panel.

    Args:
        window: it lies over.
        stops: what it points at, in order.
        settings: whether it was seen.
        leave: gives the focus back.
    """

    def __init__(
        self,
        window: QWidget,
        stops: Sequence[Stop],
        settings: Settings,
        leave: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stops = stops
        self._settings = settings
        self._leave = leave
        self._awaited = False
        self._left: list[Stop] = []
        self._count = 0
        self._bubble: Bubble | None = None
        self._outline: Outline | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # when the panels have their places
        self._soon.timeout.connect(self.start)
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._point)

    @property
    def running(self) -> bool:
        """Whether a bubble is shown."""
        return self._bubble is not None

    def await_report(self, *, anyhow: bool = False) -> None:
        """Begin as soon as a report is open, if the tour was not seen, or ``anyhow``."""
        self._awaited = anyhow or self._settings.get(TOUR)

    def follow(self, *, has_report: bool) -> None:
        """Begin, or end, when a report is opened or closed."""
        if has_report and self._awaited:
            self._awaited = False
            self._soon.start()
        elif not has_report:
            self.end()

    def start(self) -> None:
        """Point at the first panel."""
        self.end()
        self._left = [stop for stop in self._stops if any(map(_is_shown, stop.panels))]
        self._count = len(self._left)
        if not self._left:
            return
        self._outline, self._bubble = Outline(self._window), Bubble(self._window)
        self._bubble.advanced.connect(self._advance)
        self._bubble.left.connect(self._skip)
        self._window.installEventFilter(self)
        self._say()
        self._bubble.show()
        self._outline.show()
        self._point()
        self._bubble.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Take the bubble away."""
        if self._bubble is None or self._outline is None:
            return
        bubble, outline = self._bubble, self._outline
        had_focus = bubble.isAncestorOf(self._window.focusWidget() or self._window)
        self._bubble = self._outline = None
        self._window.removeEventFilter(self)
        for part in (bubble, outline):
            part.hide()
            part.deleteLater()
        if had_focus:
            self._leave()

    def _advance(self) -> None:
        never = self._bubble is not None and self._bubble.never.isChecked()
        self._left = self._left[1:]
        if self._left:
            self._say()
            self._point()
        else:
            self._settings.set(TOUR, False)  # noqa: FBT003 - the value of the setting
        if never or not self._left:
            self._skip(never)

    def _skip(self, never: bool) -> None:
        if never:
            self._settings.set(TOUR, False)  # noqa: FBT003 - as above
        self.end()

    # where and what --------------------------------------------------------------------------

    def _say(self) -> None:
        bubble, stop = self._bubble, self._left[0]
        assert bubble is not None
        bubble.never.setText(self.tr("Not again"))
        bubble.skip.setText(self.tr("Skip"))
        last = len(self._left) == 1
        bubble.next.setText(self.tr("Done") if last else self.tr("Next"))
        number = f"{self._count - len(self._left) + 1} / {self._count}"
        bubble.say(_translated(stop.title), _translated(stop.text), number)

    def _point(self) -> None:
        if self._bubble is None or self._outline is None:
            return
        room = self._window.rect().adjusted(4, 4, -4, -4)
        target = QRect()
        for panel in filter(_is_shown, self._left[0].panels):
            target = target.united(_seen(panel, self._window))
        self._outline.setGeometry(target)
        self._bubble.point_at(target, room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size and the language of the window; Esc ends wherever it has no other use."""
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit.start()
        elif kind in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and self._bubble:
            self._say()
            self._fit.start()
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if kind == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Escape:
            self.end()
            return True
        return super().eventFilter(watched, event)


def _is_shown(panel: QWidget) -> bool:
    return panel.isVisible() and not panel.size().isEmpty()


def _seen(panel: QWidget, window: QWidget) -> QRect:
    """Return the part of a panel that is in sight, as one may be scrolled; in the window."""
    rect, part = panel.rect(), panel
    while part is not window and (parent := part.parentWidget()):
        rect = rect.translated(part.pos()) & parent.rect()
        part = parent
    return rect


def _translated(text: str) -> str:
    return QCoreApplication.translate("Tour", text)
