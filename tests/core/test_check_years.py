"""Rules between neighbouring years of one agency, in both directions."""

from dataclasses import replace

from core.checking.check import check, check_ahead, check_all
from core.report import Section
from tests.core.reports import FORMS, of, report, row, zeros

P = "proactive."
R = "requests."


def pair(earlier, later, forms=("2021", "2021"), years=(2021, 2022), enabled=None):
    made = [
        report(zeros(form) | cells, form, year)
        for cells, form, year in zip((earlier, later), forms, years, strict=True)
    ]
    return [f for f in check_all(made, FORMS, enabled)[1] if f.rule.startswith("CY")]


def rules(findings):
    return [f"{f.rule} {f.severity}" for f in findings]


def test_from_the_form_of_2019_to_that_of_2021():
    earlier = {f"{P}normative.total": "5"}
    assert pair(earlier, {f"{P}normative.in_force": "5"}, ("2019", "2021"), (2020, 2021)) == []
    [finding] = pair(earlier, {f"{P}normative.in_force": "9"}, ("2019", "2021"), (2020, 2021))
    assert rules([finding]) == ["CY-03 hint"]
    assert finding.cells[-1] == f"{P}normative.issued"
    assert f"2020:{P}normative.total" in finding.cells


def test_published_in_all_grows():
    old = {"forms": ("2019", "2019"), "years": (2019, 2020)}
    earlier = {f"{P}normative.total": "5"}
    published = {f"{P}normative.published": "2", f"{P}normative.created": "2"}
    assert pair(earlier, published | {f"{P}normative.total": "7"}, **old) == []
    assert rules(pair(earlier, published | {f"{P}normative.total": "8"}, **old)) == [
        "CY-04 warning"
    ]
    assert rules(pair(earlier, published | {f"{P}normative.total": "6"}, **old)) == ["CY-04 hint"]


def test_items_go_on_from_year_to_year():
    old = {"forms": ("2019", "2019"), "years": (2019, 2020)}
    earlier = {f"{P}licensing.prior": "5", f"{P}licensing.change": "-1"}
    assert pair(earlier, {f"{P}licensing.prior": "4"}, **old) == []
    assert rules(pair(earlier, {f"{P}licensing.prior": "5"}, **old)) == ["CY-05 warning"]
    assert pair(earlier | {f"{P}licensing.prior": "-"}, {f"{P}licensing.prior": "5"}, **old) == []


def test_a_report_that_repeats_last_year():
    cells = row("new", natural="2", total="2") | row("carried_out", natural="2", total="2")
    cells |= row("handled_total", natural="2", total="2") | row("granted", natural="2", total="2")
    cells |= row("carried_in", natural="2", total="2")
    assert rules(pair(cells, cells)) == ["CY-06 warning"]
    assert pair({}, {}) == []
    assert "CY-06" not in {f.rule for f in pair(cells, cells | {f"{P}penalties.decisions": "1"})}
    stock = {f"{P}normative.in_force": "5"}
    assert pair(stock, stock) == []


def test_prose_that_repeats_last_year():
    text = "".join(chr(0x4E00 + at) for at in range(200))
    sections = (Section("一、总体情况", 1, text),)
    made = [
        replace(report(zeros(), year=year), sections=sections, claims=()) for year in (2021, 2022)
    ]
    assert rules(check(made[1], FORMS, made[0], {"CY-07"})) == ["CY-07 hint"]
    other = replace(made[0], sections=(Section("一、总体情况", 1, text[100:] + "无" * 100),))
    assert check(made[1], FORMS, other, {"CY-07"}) == []


def test_outliers_and_slipped_digits():
    earlier = {f"{P}penalties.decisions": "7"}
    [finding] = pair(earlier, {f"{P}penalties.decisions": "70"})
    assert rules([finding]) == ["CY-08 hint"]
    assert finding.cells == (f"{P}penalties.decisions", f"2021:{P}penalties.decisions")
    assert "10 倍" in finding.message.zh
    [finding] = pair(earlier, {f"{P}penalties.decisions": "60"})
    assert "10 倍" not in finding.message.zh
    assert pair(earlier, {f"{P}penalties.decisions": "19"}) == []
    assert pair({f"{P}penalties.decisions": ""}, {f"{P}penalties.decisions": "60"}) == []


def test_fees_in_yuan():
    earlier = {f"{P}fees.amount": "25.1"}
    assert rules(pair(earlier, {f"{P}fees.amount": "260000"})) == ["CY-09 warning"]
    assert pair(earlier, {f"{P}fees.amount": "300"}) == []


def test_missing_years():
    [gap] = pair({}, {}, years=(2021, 2025))
    assert rules([gap]) == ["CY-10 hint"]
    assert "2022 至 2024" in gap.message.zh


def test_what_the_next_year_does_not_agree_on_is_seen_from_this_one():
    cells = row("carried_out", natural="1", total="1") | row("new", natural="1", total="1")
    this, following = report(zeros() | cells, year=2021), report(zeros(), year=2022)
    [total, natural] = check_ahead(this, FORMS, following)
    assert total.cells == (f"2022:{R}carried_in.total", f"{R}carried_out.total")
    assert [term.key for term in total.right_terms] == [f"{R}carried_out.total"]
    assert natural.severity == "warning"
    assert of("CY-01", check(following, FORMS, this))
    assert check_ahead(this, FORMS, replace(following, year=None)) == []
