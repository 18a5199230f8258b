"""Documents of many reports: shown part after part while they are read."""

import pymupdf
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

LONG = 60_000  # milliseconds


@pytest.fixture
def volume(seeds, tmp_path):
    """Three reports in one file, on more pages than are read without a word."""
    path = tmp_path / "汇编 2019.pdf"
    with pymupdf.open() as made:
        for number in ("000", "001", "004"):
            with pymupdf.open(seeds / f"seed-{number}-word.pdf") as seed:
                made.insert_pdf(seed)
        while made.page_count < 24:
            made.new_page()
        made.save(path)
    return path


def test_all_reports_of_a_volume_are_shown(open_window, qtbot, volume):
    window = open_window()
    pages = []
    label = window.findChild(QLabel, "readingLabel")
    window.workspace.pageRead.connect(lambda *_: pages.append(label.text()))
    parts = list[list[int]]()
    window.workspace.reportsAdded.connect(parts.append)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([volume])
    assert pages[-1].endswith(" · 24/24")
    rows = window.documents.shown_rows
    qtbot.waitUntil(lambda: len(rows()) == 3, timeout=LONG)
    assert len({row.agency for row in rows()}) == 3
    assert len(parts) > 1
    assert window.desk.session.id == parts[0][0]  # the first was there before the last
    assert window.messages.texts() == []
    assert window.workspace._expected == set()


def test_an_agency_that_is_not_sure_is_amber_until_it_is_put_right(open_window, qtbot, tmp_path):
    page = tmp_path / "表.html"
    page.write_text(
        "<p>三、收到和处理政府信息公开申请情况</p><table border=1><tr>"
        "<td>一、本年新收政府信息公开申请数量</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td>"
        "<td>0</td><td>2</td></tr></table>",
        encoding="utf-8",
    )
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([page])
    field = window.findChild(QLineEdit, "agencyField")
    sure = window.desk.header.palette().base().color()
    assert field.palette().base().color() != sure
    field.setText("示例市商务局")
    field.editingFinished.emit()
    assert window.desk.session.report.agency == "示例市商务局"
    assert field.palette().base().color() == sure
    assert "agency" not in window.desk.session.report.unsure
