"""RapidOCR's two networks, run by ONNX Runtime: where text stands, and what a line of it says.

Only the models of its wheel are used, none of its code: that brings libraries that we do not need,
takes seconds to import and downloads what it does not find.
"""

import ctypes
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from core import bounds
from core.errors import GoujiError
from core.scans.engine import Picture
from core.text import Text

Scores = NDArray[np.float32]
"""Columns of a line × signs: how probable it is that a sign stands there. Sign 0 is none."""

Taken = TypeVar("Taken")

LEAST_SIDE = 736  # of a picture as the detector takes it
HEIGHT = 48  # of a line as the recogniser takes it
COLUMN = 8  # pixels of it that give one column of scores
DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"


def model(name: str) -> Path:
    """Return the path of a model that came with RapidOCR. GoujiError where it is not there."""
    spec = find_spec("rapidocr")  # finds the folder without running anything in it
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "models" / name
        if path.is_file():
            return path
    raise GoujiError(
        Text("缺少文字识别模型，无法识别扫描页。", "The models that read scans are missing."),
        Text("请重新安装本程序。", "Install the program again."),
    )


def session(name: str, threads: int) -> onnxruntime.InferenceSession:
    """Load a model. ``threads``: how many to compute with; 0 is as many as there are cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # waiting threads spin else, and take from the window what they do not use
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # it warns of what is missing in some machines; no one can act
    options.enable_cpu_mem_arena = False  # keeps what the largest page took, for ever
    if name == DETECTOR:  # one step further it takes 130 MB more for a page, and no less time
        level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.graph_optimization_level = level
    return onnxruntime.InferenceSession(
        str(model(name)), options, providers=["CPUExecutionProvider"]
    )


def give_back() -> None:
    """Return freed memory to the system: of what a page took, Linux keeps 200 MB for later."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every Linux has it
        if trim is not None:
            trim(0)


class Detector:
    """Finds lines of text in a picture."""

    def __init__(self, threads: int) -> None:
        self._session = session(DETECTOR, threads)

    def __call__(self, picture: Picture) -> NDArray[np.float32]:
        """Return the lines as rectangles, n × 4 corners × 2, from the top left clockwise."""
        height, width = picture.shape[:2]
        larger = max(1.0, LEAST_SIDE / min(height, width))
        scale = min(bounds.MAX_SIDE_DETECTED / max(height, width), larger)
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        wanted = small.transpose(2, 0, 1)[None].astype(np.float32)
        wanted *= 2 / 255
        wanted -= 1
        (found,) = self._session.run(None, {self._session.get_inputs()[0].name: wanted})
        boxes = _rectangles(np.asarray(found)[0, 0])
        boxes *= np.array([width / size[0], height / size[1]], np.float32)
        return boxes


def _rectangles(heat: Scores) -> NDArray[np.float32]:
    """Return the rectangles round what is hot, made larger as the detector was taught."""
    mask = cv2.dilate((heat > 0.3).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    boxes = []
    for contour in contours[: bounds.MAX_LINES_OF_TEXT]:
        centre, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < 3:
            continue
        x, y, w, h = cv2.boundingRect(contour)
        inside = np.zeros((h, w), np.uint8)
        corners = cv2.boxPoints((centre, (width, height), angle))
        cv2.fillConvexPoly(inside, (corners - (x, y)).round().astype(np.int32), 1)
        if cv2.mean(heat[y : y + h, x : x + w], inside)[0] < 0.5:
            continue
        grown = 1.6 * width * height / (width + height)  # on both sides together
        corners = cv2.boxPoints((centre, (width + grown, height + grown), angle))
        boxes.append(_clockwise(corners))
    return np.array(boxes, np.float32).reshape(-1, 4, 2)


def _clockwise(corners: cv2.typing.MatLike) -> NDArray[np.float32]:
    """Order corners from the top left, clockwise."""
    left, right = np.split(corners[np.argsort(corners[:, 0], kind="stable")], 2)
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


class Recogniser:
    """Reads pictures of one line of text each."""

    def __init__(self, threads: int) -> None:
        self._session = session(RECOGNISER, threads)
        self._input = self._session.get_inputs()[0].name
        about = self._session.get_modelmeta().custom_metadata_map
        self.signs = ("", *about["character"].splitlines(), " ")
        """What the columns of scores stand for; the first is none."""

    def __call__(
        self, lines: Sequence[Picture], take: Callable[[Scores], Taken], least: int = 96
    ) -> list[Taken]:
        """Return what is taken from the scores of each line.

        Args:
            lines: of any size.
            take: given the scores of a line, those of its own width only. They are gone after it:
                those of all lines of a page are a quarter of a gigabyte.
            least: pixels of width that a line has at least, when it is ``HEIGHT`` high.
        """
        widths = [_width(line) for line in lines]
        order = sorted(range(len(lines)), key=widths.__getitem__)
        taken: dict[int, Taken] = {}
        while order:
            widest = max(least, widths[order[0]])
            batch: list[int] = []
            while order and (not batch or self._fits(len(batch), widest, widths[order[0]])):
                batch.append(order.pop(0))
                widest = max(widest, widths[batch[-1]])
            wanted = np.zeros((len(batch), 3, HEIGHT, _columns(widest) * COLUMN), np.float32)
            for place, number in enumerate(batch):
                scaled = cv2.resize(lines[number], (widths[number], HEIGHT))
                wanted[place, :, :, : widths[number]] = scaled.transpose(2, 0, 1) * (2 / 255) - 1.0
            (found,) = self._session.run(None, {self._input: wanted})
            for place, number in enumerate(batch):
                columns = _columns(max(least, widths[number]))
                taken[number] = take(np.asarray(found)[place, :columns])
        return [taken[number] for number in range(len(lines))]

    @staticmethod
    def _fits(count: int, widest: int, width: int) -> bool:
        """Tell whether one more line goes into a batch: of similar width, and not too many."""
        if (count + 1) * max(widest, width) > bounds.MAX_WIDTH_RECOGNISED:
            return False
        return width <= max(widest * 1.25, widest + 32)


def _width(line: Picture) -> int:
    """Return how wide a line is when it is scaled to ``HEIGHT``, within bounds."""
    height, width = line.shape[:2]
    scaled: int = -(-HEIGHT * width // height)
    return max(1, min(bounds.MAX_LINE_WIDTH, scaled))


def _columns(width: int) -> int:
    return -(-width // COLUMN)
