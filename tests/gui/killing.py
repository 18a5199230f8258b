"""Killing the program at random instants while somebody types, and looking at what is left.

python -m tests.gui.killing [TIMES [SEED]]: 200 times by default; says how many edits were accepted.
"""

import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from core.store.care import check
from core.store.project import Project
from tests.gui.made import FORMS, made_project, made_report

ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = 200

Edit = tuple[str, str]


def untouched(folder: Path) -> bytes:
    """Return a project in which nothing has been done."""
    path = folder / "项目.gouji"
    project, _ = made_project(path, made_report())
    project.close()
    return path.read_bytes()


def kill_once(path: Path, content: bytes, seed: int) -> int:
    """Let a window type and undo in a project, kill it, and check what is left.

    Returns:
        How many edits it had accepted.
    """
    chance = random.Random(seed)
    path.write_bytes(content)
    with Project.open(path, forms=FORMS) as project:
        first = {key: cell.text for key, cell in project.report(1).cells.items()}
    edits, late = chance.randint(1, 25), chance.random() * 0.03
    accepted = killed_while_typing(path, edits, late)
    with Project.open(path, forms=FORMS):
        pass  # whoever opens it next takes back what was half written; who only reads cannot
    check(path)  # it also holds each cell against the log
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        events = db.execute(
            "SELECT key, new FROM events WHERE kind = 'text' ORDER BY id"
        ).fetchall()
    assert events[: len(accepted)] == accepted
    assert len(events) <= len(accepted) + 1  # the one that was being written
    with Project.open(path, forms=FORMS) as project:
        last = {key: cell.text for key, cell in project.report(1).cells.items()}
        assert {key: last[key] for key in dict(events)} == dict(events)
        project._db.execute("PRAGMA synchronous = OFF")  # nobody kills this one
        undone = 0
        while project.undo(1):
            undone += 1
        assert {k: cell.text for k, cell in project.report(1).cells.items()} == first
        assert undone == sum(1 for _ in iter(lambda: project.redo(1), None)) - _redoable(events)
        for _ in range(_redoable(events)):
            project.undo(1)
        assert {k: cell.text for k, cell in project.report(1).cells.items()} == last
    return len(accepted)


def _redoable(events: list[Edit]) -> int:
    """An undo that was the last thing done can be done again."""
    return int(len(events) % 7 == 0) if events else 0


def killed_while_typing(path: Path, edits: int, late: float) -> list[Edit]:
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
    words = [line.split() for line in lines if line.endswith("\n")]
    return [(key, text) for key, text in words]


def main() -> None:
    """Kill it many times."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        content = untouched(Path(folder))
        for seed in range(first, first + times):
            total += kill_once(Path(folder) / "项目 😀.gouji", content, seed)
            print(f"killed {seed - first + 1} times, {total} accepted edits, none lost", flush=True)


if __name__ == "__main__":
    main()
