"""What the prose claims, and what it only seems to: sentences as agencies write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bounds import MAX_CLAIMS
from core.reading.claims import claims, claims_of
from core.reading.parts import number
from core.reading.prose import TextLine, Vocabulary
from core.report import Section

WORDS = Vocabulary.load()
LISTS = ("whole", "whole_open", "part", "part_of_unit")
WIDTH, HEIGHT, LEFT, TOP = 10.0, 12.0, 50.0, 100.0  # of a character; of the first line


def lines(text: str, width: int = 40) -> list[TextLine]:
    """Text set in lines of so many characters, each ten points wide."""
    found: list[TextLine] = []
    for paragraph in text.splitlines():
        for at in range(0, len(paragraph), width):
            piece = paragraph[at : at + width]
            top = TOP + 20 * len(found)
            box = (LEFT, top, LEFT + WIDTH * len(piece), top + HEIGHT)
            found.append(TextLine(1, box, piece, HEIGHT))
    return found


def stated(text: str, heading: str = "一、总体情况") -> list[tuple[str, int | float]]:
    """The claims of a section as pairs, those of its lists of parts left out."""
    found = claims(lines(f"{heading}\n{text}"), WORDS)
    return [(c.claim, c.value) for c in found if c.claim not in LISTS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，我局共收到政府信息公开申请21件。", [("new", 21)]),
        ("全年受理政府信息公开申请三件。", [("new", 3)]),
        ("收到信息公开申请１２件。", [("new", 12)]),
        ("共收到3件政府信息公开申请，均已答复。", [("new", 3), ("all_answered", 0)]),
        ("全省收到政府信息公开申请1,234件。", [("new", 1234)]),
        ("收到政府信息公开申请近百件。", [("new_about", 100)]),
        ("收到政府信息公开申请20余件。", [("new_about", 20)]),
        ("收到政府信息公开申请约30件。", [("new_about", 30)]),
        ("通过网站收到政府信息公开申请5件。", [("new_channel", 5)]),
        ("通过网站、信函等渠道共收到政府信息公开申请5件。", [("new", 5)]),
        ("收到政府信息公开申请20件，其中网上申请收到15件。", [("new", 20)]),
        ("某县行政审批服务局共收到政府信息公开申请8件。", [("new", 8)]),
        ("受理低保申请23件，公开信息99条。", []),
        ("全年收到市政协委员提案1份，公开答复。", []),
        ("去年同期收到政府信息公开申请9件。", []),
        ("本年未收到政府信息公开申请。", [("none", 0)]),
        ("我局没有收到公民、法人和其他组织要求公开信息的申请。", [("none", 0)]),
        ("未收到网上政府信息公开申请。", [("none_channel", 0)]),
        ("未收到投诉、举报。", []),
        ("未收到因政府信息公开申请行政复议的情况。", [("reconsideration_none", 0)]),
        ("收到政府信息公开申请9件，答复8件。", [("new", 9), ("handled", 8)]),
        ("办理留言21条，公开答复4条。", []),
        ("上年结转11件，结转下年度继续办理7件。", [("carried_in", 11), ("carried_out", 7)]),
        ("3件结转至2024年度办理。", [("carried_out", 3)]),
        (
            "收到申请19件，予以公开10件、部分公开2件、不予公开3件、无法提供2件、不予处理1件、"
            "其他处理1件。",
            [("new", 19), ("granted", 10), ("partial", 2), ("refused", 3), ("unavailable", 2),
             ("rejected", 1), ("other", 1)],
        ),
        ("主动公开信息99条。", []),
        (
            "收到申请，其中自然人申请152件，法人或其他组织申请3件。",
            [("natural", 152), ("legal_person", 3)],
        ),
        (
            "因政府信息公开被申请行政复议8件，被提起行政诉讼5件。",
            [("reconsideration", 8), ("litigation", 5)],
        ),
        ("因政府信息公开引起的行政复议、行政诉讼共3件。", []),
        ("受理行政复议案件200件，政府信息公开。", []),
        (
            "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
            [("reconsideration_none", 0), ("litigation_none", 0)],
        ),
        ("未发生因政府信息公开被申请行政复议的情况，被提起行政诉讼1件。",
         [("reconsideration_none", 0), ("litigation", 1)]),
        ("未经复议直接起诉的行政诉讼。", []),
        ("无行政诉讼败诉案件。", []),
        ("力争不发生行政复议，避免没有行政诉讼。", []),
        ("对符合要求的申请均在法定期限内答复。", []),
        ("本部门暂无制定各类规范性文件。", [("normative_none", 0)]),
        (
            "全年出台规范性文件1件，失效废止规范性文件2件。",
            [("normative_issued", 1), ("normative_repealed", 2)],
        ),
        ("我局没有收取信息处理费。", [("fee", 0)]),
        ("收到申请35件，同比增长12.5%。", [("growth", 12.5)]),
        ("收到政府信息公開申請3件。", [("new", 3)]),
    ],
)  # fmt: skip
def test_what_a_sentence_claims(text, expected):
    assert stated(text) == expected


def test_a_claim_reaches_over_the_end_of_a_line_and_tells_where_its_number_stands():
    text = "（二）依申请公开\n" + "经统计" * 10 + "，全年共收到政府信息公开申请21件。"
    [claim] = claims(lines(f"一、总体情况\n{text}", width=36), WORDS)
    assert (claim.claim, claim.value, claim.place.page) == ("new", 21, 1)
    assert claim.text.endswith("全年共收到政府信息公开申请21件。")
    x0, y0, x1, y1 = claim.place.box
    assert (y0, y1) == (TOP + 20 * 3, TOP + 20 * 3 + HEIGHT)
    assert LEFT <= x0 < x1 <= LEFT + 15 * WIDTH


def test_titles_of_documents_claim_nothing():
    assert stated("印发《收到政府信息公开申请3件的处理办法》。") == []


def test_a_whole_and_its_parts():
    text = "共公开各类信息近787条，其中概况类59条，动态类358条，目录类429条。"
    found = claims(lines(f"一、总体情况\n{text}"), WORDS)
    assert [(c.claim, c.value) for c in found] == [
        ("whole", 787),
        ("part", 59),
        ("part", 358),
        ("part", 429),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，其中网上申请12件，上年结转11件，予以公开15件。",
        "发布信息85余条，其中动态60条，公告50条。",
        "制发文件15件，其中解读7条，图解8条。",
        "收到申请20件，其中自然人申请15件，网上申请18件。",
    ],
)
def test_numbers_of_several_kinds_are_no_parts_of_one_whole(text):
    found = claims(lines(f"一、总体情况\n{text}"), WORDS)
    assert not [c for c in found if c.claim in LISTS]


def test_counts_of_units_and_lists_that_go_on():
    text = (
        "全县共收到申请9件，其中县公安局5件、县教育局3件。"
        "共收到8件，其中县公安局5件、县教育局1件等。"
    )
    found = claims(lines(f"一、总体情况\n{text}"), WORDS)
    assert [(c.claim, c.value) for c in found if c.claim in LISTS] == [
        ("whole", 9), ("part_of_unit", 5), ("part_of_unit", 3),
        ("whole_open", 8), ("part_of_unit", 5), ("part_of_unit", 1),
    ]  # fmt: skip


def test_what_a_report_says_of_itself():
    text = (
        "某局2023年政府信息公开工作年度报告\n根据国办公开办函〔2021〕30号文编制，"
        "统计期限自2023年1月1日至12月31日。\n一、总体情况\n（一）主动公开\n（二）依申请公开\n"
        "未收到政府信息公开申请。\n六、其他需要报告的事项\n无。\n某局\n2024年1月5日"
    )
    found = claims(lines(text), WORDS, (0, 2023), among_others=True)
    assert [(c.claim, c.value) for c in found] == [
        ("title", 2023),
        ("among_others", 1),
        ("period", 2023),
        ("cites", 2021),
        ("empty", 0),
        ("none", 0),
        ("published", 20240105),
    ]


def test_sections_alone_tell_the_claims_without_places():
    [claim] = claims_of((Section("一、总体情况", 2, "收到政府信息公\n开申请3件。"),))
    assert (claim.claim, claim.value) == ("new", 3)
    assert claim.place.page == 2
    assert claim.place.box == (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("1,234", 1234), ("1.2万", 12000), ("三", 3), ("十", 10), ("二十一", 21),
     ("一百零五", 105), ("两千三百", 2300), ("一万二千", 12000), ("二〇", 20)],
)  # fmt: skip
def test_numbers_in_words(text, value):
    assert number(text) == value


@given(st.text(max_size=300), st.integers(1, 60))
def test_claims_never_fail(text, width):
    claims(lines(f"一、总体情况\n{text}", width), WORDS)


@given(st.lists(st.sampled_from(["收到", "申请", "公开", "信息", "3件", "未", "其中", "，", "。",
    "《", "》", "行政复议", "万", "零", "余", "\n", "（一）", "答复"]), max_size=60))  # fmt: skip
def test_claims_of_telling_words_never_fail(words):
    for claim in claims(lines("一、总体情况\n" + "".join(words)), WORDS):
        x0, y0, x1, y1 = claim.place.box
        assert x0 <= x1
        assert y0 < y1
        assert claim.text


def test_claims_are_bounded():
    text = "收到政府信息公开申请3件。" * (MAX_CLAIMS + 50)
    assert len(claims(lines(f"一、总体情况\n{text}"), WORDS)) == MAX_CLAIMS
