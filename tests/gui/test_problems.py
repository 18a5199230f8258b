"""In which order F8 stops."""

from dataclasses import replace

from core.report import CellState, Finding, Severity, Verdict
from core.text import Text
from gui.problems import Review, next_stop
from tests.gui.made import made_report

KEYS = ("requests.new.natural", "requests.new.company", "requests.new.research",
        "requests.new.nonprofit", "requests.new.legal")  # fmt: skip


def finding(severity, key):
    text = Text("不符", "does not hold")
    return Finding("REQ-01", severity, Verdict.BROKEN, (key,), text, suspects=(key,))


def problems():
    """One of each kind, in the order in which the cells are printed the least pressing first."""
    report = made_report()
    doubtful, warning, unsure, error, hint = KEYS
    cells = dict(report.cells)
    cells[doubtful] = replace(cells[doubtful], state=CellState.DOUBTFUL)
    cells[unsure] = replace(cells[unsure], unsure=True)
    found = [
        finding(Severity.HINT, hint),
        finding(Severity.WARNING, warning),
        finding(Severity.ERROR, error),
    ]
    order = {key: at for at, key in enumerate(cells)}
    return Review.of(replace(report, cells=cells), found, (), order).problems


def test_what_must_be_fixed_comes_first_then_what_was_not_read_for_certain():
    assert [one.kind for one in problems()] == ["error", "unsure", "warning", "doubtful"]


def test_a_hint_is_no_stop():
    assert KEYS[-1] not in {problem.key for problem in problems()}


def test_at_the_end_it_goes_round_or_stops():
    stops = problems()
    last = stops[-1].key
    assert next_stop(stops, last, ("", 0), backwards=False, around=True)[0] == stops[0]
    assert next_stop(stops, last, ("", 0), backwards=False, around=False)[0] is None
    assert next_stop(stops, stops[0].key, ("", 0), backwards=True, around=False)[0] is None
    assert next_stop(stops, "", ("", 0), backwards=True, around=False)[0] == stops[-1]
    assert next_stop((), "", ("", 0), backwards=False, around=True)[0] is None


def test_a_problem_that_was_solved_stands_where_it_stood():
    stops = problems()
    left = (stops[0], *stops[2:])
    assert (
        next_stop(left, stops[1].key, (stops[1].key, 1), backwards=False, around=True)[0]
        == (stops[2])
    )
