"""What may happen to a project while it is open: nothing that a person did is lost without a word.

Real files, real windows, real other processes. A disk that is full is one whose file may not grow.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from core.store.care import Copies
from core.store.project import Project
from gui.crash import log_file
from gui.project_lock import ProjectLock
from gui.whereabouts import Whereabouts
from tests.gui.driven import focused
from tests.gui.made import made_project, made_report

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "requests.new.natural"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "项目 😀.gouji"
    project, _ = made_project(path, *(made_report(2020 + at) for at in range(3)))
    project.close()
    return path


def said(window):
    return "\n".join(window.messages.texts())


def typed(window, text, key=KEY):
    """Type into a cell and press Enter."""
    window.desk.session.selection.select(key)
    window.desk.table.setFocus()
    QTest.keyClicks(window.desk.table, text[0])
    QTest.keyClicks(focused(), text[1:])
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def text_in(path, report=1, key=KEY):
    with Project.open(path) as project:
        return project.report(report).cells[key].text


class OtherWindow:
    """The same project open in a window of another process."""

    def __init__(self, path):
        command = [sys.executable, "-m", "tests.gui.typing_child", str(path), "2"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        for _ in range(2):
            self.process.stdout.readline()

    def kill(self):
        self.process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        self.process.communicate()


# two windows -----------------------------------------------------------------------------------


def test_a_second_window_reads_only_says_why_and_takes_over(path, open_window, qtbot):
    other = OtherWindow(path)
    try:
        window = open_window()
        window.open_paths([path])
        assert window.workspace.project.refusal
        assert window.read_only.isVisible()
        assert "another window" in window.read_only._why.text()
        assert "read only" in window.windowTitle()
        for name in ("paste", "doubtful", "asInSource", "take1", "undo", "markReviewed"):
            assert not window.acts[name].isEnabled(), name
        for name in ("nextProblem", "copy", "export", "saveProjectAs", "nextReport"):
            assert window.acts[name].isEnabled(), name
        before = text_in(path)
        typed(window, "77")
        assert "Read only" in said(window)
        assert window.desk.table._delegate.editor is None
        assert text_in(path) == before
        window.read_only._edit.click()
        assert window.workspace.project.refusal  # the other one still has it
    finally:
        other.kill()  # its lock stays behind, and is known to be stale
    window.read_only._look()
    assert "can be edited here" in window.read_only._why.text()
    window.read_only._edit.click()
    assert window.workspace.project.refusal is None
    assert not window.read_only.isVisible()
    typed(window, "78")
    assert text_in(path) == "78"
    assert window.acts["paste"].isEnabled()


def test_a_window_that_is_closed_or_moves_on_leaves_no_lock(path, tmp_path, open_window):
    window = open_window()
    window.open_paths([path])
    assert ProjectLock(path, tmp_path / "locks").take()
    window.open_paths([path])  # again: it has it itself
    assert window.workspace.project.refusal is None
    other = path.with_name("别处.gouji")
    assert window.workspace.save_as(other)
    lock = ProjectLock(path, tmp_path / "locks")
    assert lock.take() is None
    lock.release()
    window.close()
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".lock"] == []


def test_where_no_lock_can_lie_beside_the_project_it_lies_elsewhere(tmp_path):
    gone = tmp_path / "gone" / "p.gouji"  # nothing can be written there
    first, second = (ProjectLock(gone, tmp_path / "locks") for _ in range(2))
    assert first.take() is None
    holder = second.take()
    assert holder
    assert holder.process == os.getpid()
    assert not holder.is_elsewhere
    first.release()
    assert second.take() is None
    second.release()


# disks -----------------------------------------------------------------------------------------


def test_on_a_full_disk_the_edit_stays_in_its_editor_and_can_be_tried_again(path, open_window):
    window = open_window()
    window.open_paths([path])
    db = window.workspace.project._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    free = db.execute("PRAGMA freelist_count").fetchone()[0]
    number = 0
    db.execute(f"PRAGMA max_page_count = {pages}")
    while "disk is full" not in said(window):
        number += 1
        assert number < 400 + 20 * free, "the disk is never full"
        typed(window, str(1000 + number), key="requests.new.natural")
    editor = window.desk.table._delegate.editor
    assert editor
    assert editor.text() == str(1000 + number)
    assert "elsewhere" in said(window)
    assert not window.reviewing.go_to_report(1)  # nothing is left behind unsaid
    accepted = str(1000 + number - 1)
    with closing(sqlite3.connect(path)) as other:
        sql = "SELECT text FROM cells WHERE report = ? AND key = ?"
        standing = other.execute(sql, (window.desk.session.id, KEY)).fetchone()[0]
    assert number == 1 or standing == accepted
    db.execute(f"PRAGMA max_page_count = {pages * 2}")  # somebody makes room
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.desk.table._delegate.editor is None
    assert window.desk.session.report.cells[KEY].text == str(1000 + number)


def test_a_project_that_is_gone_is_saved_elsewhere_with_the_edit_in_hand(path, open_window):
    window = open_window()
    window.open_paths([path])
    report = window.desk.session.id
    typed(window, "41")
    path.unlink()
    typed(window, "42")
    assert "is gone" in said(window)
    editor = window.desk.table._delegate.editor
    assert editor
    assert editor.text() == "42"
    assert not path.exists()
    other = path.with_name("另存.gouji")
    editor.clear()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    if os.name == "posix":  # elsewhere a file that is open cannot be deleted
        assert window.workspace.save_as(other)
        assert window.workspace.project.path == other
        assert text_in(other, report) == "41"


def test_a_project_put_in_its_place_by_others_is_not_written_to(path, open_window, qtbot):
    window = open_window()
    window.open_paths([path])
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)  # as programs do that keep folders in step
    before = path.read_bytes()
    typed(window, "42")
    assert "is gone" in said(window)
    assert path.read_bytes() == before
    assert not window.close()  # the edit is still in hand
    window.findChild(QPushButton, "leaveWithout").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert path.read_bytes() == before


def test_saving_where_nothing_can_be_saved_is_said_and_leaves_all_as_it_is(path, open_window):
    window = open_window()
    window.open_paths([path])
    assert not window.workspace.save_as(path.parent / "none" / "x.gouji")
    assert "cannot be saved" in said(window)
    assert window.workspace.project.path == path
    typed(window, "43")
    assert window.workspace.project.report(window.desk.session.id).cells[KEY].text == "43"


READ_ONLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication
from core.form_files import load_forms
from gui.main_window import MainWindow
from gui.settings import Settings
QStandardPaths.setTestModeEnabled(True)
application = QApplication([])
settings = Settings(QSettings(sys.argv[2] + "/s.ini", QSettings.Format.IniFormat))
window = MainWindow(load_forms(), settings)
window.open_paths([Path(sys.argv[1])])
print(window.read_only._why.text())
print(window.desk.session.report.year)
print(window.workspace.save_as(Path(sys.argv[2]) / "mine.gouji"))
print(window.workspace.project.refusal)
window.close()
"""


def test_in_a_folder_that_cannot_be_written_a_project_is_read_and_saved_elsewhere(path, tmp_path):
    home = tmp_path / "家"
    home.mkdir()
    folder = tmp_path / "只读"
    folder.mkdir()
    path = path.rename(folder / path.name)
    command = [sys.executable, "-c", READ_ONLY, str(path), str(home)]
    if os.name == "posix" and os.geteuid() == 0:  # nothing is read-only for root as such
        setpriv = shutil.which("setpriv")
        if not setpriv:
            pytest.skip("root cannot give up its rights here")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    path.chmod(0o444)
    folder.chmod(0o555)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert lines[1:] == ["2020", "True", "None"], done.stderr
    assert "cannot be written" in lines[0] or "不可写" in lines[0]


# damage ----------------------------------------------------------------------------------------


def rebuilt(window, qtbot):
    """Press Rebuild in the box that asks, and wait for the new project."""
    old = window.workspace.project
    box = window.findChild(QMessageBox, "rebuildBox")
    box.findChild(QPushButton, "rebuild").click()
    qtbot.waitUntil(lambda: window.workspace.project not in (old, None), timeout=20_000)
    window.choosing.stop()


def test_a_project_without_its_head_is_rebuilt_beside_it_and_opened(path, open_window, qtbot):
    raw = bytearray(path.read_bytes())
    raw[:4096] = bytes(4096)
    path.write_bytes(raw)
    window = open_window()
    window.open_paths([path])
    assert window.workspace.project is None
    rebuilt(window, qtbot)
    assert path.read_bytes() == raw
    project: Project | None = window.workspace.project
    assert project
    assert project.path == path.with_name("项目 😀 rebuilt.gouji")
    assert "3 reports" in said(window)
    assert len(window.documents.model.rows) == 3


def test_damage_is_noticed_while_a_project_is_open_and_mended_from_copy_and_log(
    path, open_window, qtbot
):
    window = open_window()
    window.open_paths([path])
    with qtbot.waitSignal(window.keeping.kept, timeout=20_000):
        window.keeping.copy_now()
    report = window.desk.session.id
    typed(window, "55")
    window.workspace.close()
    raw = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        sql = "SELECT rootpage FROM sqlite_master WHERE name IN ('cells', 'findings')"
        pages = [page for (page,) in db.execute(sql)]
    for page in pages:
        raw[(page - 1) * 4096 : page * 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(raw)
    window.open_paths([path])  # SQLite does not look at these pages to open it
    if window.workspace.project:
        window.keeping.copy_now()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "rebuildBox") is not None, timeout=20_000)
    assert "damaged" in said(window)
    if window.workspace.project:
        assert window.workspace.project.refusal
    rebuilt(window, qtbot)
    assert "copy that was kept" in said(window)
    assert text_in(window.workspace.project.path, report) == "55"
    window.reviewing.show_report(report)
    window.desk.session.undo_stack.undo()
    assert window.desk.session.report.cells[KEY].text == "2"


def test_copies_are_made_after_some_changes_and_after_some_minutes(path, open_window, qtbot):
    window = open_window()
    window.open_paths([path])
    with qtbot.waitSignal(window.keeping.kept, timeout=20_000):
        pass  # of its own accord, soon after opening
    copies = Copies(log_file().with_name("copies"))
    window.keeping._tick()
    typed(window, "44")
    window.keeping._tick()  # one change, and no time has passed
    assert len(copies.of(path)) == 1
    window.keeping._copied_at = (window.workspace.project.writes - 1, time.monotonic() - 601)
    with qtbot.waitSignal(window.keeping.kept, timeout=20_000):
        window.keeping._tick()
    assert len(copies.of(path)) == 2


# crashes ---------------------------------------------------------------------------------------


def test_after_a_kill_the_program_comes_back_to_report_and_cell(path, tmp_path, open_window, qtbot):
    log = tmp_path / "data" / "log.txt"
    log.parent.mkdir()
    command = [sys.executable, "-m", "tests.gui.typing_child", str(path), "3", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        cell = [child.stdout.readline() for _ in range(3)][-1].split()[0]
        (note,) = log.with_name("running").glob("*.json")
        qtbot.waitUntil(lambda: cell in note.read_text(encoding="utf-8"), timeout=20_000)
        running = Whereabouts(log)
        assert running.left_over() is None  # it lives
        child.kill()
    window = open_window()
    here = Whereabouts(log, window)
    left = here.left_over()
    assert left
    assert here.left_over() is None  # it is told of once
    here.begin()
    here.follow(window.workspace, window.reviewing)
    here.come_back(left, reopen=True)
    assert window.workspace.project.path == path
    assert window.workspace.project.refusal is None
    assert (window.desk.session.id, window.desk.session.selection.key) == (2, cell)
    assert "did not end as it should" in said(window)
    assert str(log) in said(window)
    here.end()
    assert list(log.with_name("running").glob("*.json")) == []


def test_a_process_that_died_says_where_its_last_words_are(tmp_path):
    log = tmp_path / "log.txt"
    code = (
        "import sys, faulthandler, pathlib; from gui.crash import CrashReporter;"
        "from gui.whereabouts import Whereabouts; log = pathlib.Path(sys.argv[1]);"
        "CrashReporter().install(log); Whereabouts(log).begin(); faulthandler._sigsegv()"
    )
    environment = {**os.environ, "PYTHONFAULTHANDLER": "0"}
    command = [sys.executable, "-c", code, str(log)]
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    left = Whereabouts(log).left_over()
    assert left
    assert left.died
    assert left.project is None
    assert "fatal.txt" in Whereabouts(log)._told(left, back=False).hint.en


def test_notes_that_say_nothing_are_no_obstacle(tmp_path):
    log = tmp_path / "log.txt"
    folder = tmp_path / "running"
    folder.mkdir()
    for at, text in enumerate(
        ["", "{", "[]", '{"project": 1, "report": 2, "cell": 3, "fatal": 0}']
    ):
        (folder / f"{at}.json").write_text(text, encoding="utf-8")
    assert Whereabouts(log).left_over() is None
    assert list(folder.glob("*.json")) == []
