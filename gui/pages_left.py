"""How long reading the rest of a document takes, told from its pages so far."""

import time
from collections.abc import Callable

ENOUGH = 3.0
"""Seconds from which on the pages so far tell something about the rest."""


class PagesLeft:
    """Follows the pages of one document at a time.

    Args:
        clock: gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._name: str | None = None
        self._first, self._start = 0, 0.0

    def seconds(self, name: str, page: int, pages: int, *, recalled: bool = False) -> float | None:
        """Say that a page of a document is read; return the seconds left for those after it.

        None while that cannot be told, or when nothing is left. Pages that were recalled took no
        time, which says nothing of the rest.
        """
        now = self._clock()
        if recalled or name != self._name or page <= self._first:
            self._name, self._first, self._start = name, page, now
        passed, done = now - self._start, page - self._first
        if passed < ENOUGH or done < 1 or page >= pages:
            return None
        return passed / done * (pages - page)
