"""Pages that are pictures are made upright and flat, and their cells are where they were drawn."""

from pathlib import Path

import numpy as np
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.reading.grid import grids
from core.reading.page import Page, Ruling
from core.report import Box
from core.scans.light import ink
from core.scans.straight import Straight, straighten
from core.scans.upright import text_of
from core.sources.pdf import PdfSource
from tests.core.drawn import Style, draw_report
from tests.core.made_scans import Look, Seal, made, pages
from tests.core.reports import zeros

LOOKS = {
    "plain": Look(),
    "skewed": Look(skew=3),
    "poor": Look(dpi=150, skew=-1, blur=0.8, jpeg=35, noise=6),
    "black and white": Look(dpi=300, bits=1, skew=0.7),
    "specks": Look(bits=1, skew=-0.7, specks=300, noise=12),
    "noisy": Look(dpi=150, noise=16, jpeg=60),
    "seal": Look(gray=False, seal=Seal(), skew=0.5),
    "on its side": Look(quarters=1, skew=1),
    "on its head": Look(quarters=2),
    "on its other side": Look(quarters=3, skew=-1),
    "photograph": Look(
        gray=False, perspective=0.03, curl=12, shadow=0.5, desk=150, dpi=190, blur=0.9
    ),
    "close photograph": Look(gray=False, perspective=0.02, curl=15, shadow=0.4, skew=-2),
}


def cells_of(straight: Straight) -> list[Box]:
    """The cells that its rulings make, in the picture that was given."""
    height, width = straight.picture.shape[:2]
    points = 842 / max(height, width)
    rulings = tuple(
        Ruling(r.horizontal, r.at * points, r.start * points, r.end * points)
        for r in straight.rulings
    )
    page = Page(1, width * points, height * points, (), rulings)
    boxes = []
    for grid in grids(page):
        for cell in grid.cells:
            x0, y0, x1, y1 = (value / points for value in cell.box)
            boxes.append(straight.in_source((x0, y0, x1, y1)))
    return boxes


def overlap(a: Box, b: Box) -> float:
    """What two boxes share, as a part of both together."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return width * height / (both - width * height)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("straight") / "report.pdf"
    draw_report(path, zeros(), "2021", Style(prose=True), "某局", 2022)
    return path


@pytest.mark.parametrize("name", LOOKS)
def test_cells_are_found_where_they_were_drawn(report: Path, name: str) -> None:
    look = LOOKS[name]
    flats = pages(report, look.dpi)
    wanted = found = extra = 0
    for number, page in enumerate(PdfSource(report)):
        scan = made(flats[number], look, seed=number)
        boxes = cells_of(straighten(scan.picture))
        cells = [scan.box(cell.box) for grid in grids(page) for cell in grid.cells]
        right = sum(any(overlap(cell, box) > 0.6 for box in boxes) for cell in cells)
        wanted, found, extra = wanted + len(cells), found + right, extra + len(boxes) - right
    assert wanted > 200
    assert found >= 0.97 * wanted
    assert extra <= 0.03 * wanted


def test_faded_rulings_are_found(report: Path) -> None:
    flats = pages(report, 200)
    wanted = found = 0
    for number, page in enumerate(PdfSource(report)):
        scan = made(flats[number], Look(faded=0.3, skew=1.5), seed=number)
        boxes = cells_of(straighten(scan.picture))
        cells = [scan.box(cell.box) for grid in grids(page) for cell in grid.cells]
        found += sum(any(overlap(cell, box) > 0.6 for box in boxes) for cell in cells)
        wanted += len(cells)
    assert found >= 0.9 * wanted


def test_a_page_of_prose_has_no_table(report: Path) -> None:
    flat = pages(report, 200)[0]
    prose = np.ascontiguousarray(flat[: flat.shape[0] // 10])
    assert cells_of(straighten(prose)) == []


def test_bent_prose_is_level() -> None:
    font, lines = pymupdf.Font("china-s"), 20
    with pymupdf.open() as document:
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        for n in range(lines):
            writer.append((70, 100 + 30 * n), "主动公开政府信息情况" * 3, font, 15)
        writer.write_text(page)
        pixels = page.get_pixmap(dpi=150)
    flat = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.h, pixels.w, 3)
    bent = made(np.ascontiguousarray(flat), Look(dpi=150, curl=40)).picture
    straight = straighten(bent).picture
    text = text_of(ink(straight))
    whole = [box for box in text.lines() if box[2] - box[0] > 25 * text.em]
    assert len(whole) == lines
    assert max(y1 - y0 for _, y0, _, y1 in whole) < 1.5 * text.em


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
        lambda size: arrays(np.uint8, (*size, 3))
    )
)
def test_any_small_picture_is_taken(picture: np.ndarray) -> None:
    straight = straighten(picture)
    assert min(straight.picture.shape[:2]) >= 1


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 1), (3, 4000), (1000, 1000)])
@pytest.mark.parametrize("level", [0, 128, 255, None])
def test_pictures_without_a_page_are_taken(size: tuple[int, int], level: int | None) -> None:
    if level is None:
        picture = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    else:
        picture = np.full((*size, 3), level, np.uint8)
    straight = straighten(picture)
    assert straight.picture.dtype == np.uint8
    box = straight.in_source((0.0, 0.0, 1.0, 1.0))
    assert np.isfinite(box).all()
