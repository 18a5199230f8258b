"""Make the sample reports of ``resources/samples``: a made-up agency, three years, planted slips.

    python packaging/make_samples.py

What is printed in them goes to ``tests/data`` (``….truth.json``), so that a check can compare.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pymupdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.form_files import load_forms  # noqa: E402  (the project is not installed)
from core.forms import Forms, Table  # noqa: E402

SAMPLES = ROOT / "resources" / "samples"
TRUTHS = ROOT / "tests" / "data"
AGENCY = "示例市园林绿化局"
PAGE = pymupdf.paper_rect("a4")
MARGIN = 62.0
LABEL_WIDTHS = {0: [], 1: [150.0], 3: [52.0, 64.0, 134.0]}
COLUMNS = ("natural", "company", "research", "nonprofit", "legal", "other_org")
PROSE = {
    "一、总体情况": "本报告根据《中华人民共和国政府信息公开条例》编制，全文分为六个部分。"
    "{year} 年，本局新收政府信息公开申请 {new} 件。",
    "五、存在的主要问题及改进情况": "存在的问题：公开的形式还不够丰富。下一步将及时更新。",
    "六、其他需要报告的事项": "本年度没有收取信息处理费。"
    "本报告是随程序附送的示例，单位和数字都是虚构的。",
}

NOT_OUTCOMES = ("new", "carried_in", "carried_out")
Counts = Mapping[str, tuple[int, ...]]


def balanced(table: Table, rows: Counts) -> dict[str, str]:
    """Return the cells of a table whose sums hold, from the counts that are not zero."""
    printed = dict.fromkeys(table.cells, "0")
    for row, counts in rows.items():
        keys = table.rows[row]
        full = (*counts, sum(counts)) if len(counts) == len(keys) - 1 else counts
        printed |= {key: str(count) for key, count in zip(keys, full, strict=True)}
    return printed


def years(forms: Forms) -> dict[int, dict[str, str]]:
    """Return what each year's report prints. The slips are marked; all else adds up."""
    reports = {}
    requests = {
        2020: {
            "new": (9, 2), "granted": (5, 1), "unavailable_not_held": (2, 1), "carried_out": (2,),
        },
        2023: {
            "new": (21, 6), "granted": (11, 3), "partial": (2, 1), "refused_process": (1,),
            "unavailable_not_held": (4, 2), "carried_out": (3,),
        },
        2024: {
            "new": (28, 7), "carried_in": (3,), "granted": (17, 4), "partial": (3, 1),
            "refused_third_party": (0, 1), "unavailable_not_held": (7, 1), "rejected_repeat": (2,),
            "carried_out": (2,),
        },
    }  # fmt: skip
    disputes = {
        2020: {},
        2023: {"reconsideration": (1, 0, 0, 0, 1)},
        2024: {"reconsideration": (2, 1, 0, 0, 3), "litigation_direct": (0, 0, 0, 1, 1)},
    }
    proactive: dict[int, dict[str, tuple[int, ...]]] = {
        2020: {
            "normative": (2, 2, 9), "licensing": (6, -1, 131), "penalties": (14, 0, 22),
            "fees": (1, 0), "procurement": (5, 280),
        },
        2023: {"normative": (3, 1, 14), "licensing": (148,), "penalties": (31,), "fees": (12,)},
        2024: {"normative": (1, 0, 15), "licensing": (163,), "penalties": (27,), "fees": (9,)},
    }  # fmt: skip
    for year, rows in requests.items():
        form = "2019" if year <= 2020 else "2021"
        table = next(t for t in forms.variants("requests") if t.form == form)
        wide = {row: (*counts, *(0,) * (6 - len(counts))) for row, counts in rows.items()}
        outcomes = [counts for row, counts in wide.items() if row not in NOT_OUTCOMES]
        wide["handled_total"] = tuple(map(sum, zip(*outcomes, strict=True)))
        cells = balanced(table, wide)
        cells |= balanced(forms.variants("disputes")[0], disputes[year])
        variant = next(t for t in forms.variants("proactive") if t.form == form)
        reports[year] = cells | balanced(variant, proactive[year])
    # an amount with its unit, signs for "none" and blanks are no slips: reports print them so
    reports[2020] |= {"proactive.procurement.amount": "280万元", "proactive.rules.created": "-"}
    reports[2023] |= {f"requests.rejected_petition.{name}": "" for name in (*COLUMNS, "total")}
    # slips: a digit misprinted; a total that went missing; not what the year before carried out
    reports[2023]["requests.unavailable_not_held.total"] = "8"
    reports[2024]["disputes.reconsideration.total"] = ""
    reports[2024]["requests.carried_in.natural"] = "2"
    return reports


class Sheet:
    """Pages of one report, written from the top down."""

    def __init__(self) -> None:
        self.document = pymupdf.open()
        self.font = pymupdf.Font("cjk")
        self.new_page()

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.page = self.document.new_page(width=PAGE.width, height=PAGE.height)
        self.page.insert_font(fontname="cjk", fontbuffer=self.font.buffer)
        self.top = MARGIN

    def lines(self, text: str, width: float, size: float) -> list[str]:
        """Break a text into lines that fit a width."""
        lines = [""]
        for letter in text:
            if self.font.text_length(lines[-1] + letter, size) > width:
                lines.append("")
            lines[-1] += letter
        return lines

    def centred(self, text: str, box: pymupdf.Rect, size: float) -> None:
        """Write a text into the middle of a box, smaller where it would not fit."""
        while len(lines := self.lines(text, box.width - 4, size)) * size * 1.2 > box.height - 2:
            size -= 0.5
        top = (box.y0 + box.y1 - len(lines) * size * 1.2) / 2 + size
        for at, line in enumerate(lines):
            left = (box.x0 + box.x1 - self.font.text_length(line, size)) / 2
            self.page.insert_text(
                (left, top + at * size * 1.2), line, fontname="cjk", fontsize=size
            )

    def heading(self, text: str, size: float) -> None:
        """Write a heading over the whole width."""
        height = size * 2.4
        self.centred(
            text, pymupdf.Rect(MARGIN, self.top, PAGE.width - MARGIN, self.top + height), size
        )
        self.top += height

    def prose(self, text: str) -> None:
        """Write a paragraph."""
        for line in self.lines("　　" + text, PAGE.width - 2 * MARGIN, 11):
            self.page.insert_text((MARGIN, self.top + 12), line, fontname="cjk", fontsize=11)
            self.top += 19
        self.top += 8

    def table(self, table: Table, cells: Mapping[str, str], height: float) -> None:
        """Draw a table as the form prints it, with the given texts in its cells."""
        layout = table.layout
        labels = LABEL_WIDTHS[layout.label_columns]
        left = layout.columns - len(labels)
        widths = [*labels, *[(PAGE.width - 2 * MARGIN - sum(labels)) / left] * left]
        edges = [MARGIN + sum(widths[:at]) for at in range(layout.columns + 1)]
        for cell in layout.cells:
            box = pymupdf.Rect(
                edges[cell.column],
                self.top + cell.row * height,
                edges[cell.column + cell.columns],
                self.top + (cell.row + cell.rows) * height,
            )
            self.page.draw_rect(box, width=0.6)
            if text := cells[cell.key] if cell.key else cell.text:
                self.centred(text, box, 9)
        self.top += layout.rows * height + 14


def make(year: int, cells: Mapping[str, str], forms: Forms) -> None:
    """Write one report as PDF, and what is printed in it as JSON."""
    form = "2019" if year <= 2020 else "2021"
    proactive, requests, disputes = forms.tables_of(form, cells)
    sheet = Sheet()
    sheet.heading(AGENCY, 16)
    sheet.heading(f"{year} 年政府信息公开工作年度报告", 16)
    prose = {
        title: text.format(year=year, new=cells["requests.new.total"])
        for title, text in PROSE.items()
    }
    sheet.heading("一、总体情况", 12)
    sheet.prose(prose["一、总体情况"])
    sheet.heading("二、主动公开政府信息情况", 12)
    sheet.table(proactive, cells, 20)
    sheet.new_page()
    sheet.heading("三、收到和处理政府信息公开申请情况", 12)
    sheet.table(requests, cells, 22)
    sheet.new_page()
    sheet.heading("四、政府信息公开行政复议、行政诉讼情况", 12)
    sheet.table(disputes, cells, 30)
    for title in ("五、存在的主要问题及改进情况", "六、其他需要报告的事项"):
        sheet.heading(title, 12)
        sheet.prose(prose[title])
    name = f"{AGENCY} {year} 年度报告"
    sheet.document.subset_fonts()
    sheet.document.set_metadata({"title": name, "producer": ""})
    sheet.document.save(SAMPLES / f"{name}.pdf", garbage=4, deflate=True, no_new_id=True)
    report = {"agency": AGENCY, "year": year, "form": form, "cells": cells}
    truth = {"document": f"{name}.pdf", "kind": "digital", "reports": [report]}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (TRUTHS / f"{name}.truth.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make all samples."""
    forms = load_forms()
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for year, cells in years(forms).items():
        make(year, cells, forms)


if __name__ == "__main__":
    main()
