"""Tables of web pages: every place covered by one cell, no text lost, layout tables undone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources.html import flow_of_page
from core.sources.web_mhtml import Saved
from core.typeset.flow import FlowTable, Paragraph
from tests.core.made_html import texts_of


def read(markup):
    return flow_of_page(markup, Saved(b"")).blocks


def spans(table):
    return [(c.row, c.column, c.rows, c.columns) for c in table.cells]


def covered_once(table):
    places = [
        (row, column)
        for c in table.cells
        for row in range(c.row, c.row + c.rows)
        for column in range(c.column, c.column + c.columns)
    ]
    assert sorted(places) == [(r, c) for r in range(table.rows) for c in range(table.columns)]


def only(markup):
    (table,) = read(markup)
    assert isinstance(table, FlowTable)
    covered_once(table)
    return table


def test_spans():
    table = only("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>")
    assert spans(table) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


@pytest.mark.parametrize("huge", ["99999999", "1e9", "0", "-3", "x", "1000", " 3 "])
def test_spans_that_reach_over_the_edge_are_cut(huge):
    markup = f"<table><tr><td>a<td colspan='{huge}'>b<tr><td rowspan='{huge}'>c<td>d</table>"
    table = only(markup)
    assert (table.rows, table.columns) == (2, 2)
    assert spans(table) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_span_ends_with_its_group_of_rows():
    table = only(
        "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d<tr><td>e<td>f</table>"
    )
    assert spans(table)[0] == (0, 0, 1, 1)


def test_a_foot_written_first_stands_last():
    table = only(
        "<table><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>c<td>d</tbody>"
        "<thead><tr><th>h<th>i</thead></table>"
    )
    assert texts_of((table,)) == [[["h", "i"], ["c", "d"], ["f", "g"]]]


def test_overlapping_spans_are_cut():
    table = only("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>")
    assert spans(table)[3:] == [(0, 3, 1, 1), (1, 0, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1)]


def test_holes_are_filled_and_rows_without_height_left_out():
    table = only(
        "<table><tr><td>a<td>b<td>c<tr><td>d</tr>"
        "<![if !supportMisalignedColumns]><tr height=0><td width=9></td><td></td></tr>"
        "<![endif]></table>"
    )
    assert texts_of((table,)) == [[["a", "b", "c"], ["d", "", ""]]]


def test_what_is_left_open_in_a_cell_ends_with_it():
    table = only(
        "<table><tr><td><p><span style='font-size:9pt'><b>1<td>2"
        "<tr><td><div><font color=red>3<td>4</table>"
    )
    assert texts_of((table,)) == [[["1", "2"], ["3", "4"]]]
    assert not table.cells[1].blocks[0].runs[0].bold


def test_captions_and_strays_stand_before():
    found = read("<table><caption>题</caption><p>外</p><tr><td>1<td>2</table><p>后</p>")
    assert texts_of(found) == ["题", "外", [["1", "2"]], "后"]


def test_hidden_cells_and_rows_take_no_place():
    table = only(
        "<table><tr><td>1<td style='display:none'>9<td>2<tr hidden><td>8<td>8<tr><td>3<td>4</table>"
    )
    assert texts_of((table,)) == [[["1", "2"], ["3", "4"]]]


def test_tables_made_by_styles():
    style = "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"
    row = "<div class=r><div class=c>{}</div><div class=c>{}</div></div>"
    table = only(f"{style}<div class=t>{row.format(1, 2)}{row.format(3, 4)}</div>")
    assert texts_of((table,)) == [[["1", "2"], ["3", "4"]]]


DATA = "<table><tr><td>甲<td>1<tr><td>乙<td>2<tr><td>丙<td>3<tr><td>丁<td>4</table>"
ROWS = [["甲", "1"], ["乙", "2"], ["丙", "3"], ["丁", "4"]]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (f"<table><tr><td>{DATA}</table>", [ROWS]),
        (f"<table><tr><td>侧栏<td><p>文</p>{DATA}</td></tr><tr><td colspan=2>脚</table>",
         ["侧栏", "文", ROWS, "脚"]),
        (f"<table><tr><td>{'字' * 200}</td><td>边</table>", ["字" * 200, "边"]),
        ("<table><tr><td><h1>题</h1></td><td>边</table>", ["题", "边"]),
        ("<table><tr><td>一<tr><td>二</table>", ["一", "二"]),
        ("<table></table><table><tr></tr></table><table><tr><td></table>", []),
        ("<table><tr><td>甲<td><table><tr><td>5</table><td>乙<td>6</table>",
         [[["甲", "5", "乙", "6"]]]),
    ],
)  # fmt: skip
def test_tables_that_only_arrange_become_their_content(markup, said):
    assert texts_of(read(markup)) == said


def test_a_note_in_a_table_of_data_leaves_it_a_table():
    note = f"<tr><td colspan=2>{'注' * 300}</table>"
    (table,) = read(DATA.replace("</table>", note))
    assert isinstance(table, FlowTable)


def test_widths_of_columns():
    cols = "<colgroup><col style='width:30%'><col width='70%'></colgroup>"
    assert only(DATA.replace("<table>", f"<table>{cols}")).widths == (30, 70)
    assert only(DATA.replace("<td>甲<td>", "<td width=40>甲<td width=60>")).widths == (30, 45)
    assert only(DATA).widths is None


SPAN = st.sampled_from(["", "0", "1", "1", "2", "3", "7", "99999999", "x", "-1"])
CELL = st.tuples(SPAN, SPAN, st.sampled_from(["", "</td>", "</th>", "</span></td>", "</tr>"]))
ROW = st.tuples(
    st.sampled_from(["<tr>", "<tbody><tr>", "</tr><tr>", "<thead><tr>", "<p>"]),
    st.lists(CELL, max_size=7),
)


@settings(max_examples=150)
@given(st.lists(ROW, max_size=7))
def test_whatever_the_markup_each_place_has_one_cell_and_no_text_is_lost(rows):
    markup, count = "<table>", 0
    for start, cells in rows:
        markup += start
        for tall, wide, end in cells:
            count += 1
            markup += f"<td rowspan='{tall}' colspan={wide or 1}><span>№{count}。{end}"
    found = read(markup + "</table><p>№0。</p>")
    for block in found:
        if isinstance(block, FlowTable):
            covered_once(block)
    said = re.findall(r"№(\d+)。", str(texts_of(found)))
    assert sorted(map(int, said)) == list(range(count + 1))


PARTS = (
    *("<table>", "<tr>", "<td>", "<th>", "</td>", "</tr>", "</table>", "<caption>", "<tbody>"),
    *("<thead>", "<col>", "<td/>", "<p>", "<div>", "</div>", "<span>", "</span>", "<br>", "<li>"),
    *("<h1>", "</h1>", "<a>", "</a>", "<form>", "</form>", "<select>", "</select>", "<s>", "</s>"),
    *("<script>", "</script>", "<!--", "-->", "<![if]>", "<o:p>", "</o:p>", "<embed>", "<input>"),
    *("x", "1", "&nbsp;", "&amp;", "&#0;", "<"),
)


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(PARTS),
        max_size=60,
    )
)
def test_any_markup_is_read(parts):
    for block in read(" ".join(parts)):
        if isinstance(block, FlowTable):
            covered_once(block)
        else:
            assert isinstance(block, Paragraph)
