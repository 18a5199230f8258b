"""Sums in words."""

from hypothesis import given
from hypothesis import strategies as st

from core.checking.check import check, verdicts
from core.checking.explain import cell_name, explain, number_text, sum_parts
from core.report import Verdict
from tests.core.reports import FORMS, balanced, report, zeros


def one(rule, changes, form="2021"):
    findings = check(report(zeros(form) | changes, form, int(form)), FORMS)
    return next(f for f in findings if f.rule == rule and f.verdict is Verdict.BROKEN)


def test_each_number_is_a_piece_with_its_key():
    finding = one("REQ-01", {"requests.new.natural": "2", "requests.new.legal": "1"})
    assert sum_parts(finding, FORMS, "zh") == [
        ("本年新收：", None),
        ("自然人 ", None),
        ("2", "requests.new.natural"),
        (" + 法律服务机构 ", None),
        ("1", "requests.new.legal"),
        (" ≠ ", None),
        ("总计 ", None),
        ("0", "requests.new.total"),
        ("（差 3）", None),
    ]
    assert explain(finding, FORMS, "en") == ("new: natural 2 + legal 1 ≠ total 0 (off by 3)")


def test_a_long_side_of_zeros_is_named_as_such():
    finding = one("REQ-01", {"requests.new.total": "2"})
    assert explain(finding, FORMS, "zh") == "本年新收：各项 0 ≠ 总计 2（差 2）"
    assert explain(finding, FORMS, "en") == "new: all parts 0 ≠ total 2 (off by 2)"


def test_bounds_and_negative_numbers():
    finding = one("P19-03", {"proactive.fees.prior": "1", "proactive.fees.change": "减3"}, "2019")
    assert explain(finding, FORMS, "zh") == (
        "行政事业性收费：上一年项目数量 1 + 本年增/减 (-3) < 0（差 2）"
    )


def test_tables_of_one_line_are_named_by_their_heads():
    finding = one("DIS-01", {"disputes.litigation_after.upheld": "1"})
    assert explain(finding, FORMS, "zh") == ("复议后起诉：结果维持 1 ≠ 总计 0（差 1）")


def test_what_is_no_sum_is_its_message():
    finding = one("SAN-03", {"requests.new.total": "乱"})
    assert sum_parts(finding, FORMS, "zh") == [(finding.message.zh, None)]
    assert finding.message.zh == "本年新收 · 总计：「乱」无法识别为数字"
    assert finding.message.en == "new · total: “乱” is not a number"


def test_of_many_missing_terms_the_last_are_named():
    drop = ("refused_law", "partial", "granted", "handled_total")
    cells = {key: text for key, text in zeros().items() if key.split(".")[1] not in drop}
    finding = next(f for f in check(report(cells), FORMS) if f.rule == "REQ-03")
    assert explain(finding, FORMS, "zh") == (
        "自然人：部分公开、其他法律行政法规禁止公开、办理总计 等 4 格 缺失或无法识别，无法核对"
    )
    assert explain(finding, FORMS, "en").endswith("absent or unreadable: cannot be assessed")


def test_every_cell_has_a_short_name_in_both_languages():
    for table in FORMS.tables:
        for key in table.cells:
            name = cell_name(key, FORMS)
            assert name.en.isascii() or "·" in name.en
            for part in name.zh.split(" · "):
                assert 0 < len(part) <= 12, (key, name.zh)


def test_numbers_as_people_write_them():
    assert [number_text(n) for n in (0, -3, 1234567, 0.5, 59237.2449, 25.1, 2.0)] == [
        "0", "-3", "1234567", "0.5", "59237.2449", "25.1", "2",
    ]  # fmt: skip


@given(st.randoms(use_true_random=False), st.data())
def test_the_pieces_are_the_sentence_and_the_sentence_the_message(random, data):
    cells = balanced(random, "2021")
    for key in data.draw(st.sets(st.sampled_from(sorted(cells)), max_size=3)):
        cells[key] = data.draw(st.sampled_from(["", "7", "乱"]))
    for finding in verdicts(report(cells), FORMS):
        for language in ("zh", "en"):
            parts = sum_parts(finding, FORMS, language)
            assert "".join(text for text, _ in parts) == finding.message.to(language)
            assert {key for _, key in parts if key} <= {
                term.key for term in (*finding.left_terms, *finding.right_terms)
            }
