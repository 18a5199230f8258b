"""Where a text that is looked for stands in another one: width, case and spaces do not count."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]
"""Where a match begins and ends in the text as it is written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Full-width and ASCII signs are one, capitals and small letters too; spaces and the commas in
    numbers are passed over. ``whole`` wants it to be all there is in a cell.
    """

    text: str
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(_folded(self.text)[0])

    def spans(self, text: str) -> list[Span]:
        """Return where it stands in a text, from left to right; matches do not overlap."""
        needle, _ = _folded(self.text)
        plain, places = _folded(text)
        if not needle:
            return []
        if self.whole:
            return [(0, len(text))] if plain == needle else []
        found: list[Span] = []
        at = plain.find(needle)
        while at >= 0:
            end = at + len(needle)
            found.append((places[at], places[end - 1] + 1))
            at = plain.find(needle, end)
        return found

    def stands_in(self, text: str) -> bool:
        """Tell whether it stands in a text."""
        needle, plain = _folded(self.text)[0], _folded(text)[0]
        return bool(needle) and (plain == needle if self.whole else needle in plain)

    def replaced(self, text: str, by: str) -> str:
        """Return a text with another one in its place, wherever it stands."""
        parts, last = [], 0
        for start, end in self.spans(text):
            parts += [text[last:start], by]
            last = end
        return "".join([*parts, text[last:]])


@lru_cache(maxsize=20000)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text as it is compared, and the place in the text of each of its characters."""
    signs: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for sign in unicodedata.normalize("NFKC", char).casefold():
            if not sign.isspace() and unicodedata.category(sign) != "Cf":
                signs.append(sign)
                places.append(at)
    kept = [at for at in range(len(signs)) if not _parts_thousands(signs, at)]
    return "".join(signs[at] for at in kept), tuple(places[at] for at in kept)


def _parts_thousands(signs: list[str], at: int) -> bool:
    """Tell whether a sign is the comma within a number."""
    inside = 0 < at < len(signs) - 1
    return signs[at] == "," and inside and signs[at - 1].isdigit() and signs[at + 1].isdigit()
