"""What is told by its shape in cells: dashes, slashes, and walls that are not level."""

import cv2
import numpy as np
import pytest

from core.scans import ink, shapes
from core.scans.engine import Picture
from core.scans.rapid import RapidEngine
from core.scans.walls import without_walls
from tests.core.test_scans_values import printed


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("text", ["-", "—", "/", "1", "7", "0", "11", "-5", ""])
@pytest.mark.parametrize("font", ["helv", "tiro", "tiit"])
def test_dashes_and_slashes_are_told_and_nothing_else_is(dpi: int, text: str, font: str) -> None:
    others = [printed(other, dpi, font) for other in ("0", "25", "304")]
    crop = printed(text, dpi, font)
    *_, found = ink.find([*others, crop])
    (line,) = found.lines or (None,)
    dash = line is not None and shapes.is_dash(crop, found, line)
    slash = line is not None and shapes.is_slash(crop, found, line)
    if dpi == 200 and text in ("-", "/"):  # others may be left to the recogniser
        assert dash or slash
    assert not dash or text in ("-", "—")
    assert not slash or text == "/" or (text, font) == ("1", "tiit")


@pytest.mark.parametrize("down", [0, 0.25, 0.4, 0.5, 0.6, 0.75])
def test_a_thin_dash_between_two_rows_of_pixels_is_one(down: float) -> None:
    """As wherever nothing is there in a whole report: each of them in doubt is a page of amber."""
    crops = [printed(text, 200, "tiro") for text in ("0", "25", "304", "-")]
    moved = np.array([[1, 0, 0], [0, 1, down]], np.float32)
    *others, crop = (
        cv2.warpAffine(c, moved, c.shape[1::-1], borderValue=(255, 255, 255)).astype(np.uint8)
        for c in crops
    )
    *_, found = ink.find([*others, crop])
    (line,) = found.lines
    assert shapes.is_dash(crop, found, line)


@pytest.mark.parametrize("font", ["tiit", "tibi", "heit", "coit"])
def test_an_italic_one_is_no_slash(font: str) -> None:
    texts = ["0", "25", "304", "1", "11", "-"]
    readings = RapidEngine(threads=1).values([printed(text, 200, font) for text in texts])
    assert [reading.text for reading in readings] == texts


def test_a_flat_mark_with_remains_near_it_is_no_dash() -> None:
    crop = printed("-")
    height, width = crop.shape[:2]
    cv2.circle(crop, (width // 2 + 4, height // 2 + 10), 2, (0, 0, 0), -1)
    others = [printed(other) for other in ("0", "25", "304")]
    *_, found = ink.find([*others, crop])
    assert not any(shapes.is_dash(crop, found, line) for line in found.lines)


def sloping(text: str) -> Picture:
    """A cell with a wall that slopes over its upper edge."""
    crop = printed(text)
    cv2.line(crop, (0, 5), (crop.shape[1], 1), (40, 40, 40), 2)
    return crop


@pytest.mark.parametrize("text", ["", "1", "2,019", "70%", "—"])
def test_a_sloping_wall_is_painted_over_and_print_is_not(text: str) -> None:
    clean = printed(text)
    assert np.array_equal(without_walls(clean), clean)
    mended = without_walls(sloping(text))
    assert np.abs(mended.astype(int) - clean)[2:].max() < 60
    assert mended[:10].min() > 150


@pytest.mark.parametrize("shape", [(1, 1), (3, 90), (90, 3), (12, 12), (40, 300)])
def test_pictures_of_any_shape_are_looked_at(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (*shape, 3), np.uint8)
    assert without_walls(noise).shape == noise.shape
