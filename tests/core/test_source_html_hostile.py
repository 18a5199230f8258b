"""Hostile web pages end in a sentence or in what can be read of them, soon and in little memory."""

import time
import tracemalloc

import pytest

from core import bounds
from core.errors import GoujiError
from core.sources.html import read_flow
from core.typeset.flow import FlowTable, Paragraph
from tests.core.made_html import blocks, page, texts_of

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    + ']><html xmlns="http://www.w3.org/1999/xhtml"><body><p>字&a9;</p></body></html>'
)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 300_000 + "x",
        "<table><tr><td>" * 100_000,
        "<table>" + ("<tr>" + "<td>1" * 10) * 100_000,
        "<p>x</p>" * 600_000,
        "<p>" + "字" * (bounds.MAX_FLOW_CHARS + 1),
    ],
    ids=["deep", "deep tables", "many cells", "many tags", "much text"],
)
def test_what_is_too_much_is_refused_with_a_sentence(tmp_path, markup):
    with pytest.raises(GoujiError) as refused:
        blocks(tmp_path, markup)
    assert refused.value.hint.zh


def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "大.html"
    with path.open("wb") as file:
        file.truncate(bounds.MAX_WEB_BYTES + 1)
    tracemalloc.start()
    try:
        with pytest.raises(GoujiError):
            read_flow(path)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<table>" + "<tr><td rowspan=65000 colspan=1000>1" * 3000 + "</table>", None),
        ("<table><tr>" + "<td>1" * 5000 + "</table>", None),
        ("<p>" + "&lol;&amp;" * 50_000, None),
        (LAUGHS, None),
        ('<p>字</p><img src="data:image/png;base64,' + "A" * 20_000_000 + '">', ["字"]),
        ("<style>" + "{" * 500_000 + "</style><style>" + "/*" * 500_000 + "</style><p>字", ["字"]),
        ('<p style="' + "a:(" * 200_000 + '">字', ["字"]),
        ("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">字", ["字"]),
        ("<title>" + "2022年" * 200_000 + "</title><p>字", ["字"]),
        ("<style>" + "".join(f"div .c{i} td{{color:red}}" for i in range(5000)) + "</style>"
         + "<div>" * 50 + "<table>" + "<tr><td>1<td>2" * 500 + "</table>", None),
        ("<!--" * 100_000 + "字", []),
        ("\0\0<p>字\0</p>", None),
        ("", []),
    ],
)  # fmt: skip
def test_what_can_be_read_is_read_soon(tmp_path, markup, said):
    start = time.process_time()
    found = blocks(tmp_path, markup)
    assert time.process_time() - start < 20
    assert sum(len(b.text) for b in found if isinstance(b, Paragraph)) < 2_000_000
    assert all(
        b.rows * b.columns <= bounds.MAX_WEB_PLACES for b in found if isinstance(b, FlowTable)
    )
    if said is not None:
        assert texts_of(found) == said


def test_nested_tables_are_undone_however_many(tmp_path):
    body = "<table><tr><td>" * 400 + "<table><tr><td>甲<td>1</table>" + "</table>" * 400
    assert texts_of(blocks(tmp_path, page(body))) == [[["甲", "1"]]]


def test_entities_are_not_resolved(tmp_path):
    markup = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>字&x;</p>'
    assert "root" not in str(texts_of(blocks(tmp_path, markup, "页.xhtml")))


@pytest.mark.parametrize(
    "mail",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
        b"Content-Type: message/rfc822\n\n" * 3000,
        b"Content-Type: multipart/related; boundary=a\n\n" + b"--a\n\nx\n" * 100_000,
        b"Content-Type: text/plain\n\nx",
    ],
)
def test_hostile_saved_pages_are_refused(tmp_path, mail):
    with pytest.raises(GoujiError):
        blocks(tmp_path, b"MIME-Version: 1.0\n" + mail, "存档.mhtml")


def test_a_broken_saved_page_is_read_as_far_as_it_goes(tmp_path):
    mail = (
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=x\0y\n"
        b"Content-Transfer-Encoding: base64\n\n@@@"
    )
    assert texts_of(blocks(tmp_path, mail, "存档.mhtml")) == []
