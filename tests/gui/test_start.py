"""How the program starts: quickly, with what it needs, saying what is missing; and its log."""

import logging
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from gui.__main__ import main
from gui.crash import CrashReporter
from gui.system_libraries import PACKAGES, X11_PACKAGES, missing_packages, sentence

ROOT = Path(__file__).resolve().parent.parent.parent
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}</dir><cachedir>{0}</cachedir></fontconfig>"""


def run(code, **environment):
    """Run a piece of Python in a process of its own; return what it prints."""
    own = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=own, capture_output=True, text=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_the_window_loads_nothing_heavy():
    heavy = ("pymupdf", "openpyxl", "numpy", "cv2", "onnxruntime", "rapidocr", "pdfplumber")
    code = f"import gui.app, sys; print([m for m in {heavy!r} if m in sys.modules])"
    assert run(code) == "[]"


def test_a_worker_that_imports_the_start_loads_no_window():
    code = "import gui.__main__, sys; print([m for m in sys.modules if m.startswith('PySide6')])"
    assert run(code) == "[]"


@pytest.mark.parametrize(
    ("platform", "environment", "wanted"),
    [
        ("win32", {}, set()),
        ("darwin", {}, set()),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, set(PACKAGES.values())),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, set(PACKAGES.values())),
        ("linux", {"DISPLAY": ":0"}, {*PACKAGES.values(), *X11_PACKAGES.values()}),
        (
            "linux",
            {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"},
            {*PACKAGES.values(), *X11_PACKAGES.values()},
        ),
    ],
)
def test_missing_system_libraries_are_named(monkeypatch, platform, environment, wanted):
    monkeypatch.setattr("gui.system_libraries._loads", lambda _library: False)
    assert set(missing_packages(platform, environment)) == wanted


def test_what_is_there_is_not_asked_for():
    assert missing_packages(sys.platform, {"QT_QPA_PLATFORM": "offscreen"}) == []


def test_the_sentence_gives_the_line_to_run():
    said = sentence(["libegl1", "libgl1"])
    assert said.count("sudo apt-get install -y libegl1 libgl1") == 2


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["--nonsense"], 2), (["--sample", "a.pdf"], 2)]
)
def test_usage(arguments, code, capsys):
    assert main(arguments) == code
    assert "python -m gui" in capsys.readouterr().err


def test_without_a_display_the_start_says_so(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("gui.system_libraries._loads", lambda _library: True)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "gouji-cli" in said
    assert "显示器" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the home folder is set for Linux")
@pytest.mark.parametrize("sample", [False, True])
def test_the_program_reads_what_it_is_started_with(seeds, tmp_path, sample):
    what = "--sample" if sample else str(seeds / "seed-000-word.pdf")
    own = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    command = [sys.executable, "-m", "gui", what]
    with subprocess.Popen(command, cwd=ROOT, env=own, stderr=subprocess.DEVNULL) as program:
        end = time.monotonic() + 60
        while not (found := read_reports(tmp_path / "Documents" / "Gouji")):
            assert time.monotonic() < end
            assert program.poll() is None
            time.sleep(0.1)
        program.terminate()
    samples = {(path.name,) for path in (ROOT / "resources" / "samples").glob("*.pdf")}
    assert set(found) <= (samples if sample else {("seed-000-word.pdf",)})
    assert (tmp_path / "data" / "Gouji" / "log.txt").is_file()


def read_reports(folder):
    """The documents of the reports in the only project of a folder."""
    for path in folder.glob("*.gouji"):
        db = sqlite3.connect(path)
        try:
            return db.execute(
                "SELECT DISTINCT d.name FROM reports r JOIN documents d ON d.id = r.document"
            ).fetchall()
        except sqlite3.OperationalError:  # its tables are being made
            return []
        finally:
            db.close()
    return []


FONT_PROBE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from gui.fonts import FallbackFont
if __name__ == "__main__":
    application = QGuiApplication([])
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    before = bool(QFontDatabase.families(chinese))
    font = FallbackFont(Path(sys.argv[1]))
    font.provide()
    font.close()
    QTimer.singleShot(0, application.quit)
    application.exec()
    print(before, bool(QFontDatabase.families(chinese)), Path(sys.argv[1]).is_file())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
def test_chinese_is_shown_where_no_font_has_it(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(tmp_path / "none"), encoding="utf-8")
    script = tmp_path / "probe.py"
    script.write_text(FONT_PROBE, encoding="utf-8")
    own = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "FONTCONFIG_FILE": str(config),
        "PYTHONPATH": str(ROOT),
    }
    for _ in range(2):  # the second time from the file
        done = subprocess.run(
            [sys.executable, str(script), str(tmp_path / "字 体" / "cjk.ttf")],
            env=own, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.split() == ["False", "True", "True"], done.stderr


@pytest.fixture
def reporter(tmp_path, logged):
    reporter = CrashReporter()
    reporter.install(tmp_path / "日志" / "log.txt")
    yield reporter
    reporter.remove()
    logged.take()


def test_an_error_is_logged_told_and_survived(reporter, tmp_path, qtbot, capsys):
    with qtbot.waitSignal(reporter.happened) as told:
        try:
            raise ValueError("坏数据")
        except ValueError:
            sys.excepthook(*sys.exc_info())
    assert told.args == ["ValueError: 坏数据"]
    assert "ValueError: 坏数据" in capsys.readouterr().err
    written = (tmp_path / "日志" / "log.txt").read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "test_an_error_is_logged" in written


@pytest.mark.qt_log_ignore("from Qt")
def test_what_qt_says_is_logged(reporter, tmp_path):
    qWarning("from Qt")
    written = (tmp_path / "日志" / "log.txt").read_text(encoding="utf-8")
    assert "WARNING Qt" in written
    assert "from Qt" in written


def test_after_it_is_removed_nothing_is_caught(tmp_path, logged):
    reporter = CrashReporter()
    reporter.install(tmp_path / "log.txt")
    reporter.remove()
    assert sys.excepthook is sys.__excepthook__
    assert all(
        getattr(handler, "baseFilename", "") != str(tmp_path / "log.txt")
        for handler in logging.getLogger().handlers
    )
