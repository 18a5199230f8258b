"""The long table as CSV: every cell, unharmed, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exporting.export import Export, ExportReport, collect
from core.exporting.longtable import COLUMNS, guarded, write_csv
from core.report import Cell, CellState, Report
from tests.core.exports import HOSTILE, NEW, RULES, make
from tests.core.reports import FORMS, report


def written(*items, language="zh"):
    file = io.BytesIO()
    write_csv(Export("x", len(items), items), FORMS, file, language)
    return file.getvalue()


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def unguarded(text):
    return text.removeprefix("'")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    with make(tmp_path_factory.mktemp("csv") / "p.gouji") as project:
        file = io.BytesIO()
        write_csv(collect(project), FORMS, file)
        reports = [project.report(entry.id) for entry in project.reports()]
    return rows(file.getvalue()), reports


def test_every_cell_of_every_report_is_there_with_its_texts(exported):
    table, reports = exported
    want = {
        (report.agency, str(report.year), key): (cell.read or "", cell.text or "")
        for report in reports
        for key, cell in report.cells.items()
    }
    got = {
        (unguarded(row["机构"]), row["年度"], row["编码"]): (
            unguarded(row["识别文本"]),
            unguarded(row["文本"]),
        )
        for row in table
    }
    assert got == want
    assert len(table) == sum(len(report.cells) for report in reports)


def test_values_pages_and_states(exported):
    by_key = {(row["机构"], row["编码"]): row for row in exported[0]}
    edited = by_key["聊城市某局", NEW]
    assert (edited["识别文本"], edited["文本"], edited["数值"]) == ("3", "12", "12")
    assert (edited["页码"], edited["状态"], edited["来源文件"]) == ("3", "已更正", "第0份 📄.pdf")
    blanked = by_key["聊城市某局", RULES]
    assert (blanked["识别文本"], blanked["文本"], blanked["数值"]) == ("0", "", "")
    fee = by_key[f"'{HOSTILE}", "proactive.fees.amount"]
    assert (fee["文本"], fee["数值"]) == ("280 万元", "280")
    dash = by_key[f"'{HOSTILE}", "proactive.penalties.decisions"]
    assert (dash["文本"], dash["数值"]) == ("-", "0")
    assert by_key["聊城市某局", "requests.new.total"]["状态"] == "待核对"
    assert by_key["聊城市某局", "requests.granted.total"]["状态"] == "存疑"
    assert by_key["[某]局:*?/\\", "requests.handled_total.total"]["状态"] == "原文如此"
    assert by_key["聊城市某局", "requests.refused_law.company"]["项目"] == (
        "三、本年度办理结果 · （三）不予公开 · 2.其他法律行政法规禁止公开 · 商业企业"
    )


def test_excel_in_china_opens_it():
    data = written(ExportReport("a.pdf", report({NEW: "3"})))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(column.zh for column in COLUMNS)
    assert "\n" not in "".join(lines)
    assert lines[-1] == ""


def test_heads_and_states_in_english_labels_as_printed():
    (row,) = rows(written(ExportReport("a.pdf", report({NEW: "3"})), language="en"))
    assert (row["as read"], row["state"], row["agency"]) == ("3", "read", "某局")
    assert row["label"].endswith("自然人")


def test_added_and_removed_cells_are_told_from_blank_ones():
    cells = {
        NEW: Cell(None, "5", state=CellState.CORRECTED),
        RULES: Cell("5", None, state=CellState.CORRECTED),
        "requests.new.total": Cell("", ""),
    }
    got = rows(written(ExportReport("a.pdf", Report("某局", None, "2021", cells))))
    texts = {row["编码"]: (row["识别文本"], row["文本"], row["数值"], row["状态"]) for row in got}
    assert texts == {
        NEW: ("", "5", "5", "补录"),
        RULES: ("5", "", "", "已删除"),
        "requests.new.total": ("", "", "", "已识别"),
    }
    assert {row["年度"] for row in got} == {""}


@pytest.mark.parametrize("text", ["-", "-76", "+3", "-1,234", "-2.5", "12", "无", "", "—", "/"])
def test_what_is_harmless_stays_as_it_is(text):
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["=1+1", "-76宗", "+A1", "@SUM(A1)", "--", "\t=1", "'3", "-2+3"])
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30))
def test_any_text_comes_back(text):
    item = report({NEW: text}, agency=text)
    (row,) = rows(written(ExportReport(text, item)))
    assert unguarded(row["文本"]) == text
    assert unguarded(row["机构"]) == text
    assert unguarded(row["来源文件"]) == text
    assert not row["文本"].startswith(("=", "@", "\t"))


def test_half_a_character_does_not_stop_it():
    broken = replace(report({NEW: "\ud800"}), agency="某\udfff局")
    assert rows(written(ExportReport("a", broken)))[0]["机构"] == "某?局"
