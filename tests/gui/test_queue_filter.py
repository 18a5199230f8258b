"""The filter of the queue: what is ticked, what it lets through, and the blind sample."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMainWindow, QPushButton, QTreeWidget

from core.report import ReportState
from gui.documents.documents_panel import DocumentsPanel
from gui.documents.filter_button import FilterButton
from gui.documents.queue_filter import Facet, Kind, QueueFilter, sample_of, values_in
from gui.documents.queue_row import QueueRow
from gui.settings import Settings

ROWS = [
    QueueRow(1, 1, "a.pdf", "甲市教育局", 2021, ReportState.READ, errors=2, source="pdf"),
    QueueRow(2, 1, "a.pdf", "甲市教育局", 2020, ReportState.REVIEWED, source="pdf"),
    QueueRow(3, 2, "b.jpg", "乙市财政局", 2022, ReportState.IN_REVIEW, unsure=4, source="scan"),
    QueueRow(4, 3, "c.html", "丙县民政局", 2021, ReportState.PARKED, warnings=1, source="html"),
    QueueRow(5, 4, "d.html", "", None, ReportState.READ, source="html"),
    QueueRow(None, 5, "e.docx", source="docx"),
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


def items(panel):
    """Open the filter with a click; return its values by their names."""
    button = panel.findChild(FilterButton)
    if not button.isChecked():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    tree = panel.findChild(QTreeWidget, "filterTree")
    heads = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    found = [head.child(n) for head in heads for n in range(head.childCount())]
    return {item.text(0).split("  ")[0]: item for item in found}


def tick(panel, *names):
    for name in names:
        items(panel)[name].setCheckState(0, Qt.CheckState.Checked)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["2021"], [1, 4]),
        (["2021", "2020"], [1, 2, 4]),  # either of a facet
        (["2021", "Web page"], [4]),  # both of two facets
        (["Scan or photo"], [3]),
        (["Must fix", "Unsure cells"], [1, 3]),
        (["Nothing"], [2, 5]),
        (["Parked"], [4]),
        (["甲市教育局"], [1, 2]),
        (["Word"], [None]),
    ],
)
def test_only_what_is_ticked_is_shown(panel, names, found):
    tick(panel, *names)
    assert shown(panel) == found
    assert str(len(names)) in panel.findChild(FilterButton).text()


def test_one_click_shows_all_again(panel):
    tick(panel, "2021", "Web page")
    QTest.mouseClick(panel.findChild(QPushButton, "filterClear"), Qt.MouseButton.LeftButton)
    assert len(shown(panel)) == len(ROWS)
    assert all(item.checkState(0) is Qt.CheckState.Unchecked for item in items(panel).values())


def test_what_was_ticked_stays_to_be_taken_off_when_no_report_has_it_any_more(panel):
    tick(panel, "Parked")
    panel.show_rows([row for row in ROWS if row.state is not ReportState.PARKED])
    assert shown(panel) == []
    QTest.mouseClick(panel.findChild(FilterButton), Qt.MouseButton.LeftButton)  # closes it
    items(panel)["Parked"].setCheckState(0, Qt.CheckState.Unchecked)
    assert len(shown(panel)) == len(ROWS) - 1


def test_the_filter_works_by_keyboard(panel):
    button = panel.findChild(FilterButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    tree = panel.findChild(QTreeWidget, "filterTree")
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert shown(panel) == [1, 5]  # not looked at yet
    QTest.keyClick(tree, Qt.Key.Key_Escape)
    assert not tree.isVisible()


def test_parked_ones_come_last_of_the_unfinished(panel):
    assert panel.neighbour(3, 1, unfinished=True) == 5
    panel.show_rows([row for row in ROWS if row.report in (2, 3, 4)])
    assert panel.neighbour(3, 1, unfinished=True) == 4


def test_kinds(panel):
    box = panel.findChild(QComboBox, "kindBox")
    box.setCurrentIndex(box.findData(Kind.PARKED))
    assert shown(panel) == [4]
    box.setCurrentIndex(box.findData(Kind.SAMPLE))
    assert shown(panel) in ([2], [5])


@given(st.integers(0, 400), st.integers(0, 60))
def test_the_sample_is_of_clean_reports_and_always_the_same(clean, dirty):
    rows = [QueueRow(n, n, f"{n}.pdf", errors=int(n < dirty)) for n in range(clean + dirty)]
    sample = sample_of(rows)
    assert len(sample) == -(-clean * 5 // 100)
    assert all(not row.problems for row in rows if row.key in sample)
    assert sample_of(list(reversed(rows))) == sample


@given(st.sets(st.sampled_from(["2020", "2021", "2022", ""])))
def test_counts_are_those_of_the_rows_let_through(years):
    wanted = QueueFilter(ticked={Facet.YEAR: years})
    counts = values_in(ROWS, Facet.YEAR)
    through = wanted.through(ROWS)
    assert len(through) == (sum(counts.get(year, 0) for year in years) if years else len(ROWS))
