"""Rulings and characters of a page → grids: cells with their spans, places and texts.

Steps, each a pure function so that it can be looked at alone: merge rulings that lie on one line,
gather those that touch into components, cut each component into cells, give every cell the
characters whose middle lies in it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.reading.page import Char, Grid, GridCell, Page, Ruling
from core.report import Box

SNAP = 3.2
"""Rulings nearer to each other than this many points are one: doubled and separated borders."""
GAP = 3.5
"""A break in a line shorter than this many points is closed: dashes, corners that do not meet."""


def reading_order(chars: Sequence[Char]) -> str:
    """Return the text of characters, line by line, each line from left to right.

    Between two characters of a line that stand far apart, one space is put.
    """
    if len(chars) < 2:
        return chars[0].text if chars else ""
    return "".join(line for _, line in text_lines(chars))


def text_lines(chars: Sequence[Char]) -> list[tuple[Box, str]]:
    """Return the lines that characters form, top to bottom, each with its box and its text."""
    if not chars:
        return []
    if sum(char.turn != 0 for char in chars) * 2 > len(chars):
        return [(_hull(chars), "".join(char.text for char in chars))]  # turned: as it was written
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.box[1] + c.box[3], c.box[0])):
        middle = char.centre[1]
        last = lines[-1] if lines else None
        if last is not None and abs(last[0].centre[1] - middle) < _line_height(last[0], char) * 0.6:
            last.append(char)
        else:
            lines.append([char])
    found = []
    for line in lines:
        line.sort(key=lambda c: c.box[0])
        pieces = [line[0].text]
        for left, right in pairwise(line):
            if right.box[0] - left.box[2] > 0.35 * (right.box[3] - right.box[1]):
                pieces.append(" ")
            pieces.append(right.text)
        found.append((_hull(line), "".join(pieces)))
    return found


def _line_height(a: Char, b: Char) -> float:
    return min(a.box[3] - a.box[1], b.box[3] - b.box[1])


def _hull(chars: Iterable[Char]) -> Box:
    x0s, y0s, x1s, y1s = zip(*(char.box for char in chars), strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def merge_rulings(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Join rulings that lie on one line and overlap or nearly meet."""
    merged: list[Ruling] = []
    for horizontal in (True, False):
        side = sorted((r for r in rulings if r.horizontal is horizontal), key=lambda r: r.at)
        start = 0
        while start < len(side):
            end = start + 1
            while end < len(side) and side[end].at - side[start].at <= SNAP / 2:
                end += 1
            group = side[start:end]
            at = sum(r.at * (r.end - r.start) for r in group) / sum(r.end - r.start for r in group)
            for first, last in _joined([(r.start, r.end) for r in group]):
                merged.append(Ruling(horizontal, at, first, last))
            start = end
    return merged


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= GAP:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def components(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Gather rulings that touch or cross each other; a component is the skeleton of one table."""
    across = [(i, r) for i, r in enumerate(rulings) if r.horizontal]
    down = [(i, r) for i, r in enumerate(rulings) if not r.horizontal]
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in across:
        for j, v in down:
            if v.start - GAP <= h.at <= v.end + GAP and h.start - GAP <= v.at <= h.end + GAP:
                parent[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = defaultdict(list)
    for i, ruling in enumerate(rulings):
        groups[root(i)].append(ruling)
    return [group for group in groups.values() if {r.horizontal for r in group} == {True, False}]


def _borders(rulings: Iterable[Ruling]) -> list[float]:
    """Return the positions of lines, those nearer than SNAP to each other taken as one."""
    borders: list[list[float]] = []
    for at in sorted(ruling.at for ruling in rulings):
        if borders and at - borders[-1][0] <= SNAP:
            borders[-1].append(at)
        else:
            borders.append([at])
    return [sum(group) / len(group) for group in borders]


def cut(page: Page, skeleton: Sequence[Ruling]) -> Grid | None:
    """Cut the area of one component into cells; None where it encloses fewer than two."""
    across = [r for r in skeleton if r.horizontal]
    down = [r for r in skeleton if not r.horizontal]
    xs, ys = _borders(down), _borders(across)
    left, right = min(r.start for r in across), max(r.end for r in across)
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    # an open side: lines run on beyond the outermost crossing ones
    xs = [left] * (left < xs[0] - 8) + xs + [right] * (right > xs[-1] + 8)
    ys = [top] * (top < ys[0] - 8) + ys + [bottom] * (bottom > ys[-1] + 8)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = _walls(down, xs, ys)
    floors = _walls(across, ys, xs)
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not walls[column + 1][row]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not floors[row + 1][column]:
                parent[root(here + columns)] = root(here)
    chars: dict[int, list[Char]] = defaultdict(list)
    for char in page.chars:
        x, y = char.centre
        if xs[0] < x < xs[-1] and ys[0] < y < ys[-1]:
            at = (bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1
            chars[root(at)].append(char)
    spans: dict[int, list[int]] = {}
    for row in range(rows):
        for column in range(columns):
            key = root(row * columns + column)
            span = spans.setdefault(key, [row, row + 1, column, column + 1])
            span[1] = max(span[1], row + 1)
            span[2], span[3] = min(span[2], column), max(span[3], column + 1)
    cells = []
    for key, (r0, r1, c0, c1) in spans.items():
        inside = tuple(chars.get(key, ()))
        box = (xs[c0], ys[r0], xs[c1], ys[r1])
        text = reading_order(inside)
        cells.append(GridCell(page.number, r0, r1, c0, c1, box, inside, text))
    return Grid(page.number, tuple(xs), tuple(ys), tuple(cells))


def _walls(
    rulings: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]
) -> list[list[bool]]:
    """Tell for every line position and every step along it whether a ruling stands there."""
    walls = [[False] * (len(steps) - 1) for _ in places]
    for ruling in rulings:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - ruling.at))
        for i in range(len(steps) - 1):
            covered = min(ruling.end, steps[i + 1]) - max(ruling.start, steps[i])
            if covered > 0.5 * (steps[i + 1] - steps[i]):
                walls[nearest][i] = True
    return walls


def grids(page: Page) -> list[Grid]:
    """Return the ruled tables of a page, from top to bottom."""
    found = [cut(page, part) for part in components(merge_rulings(page.rulings))]
    return sorted((g for g in found if g is not None), key=lambda g: (g.ys[0], g.xs[0]))
