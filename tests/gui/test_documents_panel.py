"""The queue: what is shown, found, sorted, counted, and which report a click opens."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMainWindow

from core.report import ReportState
from core.text import Text
from gui.documents.documents_model import Order, RowRole
from gui.documents.documents_panel import DocumentsPanel
from gui.documents.queue_filter import Kind
from gui.documents.queue_row import QueueRow
from gui.settings import LANGUAGE, Settings

ROWS = [
    QueueRow(1, 1, "1 聊城.pdf", "聊城市机关事务管理局", 2021, ReportState.READ, errors=2),
    QueueRow(2, 1, "1 聊城.pdf", "聊城市机关事务管理局", 2020, ReportState.REVIEWED),
    QueueRow(3, 2, "2 a b 😀.pdf", "安丘市教育局", 2022, ReportState.IN_REVIEW, unsure=4, hints=1),
    QueueRow(None, 3, "3 通知.pdf", notes=(Text("没有表格。", "No tables."),)),
    QueueRow(4, 4, "10 z.pdf", "", None, ReportState.REOPENED, errors=1, warnings=9),
]


@pytest.fixture
def panel(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = DocumentsPanel(Settings())
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, panel)
    window.resize(700, 600)
    panel.show_rows(ROWS)
    window.show()
    yield panel
    window.close()


def shown(panel):
    return [row.report for row in panel.shown_rows()]


def choose(panel, name, value):
    box = panel.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))


def test_a_click_opens_a_report_and_a_document_without_one_does_nothing(panel, qtbot):
    places = [panel.list.visualRect(panel.model.index(n, 0)).center() for n in range(len(ROWS))]
    with qtbot.waitSignal(panel.reportChosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=places[2])
    assert chosen.args == [3]
    with qtbot.assertNotEmitted(panel.reportChosen):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=places[3])


@pytest.mark.parametrize(
    ("text", "found"),
    [("聊城", [1, 2]), ("聊城 2020", [2]), ("😀", [3]), ("Z.PDF", [4]), ("none", [])],
)
def test_search_finds_agency_year_and_file(panel, text, found):
    panel.findChild(QLineEdit, "searchField").setText(text)
    assert shown(panel) == found


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.ALL, [1, 2, 3, None, 4]),
        (Kind.OPEN, [1, 3, 4]),
        (Kind.UNFINISHED, [1, 3, 4]),
        (Kind.REVIEWED, [2]),
    ],
)
def test_filter(panel, kind, found):
    choose(panel, "kindBox", kind)
    assert shown(panel) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.FILE, [1, 2, 3, None, 4]),
        (Order.AGENCY, [3, 2, 1, None, 4]),
        (Order.YEAR, [3, 1, 2, None, 4]),
        (Order.PROBLEMS, [1, 4, 3, 2, None]),
    ],
)
def test_order(panel, order, found):
    choose(panel, "orderBox", order)
    assert shown(panel) == found


def test_the_open_report_stays_in_sight_when_its_last_problem_goes(panel):
    choose(panel, "kindBox", Kind.OPEN)
    panel.show_rows(ROWS)
    panel.show_current(1)
    done = QueueRow(1, 1, "1 聊城.pdf", "聊城市机关事务管理局", 2021, ReportState.IN_REVIEW)
    panel.merge([done])
    assert shown(panel) == [1, 3, 4]
    panel.show_current(3)
    assert shown(panel) == [3, 4]


def test_new_rows_leave_the_place_and_the_current_one_alone(panel):
    panel.show_rows(ROWS[:3])
    panel.show_current(2)
    panel.merge(ROWS)
    assert panel.list.currentIndex().data(RowRole).report == 2
    assert shown(panel) == [1, 2, 3, None, 4]


def test_next_report_and_next_unfinished(panel):
    assert panel.neighbour(3, 1) == 4
    assert panel.neighbour(4, 1) is None
    assert panel.neighbour(1, -1) is None
    assert panel.neighbour(None, 1) == 1
    assert panel.neighbour(1, 1, unfinished=True) == 3
    assert panel.neighbour(4, 1, unfinished=True) == 1
    panel.show_rows([ROWS[1]])
    assert panel.neighbour(2, 1, unfinished=True) is None


def test_it_says_how_many(panel):
    said = panel.findChild(QLabel, "queueSummary")
    assert said.text() == "Reports: 4 · reviewed: 1"
    choose(panel, "kindBox", Kind.REVIEWED)
    assert said.text() == "Shown: 1 of 4"


def test_everything_is_told_of_a_row(panel):
    told = panel.tooltip(ROWS[2])
    assert "安丘市教育局 2022" in told
    assert "In review" in told
    assert "Unsure cells: 4" in told
    assert "Must fix" not in told


def test_a_document_without_a_report_says_why_in_the_language_chosen(qtbot):
    settings = Settings()
    settings.set(LANGUAGE, "zh")
    panel = DocumentsPanel(settings)
    qtbot.addWidget(panel)
    assert "没有表格。" in panel.tooltip(ROWS[3])


def test_it_draws_in_every_state(panel):
    panel.show_rows([*ROWS, QueueRow(9, 9, "x", "长" * 80, 2020, ReportState.PARKED)])
    picture = panel.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, 220, 2) for y in range(0, 400, 2)}) > 10
    assert not panel.list.indexAt(panel.list.rect().bottomLeft()).isValid()
    assert panel.model.rowCount(QModelIndex()) == 6
