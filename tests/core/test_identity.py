"""Whose report it is and for which year, as titles say it."""

import pytest

from core.reading.identity import identify, titles
from core.reading.prose import TextLine, Vocabulary

VOCABULARY = Vocabulary.load()

TITLES = {
    "石岚县人民政府2022年政府信息公开工作年度报告": ("石岚县人民政府", 2022),
    "石岚县人民政府信息公开工作年度报告": ("石岚县人民政府", None),
    "青岚市（临沅区）科学技术局二〇二二年政府信息公开工作年度报告": (
        "青岚市(临沅区)科学技术局",
        2022,
    ),
    "（某某局）2022年政府信息公开工作年度报告": ("某某局", 2022),
    '=HYPERLINK("http://127.0.0.1:9/","点此")2022年政府信息公开工作年度报告': (
        '=HYPERLINK("http://127.0.0.1:9/","点此")',
        2022,
    ),
    "《某某局2022年政府信息公开工作年度报告》": ("某某局", 2022),
    "某某市委机构编制委员会办公室2022年政府信息公开工作年度报告": (
        "某某市委机构编制委员会办公室",
        2022,
    ),
    "關於某某市教育局2023年政府資訊公開工作年度報告": ("某某市教育局", 2023),
    "2023年政府信息公开工作年度报告": ("", 2023),
    "政府信息公开工作年度报告格式模板": ("", None),
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_names_the_agency_and_the_year(text):
    lines = [
        TextLine(1, (100, 50, 500, 72), text, 22),
        *(TextLine(1, (90, 100 + 20 * n, 500, 110 + 20 * n), "正文。", 10) for n in range(9)),
    ]
    (title,) = titles(lines, VOCABULARY)
    assert (title.agency, title.year) == TITLES[text]
    found = identify(title, lines, VOCABULARY)
    assert (found.agency, found.year) == TITLES[text]
    assert ("agency" in found.unsure) is (not TITLES[text][0])
    assert ("year" in found.unsure) is (TITLES[text][1] is None)


SENTENCES = (
    "本报告根据《中华人民共和国政府信息公开工作年度报告格式》编制",
    "市场监督管理局编制了2022年政府信息公开工作年度报告",
    "我县2022年政府信息公开工作年度报告",
    "《中华人民共和国政府信息公开工作年度报告格式》要求如下",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_names_no_agency_though_it_looks_large(text):
    """In a photo, lines of prose nearer to the camera are higher than the others."""
    lines = [
        TextLine(1, (100, 50, 500, 72), text, 22),
        *(TextLine(1, (90, 100 + 20 * n, 500, 110 + 20 * n), "正文。", 10) for n in range(9)),
    ]
    assert not any(title.agency for title in titles(lines, VOCABULARY))
    assert identify(None, lines, VOCABULARY).agency == ""
