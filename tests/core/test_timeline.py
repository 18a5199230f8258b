import time
from datetime import UTC, date, datetime, timedelta

import pytest

from core.checking.check import check
from core.store.history import Change
from core.store.project import Project
from core.store.review import confirm
from core.store.timeline import (
    PAGE,
    Filter,
    Shown,
    cell_of,
    happenings,
    people,
    subject,
)
from tests.gui.made import FORMS, made_project, made_report

GRANTED = "requests.granted.natural"
TOTAL = "requests.new.total"


def text(key, old, new):
    return Change("text", key, old, new)


def state(key, old, new):
    return Change("cell-state", key, old, new)


@pytest.fixture
def project(tmp_path):
    made, _ = made_project(tmp_path / "项目 😀.gouji", made_report(2022), made_report(2023))
    with made:
        made.apply(1, [text(GRANTED, "2", "7"), state(GRANTED, "read", "corrected"),
                       Change("report-state", "", "read", "in-review")], "typed")  # fmt: skip
        made.who = "李敏"
        made.apply(1, [text(TOTAL, "2", "9"), state(TOTAL, "read", "corrected")], "pasted")
        made.apply(2, [text(GRANTED, "2", "50%")], "typed")
        found = next(f for f in check(made.report(1), FORMS) if GRANTED in f.cells)
        made.apply(1, [confirm(found, made.report(1), "原文有误")], "as-in-source")
        made.apply(1, [Change("report-state", "", "in-review", "reviewed")], "reviewed")
        yield made


def shown(project, **wanted):
    return [
        (one.event.kind, one.event.key.partition("|")[0], one.event.new)
        for one in happenings(project, FORMS, Filter(**wanted))
    ]


def test_what_people_did_is_told_newest_first_without_what_followed_by_itself(project):
    found = happenings(project, FORMS, Filter())
    kinds = [one.event.kind for one in found]
    assert kinds == ["report-state", "decision", "text", "text", "text", "added"]
    assert [one.year for one in found] == [2022, 2022, 2023, 2022, 2022, None]
    assert [one.event.who for one in found] == ["李敏"] * 4 + ["王芳"] * 2
    everything = happenings(project, FORMS, Filter(shown=Shown.ALL))
    assert [one.event.id for one in everything] == list(range(len(everything), 0, -1))


def test_events_are_filtered_by_report_cell_person_kind_and_words(project):
    assert [kind for kind, _, _ in shown(project, report=2)] == ["text"]
    assert shown(project, report=1, key=GRANTED)[-1] == ("text", GRANTED, "7")
    about = shown(project, report=1, key=GRANTED)
    assert [kind for kind, _, _ in about] == ["decision", "text"]
    assert shown(project, who="王芳", shown=Shown.TEXTS) == [("text", GRANTED, "7")]
    assert [kind for kind, *_ in shown(project, shown=Shown.PROJECT)] == ["added"]
    assert len(shown(project, shown=Shown.CELL_STATES)) == 2
    assert shown(project, words="总计 9", shown=Shown.TEXTS) == [("text", TOTAL, "9")]
    assert shown(project, words="商务局 2023") == [("text", GRANTED, "50%")]
    assert shown(project, words="0%") == [("text", GRANTED, "50%")]  # a sign, no joker
    assert shown(project, words="没有这个") == []
    assert shown(project, words="原文有误")[0][0] == "decision"


def test_days_are_those_of_the_local_calendar(project):
    today = datetime.now().astimezone().date()
    assert shown(project, since=today, until=today)
    assert shown(project, until=today - timedelta(days=1)) == []
    assert shown(project, since=today + timedelta(days=1)) == []
    assert shown(project, since=date(2000, 1, 1), until=date(2000, 1, 2)) == []


def test_pages_follow_one_another_and_what_is_new_comes_before(project):
    everything = [one.event.id for one in happenings(project, FORMS, Filter(shown=Shown.ALL))]
    wanted = Filter(shown=Shown.ALL)
    first = happenings(project, FORMS, wanted, limit=3)
    rest = happenings(project, FORMS, wanted, before=first[-1].event.id)
    assert [one.event.id for one in first + rest] == everything
    project.apply(2, [text(TOTAL, "2", "3")], "typed")
    new = happenings(project, FORMS, wanted, after=everything[0])
    assert [one.event.new for one in new] == ["3"]
    assert people(project) == ["李敏", "王芳"]


def test_an_event_says_what_it_is_about_and_which_cell(project):
    found = happenings(project, FORMS, Filter())
    said = [subject(one.event, FORMS) for one in found]
    assert said[0].zh == "报告状态"
    assert said[1].zh.startswith("REQ-0")
    assert "自然人" in said[2].zh
    assert "natural" in said[2].en
    assert said[-1].en == "Document added 年报.pdf"
    assert cell_of(found[2].event) == GRANTED
    assert cell_of(found[1].event).startswith("requests.")
    assert cell_of(found[0].event) == ""
    project.apply(1, [text("no.such.cell", None, "1")], "typed")
    odd = happenings(project, FORMS, Filter(), limit=1)[0].event
    assert subject(odd, FORMS).zh == "no.such.cell"


def test_a_hundred_thousand_events_are_paged_in_no_time(tmp_path):
    made, _ = made_project(tmp_path / "a.gouji", made_report(2022), made_report(2023))
    with made:
        fill(made, 100_000)
        for wanted in (Filter(), Filter(report=1), Filter(report=1, key=GRANTED),
                       Filter(words="自然人"), Filter(who="王芳", shown=Shown.ALL)):  # fmt: skip
            start = time.perf_counter()
            first = happenings(made, FORMS, wanted)
            deep = happenings(made, FORMS, wanted, before=500)
            assert time.perf_counter() - start < 1.0  # milliseconds; a busy machine takes longer
            assert len(first) == PAGE
            assert deep


def fill(project: Project, count: int) -> None:
    """Put many events into the log, each an edit of a cell and its state, without the edits.

    The last ones say what the cells do, so that the file is whole.
    """
    db = project._db
    texts = {(r, k): text for r, k, text in db.execute("SELECT report, key, text FROM cells")}
    rows = []
    at = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(count // 2):
        moment = (at + timedelta(seconds=number)).isoformat(timespec="milliseconds")
        report, key = 1 + number % 2, GRANTED if number % 4 < 2 else TOTAL
        text = texts[report, key]
        for kind, old, new in (("text", "7", text), ("cell-state", "read", "corrected")):
            rows.append((moment, "王芳", report, key, old, new, "typed", number + 10, kind))
    with db.atomic():
        db.conn.executemany(
            "INSERT INTO events (at, who, report, key, old, new, why, step, kind)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows,
        )  # fmt: skip
