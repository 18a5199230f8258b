"""Where lines end, and how wide text is."""

import unicodedata

import pytest

from core.typeset.flow import Align, Paragraph, Run
from core.typeset.glyphs import Glyphs, Kind, visible
from core.typeset.lines import MeasuredText, Setting, legible, spoken

GLYPHS = Glyphs()


def measured(text, size=10.0, **how):
    return MeasuredText(Paragraph((Run(text, size),), **how), GLYPHS, Setting())


def broken(text, width, **how):
    """The texts of the lines of a paragraph; a Chinese character is 10 wide."""
    return [
        "".join(piece.text for piece in line.pieces)
        for line in measured(text, **how).items(width)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("主动公开政府信息", 41, ["主动公开", "政府信息"]),
        ("主动公开，政府信息", 41, ["主动公", "开，政府", "信息"]),
        ("主动公（开政）府", 41, ["主动公", "（开政）", "府"]),
        ("收到1,234件", 41, ["收到", "1,234件"]),
        ("收到34.5万", 31, ["收到", "34.5万"]),
        ("共１２３４件", 45, ["共", "１２３４", "件"]),
        ("open information of all", 60, ["open", "information", "of all"]),
        ("123456789012", 35, ["123456", "789012"]),
        ("一\n二三\n", 100, ["一", "二三"]),
        ("  一  二  ", 100, ["一 二"]),
        ("\u3000\u3000一、总体", 100, ["\u3000\u3000一、总体"]),
        ("。。。。。。", 31, ["。。。", "。。。"]),
        ("", 100, [""]),
    ],
)
def test_lines_end_where_readers_expect(text, width, lines):
    assert broken(text, width) == lines


def test_a_centred_title_leaves_no_character_alone():
    text = "栖云区行政审批服务局年度报告"
    assert broken(text, 131)[-1] == "告"
    first, second = broken(text, 131, align=Align.CENTRE)
    assert abs(len(first) - len(second)) <= 4


def test_alignment_and_indent():
    def start(**how):
        return [line.pieces[0].x for line in measured("一二三四五六", **how).items(40)]

    assert start() == [0, 0]
    assert start(indent=20) == [20, 0]
    assert start(indent=float("nan")) == [0, 0]
    assert broken("1234件", 36, indent=20) == ["1234件"], "no number is broken for it"
    assert start(align=Align.CENTRE) == [5, 5]
    assert [line.pieces[0].x for line in measured("一", align=Align.RIGHT).items(40)] == [30]


def test_runs_keep_their_looks_over_a_break():
    runs = (Run("一二", 10, bold=True), Run("三四", 20, color=(1, 0, 0)))
    lines = list(MeasuredText(Paragraph(runs), GLYPHS, Setting()).items(41))
    seen = [[(p.text, p.size, p.bold, p.color) for p in line.pieces] for line in lines]
    assert seen == [
        [("一二", 10, True, (0, 0, 0)), ("三", 20, False, (1, 0, 0))],
        [("四", 20, False, (1, 0, 0))],
    ]
    assert lines[0].pieces[0].y == lines[0].pieces[1].y, "one baseline"


def test_the_least_width_breaks_no_number():
    least, most = measured("收到1,234件").widths()
    assert least == pytest.approx(sum(GLYPHS[c].advance for c in "1,234") * 10)
    assert most == pytest.approx(30 + least)
    assert measured("http://" + "a" * 500).widths()[0] <= 120, "an address may be broken"


def test_what_leaves_no_mark_is_left_out():
    assert visible("a\u200bb \t c\r\nd\ud800\ufeff\ufe0f") == "ab c\nd"
    assert visible("\u3000\u3000一\u00a0") == "\u3000\u3000一\u00a0"
    unseen = ("Cc", "Cf", "Cs")
    left = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in unseen]
    assert not "".join(visible(c) for c in left).strip()


def test_every_character_can_be_drawn():
    assert GLYPHS["⼀"].drawn == "一", "a radical as the character that looks like it"
    assert GLYPHS["☑"].drawn == "☑", "from another font"
    assert GLYPHS["𠀀"].drawn == "□"
    assert [GLYPHS[c].kind for c in "一1。（ \n"] == [
        Kind.WIDE, Kind.WORD, Kind.CLOSING, Kind.OPENING, Kind.SPACE, Kind.FEED,
    ]  # fmt: skip


def test_text_can_be_told_from_what_is_behind_it():
    white, black, red = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)
    assert legible(red, None) == red
    assert legible(white, (0.0, 0.2, 0.6)) == white
    assert legible(white, None) == black
    assert legible(black, (0.1, 0.0, 0.0)) == white
    assert legible((9.0, float("nan"), -1.0), None) == red


def test_the_text_of_a_cell_is_joined_without_spaces():
    paragraphs = [
        Paragraph((Run("（二）部分 \t公开\n（区分"), Run(" 处理）"))), Paragraph((Run(" 的 "),)),
    ]  # fmt: skip
    assert spoken(paragraphs) == "（二）部分 公开（区分 处理）的"
