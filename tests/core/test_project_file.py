"""The file itself: what it refuses, what it guards, what others see in it, what a crash leaves."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import GoujiError
from core.form_files import load_forms
from core.report import Cell, Document, Report
from core.store.history import Change
from core.store.project import Project
from core.store.project_schema import VERSION
from core.store.project_views import view_name

NEW = "requests.new.total"
ROOT = Path(__file__).parent.parent.parent


def document(cells, form="2021"):
    report = Report("某局", 2023, form, {key: Cell(text, text) for key, text in cells.items()})
    return Document("a.pdf", "pdf", 1, (report,), (), "ef" * 32, "a.pdf")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "项 目 📄.gouji"
    with Project.create(path) as project:
        project.add(document({NEW: "0"}))
    return path


def refused(path):
    with pytest.raises(GoujiError) as caught:
        Project.open(path)
    assert caught.value.hint.zh
    return caught.value.message.en


def test_what_is_no_project_is_refused_with_a_sentence(tmp_path):
    assert "no project file" in refused(tmp_path / "none.gouji")
    assert "no project file" in refused(tmp_path)
    empty, text, foreign = (tmp_path / name for name in ("empty", "text", "foreign"))
    empty.touch()
    text.write_text("not a database " * 100, encoding="utf-8")
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE documents (path)")
    other.close()
    assert "not a Gouji project" in refused(empty)
    assert "no project file" in refused(text)
    assert "not a Gouji project" in refused(foreign)
    with pytest.raises(GoujiError, match="exists"):
        Project.create(text)
    with pytest.raises(GoujiError, match="cannot be opened"):
        Project.create(tmp_path / "no folder" / "p.gouji")


def test_a_damaged_project_is_refused_with_a_sentence(path):
    content = path.read_bytes()
    path.write_bytes(content[:2048] + b"\xff" * (len(content) - 2048))
    assert "damaged" in refused(path)


def test_a_project_of_a_newer_program_is_refused(path):
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA user_version = {VERSION + 1}")
    other.close()
    assert "newer version" in refused(path)


def test_a_project_that_another_program_is_writing_to_is_refused_soon(path):
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    start = time.monotonic()
    assert "in use" in refused(path)
    assert time.monotonic() - start < 5
    other.rollback()
    other.close()
    with Project.open(path) as project:
        assert len(project.reports()) == 1


def test_a_change_while_another_program_writes_fails_whole_and_can_be_made_again(path):
    with Project.open(path) as project:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GoujiError, match="in use"):
            project.apply(1, [Change("text", NEW, "0", "1")], "typed")
        other.rollback()
        other.close()
        assert project.report(1).cells[NEW].text == "0"
        assert project.apply(1, [Change("text", NEW, "0", "1")], "typed")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root"
)
def test_a_read_only_project_can_be_read_and_says_so_when_written(path):
    path.chmod(0o400)
    with Project.open(path) as project:
        assert project.report(1).cells[NEW].text == "0"
        with pytest.raises(GoujiError, match="read-only"):
            project.apply(1, [Change("text", NEW, "0", "1")], "typed")


def test_a_report_that_is_not_there_is_said(path):
    with Project.open(path) as project, pytest.raises(GoujiError, match="no such report"):
        project.report(99)


def test_the_journal_is_a_rollback_journal_synced_fully_even_after_other_programs(path):
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    with Project.open(path) as project:
        assert project._db.journal_mode == "delete"
        assert project._db.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET new = 'x'",
        "DELETE FROM events",
        "UPDATE cells SET read = 'x'",
        "UPDATE cells SET read = NULL",
    ],
)
def test_the_log_and_what_was_read_cannot_be_changed(path, sql):
    with Project.open(path) as project:
        project.apply(1, [Change("text", NEW, "0", "1")], "typed")
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(sql)
    other.close()


def test_other_programs_see_each_table_of_a_form_one_row_a_report(tmp_path):
    forms = load_forms()
    keys = [key for table in forms.tables_of("2021", []) for key in table.cells]
    path = tmp_path / "p.gouji"
    cells = {key: str(at) for at, key in enumerate(keys)}
    with Project.create(path) as project:
        project.add(document({**cells, keys[0]: "错误！", keys[1]: ""}))
    other = sqlite3.connect(path)
    other.row_factory = sqlite3.Row
    for table in forms.tables:
        rows = [dict(row) for row in other.execute(f'SELECT * FROM "{view_name(table)}"')]
        assert len(rows) == (table.form != "2019")
        for row in rows:
            assert (row["document"], row["agency"], row["year"]) == ("a.pdf", "某局", 2023)
            for key in table.cells:
                expected = {keys[0]: "错误！", keys[1]: ""}.get(key, keys.index(key))
                assert row[key.partition(".")[2]] == expected
    other.close()


def test_views_follow_the_forms(path):
    forms = load_forms()
    name = view_name(forms.tables[0])
    other = sqlite3.connect(path)
    other.execute(f'DROP VIEW "{name}"')
    other.execute(f'CREATE VIEW "{name}" AS SELECT 1')
    other.commit()
    other.close()
    with Project.open(path) as project:
        assert "agency" in project._db.view(name).columns_dict


WRITER = """
import sys
from pathlib import Path
from core.store.history import Change
from core.store.project import Project
with Project.open(Path(sys.argv[1])) as project:
    text = project.report(1).cells["requests.new.total"].text
    while True:
        old, text = text, str(int(text) + 1)
        changes = [Change("text", f"requests.{row}.total", old, text) for row in ("new", "other")]
        project.apply(1, changes, "typed")
        print(text, flush=True)
"""


def test_killing_the_program_at_any_instant_loses_no_accepted_change(tmp_path):
    path = tmp_path / "p.gouji"
    with Project.create(path) as project:
        project.add(document({NEW: "0", "requests.other.total": "0"}))
    chance = random.Random(7)
    last = 0
    for _ in range(30):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert writer.stdout
        said = [writer.stdout.readline()]  # it is under way
        time.sleep(chance.uniform(0, 0.05))
        writer.kill()
        said += writer.stdout.read().splitlines()
        writer.wait()
        writer.stdout.close()
        accepted = [int(line) for line in said if line.strip()]
        assert accepted == list(range(last + 1, last + 1 + len(accepted)))
        with Project.open(path) as project:
            assert project._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            texts = {cell.text for cell in project.report(1).cells.values()}
            logged = [int(e.new or "") for e in project.events(1) if e.key == NEW]
        assert len(texts) == 1  # both cells or none: a step is whole
        last = int(texts.pop() or "")
        # one more may have been on disk when it was killed before it could say so
        assert accepted[-1] <= last <= accepted[-1] + 1
        assert logged == list(range(1, last + 1))
