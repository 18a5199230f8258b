import pytest

from core.checking.check import check
from core.errors import GoujiError
from core.store.history import Change
from core.store.review import confirm, withdraw
from core.store.taking_back import cells_of_step, take_back, taken_event
from tests.gui.made import FORMS, made_project, made_report

GRANTED, PARTIAL = "requests.granted.natural", "requests.partial.natural"


def edit(project, key, old, new, why="typed"):
    before, after = ("read", "corrected") if old == "2" else ("corrected", "corrected")
    project.apply(1, [Change("text", key, old, new), Change("cell-state", key, before, after)], why)
    return last(project, "text")


def last(project, kind):
    return [event for event in project.events(1) if event.kind == kind][-1]


@pytest.fixture
def project(tmp_path):
    made, _ = made_project(tmp_path / "a.gouji", made_report(2022), made_report(2023))
    with made:
        yield made


def do(project, event, **how):
    made = take_back(project, FORMS, event, **how)
    project.apply(made.report, made.changes, made.why)
    return made


def refused(project, event, **how):
    with pytest.raises(GoujiError) as error:
        take_back(project, FORMS, event, **how)
    return error.value


def test_an_earlier_change_is_taken_back_though_others_came_later(project):
    first = edit(project, GRANTED, "2", "7")
    edit(project, "requests.new.natural", "2", "8")
    made = do(project, first)
    cell = project.report(1).cells[GRANTED]
    assert (cell.text, cell.state) == ("2", "read")
    assert project.report(1).cells["requests.new.natural"].text == "8"
    assert taken_event(made.why) == first.id
    assert last(project, "text").undoes is None  # a step like any other
    step = project.undo(1)
    assert step
    assert step.why == f"undo of {first.id}"
    assert project.report(1).cells[GRANTED].text == "7"


def test_what_came_later_to_the_same_cell_stands_in_the_way_in_words(project):
    first = edit(project, GRANTED, "2", "7")
    second = edit(project, GRANTED, "7", "8")
    said = refused(project, first).message
    assert "7 → 8" in said.zh
    assert "王芳" in said.zh
    assert "自然人" in said.zh
    do(project, second)
    do(project, first)
    assert project.report(1).cells[GRANTED].text == "2"
    assert "already" in refused(project, first).message.en


def test_what_was_said_of_the_cell_since_stands_in_the_way(project):
    first = edit(project, GRANTED, "2", "7")
    project.apply(1, [Change("cell-state", GRANTED, "corrected", "confirmed")], "confirmed")
    said = refused(project, first).message
    assert "corrected → confirmed" in said.en
    assert "已更正 → 已确认" in said.zh
    do(project, last(project, "cell-state"))
    do(project, first)
    assert project.report(1).cells[GRANTED].text == "2"


def test_of_a_paste_one_cell_or_all_of_it_is_taken_back(project):
    changes = [Change("text", GRANTED, "2", "5"), Change("text", PARTIAL, "0", "")]
    project.apply(1, [*changes, Change("report-state", "", "read", "in-review")], "pasted")
    event = last(project, "text")
    assert cells_of_step(project, event) == 2
    assert [change.key for change in take_back(project, FORMS, event).changes] == [PARTIAL]
    assert len(do(project, event, whole=True).changes) == 2
    assert project.report(1).cells[PARTIAL].text == "0"
    assert project.reports([1])[0].state == "in-review"  # that moves on by itself


def test_a_cell_that_a_person_made_goes_again(project):
    key = "requests.granted.nobody"
    project.apply(1, [Change("text", key, None, ""),
                      Change("cell-state", key, "read", "corrected")], "typed")  # fmt: skip
    do(project, last(project, "text"))
    assert key not in project.report(1).cells


def test_decisions_attributes_and_states_are_taken_back(project):
    edit(project, GRANTED, "2", "7")
    found = project.report(1)
    finding = next(one for one in check(found, FORMS) if GRANTED in one.cells)
    project.apply(1, [confirm(finding, found, "原文有误")], "as-in-source")
    decision = last(project, "decision")
    project.apply(1, [withdraw(finding, project.decisions(1))], "withdrawn")
    withdrawal = last(project, "decision")
    assert "stands in the way" in refused(project, decision).message.en
    do(project, withdrawal)
    assert [one.reason for one in project.decisions(1)] == ["原文有误"]
    do(project, decision)
    assert project.decisions(1) == []

    project.apply(1, [Change("attribute", "year", "2022", None)], "typed")
    do(project, last(project, "attribute"))
    assert project.report(1).year == 2022
    project.apply(1, [Change("report-state", "", "read", "reviewed")], "reviewed")
    do(project, last(project, "report-state"))
    assert project.reports([1])[0].state == "read"


def test_what_is_no_change_of_a_report_is_refused(project):
    added = project.events()[0]
    assert added.kind == "added"
    assert "not a change" in refused(project, added).message.en


def test_only_an_undo_of_names_an_event():
    assert taken_event("undo of 12") == 12
    assert taken_event("undo") is None
    assert taken_event("undo of it") is None
