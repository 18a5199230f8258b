"""The engine that reads pictures: lines where they stand, offline, with the models of its wheel."""

import socket
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from core.errors import GoujiError
from core.scans import network
from core.scans.engine import NullEngine, Picture
from core.scans.rapid import RapidEngine

PLACES = {
    "收到和处理政府信息公开申请情况": (60, 60),
    "2022": (60, 100),
    "1": (200, 100),
    "0": (240, 100),
    "1,234.56": (300, 100),
}


@pytest.fixture(scope="module")
def engine() -> RapidEngine:
    return RapidEngine(threads=1)


def page(dpi: int = 200) -> Picture:
    """A page with the lines of PLACES and a column of characters at the left."""
    with pymupdf.open() as document:
        made = document.new_page(width=420, height=220)
        writer = pymupdf.TextWriter(made.rect)
        chinese, latin = pymupdf.Font("cjk"), pymupdf.Font("tiro")
        for text, at in PLACES.items():
            writer.append(at, text, chinese if text > "9" else latin, 11)
        for number, char in enumerate("本年度办理"):
            writer.append((20, 60 + 13 * number), char, chinese, 11)
        writer.write_text(made)
        pixels = made.get_pixmap(dpi=dpi)
    picture = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    return np.ascontiguousarray(picture[..., ::-1])


def test_lines_are_read_and_their_characters_stand_where_they_are_printed(
    engine: RapidEngine,
) -> None:
    lines = {line.text: line for line in engine.lines(page())}
    assert set(lines) == {*PLACES, "本年度办理"}
    for text, (x, baseline) in PLACES.items():
        font = pymupdf.Font("cjk" if text > "9" else "tiro")
        for number, glyph in enumerate(lines[text].glyphs):
            x0, y0, x1, y1 = (side * 72 / 200 for side in glyph.box)
            middle = (
                x + font.text_length(text[:number], 11) + font.text_length(text[number], 11) / 2
            )
            assert x0 - 1 < middle < x1 + 1
            assert (x0 + x1) / 2 == pytest.approx(middle, abs=2.5)
            assert y0 < baseline - 2 < y1
            assert 0.5 < glyph.probability <= 1


def test_characters_of_a_column_stand_below_each_other(engine: RapidEngine) -> None:
    (column,) = (line for line in engine.lines(page()) if line.text == "本年度办理")
    for number, glyph in enumerate(column.glyphs):
        x0, y0, x1, y1 = (side * 72 / 200 for side in glyph.box)
        assert x0 < 25.5 < x1
        assert (y0 + y1) / 2 == pytest.approx(56 + 13 * number, abs=3)


def test_glyphs_of_a_line_do_not_overlap(engine: RapidEngine) -> None:
    for line in engine.lines(page()):
        upright = line.box[2] - line.box[0] > line.box[3] - line.box[1]
        near, far = (0, 2) if upright else (1, 3)
        for one, other in zip(line.glyphs, line.glyphs[1:], strict=False):
            assert one.box[far] <= other.box[near] + 1


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 5000, 3), (3000, 2, 3), (40, 40, 3)])
def test_a_picture_of_any_shape_without_text_has_no_lines(
    engine: RapidEngine, shape: tuple[int, int, int]
) -> None:
    assert engine.lines(np.full(shape, 255, np.uint8)) == []


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert any(line.text == "2022" for line in RapidEngine(threads=1).lines(page()))


def test_a_missing_model_is_said_and_not_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network, "DETECTOR", "none.onnx")
    with pytest.raises(GoujiError, match="models that read scans are missing"):
        RapidEngine(threads=1).lines(page())


def test_no_second_qt_and_none_of_the_code_of_rapidocr_comes_in() -> None:
    code = (
        "import sys, logging, numpy as np, core.scans.rapid as r;"
        "r.RapidEngine(1).lines(np.full((99, 99, 3), 255, np.uint8));"
        "unwanted = {'rapidocr', 'requests', 'PIL', 'omegaconf', 'PySide6', 'PyQt5'};"
        "sys.exit(str(unwanted & set(sys.modules)) if unwanted & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_null_engine_sees_nothing_and_is_sure_of_nothing() -> None:
    null = NullEngine()
    assert null.lines(page()) == []
    (reading,) = null.values([page()])
    assert (reading.text, reading.probability) == ("", 0.0)


def test_many_lines_of_any_width_are_read_in_batches(engine: RapidEngine) -> None:
    recogniser = network.Recogniser(threads=1)
    lines = []
    for number in range(70):
        crop = np.full((40, 50 + 17 * number, 3), 255, np.uint8)
        cv2.putText(crop, "7", (15, 32), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
        lines.append(crop)
    scores = recogniser(lines, np.copy)
    assert [len(score) for score in scores] == sorted(len(score) for score in scores)
    seven = recogniser.signs.index("7")
    assert all(score[:, seven].max() > 0.5 for score in scores)
    assert all(np.allclose(score.sum(axis=1), 1, atol=0.01) for score in scores)
