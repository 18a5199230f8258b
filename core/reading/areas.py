"""Areas of a lattice that are no rectangles, parted into cells: a piece of a wall was not seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

Place = tuple[int, int]
"""Row and column of the lattice."""


def squared(areas: Sequence[int], xs: Sequence[float], ys: Sequence[float]) -> list[int]:
    """Part areas that are no rectangles: a cell is one.

    Two cells that run into each other make an area with a step. It is parted down or across, into
    the fewest cells, and where the least part of the wall between them was not seen.

    Args:
        areas: to which area each place of the lattice belongs, row by row: the number of one of
            its places.
        xs: where its columns begin and the last one ends, in points.
        ys: the same of its rows.

    Returns:
        The cells, numbered in the same way.
    """
    columns = len(xs) - 1
    places: dict[int, list[Place]] = defaultdict(list)
    for at, area in enumerate(areas):
        places[area].append(divmod(at, columns))
    parted = list(areas)
    for inside in places.values():
        if _is_rectangle(inside):
            continue
        upright = _strips(inside)
        level = [[(r, c) for c, r in strip] for strip in _strips((c, r) for r, c in inside)]
        down = len(upright), _missing(upright, 0, ys)
        across = len(level), _missing(level, 1, xs)
        for part in upright if down <= across else level:
            first = part[0][0] * columns + part[0][1]
            for row, column in part:
                parted[row * columns + column] = first
    return parted


def _is_rectangle(places: Sequence[Place]) -> bool:
    sides = ([place[axis] for place in places] for axis in (0, 1))
    high, wide = (max(side) - min(side) + 1 for side in sides)
    return len(places) == high * wide


def _strips(places: Iterable[Place]) -> list[list[Place]]:
    """Part places into rectangles that are as high as can be: columns with the same rows go on."""
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in places:
        by_column[column].append(row)
    strips: list[list[Place]] = []
    open_ones: dict[tuple[int, int], list[Place]] = {}
    for column in sorted(by_column):
        going_on: dict[tuple[int, int], list[Place]] = {}
        for first, last in _runs(sorted(by_column[column])):
            before = open_ones.get((first, last))
            beside = before is not None and before[-1][1] == column - 1
            strip = before if before is not None and beside else []
            if not beside:
                strips.append(strip)
            strip += [(row, column) for row in range(first, last + 1)]
            going_on[first, last] = strip
        open_ones = going_on
    return strips


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last of numbers that follow each other."""
    runs = groupby(enumerate(numbers), key=lambda item: item[1] - item[0])
    found = [[number for _, number in run] for _, run in runs]
    return [(run[0], run[-1]) for run in found]


def _missing(parts: Sequence[Sequence[Place]], axis: int, lines: Sequence[float]) -> float:
    """Return which share of the walls between parts was not seen.

    Args:
        parts: of one area.
        axis: 0 where they are parted by walls down, which run over rows; 1 where by walls across.
        lines: where the steps begin and end over which those walls run.
    """
    of = {place: number for number, part in enumerate(parts) for place in part}
    walls, unseen = set[int](), 0.0
    for place, number in of.items():
        beside = (place[0], place[1] + 1) if axis == 0 else (place[0] + 1, place[1])
        if of.get(beside, number) != number:
            walls.add(beside[1 - axis])
            unseen += lines[place[axis] + 1] - lines[place[axis]]
    along = [place[axis] for place in of]
    return unseen / (max(1, len(walls)) * (lines[max(along) + 1] - lines[min(along)]))
