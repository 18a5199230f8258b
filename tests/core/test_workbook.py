"""The workbook, read back with openpyxl: its sheets, and that nothing in it can do harm."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.checking.check import check
from core.exporting.export import Export, ExportReport, Judged
from core.exporting.workbook import write_workbook
from core.exporting.workbook_layout import sketch
from core.exporting.workbook_style import SheetNames
from core.report import Cell
from tests.core.exports import (
    AT,
    DECIDED,
    EDITED,
    HOSTILE_SHEET,
    NEW,
    book_of,
    cell_of,
    made,
    rows_of,
)
from tests.core.reports import FORMS, report, zeros


@pytest.fixture(scope="module")
def book():
    return made().book


def test_the_sheets(book):
    assert book.sheetnames == [
        "说明", "汇总", "问题清单", "修改记录", "长表", EDITED, DECIDED, HOSTILE_SHEET,
    ]  # fmt: skip


def test_no_cell_computes_but_the_totals(book):
    computing = {
        (sheet.title, cell.value.split("(")[0])
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert computing == {("汇总", "=SUBTOTAL")}


def test_every_link_leads_to_a_cell_of_this_workbook(book):
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert len(links) > 10
    for link in links:
        assert link.target is None
        name, _, place = link.location.rpartition("!")
        assert book[name.strip("'").replace("''", "'")][place] is not None


def test_sheets_are_ready_for_reading_and_for_paper(book):
    for sheet in book:
        assert sheet.page_setup.paperSize == "9" or int(sheet.page_setup.paperSize) == 9
        assert "&P" in sheet.oddFooter.right.text
    for name in ("问题清单", "修改记录", "长表"):
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref == book[name].dimensions
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.fitToHeight == 0
    assert book[EDITED].page_setup.orientation == "portrait"
    assert book[EDITED].sheet_properties.pageSetUpPr.fitToPage
    assert book["汇总"].print_title_cols == "$A:$D"


def test_columns_are_as_wide_as_what_they_hold(book):
    for sheet in (book["长表"], book["修改记录"]):
        for column in sheet.iter_cols(1, 4):
            longest = max(len(str(cell.value or "")) for cell in column[1:])
            room = sheet.column_dimensions[column[0].column_letter].width
            assert longest <= room or column[0].alignment.wrap_text


def test_english_heads_labels_as_printed():
    book = made().english
    assert book.sheetnames[:5] == ["About", "Summary", "Problems", "Changes", "Long table"]
    assert [cell.value for cell in book["Problems"][1]][:9] == [
        "Agency", "Year", "Rule", "Title", "Severity", "Place", "Left", "Right", "Difference",
    ]  # fmt: skip
    assert "was 3, now 12 (王敏" in cell_of(book, EDITED, NEW).comment.text
    texts = {cell.value for row in book[EDITED].iter_rows() for cell in row}
    assert "一、本年新收政府信息公开申请数量" in texts
    assert rows_of(book["Changes"])[0]["How"] == "typed"


def test_an_empty_project_gives_a_workbook():
    book = book_of()
    assert book.sheetnames == ["说明", "汇总", "问题清单", "修改记录", "长表"]


def test_of_many_reports_only_those_with_something_to_see_get_a_sheet(monkeypatch):
    monkeypatch.setattr("core.exporting.workbook.MOST_FOR_ALL", 3)
    monkeypatch.setattr("core.exporting.workbook.MOST_SHEETS", 2)
    wrong = report({**zeros(), NEW: "5"}, agency="错")
    right = report(zeros(), agency="对")
    changed = replace(right, agency="改", cells={**right.cells, NEW: Cell("1", "0")})
    items = [
        ExportReport("a", one, findings=tuple(Judged(found) for found in check(one, FORMS)))
        for one in (right, wrong, changed, wrong)
    ]
    book = book_of(*items)
    assert book.sheetnames[5:] == ["2022 错", "2022 改"]
    about = [cell.value for row in book["说明"].iter_rows() for cell in row if cell.value]
    assert any("超过 3 份" in str(text) for text in about)
    assert about.count("错") == 2
    assert book["汇总"].max_row == 5 + 4 + 1


def test_names_of_sheets_are_legal_short_and_each_its_own():
    names = SheetNames()
    assert names.take("2023 聊城市机关事务管理局") == "2023 聊城市机关事务管理局"
    assert names.take("2023 聊城市机关事务管理局") == "2023 聊城市机关事务管理局 (2)"
    assert names.take("[a]:*?/\\b") == "a b"
    assert names.take("A B") == "A B (2)"
    assert names.take("'引'") == "引"
    assert names.take("") == "-"
    assert names.take("History") != "History"
    assert len(names.take("长" * 60)) == 31
    assert names.take("长" * 60).endswith(" (2)")


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_names_make_names_of_sheets(wanted):
    names = SheetNames()
    taken = [names.take(name) for name in wanted]
    assert len({name.casefold() for name in taken}) == len(wanted)
    for name in taken:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        name.encode("utf-8")


LEGAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)


@settings(max_examples=6, deadline=None)
@given(st.lists(LEGAL, min_size=30, max_size=60), LEGAL)
def test_any_text_comes_back(texts, agency):
    cells = dict(zip(zeros("2021"), texts, strict=False))  # many texts a file: files are slow
    book = book_of(ExportReport(agency, report(cells, agency=agency)))
    rows = rows_of(book["长表"])
    assert {row["编码"]: row["文本"] or "" for row in rows} == cells
    assert (
        {row["机构"] or "" for row in rows} == {row["来源文件"] or "" for row in rows} == {agency}
    )
    places = sketch(FORMS.tables_of("2021", cells)).places
    for key, text in cells.items():
        shown = book[book.sheetnames[5]].cell(*places[key])
        if isinstance(shown.value, str):
            assert (shown.value, shown.data_type) == (text, "s")


@settings(max_examples=6, deadline=None)
@given(st.text(max_size=20))
def test_no_text_breaks_the_file(text):
    file = io.BytesIO()
    odd = f"{text}\x00\x0b\ud800\ufffe\r\n<&>\"'"
    item = ExportReport(odd, report({NEW: odd}, agency=odd))
    write_workbook(Export(odd, 1, [item], (), AT), FORMS, file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
    book = load_workbook(file)
    assert "<&>\"'" in rows_of(book["长表"])[0]["文本"]


def test_a_text_longer_than_a_cell_holds_is_cut_visibly():
    long = "长" * 40_000
    book = book_of(ExportReport("a", report({NEW: long})))
    text = rows_of(book["长表"])[0]["文本"]
    assert len(text) == 32_767
    assert text.endswith("…")
