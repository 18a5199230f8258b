"""What was seen in a scan is kept until it is read through: a reading that was stopped goes on."""

import json
import os
import time
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import jobs
from core.jobs import ReadPool, ReadProgress
from core.read import read_ranges, read_steps
from core.reading.page import Ruling
from core.scans import kept as kept_module
from core.scans.engine import Glyph, ReadLine, ValueReading
from core.scans.kept import Kept
from core.scans.mesh import Mesh
from core.scans.recall import Recall
from core.scans.straight import Straight
from tests.core.made_pages import SEED, CountingEngines, read_in_worker, read_until, scan_of
from tests.core.reports import FORMS
from tests.core.test_scans_pages import StubEngine, rasterised, table

DOCUMENT, OTHER = "a" * 64, "b" * 64
PAGE = ["lines", "values"]
TITLE = "政府信息公开工作年度报告政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path):
    """Where answers are kept."""
    return tmp_path / "缓存 📄" / "pages"


@pytest.fixture
def files(folder):
    """Return the files that are kept."""
    return lambda: sorted(path for path in folder.rglob("*") if path.is_file())


# the store


def test_an_answer_is_there_for_its_question_and_document_alone(folder):
    said = {"数": [0.1, 1e-300, 12345678901234567890], "空": ["", None]}
    Kept(folder, DOCUMENT).put("问", said)
    assert Kept(folder, DOCUMENT).get("问") == said
    assert Kept(folder, DOCUMENT).get("问 ") is None
    assert Kept(folder, OTHER).get("问") is None
    Kept(folder, DOCUMENT).forget()
    assert Kept(folder, DOCUMENT).get("问") is None
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("how", ["cut", "changed", "empty", "misplaced", "huge", "folder"])
def test_a_damaged_answer_is_none(folder, files, monkeypatch, how):
    kept = Kept(folder, DOCUMENT)
    kept.put("1", ["answer"])
    kept.put("2", ["other"])
    first = next(path for path in files() if b"answer" in path.read_bytes())
    second = next(path for path in files() if path != first)
    whole = first.read_bytes()
    if how == "cut":
        first.write_bytes(whole[:-1])
    elif how == "changed":
        first.write_bytes(whole.replace(b"answer", b"answes"))
    elif how == "empty":
        first.write_bytes(b"")
    elif how == "misplaced":
        first.write_bytes(second.read_bytes())
    elif how == "huge":
        monkeypatch.setattr(kept_module, "MAX_KEPT_ANSWER_BYTES", len(whole) - 1)
    else:
        first.unlink()
        first.mkdir()
    assert kept.get("1") is None
    kept.forget()  # and what cannot be removed stays


@given(st.binary(max_size=200))
def test_no_file_that_something_else_wrote_is_an_answer(tmp_path_factory, content):
    kept = Kept(tmp_path_factory.mktemp("kept"), DOCUMENT)
    kept.put("1", 1)
    path = kept._path("1")
    path.write_bytes(content)
    assert kept.get("1") is None


def test_answers_of_another_way_of_reading_are_none(folder, monkeypatch):
    Kept(folder, DOCUMENT).put("1", 1)
    monkeypatch.setattr(kept_module, "VERSION", "0.0.0")
    assert Kept(folder, DOCUMENT).get("1") is None


def test_no_document_takes_more_than_its_room(folder, files, monkeypatch):
    monkeypatch.setattr(kept_module, "MAX_KEPT_BYTES_A_DOCUMENT", 2_000)
    for _ in range(2):  # a later reading counts what is there
        kept = Kept(folder, DOCUMENT)
        for number in range(40):
            if kept.get(f"{number}") is None:
                kept.put(f"{number}", "x" * 300)
    assert 4 <= len(files()) <= 6
    assert sum(path.stat().st_size for path in files()) < 2_500
    assert kept.get("0") == "x" * 300
    assert kept.get("39") is None


def test_old_answers_and_those_of_too_many_documents_go(folder, files, monkeypatch):
    names = [f"{number:064x}" for number in range(6)]
    for age, name in enumerate(names):
        Kept(folder, name).put("1", "x" * 100)
        moment = time.time() - 3_600 * (age + 1)
        os.utime(folder / name, (moment, moment))
    foreign = [folder / "notes.txt", folder / "notes" / "1.answer"]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    for path in (folder / names[0], foreign[1].parent):  # what was the newest is long gone by
        os.utime(path, (0, 0))
    Kept(folder, DOCUMENT).put("1", 1)
    left = {path.parent.name for path in files() if path not in foreign}
    assert left == {DOCUMENT, *names[1:]}
    monkeypatch.setattr(kept_module, "MAX_KEPT_DOCUMENTS", 3)
    Kept(folder, OTHER).put("1", 1)
    left = {path.parent.name for path in files() if path not in foreign}
    assert left == {OTHER, DOCUMENT, names[1]}
    assert all(path.exists() for path in foreign)
    monkeypatch.setattr(kept_module, "MAX_KEPT_BYTES", 200)  # one of the first has 167
    Kept(folder, "c" * 64).put("1", 1)
    left = {path.parent.name for path in files() if path not in foreign}
    assert left == {"c" * 64, OTHER, DOCUMENT}


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = Kept(tmp_path / "file", DOCUMENT)
    kept.put("1", 1)
    assert kept.get("1") is None
    kept.forget()


def test_what_a_killed_writer_left_goes_with_the_rest(folder):
    kept = Kept(folder, DOCUMENT)
    kept.put("1", 1)
    path = kept._path("1")
    path.with_name(f"{path.name}.4711").write_bytes(b"half")
    kept.forget()
    assert list(folder.iterdir()) == []


def test_a_user_without_a_home_reads_without_keeping(monkeypatch):
    def nowhere():
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", nowhere)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert jobs._keep() is None


# what is said of a picture

number = st.floats(allow_nan=False, allow_infinity=False)
box = st.tuples(number, number, number, number)
lines = st.builds(
    ReadLine, box, st.lists(st.builds(Glyph, st.text(max_size=3), box, number)).map(tuple)
)
values = st.builds(
    ValueReading,
    st.text(),
    number,
    st.lists(st.integers(0, 9)).map(tuple),
    st.lists(st.tuples(st.text(), number)).map(tuple),
)


@given(st.lists(lines, max_size=4), st.lists(values, max_size=4), st.lists(box, max_size=4))
def test_answers_come_back_as_they_were_to_the_last_bit(
    tmp_path_factory, some_lines, some_values, boxes
):
    def never():
        raise AssertionError("it is known")

    picture = np.zeros((3, 4, 3), np.uint8)
    kept = Kept(tmp_path_factory.mktemp("kept"), DOCUMENT)
    recall = Recall(picture, kept)
    mesh = Mesh(40, 30, np.random.default_rng(1).normal(0, 1e3, (2, 3, 2)))
    rulings = tuple(Ruling(one[0] > 0, *one[:3]) for one in boxes)
    assert recall.straight(lambda: Straight(picture, rulings, mesh)).picture is picture
    assert recall.lines(lambda: some_lines) == some_lines
    assert recall.values(boxes, lambda: some_values) == some_values
    again = Recall(picture.copy(), kept)
    straight = again.straight(never)
    assert (straight.mesh.width, straight.mesh.height, straight.rulings) == (40, 30, rulings)
    assert np.array_equal(straight.mesh.nodes, mesh.nodes)
    assert straight.in_source((1, 2, 9, 8)) == Straight(picture, (), mesh).in_source((1, 2, 9, 8))
    assert again.lines(never) == some_lines
    assert again.values(boxes, never) == some_values
    for other in (picture + 1, picture.reshape(4, 3, 3)):
        with pytest.raises(AssertionError, match="it is known"):
            Recall(other, kept).lines(never)


@pytest.mark.parametrize("said", [[], {}, 7, "x", [[1]], [[[1, 2, 3, 4], [["字"]]]], {"a": 1}])
def test_an_answer_of_another_shape_is_found_anew(folder, monkeypatch, said):
    picture = np.zeros((3, 4, 3), np.uint8)
    kept = Kept(folder, DOCUMENT)
    monkeypatch.setattr(Kept, "get", lambda _self, _question: said)
    mesh = Mesh(4, 3, np.zeros((2, 2, 2)))
    assert Recall(picture, kept).straight(lambda: Straight(picture, (), mesh)).mesh is mesh
    reading = ValueReading("7", 0.9)
    if said:
        assert Recall(picture, kept).values([], lambda: [reading]) == [reading]
        line = ReadLine((0, 0, 9, 9), ())
        assert Recall(picture, kept).lines(lambda: [line]) == [line]
    assert not kept.recalled()


# reading


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Three pages with a table each, of which each is another one."""
    path = tmp_path_factory.mktemp("drawn") / "三页.pdf"
    with pymupdf.open() as document:
        for rows in (3, 4, 5):
            picture = table(rows, text=str(rows))[0]
            page = document.new_page(width=595, height=842)
            page.insert_image(page.rect, stream=cv2.imencode(".png", picture)[1].tobytes())
        document.save(path)
    return path


@pytest.fixture
def stubbed(tmp_path, folder):
    """Return engines as another worker has them: they count, and keep."""
    return lambda keep=folder: CountingEngines(tmp_path / "log", keep, StubEngine(text=TITLE))


@pytest.fixture(scope="module")
def drawn_whole(drawn, tmp_path_factory):
    """What reading them without a break gives."""
    log = tmp_path_factory.mktemp("log") / "log"
    engines = CountingEngines(log, None, StubEngine(text=TITLE))
    recalled, document, asked = read(drawn, engines)
    assert (recalled, asked) == ([], PAGE * 3)
    return document


def read(path, engines, until=None):
    """Read; return the pages that were recalled, the document, and what the engine was asked."""
    told, document = read_until(read_steps(path, FORMS, engines), until)
    return [step.page for step in told if step.recalled], document, engines.asked()


@pytest.mark.parametrize("page", [1, 3])
def test_reading_goes_on_behind_the_pages_that_are_done(drawn, drawn_whole, stubbed, files, page):
    assert read(drawn, stubbed(), page) == ([], None, PAGE * page)
    assert files()
    recalled, document, asked = read(drawn, stubbed())
    assert recalled == list(range(1, page + 1))
    assert asked == PAGE * (3 - page)
    assert document == drawn_whole
    assert files() == []  # it is read through
    assert read(drawn, stubbed(), 1) == ([], None, PAGE)


def test_reading_may_be_stopped_again_and_again(drawn, drawn_whole, stubbed):
    for page in (1, 2):
        assert read(drawn, stubbed(), page) == ([*range(1, page)], None, PAGE)
    assert read(drawn, stubbed()) == ([1, 2], drawn_whole, PAGE)


def test_of_a_page_that_is_half_done_the_half_is_kept(drawn, drawn_whole, stubbed, monkeypatch):
    def stop(_self, _crops):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(StubEngine, "values", stop)
        with pytest.raises(KeyboardInterrupt):
            read(drawn, stubbed())
    engines = stubbed()
    assert engines.asked() == PAGE  # of the first page, the cells in vain
    assert read(drawn, engines) == ([], drawn_whole, ["values", *PAGE * 2])


def test_a_changed_document_is_read_from_its_start(drawn, stubbed, files, tmp_path):
    read(drawn, stubbed(), 2)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.read_bytes() + b"\n% another version\n")
    assert read(path, stubbed(), 1) == ([], None, PAGE)
    assert files()  # those of the version before go by their age


def test_damaged_answers_are_found_anew(drawn, drawn_whole, stubbed, files):
    read(drawn, stubbed(), 2)
    assert len(files()) == 6
    for path in files():
        path.write_bytes(path.read_bytes()[:-5] + b"00000")
    assert read(drawn, stubbed(), 2) == ([], None, PAGE * 2)
    for path in files()[::2]:
        path.write_text(json.dumps([1, 2, 3]), encoding="utf-8")
    assert read(drawn, stubbed())[1] == drawn_whole


def test_digital_pages_among_scanned_ones_and_pictures_on_pages(tmp_path, stubbed, files):
    path = rasterised(SEED, {2, 4}, tmp_path / "混合.pdf", dpi=100)
    with pymupdf.open(path) as document:
        picture = cv2.imencode(".png", table(size=(1500, 900), text="1204")[0])[1].tobytes()
        document[0].insert_image((72, 560, 522, 830), stream=picture)
        document.saveIncr()
    _, whole, all_asked = read(path, stubbed(None))
    assert len(all_asked) >= 5
    before = read(path, stubbed(), 3)[2]
    recalled, document, asked = read(path, stubbed())
    assert 2 in recalled
    assert 3 not in recalled  # nothing was to be seen in it
    assert before + asked == all_asked
    assert document == whole
    assert files() == []


def test_ranges_of_one_document_are_seen_once(drawn, stubbed, files):
    engines = stubbed()
    read_until(read_ranges(drawn, FORMS, engines, ((1, 2), (3, 3))))
    asked = engines.asked()
    assert sorted(asked) == sorted(PAGE * 3)
    assert files() == []


# with the networks


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    """Two scanned pages of a report."""
    return scan_of(tmp_path_factory.mktemp("scan") / "扫描件 😀.pdf")


@pytest.fixture(scope="module")
def whole(scan, tmp_path_factory):
    """What reading them without a break gives."""
    log = tmp_path_factory.mktemp("log") / "log"
    told, document = read_until(read_steps(scan, FORMS, CountingEngines(log)))
    assert not any(step.recalled for step in told)
    assert document
    assert len(document.reports[0].cells) > 40
    return document


@pytest.mark.parametrize("how", ["die", "hang"])
def test_after_a_worker_died_or_took_too_long_reading_goes_on(
    scan, whole, tmp_path, monkeypatch, how
):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "缓存"))
    path = tmp_path / "件.pdf"
    path.write_bytes(scan.read_bytes())
    path.with_suffix(".do").write_text(how, encoding="utf-8")
    seconds = iter([60.0, 1.0 if how == "hang" else 60.0])  # for the first page, and the second
    found = []
    with ReadPool(1, read_in_worker, seconds=lambda _path: next(seconds, 60.0)) as pool:
        for _ in range(2):
            pool.submit(path)
            while pool.unfinished:
                found += pool.poll(None)
    steps = [one.progress for one in found if isinstance(one, ReadProgress)]
    assert [(step.page, step.recalled) for step in steps] == [(1, False), (1, True), (2, False)]
    failed, through = (one for one in found if not isinstance(one, ReadProgress))
    assert failed.error
    assert through.document
    said = "ended unexpectedly" if how == "die" else "too long"
    assert said in failed.error.message.en
    assert through.document.reports == whole.reports
    assert path.with_suffix(".log").read_text(encoding="utf-8").split() == PAGE * 2
