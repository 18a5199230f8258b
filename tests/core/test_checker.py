"""Stored findings of reports that belong together: years in both directions, rosters, decisions."""

import sqlite3
from dataclasses import replace

import pytest

from core.checking.roster import Roster
from core.report import CellState, Document, Section
from core.store.checker import Checker
from core.store.history import Change
from core.store.project import Project
from core.store.removing import remove
from core.store.review import (
    confirm,
    decided,
    recheck,
    rechecking,
    reopened,
    withdraw,
)
from tests.core.reports import FORMS, report, row, zeros

OUT, IN = "requests.carried_out.total", "requests.carried_in.total"
PARENT, CHILDREN = "某县人民政府", ("某县财政局", "某县教育局")


def document(name, *reports):
    return Document(f"{name}.pdf", "pdf", 1, reports, (), f"{name:0>64}", f"{name}.pdf")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.gouji", "王芳", FORMS) as project:
        yield project


@pytest.fixture
def years(project):
    """Two years of one agency; the later one does not take over what the earlier carried out."""
    earlier = zeros() | row("new", natural="1", total="1")
    earlier |= row("carried_out", natural="1", total="1")
    made = report(earlier, year=2021), report(zeros(), year=2022)
    ids = project.add(document("a", *made))
    recheck(project, FORMS)
    return ids


def of(project, id_, rule):
    return [finding for finding in project.findings(id_) if finding.rule == rule]


def change(project, id_, key, text, why="typed"):
    old = project.report(id_).cells[key].text
    project.apply(id_, [Change("text", key, old, text)], why)
    recheck(project, FORMS, [id_])


def errors(project):
    return [entry.errors for entry in project.reports()]


def decide(project, id_, finding):
    own = [one for one in project.decisions(id_) if one.report == id_]
    project.apply(id_, [confirm(finding, project.report(id_), "机构改革", own)], "as-in-source")


def settled(project, id_, finding):
    return decided(finding, project.decisions(id_), project.report(id_)) is not None


def test_both_years_see_it_and_the_later_one_counts_it(project, years):
    first, second = years
    [mine, *_] = of(project, second, "CY-01")
    [seen, *_] = of(project, first, "CY-01")
    assert mine.cells == (IN, f"2021:{OUT}")
    assert seen.cells == (f"2022:{IN}", OUT)
    assert (mine.consequence_of, seen.consequence_of) == ("", "CY-01")
    assert seen.suspects == (OUT,)
    assert errors(project) == [0, 1]


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_decided_of_one_holds_for_both(project, years, at):
    here, there = years[at], years[1 - at]
    decide(project, here, of(project, here, "CY-01")[0])
    assert settled(project, here, of(project, here, "CY-01")[0])
    assert settled(project, there, of(project, there, "CY-01")[0])
    assert errors(project) == [0, 0]
    project.undo(here)
    assert errors(project) == [0, 1]
    project.redo(here)
    # taken back from the other report, and that undone
    own = [one for one in project.decisions(there) if one.report == there]
    change_ = withdraw(of(project, there, "CY-01")[0], own, elsewhere=True)
    project.apply(there, [change_], "withdrawn")
    assert errors(project) == [0, 1]
    assert not settled(project, here, of(project, here, "CY-01")[0])
    project.undo(there)
    assert errors(project) == [0, 0]
    change(project, years[0], OUT, "2")
    assert errors(project) == [2, 1]  # REQ-01 and REQ-02, and CY-01 opened again


@pytest.mark.parametrize("at", [0, 1])
def test_a_better_reading_leaves_what_was_decided_about_in_either_year(project, tmp_path, at):
    earlier = zeros() | row("carried_out", natural="1", total="1")
    made = [report(earlier, year=2021), report(zeros(), year=2022)]
    unsure = [replace(one, cells={k: replace(c, confidence=0.5) for k, c in one.cells.items()})
              for one in made]  # fmt: skip
    ids = project.add(document("a", *unsure))
    recheck(project, FORMS)
    decide(project, ids[at], of(project, ids[at], "CY-01")[0])
    better = [made[0].with_texts({OUT: "7", "requests.granted.total": "7"}), made[1]]
    project.add(document("a", *better))
    texts = {key: cell.text for key, cell in project.report(ids[0]).cells.items()}
    assert (texts[OUT], texts["requests.granted.total"]) == ("1", "7")


@pytest.mark.parametrize("at", [0, 1])
def test_a_decision_survives_a_hundred_readings_and_says_why_it_is_open_again(project, years, at):
    id_ = years[at]
    decide(project, id_, of(project, id_, "CY-01")[0])
    again = project.report(years[0]), project.report(years[1])
    for _ in range(100):
        project.add(document("a", *again))
    for _ in range(3):
        recheck(project, FORMS)
    finding = of(project, id_, "CY-01")[0]
    assert settled(project, id_, finding)

    def why():
        found = project.findings(id_)
        one = next(f for f in found if f.identity == finding.identity)
        return reopened(one, found, project.decisions(id_), project.report(id_), FORMS)

    assert why() is None
    change(project, years[0], OUT, "5")
    said = why()
    assert said
    assert "结转下年度" in said.zh
    assert "由 1 改为 5" in said.zh
    assert said.zh.startswith("王芳")
    assert ("2021 年度" in said.zh) is (at == 1)
    assert "1 → 5" in said.en
    change(project, years[0], OUT, "1")
    assert settled(project, id_, finding)


def test_one_more_member_of_a_long_sum_opens_it_again(project):
    cells = zeros() | row("granted", natural="3", total="3")
    [id_] = project.add(document("a", report({k: t or "" for k, t in cells.items()})))
    recheck(project, FORMS)
    finding = next(f for f in of(project, id_, "REQ-03") if "requests.granted.total" in f.cells)
    decide(project, id_, finding)
    change(project, id_, "requests.partial.total", "")
    found = project.findings(id_)
    [now] = [f for f in found if f.rule == "REQ-03" and "requests.granted.total" in f.cells]
    assert now.identity != finding.identity
    said = reopened(now, found, project.decisions(id_), project.report(id_), FORMS)
    assert said
    assert "由 0 改为 空" in said.zh


def test_the_nearest_earlier_report_counts_and_the_last_one_of_a_year(project):
    ids = project.add(document("a", *(report(zeros(), year=y) for y in (2019, 2022))))
    recheck(project, FORMS)
    assert project.neighbours(ids[1]) == (ids[0], None)
    assert "2020 至 2021" in of(project, ids[1], "CY-10")[0].message.zh
    [between] = project.add(document("b", report(zeros(), year=2021)))
    recheck(project, FORMS, [between])
    assert of(project, ids[1], "CY-10") == []
    assert project.neighbours(ids[0]) == (None, between)
    carried = zeros() | row("carried_out", natural="1", total="1")
    [newer] = project.add(document("c", report(carried, year=2021)))
    recheck(project, FORMS, [newer])
    assert of(project, ids[1], "CY-01")
    assert of(project, newer, "CY-01")
    assert of(project, between, "CY-01") == []


def test_what_is_as_in_the_source_drives_no_suspects(project):
    cells = zeros() | row("new", natural="1", total="2") | row("carried_out", total="2")
    [id_] = project.add(document("a", report(cells)))
    recheck(project, FORMS)
    [line] = [f for f in of(project, id_, "REQ-01") if "requests.new.total" in f.cells]
    decide(project, id_, line)
    recheck(project, FORMS)
    for finding in project.findings(id_):
        if finding.identity != line.identity and finding.left_terms:
            assert not set(line.cells) & set(finding.suspects) or set(finding.cells) <= {
                *line.cells
            }


@pytest.fixture
def family(project):
    one = report(zeros() | row("new", natural="2", total="2"), agency=CHILDREN[0])
    two = report(zeros(), agency=CHILDREN[1])
    whole = report(zeros() | row("new", natural="3", total="3"), agency=PARENT)
    project.set_roster(Roster(dict.fromkeys(CHILDREN, PARENT)))
    ids = project.add(document("a", one, two, whole))
    recheck(project, FORMS)
    return ids


def test_a_parent_follows_its_members(project, family):
    one, _, parent = family
    [found] = of(project, parent, "CA-01")
    assert (found.left, found.right) == (3, 2)
    decide(project, parent, found)
    change(project, one, "requests.new.natural", "1")
    [same] = of(project, parent, "CA-01")
    assert not settled(project, parent, same)
    found = project.findings(parent)
    said = reopened(same, found, project.decisions(parent), project.report(parent), FORMS)
    assert said
    assert said.zh.endswith("各单位之和由 2 变为 1")
    change(project, one, "requests.new.natural", "3")
    change(project, one, "requests.new.total", "3")
    assert of(project, parent, "CA-01") == []
    project.apply(one, [Change("attribute", "agency", CHILDREN[0], "别处")], "typed")
    recheck(project, FORMS)
    assert CHILDREN[0] in of(project, parent, "CA-03")[0].message.zh


def test_workers_find_what_is_found_here(project, family, years):
    ids = [entry.id for entry in project.reports()]
    here = {id_: project.findings(id_) for id_ in ids}
    project.store_findings({id_: [] for id_ in ids})
    told = list(rechecking(project, FORMS, workers=2))
    assert told[-1].done == told[-1].total == len(ids)
    assert {id_: project.findings(id_) for id_ in ids} == here


def test_a_change_in_between_is_not_overtaken(project, family):
    work = rechecking(project, FORMS, workers=0)
    next(work)
    project.apply(family[2], [Change("text", "requests.new.total", "3", "9")], "typed")
    project.apply(
        family[0], [Change("cell-state", "requests.new.total", "read", CellState.CONFIRMED)], "x"
    )
    for _ in work:
        pass
    assert of(project, family[2], "CA-01")[0].left == 9


# one report like another (CA-05) ------------------------------------------------------------------

PROSE = (Section("一、总体情况", 1, "本机关依法公开政府信息，加强平台建设，回应社会关切。" * 10),)
SAME = zeros() | row("new", natural="3", total="3")


@pytest.fixture
def twins(project):
    """Three members of a roster with one and the same report; the rule is on."""
    names = ("某县财政局", "某县教育局", "某县水利局")
    made = [replace(report(SAME, year=2022, agency=name), sections=PROSE) for name in names]
    ids = [project.add(document(at, one))[0] for at, one in enumerate(made)]
    project.set_roster(Roster(dict.fromkeys(names, PARENT)))
    project.set_switches({"CA-05": True})
    recheck(project, FORMS)
    return ids


def named(project, id_):
    """The agency that a report is told to be like."""
    return [
        finding.message.zh.split("「")[1].split("」")[0] for finding in of(project, id_, "CA-05")
    ]


def edited(project, id_, key, text):
    """Change a cell as a session does: what depends on it is found with it, not checked again."""
    old = project.report(id_)
    checker = Checker(project, FORMS, id_, old)
    found = checker.check(old.with_texts({key: text}), project.decisions(id_))
    project.apply(id_, [Change("text", key, old.cells[key].text, text)], "typed", found)
    return checker


def test_a_twin_is_told_of_the_one_that_came_first(project, twins):
    assert [named(project, id_) for id_ in twins] == [[], ["某县财政局"], ["某县财政局"]]


def test_the_others_follow_an_edit_at_once_and_its_undoing(project, twins):
    checker = edited(project, twins[0], IN, "1")
    assert checker.dependents == {*twins[1:]}
    assert [named(project, id_) for id_ in twins] == [[], [], ["某县教育局"]]
    edited(project, twins[0], IN, "0")
    assert [named(project, id_) for id_ in twins] == [[], ["某县财政局"], ["某县财政局"]]
    before = [project.findings(id_) for id_ in twins]
    recheck(project, FORMS)
    assert [project.findings(id_) for id_ in twins] == before


def test_one_in_the_middle_that_becomes_another(project, twins):
    edited(project, twins[1], IN, "1")
    edited(project, twins[2], IN, "1")  # like the second now
    assert [named(project, id_) for id_ in twins] == [[], [], ["某县教育局"]]


def test_only_members_and_only_reports_that_stand_for_them(project, twins):
    [again] = project.add(
        document("x", replace(report(zeros(), year=2022, agency="某县财政局"), sections=PROSE))
    )
    recheck(project, FORMS, [again])
    assert [named(project, id_) for id_ in twins] == [[], [], ["某县教育局"]]
    checker = edited(project, twins[0], IN, "1")
    assert not {*twins[1:]} & checker.dependents
    project.set_roster(Roster({"某县财政局": PARENT, "某县水利局": PARENT}))
    recheck(project, FORMS)
    assert named(project, twins[2]) == []


def test_what_is_taken_out_or_renamed_is_no_twin_any_more(project, twins):
    assert {*project.touched([twins[0]])} >= {*twins}
    gone = remove(project, [project.reports([twins[0]])[0].document])
    recheck(project, FORMS, gone.touched)
    assert [named(project, id_) for id_ in twins[1:]] == [[], ["某县教育局"]]
    project.set_switches({})
    assert project.touched([twins[1]]) == [twins[1]]


def test_reports_of_nothing_are_like_none(project, twins):
    for at, id_ in enumerate(twins):
        for key in ("requests.new.natural", "requests.new.total"):
            edited(project, id_, key, "0")
        assert project.alike({"某县财政局"}, 2022, {IN: 0}) == []
        assert at or named(project, twins[2]) == ["某县教育局"]
    assert [named(project, id_) for id_ in twins] == [[], [], []]


def test_a_sum_of_fractions_is_found_whatever_its_order(project, twins):
    amount = "proactive.fees.amount"
    for id_ in twins[:2]:
        edited(project, id_, amount, "0.1")
        edited(project, id_, "proactive.penalties.decisions", "700000000")
    assert named(project, twins[1]) == ["某县财政局"]


def test_what_cells_come_to_is_known_of_projects_from_before(project, twins):
    path = project.path
    before = [named(project, id_) for id_ in twins]
    project.close()
    with sqlite3.connect(path) as db:
        db.execute("DROP INDEX reports_year_weight")
        db.execute("ALTER TABLE reports DROP COLUMN weight")
        db.execute("ALTER TABLE reports DROP COLUMN level")
        db.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m006_level', 'm007_weight')")
        db.execute("PRAGMA user_version = 5")
    db.close()
    with Project.open(path, forms=FORMS) as again:
        recheck(again, FORMS)
        assert [named(again, id_) for id_ in twins] == before != [[], [], []]
        assert {again.report(id_).level for id_ in twins} == {""}
