"""The summary sheet: a row a report, a column a cell, totals."""

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.exporting.workbook_summary import column_paths
from tests.core.exports import HOSTILE, made
from tests.core.reports import FORMS


@pytest.fixture(scope="module")
def book():
    return made().book


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


def test_the_summary_has_a_row_a_report_and_a_column_a_cell(book):
    sheet, heads = summary(book)
    paths = column_paths(FORMS)
    columns = {path: column for column, path in heads.items()}
    assert len(columns) == len(heads)
    reports = list(made().reports.values())
    used = {key for one in reports for key in one.cells}
    assert {paths[key] for key in used} == columns.keys()
    for at, one in enumerate(reports, start=6):
        assert sheet.cell(at, 1).value == one.agency
        for key, cell in one.cells.items():
            value = sheet.cell(at, columns[paths[key]]).value
            number = cell.value.number
            assert value == (cell.text or None if cell.text in ("-", "") else number), key


def test_the_totals_follow_the_filters_and_are_right(book):
    sheet, heads = summary(book)
    last = sheet.max_row
    assert sheet.cell(last, 1).value == "合计"
    assert sheet.auto_filter.ref == f"A5:{get_column_letter(sheet.max_column)}{last - 1}"
    cached = load_workbook(made().file, data_only=True)["汇总"]
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
