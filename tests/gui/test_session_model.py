import shutil
from dataclasses import replace
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

from core.checking.roster import Roster
from core.report import CellState, ReportState, Section
from core.store.project import Project
from core.store.review import recheck
from gui.session import Session
from tests.gui.made import AGENCY, FORMS, made_project, made_report

PARENT = "示例市人民政府"

KEYS = [
    "requests.granted.natural",
    "requests.carried_in.total",
    "requests.new.total",
    "requests.carried_out.total",
    "proactive.rules.issued",
]
TEXTS = st.sampled_from(["0", "2", "7", "", "-", "１２", "无", "280 万元"])


class SessionMachine(RuleBasedStateMachine):
    """Whatever a person does, undoes and redoes: session, file and a plain list of texts agree."""

    folder: Path

    @initialize()
    def start(self):
        path = self.folder / f"{len(list(self.folder.iterdir()))}.gouji"
        prose = (Section("一、总体情况", 1, "依法公开政府信息，加强平台建设。" * 20),)
        years = [replace(made_report(year), sections=prose) for year in (2021, 2022, 2023, 2024)]
        above = [replace(years[at], agency=PARENT) for at in (1, 2)]  # CA-05 says they are alike
        self.project, ids = made_project(path, *years, *above)
        self.project.set_roster(Roster({AGENCY: PARENT}))
        self.project.set_switches({"CA-05": True})
        recheck(self.project, FORMS)
        self.ids, self.id = ids, ids[1]
        self.session = Session(self.project, self.id, FORMS)
        self.past = [self.seen()]
        self.pasts = {self.id: self.past}
        self.at = 0

    def seen(self):
        cells = self.session.report.cells
        states = {key: (cell.text, cell.state) for key, cell in cells.items()}
        own = [(d.rule, d.cells) for d in self.session.decisions if d.report == self.id]
        return states, self.session.state, own

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

    @rule(at=st.sampled_from((0, 1, 2, 4)))
    def go_to_another_report(self, at):
        self.id = self.ids[at]
        self.session = Session(self.project, self.id, FORMS)
        if self.id not in self.pasts:
            self.pasts[self.id] = [self.seen()]
        self.past, self.at = self.pasts[self.id], self.session.undo_stack.index()

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
        stored = {id_: self.project.findings(id_) for id_ in self.ids}
        assert list(self.session.findings) == stored[self.id]
        entries = self.project.reports()
        # in a copy, for a session looks around anew once something else has written to its project
        copy = self.project.path.with_suffix(".copy")
        shutil.copyfile(self.project.path, copy)
        with Project.open(copy, "", FORMS) as again:
            recheck(again, FORMS)
            assert {id_: again.findings(id_) for id_ in self.ids} == stored
            assert again.reports() == entries

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
