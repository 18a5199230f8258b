"""The checks on the truth of the whole corpus: planted errors found, nothing else accused."""

import json

import pytest

from core.checking.check import check_all
from core.read import read_document
from core.report import Finding, Report, Verdict
from tests.core.reports import FORMS, report

pytestmark = pytest.mark.corpus
ARITHMETIC = ("REQ", "DIS", "SAN-01", "SAN-03", "SAN-07", "CY-01")
READABLE = ("word", "draw", "web", "post", "html", "docx")  # documents with text
CLAIMS = {
    "requests.new.total": "new",
    "requests.new.natural": "natural",
    "requests.carried_in.total": "carried_in",
    "requests.carried_out.total": "carried_out",
    "requests.granted.total": "granted",
    "disputes.reconsideration.total": "reconsideration",
    "disputes.litigation.total": "litigation",
}
DELIBERATE = {"planted", "real_breaks", "chain_break"}


@pytest.fixture(scope="module")
def checked(corpus) -> list[tuple[str, dict[str, object], list[Finding]]]:
    found = []
    for path in sorted((corpus / "dev").glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        raw = truth["reports"]
        reports = [report(r["cells"], r["form"], r["year"], r["agency"]) for r in raw]
        for one, findings in zip(raw, check_all(reports, FORMS), strict=True):
            broken = [f for f in findings if f.verdict is Verdict.BROKEN and f.severity != "hint"]
            found.append((path.stem, {**one, "origin": truth["origin"]}, broken))
    return found


def test_sound_reports_are_not_accused(checked):
    accused = [
        (name, finding.rule, finding.message.zh)
        for name, truth, findings in checked
        if truth["origin"] == "synthetic" and not DELIBERATE & truth.get("extra", {}).keys()
        for finding in findings
        if finding.rule.startswith(ARITHMETIC)
        if not (finding.rule == "DIS-02" and not truth["cells"].keys() & set(finding.cells))
    ]
    assert accused == []


def test_planted_errors_are_found_and_are_the_suspects(checked):
    planted = 0
    for name, truth, findings in checked:
        for error in truth.get("extra", {}).get("planted", ()):
            planted += 1
            told = [f.suspects for f in findings if error["key"] in f.cells]
            assert told, (name, error)
            assert (error["key"],) in told, (name, error, told)
    assert planted > 5


def test_sums_that_were_published_broken_are_found(checked):
    rules = {"dispute": "DIS-01", "col": "REQ-03", "balance": "REQ-02"}
    for name, truth, findings in checked:
        for real in truth.get("extra", {}).get("real_breaks", ()):
            told = [
                f
                for f in findings
                if f.rule == rules[real["rule"]] and any(real["where"] in key for key in f.cells)
            ]
            assert told, (name, real)
            if "sum" in real:
                assert (real["sum"], real["printed"]) in {(f.left, f.right) for f in told}


def test_a_broken_chain_of_years_is_found(checked):
    broken = [
        (name, {f.rule for f in findings})
        for name, truth, findings in checked
        if "chain_break" in truth.get("extra", {})
    ]
    assert broken
    assert all("CY-01" in rules for _, rules in broken)


def test_rows_left_out_are_named(checked):
    for name, truth, findings in checked:
        cells = truth["cells"]
        expected = {k for t in FORMS.tables_of(truth["form"], cells) for k in t.cells}
        missing = expected - cells.keys()
        told = {k for f in findings if f.rule in ("STR-03", "DIS-02") for k in f.cells}
        assert told == missing, name


@pytest.fixture(scope="module")
def read(corpus) -> list[tuple[str, dict[str, object], Report, list[Finding]]]:
    """The synthetic documents with text as they are read, with their truth and findings."""
    found = []
    for path in sorted((corpus / "dev").glob("*.truth.json")):
        if not path.name.startswith(READABLE):
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        document = read_document(path.with_name(truth["document"]), FORMS)
        told = check_all(document.reports, FORMS)
        for one, report_read, findings in zip(
            truth["reports"], document.reports, told, strict=True
        ):
            broken = [f for f in findings if f.verdict is Verdict.BROKEN and f.severity != "hint"]
            found.append((path.stem, one, report_read, broken))
    return found


def test_prose_that_agrees_is_not_accused(read):
    accused = [
        (name, finding.rule, finding.message.zh)
        for name, truth, _, findings in read
        if not DELIBERATE & truth.get("extra", {}).keys()
        for finding in findings
        if finding.rule.startswith("TXT")
    ]
    assert accused == []


def test_what_the_prose_claims_is_found(read):
    missed = []
    for name, truth, report_read, _ in read:
        for told in truth.get("extra", {}).get("narrative", ()):
            kind = CLAIMS[told["key"]]
            values = {c.value for c in report_read.claims if c.claim in (kind, f"{kind}_none")}
            if float(told["claimed"]) not in values:
                missed.append((name, told["text"], values))
    assert missed == []


def test_prose_that_contradicts_its_table_is_found(read):
    wrong = [
        (name, {finding.rule for finding in findings})
        for name, truth, _, findings in read
        for told in truth.get("extra", {}).get("narrative", ())
        if not told["agrees"] and told["key"].startswith("requests")
    ]
    assert wrong
    assert all("TXT-01" in rules for _, rules in wrong)
