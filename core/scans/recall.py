"""What takes long to see in a picture, seen once: what is kept of it answers the next time."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import numpy as np

from core.reading.page import Ruling
from core.report import Box
from core.scans.engine import Glyph, Picture, ReadLine, ValueReading
from core.scans.kept import Kept
from core.scans.mesh import Mesh
from core.scans.straight import Straight

T = TypeVar("T")
Json = Any
"""What JSON can say: lists of lists of numbers and texts."""


class Recall:
    """Answers questions about one picture: from what is kept, else by finding out.

    Args:
        picture: as it was drawn; by what it shows its answers are known.
        kept: those of its document; None where nothing is kept.
    """

    def __init__(self, picture: Picture, kept: Kept | None) -> None:
        self._kept = kept
        self._picture = "" if kept is None else _digest(picture)

    def straight(self, find: Callable[[], Straight]) -> Straight:
        """Return how the picture was made straight, without the straight picture where kept."""
        return self._answer("straight", (), find, _say_straight, _straight)

    def lines(self, find: Callable[[], list[ReadLine]]) -> list[ReadLine]:
        """Return the lines of text in it."""
        return self._answer("lines", (), find, _say_lines, _lines)

    def values(
        self, boxes: Sequence[Box], find: Callable[[], list[ValueReading]]
    ) -> list[ValueReading]:
        """Return what stands in cells of it."""
        return self._answer("values", boxes, find, _say_values, _values)

    def _answer(
        self,
        name: str,
        about: Sequence[Box],
        find: Callable[[], T],
        say: Callable[[T], Json],
        understand: Callable[[Json], T],
    ) -> T:
        if self._kept is None:
            return find()
        question = json.dumps([name, self._picture, *about])
        said = self._kept.get(question)
        if said is not None:
            with suppress(TypeError, ValueError, LookupError):  # not what we wrote: found anew
                return understand(said)
        found = find()
        self._kept.put(question, say(found))
        return found


def _digest(picture: Picture) -> str:
    whole = hashlib.sha256(str(picture.shape).encode())
    whole.update(np.ascontiguousarray(picture).data)
    return whole.hexdigest()


# Numbers come back to the last bit: JSON says floats in full.


def _say_straight(straight: Straight) -> Json:
    mesh = straight.mesh
    nodes = base64.b64encode(mesh.nodes.astype("<f8").tobytes()).decode()
    rulings = [
        (bool(r.horizontal), float(r.at), float(r.start), float(r.end)) for r in straight.rulings
    ]
    return [mesh.width, mesh.height, mesh.nodes.shape, nodes, rulings, _floats(straight.size)]


def _straight(said: Json) -> Straight:
    width, height, shape, nodes, rulings, (wide, high) = said
    goals = np.frombuffer(base64.b64decode(nodes), "<f8").reshape(shape).astype(np.float64)
    mesh = Mesh(width, height, goals)
    lines = tuple(Ruling(*one) for one in rulings)
    return Straight(np.empty((0, 0, 3), np.uint8), lines, mesh, (float(wide), float(high)))


def _say_lines(lines: list[ReadLine]) -> Json:
    return [
        [_floats(line.box), [[g.text, _floats(g.box), float(g.probability)] for g in line.glyphs]]
        for line in lines
    ]


def _lines(said: Json) -> list[ReadLine]:
    return [
        ReadLine(tuple(box), tuple(Glyph(text, tuple(at), sure) for text, at, sure in glyphs))
        for box, glyphs in said
    ]


def _say_values(readings: list[ValueReading]) -> Json:
    return [
        [
            one.text,
            float(one.probability),
            [int(at) for at in one.weak],
            [[text, float(sure)] for text, sure in one.others],
        ]
        for one in readings
    ]


def _values(said: Json) -> list[ValueReading]:
    return [
        ValueReading(text, sure, tuple(weak), tuple((other, its) for other, its in others))
        for text, sure, weak, others in said
    ]


def _floats(numbers: Iterable[float]) -> list[float]:
    return [float(number) for number in numbers]
