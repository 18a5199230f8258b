"""Layout put right in the window: by keys, in one step, with places, kept and undone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.errors import GoujiError
from core.layout_repair import changes, merged, row_deleted, row_inserted, shifted, swapped
from core.report import CellState
from gui.session import Session
from tests.gui.driven import focused
from tests.gui.made import FORMS, made_project, made_report

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
ROW = "requests__granted__"
LINES = [list(t.cells) for t in FORMS.tables_of("2021", ()) if t.name == "disputes"]


@pytest.fixture
def window(open_window, tmp_path):
    slid = {f"{ROW}natural": "", f"{ROW}company": "2", f"{ROW}research": "1", f"{ROW}total": "0"}
    project, _ = made_project(tmp_path / "移.gouji", made_report(2023, **slid))
    project.close()
    window = open_window()
    window.open_paths([tmp_path / "移.gouji"])
    return window


def texts(window, row="granted"):
    cells = window.desk.session.report.cells
    columns = ("natural", "company", "research", "nonprofit", "legal", "other_org", "total")
    return [cells[f"requests.{row}.{column}"].text for column in columns]


def choose(window, *keys):
    window.desk.table.choose([f"requests.{key}" for key in keys])
    window.desk.table.setFocus()


def press(key, modifier):
    QTest.keyClick(focused(), key, modifier)


def test_a_row_is_shifted_by_keys_and_stays_chosen(window):
    choose(window, "granted.company", "granted.research")
    place = window.desk.session.report.cells["requests.granted.company"].place
    press(Qt.Key.Key_Left, CTRL_ALT)
    assert texts(window) == ["2", "1", "", "0", "0", "0", "0"]
    assert window.desk.table.chosen_keys() == [
        "requests.granted.natural", "requests.granted.company",
    ]  # fmt: skip
    cell = window.desk.session.report.cells["requests.granted.natural"]
    assert (cell.place, cell.state, cell.read) == (place, CellState.CORRECTED, "")
    press(Qt.Key.Key_Right, CTRL_ALT)
    assert texts(window) == ["", "2", "1", "0", "0", "0", "0"]
    assert cell.read == window.desk.session.report.cells["requests.granted.natural"].text
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.desk.session.undo_stack.canUndo()


def test_two_rows_change_places(window):
    columns = ("natural", "total")
    choose(window, *(f"{row}.{column}" for row in ("new", "granted") for column in columns))
    window.acts["swap"].trigger()
    assert texts(window, "new")[::6] == ["", "0"]
    assert texts(window, "granted")[::6] == ["2", "2"]


def test_cells_are_merged_and_divided(window):
    choose(window, "granted.company", "granted.research")
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert texts(window)[:3] == ["", "21", ""]
    choose(window, "granted.company", "granted.research")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(Qt.Key.Key_M, modifiers)
    assert texts(window)[:3] == ["", "2", "1"]


def test_what_cannot_be_done_is_said_until_something_can(window):
    choose(window, "granted.company")
    window.acts["merge"].trigger()
    assert "Choose the cells to merge" in "".join(window.messages.texts())
    choose(window, "granted.company", "granted.research")
    window.acts["merge"].trigger()
    assert "Choose the cells to merge" not in "".join(window.messages.texts())


def test_a_row_is_taken_out_and_its_undo_is_named(window):
    choose(window, "new.natural")
    before = texts(window, "carried_in")
    window.acts["deleteRow"].trigger()
    assert texts(window, "new") == before
    assert "deleted row" in window.acts["undo"].text()
    window.acts["undo"].trigger()
    assert texts(window, "carried_in") == before


KEYS = [key for line in LINES for key in line]
REPAIRS = st.one_of(
    st.tuples(
        st.just("shift"),
        st.sets(st.sampled_from(KEYS), min_size=1, max_size=6),
        st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0)]),
    ),
    st.tuples(st.sampled_from(["in", "out"]), st.sampled_from(KEYS), st.none()),
    st.tuples(st.just("merge"), st.lists(st.sampled_from(KEYS), min_size=2, max_size=3), st.none()),
    st.tuples(st.just("swap"), st.lists(st.sampled_from(KEYS), min_size=2, max_size=2), st.none()),
)


def repaired(report, lines, kind, keys, by):
    """Return what cells hold after a repair."""
    match kind:
        case "shift":
            return shifted(report, lines, keys, *by)
        case "in":
            return row_inserted(report, lines, keys)
        case "out":
            return row_deleted(report, lines, keys)
        case "merge":
            return merged(report, keys)
    return swapped(report, lines, keys)


@settings(max_examples=25, deadline=None)
@given(repairs=st.lists(REPAIRS, max_size=5))
def test_what_is_shown_is_what_is_in_the_file_and_all_can_be_undone(
    qapp, tmp_path_factory, repairs
):
    lines = [KEYS[:5], KEYS[5:10], KEYS[10:]]
    path = tmp_path_factory.mktemp("p") / "移.gouji"
    given_texts = {key.replace(".", "__"): str(at) for at, key in enumerate(KEYS[:7])}
    project, (report,) = made_project(path, made_report(2023, **given_texts))
    with project:
        session = Session(project, report, FORMS)
        start = session.report
        for kind, keys, by in repairs:
            now = session.report
            try:
                wanted = repaired(now, lines, kind, keys, by)
            except GoujiError:
                continue  # refused in words
            session.make_step(changes(now, wanted), "shifted")
            assert project.report(report).cells == session.report.cells
        while session.undo_stack.canUndo():
            session.undo_stack.undo()
            assert project.report(report).cells == session.report.cells
        assert session.report.cells == start.cells
