"""Seals vanish from pictures, print under them stays; print in colour is no seal."""

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.scans import ink, seals
from core.scans.cell_ink import Ink
from core.scans.engine import Picture
from core.scans.rapid import RapidEngine
from core.scans.values import UNSURE_BELOW
from tests.core.made_scans import Look, Seal, made

XS = range(100, 851, 125)
YS = range(100, 821, 90)
BRIGHT, CRIMSON, BLUE = (60, 40, 225), (40, 35, 140), (190, 80, 50)
PINK = 150, 140, 235
LOOK = Look(gray=False, jpeg=60, noise=3)


def sheet(colour: tuple[int, int, int] = (30, 30, 30)) -> Picture:
    """Return a table with numbers in it, and some blanks."""
    page = np.full((920, 950, 3), 255, np.uint8)
    for x in XS:
        page[YS[0] : YS[-1], x : x + 2] = 0
    for y in YS:
        page[y : y + 2, XS[0] : XS[-1]] = 0
    for row, y in enumerate(YS[:-1]):
        for column, x in enumerate(XS[:-1]):
            if text := text_in(row, column):
                place = x + 62 - 10 * len(text), y + 55
                cv2.putText(page, text, place, 0, 0.8, colour, 2, cv2.LINE_AA)
    return page


def text_in(row: int, column: int) -> str:
    return ("", "0", "17", "2", "340", "0", "58")[(3 * row + 5 * column) % 7]


def cells(page: Picture) -> list[Picture]:
    return [
        page[y0 + 5 : y1 - 3, x0 + 5 : x1 - 3] for y0, y1 in pairwise(YS) for x0, x1 in pairwise(XS)
    ]


TEXTS = [text_in(row, column) for row in range(len(YS) - 1) for column in range(len(XS) - 1)]


def seen(look: Look, colour: tuple[int, int, int] = (30, 30, 30)) -> list[Ink]:
    return ink.find(cells(made(sheet(colour), look).picture))


@pytest.fixture(scope="module")
def engine() -> RapidEngine:
    return RapidEngine(threads=1)


@pytest.mark.parametrize(
    ("colour", "radius", "jpeg"),
    [
        (BRIGHT, 0.2, 40),
        (BRIGHT, 0.1, 80),
        ((70, 80, 200), 0.15, 0),
        (PINK, 0.15, 60),
        (BLUE, 0.2, 60),
    ],
)
def test_blanks_under_a_seal_are_blank_and_numbers_are_seen(
    colour: tuple[int, int, int], radius: float, jpeg: int
) -> None:
    seal = Seal(0.5, 0.5, radius, colour)
    found = seen(replace(LOOK, seal=seal, jpeg=jpeg))
    wrong = [text for text, one in zip(TEXTS, found, strict=True) if bool(text) != bool(one.lines)]
    assert len(wrong) <= 1
    assert all(
        one.doubt or one.faint or bool(text) == bool(one.lines)
        for text, one in zip(TEXTS, found, strict=True)
    )


@pytest.mark.parametrize(
    ("colour", "opaque", "gray"),
    [
        (BRIGHT, None, False),
        (BRIGHT, 0.7, False),
        (BRIGHT, 1.0, False),
        (CRIMSON, None, False),
        (CRIMSON, 1.0, False),
        (BRIGHT, None, True),
    ],
)
def test_no_number_at_a_seal_is_wrong_and_sure(
    engine: RapidEngine, colour: tuple[int, int, int], opaque: float | None, gray: bool
) -> None:
    look = replace(LOOK, gray=gray, seal=Seal(0.5, 0.5, 0.14, colour, opaque))
    readings = engine.values(cells(made(sheet(), look).picture))
    pairs = list(zip(TEXTS, readings, strict=True))
    assert not [p for p in pairs if p[0] != p[1].text and p[1].probability >= UNSURE_BELOW]
    if not gray and opaque is None:
        assert sum(text == reading.text for text, reading in pairs) >= len(pairs) - 1


@pytest.mark.parametrize("colour", [BRIGHT, CRIMSON, BLUE])
def test_numbers_printed_in_colour_are_print(
    engine: RapidEngine, colour: tuple[int, int, int]
) -> None:
    readings = engine.values(cells(made(sheet(colour), LOOK).picture))
    assert [reading.text for reading in readings] == TEXTS
    assert sum(reading.probability < UNSURE_BELOW for reading in readings) <= 0.25 * len(TEXTS)


def test_numbers_printed_in_red_with_a_red_seal_over_them_are_in_doubt(
    engine: RapidEngine,
) -> None:
    look = replace(LOOK, seal=Seal(0.5, 0.5, 0.14, BRIGHT))
    readings = engine.values(cells(made(sheet(BRIGHT), look).picture))
    pairs = list(zip(TEXTS, readings, strict=True))
    assert not [p for p in pairs if p[0] != p[1].text and p[1].probability >= UNSURE_BELOW]
    assert sum(text == reading.text for text, reading in pairs) > 0.7 * len(pairs)


def test_what_an_opaque_seal_may_hide_is_in_doubt() -> None:
    page = np.full((80, 120, 3), 250, np.uint8)
    plain = [page.copy() for _ in range(3)]
    for crop in plain[1:]:
        cv2.putText(crop, "12", (40, 52), 0, 0.8, (30, 30, 30), 2, cv2.LINE_AA)
    plain[2][20:70, 62:110] = BRIGHT  # over the 2
    plain[0][20:, 30:70] = BRIGHT
    hidden, free, half = ink.find(plain)
    assert free.lines
    assert not free.doubt
    assert hidden.doubt == 1
    assert half.doubt == 1


def test_tinted_paper_is_paper() -> None:
    crops = cells(sheet())
    tinted = [(crop * (np.array([255, 230, 200]) / 255)).astype(np.uint8) for crop in crops]
    for one, text in zip(ink.find([*crops[:40], *tinted[40:]]), TEXTS, strict=True):
        assert bool(one.lines) == bool(text)
        assert not one.doubt


def test_a_seal_is_taken_off_a_page_and_a_red_head_is_not() -> None:
    page = sheet()
    cv2.putText(page, "RED HEAD", (300, 70), 0, 2.0, BRIGHT, 8, cv2.LINE_AA)
    bare = made(page, LOOK).picture
    stamped = made(page, replace(LOOK, seal=Seal(0.5, 0.5, 0.14))).picture
    assert np.array_equal(seals.unsealed(bare), bare)
    cleared = seals.unsealed(stamped)
    red = cleared[..., 2].astype(int) - cleared[..., 1]
    assert (red[:90] > 60).sum() > 0.9 * (
        stamped[:90, :, 2].astype(int) - stamped[:90, :, 1] > 60
    ).sum()
    assert (red[110:] > 60).sum() == 0
    darker = cv2.subtract(
        cv2.cvtColor(bare, cv2.COLOR_BGR2GRAY), cv2.cvtColor(cleared, cv2.COLOR_BGR2GRAY)
    )
    assert (darker[110:] > 60).mean() < 0.0005


@given(
    st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
        lambda size: arrays(np.uint8, (*size, 3))
    )
)
def test_any_picture_is_taken_apart(picture: Picture) -> None:
    (layer,) = seals.layers([picture])
    assert layer.black.shape == picture.shape[:2]
    assert seals.unsealed(picture).shape == picture.shape
