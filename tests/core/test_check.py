"""Sums and blanks on small cases, and what must be true of checking whatever the report."""

from statistics import median
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from core.checking.check import check, rule_titles, verdicts
from core.report import Severity, Verdict
from tests.core.reports import FORMS, balanced, found, names, of, report, row, seeds, zeros

R = "requests."
SUM_RULES = {"REQ-01", "REQ-02", "REQ-03", "DIS-01"}
COVERED = {
    form: sorted(
        {
            key
            for table in FORMS.tables_of(form, ())
            for rule in table.rules
            for one in rule.sums
            for key in (*one.left, *one.right)
        }
    )
    for form in FORMS.years
}
ANY_FORM = st.sampled_from(FORMS.years)
ALL_KEYS = sorted({key for table in FORMS.tables for key in table.cells})


# ---- sums


def test_a_broken_sum_tells_both_sides_and_their_difference():
    changes = row("new", natural="3", total="3") | row("granted", natural="2", total="2")
    [natural, total] = of("REQ-02", found(changes | row("handled_total", natural="2", total="2")))
    assert natural.cells == tuple(
        f"{R}{name}.natural" for name in ("new", "carried_in", "handled_total", "carried_out")
    )
    assert (natural.left, natural.right, natural.severity) == (3, 2, "error")
    assert [(term.key, term.value) for term in natural.left_terms] == [
        (f"{R}new.natural", 3),
        (f"{R}carried_in.natural", 0),
    ]
    assert natural.message.zh == (
        "自然人：本年新收 3 + 上年结转 0 ≠ 办理总计 2 + 结转下年度 0（差 1）"
    )
    assert total.cells[0] == f"{R}new.total"


def test_an_unreadable_term_is_never_a_false_break():
    changes = row("new", natural="乱", total="5") | row("carried_out", natural="5", total="5")
    findings = found(changes)
    assert {f.rule for f in findings if f.verdict is Verdict.BROKEN} == {"SAN-03"}
    open_sums = [f for f in findings if f.verdict is Verdict.NOT_ASSESSABLE]
    assert [(f.rule, f.consequence_of) for f in open_sums] == [
        ("REQ-01", "SAN-03"),
        ("REQ-02", "SAN-03"),
    ]
    assert all((f.left, f.right) == (None, None) for f in open_sums)


def test_an_absent_term_leaves_the_sum_open_and_blames_the_missing_row():
    missing = [key for key in zeros() if key.startswith(f"{R}handled_total.")]
    findings = found({}, drop=missing)
    assert of("STR-03", findings)[0].cells == tuple(missing)
    open_sums = [f for f in findings if f.verdict is Verdict.NOT_ASSESSABLE]
    assert {(f.rule, f.consequence_of) for f in open_sums} == {
        ("REQ-02", "STR-03"),
        ("REQ-03", "STR-03"),
    }
    assert all(f.verdict is Verdict.NOT_ASSESSABLE for f in findings if f.rule in SUM_RULES)


def test_of_a_table_that_is_missing_only_that_is_told():
    drop = [key for key in zeros() if key.startswith(R)]
    assert names(found({}, drop=drop)) == [("STR-03", tuple(drop))]


def test_blanks_count_as_zero_beside_a_number():
    blank = dict.fromkeys((key for key in zeros() if key.startswith(R)), "")
    filled = row("new", natural="1", total="1") | row("carried_out", natural="1", total="1")
    findings = found(blank | filled)
    assert {f.severity for f in findings} == {"hint"}
    made = report(zeros() | blank | filled)
    assert (Verdict.HOLDS_WITH_BLANKS, f"{R}new.total") in {
        (f.verdict, key) for f in verdicts(made, FORMS) if f.rule == "REQ-01" for key in f.cells
    }


def test_sums_of_nothing_but_blanks_are_not_spoken_of():
    blank = dict.fromkeys((key for key in zeros() if key.startswith(R)), "")
    assert not [f for f in verdicts(report(zeros() | blank), FORMS) if f.rule.startswith("REQ")]


def test_the_house_style_of_blank_applicants_and_a_zero_total_is_quiet():
    blank = {key: "" for key in zeros() if key.startswith(R) and not key.endswith(".total")}
    assert {f.rule for f in found(blank)} == {"SAN-02"}


def test_what_holds_is_told_on_request():
    told = verdicts(report(zeros()), FORMS)
    holding = [f for f in told if f.verdict is Verdict.HOLDS and f.rule in SUM_RULES]
    assert len(holding) == 25 + 7 + 7 + 3
    assert holding[0].message.zh.count("=") == 1
    assert "差" not in holding[0].message.zh


# ---- blank totals


def test_a_blank_row_total_is_told_once():
    changes = row("new", natural="2", total="") | row("carried_out", natural="2", total="2")
    findings = found(changes)
    [blank] = of("REQ-06", findings)
    assert (blank.severity, blank.cells) == ("error", (f"{R}new.total", f"{R}new.natural"))
    assert not of("REQ-01", findings)
    assert [f.consequence_of for f in of("REQ-02", findings)] == ["REQ-06"]


def test_a_sum_that_the_missing_total_would_not_mend_stands_for_itself():
    changes = row("granted", natural="2", total="2") | row("handled_total", natural="", total="")
    findings = found(changes | row("new", natural="5", total="5"))
    assert {f.consequence_of for f in of("REQ-03", findings)} == {"REQ-06"}
    assert {f.consequence_of for f in of("REQ-02", findings)} == {""}


def test_a_blank_total_of_disputes():
    findings = found({"disputes.reconsideration.upheld": "1", "disputes.reconsideration.total": ""})
    assert [(f.rule, f.severity, f.consequence_of) for f in findings] == [
        ("REQ-06", "error", ""),
        ("DIS-01", "error", "REQ-06"),
        ("SAN-02", "hint", ""),
    ]


def test_a_blank_total_beside_printed_zeros_is_a_hint_and_beside_blanks_nothing():
    findings = found(row("new", total=""))
    assert [(f.severity, f.cells) for f in of("REQ-06", findings)] == [("hint", (f"{R}new.total",))]
    blank = {key: "" for key in zeros() if key.startswith(f"{R}new.")}
    assert not of("REQ-06", found(blank))


# ---- whatever the report


@given(st.randoms(use_true_random=False), ANY_FORM)
def test_a_balanced_report_has_no_finding(random, form):
    findings = check(report(balanced(random, form), form, int(form)), FORMS)
    assert [f for f in findings if f.rule not in {"SAN-06", "REQ-08"}] == []


@given(st.randoms(use_true_random=False), ANY_FORM, st.data())
def test_leaving_zeros_blank_is_no_fault(random, form, data):
    cells = balanced(random, form)
    for key in data.draw(st.sets(st.sampled_from([k for k in cells if cells[k] == "0"]))):
        cells[key] = ""
    findings = check(report(cells, form, int(form)), FORMS)
    assert {f.rule for f in findings if f.severity is not Severity.HINT} == set()


@given(st.randoms(use_true_random=False), ANY_FORM, st.data(), st.integers(-50, 50).filter(bool))
def test_changing_any_cell_of_a_sum_breaks_a_rule_there(random, form, data, change):
    cells = balanced(random, form)
    key = data.draw(st.sampled_from(COVERED[form]))
    cells[key] = str(int(cells[key]) + change)
    broken = [
        f for f in check(report(cells, form, int(form)), FORMS) if f.verdict is Verdict.BROKEN
    ]
    sums = [f for f in broken if f.rule in SUM_RULES]
    assert sums
    assert all(key in f.cells for f in sums)
    assert {f.rule for f in broken if f.severity is Severity.ERROR} <= {*SUM_RULES, "SAN-01"}


@given(st.randoms(use_true_random=False), st.data())
def test_the_order_of_cells_does_not_matter(random, data):
    cells = balanced(random, "2021")
    for key in data.draw(st.sets(st.sampled_from(sorted(cells)), max_size=5)):
        cells[key] = data.draw(st.sampled_from(["", "-", "7", "乱", "280 万元", "-1"]))
    shuffled = data.draw(st.permutations(list(cells.items())))
    assert check(report(cells), FORMS) == check(report(dict(shuffled)), FORMS)


ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["9" * 5000, "1e999", "1" * 20 + ".5", "٣", "½", "-0", "(1)", "9亿亿", "inf"]),
    st.none(),
)


@given(
    st.dictionaries(st.one_of(st.sampled_from(ALL_KEYS), st.text(max_size=9)), ODD, max_size=60),
    st.dictionaries(st.sampled_from(ALL_KEYS), ODD, max_size=30),
    st.one_of(st.none(), st.integers()),
    st.text(max_size=4),
)
def test_checking_never_fails(cells, before, year, form):
    later = report({}, form, year).with_texts(cells)
    earlier = report({}, form, None if year is None else year - 1).with_texts(before)
    known = rule_titles(FORMS)
    for finding in [*check(later, FORMS, earlier), *verdicts(later, FORMS, earlier)]:
        assert finding.rule in known
        assert finding.message.zh
        assert finding.message.en


def test_findings_stand_in_order():
    made = seeds()["000:2019"]
    order = ("error", "warning", "hint")
    findings = check(made, FORMS)
    assert [order.index(f.severity) for f in findings] == sorted(
        order.index(f.severity) for f in findings
    )
    assert len({f.identity for f in findings}) == len(findings)


def test_rules_can_be_left_out():
    changes = row("new", natural="1") | {"proactive.rules.issued": ""}
    made = report(zeros() | changes)
    assert {f.rule for f in check(made, FORMS, enabled={"REQ-01"})} == {"REQ-01"}
    assert check(made, FORMS, enabled=()) == []


def test_checking_is_fast():
    made = seeds()["002:2019"]
    times = []
    for _ in range(50):
        start = perf_counter()
        check(made, FORMS)
        times.append(perf_counter() - start)
    # about 1 ms on an idle machine; the bound only catches what is out of all proportion
    assert median(times) < 0.02
