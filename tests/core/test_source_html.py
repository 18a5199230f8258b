"""Web pages as flows: what a person sees counts, in whatever encoding, and nothing is fetched."""

import base64
import socket
from random import Random

import pytest

from core.form_files import load_forms
from core.read import read_document
from core.sources.web_text import decoded
from core.typeset.flow import Align, Paragraph, Picture
from tests.core.made_html import BROKEN, WORD, blocks, page, report_markup, texts_of
from tests.core.reports import balanced

AGENCY = "示例市园林绿化局"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def seen(folder, body, head=""):
    return texts_of(blocks(folder, page(body, f'<meta charset="utf-8">{head}')))


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>9</script>",
        '<script type="text/template"><table><tr><td>9</table></script>',
        "<style>.x{color:red}</style>",
        "<template><p>9</p></template>",
        "<noscript>9</noscript>",
        "<!-- 9 -->",
        "<!--[if gte mso 9]><p>9</p><![endif]-->",
        "<p hidden>9</p>",
        '<p style="display:none">9</p>',
        '<p style="DISPLAY : NONE !important; display:block">9</p>',
        '<div style="visibility:hidden">9</div>',
        '<p style="opacity:0">9</p>',
        '<p style="font-size:0">9</p>',
        '<p style="font-size:1px">9</p>',
        '<p style="color:#fff">9</p>',
        '<p style="color:transparent">9</p>',
        '<p style="position:absolute;left:-9999px">9</p>',
        '<p style="text-indent:-9999px">9</p>',
        '<p style="height:0;overflow:hidden">9</p>',
        '<span aria-hidden="true">9</span>',
        "<p><s>9</s></p>",
        '<p style="text-decoration:line-through">9</p>',
        "<select><option>9</select>",
        '<input value="9"><textarea>9</textarea><button>9</button>',
        "<iframe>9</iframe><object>9</object><svg><text>9</text></svg>",
        '<p class="away">9</p>',
        '<p id="gone">9</p>',
        '<div class="box"><p class="inner">9</p></div>',
        "<dialog>9</dialog>",
        "\u200b\ufeff",
    ],
)
def test_what_nobody_sees_is_not_read(tmp_path, hidden):
    style = (
        "<style>/* .b{display:none} */ p.away, #gone {display:none} .box>p.inner{display:none}"
        "</style>"
    )
    assert seen(tmp_path, f"<p>甲</p>{hidden}<p>乙</p>", style) == ["甲", "乙"]


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="visibility:hidden"><p style="visibility:visible">9</p></div>',
        '<p style="color:#fff;background:#00f">9</p>',
        '<div style="background:url(x.png)"><p style="color:white">9</p></div>',
        '<main aria-hidden="true"><p>9</p></main>',  # a dialog stood over it when it was saved
        '<p class="print small">9</p>',
        '<p class="away" style="display:block!important">9</p>',
        "<![if !supportLists]>9<![endif]>",
        "<details><summary>9</summary></details>",
        "<ins>9</ins>",
    ],
)
def test_what_is_seen_is_read(tmp_path, shown):
    style = (
        "<style>.away{display:none} @media print{.print{display:none}}"
        "@media (max-width:700px){.small{display:none}} .print:hover{display:none}</style>"
    )
    assert seen(tmp_path, shown, style) == ["9"]


def test_white_text_is_read_where_another_sheet_may_lay_a_colour_under_it(tmp_path):
    sheet = '<link rel="stylesheet" href="site.css">'
    (title,) = blocks(tmp_path, page('<p style="color:#fff">标题</p>', sheet))
    assert isinstance(title, Paragraph)
    assert (title.text, title.runs[0].color) == ("标题", (0, 0, 0))  # and can be seen when set


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("1<span>2</span><font>3</font>", "123"),
        ("1\u200b2<wbr>3", "123"),
        ("12<br>3", "12\n3"),
        ("12<sup>3</sup>", "12 3"),
        ("  1 \n 2  ", "1 2"),
        ("&nbsp;5&nbsp;", "5"),
        ("<p>1</p><p>2</p>", "1\n2"),
        ("<del>5</del>6", "6"),
        ("&#49;&#x32;&lt;", "12<"),
    ],
)
def test_text_of_a_cell(tmp_path, markup, text):
    (table,) = seen(tmp_path, f"<table><tr><td>甲<td>{markup}</table>")
    assert table == [["甲", text]]


def test_looks(tmp_path):
    style = (
        "<style>.t{text-align:center;font:bold 22px 宋体}#c{color:#f00} td p{font-size:9pt}</style>"
    )
    body = (
        '<p class="t">题</p><h2>二</h2><p align="right" style="text-indent:2em">右<b>粗</b></p>'
        '<p id="c"><font size="5">红</font></p><center>中</center>'
        '<table><tr><td bgcolor="#ccddee"><p>格</p></td><td>乙</td></table>'
    )
    found = blocks(tmp_path, page(body, f'<meta charset="utf-8">{style}'))
    title, second, right, red, middle, table = found
    assert (title.align, title.runs[0].size, title.runs[0].bold) == (Align.CENTRE, 16.5, True)
    assert (second.runs[0].size, second.runs[0].bold) == (18, True)
    assert (right.align, right.indent, [r.bold for r in right.runs]) == (
        Align.RIGHT, 24, [False, True],
    )  # fmt: skip
    assert (red.runs[0].size, red.runs[0].color) == (18, (1, 0, 0))
    assert middle.align is Align.CENTRE
    assert table.cells[0].blocks[0].runs[0].size == 9
    assert table.cells[0].fill == pytest.approx((0.8, 0.867, 0.933), abs=0.001)


TEXT = "示例市园林绿化局2022年政府信息公开工作年度报告，依法公开。"


UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
SAID = ("utf-8", "gb2312", "GBK", "iso-8859-1", "no-such", "")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        *((encoding, said) for encoding in (*UNICODE, "gbk", "gb18030") for said in SAID),
        *((encoding, "big5") for encoding in UNICODE),
    ],
)
def test_encodings_are_found_whatever_the_page_says(encoding, said):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">'
    assert TEXT in decoded(page(f"<p>{TEXT}</p>", meta).encode(encoding))


@pytest.mark.parametrize("said", ["big5", "utf-8", ""])
def test_traditional_pages(said):
    text = "示例市園林綠化局2022年政府資訊公開工作年度報告，依申請公開的資訊。"
    assert text in decoded(page(text, f'<meta charset="{said}">').encode("big5"))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_broken_bytes_do_not_spoil_the_rest(encoding):
    data = page(TEXT * 5, f"<meta charset={encoding}>").encode(encoding)
    cut = data.replace("园".encode(encoding), "园".encode(encoding)[:-1], 1)
    assert TEXT in decoded(cut)
    assert TEXT in decoded(data[:-20] + b"\xe5")


def mhtml(root: bytes, charset: str, encoding: str) -> bytes:
    """A page saved whole: a style sheet, a picture, another page, the page itself by ``start``."""
    if encoding == "base64":
        body = base64.encodebytes(root)
    else:
        body = b"".join(b"=%02X" % byte + b"=\r\n" * (i % 20 == 19) for i, byte in enumerate(root))
    parts = [
        (b"text/html", b"8bit", b"Content-ID: <other>", b"<p>other</p>"),
        (
            f"text/html; charset={charset}".encode(), encoding.encode(),
            b"Content-ID: <root>\r\nContent-Location: http://example.invalid/a/b.html", body,
        ),
        (b"text/css", b"8bit", b"Content-Location: cid:css-1@x", b".n{display:none}"),
        (
            b"image/png", b"base64",
            b"Content-Location: http://example.invalid/a/b_files/i.png", base64.encodebytes(DOT),
        ),
        (b"image/png", b"base64", b"Content-ID: <pic>", base64.encodebytes(DOT)),
    ]  # fmt: skip
    head = (
        b"From: <Saved>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; start="<root>";\r\n\tboundary="--x"\r\n\r\n'
    )
    lines = [
        b"----x\r\nContent-Type: %s\r\nContent-Transfer-Encoding: %s\r\n%s\r\n\r\n%s\r\n" % part
        for part in parts
    ]
    return head + b"".join(lines) + b"----x--\r\n"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_pages_saved_whole(tmp_path, charset, encoding):
    body = (
        '<p>正文</p><p class="n">9</p><img src="b_files/i.png"><img src="cid:pic">'
        '<img src="http://example.invalid/away.png"><table><tr><td>甲<td>12</table>'
    )
    root = page(body, '<link rel="stylesheet" href="cid:css-1@x">').encode(charset)
    found = blocks(tmp_path, mhtml(root, charset, encoding), "存档.mht")
    assert texts_of(found) == ["正文", [["甲", "12"]]]
    assert [b.data for b in found if isinstance(b, Picture)] == [DOT, DOT]


def test_pictures_are_those_in_the_file_and_nothing_is_fetched(tmp_path):
    (tmp_path / "beside.png").write_bytes(DOT)
    inside = "data:image/png;base64," + base64.b64encode(DOT).decode()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        there = f"http://127.0.0.1:{server.getsockname()[1]}"
        markup = page(
            f'<img src="{inside}" width="40" height=40>'
            f'<img src="{there}/a.png" srcset="{there}/b 2x">'
            f'<img src="beside.png"><img src="{(tmp_path / "beside.png").as_uri()}">'
            f'<iframe src="{there}/i"></iframe><object data="{there}/o"></object><p>字</p>'
            f'<script src="{there}/s.js"></script><embed src="file:///etc/passwd">'
            '<img src="data:text/html,<b>x</b>"><img src="data:image/svg+xml;base64,PHN2Zy8+">'
            f'<div style="background:url({there}/bg.png)"><p>句</p></div>',
            f'<meta charset="utf-8"><base href="{there}/">'
            f'<link rel="stylesheet" href="{there}/x.css">'
            f'<style>@import url("{there}/y.css");</style>'
            f'<meta http-equiv="refresh" content="0;url={there}/">',
        )
        xhtml = (
            f'<!DOCTYPE html SYSTEM "{there}/x.dtd" [<!ENTITY a SYSTEM "{there}/e">]>{markup}&a;'
        )
        for text in (markup, xhtml):
            found = blocks(tmp_path, text, "页.xhtml")
            assert [(b.data, b.width) for b in found if isinstance(b, Picture)] == [(DOT, 30)]
            assert [text for text in texts_of(found) if text in ("字", "句")] == ["字", "句"]
        with pytest.raises(TimeoutError):
            server.accept()


# whole reports


@pytest.fixture(scope="module")
def forms():
    return load_forms()


def read(folder, markup, forms, name="报告 📄.html"):
    path = folder / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode("utf-8"))
    return read_document(path, forms)


@pytest.mark.parametrize("inner", ["{}", WORD, BROKEN])
@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("depth", [0, 40])
def test_reports_are_read_exactly(tmp_path, forms, form, inner, depth):
    texts = balanced(Random(3), form)
    body = report_markup(texts, form, AGENCY, 2022, inner)
    body = "<table><tr><td>" * depth + body + "</td></tr></table>" * depth
    found = read(tmp_path, page(body, "<meta charset=gbk>").encode("gbk"), forms)
    (report,) = found.reports
    assert {key: cell.read for key, cell in report.cells.items()} == texts
    assert (report.agency, report.year, report.form) == (AGENCY, 2022, form)
    assert not report.unsure
    assert [s.title[:1] for s in report.sections] == list("一二三四五六")


@pytest.mark.parametrize("title", ["h1", "div class=big", "p"])
def test_reports_of_several_years_on_one_page(tmp_path, forms, title):
    years = {year: balanced(Random(year), "2021") for year in (2024, 2023, 2022)}
    body = "".join(
        report_markup(texts, "2021", AGENCY, year, title=title) for year, texts in years.items()
    )
    side = "".join(f"<li>{year}年度</li>" for year in range(2008, 2025))
    head = "<meta charset=utf-8><title>政府信息公开年报_示例市人民政府</title>"
    found = read(tmp_path, page(f"<ul>{side}</ul>{body}", head), forms)
    assert [(r.agency, r.year) for r in found.reports] == [(AGENCY, year) for year in years]
    for report, texts in zip(found.reports, years.values(), strict=True):
        assert {key: cell.read for key, cell in report.cells.items()} == texts
        assert [s.title[:1] for s in report.sections] == list("一二三四五六")


def test_titles_of_years_under_a_larger_one_without_a_year(tmp_path, forms):
    years = {year: balanced(Random(year), "2021") for year in (2023, 2022)}
    body = "".join(
        report_markup(texts, "2021", AGENCY, year, title="p") for year, texts in years.items()
    )
    found = read(tmp_path, page(f"<h1>{AGENCY}政府信息公开年报</h1>{body}"), forms)
    assert [(r.agency, r.year) for r in found.reports] == [(AGENCY, year) for year in years]


def test_links_to_other_reports_change_nothing(tmp_path, forms):
    texts = balanced(Random(4), "2021")
    links = [f"{AGENCY}{year}年政府信息公开工作年度报告" for year in (2024, 2023, 2021)]
    side = "".join(f"<li>{link}</li>" for link in links)
    body = report_markup(texts, "2021", AGENCY, 2022, title="div class=title")
    below = f"<p>上一篇：{links[1]}</p><p>{links[2]}</p>"
    for title in (f"<title>{AGENCY}2022年政府信息公开工作年度报告-示例市</title>", ""):
        markup = page(f"<ul>{side}</ul>{body}{below}", f"<meta charset=utf-8>{title}")
        (report,) = read(tmp_path, markup, forms).reports
        assert (report.agency, report.year, len(report.cells)) == (AGENCY, 2022, len(texts))


def test_the_title_of_the_head_serves_where_the_page_shows_none(tmp_path, forms):
    texts = balanced(Random(5), "2021")
    whole = report_markup(texts, "2021", AGENCY, 2023)
    bare = whole[whole.index("</h1>") + 5 :]
    head = (
        f"<meta charset=utf-8><title>{AGENCY}2023年政府信息公开工作年度报告_示例市人民政府</title>"
    )
    (report,) = read(tmp_path, page(bare, head), forms).reports
    assert (report.agency, report.year, report.unsure) == (AGENCY, 2023, frozenset())


def test_a_year_that_title_and_prose_tell_differently_is_unsure(tmp_path, forms):
    texts = balanced(Random(6), "2021")
    body = report_markup(texts, "2021", AGENCY, 2022)
    told = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    (report,) = read(tmp_path, page(body.replace("依法公开。", told)), forms).reports
    assert (report.year, report.unsure) == (2022, {"year"})
