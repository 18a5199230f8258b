"""Whether text stands on its head is told by text alone."""

import cv2
import numpy as np
import pymupdf
import pytest

from core.report import Box
from core.scans.engine import Picture
from core.scans.upright import Heads, lies, text_of

LINES = ("收到和处理政府信息公开申请情况", "主动公开政府信息情况", "本年处理决定数量", "信息内容")
WIDE, HIGH = 1000, 60
RULINGS = 8


@pytest.fixture(scope="module")
def heads() -> Heads:
    return Heads()


def page(seed: int) -> tuple[Picture, list[Box]]:
    """Draw worn double rulings and below them some text; the rulings are the longest lines."""
    noise = np.random.default_rng(seed)
    font = pymupdf.Font("china-s")
    with pymupdf.open() as document:
        sheet = document.new_page(width=WIDE, height=(RULINGS + len(LINES)) * HIGH)
        writer = pymupdf.TextWriter(sheet.rect)
        boxes: list[Box] = []
        for n in range(RULINGS):
            y = n * HIGH + HIGH / 2
            for off in (-6, 6):
                sheet.draw_line((40, y + off), (WIDE - 40, y + off + 3), width=3)
            boxes.append((40.0, y - 12, WIDE - 40.0, y + 12))
        for n, text in enumerate(LINES, RULINGS):
            writer.append((60, n * HIGH + 40), text, font, 28)
            boxes.append((60.0, n * HIGH + 12.0, 60 + 28.0 * len(text), n * HIGH + 48.0))
        writer.write_text(sheet)
        pixels = sheet.get_pixmap()
    picture = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    rough = cv2.GaussianBlur(noise.normal(0, 90, picture.shape[:2]), (0, 0), 1.2)
    worn = np.where(picture + rough[..., None] < 150, 0, 255).astype(np.uint8)
    return worn, boxes


@pytest.mark.parametrize("seed", range(6))
def test_rulings_have_no_voice(heads: Heads, seed: int) -> None:
    picture, boxes = page(seed)
    height, width = picture.shape[:2]
    turned = np.ascontiguousarray(picture[::-1, ::-1])
    back = [(width - x1, height - y1, width - x0, height - y0) for x0, y0, x1, y1 in boxes]
    assert not heads.down(picture, boxes)
    assert heads.down(turned, back)


def test_a_page_of_nothing_but_rulings_is_left_as_it_is(heads: Heads) -> None:
    picture, boxes = page(1)
    assert not heads.down(picture, boxes[:RULINGS])
    assert not heads.down(picture, [])


@pytest.mark.parametrize("down", [False, True])
def test_pieces_of_slanting_rulings_tell_nothing_of_how_a_page_lies(down: bool) -> None:
    """As in a skew scan of a table with long faint walls, little text in it."""
    gray = np.full((1000, 800), 245, np.uint8)
    noise = np.random.default_rng(5)
    for x in range(400, 790, 40):
        for y in range(20, 980):
            if noise.random() < 0.93:
                gray[y, x - y // 15 : x - y // 15 + 2] = 60
    font = pymupdf.Font("china-s")
    with pymupdf.open() as document:
        sheet = document.new_page(width=800, height=1000)
        writer = pymupdf.TextWriter(sheet.rect)
        for n in range(6):
            writer.append((30, 100 + 150 * n), LINES[n % 3], font, 18)
        writer.write_text(sheet)
        pixels = sheet.get_pixmap(colorspace=pymupdf.csGRAY)
    text = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)
    page = np.minimum(gray, text)
    assert lies(text_of(np.ascontiguousarray(page.T) if down else page)) is down


@pytest.mark.parametrize("down", [False, True])
def test_faint_print_and_a_heading_in_large_characters_tell_how_a_page_lies(down: bool) -> None:
    """A threshold for black print breaks the small characters; the large ones stand like lines."""
    font = pymupdf.Font("china-s")
    with pymupdf.open() as document:
        sheet = document.new_page(width=900, height=700)
        writer = pymupdf.TextWriter(sheet.rect)
        writer.append((300, 70), LINES[3], font, 60)
        for n in range(5):
            writer.append((30, 160 + 100 * n), LINES[n % 3], font, 15)
            writer.append((600, 160 + 100 * n), str(3069 * (n + 1)), font, 15)
        writer.write_text(sheet)
        pixels = sheet.get_pixmap(colorspace=pymupdf.csGRAY)
    print_ = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)
    soft = 245 - cv2.GaussianBlur(255 - print_, (0, 0), 0.8) * 0.31
    noise = np.random.default_rng(7).normal(0, 6, soft.shape)
    page = (soft + noise).clip(0, 255).astype(np.uint8)
    assert lies(text_of(np.ascontiguousarray(page.T) if down else page)) is down
    blank = (245 + noise).clip(0, 255).astype(np.uint8)
    assert not lies(text_of(blank))
