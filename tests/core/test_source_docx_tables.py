"""Tables of Word documents: merged cells of every kind, holes, tables in tables."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.read import read_document
from core.sources.docx import read_flow
from core.typeset.flow import FlowTable
from tests.conftest import CORPUS
from tests.core.made_docx import (
    DOWN,
    FURTHER_DOWN,
    grid_of,
    paragraph,
    report_docx,
    run,
    span,
    tables_of,
    tbl,
    tc,
    texts_of,
    tr,
    write_docx,
)
from tests.core.reports import FORMS, balanced
from tests.core.test_read import differences


def table_of(tmp_path: Path, table: str, **parts) -> FlowTable:
    return tables_of(read_flow(write_docx(tmp_path / "a.docx", table, **parts)))[0]


def rows_of(tmp_path: Path, table: str) -> list[list[str]]:
    return grid_of(table_of(tmp_path, table))


def test_cells_merged_over_columns_and_rows(tmp_path):
    table = tbl(
        tr(tc("头", span(2) + DOWN), tc("a")),
        tr(tc("", span(2) + FURTHER_DOWN), tc("b")),
        tr(tc("c"), tc("d", DOWN), tc("e")),
        tr(tc("f"), tc("不见", FURTHER_DOWN), tc("g")),
    )
    assert rows_of(tmp_path, table) == [
        ["头", "头", "a"], ["头", "头", "b"], ["c", "d", "e"], ["f", "d", "g"]
    ]  # fmt: skip


def test_two_merges_on_each_other_stay_two(tmp_path):
    table = tbl(
        tr(tc("a", DOWN), tc("1")), tr(tc("", FURTHER_DOWN), tc("2")),
        tr(tc("b", DOWN), tc("3")), tr(tc("", FURTHER_DOWN), tc("4")), tr(tc("c"), tc("5")),
    )  # fmt: skip
    assert rows_of(tmp_path, table) == [["a", "1"], ["a", "2"], ["b", "3"], ["b", "4"], ["c", "5"]]


def test_a_merge_that_goes_on_from_nothing_is_a_cell(tmp_path):
    table = tbl(
        tr(tc("a", FURTHER_DOWN), tc("1")),
        tr(tc("b", span(2) + FURTHER_DOWN)),
        tr(tc("c"), tc("d", FURTHER_DOWN)),
    )
    assert rows_of(tmp_path, table) == [["a", "1"], ["b", "b"], ["c", "d"]]


def test_cells_merged_in_the_old_way(tmp_path):
    start, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    table = tbl(tr(tc("a", start), tc("", more), tc("1")), tr(tc("b"), tc("c"), tc("2")))
    assert rows_of(tmp_path, table) == [["a", "a", "1"], ["b", "c", "2"]]


def test_rows_that_begin_late_or_end_early_have_blanks_there(tmp_path):
    table = tbl(
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("d"), tc("e"), properties='<w:gridBefore w:val="1"/>'),
        tr(tc("f"), properties='<w:gridAfter w:val="2"/>'),
    )
    assert rows_of(tmp_path, table) == [["a", "b", "c"], ["", "d", "e"], ["f", "", ""]]


def test_a_row_without_spans_takes_the_columns_that_it_is_as_wide_as(tmp_path):
    def wide(text, width):
        return tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>')

    table = tbl(
        tr(wide("头", 1000), wide("合并", 3010)),
        tr(wide("a", 1000), wide("b", 1000), wide("c", 1000), wide("d", 1000)),
        widths=(1000, 1000, 1000, 1000),
    )
    assert rows_of(tmp_path, table) == [["头", "合并", "合并", "合并"], ["a", "b", "c", "d"]]
    assert table_of(tmp_path, table).widths == (1000.0,) * 4


def test_deleted_and_hidden_rows_are_not_there(tmp_path):
    table = tbl(
        tr(tc("a"), tc("1")),
        tr(tc("b"), tc("9"), properties="<w:del/>"),
        tr(tc("c"), tc("8"), properties="<w:hidden/>"),
        tr(tc("d"), tc("2"), properties="<w:ins/>"),
    )
    assert rows_of(tmp_path, table) == [["a", "1"], ["d", "2"]]


def test_rows_and_cells_in_content_controls(tmp_path):
    def control(inside):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    table = tbl(
        control(tr(tc("a"), control(tc("1")))), tr(tc("b"), tc(control(paragraph(run("2")))))
    )
    assert rows_of(tmp_path, table) == [["a", "1"], ["b", "2"]]


def test_a_table_from_right_to_left_is_turned(tmp_path):
    table = tbl(tr(tc("a"), tc("b", span(2))), properties="<w:bidiVisual/>", widths=(1, 2, 3))
    assert rows_of(tmp_path, table) == [["b", "b", "a"]]
    assert table_of(tmp_path, table).widths == (3.0, 2.0, 1.0)


def test_blank_paragraphs_around_the_text_of_a_cell_are_left_out(tmp_path):
    empty = paragraph("")
    cells = table_of(
        tmp_path, tbl(tr(tc(empty * 2), tc(empty + paragraph(run("1")) + empty)))
    ).cells
    assert [len(cell.blocks) for cell in cells] == [0, 1]


def test_the_ground_of_a_cell_decides_what_can_be_seen_on_it(tmp_path):
    dark, white = '<w:shd w:val="clear" w:fill="1F4E79"/>', '<w:color w:val="FFFFFF"/>'
    table = tbl(tr(tc(paragraph(run("头", white)), dark), tc(paragraph(run("9", white)))))
    assert rows_of(tmp_path, table) == [["头", ""]]
    styles = f"""<w:style w:type="table" w:styleId="t"><w:tblStylePr><w:tcPr>{dark}
    </w:tcPr></w:tblStylePr></w:style>"""
    styled = tbl(tr(tc(paragraph(run("头", white))), tc("1")), properties='<w:tblStyle w:val="t"/>')
    assert grid_of(table_of(tmp_path, styled, styles=styles)) == [["头", "1"]]


def test_lines_are_there_where_something_says_so(tmp_path):
    lines = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
    assert table_of(tmp_path, tbl(tr(tc("a"), tc("1")), properties=lines)).bordered
    assert not table_of(tmp_path, tbl(tr(tc("a"), tc("1")))).bordered
    one = '<w:tcBorders><w:left w:val="dashed"/></w:tcBorders>'
    assert table_of(tmp_path, tbl(tr(tc("a", one), tc("1")))).bordered


def test_a_table_that_arranges_others_gives_what_is_in_it(tmp_path):
    inner = tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2")))
    frame = tbl(tr(tc(paragraph(run("标题")) + inner + paragraph(run("完")))))
    beside = tbl(tr(tc("导航"), tc(inner)))
    flow = read_flow(write_docx(tmp_path / "a.docx", frame + beside))
    assert texts_of(flow) == ["标题", "完", "导航"]
    assert [grid_of(table) for table in tables_of(flow)] == [[["a", "1"], ["b", "2"]]] * 2


def test_a_small_table_in_a_cell_stays_there(tmp_path):
    inner = tbl(tr(tc("x"), tc("y")))
    rows = [tr(tc(label), tc("1"), tc("2")) for label in "abcd"]
    table = table_of(tmp_path, tbl(tr(tc(inner), tc("1"), tc("2")), *rows))
    assert table.rows == 5
    assert isinstance(table.cells[0].blocks[0], FlowTable)


cells = st.tuples(
    st.integers(1, 4), st.sampled_from(["", DOWN, FURTHER_DOWN]), st.sampled_from(["", "7"])
)
rows = st.lists(st.lists(cells, max_size=5), min_size=1, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, before=st.integers(0, 2), widths=st.lists(st.integers(0, 900), max_size=9))
def test_every_place_of_any_table_is_covered_once(tmp_path, rows, before, widths):
    table = tbl(
        tr(tc("始"), tc("末")),
        *(
            tr(
                *(tc(text, span(columns) + down) for columns, down, text in row),
                properties=f'<w:gridBefore w:val="{before}"/>',
            )
            for row in rows
        ),
        widths=tuple(widths),
    )
    assert len(rows_of(tmp_path, table)) == len(rows) + 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), form=st.sampled_from(["2019", "2021"]))
def test_reports_are_read_to_the_cell(tmp_path, seed, form):
    random = Random(seed)
    texts = {
        key: random.choice(("", "-", text, text, text))
        for key, text in balanced(random, form).items()
    }
    document = read_document(
        report_docx(tmp_path / "年报.docx", texts, form, "某某市财政局", 2023), FORMS
    )
    assert [(r.agency, r.year, r.form) for r in document.reports] == [("某某市财政局", 2023, form)]
    assert {key: cell.text for key, cell in document.reports[0].cells.items()} == texts
    assert document.kind == "docx"


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (CORPUS / "dev").glob("*.docx")) or ["none"]
)
def test_documents_of_the_corpus_are_read_to_the_cell(name):
    document = read_document(CORPUS / "dev" / f"{name}.docx", FORMS)
    assert differences(document, CORPUS / "dev" / f"{name}.truth.json") == []
