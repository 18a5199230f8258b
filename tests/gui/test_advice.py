"""Offers at a broken rule: readings and repairs, what they would mend, where to look next."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from core.report import CellState
from gui.desk import Desk
from gui.findings.advisor import REST
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from tests.gui.made import FORMS, made_project, made_report

if TYPE_CHECKING:
    from core.store.project import Project

GRANTED = "requests.granted.natural"
ROW = ("natural", "company", "research", "nonprofit", "legal", "other_org", "total")


@pytest.fixture
def shown(qtbot, tmp_path, draw_worker, seeds):
    """Show a report on a desk; returns the desk."""
    settings = Settings()
    settings.set(LANGUAGE, "en")
    kept: list[tuple[Desk, Project]] = []

    def show(report, *earlier):
        project, ids = made_project(tmp_path / f"{len(kept)}.gouji", *earlier, report)
        desk = Desk(draw_worker, FORMS, settings)
        qtbot.addWidget(desk)
        desk.resize(1200, 800)
        desk.show()
        desk.show_report(Session(project, ids[-1], FORMS), None)
        kept.append((desk, project))
        return desk

    yield show
    for desk, project in kept:
        desk.show_report(None, None)
        project.close()


def rested(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.advisor._timer.isActive(), timeout=REST + 3000)
    return desk.offers.offers


def test_a_repair_is_offered_after_a_rest_and_taken_in_one_step(shown, qtbot):
    desk = shown(made_report(requests__granted__natural="7"))
    assert desk.session.selection.key == GRANTED
    assert desk.offers.offers == ()  # an edit does not wait for it
    first = rested(qtbot, desk)[0]
    assert first.texts == {GRANTED: "2"}
    assert first.label == "from 7 to 2"
    assert first.effect == "2 → 0"
    button = desk.offers.findChildren(QPushButton)[0]
    assert button.isVisible()
    assert button.text() == "from 7 to 2  [2 → 0]"
    assert button.toolTip().endswith("(Alt+1)")
    steps = desk.session.undo_stack.count()
    button.click()
    assert desk.session.report.cells[GRANTED].text == "2"
    assert desk.session.undo_stack.count() == steps + 1
    events = [e for e in desk.session.project.events(desk.session.id) if e.kind == "text"]
    assert [e.why for e in events] == ["suggestion"]
    desk.session.undo_stack.undo()
    events = [e for e in desk.session.project.events(desk.session.id) if e.kind == "text"]
    assert events[-1].undoes == events[0].id  # one taken, and later undone
    desk.session.undo_stack.redo()
    qtbot.waitUntil(lambda: desk.offers.offers == ())
    assert rested(qtbot, desk) == ()  # nothing is offered where all rules hold


def test_the_key_need_not_wait_for_the_rest(shown):
    desk = shown(made_report(requests__granted__natural="7"))
    assert desk.take_offer(0)
    assert desk.session.report.cells[GRANTED].text == "2"
    assert not desk.take_offer(4)


def test_readings_stand_before_repairs_and_tell_what_they_would_mend(shown, qtbot):
    report = made_report(requests__granted__natural="7")
    cell = replace(report.cells[GRANTED], candidates=(("1", 0.6), ("2", 0.3)))
    desk = shown(replace(report, cells={**report.cells, GRANTED: cell}))
    assert [offer.texts[GRANTED] for offer in desk.offers.offers] == ["1", "2"]
    offers = rested(qtbot, desk)
    assert [offer.texts[GRANTED] for offer in offers[:2]] == ["1", "2"]
    assert [(offer.why, offer.effect) for offer in offers[:2]] == [
        ("candidate", "2 → 2"),
        ("suggestion", "2 → 0"),
    ]


def test_a_slid_row_is_offered_as_a_whole(shown, qtbot):
    values = dict(zip(ROW, ("3", "5", "1", "0", "2", "4", "15"), strict=True))
    rows = ("new", "handled_total")
    good: dict[str, Any] = {f"requests__{row}__{c}": v for row in rows for c, v in values.items()}
    moved = dict(zip(ROW, ("0", "3", "5", "1", "0", "2", "4"), strict=True))
    good |= {f"requests__granted__{c}": v for c, v in moved.items()}
    desk = shown(made_report(**good))
    if desk.session.selection.key not in {f"requests.granted.{c}" for c in ROW}:
        desk.session.selection.select("requests.granted.natural")
    offer = rested(qtbot, desk)[0]
    assert "one cell off" in offer.label
    assert len(offer.texts) > 3
    assert offer.effect.endswith("→ 0")
    assert "from 0 to 3" in offer.tip
    assert desk.take_offer(0)
    assert {c: desk.session.report.cells[f"requests.granted.{c}"].text for c in ROW} == values
    desk.session.undo_stack.undo()
    assert desk.session.report.cells["requests.granted.natural"].text == "0"


def test_confirmed_cells_are_never_in_an_offer(shown, qtbot):
    desk = shown(made_report(requests__granted__natural="7"))
    desk.session.set_cell_state([GRANTED], CellState.CONFIRMED)
    qtbot.wait(1)
    assert all(GRANTED not in offer.texts for offer in rested(qtbot, desk))


def test_a_decided_finding_has_no_offers(shown, qtbot):
    desk = shown(made_report(requests__granted__natural="7"))
    for finding in desk.session.findings:
        desk.session.decide(finding, "原文有误")
    qtbot.wait(1)
    assert rested(qtbot, desk) == ()


def test_where_repairs_tie_it_says_so_and_names_the_cell_to_look_at(shown, qtbot):
    desk = shown(made_report(requests__new__natural="3", requests__new__total="3"))
    rested(qtbot, desk)
    advice = desk.advisor.advice
    assert advice.look_next is not None
    label = desk.findings.findChild(QLabel, "lookNext")
    assert label.isVisible()
    assert "the sums cannot tell which" in label.text()
    desk.session.selection.select("requests.carried_out.natural")
    assert desk.look_next()
    assert desk.session.selection.key == desk.advisor.advice.look_next
    label.linkActivated.emit("#")
    assert desk.session.selection.key == advice.look_next


def test_typing_overtakes_what_is_offered(shown, qtbot):
    desk = shown(made_report(requests__granted__natural="7"))
    rested(qtbot, desk)
    desk.table.setFocus()
    QTest.keyClicks(desk.table, "2")
    assert not desk.take_offer(0)  # what was typed mends it: there is nothing to take any more
    assert desk.session.report.cells[GRANTED].text == "2"
    assert [c.why for c in desk.session.project.events(desk.session.id) if c.kind == "text"] == [
        "typed"
    ]


def test_the_finding_at_hand_is_copied_in_words(shown):
    changes: dict[str, Any] = {"requests__new__natural": "3", "requests__new__total": "3"}
    desk = shown(made_report(**changes))
    desk.findings._settings.set(LANGUAGE, "zh")
    desk.session.selection.select("requests.handled_total.natural")
    said = desk.findings.copy_explanation()
    assert said == QGuiApplication.clipboard().text()
    assert said == "自然人：本年新收 3 + 上年结转 0 ≠ 办理总计 2 + 结转下年度 0（差 1）"
    desk.session.selection.select("proactive.rules.issued")
    assert desk.findings.copy_explanation() == ""
    assert QGuiApplication.clipboard().text() == said


def test_the_list_explains_its_rules(shown):
    desk = shown(made_report(requests__granted__natural="7"))
    listed = desk.findings._list
    tip = next(
        listed.item(row).toolTip()
        for row in range(listed.count())
        if listed.item(row).text().startswith("REQ-01 ")
    )
    assert "REQ-01" in tip
    assert "<p>" in tip


def test_offers_follow_the_language(shown, qtbot, qapp):
    desk = shown(made_report(requests__granted__natural="7"))
    assert "7 is easily taken for 2" in rested(qtbot, desk)[0].tip
    desk.findings._settings.set(LANGUAGE, "zh")
    qapp.sendEvent(desk, QEvent(QEvent.Type.LanguageChange))
    assert "easily" not in desk.offers.offers[0].tip
    assert "予以公开 · 自然人" in desk.offers.offers[0].tip
