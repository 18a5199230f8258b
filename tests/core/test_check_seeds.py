"""What nine published reports must and must not be flagged for."""

import json
from dataclasses import replace

import pytest

from core.checking.catalogue import enabled_rules
from core.checking.check import check_all, rule_titles
from core.read import read_document
from core.report import Finding, Verdict
from tests.core.reports import DATA, FORMS, seeds

KNOWN = rule_titles(FORMS)
AGENCIES = {
    "000": "聊城市退役军人事务局",
    "001": "蚌埠市退役军人事务局",
    "002": "聊城市机关事务管理局",
    "003": "辽源市西安区退役军人事务局",
    "004": "聊城市人民政府外事办公室",
}
ENTRIES = [
    (rule, entry)
    for entry in json.loads((DATA / "seeds-expected.json").read_text(encoding="utf-8"))["anomalies"]
    for rule in entry["rule"].split("+")
    if rule in KNOWN and entry["on"] == "cells"
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Finding]]:
    return checked({})


@pytest.fixture(scope="module")
def all_found() -> dict[str, list[Finding]]:
    return checked(dict.fromkeys(KNOWN, True))


def checked(switched) -> dict[str, list[Finding]]:
    """The findings of all seeds, with the names of their agencies."""
    reports = {name: replace(one, agency=AGENCIES[name[:3]]) for name, one in seeds().items()}
    on = enabled_rules(FORMS, switched)
    return dict(zip(reports, check_all(list(reports.values()), FORMS, on), strict=True))


def test_there_is_something_to_expect():
    assert {rule for rule, _ in ENTRIES} >= {"REQ-02", "REQ-06", "STR-03", "CY-01", "DIS-02"}


@pytest.mark.parametrize(
    ("rule", "entry"), ENTRIES, ids=[f"{rule}-{e['report']}-{e['expect']}" for rule, e in ENTRIES]
)
def test_seed(rule, entry, found, all_found):
    if entry["expect"] == "flag_if_enabled":
        assert rule not in {finding.rule for finding in found[entry["report"]]}
        found = all_found
    own = [finding for finding in found[entry["report"]] if finding.rule == rule]
    broken = [finding for finding in own if finding.verdict is Verdict.BROKEN]
    touched = {key for finding in broken for key in finding.cells}
    match entry["expect"]:
        case "flag" | "flag_if_enabled":
            assert broken
            assert {str(finding.severity) for finding in broken} <= set(entry["severity"].split())
            # the entry shows the cells around, too; those of the finding are among them
            assert not entry["cells"] or touched & entry["cells"].keys()
            if rule in {"STR-03", "SAN-02", "SAN-04", "SAN-03"}:
                assert touched >= entry["cells"].keys()
        case "no_flag":
            assert not broken
        case "not_assessable":
            assert not broken
            assert own


def test_a_blank_total_explains_the_sums_it_breaks(found):
    blank = found["002:2019"]
    assert [(f.rule, f.consequence_of) for f in blank if f.severity == "error"] == [
        ("REQ-06", ""),
        ("REQ-06", ""),
        ("REQ-02", "REQ-06"),
        ("REQ-02", "REQ-06"),
        ("REQ-03", "REQ-06"),
        ("REQ-03", "REQ-06"),
    ]
    assert {f.suspects for f in blank if f.severity == "error"} == {
        ("requests.handled_total.natural",),
        ("requests.handled_total.total",),
    }


def test_rows_lost_in_one_stretch_are_one_finding(found):
    [lost] = [finding for finding in found["000:2019"] if finding.rule == "STR-03"]
    assert len(lost.cells) == 56
    assert "缺 8 行" in lost.message.zh


def test_reports_without_fault_are_left_in_peace(found):
    assert found["002:2023"] == found["002:2022"] == found["002:2021"] == []


# the same reports as they are read: from plain text copies, and from PDF files


TEXTS = {name: f"seed-{name}.txt" for name in AGENCIES}
PDFS = {
    "000": "seed-000-word.pdf",
    "001": "seed-001-word.pdf",
    "002": "seed-002-web.pdf",
    "003": "seed-003-web.pdf",
    "004": "seed-004-word.pdf",
}
YEARS = {"000": [2019], "001": [2020], "002": [2023, 2022, 2021, 2020, 2019], "003": [2023],
         "004": [2019]}  # fmt: skip
READ = [
    (kind, rule, entry)
    for entry in json.loads((DATA / "seeds-expected.json").read_text(encoding="utf-8"))["anomalies"]
    for kind in ("text", "pdf")
    for rule in entry["rule"].split("+")
    if kind in entry["on"]
    and rule in KNOWN
    # it says of STR-06 that paragraphs numbered like sections begin none: that is test_sections
    and entry["kind"] != "subheadings_like_sections"
]


@pytest.fixture(scope="module")
def read_found() -> dict[tuple[str, str], list[Finding]]:
    """The findings of all rules, by kind of file and report."""
    on = enabled_rules(FORMS, dict.fromkeys(KNOWN, True))
    found = {}
    for kind, files in (("text", TEXTS), ("pdf", PDFS)):
        for name, file in files.items():
            reports = read_document(DATA / file, FORMS).reports
            checked_reports = check_all(reports, FORMS, on)
            for year, findings in zip(YEARS[name], checked_reports, strict=True):
                found[kind, f"{name}:{year}"] = findings
    return found


@pytest.mark.parametrize(
    ("kind", "rule", "entry"),
    READ,
    ids=[f"{kind}-{rule}-{e['report']}-{e['kind']}-{e['expect']}" for kind, rule, e in READ],
)
def test_seed_as_read(kind, rule, entry, read_found):
    own = [finding for finding in read_found[kind, entry["report"]] if finding.rule == rule]
    broken = [finding for finding in own if finding.verdict is Verdict.BROKEN]
    touched = {key for finding in broken for key in finding.cells}
    match entry["expect"]:
        case "flag" | "flag_if_enabled":
            assert broken
            words = entry["severity"].replace("(", " ").split()
            assert {str(finding.severity) for finding in broken} <= set(words)
            assert KNOWN[rule].default_on == (entry["expect"] == "flag")
            assert not entry["cells"] or not touched or touched & entry["cells"].keys()
            if rule.startswith("TXT") and rule != "TXT-20":
                assert all(finding.places for finding in broken)
        case "no_flag":
            assert not [f for f in broken if f.severity != "hint"]
        case "not_assessable":
            assert not broken
            assert own
