"""Reading whole documents: the five real ones, drawn ones, the corpus, hopeless ones."""

import json
import re
import unicodedata
from pathlib import Path
from random import Random

import pymupdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.errors import GoujiError
from core.read import read_document
from core.report import Document
from tests.conftest import CORPUS, DATA
from tests.core.drawn import Style, draw_report
from tests.core.layouts import Wording, worded
from tests.core.reports import FORMS, balanced

SEEDS = ["seed-000-word", "seed-001-word", "seed-002-web", "seed-003-web", "seed-004-word"]
DIGITAL = [
    path.name.removesuffix(".truth.json")
    for path in sorted((CORPUS / "dev").glob("*.truth.json"))
    if json.loads(path.read_text(encoding="utf-8"))["kind"] == "digital"
]


def same(text: str) -> str:
    """A text as the corpus compares it: widths, dashes, white space, separators made alike."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join("-" if c in "‐‑‒–—―−" else c for c in text if not c.isspace())
    return re.sub(r"(?<=\d),(?=\d)", "", text)


def differences(document: Document, truth: Path) -> list[str]:
    """What is wrong in a document: reports, agency, year, form and every single cell."""
    wanted = json.loads(truth.read_text(encoding="utf-8"))["reports"]
    if len(document.reports) != len(wanted):
        return [f"{len(document.reports)} reports, not {len(wanted)}"]
    wrong = []
    for report, want in zip(document.reports, wanted, strict=True):
        if (report.agency, report.year, report.form) != (
            want["agency"], want["year"], want["form"]
        ):  # fmt: skip
            wrong.append(f"{report.agency} {report.year} {report.form}")
        got = {key: same(cell.text or "") for key, cell in report.cells.items()}
        cells = {key: same(text) for key, text in want["cells"].items()}
        wrong += [
            f"{key}: {got.get(key)!r}, not {cells.get(key)!r}"
            for key in got.keys() | cells.keys()
            if got.get(key) != cells.get(key)
        ]
    return wrong


@pytest.mark.parametrize("name", SEEDS)
def test_real_reports_are_read_to_the_cell(name):
    document = read_document(DATA / f"{name}.pdf", FORMS)
    assert differences(document, DATA / f"{name}.truth.json") == []


@pytest.mark.corpus
@pytest.mark.parametrize("name", DIGITAL)
def test_digital_documents_of_the_corpus_are_read_to_the_cell(name):
    document = read_document(CORPUS / "dev" / f"{name}.pdf", FORMS)
    assert differences(document, CORPUS / "dev" / f"{name}.truth.json") == []


def test_pages_of_a_volume_are_told_apart():
    document = read_document(DATA / "seed-002-web.pdf", FORMS)
    assert [report.pages for report in document.reports] == [
        (7, 10), (11, 14), (15, 18), (19, 22), (23, 26)
    ]  # fmt: skip


def test_sections_are_found_with_their_text():
    report = read_document(DATA / "seed-000-word.pdf", FORMS).reports[0]
    assert report.sections is not None
    assert [section.title[0] for section in report.sections] == list("一二三四五六")
    assert "工作领导小组" in report.sections[0].text
    assert report.sections[5].text.startswith("无。")


def test_a_missing_section_is_not_made_up():
    report = read_document(DATA / "seed-001-word.pdf", FORMS).reports[0]
    assert report.sections is not None
    assert "四" not in [section.title[0] for section in report.sections]


def test_every_number_lies_in_its_box():
    document = read_document(DATA / "seed-004-word.pdf", FORMS)
    pdf = pymupdf.open(DATA / "seed-004-word.pdf")
    for cell in document.reports[0].cells.values():
        assert cell.place is not None
        x0, y0, x1, y1 = cell.place.box
        page = pdf[cell.place.page - 1]
        words = "".join(
            word[4]
            for word in page.get_text("words")
            if x0 <= (word[0] + word[2]) / 2 <= x1 and y0 <= (word[1] + word[3]) / 2 <= y1
        )
        assert words == cell.text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    form=st.sampled_from(["2019", "2021"]),
    style=st.builds(
        Style,
        rules=st.sampled_from(["lines", "boxes", "thin", "double", "gaps", "across", "none"]),
        top=st.floats(60, 700),
        prose=st.booleans(),
        rotate=st.sampled_from([0, 0, 90, 180, 270]),
    ),
    blanks=st.sampled_from([0.0, 0.3, 0.95]),
)
def test_any_layout_is_read_to_the_cell(tmp_path, seed, form, style, blanks):
    random = Random(seed)
    texts = balanced(random, form)
    texts = {key: "" if random.random() < blanks else text for key, text in texts.items()}
    if style.rules in ("none", "across"):
        # a line of blanks between no lines leaves nothing on the page to see
        texts["disputes.reconsideration.total"] = "0"
    path = tmp_path / "drawn.pdf"
    draw_report(path, texts, form, style, "某某市财政局", 2023)
    document = read_document(path, FORMS)
    assert [(r.agency, r.year, r.form) for r in document.reports] == [("某某市财政局", 2023, form)]
    got = {key: cell.text for key, cell in document.reports[0].cells.items()}
    wrong = {
        k: (got.get(k), texts.get(k)) for k in got.keys() | texts if got.get(k) != texts.get(k)
    }
    assert wrong == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(  # （七） 总 计, with gaps and on two lines, without rulings
    seed=5,
    form="2021",
    style=Style(rules="none", top=100.0, label_width=50.0),
    wording=Wording(label_columns=2, aliases=True, grouped=False),
    zero="0",
)
@example(  # a label of four lines cut by a page, its numbers beside the second one
    seed=1,
    form="2019",
    style=Style("across", top=387.0, repeat_heads=False, cut_rows=True, label_width=50.0),
    wording=Wording(3, aliases=True, grouped=True, dropped=("refused_secret",), added=True),
    zero="0",
)
@given(
    seed=st.integers(0, 10**6),
    form=st.sampled_from(["2019", "2021"]),
    style=st.builds(
        Style,
        rules=st.sampled_from(["lines", "boxes", "thin", "double", "gaps", "across", "none"]),
        top=st.floats(60, 700),
        repeat_heads=st.booleans(),
        cut_rows=st.booleans(),
        label_width=st.sampled_from([50.0, 62.0, 75.0]),
    ),
    wording=st.builds(
        Wording,
        label_columns=st.sampled_from([1, 2, 3]),
        aliases=st.booleans(),
        grouped=st.booleans(),
        dropped=st.sampled_from([(), ("refused_secret",), ("rejected_repeat", "new")]),
        added=st.booleans(),
    ),
    zero=st.sampled_from(["0", "", "-", "/", "无"]),
)
def test_whatever_an_agency_makes_of_the_form_no_number_is_read_wrong(
    tmp_path, seed, form, style, wording, zero
):
    texts = {
        key: zero if text == "0" else f"{int(text):,}"
        for key, text in balanced(Random(seed), form).items()
        if key.split(".")[1] not in wording.dropped
    }
    texts["disputes.reconsideration.total"] = "0"
    path = tmp_path / "worded.pdf"
    added = {f"requests.added.{column}": "0" for column in ("natural", "company", "total")}
    draw_report(
        path, texts | added, form, style, "某局", 2023, lambda t: worded(t, wording, Random(seed))
    )
    cells = read_document(path, FORMS).reports[0].cells
    got = {key: cell.text for key, cell in cells.items()}
    wrong = {k: (t, texts.get(k)) for k, t in got.items() if t != texts.get(k)}
    assert {key: pair for key, pair in wrong.items() if not cells[key].unsure} == {}
    if style.rules not in ("across", "none") or not style.cut_rows:
        assert got.keys() == texts.keys()  # a row cut by a page may be missed without lines


HOPELESS = {
    "empty.pdf": (b"", "空文件"),
    "page.pdf": (b"<!DOCTYPE html><html><body>404</body></html>", "网页"),
    "noise.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "损坏"),
    "table.xlsx": (b"PK\x03\x04nothing", "还不支持"),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, name):
    data, reason = HOPELESS[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(GoujiError, match=reason) as caught:
        read_document(path, FORMS)
    assert caught.value.hint.zh
    assert caught.value.hint.en


def test_a_file_that_is_gone_is_said_to_be(tmp_path):
    with pytest.raises(GoujiError, match="找不到"):
        read_document(tmp_path / "不见了.pdf", FORMS)


_AES_256 = 5  # as PyMuPDF numbers it


def locked(path: Path, user_password: str) -> None:
    draw_report(path, balanced(Random(1), "2021"), "2021", Style(), "某局", 2022)
    pdf = pymupdf.open(path)
    data = pdf.tobytes(encryption=_AES_256, owner_pw="owner", user_pw=user_password)
    pdf.close()
    path.write_bytes(data)


def test_a_locked_file_asks_for_its_password(tmp_path):
    locked(tmp_path / "locked.pdf", "secret")
    with pytest.raises(GoujiError, match="密码"):
        read_document(tmp_path / "locked.pdf", FORMS)


def test_a_file_that_only_forbids_changes_is_read(tmp_path):
    locked(tmp_path / "open.pdf", "")
    assert len(read_document(tmp_path / "open.pdf", FORMS).reports[0].cells) == 200


def test_a_pdf_by_another_name_is_read(tmp_path):
    draw_report(tmp_path / "a.pdf", balanced(Random(2), "2019"), "2019", Style(), "某局", 2020)
    path = tmp_path / "其实是 PDF 📄.docx"
    (tmp_path / "a.pdf").rename(path)
    assert len(read_document(path, FORMS).reports) == 1


def test_pages_that_are_pictures_are_said_to_be(tmp_path):
    drawn = tmp_path / "drawn.pdf"
    draw_report(drawn, balanced(Random(3), "2021"), "2021", Style(), "某局", 2022)
    source, scan = pymupdf.open(drawn), pymupdf.open()
    for number in range(len(source)):
        picture = source[number].get_pixmap(dpi=60)
        scan.new_page(width=595, height=842).insert_image((0, 0, 595, 842), pixmap=picture)
    scan.save(tmp_path / "scan.pdf")
    document = read_document(tmp_path / "scan.pdf", FORMS)
    assert document.reports == ()
    assert [(note.code, note.page) for note in document.notes] == [
        *(("no-text", n + 1) for n in range(len(source))), ("no-report", None)
    ]  # fmt: skip


def test_text_that_cannot_be_seen_is_not_read(tmp_path):
    path = tmp_path / "hidden.pdf"
    texts = balanced(Random(4), "2021")
    draw_report(path, texts, "2021", Style(), "某局", 2022)
    before = read_document(path, FORMS).reports[0].cells
    pdf = pymupdf.open(path)
    for cell in before.values():
        assert cell.place is not None
        x0, _, _, y1 = cell.place.box
        pdf[cell.place.page - 1].insert_text((x0 + 2, y1 - 3), "7", fontsize=8, render_mode=3)
    pdf.saveIncr()
    pdf.close()
    after = read_document(path, FORMS).reports[0].cells
    assert {key: cell.text for key, cell in after.items()} == texts


def test_a_document_without_tables_has_no_report(tmp_path):
    pdf = pymupdf.open()
    pdf.new_page().insert_text((72, 72), "2012: 1,234 requests, 56 refused")
    pdf.save(tmp_path / "text.pdf")
    document = read_document(tmp_path / "text.pdf", FORMS)
    assert document.reports == ()
    assert [note.code for note in document.notes] == ["no-report"]
