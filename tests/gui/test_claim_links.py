"""Sentences of the prose and the cells that they speak of, linked both ways on the page."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.report import Claim, Place
from gui.desk import Desk
from gui.pages.page_boxes import PageBox
from gui.session import Session
from gui.settings import Settings
from tests.gui.made import FORMS, made_project, made_report

CELL = "requests.new.total"
RIGHT = Claim("new", 2, "收到申请2件", Place(1, (100, 100, 300, 112)))
WRONG = Claim("carried_in", 5, "上年结转5件", Place(1, (100, 130, 300, 142)))
APART = Claim("new_channel", 1, "网上收到1件", Place(2, (100, 160, 300, 172)))


@pytest.fixture
def desk(qtbot, tmp_path, draw_worker, seeds):
    report = made_report()
    cells = {
        key: replace(cell, place=Place(3, (50, 60 + at % 50 * 12, 90, 70 + at % 50 * 12)))
        for at, (key, cell) in enumerate(report.cells.items())
    }
    report = replace(report, claims=(RIGHT, WRONG, APART), cells=cells)
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


def settled_scroll(qtbot, desk):
    bar = desk.page.verticalScrollBar()
    desk.page._finish_glide()
    return bar.value()


def test_a_cell_outlines_its_sentence_and_the_page_stays(desk, qtbot):
    desk.session.selection.select(CELL)
    (key,) = desk.page._linked
    box = desk.page._boxes.get(key)
    assert (box.page, box.box, box.style) == (1, RIGHT.place.box, "plain")
    assert desk.page._active == CELL  # the page shows the cell, not the sentence
    desk.session.selection.select("proactive.rules.in_force")
    assert desk.page._linked == frozenset()


def test_a_click_on_a_sentence_selects_its_cell_and_nothing_moves(desk, qtbot):
    (key,) = desk._sentences.about(CELL)
    desk.page.ensure_visible(key)
    before = settled_scroll(qtbot, desk)
    place = desk.page.box_rect(key).center()
    QTest.mouseClick(desk.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert desk.session.selection.key == CELL
    assert desk.page._active == key
    assert settled_scroll(qtbot, desk) == before
    assert desk.table.hasFocus()


def test_choosing_the_finding_frames_its_sentence_and_selects_the_cell(desk, qtbot):
    finding = next(f for f in desk.session.findings if f.rule == "TXT-04")
    listed = desk.findings._list
    row = next(r for r in range(listed.count()) if listed.item(r).text().startswith("TXT-04"))
    desk.session.selection.select("proactive.rules.in_force")
    listed.setCurrentRow(row)
    assert desk.session.selection.key == finding.cells[0]
    active = desk.page._boxes.get(desk.page._active)
    assert active == PageBox(desk.page._active, 1, WRONG.place.box, "suspect")
    desk.page._finish_glide()
    assert desk.page.viewport().rect().contains(desk.page.box_rect(desk.page._active))
    before = settled_scroll(qtbot, desk)
    desk.session.selection.select("proactive.rules.issued")
    desk.session.selection.select(finding.cells[0])  # by the table: then the cell itself is shown
    assert desk.page._active == finding.cells[0]
    assert settled_scroll(qtbot, desk) != before


# the list of claims -------------------------------------------------------------------------------


@pytest.fixture
def listed(desk, qtbot):
    button = desk.findings.findChild(QToolButton, "showClaims")
    assert not desk.findings.claims.isVisible()  # calm until somebody asks
    assert "3" in button.text()
    button.click()
    assert desk.findings.claims.isVisible()
    return desk.findings.claims


def lines(listed):
    return [listed.item(row).text() for row in range(listed.count())]


def test_all_claims_are_listed_with_what_came_of_them(listed):
    right, wrong, apart = lines(listed)
    assert right.startswith("✓ 收到申请2件\nas in the table · new")
    assert right.endswith("= 2 · TXT-01")
    assert wrong.startswith("◆ 上年结转5件\nnot as in the table")
    assert wrong.endswith("= 0 · TXT-04")
    assert apart == "– 网上收到1件\nno cell is held against it"


def test_a_claim_shows_its_sentence_and_its_cell(desk, listed):
    listed.setCurrentRow(0)
    assert desk.session.selection.key == CELL
    box = desk.page._boxes.get(desk.page._active)
    assert (box.page, box.box) == (1, RIGHT.place.box)
    listed.setCurrentRow(1)
    assert desk.session.selection.key == "requests.carried_in.total"
    box = desk.page._boxes.get(desk.page._active)
    assert (box.page, box.box, box.style) == (1, WRONG.place.box, "suspect")
    listed.setCurrentRow(2)  # there is no cell: only the page shows it
    assert desk.session.selection.key == "requests.carried_in.total"
    box = desk.page._boxes.get(desk.page._active)
    assert box.box == APART.place.box
    assert listed.currentRow() == 2


def test_a_cell_and_a_sentence_on_the_page_mark_their_claim(desk, listed, qtbot):
    desk.session.selection.select("requests.carried_in.total")
    assert listed.currentRow() == 1
    desk.session.selection.select("proactive.rules.in_force")
    assert listed.currentRow() == -1
    (key,) = desk._sentences.about(CELL)
    desk._click(key)
    assert listed.currentRow() == 0
    apart = next(key for key, place in desk._sentences.places.items() if place == APART.place)
    desk._click(apart)
    assert desk.session.selection.key == CELL  # there is no other cell to go to
    assert listed.currentRow() == 2
    assert desk.page._active == apart


def test_the_list_follows_what_is_typed_decided_and_undone(desk, listed):
    session = desk.session
    session.edit("requests.carried_in.total", "5")
    assert lines(listed)[1].startswith("✓ 上年结转5件")
    session.undo_stack.undo()
    assert lines(listed)[1].startswith("◆")
    finding = next(f for f in session.findings if f.rule == "TXT-04")
    session.decide(finding, "清理口径调整")
    assert lines(listed)[1].startswith("※")
    assert "declared as in source" in lines(listed)[1]
    session.edit("requests.new.total", "三")
    assert lines(listed)[0].startswith("– 收到申请2件\nthe cell cannot be read")


def test_the_findings_come_back_and_a_report_without_prose_offers_no_list(desk, listed):
    button = desk.findings.findChild(QToolButton, "showClaims")
    button.click()
    assert not listed.isVisible()
    assert desk.findings.view.isVisible()
    button.click()
    desk.show_report(None, None)
    assert not button.isVisible()
    assert not listed.isVisible()


def test_sentences_follow_the_year(desk, qtbot):
    desk.session.set_attribute("year", "2021")
    qtbot.waitUntil(lambda: desk.session.report.year == 2021)
    assert desk._sentences.about(CELL)
