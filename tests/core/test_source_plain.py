"""Text copies of reports: whatever blanks were lost, no cell is wrong unless it is marked so."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import bounds
from core.errors import GoujiError
from core.read import read_document
from core.report import Document
from core.sources.plain import read_flow
from core.typeset.flow import FlowTable, Paragraph
from tests.core.plain_copies import (
    STYLES,
    TITLES,
    Style,
    lines,
    markdown,
    report_text,
    sheet,
    tabs,
    tokens,
)
from tests.core.reports import DATA, FORMS, balanced, seeds

KEEPING = (tabs, sheet, markdown)


def read(folder: Path, text: str) -> Document:
    path = folder / "报告 副本.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path, FORMS)


def texts(document: Document) -> dict[str, tuple[str | None, bool]]:
    """What was read into the cells of the forms, and whether it is unsure."""
    (report,) = document.reports
    return {
        key: (cell.read, cell.unsure)
        for key, cell in report.cells.items()
        if not key.startswith("plain")
    }


# the seeds: real copies from web sites and of office files


@pytest.mark.parametrize(
    ("seed", "exact"), [("000", 142), ("001", 183), ("002", 996), ("003", 200), ("004", 198)]
)
def test_seeds_are_read_without_a_wrong_cell(seed: str, exact: int) -> None:
    document = read_document(DATA / f"seed-{seed}.txt", FORMS)
    wanted = sorted(
        (report for name, report in seeds().items() if name.startswith(seed)),
        key=lambda report: -(report.year or 0),
    )
    assert len(document.reports) == len(wanted)
    right = 0
    for found, truth in zip(document.reports, wanted, strict=True):
        assert found.form == truth.form
        for key, cell in found.cells.items():
            if key.startswith("plain"):
                continue
            assert key in truth.cells, f"invented: {key}"
            same = (cell.read or "").replace(" ", "") == (truth.cells[key].read or "").replace(
                " ", ""
            )
            assert same or cell.unsure, key
            right += same
    assert right >= exact


def test_two_numbers_of_a_row_that_lost_its_blanks_are_unsure() -> None:
    document = read_document(DATA / "seed-002.txt", FORMS)
    last = document.reports[-1].cells
    assert last["requests.new.natural"].read == "1" == last["requests.new.total"].read
    assert last["requests.new.natural"].unsure
    assert last["requests.refused_law.natural"].read == ""
    assert not last["requests.refused_law.natural"].unsure


# copies of made reports


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@settings(max_examples=4)
@given(seed=st.integers(0, 10**6), form=st.sampled_from(["2019", "2021"]))
def test_a_full_report_is_read_exactly(
    tmp_path_factory: pytest.TempPathFactory, style: Style, seed: int, form: str
) -> None:
    random = Random(seed)
    cells = balanced(random, form)
    marks = random.choice([(), ("- {} -", "第 {} 页", "{} / 9")])
    text = report_text(cells, form, style, random, marks)
    found = texts(read(tmp_path_factory.mktemp("full"), text))
    assert found == {key: (value, False) for key, value in cells.items()}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@settings(max_examples=6)
@given(
    seed=st.integers(0, 10**6),
    form=st.sampled_from(["2019", "2021"]),
    share=st.sampled_from([0.02, 0.1, 0.5, 0.9]),
    marks=st.sampled_from([(), ("- {} -", "—{}—"), ("{}",)]),
)
def test_lost_blanks_never_give_a_wrong_cell(
    tmp_path_factory: pytest.TempPathFactory,
    style: Style,
    seed: int,
    form: str,
    share: float,
    marks: tuple[str, ...],
) -> None:
    random = Random(seed)
    cells = balanced(random, form)
    cells |= {key: "" for key in cells if random.random() < share}
    found = texts(
        read(tmp_path_factory.mktemp("blank"), report_text(cells, form, style, random, marks))
    )
    assert found.keys() <= cells.keys()
    assert [key for key, (text, unsure) in found.items() if not unsure and text != cells[key]] == []
    if share == 0.5 and not marks and style in KEEPING:
        assert len(found) > 0.9 * len(cells)


def test_a_label_wrapped_around_its_numbers(tmp_path: Path) -> None:
    cells = balanced(Random(3), "2019")
    text = report_text(cells, "2019", lines, Random(3)).replace(
        "2.其他法律行政法规禁止公开 ", "2.其他法律行政法规禁\n "
    )
    at = text.index("\n", text.index("2.其他法律行政法规禁\n") + len("2.其他法律行政法规禁\n"))
    found = texts(read(tmp_path, text[:at] + "\n止公开" + text[at:]))
    assert found == {key: (value, False) for key, value in cells.items()}


def test_a_number_right_behind_its_label(tmp_path: Path) -> None:
    cells = balanced(Random(4), "2021")
    text = report_text(cells, "2021", lines, Random(4)).replace("申请数量 ", "申请数量")
    assert texts(read(tmp_path, text)) == {key: (value, False) for key, value in cells.items()}


def test_heads_printed_again_after_a_page(tmp_path: Path) -> None:
    cells = balanced(Random(5), "2019")
    text = report_text(cells, "2019", tokens, Random(5))
    heads = text[text.index("申请人情况") : text.index("一、本年新收")]
    row = text.index("（四）无法提供")
    found = texts(read(tmp_path, text[:row] + "\f\n- 3 -\n" + heads + text[row:]))
    assert found == {key: (value, False) for key, value in cells.items()}


def test_numbers_before_their_labels_are_not_believed(tmp_path: Path) -> None:
    cells = balanced(Random(6), "2019")
    rows = lines(FORMS.choose("requests", "2019", cells), cells, Random(6))
    upside = [
        "\n".join([" ".join(row.split()[-7:]), " ".join(row.split()[:-7])])
        if row.split()[-1].isdigit()
        else row
        for row in rows
    ]
    text = "\n".join(["某局2019年政府信息公开工作年度报告", TITLES["requests"], *upside])
    document = read(tmp_path, text)
    for report in document.reports:
        assert all(cell.unsure for cell in report.cells.values() if cell.read)


def test_heads_that_a_page_has_cut_through(tmp_path: Path) -> None:
    cells = balanced(Random(7), "2019")
    text = report_text(cells, "2019", sheet, Random(7))
    top = text.index("行政复议\t")
    values = text.index("\n", text.index("结果维持", text.index("复议后起诉"))) + 1
    cut = "\t" * 5 + "\t".join(["果 维 持", "果 纠 正", "他 结 果", "未 审 结", "计"] * 2)
    found = texts(read(tmp_path, text[:top] + cut + "\n" + text[values:]))
    assert found == {key: (text, "disputes" in key) for key, text in cells.items()}


def test_a_remark_under_a_row_is_none_of_its_label(tmp_path: Path) -> None:
    cells = balanced(Random(8), "2019")
    text = report_text(cells, "2019", tabs, Random(8))
    remark = "（备注：上年数未填）"
    at = text.index(TITLES["requests"])
    document = read(tmp_path, text[:at] + remark + "\n" + text[at:])
    assert texts(document) == {key: (value, False) for key, value in cells.items()}
    flow = read_flow(Path(document.path))
    assert remark in [block.text for block in flow.blocks if isinstance(block, Paragraph)]


def test_numbers_that_no_column_took_are_told(tmp_path: Path) -> None:
    cells = balanced(Random(9), "2019") | {
        f"requests.granted.{column}": text
        for column, text in zip(
            ("natural", "company", "research", "nonprofit", "legal", "other_org", "total"),
            ("3", "", "", "4", "", "5", "6"),
            strict=True,
        )
    }
    (report,) = read(tmp_path, report_text(cells, "2019", lines, Random(9))).reports
    assert not any(key.startswith("requests.granted.") for key in report.cells)
    assert "3 4 5 6" in [leftover.text for leftover in report.leftovers]


# what is no table of the form


def flow_of(folder: Path, data: bytes) -> list[object]:
    path = folder / "x.txt"
    path.write_bytes(data)
    return list(read_flow(path).blocks)


def test_other_tables_stay_tables_and_lines_stay_lines(tmp_path: Path) -> None:
    text = "栏目\t上半年\t下半年\n信息条数\t12\t\n\n第一段。\n第二段。\n"
    table, first, second = flow_of(tmp_path, text.encode())
    assert isinstance(table, FlowTable)
    assert (table.rows, table.columns) == (2, 3)
    assert [b.text for b in (first, second) if isinstance(b, Paragraph)] == ["第一段。", "第二段。"]


def test_titles_stand_out(tmp_path: Path) -> None:
    title_line = "2022年政府信息公开工作年度报告"
    text = f"某市某局\n{title_line}\n正文里提到{title_line}。\n一、总体情况\n"
    above, title, prose, heading = flow_of(tmp_path, text.encode())
    sizes = [b.runs[0].size for b in (above, title, prose, heading) if isinstance(b, Paragraph)]
    assert sizes[0] == sizes[1] > sizes[2] == sizes[3]
    assert isinstance(heading, Paragraph)
    assert heading.runs[0].bold


# bytes


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "某市某局政府信息公开工作年度报告，收到申请 12 件。"
    (block,) = flow_of(tmp_path, text.encode(encoding))
    assert isinstance(block, Paragraph)
    assert block.text == text


def test_big5(tmp_path: Path) -> None:
    text = "政府信息公開工作年度報告，本年收到申請總計 12 件，其他法人或組織。"
    (block,) = flow_of(tmp_path, text.encode("big5"))
    assert isinstance(block, Paragraph)
    assert block.text == text


def test_a_text_cut_within_a_character_is_read(tmp_path: Path) -> None:
    data = ("政府信息公开工作年度报告。" * 30).encode()[:-1]
    (block,) = flow_of(tmp_path, data)
    assert isinstance(block, Paragraph)
    assert block.text.startswith("政府信息公开")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(500), b"\0" * 4000, b" \n\t\n "]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(GoujiError):
        flow_of(tmp_path, data)


@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_give_a_flow_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    with suppress(GoujiError):
        flow_of(tmp_path_factory.mktemp("bytes"), data)


_SOME_WORDS = """一、本年新收政府信息公开申请数量 （七）总计 总计 其他 3.其他 规章 自然人 商业企业
行政复议 行政诉讼 结果维持 申请人情况 信息内容 第二十条第（一）项 0 12 -
止公开 本年处理决定数量 行政许可 。 |"""
_WORDS = st.sampled_from([*_SOME_WORDS.split(), "\n", "\n- 1 -\n", "\t", " ", "  "])


@given(parts=st.lists(_WORDS, max_size=60))
def test_any_order_of_words_is_read(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    text = "".join(parts) + "。"
    flow_of(tmp_path_factory.mktemp("words"), text.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"1\n" * (bounds.MAX_TEXT_LINES + 1),
        b"1" * (bounds.MAX_TEXT_LINE + 1),
        b"1" * (bounds.MAX_TEXT_BYTES + 1),
    ],
    ids=["lines", "line", "bytes"],
)
def test_bounds(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(GoujiError):
        flow_of(tmp_path, data)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(GoujiError):
        read_flow(tmp_path / "没有.txt")
