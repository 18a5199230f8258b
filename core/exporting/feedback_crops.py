"""Cells of a proof as they are printed, cut from their sources. A process of its own draws them."""

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from core.bounds import MAX_CROPS, MAX_SOURCE_COMPARED
from core.drawing.draw_process import DrawJob, Drawn, DrawProcess, LostProcessError
from core.errors import GoujiError
from core.exporting.feedback import Letter, Source
from core.exporting.feedback_flow import Crop, Crops
from core.intake import pictures_in
from core.report import Box, Place
from core.text import Text

_AROUND = (12.0, 5.0)  # points that are shown left and right, over and under a cell
_LARGEST = (300.0, 120.0)  # points of a crop; of a larger cell the middle is shown
_SCALE = 3.0  # pixels a point: 216 dpi
_ON_PAPER = 1.1  # points on paper for one of the source
_TALLEST = 42.0  # points on paper; taller ones are made smaller
_MARK = (190, 30, 30)
_EDGE = (150, 150, 150)

Progress = Callable[[int, int], None]


class Cutter:
    """Cuts crops. To be closed: a process waits. Used by one thread."""

    def __init__(self) -> None:
        self._process: DrawProcess | None = None
        self._differing: dict[Path, Text | None] = {}  # compared once; a volume has many letters

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def crops_of(self, letter: Letter, progress: Progress | None = None) -> Crops:
        """Return the cells of a letter's proofs as they are printed.

        Args:
            letter: the letter.
            progress: is told before each crop and at the end how much is done, of how much; what
                is left then is printing. What it raises goes on to the caller.
        """
        wanted = list(islice(_wanted(letter), MAX_CROPS))
        total = len(wanted) + 1
        found: dict[tuple[Path, Place], Crop] = {}
        missing: dict[Path, Text] = {}
        for done, (source, place) in enumerate(wanted):
            if progress is not None:
                progress(done, total)
            if source.path in missing:
                continue
            crop = self.cut(source, place)
            if isinstance(crop, Crop):
                found[source.path, place] = crop
            else:
                missing[source.path] = crop
        if progress is not None:
            progress(total - 1, total)
        return Crops(found, missing)

    def cut(self, source: Source, place: Place) -> Crop | Text:
        """Return what is printed at a place of a source, or why there is no picture of it."""
        path = source.path
        if path not in self._differing:
            self._differing[path] = _differs(source)
        if why := self._differing[path]:
            return why
        try:
            return self._cut(path, place)
        except LostProcessError as error:
            self.close()
            return _not_shown(source, error)
        except GoujiError as error:
            return _not_shown(source, error)

    def _cut(self, path: Path, place: Place) -> Crop:
        if self._process is None:
            self._process = DrawProcess()
        clip = _clip(place.box)
        drawn = self._process.do(DrawJob(path, place.page, _SCALE, clip))
        assert isinstance(drawn, Drawn)
        with self._process.pixels(drawn) as pixels:
            picture = _Pixels(drawn.width, drawn.height, bytearray(pixels))
        x0, y0, x1, y1 = place.box
        x, y = clip[:2]
        box = [round(side * _SCALE) for side in (x0 - x, y0 - y, x1 - x, y1 - y)]
        picture.frame((0, 0, drawn.width - 1, drawn.height - 1), _EDGE)
        picture.frame(box, _MARK)
        shrunk = min(_ON_PAPER / _SCALE, _TALLEST / drawn.height)
        return Crop(picture.png(), drawn.width * shrunk, drawn.height * shrunk)


def _wanted(letter: Letter) -> Iterator[tuple[Source, Place]]:
    """Yield the places of a letter's proofs, each once."""
    seen: set[tuple[Path, Place]] = set()
    for point in letter.points:
        for line in point.proof.lines if point.proof else ():
            if line.place and (point.source.path, line.place) not in seen:
                seen.add((point.source.path, line.place))
                yield point.source, line.place


def _clip(box: Box) -> Box:
    """Return the part of a page that shows a cell and a little around it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    wide = min((box[2] - box[0]) / 2 + _AROUND[0], _LARGEST[0] / 2)
    high = min((box[3] - box[1]) / 2 + _AROUND[1], _LARGEST[1] / 2)
    return max(0.0, x - wide), max(0.0, y - high), x + wide, y + high


class _Pixels:
    """Rows of RGB bytes."""

    def __init__(self, width: int, height: int, data: bytearray) -> None:
        self._width, self._height, self._data = width, height, data

    def frame(self, box: Sequence[int], color: tuple[int, int, int]) -> None:
        """Draw a frame a pixel wide; what of it is outside is left out."""
        x0, y0, x1, y1 = box
        left, right = max(0, x0), min(self._width - 1, x1)
        for y in (y0, y1):
            if 0 <= y < self._height:
                self._draw(left, right, y, color)
        for y in range(max(0, y0), min(self._height - 1, y1) + 1):
            for x in (x0, x1):
                if 0 <= x < self._width:
                    self._draw(x, x, y, color)

    def _draw(self, left: int, right: int, y: int, color: tuple[int, int, int]) -> None:
        count = max(0, right - left + 1)
        start = 3 * (y * self._width + left)
        self._data[start : start + 3 * count] = bytes(color) * count

    def png(self) -> bytes:
        """Return the pixels as a PNG file."""
        stride = 3 * self._width
        rows = (self._data[at : at + stride] for at in range(0, len(self._data), stride))
        head = struct.pack(">IIBBBBB", self._width, self._height, 8, 2, 0, 0, 0)
        parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0" + b"\0".join(rows))), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in parts
        )


def _differs(source: Source) -> Text | None:
    """Say why crops would not show what was read; None where the source is as it was."""
    files = [source.path]
    try:
        if source.path.is_dir():
            files = pictures_in(source.path)
        if sum(file.stat().st_size for file in files) > MAX_SOURCE_COMPARED:
            return _without(source, Text("文件过大", "it is too large"))
        whole = hashlib.sha256()
        for file in files:
            with file.open("rb") as opened:
                while block := opened.read(1 << 20):
                    whole.update(block)
    except OSError:
        return _without(
            source, Text("找不到或无法打开原件", "it is not there, or cannot be opened")
        )
    if source.sha256 and whole.hexdigest() != source.sha256:
        return _without(source, Text("原件在读取之后已改变", "it has changed since it was read"))
    return None


def _not_shown(source: Source, error: GoujiError) -> Text:
    why = Text(error.message.zh.rstrip("。"), error.message.en.rstrip("."))
    return _without(source, why)


def _without(source: Source, why: Text) -> Text:
    return Text(
        f"未附原件截图：{source.name}（{why.zh}）。",
        f"Without pictures of the source {source.name}: {why.en}.",
    )
