"""Blocks of cells as the text that spreadsheets put on the clipboard: lines of tabs."""

import csv
import io
from collections.abc import Sequence


def to_text(block: Sequence[Sequence[str]]) -> str:
    """Return a block as tab-separated lines; cells with tabs, breaks or quotes are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(block)
    return out.getvalue()


def from_text(text: str) -> list[list[str]]:
    """Return the block in a clipboard's text.

    The line end that spreadsheets put after the last line makes no line of its own. A text that is
    no proper table (a quote that never ends, say) comes out as it stands, cell by cell.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        # csv leaves out empty lines, which are lines of one empty cell here
        return [row or [""] for row in csv.reader(io.StringIO(plain, newline=""), _Strict)]
    except csv.Error:
        return [line.split("\t") for line in plain.split("\n")]


class _Strict(csv.excel_tab):
    """As spreadsheets write it; anything else is an error."""

    strict = True
