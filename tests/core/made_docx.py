"""Makes small docx files, from their XML or from a whole report."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from core.forms import Table
from core.typeset.flow import Flow, FlowTable, Paragraph
from tests.core.reports import FORMS

TRANSITIONAL = "http://schemas.openxmlformats.org/"
SPACES = {
    "w": f"{TRANSITIONAL}wordprocessingml/2006/main",
    "r": f"{TRANSITIONAL}officeDocument/2006/relationships",
    "m": f"{TRANSITIONAL}officeDocument/2006/math",
    "a": f"{TRANSITIONAL}drawingml/2006/main",
    "wp": f"{TRANSITIONAL}drawingml/2006/wordprocessingDrawing",
    "mc": f"{TRANSITIONAL}markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
STRICT = {
    SPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    SPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_PACKAGE = f"{TRANSITIONAL}package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{TRANSITIONAL}package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
)


def root(name: str, inside: str) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{inside}</w:{name}>'


def _relations(targets: Mapping[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="{target}" Type="{SPACES["r"]}/{kind}" Target="{target}"/>'
        for target, kind in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def write_docx(
    path: Path,
    body: str,
    styles: str = "",
    numbering: str = "",
    media: Mapping[str, bytes] = {},
    change: Callable[[str], str] = lambda text: text,
) -> Path:
    """Write a docx file with this in its ``w:body``; ``change`` is done to each XML part."""
    targets = dict.fromkeys(media, "image")
    parts = {"[Content_Types].xml": _TYPES}
    parts["_rels/.rels"] = _relations({"word/document.xml": "officeDocument"})
    parts["word/document.xml"] = root("document", f"<w:body>{body}</w:body>")
    if styles:
        parts["word/styles.xml"] = root("styles", styles)
        targets["styles.xml"] = "styles"
    if numbering:
        parts["word/numbering.xml"] = root("numbering", numbering)
        targets["numbering.xml"] = "numbering"
    parts["word/_rels/document.xml.rels"] = _relations(targets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, change(text))
        for name, data in media.items():
            file.writestr(f"word/{name}", data)
    return path


def strict(text: str) -> str:
    """The same XML in the namespaces of the Strict flavour."""
    for old, new in STRICT.items():
        text = text.replace(old, new)
    return text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def tc(inside: str = "", properties: str = "") -> str:
    content = inside if inside.startswith("<") else paragraph(run(inside) if inside else "")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), properties: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = f"<w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, FURTHER_DOWN = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def table_of(table: Table, texts: Mapping[str, str]) -> str:
    """An official table as Word writes it."""
    layout, rows = table.layout, []
    starts = {(cell.row, cell.column): cell for cell in layout.cells}
    for row in range(layout.rows):
        cells, column = [], 0
        while column < layout.columns:
            cell = starts.get((row, column))
            here = cell or next(
                c for c in layout.cells
                if c.column == column and c.row < row < c.row + c.rows
            )  # fmt: skip
            merge = "" if here.rows == 1 else DOWN if cell else FURTHER_DOWN
            shown = texts.get(here.key, "") if here.kind == "value" else here.text
            cells.append(tc(shown if cell else "", span(here.columns) + merge))
            column += here.columns
        rows.append(tr(*cells))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    properties = f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders>'
    return tbl(*rows, widths=(9000 // layout.columns,) * layout.columns, properties=properties)


def report_docx(path: Path, texts: Mapping[str, str], form: str, agency: str, year: int) -> Path:
    """Write one report with these cells."""
    parts = [paragraph(run(f"{agency}{year}年政府信息公开工作年度报告"), '<w:jc w:val="center"/>')]
    parts.append(paragraph(run("一、总体情况")))
    for table in FORMS.tables_of(form, texts):
        parts += [paragraph(run(table.title.zh)), table_of(table, texts)]
    parts += [paragraph(run(title)) for title in ("五、存在的主要问题及改进情况", "没有。")]
    return write_docx(path, "".join(parts))


def texts_of(flow: Flow) -> list[str]:
    """The text of each paragraph outside tables."""
    return [block.text for block in flow.blocks if isinstance(block, Paragraph)]


def tables_of(flow: Flow) -> list[FlowTable]:
    return [block for block in flow.blocks if isinstance(block, FlowTable)]


def grid_of(table: FlowTable) -> list[list[str]]:
    """The text at each place of a table; that of a merged cell at all of its places."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    covered = set()
    for cell in table.cells:
        text = "".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                assert (row, column) not in covered
                covered.add((row, column))
                grid[row][column] = text
    assert len(covered) == table.rows * table.columns
    return grid
