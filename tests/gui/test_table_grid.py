from hypothesis import given
from hypothesis import strategies as st

from gui.table import clipboard
from gui.table.table_grid import WIDTH, TableGrid
from tests.gui.made import FORMS

GRIDS = [TableGrid(FORMS.tables_of(form, ())) for form in FORMS.years]
PLACES = st.sampled_from(GRIDS).flatmap(
    lambda grid: st.tuples(st.just(grid), st.sampled_from(sorted(grid.by_key)))
)
STEPS = st.integers(-40, 40)


def test_tables_take_the_whole_width_and_no_two_cells_overlap():
    for grid in GRIDS:
        assert (grid.bounds[0], grid.bounds[-1]) == (0, WIDTH)
        taken: set[tuple[int, int]] = set()
        for slot in grid.slots:
            places = {
                (slot.row + y, slot.column + x)
                for y in range(slot.rows)
                for x in range(slot.columns)
            }
            assert not taken & places
            taken |= places
        wide = grid.columns - 2
        assert taken == {(y, x + 1) for y in range(grid.rows - 1) for x in range(wide)}


@given(PLACES, STEPS)
def test_moves_end_at_value_cells(place, by):
    grid, key = place
    for move in (grid.following, grid.beside, grid.above_or_below, grid.edge_of_column):
        assert move(key, by) in grid.by_key
    assert grid.by_key[grid.beside(key, by)].row == grid.by_key[key].row


@given(PLACES, st.integers(1, 4), st.integers(1, 4))
def test_what_is_copied_can_be_put_back(place, height, width):
    grid, key = place
    block = [[f"{y}.{x}" for x in range(width)] for y in range(height)]
    put = dict(grid.block(key, block))
    assert put[key] == "0.0"
    assert {name.partition(".")[0] for name in put} == {key.partition(".")[0]}
    copied = grid.rectangle(list(put), put)
    again = dict(grid.block(key, copied))
    assert {name: text for name, text in again.items() if text} == put


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_block_survives_the_clipboard(block):
    assert clipboard.from_text(clipboard.to_text(block)) == block


@given(st.text(max_size=60))
def test_any_text_is_some_block(text):
    assert all(isinstance(cell, str) for row in clipboard.from_text(text) for cell in row)


def test_blocks_as_spreadsheets_write_them():
    assert clipboard.from_text("1\t2\r\n\t4\r\n") == [["1", "2"], ["", "4"]]
    assert clipboard.from_text('"a\tb"\t"say ""hi"""\r\n') == [["a\tb", 'say "hi"']]
    assert clipboard.from_text('5"\t6') == [['5"', "6"]]
    assert clipboard.from_text("1\n\n2") == [["1"], [""], ["2"]]
