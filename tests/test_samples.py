"""The bundled sample reads as printed, and its slips are found."""

import json

import pytest

from core.checking.check import check_all
from core.form_files import load_forms
from core.read import read_document
from core.report import Severity, Verdict
from resources import resource
from tests.conftest import DATA

SAMPLES = sorted(resource("samples").glob("*.pdf"))


@pytest.fixture(scope="module")
def documents():
    forms = load_forms()
    return {path: read_document(path, forms) for path in SAMPLES}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_as_printed(documents, path):
    truth = json.loads((DATA / f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    [report] = documents[path].reports
    [printed] = truth["reports"]
    assert (report.agency, report.year, report.form) == (
        printed["agency"], printed["year"], printed["form"],
    )  # fmt: skip
    assert {key: cell.text for key, cell in report.cells.items()} == printed["cells"]
    assert documents[path].notes == ()


def test_the_slips_of_the_sample_are_found_and_nothing_else(documents):
    reports = [report for document in documents.values() for report in document.reports]
    found = {
        report.year: {
            (finding.rule, finding.cells[-1] if not finding.suspects else finding.suspects[0])
            for finding in findings
            if finding.verdict is Verdict.BROKEN and finding.severity is not Severity.HINT
        }
        for report, findings in zip(reports, check_all(reports, load_forms()), strict=True)
    }
    assert found == {
        2020: set(),
        2023: {
            ("REQ-01", "requests.unavailable_not_held.total"),
            ("REQ-03", "requests.unavailable_not_held.total"),
        },
        2024: {
            ("REQ-01", "requests.carried_in.natural"),
            ("REQ-02", "requests.carried_in.natural"),
            ("CY-01", "requests.carried_in.natural"),
            ("REQ-06", "disputes.reconsideration.total"),
            ("DIS-01", "disputes.reconsideration.total"),
        },
    }
