"""Tables of the forms in a text copy, found by their labels.

Lines pass by one after another. Heads open a table; words that name a row (pieced together where
they are wrapped over lines) take the values after them; whatever the form does not know is kept
beside the next row. Where each value belongs is decided when the whole text is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.forms import Forms
from core.reading.labels import begins_with_ordinal, label
from core.reading.prose import Vocabulary
from core.sources.plain_columns import ValueRow, habits
from core.sources.plain_heads import HeadNames, Heads
from core.sources.plain_labels import RowLabels, is_note
from core.sources.plain_lines import TextRow, glued, is_page_number, is_value, pieces
from core.sources.plain_set import set_tables
from core.typeset.flow import Block

_MOST_UNKNOWN = 3
"""Lines in a row that nothing in the form explains before the table is taken to have ended."""
_MOST_HEADS = 80
"""Lines that the heads of a table take at most: each word on one, with what stands between."""
_MOST_PENDING = 60
"""Labels without values that follow each other; all of a table's are half as many."""
_LONG = 50
"""Characters of a line that is prose unless it names a row."""


@dataclass
class Part:
    """Rows that stand under the same heads."""

    heads: Heads
    rows: list[ValueRow] = field(default_factory=list)
    early: int = 0  # values before any label; more than a page number: what belongs to which?


class OfficialTables:
    """Finds the tables of the forms in the lines of a text."""

    def __init__(self, forms: Forms, vocabulary: Vocabulary) -> None:
        self._forms = forms
        self._vocabulary = vocabulary
        self._labels = RowLabels(forms)
        self._names = HeadNames(forms)

    def parts(self, rows: Sequence[TextRow]) -> Iterator[TextRow | Sequence[Block]]:
        """Return the lines, each or as the blocks of the table that it belongs to."""
        found: list[TextRow | list[Part]] = []
        at = 0
        while at < len(rows):
            reader = _Reader(self._labels, self._names, self._vocabulary)
            end = reader.read(rows, at) if self._opens(rows, at) else at
            if end > at:
                found.append(reader.parts)
            else:
                found.append(rows[at])
                end = at + 1
            at = end
        tables = [part for parts in found if not isinstance(parts, TextRow) for part in parts]
        sized = [
            (part, self._names.block(part.heads, self._labels.keys(part.rows))) for part in tables
        ]
        known = habits([(row, len(b.columns)) for part, b in sized if b for row in part.rows])
        blocks = {id(part): block for part, block in sized}
        for one in found:
            if isinstance(one, TextRow):
                yield one
            else:
                yield set_tables(
                    [(p.heads, p.rows, blocks[id(p)]) for p in one], self._labels, known
                )

    def _opens(self, rows: Sequence[TextRow], at: int) -> bool:
        """Tell whether a table of a form begins with a line."""
        row = rows[at]
        if not row.fields or self._vocabulary.section(row.text):
            return False
        if self._names.opens(row.fields, _next_fields(rows, at)):
            return True
        if not row.ruled and len(row.values) < 2:
            return False
        return any(self._labels.tells(piece) for text in row.words for piece in pieces(text))


def _next_fields(rows: Sequence[TextRow], at: int) -> list[str]:
    """Return the words of the next lines, one after another."""
    found: list[str] = []
    for row in rows[at + 1 : at + 12]:
        found += [] if is_page_number(row.text) else row.words
        if len(found) > 1:
            break
    return found


class _Reader:
    """Reads one run of tables, line after line, until something else begins."""

    def __init__(self, labels: RowLabels, names: HeadNames, vocabulary: Vocabulary) -> None:
        self._labels = labels
        self._names = names
        self._vocabulary = vocabulary
        self.parts: list[Part] = []
        self._pending: list[str] = []  # words that no values have followed yet
        self._in_heads = False
        self._unknown = 0  # lines since the last one that belongs here for certain
        self._row: ValueRow | None = None  # that values without a label go on
        self._gap = False  # the line before was empty
        self._marked = False  # the line before was a page number

    def read(self, rows: Sequence[TextRow], start: int) -> int:
        """Read from a line on; return the line after the last that belongs to the tables."""
        end = start
        kept: list[str] = []
        for at in range(start, len(rows)):
            row = rows[at]
            if not row.fields:
                self._gap = not self._marked
                continue
            if is_page_number(row.text):
                self._marked, self._gap = True, False
                continue
            if self._ends(row) or (
                self._in_heads and len(self.parts[-1].heads.lines) > _MOST_HEADS
            ):
                break
            self._unknown += 1
            self._take(row)
            self._marked = self._gap = False
            if self._unknown > _MOST_UNKNOWN:
                break
            if not self._unknown:
                end, kept = at + 1, list(self._pending)
        self._pending = kept
        self._flush()
        for found in (row for part in self.parts if part.early > 1 for row in part.rows):
            found.doubtful = True
        return end

    def _ends(self, row: TextRow) -> bool:
        if self._vocabulary.section(row.text) or is_note(row.text):
            return True
        if row.ruled and len(row.fields) > 1:
            return False
        text = " ".join(row.words)
        if any(self._labels.key(piece) for piece in pieces(text)) or self._names.is_head(text):
            return False
        return len(text) > _LONG or "。" in text or text.endswith(("：", "；", ":"))

    # one line

    def _take(self, row: TextRow) -> None:
        if self._is_heads(row):
            self._take_heads(row)
            return
        cut = self._label_end(row)
        words = [text for text in row.fields[:cut] if text]
        values = list(row.fields[cut:])
        parts = glued(words[-1]) if words and not row.ruled else None
        if parts and (named := pieces(parts[0])) and self._labels.key(named[-1]):
            words[-1], values = parts[0], [parts[1], *values]
        fresh = self._take_words(words)
        if any(values):
            self._take_values(ValueRow([], "", values, row.ruled, cut), alone=not words)
        elif row.ruled and values:
            self._take_blanks(ValueRow([], "", values, at=cut), fresh, alone=not words)

    def _label_end(self, row: TextRow) -> int:
        """Return the field after the label of a row: where its values begin."""
        lead = next((i for i, text in enumerate(row.fields) if is_value(text)), len(row.fields))
        if not row.ruled:
            return lead
        words = [i for i, text in enumerate(row.fields[:lead]) if text]
        named = [i for i in words if self._labels.key(pieces(row.fields[i])[-1])]
        return (named or words or [-1])[-1] + 1

    # heads

    def _is_heads(self, row: TextRow) -> bool:
        words = row.words
        if not words or row.values:
            return False
        if self._names.cut_line(row.fields) is not None:
            return True
        if any(self._labels.is_row(piece) for text in words for piece in pieces(text)):
            return False
        if any(self._names.is_telling(text) for text in words):
            return True
        if not self._in_heads:
            return False
        return self._labels.short(words) or not any(begins_with_ordinal(text) for text in words)

    def _take_heads(self, row: TextRow) -> None:
        if not self._in_heads:
            self._flush()
            self.parts.append(Part(Heads()))
        self._in_heads = True
        self.parts[-1].heads.lines.append(row.fields)
        self._row = None
        self._unknown = 0

    # labels

    def _take_words(self, words: Sequence[str]) -> bool:
        """Take the words of a line; return whether a label began among them."""
        fresh = False
        for piece in (piece for text in words for piece in pieces(text)):
            if self._joins(piece):
                self._unknown = 0
                continue
            self._pending.append(piece)
            if self._labels.key(piece) or self._labels.is_group(piece):
                self._unknown, self._in_heads = 0, False
            fresh = True
        if len(self._pending) > _MOST_PENDING:
            self._flush()
        return fresh

    def _joins(self, piece: str) -> bool:
        """Put a piece to the label that it goes on, if there is one."""
        for at in range(len(self._pending) - 1, max(len(self._pending) - 4, -1), -1):
            if self._labels.joins(self._pending[at], piece):
                self._pending[at] += piece
                return True
        last = self._last
        if last is not None and self._labels.joins(last.leaf, piece):
            last.leaf += piece
            return True
        return False

    @property
    def _last(self) -> ValueRow | None:
        return self.parts[-1].rows[-1] if self.parts and self.parts[-1].rows else None

    # values

    def _take_values(self, row: ValueRow, *, alone: bool) -> None:
        if not self.parts:
            self.parts.append(Part(Heads()))
        part = self.parts[-1]
        lone = alone and not row.ruled and len(row.values) == 1
        if self._in_heads and lone and not self._names.is_whole_line(part.heads):
            part.early += 1
            return
        self._in_heads = False
        row.apart = self._gap and lone
        if self._pending:
            self._unknown = 0
            self._begin(row)
        elif self._row is not None:
            many = len(row.filled)
            if many > 1 and len(self._row.filled) > 1 and not self._names.is_line(part.heads):
                self._row.doubtful = True  # a row whose label stands below it?
                self._add(row)
                row.doubtful = True
                return
            self._unknown = 0
            if lone and len(self._row.values) > 1 and not self._row.pieced:
                return  # a page number below a row that stands on one line
            self._row.ruled, self._row.pieced = False, True
            self._row.apart |= self._gap
            self._row.values += [value for value in row.values if value]
        else:
            self._unknown = 0
            self._add(row)
            part.early += 0 if self._names.is_line(part.heads) else 2
            self._row = row

    def _take_blanks(self, row: ValueRow, fresh: bool, *, alone: bool) -> None:
        if alone and self._row is not None and not self._pending:
            self._row.blanks += len(row.values)
            self._unknown = 0
        elif self._pending and (alone or fresh) and self._labels.key(self._pending[-1]):
            if alone:
                row.ruled, row.blanks, row.values = False, len(row.values), []
            self._unknown = 0
            self._begin(row)
        elif self._names.is_line(self.parts[-1].heads if self.parts else Heads()):
            self._add(row)

    def _begin(self, row: ValueRow) -> None:
        """Give values the label that stands before them."""
        *before, row.leaf = self._pending
        self._pending = []
        groups = self._labels.groups(row.leaf)
        for piece in before:
            if self._labels.is_row(piece) and label(piece).text not in groups:
                self._add(ValueRow(row.groups, piece, ruled=False))
                row.groups = []
            else:
                row.groups.append(piece)
        self._add(row)
        self._row = row

    def _add(self, row: ValueRow) -> None:
        if not self.parts:
            self.parts.append(Part(Heads()))
        rows = self.parts[-1].rows
        after_stray = bool(rows) and rows[-1].doubtful and not rows[-1].leaf
        row.doubtful |= after_stray or self._names.is_cut(self.parts[-1].heads)
        rows.append(row)

    def _flush(self) -> None:
        """End the rows under these heads: labels that nothing followed are rows all the same."""
        if self._pending and any(self._labels.is_row(piece) for piece in self._pending):
            while self._pending and not self._labels.is_row(self._pending[-1]):
                self._pending.pop()
            self._begin(ValueRow([], "", ruled=False))
        self._pending = []
        self._row = None
