"""Being written."""

from dataclasses import dataclass

from core.reading.page import Ruling
from core.report import Box
from core.scans.engine import Picture


@dataclass(frozen=True)
class Straight:
    """A picture of a page made upright and flat, in which lines run along the axes."""

    picture: Picture
    rulings: tuple[Ruling, ...]  # in pixels of ``picture``

    def in_source(self, box: Box) -> Box:
        """Return a box of ``picture`` in pixels of the picture as it was given."""
        return box


def straighten(picture: Picture) -> Straight:
    """Return a picture upright and flat, with the rulings in it."""
    return Straight(picture, ())
