"""Documents taken out of a project and brought back: nothing that a person did is lost."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import GoujiError
from core.report import Document
from core.store.history import Change
from core.store.project import Project
from core.store.removing import remove, take_back
from core.store.review import confirm, recheck
from tests.gui.made import AGENCY, FORMS, made_report

KEY = "requests.new.natural"


def document(name, *reports, sha="", path=""):
    digest = sha or name.encode().hex().ljust(64, "0")[:64]
    return Document(name, "pdf", 9, reports, sha256=digest, path=path or name)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji", "王芳", FORMS) as project:
        project.add(document("一.pdf", made_report(2022), made_report(2023)))
        project.add(document("二.pdf", made_report(2024)))
        recheck(project, FORMS)
        yield project


def contents(project):
    """All that is in the project but its log and what is set aside."""
    tables = ("documents", "reports", "cells", "decisions")
    with closing(sqlite3.connect(project.path)) as db:
        found = {name: db.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2, 3').fetchall()
                 for name in tables}  # fmt: skip
        for table in ("candidates", "findings"):
            rows = db.execute(f'SELECT * FROM "{table}"').fetchall()
            found[table] = sorted(repr(row[1:]) for row in rows)
    return found


def event_of(project, number):
    return next(event for event in project.events() if event.id == number)


def work(project):
    """Something of all that a person can do."""
    first, second, _ = (entry.id for entry in project.reports())
    project.apply(first, [Change("text", KEY, "2", "3")], "typed")
    project.apply(first, [Change("cell-state", KEY, "read", "corrected")], "corrected")
    project.apply(second, [Change("attribute", "agency", AGENCY, "另一局")], "typed")
    project.add_candidates(first, {KEY: [("8", 0.4)]}, "again")
    recheck(project, FORMS)
    finding = project.findings(first)[0]
    project.apply(first, [confirm(finding, project.report(first), "如此")], "as-in-source")
    recheck(project, FORMS)


def test_what_is_removed_is_gone_and_comes_back_whole(project):
    work(project)
    before, log = contents(project), project.events()
    first, second, third = (entry.id for entry in project.reports())
    histories = [project.history(id_) for id_ in (first, second)]

    done = remove(project, [1])
    recheck(project, FORMS, done.touched)
    assert [entry.id for entry in project.reports()] == [third]
    assert [entry.name for entry in project.documents()] == ["二.pdf"]
    assert done.went == (first, second)
    assert "CY-01" not in {finding.rule for finding in project.findings(third)}
    assert project.events()[: len(log)] == log  # nothing in the log is lost

    back = take_back(project, event_of(project, done.event))
    recheck(project, FORMS, back.touched)
    assert back.came == (first, second)
    assert contents(project) == before
    assert [project.history(id_) for id_ in (first, second)] == histories
    assert not project.aside()

    again = take_back(project, event_of(project, back.event))  # done again
    assert again.went == (first, second)
    assert [entry.id for entry in project.reports()] == [third]


def test_a_document_added_again_comes_back_with_all_that_was_done(project):
    work(project)
    before = contents(project)
    first, second, _ = (entry.id for entry in project.reports())
    recheck(project, FORMS, remove(project, [1]).touched)
    ids = project.add(document("一.pdf", made_report(2022), made_report(2023)))
    recheck(project, FORMS, ids)
    assert ids == [first, second]
    after = contents(project)
    candidates = after.pop("candidates"), before.pop("candidates")
    assert after == before
    assert set(candidates[0]) >= set(candidates[1])  # what was read now is kept beside it
    last = [event for event in project.events() if event.kind == "removed"]
    assert last[1].undoes == last[0].id
    with pytest.raises(GoujiError, match="已经撤回"):
        take_back(project, last[0])


def test_numbers_of_what_was_removed_are_not_given_to_others(project):
    gone = {entry.id for entry in project.reports()}
    remove(project, [1, 2])
    assert project.reports() == []
    (id_,) = project.add(document("三.pdf", made_report(2021)))
    assert id_ not in gone
    assert project.documents()[0].id == 3
    assert project.events(id_) == []


def test_only_steps_of_the_project_are_taken_back_here(project):
    (added, *_) = project.events()
    with pytest.raises(GoujiError):
        take_back(project, added)


def test_a_column_that_a_file_makes_up_goes_nowhere(project):
    done = remove(project, [2])
    project.close()
    with closing(sqlite3.connect(project.path)) as db, db:
        (text,) = db.execute("SELECT rows FROM aside WHERE kind = 'report'").fetchone()
        hostile = text.replace('"leftovers"', '"x) SELECT 1; DROP TABLE events; --"')
        db.execute("UPDATE aside SET rows = ? WHERE kind = 'report'", (hostile,))
    with Project.open(project.path, "", FORMS) as again:
        back = take_back(again, event_of(again, done.event))
        assert again.report(back.came[0]).leftovers == ()


steps = st.lists(st.tuples(st.sampled_from(["edit", "undo", "remove", "back"]), st.integers(0, 9)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_is_done_removing_and_taking_back_changes_nothing(tmp_path_factory, done):
    with Project.create(tmp_path_factory.mktemp("p") / "p.gouji", "", FORMS) as project:
        for number, year in enumerate((2021, 2022, 2023)):
            project.add(document(f"{number}.pdf", made_report(year)))
        kept: dict[int, object] = {}  # reports that are away
        waiting: list[int] = []  # events to take back
        for what, number in done:
            ids = [entry.id for entry in project.reports()]
            if what == "back" and waiting:
                back = take_back(project, event_of(project, waiting.pop()))
                for id_ in back.came:
                    assert kept.pop(id_) == (project.report(id_), project.history(id_))
            elif ids and what == "remove":
                entry = project.reports()[number % len(ids)]
                kept[entry.id] = project.report(entry.id), project.history(entry.id)
                waiting.append(remove(project, [entry.document]).event)
            elif ids and what == "edit":
                id_ = ids[number % len(ids)]
                old = project.report(id_).cells[KEY].text
                project.apply(id_, [Change("text", KEY, old, str(number))], "typed")
            elif ids and what == "undo":
                project.undo(ids[number % len(ids)])


def test_other_documents_are_as_they_were(project):
    before = project.report(3)
    done = remove(project, [1])
    take_back(project, event_of(project, done.event))
    assert project.report(3) == before
    assert replace(project.reports()[0], errors=0, warnings=0, hints=0).order == 0
