"""Rulings are told from strokes of text; faded ones are found, and none where cells are merged."""

import time

import cv2
import numpy as np
from numpy.typing import NDArray

from core.reading.page import Ruling
from core.scans.rulings import rulings

Gray = NDArray[np.uint8]
EM = 24.0


def paper(height: int = 500, width: int = 700) -> Gray:
    noise = np.random.default_rng(1).normal(243, 2, (height, width))
    return np.clip(noise, 0, 255).astype(np.uint8)


def lattice(gray: Gray, ink: int = 60) -> None:
    """Draw a table of four rows and four columns."""
    for y in range(50, 451, 100):
        gray[y : y + 2, 50:650] = ink
    for x in range(50, 651, 150):
        gray[50:452, x : x + 2] = ink


def level(found: list[Ruling], at: float, start: float, end: float) -> bool:
    return covers([r for r in found if r.horizontal], at, start, end)


def plumb(found: list[Ruling], at: float, start: float, end: float) -> bool:
    return covers([r for r in found if not r.horizontal], at, start, end)


def covers(found: list[Ruling], at: float, start: float, end: float) -> bool:
    return any(abs(r.at - at) < 3 and r.start <= start + 4 and r.end >= end - 4 for r in found)


def test_a_table_is_its_rulings_from_crossing_to_crossing() -> None:
    gray = paper()
    lattice(gray)
    found = rulings(gray, EM)
    assert len(found) == 10
    for y in range(51, 452, 100):
        assert level(found, y, 51, 651)
    for x in range(51, 652, 150):
        assert plumb(found, x, 51, 451)


def test_walls_with_a_line_on_either_side_are_walls() -> None:
    """As in tables of web pages, each cell with a frame of its own, that lost their gray."""
    gray = paper()
    for y in range(50, 451, 100):
        gray[y : y + 2, 50:650] = 0
    gray[50:452, 50:52] = gray[50:452, 650:652] = 0
    for x in range(200, 501, 150):
        for y in (50, 250):  # between rows of one cell
            gray[y + 8 : y + 92, x - 5 : x - 3] = 0
            gray[y + 8 : y + 92, x + 6 : x + 8] = 0
            gray[y + 8 : y + 92 : 6, x - 5 : x + 8] = 243
            gray[y + 2 : y + 98, x : x + 3] = 0
    found = rulings(gray, EM)
    for x in range(201, 502, 150):
        assert plumb(found, x, 51, 151)
        assert plumb(found, x, 251, 351)
        assert not plumb(found, x, 151, 251)


def test_rows_that_show_only_from_wall_to_wall_are_found() -> None:
    """As where thin lines were scanned coarsely: no place along them is darker than the noise."""
    noise = np.random.default_rng(3).normal(0, 12, (500, 900))
    gray = np.full((500, 900), 243.0)
    for x in (50, 120, 300, 400, 500, 600, 700, 850):
        gray[50:452, x : x + 2] = 90
    gray[50:52, 50:852] = gray[450:452, 50:852] = 90
    for n, y in enumerate(range(130, 451, 80)):
        for x in range(50, 850):  # not quite level
            gray[y + x // 300, x] -= 22
        for x in range(330 + 9 * n, 850, 100):
            gray[y - 50 : y - 30, x : x + 3] = 60
    found = rulings(np.clip(gray + noise, 0, 255).astype(np.uint8), EM)
    for y in range(131, 440, 80):
        assert sum(r.end - r.start for r in found if r.horizontal and abs(r.at - y) < 5) > 780
    assert len({round(r.at / 20) for r in found if r.horizontal}) == 6


def test_a_faded_wall_is_found_and_a_missing_one_is_not() -> None:
    gray = paper()
    lattice(gray)
    gray[153:248, 200:202] = np.minimum(gray[153:248, 200:202], 228)  # faint
    gray[254:348, 350:352] = 243  # merged
    found = rulings(gray, EM)
    assert plumb(found, 201, 51, 451)
    assert plumb(found, 351, 51, 251)
    assert plumb(found, 351, 351, 451)
    assert not plumb(found, 351, 255, 345)


def test_numbers_and_strokes_in_cells_are_no_walls() -> None:
    gray = paper()
    lattice(gray)
    for y in (110, 210, 310, 410):
        for x in (100, 250, 400, 550):
            cv2.putText(gray, "111", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 2)
    assert len(rulings(gray, EM)) == 10


def test_a_line_of_text_has_no_rulings() -> None:
    gray = paper()
    for y in range(40, 500, 40):
        cv2.putText(gray, "HEFTLIEZ HEFTLIEZ HEFTLIEZ", (20, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 30)
    assert rulings(gray, EM) == []


def test_dashed_and_doubled_rulings_are_found() -> None:
    gray = paper()
    lattice(gray)
    for x in range(53, 648, 8):
        gray[150:152, x : x + 4] = 243  # dashes
    gray[254:256, 50:650] = 60  # doubled
    found = rulings(gray, EM)
    assert level(found, 151, 51, 651)
    assert level(found, 252, 51, 651)


def test_a_page_full_of_lines_takes_its_time_and_no_more() -> None:
    gray = paper(1600, 1200)
    gray[::9] = 0
    gray[:, ::9] = 0
    start = time.process_time()
    rulings(gray, EM)
    assert time.process_time() - start < 20


def test_a_stroke_that_touches_the_end_of_a_wall_does_not_hide_it() -> None:
    gray = paper()
    lattice(gray)
    for top, bottom in ((53, 148), (254, 448)):  # merged cells above and below the wall
        gray[top:bottom, 350:352] = 243
    gray[106:151, 346:348] = 40  # a stroke of what stands above, down to the wall
    for x in (340, 342, 356, 358, 364):
        gray[106:146, x] = 40
        gray[160:190, x] = 40
    found = rulings(gray, EM)
    assert plumb(found, 351, 151, 251)
    assert not plumb(found, 351, 60, 140)


def test_a_table_of_one_row_is_found_though_its_rulings_are_gone_at_some_walls() -> None:
    gray = paper(200, 900)
    walls = range(50, 851, 100)
    for y in (80, 122):
        gray[y : y + 2, 50:852] = 60
    for x in walls:
        gray[80:124, x : x + 2] = 60
    for y, gaps in ((80, ((235, 272), (40, 64))), (122, ((40, 75), (330, 395), (540, 562)))):
        for start, end in gaps:
            gray[y - 1 : y + 3, start:end] = 243
    for x in (80, 480, 790):
        cv2.putText(gray, "1", (x, 112), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 2)
    found = rulings(gray, EM)
    assert all(plumb(found, x + 1, 85, 118) for x in walls)
    assert sum(not ruling.horizontal for ruling in found) == len(walls)


def test_the_lines_of_faint_print_on_clean_paper_are_found() -> None:
    gray = np.full((500, 700), 245, np.uint8)
    for y in range(70, 440, 100):  # what shows on clean paper is print
        for x in range(70, 640, 150):
            cv2.putText(gray, "1234", (x, y + 30), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 170, 2)
    lattice(gray, ink=228)
    found = rulings(gray, EM)
    for y in range(51, 452, 100):
        assert level(found, y, 51, 651)
    for x in range(51, 652, 150):
        assert plumb(found, x, 51, 451)


def test_a_wall_between_two_thin_ones_is_found_where_a_shadow_is_noisy() -> None:
    noise = np.random.default_rng(3).normal(0, 1, (1200, 700))
    noise *= np.where(np.arange(1200) < 500, 16, 2)[:, None]
    gray = np.clip(238 + noise, 0, 255).astype(np.uint8)
    lattice(gray, ink=40)
    for x in range(200, 501, 150):
        for y in range(50, 451, 200):  # between rows of one cell
            gray[y + 2 : y + 98, x - 5 : x - 3] = gray[y + 2 : y + 98, x + 6 : x + 8] = 110
            gray[y + 102 : y + 200, x - 3 : x + 6] = 238
    found = rulings(gray, EM)
    for x in range(201, 502, 150):
        assert plumb(found, x, 51, 151)
        assert not plumb(found, x, 151, 251)
