"""A roster as trees: what the page of the roster shows and changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.checking.roster import Roster
from core.numbers import normalised


@dataclass(frozen=True, slots=True)
class Node:
    """An agency and its members."""

    name: str
    members: "tuple[Node, ...]" = ()


Forest = tuple[Node, ...]
"""Agencies that none is above, with their members, in the order in which they are shown."""

MOST_LEVELS = 50  # a project file that somebody made by hand may have more


def forest_of(roster: Roster) -> Forest:
    """Return a roster as trees; what stands in a circle is left out."""
    inside = {normalised(child) for child in roster.parents}
    tops = {normalised(parent): parent for parent in roster.parents.values()}
    names = {normalised(child): child for child in roster.parents}

    def node(name: str, left: int) -> Node:
        members = roster.children(name) if left else ()
        return Node(names.get(normalised(name), name), tuple(node(m, left - 1) for m in members))

    return tuple(node(parent, MOST_LEVELS) for key, parent in tops.items() if key not in inside)


def roster_of(forest: Forest) -> Roster:
    """Return trees as a roster; a name that stands twice counts where it stands first."""
    parents: dict[str, str] = {}
    known: set[str] = set()
    for child, parent in pairs(forest):
        if child.strip() and parent.strip() and normalised(child) not in known:
            known.add(normalised(child))
            parents[child.strip()] = parent.strip()
    return Roster(parents)


def pairs(forest: Forest, parent: str = "") -> Iterator[tuple[str, str]]:
    """Yield each agency and the one above it, "" for those at the top."""
    for node in forest:
        yield node.name, parent
        yield from pairs(node.members, node.name)


def names_in(forest: Forest) -> list[str]:
    """Return the names of all agencies, as often as they stand there."""
    return [name for name, _ in pairs(forest)]


def twice(forest: Forest) -> str | None:
    """Return a name that stands in two places, None where there is none."""
    seen: set[str] = set()
    for name in names_in(forest):
        key = normalised(name)
        if key and key in seen:
            return name
        seen.add(key)
    return None


def joined(present: Roster, new: Roster) -> Roster:
    """Return a roster with another added to it; where they differ the new one counts."""
    moved = {normalised(child) for child in new.parents}
    kept = {c: p for c, p in present.parents.items() if normalised(c) not in moved}
    return Roster({**kept, **new.parents})


def gathered(forest: Forest, parent: str, agencies: Iterable[str]) -> Forest:
    """Return trees with all agencies that are in none of them put below one, which may be new."""
    known = {normalised(name) for name in names_in(forest)}
    if normalised(parent) not in known:
        forest, known = (*forest, Node(parent)), {*known, normalised(parent)}
    new = dict.fromkeys(name for name in agencies if name and normalised(name) not in known)

    def grown(node: Node) -> Node:
        if normalised(node.name) == normalised(parent):
            return Node(node.name, (*node.members, *map(Node, new)))
        return Node(node.name, tuple(map(grown, node.members)))

    return tuple(map(grown, forest))
