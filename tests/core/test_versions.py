"""A report that was published again: what differs, what is carried over, what can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import GoujiError
from core.report import Cell, CellState, ReportState
from core.store.history import Change
from core.store.project import Project
from core.store.removing import remove, take_back
from core.store.renewing import accept, keep_both, versions
from core.store.review import confirm, open_findings, recheck
from core.versions import best_pairs, carried_over, differences, state_after
from tests.core.test_removing import contents, document, event_of
from tests.gui.made import FORMS, made_report

A, B, C, D = (f"requests.{row}.natural" for row in ("new", "granted", "carried_in", "partial"))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji", "王芳", FORMS) as project:
        yield project


def add(project, name, report, sha, path=""):
    ids = project.add(document(name, report, sha=sha * 64, path=path))
    recheck(project, FORMS, ids)
    return ids[0]


def test_differences_tell_what_the_versions_say_and_what_a_person_left():
    old = made_report(2023)
    cells = dict(old.cells)
    cells[A] = replace(cells[A], text="5", state=CellState.CORRECTED)
    cells[B] = replace(cells[B], state=CellState.CONFIRMED)
    cells[C] = replace(cells[C], text="7", state=CellState.CORRECTED)
    old = replace(old, cells=cells)
    new = made_report(2023, **{C.replace(".", "__"): "8", D.replace(".", "__"): "１"})
    found = {one.key: one for one in differences(old, new)}
    assert set(found) == {A, B, C, D}
    assert found[A].carried
    assert found[A].corrected
    assert not found[A].clashes
    assert found[B].carried
    assert not found[B].corrected
    assert found[C].clashes
    assert not found[C].carried
    assert found[D].read_otherwise
    assert not found[D].clashes
    assert set(carried_over(found.values(), new)) == {
        Change("text", A, "2", "5"),
        Change("cell-state", A, "read", "corrected"),
        Change("cell-state", B, "read", "confirmed"),
        Change("cell-state", C, "read", "doubtful"),
    }
    assert state_after(ReportState.REVIEWED, found.values()) is ReportState.REOPENED
    assert state_after(ReportState.REVIEWED, []) is ReportState.REVIEWED
    assert state_after(ReportState.PARKED, found.values()) is ReportState.PARKED


def test_full_width_digits_are_no_difference():
    new = made_report(2023, **{A.replace(".", "__"): "２"})
    assert differences(made_report(2023), new) == []


def test_a_correction_that_the_new_version_makes_too_is_no_clash():
    old = made_report(2023)
    mine = Cell("2", "3", state=CellState.CORRECTED)
    old = replace(old, cells={**old.cells, A: mine})
    (one,) = differences(old, made_report(2023, **{A.replace(".", "__"): "3"}))
    assert one.read_otherwise
    assert not one.clashes
    assert not one.carried


def test_the_same_agency_and_year_is_a_new_version(project):
    first = add(project, "a.pdf", made_report(2023), "a")
    add(project, "b.pdf", made_report(2022), "b")
    assert versions(project) == []
    second = add(project, "c.pdf", made_report(2023), "c")
    third = add(project, "d.pdf", made_report(2023), "d")
    assert versions(project) == [(first, second), (second, third)]
    assert versions(project, [third]) == [(second, third)]
    keep_both(project, second, third)
    assert versions(project) == [(first, second)]
    assert [event.kind for event in project.events()][-1] == "both-versions"


def test_the_same_file_is_a_new_version_whatever_it_says(project):
    first = add(project, "a.pdf", replace(made_report(2023), agency=""), "a", "x/a.pdf")
    second = add(project, "a.pdf", made_report(2024), "b", "x/a.pdf")
    assert versions(project) == [(first, second)]


def test_reports_of_one_volume_are_no_versions_of_each_other(project):
    project.add(document("v.pdf", made_report(2023), made_report(2023)))
    assert versions(project) == []


def test_of_two_readings_of_a_volume_the_same_names_belong_together():
    olds = {1: ("甲", 2023), 2: ("乙", 2023), 3: ("", None)}
    news = {7: ("乙", 2023), 8: ("甲", 2023), 9: ("丙", 2023)}
    assert best_pairs(olds, news) == [(2, 7), (1, 8), (3, 9)]
    assert best_pairs(olds, {7: ("丁", 1), 8: ("戊", 2)}) == []


def test_a_version_is_taken_with_all_that_holds_for_it_and_taken_back_whole(project):
    first = add(project, "a.pdf", made_report(2023, **{B.replace(".", "__"): "3"}), "a")
    project.apply(first, [Change("text", A, "2", "3"),
                          Change("cell-state", A, "read", "corrected")], "typed")  # fmt: skip
    project.apply(first, [Change("attribute", "agency", "示例市商务局", "商务局")], "typed")
    recheck(project, FORMS)
    finding = project.findings(first)[0]
    project.apply(first, [confirm(finding, project.report(first), "如此")], "as-in-source")
    changed = {B.replace(".", "__"): "3", "proactive__coercion__decisions": "9"}
    second = add(project, "b.pdf", made_report(2023, **changed), "b", "")
    recheck(project, FORMS)
    before = contents(project)

    done = accept(project, first, second)
    recheck(project, FORMS, done.touched)
    assert [entry.id for entry in project.reports()] == [second]
    assert [entry.name for entry in project.documents()] == ["b.pdf"]
    taken = project.report(second)
    assert taken.agency == "商务局"
    assert (taken.cells[A].text, taken.cells[A].state) == ("3", CellState.CORRECTED)
    assert taken.cells["proactive.coercion.decisions"].text == "9"
    (decision,) = project.decisions(second)
    assert decision.reason == "如此"
    assert decision.who == "王芳"
    assert finding.identity not in {
        one.identity
        for one in open_findings(project.findings(second), [decision], taken)
    }  # fmt: skip
    assert versions(project) == []

    back = take_back(project, event_of(project, done.event))
    recheck(project, FORMS, back.touched)
    assert contents(project) == before
    assert project.history(second).position == 0


def test_a_version_in_which_a_person_worked_on_is_not_taken_back_over_that(project):
    first = add(project, "a.pdf", made_report(2023), "a")
    project.apply(first, [Change("cell-state", A, "read", "confirmed")], "confirmed")
    second = add(project, "b.pdf", made_report(2023), "b")
    done = accept(project, first, second)
    project.apply(second, [Change("text", B, "2", "4")], "typed")
    before = contents(project)
    with pytest.raises(GoujiError, match="又有改动"):
        take_back(project, event_of(project, done.event))
    assert contents(project) == before
    project.undo(second)
    take_back(project, event_of(project, done.event))
    assert [entry.id for entry in project.reports()] == [first, second]


def test_other_reports_of_the_old_document_stay(project):
    ids = project.add(document("v.pdf", made_report(2022), made_report(2023)))
    new = add(project, "b.pdf", made_report(2023), "b")
    done = accept(project, ids[1], new)
    assert [entry.id for entry in project.reports()] == [ids[0], new]
    removed = remove(project, [1])
    with pytest.raises(GoujiError, match=r"v\.pdf"):
        take_back(project, event_of(project, done.event))
    take_back(project, event_of(project, removed.event))
    take_back(project, event_of(project, done.event))
    assert [entry.id for entry in project.reports()] == [*ids, new]


texts = st.sampled_from(["", "0", "2", "7", "１", None])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=4, max_size=4), st.lists(texts, min_size=4, max_size=4))
def test_taking_a_version_back_restores_all(tmp_path_factory, left, printed):
    """Whatever a person left, and whatever the new version says."""
    keys = [A, B, C, D]
    with Project.create(tmp_path_factory.mktemp("p") / "p.gouji", "", FORMS) as project:
        (first,) = project.add(document("a.pdf", made_report(2023), sha="a" * 64))
        for key, text in zip(keys, left, strict=True):
            old = project.report(first).cells[key].text
            project.apply(first, [Change("text", key, old, text)], "typed")
        said = {key.replace(".", "__"): text for key, text in zip(keys, printed, strict=True)}
        (second,) = project.add(document("b.pdf", made_report(2023, **said), sha="b" * 64))
        before = contents(project)
        done = accept(project, first, second)
        taken = project.report(second)
        for key, text in zip(keys, printed, strict=True):
            cell = taken.cells.get(key)
            assert (cell.read if cell else None) == text
        take_back(project, event_of(project, done.event))
        assert contents(project) == before
