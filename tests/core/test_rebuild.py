"""Damaged projects come back: whatever pages are spoilt, what is left of them and the log is there.

The files are real ones of several hundred pages; they are spoilt as disks and sticks do it: pages
zeroed or full of noise, the head of the file gone, the end cut off.
"""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from core.checking.roster import Roster
from core.errors import GoujiError
from core.report import Cell, Document, Report
from core.store.care import check
from core.store.decisions import decision_key
from core.store.history import Change
from core.store.project import Project
from core.store.project_schema import DamagedError
from core.store.raw_pages import records
from core.store.rebuild import rebuild
from core.store.removing import remove
from core.store.review import recheck
from core.store.salvage import salvage, shapes
from tests.core.reports import FORMS, zeros

NEW, TOTAL = "requests.new.natural", "requests.new.total"
REPORTS = 12
PAGE = 4096


def content(path):
    """All that people did in a project and all that was read, without the findings."""
    with Project.open(path, forms=FORMS) as project:
        reports = {entry.id: entry for entry in project.reports()}
        return (
            {id_: project.report(id_) for id_ in reports},
            {id_: (e.state, e.document, e.order) for id_, e in reports.items()},
            project.events(),
            {id_: project.decisions(id_) for id_ in reports},
            {id_: project.history(id_) for id_ in reports},
            project.documents(),
            (project.switches(), project.roster(), project.other_projects()),
        )


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A project in which a lot was done, and a copy of it from before the last of that."""
    path = tmp_path_factory.mktemp("worked") / "项目 😀.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        for at in range(REPORTS):
            cells = {key: Cell(text, text, FORMS.unit(key)) for key, text in zeros().items()}
            report = Report(f"某市第{at}局", 2022, "2021", cells)
            name = f"{at}.pdf"
            project.add(Document(name, "pdf", 3, (report,), (), f"{at:064}", name))
        recheck(project, FORMS)
        work(project, random.Random(1), 150)
        project.set_switches({"REQ-01": False})
        project.set_roster(Roster({"某市第1局": "某市"}))
        remove(project, [5])
        recheck(project, FORMS)
    copy = path.with_name("copy.gouji")
    shutil.copyfile(path, copy)
    with Project.open(path, "王芳", FORMS) as project:
        work(project, random.Random(2), 60)
        recheck(project, FORMS)
    return path, copy


def work(project, chance, steps):
    for step in range(steps):
        id_ = chance.choice([entry.id for entry in project.reports()])
        report = project.report(id_)
        key = chance.choice(list(report.cells))
        match chance.randrange(6):
            case 0:
                project.undo(id_)
            case 1:
                old = report.cells[key].state
                project.apply(id_, [Change("cell-state", key, old, "doubtful")], "doubtful")
            case 2:
                key = decision_key("REQ-01", (NEW, TOTAL))
                new = '{"decision": "as-in-source", "reason": "原文", "values": ["1", "2"]}'
                if not project.decisions(id_):
                    project.apply(id_, [Change("decision", key, None, new)], "as-in-source")
            case _:
                new = str(step + 1)
                changes = [Change("text", key, report.cells[key].text, new)]
                if step % 10 == 0:
                    changes.append(Change("attribute", "agency", report.agency, f"局{step}"))
                project.apply(id_, changes, "typed")


def spoilt(path, target, how):
    raw = bytearray(path.read_bytes())
    how(raw)
    target.write_bytes(raw)
    return target


def pages_of(path, *tables):
    """The pages (from 0) that tables are in."""
    found = set()
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        roots = db.execute("SELECT name, rootpage FROM sqlite_master").fetchall()
    left = [page - 1 for name, page in roots if name in tables]
    while left:
        page = left.pop()
        found.add(page)
        at = page * PAGE + (100 if page == 0 else 0)
        if content[at] in (2, 5):  # inner pages
            for n in range(int.from_bytes(content[at + 3 : at + 5], "big")):
                cell = page * PAGE + int.from_bytes(content[at + 12 + 2 * n :][:2], "big")
                left.append(int.from_bytes(content[cell : cell + 4], "big") - 1)
            left.append(int.from_bytes(content[at + 8 : at + 12], "big") - 1)
    return sorted(found)


def zero(pages):
    def how(raw):
        for page in pages:
            raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)

    return how


def test_a_sound_project_comes_back_as_it_was(worked, tmp_path):
    path, _ = worked
    before = path.read_bytes()
    done = rebuild(path, tmp_path / "neu 新.gouji", [], FORMS)
    assert path.read_bytes() == before
    assert content(done.path) == content(path)
    assert (done.events_lost, done.reports_lost, done.copy) == (0, 0, None)
    assert "没有发现缺失" in done.said.zh


def test_records_are_read_page_by_page_as_sqlite_reads_them(worked):
    path, _ = worked
    tables = shapes()
    whole = salvage(path, tables)
    assert whole.whole == tables.keys()
    raw = {(record.row, record.values[1:]) for record in records(path) if record.row is not None}
    for name, shape in tables.items():
        if shape.numbered:
            missing = [r for r in whole.current[name].values() if (r[0], r[1:]) not in raw]
            assert missing == [], name


@pytest.mark.parametrize("head", [16, 100, PAGE])
def test_without_its_head_a_project_comes_back_whole_from_its_pages(worked, tmp_path, head):
    path, _ = worked

    def how(raw):
        raw[:head] = bytes(head)

    damaged = spoilt(path, tmp_path / "damaged.gouji", how)
    with pytest.raises(DamagedError):
        Project.open(damaged, forms=FORMS)
    done = rebuild(damaged, tmp_path / "new.gouji", [], FORMS)
    assert (done.events_lost, done.reports_lost) == (0, 0)
    assert content(done.path) == content(path)


def test_the_log_brings_a_copy_up_to_what_was_done_last(worked, tmp_path):
    path, copy = worked
    cells = pages_of(path, "cells", "reports", "decisions", "findings", "candidates", "choices")
    damaged = spoilt(path, tmp_path / "damaged.gouji", zero(page for page in cells if page))
    done = rebuild(damaged, tmp_path / "new.gouji", [copy], FORMS)
    assert done.copy == copy
    assert (done.events_lost, done.reports_lost) == (0, 0)
    assert content(done.path) == content(path)
    assert "副本" in done.said.zh


def test_without_a_copy_what_people_did_comes_back_from_the_log_alone(worked, tmp_path):
    path, _ = worked
    gone = [page for page in pages_of(path, "cells", "reports", "documents") if page]
    damaged = spoilt(path, tmp_path / "damaged.gouji", zero(gone))
    done = rebuild(damaged, tmp_path / "new.gouji", [], FORMS)
    assert done.reports_lost
    assert "重新加入" in done.said.zh
    was, now = content(path), content(done.path)
    assert now[2] == was[2]
    for id_, report in now[0].items():
        for key, cell in report.cells.items():
            assert cell.text == was[0][id_].cells[key].text
        assert now[4][id_] == was[4][id_]
    assert {d.name for d in now[5]} <= {d.name for d in was[5]}
    with Project.open(done.path, forms=FORMS) as project:
        recheck(project, FORMS)
        id_ = next(iter(now[0]))
        assert project.undo(id_) or not project.history(id_).position


@pytest.mark.parametrize("seed", range(12))
def test_whatever_pages_are_spoilt_undo_and_texts_are_those_of_the_log(worked, tmp_path, seed):
    path, copy = worked
    chance = random.Random(seed)

    def how(raw):
        for _ in range(chance.choice([1, 3, 20])):
            at = chance.randrange(len(raw) // PAGE) * PAGE
            noise = bytes(PAGE) if seed % 2 else chance.randbytes(PAGE)
            raw[at : at + PAGE] = noise
        if seed % 3 == 0:
            del raw[chance.randrange(len(raw) // 2, len(raw)) :]

    damaged = spoilt(path, tmp_path / "damaged.gouji", how)
    done = rebuild(damaged, tmp_path / "new.gouji", [copy], FORMS)
    was, now = content(path), content(done.path)
    assert now[0].keys() == was[0].keys()
    known = {event.id: event for event in now[2]}
    assert done.events_lost <= sum(event.id not in known for event in was[2])
    if len(known) == len(was[2]):  # nothing of the log is lost: nothing at all is
        assert now[0] == was[0]
        assert now[3:5] == was[3:5]
    with Project.open(done.path, forms=FORMS) as project:
        recheck(project, FORMS)
        for id_ in now[0]:
            project.findings(id_)
    with closing(sqlite3.connect(done.path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_no_project_is_said_and_leaves_no_file(tmp_path):
    noise = tmp_path / "noise.gouji"
    noise.write_bytes(random.Random(3).randbytes(50_000))
    with pytest.raises(GoujiError, match="Nothing can be recovered"):
        rebuild(noise, tmp_path / "new.gouji", [], FORMS)
    with pytest.raises(GoujiError):
        rebuild(tmp_path / "none.gouji", tmp_path / "new.gouji", [], FORMS)
    assert not (tmp_path / "new.gouji").exists()


def test_a_copy_of_another_project_is_not_used(worked, tmp_path):
    path, _ = worked
    other = tmp_path / "other.gouji"
    with Project.create(other, forms=FORMS) as project:
        report = Report("别局", 2020, "2021", {NEW: Cell("1", "1")})
        project.add(Document("b.pdf", "pdf", 1, (report,), (), "f" * 64, "b.pdf"))
    damaged = spoilt(path, tmp_path / "damaged.gouji", zero(pages_of(path, "cells")))
    done = rebuild(damaged, tmp_path / "new.gouji", [other], FORMS)
    assert done.copy is None


def test_an_emptied_file_comes_back_from_its_copy(worked, tmp_path):
    _, copy = worked
    empty = tmp_path / "empty.gouji"
    empty.touch()
    done = rebuild(empty, tmp_path / "new.gouji", [copy], FORMS)
    assert content(done.path) == content(copy)


def test_cells_that_contradict_the_log_follow_it(worked, tmp_path):
    path, _ = worked
    odd = tmp_path / "odd.gouji"
    shutil.copyfile(path, odd)
    with closing(sqlite3.connect(odd)) as db, db:
        db.execute("UPDATE cells SET text = '999' WHERE text IN (SELECT new FROM events)")
    with pytest.raises(DamagedError):
        check(odd)
    done = rebuild(odd, tmp_path / "new.gouji", [], FORMS)
    check(done.path)
