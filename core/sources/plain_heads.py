"""Column heads in a text copy: which block of a form they belong to, which columns are printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from core.forms import Block, Column, Forms, Table
from core.reading.labels import find_column, label, plain
from core.sources.plain_labels import RowKey

_TELLING = 2
"""A head must have more characters than this to be told from a row label."""
_LEAST_CUT = 5
"""So many heads must be there that a page break has cut through: those of one group."""


@dataclass
class Heads:
    """The heads as they stand, a line each; blank fields where tabs or bars keep them."""

    lines: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words one after another."""
        return [text for line in self.lines for text in line if text]


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block of a form with the columns that are printed, and the words of the heads."""

    table: Table
    block: Block
    columns: tuple[Column, ...]
    heads: tuple[str, ...]  # of each column, as printed; "" where it was not found
    groups: dict[str, str]  # of columns, by their text as compared: as printed
    corner: str
    band: str
    start: int | None  # the field of a line where the columns begin, if all heads stand in order
    lost: bool = False  # the groups stand on a page that is missing; what is given is the form's


class HeadNames:
    """The column heads of all forms."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._blocks = [(table, block) for table in forms.tables for block in table.blocks]
        self._outer = [(block, _outer(block)) for _, block in self._blocks]
        columns = [column for _, block in self._blocks for column in block.columns]
        self._leaves = {label(n).text for c in columns for n in (c.label, *c.aliases)}
        self._over = {label(g).text for c in columns for g in c.groups}
        self._longest = sorted(self._leaves | self._over, key=len, reverse=True)
        self._bands = {label(b.band).text for _, b in self._blocks if b.band}
        self._corners = {label(b.corner).text for _, b in self._blocks if b.corner}
        self._cores = {label(core).text for _, b in self._blocks for core in b.corner_core}

    def is_head(self, text: str) -> bool:
        """Tell whether words are a head, a band or a corner of a form."""
        words = label(text).text
        known = self._leaves | self._over | self._bands | self._corners
        return words in known or any(core in words for core in self._cores)

    def is_telling(self, text: str) -> bool:
        """Tell whether words can be nothing but heads; several may stand in one field."""
        if len(label(text).text) > _TELLING and self.is_head(text):
            return True
        parts = self._parted([text])
        return len(parts) > 1 and any(len(label(part).text) > _TELLING for part in parts)

    def _parted(self, fields: Sequence[str]) -> list[str]:
        """Return fields with those divided in which several heads stand, a blank between them."""
        found: list[str] = []
        for text in fields:
            parts = [text] if self.is_head(text) else text.split()
            found += parts if all(self.is_head(part) for part in parts) else [text]
        return [text for text in found if text]

    def opens(self, line: Sequence[str], following: Sequence[str]) -> bool:
        """Tell whether a table begins with a line, seen with what follows it."""
        fields = self._parted(line)
        words = [label(text).text for text in fields]
        if not words:
            return False
        if any(word in self._bands or core_in(word, self._cores) for word in words):
            return True
        known = [self.is_head(text) for text in fields]
        if not any(known):
            return self.cut_line(line) is not None
        for block, outer in self._outer:
            if outer and outer <= {*words, *(label(text).text for text in following[:1])}:
                return words[0] in outer
            if len(words) > 1 and all(known):
                named = {find_column(block.columns, text) for text in fields} - {None}
                if len(named) > 1:
                    return True
        return False

    def is_line(self, heads: Heads) -> bool:
        """Tell whether heads are those of a table of one line without row labels."""
        return self.is_cut(heads) or any(self._line_block(heads.texts))

    def is_cut(self, heads: Heads) -> bool:
        """Tell whether heads are the lower ends of those of a table of one line."""
        return any(self.cut_line(line) is not None for line in heads.lines)

    def cut_line(self, fields: Sequence[str]) -> tuple[Table, Block] | None:
        """Return the one-line table whose last heads a page break has cut through in a line."""
        for table, block in self._blocks:
            names = [label(column.label).text for column in block.columns]
            texts = [label(text).text for text in fields[: len(names)]]
            if table.label_columns or any(fields[len(names) :]) or len(texts) < len(names):
                continue
            ends = [(name, text) for name, text in zip(names, texts, strict=True) if text]
            if (
                len(ends) >= _LEAST_CUT
                and all(name.endswith(text) for name, text in ends)
                and any(name != text for name, text in ends)
            ):
                return table, block
        return None

    def _line_block(self, texts: Sequence[str]) -> list[tuple[Table, Block]]:
        words = {label(part).text for text in texts for part in (text, *text.split())}
        return [
            (table, block)
            for table, block in self._blocks
            if not table.label_columns and _outer(block) <= words
        ]

    def is_whole_line(self, heads: Heads) -> bool:
        """Tell whether heads are all those of a table of one line: its values come next."""
        leaves = self._leaves_in(heads.texts)
        return any(_in_order(leaves, block) for _, block in self._line_block(heads.texts))

    def _leaves_in(self, texts: Sequence[str]) -> list[str]:
        return [name for name in self._named_in(texts) if name not in self._over]

    def _named_in(self, texts: Sequence[str]) -> list[str]:
        """Return the heads in words that follow each other, with or without blanks."""
        rest, at, found = plain("".join(texts)), 0, []
        while at < len(rest):
            name = next((name for name in self._longest if rest.startswith(name, at)), "")
            if name:
                found.append(name)
            at += len(name) or 1
        return found

    def block(self, heads: Heads, rows: Sequence[RowKey]) -> PrintedBlock | None:
        """Return the block that heads and rows belong to; None where that cannot be told."""
        for line in heads.lines:
            if (cut := self.cut_line(line)) is not None:
                return _cut_through(*cut, line)
        lines = self._line_block(heads.texts)
        if lines and not rows:
            return self._printed(*lines[0], heads)
        votes = [
            (sum((table.name, row.key) in rows for row in block.rows), table, block)
            for table, block in self._blocks
        ]
        fitting = [(n, self._printed(table, block, heads)) for n, table, block in votes if n]
        if not fitting:
            return None
        _, best = max(
            fitting, key=lambda f: (_named(f[1]), _named(f[1]) / len(f[1].block.columns), f[0])
        )
        if _named(best) * 2 >= len(best.block.columns) or best.table.distinctive:
            return best
        return None

    def _printed(self, table: Table, block: Block, heads: Heads) -> PrintedBlock:
        """Return which columns of a block the heads name, and with which words."""
        texts = heads.texts
        found: dict[str, str] = {}
        over = {label(g).text: g for column in block.columns for g in column.groups}
        groups = {name: name for name in self._named_in(texts) if name in over}
        groups |= {words: t for t in texts if (words := label(t).text) in over}
        corner = next((t for t in texts if self._is_corner(t)), "")
        band = next((t for t in texts if label(t).text in self._bands), "")
        if not table.label_columns:
            leaves = self._leaves_in(texts)
            if _in_order(leaves, block):
                found = {c.key: t for c, t in zip(block.columns, leaves, strict=True)}
        else:
            for text in _candidates(heads):
                if label(text).text not in over:
                    key = find_column(block.columns, text)
                    if key is not None:
                        found.setdefault(key, text)
        used = {*found.values(), *groups.values(), corner, band}
        odd = [t for t in texts if t not in used and not any(t in u for u in used)]
        columns = block.columns
        if len(found) < len(columns):
            missing = [c for c in columns if c.key not in found]
            if len(odd) == len(missing):
                found |= {c.key: t for c, t in zip(missing, odd, strict=True)}
            elif not odd and len(found) * 2 >= len(columns) and table.label_columns:
                columns = tuple(c for c in columns if c.key in found)
        return PrintedBlock(
            table,
            replace(block, columns=columns),
            columns,
            tuple(found.get(c.key, "") for c in columns),
            groups,
            corner,
            band,
            _start(columns, heads),
        )

    def _is_corner(self, text: str) -> bool:
        words = label(text).text
        return words in self._corners or core_in(words, self._cores)


def core_in(words: str, cores: Iterable[str]) -> bool:
    """Tell whether one of some phrases stands in words."""
    return any(core in words for core in cores)


def _cut_through(table: Table, block: Block, line: Sequence[str]) -> PrintedBlock:
    """Return a block of which only the lower ends of some heads are there."""
    groups = {label(g).text: g for column in block.columns for g in column.groups}
    heads = tuple(line[: len(block.columns)])
    return PrintedBlock(table, block, block.columns, heads, groups, "", "", 0, lost=True)


def _start(columns: Sequence[Column], heads: Heads) -> int | None:
    """Return the field where the first column stands, if each head stands in a field of its own."""

    def stands(column: Column, at: int) -> bool:
        texts = [line[at] for line in heads.lines if at < len(line)]
        return any(text and find_column([column], text) for text in texts)

    widest = max(map(len, heads.lines), default=0)
    for start in range(widest - len(columns) + 1):
        if all(stands(column, start + at) for at, column in enumerate(columns)):
            return start
    return None


def _in_order(leaves: Sequence[str], block: Block) -> bool:
    """Tell whether heads are those of a block's columns, one after another."""
    return len(leaves) == len(block.columns) and all(
        find_column([column], text) for column, text in zip(block.columns, leaves, strict=True)
    )


def _outer(block: Block) -> set[str]:
    return {label(column.groups[0]).text for column in block.columns if column.groups}


def _named(printed: PrintedBlock) -> int:
    """How many columns the heads name."""
    return sum(
        find_column([column], text) is not None
        for column, text in zip(printed.columns, printed.heads, strict=True)
    )


def _candidates(heads: Heads) -> list[str]:
    """Return what may be a head: words by themselves, wrapped ones put together."""
    texts = heads.texts
    found = list(texts)
    for above, below in zip(heads.lines, heads.lines[1:], strict=False):
        found += [a + b for a, b in zip(above, below, strict=False) if a and b]
    found += [part for text in texts for part in text.split()]
    for count in (2, 3):
        found += ["".join(texts[at : at + count]) for at in range(len(texts) - count + 1)]
    return found
