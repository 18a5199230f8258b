"""Which plain tables of a new reading are those of an earlier one."""

from collections.abc import Sequence

from core.report import PlainTable, renamed


def merged(
    stored: Sequence[PlainTable], read: Sequence[PlainTable]
) -> tuple[list[PlainTable | None], list[PlainTable]]:
    """Hold the plain tables of a new reading against those that are stored.

    A table is known by its place: on the same page, one over the other.

    Returns:
        For each table read its stored form, or itself under a free name, or None where the stored
        one is laid out otherwise; and those of them that are new.
    """
    numbers = [int(table.name.removeprefix("plain")) for table in stored]
    free = max(numbers, default=0) + 1
    same: list[PlainTable | None] = []
    added: list[PlainTable] = []
    for table in read:
        known = next((one for one in stored if _overlap(one, table)), None)
        if known is None:
            added.append(renamed(table, f"plain{free + len(added)}"))
            same.append(added[-1])
        else:
            alike = renamed(table, known.name).cells == known.cells
            same.append(known if alike else None)
    return same, added


def _overlap(one: PlainTable, other: PlainTable) -> bool:
    a, b = one.place, other.place
    across = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    down = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return a.page == b.page and across > 1 and down > 1
