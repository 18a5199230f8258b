from dataclasses import replace

import pytest

from core.comparing.agencies import (
    OUTCOMES,
    group_of,
    heat_map,
    open_counts,
    outcome_keys,
    outcome_of,
    outcomes,
)
from core.comparing.years import Stand, year_by_year
from core.report import Severity
from tests.gui.made import AGENCY, FORMS, made_project, made_report

IN, OUT = "requests.carried_in.total", "requests.carried_out.total"
NEW = "requests.new.total"


def years(**by_year):
    reports = [made_report(year) for year in range(2019, 2025)]
    for at, report in enumerate(reports):
        reports[at] = report.with_texts(
            {key: text for (year, key), text in by_year["texts"].items() if year == report.year}
        )
    return year_by_year(dict(enumerate(reports, 1)), FORMS)


def test_rows_are_as_printed_and_columns_are_the_years():
    shown = years(texts={})
    assert shown.years == (2019, 2020, 2021, 2022, 2023, 2024)
    assert shown.reports == (1, 2, 3, 4, 5, 6)
    titles = [line.label for line in shown.lines if line.is_title and not line.group]
    assert [title[0] for title in titles] == ["二", "三", "四"]
    keys = [line.key for line in shown.lines if line.key]
    assert len(keys) == len(set(keys))
    assert keys.index(NEW) < keys.index(IN) < keys.index("requests.granted.total")
    # what only the older form prints stands where it stood there
    at = keys.index("requests.other.total")
    assert keys.index("requests.rejected_reconfirm.total") < at < keys.index(OUT)
    line = shown.line("requests.refused_secret.natural")
    assert line
    assert (line.label, line.column) == ("1.属于国家秘密", "自然人")
    assert line.group.endswith("（三）不予公开")
    over = shown.lines[shown.lines.index(line) - 1]
    assert (over.label, over.is_title) == ("（三）不予公开", True)
    dispute = shown.line("disputes.reconsideration.upheld")
    assert dispute
    assert (dispute.label, dispute.column) == ("行政复议", "结果维持")


def test_absent_blank_nought_and_not_on_the_form_are_told_apart():
    shown = years(texts={(2022, NEW): None, (2023, NEW): "", (2024, NEW): "0", (2021, NEW): "多"})
    line = shown.line(NEW)
    assert line
    assert [point.stand for point in line.cells[2:]] == [
        Stand.WORDS, Stand.ABSENT, Stand.BLANK, Stand.NUMBER,
    ]  # fmt: skip
    assert (line.cells[5].text, line.cells[5].number) == ("0", 0)
    in_force = shown.line("proactive.rules.in_force")
    assert in_force
    assert in_force.cells[0].stand is Stand.NOT_ON_FORM


def test_growth_is_against_the_year_before_and_only_there():
    shown = years(texts={(2022, NEW): "10", (2023, NEW): "15", (2024, NEW): "0"})
    line = shown.line(NEW)
    assert line
    assert [point.growth for point in line.cells[3:]] == [4, 0.5, -1]
    some = {1: made_report(2020), 3: made_report(2022)}
    apart = year_by_year(some, FORMS).line(NEW)
    assert apart
    assert apart.cells[1].growth is None
    assert apart.cells[1].link is None


def test_what_is_carried_over_is_linked_and_a_break_is_told():
    shown = years(texts={(2022, OUT): "3", (2023, IN): "2"})
    line, out = shown.line(IN), shown.line(OUT)
    assert line
    assert out
    link = line.cells[4].link
    assert link
    assert (link.rule, link.holds, link.key, link.year) == ("CY-01", False, OUT, 2022)
    assert "≠" in link.said.zh
    held = line.cells[3].link
    assert held
    assert held.holds
    assert [point.carried for point in out.cells] == [True] * 5 + [False]
    off = {1: made_report(2022), 2: made_report(2023)}
    unlinked = year_by_year(off, FORMS, enabled=()).line(IN)
    assert unlinked
    assert unlinked.cells[1].link is None


def test_of_several_reports_for_a_year_the_last_one_stands():
    first, second = made_report(2023), made_report(2023, requests__new__total="9")
    shown = year_by_year({1: first, 2: second, 3: replace(first, year=None)}, FORMS)
    assert (shown.years, shown.reports) == ((2023,), (2,))
    assert year_by_year({}, FORMS).lines == ()


@pytest.fixture
def project(tmp_path):
    broken = made_report(2022, requests__granted__natural="7", requests__partial__total="")
    other = replace(made_report(2022), agency="示例市 财政局")
    absent = made_report(2023, requests__refused_secret__total=None)
    made, _ = made_project(tmp_path / "a.gouji", broken, other, absent)
    with made:
        yield made


def test_the_heat_map_counts_what_is_open_by_agency_and_rule_or_group(project):
    reports, counts = project.reports(), open_counts(project)
    heat = heat_map(reports, counts)
    assert heat.agencies == (AGENCY, "示例市 财政局")
    assert "REQ-01" in heat.columns
    spot = heat.spots[AGENCY, "REQ-01"]
    assert (spot.report, spot.rule) == (1, "REQ-01")
    assert spot.count == sum(
        one.count for one in counts if one.rule == "REQ-01" and one.severity is not Severity.HINT
    )
    assert heat.total(AGENCY) == reports[0].errors + reports[0].warnings + sum(
        one.errors + one.warnings for one in reports[2:]
    )
    groups = heat_map(reports, counts, by_group=True)
    assert groups.columns[0] == "REQ"
    assert groups.total(AGENCY) == heat.total(AGENCY)
    hints = heat_map(reports, counts, with_hints=True)
    assert hints.total(AGENCY) == heat.total(AGENCY) + reports[0].hints + reports[2].hints
    assert heat_map(reports, counts, year=2019).agencies == ()
    assert group_of("P19-03") == "P19"


def test_requests_are_counted_by_what_became_of_them(project):
    keys = outcome_keys(FORMS)
    assert {outcome_of(key) for key in keys} == set(OUTCOMES)
    assert outcome_of("requests.other_other.total") == "other"
    assert outcome_of("requests.handled_total.total") == ""
    first, second, third = outcomes(project, FORMS, project.reports())
    assert (first.agency, first.year, first.total) == (AGENCY, 2022, 2)
    assert first.parts["granted"] == 2
    assert first.parts["partial"] is None  # blank is not 0
    assert first.blank == {"partial"}
    assert second.parts["partial"] == 0
    assert third.absent == {"refused"}
    assert third.parts["refused"] == 0  # what the other cells of it say
