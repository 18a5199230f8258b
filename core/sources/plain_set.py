"""Tables of the forms that were found in a text copy, set as tables of a flow."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from core.reading.labels import label
from core.sources.plain_columns import Habits, Placed, Placing, ValueRow
from core.sources.plain_grids import cell
from core.sources.plain_heads import Heads, PrintedBlock
from core.sources.plain_labels import RowLabels
from core.sources.plain_shifts import begin_elsewhere, lost_blanks
from core.typeset.flow import Block, FlowCell, FlowTable, Paragraph, Run

_Found = tuple[Heads, list[ValueRow], PrintedBlock | None]
_GROUP_WIDTH, _LABEL_WIDTH, _VALUE_WIDTH = 1.6, 3.2, 1.0


def set_tables(found: Sequence[_Found], labels: RowLabels, habits: Habits) -> list[Block]:
    """Return what was found as blocks: a table for each table of a form.

    Args:
        found: heads with the rows under them, and the block of a form that they are.
        labels: the row labels of the forms.
        habits: what the text does with blanks.
    """
    blocks: list[Block] = []
    for name, parts in groupby(found, key=lambda f: f[2].table.name if f[2] else ""):
        if name:
            blocks.append(_Setting(labels, habits).table(list(parts)))
            continue
        for heads, rows, _ in parts:
            blocks += _as_paragraphs(heads, rows)
    return blocks


def _as_paragraphs(heads: Heads, rows: Sequence[ValueRow]) -> list[Block]:
    lines = ["  ".join(text for text in line if text) for line in heads.lines]
    lines += ["  ".join([*row.groups, row.leaf, *row.values]).strip() for row in rows]
    return [Paragraph((Run(line),)) for line in lines if line]


class _Setting:
    """Sets one table of a form."""

    def __init__(self, labels: RowLabels, habits: Habits) -> None:
        self._labels = labels
        self._habits = habits
        self._cells: list[FlowCell] = []
        self._row = 0
        self._left = 0  # columns of labels
        self._wide = 0  # columns of values

    def table(self, parts: Sequence[_Found]) -> FlowTable:
        """Return the table that all these parts make."""
        blocks = [block for _, _, block in parts if block is not None]
        self._left = 2 if any(row.leaf or row.groups for _, rows, _ in parts for row in rows) else 0
        self._wide = max(len(block.columns) for block in blocks)
        for (_, rows, _), block in zip(parts, blocks, strict=True):
            self._heads(block)
            placing = Placing(rows, len(block.columns), block.start, self._habits)
            elsewhere = begin_elsewhere(rows, self._labels)
            for at, row in enumerate(rows):
                key = self._labels.key(row.leaf)
                name = key[1] if key and key[0] == block.table.name else ""
                placed = placing.place(row, block.table, name, block.columns)
                lost = lost_blanks(row, len(block.columns), unsure=placed.unsure)
                self._values(row, placed, shifted=lost or at in elsewhere)
        widths = (_GROUP_WIDTH, _LABEL_WIDTH)[: self._left] + (_VALUE_WIDTH,) * self._wide
        return FlowTable(self._row, self._left + self._wide, tuple(self._cells), widths)

    def _add(
        self,
        column: int,
        text: str,
        rows: int,
        columns: int,
        *,
        unsure: bool = False,
        pale: bool = False,
        below: int = 0,
    ) -> None:
        at = self._row + below
        self._cells.append(cell(at, column, text, rows, columns, unsure=unsure, pale=pale))

    def _spans(self, count: int) -> list[tuple[int, int]]:
        """Return where each column begins and how many it takes: the last one takes the rest."""
        starts = [self._left + at for at in range(count)]
        return [*((at, 1) for at in starts[:-1]), (starts[-1], self._wide - count + 1)]

    def _heads(self, block: PrintedBlock) -> None:
        if block.band:
            self._add(0, block.band, 1, self._left + self._wide)
            self._row += 1
        if not any(block.heads) and not block.groups:
            return
        paths = [c.groups if block.groups else () for c in block.columns]
        depth = 1 + max(map(len, paths))
        spans = self._spans(len(block.columns))
        if self._left:
            self._add(0, block.corner, depth, self._left)
        for level in range(depth - 1):
            starts = [
                at
                for at, path in enumerate(paths)
                if len(path) > level and (not at or paths[at - 1][: level + 1] != path[: level + 1])
            ]
            for at in starts:
                end = at
                while end < len(paths) and paths[end][: level + 1] == paths[at][: level + 1]:
                    end += 1
                text = block.groups.get(label(paths[at][level]).text, "")
                width = sum(span for _, span in spans[at:end])
                self._add(spans[at][0], text, 1, width, pale=block.lost, below=level)
        for text, path, (start, width) in zip(block.heads, paths, spans, strict=True):
            self._add(start, text, depth - len(path), width, below=len(path))
        self._row += depth

    def _values(self, row: ValueRow, placed: Placed, *, shifted: bool) -> None:
        # a label that is unsure says that its row may begin elsewhere
        if self._left:
            if row.groups:
                self._add(0, " ".join(row.groups), 1, 1)
                self._add(1, row.leaf, 1, 1, unsure=shifted)
            else:
                self._add(0, row.leaf, 1, 2, unsure=shifted)
        spans = self._spans(len(placed.texts))
        known = {text for text in placed.texts if text}
        loose = " ".join(text for text in row.values if text and text not in known)
        borders = [
            0,
            *(
                i + 1
                for i, (a, b) in enumerate(pairwise(placed.texts))
                if a is not None or b is not None
            ),
            len(spans),
        ]
        for start, end in pairwise(borders):
            text = placed.texts[start]
            width = sum(span for _, span in spans[start:end])
            self._add(
                spans[start][0], loose if text is None else text, 1, width, unsure=placed.unsure
            )
        self._row += 1
