"""When confirmed cells prove that the source contradicts itself."""

from dataclasses import replace

from core.checking.check import check
from core.checking.proof import proof_for, written_proof
from core.checking.suspect import localise
from core.report import CellState, Place
from tests.core.reports import FORMS, report, zeros

DIS = "disputes.reconsideration."
CELLS = zeros() | {f"{DIS}upheld": "3", f"{DIS}corrected": "4", f"{DIS}total": "9"}


def confirmed(cells, *keys):
    made = report(cells)
    place = Place(2, (1, 2, 3, 4))
    changed = {k: replace(made.cells[k], state=CellState.CONFIRMED, place=place) for k in keys}
    return replace(made, cells={**made.cells, **changed})


ALL = [f"{DIS}{part}" for part in ("upheld", "corrected", "other", "pending", "total")]


def test_where_all_cells_of_a_broken_sum_are_confirmed_the_source_is_wrong():
    made = confirmed(CELLS, *ALL)
    found = localise(made, FORMS)
    [proof] = found.proven
    assert (found.faults, proof.cells, proof.larger) == ((), tuple(ALL), "")
    [finding] = [f for f in check(made, FORMS) if f.rule == "DIS-01"]
    assert (finding.suspects, finding.suggestions) == ((), ())


def test_with_one_cell_left_nothing_is_proven_and_that_cell_is_the_suspect():
    found = localise(confirmed(CELLS, *ALL[1:]), FORMS)
    assert found.proven == ()
    assert [suspect.key for suspect in found.suspects] == ALL[:1]


def test_parts_that_exceed_their_total_prove_it_without_the_others():
    cells = CELLS | {f"{DIS}total": "2"}
    found = localise(confirmed(cells, ALL[0], ALL[1], ALL[4]), FORMS)
    [proof] = found.proven
    assert (proof.cells, proof.larger) == ((ALL[1], ALL[4]), "left")


def test_a_proof_is_written_out_with_its_places():
    made = confirmed(CELLS, *ALL)
    proof = written_proof(localise(made, FORMS).proven[0], made, FORMS)
    assert proof.sum.zh == "行政复议 · 结果维持 3 + 行政复议 · 结果纠正 4 = 7 ≠ 行政复议 · 总计 9"
    assert [(line.text, line.side) for line in proof.lines][-1] == ("9", "right")
    assert all(line.place and line.place.page == 2 for line in proof.lines)
    assert "自身矛盾" in proof.conclusion.zh
    made = confirmed(CELLS | {f"{DIS}total": "2"}, *ALL)
    proof = written_proof(localise(made, FORMS).proven[0], made, FORMS)
    assert proof.sum.zh.endswith("4 > 行政复议 · 总计 2")


def finding(made, rule):
    return next(f for f in check(made, FORMS) if f.rule == rule)


def test_the_proof_for_a_finding_comes_with_its_last_cell():
    made = confirmed(CELLS, *ALL[1:])
    assert proof_for(finding(made, "DIS-01"), made, FORMS) is None
    made = confirmed(CELLS, *ALL)
    proof = proof_for(finding(made, "DIS-01"), made, FORMS)
    assert proof
    assert proof.sum.zh.endswith("≠ 行政复议 · 总计 9")


def test_a_blank_total_is_proven_by_the_sum_that_it_breaks():
    made = confirmed(CELLS | {ALL[-1]: ""}, ALL[0], ALL[1], ALL[-1])
    proof = proof_for(finding(made, "REQ-06"), made, FORMS)
    assert proof
    assert proof.rule == "DIS-01"
    assert "一部分已大于全部" in proof.conclusion.zh


def test_what_is_no_sum_or_not_broken_is_not_proven():
    made = confirmed(CELLS | {"requests.new.total": "3"}, *ALL)
    others = [f for f in check(made, FORMS) if f.rule != "DIS-01"]
    assert others
    assert not any(proof_for(one, made, FORMS) for one in others)
