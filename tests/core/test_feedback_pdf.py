"""Letters as PDF files, read back: their text, their pages, the pictures of cells."""

import itertools
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checking.proof import written_proof
from core.checking.suspect import localise
from core.errors import GoujiError
from core.exporting import feedback_crops
from core.exporting.feedback import Letter, Point, Source, Standing, Where
from core.exporting.feedback_flow import Crop, Crops, flow_of
from core.exporting.feedback_pdf import file_name, write_letter, write_letters
from core.exporting.feedback_print import printed
from core.read import read_document
from core.report import Document, Place, Report, Severity
from core.store.project import Project
from core.store.review import recheck
from core.text import Text
from tests.core.drawn import Drawing, Style
from tests.core.reports import FORMS
from tests.core.test_commands import run
from tests.core.test_feedback import BROKEN, SEEN, made

NAMES = st.text(st.characters(), max_size=300)


def source(path, numbers=("3", "4", "9")) -> str:
    """Draw a page with some numbers on it; return the hash of the file as reading does."""
    drawing = Drawing(Style())
    for at, number in enumerate(numbers):
        drawing.text(100 + 60 * at, 200, number, 12)
    drawing.new_page()
    drawing.pdf.save(path)
    return read_document(path, FORMS).sha256


def project_with(folder, *reports: Report, sha256="", name="原件.pdf") -> Project:
    """Return an open project of one document with these reports, its cells as they are."""
    project = Project.create(folder / "项目 📄.gouji", "王敏", FORMS)
    path = str(folder / name)
    project.add(Document(name, "pdf", 3, reports, (), sha256 or "0" * 64, path))
    recheck(project, FORMS)
    return project


def at_numbers(one: Report) -> Report:
    """Return a report whose reconsiderations stand where ``source`` draws them."""
    cells = dict(one.cells)
    for at, key in enumerate(BROKEN):
        box = (95 + 60 * at, 186, 125 + 60 * at, 204)
        cells[key] = replace(cells[key], place=Place(1, box))
    for key in SEEN.keys() - BROKEN.keys():
        cells[key] = replace(cells[key], place=None)
    return replace(one, cells=cells)


def text_of(path) -> str:
    with pymupdf.open(path) as pdf:
        return "\n".join(page.get_text() for page in pdf)


def pictures_of(path) -> list[bytes]:
    with pymupdf.open(path) as pdf:
        return [
            pdf.extract_image(image["xref"])["image"]
            for page in pdf
            for image in page.get_image_info(xrefs=True)
        ]


def point(**changes) -> Point:
    held = {
        "standing": Standing.UNSEEN,
        "source": Source("一.pdf", Path("一.pdf")),
        "year": 2022,
        "rule": "DIS-01",
        "title": Text("小计", "Sum"),
        "severity": Severity.ERROR,
        "message": Text("3 ≠ 4", "3 ≠ 4"),
        "where": Where((1,), (), Text("", ""), Text("", "")),
    }
    return Point(**{**held, **changes})


def letter(*points: Point, agency="某局") -> Letter:
    return Letter(agency, date(2026, 11, 3), "", (), points)


def pdf_of(one: Letter, language="zh") -> pymupdf.Document:
    return pymupdf.open(stream=printed(flow_of(one, language), "题", language))


def test_a_proof_is_printed_with_its_cells_as_they_are_in_the_source(tmp_path):
    sha256 = source(tmp_path / "原件.pdf")
    one = at_numbers(made(states=SEEN))
    target = tmp_path / "信 📄.pdf"
    told = []
    with project_with(tmp_path, one, sha256=sha256) as project:
        [id_] = (entry.id for entry in project.reports())
        write_letter(project, FORMS, id_, target, progress=lambda *step: told.append(step))
    said = text_of(target)
    for wanted in (
        "关于某局政府信息公开工作年度报告的反馈意见",
        "行政复议 · 结果维持 3 + 行政复议 · 结果纠正 4 = 7 ≠ 行政复议 · 总计 9",
        "第 1 页，共 1 页",
        "核对人：王敏",
    ):
        assert wanted in said
    assert told[:2] == [(0, 4), (1, 4)]
    pictures = [pymupdf.Pixmap(data) for data in pictures_of(target)]
    assert len(pictures) == 3
    assert all(70 < picture.width < 200 for picture in pictures)
    for picture in pictures:
        pixels = {picture.pixel(x, y) for x in range(picture.width) for y in range(picture.height)}
        assert (190, 30, 30) in pixels  # the frame around the cell
        assert (0, 0, 0) in pixels  # its number
    assert len(set(pictures_of(target))) == 3
    with pymupdf.open(target) as pdf:
        assert pdf.metadata["title"] == "关于某局政府信息公开工作年度报告的反馈意见"
        assert [page.rect.width for page in pdf] == [595.0]
    assert target.stat().st_size < 100_000  # only the characters that are used are in it


@pytest.mark.parametrize("what", ["missing", "changed", "damaged"])
def test_without_its_source_a_proof_says_so(tmp_path, what):
    path = tmp_path / "原件.pdf"
    sha256 = source(path)
    if what == "missing":
        path.unlink()
    elif what == "changed":
        source(path, ("8", "8", "8"))
    else:
        path.write_bytes(b"%PDF-1.7 broken")
        sha256 = ""
    with project_with(tmp_path, at_numbers(made(states=SEEN)), sha256=sha256) as project:
        if what == "damaged":
            project._db.execute("UPDATE documents SET sha256 = ''")
        [written] = write_letters(project, FORMS, tmp_path)
    said = text_of(written).replace("\n", "")
    assert "未附原件截图：原件.pdf" in said
    assert {"missing": "找不到", "changed": "已改变", "damaged": "已损坏"}[what] in said
    assert "≠ 行政复议 · 总计 9" in said
    assert pictures_of(written) == []


def test_a_source_that_takes_the_drawing_process_with_it_is_done_without(tmp_path):
    path = tmp_path / "原件.pdf"
    held = Source("原件.pdf", path, source(path))
    one = at_numbers(made(states=SEEN))
    [found] = localise(one, FORMS).proven
    proof = written_proof(found, one, FORMS)
    said = letter(point(source=held, standing=Standing.PROVEN, proof=proof))
    with feedback_crops.Cutter() as cutter:

        def kill(done, _total):
            if done == 1:
                assert cutter._process
                cutter._process.kill()

        crops = cutter.crops_of(said, kill)
        assert len(crops.found) == 1
        assert "未附原件截图：原件.pdf" in crops.missing[path].zh
        assert len(cutter.crops_of(said).found) == 3  # another process does the next letter


def test_each_agency_gets_a_letter_unless_there_is_nothing_to_say(tmp_path):
    fine = dict.fromkeys(BROKEN, "0")
    names = ("甲局", "乙/局:", "乙 局", "丙局", "CON", "")
    reports = [made(2022, name, **(fine if name == "丙局" else {})) for name in names]
    with project_with(tmp_path, *reports) as project:
        written = write_letters(project, FORMS, tmp_path, "zh")
    assert [path.name for path in written] == [
        "甲局 反馈意见.pdf", "乙 局 反馈意见.pdf", "乙 局 反馈意见 (2).pdf", "CON_ 反馈意见.pdf",
        "反馈意见.pdf",
    ]  # fmt: skip
    assert "乙/局:：" in text_of(written[1])


def test_a_letter_that_is_no_longer_wanted_leaves_its_target_as_it_was(tmp_path):
    class NotWantedError(Exception):
        pass

    def stop(*_):
        raise NotWantedError

    target = tmp_path / "信.pdf"
    target.write_text("mine", encoding="utf-8")
    with project_with(tmp_path, made(states=SEEN)) as project:
        [id_] = (entry.id for entry in project.reports())
        with pytest.raises(NotWantedError):
            write_letter(project, FORMS, id_, target, progress=stop)
    assert target.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["信.pdf", "项目 📄.gouji"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with (
        project_with(tmp_path, made()) as project,
        pytest.raises(GoujiError, match="文件夹不存在"),
    ):
        write_letters(project, FORMS, tmp_path / "没有")


def test_from_the_command_line(tmp_path):
    with project_with(tmp_path, made(agency="甲局"), made(agency="乙局")):
        pass
    out = tmp_path / "出 📄" / "里"
    done = run(
        "feedback", tmp_path / "项目 📄.gouji", "--out", out, "--language", "en", cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert sorted(path.name for path in out.iterdir()) == ["乙局 feedback.pdf", "甲局 feedback.pdf"]
    assert "Page 1 of 1" in text_of(out / "甲局 feedback.pdf")
    assert "甲局 feedback.pdf" in done.stderr.decode("utf-8")


def test_many_points_go_over_many_pages_and_all_are_there():
    with pdf_of(letter(*(point(message=Text(f"第{n}条" * 40, "")) for n in range(60)))) as pdf:
        assert len(pdf) > 5
        for number, page in enumerate(pdf, start=1):
            assert f"第 {number} 页，共 {len(pdf)} 页" in page.get_text()
            for x0, y0, x1, y1, *_ in page.get_text("words"):
                assert 40 < x0 <= x1 < 555
                assert 40 < y0 <= y1 < 830
        said = "".join("".join(page.get_text().split()) for page in pdf)
    assert all(f"第{n}条第{n}条" in said for n in range(60))


def test_no_page_divides_the_signature():
    for count in range(14, 30):
        with pdf_of(letter(*(point() for _ in range(count)))) as pdf:
            last = pdf[-1].get_text()
        assert "2026 年 11 月 3 日" in last
        assert "（单位名称、盖章）" in last


def test_what_a_document_says_is_text_and_nothing_else():
    odd = '<b>&amp;</b> {0} %s =SUM(A1) \x00\u202e\ud800 ☃ 𠮷 "\\'
    one = letter(point(message=Text(odd, odd), reason=odd, who=odd), agency=odd)
    with pdf_of(one) as pdf:
        said = "\n".join(page.get_text() for page in pdf)
    assert "<b>&amp;</b> {0} %s =SUM(A1)" in said
    assert "\u202e" not in said


def test_crops_have_their_page_beside_them():
    place = made().cells["requests.new.total"].place
    one = made(states=SEEN)
    [found] = localise(one, FORMS).proven
    held = point(standing=Standing.PROVEN, proof=written_proof(found, one, FORMS))
    pixels = feedback_crops._Pixels(4, 2, bytearray(24))
    assert place is not None
    crops = Crops({(held.source.path, place): Crop(pixels.png(), 40, 20)})
    flow = flow_of(letter(held), "en", crops)
    with pymupdf.open(stream=printed(flow, "题", "en")) as pdf:
        said = "\n".join(page.get_text() for page in pdf)
        assert sum(len(page.get_image_info()) for page in pdf) == 5
    assert said.count("page 2") == 5


@given(NAMES, st.sampled_from(["zh", "en"]))
def test_names_of_files_are_good_on_every_system(agency, language):
    name = file_name(agency, language)
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(char) not in ("Cc", "Cs") for char in name)
    assert len(name.encode("utf-8")) < 220
    assert name.endswith(".pdf")
    assert name == name.strip()
    stem = name.split(" ")[0].split(".")[0].casefold()
    reserved = {"con", "prn", "aux", "nul"} | {
        f"{one}{n}" for one, n in itertools.product(("com", "lpt"), range(10))
    }
    assert stem not in reserved


def test_the_programs_own_process_loads_no_pdf_library(tmp_path):
    code = "import sys, core.exporting.feedback_pdf; sys.exit('pymupdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
