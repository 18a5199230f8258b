"""A project as JSON: the shape of a read document, its reports those of all documents.

Each report says which document it is from, and beside ``text`` each cell has ``read``, what the
source says. What people decided stands in ``decisions``.
"""

import io
import json
from typing import Any, BinaryIO

from core.exporting.export import Export, ExportReport
from core.interchange import report_to_json


def write_json(source: Export, file: BinaryIO) -> None:
    """Write all reports of a project as one JSON object, report by report.

    Args:
        source: what to write.
        file: open for writing bytes; stays open.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
    try:
        name = json.dumps(source.name, ensure_ascii=False)
        text.write(f'{{"document": {name}, "notes": [], "reports": [')
        for at, item in enumerate(source.reports):
            text.write(",\n" if at else "\n")
            text.write(json.dumps(_report(item), ensure_ascii=False))
        text.write("\n]}\n")
        text.flush()
    finally:
        text.detach()


def _report(item: ExportReport) -> dict[str, Any]:
    findings = [judged.finding for judged in item.findings]
    decisions = [judged.decision for judged in item.findings if judged.decision]
    return {
        "document": item.document,
        **report_to_json(item.report, findings, reviewed=True),
        "state": str(item.state),
        "decisions": [
            {
                "rule": one.rule,
                "cells": list(one.cells),
                "values": list(one.values),
                "decision": one.decision,
                "reason": one.reason,
                "who": one.who,
                "at": one.at,
            }
            for one in decisions
        ],
    }
