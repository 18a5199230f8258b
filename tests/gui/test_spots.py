"""Findings about places of the source: numbers that no cell took."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.report import Leftover, Place
from gui.desk import Desk
from gui.problems import first_spot, spots_of
from gui.session import Session
from gui.settings import Settings
from gui.table.table_model import Role
from tests.gui.made import FORMS, made_project, made_report

SHIFTED = Place(2, (100, 200, 500, 215))
EXTRA = (Place(1, (100, 300, 500, 315)), Place(2, (400, 100, 450, 700)))


@pytest.fixture
def desk(qtbot, tmp_path, draw_worker, seeds):
    leftovers = (
        Leftover("shifted", "requests", "旧行", "1 2 3", SHIFTED),
        Leftover("row", "requests", "9.其他", "0 0 0", EXTRA[0]),
        Leftover("column", "requests", "备注", "1", EXTRA[1]),
    )
    report = replace(made_report(), leftovers=leftovers)
    project, ids = made_project(tmp_path / "a.gouji", report)
    desk = Desk(draw_worker, FORMS, Settings())
    qtbot.addWidget(desk)
    desk.resize(1200, 800)
    desk.show()
    desk.show_report(Session(project, ids[0], FORMS), seeds / "seed-003-web.pdf")
    qtbot.waitUntil(lambda: desk.page._layout is not None)
    yield desk
    desk.show_report(None, None)
    project.close()


def finding(desk, rule):
    return next(f for f in desk.session.findings if f.rule == rule)


def row_of(desk, rule):
    listed = desk.findings._list
    return next(
        row for row in range(listed.count()) if listed.item(row).text().startswith(f"{rule} ")
    )


def in_view(desk, key):
    return desk.page.viewport().rect().contains(desk.page.box_rect(key))


def test_the_window_opens_at_a_shifted_row_and_no_cell_is_current(desk, qtbot):
    spot = first_spot(finding(desk, "STR-07"))
    assert desk.session.selection.key == spot
    assert [problem.key for problem in desk.session.problems] == [spot]
    assert not desk.table.currentIndex().isValid()
    assert desk.findings.finding == finding(desk, "STR-07")
    qtbot.waitUntil(lambda: in_view(desk, spot))
    assert [(crop.key, crop.page, crop.box) for crop in desk.crops._crops] == [
        (spot, 2, SHIFTED.box)
    ]


def test_spots_are_flagged_until_somebody_decides(desk, qtbot):
    shifted = first_spot(finding(desk, "STR-07"))
    extra = list(spots_of(finding(desk, "STR-05")))
    styles = {key: desk.page._boxes.get(key).style for key in (shifted, *extra)}
    assert styles == {shifted: "suspect", extra[0]: "member", extra[1]: "member"}
    assert desk.findings.decide()
    assert desk.decision_bar.finding == finding(desk, "STR-07")
    desk.session.decide(finding(desk, "STR-07"), "原文有误")
    qtbot.waitUntil(lambda: desk.page._boxes.get(shifted) is None)
    assert desk.session.problems == ()
    desk.session.undo_stack.undo()
    qtbot.waitUntil(lambda: desk.page._boxes.get(shifted) is not None)


def test_choosing_the_finding_or_a_box_shows_the_place(desk, qtbot):
    first, second = spots_of(finding(desk, "STR-05"))
    desk.findings._list.setCurrentRow(row_of(desk, "STR-05"))
    assert desk.session.selection.key == first
    qtbot.waitUntil(lambda: in_view(desk, first))
    assert [crop.key for crop in desk.crops._crops] == [first, second]
    desk.page.cellClicked.emit(second)
    assert desk.session.selection.key == second
    assert desk.findings.finding == finding(desk, "STR-05")
    desk.crops.cropClicked.emit(first)
    assert desk.session.selection.key == first


def test_keys_go_on_from_a_spot(desk):
    desk.session.toggle_doubtful(["requests.granted.legal"])
    desk.table.setFocus()
    QTest.keyClick(desk.table, Qt.Key.Key_Return)  # nothing to confirm: on to the next problem
    assert desk.session.selection.key == "requests.granted.legal"
    assert desk.table.go_to_problem().key == first_spot(finding(desk, "STR-07"))
    QTest.keyClick(desk.table, Qt.Key.Key_Space)
    assert [problem.kind for problem in desk.session.problems] == ["warning", "doubtful"]
    QTest.keyClick(desk.table, Qt.Key.Key_Down)
    assert desk.table.currentIndex().data(Role.KEY)


def test_a_finding_about_absent_cells_shows_its_place(qtbot, tmp_path, draw_worker, seeds):
    row = "requests.refused_process"
    whole = made_report()
    cells = {key: cell for key, cell in whole.cells.items() if not key.startswith(f"{row}.")}
    shifted = Leftover("shifted", "requests", "6", "0 1", SHIFTED, "refused_process")
    report = replace(whole, cells=cells, leftovers=(shifted,))
    project, ids = made_project(tmp_path / "b.gouji", report)
    desk = Desk(draw_worker, FORMS, Settings())
    qtbot.addWidget(desk)
    desk.show()
    session = Session(project, ids[0], FORMS)
    desk.show_report(session, seeds / "seed-003-web.pdf")
    desk.findings._list.setCurrentRow(row_of(desk, "STR-07"))
    (spot,) = spots_of(finding(desk, "STR-07"))
    assert session.selection.key == f"{row}.natural"
    assert desk.page._active == spot
    assert spot in [crop.key for crop in desk.crops._crops]
    session.selection.select("requests.new.total")
    desk.page.cellClicked.emit(spot)
    assert session.selection.key == f"{row}.natural"  # where it can be put right
    desk.show_report(None, None)
    project.close()
