"""The text around the tables: report titles, section headings and what stands under them."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.reading.grid import text_lines
from core.reading.labels import label, plain
from core.reading.page import Page, outside
from core.report import Box, Section
from resources import resource


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside the tables."""

    page: int
    box: Box
    text: str
    height: float  # of its characters, in points
    flowing: bool = False  # of a source without pages: where its page begins means nothing


@dataclass(frozen=True)
class Vocabulary:
    """The wordings of section and report titles, without white space and punctuation."""

    sections: tuple[tuple[str, str], ...]  # (title as compared, ordinal)
    titles: tuple[str, ...]

    @classmethod
    def load(cls, path: Path | None = None) -> "Vocabulary":
        """Load the shipped wordings."""
        data = tomllib.loads((path or resource("sections.toml")).read_text(encoding="utf-8"))
        sections = [
            (label(name).text, section["ordinal"])
            for section in data["sections"]
            for name in (section["title"], *section["aliases"])
        ]
        return cls(tuple(sections), tuple(data["report"]["titles"]))

    def section(self, text: str) -> str | None:
        """Return the ordinal of the section that a line is the heading of, None if of none."""
        words = label(text)
        for title, ordinal in self.sections:
            if words.text == title or (
                words.text.startswith(title) and len(words.text) <= len(title) + 8
            ):
                return ordinal
        return None

    def title_end(self, text: str) -> int:
        """Return where in a text without white space a report title ends; -1 if there is none."""
        ends = [at + len(title) for title in self.titles if (at := text.find(title)) >= 0]
        return max(ends, default=-1)


@lru_cache(maxsize=500)
def section_ordinal(title: str) -> str | None:
    """Return the ordinal of the section that a title is that of, None if of none."""
    return _shipped().section(title)


def official_title(ordinal: str) -> str:
    """Return the title of a section as it is compared; "" for an ordinal that none has."""
    return next((title for title, own in _shipped().sections if own == ordinal), "")


@lru_cache(maxsize=1)
def _shipped() -> Vocabulary:
    return Vocabulary.load()


_MOST_HEADINGS = 200
"""Lines of one report with the words of a heading that are looked at."""
_CLAUSE_END = re.compile(r"[。；：:！]$")


def sections(lines: Iterable[TextLine], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the sections of a report with their text; what stands before the first is left out."""
    lines = list(lines)
    heads = dict(headings(lines, vocabulary))
    found: list[Section] = []
    for at, line in enumerate(lines):
        if at in heads:
            found.append(Section(plain(line.text), line.page, ""))
        elif found:
            last = found[-1]
            text = f"{last.text}\n{line.text}" if last.text else line.text
            found[-1] = Section(last.title, last.page, text)
    return tuple(found)


def headings(lines: Sequence[TextLine], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Return which lines head the sections, with their ordinals: as many as come in their order.

    Sub-headings inside a section may have the same words, and so may the end of another report
    above; of two that would do, one with the section's own number counts more, then the first.
    """
    order = "一二三四五六"
    ways: list[tuple[int, int, tuple[int, ...]]] = []  # weight, last ordinal, lines
    for at, line in enumerate(lines):
        ordinal = vocabulary.section(line.text)
        if not ordinal or _CLAUSE_END.search(plain(line.text)) or len(ways) >= _MOST_HEADINGS:
            continue
        place = order.index(ordinal)
        before = max(
            (way for way in ways if way[1] < place), key=lambda way: way[0], default=(0, -1, ())
        )
        own = plain(line.text).startswith(f"{ordinal}、")
        ways.append((before[0] + 2 + own, place, (*before[2], at)))
    places = max(ways, key=lambda way: way[0], default=(0, -1, ()))[2]
    return [(at, vocabulary.section(lines[at].text) or "") for at in places]


def lines_outside(page: Page, taken: Iterable[Box]) -> list[TextLine]:
    """Return the text lines of a page that lie outside some areas."""
    free = outside(page.chars, taken)
    flowing = page.grids is not None
    return [
        TextLine(page.number, box, text, box[3] - box[1], flowing) for box, text in text_lines(free)
    ]
