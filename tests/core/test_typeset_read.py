"""Reports as flows are read back exactly, wherever pages end."""

from random import Random

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading.extract import extract
from core.reading.prose import Vocabulary
from core.typeset.flow import Flow
from core.typeset.glyphs import Glyphs
from core.typeset.layout import lay_out
from core.typeset.paint import Painting
from core.typeset.source import FlowSource
from tests.core.flows import report_flow
from tests.core.layouts import Wording, worded
from tests.core.reports import FORMS, balanced

VOCABULARY = Vocabulary.load()
AGENCY = "示例市园林绿化局"


def read(flow):
    return extract(FlowSource(flow), FORMS, VOCABULARY)


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("lines", [0, 9, 14, 17, 22, 29])
def test_a_report_is_read_back_exactly(form, lines):
    texts = balanced(Random(lines), form)
    found = read(report_flow(texts, form, AGENCY, 2022, lines=lines))
    (report,) = found.reports
    assert {key: cell.read for key, cell in report.cells.items()} == texts
    assert not [key for key, cell in report.cells.items() if cell.unsure]
    assert (report.agency, report.year, report.form, report.unsure) == (
        AGENCY, 2022, form, frozenset(),
    )  # fmt: skip
    assert [s.title[:1] for s in report.sections or ()] == list("一二三四五六")
    assert not found.notes
    assert not report.leftovers


@settings(max_examples=12, deadline=None)
@given(
    form=st.sampled_from(["2019", "2021"]),
    lines=st.integers(0, 40),
    seed=st.integers(0, 10**6),
    wording=st.builds(Wording, label_columns=st.integers(1, 3), grouped=st.booleans()),
)
def test_what_agencies_make_of_the_form_is_read_back(form, lines, seed, wording):
    texts = balanced(Random(seed), form)
    flow = report_flow(
        texts, form, AGENCY, 2022, lambda table: worded(table, wording, Random(seed)), lines
    )
    (report,) = read(flow).reports
    assert {key: cell.read for key, cell in report.cells.items()} == texts


def test_the_place_of_a_cell_shows_its_number():
    texts = balanced(Random(3), "2021")
    flow = report_flow(texts, "2021", AGENCY, 2022, lines=17)
    (report,) = read(flow).reports
    glyphs = Glyphs()
    painting = Painting(lay_out(flow, glyphs), glyphs)
    for key, cell in report.cells.items():
        assert cell.place is not None
        box = pymupdf.Rect(cell.place.box)
        assert painting.page(cell.place.page).get_textbox(box).strip() == texts[key]


def test_a_volume_of_flows_is_divided():
    texts = [balanced(Random(year), "2021") for year in (2021, 2022, 2023)]
    blocks = [
        block
        for at, one in enumerate(texts)
        for block in report_flow(one, "2021", AGENCY, 2021 + at, lines=5).blocks
    ]
    found = read(Flow("html", tuple(blocks)))
    assert [report.year for report in found.reports] == [2021, 2022, 2023]
    assert [{k: c.read for k, c in r.cells.items()} for r in found.reports] == texts
