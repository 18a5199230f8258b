"""What recognises text in pictures: a small protocol, so that the engine can be another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.report import Box

Picture = NDArray[np.uint8]
"""Height × width × 3, blue-green-red, as OpenCV has it. Boxes in it are in pixels."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One recognised character: where it stands in the picture, and how sure the engine is."""

    text: str
    box: Box
    probability: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of text found in a picture."""

    box: Box
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters in their order."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class ValueReading:
    """What one value cell says: "" where nothing stands in it.

    ``probability`` is that of its weakest character; ``weak`` are the indices in ``text`` of the
    characters to look at; ``others`` are the texts that it may be instead, most likely first.
    """

    text: str
    probability: float
    weak: tuple[int, ...] = ()
    others: tuple[tuple[str, float], ...] = ()


class Engine(Protocol):
    """Recognises text. Used by one process at a time; loads its models when first asked."""

    def lines(self, picture: Picture, /) -> list[ReadLine]:
        """Find and read the lines of text in an upright picture, in no particular order."""

    def values(self, crops: Sequence[Picture], /) -> list[ValueReading]:
        """Read pictures of value cells, without their borders: numbers and placeholders only."""


class NullEngine:
    """Sees nothing: where no engine is there, and for tests."""

    def lines(self, _picture: Picture) -> list[ReadLine]:
        """Return no line."""
        return []

    def values(self, crops: Sequence[Picture]) -> list[ValueReading]:
        """Return blanks, of which nothing is sure."""
        return [ValueReading("", 0.0) for _ in crops]
