"""Reports as web pages: the markup that word processors and sites make of the tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.forms import Table
from core.sources.html import read_flow
from core.typeset.flow import Block, FlowTable, Paragraph
from tests.core.reports import FORMS

WORD = (
    '<p class="MsoNormal" align="center"><span lang="EN-US" style="font-size:9pt">{}'
    "<o:p></o:p></span></p>"
)
BROKEN = "<p>{}&nbsp;</p>\n<p>&nbsp;</p>"


def table_markup(table: Table, texts: Mapping[str, str], inner: str = "{}") -> str:
    """A table of a form as markup; ``inner`` is what stands in a cell around its text."""
    rows = []
    for at in range(table.layout.rows):
        cells = []
        for one in sorted(table.layout.cells, key=lambda cell: cell.column):
            if one.row == at:
                text = texts.get(one.key, "") if one.kind == "value" else one.text
                spans = f' rowspan="{one.rows}"' * (one.rows > 1)
                spans += f" colspan={one.columns}" * (one.columns > 1)
                cells.append(f"<td{spans}>{inner.format(text) if text else '&nbsp;'}</td>")
        rows.append("<tr>" + "".join(cells) + "</tr>\n")
    return f'<table border="1">{"".join(rows)}</table>'


def report_markup(
    texts: Mapping[str, str],
    form: str,
    agency: str,
    year: int,
    inner: str = "{}",
    title: str = "h1",
) -> str:
    """A whole report; ``title`` is the element that its title stands in."""
    name = f"{agency}{year}年政府信息公开工作年度报告"
    parts = [f"<{title}>{name}</{title.split()[0]}><p>一、总体情况</p><p>依法公开。</p>"]
    parts += [
        f"<p><b>{table.title.zh}</b></p>{table_markup(table, texts, inner)}"
        for table in FORMS.tables_of(form, texts)
    ]
    parts.append(
        "<p>五、存在的主要问题及改进情况</p><p>不足。</p><p>六、其他需要报告的事项</p><p>无。</p>"
    )
    return "".join(parts)


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    """A page around a body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def blocks(folder: Path, markup: str | bytes, name: str = "页.html") -> tuple[Any, ...]:
    """The blocks that a page is read as, each of the kind that its test knows it to be."""
    path = folder / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode("utf-8"))
    return read_flow(path).blocks


def texts_of(found: tuple[Block, ...]) -> list[str | list[list[str]]]:
    """Blocks as plain texts: a paragraph as one, a table as rows of those that begin in them."""
    said: list[str | list[list[str]]] = []
    for block in found:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, FlowTable):
            said.append(
                [
                    [cell_text(cell.blocks) for cell in block.cells if cell.row == row]
                    for row in range(block.rows)
                ]
            )
    return said


def cell_text(inside: tuple[Block, ...]) -> str:
    """What stands in a cell, paragraphs one under the other."""
    return "\n".join(block.text.strip() for block in inside if isinstance(block, Paragraph))
