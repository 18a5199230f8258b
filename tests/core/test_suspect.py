"""Which cells are named as suspects, and what is suggested for them."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checking.check import check
from core.checking.outcome import outcome
from core.checking.suspect import localise
from core.report import Cell, CellState, Claim, Place
from tests.core.misprints import dense, misprint, slide_row, sparse
from tests.core.reports import FORMS, balanced, report, row, seeds, zeros

DIS = "disputes.reconsideration."
GROUP = {f"{DIS}upheld": "3", f"{DIS}corrected": "4", f"{DIS}other": "3", f"{DIS}total": "9"}
RANDOM = st.randoms(use_true_random=False)


def told(cells):
    return {(f.rule, f.suspects) for f in check(report(cells), FORMS) if f.severity == "error"}


def numbers(cells):
    return {key: text or "0" for key, text in cells.items()}


def with_cells(made, **changes):
    """A report with some fields of some cells replaced: by key, with __ for the dots."""
    cells = dict(made.cells)
    for name, fields in changes.items():
        key = name.replace("__", ".")
        cells[key] = replace(cells[key], **fields)
    return replace(made, cells=cells)


@given(RANDOM, st.data())
def test_one_wrong_part_where_a_row_crosses_a_column_is_the_only_suspect(random, data):
    cells = balanced(random, "2021")
    rows = ("granted", "refused_law", "other_other", "carried_out", "new", "handled_total")
    columns = ("natural", "legal", "other_org")
    key = f"requests.{data.draw(st.sampled_from(rows))}.{data.draw(st.sampled_from(columns))}"
    right = cells[key]
    cells[key] = str(int(cells[key]) + data.draw(st.integers(1, 99)))
    assert {suspects for _, suspects in told(cells)} == {(key,)}
    for finding in check(report(cells), FORMS):
        if finding.severity == "error":
            assert numbers(finding.suggestions[0]) == {key: right}


@given(RANDOM, st.integers(1, 3), st.sampled_from((sparse, dense)))
@settings(max_examples=60)
def test_wrong_digits_are_among_the_suspects_and_one_is_first(random, errors, make):
    right = make(random, "2021")
    rows = [f"requests.{name}." for name in ("new", "granted", "partial", "refused_law")]
    keys = [key for key in right if key.startswith(tuple(rows))]
    wrong = random.sample(keys, errors)
    found = localise(report(right | {key: misprint(random, right[key]) for key in wrong}), FORMS)
    if found.faults:  # else they make up for each other
        assert found.suspects[0].key in {*wrong}


@given(RANDOM, st.sampled_from((sparse, dense)), st.sampled_from(("2019", "2021")))
@settings(max_examples=60)
def test_a_row_that_slid_is_put_back_first(random, make, form):
    right = make(random, form)
    slid = slide_row(random, right)
    faults = localise(report(slid, form), FORMS).faults
    if numbers(slid) == numbers(right):
        assert not faults
    else:
        assert numbers({**slid, **faults[0].repairs[0].changes}) == numbers(right)


@given(RANDOM, st.sampled_from((sparse, dense, balanced)), st.sampled_from(("2019", "2021")))
@settings(max_examples=30)
def test_nothing_is_offered_where_all_sums_hold(random, make, form):
    found = localise(report(make(random, form), form), FORMS)
    assert (found.faults, found.proven) == ((), ())


@given(st.dictionaries(
    st.sampled_from(sorted(zeros())),
    st.sampled_from(("", "-", "x", "-3", "1.5", "1,234", "9" * 20, "７", "3件", "增2")),
    max_size=12,
))  # fmt: skip
def test_whatever_stands_in_the_cells_there_is_an_answer(changes):
    made = report(zeros() | changes)
    for fault in localise(made, FORMS).faults:
        assert fault.message.zh
        for repair in fault.repairs[:3]:
            assert repair.changes.keys() <= made.cells.keys()
            assert repair.why.zh


def test_where_several_would_do_all_are_listed_and_one_is_named_to_look_at():
    found = localise(report(zeros() | GROUP), FORMS)
    [fault] = found.faults
    assert {s.key for s in fault.suspects if s.texts} == set(GROUP)
    assert sum(suspect.share for suspect in fault.suspects) > 0.99
    assert found.look_next in GROUP
    assert "无法区分" in fault.message.zh


def test_a_cell_that_would_fall_below_zero_comes_last_in_a_sum_that_stands_alone():
    cells = zeros() | {f"{DIS}upheld": "3", f"{DIS}total": "1"}
    [(_, suspects)] = told(cells)
    assert set(suspects[:2]) == {f"{DIS}upheld", f"{DIS}total"}
    [fault] = localise(report(cells), FORMS).faults
    assert [bool(suspect.texts) for suspect in fault.suspects] == [True] * 2 + [False] * 3
    cells = zeros() | row("granted", natural="3", total="1")
    assert all(suspect.texts for suspect in localise(report(cells), FORMS).suspects)


@given(RANDOM, st.sampled_from((sparse, dense)), st.integers(1, 5))
def test_all_wrong_cells_of_a_sum_that_stands_alone_are_listed(random, make, errors):
    right = make(random, "2021")
    wrong = random.sample([key for key in right if key.startswith(DIS)], errors)
    found = localise(report(right | {key: misprint(random, right[key]) for key in wrong}), FORMS)
    if found.faults:  # else they make up for each other
        assert {suspect.key for suspect in found.suspects} >= {*wrong}
        assert found.suspects[0].texts


def test_where_no_repair_is_found_the_free_cells_of_a_sum_that_stands_alone_are_listed():
    parts = {f"{DIS}{part}": "2" for part in ("upheld", "corrected", "other", "pending")}
    made = report(zeros() | parts | {f"{DIS}total": "1"})
    made = with_cells(made, **{f"{DIS}total".replace(".", "__"): {"state": CellState.CONFIRMED}})
    [fault] = localise(made, FORMS).faults
    assert not fault.complete
    assert {suspect.key for suspect in fault.suspects} == set(parts)
    [finding] = [one for one in check(made, FORMS) if one.rule == "DIS-01"]
    assert set(finding.suspects) == set(parts)


def test_what_another_reading_saw_comes_first():
    cells = zeros() | {f"{DIS}upheld": "4", f"{DIS}corrected": "9", f"{DIS}total": "12"}
    key = f"{DIS}corrected".replace(".", "__")
    made = with_cells(report(cells), **{key: {"candidates": (("8", 0.9),), "unsure": True}})
    [fault] = localise(made, FORMS).faults
    assert fault.repairs[0].changes == {f"{DIS}corrected": "8"}
    assert "另一次识别" in fault.repairs[0].why.zh


def test_what_the_prose_says_comes_first():
    cells = zeros() | {f"{DIS}upheld": "4", f"{DIS}corrected": "9", f"{DIS}total": "12"}
    claim = Claim("reconsideration", 13, "行政复议 13 件", Place(1, (0, 0, 1, 1)))
    said = replace(report(cells), claims=(claim,))
    assert localise(said, FORMS).faults[0].repairs[0].changes == {f"{DIS}total": "13"}


def test_confirmed_cells_do_not_move_and_what_a_person_typed_comes_last():
    made = report(zeros() | GROUP)
    first = localise(made, FORMS).faults[0].suspects[0].key
    name = first.replace(".", "__")
    confirmed = with_cells(made, **{name: {"state": CellState.CONFIRMED}})
    [fault] = localise(confirmed, FORMS).faults
    assert first not in {suspect.key for suspect in fault.suspects}
    typed = with_cells(made, **{name: {"state": CellState.CORRECTED}})
    [fault] = localise(typed, FORMS).faults
    assert [suspect.key for suspect in fault.suspects if suspect.texts][-1] == first


def test_cells_of_a_settled_finding_do_not_move_and_hide_nothing_else():
    cells = zeros() | GROUP | row("granted", natural="2", total="3")
    made = report(cells)
    [dispute] = [f for f in check(made, FORMS) if f.rule == "DIS-01"]
    found = localise(made, FORMS, settled=[dispute])
    assert {suspect.key.split(".")[0] for suspect in found.suspects} == {"requests"}


def test_independent_errors_are_faults_of_their_own():
    cells = dense(Random(1), "2021")
    keys = ["requests.granted.natural", "requests.partial.company", f"{DIS}total"]
    more = {key: str(int(cells[key]) + by) for key, by in zip(keys, (7, 2, 5), strict=True)}
    wrong = cells | more
    faults = localise(report(wrong), FORMS).faults
    assert len(faults) == 3
    firsts = {fault.repairs[0].changes.get(key) for key in keys[:2] for fault in faults}
    assert firsts - {None} == {cells[key] for key in keys[:2]}


def test_faults_are_told_as_printed_in_every_process():
    for seed in range(8):  # that a set has some other order eight times is unlikely
        cells = dense(Random(seed), "2021")
        names = ("refused_law", "rejected_repeat", "granted")
        wrong = dict(zip(names, ("natural", "legal", "company"), strict=True))
        keys = {f"requests.{name}.{column}": seed + 3 for name, column in wrong.items()}
        texts = {key: str(int(cells[key]) + by + len(key)) for key, by in keys.items()}
        found = localise(report(cells | texts), FORMS)
        firsts = [fault.suspects[0].key for fault in found.faults]
        assert firsts == [key for key in cells if key in texts]


def test_where_two_ways_cross_both_are_listed():
    cells = dense(Random(1), "2021")
    keys = ["requests.granted.natural", "requests.partial.company"]
    more = {key: str(int(cells[key]) + 7) for key in keys}
    [fault] = localise(report(cells | more), FORMS).faults
    assert {k: cells[k] for k in keys} in [repair.changes for repair in fault.repairs]
    assert len(fault.repairs) == 2


def test_more_errors_than_are_searched_are_told_where_both_directions_agree():
    cells = dense(Random(2), "2021")
    columns = ("natural", "company", "research", "legal", "other_org")
    rows = ("granted", "partial", "refused_law", "new", "carried_out")
    wrong = {f"requests.{r}.{c}": at for at, (r, c) in enumerate(zip(rows, columns, strict=True))}
    texts = {key: str(int(cells[key]) + 11 + at) for key, at in wrong.items()}
    found = localise(report(cells | texts), FORMS)
    assert {suspect.key for suspect in found.suspects} == set(wrong)
    assert not found.complete
    assert "三处以上" in found.faults[0].message.zh


def test_an_unreadable_cell_gets_what_the_sums_tell():
    cells = (
        zeros() | row("granted", natural="l2", total="12") | row("new", natural="12", total="12")
    )
    cells |= row("handled_total", natural="12", total="12")
    made = report(cells)
    [fault] = localise(made, FORMS).faults
    assert (fault.sums, fault.repairs[0].kind) == ((), "unreadable")
    assert fault.repairs[0].changes == {"requests.granted.natural": "12"}
    [finding] = [f for f in check(made, FORMS) if f.rule == "SAN-03"]
    assert finding.suggestions == ({"requests.granted.natural": "12"},)


def test_a_blank_total_is_suggested():
    [finding] = [f for f in check(seeds()["002:2019"], FORMS) if f.rule == "REQ-06"][:1]
    assert finding.suggestions[0].keys() >= {*finding.suspects}


def test_the_number_of_findings_before_and_after_a_suggestion():
    made = report(zeros() | row("granted", natural="2"))
    [repair] = localise(made, FORMS).faults[0].repairs
    counted = outcome(made, repair.changes, FORMS)
    assert (counted.before, counted.after) == (2, 0)


def test_an_absent_cell_is_never_invented():
    made = report(zeros() | row("granted", natural="2"))
    cells = {k: c for k, c in made.cells.items() if k != "requests.granted.total"}
    found = localise(replace(made, cells=cells), FORMS)
    assert all("requests.granted.total" not in r.changes for f in found.faults for r in f.repairs)
    cells["requests.granted.total"] = Cell(None, None)
    assert localise(replace(made, cells=cells), FORMS).faults == found.faults


def test_another_reading_that_keeps_a_bound_is_suggested():
    cells = zeros() | {"proactive.normative.issued": "9", "proactive.normative.in_force": "3"}
    key = "proactive.normative.in_force"
    made = with_cells(report(cells), **{key.replace(".", "__"): {"candidates": (("13", 0.6),)}})
    [finding] = [f for f in check(made, FORMS) if f.rule == "P21-01"]
    assert (finding.suspects, finding.suggestions) == ((key,), ({key: "13"},))
