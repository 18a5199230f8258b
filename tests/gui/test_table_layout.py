import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from gui.table.table_grid import Slot, TableGrid
from gui.table.table_layout import MARGIN, column_edges, row_heights, text_flags, text_rect, wrapped
from tests.gui.made import FORMS


@pytest.mark.parametrize("form", FORMS.years)
@pytest.mark.parametrize("room", [560, 640, 1000, 2400])
@pytest.mark.parametrize("points", [7, 9, 11])
def test_every_text_fits_its_cell(qapp, form, room, points):
    metrics = QFontMetrics(QFont(qapp.font().family(), points))
    grid = TableGrid(FORMS.tables_of(form, ()))
    edges = column_edges(grid, room, 1.0)
    heights = row_heights(grid, edges, metrics)
    assert (edges[0], edges[-1]) == (0, room)
    assert edges[1] >= MARGIN
    for slot in grid.slots:
        if slot.kind == "title":
            continue
        width = edges[slot.column + slot.columns] - edges[slot.column] - 1
        height = sum(heights[slot.row : slot.row + slot.rows])
        place = text_rect(QRect(0, 0, width, height), slot)
        text = wrapped(slot, slot.text, metrics, place.width())
        needed = metrics.boundingRect(place, text_flags(slot), text)
        assert needed.height() <= height, slot
        assert needed.width() <= max(place.width(), metrics.horizontalAdvance("其")), slot


def test_heads_wrap_in_even_lines(qapp):
    metrics = QFontMetrics(qapp.font())
    three = metrics.horizontalAdvance("办理结")

    def lines(text, width=three):
        return wrapped(Slot(0, 0, 1, 1, "group"), text, metrics, width).split("\n")

    assert lines("三、本年度办理结果") == ["三、", "本年度", "办理", "结果"]
    assert lines("商业企业") == ["商业", "企业"]
    assert lines("其他") == ["其他"]
    assert "".join(lines("社会公益组织", 1)) == "社会公益组织"
