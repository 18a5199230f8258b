from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.checking.check import check
from core.report import CellState, ReportState
from core.store.project import Project
from gui.session import Session
from tests.gui.made import FORMS, made_project, made_report

KEYS = [
    "requests.granted.natural",
    "requests.carried_in.total",
    "requests.new.total",
    "proactive.rules.issued",
]
TEXTS = st.sampled_from(["0", "2", "7", "", "-", "１２", "无", "280 万元"])


class SessionMachine(RuleBasedStateMachine):
    """Whatever a person does, undoes and redoes: session, file and a plain list of texts agree."""

    folder: Path

    @initialize()
    def start(self):
        path = self.folder / f"{len(list(self.folder.iterdir()))}.gouji"
        self.project, ids = made_project(path, made_report(2022), made_report(2023))
        self.id = ids[1]
        self.session = Session(self.project, self.id, FORMS)
        self.past = [self.seen()]
        self.at = 0

    def seen(self):
        cells = self.session.report.cells
        states = {key: (cell.text, cell.state) for key, cell in cells.items()}
        return states, self.session.state, [(d.rule, d.cells) for d in self.session.decisions]

    def done(self, changed):
        if changed:
            self.past[self.at + 1 :] = [self.seen()]
            self.at += 1

    @rule(key=st.sampled_from(KEYS), text=TEXTS)
    def edit(self, key, text):
        self.done(self.session.edit(key, text))

    @rule(block=st.dictionaries(st.sampled_from(KEYS), TEXTS, min_size=1))
    def paste(self, block):
        self.done(self.session.paste(block))

    @rule(keys=st.sets(st.sampled_from(KEYS), min_size=1), state=st.sampled_from(CellState))
    def mark(self, keys, state):
        self.done(self.session.set_cell_state(keys, state))

    @rule(keys=st.sets(st.sampled_from(KEYS), min_size=1))
    def doubt(self, keys):
        self.done(self.session.toggle_doubtful(keys))

    @rule(state=st.sampled_from(ReportState))
    def review(self, state):
        self.done(self.session.set_report_state(state))

    @precondition(lambda self: self.session.findings)
    @rule(data=st.data())
    def decide(self, data):
        finding = data.draw(st.sampled_from(self.session.findings))
        if self.session.decided(finding):
            self.done(self.session.withdraw(finding))
        else:
            self.done(self.session.decide(finding, "原文有误"))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.session.undo_stack.undo()
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.past))
    @rule()
    def redo(self):
        self.session.undo_stack.redo()
        self.at += 1

    @rule()
    def reopen(self):
        self.project.close()
        self.project = Project.open(self.project.path, "李明", FORMS)
        self.session = Session(self.project, self.id, FORMS)

    @invariant()
    def all_agree(self):
        assert self.seen() == self.past[self.at]
        assert self.session.report == self.project.report(self.id)
        assert self.session.undo_stack.index() == self.at
        assert self.session.undo_stack.count() == len(self.past) - 1
        assert list(self.session.decisions) == self.project.decisions(self.id)
        before = self.project.report(self.id - 1)
        assert list(self.session.findings) == check(self.session.report, FORMS, before)
        assert set(self.session.findings) == set(self.project.findings(self.id)) or self.at == 0

    def teardown(self):
        self.project.close()


def test_whatever_is_done_session_and_file_agree(qapp, tmp_path):
    SessionMachine.folder = tmp_path
    run_state_machine_as_test(
        SessionMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
