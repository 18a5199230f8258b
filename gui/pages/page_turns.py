"""By how much each page is shown turned: upright and level where tables tell how, else as asked."""

import math
from collections.abc import Mapping

QUARTER = math.pi / 2


class PageTurns:
    """The turns of the pages of one document."""

    def __init__(self) -> None:
        self.straight = True  # tables are shown upright and level
        self._lies: Mapping[int, float] = {}
        self._quarters: dict[int, int] = {}

    def start(self) -> None:
        """Turn to another document, of which nothing is known yet."""
        self._lies, self._quarters = {}, {}

    @property
    def has_lies(self) -> bool:
        """Whether there is anything to straighten."""
        return bool(self._lies)

    def set_lies(self, lies: Mapping[int, float]) -> None:
        """Say how tables lie on their pages, by page: radians, clockwise."""
        self._lies = dict(lies)

    def level(self, page: int) -> float:
        """Return the turn by which the tables of a page stand upright and level."""
        return -self._lies.get(page, 0.0)

    def rotate(self, page: int) -> None:
        """Turn a page by a quarter more, clockwise."""
        self._quarters[page] = (self._quarters.get(page, 0) + 1) % 4

    def turns(self) -> dict[int, float]:
        """Return the turn of each page that is turned: radians, clockwise."""
        lies = self._lies if self.straight else {}
        turns = {
            page: self._quarters.get(page, 0) * QUARTER - lies.get(page, 0.0)
            for page in self._quarters.keys() | lies.keys()
        }
        return {page: turn for page, turn in turns.items() if turn}
