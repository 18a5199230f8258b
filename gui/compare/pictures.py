"""What is compared as a picture, and as a table on the clipboard."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import GoujiError
from core.text import Text
from gui.table.clipboard import to_text

CopyRole = int(Qt.ItemDataRole.UserRole) + 7
"""What a cell is in a copied table: × absent, "" blank, 0 nought."""

SHARP = 2  # pixels of a picture for one of the screen, where it stays small enough
MOST_PIXELS = 16_000  # of a picture, high or wide: beyond that few programs show it
MARGIN = 16


def table_of(model: QAbstractItemModel) -> list[list[str]]:
    """Return a model as a table of texts, its heads first."""
    columns = range(model.columnCount())
    across = Qt.Orientation.Horizontal
    head = [str(model.headerData(c, across, CopyRole) or "") for c in columns]
    rows = range(model.rowCount())
    return [head, *([str(model.index(r, c).data(CopyRole) or "") for c in columns] for r in rows)]


def copy_table(table: list[list[str]]) -> None:
    """Put a table on the clipboard, for spreadsheets and for letters."""
    data = QMimeData()
    data.setText(to_text(table))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in table
    )
    data.setHtml(f"<table border='1'>{rows}</table>")
    QApplication.clipboard().setMimeData(data)


def save_picture(path: Path, title: str, parts: list[QWidget]) -> None:
    """Write widgets, one under the other below a title, as PNG or (by the suffix) as SVG.

    Args:
        path: where to.
        title: stands over them.
        parts: widgets of the size they are to have; they need not be shown.

    Raises:
        GoujiError: the picture is too large, or cannot be written there.
    """
    palette = parts[0].palette()
    line = parts[0].fontMetrics().height() + MARGIN
    width = max(part.width() for part in parts) + 2 * MARGIN
    height = sum(part.height() for part in parts) + line + 2 * MARGIN
    if max(width, height) > MOST_PIXELS:
        raise GoujiError(
            Text("图片太大，无法保存。", "The picture would be too large."),
            Text("请先缩小范围，或改为复制表格。", "Show less, or copy the table instead."),
        )

    def paint(painter: QPainter) -> None:
        whole = QRect(0, 0, width, height)
        painter.fillRect(whole, palette.color(palette.ColorRole.Base))
        painter.setPen(palette.color(palette.ColorRole.Text))
        painter.setFont(parts[0].font())
        painter.drawText(
            QRect(MARGIN, MARGIN, width - 2 * MARGIN, line), Qt.AlignmentFlag.AlignTop, title
        )
        top = MARGIN + line
        for part in parts:
            part.render(painter, QPoint(MARGIN, top))
            top += part.height()

    save = _save_svg if path.suffix.lower() == ".svg" else _save_png
    if not save(path, QSize(width, height), paint):
        raise GoujiError(
            Text(f"无法保存到 {path}。", f"The picture cannot be saved to {path}."),
            Text("请选择另一个文件夹。", "Choose another folder."),
        )


def _save_png(path: Path, size: QSize, paint: Callable[[QPainter], None]) -> bool:
    ratio = SHARP if max(size.width(), size.height()) * SHARP <= MOST_PIXELS else 1
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image.save(str(path))


def _save_svg(path: Path, size: QSize, paint: Callable[[QPainter], None]) -> bool:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter()
    if not painter.begin(generator):
        return False
    paint(painter)
    return painter.end()
