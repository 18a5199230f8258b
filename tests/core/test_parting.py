"""Reports divided at a page and joined: nothing lost, nothing overwritten, all taken back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import GoujiError
from core.parting import joined, parts
from core.report import Cell, CellState, Place, ReportState
from core.store.history import Change
from core.store.parting import following, join, split
from core.store.project import Project
from core.store.removing import take_back
from core.store.review import confirm, recheck
from tests.core.test_removing import contents, document, event_of
from tests.gui.made import FORMS, made_report, with_plain

A, B = "requests.new.natural", "disputes.reconsideration.total"


def spread(report, *on_two):
    """A report of two pages, some of whose tables are on the second one."""
    cells = {
        key: replace(cell, place=Place(2 if key.startswith(on_two) else 1, (0, 0, 9, 9)))
        for key, cell in report.cells.items()
    }
    return replace(report, cells=cells, pages=(1, 2))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji", "王芳", FORMS) as project:
        yield project


def test_parts_hold_all_there_is_each_once():
    report = with_plain(spread(made_report(), "disputes"), [["1", "2"]])  # on page 2
    first, second = parts(report, 2)
    assert first.pages == (1, 1)
    assert second.pages == (2, 2)
    assert {**first.cells, **second.cells} == report.cells
    assert not first.cells.keys() & second.cells.keys()
    assert set(second.plain) == set(report.plain)
    assert second.unsure == {"agency", "year"}


def test_joining_what_was_divided_gives_it_back():
    report = with_plain(spread(made_report(), "disputes"), [["1", "2"]])
    one = joined(*parts(report, 2))
    assert one.clashes == ()
    assert one.report.cells == report.cells
    assert one.report.pages == report.pages


def test_cells_that_clash_are_marked_and_keep_both_texts():
    first = made_report(2023, **{A.replace(".", "__"): "5"})
    second = made_report(2023, **{A.replace(".", "__"): "7", B.replace(".", "__"): "3"})
    blank = replace(first, cells={**first.cells, B: Cell("", "")})
    found = joined(blank, second)
    assert {A, B} <= set(found.clashes)
    assert found.report.cells[A].text == "5"
    assert found.report.cells[A].candidates[0][0] == "7"
    assert found.report.cells[A].state is CellState.DOUBTFUL
    assert found.report.cells[B].text == "3"
    assert found.report.cells[B].candidates[0][0] == ""


def test_tables_of_one_name_are_two_when_joined():
    one, other = (with_plain(made_report(), [[text]]) for text in ("a", "b"))
    found = joined(one, other).report
    assert [table.name for table in found.plain] == ["plain1", "plain2"]
    assert [found.cells[f"plain{n}.r1.c1"].text for n in (1, 2)] == ["a", "b"]


def test_a_report_is_divided_with_what_was_done_in_it_and_taken_back(project):
    (id_,) = project.add(document("a.pdf", spread(made_report(), "disputes")))
    project.apply(id_, [Change("text", A, "2", "3"),
                        Change("cell-state", A, "read", "corrected")], "typed")  # fmt: skip
    project.apply(id_, [Change("cell-state", B, "read", "confirmed"),
                        Change("report-state", "", "read", "in-review")], "confirmed")  # fmt: skip
    recheck(project, FORMS)
    finding = project.findings(id_)[0]
    project.apply(id_, [confirm(finding, project.report(id_), "如此")], "as-in-source")
    recheck(project, FORMS)
    before, log = contents(project), project.history(id_)

    done = split(project, id_, 2)
    recheck(project, FORMS, done.touched)
    first, second = done.came
    assert [entry.id for entry in project.reports()] == [first, second]
    assert project.report(first).cells[A].text == "3"
    assert project.report(first).cells[A].state is CellState.CORRECTED
    assert project.report(second).cells[B].state is CellState.CONFIRMED
    assert [one.reason for one in project.decisions(first)] == ["如此"]
    assert project.reports()[0].state is ReportState.IN_REVIEW
    assert set(project.report(second).cells) == set(FORMS.choose("disputes", "", ()).cells)

    back = take_back(project, event_of(project, done.event))
    recheck(project, FORMS, back.touched)
    assert contents(project) == before
    assert project.history(id_) == log
    again = take_back(project, event_of(project, back.event))
    assert again.came == (first, second)
    assert project.report(first).cells[A].text == "3"


def test_reading_the_document_again_does_not_undo_what_a_person_parted(project):
    report = spread(made_report(), "disputes")
    (id_,) = project.add(document("a.pdf", report))
    done = split(project, id_, 2)
    project.add(document("a.pdf", report))
    assert [entry.id for entry in project.reports()] == [*done.came]


def test_neighbours_of_one_document_are_joined_and_taken_back(project):
    one, other = parts(spread(made_report(), "disputes"), 2)
    ids = project.add(document("a.pdf", one, other))
    next_one = following(project, ids[0])
    assert next_one is not None
    assert next_one.id == ids[1]
    assert following(project, ids[1]) is None
    before = contents(project)
    done = join(project, *ids)
    (whole,) = done.came
    assert project.report(whole).cells[B].text == "0"
    assert project.reports()[0].pages == (1, 2)
    project.add(document("a.pdf", one, other))
    assert [entry.id for entry in project.reports()] == [whole]
    take_back(project, event_of(project, done.event))
    after = contents(project)
    assert after == before


def test_only_what_makes_sense_is_done(project):
    (id_,) = project.add(document("a.pdf", spread(made_report(), "disputes")))
    (other,) = project.add(document("b.pdf", made_report(2022)))
    before = contents(project)
    for page in (0, 1, 3):
        with pytest.raises(GoujiError):
            split(project, id_, page)
    with pytest.raises(GoujiError):
        join(project, id_, other)
    assert contents(project) == before


tables = st.lists(st.sampled_from(["proactive", "requests", "disputes"]), max_size=3, unique=True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables, st.lists(st.sampled_from(["", "7", None]), min_size=2, max_size=2))
def test_dividing_joining_and_taking_back_restore_all(tmp_path_factory, on_two, left):
    with Project.create(tmp_path_factory.mktemp("p") / "p.gouji", "", FORMS) as project:
        (id_,) = project.add(document("a.pdf", spread(made_report(), *on_two, "nothing")))
        for key, text in zip((A, B), left, strict=True):
            old = project.report(id_).cells[key].text
            project.apply(id_, [Change("text", key, old, text)], "typed")
        start, whole = contents(project), project.report(id_)
        done = split(project, id_, 2)
        middle = contents(project)
        again = join(project, *done.came)
        (one,) = again.came
        texts = {k: c.text for k, c in project.report(one).cells.items() if c.text is not None}
        assert texts == {k: c.text for k, c in whole.cells.items() if c.text is not None}
        take_back(project, event_of(project, again.event))
        assert contents(project) == middle
        take_back(project, event_of(project, done.event))
        assert contents(project) == start
