"""Plain tables taken for those of a form, and forms set by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assigning import Assigner, Assignment, Lifted, assigned, held, lines_of, replaced
from core.report import is_plain
from core.setting_form import form_set, lost_by
from core.store.history import Change
from tests.gui.made import FORMS, made_project, made_report, with_plain

(REQUESTS,) = (table for table in FORMS.tables if table.id == "requests-2021")
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def emptied(report):
    return report.with_texts({key: "" for key in report.cells if key.startswith("requests.")})


def sheet(values=lambda row, column: f"{row}{column}", labels=True):
    """The table of requests as rows of texts, each value told by its row and column."""
    rows = [["", *HEADS]] if labels else []
    lines = [row for block in REQUESTS.blocks for row in block.rows]
    for at, row in enumerate(lines):
        texts = [values(at, column) for column in range(len(HEADS))]
        rows.append([row.label, *texts] if labels else texts)
    return rows


def texts(report, one):
    return {key: what.text for key, what in held(report, one).items()}


def expected():
    return {
        key: f"{at}{column}"
        for at, line in enumerate(lines_of(REQUESTS))
        for column, key in enumerate(line)
    }


def test_labels_name_rows_and_columns_wherever_they_stand():
    rows = sheet()
    moved = [rows[0], *reversed(rows[1:])]  # in another order, which labels do not mind
    moved = [[*row[:1], row[7], *row[1:7]] for row in moved]
    report = with_plain(emptied(made_report()), moved)
    found = texts(report, Assigner(report, report.plain[0], REQUESTS).proposed())
    clear = {key: text for key, text in expected().items() if "other_" not in key}
    assert {key: found.get(key) for key in clear if key in found} == {
        key: text for key, text in clear.items() if key in found
    }
    assert len(found) > 0.7 * len(expected())


def test_labels_in_order_name_all():
    report = with_plain(emptied(made_report()), sheet())
    assert texts(report, Assigner(report, report.plain[0], REQUESTS).proposed()) == expected()


def test_without_labels_the_order_says_it():
    report = with_plain(emptied(made_report()), sheet(labels=False))
    assigner = Assigner(report, report.plain[0], REQUESTS)
    assert assigner.by_labels() is None
    assert assigner.start() == (0, 0)
    assert texts(report, assigner.proposed()) == expected()
    moved = texts(report, assigner.by_order(1, 2))
    assert moved["requests.new.natural"] == "12"
    assert "requests.new.total" not in moved  # nothing stands there


def test_a_table_of_one_line_is_taken_by_its_order():
    (disputes,) = (table for table in FORMS.tables if table.name == "disputes")
    rows = [["行政复议", *[""] * 14], [str(at) for at in range(15)]]
    report = with_plain(made_report(), rows)
    one = Assigner(report, report.plain[0], disputes).proposed()
    assert [what.text for what in held(report, one).values()] == rows[1]


def test_what_is_taken_is_one_step_with_places_and_undone_as_one(tmp_path):
    report = with_plain(emptied(made_report()), sheet())
    project, (id_,) = made_project(tmp_path / "p.gouji", report)
    with project:
        before = project.report(id_)
        one = Assigner(before, before.plain[0], REQUESTS).proposed()
        assert replaced(before, one) == []
        project.apply(id_, assigned(before, one), "assigned")
        after = project.report(id_)
        key = "requests.new.natural"
        assert after.cells[key].text == "00"
        assert after.cells[key].place == before.cells["plain1.r2.c2"].place
        plain = {k: c for k, c in after.cells.items() if is_plain(k)}
        assert plain == {k: c for k, c in before.cells.items() if is_plain(k)}
        project.undo(id_)
        assert project.report(id_) == before


def test_what_would_be_replaced_is_told():
    report = with_plain(made_report(), sheet())
    one = Assigner(report, report.plain[0], REQUESTS).proposed()
    assert "requests.new.natural" in replaced(report, one)
    same = with_plain(made_report(), [["2"]])
    assert replaced(same, Assigner(same, same.plain[0], REQUESTS).by_order(0, 0)) == []


texts_of_cells = st.sampled_from(
    ["", "0", "12", "-", "自然人", "总计", "（一）予以公开", "其他", "x" * 40]
)


@given(
    st.lists(st.lists(texts_of_cells, min_size=4, max_size=4), min_size=1, max_size=12),
    st.sampled_from(FORMS.tables),
    st.integers(-2, 14),
    st.integers(-2, 9),
)
def test_whatever_a_table_says_only_its_cells_are_taken(rows, table, row, column):
    report = with_plain(made_report(), rows)
    assigner = Assigner(report, report.plain[0], table)
    for one in (assigner.proposed(), assigner.by_order(row, column)):
        assert one.sources.keys() <= table.cells.keys()
        assert set(one.sources.values()) <= {cell.key for cell in report.plain[0].cells}
        sources = list(one.sources.values())
        assert len(sources) == len(set(sources))


def test_setting_the_form_keeps_shared_cells_and_is_undone_whole(tmp_path):
    report = made_report(2023)
    lost = lost_by(report, FORMS, "2019")
    assert lost
    assert "requests.new.natural" not in lost
    project, (id_,) = made_project(tmp_path / "p.gouji", report)
    with project:
        project.apply(id_, [Change("cell-state", lost[0], "read", "confirmed")], "confirmed")
        before = project.report(id_)
        project.apply(id_, form_set(before, FORMS, "2019"), "form")
        after = project.report(id_)
        assert after.form == "2019"
        assert {table.form for table in FORMS.tables_of(after.form, after.present)} == {"2019", "*"}
        assert after.cells["requests.new.natural"] == before.cells["requests.new.natural"]
        assert not after.present.intersection(lost)
        project.undo(id_)
        assert project.report(id_) == before


@pytest.mark.parametrize("year", [2019, 2023])
def test_a_report_of_its_own_form_loses_nothing(year):
    report = made_report(year)
    assert form_set(report, FORMS, report.form) == []


def put_down(rows, lifted, line, column, before=None):
    """What the form would hold once something of a plain table was put down on the empty form."""
    report = with_plain(emptied(made_report()), rows)
    assigner = Assigner(report, report.plain[0], REQUESTS)
    one = assigner.put_down(before or Assignment(REQUESTS, {}), lifted, line, column)
    return {key: what.text for key, what in held(report, one).items()}


def test_cells_fall_where_they_are_put_down_and_nothing_beside_the_form():
    rows = sheet(labels=False)
    lines = lines_of(REQUESTS)
    found = put_down(rows, Lifted([0, 1], [0, 1]), 2, 5)
    assert found == {lines[2][5]: "00", lines[2][6]: "01", lines[3][5]: "10", lines[3][6]: "11"}
    last = len(lines) - 1
    assert put_down(rows, Lifted([0, 1], [0, 1]), last, 6) == {lines[last][6]: "00"}


def test_a_column_keeps_the_rows_and_a_row_the_columns():
    rows = sheet()
    rows = [rows[0], ["", *HEADS], *rows[1:]]  # a head of two rows
    report = with_plain(emptied(made_report()), rows)
    assigner = Assigner(report, report.plain[0], REQUESTS)
    proposed, lines = assigner.proposed(), lines_of(REQUESTS)
    swapped = assigner.put_down(proposed, Lifted([], [2]), 0, 0)  # the second column on the first
    found = texts(report, swapped)
    assert [found[line[0]] for line in lines] == [f"{at}1" for at in range(len(lines))]
    assert not {line[1] for line in lines} & found.keys()  # a cell goes to one place
    moved = texts(report, assigner.put_down(proposed, Lifted([2], []), 4, 0))
    assert [moved[key] for key in lines[4]] == [f"0{at}" for at in range(len(HEADS))]


@given(
    st.lists(st.integers(0, 40), max_size=9), st.lists(st.integers(0, 9), max_size=9),
    st.integers(0, 30), st.integers(0, 8),
)  # fmt: skip
def test_whatever_is_put_down_each_cell_goes_to_one_place(rows, columns, line, column):
    report = with_plain(emptied(made_report()), sheet())
    assigner = Assigner(report, report.plain[0], REQUESTS)
    one = assigner.put_down(assigner.proposed(), Lifted(rows, columns), line, column)
    assert one.sources.keys() <= set(REQUESTS.cells)
    repeated = len(rows) != len(set(rows)) or len(columns) != len(set(columns))
    assert repeated or len(set(one.sources.values())) == len(one.sources)
