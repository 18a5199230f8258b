"""STR-05 and STR-07: numbers in a table of the form that no cell took."""

from dataclasses import replace

from core.checking.check import check
from core.report import Leftover, Place, Severity
from tests.core.reports import FORMS, report, zeros

PLACE, OTHER = Place(2, (10, 20, 300, 40)), Place(3, (10, 50, 300, 70))


def found(rule, *leftovers):
    whole = replace(report(zeros()), leftovers=leftovers)
    return [f for f in check(whole, FORMS) if f.rule == rule]


def test_added_rows_and_columns_are_one_hint_with_their_places():
    row = Leftover("row", "requests", "9.其他不予公开情形", "0 0 0 3", PLACE)
    column = Leftover("column", "proactive", "备注数", "4 5", OTHER)
    [finding] = found("STR-05", row, column)
    assert finding.severity is Severity.HINT
    assert finding.cells == ()
    assert finding.places == (PLACE, OTHER)
    for words in (finding.message.zh, finding.message.en):
        assert "9.其他不予公开情形" in words
        assert "0 0 0 3" in words
        assert "备注数" in words
        assert "4 5" in words
    assert not found("STR-07", row, column)


def test_a_shifted_row_is_a_warning_about_its_cells():
    label = "6.属于四类过程性信息"
    row = Leftover("shifted", "requests", label, "0 0", PLACE, "refused_process")
    unknown = Leftover("shifted", "requests", "", "7", OTHER)
    known, loose = found("STR-07", row, unknown)
    if not known.cells:
        known, loose = loose, known
    assert known.severity is Severity.WARNING
    assert known.cells == FORMS.choose("requests", "2021", ()).rows["refused_process"]
    assert known.places == (PLACE,)
    assert label in known.message.zh
    assert (loose.cells, loose.places) == ((), (OTHER,))


def test_of_many_only_some_are_named_and_all_are_counted():
    rows = [Leftover("row", "requests", f"行{n}", "1" * 90, PLACE) for n in range(40)]
    [finding] = found("STR-05", *rows)
    assert "行0" in finding.message.zh
    assert "行39" not in finding.message.zh
    assert "40" in finding.message.zh
    assert len(finding.message.zh) < 1000
    assert len(finding.places) == 40


def test_a_table_that_no_form_has_does_no_harm():
    [finding] = found("STR-07", Leftover("shifted", "nowhere", "行", "1", PLACE, "row"))
    assert finding.cells == ()


def test_without_leftovers_there_is_nothing_to_say():
    assert not found("STR-05")
    assert not found("STR-07")
