"""Draws reports as PDF files in many layouts, from the same form data that the program reads by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from core.forms import LayoutCell, Table
from tests.core.reports import FORMS

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 60.0
SIZE = 8.0
LINE = 10.5


@dataclass(frozen=True)
class Style:
    """How a report is drawn.

    ``rules``: "lines", "boxes" (a rectangle a cell), "thin" (filled rectangles), "double",
    "gaps" (separate boxes), "across" (horizontal ones only) or "none".
    """

    rules: str = "lines"
    top: float = 100.0  # where the first table begins: decides where pages break
    prose: bool = True
    rotate: int = 0
    repeat_heads: bool = False  # of the requests table, on each page
    cut_rows: bool = False  # pages may end within a row
    label_width: float = 62.0  # of each of several label columns


def font_of(text: str) -> str:
    return "helv" if text.isascii() else "china-s"


def grown(rect: pymupdf.Rect, by: float) -> pymupdf.Rect:
    return pymupdf.Rect(rect.x0 - by, rect.y0 - by, rect.x1 + by, rect.y1 + by)


class Drawing:
    """A PDF document being drawn, page after page."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.pdf = pymupdf.open()
        self.helvetica = pymupdf.Font("helv")
        self.shape: pymupdf.Shape
        self.new_page()

    def new_page(self) -> None:
        if len(self.pdf):
            self.shape.commit()
        self.shape = self.pdf.new_page(width=WIDTH, height=HEIGHT).new_shape()
        self.y = MARGIN

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        if text:
            self.shape.insert_text((x, y), text, fontname=font_of(text), fontsize=size)

    def length(self, text: str, size: float) -> float:
        if text.isascii():
            return float(self.helvetica.text_length(text, size))
        return len(text) * size  # china-s sets every character this wide

    def line(self, text: str, size: float = 11.0, centred: bool = False) -> None:
        if self.y > HEIGHT - MARGIN - 20:
            self.new_page()
        width = self.length(text, size)
        self.text((WIDTH - width) / 2 if centred else MARGIN, self.y + size, text, size)
        self.y += size * 1.8

    def wrapped(self, text: str, width: float) -> list[str]:
        lines, line = [], ""
        for char in text:
            if self.length(line + char, SIZE) > width and line:
                lines.append(line)
                line = ""
            line += char
        return [*lines, line] if line else lines

    def table(self, table: Table, texts: Mapping[str, str]) -> None:
        """Draw a table as the form prints it, over as many pages as it takes."""
        layout = table.layout
        labels = self.style.label_width if layout.label_columns > 1 else 120.0
        left = layout.label_columns * labels
        value = (WIDTH - 2 * MARGIN - left) / (layout.columns - layout.label_columns)
        xs = [
            MARGIN
            + min(i, layout.label_columns) * labels
            + max(0, i - layout.label_columns) * value
            for i in range(layout.columns + 1)
        ]
        shown = {c: (texts.get(c.key, "") if c.kind == "value" else c.text) for c in layout.cells}
        lines = {
            c: self.wrapped(shown[c], xs[c.column + c.columns] - xs[c.column] - 8)
            for c in layout.cells
        }
        heights = [
            max([len(lines[c]) for c in layout.cells if c.row == r and c.rows == 1] or [1]) * LINE
            + 5
            for r in range(layout.rows)
        ]
        heads = min(c.row for c in layout.cells if c.kind == "value")
        start = 0
        while start < layout.rows:
            if start > heads and self.style.repeat_heads and table.name == "requests":
                again = {
                    c: self.wrapped(c.text, xs[c.column + c.columns] - xs[c.column] - 8)
                    for c in layout.cells
                    if c.row < heads
                }
                self._part(tuple(again), again, xs, heights, 0, heads)
                self.y += sum(heights[:heads])
            end, y = start, self.y
            while end < layout.rows and y + heights[end] < HEIGHT - MARGIN:
                y += heights[end]
                end += 1
            room = int((HEIGHT - MARGIN - y - 2) / LINE) * LINE
            cut = self.style.cut_rows and end < layout.rows and LINE <= room < heights[end] - LINE
            if cut:
                whole, heights[end] = heights[end], room
                self._part(layout.cells, lines, xs, heights, start, end + 1, cut=True)
                heights[end] = whole - room
            elif end > start:
                self._part(layout.cells, lines, xs, heights, start, end)
            self.y = y
            start = end
            if start < layout.rows:
                self.new_page()

    def _part(
        self,
        cells: tuple[LayoutCell, ...],
        lines: dict[LayoutCell, list[str]],
        xs: list[float],
        heights: list[float],
        start: int,
        end: int,
        *,
        cut: bool = False,
    ) -> None:
        ys = [self.y]
        for height in heights[start:end]:
            ys.append(ys[-1] + height)
        for cell in cells:
            first, last = max(cell.row, start), min(cell.row + cell.rows, end)
            if first >= last:
                continue
            box = (
                xs[cell.column],
                ys[first - start],
                xs[cell.column + cell.columns],
                ys[last - start],
            )
            self._border(box)
            # the text of a cell that is cut runs on in its next part
            room = (
                len(lines[cell])
                if last == cell.row + cell.rows and not (cut and last == end)
                else int((box[3] - box[1]) / LINE)
            )
            self._fill(box, lines[cell][:room], centred=cell.kind != "label")
            lines[cell] = lines[cell][room:]

    def _fill(self, box: tuple[float, ...], lines: list[str], *, centred: bool) -> None:
        x0, y0, x1, y1 = box
        top = (y0 + y1 - len(lines) * LINE) / 2
        for at, line in enumerate(lines):
            width = self.length(line, SIZE)
            x = (x0 + x1 - width) / 2 if centred else x0 + 4
            self.text(x, top + (at + 0.8) * LINE, line)

    def _border(self, box: tuple[float, ...]) -> None:
        rules, rect = self.style.rules, pymupdf.Rect(box)
        sides = [(rect.tl, rect.tr), (rect.bl, rect.br), (rect.tl, rect.bl), (rect.tr, rect.br)]
        if rules == "none":
            return
        shape = self.shape
        if rules == "boxes":
            shape.draw_rect(rect)
        elif rules == "gaps":
            shape.draw_rect(grown(rect, -0.7))
        elif rules == "thin":
            for a, b in sides:
                shape.draw_rect(grown(pymupdf.Rect(a, b), 0.3))
        else:
            for a, b in sides[:2] if rules == "across" else sides:
                shape.draw_line(a, b)
                if rules == "double":
                    shift = (0, 1.5) if a.y == b.y else (1.5, 0)
                    shape.draw_line(a + shift, b + shift)
        black = (0.0, 0.0, 0.0)
        if rules == "thin":
            shape.finish(color=None, fill=black)
        else:
            shape.finish(color=black, width=0.5)


def draw_report(
    path: Path,
    texts: Mapping[str, str],
    form: str,
    style: Style,
    agency: str,
    year: int,
    change: Callable[[Table], Table] = lambda table: table,
) -> None:
    """Draw one report with these cells to a PDF file. Tables without a cell are left out.

    ``change`` makes of an official table what the agency prints.
    """
    drawing = Drawing(style)
    drawing.y = style.top
    drawing.line(f"{agency}{year}年政府信息公开工作年度报告", 16, centred=True)
    drawing.line("一、总体情况")
    if style.prose:
        for at in range(4):
            drawing.line(f"本年主动公开信息{at}条，其中规范性文件3件，行政许可{at * 7}件。")
    for table in FORMS.tables_of(form, texts):
        if drawing.y > HEIGHT - MARGIN - 60:
            drawing.new_page()
        drawing.line(table.title.zh)
        if any(key in texts for key in table.cells):
            drawing.table(change(table), texts)
        drawing.y += 8
    drawing.line("五、存在的主要问题及改进情况")
    drawing.line("公开不够及时。")
    drawing.line("六、其他需要报告的事项")
    drawing.line("无。")
    drawing.shape.commit()
    for number in range(len(drawing.pdf)):
        drawing.pdf[number].set_rotation(style.rotate)
    drawing.pdf.save(path)
    drawing.pdf.close()
