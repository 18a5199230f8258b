"""Value cells read from pictures: numbers, blanks and dashes, each with an honest probability."""

from itertools import pairwise

import cv2
import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scans import ink
from core.scans.blank import faded, stained
from core.scans.decode import CONFUSIONS, Figures
from core.scans.engine import Picture, ValueReading
from core.scans.rapid import RapidEngine
from core.scans.shapes import leans
from core.scans.values import (
    CALIBRATION,
    UNSURE_BELOW,
    Look,
    calibrated,
    fused,
    separated,
    weak,
    worn,
)
from tests.scan_cells import sheets
from tests.score_cells import measure

TEXTS = ["0", "7", "1", "11", "100", "3069", "1,234", "56.78", "-", "/", "+12", "-5", "无"]


@pytest.fixture(scope="module")
def engine() -> RapidEngine:
    return RapidEngine(threads=1)


def printed(text: str, dpi: int = 200, font: str = "tiro") -> Picture:
    """A clean cell: 60 × 24 points, the text in its middle."""
    with pymupdf.open() as document:
        page = document.new_page(width=60, height=24)
        used = pymupdf.Font("cjk" if text > "~" else font)
        writer = pymupdf.TextWriter(page.rect)
        if text:
            writer.append((30 - used.text_length(text, 10) / 2, 15.5), text, used, 10)
        writer.write_text(page)
        pixels = page.get_pixmap(dpi=dpi)
    picture = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    return picture.copy()


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_clean_cells_are_read_and_sure(engine: RapidEngine, dpi: int) -> None:
    readings = engine.values([printed(text, dpi) for text in [*TEXTS, ""]])
    assert [reading.text for reading in readings] == [*TEXTS, ""]
    sure = [reading.probability >= UNSURE_BELOW for reading in readings]
    assert sum(sure) >= len(sure) - 1
    assert readings[0].probability >= UNSURE_BELOW
    assert readings[-1].probability >= UNSURE_BELOW


def test_no_crops_and_tiny_ones_are_no_error(engine: RapidEngine) -> None:
    assert engine.values([]) == []
    tiny = [np.full((h, w, 3), 255, np.uint8) for h, w in ((1, 1), (2, 90), (90, 2), (6, 6))]
    assert [reading.text for reading in engine.values(tiny)] == [""] * 4


@given(st.integers(1, 40), st.integers(1, 120), st.integers(0, 2**32 - 1))
def test_ink_of_any_noise_is_found_inside_its_picture(height: int, width: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)
    (found,) = ink.find([noise])
    assert found.picture.shape == (height, width)
    assert 0 <= found.doubt <= 1
    for x, y, w, h in found.lines:
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height


def test_remains_of_rulings_are_no_ink(engine: RapidEngine) -> None:
    for text in ("", "8"):
        crop = printed(text)
        crop[:2] = crop[:, :2] = 60
        crop[-1, : crop.shape[1] // 2] = 90
        (reading,) = engine.values([crop])
        assert reading.text == text


def test_a_red_stamp_is_no_ink_and_hides_no_number(engine: RapidEngine) -> None:
    for text in ("", "296"):
        crop = printed(text).astype(float)
        ring = np.zeros(crop.shape[:2], np.uint8)
        cv2.circle(ring, (20, 90), 80, 255, 9)
        crop[ring > 0] *= (0.35, 0.3, 0.95)
        (reading,) = engine.values([crop.astype(np.uint8)])
        assert reading.text == text


def test_a_number_broken_over_two_lines_is_one(engine: RapidEngine) -> None:
    crop = np.vstack([printed("12345"), printed("67")])
    (reading,) = engine.values([crop])
    assert reading.text == "1234567"


def test_faint_print_among_dark_print_is_not_taken_for_blank(engine: RapidEngine) -> None:
    faint = (255 - (255 - printed("4").astype(int)) * 0.2).astype(np.uint8)
    *_, reading = engine.values([printed("12"), printed("0"), printed("305"), faint])
    assert reading.text == "4" or reading.probability < UNSURE_BELOW


def test_the_traces_of_a_number_that_was_smeared_or_bleached_leave_a_blank_unsure(
    engine: RapidEngine,
) -> None:
    noise = np.random.default_rng(1)
    cells = [printed(text) for text in ("", "12", "", "0", "", "305", "", "")]
    for text, blur, left in (("8", 12.0, 1.0), ("36", 14.0, 0.5), ("7", 1.0, 0.12)):
        smeared = 255 - cv2.GaussianBlur(255.0 - printed(text), (0, 0), blur) * left
        cells.append(smeared.clip(0, 255).astype(np.uint8))
    worn = [(c + noise.normal(0, 3, c.shape[:2])[..., None]).clip(0, 255) for c in cells]
    *clean, first, second, third = engine.values([c.astype(np.uint8) for c in worn])
    sure = [r.probability >= UNSURE_BELOW for r in clean if not r.text]
    assert len(sure) == 5
    assert all(sure)
    for reading in (first, second, third):
        assert reading.probability < UNSURE_BELOW


def test_a_digit_with_a_trace_of_others_beside_it_is_unsure(engine: RapidEngine) -> None:
    texts = ("0", "12", "305", "1", "77", "0", "4", "913", "26", "0")
    clean = [printed(text) for text in texts]
    smeared = printed("5263")
    columns = np.flatnonzero((smeared[..., 0] < 128).any(axis=0))
    first = int(columns[0] + (columns[-1] - columns[0]) / 4)
    faded = cv2.GaussianBlur(255.0 - smeared[:, first:], (0, 0), 6.0) * 0.15
    smeared[:, first:] = (255 - faded).astype(np.uint8)
    *readings, reading = engine.values([*clean, smeared])
    assert [r.text for r in readings] == list(texts)
    assert all(r.probability >= UNSURE_BELOW for r in readings)
    assert reading.text == "5"
    assert reading.probability < UNSURE_BELOW


def test_paper_that_was_rubbed_smooth_is_no_clean_blank() -> None:
    noise = np.random.default_rng(2)
    cells = [noise.normal(240, 6, (60, 160)).clip(0, 255).astype(np.uint8) for _ in range(6)]
    cells[3][15:45, 50:110] = 240
    assert stained(cells, 25) == [False, False, False, True, False, False]
    assert stained([], 25) == []
    assert stained([cells[0][:3, :3]], 25) == [False]


def test_some_sheets_have_no_silent_error_and_little_doubt(engine: RapidEngine) -> None:
    score = measure(engine, sheets(160, seed=5))
    assert score.cells == 160
    assert score.silent == []
    assert score.unsure_share < 0.10
    assert next(score.report()).startswith("cells 160")


def column(signs: str, **likely: float) -> list[float]:
    """One column of scores; ``none`` is no sign, ``d6`` the digit 6."""
    row = [likely.get("none", 0.0)] + [0.0] * (len(signs) - 1)
    for name, probability in likely.items():
        if name != "none":
            row[signs.index(name.removeprefix("d"))] = probability
    return row


def test_confusions_count_for_the_digit_they_look_like() -> None:
    signs = "\0" + "".join(dict.fromkeys("".join(CONFUSIONS.values())))
    figures = Figures(["", *signs[1:]])
    rows = [
        column(signs, O=0.5, d0=0.4, none=0.1),
        column(signs, none=1.0),
        column(signs, l=0.6, d7=0.3, none=0.1),
    ]
    texts = figures.texts(np.array(rows, np.float32))
    assert max(texts, key=texts.__getitem__) == "01"
    assert texts["01"] == pytest.approx(0.9 * 0.6)
    assert texts["07"] == pytest.approx(0.9 * 0.3)
    assert sum(texts.values()) <= 1.0001


def test_a_point_beside_a_number_is_dirt() -> None:
    signs = "\0" + "".join(dict.fromkeys("".join(CONFUSIONS.values())))
    figures = Figures(["", *signs[1:]])
    rows = [column(signs, d5=1.0), column(signs, **{".": 1.0})]
    assert figures.texts(np.array(rows, np.float32)) == {"5": pytest.approx(0.8)}


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_is_never_less_probable(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


def test_weak_characters_are_those_that_may_be_others() -> None:
    assert weak("106", [("108", 0.1), ("206", 0.001)]) == (2,)
    assert weak("11", [("1", 0.3)]) == (0,) or weak("11", [("1", 0.3)]) == (1,)
    assert weak("", [("1", 0.3)]) == ()


readings = st.builds(
    ValueReading, st.text("0123456789,.-", max_size=6), st.floats(0, 1), st.just(()), st.just(())
)


@given(readings, st.floats(0, 1))
def test_agreement_raises_and_disagreement_lowers(crop: ValueReading, probability: float) -> None:
    if crop.text:
        same = fused(crop, crop.text, probability)
        assert same.confidence >= crop.probability
        assert same.text == crop.text
    other = fused(crop, "9" + crop.text, probability)
    assert other.text == crop.text
    assert other.confidence <= crop.probability


def test_two_witnesses_that_disagree_leave_both_candidates_and_the_doubt() -> None:
    both = fused(ValueReading("16", 0.999), "18", 0.99)
    assert (both.text, both.unsure, both.weak) == ("16", True, (1,))
    assert both.others[0][0] == "18"


def test_a_minus_that_may_be_a_worn_plus_is_doubted(engine: RapidEngine) -> None:
    minus = printed("-12")
    rows, columns = np.nonzero(minus[..., 0] < 128)
    first = columns < columns.min() + 8
    worn = minus.copy()
    middle, top = int(np.median(columns[first])), int(rows[first].min())
    worn[top - 3 : top, middle - 1 : middle + 2] = 0  # what is left of the upright stroke
    sure, doubted = engine.values([minus, worn])
    assert (sure.text, sure.probability >= UNSURE_BELOW) == ("-12", True)
    assert doubted.probability < UNSURE_BELOW


def test_a_plain_stroke_that_leans_is_no_sure_1() -> None:
    for text in ("/", "1"):
        (found,) = ink.find([printed(text, 150)])
        assert leans(found, found.lines[0]) == (text == "/")
    worn_off = printed("/", 150)
    rows = np.flatnonzero((worn_off < 128).any(axis=(1, 2)))
    worn_off[rows[len(rows) * 2 // 3] :][:2] = 255
    (found,) = ink.find([worn_off])
    assert leans(found, found.lines[0])


def test_where_zeros_have_gaps_a_3_may_be_an_8(engine: RapidEngine) -> None:
    """As in a copy of a copy: two gaps in its left side make an 8 a 3."""
    texts = ["0"] * 6 + ["643", "57"]
    crops = [printed(text, 200, "helv") for text in texts]
    clear = engine.values(crops)
    assert [one.text for one in clear] == texts
    assert not fused(clear[6], "643", 0.99).unsure
    for crop in crops[:3]:
        rows, columns = np.nonzero(crop[..., 0] < 128)
        middle = (rows.min() + rows.max()) // 2
        crop[middle - 2 : middle + 3, : int(columns.mean())] = 255
    worn_print = engine.values(crops)
    assert [one.text for one in worn_print[6:]] == texts[6:]
    doubted = fused(worn_print[6], "643", 0.99)
    assert doubted.unsure
    assert doubted.weak == (2,)
    assert doubted.others[0][0] == "648"
    assert not fused(worn_print[7], "57", 0.99).unsure


def test_agreement_makes_nothing_sure_that_may_well_be_something_else() -> None:
    assert fused(ValueReading("648", 0.975, (2,), (("64%", 0.022),)), "648", 0.99).unsure
    assert not fused(ValueReading("648", 0.975, (), (("64%", 0.002),)), "648", 0.99).unsure


def test_agreement_takes_a_doubt_that_points_at_no_other_text() -> None:
    assert not fused(ValueReading("648", 0.9), "648", 0.99).unsure
    assert fused(ValueReading("648", 0.9), "648", 0.85).unsure
    assert fused(ValueReading("648", 0.7), "648", 0.99).unsure
    for text in ("-3", "4.500", "4,500"):  # one recogniser takes them for others both times
        assert fused(ValueReading(text, 0.9), text, 0.99).unsure
    assert fused(ValueReading("1", 0.9, (), (("/", 0.002),)), "1", 0.99).unsure


def test_what_is_no_number_is_no_rival_of_one() -> None:
    rivals = (("1.611.892", 0.2), ("1,611.892", 0.001))
    assert not fused(ValueReading("1,611,892", 0.97, (), rivals), "1,611,892", 0.99).unsure
    assert fused(ValueReading("1,611,892", 0.97, (), (*rivals[1:], ("1", 0.1))), "", 0.0).unsure
    look = Look({"48.9057": 0.95, "48,9057": 0.04})
    assert separated(look).texts == look.texts


def test_a_slash_told_by_its_shape_may_look_like_a_1_on_its_page() -> None:
    assert not fused(ValueReading("/", 0.997), "1", 0.9).unsure
    assert fused(ValueReading("/", 0.97), "1", 0.9).unsure
    assert fused(ValueReading("/", 0.997), "7", 0.9).unsure


def test_a_number_that_differs_in_its_separator_from_another_likely_one_is_doubted() -> None:
    doubted = separated(Look({"379.107": 0.99, "379,107": 0.01, "379.197": 0.001}))
    assert doubted.texts["379.107"] == 0.9
    for texts in ({"379.107": 0.99, "379.197": 0.01}, {"1,234": 0.99, "1.234": 0.001}):
        assert separated(Look(texts)).texts == texts


def test_print_that_only_the_page_saw_makes_a_blank_unsure() -> None:
    seen = fused(ValueReading("", 0.999), "3", 0.9)
    assert (seen.text, seen.unsure) == ("", True)
    assert seen.others[0][0] == "3"


def test_blanks_among_doubtful_numbers_are_doubted_and_among_clear_ones_are_not() -> None:
    blank, dash = fused(ValueReading("", 0.999), ""), fused(ValueReading("-", 0.999), "-", 0.99)
    clear = [fused(ValueReading(str(n), 0.8), str(n), 0.99) for n in range(10, 20)]
    doubtful = [fused(ValueReading("7", 0.6), "1", 0.6)] * 3
    assert worn([blank, dash, *clear]) == [blank, dash, *clear]  # both readings saw them
    assert [one.unsure for one in worn([blank, dash, *clear, *doubtful])[:2]] == [True, True]
    assert worn([blank]) == [blank]


def test_what_the_page_did_not_see_says_little() -> None:
    alone = fused(ValueReading("0", 0.999), None)
    assert not alone.unsure
    assert not fused(ValueReading("O", 0.97), "0", 1.0).unsure


def test_the_table_of_calibration_rises() -> None:
    assert CALIBRATION[0][0] == 0.0
    assert CALIBRATION[-1][0] == 1.0
    for (a, p), (b, q) in pairwise(CALIBRATION):
        assert a < b
        assert p <= q


def test_a_cell_with_a_gap_in_a_wall_has_faded_where_others_have_none() -> None:
    page = np.full((200, 400, 3), 245, np.uint8)
    for at in range(0, 401, 80):
        page[:, max(0, at - 2) : at + 2] = 30
    for at in range(0, 201, 50):
        page[max(0, at - 2) : at + 2] = 30
    boxes = [(x, y, x + 80.0, y + 50.0) for y in range(0, 200, 50) for x in range(0, 400, 80)]
    assert not any(faded(page, boxes, 4))
    page[40:60, 170:200] = 245
    assert [n for n, lost in enumerate(faded(page, boxes, 4)) if lost] == [2, 7]
    page[:, 100:300] = 245  # hardly any walls: nothing is told by them
    assert not any(faded(page, boxes, 4))
    assert faded(page, [], 4) == []


def test_the_traces_of_figures_beside_others_leave_them_unsure(engine: RapidEngine) -> None:
    whole = printed("80614")
    columns = np.flatnonzero((whole[..., 0] < 128).any(axis=0))
    middle = int(columns[len(columns) // 2])
    smeared = whole.copy()
    right = 255 - cv2.GaussianBlur(255.0 - whole[:, middle:].astype(float), (0, 0), 10.0) * 0.6
    smeared[:, middle:] = right.clip(0, 255).astype(np.uint8)
    *_, reading = engine.values([printed("3"), printed(""), printed("12"), printed(""), smeared])
    assert reading.probability < UNSURE_BELOW
