import gc
import sqlite3
from contextlib import contextmanager
from dataclasses import replace

import pytest

from core.checking.roster import Roster
from core.report import CellState, Finding, ReportState
from core.store.project import Project
from core.store.review import recheck
from gui.problems import Problem
from gui.session import Session
from tests.gui.made import AGENCY, FORMS, made_project, made_report

GRANTED = "requests.granted.natural"
CARRIED_IN = "requests.carried_in.total"


@pytest.fixture
def project(tmp_path):
    reports = made_report(2022), made_report(2023), made_report(2024)
    made, ids = made_project(tmp_path / "项目 😀.gouji", *reports)
    assert ids == [1, 2, 3]
    yield made
    made.close()


@pytest.fixture
def session(project, qapp):
    return Session(project, 2, FORMS)


def key_of(problem: Problem | None) -> str:
    assert problem
    return problem.key


def reason(session: Session, finding: Finding) -> str:
    decision = session.decided(finding)
    return decision.reason if decision else ""


def texts(session):
    return {key: cell.text for key, cell in session.report.cells.items()}


def rules(findings):
    return [finding.rule for finding in findings]


def rows(project, sql):
    with sqlite3.connect(project.path) as db:
        found = db.execute(sql).fetchall()
    db.close()
    return found


@contextmanager
def read_only(project):
    """Let nobody write to the file, as a full disk or a read-only folder would."""
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_an_edit_is_on_disk_and_breaks_the_rules_it_breaks(session, project, qtbot):
    changed: list[frozenset[str]] = []
    found: list[list[str]] = []
    session.cellsChanged.connect(changed.append)
    session.findingsChanged.connect(lambda: found.append(rules(session.findings)))
    assert session.edit(GRANTED, "7")
    assert changed == [frozenset({GRANTED})]
    assert found == [["REQ-01", "REQ-03"]]
    cell = session.report.cells[GRANTED]
    assert (cell.read, cell.text, cell.state) == ("2", "7", CellState.CORRECTED)
    written = rows(project, f"SELECT read, text, state FROM cells WHERE key = '{GRANTED}'")
    assert ("2", "7", "corrected") in written
    events = rows(project, "SELECT kind, key, old, new, why, who FROM events WHERE kind = 'text'")
    assert events == [("text", GRANTED, "2", "7", "typed", "王芳")]


def test_what_is_the_same_is_no_change(session):
    assert not session.edit(GRANTED, " 2 ")
    assert not session.edit(GRANTED, "２")
    assert session.undo_stack.count() == 0


def test_full_width_digits_are_unified_and_what_was_typed_is_kept(session, project):
    session.edit(GRANTED, "１，２３４")
    assert session.report.cells[GRANTED].text == "1,234"
    assert rows(project, "SELECT new, why FROM events WHERE kind = 'text'") == [
        ("1,234", "typed: １，２３４")
    ]


def test_what_was_read_can_be_put_back_as_it_was(project, qapp):
    odd = made_report(2019, proactive__procurement__amount="280 万元")
    made, ids = made_project(project.path.with_name("other.gouji"), odd)
    session = Session(made, ids[0], FORMS)
    key = "proactive.procurement.amount"
    session.edit(key, "3")
    session.edit(key, "280 万元")
    cell = session.report.cells[key]
    assert cell.text == "280 万元"
    assert cell.state is CellState.READ
    made.close()


def test_typing_makes_an_absent_cell_and_undo_takes_it_away(project, qapp):
    made, ids = made_project(
        project.path.with_name("absent.gouji"), made_report(requests__granted__legal=None)
    )
    session = Session(made, ids[0], FORMS)
    key = "requests.granted.legal"
    assert key not in session.report.cells
    assert not session.edit(key, "")
    session.edit(key, "0")
    cell = session.report.cells[key]
    assert (cell.read, cell.text) == (None, "0")
    assert made.report(ids[0]).cells[key] == cell
    session.undo_stack.undo()
    assert made.report(ids[0]).cells.get(key) == session.report.cells.get(key)
    assert key not in session.report.cells or session.report.cells[key].absent
    made.close()


def test_undo_and_redo_reach_back_past_closing(session, project, qapp):
    session.edit(GRANTED, "3")
    session.edit(GRANTED, "4")
    session.set_cell_state(["requests.new.total"], CellState.DOUBTFUL)
    session.undo_stack.undo()
    before = session.report
    project.close()
    with Project.open(project.path, "李明", FORMS) as again:
        reopened = Session(again, session.id, FORMS)
        assert reopened.report == before
        assert (reopened.undo_stack.count(), reopened.undo_stack.index()) == (3, 2)
        reopened.undo_stack.redo()
        doubtful = reopened.report.cells["requests.new.total"].state
        assert doubtful is CellState.DOUBTFUL
        reopened.undo_stack.setIndex(0)
        assert texts(reopened)[GRANTED] == "2"
        assert reopened.findings == ()
        assert again.report(session.id) == reopened.report
        reopened.undo_stack.setIndex(2)
        assert texts(reopened)[GRANTED] == "4"


def test_a_paste_is_one_step(session):
    assert session.paste({GRANTED: "5", "requests.new.natural": "5", "requests.new.total": "2"})
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert texts(session)[GRANTED] == "2"


def test_next_years_report_is_checked_against_this_one(session, project):
    session.edit("requests.carried_out.total", "3")
    found = project.findings(3)
    assert ("CY-01", f"2023:{'requests.carried_out.total'}") in [
        (finding.rule, key) for finding in found for key in finding.cells
    ]
    session.undo_stack.undo()
    assert project.findings(3) == []


def test_another_year_has_other_neighbours(session, project):
    session.edit("requests.carried_out.total", "3")
    session.set_attribute("year", "2031")
    assert session.report.year == 2031
    assert rules(project.findings(3)) == ["CY-10"]  # its last report is that of 2022
    session.undo_stack.undo()
    assert session.report.year == 2023
    assert "CY-01" in rules(project.findings(3))


def test_a_failed_write_changes_nothing(session, project, qtbot):
    before = session.report
    changed: list[frozenset[str]] = []
    failed: list[tuple[str, str]] = []
    session.cellsChanged.connect(changed.append)
    session.failed.connect(lambda message, hint: failed.append((message.zh, hint.zh)))
    with read_only(project):
        assert not session.edit(GRANTED, "9")
    assert session.report is before
    assert changed == []
    assert session.undo_stack.count() == 0
    assert len(failed) == 1
    assert all(failed[0])
    assert session.edit(GRANTED, "9")


def test_a_failed_undo_leaves_the_stack_where_the_log_is(session, project, qtbot):
    session.edit(GRANTED, "9")
    with read_only(project):
        session.undo_stack.undo()
    qtbot.waitUntil(lambda: session.undo_stack.index() == 1)
    assert texts(session)[GRANTED] == "9"
    session.undo_stack.undo()
    assert texts(session)[GRANTED] == "2"


def test_reviewing_gets_under_way_and_is_reopened(session):
    seen = [session.state]
    steps = (
        lambda: session.edit(GRANTED, "3"),
        lambda: session.set_report_state(ReportState.REVIEWED),
        lambda: session.edit(GRANTED, "2"),
        session.undo_stack.undo,
    )
    for step in steps:
        step()
        seen.append(session.state)
    assert seen == ["read", "in-review", "reviewed", "reopened", "reviewed"]


def test_a_decision_settles_a_finding_until_a_value_changes(session, project):
    session.edit(GRANTED, "7")
    finding = session.findings[0]
    assert session.decide(finding, "原文有误")
    decision = session.decided(finding)
    assert (decision.reason, decision.who) == ("原文有误", "王芳")
    assert finding not in [problem.finding for problem in session.problems]
    session.edit("requests.granted.total", "8")
    same = next(f for f in session.findings if f.identity == finding.identity)
    assert session.decided(same) is None
    session.undo_stack.undo()
    assert session.decided(session.findings[0])
    assert session.withdraw(session.findings[0])
    assert session.decided(session.findings[0]) is None
    session.undo_stack.undo()
    assert reason(session, session.findings[0]) == "原文有误"
    project.close()
    with Project.open(project.path, "", FORMS) as again:
        assert reason(Session(again, session.id, FORMS), finding) == "原文有误"


def test_why_a_finding_is_open_again(session):
    session.edit(GRANTED, "7")
    finding = session.findings[0]
    assert session.reopened(finding) is None
    session.decide(finding, "原文有误")
    assert session.reopened(finding) is None
    session.edit("requests.granted.total", "8")
    same = next(f for f in session.findings if f.identity == finding.identity)
    said = session.reopened(same)
    assert "由 2 改为 8" in said.zh
    assert "2 → 8" in said.en


def test_a_finding_of_two_years_is_decided_once(session, project):
    session.edit("requests.carried_out.total", "3")
    copy = next(f for f in session.findings if f.rule == "CY-01")
    assert copy.consequence_of == "CY-01"
    assert copy not in [problem.finding for problem in session.problems]
    later = Session(project, 3, FORMS)
    [mine] = [f for f in later.findings if f.rule == "CY-01"]
    assert later.decide(mine, "机构改革")
    session.switches_changed()
    copy = next(f for f in session.findings if f.rule == "CY-01")
    assert session.decided(copy).reason == "机构改革"
    assert session.withdraw(copy)
    assert session.decided(copy) is None
    assert project.reports([3])[0].errors == 1
    session.undo_stack.undo()
    assert session.decided(copy)
    assert project.reports([3])[0].errors == 0


def test_a_member_moves_its_parents_findings_and_no_others(qapp, tmp_path):
    parent = replace(made_report(), agency="示例市人民政府")
    made, (child, above) = made_project(tmp_path / "p.gouji", made_report(), parent)
    made.set_roster(Roster({AGENCY: "示例市人民政府"}))
    recheck(made, FORMS)
    assert "CA-01" not in rules(made.findings(above))
    own = [f for f in made.findings(above) if not f.rule.startswith("CA")]
    session = Session(made, child, FORMS)
    assert session.dependents == {above}
    session.edit(GRANTED, "5")
    assert rules(made.findings(above)).count("CA-01") == 1
    assert [f for f in made.findings(above) if not f.rule.startswith("CA")] == own
    over = Session(made, above, FORMS)
    assert list(over.findings) == made.findings(above)
    over.edit(GRANTED, "5")
    assert "CA-01" not in rules(over.findings)
    made.close()


def test_a_rule_switched_off_says_nothing_more(session, project):
    session.edit(GRANTED, "7")
    assert "REQ-01" in rules(session.findings)
    project.set_switches({"REQ-01": False})
    session.switches_changed()
    assert "REQ-01" not in rules(session.findings)
    assert "REQ-01" not in session.enabled


def test_problems_come_by_weight_and_go_round(qapp, tmp_path):
    report = made_report(
        requests__new__natural="3", requests__new__total="3", requests__carried_in__legal="1"
    )
    unsure = replace(report.cells["proactive.rules.issued"], unsure=True, confidence=0.4)
    report = replace(report, cells={**report.cells, "proactive.rules.issued": unsure})
    made, ids = made_project(tmp_path / "p.gouji", report)
    session = Session(made, ids[0], FORMS)
    kinds = [problem.kind for problem in session.problems]
    assert kinds == sorted(kinds, key=["error", "warning", "unsure"].index)
    assert kinds[-1] == "unsure"
    keys = [problem.key for problem in session.problems]
    assert len(keys) == len(set(keys))
    walked, key = [], ""
    for _ in keys:
        key = key_of(session.next_problem(key))
        walked.append(key)
    assert walked == keys
    assert key_of(session.next_problem(key)) == keys[0]
    assert key_of(session.next_problem(keys[0], backwards=True)) == keys[-1]
    session.set_cell_state([keys[-1]], CellState.CONFIRMED)
    assert [problem.kind for problem in session.problems].count("unsure") == 0
    session.toggle_doubtful(["requests.other_other.legal"])
    assert session.problems[-1].kind == "doubtful"
    session.toggle_doubtful(["requests.other_other.legal"])
    assert "doubtful" not in [problem.kind for problem in session.problems]
    made.close()


def test_solving_a_problem_does_not_lead_back_to_the_top(qapp, tmp_path):
    # three rows of the last table, each wrong by itself
    report = made_report(
        disputes__reconsideration__total="1",
        disputes__litigation_direct__total="1",
        disputes__litigation_after__total="1",
    )
    made, ids = made_project(tmp_path / "p.gouji", report)
    session = Session(made, ids[0], FORMS)
    first = key_of(session.next_problem(""))
    second = key_of(session.next_problem(first))
    third = key_of(session.next_problem(second))
    session.next_problem(first)
    session.edit(f"{second.rpartition('.')[0]}.total", "0")
    after = key_of(session.next_problem(second))
    assert after.rpartition(".")[0] == third.rpartition(".")[0]  # of one row, whichever cell
    made.close()


def test_a_confirmed_cell_is_not_the_suspect_while_others_are_free(session):
    session.edit(GRANTED, "7")
    assert session.problems[0].key == GRANTED
    session.set_cell_state([GRANTED], CellState.CONFIRMED)
    assert GRANTED not in [problem.key for problem in session.problems]
    assert session.problems, "confirming closes no finding"
    everything = set().union(*(finding.cells for finding in session.findings))
    session.set_cell_state(everything, CellState.CONFIRMED)
    assert GRANTED in [problem.key for problem in session.problems]


def test_sessions_with_many_steps_can_be_let_go_of(tmp_path, qapp):
    for number in range(3):
        project, ids = made_project(tmp_path / f"{number}.gouji", made_report())
        with project:
            session = Session(project, ids[0], FORMS)
            for text in ("3", "4", "5", "6"):
                session.edit("requests.new.natural", text)
            session.undo_stack.undo()
        del session
    gc.collect()  # Qt does not outlive a circle of stack, commands and session
