"""Drawing of pages, with real PDFs, in this process and in one of its own."""

import os
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pymupdf
import pytest

from core.bounds import MAX_DRAWN_DOCUMENTS, MAX_PIXELS
from core.drawing.draw import Drawer
from core.drawing.draw_process import DrawJob, Drawn, DrawProcess, LostProcessError, SizesJob
from core.errors import GoujiError
from core.sources import open_source

DATA = Path(__file__).parent.parent / "data"
SEED = DATA / "seed-003-web.pdf"
AES_256 = 5  # PDF_ENCRYPT_AES_256
RED, WHITE = (255, 0, 0), (255, 255, 255)


@pytest.fixture
def drawer():
    with closing(Drawer()) as drawer:
        yield drawer


@pytest.fixture
def pixels():
    return memoryview(bytearray(3 * MAX_PIXELS))


def make_pdf(path, pages=1, size=(200, 100), rotation=0, **save):
    """A PDF whose pages have a red square of 20 points at (10, 10)."""
    pdf = pymupdf.open()
    for _ in range(pages):
        page = pdf.new_page(width=size[0], height=size[1])
        page.draw_rect(pymupdf.Rect(10, 10, 30, 30), color=None, fill=(1, 0, 0))
        page.set_rotation(rotation)
    pdf.save(path, **save)
    pdf.close()
    return path


def make_folder(path):
    path.mkdir()
    return path


def color_at(pixels, drawn, x, y):
    at = 3 * (y * drawn.width + x)
    return tuple(pixels[at : at + 3])


def test_a_page_is_drawn_at_the_scale_asked_for(drawer, pixels, tmp_path):
    path = make_pdf(tmp_path / "报告 📄 (1).pdf")
    drawn = drawer.draw(path, 1, 2.0, None, pixels)
    assert drawn == Drawn(400, 200)
    assert color_at(pixels, drawn, 40, 40) == RED
    assert color_at(pixels, drawn, 100, 40) == WHITE


def test_a_clip_is_in_points_of_the_page(drawer, pixels, tmp_path):
    drawn = drawer.draw(make_pdf(tmp_path / "a.pdf"), 1, 4.0, (20, 20, 45, 40), pixels)
    assert drawn == Drawn(100, 80)
    assert color_at(pixels, drawn, 38, 38) == RED
    assert color_at(pixels, drawn, 42, 38) == WHITE


def test_a_clip_beyond_the_page_is_cut(drawer, pixels, tmp_path):
    path = make_pdf(tmp_path / "a.pdf")
    assert drawer.draw(path, 1, 1.0, (190, 90, 300, 300), pixels) == Drawn(10, 10)
    with pytest.raises(GoujiError):
        drawer.draw(path, 1, 1.0, (500, 500, 600, 600), pixels)


def test_a_rotated_page_is_measured_and_drawn_as_shown(drawer, pixels, tmp_path):
    path = make_pdf(tmp_path / "turned.pdf", rotation=90)
    assert drawer.sizes(path) == [(100, 200)]
    drawn = drawer.draw(path, 1, 1.0, None, pixels)
    assert drawn == Drawn(100, 200)
    assert color_at(pixels, drawn, 80, 20) == RED


def test_a_giant_page_comes_out_smaller(drawer, pixels, tmp_path):
    path = make_pdf(tmp_path / "giant.pdf", size=(14000, 14000))
    drawn = drawer.draw(path, 1, 3.0, None, pixels)
    assert drawn.width == drawn.height
    assert 0.9 * MAX_PIXELS < drawn.width * drawn.height <= MAX_PIXELS
    assert drawer.draw(path, 1, 3.0, (0, 0, 100, 100), pixels) == Drawn(300, 300)


def test_an_empty_password_opens(drawer, tmp_path):
    how = {"encryption": AES_256, "owner_pw": "x"}
    path = make_pdf(tmp_path / "a.pdf", user_pw="", **how)
    assert drawer.sizes(path) == [(200, 100)]


def test_a_password_is_asked_for_in_words(drawer, tmp_path):
    how = {"encryption": AES_256, "owner_pw": "x"}
    with pytest.raises(GoujiError) as caught:
        drawer.sizes(make_pdf(tmp_path / "locked.pdf", user_pw="y", **how))
    assert "password" in caught.value.message.en
    assert "密码" in caught.value.message.zh


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\nnothing", b"<html><body>404</body></html>", SEED.read_bytes()[:20_000]],
    ids=["no pages", "web page", "cut off"],
)
def test_what_is_no_pdf_is_refused_in_words(drawer, tmp_path, content):
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(GoujiError, match="PDF"):
        drawer.sizes(path)


WEB = """<!DOCTYPE html><meta charset="utf-8"><h1 style="color: red">年度报告</h1>
<table border="1"><tr><td>总计</td><td style="background: #ff0000">12</td></tr></table>
<p>{}</p>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [("报告.html", WEB.format("无。" * 3000)), ("报告.txt", "一、总体情况\n" + "无。\n" * 300)],
)
def test_what_has_no_pages_is_drawn_as_it_is_read(drawer, pixels, tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    pages = list(open_source(path))
    assert drawer.sizes(path) == [(page.width, page.height) for page in pages]
    assert len(pages) > 2
    for page in pages[::2]:
        drawn = drawer.draw(path, page.number, 1.0, None, pixels)
        assert drawn == Drawn(595, 842)
        x0, y0, x1, y1 = page.chars[0].box
        clip = (x0 - 1, y0 - 1, x1 + 1, y1 + 1)
        drawn = drawer.draw(path, page.number, 4.0, clip, pixels)
        ink = pixels[: 3 * drawn.width * drawn.height].tobytes()
        assert min(ink) < 100, "the first character stands where it was read"
    path.write_text(content[: len(content) // 3], encoding="utf-8")
    assert len(drawer.sizes(path)) < len(pages), "a changed file is set anew"


def test_the_cell_of_a_web_page_is_where_its_grid_says(drawer, pixels, tmp_path):
    path = tmp_path / "网页.html"
    path.write_text(WEB.format("无。"), encoding="utf-8")
    (page,) = open_source(path)
    (grid,) = page.grids or ()
    cell = next(cell for cell in grid.cells if cell.text == "12")
    x0, y0, x1, y1 = cell.box
    drawn = drawer.draw(path, 1, 4.0, (x0 + 1, y0 + 1, x1 - 1, y1 - 1), pixels)
    assert color_at(pixels, drawn, 2, 2) == RED
    assert color_at(pixels, drawn, drawn.width - 3, drawn.height - 3) == RED


def test_an_empty_file_and_an_unknown_one_are_refused_in_words(drawer, tmp_path):
    for name, content, said in (
        ("a.pdf", b"", "empty"), ("a.html", b"", "empty"), ("a.zip", b"PK12", "supported"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(GoujiError, match=said):
            drawer.sizes(tmp_path / name)


def test_a_missing_file_and_a_missing_page_are_named(drawer, pixels, tmp_path):
    with pytest.raises(GoujiError, match="“gone"):
        drawer.sizes(tmp_path / "gone.pdf")
    with pytest.raises(GoujiError, match="folder"):
        drawer.sizes(make_folder(tmp_path / "folder"))
    with pytest.raises(GoujiError, match="7"):
        drawer.draw(make_pdf(tmp_path / "short.pdf"), 7, 1.0, None, pixels)


def test_only_a_few_documents_stay_open(drawer, tmp_path):
    paths = [make_pdf(tmp_path / f"{number}.pdf") for number in range(MAX_DRAWN_DOCUMENTS + 3)]
    for path in paths:
        drawer.sizes(path)
    assert list(drawer._open) == paths[-MAX_DRAWN_DOCUMENTS:]
    drawer.sizes(paths[-MAX_DRAWN_DOCUMENTS])
    drawer.sizes(paths[0])
    assert list(drawer._open) == [
        *paths[-MAX_DRAWN_DOCUMENTS + 2 :],
        paths[-MAX_DRAWN_DOCUMENTS],
        paths[0],
    ]


def test_a_file_that_was_replaced_is_opened_again(drawer, tmp_path):
    path = make_pdf(tmp_path / "a.pdf", pages=1)
    assert len(drawer.sizes(path)) == 1
    path.unlink()  # nothing holds it, on Windows neither
    make_pdf(path, pages=3)
    assert len(drawer.sizes(path)) == 3


def test_the_process_draws_as_this_one_does(drawer, pixels):
    with closing(DrawProcess()) as process:
        assert process.do(SizesJob(SEED)) == drawer.sizes(SEED)
        drawn = process.do(DrawJob(SEED, 2, 1.5))
        assert isinstance(drawn, Drawn)
        assert drawn == drawer.draw(SEED, 2, 1.5, None, pixels)
        with process.pixels(drawn) as theirs:
            assert theirs == pixels[: len(theirs)]


def test_the_process_says_errors_and_goes_on(tmp_path):
    with closing(DrawProcess()) as process:
        with pytest.raises(GoujiError, match="“gone"):
            process.do(SizesJob(tmp_path / "gone.pdf"))
        assert process.do(SizesJob(SEED)) == Drawer().sizes(SEED)


def test_a_killed_process_is_a_lost_one():
    with closing(DrawProcess()) as process:
        process.do(SizesJob(SEED))
        process.kill()
        with pytest.raises(LostProcessError):
            process.do(SizesJob(SEED))


def test_closing_leaves_no_memory_behind():
    process = DrawProcess()
    name = process._memory.name
    process.close()
    with pytest.raises(FileNotFoundError):
        SharedMemory(name)


_PROGRAM = """
import sys
from pathlib import Path
from core.drawing.draw_process import DrawProcess, DrawJob
if __name__ == "__main__":
    process = DrawProcess()
    process.do(DrawJob(Path(sys.argv[1]), 1, 1.0))
    print(process.pid, process._memory.name, "pymupdf" in sys.modules, flush=True)
    {end}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc and /dev/shm")
@pytest.mark.parametrize("end", ["process.close()", "sys.stdin.read()"], ids=["closed", "killed"])
def test_nothing_survives_the_program(tmp_path, end):
    script = tmp_path / "program.py"
    script.write_text(_PROGRAM.replace("{end}", end), encoding="utf-8")
    root = str(Path(__file__).parent.parent.parent)
    with subprocess.Popen(
        [sys.executable, "-W", "error", str(script), str(SEED)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as program:  # fmt: skip
        assert program.stdout
        pid, name, loaded = program.stdout.readline().split()
        assert loaded == "False", "the program's own process loads no PDF library"
        if "read" in end:
            program.kill()
        _, complaints = program.communicate(timeout=30)
    for trace in (Path("/proc", pid), Path("/dev/shm", name)):
        end_of_patience = time.monotonic() + 5
        while trace.exists() and time.monotonic() < end_of_patience:
            time.sleep(0.02)
        assert not trace.exists()
    if "close" in end:
        assert complaints == ""
        assert program.returncode == 0
