"""Rows of a text copy that begin in another column than the rows beside them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from core.sources.plain_columns import ValueRow
from core.sources.plain_labels import RowLabels

_LEAST_ALIKE = 3
"""Rows of a group that begin alike before another one is called shifted."""


def begin_elsewhere(rows: Sequence[ValueRow], labels: RowLabels) -> Collection[int]:
    """Return which rows have their label in another field than the rows of their group.

    The label of the group stands before its first row; copies differ in whether the rows after it
    keep a blank in its place. What most rows of the group do is taken for right.
    """
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.ruled and (group := frozenset(labels.groups(row.leaf))):
            groups[group].append(at)
    ways = [
        {at: row.at for at, row in enumerate(rows)},
        {at: row.at - len(row.groups) for at, row in enumerate(rows)},
    ]
    usual = [
        [
            (members, Counter(way[at] for at in members).most_common(1)[0])
            for members in groups.values()
        ]
        for way in ways
    ]
    best = max(range(len(ways)), key=lambda i: sum(count for _, (_, count) in usual[i]))
    found: set[int] = set()
    for members, (field, count) in usual[best]:
        if count >= _LEAST_ALIKE and count * 2 > len(members):
            found |= {at for at in members if ways[best][at] != field}
    return found


def lost_blanks(row: ValueRow, columns: int, *, unsure: bool) -> bool:
    """Tell whether the numbers of a row are fewer than its columns and stand under no certain one.

    Args:
        row: the row as it stands.
        columns: how many columns it should have.
        unsure: whether its numbers could not be placed for certain.
    """
    return row.ruled and unsure and 1 < len(row.filled) < columns
