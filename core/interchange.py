"""Reports as JSON: writing the shape of a read document, reading it and that of truth files."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.bounds import MAX_JSON_BYTES
from core.errors import GoujiError, unreadable
from core.forms import Forms
from core.report import (
    Box,
    Cell,
    CellState,
    Claim,
    Document,
    Finding,
    Note,
    Place,
    Report,
    Section,
    Verdict,
)
from core.text import Text

Json = dict[str, Any]


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
            for key, cell in report.cells.items()
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
    json["findings"] = findings_to_json(findings)
    return json


def findings_to_json(findings: Iterable[Finding]) -> list[Json]:
    """Return what is broken or cannot be assessed as JSON."""
    listed = (Verdict.BROKEN, Verdict.NOT_ASSESSABLE)
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "verdict": str(finding.verdict),
            "cells": list(finding.cells),
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


class ShapeError(ValueError):
    """JSON that is not of the shape of a read document; says where."""

    def __init__(self, where: str, expected: Text) -> None:
        super().__init__(f"{where}: {expected.en}")
        self.text = Text(f"{where} 应为{expected.zh}", f"{where} should be {expected.en}")


def reports_from_json(data: object, forms: Forms) -> list[NamedReport]:
    """Return the reports of a read document or a truth file, parsed from JSON.

    Raises:
        ShapeError: the data is not of that shape.
    """
    whole = _object(data, "$")
    name = _text(whole.get("document", ""), "$.document")
    found = []
    for at, item in enumerate(_list(whole.get("reports"), "$.reports")):
        where = f"$.reports[{at}]"
        fields = _object(item, where)
        document = _text(fields.get("document", name), f"{where}.document")
        found.append(NamedReport(document, _report(fields, where, forms)))
    return found


def _report(fields: Json, where: str, forms: Forms) -> Report:
    year, pages = fields.get("year"), fields.get("pages")
    sections, claims = fields.get("sections"), fields.get("claims")
    cells = _object(fields.get("cells"), f"{where}.cells")
    unsure = _list(fields.get("unsure", []), f"{where}.unsure")
    return Report(
        agency=_text(fields.get("agency") or "", f"{where}.agency"),
        year=None if year is None else _whole(year, f"{where}.year"),
        form=_text(fields.get("form") or "", f"{where}.form"),
        cells={
            key: _cell(cell, f"{where}.cells[{key!r}]", key, forms) for key, cell in cells.items()
        },
        pages=None if pages is None else _pages(pages, f"{where}.pages"),
        sections=None if sections is None else tuple(_sections(sections, f"{where}.sections")),
        claims=None if claims is None else tuple(_claims(claims, f"{where}.claims")),
        unsure=frozenset(_text(name, f"{where}.unsure") for name in unsure),
    )


def _cell(value: object, where: str, key: str, forms: Forms) -> Cell:
    unit = forms.unit(key)
    if isinstance(value, str):
        return Cell(value, value, unit)
    fields = _object(value, where)
    text = _text_or_none(fields.get("text"), f"{where}.text")
    state = _text(fields.get("state", "read"), f"{where}.state")
    if state not in list(CellState):
        raise ShapeError(f"{where}.state", Text("单元格状态", "the state of a cell"))
    return Cell(
        _text_or_none(fields.get("read", text), f"{where}.read"),
        text,
        unit,
        _place(fields, where),
        float(_number(fields.get("confidence", 1.0), f"{where}.confidence")),
        fields.get("unsure") is True,
        CellState(state),
    )


def _sections(value: object, where: str) -> Iterable[Section]:
    for at, item in enumerate(_list(value, where)):
        here = f"{where}[{at}]"
        fields = _object(item, here)
        title, text = (_text(fields.get(name), f"{here}.{name}") for name in ("title", "text"))
        yield Section(title, _whole(fields.get("page"), f"{here}.page"), text)


def _claims(value: object, where: str) -> Iterable[Claim]:
    for at, item in enumerate(_list(value, where)):
        here = f"{where}[{at}]"
        fields = _object(item, here)
        claim, text = (_text(fields.get(name), f"{here}.{name}") for name in ("claim", "text"))
        place = _place(fields, here)
        if place is None:
            raise ShapeError(f"{here}.page", _PAGE)
        yield Claim(claim, _number(fields.get("value"), f"{here}.value"), text, place)


def _pages(value: object, where: str) -> tuple[int, int]:
    pages = [_whole(page, where) for page in _list(value, where)]
    if len(pages) != 2:
        raise ShapeError(where, Text("首页与末页", "the first and the last page"))
    return pages[0], pages[1]


def _place(fields: Json, where: str) -> Place | None:
    page, box = fields.get("page"), fields.get("bbox")
    if page is None or box is None:
        return None
    return Place(_whole(page, f"{where}.page"), _box(box, f"{where}.bbox"))


def _box(value: object, where: str) -> Box:
    sides = [float(_number(side, where)) for side in _list(value, where)]
    if len(sides) != 4:
        raise ShapeError(where, Text("四个数", "four numbers"))
    return sides[0], sides[1], sides[2], sides[3]


_PAGE = Text("页码", "a page number")


def _object(value: object, where: str) -> Json:
    if not isinstance(value, dict):
        raise ShapeError(where, Text("对象", "an object"))
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ShapeError(where, Text("数组", "a list"))
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ShapeError(where, Text("文本", "a text"))
    return value


def _text_or_none(value: object, where: str) -> str | None:
    return None if value is None else _text(value, where)


def _whole(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ShapeError(where, Text("整数", "a whole number"))
    return value


def _number(value: object, where: str) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise ShapeError(where, Text("数", "a number"))


def _wrong_shape(why: Text) -> GoujiError:
    return GoujiError(
        Text(f"不是读取结果（{why.zh}）。", f"It is no read document ({why.en})."),
        Text(
            "请选择 read 命令写出的 JSON 文件。",
            "Choose a JSON file that the read command has written.",
        ),
    )
