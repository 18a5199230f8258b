"""Pieces: words that stand together on a page without lines, put together to heads and labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from core.forms import Block
from core.numbers import Kind, parse
from core.reading.labels import RowNames, begins_with_ordinal, find_column, label, plain
from core.reading.page import Char
from core.report import Box

_APART = 0.5
"""Characters further apart than this part of their height stand in different columns."""
_HALF = re.compile(r"[\d,.+-]+")
"""What may be a number, or the part of one that a line has room for."""
_LEADING = 1.9
"""Lines of one label are at most this many character heights from middle to middle."""
_SPELLED = 2.0
"""Gaps inside a label that goes on in the next line are less than this many character heights."""
_LIKE = 0.5
"""How alike a head that was misread must be to the only one that is missing (1 is the same)."""
_TOP_MARGIN = 160.0
"""How far down a page heads go on, in points, that the page before ended in."""


@dataclass
class Piece:
    """Words that stand together: first one line, then all the lines of a label or head."""

    box: Box
    chars: list[Char]
    text: str

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2

    @property
    def height(self) -> float:
        """Height of a character."""
        return self.chars[0].box[3] - self.chars[0].box[1]

    def meets(self, other: "Piece") -> bool:
        """True where the two overlap from left to right."""
        return self.box[0] < other.box[2] and other.box[0] < self.box[2]

    def add(self, other: "Piece") -> None:
        """Take in another piece."""
        a, b = self.box, other.box
        self.box = min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
        self.chars += other.chars
        self.text += other.text


@dataclass(frozen=True, slots=True)
class Head:
    """A column head that was found."""

    box: Box
    chars: list[Char]


def piece_lines(chars: Sequence[Char]) -> list[list[Piece]]:
    """Return the lines of a page from top to bottom, each divided where a column gap is."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.centre[1], c.box[0])):
        height = char.box[3] - char.box[1]
        if lines and abs(lines[-1][0].centre[1] - char.centre[1]) < 0.5 * height:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [_pieces(line) for line in lines]


def _pieces(line: list[Char]) -> list[Piece]:
    """Divide a line where a column gap is."""
    line.sort(key=lambda c: c.box[0])
    starts = [0]
    end = line[0].box[2]
    for at, char in enumerate(line):
        x0, y0, x1, y1 = char.box
        if x0 - end >= _APART * (y1 - y0):
            starts.append(at)
            end = x1
        else:
            end = max(end, x1)
    return [_piece(line[a:b]) for a, b in pairwise([*starts, len(line)])]


def _piece(chars: list[Char]) -> Piece:
    x0s, y0s, x1s, y1s = zip(*[char.box for char in chars], strict=True)
    box = min(x0s), min(y0s), max(x1s), max(y1s)
    return Piece(box, chars, "".join([char.text for char in chars]))


def flat(lines: list[list[Piece]]) -> list[Piece]:
    """Return the pieces of some lines, one after another."""
    return [piece for line in lines for piece in line]


def moved_up(pieces: list[Piece]) -> list[Piece]:
    """Move the pieces at the foot of a page to just above the top of the next one."""
    shift = max(piece.box[3] for piece in pieces) + 1
    moved = []
    for piece in pieces:
        chars = [
            Char(c.text, (c.box[0], c.box[1] - shift, c.box[2], c.box[3] - shift), c.turn)
            for c in piece.chars
        ]
        x0, y0, x1, y1 = piece.box
        moved.append(Piece((x0, y0 - shift, x1, y1 - shift), chars, piece.text))
    return moved


def head_pieces(block: Block, pieces: list[Piece]) -> list[Head]:
    """Put wrapped heads together and return the block's column heads from left to right."""
    over = {label(g).text for column in block.columns for g in column.groups}
    over |= {label(core).text for core in (block.corner, *block.corner_core, block.band) if core}
    parts: list[Piece] = []
    for piece in pieces:
        text = label(piece.text).text
        if text in over or len(text) > 24:
            continue
        gap = _TOP_MARGIN if piece.box[1] > 0 and any(p.box[3] < 0 for p in parts) else piece.height
        above = [p for p in parts if p.meets(piece) and piece.box[1] - p.box[3] < gap]
        if above:
            above[-1].add(piece)
        else:
            parts.append(Piece(piece.box, list(piece.chars), piece.text))
    parts.sort(key=lambda p: p.box[0])
    printed = [find_column(block.columns, part.text) for part in parts]
    keys = _with_misread(block, parts, printed)
    return [Head(p.box, p.chars) for p, key in zip(parts, keys, strict=True) if key]


def _with_misread(
    block: Block, parts: Sequence[Piece], keys: Sequence[str | None]
) -> Sequence[str | None]:
    """Name the one head that is missing, if something like it stands where it must: 白然人."""
    missing = [column for column in block.columns if column.key not in keys]
    named = [n for n, key in enumerate(keys) if key]
    others = [column.key for column in block.columns if column not in missing]
    in_order = [keys[n] for n in named] == others  # each once, too
    if len(missing) != 1 or not in_order or len(block.columns) <= 2:
        return keys
    at = block.columns.index(missing[0])
    after = named[at - 1] if at else -1
    before = named[at] if at < len(named) else len(parts)
    official = label(missing[0].label).text
    like = {
        n: SequenceMatcher(None, label(parts[n].text).text, official, autojunk=False).ratio()
        for n in range(after + 1, before)
    }
    best = max(like, key=like.__getitem__, default=None)
    if best is None or like[best] < _LIKE:
        return keys
    return [missing[0].key if n == best else key for n, key in enumerate(keys)]


def spelled(pieces: list[Piece], names: RowNames) -> list[Piece]:
    """Put labels together that are set with gaps between their characters: （七） 总 计.

    The last of them may stand on the line below. What names a row by itself is left alone, unless
    what stands before it makes it just what the form prints: （七） 总计.
    """
    found: list[Piece] = []
    lines = _by_line(pieces)
    for line, below in pairwise([*lines, []]):
        for start in range(len(line) - 1):
            if _is_spelled(line[start:], below, names):
                whole = Piece(line[start].box, list(line[start].chars), line[start].text)
                for piece in line[start + 1 :]:
                    whole.add(piece)
                line[start:] = [whole]
                break
        found += line
    return found


def _is_spelled(line: list[Piece], below: list[Piece], names: RowNames) -> bool:
    text = "".join(piece.text for piece in line)
    near = all(b.box[0] - a.box[2] < _SPELLED * a.height for a, b in pairwise(line))
    if any(names.find(label(piece.text)) for piece in line):
        return near and names.is_whole(label(text))
    if names.find(label(text)):
        return True
    rest = [p for p in below if line[0].box[0] < p.middle[0] < line[-1].box[2]]
    return near and bool(rest) and names.is_whole(label(text + "".join(p.text for p in rest)))


def _by_line(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0].middle[1] - piece.middle[1]) < 0.5 * piece.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def label_pieces(pieces: list[Piece], names: RowNames) -> list[Piece]:
    """Put wrapped labels together: a line joins the label above it unless it begins one itself."""
    labels: list[Piece] = []
    for piece in pieces:
        own = names.find(label(piece.text))
        above = [
            p
            for p in labels
            if p.meets(piece)
            and not begins_with_ordinal(piece.text)
            and own in (None, names.find(label(p.text)))
            and piece.middle[1] - (p.box[3] - p.height / 2) < _LEADING * piece.height
        ]
        if above:
            above[-1].add(piece)
        else:
            labels.append(Piece(piece.box, list(piece.chars), piece.text))
    return labels


def numeric(line: list[Piece]) -> bool:
    """Tell whether a line holds nothing but numbers, halves of numbers and placeholders."""
    return all(
        _HALF.fullmatch(plain(p.text)) or parse(p.text).kind in (Kind.NUMBER, Kind.PLACEHOLDER)
        for p in line
    )
