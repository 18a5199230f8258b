import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton

from gui.exporting import Exporter
from tests.gui.made import FORMS, made_project, made_report

LONG = 30_000  # milliseconds
AT_ONCE = Qt.ConnectionType.DirectConnection  # in the thread that exports


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "三年.gouji"
    made, _ = made_project(path, *(made_report(year) for year in (2021, 2022, 2023)))
    made.close()
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_a_stopped_export_leaves_its_target_as_it_was(qtbot, project, tmp_path, suffix):
    exporter = Exporter(FORMS)
    target = tmp_path / f"out{suffix}"
    target.write_text("mine", encoding="utf-8")
    done = list[Path]()
    exporter.done.connect(done.append)
    exporter.progressed.connect(exporter.cancel, AT_ONCE)
    with qtbot.waitSignal(exporter.ended, timeout=LONG):
        exporter.start(project, target, "zh")
    assert not done
    assert target.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out{suffix}", "三年.gouji"]
    exporter.progressed.disconnect()
    with qtbot.waitSignal(exporter.done, timeout=LONG):  # nothing is left of the wish to stop
        exporter.start(project, target, "zh")
    exporter.close()


def test_the_window_tells_of_an_export_and_stops_it(
    open_window, qtbot, project, tmp_path, monkeypatch
):
    window = open_window()
    window.open_paths([project])
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "(*.xlsx)"))
    seen = threading.Event()
    window._exporter.progressed.connect(lambda *_: seen.wait(20), AT_ONCE)
    stop = window.findChild(QToolButton, "cancelExport")
    assert not stop.isVisible()
    with qtbot.waitSignal(window._exporter.ended, timeout=LONG):
        window.acts["export"].trigger()
        qtbot.waitUntil(stop.isVisible, timeout=LONG)
        assert window.findChild(QLabel, "exportLabel").text() == "Exporting 0 of 3"
        window.acts["nextReport"].trigger()  # the window is there for other things
        assert window.desk.session.report.year == 2022
        stop.click()
        seen.set()
    assert not stop.isVisible()
    assert not target.exists()
    assert window.messages.texts() == []
