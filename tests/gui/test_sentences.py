"""Sentences are joined as each language has it."""

from gui.sentences import sentences


def test_chinese_sentences_stand_close_and_english_ones_apart():
    assert sentences(["从项目中移除“甲”？", "文件本身保留。"]) == "从项目中移除“甲”？文件本身保留。"
    assert sentences(["Remove it?", "The files stay."]) == "Remove it? The files stay."
    assert sentences([]) == ""
