"""Reading step by step: the reports of a volume come one by one, and come to the same."""

import pytest

from core.form_files import load_forms
from core.progress import joined
from core.read import read_document, read_steps
from core.store.project import Project
from tests.conftest import DATA

FORMS = load_forms()
VOLUME = DATA / "seed-002-web.pdf"  # five reports on 26 pages


@pytest.fixture(scope="module")
def told():
    """The steps of reading the volume, and the document they end with."""
    steps, progress = read_steps(VOLUME, FORMS), []
    while True:
        try:
            progress.append(next(steps))
        except StopIteration as end:
            return progress, end.value


def test_every_page_is_told_and_the_first_report_long_before_the_last_page(told):
    progress, last = told
    assert [step.page for step in progress] == list(range(1, last.pages + 1))
    parts = [(step.page, step.part) for step in progress if step.part]
    assert parts[0][0] < last.pages / 2
    assert [part.first for _, part in parts] == sorted({part.first for _, part in parts})
    assert not any(part.complete for _, part in parts)
    assert last.complete
    assert last.reports  # the last one is known to be complete with the last page only


def test_the_parts_are_the_document(told):
    progress, last = told
    whole = read_document(VOLUME, FORMS)
    assert joined([step.part for step in progress if step.part], last) == whole
    assert [report.year for report in whole.reports] == [2023, 2022, 2021, 2020, 2019]


def test_a_project_of_parts_is_the_project_of_the_whole(told, tmp_path):
    progress, last = told
    parts = [*(step.part for step in progress if step.part), last]
    with Project.create(tmp_path / "parts.gouji", forms=FORMS) as one:
        ids = [id_ for part in parts for id_ in one.add(part)]
        with Project.create(tmp_path / "whole.gouji", forms=FORMS) as other:
            same = other.add(read_document(VOLUME, FORMS))
            assert [one.report(id_) for id_ in ids] == [other.report(id_) for id_ in same]
        (document,) = one.documents()
        assert document.notes == last.notes
        again = [id_ for part in parts for id_ in one.add(part)]
        assert again == ids  # reading again finds the same reports, part by part
        assert len(one.reports()) == 5
