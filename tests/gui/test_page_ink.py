from PySide6.QtGui import QColor, QImage, QPainter

from gui.pages.page_ink import ink_span, joined
from gui.pages.page_view import PageView
from tests.gui.driven import wait_drawn


def image(*stripes):
    """A white picture of 100 × 60 with stripes: left, width, colour."""
    picture = QImage(100, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    for left, width, color in stripes:
        painter.fillRect(left, 20, width, 5, QColor(color))
    painter.end()
    return picture


def test_print_is_found_and_what_is_pale_is_not(qapp):
    assert ink_span(image()) is None
    assert ink_span(image((10, 5, "black"), (70, 3, "#A00000"))) == (10, 73)
    assert ink_span(image((3, 90, "#F4F4F4"), (40, 1, "black"))) == (40, 41)
    assert ink_span(image((0, 100, "black"))) == (0, 100)


def test_spans_are_joined():
    assert joined([]) is None
    assert joined([(3, 5), (1, 2)]) == (1, 5)


def test_white_margins_are_left_out_of_sight(qtbot, seeds, draw_worker, settings):
    view = PageView(draw_worker, settings)
    qtbot.addWidget(view)
    view.show()
    view.resize(500, 600)
    view.show_document(seeds / "seed-000-word.pdf")
    wait_drawn(qtbot, view)
    layout, inside = view._layout, view._print
    assert layout
    assert inside
    rect, left = layout.rect(1), view._seen().left()
    assert rect.width() > view.viewport().width()
    assert view.horizontalScrollBar().value() > 0
    assert not view.horizontalScrollBar().isVisible()
    image = view.viewport().grab().toImage()
    edges = [image.pixelColor(x, y) for x in (2, image.width() - 3) for y in range(40, 560, 3)]
    assert all(color == QColor("white") for color in edges)  # nothing of the print is cut off
    beside = inside[0] * layout.zoom + rect.left() - left
    assert 10 <= beside <= 20
    view.set_zoom(1.5)
    assert view.horizontalScrollBar().maximum() > 0
    view.fit_width()
    assert view._seen().left() == left
    view.resize(700, 600)
    wide = view._layout
    assert wide
    assert inside[0] * wide.zoom + wide.rect(1).left() - view._seen().left() >= 10
