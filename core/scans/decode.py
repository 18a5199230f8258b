"""What the recogniser says of each column of a line, made into characters.

A column says how probable each sign is; a sign that goes over several columns is one character, and
the same one twice needs a column of none between. Two ways: the recogniser's own choice, for text;
and the likeliest texts among those that a value can be, for values.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.scans.network import Scores

CONFUSIONS = {
    "0": "0０OoＯｏ〇○◯ОоDQΟØøθΘ日",
    "1": "1１lI|｜丨Ⅰｌ!！Ｉ∣│",
    "2": "2２Zz",
    "3": "3３з",
    "4": "4４",
    "5": "5５Ss",
    "6": "6６b",
    "7": "7７",
    "8": "8８B",
    "9": "9９gq",
    ".": ".．·。•",
    ",": ",，、‚'’",
    "-": "-－–—―一ー−‐─━_~",
    "/": "/／∕",
    "%": "%％",
    "+": "+＋十",
    "(": "(（",
    ")": ")）",
}
"""The signs of a number, and what each may be taken for: 日 is what a 0 with a dot looks like."""

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?|\(\d+\)|-+|/")
_BEAM = 8  # texts that are followed at once
_LEAST = 1e-4  # probability of a sign in a column from which on it is followed


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


class Figures:
    """The signs that a value can have, among those of the recogniser."""

    def __init__(self, signs: Sequence[str]) -> None:
        places = {sign: number for number, sign in enumerate(signs)}
        self._columns = [
            [places[form] for form in forms if form in places] for forms in CONFUSIONS.values()
        ]

    def texts(self, scores: Scores) -> dict[str, float]:
        """Return what a line may say if it is a number or a dash, with the probability of each.

        What is no number as people write it counts for less. The probabilities sum up to less
        than 1 where the recogniser sees something else.
        """
        kept = [scores[:, :1].sum(axis=1)]
        kept += [scores[:, columns].sum(axis=1) for columns in self._columns]
        texts: dict[str, float] = defaultdict(float)
        for text, probability in _likeliest(np.stack(kept, axis=1)).items():
            bare = text.strip(".,")  # dirt beside a number
            if not probability:
                continue
            if bare != text:
                probability *= 0.8
            texts[bare] += (
                probability if _NUMBER.fullmatch(bare) or not bare else min(probability / 10, 0.05)
            )
        return dict(texts)


def _likeliest(columns: Scores) -> dict[str, float]:
    """Search the likeliest texts; the first column of each row is none, then the signs in order."""
    signs = tuple(CONFUSIONS)
    found: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}  # ends in none, ends in its last sign
    for row in columns.tolist():
        none = row[0]
        likely = [(sign, p) for sign, p in zip(signs, row[1:], strict=True) if p > _LEAST]
        after: dict[str, list[float]] = {}
        for text, (open_, closed) in found.items():
            here = after.setdefault(text, [0.0, 0.0])
            here[0] += (open_ + closed) * none
            for sign, p in likely:
                if text.endswith(sign):
                    here[1] += closed * p
                    after.setdefault(text + sign, [0.0, 0.0])[1] += open_ * p
                else:
                    after.setdefault(text + sign, [0.0, 0.0])[1] += (open_ + closed) * p
        best = sorted(after.items(), key=lambda item: -sum(item[1]))[:_BEAM]
        found = {text: (ends[0], ends[1]) for text, ends in best}
    return {text: sum(ends) for text, ends in found.items()}
