"""Widgets side by side, in as many lines as it takes."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from gui.flow_layout import FlowLayout


def test_what_has_no_room_begins_a_new_line(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget)
    layout.setContentsMargins(5, 5, 5, 5)
    layout.setSpacing(4)
    buttons = [QPushButton() for _ in range(4)]
    for button in buttons:
        button.setFixedSize(100, 20)
        layout.addWidget(button)
    assert layout.count() == 4
    assert layout.heightForWidth(1000) == 30
    assert layout.heightForWidth(220) == 54
    layout.setGeometry(QRect(0, 0, 220, 60))
    assert [(b.x(), b.y()) for b in buttons] == [(5, 5), (109, 5), (5, 29), (109, 29)]
    buttons[1].hide()
    assert layout.heightForWidth(220) == 54
    buttons[2].hide()
    assert layout.heightForWidth(220) == 30
    assert layout.minimumSize().width() == 110
    assert layout.itemAt(9) is None
    taken = layout.takeAt(0)
    assert taken
    assert taken.widget() is buttons[0]
    assert layout.takeAt(9) is None
