"""Text layers that lie: found page by page, and left to be read from the picture."""

from random import Random

import pymupdf
import pytest

from core.reading.page import Doubt
from core.reading.remarks import page_notes
from core.sources.pdf import PdfSource
from tests.conftest import CORPUS, DATA
from tests.core.drawn import Style, draw_report
from tests.core.reports import balanced

FORMS = ("2019", "2021")
DIGITS = "<0009> <0040> <0028>"  # Helvetica as PyMuPDF brings it along: glyph 0x11 is 0
FIRST = 0x11


def read(path):
    source = PdfSource(path)
    pages = list(source)
    source.close()
    return pages


def notes(pages):
    return [(note.code, note.page) for page in pages for note in page_notes(page)]


def mapped(path, order, font="helv"):
    """Save two pages: one of words, one of numbers whose text layer has other digits."""
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((50, 50), "words alone")
    page = pdf.new_page()
    page.insert_font(fontname="own", fontbuffer=pymupdf.Font(font).buffer)
    for row in range(10):
        page.insert_text((50, 50 + 20 * row), "0123456789"[row:] + " 20 31", fontname="own")
    [font] = [row[0] for row in page.get_fonts() if row[4] == "own"]
    mapping = int(pdf.xref_get_key(font, "ToUnicode")[1].split()[0])
    ranges = pdf.xref_stream(mapping).decode()
    assert DIGITS in ranges
    single = [
        f"<{FIRST + i:04x}> <{FIRST + i:04x}> <{0x30 + int(order[i]):04x}>" for i in range(10)
    ]
    lines = ["<0009> <0010> <0028>", *single, "<001b> <0040> <0032>"]
    ranges = ranges.replace(DIGITS, "\n".join(lines)).replace("43 beginbf", "54 beginbf")
    pdf.update_stream(mapping, ranges.encode())
    pdf.save(path)
    pdf.close()


@pytest.mark.parametrize("order", ["1234567890", "9876543210", "5038162749"])
def test_digits_whose_mapping_is_shifted_are_not_believed(tmp_path, order):
    mapped(tmp_path / "shifted.pdf", order)
    words, numbers = read(tmp_path / "shifted.pdf")
    assert (words.doubt, numbers.doubt, numbers.chars) == (Doubt.NONE, Doubt.GARBLED, ())
    assert notes([words, numbers]) == [("garbled-text", 2)]


def test_digits_whose_mapping_is_right_are_believed(tmp_path):
    mapped(tmp_path / "right.pdf", "0123456789")
    assert [page.doubt for page in read(tmp_path / "right.pdf")] == [Doubt.NONE] * 2


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_digits_of_turned_pages_are_looked_at_upright(tmp_path, rotation):
    mapped(tmp_path / "right.pdf", "0123456789")
    mapped(tmp_path / "shifted.pdf", "1234567890")
    for name, doubt in (("right.pdf", Doubt.NONE), ("shifted.pdf", Doubt.GARBLED)):
        pdf, lying = pymupdf.open(tmp_path / name), pymupdf.open()
        page = lying.new_page()
        page.show_pdf_page(page.rect, pdf, 1, rotate=rotation, keep_proportion=False)
        page.set_rotation(rotation)
        lying.save(tmp_path / f"turned {name}")
        assert [page.doubt for page in read(tmp_path / f"turned {name}")] == [doubt]


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE000 + i) for i in range(60)),  # private use
        "\ufffd" * 40 + "本年新收",
        "".join(chr(0x4E00 + 97 * i) for i in range(120)),  # Han at random
    ],
    ids=["private", "unknown", "random"],
)
def test_text_that_means_nothing_is_not_believed(tmp_path, text):
    pdf = pymupdf.open()
    page = pdf.new_page()
    # set without a mapping of its own, china-s would lose what it has no glyph for
    page.insert_font(fontname="own", fontbuffer=pymupdf.Font("cjk").buffer)
    for row in range(0, len(text), 20):
        page.insert_text((50, 50 + row), text[row : row + 20], fontname="own")
    pdf.save(tmp_path / "garbled.pdf")
    [page] = read(tmp_path / "garbled.pdf")
    assert (page.doubt, page.chars) == (Doubt.GARBLED, ())


@pytest.mark.parametrize(
    "text",
    [
        "The Office received 31 requests in 2022, of which 12 were granted.",
        "本年新收政府信息公开申请31件，结转上年2件，办理结果均已答复申请人。",
        "王伟 李娜 张敏 刘洋 陈静 杨帆 赵磊 黄丽 周强 吴芳 徐勇 孙艳",
        "政府信息公開年度報告總體情況：主動公開規範性文件3件，行政許可處理決定12件。",
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 2 3",
        "WWWWWWWWWW MMMMMMMMMM",
    ],
)
def test_honest_text_is_believed(tmp_path, text):
    pdf = pymupdf.open()
    page = pdf.new_page()
    for row in range(8):
        font = "helv" if text.isascii() else "china-s"
        page.insert_text((50, 50 + 20 * row), text, fontname=font)
    pdf.save(tmp_path / "honest.pdf")
    [page] = read(tmp_path / "honest.pdf")
    assert page.doubt is Doubt.NONE
    assert page.chars


def test_text_over_a_picture_of_the_same_page_is_not_believed(tmp_path):
    pdf = pymupdf.open()
    page = pdf.new_page()
    for row in range(20):
        page.insert_text((50, 50 + 20 * row), "printed 1234567890")
    picture = page.get_pixmap(dpi=100)
    page = pdf.new_page()
    page.insert_image(page.rect, pixmap=picture)
    for row in range(20):
        page.insert_text((50, 50 + 20 * row), "misread 9876543210", color=(0, 0, 0.8))
    pdf.save(tmp_path / "over.pdf")
    pages = read(tmp_path / "over.pdf")
    assert [page.doubt for page in pages] == [Doubt.NONE, Doubt.CONTRADICTED]
    assert notes(pages) == [("contradicted-text", 2)]


def test_text_beneath_a_picture_of_the_page_is_a_scan(tmp_path):
    pdf = pymupdf.open()
    page = pdf.new_page()
    for row in range(20):
        page.insert_text((50, 50 + 20 * row), "misread 1234567890")
    page.insert_image(page.rect, pixmap=page.get_pixmap(dpi=100))
    pdf.save(tmp_path / "beneath.pdf")
    pages = read(tmp_path / "beneath.pdf")
    assert [(page.doubt, page.chars) for page in pages] == [(Doubt.NONE, ())]
    assert notes(pages) == [("no-text", 1)]


def test_a_large_picture_on_a_page_of_text_may_be_a_table(tmp_path):
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((50, 50), "The table of the year 2022:")
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 100, 50))
    page.insert_image((50, 100, 500, 400), pixmap=pixmap, keep_proportion=False)
    page = pdf.new_page()
    page.insert_text((50, 50), "Enough text to be a page, with a small picture.")
    page.insert_image((50, 100, 100, 150), pixmap=pixmap, keep_proportion=False)
    pdf.save(tmp_path / "pasted.pdf")
    assert notes(read(tmp_path / "pasted.pdf")) == [("table-picture", 1)]


@pytest.mark.parametrize("rules", ["lines", "thin", "none"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_drawn_reports_are_believed(tmp_path, rules, rotate):
    for form in FORMS:
        texts = balanced(Random(5), form)
        style = Style(rules=rules, rotate=rotate)
        draw_report(tmp_path / "drawn.pdf", texts, form, style, "某局", 2022)
        assert notes(read(tmp_path / "drawn.pdf")) == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.pdf")), ids=lambda path: path.stem)
def test_real_reports_are_believed(path):
    assert notes(read(path)) == []


@pytest.mark.corpus
def test_pages_of_the_corpus_are_doubted_where_their_text_lies():
    dev = CORPUS / "dev"
    found = {path.stem: notes(read(path)) for path in sorted(dev.glob("*.pdf"))}
    doubted = {name for name, codes in found.items() if codes and codes[0][0] != "no-text"}
    pictures = [("table-picture", 2), ("table-picture", 3)]
    assert found["mixed-01"] == found["mixed-02"] == pictures
    assert found["mixed-03"] == [("garbled-text", page) for page in range(1, 5)]
    assert found["mixed-04"] == [("garbled-text", page) for page in range(1, 4)]
    assert doubted == {"mixed-01", "mixed-02", "mixed-03", "mixed-04"}
