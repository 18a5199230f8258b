"""Plain tables made for tests."""

from collections.abc import Sequence
from dataclasses import replace

from core.report import Cell, Place, PlainCell, PlainTable, Report, plain_key
from tests.core.reports import report, zeros

WIDTH, HEIGHT = 50.0, 20.0


def with_tables(*tables: Sequence[Sequence[str | None]], base: Report | None = None) -> Report:
    """A report with these other tables, row by row; None goes on from the cell left of it."""
    whole = base or report(zeros())
    for number, texts in enumerate(tables, len(whole.plain) + 1):
        name = f"plain{number}"
        top = 200.0 * number
        cells: list[PlainCell] = []
        held: dict[str, Cell] = {}
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                if text is None:
                    cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
                    continue
                cells.append(PlainCell(plain_key(name, row, column), row, column))
                x, y = 60 + column * WIDTH, top + row * HEIGHT
                held[cells[-1].key] = Cell(
                    text, text, place=Place(7, (x, y, x + WIDTH, y + HEIGHT))
                )
        rows, columns = len(texts), len(texts[0])
        box = (60.0, top, 60 + columns * WIDTH, top + rows * HEIGHT)
        table = PlainTable(name, f"表{number}", Place(7, box), rows, columns, tuple(cells))
        whole = replace(whole, plain=(*whole.plain, table), cells={**whole.cells, **held})
    return whole
