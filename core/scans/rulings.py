"""The rulings of a page that was made straight: those that are plain, and those they vouch for.

A ruling is darker than what stands above and below it over several characters; the strokes of a
line of text are not. Where plain rulings make a lattice, each of its edges is asked for by itself:
a faded wall shows over the length of an edge what no single pixel of it shows, and the wall that a
merged cell has not shows nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np
from cv2.typing import MatLike

from core import bounds
from core.reading.page import Ruling
from core.scans.lines import Direction, Line

PLAIN = (2.5, 0.95, 0.3), (4.0, 0.8, 0.45), (9.0, 0.9, 0.8), (9.0, 0.97, 1.1), (9.0, 0.4, 0.5)
"""What no strokes of a line of text are: so many characters long, dark over more than such a part
of that, with ink beside it over less than such a part. The last but one may be doubled, the last
dashed."""
TOGETHER = 0.8
"""Part of a line beside which another one of the same table runs."""
LOTS = 16
"""Tables at most, those of the most walls, in which lines are looked for that are faint."""
OUT = 2.5
"""Characters by which a line stands out of the lattice that it makes with others."""
GONE = 2.0
"""Characters by which a faded wall may go on where nothing of it is seen."""
SURE = 0.35
"""Evidence from which an edge is there."""
MOST, WHOLE = 0.7, 0.95
"""Part of an edge that its line covers, from which on little has to speak for it, and nothing."""
BETWEEN = 0.12
"""Evidence from which one is there whose line goes on at both of its ends."""


def rulings(gray: MatLike, em: float) -> list[Ruling]:
    """Return the lines along the axes, in pixels.

    Args:
        gray: a picture whose paper is white, with nothing but ink in it.
        em: how high its characters are, in pixels.
    """
    dark = cv2.subtract(np.full_like(gray, 245), gray)
    level, plumb = Direction(dark, em), Direction(cv2.transpose(dark), em)
    across, down = level.lines(), plumb.lines()
    plain = [_plain(level, across), _plain(plumb, down)]
    for _ in range(2):  # short ones that stand from wall to wall vouch for further ones
        level_ones, plumb_ones = plain
        plain = [
            _joined_by(level, across, level_ones, plumb_ones),
            _joined_by(plumb, down, plumb_ones, level_ones),
        ]
    found: list[Ruling] = []
    tables = _tables(plain[0], plain[1], em)
    faint = (
        _faint(level, plain[0], [*(v for _, v in tables), *_abreast(plain[1])], em),
        _faint(plumb, plain[1], [h for h, _ in tables], em),
    )
    for h, v in _tables([*plain[0], *faint[0]], [*plain[1], *faint[1]], em):
        xs, ys = _places(v, em), _places(h, em)
        found += _completed(level, ys, [_mean(x) for x in xs], em, horizontal=True)
        found += _completed(plumb, xs, [_mean(y) for y in ys], em, horizontal=False)
    return found[: bounds.MAX_RULINGS_ON_PAGE]


def _plain(direction: Direction, lines: Iterable[Line]) -> list[Line]:
    """Return what is a line by itself: the shorter it is, the less may speak against it."""
    return [
        line
        for line in lines
        if any(
            line.end - line.start >= length * direction.em
            and line.cover > cover
            and direction.crossed(line) < crossed
            for length, cover, crossed in PLAIN
        )
    ][: bounds.MAX_LINES_ON_PAGE]


def _joined_by(
    direction: Direction, lines: Iterable[Line], plain: Sequence[Line], walls: Sequence[Line]
) -> list[Line]:
    """Add to the plain lines those that reach from one wall to another without a gap.

    Walls may be faded where they are reached: then a line ends where they would be.
    """
    near, gone = 0.3 * direction.em, GONE * direction.em

    def from_wall_to_wall(line: Line) -> bool:
        beside = [w for w in walls if w.start - gone <= line.at <= w.end + gone]
        before = [wall for wall in beside if abs(wall.at - line.start) <= near]
        after = [wall for wall in beside if abs(wall.at - line.end) <= near]
        if not before or not after:
            return False
        first, last = direction.reach(line)
        faded = {w: 0.0 if w.start <= line.at <= w.end else near / 2 for w in (*before, *after)}
        return first <= max(w.at + faded[w] for w in before) and last >= min(
            w.at - faded[w] for w in after
        )

    known = set(plain)
    added = [
        line
        for line in lines
        if line not in known
        and line.cover > 0.9
        and line.bow < max(1.0, 0.04 * direction.em)
        and from_wall_to_wall(line)
        and direction.crossed(line) < (0.75 if line.end - line.start > 2 * direction.em else 0.45)
    ]
    return [*plain, *added][: bounds.MAX_LINES_ON_PAGE]


def _tables(
    across: Sequence[Line], down: Sequence[Line], em: float
) -> list[tuple[list[Line], list[Line]]]:
    """Gather the lines that cross or nearly do; those that nothing crosses make one lot each."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.start - em <= v.at <= h.end + em and v.start - em <= h.at <= v.end + em:
                parent[root(i)] = root(j)
    lots: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate([*across, *down]):
        lots[root(i)][i >= len(across)].append(line)
    return list(lots.values())


def _faint(
    direction: Direction, lines: Sequence[Line], lots: Iterable[Sequence[Line]], em: float
) -> list[Line]:
    """Return those lines that show only from one side of their table to the other.

    Args:
        direction: of the lines.
        lines: those that are known.
        lots: walls, together where they may be of one table.
        em: how high characters are.
    """
    found: list[Line] = []
    for walls in sorted(lots, key=len, reverse=True)[:LOTS]:
        at = [_mean(pieces) for pieces in _places(walls, em)]
        if len(at) < 2:
            continue
        known = [line.at for line in lines if line.end - line.start > MOST * (at[-1] - at[0])]
        first, last = min(w.start for w in walls), max(w.end for w in walls)
        new = direction.faint(at, first, last)
        found += [line for line in new if all(abs(line.at - other) > 0.3 * em for other in known)]
    return found[: bounds.MAX_LINES_ON_PAGE]


def _abreast(lines: Iterable[Line]) -> list[list[Line]]:
    """Gather lines that begin and end about together: of one table, though nothing joins them."""
    lots: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.start - line.end):
        for lot in lots:
            both = min(line.end, lot[0].end) - max(line.start, lot[0].start)
            if both >= TOGETHER * (lot[0].end - lot[0].start):
                lot.append(line)
                break
        else:
            lots.append([line])
    return [lot for lot in lots if len(lot) > 1]


def _places(lines: Iterable[Line], em: float) -> list[list[Line]]:
    """Gather pieces of the same line, in their order across."""
    places: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if places and line.at - places[-1][-1].at <= 0.3 * em:
            places[-1].append(line)
        else:
            places.append([line])
    return places


def _mean(pieces: Sequence[Line]) -> float:
    lengths = [piece.end - piece.start for piece in pieces]
    return sum(p.at * length for p, length in zip(pieces, lengths, strict=True)) / sum(lengths)


def _completed(
    direction: Direction,
    places: Sequence[Sequence[Line]],
    steps: Sequence[float],
    em: float,
    *,
    horizontal: bool,
) -> list[Ruling]:
    """Return the lines of a table, edge by edge between those that cross them."""
    found = []
    many = len(places) * len(steps) > bounds.MAX_EDGES_ON_PAGE
    for pieces in places:
        at = _mean(pieces)
        edges = list(pairwise(steps))
        covered = [_covered(pieces, start, end) for start, end in edges]
        seen = [
            part if many or part >= WHOLE else _seen(direction, _nearest(pieces, *edge), edge, part)
            for edge, part in zip(edges, covered, strict=True)
        ]
        there = [value >= SURE for value in seen]
        for i in range(1, len(edges) - 1):
            there[i] = there[i] or (
                seen[i] > -0.5
                and max(seen[i], covered[i] / 2) >= BETWEEN
                and there[i - 1]
                and there[i + 1]
            )
        spans = [edge for edge, is_there in zip(edges, there, strict=True) if is_there]
        first, last = (steps[0], steps[-1]) if steps else (np.inf, -np.inf)
        for piece in pieces:  # what stands out of the lattice, or stands alone
            outside = []
            if piece.start < first - OUT * em:
                outside.append((piece.start, max(piece.start, min(piece.end, first))))
            if piece.end > last + OUT * em:
                outside.append((min(piece.end, max(piece.start, last)), piece.end))
            spans += [s for s in outside if direction.evidence(piece.at, *s) >= SURE]
        joined: list[tuple[float, float]] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            elif end > start:
                joined.append((start, end))
        found += [Ruling(horizontal, at, start, end) for start, end in joined]
    return found


def _seen(direction: Direction, piece: Line, edge: tuple[float, float], part: float) -> float:
    """Return what speaks for an edge that a piece covers in part: it may run into a stroke."""
    evidence = direction.evidence(piece.at, *edge)
    return part if part >= MOST and evidence >= BETWEEN else evidence


def _covered(pieces: Iterable[Line], start: float, end: float) -> float:
    """Return what part of an edge the pieces of its line cover."""
    known = (piece for piece in pieces if not piece.faint)
    return sum(max(0.0, min(end, p.end) - max(start, p.start)) for p in known) / (end - start)


def _nearest(pieces: Iterable[Line], start: float, end: float) -> Line:
    """Return the piece of a line that tells best where an edge of it is."""
    middle = (start + end) / 2
    return min(pieces, key=lambda p: max(p.start - middle, middle - p.end, 0.0))
