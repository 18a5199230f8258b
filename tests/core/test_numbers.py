"""Texts of cells and the numbers they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import Kind, Unit, Value, normalised, parse


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("2", Unit.COUNT, 2),
        ("1,234", Unit.COUNT, 1234),
        ("1，234", Unit.COUNT, 1234),
        ("１２", Unit.COUNT, 12),
        (" 4 7 ", Unit.COUNT, 47),
        ("-", Unit.COUNT, 0),
        ("/", Unit.COUNT, 0),
        ("无", Unit.COUNT, 0),
        ("—", Unit.COUNT, 0),
        ("——", Unit.COUNT, 0),
        ("280 万元", Unit.AMOUNT, 280),
        ("34.5 万", Unit.AMOUNT, 34.5),
        ("251000元", Unit.AMOUNT, 25.1),
        ("1.2亿元", Unit.AMOUNT, 12000),
        ("3亿", Unit.AMOUNT, 30000),
        ("59237.2449", Unit.AMOUNT, 59237.2449),
        ("2万", Unit.COUNT, 20000),
        ("-76宗", Unit.COUNT, -76),
        ("增2", Unit.CHANGE, 2),
        ("减1", Unit.CHANGE, -1),
        ("减少3", Unit.CHANGE, -3),
        ("−5", Unit.CHANGE, -5),
        ("+5", Unit.CHANGE, 5),
        ("22（其中修订 16 件）", Unit.COUNT, 22),
        ("5件", Unit.COUNT, 5),
        ("0件", Unit.COUNT, 0),
        ("+70", Unit.CHANGE, 70),
        ("＋70", Unit.CHANGE, 70),
        ("－3", Unit.CHANGE, -3),
        ("﹣3", Unit.CHANGE, -3),
        ("– 3", Unit.CHANGE, -3),
        ("減3", Unit.CHANGE, -3),
        ("0.00", Unit.AMOUNT, 0),
        ("1，234，567.50", Unit.AMOUNT, 1234567.5),
        ("１，２３４", Unit.COUNT, 1234),
        ("1, 234", Unit.COUNT, 1234),
        ("280萬元", Unit.AMOUNT, 280),
        ("3 條", Unit.COUNT, 3),
        ("12人次", Unit.COUNT, 12),
        ("／", Unit.COUNT, 0),
        ("－－", Unit.COUNT, 0),
        ("無", Unit.COUNT, 0),
        ("\u200b7\u2060", Unit.COUNT, 7),
        ("7\ufeff", Unit.COUNT, 7),
    ],
)
def test_texts_that_are_numbers(text, unit, number):
    value = parse(text, unit)
    assert value.number == number
    assert value.integral == isinstance(number, int)


@pytest.mark.parametrize(
    "text",
    [
        "错误！未指定文件名。",
        "见附件",
        "1 2 a",
        "1,23",
        "1.2.3",
        "2+1",
        "减-1",
        "O",
        "9" * 21,
        ".",
        "2²",
        "5①",
        "½",
        "12%",
        "约3",
        "一",
        "3、4",
        "1,23,456",
        "(3)",
        "3-4",
    ],
)
def test_texts_that_are_none(text):
    assert parse(text) == Value(Kind.UNREADABLE, None)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000", "\u200b", "\u00ad", "\u2060 "])
def test_blanks_are_no_zero(text):
    assert parse(text) == Value(Kind.BLANK, None)


def test_what_was_printed_beside_the_number_is_kept():
    assert parse("280 万元", Unit.AMOUNT).unit == "万元"
    assert parse("22（其中修订 16 件）").note == "(其中修订16件)"
    assert parse("增2", Unit.CHANGE).worded
    assert parse("-").kind is Kind.PLACEHOLDER


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_come_back(number):
    assert parse(str(number)).number == number
    assert parse(f"{number:,}").number == number
    wide = str(number).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"})
    assert parse(wide).number == number


@given(
    st.integers(0, 10**9),
    st.sampled_from(["", "-", "+", "－", "−", "＋"]),
    st.sampled_from(["", "件", "宗", "项", "條"]),
    st.sampled_from(["", "（其中修订3件）", "(注1)"]),
    st.booleans(),
    st.data(),
)
def test_what_stands_around_a_number_does_not_change_it(
    number, sign, classifier, note, separated, data
):
    digits = f"{number:,}" if separated else str(number)
    text = sign + digits + classifier + note
    at = data.draw(st.integers(0, len(text)))
    space = data.draw(st.sampled_from(["", " ", "\u3000", "\n", "\u200b"]))
    value = parse(text[:at] + space + text[at:])
    assert value.number == (-number if sign in ("-", "－", "−") else number)
    assert value.kind is Kind.NUMBER


@given(st.decimals(0, 10**9, places=4))
def test_amounts_come_back(amount):
    assert parse(f"{amount}万元", Unit.AMOUNT).number == pytest.approx(float(amount))
    assert parse(f"{amount}", Unit.AMOUNT).number == pytest.approx(float(amount))


@given(st.text(), st.sampled_from(Unit))
def test_any_text_has_a_value_and_only_numbers_and_placeholders_count(text, unit):
    value = parse(text, unit)
    assert (value.number is None) == (value.kind in (Kind.BLANK, Kind.UNREADABLE))
    assert parse(normalised(text), unit) == value
    assert (value.kind is Kind.BLANK) == (normalised(text) == "")
