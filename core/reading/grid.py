"""Rulings and characters of a page → grids: cells with their spans, places and texts.

Steps, each a pure function so that it can be looked at alone: merge rulings that lie on one line,
gather those that touch into components, cut each component into cells, give every cell the
characters whose middle lies in it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from core.bounds import MAX_LINES_ON_PAGE
from core.reading.areas import squared
from core.reading.page import Char, Grid, GridCell, Page, Ruling
from core.report import Box

SNAP = 3.2
"""Rulings nearer to each other than this many points are one: doubled and separated borders."""
GAP = 3.5
"""A break in a line shorter than this many points is closed: dots, corners that do not meet."""
DASH = 12.0
"""Lines shorter than this many points may be the dashes of one line."""
MARK = 4.0
"""What is no longer than this many points is no line but a bullet or a dot."""


def reading_order(chars: Sequence[Char]) -> str:
    """Return the text of characters, line by line, each line from left to right.

    Between two characters of a line that stand far apart, one space is put.
    """
    if len(chars) < 2:
        return chars[0].text if chars else ""
    if _is_turned(chars):
        return "".join([char.text for char in chars])
    return "".join([_text(line) for line in _lines(chars)])


def text_lines(chars: Sequence[Char]) -> list[tuple[Box, str]]:
    """Return the lines that characters form, top to bottom, each with its box and its text."""
    if not chars:
        return []
    if _is_turned(chars):
        return [(_hull(chars), "".join([char.text for char in chars]))]
    return [(_hull(line), _text(line)) for line in _lines(chars)]


def _is_turned(chars: Sequence[Char]) -> bool:
    """True where most characters lie on their side: they are read as they were written."""
    return sum([char.turn != 0 for char in chars]) * 2 > len(chars)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Gather characters that stand beside each other, from left to right."""
    lines: list[list[Char]] = []
    middle = height = 0.0  # of the first character of the line at hand
    for char in sorted(chars, key=_from_top):
        _, top, _, bottom = char.box
        if lines and char.centre[1] - middle < min(height, bottom - top) * 0.6:
            lines[-1].append(char)
        else:
            lines.append([char])
            middle, height = char.centre[1], bottom - top
    for line in lines:
        line.sort(key=_from_left)
    return lines


def _from_top(char: Char) -> tuple[float, float]:
    return char.centre[1], char.box[0]


def _from_left(char: Char) -> float:
    return char.box[0]


def _text(line: Sequence[Char]) -> str:
    """Return the text of a line whose characters are in their order."""
    pieces = [line[0].text]
    end = line[0].box[2]
    for char in line[1:]:
        x0, y0, x1, y1 = char.box
        if x0 - end > 0.35 * (y1 - y0):
            pieces.append(" ")
        pieces.append(char.text)
        end = x1
    return "".join(pieces)


def _hull(chars: Iterable[Char]) -> Box:
    x0s, y0s, x1s, y1s = zip(*[char.box for char in chars], strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def merge_rulings(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Join rulings that lie on one line and overlap or nearly meet; leave out mere marks."""
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
                if last - first > MARK:
                    merged.append(Ruling(horizontal, at, first, last))
            start = end
    if len(merged) > MAX_LINES_ON_PAGE:
        merged.sort(key=lambda r: r.start - r.end)
    return merged[:MAX_LINES_ON_PAGE]


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans that overlap or nearly meet, and dashes as far apart as they are long."""
    joined: list[tuple[float, float]] = []
    dash = 0.0  # length of the last span
    for start, end in sorted(spans):
        length = end - start
        gap = GAP if max(dash, length) > DASH else max(GAP, 1.5 * min(dash, length))
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
        dash = length
    return joined


def components(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Gather rulings that touch or cross each other; a component is the skeleton of one table."""
    down = sorted((r.at, r.start, r.end, i) for i, r in enumerate(rulings) if not r.horizontal)
    places = [at for at, _, _, _ in down]
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(rulings):
        if not h.horizontal:
            continue
        low, high = h.at - GAP, h.at + GAP
        for _, start, end, j in down[
            bisect_left(places, h.start - GAP) : bisect_right(places, h.end + GAP)
        ]:
            if start <= high and low <= end:
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
    areas = [root(at) for at in range(rows * columns)]
    if page.scanned:  # where a piece of a wall may not have been seen
        areas = squared(areas, xs, ys)
    chars: dict[int, list[Char]] = defaultdict(list)
    for char in page.chars:
        x, y = char.centre
        if xs[0] < x < xs[-1] and ys[0] < y < ys[-1]:
            at = (bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1
            chars[areas[at]].append(char)
    spans: dict[int, list[int]] = {}
    for row in range(rows):
        for column in range(columns):
            key = areas[row * columns + column]
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
    halves = [(a + b) / 2 for a, b in pairwise(places)]
    for ruling in rulings:
        wall = walls[bisect_right(halves, ruling.at)]
        for i in range(max(0, bisect_right(steps, ruling.start) - 1), len(steps) - 1):
            start, end = steps[i], steps[i + 1]
            if start >= ruling.end:
                break
            covered = min(ruling.end, end) - max(ruling.start, start)
            if covered > 0.5 * (end - start):
                wall[i] = True
    return walls


def grids(page: Page) -> list[Grid]:
    """Return the ruled tables of a page, in the order in which they are read."""
    found = [cut(page, part) for part in components(merge_rulings(page.rulings))]
    return in_order([grid for grid in found if grid is not None])


def in_order(tables: Iterable[Grid]) -> list[Grid]:
    """Return the tables of a page in reading order.

    From top to bottom; of those that stand side by side, all of the left ones come first.
    """
    left = sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0]))
    ordered: list[Grid] = []
    while left:
        band = [left.pop(0)]
        for grid in band:  # grows on the way
            beside = [other for other in left if _beside(grid, other)]
            band += beside
            left = [other for other in left if other not in beside]
        band.sort(key=lambda grid: grid.xs[0])
        columns = list(accumulate(band, lambda end, grid: max(end, grid.xs[-1]), initial=0.0))
        starts = [at for at, grid in enumerate(band) if grid.xs[0] > columns[at] - SNAP]
        for start, end in pairwise([*starts, len(band)]):
            ordered += sorted(band[start:end], key=lambda grid: grid.ys[0])
    return ordered


def _beside(a: Grid, b: Grid) -> bool:
    apart = b.xs[0] > a.xs[-1] - SNAP or a.xs[0] > b.xs[-1] - SNAP
    return apart and min(a.ys[-1], b.ys[-1]) - max(a.ys[0], b.ys[0]) > SNAP
