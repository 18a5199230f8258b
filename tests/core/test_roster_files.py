"""Rosters from folders, workbooks and texts, as people have them, and as nobody should."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment

from core import bounds
from core.checking import roster_sheets
from core.checking.roster import Roster
from core.checking.roster_files import read_roster
from core.checking.roster_names import in_full, matched, name_of_file, name_of_folder, name_of_line
from core.errors import GoujiError


def workbook(path, **sheets):
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def text(path, *lines, encoding="utf-8"):
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


@pytest.fixture
def xlsx(tmp_path):
    return tmp_path / "名 册🗂.xlsx"


HEADS = [
    ("单位名称", "上级"),
    ("机构", "主管部门"),
    ("部门", "所属地区"),
    ("报告单位", "上级主管部门"),
    ("成员单位", "汇总单位"),
    ("Unit", "Parent"),
]


@pytest.mark.parametrize(("unit", "parent"), HEADS)
@pytest.mark.parametrize("turned", [False, True])
def test_columns_are_found_by_their_heads(xlsx, unit, parent, turned):
    rows = [(unit, parent), ("甲市财政局", "甲市"), ("甲市教育局", "甲市"), ("乙县", "甲市")]
    rows = [row[::-1] if turned else row for row in rows]
    whole = [("序号", *rows[0], "联系人")]
    whole += [(str(n), *row, "张三") for n, row in enumerate(rows[1:], 1)]
    title = [("2023年报送名册",), (None,)]
    roster = read_roster(workbook(xlsx, Sheet1=[*title, *whole]))
    assert roster.parents == {"甲市财政局": "甲市", "甲市教育局": "甲市", "乙县": "甲市"}


def test_merged_parents_and_sums(xlsx):
    rows = [
        ("主管部门", "所属单位"), ("甲市", "财政局"), (None, "教育局"), ("乙县", "丙镇"),
        (None, "丁镇"), ("合计", 4), (None, "备注：以上为2023年名册"),
    ]  # fmt: skip
    roster = read_roster(workbook(xlsx, 名册=rows))
    assert roster.parents == {"财政局": "甲市", "教育局": "甲市", "丙镇": "乙县", "丁镇": "乙县"}


def test_the_one_at_the_top_has_none_above_it(xlsx):
    rows = [("单位", "上级单位"), ("甲市", ""), ("乙县", "甲市"), ("丙镇", "乙县")]
    assert read_roster(workbook(xlsx, a=rows)).parents == {"乙县": "甲市", "丙镇": "乙县"}


def test_levels_side_by_side(xlsx):
    rows = [("市", "县（区）", "单位"), ("甲市", "乙县", "乙县财政局"), (None, None, "乙县教育局"),
            (None, "丙区", "丙区财政局")]  # fmt: skip
    assert read_roster(workbook(xlsx, a=rows)).parents == {
        "乙县": "甲市", "乙县财政局": "乙县", "乙县教育局": "乙县",
        "丙区": "甲市", "丙区财政局": "丙区",
    }  # fmt: skip


def test_a_second_column_that_repeats_its_names_holds_the_parents(xlsx):
    rows = [("财政局", "甲市"), ("教育局", "甲市"), ("民政局", "乙市")]
    assert read_roster(workbook(xlsx, a=rows)).parents["民政局"] == "乙市"


def test_an_outline_of_indented_cells(xlsx):
    book = Workbook()
    sheet = book.create_sheet("名册")
    for at, (name, indent) in enumerate([("甲市", 0), ("乙县", 1), ("丙镇", 2), ("丁县", 1)], 1):
        sheet.cell(at, 1, name).alignment = Alignment(indent=indent)
    book.save(xlsx)
    assert read_roster(xlsx).parents == {"乙县": "甲市", "丙镇": "乙县", "丁县": "甲市"}


@pytest.mark.parametrize("step", ["  ", "\t", "　", "    "])
def test_an_outline_as_text(tmp_path, step):
    lines = ["甲市", f"{step}乙县", f"{step}{step}丙镇", "", f"{step}丁县", "戊市", f"{step}己县"]
    roster = read_roster(text(tmp_path / "名册.txt", *lines, encoding="gb18030"))
    assert roster.parents == {"乙县": "甲市", "丙镇": "乙县", "丁县": "甲市", "己县": "戊市"}


def test_an_outline_of_ordinals(tmp_path):
    lines = ["一、甲市", "（一）乙县", "1.丙镇", "2.丁镇", "（二）戊县", "二、己市", "（一）庚县"]
    assert read_roster(text(tmp_path / "a.txt", *lines)).parents == {
        "乙县": "甲市", "丙镇": "乙县", "丁镇": "乙县", "戊县": "甲市", "庚县": "己市",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_encoding(tmp_path, encoding):
    lines = ["单位名称,上级", "财政局,甲市", '"教育,局",甲市']
    roster = read_roster(text(tmp_path / "名册.CSV", *lines, encoding=encoding))
    assert roster.parents == {"财政局": "甲市", "教育,局": "甲市"}


def test_a_sheet_for_each_parent(xlsx):
    heads = ("序号", "单位名称", "联系电话")
    rows = [heads, (1, "财政局", "123"), (2, "教育局", "456")]
    roster = read_roster(workbook(xlsx, 甲市=rows, 乙市=rows, 空=[]))
    assert roster.parents == {
        "甲市财政局": "甲市", "甲市教育局": "甲市", "乙市财政局": "乙市", "乙市教育局": "乙市",
    }  # fmt: skip


def test_names_become_those_of_the_project(xlsx):
    rows = [("单位", "上级"), ("财政局", "甲市"), ("市教育局", "甲市"), ("乙县", "甲市"),
            ("丙局", "甲市"), ("甲市人民政府", "甲市")]  # fmt: skip
    agencies = ["甲市人民政府", "甲市 财政局", "甲市教育局", "乙县人民政府"]
    roster = read_roster(workbook(xlsx, a=rows), agencies)
    above = "甲市人民政府"
    assert roster.parents == {
        "甲市 财政局": above, "甲市教育局": above, "乙县人民政府": above, "丙局": above,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("单位", "上级"), ("甲局", "甲市"), ("甲局", "乙市"), ("乙市甲局", "丙市")], "第 4 行"),
        ([("单位", "上级"), ("甲", "乙"), ("甲局", "乙局"), ("乙局", "甲局")], "第 3 行"),
        ([("单位", "上级"), (None, None), ("甲局", None), ("乙局", "甲市")], "第 3 行"),
        ([("甲局",), ("乙局",)], "工作表“Sheet1”第 1 行"),
        ([("单位名称", "联系电话"), ("甲局", 1), ("乙局", 2)], "第 2 行"),
        ([], "是空的"),
    ],
)
def test_what_cannot_be_made_out_is_told_with_its_line(xlsx, rows, said):
    with pytest.raises(GoujiError) as told:
        read_roster(workbook(xlsx, Sheet1=rows))
    assert said in told.value.message.zh
    assert told.value.message.en
    assert told.value.hint.zh


def made(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF")
    return root


def test_a_folder_of_folders(tmp_path):
    root = made(
        tmp_path / "年报 2023",
        "01 甲市/2023/1.甲市财政局2023年政府信息公开工作年度报告.pdf",
        "01 甲市/2023/甲市教育局2023年政府信息公开年报(终稿).docx",
        "01 甲市/甲市人民政府2023年政府信息公开工作年度报告.pdf",
        "乙县/乙县丙镇人民政府信息公开工作年度报告2022.pdf",
        "乙县/Thumbs.db",
        "说明.txt",
    )
    assert read_roster(root).parents == {
        "甲市财政局": "甲市人民政府", "甲市教育局": "甲市人民政府", "乙县丙镇人民政府": "乙县",
    }  # fmt: skip


def test_a_folder_named_after_an_agency_is_above_those_in_it(tmp_path):
    root = made(tmp_path / "甲市", "财政局/2022年年报.pdf", "财政局/2023年年报.pdf", "教育局/a.pdf")
    agencies = ["甲市财政局", "甲市教育局", "甲市人民政府"]
    reported = {root / "教育局" / "a.pdf": ["甲市教育局"]}
    roster = read_roster(root, agencies, reported)
    assert roster.parents == {"甲市财政局": "甲市人民政府", "甲市教育局": "甲市人民政府"}


def test_a_folder_of_files_alone(tmp_path):
    root = made(tmp_path / "某些单位2023", "甲局.pdf", "乙局.pdf", "卷.pdf")
    reported = {root / "卷.pdf": ["丙局", "丁局"]}
    assert set(read_roster(root, (), reported).parents) == {"甲局", "乙局", "丙局", "丁局"}


def test_folders_that_show_nothing(tmp_path):
    with pytest.raises(GoujiError) as told:
        read_roster(made(tmp_path / "年报", "2023/2023年报.pdf"))
    assert "看不出" in told.value.message.zh
    with pytest.raises(GoujiError):
        read_roster(tmp_path / "没有.xlsx")


def test_a_folder_with_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr("core.checking.roster_folders.MAX_ROSTER_LINES", 3)
    with pytest.raises(GoujiError) as told:
        read_roster(made(tmp_path / "甲市", "a局.pdf", "b局.pdf", "c局.pdf", "d局.pdf"))
    assert "太多" in told.value.message.zh


# hostile ones --------------------------------------------------------------------------------


def packed(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def repacked(path, name, change):
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    parts[name] = change(parts[name])
    return packed(path, **parts)


def refused(path):
    with pytest.raises(GoujiError) as told:
        read_roster(path)
    return told.value.message.zh


def test_a_bomb(xlsx):
    assert "太大" in refused(packed(xlsx, a=b"<" * (bounds.MAX_ROSTER_UNPACKED + 1)))
    many = b"<a>" + b"<b/>" * (bounds.MAX_ROSTER_ELEMENTS + 1) + b"</a>"
    assert "太大" in refused(packed(xlsx, **{"xl/printer.bin": many}))


def test_too_many_parts(xlsx, monkeypatch):
    monkeypatch.setattr(roster_sheets, "MAX_ROSTER_PARTS", 5)
    assert "太大" in refused(workbook(xlsx, a=[("甲", "乙")]))


def test_entities_are_not_expanded(xlsx):
    workbook(xlsx, a=[("单位", "上级"), ("甲局", "乙市")])
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    repacked(xlsx, "xl/workbook.xml", lambda data: laughs + data[data.index(b"<workbook") :])
    assert "损坏" in refused(xlsx)


def test_rows_and_columns_far_away(xlsx):
    rows = [("单位", "上级"), ("甲局", "乙市")]
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    workbook(xlsx, a=rows)
    repacked(xlsx, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", far))
    assert read_roster(xlsx).parents == {"甲局": "乙市"}


def test_too_many_lines(xlsx, tmp_path, monkeypatch):
    monkeypatch.setattr(roster_sheets, "MAX_ROSTER_LINES", 10)
    rows = [(f"甲局{n}号", "乙市") for n in range(20)]
    assert "太大" in refused(workbook(xlsx, a=rows))
    assert "太大" in refused(text(tmp_path / "a.csv", *map(",".join, rows)))


def test_formulas_are_not_worked_out(xlsx):
    rows = [("单位", "上级"), ("=1+1", "乙市"), ("=CMD|' /C calc'!A0", "乙市"), ("甲局", "乙市")]
    assert read_roster(workbook(xlsx, a=rows)).parents == {"甲局": "乙市"}


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "a"])
def test_other_kinds_of_files(tmp_path, name):
    assert "格式" in refused(text(tmp_path / name, "甲"))


def test_files_that_are_not_what_their_names_say(xlsx, tmp_path):
    assert "损坏" in refused(text(xlsx, "not a zip"))
    xlsx.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    assert "密码" in refused(xlsx)
    (tmp_path / "a.csv").write_bytes(b"\xff\xd8\xff" + bytes(range(256)) * 9)
    refused(tmp_path / "a.csv")


def test_depth_is_bounded(tmp_path):
    lines = [" " * n + f"第{n}局" for n in range(bounds.MAX_ROSTER_DEPTH + 1)]
    assert "层级" in refused(text(tmp_path / "a.txt", *lines))


def sound():
    whole = io.BytesIO()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    for row in [("单位", "上级"), ("甲局", "乙市"), ("丙局", "乙市")]:
        sheet.append(row)
    book.save(whole)
    return whole.getvalue()


SOUND = sound()


@given(st.data())
def test_a_damaged_workbook_says_so_or_is_read(tmp_path_factory, data):
    raw = bytearray(SOUND)
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    path.write_bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))])
    with contextlib.suppress(GoujiError):
        read_roster(path)


CELL = st.sampled_from(
    ["", "单位", "上级", "甲市", "乙县", "丙局", "丁镇", "1", "合计", "市", "  戊局", "甲" * 99]
)


@given(rows=st.lists(st.lists(CELL, max_size=4), max_size=8))
def test_any_table_gives_a_roster_or_a_sentence(tmp_path_factory, rows):
    path = text(tmp_path_factory.mktemp("x") / "a.csv", *(",".join(row) for row in rows))
    try:
        roster = read_roster(path)
    except GoujiError:
        return
    for child in roster.parents:
        seen, above = {child}, roster.parent(child)
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = roster.parent(above)


# names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("甲市财政局2023年政府信息公开工作年度报告", "甲市财政局"),
        ("1.2022年度甲县人民政府信息公开工作年度报告", "甲县人民政府"),
        ("03-教育局（定稿）", "教育局"),
        ("【甲县】关于2021年政府信息公开年报", ""),
        ("2023年报", ""), ("甲局2023年报", "甲局"), ("甲局二〇二三年报告", "甲局"),
        ("2023年度乙局年报", "乙局"), ("2023乙局", "乙局"),
        ("甲镇_2020", "甲镇"), ("scan 001", "scan001"),
    ],
)  # fmt: skip
def test_names_of_files(stem, name):
    assert name_of_file(stem) == name


def test_names_of_folders_and_lines():
    assert [name_of_folder(n) for n in ("2023", "附件", "甲市直属单位", "各部门", "02 乙县")] == [
        "", "", "甲市", "", "乙县",
    ]  # fmt: skip
    assert [name_of_line(n) for n in ("12", "合计：3", "（一）甲局", "三亚市", "1号局", "局")] == [
        "", "", "甲局", "三亚市", "1号局", "",
    ]  # fmt: skip


def test_names_in_full():
    assert in_full("财政局", "甲市人民政府") == "甲市财政局"
    assert in_full("市财政局", "甲市") == "甲市财政局"
    assert in_full("甲市财政局", "甲市") == "甲市财政局"


def test_a_match_that_would_make_a_circle_is_not_made():
    roster = Roster({"甲": "甲人民政府", "乙": "甲"})
    assert matched(roster, ["甲人民政府"]).parents == {"乙": "甲人民政府"}
    assert matched(Roster({}), ["甲"]).parents == {}
