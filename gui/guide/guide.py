"""The help of the window at work: tour, legend, list of keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QToolBar

from gui.actions import Actions
from gui.desk import Desk
from gui.documents.documents_panel import DocumentsPanel
from gui.guide.keys_dialog import keys_dialog
from gui.guide.legend import legend_dialog
from gui.guide.tour import FINDINGS, KEYS, PAGE, QUEUE, TABLE, Stop, Tour
from gui.reviewing import Reviewing
from gui.settings import Settings


class Guide(QObject):
    """Shows a newcomer around.

    Args:
        window: the main window; its toolbar is there already.
        acts: the actions; opening the sample brings the tour, once.
        desk: the panels of a report.
        documents: the queue.
        reviewing: tells when a report is open.
        settings: whether the tour was seen.
    """

    def __init__(
        self,
        window: QMainWindow,
        acts: Actions,
        desk: Desk,
        documents: DocumentsPanel,
        reviewing: Reviewing,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._acts = acts
        self._reviewing = reviewing
        bars: Sequence[QToolBar] = window.findChildren(QToolBar, "mainToolBar")
        stops = (
            Stop((documents,), *QUEUE),
            Stop((desk.page,), *PAGE),
            Stop((desk.table,), *TABLE),
            Stop((desk.crops, desk.offers, desk.findings), *FINDINGS),
            Stop(bars, *KEYS),
        )
        self.tour = Tour(window, stops, settings, desk.table.setFocus)
        acts["openSample"].triggered.connect(self._await_tour)
        reviewing.sessionChanged.connect(self._follow)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "tour": self.show_around,
            "legend": lambda: legend_dialog(self._window).open(),
            "keys": lambda: keys_dialog(self._window, self._acts.specs).open(),
        }

    def show_around(self) -> None:
        """Give the tour; where no report is open, over the sample."""
        if self._reviewing.session:
            self.tour.start()
        else:
            self._acts["openSample"].trigger()
            self.tour.await_report(anyhow=True)

    def _await_tour(self) -> None:
        self.tour.await_report()

    def _follow(self) -> None:
        self.tour.follow(has_report=self._reviewing.session is not None)
