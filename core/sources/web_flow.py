"""The markup of a web page → blocks: what a person sees, in reading order.

The parser tells of elements as they begin and end; nothing is built but the blocks, so however
deep a page is, nothing here is called in itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from core.bounds import MAX_FLOW_CHARS, MAX_FLOW_PLACES, MAX_WEB_COLUMNS, MAX_WEB_DEPTH
from core.errors import GoujiError
from core.sources.web_css import Element, Rule, Sheet, declarations
from core.sources.web_looks import WHITE, Look, length, look_of, shown
from core.sources.web_table import MarkupCell, MarkupRow, table_blocks
from core.text import Text
from core.typeset.flow import Block, Paragraph, Picture, Run

_UNSEEN = frozenset({
    "title", "style", "script", "template", "noscript", "noframes", "iframe", "frameset", "object",
    "applet", "video", "audio", "canvas", "svg", "math", "map", "select", "option", "optgroup",
    "datalist", "textarea", "button", "progress", "meter",
})  # fmt: skip
"""Elements that show no text of the page: what runs, what is fetched, what is filled in."""
_EMPTY = frozenset({
    "area", "base", "bgsound", "br", "col", "command", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements that hold nothing: what the parser takes to stand in one stands after it."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PARTS = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td",
          "table-row-group": "tbody", "table-header-group": "thead",
          "table-footer-group": "tfoot", "table-caption": "caption"}  # fmt: skip
"""What elements are that a style makes parts of a table."""
_LOOKED_AT = frozenset({"align", "bgcolor", "color", "hidden", "size", "style"})
"""Attributes that say how an element looks, besides its class and id."""
_Pairs = tuple[tuple[str, str], ...]
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_INSIDE = frozenset({"tr", "td", "th", "caption", "colgroup", "col"}) | _GROUPS
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\x00-\x08]")
_WIDTH = re.compile(r"(?:^|[;\s])width\s*:\s*([\d.]+[a-z%]*)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,9})")


class _Text:
    """Where blocks gather: the page, or one cell. Inline content is gathered to paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.heading = False
        self._runs: list[tuple[Look, list[str]]] = []
        self._end = ""  # the last character of the paragraph so far

    def add(self, text: str, look: Look) -> None:
        """Add text to the paragraph."""
        if not look.keeps_space:
            text = _SPACE.sub(" ", text)
            if self._end in ("", " ", "\n"):
                text = text.removeprefix(" ")
        if not text:
            return
        if look.raised and self._end.isdigit() and text[0].isdigit():
            text = f" {text}"  # 12 with a note 3 is not 123
        self._end = text[-1]
        if not self._runs or self._runs[-1][0] is not look:
            self._runs.append((look, []))
        self._runs[-1][1].append(text)

    def line(self) -> None:
        """End a line, not the paragraph."""
        if self._runs:
            self._runs[-1][1].append("\n")
            self._end = "\n"

    def end(self) -> None:
        """End the paragraph."""
        if self._runs:
            runs = [Run("".join(t), k.size, k.bold, k.color) for k, t in self._runs]
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
            if any(run.text.strip() for run in runs):
                look = self._runs[0][0]
                kept = tuple(run for run in runs if run.text)
                self.blocks.append(Paragraph(kept, look.align, look.indent))
        self._runs = []
        self._end = ""

    def put(self, blocks: list[Block]) -> None:
        """Add blocks after what stands there."""
        self.end()
        self.blocks += blocks


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    part: str  # its name, or the part of a table that it is
    look: Look
    element: Element
    table: "_Table | None" = None  # the one that it begins
    cell: MarkupCell | None = None  # likewise


@dataclass
class _Table:
    """A table whose end has not come yet."""

    open: _Open
    rows: list[MarkupRow] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    before: _Text = field(default_factory=_Text)  # its caption, and what stands outside of cells
    group: tuple[str, int] = ("", 0)
    groups: int = 0
    row: MarkupRow | None = None
    row_open: _Open | None = None
    cell: MarkupCell | None = None
    text: _Text | None = None  # of the cell

    def begin_row(self, opened: _Open, *, flat: bool) -> None:
        """Begin a row; ``opened`` is its element, or that of a cell which stands in none."""
        self.row = MarkupRow(self.group, flat=flat)
        self.row_open = opened if opened.part == "tr" else None
        self.rows.append(self.row)

    def end_cell(self) -> None:
        """End the cell, if one is open."""
        if self.cell is not None and self.text is not None:
            self.text.end()
            self.cell.blocks = self.text.blocks
            self.cell.heading = self.text.heading
        self.cell = self.text = None


class PageBlocks:
    """Takes the events of a parser (as lxml's targets do) and gathers the blocks of the page."""

    def __init__(
        self, sheet: Sheet, picture: Callable[[Mapping[str, str]], Picture | None]
    ) -> None:
        self._sheet = sheet
        self._picture = picture
        self._page = _Text()
        self._tables: list[_Table] = []
        root = Look(behind=None) if sheet.partial else Look()
        self._open = [_Open("", root, sheet.element(None, "", "", ""))]
        self._skipped = 0  # how deep in an element that is not seen
        self._chars = self._cells = 0
        self._looks = lru_cache(maxsize=4096)(self._look)  # cells look like each other
        self._shown = lru_cache(maxsize=4096)(shown)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipped or tag in _UNSEEN:
            self._skipped += 1
            return
        if len(self._open) > MAX_WEB_DEPTH:
            raise GoujiError(
                Text("这个网页的嵌套层次太深。", "This page is nested too deeply."),
                Text("请换一种方式保存网页，或打印为 PDF。", "Save it another way, or as a PDF."),
            )
        parent = self._close_before(tag) or self._open[-1]
        element = self._sheet.element(
            parent.element, tag, attributes.get("class", ""), attributes.get("id", "")
        )
        kept = tuple(p for p in attributes.items() if p[0] in _LOOKED_AT) if attributes else ()
        look = self._looks(parent.look, tag, kept, self._sheet.rules(element))
        if tag in _EMPTY:
            self._open.append(_Open("", parent.look, element))
            if not look.gone:
                self._begin(_Open(tag, look, element), attributes)
            return
        if look.gone or (tag == "dialog" and "open" not in attributes):
            self._skipped = 1
            return
        if attributes.get("aria-hidden") == "true" and look.display.startswith("inline"):
            self._skipped = 1  # a sign for the eye, or said twice
            return
        opened = _Open(_PARTS.get(look.display, tag), look, element)
        self._open.append(opened)
        self._begin(opened, attributes)

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser closes what it opened, in order
        """Take the end of the element that began last."""
        if self._skipped:
            self._skipped -= 1
            return
        if len(self._open) < 2:
            return
        closed = self._open.pop()
        table = self._tables[-1] if self._tables else None
        if closed.table is not None:
            if closed.table is table:
                self._end_table()
        elif closed.cell is not None:
            if table is not None and table.cell is closed.cell:
                table.end_cell()
        elif closed.part == "tr" and table is not None:
            if table.row_open is closed:
                table.row = table.row_open = None
        elif closed.part and closed.look.breaks:
            self._here.end()

    def data(self, text: str) -> None:
        """Take text."""
        look = self._open[-1].look
        if self._skipped or not look.seen:
            return
        text = _NO_WIDTH.sub("", text)
        self._count(len(text), 0)
        table = self._tables[-1] if self._tables else None
        filled = table is not None and table.cell is not None and table.cell.fill is not None
        self._here.add(text, look if filled else self._shown(look))

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over an instruction."""

    def close(self) -> tuple[Block, ...]:
        """Return the blocks of the page."""
        while self._tables:
            self._end_table()
        self._page.end()
        return tuple(self._page.blocks)

    @property
    def _here(self) -> _Text:
        """Where blocks go now."""
        if not self._tables:
            return self._page
        table = self._tables[-1]
        return table.before if table.text is None else table.text

    def _look(self, parent: Look, tag: str, attributes: _Pairs, rules: tuple[Rule, ...]) -> Look:
        said = dict(attributes)
        declared = declarations(rules, said.get("style", ""))
        return look_of(parent, tag, said, declared, partial=self._sheet.partial)

    def _begin(self, opened: _Open, attributes: Mapping[str, str]) -> None:
        """Do what the beginning of an element means for the blocks."""
        part = opened.part
        if part == "br":
            self._here.line()
        elif part == "img":
            self._put_picture(attributes)
        elif part == "table":
            self._here.end()
            opened.table = _Table(opened)
            self._tables.append(opened.table)
        elif part in _INSIDE and self._tables:
            self._begin_inside(self._tables[-1], opened, attributes)
        elif opened.look.breaks:
            self._here.end()
            self._here.heading |= part in _HEADINGS

    def _begin_inside(self, table: _Table, opened: _Open, attributes: Mapping[str, str]) -> None:
        part = opened.part
        if part in _GROUPS:
            table.groups += 1
            table.group = part, table.groups
        elif part in ("col", "colgroup"):
            width = _width(attributes, opened.look)
            if width or part == "col":
                table.widths += [width] * min(_span(attributes.get("span", ""), 1), MAX_WEB_COLUMNS)
        elif part == "tr":
            table.begin_row(opened, flat=_flat(attributes))
        elif part == "caption":
            table.before.end()
        else:
            if table.row is None:
                table.begin_row(opened, flat=False)
            assert table.row is not None
            behind = opened.look.behind
            opened.cell = table.cell = MarkupCell(
                rows=_span(attributes.get("rowspan", ""), 1),
                columns=_span(attributes.get("colspan", ""), 1),
                fill=None if behind == WHITE else behind,
                width=_width(attributes, opened.look),
            )
            table.row.cells.append(opened.cell)
            self._count(0, 1)
            table.text = _Text()

    def _count(self, chars: int, cells: int) -> None:
        self._chars += chars
        self._cells += cells
        if self._chars > MAX_FLOW_CHARS or self._cells > MAX_FLOW_PLACES:
            raise GoujiError(
                Text("这个网页的内容太多。", "There is too much on this page."),
                Text("请分成几个文件后再打开。", "Divide it into several files."),
            )

    def _put_picture(self, attributes: Mapping[str, str]) -> None:
        if self._open[-1].look.visible and not self._open[-1].look.gone:
            picture = self._picture(attributes)
            if picture is not None:
                self._here.put([picture])

    def _close_before(self, part: str) -> _Open | None:
        """End the cell and the row that a part of a table implies to have ended.

        Returns what the part stands in, where something was left open in a cell before it.
        """
        if not self._tables or part not in _INSIDE:
            return None
        table = self._tables[-1]
        left_open = table.cell is not None
        if left_open:
            table.end_cell()
        if part not in ("td", "th"):
            table.row = table.row_open = None
        return (table.row_open or table.open) if left_open else None

    def _end_table(self) -> None:
        table = self._tables.pop()
        table.end_cell()
        table.before.end()
        self._here.put([*table.before.blocks, *table_blocks(table.rows, table.widths)])
        self._here.heading |= table.before.heading
        self._here.heading |= any(cell.heading for row in table.rows for cell in row.cells)


def _span(text: str, usual: int) -> int:
    """Return the number that an attribute begins with."""
    match = _NUMBER.match(text)
    return int(match[1]) if match else usual


def _width(attributes: Mapping[str, str], look: Look) -> float:
    """Return the width that a column is to have, per cent and points alike; 0 for none said."""
    if not attributes:
        return 0.0
    style = attributes.get("style", "")
    found = _WIDTH.search(style) if "width" in style else None
    text = found[1] if found else attributes.get("width", "")
    return max(length(text, look.size, 100.0) or 0.0, 0.0)


def _flat(attributes: Mapping[str, str]) -> bool:
    """Tell whether a row has no height: word processors end tables with one."""
    return attributes.get("height", "").strip() == "0"
