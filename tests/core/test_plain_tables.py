"""Tables that are none of the form's: kept as printed, with the report that they stand in."""

from collections.abc import Sequence
from random import Random

import pymupdf
import pytest

from core.bounds import MAX_PLAIN_TABLES
from core.read import read_document
from core.report import Cell, is_plain
from tests.core.drawn import Style, draw_report
from tests.core.reports import FORMS, balanced

FEES = (
    ("项目", "2021", "2022"),
    ("复印费", "3", "1"),
    ("邮寄费", "", "2"),
    ("合计", "3", "4"),
)
ROW, COLUMN, LEFT = 20.0, 100.0, 80.0


def draw_table(
    page: pymupdf.Page, texts: Sequence[Sequence[str]], y: float, title: str = ""
) -> None:
    """Draw a table with lines between all cells, and a line of text over it."""
    if title:
        page.insert_text((LEFT + 40, y - 8), title, fontname="china-s", fontsize=11)
    for at, row in enumerate(texts):
        for column, text in enumerate(row):
            x0, y0 = LEFT + column * COLUMN, y + at * ROW
            page.draw_rect(pymupdf.Rect(x0, y0, x0 + COLUMN, y0 + ROW), width=0.5)
            font = "helv" if text.isascii() else "china-s"
            page.insert_text((x0 + 5, y0 + 14), text, fontname=font, fontsize=10)


def drawn(path, agencies, others, rotation=0):
    """Reports one after the other, each with its other tables on a page behind it."""
    volume = pymupdf.open()
    for agency, tables in zip(agencies, others, strict=True):
        single = path.with_name("one.pdf")
        style = Style(rotate=rotation)
        draw_report(single, balanced(Random(1), "2021"), "2021", style, agency, 2022)
        with pymupdf.open(single) as pdf:
            volume.insert_pdf(pdf)
        if tables:
            page = volume.new_page()
            for at, (title, texts) in enumerate(tables):
                draw_table(page, texts, 100 + at * 160, title)
            page.set_rotation(rotation)
    volume.save(path)
    volume.close()
    return path


def texts_of(report, table):
    """The texts of a plain table by row."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = report.cells[cell.key].text
    return tuple(tuple(row) for row in rows)


def test_other_tables_go_with_their_report(tmp_path):
    path = drawn(
        tmp_path / "a.pdf",
        ("甲市某局", "乙市某局"),
        ([("收费情况", FEES), ("", (("类", "件"), ("一", "7")))], [("培训情况", FEES)]),
    )
    first, second = read_document(path, FORMS).reports
    assert [(t.name, t.title) for t in first.plain] == [("plain1", "收费情况"), ("plain2", "")]
    assert [(t.name, t.title) for t in second.plain] == [("plain1", "培训情况")]
    assert texts_of(first, first.plain[0]) == texts_of(second, second.plain[0]) == FEES
    assert first.cells["plain1.r4.c2"].text == "3"
    assert first.cells["plain1.r3.c2"].text == ""  # blank, not absent
    assert first.form_cells.keys() == balanced(Random(1), "2021").keys()
    assert not first.leftovers
    assert not second.leftovers


def test_a_table_before_those_of_the_form_is_no_head_of_theirs(tmp_path):
    cells = balanced(Random(2), "2021")
    path, whole = tmp_path / "a.pdf", tmp_path / "b.pdf"
    draw_report(path, cells, "2021", Style(top=420, prose=False), "甲市某局", 2022)
    with pymupdf.open(path) as pdf:
        draw_table(pdf[0], (("渠道", "件"), ("一", "7"), ("总计", "7")), 100, "申请渠道")
        pdf.save(whole)
    [report] = read_document(whole, FORMS).reports
    assert [(t.title, texts_of(report, t)[1]) for t in report.plain] == [("申请渠道", ("一", "7"))]
    assert {key: cell.text for key, cell in report.form_cells.items()} == cells
    assert not report.leftovers


@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_places_are_those_of_the_page_as_it_is_shown(tmp_path, rotation):
    path = drawn(tmp_path / "a.pdf", ("甲市某局",), ([("收费情况", FEES)],), rotation)
    [report] = read_document(path, FORMS).reports
    [table] = report.plain
    with pymupdf.open(path) as pdf:
        for cell in table.cells:
            held = report.cells[cell.key]
            assert held.place
            page = pdf[held.place.page - 1]
            box = pymupdf.Rect(held.place.box) * page.derotation_matrix
            assert "".join(page.get_text(clip=box).split()) == held.text
            assert pymupdf.Rect(table.place.box).contains(pymupdf.Rect(held.place.box))


@pytest.mark.parametrize(
    "texts",
    [
        (("只有文字", "没有数字"), ("甲", "乙")),
        (("一", "2"),),
        (("一",), ("2",)),
        (("说明", "数"), ("长" * 40, "1")),
    ],
)
def test_a_grid_that_says_too_little_is_no_table(tmp_path, texts):
    if len(texts[-1][0]) > 2:
        texts = (("说明", "数"), ("报告" * 90, "1"))
    path = drawn(tmp_path / "a.pdf", ("甲市某局",), ([("", texts)],))
    [report] = read_document(path, FORMS).reports
    assert not report.plain
    assert not any(map(is_plain, report.cells))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("表1  收费情况", "表1  收费情况"),
        ("本年收费情况如下。", ""),
        ("具体情况见下表：", ""),
        ("这是一段很长的正文" * 5, ""),
    ],
)
def test_a_title_is_a_short_line_and_no_sentence(tmp_path, line, title):
    path = drawn(tmp_path / "a.pdf", ("甲市某局",), ([(line, FEES)],))
    [report] = read_document(path, FORMS).reports
    assert [" ".join(t.title.split()) for t in report.plain] == [" ".join(title.split())]


def test_too_many_tables_are_left_out_and_that_is_said(tmp_path):
    path = tmp_path / "a.pdf"
    draw_report(path, balanced(Random(1), "2021"), "2021", Style(), "甲市某局", 2022)
    with pymupdf.open(path) as pdf:
        for _ in range(MAX_PLAIN_TABLES // 4 + 1):
            page = pdf.new_page()
            for at in range(4):
                draw_table(page, FEES, 80 + at * 160)
        pdf.save(tmp_path / "b.pdf")
    document = read_document(tmp_path / "b.pdf", FORMS)
    [report] = document.reports
    assert len(report.plain) == MAX_PLAIN_TABLES
    assert "many-tables" in {note.code for note in document.notes}


def test_a_cell_of_a_plain_table_is_an_ordinary_cell(tmp_path):
    path = drawn(tmp_path / "a.pdf", ("甲市某局",), ([("收费情况", FEES)],))
    [report] = read_document(path, FORMS).reports
    changed = report.with_texts({"plain1.r4.c2": "5"})
    cell = changed.cells["plain1.r4.c2"]
    assert (cell.read, cell.text, cell.changed) == ("3", "5", True)
    assert isinstance(cell, Cell)
    assert changed.plain == report.plain
