"""The workbook, read back with openpyxl: what stands where, how it looks, and that it is safe."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.check import check
from core.export import Export, ExportReport, Judged, collect
from core.report import Cell
from core.workbook import write_workbook
from core.workbook_layout import sketch
from core.workbook_style import AMBER, BLUE, PURPLE, RED, RED_LINE, SheetNames
from core.workbook_summary import column_paths
from tests.core.exports import HOSTILE, NEW, REASON, RULES, TOTAL, make
from tests.core.reports import FORMS, report, zeros

EDITED, DECIDED, HOSTILE_SHEET = "2023 聊城市某局", "2019 某 局", '2023 =HYPERLINK("http x","点我")'
AT = datetime(2026, 11, 3, 6, tzinfo=UTC)


def book_of(*items, language="zh", **options):
    file = io.BytesIO()
    write_workbook(Export("试", len(items), items, (), AT), FORMS, file, language, **options)
    return load_workbook(file)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with make(tmp_path_factory.mktemp("book") / "项目 📄.gouji") as project:
        reports = {entry.agency: project.report(entry.id) for entry in project.reports()}
        file = io.BytesIO()
        write_workbook(collect(project), FORMS, file)
        english = io.BytesIO()
        write_workbook(collect(project), FORMS, english, "en")
    return file, english, reports


@pytest.fixture(scope="module")
def book(made):
    return load_workbook(made[0])


def cell_of(book, sheet, key, form="2021"):
    tables = FORMS.tables_of(form, ())
    return book[sheet].cell(*sketch(tables).places[key])


def rows_of(sheet, head=1):
    heads = [cell.value for cell in sheet[head]]
    return [
        dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(head + 1, values_only=True)
    ]


def fill(cell):
    return cell.fill.start_color.rgb[2:] if cell.fill.patternType == "solid" else None


def color(cell):
    return cell.font.color.rgb[2:]


def edge(cell):
    side = cell.border.left
    return side.color.rgb[2:] if side.style == "medium" else None


# the whole -----------------------------------------------------------------------------------


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


# one report ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "form", "agency"),
    [(EDITED, "2021", "聊城市某局"), (HOSTILE_SHEET, "2021", HOSTILE), (DECIDED, "2019", None)],
)
def test_a_report_holds_its_cells_where_the_form_prints_them(made, book, sheet, form, agency):
    kept = made[2][agency or "[某]局:*?/\\"]
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


# lists ---------------------------------------------------------------------------------------


def test_the_problems_are_listed_with_what_was_decided(book):
    rows = rows_of(book["问题清单"])
    first = next(row for row in rows if row["规则"] == "REQ-01" and row["机构"] == "聊城市某局")
    assert (first["年度"], first["规则名称"], first["程度"]) == (
        2023, "总计列＝六类申请人之和", "必须处理",
    )  # fmt: skip
    assert (first["左"], first["右"], first["差额"], first["处理"]) == (12, 3, 9, "待处理")
    assert "本年新收 · 自然人" in first["位置"]
    settled = [row for row in rows if row["处理"] == "原文如此"]
    assert {row["规则"] for row in settled} == {"REQ-06"}
    assert {(row["理由"], row["处理人"]) for row in settled} == {(REASON, "王敏")}
    assert all(isinstance(row["处理时间"], datetime) for row in settled)
    assert any(row["处理"] == "由 REQ-06 引起" for row in rows)


def test_a_problem_leads_to_its_cell(book):
    sheet = book["问题清单"]
    (at,) = (
        row[2] for row in sheet.iter_rows(2) if row[2].value == "REQ-01" and row[1].value == 2023
    )
    target = cell_of(book, EDITED, NEW).coordinate
    assert at.hyperlink.location == f"'{EDITED}'!{target}"


def test_every_change_is_listed(book):
    rows = rows_of(book["修改记录"])
    typed = [row for row in rows if row["方式"] == "录入"]
    assert [(row["编码"], row["原值"], row["新值"]) for row in typed] == [
        (NEW, "3", "12"), (RULES, "0", None),
    ]  # fmt: skip
    assert {(row["人员"], row["机构"], row["年度"], row["类型"]) for row in typed} == {
        ("王敏", "聊城市某局", 2023, "数据")
    }
    assert typed[0]["项目"] == "一、本年新收政府信息公开申请数量 · 自然人"
    assert all(isinstance(row["时间"], datetime) for row in rows)
    decision = next(row for row in rows if row["类型"] == "决定")
    assert decision["新值"] == f"原文如此：{REASON}"
    assert [row["新值"] for row in rows if row["类型"] == "单元格状态"] == ["存疑"]
    assert [(row["原值"], row["新值"]) for row in rows if row["类型"] == "报告状态"] == [
        ("已识别", "审核中")
    ]
    assert sum(row["类型"] == "加入" for row in rows) == 3


def test_the_long_table_holds_every_cell(made, book):
    rows = rows_of(book["长表"])
    got = {(row["机构"], row["编码"]): (row["识别文本"], row["文本"], row["数值"]) for row in rows}
    want = {
        (one.agency, key): (cell.read or None, cell.text or None, cell.value.number)
        for one in made[2].values()
        for key, cell in one.cells.items()
    }
    assert got == want
    assert len(rows) == len(want)


def test_a_full_list_goes_on_in_another_sheet_behind_it():
    items = [ExportReport("a.pdf", report(zeros(), agency=f"局{at}")) for at in range(3)]
    book = book_of(*items, most_rows=300)
    assert book.sheetnames[4:7] == ["长表", "长表 2", "长表 3"]
    rows = [row for name in book.sheetnames[4:7] for row in rows_of(book[name])]
    assert len({(row["机构"], row["编码"]) for row in rows}) == len(rows) == 600
    assert {book[name].freeze_panes for name in book.sheetnames[4:7]} == {"A2"}


# summary -------------------------------------------------------------------------------------


def summary(book, depth=5):
    sheet = book["汇总"]
    heads = {}
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    for column in range(5, sheet.max_column + 1):
        path: list[tuple[tuple[int, int], str]] = []
        for row in range(1, depth + 1):
            inside = [a for a in areas if a[0] <= column <= a[2] and a[1] <= row <= a[3]]
            left, top = inside[0][:2] if inside else (column, row)
            text = sheet.cell(top, left).value
            if text and (not path or (top, left) != path[-1][0]):
                path.append(((top, left), text))
        heads[column] = tuple(text for _, text in path)
    return sheet, heads


def test_the_summary_has_a_row_a_report_and_a_column_a_cell(made, book):
    sheet, heads = summary(book)
    paths = column_paths(FORMS)
    columns = {path: column for column, path in heads.items()}
    assert len(columns) == len(heads)
    reports = list(made[2].values())
    used = {key for one in reports for key in one.cells}
    assert {paths[key] for key in used} == columns.keys()
    for at, one in enumerate(reports, start=6):
        assert sheet.cell(at, 1).value == one.agency
        for key, cell in one.cells.items():
            value = sheet.cell(at, columns[paths[key]]).value
            number = cell.value.number
            assert value == (cell.text or None if cell.text in ("-", "") else number), key


def test_the_totals_follow_the_filters_and_are_right(made, book):
    sheet, heads = summary(book)
    last = sheet.max_row
    assert sheet.cell(last, 1).value == "合计"
    assert sheet.auto_filter.ref == f"A5:{get_column_letter(sheet.max_column)}{last - 1}"
    cached = load_workbook(made[0], data_only=True)["汇总"]
    for column in heads:
        letter = get_column_letter(column)
        assert sheet.cell(last, column).value == f"=SUBTOTAL(109,{letter}6:{letter}{last - 1})"
        values = [sheet.cell(row, column).value for row in range(6, last)]
        numbers = [value for value in values if isinstance(value, int | float)]
        assert cached.cell(last, column).value == pytest.approx(sum(numbers))


def test_an_amount_with_its_unit_counts_in_the_total_and_is_italic(book):
    sheet, heads = summary(book)
    path = column_paths(FORMS)["proactive.fees.amount"]
    (column,) = (at for at, head in heads.items() if head == path)
    cell = next(sheet.cell(at, column) for at in (6, 7, 8) if sheet.cell(at, 1).value == HOSTILE)
    assert (cell.value, cell.font.italic) == (280, True)


def test_both_forms_stand_side_by_side():
    paths = column_paths(FORMS)
    assert len(set(paths.values())) == len(paths) == 198 + 7 + 21
    rules = [path[-1] for key, path in paths.items() if key.startswith("proactive.rules.")]
    assert rules == [
        "本年新制作数量", "本年新公开数量", "对外公开总数量",
        "本年制发件数", "本年废止件数", "现行有效件数",
    ]  # fmt: skip


# names, languages, sizes ---------------------------------------------------------------------


def test_english_heads_labels_as_printed(made):
    book = load_workbook(made[1])
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
    monkeypatch.setattr("core.workbook.MOST_FOR_ALL", 3)
    monkeypatch.setattr("core.workbook.MOST_SHEETS", 2)
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
