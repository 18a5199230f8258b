"""What a letter to an agency says: proven, looked up, or yet to be looked up."""

from dataclasses import replace
from datetime import date

import pytest

from core.exporting.feedback import Letter, Standing
from core.exporting.feedback_flow import flow_of
from core.exporting.feedback_letters import Letters, agencies
from core.report import (
    Cell,
    CellState,
    Claim,
    Document,
    Finding,
    Place,
    Report,
    Severity,
    Verdict,
)
from core.store.history import Change
from core.store.project import Project
from core.store.review import confirm, recheck
from core.text import Text
from core.typeset.flow import FlowTable, Paragraph
from tests.core.reports import FORMS, report, zeros

DIS = "disputes.reconsideration."
ALL = [f"{DIS}{part}" for part in ("upheld", "corrected", "other", "pending", "total")]
LEFT, RIGHT = f"{DIS}upheld", f"{DIS}total"
BROKEN = {LEFT: "3", f"{DIS}corrected": "4", RIGHT: "9"}
ON = date(2026, 11, 3)
SEEN = dict.fromkeys(ALL, CellState.CONFIRMED)


def made(year=2022, agency="某局", states=None, unsure=(), **changes) -> Report:
    """A report whose reconsiderations do not add up; cells in these states, some unsure."""
    one = report(zeros() | BROKEN | changes, year=year, agency=agency)
    cells = {
        key: replace(cell, place=Place(2, (10, 20, 40, 30))) for key, cell in one.cells.items()
    }
    for key, state in (states or {}).items():
        cells[key] = replace(cells[key], state=state)
    for key in unsure:
        cells[key] = replace(cells[key], unsure=True)
    return replace(one, cells=cells, pages=(1, 3))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "项目 📄.gouji", "王敏", FORMS) as project:
        yield project


def letter(project: Project, *reports: Report, kind="pdf", **options) -> Letter:
    for at, one in enumerate(reports):
        project.add(Document(f"第{at}份.pdf", kind, 3, (one,), (), str(at), f"{at}.pdf"))
    recheck(project, FORMS)
    return letter_of(project, **options)


def letter_of(project: Project, **options) -> Letter:
    """The letter to the first agency."""
    return Letters(project, FORMS, ON, **options).to(agencies(project)[0])


def text_of(one: Letter, language="zh") -> str:
    """All that a letter says, a paragraph a line."""
    texts = []

    def add(blocks):
        for block in blocks:
            if isinstance(block, Paragraph):
                texts.append(block.text)
            elif isinstance(block, FlowTable):
                for cell in block.cells:
                    add(cell.blocks)

    add(flow_of(one, language).blocks)
    return "\n".join(texts)


def standings(one: Letter) -> dict[str, Standing]:
    return {point.rule: point.standing for point in one.points}


def test_what_nobody_looked_at_is_not_laid_at_the_agencys_door(project):
    one = letter(project, made())
    assert standings(one) == {"DIS-01": Standing.UNSEEN}
    said = text_of(one)
    assert "待核实的事项（1 项）" in said
    assert "不作为对报告的认定意见" in said
    assert "自相矛盾的数据" not in said
    assert "尚未与原件逐格核对" in said


def test_confirmed_cells_prove_that_the_report_contradicts_itself(project):
    one = letter(project, made(states=SEEN))
    [point] = one.points
    assert point.standing is Standing.PROVEN
    assert point.proof is not None
    assert [line.key for line in point.proof.lines] == ALL
    said = text_of(one)
    assert "行政复议 · 结果维持 3 + 行政复议 · 结果纠正 4 = 7 ≠ 行政复议 · 总计 9" in said
    assert "以上各格均已与原件核对：原件自身矛盾。" in said
    assert "第 2 页；四、政府信息公开行政复议、行政诉讼情况" in said
    assert said.count("（无截图）") == 5


def test_an_unsure_cell_is_never_the_agencys_fault_whatever_was_decided(project):
    one = made(unsure=[LEFT])
    [id_] = project.add(Document("一.pdf", "pdf", 3, (one,), (), "1", "一.pdf"))
    recheck(project, FORMS)
    [finding] = [found for found in project.findings(id_) if found.rule == "DIS-01"]
    project.apply(id_, [confirm(finding, project.report(id_), "原文有误")], "as-in-source")
    [point] = letter_of(project).points
    assert point.standing is Standing.UNSEEN
    said = text_of(letter_of(project))
    assert "识读存疑：行政复议 · 结果维持" in said
    assert "经核对原文如此：原文有误" in said
    project.apply(id_, [Change("cell-state", LEFT, "read", "confirmed")], "confirmed")
    [point] = letter_of(project).points
    assert (point.standing, point.reason, point.who) == (Standing.SEEN, "原文有误", "王敏")


def test_a_doubtful_cell_is_no_ground_for_anything(project):
    one = letter(project, made(states={**SEEN, LEFT: CellState.DOUBTFUL}))
    assert standings(one) == {"DIS-01": Standing.UNSEEN}


def test_where_all_cells_were_looked_at_but_a_sum_proves_nothing_it_is_to_be_explained(project):
    cells = {"requests.new.natural": "一", "requests.new.total": "0"}
    states = dict.fromkeys(cells, CellState.CONFIRMED)
    one = letter(project, made(states=states, **cells))
    found = {point.rule: point for point in one.points}
    assert found["SAN-03"].standing is Standing.SEEN
    assert "请说明或更正的问题（1 项）" in text_of(one)


def test_what_the_prose_says_is_looked_up_by_nobody_unless_it_is_decided(project):
    place = Place(1, (10, 20, 30, 40))
    claims = (Claim("new", 5, "收到申请5件", place),)
    one = replace(made(states={"requests.new.total": CellState.CONFIRMED}), claims=claims)
    found = {point.rule: point for point in letter(project, one).points}
    assert found["TXT-01"].standing is Standing.UNSEEN
    assert 1 in found["TXT-01"].where.pages


def test_across_years_the_cells_of_the_other_year_count_too(project):
    rows = ("carried_in", "handled_total", "granted")
    carried = {f"requests.{row}.{column}": "2" for row in rows for column in ("natural", "total")}
    fine = dict.fromkeys(BROKEN, "0")
    new = made(2022, states=dict.fromkeys(zeros(), CellState.CONFIRMED), **fine, **carried)

    def standings_across(one: Letter) -> set[Standing]:
        return {point.standing for point in one.points if point.rule == "CY-01"}

    assert standings_across(letter(project, made(2021, **fine), new)) == {Standing.UNSEEN}
    first = next(entry.id for entry in project.reports() if entry.year == 2021)
    project.apply(
        first, [Change("cell-state", key, "read", "confirmed") for key in zeros()], "confirmed"
    )
    one = letter_of(project)
    assert standings_across(one) == {Standing.SEEN}


def test_hints_are_left_out_unless_they_are_asked_for(project):
    one = letter(project, made(**{LEFT: "0", f"{DIS}corrected": "0", RIGHT: "-"}))
    assert one.points == ()
    assert "未发现需要反馈的问题" in text_of(one)
    hints = letter_of(project, hints=True)
    assert "SAN-04" in standings(hints)


def test_the_reports_of_an_agency_are_in_one_letter_by_year(project):
    names = ("某 局", "别局", "某局")
    reports = [made(year, agency) for year, agency in zip((2023, 2022, 2022), names, strict=True)]
    one = letter(project, *reports)
    assert [found.name for found in agencies(project)] == ["某 局", "别局"]
    assert one.years == (2022, 2023)
    assert [item.year for item in one.reports] == [2022, 2023]
    assert "我们对贵单位 2022、2023 年度政府信息公开工作年度报告（共 2 份）" in text_of(one)


def test_what_has_no_name_gets_a_letter_with_a_place_for_it(project):
    one = letter(project, made(agency=""), made(agency=""))
    assert len(agencies(project)) == 2
    assert "（机关名称待补）：" in text_of(one)


def test_pages_of_what_has_none_are_not_told(project):
    one = letter(project, made(states=SEEN), kind="html")
    assert one.points[0].where.pages == ()
    assert "第 2 页" not in text_of(one)


def test_english_is_complete(project):
    one = letter(project, made(agency="Bureau", states=SEEN), made(2023, "Bureau"))
    said = text_of(one, "en").replace("第0份.pdf", "").replace("第1份.pdf", "").replace("王敏", "")
    assert [char for char in said if "一" <= char <= "龥"] == []
    assert "the source contradicts itself" in said
    assert "(1) Please check the figures of part 1" in said
    assert "3. What we ask for" in said
    assert "2026-11-03" in said


def test_points_beyond_the_bound_are_counted(project, monkeypatch):
    monkeypatch.setattr("core.exporting.feedback_letters.MAX_POINTS", 1)
    one = letter(project, made(states=SEEN), made(2023))
    assert len(one.points) == 1
    assert one.left_out > 0
    assert f"现将 {one.left_out + 1} 项情况反馈如下" in text_of(one)
    assert f"另有 {one.left_out} 项未逐一列出" in text_of(one)


def test_a_cell_that_is_not_there_is_confirmed_by_nobody(project):
    one = made(states=SEEN)
    cells = {key: cell for key, cell in one.cells.items() if not key.startswith("requests.new")}
    found = letter(project, replace(one, cells={**cells, LEFT: Cell("3", "3")}))
    missing = [point for point in found.points if point.rule == "STR-03"]
    assert missing
    assert all(point.standing is Standing.UNSEEN for point in missing)


@pytest.mark.parametrize("rule", ["CA-01", "TXT-11"])
def test_what_rests_on_more_than_its_cells_takes_a_decision(project, rule):
    one = made(states=SEEN)
    [id_] = project.add(Document("一.pdf", "pdf", 3, (one,), (), "1", "一.pdf"))
    said = Text("合计不符", "does not add up")
    finding = Finding(rule, Severity.ERROR, Verdict.BROKEN, (RIGHT,), said)
    project.store_findings({id_: [finding]})
    [point] = letter_of(project).points
    assert point.standing is Standing.UNSEEN
    project.apply(id_, [confirm(finding, project.report(id_), "原文有误")], "as-in-source")
    [point] = letter_of(project).points
    assert point.standing is Standing.SEEN
