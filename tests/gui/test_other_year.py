"""Numbers of another year's report, clicked in a sum: where that report is."""

from tests.gui.made import made_project, made_report

OUT = "requests.carried_out.total"


def two_years(tmp_path):
    other = tmp_path / "去年.gouji"
    made_project(other, made_report(2022, requests__carried_out__total="4"))[0].close()
    path = tmp_path / "今年.gouji"
    project, _ = made_project(path, made_report(2023), made_report(2024))
    project.set_other_projects([other])
    project.close()
    return path, other


def test_a_report_of_this_project_is_opened_at_the_cell(open_window, tmp_path):
    path, _ = two_years(tmp_path)
    window = open_window()
    window.open_paths([path])
    window.acts["nextReport"].trigger()
    assert window.reviewing.session.report.year == 2024
    window.desk.otherYearRequested.emit(f"2023:{OUT}")
    assert window.reviewing.session.report.year == 2023
    assert window.reviewing.session.selection.key == OUT


def test_of_one_in_another_project_it_is_said_where_it_is(open_window, tmp_path, qtbot):
    path, other = two_years(tmp_path)
    window = open_window()
    window.open_paths([path])
    with qtbot.waitSignal(window.reviewing.told) as told:
        window.desk.otherYearRequested.emit(f"2022:{OUT}")
    assert "2022" in told.args[0]
    assert str(other) in told.args[0]
    assert window.reviewing.session.report.year == 2023
    window.desk.otherYearRequested.emit(f"2010:{OUT}")  # nobody has that one
    assert window.reviewing.session.report.year == 2023
