import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report import Place, PlainCell, PlainTable
from core.text import Text
from gui.table.plain_grid import NARROWEST, WIDEST, PlainGrid

PLACE = Place(1, (0, 0, 10, 10))


def grid(texts, cells):
    """A grid of cells (row, column, rows, columns) with the texts in their order."""
    made = tuple(PlainCell(f"plain1.r{c[0] + 1}.c{c[1] + 1}", *c) for c in cells)
    rows = max(cell.row + cell.rows for cell in made)
    columns = max(cell.column + cell.columns for cell in made)
    said = dict(zip((cell.key for cell in made), texts, strict=True))
    table = PlainTable("plain1", "", PLACE, rows, columns, made)
    return PlainGrid(table, said.__getitem__, Text("表", "Table"))


def kinds(of):
    return [slot.kind for slot in of.slots if slot.key]


@pytest.fixture
def merged():
    """| 单位 | 数量……… |  over  | 甲 | 1 | 2 |  over  | (甲) | 3 | 4 |: 甲 spans two rows."""
    places = [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1),
              (2, 2, 1, 1)]  # fmt: skip
    return grid(["单位", "数量", "甲", "1", "2", "3", "4"], places)


def test_texts_are_told_from_numbers(merged):
    assert kinds(merged) == ["heading", "heading", "name", "value", "value", "value", "value"]


def test_a_table_of_words_has_one_line_of_heads():
    of = grid(["姓名", "职务", "张三", "主任"], [(y, x, 1, 1) for y in (0, 1) for x in (0, 1)])
    assert kinds(of) == ["heading", "heading", "name", "name"]


def test_words_among_numbers_are_no_labels():
    of = grid(["年度", "说明", "2021", "略有下降"], [(y, x, 1, 1) for y in (0, 1) for x in (0, 1)])
    assert kinds(of)[2:] == ["value", "words"]


def test_moves_follow_merged_cells(merged):
    assert merged.above_or_below("plain1.r2.c3", -1) == "plain1.r1.c2"
    assert merged.beside("plain1.r3.c2", -1) == "plain1.r2.c1"
    assert merged.above_or_below("plain1.r1.c1", 1) == "plain1.r2.c1"
    assert merged.edge_of_column("plain1.r1.c1", 1) == "plain1.r2.c1"
    assert merged.edge_of_column("plain1.r3.c3", -1) == "plain1.r1.c2"
    assert merged.beside("plain1.r1.c1", 99) == "plain1.r1.c2"
    assert merged.beside("plain1.r1.c1", -1) == "plain1.r1.c1"


def test_blocks_know_where_a_merged_cell_reaches(merged):
    put = dict(merged.block("plain1.r2.c1", [["乙", "5", "6"], ["", "7", "8", "9"], ["x"]]))
    assert put == {
        "plain1.r2.c1": "乙", "plain1.r2.c2": "5", "plain1.r2.c3": "6",
        "plain1.r3.c2": "7", "plain1.r3.c3": "8",
    }  # fmt: skip
    assert merged.rectangle(list(put), put) == [["乙", "5", "6"], ["", "7", "8"]]


@given(st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_texts_fit_a_grid(rows):
    of = grid(
        [text for row in rows for text in row],
        [(y, x, 1, 1) for y in range(len(rows)) for x in range(3)],
    )
    widths = [right - left for left, right in zip(of.bounds, of.bounds[1:], strict=False)]
    assert all(NARROWEST <= width <= WIDEST for width in widths)
    for key in of.by_key:
        for by in (-1, 1, 9):
            assert {of.beside(key, by), of.above_or_below(key, by)} <= of.by_key.keys()
