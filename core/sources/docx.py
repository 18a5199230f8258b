"""Word documents (docx, docm) as flows.

What is read is what a person sees who looks at the document: text that was inserted, not what was
deleted or moved away; the results of fields, not their codes; the labels of numbered paragraphs.
Not read are hidden text, text in the colour of its ground, and text that is struck through: who
strikes a number through says that it does not hold, and read together with the one that stands
beside it, it would make a third. Headers, footers, footnotes and comments are left out; embedded
objects and documents are not opened; nothing outside the file is fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.bounds import (
    MAX_DOCX_CELLS,
    MAX_DOCX_PICTURES,
    MAX_PICTURE_BYTES,
    MAX_TABLE_NESTING,
)
from core.sources.docx_content import Shape, content, shapes
from core.sources.docx_numbers import Numbering
from core.sources.docx_package import Node, Package, damaged, too_big
from core.sources.docx_styles import Color, Seen, Style, Styles, measure, shade_of
from core.sources.docx_table import Placed, in_order, lay_out
from core.typeset.flow import A4, Align, Block, Flow, FlowCell, FlowTable, Paragraph, Picture, Run

_WHITE: Color = (1.0, 1.0, 1.0)
_BLACK: Color = (0.0, 0.0, 0.0)
_LEAST_SIZE = 1.0  # points; nobody sees text of this size or less
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PAGE_SIDES = (150.0, 2400.0)  # points


def read_flow(path: Path) -> Flow:
    """Read a docx file.

    Raises:
        GoujiError: the file is damaged, locked, no Word document, or beyond the bounds.
    """
    with Package(path) as package:
        part = _main_part(package)
        root = package.xml(part)
        body = root.child("w:body") if root else None
        if root is None or body is None:
            raise damaged()
        relations = package.relations(part)

        def related(kind: str) -> Node | None:
            targets = [r.target for r in relations.values() if r.kind == kind and r.target]
            return package.xml(targets[0]) if targets else None

        styles = Styles(related("styles"))
        numbering = Numbering(related("numbering"), styles)
        media = {name: r.target for name, r in relations.items() if r.kind == "image" and r.target}
        reader = _Reader(package, styles, numbering, media)
        ground = _WHITE if root.child("w:background") is None else None
        return Flow("docx", tuple(reader.blocks(body, ground)), _page_size(body))


def _main_part(package: Package) -> str:
    """Return the name of the part with the text."""
    targets = [r.target for r in package.relations("").values() if r.kind == "officeDocument"]
    for part in (*targets, "word/document.xml"):
        if part in package:
            return part
    raise damaged()


def _page_size(body: Node) -> tuple[float, float]:
    """Return the size of the first section's pages in points."""
    for section in body.below("w:sectPr"):
        if size := section.child("w:pgSz"):
            width, height = (measure(size.attributes.get(name)) for name in ("w:w", "w:h"))
            low, high = _PAGE_SIDES
            if (
                width
                and height
                and low <= min(width, height) / 20
                and max(width, height) / 20 <= high
            ):
                return width / 20, height / 20
            break
    return A4


@dataclass
class _Text:
    """The text of a paragraph as it grows, with the shapes that are anchored in it."""

    style: Style
    ground: Color | None
    runs: list[Run] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # of each open field: in its result
    shapes: list[Shape] = field(default_factory=list)

    def add(self, text: str, seen: Seen) -> None:
        """Add text of one look."""
        size, color = seen.size, seen.color
        if color is None:  # as word processors do: white on what is dark
            color = _WHITE if self.ground and not seen.shaded and sum(self.ground) < 1 else _BLACK
        elif self.ground is None and not seen.shaded and min(color) > 0.9:
            color = _BLACK  # on a ground that is not drawn
        last = self.runs[-1] if self.runs else None
        if last and (last.size, last.bold, last.color) == (size, seen.bold, color):
            self.runs[-1] = replace(last, text=last.text + text)
        else:
            self.runs.append(Run(text, size, seen.bold, color))

    def shows(self, seen: Seen) -> bool:
        """Return whether a person sees text of this look here."""
        if seen.hidden or seen.struck or seen.size <= _LEAST_SIZE or not all(self.fields):
            return False
        if self.ground is None or seen.shaded or seen.color is None:
            return True
        return max(abs(a - b) for a, b in zip(seen.color, self.ground, strict=True)) > 0.03


class _Reader:
    """Makes blocks of the elements of one document, which pass by in reading order."""

    def __init__(
        self, package: Package, styles: Styles, numbering: Numbering, media: dict[str, str]
    ) -> None:
        self._package = package
        self._styles = styles
        self._numbering = numbering
        self._media = media  # the part of each picture, by its id
        self._cells = 0
        self._pictures = 0
        self._nesting = 0

    def blocks(self, node: Node, ground: Color | None) -> Iterator[Block]:
        """Yield what stands in the body, a cell or a text box.

        Args:
            node: the element.
            ground: the colour behind it; None where it is not known.
        """
        open_text: _Text | None = None  # of a paragraph whose end was deleted: it goes on
        for child in content(node):
            if child.name == "w:p":
                properties = child.child("w:pPr")
                text = self._text(child, properties, ground, open_text)
                mark = properties.child("w:rPr") if properties else None
                goes_on = mark is not None and (mark.child("w:del") or mark.child("w:moveFrom"))
                open_text = text if goes_on else None
                if not goes_on:
                    yield from self._finished(text)
            elif child.name == "w:tbl":
                if open_text:
                    yield from self._finished(open_text)
                    open_text = None
                yield from self._table(child, ground)
        if open_text:
            yield from self._finished(open_text)

    def _text(
        self, node: Node, properties: Node | None, ground: Color | None, begun: _Text | None
    ) -> _Text:
        style = self._styles.paragraph(properties)
        text = begun or _Text(style, ground)
        text.fields = []  # a field whose code does not end with its paragraph is none
        label = self._numbering.label(style)
        mark = self._styles.seen(style, properties.child("w:rPr") if properties else None)
        if label and text.shows(mark):
            text.add(label, mark)
        self._runs(node, text)
        return text

    def _finished(self, text: _Text) -> Iterator[Block]:
        """Yield a paragraph and what is anchored in it."""
        style, runs = text.style, tuple(text.runs)
        size = runs[0].size if runs else 10.5
        indent = style.indent_chars * size if style.indent_chars else style.indent
        if runs or not text.shapes:
            yield Paragraph(runs, style.align or Align.LEFT, max(0.0, indent or 0.0))
        for shape in text.shapes:
            if shape.node.name == "w:txbxContent":
                yield from _trimmed(list(self.blocks(shape.node, None)))
            elif picture := self._picture(shape):
                yield picture

    def _runs(self, node: Node, text: _Text) -> None:
        for child in content(node):
            if child.name in ("w:r", "m:r"):
                properties = child.child("w:rPr")
                self._run(child, text, self._styles.seen(text.style, properties))

    def _run(self, node: Node, text: _Text, seen: Seen) -> None:
        for child in content(node):
            if child.name == "w:fldChar":
                _pass_field(text.fields, child.attributes.get("w:fldCharType"))
            elif not text.shows(seen):
                continue
            elif child.name in ("w:t", "m:t"):
                text.add(_spaced(child), seen)
            elif child.name in _SIGNS:
                text.add(_SIGNS[child.name], seen)
            elif child.name == "w:sym":
                text.add(_sign(child), seen)
            elif child.name in ("w:drawing", "w:pict", "w:object"):
                text.shapes += shapes(child)
            elif child.name == "w:r":  # the base of a ruby
                self._run(child, text, self._styles.seen(text.style, child.child("w:rPr")))

    def _table(self, node: Node, ground: Color | None) -> Iterator[Block]:
        """Yield a table; of one that only arranges other content, that content."""
        layout = lay_out(node)
        self._cells += layout.rows * layout.columns
        if self._cells > MAX_DOCX_CELLS:
            raise too_big()
        properties = node.child("w:tblPr")
        style = properties.value("w:tblStyle") if properties else None
        around = shade_of(properties) or (
            None if self._styles.table_has(style, "w:shd") else ground
        )
        self._nesting += 1
        cells = in_order([self._cell(cell, around) for cell in layout.cells])
        self._nesting -= 1
        if not cells:
            return
        if self._nesting >= MAX_TABLE_NESTING or _arranges(cells):
            for cell in cells:
                yield from cell.blocks
            return
        bordered = _bordered(node) or self._styles.table_has(style, "w:tblBorders")
        yield FlowTable(layout.rows, layout.columns, cells, layout.widths, bordered)

    def _cell(self, cell: Placed, around: Color | None) -> FlowCell:
        blocks: list[Block] = []
        fill = None
        if cell.node is not None:
            fill = shade_of(cell.node.child("w:tcPr"))
            blocks = list(self.blocks(cell.node, fill or around))
        place = cell.row, cell.column, cell.rows, cell.columns
        return FlowCell(*place, blocks=_trimmed(blocks), fill=fill)

    def _picture(self, shape: Shape) -> Picture | None:
        """Return an embedded picture; None where it is not in the file, or cannot be shown."""
        given = shape.node.attributes
        part = self._media.get(given.get("r:embed") or given.get("r:id", ""))
        if part is None or part not in self._package or self._pictures >= MAX_DOCX_PICTURES:
            return None
        if self._package.size(part) > MAX_PICTURE_BYTES:
            return None
        self._pictures += 1
        data = self._package.data(part)
        return Picture(data, shape.width, shape.height) if data.startswith(_PICTURES) else None


def _pass_field(fields: list[bool], mark: str | None) -> None:
    """Note a mark of a field: its code begins, its result begins, it ends."""
    if mark == "begin":
        fields.append(False)
    elif mark == "separate" and fields:
        fields[-1] = True
    elif mark == "end" and fields:
        fields.pop()


def _spaced(node: Node) -> str:
    """Return the text of ``w:t``: white space at its ends counts only where it says so."""
    text = node.text.replace("\t", " ").replace("\r", " ").replace("\n", " ")
    kept = any(value == "preserve" for value in node.attributes.values())
    return text if kept else text.strip(" ")


def _sign(node: Node) -> str:
    """Return what a sign of a symbol font stands for; a mark where only its shape would tell."""
    code = _hexadecimal(node.attributes.get("w:char"))
    if node.attributes.get("w:font") == "Symbol" and 0xF030 <= code <= 0xF039:
        return chr(code - 0xF000)  # digits are digits in that font
    if 0x20 <= code < 0xE000:
        return chr(code)
    return _UNKNOWN_SIGN


def _hexadecimal(text: str | None) -> int:
    """Return a hexadecimal number, 0 for anything else."""
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0


def _trimmed(blocks: list[Block]) -> tuple[Block, ...]:
    """Return blocks without the empty paragraphs at both ends."""
    kept = [i for i, block in enumerate(blocks) if not _is_empty(block)]
    return tuple(blocks[kept[0] : kept[-1] + 1]) if kept else ()


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def _arranges(cells: tuple[FlowCell, ...]) -> bool:
    """True for a frame around content, or where the tables in a table hold more than itself."""
    if len(cells) == 1:
        return True
    inner = own = 0
    for cell in cells:
        tables = [block for block in cell.blocks if isinstance(block, FlowTable)]
        inner += sum(bool(each.blocks) for table in tables for each in table.cells)
        own += bool(cell.blocks) and not tables
    return inner > own


def _bordered(node: Node) -> bool:
    """True where a table, or a cell of it, says that it has lines."""
    for name in ("w:tblBorders", "w:tcBorders"):
        for borders in node.below(name):
            if any(
                b.attributes.get("w:val") not in ("none", "nil", None) for b in borders.children
            ):
                return True
    return False
