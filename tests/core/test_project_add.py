"""Adding a document again: nothing that a person did is touched, nothing is lost."""

import sqlite3
from dataclasses import replace

import pytest

from core.report import Cell, CellState, Document, Finding, Report, Severity, Verdict
from core.store.history import Change
from core.store.project import Project
from core.store.review import confirm
from core.text import Text

A, B, C, D, E = (f"requests.new.{name}" for name in "abcde")


def reading(texts, confidence, pages=(1, 4), **more):
    cells = {
        key: Cell(text, text, confidence=confidence, unsure=confidence < 0.9)
        for key, text in texts.items()
    }
    return Report("某局", 2023, "2021", cells, pages, **more)


def document(*reports, path="a.pdf", kind="image"):
    return Document("a.pdf", kind, 9, reports, (), "cd" * 32, str(path))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji") as project:
        yield project


def texts(project, id_):
    return {key: cell.text for key, cell in project.report(id_).cells.items()}


def test_only_untouched_cells_take_a_better_reading(project):
    first = reading({A: "1", B: "1", C: "1", D: "1"}, 0.6)
    (id_,) = project.add(document(first))
    finding = Finding("REQ-01", Severity.ERROR, Verdict.BROKEN, (D,), Text("错", "wrong"))
    project.apply(id_, [Change("text", A, "1", "8")], "typed")
    project.undo(id_)  # touched all the same: a person has been there
    project.apply(id_, [Change("cell-state", B, "read", "confirmed")], "confirmed")
    project.apply(id_, [confirm(finding, project.report(id_), "如此")], "as-in-source")
    decisions = project.decisions(id_)

    better = reading({A: "7", B: "7", C: "7", D: "7", E: "7"}, 0.95)
    assert project.add(document(better)) == [id_]

    assert texts(project, id_) == {A: "1", B: "1", C: "7", D: "1", E: "7"}
    assert project.report(id_).cells[C] == Cell("1", "7", confidence=0.95)
    assert project.report(id_).cells[B].state is CellState.CONFIRMED
    assert project.decisions(id_) == decisions
    reread = [event for event in project.events(id_) if event.why == "reread"]
    assert [(event.key, event.old, event.new) for event in reread] == [
        (C, "1", "7"),
        (E, None, "7"),
    ]
    project.undo(id_)
    assert texts(project, id_) == {A: "1", B: "1", C: "1", D: "1"}
    project.add(document(replace(better, cells={C: Cell("9", "9", confidence=0.99)})))
    assert texts(project, id_)[C] == "1"


def test_a_worse_or_equal_reading_only_adds_candidates(project, tmp_path):
    (id_,) = project.add(document(reading({A: "1", B: ""}, 0.9)))
    for _ in range(2):
        project.add(document(reading({A: "2", B: "5"}, 0.9), kind="pdf"))
    assert texts(project, id_) == {A: "1", B: ""}
    other = sqlite3.connect(tmp_path / "p.gouji")
    rows = other.execute("SELECT report, key, text, confidence, origin FROM candidates").fetchall()
    other.close()
    assert rows == [(id_, A, "2", 0.9, "pdf"), (id_, B, "5", 0.9, "pdf")]


def test_a_reviewed_report_stays_as_it_was_signed_off(project):
    (id_,) = project.add(document(reading({A: "1"}, 0.5)))
    project.apply(id_, [Change("report-state", "", "read", "reviewed")], "reviewed")
    project.add(document(reading({A: "2"}, 0.9)))
    assert texts(project, id_) == {A: "1"}


def test_a_reading_that_finds_another_report_does_not_mix_them_up(project):
    first, last = reading({A: "1"}, 0.5, (1, 4)), reading({A: "3"}, 0.5, (9, 12))
    ids = project.add(document(first, last))
    better = [
        reading({A: text}, 0.9, pages)
        for text, pages in (("1", (1, 4)), ("2", (5, 8)), ("3", (9, 12)))
    ]
    again = project.add(document(*better))
    assert [again[0], again[2]] == ids
    assert [texts(project, id_)[A] for id_ in again] == ["1", "2", "3"]
    assert sorted(entry.order for entry in project.reports()) == [0, 1, 2]


def test_a_document_that_has_moved_is_found_again_when_it_is_added(project, tmp_path):
    here = tmp_path / "新 位置 📄.pdf"
    here.write_bytes(b"")
    project.add(document(reading({A: "1"}, 1), path=tmp_path / "gone.pdf"))
    project.add(document(reading({A: "1"}, 1), path=here))
    (entry,) = project.documents()
    assert (entry.path, entry.name) == (str(here), here.name)
    copy = tmp_path / "copy.pdf"
    project.add(document(reading({A: "1"}, 1), path=copy))
    assert project.documents()[0].path == str(here)
    project.rename_source(entry.id, copy)
    assert project.documents()[0].path == str(copy)
    assert [event.kind for event in project.events()] == ["added", "moved", "moved"]
