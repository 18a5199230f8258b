"""Copies of projects: whole, checked, not too many, and made without keeping a writer waiting."""

import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from core.bounds import COPIES_KEPT, COPY_DAYS
from core.errors import GoujiError
from core.report import Cell, Document, Report
from core.store import care
from core.store.care import Copies, StoppedError, check
from core.store.history import Change
from core.store.project import Project
from core.store.project_schema import DamagedError
from tests.core.reports import FORMS, zeros

NEW = "requests.new.natural"


def made(path, reports=3):
    cells = {key: Cell(text, text, FORMS.unit(key)) for key, text in zeros().items()}
    with Project.create(path, "王芳", FORMS) as project:
        many = tuple(Report(f"某市第{at}局", 2022, "2021", cells) for at in range(reports))
        project.add(Document("a.pdf", "pdf", reports, many, (), "a" * 64, "a.pdf"))
    return path


@pytest.fixture
def path(tmp_path):
    return made(tmp_path / "项目 😀.gouji")


@pytest.fixture
def copies(tmp_path):
    return Copies(tmp_path / "副本")


def edit(path, text):
    with Project.open(path, forms=FORMS) as project:
        old = project.report(1).cells[NEW].text
        project.apply(1, [Change("text", NEW, old, text)], "typed")


def text_in(path):
    with Project.open(path, forms=FORMS) as project:
        return project.report(1).cells[NEW].text


def test_a_copy_is_the_project_as_it_stood_and_is_made_once_a_state(path, copies):
    first = copies.keep(path)
    assert first
    assert copies.keep(path) is None
    edit(path, "7")
    second = copies.keep(path)
    assert copies.of(path) == [second, first]
    assert (text_in(first), text_in(second)) == ("0", "7")
    assert copies.of(path.with_name("other.gouji")) == []
    assert not list(copies.folder.rglob("*.part"))


def test_the_newest_copies_and_one_a_day_are_kept(path, tmp_path):
    now = datetime(2024, 3, 1, 8, tzinfo=UTC)
    copies = Copies(tmp_path / "副本", lambda: now)
    for number in range(40):
        edit(path, str(number + 1))
        os.utime(path, (number, number))
        copies.keep(path)
        now += timedelta(hours=8)
    days = [datetime.strptime(one.stem[:8], "%Y%m%d").day for one in copies.of(path)]  # noqa: DTZ007
    assert len(days) <= COPIES_KEPT + COPY_DAYS
    assert len(set(days)) >= COPY_DAYS
    assert text_in(copies.of(path)[0]) == "40"


def test_all_copies_together_are_bounded_and_the_newest_stays(path, tmp_path, copies, monkeypatch):
    for number in range(3):
        copies.keep(made(tmp_path / f"{number}.gouji"))
    monkeypatch.setattr(care, "MAX_COPIES_BYTES", path.stat().st_size * 2)
    kept = copies.keep(path)
    left = list(copies.folder.rglob("*.gouji"))
    assert kept in left
    assert len(left) == 2


def test_a_damaged_project_is_told_of_and_not_copied(path, copies):
    good = copies.keep(path)
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 12] = bytes(4096 * 9)
    path.write_bytes(raw)
    os.utime(path, (1, 1))
    with pytest.raises(DamagedError) as caught:
        copies.keep(path)
    assert path.name in caught.value.message.zh
    assert copies.of(path) == [good]
    path.write_bytes(b"")
    with pytest.raises(DamagedError):
        copies.keep(path)


def test_cells_that_contradict_the_log_are_told_of(path):
    edit(path, "7")
    check(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE cells SET text = '8' WHERE report = 1 AND key = ?", (NEW,))
    with pytest.raises(DamagedError, match=NEW):
        check(path)


def test_a_project_that_is_gone_and_a_folder_that_is_a_file_are_said(path, tmp_path):
    with pytest.raises(GoujiError, match="No copy"):
        Copies(tmp_path / "副本").keep(tmp_path / "gone.gouji")
    (tmp_path / "file").touch()
    with pytest.raises(GoujiError, match="No copy"):
        Copies(tmp_path / "file").keep(path)


def test_copying_and_checking_stop_when_asked(path, copies):
    with pytest.raises(StoppedError):
        copies.keep(path, lambda: True)
    assert copies.of(path) == []
    big = made(path.with_name("big.gouji"), 60)
    with pytest.raises(StoppedError):
        check(big, lambda: True)


def test_whoever_writes_meanwhile_does_not_wait_and_the_copy_is_whole(tmp_path, copies):
    path = made(tmp_path / "big.gouji", 150)
    done = []
    thread = threading.Thread(target=lambda: done.append(copies.keep(path)))
    waits = []
    with Project.open(path, forms=FORMS) as project:
        thread.start()
        number = 0
        while thread.is_alive() and number < 40:
            number += 1
            start = time.monotonic()
            project.apply(1, [Change("text", NEW, str(number - 1), str(number))], "typed")
            waits.append(time.monotonic() - start)
            time.sleep(0.02)
        thread.join()
    (kept,) = done
    check(kept)
    assert 0 <= int(text_in(kept)) <= number
    assert sorted(waits)[len(waits) // 2] < 0.2  # a typical one; the disk itself may be slow
    print(f"{len(waits)} writes beside a copy: longest {max(waits) * 1000:.0f} ms")
