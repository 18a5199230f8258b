"""What the recogniser says of each column of a line, made into characters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.scans.network import Scores


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of a line. ``at``: the column that it stands in, with fractions."""

    text: str
    at: float
    probability: float


def greedy(scores: Scores, signs: Sequence[str]) -> list[Sign]:
    """Return the most probable sign of each column, those that repeat once.

    ``at`` is the middle of the columns weighed with the probability of the sign in them.
    """
    best = scores.argmax(axis=1)
    found = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            weights = scores[start:end, best[start]]
            at = float(np.average(np.arange(start, end) + 0.5, weights=weights))
            found.append(Sign(signs[best[start]], at, float(weights.max())))
        start = end
    return found
