"""Each rule that is a function, on small cases."""

import pytest

from core.checking.check import check, check_all
from core.report import Section, Severity
from tests.core.reports import FORMS, found, of, report, row, zeros

R = "requests."


# ---- diagnostics of table 三


def test_bounds_are_held_only_where_sums_cannot_be():
    changes = row("granted", natural="5", total="5") | row("handled_total", natural="3", total="3")
    assert not of("REQ-04", found(changes))
    findings = found(changes | row("partial", natural="乱", total="乱"))
    assert {f.cells for f in of("REQ-04", findings)} == {
        (f"{R}granted.natural", f"{R}handled_total.natural"),
        (f"{R}granted.total", f"{R}handled_total.total"),
    }
    drop = [key for key in zeros() if key.startswith(f"{R}carried_out.")]
    findings = found(row("handled_total", natural="3", total="3"), drop=drop)
    assert {f.cells[0] for f in of("REQ-04", findings)} == {
        f"{R}handled_total.natural",
        f"{R}handled_total.total",
    }


def test_a_request_booked_under_two_applicant_types():
    changes = row("new", natural="1", total="1") | row("granted", company="1", total="1")
    [hint] = of("REQ-05", found(changes | row("handled_total", company="1", total="1")))
    assert hint.severity is Severity.HINT
    assert "自然人" in hint.message.zh
    assert "商业企业" in hint.message.zh
    assert len(hint.cells) == 8


def test_a_split_number_lists_every_reading():
    changes = row("new", natural="1", company="2", research="1", nonprofit="4", total="17")
    [hint] = of("REQ-07", found(changes))
    assert hint.suggestions == (
        {f"{R}new.natural": "12", f"{R}new.company": "0"},
        {f"{R}new.natural": "0", f"{R}new.company": "12"},
        {f"{R}new.research": "14", f"{R}new.nonprofit": "0"},
        {f"{R}new.research": "0", f"{R}new.nonprofit": "14"},
    )
    for suggestion in hint.suggestions:
        assert not [
            f for f in of("REQ-01", found(changes | suggestion)) if f"{R}new.total" in f.cells
        ]


# ---- single cells


@pytest.mark.parametrize("text", ["-3", "1.5", "-76宗", "减1", "增2"])
def test_what_is_no_count(text):
    [finding] = of("SAN-01", found({"proactive.licensing.decisions": text}))
    assert finding.suspects == ("proactive.licensing.decisions",)


@pytest.mark.parametrize("text", ["0", "12", "1,234", "２", "3件", "22（其中修订 16 件）", "", "-"])
def test_what_is_a_count(text):
    assert not of("SAN-01", found({"proactive.licensing.decisions": text}))


def test_changes_and_amounts_are_no_counts():
    cells = {"proactive.fees.prior": "5", "proactive.fees.change": "-3"}
    cells |= {"proactive.procurement.items": "9", "proactive.procurement.amount": "59237.2449"}
    assert not of("SAN-01", found(cells, "2019"))


def test_unreadable_text_is_an_error_and_a_change_in_words_a_hint():
    cells = {"proactive.fees.prior": "5", "proactive.fees.change": "减1"}
    [error, hint] = of("SAN-03", found(cells | {"proactive.rules.total": "见附件"}, "2019"))
    assert (error.severity, error.cells) == ("error", ("proactive.rules.total",))
    assert "见附件" in error.message.zh
    assert (hint.severity, hint.cells) == ("hint", ("proactive.fees.change",))
    assert "减1→-1" in hint.message.zh


def test_blanks_and_placeholders_are_one_hint_a_table():
    texts = {"proactive.licensing.decisions": "", "proactive.penalties.decisions": ""}
    texts |= {"requests.new.legal": "—", "requests.granted.legal": "无"}
    assert [(f.rule, f.severity, f.cells) for f in found(texts)] == [
        ("SAN-02", "hint", ("proactive.licensing.decisions", "proactive.penalties.decisions")),
        ("SAN-04", "hint", ("requests.new.legal", "requests.granted.legal")),
    ]


def test_an_amount_with_its_unit():
    [hint] = found({"proactive.fees.amount": "251000元"})
    assert (hint.rule, hint.severity) == ("SAN-05", "hint")
    assert "25.1 万元" in hint.message.zh


@pytest.mark.parametrize(
    ("texts", "drop", "flagged"),
    [
        ({}, (), True),
        ({"requests.new.natural": "", "disputes.reconsideration.upheld": "-"}, (), True),
        ({"disputes.reconsideration.upheld": "1"}, (), False),
        ({"requests.new.natural": "乱"}, (), False),
        ({}, ("requests.new.natural",), False),
        (dict.fromkeys(zeros(), ""), (), False),
    ],
)
def test_a_zero_report(texts, drop, flagged):
    cells = {key: text for key, text in (zeros() | texts).items() if key not in drop}
    assert bool(of("SAN-06", check(report(cells), FORMS))) is flagged


# ---- tables


def test_rows_missing_here_and_there_are_told_apart():
    drop = [k for k in zeros() if k.startswith((f"{R}partial.", f"{R}refused_secret."))]
    findings = of("STR-03", found({}, drop=[*drop, f"{R}other_other.legal"]))
    assert [finding.cells for finding in findings] == [tuple(drop), (f"{R}other_other.legal",)]
    assert "缺 2 行：「部分公开」至「属于国家秘密」" in findings[0].message.zh
    assert "「其他」缺 1 格" in findings[1].message.zh


def test_either_variant_of_other_outcomes_is_complete():
    hybrid = {k: v for k, v in zeros().items() if not k.startswith(f"{R}other_")}
    hybrid |= {key: "0" for key in zeros("2019") if key.startswith(f"{R}other.")}
    assert [f.rule for f in check(report(hybrid), FORMS)] == ["SAN-06"]


def test_disputes_short_of_a_cell_and_altogether_missing():
    all_15 = tuple(key for key in zeros() if key.startswith("disputes."))
    [short] = of("DIS-02", found({}, drop=all_15[:2]))
    assert (short.severity, short.cells) == ("error", all_15[:2])
    assert "应有 15 格，实有 13 格" in short.message.zh
    [missing] = of("DIS-02", found({}, drop=all_15))
    assert (missing.severity, missing.cells) == ("error", all_15)


@pytest.mark.parametrize(
    ("prose", "severity"),
    [
        ("2020 年,我局未收到政府信息公开申请事项,无行政复议、行政诉讼等事项。", "warning"),
        ("本年度未发生行政复议。没有被提起行政诉讼。", "warning"),
        ("本年度未发生行政复议。", "error"),
        ("详见下表。", "error"),
    ],
)
def test_a_missing_table_of_disputes_is_excused_by_prose_that_denies_both(prose, severity):
    all_15 = tuple(key for key in zeros() if key.startswith("disputes."))
    sections = (Section("四、政府信息公开行政复议、行政诉讼情况", 3, prose),)
    [missing] = of("DIS-02", found({}, drop=all_15, sections=sections))
    assert missing.severity == severity


@pytest.mark.parametrize(
    ("form", "year", "flagged"),
    [("2019", 2020, 0), ("2021", 2021, 0), ("2019", 2021, 1), ("2021", 2020, 1)],
)
def test_the_form_of_the_year(form, year, flagged):
    findings = of("STR-04", found({}, form, year))
    assert len(findings) == flagged
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_the_cells_tell_the_form_whatever_the_report_says():
    made = report(zeros("2021"), form="2019", year=2022)
    assert not of("STR-04", check(made, FORMS))


# ---- table 二


@pytest.mark.parametrize(
    ("form", "cells", "rule"),
    [
        ("2019", {"normative.created": "1"}, "P19-01 hint"),
        ("2019", {"rules.created": "2", "rules.published": "2"}, "P19-02 warning"),
        ("2019", {"fees.prior": "1", "fees.change": "-2"}, "P19-03 error"),
        ("2019", {"fees.prior": "2", "fees.change": "-2"}, ""),
        ("2019", {"fees.prior": "-", "fees.change": "-2"}, "SAN-04 hint"),
        ("2021", {"rules.issued": "3", "rules.repealed": "2"}, "P21-01 warning"),
        ("2021", {"rules.issued": "2", "rules.repealed": "3"}, ""),
    ],
)
def test_rows_of_table_2(form, cells, rule):
    findings = found({f"proactive.{key}": text for key, text in cells.items()}, form)
    assert [f"{f.rule} {f.severity}" for f in findings] == ([rule] if rule else [])


# ---- years


def chain(earlier, later, years=(2021, 2022), forms=("2021", "2021")):
    reports = [
        report(zeros(form) | cells, form, year)
        for cells, form, year in zip((earlier, later), forms, years, strict=True)
    ]
    return [f for f in check_all(reports, FORMS)[1] if f.rule.startswith("CY")]


def test_what_was_carried_out_is_carried_in():
    earlier = row("carried_out", natural="1", total="1") | row("new", natural="1", total="1")
    error, warning = chain(earlier, {})
    assert (error.severity, error.cells) == (
        "error",
        (f"{R}carried_in.total", f"2021:{R}carried_out.total"),
    )
    assert (warning.severity, warning.cells[0]) == ("warning", f"{R}carried_in.natural")
    assert error.message.zh == "总计：上年结转 0 ≠ 2021 年结转下年度 1（差 1）"
    [gap] = chain(earlier, {}, years=(2020, 2022))
    assert (gap.rule, gap.cells) == ("CY-10", ())
    assert "2021" in gap.message.zh
    assert chain(earlier, {}, years=(2022, 2021)) == []


def test_years_are_paired_by_agency():
    earlier = report(zeros() | row("carried_out", natural="1", total="1"), year=2021)
    later = report(zeros(), year=2022, agency="别的局")
    unknown = report(zeros(), year=None)
    findings = check_all([earlier, later, unknown], FORMS)
    assert not [f for one in findings for f in one if f.rule.startswith("CY")]


def test_a_prior_that_is_not_known_to_be_the_year_before_is_left_aside():
    earlier = zeros() | row("carried_out", natural="1", total="1")
    later = report(zeros(), year=2022)
    for year in (None, 2020, 2022):
        assert not of("CY-01", check(later, FORMS, report(earlier, year=year)))
    assert of("CY-01", check(later, FORMS, report(earlier, year=2021)))
    assert not of("CY-01", check(report(zeros(), year=None), FORMS, report(earlier, year=2021)))


def test_what_is_in_force_follows_from_last_year():
    earlier = {"proactive.normative.in_force": "5"}
    later = {"proactive.normative.in_force": "6", "proactive.normative.issued": "2"}
    [finding] = chain(earlier, later)
    assert (finding.rule, finding.severity) == ("CY-02", "warning")
    assert (finding.left, finding.right) == (6, 7)
    assert finding.suspects == ("proactive.normative.in_force",)
    assert not of("CY-02", chain({}, later, years=(2020, 2021), forms=("2019", "2021")))
