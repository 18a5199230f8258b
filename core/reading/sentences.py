"""Lines of text → sentences that know where on the pages each of their characters stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.reading.labels import begins_with_ordinal, plain, simplified
from core.reading.prose import TextLine
from core.report import Place

_END = re.compile(r"[^。;!?]*[。;!?]?")
_TITLE = re.compile(r"《[^《》]*》")
_MASK = "□"
_PARAGRAPH_END = 2.5
"""A line that ends this many characters before the others do ends a paragraph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is compared: without white space, Simplified, titles of documents masked.

    ``origins`` tell for each character the line and the place in that line's text it comes from.
    """

    text: str
    origins: tuple[tuple[int, int], ...]
    lines: Sequence[TextLine]
    goes_on: bool  # the paragraph of the sentence before

    @property
    def printed(self) -> str:
        """The sentence as it is printed, without line breaks and white space."""
        found = [self.lines[line].text[at] for line, at in dict.fromkeys(self.origins)]
        return "".join(found)

    def place(self, start: int, end: int, at: int) -> Place:
        """Return where a stretch of the sentence stands: the part on the line of one character."""
        line = self.origins[at][0]
        places = [place for number, place in self.origins[start:end] if number == line]
        own = self.lines[line]
        x0, y0, x1, y1 = own.box
        widths = [_width(char) for char in own.text]
        whole = sum(widths) or 1.0
        left, right = sum(widths[: min(places)]), sum(widths[: max(places) + 1])
        step = (x1 - x0) / whole
        return Place(own.page, (x0 + left * step, y0, x0 + right * step, y1))


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def sentences(lines: Sequence[TextLine]) -> Iterator[Sentence]:
    """Divide the lines of one section into sentences, over line breaks."""
    starts = [0, *(at for at in range(1, len(lines)) if _begins_paragraph(lines, at)), len(lines)]
    for start, end in pairwise(starts):
        origins: list[tuple[int, int]] = []
        pieces: list[str] = []
        for number in range(start, end):
            for at, char in enumerate(lines[number].text):
                unified = plain(char)
                pieces.append(unified)
                origins += [(number, at)] * len(unified)
        text = _TITLE.sub(lambda m: _MASK * len(m.group()), simplified("".join(pieces)))
        for found in _END.finditer(text):
            if found.group():
                where = tuple(origins[found.start() : found.end()])
                yield Sentence(found.group(), where, lines, found.start() > 0)


def _begins_paragraph(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line begins a paragraph, as far as words and places tell."""
    line, before = lines[at], lines[at - 1]
    if begins_with_ordinal(line.text):
        return True
    right = max(one.box[2] for one in lines)
    return before.box[2] < right - _PARAGRAPH_END * before.height
