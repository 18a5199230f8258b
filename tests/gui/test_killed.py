"""The program is killed at random instants while somebody types: no accepted edit is lost."""

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from core.store.project import Project
from tests.gui.made import made_project, made_report

ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = 10


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    path = tmp_path_factory.mktemp("killed") / "项目.gouji"
    project, _ = made_project(path, made_report())
    project.close()
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(TIMES))
def test_no_accepted_edit_is_lost(seed, untouched, tmp_path):
    chance = random.Random(seed)
    path = tmp_path / "项目 😀.gouji"
    path.write_bytes(untouched)
    accepted = killed_while_typing(path, edits=chance.randint(1, 40), late=chance.random() * 0.03)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        events = db.execute(
            "SELECT key, new FROM events WHERE kind = 'text' ORDER BY id"
        ).fetchall()
        cells = dict(db.execute("SELECT key, text FROM cells"))
    db.close()
    assert events[: len(accepted)] == accepted
    assert all(cells[key] == text for key, text in dict(events).items())
    with Project.open(path) as project:
        (entry,) = project.reports()
        report = project.report(entry.id)
        assert all(report.cells[key].text == text for key, text in dict(accepted).items())


def killed_while_typing(path, edits, late):
    """Let a window type; kill it soon after some edits; return those that it had accepted."""
    command = [sys.executable, "-m", "tests.gui.typing_child", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(edits)]
        try:
            child.wait(late)  # an instant of any length, in the middle of the next edit or of none
        except subprocess.TimeoutExpired:
            child.kill()
        lines += child.stdout.readlines()
    assert len(lines) >= edits
    return [tuple(line.split()) for line in lines if line.endswith("\n")]
