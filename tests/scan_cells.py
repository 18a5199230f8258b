"""Value cells as scanners and cameras leave them, made with their truth: as many as are asked for.

A sheet is a title and a small table with labels, its numbers in one font, printed, worn and
scanned; what happens to it is drawn by lot from what happens to reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pymupdf

from core.scans.engine import Picture

ROWS, COLUMNS = 10, 8
BUILT_IN = ("helv", "tiro", "cour", "hebo", "tibo", "china-s", "cjk")
# Found on many Linux systems; those that are not there are left out.
FILES = (
    "truetype/liberation2/LiberationSerif-Regular.ttf",
    "truetype/liberation2/LiberationSans-Regular.ttf",
    "truetype/liberation2/LiberationSerif-Bold.ttf",
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/dejavu/DejaVuSerif.ttf",
    "truetype/dejavu/DejaVuSansCondensed.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Bold.ttc",
    "opentype/noto/NotoSerifCJK-Bold.ttc",
    "opentype/urw-base35/C059-Roman.otf",
    "opentype/urw-base35/P052-Roman.otf",
    "opentype/urw-base35/NimbusSansNarrow-Regular.otf",
    "opentype/urw-base35/URWBookman-Light.otf",
)


@dataclass(frozen=True)
class ScannedCell:
    """A value cell: where its corners lie in the picture of its sheet, and what is printed in it.

    ``corners`` are the top left and the bottom right one, x and y in pixels, as far beside the
    middles of its rulings as the program may find them.
    """

    corners: np.ndarray
    text: str


@dataclass(frozen=True)
class ScannedSheet:
    """A picture of a table, and its value cells."""

    picture: Picture
    dpi: int
    cells: tuple[ScannedCell, ...]
    happened: tuple[str, ...]  # to the sheet


@dataclass
class Sheet:
    """A table that is being printed, worn and scanned."""

    lot: Random
    dpi: int
    picture: Picture
    cells: list[tuple[float, float, float, float]] = field(default_factory=list)  # in pixels
    happened: list[str] = field(default_factory=list)
    turn: np.ndarray = field(default_factory=lambda: np.eye(2, 3))  # what is left of skew

    def __post_init__(self) -> None:
        self.noise = np.random.default_rng(self.lot.getrandbits(32))

    @property
    def scale(self) -> float:
        """How large things are, against 200 dpi."""
        return self.dpi / 200

    def chance(self, of: float, what: str) -> bool:
        """Tell whether something happens, and note that it did."""
        if self.lot.random() >= of:
            return False
        self.happened.append(what)
        return True

    def smooth(self, cells: float) -> np.ndarray:
        """Return values from 0 to 1 that change smoothly, ``cells`` times over the sheet."""
        height, width = self.picture.shape[:2]
        small = self.noise.random((max(2, round(cells)), max(2, round(cells * width / height))))
        return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)

    def darken(self, by: np.ndarray) -> None:
        """Lay something over the paper: 1 lets all light through."""
        by = by if by.ndim == 3 else by[..., None]
        self.picture = (self.picture * by).clip(0, 255).astype(np.uint8)


def sheets(count: int, seed: int = 0) -> Iterator[ScannedSheet]:
    """Make sheets with so many value cells or a few more; the same ones for the same seed."""
    lot = Random(seed)
    while count > 0:
        made = sheet(lot)
        count -= len(made.cells)
        yield made


def number(lot: Random) -> str:
    """Draw what stands in a cell, about as often as it does in reports."""
    kind = lot.choices(
        ("blank", "0", "1", "2", "3", "4", "group", "decimal", "sign", "other"),
        (14, 40, 14, 10, 7, 5, 2, 3.5, 1, 3.5),
    )[0]
    if kind == "blank":
        return ""
    if kind in "01234":
        figures = int(kind)
        if figures == 4:
            figures = lot.randint(4, 6)
        return str(lot.randint(10 ** (figures - 1), 10**figures - 1)) if figures else "0"
    if kind == "group":
        return f"{lot.randint(1000, 9_999_999):,}"
    if kind == "decimal":
        return f"{lot.uniform(0, 10 ** lot.randint(1, 4)):.{lot.randint(1, 4)}f}"
    if kind == "sign":
        return f"{lot.choice('+-')}{lot.randint(1, 300)}"
    return lot.choice(["-", "/", "—", "无", f"{lot.randint(1, 100)}%", f"{lot.randint(1, 99)}件"])


def sheet(lot: Random) -> ScannedSheet:
    """Make a table, print, wear and scan it."""
    dpi = lot.choices((100, 120, 150, 200, 250, 300), (2, 3, 20, 45, 10, 20))[0]
    widths = [lot.uniform(70, 110), *(lot.uniform(38, 75) for _ in range(COLUMNS))]
    heights = [lot.choice([14, 17, 20, 28, 42]) + lot.uniform(0, 4) for _ in range(ROWS)]
    xs = [12 + sum(widths[:n]) for n in range(COLUMNS + 2)]
    ys = [44 + sum(heights[:n]) for n in range(ROWS + 1)]
    texts = [[number(lot) for _ in range(COLUMNS)] for _ in range(ROWS)]
    k = dpi / 72
    boxes = [
        (x0 * k, y0 * k, x1 * k, y1 * k) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs[1:])
    ]
    paper = Sheet(lot, dpi, printed(lot, xs, ys, texts, dpi), boxes)
    paper.happened.append(f"{dpi} dpi")
    wear(paper)
    scan(paper)
    cells = []
    for (x0, y0, x1, y1), text in zip(boxes, (text for row in texts for text in row), strict=True):
        off = [lot.uniform(-1, 1) * paper.scale for _ in range(4)]
        corners = np.array([[x0 + off[0], y0 + off[1], 1], [x1 + off[2], y1 + off[3], 1]])
        cells.append(ScannedCell(corners @ paper.turn.T, text))
    return ScannedSheet(paper.picture, dpi, tuple(cells), tuple(paper.happened))


def fonts() -> list[pymupdf.Font]:
    """Return the fonts to print with."""
    made = [pymupdf.Font(name) for name in BUILT_IN]
    files = (Path("/usr/share/fonts") / file for file in FILES)
    return made + [pymupdf.Font(fontfile=str(file)) for file in files if file.exists()]


FONTS = fonts()
CHINESE = pymupdf.Font("cjk")
TITLE = "政府信息公开工作情况"
LABELS = (
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "危及公共安全",
    "本机关不掌握",
    "没有现成信息",
    "重复申请",
    "信访举报投诉",
    "上年结转申请",
    "补正后不明确",
    "其他处理情形",
)


def printed(
    lot: Random, xs: list[float], ys: list[float], texts: list[list[str]], dpi: int
) -> Picture:
    """Print a table in one font."""
    with pymupdf.open() as document:
        page = document.new_page(width=xs[-1] + 12, height=ys[-1] + 12)
        thick, grey = lot.uniform(0.4, 1.2), lot.choice([0, 0, 0, 0.3, 0.6])
        shape = page.new_shape()
        for x in xs:
            shape.draw_line((x, ys[0]), (x, ys[-1]))
        for y in ys:
            shape.draw_line((xs[0], y), (xs[-1], y))
        shape.finish(color=(grey,) * 3, width=thick)
        shape.commit()
        font, size = lot.choice(FONTS), lot.uniform(8, 12)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((xs[-1] / 2 - 100, 30), TITLE, CHINESE, 16)
        for label, y in zip(lot.sample(LABELS, len(texts)), ys, strict=False):
            writer.append((xs[0] + 3, y + 11), label, CHINESE, 8.5)
        xs = xs[1:]
        align = lot.choice([0.5, 0.5, 0.5, 0.5, 0.08, 0.92])
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                if not text:
                    continue
                room = xs[column + 1] - xs[column]
                used = font if all(font.has_glyph(ord(sign)) for sign in text) else CHINESE
                fitting = min(size, size * (room - 5) / used.text_length(text, size))
                x = xs[column] + 1.5 + (room - 3 - used.text_length(text, fitting)) * align
                y = (ys[row] + ys[row + 1]) / 2 + fitting * 0.36 + lot.uniform(-1, 1)
                writer.append((x, y), text, used, fitting)
        writer.write_text(page)
        pixels = page.get_pixmap(dpi=dpi)
    picture = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    return np.ascontiguousarray(picture[..., ::-1])


def wear(paper: Sheet) -> None:
    """What happens to print: little toner, breaks, stamps, gray paper, shadows."""
    lot = paper.lot
    if paper.chance(0.15, "faint"):
        paper.picture = (255 - (255 - paper.picture) * lot.uniform(0.3, 0.6)).astype(np.uint8)
    if paper.chance(0.06, "broken"):
        holes = 1 - lot.uniform(0.3, 0.8) * (paper.smooth(paper.picture.shape[0] / 4) > 0.8)
        blank = 255 - (255 - paper.picture) * holes[..., None]
        paper.picture = blank.astype(np.uint8)
    if paper.chance(0.12, "stamp"):
        stamp(paper)
    if paper.chance(0.2, "gray paper"):
        paper.darken(np.full(paper.picture.shape[:2], lot.uniform(0.65, 0.95)))
    if paper.chance(0.15, "shadow"):
        paper.darken(1 - lot.uniform(0.2, 0.5) * paper.smooth(3))
    if paper.chance(0.2, "specks"):
        specks(paper)
    if paper.chance(0.06, "smeared"):
        smear(paper)
    if paper.chance(0.06, "pen"):
        pen(paper)


def stamp(paper: Sheet) -> None:
    """Press a red seal on it: a ring, a star, characters along the ring."""
    lot, k = paper.lot, paper.dpi / 72
    height, width = paper.picture.shape[:2]
    middle = (round(lot.uniform(0.2, 0.8) * width), round(lot.uniform(0.2, 0.8) * height))
    ring = np.zeros((height, width), np.uint8)
    radius = round(60 * k)
    cv2.circle(ring, middle, radius, 255, round(3 * k))
    corners = [
        (
            middle[0] + radius * (0.3, 0.12)[n % 2] * np.sin(n * np.pi / 5),
            middle[1] - radius * (0.3, 0.12)[n % 2] * np.cos(n * np.pi / 5),
        )
        for n in range(10)
    ]
    cv2.fillPoly(ring, [np.array(corners).round().astype(np.int32)], 255)
    for n in range(9):
        turn = np.pi * (0.85 + 1.3 * n / 8)
        x, y = middle[0] + radius * 0.78 * np.cos(turn), middle[1] + radius * 0.78 * np.sin(turn)
        for _ in range(5):  # strokes, as of a character
            way = np.array([lot.uniform(-8, 8), lot.uniform(-8, 8)]) * k
            at = np.array([x, y]) + np.array([lot.uniform(-5, 5), lot.uniform(-5, 5)]) * k
            ends = [tuple(map(int, at + way)), tuple(map(int, at - way))]
            cv2.line(ring, ends[0], ends[1], 255, max(1, round(1.5 * k)))
    strength = lot.uniform(0.3, 0.85) * (0.6 + 0.4 * paper.smooth(12))
    strength = strength * cv2.GaussianBlur(ring, (3, 3), 0) / 255
    colour = np.array([0.25, 0.2, 0.92])  # what it lets through
    paper.darken(1 - strength[..., None] * (1 - colour))


def smear(paper: Sheet) -> None:
    """Smear or bleach the middle of a few cells until hardly anything is left of their print."""
    lot = paper.lot
    for x0, y0, x1, y1 in lot.sample(paper.cells, 3):
        size = 12 * paper.dpi / 72  # of a character, amply
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        half, tall = min((x1 - x0) / 2 - 4, size * lot.uniform(0.7, 1.6)), (y1 - y0) / 2 - 4
        part = slice(int(y - tall), int(y + tall)), slice(int(x - half), int(x + half))
        cut = paper.picture[part].astype(float)
        ground = np.percentile(cut, 80, axis=(0, 1))
        if lot.random() < 0.5:
            cut = cv2.GaussianBlur(cut, (0, 0), size * lot.uniform(0.15, 0.5))
        cut = ground - (ground - cut) * lot.uniform(0.15, 0.9)
        paper.picture[part] = cut.clip(0, 255).astype(np.uint8)


def pen(paper: Sheet) -> None:
    """Draw over a few cells by hand: a stroke from side to side, or a scribble."""
    lot = paper.lot
    for x0, y0, x1, y1 in lot.sample(paper.cells, 2):
        points = [
            (
                round(lot.uniform(0.2, 0.4) * (x1 - x0) + (x0 if n % 2 else (x0 + x1) / 2)),
                round(lot.uniform(y0, y1)),
            )
            for n in range(lot.choice([2, 2, 3, 5]))
        ]
        ink = lot.choice([(30, 30, 30), (90, 90, 90), (140, 60, 40), (40, 40, 200)])
        thick = max(1, round(lot.uniform(1, 4) * paper.scale))
        line = [np.array(points, np.int32)]
        cv2.polylines(paper.picture, line, False, ink, thick, cv2.LINE_AA)  # noqa: FBT003 - OpenCV


def specks(paper: Sheet) -> None:
    """Put dirt on it."""
    height, width = paper.picture.shape[:2]
    for _ in range(paper.lot.randint(10, 120)):
        at = (paper.lot.randrange(width), paper.lot.randrange(height))
        size = max(1, round(paper.lot.uniform(0.5, 1.6) * paper.scale))
        cv2.circle(paper.picture, at, size - 1, (paper.lot.randint(0, 120),) * 3, -1)


def scan(paper: Sheet) -> None:
    """What happens in a scanner: skew that was set straight, blur, noise, few levels, JPEG."""
    lot = paper.lot
    height, width = paper.picture.shape[:2]
    if paper.chance(0.6, "skew"):
        angle = lot.uniform(-1.5, 1.5)
        rest = angle if lot.random() < 0.1 else lot.uniform(-0.15, 0.15)  # not set straight
        paper.turn = cv2.getRotationMatrix2D((width / 2, height / 2), rest, 1)
        for turn in (angle, rest - angle):
            about = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
            paper.picture = cv2.warpAffine(
                paper.picture, about, (width, height), borderValue=(255, 255, 255)
            ).astype(np.uint8)
    if paper.chance(0.4, "blur"):
        sigma = lot.uniform(0.4, 1.1) * max(0.8, paper.scale)
        paper.picture = cv2.GaussianBlur(paper.picture, (0, 0), sigma).astype(np.uint8)
    if paper.chance(0.5, "noise"):
        noise = paper.noise.normal(0, lot.uniform(2, 16), paper.picture.shape[:2])
        paper.picture = (paper.picture + noise[..., None]).clip(0, 255).astype(np.uint8)
    if lot.random() < 0.5:
        grey = cv2.cvtColor(paper.picture, cv2.COLOR_BGR2GRAY)
        paper.happened.append("gray")
        # what is smeared and then made black or white leaves nothing that anyone could see
        if "smeared" not in paper.happened and paper.chance(0.3, "1-bit"):
            ink, white = np.percentile(grey, (1, 50))
            grey = ((grey > ink + (white - ink) * lot.uniform(0.35, 0.7)) * 255).astype(np.uint8)
        paper.picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR).astype(np.uint8)
    if "1-bit" not in paper.happened and paper.chance(0.7, "jpeg"):
        quality = [cv2.IMWRITE_JPEG_QUALITY, lot.randint(25, 90)]
        packed = cv2.imencode(".jpg", paper.picture, quality)[1]
        paper.picture = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
