"""Flows set on pages: everything is there once, in its place, and can be looked at."""

from itertools import pairwise

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import bounds
from core.errors import GoujiError
from core.reading.page import Page
from core.typeset.flow import Align, Block, Flow, FlowCell, FlowTable, Paragraph, Picture, Run
from core.typeset.glyphs import Glyphs, visible
from core.typeset.layout import lay_out
from core.typeset.paint import Painting
from core.typeset.source import FlowSource
from tests.core.flows import cell, paragraph, plain_table

GLYPHS = Glyphs()
LONG = "本机关全年主动公开政府信息1234条，其中规范性文件3件。"


def read(*blocks, **how) -> list[Page]:
    return list(FlowSource(Flow("html", blocks, **how)))


def inside(box, outer, slack=0.1):
    return (
        outer[0] - slack <= box[0] <= box[2] <= outer[2] + slack
        and outer[1] - slack <= box[1] <= box[3] <= outer[3] + slack
    )


def text_of(page):
    return "".join(char.text for char in page.chars)


def grids_of(pages):
    return [grid for page in pages for grid in page.grids or ()]


def check_places(pages):
    """Chars are on their pages, cells in their table, the chars of a cell in its box."""
    for number, page in enumerate(pages, 1):
        assert page.number == number
        assert all(inside(c.box, (0, 0, page.width, page.height)) for c in page.chars)
        assert all(grid.page == number for grid in page.grids or ())
    boxes = [{c.box for c in page.chars} for page in pages]
    for grid in grids_of(pages):
        assert len(grid.ys) - 1 == max(c.row1 for c in grid.cells)
        assert len(grid.xs) - 1 == max(c.column1 for c in grid.cells)
        for one in grid.cells:
            part = next(p.box for p in grid.parts if p.page == one.page)
            assert inside(one.box, part)
            assert one.box[0::2] == (grid.xs[one.column0], grid.xs[one.column1])
            assert one.box[1] == grid.ys[one.row0]
            assert all(inside(c.box, one.box, 1.5) for c in one.chars)
            assert {c.box for c in one.chars} <= boxes[one.page - 1]


# what hypothesis makes: any table is cut into cells at random; what is nested is small

_texts = st.text("一二三（，。）0123456789.,%abc Z \n\u3000\u200b☑𠀀", max_size=60)
_runs = st.builds(
    Run, _texts, st.floats(1, 60), st.booleans(), st.just((0.2, 0.2, 0.2)) | st.just((1, 1, 1))
)
_paragraphs = st.builds(
    Paragraph,
    st.lists(_runs, max_size=3).map(tuple),
    st.sampled_from(Align),
    st.sampled_from([0.0, 21.0, 9e9]),
)
_long = st.builds(lambda n: paragraph(LONG * n), st.integers(1, 90))


@st.composite
def tables(draw, inner):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    cells = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in free:
                continue
            wide = draw(st.integers(1, 3))
            while not all((r, c + i) in free for i in range(wide)):
                wide -= 1
            high = draw(st.integers(1, 4))
            high = min(high, rows - r)
            spot = {(r + i, c + j) for i in range(high) for j in range(wide)}
            if not spot <= free:
                high, spot = 1, {(r, c + j) for j in range(wide)}
            free -= spot
            blocks = draw(st.lists(inner, max_size=2).map(tuple))
            fill = draw(st.sampled_from([None, (0, 0, 0.5)]))
            cells.append(FlowCell(r, c, high, wide, blocks, fill))
    widths = draw(st.none() | st.lists(st.floats(0, 100), min_size=columns, max_size=columns))
    return FlowTable(rows, columns, tuple(cells), widths and tuple(widths), draw(st.booleans()))


_blocks = _paragraphs | _long | tables(_paragraphs | _long | tables(_paragraphs))
_flows = st.builds(
    Flow, st.just("html"), st.lists(_blocks, max_size=4).map(tuple),
    st.sampled_from([(595.0, 842.0), (842.0, 595.0), (10.0, 1e9)]),
)  # fmt: skip


def texts(blocks):
    """Everything that the blocks say, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield visible(block.text)
        elif isinstance(block, FlowTable):
            for one in block.cells:
                yield from texts(one.blocks)


@settings(max_examples=30, deadline=None)
@given(_flows)
def test_every_character_is_there_once_and_in_its_place(flow):
    pages = list(FlowSource(flow))
    said = "".join(c for text in texts(flow.blocks) for c in text if not c.isspace())
    assert sorted("".join(map(text_of, pages))) == sorted(said)
    check_places(pages)


@settings(max_examples=10, deadline=None)
@given(_flows)
def test_what_is_drawn_is_what_is_read(flow):
    laid = lay_out(flow, GLYPHS)
    painting = Painting(laid, GLYPHS)
    for page in list(FlowSource(flow))[:5]:
        drawn = painting.page(page.number)
        assert (drawn.rect.width, drawn.rect.height) == pytest.approx((page.width, page.height))
        found = drawn.get_text("rawdict")["blocks"]
        chars = [
            (char["c"], *char["origin"])
            for block in found for line in block.get("lines", ()) for span in line["spans"]
            for char in span["chars"] if not char["c"].isspace()
        ]  # fmt: skip
        read = {(c.text, round(c.box[0]), round(c.box[3])) for c in page.chars}
        assert len(chars) == len(page.chars)
        near = {(text, x + i) for text, x, _ in read for i in (-1, 0, 1)}
        assert all((GLYPHS[text].drawn, round(x)) for text, x in near)
        assert all(any((t, round(x)) in near for t in (text, "𠀀", "⼀")) for text, x, _ in chars)
    painting.close()


def test_a_cell_shows_its_text_and_nothing_else():
    table = FlowTable(
        2, 3,
        (cell(0, 0, "一、本年新收政府信息公开申请数量", rows=2), cell(0, 1, "总计", columns=2),
         cell(1, 1, "12,345"), cell(1, 2, "-76宗")),
    )  # fmt: skip
    flow = Flow("html", (paragraph("标题", 18), table))
    (page,) = FlowSource(flow)
    (grid,) = page.grids or ()
    painting = Painting(lay_out(flow, GLYPHS), GLYPHS)
    drawn = painting.page(1)
    for one in grid.cells:
        x0, y0, x1, y1 = one.box
        clip = drawn.get_pixmap(dpi=144, clip=(x0 + 1, y0 + 1, x1 - 1, y1 - 1))
        assert min(clip.samples) < 100, "ink"
        said = drawn.get_textbox((x0 + 1, y0 + 3, x1 - 1, y1 - 3)).replace("\n", "")
        assert said == one.text == "".join(c.text for c in one.chars)
    margin = pymupdf.Rect(0, 0, page.width, 45)
    assert min(drawn.get_pixmap(clip=margin).samples) == 255


def test_rows_stay_whole_and_labels_reach_over_the_break():
    rows = [cell(r, 1, f"第{r}行") for r in range(120)]
    table = FlowTable(120, 2, (cell(0, 0, "三、本年度办理结果", rows=120), *rows))
    pages = read(table)
    check_places(pages)
    (grid,) = grids_of(pages)
    assert grid.whole
    assert [p.page for p in grid.parts] == [1, 2, 3, 4]
    label, *values = sorted(grid.cells, key=lambda one: (one.column0, one.row0))
    assert (label.page, label.text, label.row1) == (1, "三、本年度办理结果", 120)
    assert [one.text for one in values] == [f"第{r}行" for r in range(120)]
    assert [one.page for one in values] == sorted(one.page for one in values)
    assert len({one.page for one in values}) == 4
    frames = [len(page.frames) for page in lay_out(Flow("html", (table,)), GLYPHS)]
    assert sum(frames) == 120 + 4, "the label's border is drawn on each page"


def test_a_row_higher_than_a_page_is_cut():
    table = FlowTable(
        2, 2,
        (cell(0, 0, "第一行"), cell(0, 1, LONG * 200), cell(1, 0, "第二行"), cell(1, 1, "1")),
    )  # fmt: skip
    pages = read(paragraph("前"), table, paragraph("后"))
    check_places(pages)
    assert len(pages) == 3
    (grid,) = pages[0].grids or ()
    by_text = {one.text[:3]: one for one in grid.cells}
    assert by_text["第一行"].page == by_text["本机关"].page == 1
    assert by_text["第二行"].page == len(pages)
    assert "".join(map(text_of, pages)).count("1234") == 200
    assert text_of(pages[-1]).endswith("后")


def test_the_heads_of_a_table_stay_with_its_title_and_first_row():
    head = (cell(0, 0, "项目", rows=2), cell(0, 1, "申请人", columns=2), cell(1, 1, "甲"))
    rows = [cell(r, c, str(r)) for r in range(2, 6) for c in range(3)]
    table = FlowTable(6, 3, (*head, cell(1, 2, "乙"), *rows))
    for lines in range(30, 50):
        pages = read(*[paragraph("无。")] * lines, paragraph("二、标题"), table)
        (grid,) = grids_of(pages)
        assert "二、标题" in text_of(pages[grid.page - 1])
        assert {one.page for one in grid.cells if one.row0 < 3} == {grid.page}


def test_tables_in_cells_have_grids_of_their_own():
    inner = plain_table(("规章", "3"), ("规范性文件", "4"))
    outer = FlowTable(1, 2, (FlowCell(0, 0, 1, 1, (paragraph("甲"), inner)), cell(0, 1, "乙")))
    pages = read(outer)
    check_places(pages)
    first, second = pages[0].grids or ()
    assert [one.text for one in second.cells] == ["规章", "3", "规范性文件", "4"]
    assert [one.text for one in first.cells] == ["甲", "乙"]
    assert inside(second.parts[0].box, first.cells[0].box)
    assert "".join(c.text for c in first.cells[0].chars) == "甲规章3规范性文件4"


@pytest.mark.parametrize(("columns", "width"), [(5, 595), (22, 595), (30, 842), (50, 1190)])
def test_pages_are_as_wide_as_tables_need(columns, width):
    (page,) = read(plain_table(tuple("12" for _ in range(columns))))
    assert page.width == width
    check_places([page])
    assert max(c.box[3] - c.box[1] for c in page.chars) == pytest.approx(10.5 * 1.02)


def test_a_table_too_wide_for_any_page_is_set_smaller():
    pages = read(plain_table(tuple("本年新收" + str(c) for c in range(200))))
    check_places(pages)
    assert pages[0].width == 1190
    assert [c.text for c in grids_of(pages)[0].cells][-1] == "本年新收199"


def test_columns_are_as_wide_as_the_source_says_but_numbers_stay_whole():
    table = plain_table(("标签", "1234567", "1", "1"))
    (page,) = read(FlowTable(1, 4, table.cells, (70.0, 1.0, 19.0, 10.0)))
    (grid,) = page.grids or ()
    xs = grid.xs
    widths = [b - a for a, b in pairwise(xs)]
    assert widths[0] > widths[2] > widths[3]
    number = grid.cells[1]
    assert len({c.box[1] for c in number.chars}) == 1, "on one line"


def test_white_on_white_is_drawn_to_be_seen():
    (page,) = lay_out(Flow("html", (paragraph("字", color=(1, 1, 1)),)), GLYPHS)
    assert page.pieces[0].color == (0, 0, 0)


def picture(width=40, height=20):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, height))
    pixels.set_rect(pixels.irect, (255, 0, 0))
    return pixels.tobytes("png")


def test_pictures_are_shown_and_damaged_ones_framed():
    good, bad = picture(), picture()[:20]
    huge = Picture(good, 5000, 9000)
    flow = Flow("html", (Picture(good), Picture(bad), Picture(b"", 90, 30), huge))
    laid = lay_out(flow, GLYPHS)
    placed = [p for page in laid for p in page.pictures]
    assert [p.data is not None for p in placed] == [True, False, False, True]
    sizes = [(p.box[2] - p.box[0], p.box[3] - p.box[1]) for p in placed]
    assert sizes[0] == pytest.approx((30, 15))
    assert sizes[2] == pytest.approx((90, 30))
    assert sizes[3][0] / sizes[3][1] == pytest.approx(5 / 9)
    assert all(inside(p.box, (0, 0, 595, 842)) for p in placed)
    painting = Painting(laid, GLYPHS)
    shown = painting.page(1).get_pixmap()
    x0, y0, x1, y1 = placed[0].box
    assert shown.pixel(int((x0 + x1) / 2), int((y0 + y1) / 2)) == (255, 0, 0)
    x0, y0, x1, y1 = placed[1].box
    assert len(set(shown.pixel(int((x0 + x1) / 2), int((y0 + y1) / 2)))) == 1
    assert [page.pictures > 0.3 for page in FlowSource(flow)] == [True]


def test_characters_that_the_font_lacks_are_drawn_with_another():
    flow = Flow("html", (paragraph("☑同意 ⼀𠀀"),))
    painting = Painting(lay_out(flow, GLYPHS), GLYPHS)
    assert painting.page(1).get_text().strip() == "☑同意 一□"
    (page,) = FlowSource(flow)
    assert text_of(page) == "☑同意⼀𠀀"


def test_an_empty_flow_is_one_blank_page():
    (page,) = read()
    assert (page.width, page.height, page.chars, page.grids) == (595, 842, (), ())
    assert Painting(lay_out(Flow("text", ()), GLYPHS), GLYPHS).page(1).get_text() == ""
    assert len(read(*[paragraph("")] * 500)) == 1, "blank paragraphs in a row count once"
    assert read(FlowTable(0, 0, ()))[0].grids == ()


def test_the_same_flow_gives_the_same_pages():
    flow = Flow("html", (paragraph(LONG * 9, 12), plain_table(("甲", "1"), ("乙", "2"))))
    assert lay_out(flow, Glyphs()) == lay_out(flow, GLYPHS)


def nested(depth):
    block: Block = paragraph("底")
    for _ in range(depth):
        block = FlowTable(1, 1, (FlowCell(0, 0, 1, 1, (block,)),))
    return block


@pytest.mark.parametrize(
    ("limit", "value", "block"),
    [
        ("MAX_FLOW_CHARS", 100, paragraph("字" * 101)),
        ("MAX_FLOW_BLOCKS", 3, FlowTable(1, 1, (FlowCell(0, 0, 1, 1, (paragraph(""),) * 3),))),
        ("MAX_FLOW_PLACES", 100, FlowTable(101, 1, (cell(0, 0, "", rows=101),))),
        ("MAX_FLOW_COLUMNS", 100, FlowTable(1, 101, (cell(0, 0, "", columns=101),))),
        ("MAX_FLOW_NESTING", 3, nested(4)),
    ],
)
def test_more_than_anyone_writes_is_refused_in_words(monkeypatch, limit, value, block):
    assert getattr(bounds, limit) > value
    assert lay_out(Flow("html", (block,)), GLYPHS)
    monkeypatch.setattr(f"core.typeset.check.{limit}", value)
    with pytest.raises(GoujiError, match="拆分"):
        lay_out(Flow("html", (block,)), GLYPHS)


def test_more_pages_than_anyone_looks_at_are_refused_in_words(monkeypatch):
    monkeypatch.setattr("core.typeset.layout.MAX_PAGES", 3)
    with pytest.raises(GoujiError, match="3 页"):
        read(*[paragraph(LONG)] * 300)


def test_deep_nesting_is_set():
    pages = read(nested(bounds.MAX_FLOW_NESTING))
    check_places(pages)
    assert len(pages[0].grids or ()) == bounds.MAX_FLOW_NESTING
