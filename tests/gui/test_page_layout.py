"""Where pages stand, and what of them is drawn: pure geometry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from gui.pages.page_layout import GAP, TILE, PageLayout, fitting_zoom

A4 = (595.0, 842.0)
sides = st.floats(1, 3000)
layouts = st.builds(
    PageLayout,
    st.lists(st.tuples(sides, sides), min_size=1, max_size=20),
    st.floats(0.05, 8),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.floats(1, 3000),
)


def test_pages_stand_one_under_another_in_the_middle():
    layout = PageLayout([A4, (842.0, 595.0), A4], 1.0, 1.0, 1000)
    assert layout.rect(1) == QRectF(202, 10, 595, 842)
    assert layout.rect(2) == QRectF(79, 862, 842, 595)
    assert layout.rect(3).bottom() == layout.height - GAP
    assert layout.width == 1000


@given(layouts)
def test_pages_do_not_touch_and_lie_on_whole_device_pixels(layout):
    bottom = 0.0
    for page in range(1, layout.pages + 1):
        rect = layout.rect(page)
        assert rect.top() > bottom
        assert rect.left() >= 0
        assert rect.right() <= layout.width
        bottom = rect.bottom()
        for edge in (rect.left(), rect.top(), rect.right(), rect.bottom()):
            assert edge * layout.ratio == pytest.approx(round(edge * layout.ratio), abs=1e-3)


@given(layouts, st.floats(0, 3000), st.floats(0, 5000))
def test_a_place_on_a_page_is_found_again(layout, x, y):
    point = QPointF(x, y)
    again = layout.from_page(layout.to_page(point))
    assert again.x() == pytest.approx(x, abs=1e-3)
    assert again.y() == pytest.approx(y, abs=1e-3)


@given(layouts, st.floats(0, 20_000), st.floats(1, 2000))
def test_the_pages_within_a_stretch_are_those_that_touch_it(layout, top, height):
    within = layout.pages_within(top, top + height)
    for page in range(1, layout.pages + 1):
        rect = layout.rect(page)
        if rect.top() < top + height and rect.bottom() > top:
            assert page in within
    for page in list(within)[1:-1]:
        assert top < layout.rect(page).top()


@given(layouts)
def test_tiles_cover_a_page_and_are_bounded(layout):
    rect = layout.rect(1)
    tiles = list(layout.tiles(1, rect))
    area = sum((x1 - x0) * (y1 - y0) for _, _, (x0, y0, x1, y1) in map(_fields, tiles))
    assert area * layout.zoom**2 == pytest.approx(rect.width() * rect.height(), rel=1e-6)
    for tile in tiles:
        x0, y0, x1, y1 = tile.clip
        assert max(x1 - x0, y1 - y0) * tile.scale <= TILE + 1e-6


def _fields(tile):
    return tile.page, tile.scale, tile.clip


def test_an_ordinary_page_is_one_tile_and_only_tiles_in_sight_are_named():
    ordinary = PageLayout([A4], 1.3, 1.0, 800)
    assert len(list(ordinary.tiles(1, ordinary.rect(1)))) == 1
    large = PageLayout([A4], 8.0, 1.0, 800)
    assert len(list(large.tiles(1, large.rect(1)))) == 12
    assert len(list(large.tiles(1, QRectF(20, 20, 800, 600)))) == 1


def test_boxes_follow_the_zoom():
    box = (100.0, 50.0, 200.0, 80.0)
    for zoom in (0.5, 1.0, 3.0):
        layout = PageLayout([A4, A4], zoom, 1.0, 100)
        rect = layout.box_rect(2, box).translated(-layout.rect(2).topLeft())
        assert rect == QRectF(100 * zoom, 50 * zoom, 100 * zoom, 30 * zoom)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=5), st.floats(100, 3000))
def test_the_fitting_zoom_needs_no_horizontal_scrolling(sizes, room):
    assert PageLayout(sizes, fitting_zoom(sizes, room), 1.0, room).width == room


def test_a_fitting_zoom_for_what_is_printed_has_bounds():
    whole = fitting_zoom([A4], 500)
    assert fitting_zoom([A4], 500, 595) == whole
    assert fitting_zoom([A4], 500, 420) > whole
    assert fitting_zoom([A4], 500, 5) == fitting_zoom([A4], 500, 595 / 2)
