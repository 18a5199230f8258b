"""What a source without pages says, in reading order: paragraphs, tables, pictures.

Sources of that kind (web pages, docx, plain text) make a ``Flow``; ``layout`` sets it on pages, so
that reading and looking have something in common: a place.
"""

from dataclasses import dataclass
from enum import StrEnum

A4: tuple[float, float] = (595.0, 842.0)
"""Width and height in points."""


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; a line feed in it breaks the line. ``size`` is in points."""

    text: str
    size: float = 10.5
    bold: bool = False
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``indent`` is that of its first line, in points."""

    runs: tuple[Run, ...]
    align: Align = Align.LEFT
    indent: float = 0.0

    @property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture as it is in its file (PNG, JPEG, …); its size in points, 0 not known."""

    data: bytes
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell of a table: rows row…row + rows - 1, columns likewise.

    ``unsure``: what stands in it may belong elsewhere (a text that lost its blanks). An unsure cell
    that reaches over several columns belongs to none of them.
    """

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple["Block", ...]
    fill: tuple[float, float, float] | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table as its markup says. ``widths`` of its columns, relative to each other, where known.

    Every place of the table is covered by exactly one cell: sources put blank ones where the
    markup leaves a hole, and cut spans that would overlap or reach over the edge. A table that
    only arranges other content is no FlowTable: its source gives that content as blocks instead.
    """

    rows: int
    columns: int
    cells: tuple[FlowCell, ...]
    widths: tuple[float, ...] | None = None
    bordered: bool = True


Block = Paragraph | FlowTable | Picture


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole document. ``kind`` is as in ``Document.kind``; ``size`` of its pages in points."""

    kind: str
    blocks: tuple[Block, ...]
    size: tuple[float, float] = A4
    repaired: bool = False
