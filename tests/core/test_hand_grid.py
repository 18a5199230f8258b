"""Grids drawn by hand: how a table lies, where its lines are, which cell is between which."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.form_files import load_forms
from core.hand_grid import HandGrid, draft, flat_size, in_table, lies, on_page
from core.report import Cell, Place

FORMS = load_forms()
(REQUESTS,) = [t for t in FORMS.variants("requests") if t.form == "2021"]
(PROACTIVE,) = [t for t in FORMS.variants("proactive") if t.form == "2021"]


def cells_of(table, angle=0.0, page=1, rows=None):
    """Cells as the form prints them, each 40 by 20 points, on a page turned by an angle."""
    cells = {}
    for cell in table.layout.cells:
        if cell.key and (rows is None or cell.row in rows):
            x, y = 300 + 40 * cell.column, 100 + 20 * cell.row
            box = on_page((x, y, x + 40 * cell.columns, y + 20 * cell.rows), angle)
            cells[cell.key] = Cell("1", "1", place=Place(page, box))
    return cells


def drafted(table, cells, page):
    """Return the draft that there is; that there is one, the tests know."""
    return draft(table, cells, page)


@given(st.integers(0, 3), st.floats(-0.08, 0.08), st.floats(20, 200), st.floats(20, 200))
def test_a_cell_turned_and_turned_back_is_the_same(quarters, rest, width, height):
    angle = quarters * math.pi / 2 + rest
    box = (100.0, 200.0, 100.0 + width, 200.0 + height)
    hull = on_page(box, angle)
    flat = flat_size(hull[2] - hull[0], hull[3] - hull[1], angle)
    assert flat == pytest.approx((width, height), rel=1e-6)
    assert in_table(hull, angle) == pytest.approx(box, rel=1e-6)


@pytest.mark.parametrize("degrees", [0, 1.2, -2.4, 90, 179.2, 180, 270])
@pytest.mark.parametrize("table", [REQUESTS, PROACTIVE], ids=["requests", "proactive"])
def test_lines_stand_where_the_cells_meet_however_the_page_lies(table, degrees):
    cells = cells_of(table, math.radians(degrees))
    angle = lies([table], cells).get(1, 0.0)
    assert math.cos(angle - math.radians(degrees)) == pytest.approx(1, abs=1e-6)
    found = drafted(table, cells, 1)
    assert (len(found.grid.xs), len(found.grid.ys)) == found.wanted
    places = found.places(found.grid)
    assert places.keys() == cells.keys()
    for key, place in places.items():
        assert place.box == pytest.approx(cells[key].place.box, abs=1e-6)


def test_a_row_that_was_missed_gets_its_place_by_a_line_more():
    cells = cells_of(REQUESTS)
    last_but_one, last = list(REQUESTS.rows.values())[-2:]
    for key in last:
        del cells[key]
    for key in last_but_one:  # two rows were taken for one
        x0, y0, x1, y1 = cells[key].place.box
        cells[key] = Cell("1", "1", place=Place(1, (x0, y0, x1, y1 + 20)))
    found = drafted(REQUESTS, cells, 1)
    assert len(found.grid.ys) == found.wanted[1] - 1
    assert found.places(found.grid).keys() == cells.keys()
    places = found.places(found.grid.added(1, found.grid.ys[-1] - 20))
    assert places.keys() == REQUESTS.cells.keys()
    assert places[last[0]].box == pytest.approx(cells_of(REQUESTS)[last[0]].place.box)
    assert found.places(found.grid.added(1, 110).added(1, 120)) is None


def test_only_rows_of_the_page_are_asked_for():
    middle = REQUESTS.layout.rows // 2
    cells = cells_of(REQUESTS, rows=range(middle))
    cells |= cells_of(REQUESTS, page=2, rows=range(middle, 99))
    first, second = drafted(REQUESTS, cells, 1), drafted(REQUESTS, cells, 2)
    assert not first.whole.keys() & second.whole.keys()
    assert first.whole.keys() | second.whole.keys() == REQUESTS.cells.keys()
    assert drafted(REQUESTS, cells, 3) is None
    assert drafted(REQUESTS, {}, 1) is None
    assert lies([REQUESTS], {}) == {}


def test_lines_are_moved_added_and_removed_and_never_cross():
    grid = HandGrid(1, 0.0, (10.0, 20.0, 30.0), (1.0, 9.0))
    assert grid.moved(0, 1, 25).xs == (10, 25, 30)
    assert grid.moved(0, 1, 99).xs == (10, 29, 30)
    assert grid.moved(0, 0, -5).xs == (-5, 20, 30)
    assert grid.added(1, 5).ys == (1, 5, 9)
    assert grid.removed(0, 1).xs == (10, 30)
    assert grid.removed(1, 0) is grid  # a table has two sides at least
