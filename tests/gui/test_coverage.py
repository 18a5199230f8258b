"""Which cells no rule protects, in the table and in numbers."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from core.report import CellState
from gui.desk import Desk
from gui.problems import Mark
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from gui.table.table_model import Role
from tests.gui.made import FORMS, made_project, made_report

OPEN, SUMMED = "proactive.licensing.decisions", "requests.new.total"


@pytest.fixture
def desk(qtbot, tmp_path, draw_worker):
    settings = Settings()
    settings.set(LANGUAGE, "en")
    project, ids = made_project(tmp_path / "a.gouji", made_report(proactive__fees__amount=None))
    desk = Desk(draw_worker, FORMS, settings)
    qtbot.addWidget(desk)
    desk.resize(1200, 800)
    desk.show()
    desk.show_report(Session(project, ids[0], FORMS), None)
    yield desk
    desk.show_report(None, None)
    project.close()


def counts(desk):
    return desk.header.findChild(QLabel, "coverageCounts")


def marks(desk, key):
    return desk.table.table_model.marks_of(key)


def tip(desk, key):
    index = desk.table.table_model.index_of(key)
    return index.data(Qt.ItemDataRole.ToolTipRole)


def test_the_header_counts_cells_after_a_rest(desk, qtbot):
    # what the report that was just shown takes has its place before anything is counted
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    height = desk.header.height()
    assert counts(desk).text() == "– cells: – protected, – confirmed, – not read"
    qtbot.waitUntil(lambda: "–" not in counts(desk).text())
    assert desk.header.height() == height  # nothing jumped
    found = desk.coverage.coverage
    said = f"{found.cells} cells: {len(found.protected)} protected, 0 confirmed, 1 not read"
    assert counts(desk).text() == said
    desk.session.set_cell_state([OPEN, SUMMED], CellState.CONFIRMED)
    qtbot.waitUntil(lambda: "2 confirmed" in counts(desk).text())


def test_cells_that_no_rule_protects_are_marked_when_asked_for(desk):
    assert Mark.UNPROTECTED not in marks(desk, OPEN)
    assert "protect" not in tip(desk, OPEN)
    assert desk.toggle_coverage()
    assert Mark.UNPROTECTED in marks(desk, OPEN)
    assert Mark.UNPROTECTED not in marks(desk, SUMMED)
    assert Mark.UNPROTECTED not in marks(desk, "proactive.fees.amount")  # × says enough
    assert "unprotected" in desk.table.table_model.index_of(OPEN).data(Role.STATE)
    assert "No rule protects it" in tip(desk, OPEN)
    assert "Protected by REQ-01, REQ-02" in tip(desk, SUMMED)
    assert "◦ no rule protects it" in counts(desk).text()
    assert not desk.toggle_coverage()
    assert Mark.UNPROTECTED not in marks(desk, OPEN)
    assert "◦" not in counts(desk).text()


def test_the_ring_is_seen(desk, qtbot):
    index = desk.table.table_model.index_of(OPEN)
    desk.table.scrollTo(index)
    before = desk.table.grab(desk.table.visualRect(index)).toImage()
    desk.toggle_coverage()
    after = desk.table.grab(desk.table.visualRect(index)).toImage()
    assert before != after
