"""Blocks of cells put where they belong: nothing is lost, and what was moved can be moved back."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import GoujiError
from core.layout_repair import (
    Held,
    changes,
    divided,
    merged,
    row_deleted,
    row_inserted,
    shifted,
    swapped,
)
from core.report import Cell, CellState, Place, Report

LINES = [[f"t.{row}.{column}" for column in "abcd"] for row in range(4)] + [["t.4.a"]]
KEYS = [key for line in LINES for key in line]


def report(**texts: str | None) -> Report:
    """Return a report whose cells hold their own names, but for some texts by row and column."""
    cells = {}
    for at, key in enumerate(KEYS):
        _, row, column = key.split(".")
        text = texts.get(f"{column}{row}", f"{row}{column}")
        if text is not None:
            cells[key] = Cell(text, text, place=Place(1, (at, 0, at + 1, 1)))
    return Report("甲局", 2023, "2021", cells)


def after(report: Report, wanted: dict[str, Held]) -> dict[str, str | None]:
    """Return the texts by row and column."""
    texts: dict[str, str | None] = {key: cell.text for key, cell in report.cells.items()}
    texts |= {key: held.text for key, held in wanted.items()}
    return {key[2:].replace(".", ""): text for key, text in texts.items()}


def test_a_row_that_slid_left_goes_back_to_the_right():
    row = report(a1="5", b1="0", c1="5", d1="")
    now = after(row, shifted(row, LINES, LINES[1][:3], 0, 1))
    assert [now[f"1{column}"] for column in "abcd"] == ["", "5", "0", "5"]


def test_at_the_edge_a_block_turns_round_within_itself():
    row = report()
    now = after(row, shifted(row, LINES, LINES[2], 0, 1))
    assert [now[f"2{column}"] for column in "abcd"] == ["2d", "2a", "2b", "2c"]


def test_a_block_of_rows_goes_down_and_the_row_below_comes_above_it():
    block = report()
    now = after(block, shifted(block, LINES, LINES[0] + LINES[1], 1, 0))
    assert [now[f"{row}b"] for row in range(4)] == ["2b", "0b", "1b", "3b"]


@given(
    st.sets(st.sampled_from(KEYS), min_size=1),
    st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0)]),
    st.dictionaries(st.sampled_from(["a0", "b1", "c2", "d3", "a4"]), st.none() | st.just("")),
)
def test_shifting_loses_nothing_and_moves_each_value_with_its_place(keys, by, texts):
    old = report(**texts)
    wanted = shifted(old, LINES, keys, *by)
    held = {key: Held(cell.text, cell.place) for key, cell in old.cells.items()}
    before = Counter(held.get(key, Held(None)) for key in KEYS)
    now = {key: held.get(key, Held(None)) for key in KEYS} | wanted
    assert Counter(now.values()) == before


def test_a_row_is_put_in_and_taken_out_again():
    old = report(a4="", b3="", c3="", d3="")
    now = after(old, row_inserted(old, LINES, "t.1.c"))
    assert [now[f"{row}a"] for row in range(5)] == ["0a", "", "1a", "2a", "3a"]
    assert now["1d"] == ""
    out = after(old, row_deleted(old, LINES, "t.1.c"))
    assert [out[f"{row}a"] for row in range(5)] == ["0a", "2a", "3a", "", None]


def test_no_row_is_put_in_where_the_last_one_would_be_pushed_out():
    with pytest.raises(GoujiError):
        row_inserted(report(), LINES, "t.1.c")
    with pytest.raises(GoujiError):
        row_inserted(report(a4=""), LINES, "t.1.c")  # the last line has one cell only


@pytest.mark.parametrize(
    ("keys", "pairs"),
    [
        (LINES[0] + LINES[2], {"0a": "2a", "2d": "0d"}),
        ([line[at] for line in LINES[:4] for at in (1, 3)], {"0b": "0d", "3d": "3b"}),
        (["t.1.a", "t.1.c"], {"1a": "1c", "1c": "1a"}),
        (["t.0.a", "t.3.a"], {"0a": "3a", "3a": "0a"}),
    ],
)
def test_two_rows_columns_and_cells_change_places(keys, pairs):
    old = report()
    now = after(old, swapped(old, LINES, keys))
    assert {key: now[key] for key in pairs} == pairs


@pytest.mark.parametrize("keys", [["t.1.a"], LINES[0] + LINES[1][:2], ["t.0.a", "t.1.b", "t.2.c"]])
def test_what_is_not_two_of_a_kind_is_not_swapped(keys):
    with pytest.raises(GoujiError):
        swapped(report(), LINES, keys)


def test_a_number_split_over_two_cells_is_joined_with_the_place_of_both():
    old = report(a1="1", b1="28")
    wanted = merged(old, ["t.1.a", "t.1.b"])
    assert wanted["t.1.a"] == Held("128", Place(1, (4, 0, 6, 1)))
    assert wanted["t.1.b"].text == ""


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [("12 0 3", 1, ["12", "0", "3"]), ("12 3", 2, ["12", "3"]), ("007", 3, ["0", "0", "7"])],
)
def test_numbers_joined_in_one_cell_are_spread(text, count, parts):
    old = report(a2=text, b2="", c2="")
    keys = LINES[2][:count]
    now = after(old, divided(old, LINES, keys))
    assert [now[f"2{column}"] for column in "abc"[: len(parts)]] == parts


@pytest.mark.parametrize(("text", "count"), [("12", 3), ("1 2 3", 2), ("", 2)])
def test_what_does_not_fit_is_not_spread(text, count):
    old = report(a2=text, b2="", c2="")
    with pytest.raises(GoujiError):
        divided(old, LINES, LINES[2][:count])


def test_nothing_is_spread_over_a_number():
    with pytest.raises(GoujiError):
        divided(report(a2="1 2"), LINES, LINES[2][:2])


def test_a_value_that_comes_back_to_where_it_was_read_is_as_read():
    old = report()
    (change,) = [one for one in changes(old, {"t.1.a": Held("7")}) if one.kind == "cell-state"]
    assert change.new == CellState.CORRECTED
    assert changes(old, {"t.1.a": Held("1a", old.cells["t.1.a"].place)}) == []
