"""Makes scans and photographs of drawn reports, and tells where each place of the page went."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pymupdf
from cv2.typing import MatLike
from numpy.typing import NDArray

from core.report import Box

Points = NDArray[np.float64]
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Seal:
    """A round seal with a star and characters. Lengths are parts of the width of the page."""

    x: float = 0.7
    y: float = 0.7  # from the top
    radius: float = 0.1
    colour: tuple[int, int, int] = (60, 40, 220)  # blue, green, red
    opaque: float | None = None  # None: ink that lets print show through, as stamped ones do
    worn: float = 0.2  # the part that left no ink


@dataclass(frozen=True)
class Look:
    """How a page was made a picture. All lengths in pixels, all parts from 0 to 1."""

    dpi: int = 200
    quarters: int = 0  # clockwise
    skew: float = 0.0  # degrees
    noise: float = 4.0  # levels
    specks: int = 0
    blur: float = 0.5
    jpeg: int = 60
    bits: int = 8  # 1: black and white
    gray: bool = True
    faded: float = 0.0  # the part of rulings that is faint
    seal: Seal | None = None
    perspective: float = 0.0  # part of the sides
    curl: float = 0.0  # height of the bend
    shadow: float = 0.0  # the part of light that is lost
    desk: int = 0  # around the sheet


@dataclass(frozen=True)
class Made:
    """A picture of a page. ``forth`` takes pixels of the flat page to those of the picture."""

    picture: Picture
    forth: Callable[[Points], Points]
    scale: float  # pixels of the flat page for one point

    def box(self, box: Box) -> Box:
        """Return the box round what became of a box of the page in points."""
        x0, y0, x1, y1 = (value * self.scale for value in box)
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        taken = self.forth(corners)
        (left, top), (right, bottom) = taken.min(axis=0), taken.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def pages(path: Path, dpi: int) -> list[Picture]:
    """Draw the pages of a PDF file."""
    drawn = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            pixels = page.get_pixmap(dpi=dpi)
            rgb = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.h, pixels.w, pixels.n)
            drawn.append(np.ascontiguousarray(rgb[:, :, 2::-1]))
    return drawn


def made(flat: Picture, look: Look, seed: int = 1) -> Made:
    """Make a picture of a flat page as it looks when scanned or photographed."""
    random = np.random.default_rng(seed)
    page = flat.copy()
    if look.faded:
        page = _fade(page, look.faded, random)
    if look.seal:
        page = _stamped(page, look.seal, random)
    height, width = page.shape[:2]
    desk = look.desk
    size = width + 2 * desk, height + 2 * desk
    back, forth = _ways(look, width, height, random)
    xs, ys = np.meshgrid(np.arange(size[0], dtype=float), np.arange(size[1], dtype=float))
    maps = back(np.stack([xs.ravel(), ys.ravel()], axis=1)).astype(np.float32)
    maps = maps.reshape(size[1], size[0], 2)
    outside = (60, 70, 80) if desk else (250, 250, 250)
    seen: MatLike = cv2.remap(
        page,
        maps,
        np.zeros(0),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=outside,
    ).astype(np.float32)
    if look.blur:
        seen = cv2.GaussianBlur(seen, (0, 0), look.blur)
    if look.shadow:
        place = (xs / size[0] * 0.7 + ys / size[1] * 0.3)[:, :, None]
        seen *= 1 - look.shadow / (1 + np.exp((place - 0.5) * 9))
    seen = seen * 0.94 + random.normal(0, look.noise, seen.shape[:2])[:, :, None]
    for _ in range(look.specks):
        at = random.integers(0, size[0]), random.integers(0, size[1])
        cv2.circle(seen, at, int(random.integers(1, 3)), (40, 40, 40), -1)
    picture = np.clip(seen, 0, 255).astype(np.uint8)
    if look.gray:
        picture = np.repeat(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[:, :, None], 3, axis=2)
        picture = picture.astype(np.uint8)
    if look.bits == 1:
        picture = np.where(picture < 140, 0, 255).astype(np.uint8)
    elif look.jpeg:
        _, coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, look.jpeg])
        again = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        assert again is not None
        picture = again.astype(np.uint8)
    turned = np.ascontiguousarray(np.rot90(picture, -look.quarters))
    turn = partial(_turned, width=size[0], height=size[1], quarters=look.quarters)
    return Made(turned, lambda points: turn(forth(points)), look.dpi / 72)


def _turned(points: Points, width: int, height: int, quarters: int) -> Points:
    for _ in range(quarters % 4):
        points = np.stack([height - points[:, 1], points[:, 0]], axis=1)
        width, height = height, width
    return points


def _ways(
    look: Look, width: int, height: int, random: np.random.Generator
) -> tuple[Callable[[Points], Points], Callable[[Points], Points]]:
    """Return the ways from the picture to the flat page and from the page to the picture."""
    desk = look.desk
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    turn = np.radians(look.skew)
    middle = flat.mean(axis=0)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = (flat - middle) @ matrix.T + middle + desk
    moved += random.uniform(-1, 1, (4, 2)) * look.perspective * min(width, height)
    there = cv2.getPerspectiveTransform(flat.astype(np.float32), moved.astype(np.float32))
    here = np.linalg.inv(there)

    def through(points: Points, by: MatLike) -> Points:
        taken = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ by.T
        return np.asarray(taken[:, :2] / taken[:, 2:], np.float64)

    def bend(points: Points) -> Points:
        down = look.curl * np.sin(points[:, :1] / width * np.pi * 1.3)
        return np.concatenate([np.zeros_like(down), down], axis=1)

    def back(points: Points) -> Points:
        bent = through(points, here)
        return bent - bend(bent)

    def forth(points: Points) -> Points:
        return through(points + bend(points), there)

    return back, forth


def _fade(page: Picture, part: float, random: np.random.Generator) -> Picture:
    """Make the long lines of a page faint in patches."""
    dark = cv2.threshold(page.min(axis=2), 160, 255, cv2.THRESH_BINARY_INV)[1]
    lines = np.zeros_like(dark)
    for size in ((1, 61), (61, 1)):
        lines |= cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(size, np.uint8))
    lines = cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0
    rough = random.random((page.shape[0] // 40 + 2, page.shape[1] // 40 + 2)).astype(np.float32)
    patches = cv2.resize(rough, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    keep = np.clip((patches - np.quantile(rough, part)) * 4 + 0.5, 0.08, 1)[:, :, None]
    faint = (255 - (255 - page.astype(np.float32)) * keep).astype(np.uint8)
    return np.where(lines[:, :, None], faint, page)


def _stamped(page: Picture, seal: Seal, random: np.random.Generator) -> Picture:
    """Return a page with a seal on it, over what is there."""
    height, width = page.shape[:2]
    radius = seal.radius * width
    centre = np.array([seal.x * width, seal.y * width])
    ink = np.zeros((height, width), np.uint8)
    middle = int(centre[0]), int(centre[1])
    cv2.circle(ink, middle, int(radius), 255, max(3, int(radius / 12)), cv2.LINE_AA)
    turns = np.arange(10) * np.pi / 5 + 0.2
    star = np.stack([np.sin(turns), -np.cos(turns)], axis=1)
    star *= np.where(np.arange(10) % 2, 0.14, 0.36)[:, None] * radius
    cv2.fillPoly(ink, [(centre + star).astype(np.int32)], 255, cv2.LINE_AA)
    size = radius / 72
    for turn in np.linspace(-2.2, 2.2, 9):  # letters stand for characters: strokes all the same
        at = centre + np.array([np.sin(turn), -np.cos(turn)]) * radius * 0.75
        place = int(at[0] - 10 * size), int(at[1] + 11 * size)
        letter = chr(ord("A") + int(random.integers(26)))
        cv2.putText(ink, letter, place, 0, size, 255, max(2, round(4 * size)), cv2.LINE_AA)
    grain = cv2.GaussianBlur(random.random((height, width)).astype(np.float32), (0, 0), 0.8)
    ink[grain < np.quantile(grain[::7, ::7], seal.worn)] = 0
    cover = ink[:, :, None] / 255
    colour = np.array(seal.colour, float)
    if seal.opaque is None:
        return (page * (1 - cover * (1 - colour / 255))).astype(np.uint8)
    part = cover * seal.opaque
    return (page * (1 - part) + colour * part).astype(np.uint8)
