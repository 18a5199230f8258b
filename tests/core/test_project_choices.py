"""What is chosen for a project as a whole, and other projects that are looked into."""

import sqlite3

import pytest

from core.checking.roster import Roster
from core.errors import GoujiError
from core.report import Document
from core.store.project import Project
from core.store.project_reader import ProjectReader
from core.store.review import recheck
from tests.core.reports import FORMS, report, row, zeros


def made(path, *reports):
    with Project.create(path, "王芳", FORMS) as project:
        name = path.stem
        project.add(Document(f"{name}.pdf", "pdf", 1, reports, (), f"{name:0>64}", name))
        recheck(project, FORMS)
    return path


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "甲 项目.gouji", "王芳", FORMS) as project:
        yield project


def test_nothing_is_chosen_at_first(project):
    assert project.switches() == {}
    assert project.roster().parents == {}
    assert project.other_projects() == ()


def test_choices_stay_in_the_file_and_in_the_log(project, tmp_path):
    roster = Roster({"某县财政局": "某县人民政府", "某县教育局": "某县人民政府"})
    other = tmp_path / "另一个 🙂.gouji"
    project.set_switches({"REQ-09": True, "CY-08": False})
    project.set_switches({"REQ-09": True})
    project.set_roster(roster)
    project.set_roster(roster)
    project.set_other_projects([other, other])
    with Project.open(project.path, "", FORMS) as again:
        assert again.switches() == {"REQ-09": True}
        assert again.roster() == roster
        assert list(again.roster().parents) == list(roster.parents)
        assert again.other_projects() == (other,)
    told = [(event.kind, event.key, event.old, event.new) for event in project.events()]
    assert told[:3] == [
        ("switch", "CY-08", None, "off"),
        ("switch", "REQ-09", None, "on"),
        ("switch", "CY-08", "off", None),
    ]
    assert [kind for kind, *_ in told[3:]] == ["roster", "other-projects"]
    assert {event.who for event in project.events()} == {"王芳"}


def test_a_rule_that_is_off_finds_nothing(project):
    cells = zeros() | row("new", natural="1", total="2")
    [id_] = project.add(Document("a", "pdf", 1, (report(cells),), (), "a" * 64, "a"))
    recheck(project, FORMS)
    assert "REQ-01" in {finding.rule for finding in project.findings(id_)}
    project.set_switches({"REQ-01": False})
    recheck(project, FORMS)
    assert "REQ-01" not in {finding.rule for finding in project.findings(id_)}


def test_an_earlier_report_may_be_in_another_project(project, tmp_path):
    last = row("carried_out", natural="1", total="1") | row("new", natural="1", total="1")
    other = made(tmp_path / "b.gouji", report(zeros() | last, year=2021))
    before = other.read_bytes()
    this = report(zeros(), year=2022)
    [id_] = project.add(Document("a", "pdf", 1, (this,), (), "a" * 64, "a"))
    project.set_other_projects([other, tmp_path / "gone.gouji"])
    recheck(project, FORMS)
    [total, _] = [f for f in project.findings(id_) if f.rule == "CY-01"]
    assert "2021:requests.carried_out.total" in total.cells
    [(path, error)] = project.elsewhere().failures.items()
    assert path.name == "gone.gouji"
    assert error.message.zh
    assert other.read_bytes() == before
    project.set_other_projects([])
    recheck(project, FORMS)
    assert "CY-01" not in {finding.rule for finding in project.findings(id_)}


def test_a_later_report_in_another_project_is_held_against_this_one(project, tmp_path):
    carried = row("carried_out", natural="1", total="1") | row("new", natural="1", total="1")
    other = made(tmp_path / "b.gouji", report(zeros(), year=2023))
    this = report(zeros() | carried, year=2022)
    [id_] = project.add(Document("a", "pdf", 1, (this,), (), "a" * 64, "a"))
    project.set_other_projects([other])
    recheck(project, FORMS)
    seen = [f for f in project.findings(id_) if f.rule == "CY-01"]
    assert seen[0].cells == ("2023:requests.carried_in.total", "requests.carried_out.total")


def test_members_may_be_in_another_project(project, tmp_path):
    child = report(zeros() | row("new", natural="2", total="2"), year=2022, agency="某县财政局")
    other = made(tmp_path / "b.gouji", child)
    parent = report(zeros(), year=2022, agency="某县人民政府")
    [id_] = project.add(Document("a", "pdf", 1, (parent,), (), "a" * 64, "a"))
    project.set_roster(Roster({"某县财政局": "某县人民政府"}))
    recheck(project, FORMS)
    assert "CA-03" in {finding.rule for finding in project.findings(id_)}
    project.set_other_projects([other])
    recheck(project, FORMS)
    assert "CA-01" in {finding.rule for finding in project.findings(id_)}


def test_reading_changes_nothing_and_asks_for_this_version(project):
    path = project.path
    project.close()
    before = path.read_bytes()
    with ProjectReader.reading(path, FORMS) as reader:
        assert reader.reports() == []
    assert path.read_bytes() == before
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 3")
    db.close()
    with pytest.raises(GoujiError, match="较早版本"):
        ProjectReader.reading(path, FORMS)
    path.write_bytes(b"")
    with pytest.raises(GoujiError):
        ProjectReader.reading(path, FORMS)
