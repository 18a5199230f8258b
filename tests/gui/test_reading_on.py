"""Reading that was stopped in the window goes on where it was when the document is added again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from tests.conftest import DATA
from tests.core.made_pages import scan_of

LONG = 240_000  # milliseconds; machines that test are busy


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return what is kept of scans, in a folder of the test."""
    folder = tmp_path / "缓存"
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return lambda: sorted(path.parent.name for path in folder.rglob("*.answer"))


@pytest.fixture
def label(qtbot):
    """Return the label that says how far the reading is."""
    return lambda window: window.findChild(QLabel, "readingLabel").text()


def stop(window):
    QTest.mouseClick(window.findChild(QToolButton, "cancelReading"), Qt.MouseButton.LeftButton)


def test_a_scan_that_was_stopped_is_not_read_twice(open_window, qtbot, kept, label, tmp_path):
    path = scan_of(tmp_path / "扫描件 2019 😀.pdf")
    window = open_window()
    told = list[tuple[int, int, bool, str]]()

    def tell(_name: str, page: int, pages: int, recalled: bool) -> None:
        told.append((page, pages, recalled, label(window)))
        if len(told) == 1:
            stop(window)

    window.workspace.pageRead.connect(tell)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([path])
    assert [(page, recalled) for page, _, recalled, _ in told] == [(1, False)]
    assert window.workspace.project.documents() == []
    assert len(set(kept())) == 1

    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([path])
    assert [step[:3] for step in told[1:]] == [(1, 2, True), (2, 2, False)]
    assert told[1][3].endswith("1/2 · going on from before")
    assert kept() == []
    qtbot.waitUntil(lambda: window.desk.session is not None, timeout=LONG)
    went_on = window.workspace.project.report(window.desk.session.id)
    assert len(went_on.cells) > 40
    window.workspace.pageRead.disconnect(tell)
    assert window.workspace.new("without a break")
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([path])
    (entry,) = window.workspace.project.reports()
    assert window.workspace.project.report(entry.id) == went_on


def test_a_folder_dropped_again_goes_on_with_what_is_not_read_to_its_end(
    open_window, qtbot, tmp_path
):
    folder = tmp_path / "年报 📁"
    folder.mkdir()
    for name in ("seed-002-web.pdf", "seed-000-word.pdf"):  # the first is a volume of five
        (folder / name).write_bytes((DATA / name).read_bytes())
    volume, single = folder / "seed-002-web.pdf", folder / "seed-000-word.pdf"
    window = open_window()
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([single])

    def stop_at_once() -> None:
        window.workspace.reportsAdded.disconnect(stop_at_once)
        stop(window)

    window.workspace.reportsAdded.connect(stop_at_once)
    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([volume])
    assert notes(window, volume) == ["unfinished"]
    assert window.workspace.project.reports()[-1].year == 2023
    qtbot.waitUntil(lambda: len(rows(window, volume)) == 1, timeout=LONG)
    assert "it goes on from there" in rows(window, volume)[0].notes[0].en

    with qtbot.waitSignal(window.workspace.readingEnded, timeout=LONG):
        window.open_paths([folder])
    assert notes(window, volume) == []
    assert "seed-000-word.pdf is in the project already" in "".join(window.messages.texts())
    years = sorted(report.year for report in window.workspace.project.reports())
    assert years == [2019, 2019, 2020, 2021, 2022, 2023]
    qtbot.waitUntil(lambda: [row.notes for row in rows(window, volume)] == [()] * 5, timeout=LONG)


def rows(window, path: Path):
    """Return what the queue shows of a document."""
    return [row for row in window.documents.shown_rows() if row.name == path.name]


def notes(window, path: Path) -> list[str]:
    """Return what the project says of a document."""
    documents = window.workspace.project.documents()
    return [note.code for one in documents if one.name == path.name for note in one.notes]
