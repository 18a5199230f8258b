"""Where an agency stands: as its name tells, or as a person set it in the project."""

from dataclasses import replace

import pytest

from core.checking.agencies import LEVEL_NAMES, Level, level_name, level_of
from core.checking.check import check
from core.errors import GoujiError
from core.report import Document
from core.store.project import Change, Project
from core.store.renewing import accept
from core.store.review import recheck
from core.store.taking_back import take_back
from core.store.timeline import Filter, happenings, subject
from core.text import Text
from tests.core.reports import FORMS, report, zeros

RULED = {"proactive.rules.in_force": "1"}


def ruled(agency="某局", **more):
    return replace(report(zeros() | RULED, agency=agency), **more)


def broken(made):
    return "P21-02" in {finding.rule for finding in check(made, FORMS)}


@pytest.mark.parametrize(
    ("agency", "level", "objected"),
    [
        ("某局", "", False),  # nobody knows
        ("某局", "department", True),
        ("某县财政局", "", True),
        ("某县财政局", "province-department", False),
        ("某县财政局", "no level at all", True),  # what a file says may be anything
    ],
)
def test_what_a_person_says_goes_before_the_name(agency, level, objected):
    assert broken(ruled(agency, level=level)) is objected


def test_every_level_has_a_name():
    assert set(LEVEL_NAMES) == set(Level)
    assert level_name("township") == LEVEL_NAMES[Level.TOWNSHIP]
    assert level_name("") == level_name("nothing") == Text("按名称判断", "as its name tells")


@pytest.fixture
def project(tmp_path):
    made = Project.create(tmp_path / "项目.gouji", "王芳", FORMS)
    made.add(Document("a.pdf", "pdf", 1, (ruled(),), sha256="a" * 64, path="a.pdf"))
    recheck(made, FORMS)
    yield made
    made.close()


def rules(project, id_=1):
    recheck(project, FORMS)
    return {finding.rule for finding in project.findings(id_)}


SET = Change("attribute", "level", None, "department")


def test_it_is_kept_undone_and_done_again(project):
    assert "P21-02" not in rules(project)
    project.apply(1, [SET], "typed")
    assert level_of(project.report(1)) is Level.DEPARTMENT
    assert "P21-02" in rules(project)
    project.undo(1)
    assert project.report(1).level == ""
    assert "P21-02" not in rules(project)
    project.redo(1)
    path = project.path
    project.close()
    with Project.open(path, forms=FORMS) as again:
        assert again.report(1).level == "department"


def test_what_is_no_level_is_refused_whole(project):
    with pytest.raises(ValueError, match="mayor"):
        project.apply(1, [Change("attribute", "level", None, "mayor")], "typed")
    assert project.report(1).level == ""
    assert not project.history(1).steps


def test_the_history_tells_it_and_takes_it_back(project):
    project.apply(1, [SET], "typed")
    [told] = happenings(project, FORMS, Filter(report=1))
    assert subject(told.event, FORMS) == Text("单位层级", "Level of the agency")
    project.apply(1, [Change("attribute", "level", "department", None)], "typed")
    with pytest.raises(GoujiError, match="市县部门 → 按名称判断"):
        take_back(project, FORMS, told.event)
    project.undo(1)
    back = take_back(project, FORMS, told.event)
    project.apply(1, back.changes, back.why)
    assert project.report(1).level == ""


def test_a_new_version_keeps_it(project):
    project.apply(1, [SET], "typed")
    newer = ruled()
    newer = newer.with_texts({"proactive.rules.in_force": "2"})
    [new] = project.add(Document("b.pdf", "pdf", 1, (newer,), sha256="b" * 64, path="b.pdf"))
    accept(project, 1, new)
    assert project.report(new).level == "department"
