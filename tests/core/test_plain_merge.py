"""Other tables and what no cell took, in a project: kept, edited, read again, in old files."""

import sqlite3
from dataclasses import replace

import pytest

from core.checking.check import check
from core.report import Document, Leftover, Place, Report, is_plain, renamed
from core.store.history import Change
from core.store.project import Project
from core.store.project_schema import VERSION
from core.store.review import recheck
from tests.core.plain import with_tables
from tests.core.reports import FORMS, report, zeros

FEES = (("项目", "件", None), ("甲", "1", "2"), ("乙", "3", "4"), ("合计", "4", "7"))
STAFF = (("单位", "人"), ("丙", "5"))
LEFT = Leftover("row", "requests", "9.其他", "0 3", Place(2, (10, 20, 300, 40)), "")
TOTAL = "plain1.r4.c3"


def document(*reports: Report) -> Document:
    return Document("a.pdf", "pdf", 9, reports, (), "cd" * 32, "a.pdf")


def read(*tables, leftovers=(LEFT,)) -> Report:
    return replace(with_tables(*tables), leftovers=leftovers, pages=(1, 9))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "项 目.gouji") as project:
        yield project


def test_a_report_comes_back_as_it_was_read(project):
    made = read(FEES, STAFF)
    (id_,) = project.add(document(made))
    assert project.report(id_) == made


def test_findings_come_back_with_their_places_and_labels(project):
    (id_,) = project.add(document(read(FEES)))
    recheck(project, FORMS, [id_])
    assert project.findings(id_) == check(project.report(id_), FORMS)
    by_rule = {finding.rule: finding for finding in project.findings(id_)}
    assert by_rule["STR-05"].places == (LEFT.place,)
    assert [term.label for term in by_rule["PLN-01"].left_terms] == ["甲", "乙"]


def test_an_edit_is_a_step_like_any_other(project):
    (id_,) = project.add(document(read(FEES)))
    project.apply(id_, [Change("text", TOTAL, "7", "6")], "typed")
    assert project.report(id_).cells[TOTAL].text == "6"
    project.undo(id_)
    assert project.report(id_).cells[TOTAL].text == "7"


def test_read_again_tables_keep_their_names_and_new_ones_are_added(project):
    (id_,) = project.add(document(read(STAFF, FEES)))
    project.apply(id_, [Change("text", "plain2.r4.c3", "7", "6")], "typed")
    again = read(STAFF, FEES, STAFF)
    first, second, third = again.plain  # now read in another order
    cells = {key: cell for key, cell in again.cells.items() if not is_plain(key)}
    for name, table in (("plain1", third), ("plain2", first), ("plain3", second)):
        for old, new in zip(table.cells, renamed(table, name).cells, strict=True):
            cells[new.key] = again.cells[old.key]
    plain = (renamed(third, "plain1"), renamed(first, "plain2"), renamed(second, "plain3"))
    assert project.add(document(replace(again, plain=plain, cells=cells))) == [id_]
    stored = project.report(id_)
    assert [table.place for table in stored.plain] == [first.place, second.place, third.place]
    assert stored.cells["plain2.r4.c3"].text == "6"
    assert stored.cells["plain3.r2.c2"].read == "5"


def test_a_table_laid_out_otherwise_stays_as_it_was(project):
    (id_,) = project.add(document(read(FEES)))
    before = project.report(id_)
    wider = tuple((*row, "9") for row in FEES)
    assert project.add(document(read(wider, leftovers=()))) == [id_]
    after = project.report(id_)
    assert (after.plain, after.cells) == (before.plain, before.cells)
    assert after.leftovers == ()  # what is over now is what was read last


def test_a_project_without_other_tables_gets_them_when_its_document_is_read_again(project):
    (id_,) = project.add(document(replace(report(zeros()), pages=(1, 9))))
    project.add(document(read(FEES)))
    stored = project.report(id_)
    assert stored.plain == read(FEES).plain
    assert stored.leftovers == (LEFT,)
    assert stored.cells[TOTAL].read == "7"


def test_a_file_of_the_first_version_opens(tmp_path):
    path = tmp_path / "old.gouji"
    with Project.create(path) as project:
        (id_,) = project.add(document(replace(report(zeros()), pages=(1, 9))))
        recheck(project, FORMS, [id_])
        kept, found = project.report(id_), project.findings(id_)
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE reports DROP COLUMN plain")
        db.execute("ALTER TABLE reports DROP COLUMN leftovers")
        db.execute("ALTER TABLE reports DROP COLUMN level")
        db.execute("DROP INDEX reports_year_weight")
        db.execute("ALTER TABLE reports DROP COLUMN weight")
        db.execute("ALTER TABLE findings DROP COLUMN places")
        db.execute("ALTER TABLE cells DROP COLUMN weak")
        db.execute("DROP TABLE choices")
        db.execute("DROP TABLE aside")
        db.execute("DROP INDEX events_step")
        db.execute("ALTER TABLE findings DROP COLUMN held_against")
        db.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm001_tables'")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with Project.open(path) as project:
        assert project.report(id_) == kept
        assert project.findings(id_) == found
        project.add(document(read(FEES)))
        assert project.report(id_).plain
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    db.close()
