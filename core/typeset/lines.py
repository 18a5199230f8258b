"""Paragraphs → lines: where they end, and where the text stands in them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.typeset.flow import Align, Paragraph
from core.typeset.glyphs import ASCENT, DESCENT, Glyphs, Kind, visible

Color = tuple[float, float, float]

_SIZES = (4.0, 48.0)
"""Characters are set no smaller and no larger than this, in points; a scaled table goes below."""
_LONGEST_WORD = 11.0
"""A word longer than this many times its size may be broken: addresses of web pages."""
_NARROWER = (0.55, 0.65, 0.75, 0.85)
"""Parts of the width that are tried for centred text, so that no single character is left over."""
_BALANCED = 3
"""Lines that a centred paragraph has at most for that."""
_CONTRAST = 0.25
"""Text whose lightness differs less than this from what is behind it is set black or white."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look on one line: ``x`` and ``y`` are where its baseline begins."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    color: Color


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; its pieces stand as if its upper left corner were (0, 0).

    ``gap`` is the space over it, which falls away at the top of a page.
    """

    pieces: tuple[Piece, ...]
    height: float
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How the paragraphs of one place are set: what is behind them, how far lines are apart."""

    scale: float = 1.0
    leading: float = 1.55
    between: float = 0.25  # paragraphs, as a part of the size
    fill: Color | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """How the characters before ``end`` look that no earlier look holds for."""

    end: int
    size: float
    bold: bool
    color: Color


class MeasuredText:
    """A paragraph whose characters are measured."""

    def __init__(self, paragraph: Paragraph, glyphs: Glyphs, setting: Setting) -> None:
        self._align = paragraph.align
        self._indent = paragraph.indent * setting.scale
        self._setting = setting
        self._looks: list[_Look] = []
        self._advances: list[float] = []
        self._kinds: list[Kind] = []
        texts = []
        count = 0
        for run in paragraph.runs:
            text = visible(run.text)
            size = min(max(_SIZES[0], run.size), _SIZES[1]) * setting.scale
            found = [glyphs[char] for char in text]
            self._advances += [glyph.advance * size for glyph in found]
            self._kinds += [glyph.kind for glyph in found]
            texts.append(text)
            count += len(text)
            color = legible(run.color, setting.fill)
            self._looks.append(_Look(count, size, run.bold, color))
        self._text = "".join(texts)
        self._ends = [look.end for look in self._looks]

    @property
    def blank(self) -> bool:
        """True where there is nothing to be seen."""
        return not self._text.strip()

    def widths(self) -> tuple[float, float]:
        """Return the least width that breaks no word, and the one that breaks no line."""
        least = word = most = line = 0.0
        longest = _LONGEST_WORD * max((look.size for look in self._looks), default=0.0)
        for at, (kind, advance) in enumerate(zip(self._kinds, self._advances, strict=True)):
            if kind is Kind.FEED:
                most, line = max(most, line), 0.0
            elif kind is not Kind.SPACE:
                word = advance if at == 0 or self._may_end(at) else word + advance
                least = max(least, min(word, longest))
            line += advance
        return least, max(most, line)

    def items(self, width: float) -> Iterator[Line]:
        """Break the paragraph into lines of a width."""
        indent = self._indented(width) if self._align is Align.LEFT else 0.0
        first = True
        for start, end in self._breaks(self._balanced(width), indent):
            yield self._line(start, end, width, indent if first else 0.0, first)
            first = False

    def _indented(self, width: float) -> float:
        """Return the indent of the first line, less where it would break the line or a word."""
        indent = min(max(0.0, self._indent), width / 2)
        used = sum(self._advances)
        if used <= width:
            return min(indent, width - used)
        start = end = self._skipped(0)
        used = 0.0
        while end < len(self._kinds) and (end == start or not self._may_end(end)):
            used += self._advances[end]
            end += 1
            if used > width:
                break
        return max(0.0, min(indent, width - used))

    def _balanced(self, width: float) -> float:
        """Return the width at which the lines of a centred paragraph are about equally long."""
        if self._align is not Align.CENTRE or sum(self._advances) <= width:
            return width
        most = len(list(self._breaks(width, 0.0)))
        narrower = (width * part for part in _NARROWER if most <= _BALANCED)
        return next((w for w in narrower if len(list(self._breaks(w, 0.0))) == most), width)

    def _may_end(self, at: int) -> bool:
        """Tell whether a line may end before a character."""
        left, right = self._kinds[at - 1], self._kinds[at]
        if right in (Kind.CLOSING, Kind.SPACE):
            return False
        if left in (Kind.SPACE, Kind.FEED):
            return True
        if left is Kind.OPENING:
            return False
        if right is Kind.WORD:
            if left is Kind.CLOSING:  # 1,234 and 34.5 stay whole
                text = self._text
                return not (text[at - 1].isascii() or text[at - 2 : at - 1].isdigit())
            return left is not Kind.WORD
        return True

    def _breaks(self, width: float, indent: float) -> Iterator[tuple[int, int]]:
        """Yield where lines begin and end; spaces at their ends are left out."""
        kinds, advances = self._kinds, self._advances
        start, count = self._skipped(0), len(kinds)
        if sum(advances) + indent <= width and Kind.FEED not in kinds:
            yield start, self._trimmed(start, count)
            return
        used, last = indent, 0  # where the line may end at the latest
        at = start
        while at < count:
            kind = kinds[at]
            if kind is Kind.FEED:
                yield start, self._trimmed(start, at)
                start = at = self._skipped(at + 1)
                used, last = 0.0, 0
                continue
            if at > start and self._may_end(at):
                last = at
            if used + advances[at] > width + 0.01 and kind is not Kind.SPACE and at > start:
                end = last or at  # a word too long for a line is broken where the line is full
                yield start, self._trimmed(start, end)
                start = at = self._skipped(end)
                used, last = 0.0, 0
                continue
            used += advances[at]
            at += 1
        if start < count or not count:
            yield start, self._trimmed(start, count)

    def _skipped(self, at: int) -> int:
        while at < len(self._text) and self._text[at] == " ":
            at += 1
        return at

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self._kinds[end - 1] is Kind.SPACE:
            end -= 1
        return end

    def _line(self, start: int, end: int, width: float, indent: float, first: bool) -> Line:
        looks = self._looks_between(start, end)
        size = max((look.size for look, _, _ in looks), default=self._size_at(start))
        height = size * self._setting.leading
        baseline = (height - size * (ASCENT + DESCENT)) / 2 + size * ASCENT
        used = sum(self._advances[start:end])
        x = indent
        if self._align is not Align.LEFT:
            x = max(0.0, (width - used) / (2 if self._align is Align.CENTRE else 1))
        pieces = []
        for look, a, b in looks:
            pieces.append(Piece(x, baseline, self._text[a:b], look.size, look.bold, look.color))
            x += sum(self._advances[a:b])
        gap = size * self._setting.between if first else 0.0
        return Line(tuple(pieces), height, gap)

    def _looks_between(self, start: int, end: int) -> list[tuple[_Look, int, int]]:
        found = []
        at = bisect_right(self._ends, start)
        while start < end:
            look = self._looks[at]
            found.append((look, start, min(end, look.end)))
            start, at = min(end, look.end), at + 1
        return found

    def _size_at(self, at: int) -> float:
        """Return the size of an empty line."""
        if not self._looks:
            return 10.5 * self._setting.scale
        return self._looks[min(bisect_right(self._ends, at), len(self._looks) - 1)].size


def legible(color: Color, fill: Color | None) -> Color:
    """Return the colour, or black or white where it could not be told from what is behind it."""
    color = clean(color)
    behind = _lightness(fill or (1.0, 1.0, 1.0))
    if abs(_lightness(color) - behind) >= _CONTRAST:
        return color
    return (0.0, 0.0, 0.0) if behind > 0.5 else (1.0, 1.0, 1.0)


def clean(color: Color) -> Color:
    """Return a colour with its parts from 0 to 1, whatever a document said."""
    red, green, blue = color
    return min(max(0.0, red), 1.0), min(max(0.0, green), 1.0), min(max(0.0, blue), 1.0)


def _lightness(color: Color) -> float:
    red, green, blue = color
    return 0.3 * red + 0.59 * green + 0.11 * blue


def spoken(paragraphs: Sequence[Paragraph]) -> str:
    """Return the text of a cell: lines joined without a space, white space as one space."""
    lines = [
        " ".join(line.split())
        for paragraph in paragraphs
        for line in visible(paragraph.text).split("\n")
    ]
    return "".join(lines)
