"""Areas that are no rectangles are parted where most of a wall is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.reading.areas import squared


def parted(picture: str, xs: list[float], ys: list[float]) -> list[str]:
    """Part areas drawn by letters; an area is named after its first letter's place."""
    rows = picture.split()
    letters = "".join(rows)
    numbers = [letters.index(letter) for letter in letters]
    found = squared(numbers, xs, ys)
    names = {area: chr(ord("a") + n) for n, area in enumerate(dict.fromkeys(found))}
    width = len(rows[0])
    named = "".join(names[area] for area in found)
    return [named[at : at + width] for at in range(0, len(named), width)]


def test_rectangles_stay_as_they_are() -> None:
    assert parted("aab ccb", [0, 10, 20, 30], [0, 10, 20]) == ["aab", "ccb"]


def test_a_label_over_many_rows_is_whole_where_it_runs_into_one_beside_it() -> None:
    xs, ys = [0.0, 36, 84, 190], [0.0, 20, 40, 60, 80, 100]
    assert parted("abc abd aee aaf aag", xs, ys) == ["abc", "abd", "aee", "afg", "afh"]


def test_a_head_over_many_columns_is_whole_where_it_runs_into_one_below_it() -> None:
    xs, ys = [0.0, 40, 80, 120, 160], [0.0, 15, 45]
    assert parted("aaaa abcd", xs, ys) == ["aaaa", "bcde"]


@given(
    st.integers(1, 5).flatmap(
        lambda wide: st.lists(st.integers(0, 3), min_size=wide, max_size=5 * wide).map(
            lambda names: (wide, names[: len(names) // wide * wide])
        )
    )
)
def test_every_area_becomes_rectangles_that_part_it(made: tuple[int, list[int]]) -> None:
    wide, names = made
    areas = [names.index(name) for name in names]  # as they are named: by a place in them
    high = len(areas) // wide
    xs, ys = [10.0 * n for n in range(wide + 1)], [7.0 * n for n in range(high + 1)]
    found = squared(areas, xs, ys)
    for name in set(found):
        places = [divmod(at, wide) for at, area in enumerate(found) if area == name]
        rows, columns = ({place[axis] for place in places} for axis in (0, 1))
        assert len(places) == len(rows) * len(columns)
        assert all(b - a == 1 for line in (rows, columns) for a, b in pairwise(sorted(line)))
        assert len({areas[at] for at, area in enumerate(found) if area == name}) == 1
