"""Pictures of what reading saw, for the person who has to find out why: ``read --debug``.

Each page is drawn as it is shown, and over it what the very reading found there: characters,
rulings, the grids with their cells, the cells of the form by key, what no cell took. Runs in a
worker process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from core.bounds import MAX_DEBUG_PAGES, MAX_PIXELS
from core.drawing.draw import Drawer
from core.errors import GoujiError
from core.forms import Forms
from core.progress import Steps
from core.read import read_document
from core.reading.page import Grid, GridCell, Page
from core.report import Box, Document, Report
from core.scans.engines import Engines
from core.text import Text

Color = tuple[float, float, float]

_BLACK: Color = (0.0, 0.0, 0.0)
_GREY: Color = (0.6, 0.6, 0.6)
_BLUE: Color = (0.1, 0.3, 1.0)
_GREEN: Color = (0.0, 0.6, 0.2)
_RED: Color = (0.9, 0.0, 0.1)
_PURPLE: Color = (0.6, 0.1, 0.8)
_ORANGE: Color = (1.0, 0.5, 0.0)
_LEGEND: tuple[tuple[str, Color], ...] = (
    ("字符 characters", _GREY),
    ("框线 rulings", _BLUE),
    ("网格 行,列 grid row,column", _GREEN),
    ("已识别 cells", _RED),
    ("其他表格 other tables", _PURPLE),
    ("未用数字 leftovers", _ORANGE),
)
_SCALE = 2.0  # pixels a point
_LABEL, _LINE = 4.5, 11.0  # points


@dataclass(frozen=True, slots=True)
class _Mark:
    """A box in points of the page as shown, with what to write into it."""

    box: Box
    color: Color
    width: float
    label: str = ""


def read_and_draw(
    path: Path, forms: Forms, engines: Engines, folders: Mapping[Path, Path]
) -> Steps:
    """Read a document as ``read_document`` does and draw what it saw, in a worker process.

    Args:
        path: the document.
        forms: the forms.
        engines: what reads pictures.
        folders: where the pictures of each document go: page-001.png and so on.

    Raises:
        GoujiError: the document cannot be read, or the pictures cannot be written.
    """
    pages: list[Page] = []
    cells: dict[int, list[GridCell]] = defaultdict(list)

    def observe(page: Page, grids: Sequence[Grid]) -> None:
        if page.number <= MAX_DEBUG_PAGES:
            pages.append(page)
            for cell in (cell for grid in grids for cell in grid.cells):
                cells[cell.page].append(cell)

    document = read_document(path, forms, engines, observe)
    folder = folders[path]
    drawer = Drawer()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page in (page for page in pages if page.width):
            marks = [*_seen(page, cells[page.number]), *_found(document.reports, page.number)]
            picture = _picture(drawer, path, page, marks, _said(document, page.number))
            (folder / f"page-{page.number:03}.png").write_bytes(picture.tobytes("png"))
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        drawer.close()
    yield from ()
    return document


def _seen(page: Page, cells: Iterable[GridCell]) -> Iterator[_Mark]:
    """Yield what stands on a page, and the cells of its grids."""
    for char in page.chars:
        yield _Mark(page.as_shown(char.box), _GREY, 0.2)
    for ruling in page.rulings:
        at, start, end = ruling.at, ruling.start, ruling.end
        box = (start, at, end, at) if ruling.horizontal else (at, start, at, end)
        yield _Mark(page.as_shown(box), _BLUE, 0.6)
    for cell in cells:
        box = _inside(page.as_shown(cell.box), 0.6)
        yield _Mark(box, _GREEN, 0.4, f"{cell.row0},{cell.column0}")


def _found(reports: Iterable[Report], number: int) -> Iterator[_Mark]:
    """Yield the cells of the reports that stand on a page, and what none of them took."""
    for report in reports:
        plain = {cell.key for table in report.plain for cell in table.cells}
        for key, cell in report.cells.items():
            if cell.place and cell.place.page == number:
                color = _PURPLE if key in plain else _RED
                short = key if key in plain else key.partition(".")[2]
                yield _Mark(_inside(cell.place.box, 1.4), color, 0.8, short + "?" * cell.unsure)
        for left in report.leftovers:
            if left.place.page == number:
                yield _Mark(_inside(left.place.box, 2.0), _ORANGE, 1.2, f"{left.kind} {left.label}")


def _inside(box: Box, by: float) -> Box:
    """Return a box a little smaller, so that what lies around it can still be seen."""
    x0, y0, x1, y1 = box
    by = min(by, (x1 - x0) / 4, (y1 - y0) / 4)
    return x0 + by, y0 + by, x1 - by, y1 - by


def _said(document: Document, number: int) -> list[str]:
    """Return what is to be written below a page: its reports, and the notes about it."""
    lines = [
        f"{report.agency or '?'}  {report.year or '?'}  form {report.form}"
        for report in document.reports
        if report.pages and report.pages[0] <= number <= report.pages[1]
    ]
    notes = (note for note in document.notes if note.page in (number, None))
    return lines + [f"{note.code}: {note.message.zh}" for note in notes]


def _picture(
    drawer: Drawer, path: Path, page: Page, marks: Iterable[_Mark], said: Sequence[str]
) -> pymupdf.Pixmap:
    """Return a page as shown with marks over it and, below, the legend and what is said of it."""
    pixels = memoryview(bytearray(3 * MAX_PIXELS))
    drawn = drawer.draw(path, page.number, _SCALE, None, pixels)
    samples = bytes(pixels[: 3 * drawn.width * drawn.height])
    shown = pymupdf.Pixmap(pymupdf.csRGB, drawn.width, drawn.height, samples, False)  # noqa: FBT003
    width, height = drawer.sizes(path)[page.number - 1]
    with pymupdf.open() as pdf:
        sheet = pdf.new_page(width=width, height=height + (len(said) + 2) * _LINE)
        sheet.insert_image((0, 0, width, height), pixmap=shown)
        texts = _Texts(sheet)
        shape = sheet.new_shape()
        for mark in marks:
            _draw(shape, texts, mark)
        shape.commit()
        x = _LINE
        for text, color in _LEGEND:
            x += texts.add(x, height + _LINE, text, 7.0, color) + _LINE
        for line, text in enumerate(said, 2):
            texts.add(_LINE, height + line * _LINE, text, 8.0, _BLACK)
        texts.write()
        scale = drawn.width / width
        picture: pymupdf.Pixmap = sheet.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    return picture


class _Texts:
    """What is written on a sheet, by colour."""

    def __init__(self, sheet: pymupdf.Page) -> None:
        self._sheet = sheet
        self._font = pymupdf.Font("cjk")
        self._writers: dict[Color, pymupdf.TextWriter] = {}

    def length(self, text: str, size: float) -> float:
        """Return how wide a text is."""
        return float(self._font.text_length(text, size))

    def add(self, x: float, y: float, text: str, size: float, color: Color) -> float:
        """Write a text and return how wide it is."""
        if color not in self._writers:
            self._writers[color] = pymupdf.TextWriter(self._sheet.rect)
        self._writers[color].append((x, y), text, self._font, size)
        return self.length(text, size)

    def write(self) -> None:
        """Put it on the sheet."""
        for color, writer in self._writers.items():
            writer.write_text(self._sheet, color=color)


def _draw(shape: pymupdf.Shape, texts: _Texts, mark: _Mark) -> None:
    x0, y0, x1, y1 = mark.box
    if x0 == x1 or y0 == y1:
        shape.draw_line((x0, y0), (x1, y1))
    else:
        shape.draw_rect(pymupdf.Rect(mark.box))
    shape.finish(color=mark.color, width=mark.width)
    if mark.label:
        room = max(x1 - x0 - 1, _LABEL)
        size = min(_LABEL, _LABEL * room / texts.length(mark.label, _LABEL))
        # that of a grid at the top of its cell, that of a cell of the form at the bottom
        y = y0 + size if mark.color is _GREEN else y1 - 1
        texts.add(x0 + 0.7, y, mark.label, size, mark.color)


def _not_written(folder: Path, error: OSError) -> GoujiError:
    return GoujiError(
        Text(
            f"无法在 {folder} 中写入图片（{error.strerror}）。",
            f"The pictures cannot be written to {folder} ({error.strerror}).",
        ),
        Text("请另选一个文件夹。", "Choose another folder."),
    )
