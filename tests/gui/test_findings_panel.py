import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
)

from core.checking.catalogue import catalogue
from core.checking.explain import explain
from core.report import CellState
from gui.findings.decision_bar import DecisionBar
from gui.findings.findings_delegate import LineRole
from gui.findings.findings_panel import FindingsPanel
from gui.session import Session
from gui.settings import LANGUAGE, Settings
from tests.gui.made import FORMS, made_project, made_report

GRANTED = "requests.granted.natural"


@pytest.fixture
def session(qapp, tmp_path):
    report = made_report(requests__granted__natural="7", disputes__reconsideration__total="-")
    project, ids = made_project(tmp_path / "p.gouji", made_report(2022), report)
    yield Session(project, ids[1], FORMS)
    project.close()


@pytest.fixture
def settings():
    settings = Settings()
    settings.set(LANGUAGE, "zh")
    return settings


@pytest.fixture
def panel(qtbot, session, settings):
    panel = FindingsPanel(settings)
    qtbot.addWidget(panel)
    panel.set_session(session)
    panel.resize(600, 400)
    panel.show()
    return panel


@pytest.fixture
def bar(qtbot, session, settings, panel):
    bar = DecisionBar(settings)
    qtbot.addWidget(bar)
    bar.set_session(session)
    panel.decideRequested.connect(bar.open_for)
    return bar


def lines(panel):
    listed = panel.findChild(QListWidget, "findingsList")
    return [listed.item(row).text() for row in range(listed.count())]


def test_findings_are_grouped_with_counts(panel):
    listed = lines(panel)
    assert listed[0].endswith(" 2")
    assert listed[1].startswith("REQ-01 予以公开：自然人 7 ≠ 总计 2")
    assert listed[2].startswith("REQ-03 ")
    assert listed[4].startswith("SAN-04 ")


def test_hints_can_be_put_away(panel):
    button = panel.findChild(QToolButton, "filterHint")
    button.setChecked(False)
    assert not any(line.startswith("SAN-04") for line in lines(panel))
    assert "1" in button.text()
    button.setChecked(True)
    assert any(line.startswith("SAN-04") for line in lines(panel))


def test_choosing_a_finding_leads_to_its_cell(panel, session, qtbot):
    listed = panel.findChild(QListWidget, "findingsList")
    session.selection.select("proactive.rules.issued")
    with qtbot.waitSignal(panel.findingActivated) as activated:
        listed.setCurrentRow(2)
    assert activated.args[0].rule == "REQ-03"
    assert session.selection.key == GRANTED
    assert panel.finding.rule == "REQ-03"


def test_a_cell_leads_to_its_finding(panel, session):
    session.selection.select("proactive.rules.issued")
    assert not panel.sum_line.isVisible()
    session.selection.select("requests.handled_total.natural")
    finding = panel.finding
    assert finding.rule == "REQ-03"
    assert panel.sum_line.text() == explain(finding, FORMS, "zh")
    session.selection.select("proactive.rules.issued")
    assert panel.finding is None


def test_each_number_of_the_sum_is_a_link(panel, session):
    session.selection.select(GRANTED)
    label = next(one for one in panel.sum_line.findChildren(QLabel) if "<a " in one.text())
    assert f'href="{GRANTED}"' in label.text()
    label.linkActivated.emit("requests.granted.total")
    assert session.selection.key == "requests.granted.total"
    assert panel.finding.rule == "REQ-01"


def test_numbers_of_another_year_are_asked_for(panel, session, qtbot):
    session.edit("requests.carried_in.total", "4")
    with qtbot.waitSignal(panel.otherYearRequested) as asked:
        panel.sum_line.cellClicked.emit("2022:requests.carried_out.total")
    assert asked.args == ["2022:requests.carried_out.total"]


def test_a_correction_takes_the_finding_away(panel, session):
    session.edit(GRANTED, "2")
    assert not any(line.startswith("REQ") for line in lines(panel))
    session.edit("disputes.reconsideration.total", "0")
    assert lines(panel) == []
    session.undo_stack.undo()
    assert any(line.startswith("SAN-04") for line in lines(panel))


def test_deciding_and_withdrawing_without_a_dialog(panel, bar, session):
    session.selection.select(GRANTED)
    finding = panel.finding
    assert panel.decide()
    assert bar.finding == finding
    reason = bar.findChild(QComboBox, "decisionReason")
    assert reason.currentText() == "原文有误"
    QTest.keyClick(reason.lineEdit(), Qt.Key.Key_Up)
    assert reason.currentText() == "清理口径调整"
    QTest.keyClick(reason.lineEdit(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(reason.lineEdit(), "other")
    QTest.keyClick(reason.lineEdit(), Qt.Key.Key_Return)
    assert bar.isHidden()
    assert session.decided(finding).reason == "other"
    assert any(line.startswith("REQ-01") for line in lines(panel)[4:])
    assert not panel.decide() or bar.finding != finding
    bar.close_bar()
    listed = panel.findChild(QListWidget, "findingsList")
    listed.setCurrentRow(next(r for r, line in enumerate(lines(panel)) if "REQ-01" in line))
    withdraw = [b for b in panel.findChildren(QPushButton) if b.isVisible()]
    assert len(withdraw) == 1
    withdraw[0].click()
    assert session.decided(finding) is None


def test_esc_decides_nothing(panel, bar, session, qtbot):
    session.selection.select(GRANTED)
    panel.decide()
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.findChild(QComboBox).lineEdit(), Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert session.decisions == ()


def test_the_usual_reason_suits_the_rule(panel, bar, session):
    session.edit("requests.carried_in.total", "4")
    finding = next(f for f in session.findings if f.rule == "CY-01")
    bar.open_for(finding)
    assert bar.findChild(QComboBox).currentText() == "机构改革/职能划转"
    bar.close_bar()


def test_a_finding_that_is_open_again_says_which_value_changed(panel, session):
    session.selection.select(GRANTED)
    finding = panel.finding
    session.decide(finding, "原文有误")
    assert [line.split()[0] for line in lines(panel)[-1:]] == ["REQ-01"]  # settled ones last
    session.edit(GRANTED, "9")
    again = [one for one in data(panel) if one.reopened]
    assert [one.finding.rule for one in again] == ["REQ-01"]
    assert "由 7 改为 9" in again[0].reopened
    row = data(panel).index(again[0])
    assert "由 7 改为 9" in panel.view.item(row).toolTip()
    assert "原文" in panel.view.item(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    index = panel.view.model().index(row, 0)
    option = QStyleOptionViewItem()
    high = panel.view.itemDelegate().sizeHint(option, index).height()
    assert high > panel.view.itemDelegate().sizeHint(option, index.siblingAtRow(row + 1)).height()
    panel.view.viewport().grab()
    session.edit(GRANTED, "7")
    assert not any(one.reopened for one in data(panel))
    assert session.decided(finding)


def test_tooltips_explain_the_rule_and_its_exceptions(panel, session):
    session.edit("requests.carried_in.total", "4")
    row = next(r for r, line in enumerate(lines(panel)) if line.startswith("CY-01"))
    tip = panel.view.item(row).toolTip()
    info = catalogue()["CY-01"]
    assert info.explanation.zh in tip
    assert info.exceptions.zh in tip
    panel._settings.set(LANGUAGE, "en")
    panel.retranslate()
    assert info.explanation.en in html.unescape(panel.view.item(row).toolTip())


def data(panel):
    return [panel.view.item(row).data(LineRole) for row in range(panel.view.count())]


def test_the_last_confirmed_cell_proves_the_source_wrong_and_the_panel_says_so(panel, session):
    finding = next(f for f in session.findings if f.rule == "REQ-01")
    session.selection.select(GRANTED)
    assert panel.finding == finding
    proof = panel.findChild(QLabel, "proofLine")
    keys = [term.key for term in (*finding.left_terms, *finding.right_terms)]
    session.set_cell_state(keys[:-1], CellState.CONFIRMED)
    assert proof.isHidden()
    session.set_cell_state(keys[-1:], CellState.CONFIRMED)
    assert not proof.isHidden()
    assert "原件自身矛盾" in proof.text()
    session.undo_stack.undo()
    assert proof.isHidden()
    session.undo_stack.redo()
    session.edit(GRANTED, "2")  # it adds up: there is nothing to prove
    assert proof.isHidden()


def test_what_an_edit_breaks_comes_before_a_hint_about_its_cell(qtbot, tmp_path, settings):
    one = {"disputes__reconsideration__upheld": "1", "disputes__reconsideration__total": "1"}
    years = made_report(2022, **one), made_report(2023, **one)
    project, ids = made_project(tmp_path / "两年.gouji", *years)
    session = Session(project, ids[1], FORMS)
    panel = FindingsPanel(settings)
    qtbot.addWidget(panel)
    panel.set_session(session)
    key = "disputes.reconsideration.total"
    session.selection.select(key)
    session.edit(key, "77")  # the sum is broken; and it is 77 times last year's number
    assert {f.rule for f in session.findings if key in f.cells} == {"DIS-01", "CY-08"}
    assert panel.finding is not None
    assert panel.finding.rule == "DIS-01"
    panel.set_session(None)
    project.close()
