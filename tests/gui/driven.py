"""Driving the window as a person does: keys go to whatever has the focus."""

from PySide6.QtWidgets import QApplication, QWidget


def focused() -> QWidget:
    """Return the widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget
    return widget
