"""F8 from problem to problem, across reports; parking a report."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.report import ReportState
from tests.gui.driven import focused
from tests.gui.made import made_project, made_report

NEW = "requests__new__natural"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window, tmp_path):
    """A project of four agencies: two problems, none, one, one."""
    reports = [
        replace(made_report(2023, **changed), agency=name)
        for name, changed in {
            "甲局": {NEW: "3", "disputes__reconsideration__total": "7"},
            "乙局": {},
            "丙局": {NEW: "4"},
            "丁局": {NEW: "5"},
        }.items()
    ]
    project, _ = made_project(tmp_path / "四.gouji", *reports)
    project.close()
    window = open_window()
    window.open_paths([tmp_path / "四.gouji"])
    window.acts["nextReport"].trigger()
    window.acts["previousReport"].trigger()
    assert agency(window) == "甲局"
    return window


def agency(window):
    return window.desk.session.report.agency


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), key, modifier)


def stops(window, count, modifier=Qt.KeyboardModifier.NoModifier):
    """Press F8 as often; return where each press led."""
    found = []
    for _ in range(count):
        press(Qt.Key.Key_F8, modifier)
        found.append((agency(window), window.desk.session.selection.key))
    return found


def problems(window):
    return [(agency(window), problem.key) for problem in window.desk.session.problems]


def test_f8_goes_on_to_the_next_report_with_a_problem_and_round_the_end(window):
    first = problems(window)
    walked = stops(window, len(first) - 1)
    assert walked == first[1:]
    walked = stops(window, 3)
    assert [name for name, _ in walked] == ["丙局", "丁局", "甲局"]
    assert walked[-1] == first[0]


def test_shift_f8_goes_back_to_the_last_problem_of_the_report_before(window):
    first = problems(window)
    (before,) = stops(window, 1, SHIFT)
    assert before[0] == "丁局"
    assert stops(window, 2, SHIFT)[-1] == first[-1]


def test_a_report_in_which_nothing_is_open_is_left_at_the_second_press(window):
    window.acts["nextReport"].trigger()
    assert agency(window) == "乙局"
    assert stops(window, 1)[0][0] == "乙局"
    assert "F9" in window.status.currentMessage()
    assert stops(window, 1)[0][0] == "丙局"
    assert not window.status.currentMessage()  # it was about the other report


def test_without_a_problem_anywhere_f8_says_so_and_stays(open_window, tmp_path):
    project, _ = made_project(tmp_path / "一.gouji", made_report(2023))
    project.close()
    window = open_window()
    window.open_paths([tmp_path / "一.gouji"])
    stops(window, 2)
    assert "any report" in window.status.currentMessage()


def test_a_parked_report_is_passed_over_until_it_is_taken_up_again(window):
    window.acts["park"].trigger()
    assert agency(window) == "乙局"  # the next one that is not finished
    rows = {row.agency: row.state for row in window.documents.shown_rows()}
    assert rows["甲局"] is ReportState.PARKED
    assert [name for name, _ in stops(window, 4)] == ["乙局", "丙局", "丁局", "丙局"]
    window.acts["previousReport"].trigger()
    window.acts["previousReport"].trigger()
    assert agency(window) == "甲局"
    window.acts["park"].trigger()
    assert window.desk.session.state is ReportState.IN_REVIEW
    assert agency(window) == "甲局"
