"""Random edits, undo, redo and take-backs out of order: file, session and log stay one."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from core.errors import GoujiError
from core.report import CellState, ReportState
from core.store.history import CHANGE_KINDS
from core.store.project import Project
from core.store.taking_back import take_back
from gui.session import Session
from tests.gui.made import FORMS, made_project, made_report

KEYS = ("requests.granted.natural", "requests.new.total", "proactive.rules.issued", "no.such.cell")
TEXTS = ("", "0", "2", "7", "１２", "无")

acts = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(KEYS), st.sampled_from(TEXTS)),
    st.tuples(st.just("paste"), st.sampled_from(TEXTS), st.sampled_from(TEXTS)),
    st.tuples(st.just("state"), st.sampled_from(KEYS), st.sampled_from(list(CellState))),
    st.tuples(st.just("report"), st.sampled_from(list(ReportState)), st.none()),
    st.tuples(st.just("decide"), st.integers(0, 5), st.just("原文有误")),
    st.tuples(st.just("year"), st.sampled_from(("2021", "2023", "")), st.none()),
    st.tuples(st.sampled_from(("undo", "redo")), st.none(), st.none()),
    st.tuples(st.just("take"), st.integers(0, 60), st.booleans()),
)


def act(session, what, one, other):
    match what:
        case "edit":
            session.edit(one, other)
        case "paste":
            session.paste({KEYS[0]: one, KEYS[1]: other})
        case "state":
            session.set_cell_state([one], other)
        case "report":
            session.set_report_state(one)
        case "decide" if session.findings:
            session.decide(session.findings[one % len(session.findings)], other)
        case "year":
            session.set_attribute("year", one)
        case "undo" if session.undo_stack.canUndo():
            session.undo_stack.undo()
        case "redo" if session.undo_stack.canRedo():
            session.undo_stack.redo()
        case "take":
            take(session, one, whole=other)


def take(session, number, *, whole):
    events = session.project.events(session.id)
    if not events:
        return
    event = events[number % len(events)]
    before = seen(session)
    try:
        made = take_back(session.project, FORMS, event, whole=whole)
    except GoujiError:
        assert seen(session) == before
        return
    if session.make_step(made.changes, made.why):
        for change in made.changes:
            if change.kind == "text":
                cell = session.report.cells.get(change.key)
                assert (cell.text if cell else None) == change.new
        session.undo_stack.undo()
        assert seen(session) == before
        session.undo_stack.redo()


def seen(session):
    return session.report, session.state, session.decisions


def consistent(session):
    project = session.project
    assert project.report(session.id) == session.report
    assert project.reports([session.id])[0].state is session.state
    assert tuple(project.decisions(session.id)) == session.decisions
    now: dict[tuple[str, str], str | None] = {}
    for event in project.events(session.id):
        assert event.kind in CHANGE_KINDS
        at = event.kind, event.key
        if at in now:  # each change begins where the one before it ended
            assert event.old == now[at]
        now[at] = event.new
    history = project.history(session.id)
    assert session.undo_stack.index() == history.position
    assert session.undo_stack.count() == len(history.steps)


@settings(max_examples=30)
@given(st.lists(acts, max_size=12))
def test_whatever_is_taken_back_file_session_and_log_stay_one(qapp: QApplication, done):
    with tempfile.TemporaryDirectory() as folder:
        project, ids = made_project(Path(folder) / "a.gouji", made_report(2022), made_report(2023))
        with project:
            session = Session(project, ids[0], FORMS)
            for one in done:
                act(session, *one)
                consistent(session)
            again = Session(project, ids[0], FORMS)  # as after a restart
            assert seen(again) == seen(session)
        with Project.open(Path(folder) / "a.gouji", forms=FORMS) as project:
            assert project.report(ids[0]) == session.report
