"""What is printed in the cells of a proof, as pictures in the workbook's sheet of proofs."""

from zipfile import ZipFile

import pymupdf
import pytest
from openpyxl import load_workbook

from core.exporting import workbook_proofs
from core.exporting.export import export
from core.exporting.feedback_crops import Cutter
from core.report import CellState
from core.store.history import Change
from tests.core.reports import FORMS
from tests.core.test_feedback import BROKEN, SEEN, made
from tests.core.test_feedback_pdf import at_numbers, project_with, source

POINT = 12_700  # units of a drawing
CROPS = 10  # the column of the crops, counted from 0


@pytest.fixture
def exported(tmp_path):
    """Export a project with one proven sum whose source is a drawn page; read the sheet back."""

    def do(damage=None, most=None, monkeypatch=None, language="zh", copies=1):
        path = tmp_path / "原件.pdf"
        sha256 = source(path)
        if damage:
            damage(path)
        if most is not None:
            monkeypatch.setattr(workbook_proofs, "MAX_SHEET_CROPS", most)
        reports = [at_numbers(made(2020 + at, states=SEEN)) for at in range(copies)]
        with project_with(tmp_path, *reports, sha256=sha256) as project:
            export(project, FORMS, tmp_path / "结果.xlsx", language)
        return load_workbook(tmp_path / "结果.xlsx")["证明" if language == "zh" else "Proofs"]

    return do


def test_each_cell_of_a_proof_stands_beside_what_is_printed_there(exported, tmp_path):
    sheet = exported()
    assert sheet.cell(1, CROPS + 1).value == "原件截图"
    assert (len(sheet._images), sheet.max_row - 1) == (3, 5)  # two cells have no place
    rows = set()
    for image in sheet._images:
        start, end = image.anchor._from, image.anchor.to
        assert start.col == end.col == CROPS
        assert start.row == end.row  # within its cell, so that a filter hides it too
        rows.add(start.row)
        width = sheet.column_dimensions["K"].width * 5.2 * POINT
        assert 0 < end.colOff - start.colOff < width
        assert end.rowOff <= sheet.row_dimensions[start.row + 1].height * POINT
        picture = pymupdf.Pixmap(image._data())
        pixels = {picture.pixel(x, y) for x in range(picture.width) for y in range(picture.height)}
        assert (190, 30, 30) in pixels  # the frame of the cell
        assert (0, 0, 0) in pixels  # its number
        shape = picture.width / picture.height
        assert (end.colOff - start.colOff) / (end.rowOff - start.rowOff) == pytest.approx(
            shape, rel=0.02
        )
    assert rows == {1, 2, 5}
    with ZipFile(tmp_path / "结果.xlsx") as parts:
        media = [name for name in parts.namelist() if name.startswith("xl/media/")]
        assert len({parts.read(name) for name in media}) == 3


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.unlink(), "找不到"),
        (lambda path: source(path, ("8", "8", "8")), "已改变"),
    ],
)
def test_without_its_source_it_is_exported_and_says_so_once(exported, damage, said):
    sheet = exported(damage)
    assert sheet._images == []
    notes = [sheet.cell(row, CROPS + 1).value for row in range(2, sheet.max_row + 1)]
    assert notes[0].startswith("未附原件截图：原件.pdf")
    assert said in notes[0]
    assert notes[1:] == [None] * 4
    assert sheet.cell(2, 6).value.endswith("≠ 行政复议 · 总计 9")


def test_there_are_so_many_and_no_more(exported, monkeypatch):
    sheet = exported(most=4, monkeypatch=monkeypatch, copies=2, language="en")
    assert len(sheet._images) == 4
    notes = [sheet.cell(row, CROPS + 1).value for row in range(2, sheet.max_row + 1)]
    assert notes == [None] * 6 + ["no more than 4 pictures are kept"] + [None] * 3


def test_what_nobody_has_confirmed_has_no_proof_and_asks_for_no_source(tmp_path, monkeypatch):
    monkeypatch.setattr(Cutter, "cut", None)  # to call it would fail
    path = tmp_path / "原件.pdf"
    with project_with(tmp_path, at_numbers(made()), sha256=source(path)) as project:
        export(project, FORMS, tmp_path / "结果.xlsx")
        assert "证明" not in load_workbook(tmp_path / "结果.xlsx").sheetnames
        state = Change("cell-state", next(iter(BROKEN)), "read", CellState.CONFIRMED)
        project.apply(1, [state], "confirmed")
        export(project, FORMS, tmp_path / "结果.xlsx")
    assert "证明" not in load_workbook(tmp_path / "结果.xlsx").sheetnames


def test_an_export_that_is_stopped_leaves_no_file_and_no_process(tmp_path):
    path = tmp_path / "原件.pdf"
    reports = [at_numbers(made(2020 + at, states=SEEN)) for at in range(2)]

    def stop(done, _total):
        if done == 1:
            raise StopIteration

    with (
        project_with(tmp_path, *reports, sha256=source(path)) as project,
        pytest.raises((StopIteration, RuntimeError)),
    ):
        export(project, FORMS, tmp_path / "结果.xlsx", progress=stop)
    assert not list(tmp_path.glob("*.xlsx"))
