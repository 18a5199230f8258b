"""How long the rest of a document takes, and how the status bar says it."""

import pytest

from gui.pages_left import PagesLeft
from gui.status import Status


@pytest.fixture
def clock():
    return [0.0]


@pytest.fixture
def left(clock):
    return PagesLeft(lambda: clock[0])


def test_the_rest_takes_as_long_a_page_as_those_so_far(left, clock):
    assert left.seconds("a", 1, 10) is None  # nothing is known yet
    clock[0] = 2.0
    assert left.seconds("a", 2, 10) is None  # too little is
    clock[0] = 8.0
    assert left.seconds("a", 3, 10) == pytest.approx(28)
    assert left.seconds("a", 10, 10) is None


def test_another_document_begins_anew(left, clock):
    left.seconds("a", 1, 10)
    clock[0] = 50.0
    assert left.seconds("b", 1, 3) is None
    clock[0] = 54.0
    assert left.seconds("b", 2, 3) == pytest.approx(4)
    assert left.seconds("b", 1, 3) is None  # read anew


def test_pages_known_from_before_say_nothing_of_the_rest(left, clock):
    for page in range(1, 41):
        clock[0] += 0.2
        assert left.seconds("a", page, 50, recalled=True) is None
    clock[0] += 8.0
    assert left.seconds("a", 41, 50) == pytest.approx(72)
    clock[0] += 6.0
    assert left.seconds("a", 42, 50) == pytest.approx(56)


def test_the_status_bar_says_it_in_round_figures(qtbot, left, clock):
    status = Status()
    qtbot.addWidget(status)
    status._left = left
    status.show_progress(0, 2, "扫描件.pdf")
    status.show_page("扫描件.pdf", 1, 12)
    assert "1/12" not in status._reading._label.text()
    clock[0] = 7.0
    status.show_page("扫描件.pdf", 2, 12)
    assert status._reading._label.text().endswith("2/12 · about 1 min left")
    clock[0] = 40.0
    status.show_page("扫描件.pdf", 10, 12)
    assert status._reading._label.text().endswith("10/12 · about 10 s left")
    status.show_page("另一件.pdf", 11, 12)
    assert "10/12" in status._reading._label.text()


def test_the_status_bar_says_that_a_document_goes_on_from_before(qtbot, left, clock):
    status = Status()
    qtbot.addWidget(status)
    status._left = left
    status.show_progress(0, 1, "扫描件.pdf")
    for page in (1, 2, 3):
        status.show_page("扫描件.pdf", page, 12, recalled=True)
        clock[0] += 0.2
    assert status._reading._label.text().endswith("3/12 · going on from before")
    clock[0] += 5.8
    status.show_page("扫描件.pdf", 4, 12)
    assert status._reading._label.text().endswith("4/12 · about 50 s left")
