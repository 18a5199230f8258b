import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.report import Document
from core.store.project import Project
from core.store.review import recheck
from gui.compare.compare_window import CompareWindow
from gui.compare.heat_page import STEPS
from gui.compare.outcome_bars import BAR
from gui.compare.row_charts import along
from gui.table.clipboard import from_text
from gui.translations import Translations
from tests.gui.made import AGENCY, FORMS, made_report

IN, OUT = "requests.carried_in.total", "requests.carried_out.total"
NEW = "requests.new.total"
OTHER = "示例市财政局"


def made(year, agency=AGENCY, **changed):
    return replace(made_report(year, **changed), agency=agency)


@pytest.fixture
def window(open_window, tmp_path):
    reports = (
        made(2019, requests__new__total=None),
        made(2020, requests__new__total=""),
        made(2021, requests__new__total="10"),
        made(2022, requests__new__total="15", requests__carried_out__total="3"),
        made(2023, requests__carried_in__total="2"),
        made(2022, OTHER, requests__granted__total="30", requests__partial__total="12"),
        made(2023, OTHER, requests__refused_secret__total=None, requests__partial__total=""),
    )
    path = tmp_path / "项目 😀.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        project.add(Document("年报.pdf", "pdf", 2, reports, sha256="0" * 64, path="年报.pdf"))
        recheck(project, FORMS)
    window = open_window()
    assert window.workspace.open(path)
    return window


@pytest.fixture
def compare(window, qtbot) -> CompareWindow:
    window.reviewing.show_report(5)
    window.reviewing.session.selection.select(IN)
    window.acts["compare"].trigger()
    made: CompareWindow = window.comparing.window
    assert made
    qtbot.waitUntil(made.isActiveWindow)
    return made


def year_cell(compare, key, year):
    model = compare.years.model
    return model.index(model.row_of(key), model.years.years.index(year) + 1)


def test_it_opens_at_the_cell_at_hand_and_is_left_by_esc(window, compare, qtbot):
    assert compare.years.agency.currentText() == AGENCY
    at = compare.years.view.currentIndex()
    assert at == year_cell(compare, IN, 2023)
    assert compare.years.view.hasFocus()
    said = compare.years.said.text()
    assert "≠ CY-01" in said
    assert "3" in said
    assert len(compare.years.charts.places()) == 7  # one for each column of the row
    QTest.keyClick(compare.years.view, Qt.Key.Key_Escape)
    assert not compare.isVisible()


def test_return_opens_the_report_at_the_cell_and_brings_the_desk_to_the_front(
    window, compare, qtbot
):
    view = compare.years.view
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Return)
    session = window.reviewing.session
    assert (session.report.year, session.selection.key) == (2022, IN)
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is window.desk.table


def test_a_click_opens_the_report_and_the_comparison_keeps_the_focus(window, compare, qtbot):
    view, index = compare.years.view, year_cell(compare, OUT, 2022)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    session = window.reviewing.session
    assert (session.report.year, session.selection.key) == (2022, OUT)
    qtbot.waitUntil(compare.isActiveWindow)
    assert view.hasFocus()
    assert "≠ CY-01" in compare.years.said.text()  # what the year after says of it


def test_absent_blank_nought_and_not_on_the_form_differ_on_the_clipboard(compare):
    compare.years.copy()
    table = from_text(QApplication.clipboard().text())
    assert table[0] == ["As printed", "2019", "2020", "2021", "2022", "2023"]
    rows = {row[0]: row[1:] for row in table}
    assert rows["一、本年新收政府信息公开申请数量"] == ["×", "", "10", "15", "2"]
    assert rows["二、上年结转政府信息公开申请数量"] == ["0", "0", "0", "0", "2"]
    assert rows["规章 · 现行有效件数"][:3] == ["—", "—", "0"]
    assert "<td>×</td>" in QApplication.clipboard().mimeData().html()


def test_columns_of_the_requests_are_chosen_and_charts_lead_there(compare, qtbot):
    page = compare.years
    assert page.model.row_of("requests.new.natural") < 0
    place = page.charts.places()[0].center().toPoint()
    QTest.mouseClick(page.charts, Qt.MouseButton.LeftButton, pos=place)
    key = page.model.lines[page.view.currentIndex().row()].key
    assert key == "requests.carried_in.natural"
    page.applicants.setCurrentIndex(page.applicants.findData(""))
    assert page.model.row_of(NEW) > 0
    assert page.model.row_of("requests.new.natural") > 0
    heights = {page.view.rowHeight(row) for row, line in enumerate(page.model.lines) if line.key}
    assert len(heights) == 1  # where titles were before, too
    assert not page.charts.grab().isNull()  # with gaps for what is absent and blank
    page.view.setCurrentIndex(year_cell(compare, NEW, 2021))
    assert not page.charts.grab().isNull()


@pytest.mark.parametrize(
    ("years", "places"),
    [((2020, 2023, 2024), [0, 0.75, 1]), ((2021,), [0.5]), ((2021, 2021), [0.5, 0.5])],
)
def test_years_stand_as_far_apart_as_they_are(years, places):
    assert along(years) == places


def test_another_agency_is_chosen(compare, window):
    box = compare.years.agency
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up if box.currentIndex() else Qt.Key.Key_Down)
    assert box.currentText() == OTHER
    assert compare.years.model.years.years == (2022, 2023)


def test_an_edit_is_followed(window, compare, qtbot):
    session = window.reviewing.session
    assert session.edit(IN, "3")
    qtbot.waitUntil(lambda: "✓ CY-01" in compare.years.said.text())


def test_the_heat_map_counts_sorts_and_opens_the_rule(window, compare, qtbot):
    QTest.keyClick(compare.years.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    page = compare.heat
    assert compare.tabs.currentIndex() == 1
    assert page.view.hasFocus()
    column = page.model.heat.columns.index("CY-01") + 2
    row = page.model.agencies.index(AGENCY)
    assert page.model.index(row, column).data() == "1"
    tip = page.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "CY-01" in str(tip)
    page.view.setCurrentIndex(page.model.index(row, column))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    session = window.reviewing.session
    assert session.report.year == 2023
    assert session.selection.key == IN
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert page.model.agencies == sorted([AGENCY, OTHER], reverse=True)
    page.columns.setCurrentIndex(1)
    assert "Across years" in [
        page.model.headerData(c, Qt.Orientation.Horizontal) for c in range(page.model.columnCount())
    ]
    page.copy()
    copied = from_text(QApplication.clipboard().text())
    assert copied[0][:2] == ["Agency", "Open"]
    assert sum(int(row[1]) for row in copied[1:]) == sum(
        entry.errors + entry.warnings for entry in window.workspace.project.reports()
    )
    assert STEPS[0] == 1


def test_bars_show_requests_by_outcome_and_open_their_report(window, compare):
    compare.tabs.setCurrentIndex(2)
    page = compare.outcomes
    assert page.years.currentText() == "2023"
    page.years.setCurrentIndex(page.years.findText("2022"))
    assert [row.total for row in page.model.rows] == [42, 2]
    assert "granted: 30" in page.said.text()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.reviewing.session.report.agency == OTHER
    page.years.setCurrentIndex(page.years.findText("2023"))
    table = page.table()
    row = next(one for one in table if one[0] == OTHER)
    assert table[0][3:6] == ["granted", "granted in part", "refused"]
    assert row[3:6] == ["2", "", "0 ×"]
    page.lengths.setCurrentIndex(1)
    delegate = page.view.itemDelegate()
    first = page.view.visualRect(page.model.index(0, BAR))
    parts = delegate.bar(first, page.model.rows[0])
    assert sum(place.width() for _, place in parts) > first.width() * 0.8
    assert not page.grab().isNull()


def test_each_page_is_saved_as_a_picture(compare, tmp_path, monkeypatch):
    for number, page in enumerate(compare.pages):
        compare.tabs.setCurrentIndex(number)
        path = tmp_path / f"图 {number}.png"
        page.save(path)
        image = QImage(str(path))
        assert image.width() > 600
        assert image.height() > 60
    whole = QImage(str(tmp_path / "图 0.png"))
    assert whole.height() > 2 * 60 * 30  # all rows, not only those on the screen
    target = tmp_path / "图"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "SVG (*.svg)"))
    compare.years._save.click()
    assert "<svg" in target.with_name("图.svg").read_text(encoding="utf-8")


def test_a_picture_that_cannot_be_saved_is_told_in_the_window(compare, window, tmp_path):
    compare.years.save(tmp_path / "no such folder" / "a.png")
    assert any("cannot be saved" in one.message.en for one in window.messages._messages)


def test_it_comes_back_where_and_as_large_as_it_was(window, compare, qtbot):
    place = QRect(40, 30, 640, 420)
    compare.setGeometry(place)
    qtbot.waitUntil(lambda: compare.geometry() == place)
    compare.close()
    again = CompareWindow(window.comparing._forms, window.settings)
    qtbot.addWidget(again)
    assert again.size() == place.size()
    again.show()
    assert again.geometry() == place


def test_it_follows_the_language_and_closes_with_the_project(window, compare, qapp, qtbot):
    translations = Translations(qapp)
    translations.use("zh")
    qtbot.waitUntil(lambda: compare.tabs.tabText(0) == "逐年对比")
    assert compare.heat.columns.itemText(0) == "按规则"
    translations.use("en")
    qtbot.waitUntil(lambda: compare.tabs.tabText(0) == "Year by year")
    window.workspace.close()
    assert not compare.isVisible()
    assert not window.acts["compare"].isEnabled()


def test_three_hundred_agencies_stay_fluid(open_window, tmp_path, qtbot):
    path = tmp_path / "many.gouji"
    with Project.create(path, "王芳", FORMS) as project:
        for number in range(300):
            agency = f"示例市第{number}街道办事处"
            report = made(2023, agency, requests__granted__total=str(number % 40))
            name = f"{number}.pdf"
            project.add(Document(name, "pdf", 2, (report,), sha256=f"{number:064d}", path=name))
        recheck(project, FORMS, [1, 2, 3])
    window = open_window()
    assert window.workspace.open(path)
    start = time.perf_counter()
    window.acts["compare"].trigger()
    opened = time.perf_counter() - start
    compare = window.comparing.window
    assert compare
    for number in (1, 2):
        compare.tabs.setCurrentIndex(number)
        view = compare.pages[number].view
        view.viewport().repaint()
        start = time.perf_counter()
        for place in range(10):
            view.verticalScrollBar().setValue(place * 300)
            view.viewport().repaint()
        assert (time.perf_counter() - start) / 10 < 0.2  # aim 16 ms; a busy machine takes longer
    assert opened < 5
    assert compare.outcomes.model.rowCount() == 300
