"""A ring around whatever has the focus, where it does not show that itself."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from gui.pages.crop_strip import CropButton
from gui.pages.page_view import PageView
from gui.table.table_view import TableView

THICK = 2  # pixels
_OWN = (QLineEdit, TableView, PageView, CropButton)  # they paint their focus


class FocusRing(QFocusFrame):
    """The ring itself; it follows its widget wherever that goes."""

    def follow_tab(self) -> None:
        """Be drawn round another tab."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, whole where its widget reaches to the edge of the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), THICK))
        place = self.visibleRegion().boundingRect()
        if isinstance(tabs := self.widget(), QTabBar):
            corner = self.mapFromGlobal(tabs.mapToGlobal(QPoint(0, 0)))
            place = tabs.tabRect(tabs.currentIndex()).translated(corner)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3)


class _AboveStyle(QProxyStyle):
    """Has the ring lie over its widget: beneath, what stands close would cover it."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's own name
    ) -> int:
        """Answer for the ring alone."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0  # it would let nothing be drawn but around the widget
        return super().styleHint(hint, option, widget, returnData)


class FocusRings(QObject):
    """Rings the widget that the keyboard has led to; the mouse shows where one is by itself.

    Args:
        application: tells where the focus is.
    """

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._style = _AboveStyle("Fusion")
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._follow)

    def close(self) -> None:
        """Ring nothing any more."""
        self._application.focusChanged.disconnect(self._follow)
        self._take_away()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._take_away()
        clicked = self._application.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or clicked or isinstance(new, _OWN) or new.isWindow():
            return
        self._ring = FocusRing(new.window())
        self._ring.setStyle(self._style)
        self._ring.setWidget(new)
        if isinstance(new, QTabBar):
            new.currentChanged.connect(self._ring.follow_tab)

    def _take_away(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):  # it may have gone with its window
            ring.hide()
            ring.deleteLater()
