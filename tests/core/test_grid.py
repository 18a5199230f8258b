"""Grids: cells from rulings however they are drawn, in the order in which tables are read."""

from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest

from core.reading.grid import DASH, GAP, grids, in_order, merge_rulings, reading_order
from core.reading.page import Char, Grid, Page, Ruling
from core.sources.pdf import PdfSource

XS, YS = (100.0, 200.0, 300.0, 400.0), (100.0, 130.0, 160.0, 190.0)
BLACK, WHITE, GREY = (0.0,) * 3, (1.0,) * 3, (0.6,) * 3
TEXTS = [["甲", "12", "5"], ["乙", "", "7"], ["丙", "30", "8"]]


class Table:
    """A table of three rows and columns, whose lines each test draws in its own way."""

    def __init__(self, tmp_path):
        self.path = tmp_path / "table.pdf"
        self.pdf = pymupdf.open()
        self.page = self.pdf.new_page()
        for y, row in zip(YS, TEXTS, strict=False):
            for x, text in zip(XS, row, strict=False):
                font = "helv" if text.isascii() else "china-s"
                self.page.insert_text((x + 40, y + 20), text, fontname=font)

    def lines(self):
        """The two ends of each line, horizontal ones first."""
        across = [((XS[0], y), (XS[-1], y)) for y in YS]
        return across + [((x, YS[0]), (x, YS[-1])) for x in XS]

    def boxes(self):
        return [pymupdf.Rect(x0, y0, x1, y1) for y0, y1 in pairwise(YS) for x0, x1 in pairwise(XS)]

    def read(self):
        self.pdf.save(self.path)
        source = PdfSource(self.path)
        found = grids(source.page(1))
        source.close()
        return found

    def texts(self):
        [grid] = self.read()
        assert (len(grid.xs), len(grid.ys)) == (4, 4)
        return [[cell.text for cell in grid.row(row)] for row in range(3)]


@pytest.fixture
def table(tmp_path):
    return Table(tmp_path)


@pytest.mark.parametrize("dashes", [None, "[3 3] 0", "[6 5] 0", "[1 2] 0", "[8 3 1 3] 0"])
@pytest.mark.parametrize("width", [0, 0.5, 4])
def test_lines_drawn_as_strokes(table, dashes, width):
    for a, b in table.lines():
        table.page.draw_line(a, b, dashes=dashes, width=width, color=GREY)
    assert table.texts() == TEXTS


@pytest.mark.parametrize(("dash", "gap"), [(6, 6), (3, 3), (10, 3), (0.8, 2), (1.5, 1.5)])
def test_lines_drawn_as_pieces(table, dash, gap):
    shape = table.page.new_shape()
    for (ax, ay), (bx, by) in table.lines():
        at = 0.0
        whole = max(bx - ax, by - ay)
        while at < whole:
            long = min(dash, whole - at)
            if ay == by:
                shape.draw_rect((ax + at, ay - 0.4, ax + at + long, ay + 0.4))
            else:
                shape.draw_rect((ax - 0.4, ay + at, ax + 0.4, ay + at + long))
            at += dash + gap
    shape.finish(color=None, fill=BLACK)
    shape.commit()
    assert table.texts() == TEXTS


def test_lines_drawn_as_four_sided_areas(table):
    for (ax, ay), (bx, by) in table.lines():
        dx, dy = (0, 0.5) if ay == by else (0.5, 0)
        corners = [(ax - dx, ay - dy), (bx - dx, by - dy), (bx + dx, by + dy), (ax + dx, ay + dy)]
        table.page.draw_polyline(corners, color=None, fill=BLACK, closePath=True)
    assert table.texts() == TEXTS


def test_lines_drawn_as_frames(table):
    shape = table.page.new_shape()
    for box in table.boxes():
        for by in (-0.4, 0.4):
            shape.draw_rect(box + (by, by, -by, -by))  # noqa: RUF005 - a rectangle, not a list
        shape.finish(color=None, fill=BLACK, even_odd=True)
    shape.commit()
    assert table.texts() == TEXTS


def test_lines_drawn_as_curves(table):
    for (ax, ay), (bx, by) in table.lines():
        middle = ((ax + bx) / 2, (ay + by) / 2)
        table.page.draw_bezier((ax, ay), middle, middle, (bx, by))
    assert table.texts() == TEXTS


def test_lines_drawn_as_pictures(table):
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 2, 2))
    pixmap.clear_with(0)
    for a, b in table.lines():
        box = pymupdf.Rect(a, b) + (-0.4, -0.4, 0.4, 0.4)  # noqa: RUF005
        table.page.insert_image(box, pixmap=pixmap, keep_proportion=False)
    assert table.texts() == TEXTS


@pytest.mark.parametrize("inset", [0.7, 1.4])
def test_a_border_of_its_own_for_each_cell(table, inset):
    for box in table.boxes():
        table.page.draw_rect(box + (inset, inset, -inset, -inset))  # noqa: RUF005
    assert table.texts() == TEXTS


def test_white_lines_are_seen_on_colour_alone(table):
    for a, b in table.lines():
        table.page.draw_line(a, b, color=WHITE)
    assert table.read() == []
    table.page.draw_rect((95, 95, 405, 195), color=None, fill=GREY)
    for y, row in zip(YS, TEXTS, strict=False):
        for x, text in zip(XS, row, strict=False):
            font = "helv" if text.isascii() else "china-s"
            table.page.insert_text((x + 40, y + 20), text, fontname=font)
    for a, b in table.lines():
        table.page.draw_line(a, b, color=WHITE)
    assert table.texts() == TEXTS


def test_lines_are_cut_where_they_are_clipped(table):
    for a, b in table.lines():
        table.page.draw_line(a, b)
    # a longer line, of which no more is seen than the table's border
    shape = table.page.new_shape()
    shape.draw_line((XS[0], 100), (XS[0], 700))
    shape.finish()
    shape.commit()
    xref = table.page.get_contents()[-1]
    stream = table.pdf.xref_stream(xref)
    table.pdf.update_stream(xref, b"q 90 647 400 110 re W n " + stream + b" Q")
    assert table.texts() == TEXTS


def test_bullets_and_dots_are_no_lines(table):
    for a, b in table.lines():
        table.page.draw_line(a, b)
    table.page.draw_rect((130, 110, 132.5, 112.5), color=None, fill=BLACK)
    table.page.draw_rect((230, 146, 232, 148), color=None, fill=BLACK)
    assert table.texts() == TEXTS


def test_two_numbers_without_a_line_between_them_stay_apart(table):
    for (ax, ay), (bx, by) in table.lines():
        if (ax, bx) == (300, 300):
            table.page.draw_line((ax, YS[1]), (bx, by))  # missing in the first row
        else:
            table.page.draw_line((ax, ay), (bx, by))
    [grid] = table.read()
    assert [cell.text for cell in grid.row(0)] == ["甲", "12 5"]


def boxed(xs, ys):
    return Grid(1, tuple(map(float, xs)), tuple(map(float, ys)), ())


def test_tables_side_by_side_are_read_from_the_left():
    top = boxed((50, 500), (20, 60))
    left, below = boxed((50, 100, 250), (100, 200)), boxed((51, 250), (210, 400))
    right = boxed((300, 500), (99.7, 390))
    foot = boxed((50, 500), (450, 500))
    assert in_order([foot, right, top, below, left]) == [top, left, below, right, foot]


def test_a_table_within_another_comes_after_it():
    frame, inner = boxed((50, 500), (50, 500)), boxed((100, 300), (60, 400))
    assert in_order([inner, frame]) == [frame, inner]


def test_dashes_are_joined_but_not_two_lines():
    def line(start, end):
        return Ruling(horizontal=True, at=50.0, start=start, end=end)

    dashed = [line(at, at + 5) for at in range(100, 200, 10)]
    assert merge_rulings(dashed) == [line(100, 195)]
    apart = [line(100, 100 + 2 * DASH), line(100 + 2 * DASH + GAP + 1, 200)]
    assert merge_rulings(apart) == apart
    assert merge_rulings([line(100, 103)]) == []


@pytest.mark.parametrize("horizontal", [True, False])
def test_absurdly_many_lines_are_bounded(horizontal):
    lines = [Ruling(horizontal, at * 2.0, 0.0, 500.0 + at) for at in range(3000)]
    assert len(merge_rulings(lines)) == 1000


def test_text_is_read_line_by_line_and_turned_text_as_written():
    chars = [Char(c, (x, y, x + 10, y + 10)) for c, x, y in
             [("丙", 0, 12), ("甲", 0, 0), ("丁", 10, 12.4), ("乙", 20, 0.3)]]  # fmt: skip
    assert reading_order(chars) == "甲 乙丙丁"
    assert reading_order([replace_turn(char) for char in chars]) == "丙甲丁乙"


def replace_turn(char):
    return Char(char.text, char.box, 1)


def test_pictures_and_lines_turn_with_their_page():
    chars = tuple(Char("1", (10.0 * i, 20.0, 10.0 * i + 5, 30.0), 1) for i in range(5))
    ruling = Ruling(horizontal=True, at=50.0, start=0.0, end=100.0)
    page = Page(1, 400, 600, chars, (ruling,), images=((0, 0, 40, 60),))
    turned = page.upright()
    assert (turned.width, turned.height, turned.turn) == (600, 400, 3)
    assert {char.turn for char in turned.chars} == {0}
    assert [turned.as_shown(box) for box in turned.images] == [(0, 0, 40, 60)]
    assert not turned.rulings[0].horizontal
    assert replace(turned, turn=0).images == ((0, 360, 60, 400),)
