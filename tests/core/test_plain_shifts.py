"""Rows of a text copy that begin elsewhere."""

from core.sources.plain_columns import ValueRow
from core.sources.plain_labels import RowLabels
from core.sources.plain_shifts import begin_elsewhere, lost_blanks
from tests.core.reports import FORMS

LABELS = RowLabels(FORMS)
REFUSED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
)


def rows(*fields: int, group: int | None = None) -> list[ValueRow]:
    """Rows of one group; values begin in these fields; one of them has the group before it."""
    return [
        ValueRow(["（三）不予公开"] if at == group else [], leaf, ["0"] * 7, at=field)
        for at, (leaf, field) in enumerate(zip(REFUSED, fields, strict=False))
    ]


def test_a_row_that_begins_before_the_others():
    assert begin_elsewhere(rows(3, 3, 3, 3, 3), LABELS) == set()
    assert begin_elsewhere(rows(3, 3, 3, 1, 3), LABELS) == {3}


def test_copies_that_keep_no_blank_for_the_label_of_a_group():
    assert begin_elsewhere(rows(2, 1, 1, 1, 1, group=0), LABELS) == set()
    assert begin_elsewhere(rows(2, 1, 1, 3, 1, group=0), LABELS) == {3}


def test_too_few_rows_tell_nothing():
    assert begin_elsewhere(rows(3, 1), LABELS) == set()
    assert begin_elsewhere(rows(3, 3, 1, 1), LABELS) == set()


def test_numbers_that_lost_the_blanks_between_them():
    row = ValueRow([], REFUSED[0], ["1", "1", "", "", ""])
    assert lost_blanks(row, 7, unsure=True)
    assert not lost_blanks(row, 7, unsure=False)
    assert not lost_blanks(row, 2, unsure=True)
    assert not lost_blanks(ValueRow([], REFUSED[0], ["", "", ""]), 7, unsure=True)
