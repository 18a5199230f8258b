"""Undo from the log alone: whatever is done in whatever order, the file agrees with a model."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.form_files import load_forms
from core.report import Cell, Document, Report
from core.store.history import Change
from core.store.project import Project
from core.store.review import AS_IN_SOURCE, decision_key

FORMS = load_forms()
KEYS = [f"requests.new.{column}" for column in ("natural", "company", "total")]
READ = {KEYS[0]: "3", KEYS[1]: ""}  # the third is absent
TEXTS = st.one_of(st.none(), st.sampled_from(["", "0", "7", "1,200", "无", "=1+1", "\ud800"]))
STATES = st.sampled_from(["read", "confirmed", "corrected", "doubtful"])
ATTRIBUTES = {"agency": "某局", "year": "2023"}

Content = dict[tuple[str, str], str | None]


class UndoMachine(RuleBasedStateMachine):
    """The model: what is there now, and a list of what was there before each step."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "项目.gouji"

    @initialize()
    def create(self):
        self.project = Project.create(self.path, "甲", FORMS)
        cells = {key: Cell(text, text) for key, text in READ.items()}
        report = Report("某局", 2023, "2021", cells)
        (self.id,) = self.project.add(Document("a.pdf", "pdf", 1, (report,)))
        self.now: Content = {("text", key): READ.get(key) for key in KEYS}
        self.now |= {("cell-state", key): "read" for key in KEYS}
        self.now |= {("attribute", name): text for name, text in ATTRIBUTES.items()}
        self.now[("report-state", "")] = "read"
        self.now[("decision", decision_key("REQ-01", KEYS))] = None
        self.undone: list[Content] = []
        self.done: list[Content] = []

    def step(self, new: Content) -> None:
        changes = [
            Change(kind, key, self.now[kind, key], text)  # type: ignore[arg-type]
            for (kind, key), text in new.items()
        ]
        number = self.project.apply(self.id, changes, "typed")
        after = {**self.now, **{at: _kept(text) for at, text in new.items()}}
        assert bool(number) == (new != {at: self.now[at] for at in new})
        if number:
            self.done.append(self.now)
            self.undone.clear()
            self.now = after

    @rule(texts=st.dictionaries(st.sampled_from(KEYS), TEXTS, min_size=1))
    def edit(self, texts):
        self.step({("text", key): text for key, text in texts.items()})

    @rule(key=st.sampled_from(KEYS), text=TEXTS, state=STATES)
    def correct(self, key, text, state):
        self.step({("text", key): text, ("cell-state", key): state})

    @rule(agency=st.sampled_from(["某局", "另一局"]), year=st.sampled_from([None, "2022", "2023"]))
    def rename(self, agency, year):
        self.step({("attribute", "agency"): agency, ("attribute", "year"): year})

    @rule(state=st.sampled_from(["in-review", "reviewed", "parked"]))
    def move_on(self, state):
        self.step({("report-state", ""): state})

    @rule(reason=st.sampled_from(["盖章如此", "已核实"]), withdrawn=st.booleans())
    def decide(self, reason, withdrawn):
        at = ("decision", decision_key("REQ-01", KEYS))
        made = f'{{"decision": "{AS_IN_SOURCE}", "reason": "{reason}", "values": ["3", "", null]}}'
        self.step({at: None if withdrawn else made})

    @rule()
    def undo(self):
        step = self.project.undo(self.id)
        assert (step is not None) == bool(self.done)
        if step:
            self.undone.append(self.now)
            self.now = self.done.pop()

    @rule()
    def redo(self):
        step = self.project.redo(self.id)
        assert (step is not None) == bool(self.undone)
        if step:
            self.done.append(self.now)
            self.now = self.undone.pop()

    @rule()
    def reopen(self):
        self.project.close()
        self.project = Project.open(self.path, "乙", FORMS)

    @invariant()
    def the_file_agrees_with_the_model(self):
        report = self.project.report(self.id)
        for key in KEYS:
            cell = report.cells.get(key, Cell(None, None))
            assert cell.read == READ.get(key)
            assert cell.text == self.now["text", key]
            assert cell.state == self.now["cell-state", key]
        year = None if report.year is None else str(report.year)
        assert (report.agency, year) == tuple(self.now["attribute", n] for n in ATTRIBUTES)
        assert self.project.reports()[0].state == self.now["report-state", ""]
        decision = self.now["decision", decision_key("REQ-01", KEYS)]
        reasons = [one.reason for one in self.project.decisions(self.id)]
        assert len(reasons) == (decision is not None)
        assert all(reason in (decision or "") for reason in reasons)
        history = self.project.history(self.id)
        assert (history.position, len(history.steps)) == (
            len(self.done),
            len(self.done) + len(self.undone),
        )

    def teardown(self):
        if hasattr(self, "project"):
            self.project.close()
        self.folder.cleanup()


def _kept(text):
    return None if text is None else text.encode("utf-8", "replace").decode()


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
