"""The lists of the workbook: problems, changes, the long table."""

from dataclasses import replace
from datetime import datetime

import pytest

from core.checking.check import check
from core.exporting.export import ExportReport, Judged
from core.report import CellState, Place
from tests.core.exports import EDITED, NEW, REASON, RULES, book_of, cell_of, made, rows_of
from tests.core.reports import FORMS, report, zeros

DIS = "disputes.reconsideration."


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


def test_proofs_have_a_sheet_of_their_own_with_every_cell():
    keys = [f"{DIS}{part}" for part in ("upheld", "corrected", "other", "pending", "total")]
    wrong = report(zeros() | {keys[0]: "3", keys[1]: "4", keys[4]: "9"}, agency="=错局")
    place = Place(2, (10, 20.25, 40, 30))
    confirmed = {
        key: replace(wrong.cells[key], state=CellState.CONFIRMED, place=place) for key in keys
    }
    proven = replace(wrong, cells={**wrong.cells, **confirmed})
    items = [
        ExportReport("a.pdf", one, findings=tuple(Judged(found) for found in check(one, FORMS)))
        for one in (wrong, proven)
    ]
    assert "证明" not in book_of(items[0]).sheetnames
    book = book_of(*items)
    assert book.sheetnames[2:4] == ["问题清单", "证明"]
    rows = rows_of(book["证明"])
    assert [row["编码"] for row in rows] == keys
    assert [row["边"] for row in rows] == ["左"] * 4 + ["右"]
    assert rows[0]["算式"].endswith("行政复议 · 结果纠正 4 = 7 ≠ 行政复议 · 总计 9")
    assert [row["数值"] for row in rows] == ["3", "4", "0", "0", "9"]
    assert (rows[0]["页码"], rows[0]["页面位置（磅）"]) == (2, "10.0, 20.2, 40.0, 30.0")
    assert rows[4]["来源文件"] == "a.pdf"
    links = [cell.hyperlink.location for row in book["证明"] for cell in row if cell.hyperlink]
    assert len(links) == 5
    about = {cell.value for row in book["说明"].iter_rows() for cell in row}
    assert "证明" in about
