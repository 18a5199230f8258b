"""Numbers in the wrong cells: rows and columns that slid, changed places, were split or joined."""

from itertools import pairwise
from random import Random

import pytest

from core.checking.suspect import localise
from tests.core.misprints import dense
from tests.core.reports import FORMS, report, row, zeros

CELLS = dense(Random(4), "2021")
KEYS = [key for key in CELLS if key.startswith("requests.")]
ROWS = [KEYS[at : at + 7] for at in range(0, len(KEYS), 7)]
LINE = [key for key in CELLS if key.startswith("disputes.")]


def texts(keys):
    return [CELLS[key] for key in keys]


def put(keys, new):
    return CELLS | dict(zip(keys, new, strict=True))


def numbers(cells):
    return {key: text or "0" for key, text in cells.items()}


def swapped_columns(first, second, rows):
    changed = dict(CELLS)
    for keys in rows:
        changed[keys[first]], changed[keys[second]] = CELLS[keys[second]], CELLS[keys[first]]
    return changed


def slid_rows(rows):
    changed = dict(CELLS)
    for keys in rows:
        changed |= dict(zip(keys, ["", *texts(keys)[:-1]], strict=True))
    return changed


def up_from(start):
    """The rows from one on read one too high; the last one is blank."""
    changed = dict(CELLS)
    for above, below in pairwise(ROWS[start:]):
        changed |= dict(zip(above, texts(below), strict=True))
    return changed | dict.fromkeys(ROWS[-1], "")


def in_turn(values, a, b):
    values[a], values[b] = values[b], values[a]
    return values


FAULTS = {
    "a row to the left": ("slid", put(ROWS[3], [*texts(ROWS[3])[1:], ""])),
    "a row to the right": ("slid", put(ROWS[3], ["", *texts(ROWS[3])[:-1]])),
    "the end of a row": ("slid", put(ROWS[5][3:], [*texts(ROWS[5])[4:], ""])),
    "two rows": ("slid", slid_rows(ROWS[4:6])),
    "all rows of a page": ("slid", slid_rows(ROWS[12:])),
    "rows up": ("slid", up_from(22)),
    "disputes to the left": ("slid", put(LINE, [*texts(LINE)[1:], ""])),
    "disputes to the right": ("slid", put(LINE, ["0", *texts(LINE)[:-1]])),
    "part and total": ("swapped", put(ROWS[2], in_turn(texts(ROWS[2]), 1, 6))),
    "a part and a total of a column": (
        "swapped",
        put([ROWS[2][0], ROWS[-2][0]], [CELLS[ROWS[-2][0]], CELLS[ROWS[2][0]]]),
    ),
    "a column and the totals": ("swapped", swapped_columns(2, 6, ROWS)),
    "two columns of the second page": ("swapped", swapped_columns(1, 4, ROWS[10:])),
    "two rows changed": ("swapped", put(ROWS[2] + ROWS[-2], texts(ROWS[-2]) + texts(ROWS[2]))),
    "joined": (
        "joined",
        put(ROWS[2], [CELLS[ROWS[2][0]] + CELLS[ROWS[2][1]], "", *texts(ROWS[2])[2:]]),
    ),
    "the row below read again": ("repeated", put(ROWS[6], texts(ROWS[7]))),
}


@pytest.mark.parametrize(("kind", "cells"), FAULTS.values(), ids=FAULTS)
def test_it_is_put_right_first(kind, cells):
    faults = localise(report(cells), FORMS).faults
    first = faults[0].repairs[0]
    assert first.kind == kind
    assert first.structural
    assert numbers(cells | first.changes) == numbers(CELLS)


def test_a_number_split_over_two_cells():
    cells = zeros() | row("granted", natural="1", company="2", total="12")
    cells |= row("handled_total", natural="12", total="12") | row("new", natural="12", total="12")
    first = localise(report(cells), FORMS).faults[0].repairs[0]
    assert first.kind == "split"
    assert first.changes == {"requests.granted.natural": "12", "requests.granted.company": "0"}
    assert first.why.zh == "「予以公开」：一个数字被拆到两格"


def test_a_row_that_slid_beside_a_wrong_digit_is_still_seen():
    cells = FAULTS["a row to the left"][1]
    cells = cells | {
        "requests.carried_out.legal": str(int(CELLS["requests.carried_out.legal"]) + 3)
    }
    first = localise(report(cells), FORMS).faults[0].repairs[0]
    assert first.kind == "slid"
    assert all(numbers(first.changes)[key] == CELLS[key] for key in first.changes)


def test_wrong_digits_are_no_fault_of_structure():
    random = Random(9)
    for _ in range(40):
        changed = {
            key: str(int(CELLS[key]) + random.randint(1, 90)) for key in random.sample(KEYS, 2)
        }
        for fault in localise(report(CELLS | changed), FORMS).faults:
            assert not any(repair.structural for repair in fault.repairs)


def test_errors_of_another_table_hide_no_fault_of_structure():
    cells = slid_rows([ROWS[0]])
    total = next(key for key in LINE if key.endswith(".total"))
    for other in ("", str(int(CELLS[total] or 0) + 5)):
        found = localise(report(cells | {total: other}), FORMS)
        assert "slid" in {repair.kind for fault in found.faults for repair in fault.repairs}
