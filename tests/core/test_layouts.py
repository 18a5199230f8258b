"""Whatever agencies make of the form, no number is read wrong: grids made without a file."""

from dataclasses import dataclass, field, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms import LayoutCell
from core.reading.found import FoundTable, Loss
from core.reading.match import Matcher
from core.reading.page import Char, Grid
from core.report import Box, Cell
from tests.core.layouts import Wording, worded
from tests.core.reports import FORMS, balanced
from tests.core.sheets import CHANGES, Sheet, beside, cut, grid, in_blocks, stacked

WORDS = [
    "年份", "数量", "2022", "3", "0", "合计", "总计", "其他", "自然人", "单位", "备注", "行政复议",
    "公开", "申请", "电话", "第一季度", "",
]  # fmt: skip


@dataclass
class Made:
    """A report as sheets on pages, and what was done to it."""

    pages: list[list[Sheet]] = field(default_factory=lambda: [[]])
    texts: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)


def other_table(random: Random) -> Sheet:
    """A table that is none of the form's."""
    rows, columns = random.randint(2, 5), random.randint(2, 8)
    return Sheet("other", rows, columns, 1, [
        LayoutCell(row, column, 1, 1, "other", random.choice(WORDS))
        for row in range(rows) for column in range(columns)
    ])  # fmt: skip


def made(random: Random) -> Made:
    """A report in a layout that chance made."""
    form = random.choice(["2019", "2021"])
    zero = random.choice(["0", "", "-", "/", "无"])
    texts = {key: zero if t == "0" else t for key, t in balanced(random, form).items()}
    wording = Wording(
        label_columns=random.choice([1, 2, 3]),
        aliases=random.random() < 0.5,
        grouped=random.random() < 0.5,
        dropped=random.choice([(), (), ("refused_secret",), ("rejected_repeat", "new")]),
        added=random.random() < 0.3,
    )
    report = Made()
    sheets: list[Sheet] = []
    for official in FORMS.tables_of(form, texts):
        table = worded(official, wording, random)
        apart = table.name != "requests" and random.random() < 0.4
        parts = [Sheet.of(part, texts) for part in (in_blocks(table) if apart else [table])]
        for sheet in parts:
            for cell in [c for c in sheet.cells if c.key.startswith("requests.added")]:
                sheet.change(cell, text="5")
            for change in random.sample(CHANGES, random.choice([0, 1, 1, 2, 3])):
                change(sheet, random)
                report.done.add(change.__name__)
        if len(parts) > 1 and table.name == "proactive" and random.random() < 0.4:
            while len(parts) > 1:
                parts[:2] = [beside(parts[0], parts[1])]
            report.done.add("beside")
        elif len(parts) > 1 and random.random() < 0.3:
            parts = [stacked(parts, ["某某情况"] * len(parts))]
        if random.random() < 0.3:
            parts.insert(random.randrange(len(parts) + 1), other_table(random))
        sheets += parts
    if random.random() < 0.15:
        sheets = [stacked(sheets, ["二、主动公开政府信息情况"] * len(sheets))]
    for sheet in sheets:
        report.texts |= {
            c.key: c.text for c in sheet.cells
            if c.kind == "value" and ".added." not in c.key and not c.key.startswith("lost.")
        }  # fmt: skip
        at = random.randint(1, sheet.rows - 1)
        in_heads = any(
            c.kind in ("head", "corner") and c.row < at < c.row + c.rows for c in sheet.cells
        )
        if sheet.rows > 4 and not in_heads and random.random() < 0.4:
            upper, lower = cut(sheet, at)
            report.pages[-1].append(upper)
            report.pages.append([lower])
        else:
            report.pages[-1].append(sheet)
    return report


def matched(pages: list[list[Sheet]], *, whole: bool = False) -> list[FoundTable]:
    """What the matcher finds in sheets."""
    matcher = Matcher(FORMS)
    for number, sheets in enumerate(pages, start=1):
        top = 60.0
        for sheet in sheets:
            drawn = grid(sheet, number, top, whole=whole)
            top = drawn.ys[-1] + 20
            matcher.feed(drawn)
    return matcher.found()


def cells_of(tables: list[FoundTable]) -> dict[str, Cell]:
    return {key: cell for table in tables for key, cell in table.cells.items()}


@settings(max_examples=150)
@given(seed=st.integers(0, 10**9), whole=st.booleans())
def test_no_number_is_read_wrong_without_being_marked(seed, whole):
    report = made(Random(seed))
    cells = cells_of(matched(report.pages, whole=whole))
    wrong = {
        key: (cell.text, report.texts.get(key))
        for key, cell in cells.items()
        if cell.text != report.texts.get(key, "") and not cell.unsure
    }
    assert wrong == {}
    if "beside" not in report.done:  # of tables side by side in one frame a row may be missed
        assert report.texts.keys() - cells.keys() == set()


def requests(form: str = "2021") -> tuple[Sheet, dict[str, str]]:
    """The table of requests with a number of its own in every cell."""
    table = FORMS.choose("requests", form, [])
    texts = {key: str(at) for at, key in enumerate(table.cells, start=100)}
    return Sheet.of(table, texts), texts


def row_of(sheet: Sheet, key: str) -> int:
    return next(cell.row for cell in sheet.cells if cell.key == f"requests.{key}.natural")


def test_what_stands_in_an_added_column_is_kept_with_its_head():
    sheet, texts = requests()
    sheet.insert_column(sheet.columns, dict.fromkeys(range(sheet.rows), "7"), "上年数")
    table = matched([[sheet]])[0]
    assert {key: cell.text for key, cell in table.cells.items()} == texts
    (added,) = table.untaken()
    assert (added.kind, added.table, added.label) == (Loss.COLUMN, "requests", "上年数")
    assert set(added.texts) == {"7"}


def test_a_row_without_a_label_is_nobodys():
    sheet, texts = requests()
    label = sheet.label_of(row_of(sheet, "rejected_repeat"))
    assert label is not None
    sheet.change(label, text="")
    table = matched([[sheet]])[0]
    lost = {key for key in texts if ".rejected_repeat." in key}
    assert table.cells.keys() == texts.keys() - lost
    (row,) = table.untaken()
    assert row.kind is Loss.ROW
    assert list(row.texts) == [texts[key] for key in sorted(lost, key=list(texts).index)]


def test_a_row_with_a_border_missing_is_doubted():
    sheet, _ = requests()
    row = row_of(sheet, "granted")
    cells = [cell for cell in sheet.row(row) if cell.kind == "value"]
    sheet.cells.remove(cells[1])
    sheet.change(cells[0], columns=2, text="9")
    table = matched([[sheet]])[0]
    assert [u.kind for u in table.untaken()] == [Loss.SHIFTED]
    read = [key for key in cells_of([table]) if ".granted." in key and table.cells[key].text == "9"]
    assert len(read) == 1
    assert table.cells[read[0]].unsure


@pytest.mark.parametrize(
    "label", ["一、本年新收政府信息公開申請數量", "⼀、本年新收政府信息公开申请数量"]
)
def test_labels_are_known_in_other_characters(label):
    sheet, texts = requests()
    old = sheet.label_of(row_of(sheet, "new"))
    assert old is not None
    sheet.change(old, text=label)
    assert cells_of(matched([[sheet]])).keys() == texts.keys()


def test_the_same_label_twice_is_doubted_and_begins_no_report():
    sheet, _ = requests()
    again = sheet.label_of(row_of(sheet, "rejected_repeat"))
    assert again is not None
    sheet.change(again, text="1.信访举报投诉类申请")
    tables = matched([[sheet]])
    assert len(tables) == 1
    assert tables[0].cells["requests.rejected_petition.natural"].unsure
    assert [u.kind for u in tables[0].untaken()] == [Loss.ROW]


def texts_of(tables: list[FoundTable]) -> dict[str, str | None]:
    return {key: cell.text for key, cell in cells_of(tables).items()}


def plain(name: str, *rows: tuple[str, ...]) -> Sheet:
    """A table of single cells."""
    cells = [
        LayoutCell(row, column, 1, 1, "other", text)
        for row, texts in enumerate(rows) for column, text in enumerate(texts)
    ]  # fmt: skip
    return Sheet(name, len(rows), len(rows[0]), 1, cells)


def test_others_of_another_table_are_no_row_of_the_form():
    sheet, texts = requests("2019")
    other = plain("other", ("其他", "2022", "0", "3", "5", "6", "7", "8", "9", "10"))
    both = stacked([sheet, other], ["三、收到和处理政府信息公开申请情况", "附表"])
    assert texts_of(matched([[both]])) == texts


def test_a_note_between_the_rows_does_not_end_the_columns():
    sheet, texts = requests()
    sheet.insert_column(sheet.columns, dict.fromkeys(range(sheet.rows), "0"), "上年数")
    at = row_of(sheet, "carried_in")
    note = LayoutCell(at, 0, 1, sheet.columns, "note", "说明：第3项含转办件。")
    sheet.insert_row(at, [note])
    assert texts_of(matched([[sheet]])) == texts


def test_a_note_between_the_heads_is_no_head():
    table = FORMS.choose("disputes", "2021", [])
    texts = {key: str(at) for at, key in enumerate(table.cells, start=100)}
    sheet = Sheet.of(table, texts)
    sheet.insert_row(1, [LayoutCell(1, 0, 1, sheet.columns, "note", "注：含上年结转。")])
    assert texts_of(matched([[sheet]])) == texts


def test_a_group_is_not_the_label_of_a_row_without_one():
    sheet, texts = requests("2021")
    label = sheet.label_of(row_of(sheet, "other_no_payment"))
    assert label is not None
    sheet.change(label, text="")
    lost = {key: text for key, text in texts.items() if ".other_no_payment." in key}
    assert texts_of(matched([[sheet]])) == {k: t for k, t in texts.items() if k not in lost}


def test_heads_of_the_table_above_are_none_of_this_one():
    sheet, texts = requests()
    for cell in list(sheet.cells):
        if cell.text in ("自然人", "商业企业"):
            sheet.change(cell, text={"自然人": "公民", "商业企业": "企业"}[cell.text])
    above = plain("other", ("年份", "数量", "备注", "电话", "自然人"), ("", "", "", "", "单位"))
    assert texts_of(matched([[above, sheet]])) == texts


@pytest.mark.parametrize("together", [True, False])
def test_the_blocks_of_section_two_may_stand_side_by_side(together):
    table = FORMS.choose("proactive", "2019", [])
    texts = {key: str(at) for at, key in enumerate(table.cells, start=100)}
    first, *others = [Sheet.of(part, texts) for part in in_blocks(table)]
    if together:
        for other in others:
            first = beside(first, other)
        others = []
    assert texts_of(matched([[first, *others]])) == texts


def test_the_line_of_section_four_may_be_cut_in_three():
    table = FORMS.choose("disputes", "2021", [])
    texts = {key: str(at) for at, key in enumerate(table.cells, start=100)}
    tables = matched([[Sheet.of(part, texts) for part in in_blocks(table)]])
    assert len(tables) == 1
    assert texts_of(tables) == texts


def test_a_number_that_lost_a_part_is_doubted():
    sheet, _ = requests()
    cell = next(cell for cell in sheet.cells if cell.key == "requests.new.total")
    sheet.change(cell, text="20,00")
    cells = cells_of(matched([[sheet]]))
    assert [key for key, cell in cells.items() if cell.unsure] == ["requests.new.total"]


def test_a_row_without_a_label_at_the_top_of_a_page_is_no_second_part_of_the_last_one():
    sheet, texts = requests()
    at = row_of(sheet, "rejected_repeat")
    label = sheet.label_of(at)
    last = next(c for c in sheet.cells if c.key == "requests.rejected_petition.research")
    assert label is not None
    sheet.change(label, text="")
    sheet.change(last, text="")
    cells = cells_of(matched([[part] for part in cut(sheet, at)]))
    sure = {key: cell.text for key, cell in cells.items() if not cell.unsure}
    assert {key: text for key, text in sure.items() if text != texts[key]} == {}


def test_a_first_row_without_a_label_is_no_head():
    sheet, texts = requests()
    label = sheet.label_of(row_of(sheet, "new"))
    assert label is not None
    sheet.change(label, text="")
    table = matched([[sheet]])[0]
    assert table.cells.keys() == {key for key in texts if ".new." not in key}
    assert [u.texts for u in table.untaken()] == [
        tuple(text for key, text in texts.items() if ".new." in key)
    ]


def stretched(drawn: Grid, by: float) -> Grid:
    """A grid as a photograph of another size shows it."""

    def wide(box: Box) -> Box:
        return box[0] * by + 9, box[1], box[2] * by + 9, box[3]

    cells = [
        replace(
            cell,
            box=wide(cell.box),
            chars=tuple(Char(char.text, wide(char.box)) for char in cell.chars),
        )
        for cell in drawn.cells
    ]
    return replace(drawn, xs=tuple(x * by + 9 for x in drawn.xs), cells=tuple(cells))


@pytest.mark.parametrize("by", [0.8, 1.25])
def test_columns_lie_where_the_table_of_the_next_page_has_them(by):
    sheet, texts = requests()
    upper, lower = cut(sheet, row_of(sheet, "refused_secret"))
    matcher = Matcher(FORMS)
    matcher.feed(grid(upper, 1, 60.0))
    matcher.feed(stretched(grid(lower, 2, 60.0), by))
    (table,) = matcher.found()
    assert {key: cell.text for key, cell in table.cells.items()} == texts
    assert not any(cell.unsure for cell in table.cells.values())
    assert table.untaken() == []


def test_a_row_whose_numbers_lie_beside_the_columns_is_doubted():
    sheet, _ = requests()
    row = row_of(sheet, "granted")
    total = next(cell for cell in sheet.cells if cell.key == "requests.granted.total")
    sheet.insert_column(sheet.columns, {row: "7"})
    sheet.cells.remove(total)
    (table,) = matched([[sheet]])
    table.doubt_shifted()
    doubted = {key.split(".")[1] for key, cell in table.cells.items() if cell.unsure}
    assert doubted == {"granted"}
