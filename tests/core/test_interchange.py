"""JSON of read documents: what is written can be read again; what is none is refused in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import GoujiError
from core.form_files import load_forms
from core.interchange import (
    document_to_json,
    dump_json,
    load_reports,
    report_to_json,
    reports_from_json,
)
from core.json_shape import ShapeError
from core.report import (
    Cell,
    CellState,
    Claim,
    Document,
    Finding,
    Note,
    Place,
    Report,
    Section,
    Severity,
    Verdict,
)
from core.text import Text

FORMS = load_forms()
MEMBERS = (
    *("document", "reports", "cells", "text", "read", "page", "pages", "bbox", "year", "agency"),
    *("form", "state", "unsure", "sections", "claims", "claim", "value", "title", "confidence"),
)
KEYS = [key for table in FORMS.tables for key in table.cells]

numbers = st.floats(0, 1000).map(lambda side: round(side, 2))
boxes = st.tuples(numbers, numbers, numbers, numbers)
places = st.builds(Place, st.integers(1, 99), boxes)
texts = st.text(max_size=8)  # also halves of surrogate pairs
cells = st.builds(
    lambda key, read, text, place, confidence, unsure, state: (
        key,
        Cell(read, text, FORMS.unit(key), place, confidence, unsure, state),
    ),
    st.sampled_from(KEYS),
    st.none() | texts,
    texts,
    st.none() | places,
    st.sampled_from([0.0, 0.25, 1.0]),
    st.booleans(),
    st.sampled_from(CellState),
)
reports = st.builds(
    Report,
    texts,
    st.none() | st.integers(1990, 2100),
    st.sampled_from(["2019", "2021"]),
    st.lists(cells, max_size=5).map(dict),
    st.none() | st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.none()
    | st.lists(st.builds(Section, texts, st.integers(1, 9), texts), max_size=2).map(tuple),
    st.none()
    | st.lists(st.builds(Claim, texts, st.integers(), texts, places), max_size=2).map(tuple),
    st.frozensets(st.sampled_from(["agency", "year"])),
)


@given(st.lists(reports, max_size=3))
def test_a_project_s_reports_come_back_from_their_json(made):
    whole = {
        "document": "a.pdf",
        "reports": [report_to_json(report, [], reviewed=True) for report in made],
    }
    again = reports_from_json(json.loads(dump_json(whole)), FORMS)
    assert [named.report for named in again] == made
    assert {named.document for named in again} <= {"a.pdf"}


def test_the_shape_is_the_agreed_one():
    cell = Cell("280 万元", "280 万元", FORMS.unit("proactive.fees.amount"), Place(2, (1, 2, 3, 4)))
    report = Report(
        "某局",
        2021,
        "2021",
        {"proactive.fees.amount": cell, "gone": Cell(None, None)},
        (1, 5),
        (Section("一、总体情况", 1, "…"),),
        (Claim("new", 2, "2 件", Place(1, (1, 2, 3, 4))),),
    )
    left_out = Finding("REQ-01", Severity.ERROR, Verdict.HOLDS, ("k",), Text("对", "right"))
    broken = Finding(
        "REQ-02", Severity.ERROR, Verdict.BROKEN, ("k",), Text("错", "wrong"), 3, 2,
        suspects=("k",), suggestions=({"k": "2"},),
    )  # fmt: skip
    note = Note("no-text", Text("无", "none"), 3)
    document = Document("NAME.pdf", "pdf", 5, (report,), (note,))
    data = json.loads(dump_json(document_to_json(document, [[left_out, broken]])))
    assert data["document"] == "NAME.pdf"
    assert data["notes"][0].items() >= {"code": "no-text", "page": 3, "message": "无"}.items()
    (one,) = data["reports"]
    head = {"agency": "某局", "year": 2021, "form": "2021", "pages": [1, 5]}
    assert one.items() >= head.items()
    assert one["cells"] == {
        "proactive.fees.amount": {
            "text": "280 万元", "value": 280, "page": 2, "bbox": [1, 2, 3, 4],
            "confidence": 1.0, "unsure": False,
        }
    }  # fmt: skip
    assert one["sections"] == [{"title": "一、总体情况", "page": 1, "text": "…"}]
    assert one["claims"] == [
        {"claim": "new", "value": 2, "text": "2 件", "page": 1, "bbox": [1, 2, 3, 4]}
    ]
    (finding,) = one["findings"]
    expected = {
        "rule": "REQ-02", "severity": "error", "verdict": "broken", "cells": ["k"],
        "suspects": ["k"], "left": 3, "right": 2, "message": "错",
        "suggestions": [{"changes": {"k": "2"}}],
    }  # fmt: skip
    assert finding.items() >= expected.items()


def test_places_of_findings_are_said():
    places = (Place(2, (1, 2, 3, 4.567)),)
    finding = Finding(
        "STR-05", Severity.HINT, Verdict.BROKEN, (), Text("多", "more"), places=places
    )
    json_ = report_to_json(Report("某局", 2021, "2021", {}), [finding])
    assert json_["findings"][0]["places"] == [{"page": 2, "bbox": [1, 2, 3, 4.57]}]


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"rows": 10**9, "columns": 10**9}, "rows"),
        ({"rows": 0}, "rows"),
        ({"page": None}, "page"),
        ({"cells": [{"row": 3, "column": 1, "text": "1"}]}, "cells[0]"),
        ({"cells": [{"row": 1, "column": 1, "rows": 9, "text": "1"}]}, "cells[0]"),
        ({"cells": [{"row": 0, "column": 1, "text": "1"}]}, "cells[0]"),
        ({"cells": ["1"]}, "cells[0]"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_the_place(table, where):
    whole = {"title": "", "page": 1, "bbox": [0, 0, 9, 9], "rows": 2, "columns": 2, "cells": []}
    data = {"reports": [{"cells": {}, "tables": [whole | table]}]}
    with pytest.raises(ShapeError) as caught:
        reports_from_json(data, FORMS)
    assert f"tables[0].{where}" in str(caught.value)


def test_the_truth_shape_is_read_too():
    data = {
        "document": "a.pdf",
        "kind": "digital",
        "reports": [{"agency": "某局", "year": 2019, "form": "2019", "cells": {KEYS[0]: "2"}}],
    }
    (named,) = reports_from_json(data, FORMS)
    assert named.document == "a.pdf"
    assert named.report.cells[KEYS[0]].text == "2"
    assert named.report.sections is None
    assert named.report.claims is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "document",
                    "reports",
                    "cells",
                    "text",
                    "read",
                    "page",
                    "pages",
                    "bbox",
                    "year",
                    "agency",
                    "form",
                    "state",
                    "unsure",
                    "sections",
                    "claims",
                    "claim",
                    "value",
                    "title",
                    "confidence",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_other_json_is_refused_and_nothing_worse(data):
    wrapped = {"reports": [{"cells": {KEYS[0]: data}}, data]}
    for whole in (data, wrapped, {"reports": [data]}, {"reports": [{"cells": data}]}):
        try:
            reports_from_json(whole, FORMS)
        except ShapeError as error:
            assert error.text.zh  # noqa: PT017 - most of it is refused, some is right


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"reports": [{"cells": {"a": 1' + b"0" * 5000 + b"}}]}", "not JSON"),
        (b"[]", "$ should be an object"),
        (b'{"reports": 1}', "$.reports should be a list"),
        (b'{"reports": [{"cells": {"a": 1}}]}', "$.reports[0].cells['a'] should be an object"),
        (b'{"reports": [{"cells": {}, "year": "2019"}]}', "$.reports[0].year"),
    ],
)
def test_malformed_files_are_refused_with_the_place(tmp_path, content, said):
    path = tmp_path / "坏 📄.json"
    path.write_bytes(content)
    with pytest.raises(GoujiError) as caught:
        load_reports(path, FORMS)
    assert said in caught.value.message.en


def test_files_that_cannot_be_read_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(GoujiError):
            load_reports(path, FORMS)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"reports": []}', encoding="utf-8-sig")
    assert load_reports(path, FORMS) == []
