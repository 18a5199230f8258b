"""The lists of the workbook: problems, changes, the long table."""

from datetime import datetime

import pytest

from core.exporting.export import ExportReport
from tests.core.exports import EDITED, NEW, REASON, RULES, book_of, cell_of, made, rows_of
from tests.core.reports import report, zeros


@pytest.fixture(scope="module")
def book():
    return made().book


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


def test_the_long_table_holds_every_cell(book):
    rows = rows_of(book["长表"])
    got = {(row["机构"], row["编码"]): (row["识别文本"], row["文本"], row["数值"]) for row in rows}
    want = {
        (one.agency, key): (cell.read or None, cell.text or None, cell.value.number)
        for one in made().reports.values()
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
