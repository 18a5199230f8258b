"""What a person has cleared: counted from what is done at the desk, kept, shown, switched off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from core.report import ReportState
from gui.session import Session
from gui.settings import TALLY, Settings
from gui.settings_dialog import SettingsDialog
from gui.tally.tally import Tally
from gui.tally.tally_dialog import TallyDialog
from gui.tally.tally_log import Day, TallyLog, together
from tests.gui.driven import focused
from tests.gui.made import FORMS, made_project, made_report

NEW = "requests.new.natural"
TODAY = date(2024, 3, 1)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def session(qapp, tmp_path):
    project, ids = made_project(tmp_path / "a.gouji", made_report())
    yield Session(project, ids[0], FORMS)
    project.close()


@pytest.fixture
def tally(tmp_path, clock, session):
    tally = Tally(tmp_path / "data" / "tally.json", Settings(), clock, lambda: TODAY)
    tally.follow(session)
    yield tally
    tally.close()


def test_corrections_suggestions_and_what_is_taken_back_are_counted(tally, session):
    session.edit(NEW, "3")
    session.paste({NEW: "4"}, "suggestion")
    session.undo_stack.undo()
    session.undo_stack.redo()
    day = tally.day
    assert (day.corrections, day.taken, day.undone) == (3, 2, 1)


def test_a_report_is_cleared_in_the_time_spent_on_it_without_pauses(tally, session, clock):
    clock.seconds = 20.0
    tally.follow(None)
    clock.seconds = 500.0  # another report is open
    tally.follow(session)
    clock.seconds = 510.0
    session.set_report_state(ReportState.REVIEWED)
    assert tally.day.seconds == [30.0]
    session.edit(NEW, "3")  # opens it again
    clock.seconds = 5000.0  # away from the desk
    session.set_report_state(ReportState.REVIEWED)
    assert tally.day.seconds == [30.0, 120.0]
    assert tally.day.median_seconds == 75.0


def test_keys_are_counted_at_the_tables(open_window, tmp_path, qtbot):
    project, _ = made_project(tmp_path / "b.gouji", made_report())
    project.close()
    window = open_window()
    window.open_paths([tmp_path / "b.gouji"])
    window.desk.session.selection.select(NEW)
    window.tally.log.forget()
    before = window.tally.day.keys
    for key in (Qt.Key.Key_5, Qt.Key.Key_1, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        QTest.keyClick(focused(), key)
        assert window.tally.day.keys == before + 1, key
        before += 1
    assert (window.tally.day.keys, window.tally.day.corrections) == (4, 1)
    QTest.keyClick(focused(), Qt.Key.Key_F8)  # an action's
    assert window.tally.day.keys == 5


def test_nothing_is_counted_or_kept_when_it_is_switched_off(tally, session, tmp_path, qtbot):
    dialog = SettingsDialog(tally._settings)
    qtbot.addWidget(dialog)
    switch = dialog.findChild(QCheckBox, f"setting-{TALLY.key}")
    assert switch
    switch.setChecked(False)
    session.edit(NEW, "3")
    session.set_report_state(ReportState.REVIEWED)
    tally.close()
    assert tally.day == Day()
    assert not (tmp_path / "data").exists()


DAYS = st.builds(
    Day,
    st.lists(st.floats(0, 1e4, allow_nan=False), max_size=5),
    *(st.integers(0, 1000) for _ in range(4)),
)


@given(st.dictionaries(st.dates(TODAY - timedelta(days=300), TODAY), DAYS, max_size=5))
def test_what_is_kept_is_read_again(tmp_path_factory, days):
    path = tmp_path_factory.mktemp("t") / "tally.json"
    log = TallyLog(path)
    log.days = dict(days)
    log.keep(TODAY)
    assert TallyLog(path).days == days


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"2024-01-01": {"keys": "a"}}'])
def test_a_damaged_file_is_begun_anew(tmp_path, text):
    path = tmp_path / "tally.json"
    path.write_text(text, encoding="utf-8")
    log = TallyLog(path)
    assert log.days == {}
    log.day(TODAY).keys = 3
    log.keep(TODAY)
    assert TallyLog(path).day(TODAY).keys == 3


def test_days_long_gone_are_dropped(tmp_path):
    log = TallyLog(tmp_path / "tally.json")
    log.day(TODAY - timedelta(days=1000)).keys = 1
    log.day(TODAY).keys = 2
    log.keep(TODAY)
    assert list(TallyLog(tmp_path / "tally.json").days) == [TODAY]


def test_days_add_up():
    total = together([Day([1, 5], 10, 2, 1, 0), Day([3], 5, 3, 3, 1)])
    assert (total.reports, total.median_seconds) == (3, 3)
    assert (total.keys_a_correction, total.undone_share) == (3, 0.25)


def test_the_dialog_says_it_and_forgets_it(tally, qtbot):
    tally.day.seconds += [30, 90]
    tally.day.corrections, tally.day.keys = 4, 10
    dialog = TallyDialog(tally)
    qtbot.addWidget(dialog)

    def said():
        return [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]

    assert {"2", "1 min 0 s", "2.5"} <= set(said())
    button = dialog.findChild(QPushButton, "tallyForget")
    assert button
    button.click()
    qtbot.waitUntil(lambda: "2.5" not in said())
    assert tally.log.days == {TODAY: Day()}
