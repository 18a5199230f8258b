"""Driving the window as a person does: keys go to whatever has the focus."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.pages.page_view import PageView


def focused() -> QWidget:
    """Return the widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget
    return widget


def wait_drawn(qtbot: QtBot, view: PageView, milliseconds: int = 5_000) -> None:
    """Wait until what is in sight of the pages is drawn."""

    def drawn() -> bool:
        layout = view._layout
        return layout is not None and all(
            map(view._pixels.pixmap, view._tiles(layout, view._seen()))
        )

    qtbot.waitUntil(drawn, timeout=milliseconds)
