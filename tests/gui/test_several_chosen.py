"""Several rows of the queue removed or parked at once, by mouse and keyboard, and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core.report import Document, ReportState
from core.store.project import Project
from core.store.review import recheck
from core.store.states import set_states
from tests.gui.made import FORMS, made_project, made_report

KEY = "requests.new.natural"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, tmp_path):
    """A window with four documents: the first of two reports, the others of one."""
    path = tmp_path / "项目.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        for number, years in enumerate(((2020, 2021), (2022,), (2023,), (2024,))):
            reports = tuple(made_report(year) for year in years)
            name = f"{number}.pdf"
            project.add(Document(name, "pdf", 2, reports, sha256=str(number) * 64, path=name))
        recheck(project, FORMS)
    window = open_window()
    window.open_paths([path])
    return window


def click(window, row, modifiers=Qt.KeyboardModifier.NoModifier):
    queue = window.documents.list
    place = queue.visualRect(queue.model().index(row, 0)).center()
    QTest.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def shown(window):
    return [row.report for row in window.documents.shown_rows()]


def states(window):
    return [row.state for row in window.documents.shown_rows()]


def press(window, name):
    button = window.findChildren(QPushButton, name)[-1]
    assert button.isVisible()
    button.click()


def test_several_documents_go_with_one_question_and_come_back_with_one_undo(window):
    window.desk.session.edit(KEY, "3")
    click(window, 0)
    click(window, 2, CTRL)
    assert window.desk.session.id == 1  # choosing more opens nothing
    assert window.documents._summary.text().startswith("Chosen: 2")
    click(window, 3, CTRL)
    QTest.keyClick(window.documents.list, Qt.Key.Key_Delete)
    asked = window.documents.question.text
    assert "3 document" in asked
    assert "4 report" in asked
    press(window, "removeYes")
    assert shown(window) == [5]
    assert "3 document" in window.steps.bar.text
    press(window, "undoStep")
    assert shown(window) == [1, 2, 3, 4, 5]
    assert window.workspace.project.report(1).cells[KEY].text == "3"


def test_one_of_several_that_went_comes_back_when_it_is_added_again(window):
    click(window, 0)
    click(window, 2, CTRL)
    window.acts["removeDocument"].trigger()  # the queue has the focus: all that is chosen goes
    press(window, "removeYes")
    assert shown(window) == [4, 5]
    window.workspace.project.add(
        Document("1.pdf", "pdf", 2, (made_report(2022),), sha256="1" * 64, path="1.pdf")
    )
    assert sorted(entry.id for entry in window.workspace.project.reports()) == [3, 4, 5]


def test_all_of_thousands_can_be_chosen_by_ctrl_a(window):
    window.documents.list.setFocus()
    QTest.keyClick(window.documents.list, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.documents.list, Qt.Key.Key_Delete)
    assert "4 document" in window.documents.question.text
    press(window, "removeYes")
    assert shown(window) == []


def test_several_reports_are_parked_and_taken_up_again(window):
    window.desk.session.edit(KEY, "3")
    window.workspace.refresh_now()
    before = states(window)
    click(window, 0)
    click(window, 3, CTRL)
    window.acts["park"].trigger()
    assert "2 report" in window.documents.question.text
    press(window, "parkYes")
    assert [at for at, state in enumerate(states(window)) if state is ReportState.PARKED] == [0, 3]
    assert window.desk.session.state == "parked"  # the open report follows
    window.reviewing.undo()  # and its own undo takes it up
    assert window.desk.session.state == "in-review"
    window.reviewing.redo()
    window.workspace.refresh_now()
    press(window, "undoPark")
    assert states(window) == before
    assert window.desk.session.state == "in-review"


def test_without_the_focus_in_the_queue_the_open_report_is_meant(window):
    click(window, 0)
    click(window, 3, CTRL)
    window.desk.table.setFocus()
    window.acts["park"].trigger()
    assert not window.documents.question.text
    window.workspace.refresh_now()
    assert states(window).count(ReportState.PARKED) == 1
    window.acts["removeDocument"].trigger()
    assert "2 report" in window.documents.question.text  # of the one document that is open
    press(window, "queueQuestionLeave")


def test_states_of_several_reports_are_one_write_and_a_step_in_each(tmp_path):
    project, ids = made_project(tmp_path / "p.gouji", made_report(2021), made_report(2022))
    with project:
        wanted = dict.fromkeys([*ids, 99], ReportState.PARKED)
        assert set_states(project, wanted, "parked") == dict.fromkeys(ids, ReportState.READ)
        assert set_states(project, wanted, "parked") == {}
        assert {entry.state for entry in project.reports()} == {ReportState.PARKED}
        project.undo(ids[0])
        assert [entry.state for entry in project.reports()] == [
            ReportState.READ,
            ReportState.PARKED,
        ]
