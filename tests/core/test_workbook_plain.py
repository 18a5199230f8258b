"""The sheet of other tables in the workbook; everything else leaves them out."""

import csv
import io
import json
from dataclasses import replace

from core.exporting.export import Export, ExportReport
from core.exporting.export_json import write_json
from core.exporting.longtable import write_csv
from core.interchange import reports_from_json
from core.report import Leftover, Place
from tests.core.exports import AT, book_of
from tests.core.plain import with_tables
from tests.core.reports import FORMS, report, zeros

FEES = (
    ("收费", None, "备注"),
    ("项目", "元", '=HYPERLINK("http://x")'),
    ("复印", "1,234", "-"),
    ("合计", "007", ""),
)
ITEM = ExportReport("a.pdf", with_tables(FEES, (("甲", "1"), ("乙", "2"))))


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_tables_stand_under_each_other_as_printed():
    sheet = book_of(ITEM)["其他表格"]
    assert texts(sheet)[:6] == [
        ["2022 某局", None, None],
        ["其他表格 1 · 表1 · 第 7 页", None, None],
        ["收费", None, "备注"],
        ["项目", "元", '=HYPERLINK("http://x")'],
        ["复印", 1234, "-"],
        ["合计", 7, None],
    ]
    assert texts(sheet)[7:10] == [
        ["其他表格 2 · 表2 · 第 7 页", None, None], ["甲", 1, None], ["乙", 2, None],
    ]  # fmt: skip
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A3:B3"]
    assert (sheet["B5"].number_format, sheet["B6"].number_format) == ("#,##0", "000")
    assert sheet["A1"].hyperlink.location == "'2022 某局'!A1"


def test_no_text_of_a_document_becomes_a_formula():
    cell = book_of(ITEM)["其他表格"]["C4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_what_a_person_changed_is_marked():
    changed = ITEM.report.with_texts({"plain1.r4.c2": "8"})
    sheet = book_of(replace(ITEM, report=changed))["其他表格"]
    assert sheet["B6"].value == 8
    assert sheet["B6"].font.color.rgb == "FF1F4FBF"


def test_without_other_tables_there_is_no_such_sheet():
    assert "其他表格" not in book_of(ExportReport("a.pdf", report(zeros()))).sheetnames


def test_a_full_sheet_goes_on_in_another():
    book = book_of(*[ITEM] * 12, most_rows=40)
    names = [name for name in book.sheetnames if name.startswith("其他表格")]
    assert len(names) > 1
    assert all(book[name].max_row <= 40 for name in names)
    assert sum("其他表格 2 · 表2" in str(row[0]) for n in names for row in texts(book[n])) == 12


def test_the_other_sheets_leave_them_out():
    without = ExportReport("a.pdf", report(zeros()))
    book, plain = book_of(ITEM), book_of(without)
    for name in ("汇总", "长表", "2022 某局"):
        assert texts(book[name]) == texts(plain[name])


def source(*items):
    return Export("试", len(items), items, (), AT)


def test_the_csv_holds_the_cells_of_the_form():
    file = io.BytesIO()
    write_csv(source(ITEM), FORMS, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert {row["编码"] for row in rows} == zeros().keys()


def test_the_json_keeps_them_apart_and_gives_them_back():
    left = Leftover("shifted", "requests", "行", "1 2", Place(2, (1, 2, 3, 4)), "granted")
    made = replace(ITEM.report, leftovers=(left,))
    file = io.BytesIO()
    write_json(source(replace(ITEM, report=made)), file)
    data = json.loads(file.getvalue())
    (one,) = data["reports"]
    assert one["cells"].keys() == zeros().keys()
    first = one["tables"][0]
    assert (first["name"], first["title"], first["rows"], first["columns"]) == (
        "plain1",
        "表1",
        4,
        3,
    )
    assert first["cells"][0].items() >= {
        "row": 1, "column": 1, "rows": 1, "columns": 2, "text": "收费", "value": None, "page": 7,
    }.items()  # fmt: skip
    [again] = reports_from_json(data, FORMS)
    assert again.report == made
