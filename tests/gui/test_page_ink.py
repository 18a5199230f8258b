from PySide6.QtGui import QColor, QImage, QPainter

from gui.pages.page_ink import ink_span, joined


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
