"""The program's icons: line drawings in SVG, painted in the colours of the palette."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource

SIZES = (16, 20, 24, 32, 48, 64, 96)  # pixels: up to very large letters at three pixels a point
LETTERS = 12  # pixels of the letters beside which an icon has the size it was drawn for


def icon(name: str, palette: QPalette) -> QIcon:
    """Return an icon in the text colour of a palette, greyed where it is disabled.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    groups = {
        QIcon.Mode.Normal: QPalette.ColorGroup.Active,
        QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled,
    }
    result = QIcon()
    for mode, group in groups.items():
        color = palette.color(group, QPalette.ColorRole.ButtonText)
        renderer = _renderer(drawing, color)
        for size in SIZES:
            result.addPixmap(_painted(renderer, size), mode)
    return result


def icon_size(font: QFont, drawn: int) -> QSize:
    """Return the size of an icon beside letters of a font.

    Args:
        font: of the letters.
        drawn: pixels of the icon beside letters of the usual size; never less.
    """
    side = max(drawn, round(drawn * QFontInfo(font).pixelSize() / LETTERS / 2) * 2)
    return QSize(side, side)


def _renderer(drawing: str, color: QColor) -> QSvgRenderer:
    colored = drawing.replace("currentColor", color.name())
    return QSvgRenderer(QByteArray(colored.encode()))


def _painted(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def program_icon() -> QIcon:
    """Return the icon of the program itself, the same in light and dark."""
    return QIcon(str(resource("icons", "gouji.png")))
