"""Reports as JSON: writing the shape of a read document, reading it and that of truth files."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.bounds import MAX_JSON_BYTES, MAX_LEFTOVERS, MAX_PLAIN_CELLS, MAX_PLAIN_TABLES
from core.errors import GoujiError, unreadable
from core.forms import Forms
from core.json_shape import (
    Json,
    ShapeError,
    a_list,
    a_number,
    a_place,
    a_place_or_none,
    a_text,
    a_text_or_none,
    a_whole,
    an_object,
)
from core.report import (
    LEFTOVER_KINDS,
    Cell,
    CellState,
    Claim,
    Document,
    Finding,
    Leftover,
    Note,
    Place,
    PlainCell,
    PlainTable,
    Report,
    Section,
    Verdict,
    is_plain,
    plain_key,
)
from core.text import Text


def document_to_json(document: Document, findings: Iterable[Sequence[Finding]]) -> Json:
    """Return a read document as its JSON file has it.

    Args:
        document: the document.
        findings: what was found in each of its reports, in their order.
    """
    return {
        "document": document.name,
        "notes": [note_to_json(note) for note in document.notes],
        "reports": [
            report_to_json(report, found)
            for report, found in zip(document.reports, findings, strict=True)
        ],
    }


def dump_json(data: object) -> bytes:
    """Return JSON as UTF-8. What is no character of Unicode is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def note_to_json(note: Note) -> Json:
    """Return a note as JSON: message in Chinese, message_en in English."""
    page = {} if note.page is None else {"page": note.page}
    return {"code": note.code, **page, "message": note.message.zh, "message_en": note.message.en}


def report_to_json(report: Report, findings: Iterable[Finding], *, reviewed: bool = False) -> Json:
    """Return a report as JSON.

    Args:
        report: the report.
        findings: what was found in it; what holds is left out.
        reviewed: say of each cell what was read and what a person said of it, too.
    """
    json: Json = {
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "pages": None if report.pages is None else list(report.pages),
        "unsure": sorted(report.unsure),
        "cells": {
            key: _cell_to_json(cell, reviewed=reviewed)
            for key, cell in report.form_cells.items()
            if not cell.absent or (reviewed and cell.read is not None)
        },
    }
    if report.sections is not None:
        json["sections"] = [
            {"title": one.title, "page": one.page, "text": one.text} for one in report.sections
        ]
    if report.claims is not None:
        json["claims"] = [
            {"claim": c.claim, "value": c.value, "text": c.text, **_place_to_json(c.place)}
            for c in report.claims
        ]
    if report.plain:
        json["tables"] = [
            _table_to_json(table, report.cells, reviewed=reviewed) for table in report.plain
        ]
    if report.leftovers:
        json["leftovers"] = [
            {
                "kind": one.kind,
                "table": one.table,
                "row": one.row,
                "label": one.label,
                "text": one.text,
                **_place_to_json(one.place),
            }
            for one in report.leftovers
        ]
    json["findings"] = findings_to_json(findings)
    return json


def _table_to_json(table: PlainTable, cells: Mapping[str, Cell], *, reviewed: bool) -> Json:
    """Return a plain table; its rows and columns are counted from 1, as in its keys."""
    return {
        "name": table.name,
        "title": table.title,
        **_place_to_json(table.place),
        "rows": table.rows,
        "columns": table.columns,
        "cells": [
            {
                "row": one.row + 1,
                "column": one.column + 1,
                "rows": one.rows,
                "columns": one.columns,
                **_cell_to_json(cells[one.key], reviewed=reviewed),
            }
            for one in table.cells
            if one.key in cells
        ],
    }


def findings_to_json(findings: Iterable[Finding]) -> list[Json]:
    """Return what is broken or cannot be assessed as JSON."""
    listed = (Verdict.BROKEN, Verdict.NOT_ASSESSABLE)
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "verdict": str(finding.verdict),
            "cells": list(finding.cells),
            "places": [_place_to_json(place) for place in finding.places],
            "suspects": list(finding.suspects),
            "left": finding.left,
            "right": finding.right,
            "relation": finding.relation,
            "message": finding.message.zh,
            "message_en": finding.message.en,
            "consequence_of": finding.consequence_of,
            "suggestions": [{"changes": dict(changes)} for changes in finding.suggestions],
        }
        for finding in findings
        if finding.verdict in listed
    ]


def _cell_to_json(cell: Cell, *, reviewed: bool) -> Json:
    number = cell.value.number if cell.value else None
    if number is not None and not math.isfinite(number):
        number = None
    json: Json = {"read": cell.read} if reviewed else {}
    json |= {"text": cell.text, "value": number, **_place_to_json(cell.place)}
    json |= {"confidence": round(cell.confidence, 4), "unsure": cell.unsure}
    if cell.candidates:
        json["candidates"] = [
            {"text": text, "confidence": round(sure, 4)} for text, sure in cell.candidates
        ]
    if cell.weak:
        json["weak"] = list(cell.weak)
    if reviewed:
        json["state"] = str(cell.state)
    return json


def _place_to_json(place: Place | None) -> Json:
    if place is None:
        return {"page": None, "bbox": None}
    return {"page": place.page, "bbox": [round(side, 2) for side in place.box]}


# reading -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report of a JSON file and the name of the document that it was read from."""

    document: str
    report: Report


def load_reports(path: Path, forms: Forms) -> list[NamedReport]:
    """Read a JSON file of either shape.

    Raises:
        GoujiError: it cannot be read, or it is not of that shape; the message says where.
    """
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            raise _wrong_shape(Text("文件过大", "it is too large"))
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise _wrong_shape(Text(f"不是 JSON：{error}", f"not JSON: {error}")) from error
    try:
        return reports_from_json(data, forms)
    except ShapeError as error:
        raise _wrong_shape(error.text) from error


def reports_from_json(data: object, forms: Forms) -> list[NamedReport]:
    """Return the reports of a read document or a truth file, parsed from JSON.

    Raises:
        ShapeError: the data is not of that shape.
    """
    whole = an_object(data, "$")
    name = a_text(whole.get("document", ""), "$.document")
    found = []
    for at, item in enumerate(a_list(whole.get("reports"), "$.reports")):
        where = f"$.reports[{at}]"
        fields = an_object(item, where)
        document = a_text(fields.get("document", name), f"{where}.document")
        found.append(NamedReport(document, _report(fields, where, forms)))
    return found


def _report(fields: Json, where: str, forms: Forms) -> Report:
    year, pages = fields.get("year"), fields.get("pages")
    sections, claims = fields.get("sections"), fields.get("claims")
    cells = an_object(fields.get("cells"), f"{where}.cells")
    unsure = a_list(fields.get("unsure", []), f"{where}.unsure")
    plain, plain_cells = _tables(fields.get("tables", []), f"{where}.tables", forms)
    return Report(
        agency=a_text(fields.get("agency") or "", f"{where}.agency"),
        year=None if year is None else a_whole(year, f"{where}.year"),
        form=a_text(fields.get("form") or "", f"{where}.form"),
        cells={
            key: _cell(cell, f"{where}.cells[{key!r}]", key, forms)
            for key, cell in cells.items()
            if not is_plain(key)
        }
        | plain_cells,
        pages=None if pages is None else _pages(pages, f"{where}.pages"),
        sections=None if sections is None else tuple(_sections(sections, f"{where}.sections")),
        claims=None if claims is None else tuple(_claims(claims, f"{where}.claims")),
        unsure=frozenset(a_text(name, f"{where}.unsure") for name in unsure),
        plain=plain,
        leftovers=tuple(_leftovers(fields.get("leftovers", []), f"{where}.leftovers")),
    )


def _cell(value: object, where: str, key: str, forms: Forms) -> Cell:
    unit = forms.unit(key)
    if isinstance(value, str):
        return Cell(value, value, unit)
    fields = an_object(value, where)
    text = a_text_or_none(fields.get("text"), f"{where}.text")
    state = a_text(fields.get("state", "read"), f"{where}.state")
    if state not in list(CellState):
        raise ShapeError(f"{where}.state", Text("单元格状态", "the state of a cell"))
    return Cell(
        a_text_or_none(fields.get("read", text), f"{where}.read"),
        text,
        unit,
        a_place_or_none(fields, where),
        float(a_number(fields.get("confidence", 1.0), f"{where}.confidence")),
        fields.get("unsure") is True,
        CellState(state),
        tuple(_candidates(fields.get("candidates", []), f"{where}.candidates")),
        tuple(a_whole(at, f"{where}.weak") for at in a_list(fields.get("weak", []), where)),
    )


def _candidates(value: object, where: str) -> Iterable[tuple[str, float]]:
    for at, item in enumerate(a_list(value, where)):
        here = f"{where}[{at}]"
        fields = an_object(item, here)
        text = a_text(fields.get("text"), f"{here}.text")
        yield text, float(a_number(fields.get("confidence", 0.0), f"{here}.confidence"))


def _sections(value: object, where: str) -> Iterable[Section]:
    for at, item in enumerate(a_list(value, where)):
        here = f"{where}[{at}]"
        fields = an_object(item, here)
        title, text = (a_text(fields.get(name), f"{here}.{name}") for name in ("title", "text"))
        yield Section(title, a_whole(fields.get("page"), f"{here}.page"), text)


def _claims(value: object, where: str) -> Iterable[Claim]:
    for at, item in enumerate(a_list(value, where)):
        here = f"{where}[{at}]"
        fields = an_object(item, here)
        claim, text = (a_text(fields.get(name), f"{here}.{name}") for name in ("claim", "text"))
        place = a_place(fields, here)
        yield Claim(claim, a_number(fields.get("value"), f"{here}.value"), text, place)


def _tables(
    value: object, where: str, forms: Forms
) -> tuple[tuple[PlainTable, ...], dict[str, Cell]]:
    """Return the plain tables, named in their order, and their cells."""
    tables = []
    held: dict[str, Cell] = {}
    for at, item in enumerate(a_list(value, where)[:MAX_PLAIN_TABLES]):
        here = f"{where}[{at}]"
        fields = an_object(item, here)
        rows, columns = (
            a_whole(fields.get(name), f"{here}.{name}") for name in ("rows", "columns")
        )
        if not (rows > 0 < columns and rows * columns <= MAX_PLAIN_CELLS):
            raise ShapeError(f"{here}.rows", Text("表格大小", "the size of a table"))
        cells = []
        for number, cell in enumerate(a_list(fields.get("cells"), f"{here}.cells")):
            inside = f"{here}.cells[{number}]"
            one = _plain_cell(an_object(cell, inside), inside, f"plain{at + 1}", (rows, columns))
            held[one.key] = _cell(cell, inside, one.key, forms)
            cells.append(one)
        title = a_text(fields.get("title", ""), f"{here}.title")
        place = a_place(fields, here)
        tables.append(PlainTable(f"plain{at + 1}", title, place, rows, columns, tuple(cells)))
    return tuple(tables), held


def _plain_cell(fields: Json, where: str, table: str, size: tuple[int, int]) -> PlainCell:
    row, column, rows, columns = (
        a_whole(fields.get(name, 1), f"{where}.{name}")
        for name in ("row", "column", "rows", "columns")
    )
    inside = min(row, column, rows, columns) > 0
    if not inside or row + rows - 1 > size[0] or column + columns - 1 > size[1]:
        raise ShapeError(where, Text("表内的单元格", "a cell inside its table"))
    return PlainCell(plain_key(table, row - 1, column - 1), row - 1, column - 1, rows, columns)


def _leftovers(value: object, where: str) -> Iterable[Leftover]:
    for at, item in enumerate(a_list(value, where)[:MAX_LEFTOVERS]):
        here = f"{where}[{at}]"
        fields = an_object(item, here)
        kind, table, label, text, row = (
            a_text(fields.get(name, ""), f"{here}.{name}")
            for name in ("kind", "table", "label", "text", "row")
        )
        if kind not in LEFTOVER_KINDS:
            raise ShapeError(
                f"{here}.kind", Text("row、column 或 shifted", "row, column or shifted")
            )
        yield Leftover(kind, table, label, text, a_place(fields, here), row)


def _pages(value: object, where: str) -> tuple[int, int]:
    pages = [a_whole(page, where) for page in a_list(value, where)]
    if len(pages) != 2:
        raise ShapeError(where, Text("首页与末页", "the first and the last page"))
    return pages[0], pages[1]


def _wrong_shape(why: Text) -> GoujiError:
    return GoujiError(
        Text(f"不是读取结果（{why.zh}）。", f"It is no read document ({why.en})."),
        Text(
            "请选择 read 命令写出的 JSON 文件。",
            "Choose a JSON file that the read command has written.",
        ),
    )
