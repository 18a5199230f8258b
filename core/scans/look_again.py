"""Looking again at single places of a document, in several ways, for what may stand there."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import GoujiError
from core.hand_grid import flat_size
from core.report import Box, Place
from core.scans.engines import Engines
from core.sources import open_pictured
from core.text import Text

if TYPE_CHECKING:
    from core.scans.engine import Picture
    from core.sources.seen import Drawn

Candidate = tuple[str, float]

_INSETS = (1.0, 2.5, -1.0)
"""Points by which what is looked at is smaller than the place: rulings stand at its edges, or the
number reaches over them."""
_MOST = 5
"""Candidates of one place."""


def look_again(
    path: Path, places: Sequence[Place], engines: Engines, lies: Mapping[int, float]
) -> list[list[Candidate]]:
    """Return what may stand in each place, most likely first.

    Args:
        path: the document.
        places: cells of its tables, in points of the pages as shown.
        engines: holds the engine.
        lies: how the tables lie on pages where they are not level: radians, clockwise.

    Raises:
        GoujiError: the document cannot be read, or there is no engine on this machine.
    """
    engine = engines.engine
    if engine is None:
        raise GoujiError(
            Text("这台电脑上没有识别引擎。", "There is no engine for pictures on this machine."),
            Text("请对照原件直接输入。", "Look at the source and type it."),
        )
    source = open_pictured(path)
    try:
        pictures = [list(_pictures(source, place, lies.get(place.page, 0.0))) for place in places]
    finally:
        source.close()
    readings = iter(engine.values([picture for looks in pictures for picture in looks]))
    found = []
    for looks in pictures:
        sure: dict[str, float] = {}
        for _ in looks:
            reading = next(readings)
            for text, probability in ((reading.text, reading.probability), *reading.others):
                sure[text] = max(sure.get(text, 0.0), probability)
        found.append(sorted(sure.items(), key=lambda pair: -pair[1])[:_MOST])
    return found


def _pictures(source: "Drawn", place: Place, angle: float) -> "Iterator[Picture]":
    for inset in _INSETS:
        drawn = source.picture(place.page, _smaller(place.box, inset))
        if drawn is not None:
            yield _level(drawn[0], angle) if angle else drawn[0]


def _level(picture: "Picture", angle: float) -> "Picture":
    """Return the cell whose hull a picture shows, turned back by an angle."""
    import cv2  # here, and numpy: level pages need neither
    import numpy as np

    height, width = picture.shape[:2]
    flat_width, flat_height = flat_size(width, height, angle)
    size = max(1, round(flat_width)), max(1, round(flat_height))
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), math.degrees(angle), 1.0)
    turn[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    level = cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderValue=(255,) * 3)
    return level.astype(np.uint8, copy=False)


def _smaller(box: Box, inset: float) -> Box:
    x0, y0, x1, y1 = box
    across, down = min(inset, (x1 - x0) / 4), min(inset, (y1 - y0) / 4)
    return x0 + across, y0 + down, x1 - across, y1 - down
