"""Row labels in a text copy: what they name, and which pieces of them belong together."""

import re
from collections.abc import Iterable, Sequence

from core.forms import Forms, Row
from core.reading.labels import begins_with_ordinal, label, row_names
from core.sources.plain_columns import ValueRow

_LONGEST = 45
"""Characters of a label; the longest of the forms has 31."""
_TELLING = 4
"""A label must have more characters than this to tell a table by itself."""
_NOTE = re.compile(r"[(（\[【*※]?\s*(?:备\s*注|注|说\s*明)\s*\d*\s*[:：]")

RowKey = tuple[str, str]
"""Table name and row key: ("requests", "new")."""


def is_note(text: str) -> bool:
    """Tell whether words are a remark under a table."""
    return _NOTE.match(text) is not None


class RowLabels:
    """The row labels of all forms."""

    def __init__(self, forms: Forms) -> None:
        self._names = row_names(forms)
        self._distinctive = {table.name for table in forms.tables if table.distinctive}
        self._rows: dict[RowKey, list[Row]] = {}
        for table in forms.tables:
            for row in (row for block in table.blocks for row in block.rows if row.key):
                self._rows.setdefault((table.name, row.key), []).append(row)
        columns = [c for table in forms.tables for block in table.blocks for c in block.columns]
        self._heads = {label(n).text for c in columns for n in (c.label, *c.aliases)}
        self._groups = {
            label(g).text for rows in self._rows.values() for r in rows for g in r.groups
        }
        self._official = {
            label(name).text
            for rows in self._rows.values()
            for row in rows
            for name in (row.label, *row.aliases)
        }

    def key(self, piece: str) -> RowKey | None:
        """Return the row that a piece of words names."""
        words = label(piece)
        if not words.text or len(words.text) > _LONGEST or "。" in piece:
            return None
        for name, names in self._names.items():
            key = names.find(words)
            if key is not None:
                return name, key
        return None

    def keys(self, rows: Iterable[ValueRow]) -> list[RowKey]:
        """Return what the labels of some rows name."""
        return [key for row in rows if (key := self.key(row.leaf)) is not None]

    def is_row(self, piece: str) -> bool:
        """Tell whether a piece names a row and could not as well be a column's head."""
        if self.key(piece) is None:
            return False
        return label(piece).text not in self._heads or begins_with_ordinal(piece)

    def tells(self, piece: str) -> bool:
        """Tell whether a piece names a row that occurs in one table only."""
        key = self.key(piece)
        return key is not None and key[0] in self._distinctive and len(label(piece).text) > _TELLING

    def is_group(self, piece: str) -> bool:
        """Tell whether a piece is the label of a group of rows."""
        return label(piece).text in self._groups

    def groups(self, leaf: str) -> set[str]:
        """Return the groups that a row may stand in, as they are compared."""
        key = self.key(leaf)
        rows = self._rows[key] if key else []
        return {label(group).text for row in rows for group in row.groups}

    @staticmethod
    def short(words: Sequence[str]) -> bool:
        """Tell whether words are all so short that only heads can be meant."""
        return all(len(label(text).text) <= 2 for text in words)

    def joins(self, first: str, second: str) -> bool:
        """Tell whether a piece goes on the label that another began."""
        if not first or begins_with_ordinal(second) or is_note(second):
            return False
        whole, begun, added = label(first + second), label(first), label(second)
        if not added.text:
            return True  # punctuation
        own, before, after = self.key(second), self.key(first), self.key(first + second)
        inside = any(whole.text in official for official in self._official)
        if before is None:
            return own in (None, after) and (after is not None or inside)
        return own in (None, before) and (
            inside or any(o.endswith(added.text) and begun.text in o for o in self._official)
        )
