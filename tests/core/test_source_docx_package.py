"""Broken and hostile docx files: refused in words, without filling time or memory."""

import struct
import tracemalloc
import zipfile
from contextlib import contextmanager

import pytest

from core import bounds
from core.errors import GoujiError
from core.sources import docx, docx_package
from core.sources.docx import read_flow
from tests.conftest import CORPUS
from tests.core.made_docx import (
    paragraph,
    root,
    run,
    tables_of,
    tbl,
    tc,
    texts_of,
    tr,
    write_docx,
)

BAD = CORPUS / "dev" / "bad"


@contextmanager
def memory_below(megabytes):
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1_000_000
    finally:
        tracemalloc.stop()


def zipped(path, parts, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def document(inside):
    return root("document", f"<w:body>{inside}</w:body>")


def refused(path):
    with pytest.raises(GoujiError) as caught:
        read_flow(path)
    assert caught.value.hint.zh
    return caught.value.message.zh


def test_a_file_that_is_cut_off_is_damaged(tmp_path):
    data = write_docx(tmp_path / "a.docx", paragraph(run("1"))).read_bytes()
    for length in (5, len(data) // 2, len(data) - 30):
        (tmp_path / "cut.docx").write_bytes(data[:length])
        assert "损坏" in refused(tmp_path / "cut.docx")


def test_a_file_with_a_wrong_byte_is_damaged_or_read(tmp_path):
    path = write_docx(tmp_path / "a.docx", paragraph(run("1")))
    data = path.read_bytes()
    for at in range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            texts = texts_of(read_flow(path))
        except GoujiError:
            continue
        assert texts == ["1"]


@pytest.mark.parametrize(
    "parts",
    [
        {"hello.txt": "hello"},
        {"word/document.xml": ""},
        {"word/document.xml": "<document/>"},
        {"word/document.xml": root("document", "")},
        {"word/document.xml": document("<w:p>")[:-9]},
        {"word/document.xml": document(paragraph(run("\x01")))},
    ],
)
def test_what_is_no_word_document_is_said_to_be_none(tmp_path, parts):
    assert "损坏或不是 Word" in refused(zipped(tmp_path / "a.docx", parts))


def test_the_document_is_found_whatever_the_relations_say(tmp_path):
    parts = {"_rels/.rels": "<x/>", "WORD\\Document.xml": document(paragraph(run("1")))}
    assert texts_of(read_flow(zipped(tmp_path / "a.docx", parts))) == ["1"]


def test_entities_are_never_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    text = document(paragraph("<w:r><w:t>&a;&x;</w:t></w:r>")).replace(
        "?>",
        f'?><!DOCTYPE x [<!ENTITY a "9"><!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        1,
    )
    assert "损坏" in refused(zipped(tmp_path / "a.docx", {"word/document.xml": text}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = zipped(tmp_path / "a.docx", {"word/document.xml": b"0" * 60_000_000})
    with memory_below(20):
        assert "过大" in refused(path)


def test_a_bomb_that_lies_of_its_size_is_refused_too(tmp_path):
    path = zipped(tmp_path / "a.docx", {"word/document.xml": b" " * 60_000_000})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)  # its size in the directory
    path.write_bytes(data)
    with memory_below(20):
        refused(path)


def test_parts_packed_in_a_strange_way_are_refused(tmp_path):
    path = zipped(tmp_path / "a.docx", {"word/document.xml": b"0" * 10**7}, zipfile.ZIP_BZIP2)
    with memory_below(5):
        refused(path)


def test_a_directory_without_end_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(docx_package, "MAX_DOCX_DIRECTORY", 10_000)
    parts = {f"{number}.xml": "" for number in range(1000)}
    assert "过大" in refused(zipped(tmp_path / "a.docx", parts))


def test_elements_without_end_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(docx_package, "MAX_XML_ELEMENTS", 1000)
    path = write_docx(tmp_path / "a.docx", paragraph(run("1")) * 1000)
    assert "过大" in refused(path)


@pytest.mark.parametrize("depth", [150, 100_000])
def test_elements_in_each_other_without_end_are_not_read(tmp_path, depth):
    path = write_docx(tmp_path / "a.docx", "<w:sdt>" * depth + "</w:sdt>" * depth)
    if depth < bounds.MAX_XML_DEPTH:
        assert read_flow(path).blocks == ()
    else:
        assert "过大" in refused(path) or "损坏" in refused(path)


def test_tables_in_each_other_are_read_to_the_last(tmp_path):
    inside = paragraph(run("底"))
    for _ in range(40):
        inside = tbl(tr(tc("a"), tc("b"), tc("c"), tc(inside))) + paragraph("")
    with memory_below(50):
        read_flow(write_docx(tmp_path / "a.docx", inside))


def test_tables_without_end_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(docx, "MAX_DOCX_CELLS", 500)
    assert "过大" in refused(write_docx(tmp_path / "a.docx", tbl(*[tr(*[tc()] * 10)] * 100)))


def test_spans_without_end_are_cut(tmp_path):
    body = tbl(tr(tc("a", '<w:gridSpan w:val="99999999"/>'), tc("b")), tr(tc("c"), tc("1")))
    flow = read_flow(write_docx(tmp_path / "a.docx", body))
    assert max(table.columns for table in tables_of(flow)) == bounds.MAX_DOCX_COLUMNS


def test_a_part_with_a_password_asks_for_it(tmp_path):
    path = write_docx(tmp_path / "a.docx", paragraph(run("1")))
    data = bytearray(path.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    path.write_bytes(data)
    assert "密码" in refused(path)


def test_pictures_beyond_the_bounds_are_left_out(tmp_path, monkeypatch):
    picture = b"\x89PNG" + bytes(1000)
    body = paragraph('<w:r><w:drawing><a:blip r:embed="a.png"/></w:drawing></w:r>')
    path = write_docx(tmp_path / "a.docx", body * 3, media={"a.png": picture})
    monkeypatch.setattr(docx, "MAX_DOCX_PICTURES", 2)
    assert len(read_flow(path).blocks) == 2
    monkeypatch.setattr(docx, "MAX_PICTURE_BYTES", 500)
    assert read_flow(path).blocks == ()


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("broken.docx", "损坏"),
        ("no-document.docx", "不是 Word"),
        ("bomb.docx", "过大"),
        ("entities.docx", "损坏"),
    ],
)
def test_hopeless_documents_of_the_corpus_are_refused(name, reason):
    with memory_below(20):
        assert reason in refused(BAD / name)


@pytest.mark.corpus
def test_a_form_with_nothing_filled_in_has_no_numbers():
    flow = read_flow(BAD / "blank-form.docx")
    assert "政府信息公开工作年度报告格式模板" in texts_of(flow)
