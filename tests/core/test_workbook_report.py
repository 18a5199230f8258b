"""The sheet of one report: laid out as the form prints it, marked, every value as it is."""

import pytest

from core.exporting.export import ExportReport
from core.exporting.workbook_layout import sketch
from core.exporting.workbook_style import AMBER, BLUE, PURPLE, RED, RED_LINE
from tests.core.exports import (
    DECIDED,
    EDITED,
    HOSTILE,
    HOSTILE_SHEET,
    NEW,
    REASON,
    RULES,
    TOTAL,
    book_of,
    cell_of,
    made,
)
from tests.core.reports import FORMS, report, zeros


@pytest.fixture(scope="module")
def book():
    return made().book


def fill(cell):
    return cell.fill.start_color.rgb[2:] if cell.fill.patternType == "solid" else None


def color(cell):
    return cell.font.color.rgb[2:]


def edge(cell):
    side = cell.border.left
    return side.color.rgb[2:] if side.style == "medium" else None


@pytest.mark.parametrize(
    ("sheet", "form", "agency"),
    [(EDITED, "2021", "聊城市某局"), (HOSTILE_SHEET, "2021", HOSTILE), (DECIDED, "2019", None)],
)
def test_a_report_holds_its_cells_where_the_form_prints_them(book, sheet, form, agency):
    kept = made().reports[agency or "[某]局:*?/\\"]
    assert len(kept.cells) > 190
    for key, cell in kept.cells.items():
        value = cell_of(book, sheet, key, form).value
        plain = cell.value.number is not None and cell.text.replace(",", "").isdigit()
        assert value == (int(cell.text.replace(",", "")) if plain else cell.text or None), key


def test_the_form_is_printed_with_its_merged_heads(book):
    sheet = book[EDITED]
    tables = FORMS.tables_of("2021", ())
    plan = sketch(tables)
    ranges = {str(area) for area in sheet.merged_cells.ranges}
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for table in tables:
        assert table.title.zh in texts
        assert {cell.text for cell in table.layout.cells if cell.text} <= texts
    for slot in plan.slots:
        if slot.rows * slot.columns > 1:
            corner = sheet.cell(slot.row, slot.column).coordinate
            last = sheet.cell(slot.row + slot.rows - 1, slot.column + slot.columns - 1).coordinate
            assert f"{corner}:{last}" in ranges
    assert sheet["A1"].value == "聊城市某局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("form", FORMS.years)
def test_nothing_overlaps_and_every_place_of_a_form_is_there(form):
    plan = sketch(FORMS.tables_of(form, ()))
    taken = [
        (row, column)
        for slot in plan.slots
        for row in range(slot.row, slot.row + slot.rows)
        for column in range(slot.column, slot.column + slot.columns)
    ]
    assert len(taken) == len(set(taken))
    assert max(column for _, column in taken) == plan.columns
    assert plan.places.keys() == zeros(form).keys()
    assert min(slot.columns for slot in plan.slots) >= 1


def test_a_suspect_is_red_and_says_why_and_its_fellows_have_a_red_edge(book):
    cell = cell_of(book, EDITED, NEW)
    assert (fill(cell), edge(cell)) == (RED, RED_LINE)
    assert "REQ-01 总计列＝六类申请人之和" in cell.comment.text
    assert "自然人 12 ≠ 总计 3（差 9）" in cell.comment.text
    fellow = cell_of(book, EDITED, "requests.handled_total.natural")
    assert (fill(fellow), edge(fellow)) == (None, RED_LINE)
    assert "REQ-02" in fellow.comment.text
    quiet = cell_of(book, EDITED, "disputes.reconsideration.upheld")
    assert (fill(quiet), edge(quiet), quiet.comment) == (None, None, None)
    assert book[EDITED].sheet_properties.tabColor.rgb.endswith(RED_LINE)


def test_a_changed_cell_is_blue_and_says_what_it_was_who_and_when(book):
    cell = cell_of(book, EDITED, NEW)
    assert color(cell) == BLUE
    assert "原为 3 现为 12（王敏, 20" in cell.comment.text
    blanked = cell_of(book, EDITED, RULES)
    assert blanked.value is None
    assert "原为 0 现为 （空白）（王敏, 20" in blanked.comment.text


def test_what_is_as_in_source_is_purple_with_its_mark(book):
    cell = cell_of(book, DECIDED, "requests.handled_total.total", "2019")
    assert (color(cell), edge(cell), fill(cell)) == (PURPLE, PURPLE, None)
    assert "※" in cell.number_format
    assert f"※ 原文如此：{REASON}（王敏, 20" in cell.comment.text


def test_unsure_and_doubtful_cells_are_amber(book):
    unsure = cell_of(book, EDITED, TOTAL)
    assert fill(unsure) in (AMBER, RED)
    assert "82%" in unsure.comment.text
    doubtful = cell_of(book, EDITED, "requests.granted.total")
    assert (fill(doubtful), doubtful.comment.text) == (AMBER, "存疑，待核对。")


def test_numbers_look_as_printed_and_other_texts_are_kept(book):
    thousands = cell_of(book, EDITED, "proactive.licensing.decisions")
    assert (thousands.value, thousands.number_format) == (1234, "#,##0")
    fee = cell_of(book, HOSTILE_SHEET, "proactive.fees.amount")
    assert (fee.value, fee.data_type) == ("280 万元", "s")
    dash = cell_of(book, HOSTILE_SHEET, "proactive.penalties.decisions")
    assert (dash.value, dash.data_type, dash.quotePrefix) == ("-", "s", True)


@pytest.mark.parametrize(
    ("text", "value", "shape"),
    [
        ("12", 12, "General"),
        ("007", 7, "000"),
        ("2.50", 2.5, "0.00"),
        ("1,234.5", 1234.5, "#,##0.0"),
        ("+3", 3, '"+"0'),
        ("-76", -76, "General"),
        ("２", 2, "General"),
        ("", None, "General"),
        ("22（其中修订 16 件）", "22（其中修订 16 件）", "General"),
        ("9" * 18, "9" * 18, "General"),
        ("#N/A", "#N/A", "General"),
        ("TRUE", "TRUE", "General"),
        ("2023-01-02", "2023-01-02", "General"),
    ],
)
def test_what_becomes_a_number(text, value, shape):
    sheet = book_of(ExportReport("a", report({NEW: text})))["2022 某局"]
    cell = sheet.cell(*sketch(FORMS.tables_of("2021", ())).places[NEW])
    assert (cell.value, cell.number_format) == (value, shape)
    assert cell.data_type == ("s" if isinstance(value, str) else "n")


def test_a_row_is_high_enough_for_a_long_text():
    key = "disputes.litigation_after.total"
    sheet = book_of(ExportReport("a", report({key: "错误！未指定文件名。"})))["2022 某局"]
    row, _ = sketch(FORMS.tables_of("2021", ())).places[key]
    assert sheet.row_dimensions[row].height >= 3 * 14


def test_an_absent_cell_is_hatched_and_a_blank_one_is_not():
    book = book_of(ExportReport("a", report({NEW: ""})))
    places = sketch(FORMS.tables_of("2021", ())).places
    sheet = book["2022 某局"]
    assert sheet.cell(*places[NEW]).fill.patternType is None
    assert sheet.cell(*places[TOTAL]).fill.patternType == "lightUp"
    assert sheet.cell(*places[TOTAL]).value is None


def test_a_hybrid_report_is_laid_out_by_the_tables_it_has():
    other = {key: "8" for key in zeros("2019") if key.startswith("requests.other.")}
    kept = {key: "7" for key in zeros("2021") if not key.startswith("requests.other_")}
    cells = kept | other
    book = book_of(ExportReport("a", report(cells)))
    places = sketch(FORMS.tables_of("2021", cells)).places
    sheet = book["2022 某局"]
    assert cells.keys() <= places.keys()
    assert {key: str(sheet.cell(*places[key]).value) for key in cells} == cells


def test_cells_that_no_table_of_the_report_has_are_listed_below_them():
    stray = {"requests.other.total": "8"}
    book = book_of(ExportReport("a", report(zeros("2021") | stray)))
    rows = [[cell for cell in row if cell is not None] for row in book["2022 某局"].values]
    assert ["其他处理 · 总计", 8] in rows
